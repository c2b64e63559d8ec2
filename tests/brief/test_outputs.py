"""The story written to a file from the command line, in each format and with nobody at the keyboard."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from core.brief.__main__ import main
from core.brief.outputs import FORMATS
from core.sheets.examples import EXAMPLES

FILES = [str(example.path) for example in EXAMPLES]
EVENTS = next(path for path in FILES if "events" in path)
BEGINNINGS = {"html": b"<!doctype html>", "pptx": b"PK", "xlsx": b"PK", "pdf": b"%PDF-", "json": b"{"}


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """The sentence on the last line, for which the command ends with 2."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    assert ended.value.code == 2
    return capsys.readouterr().err.strip().splitlines()[-1]


@pytest.mark.parametrize("wanted", FORMATS)
def test_the_ending_of_the_file_says_the_format(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, wanted: str
) -> None:
    output = tmp_path / f"brief.{wanted}"
    assert main([*FILES, "--window", "60", "-o", str(output), "--name", "Studio Nord"]) == 0
    assert output.read_bytes()[:15].lower().startswith(BEGINNINGS[wanted].lower())
    assert capsys.readouterr().out == ""
    assert [file.name for file in tmp_path.iterdir()] == [output.name]


def test_the_format_can_be_named_for_a_file_without_an_ending(tmp_path: Path) -> None:
    output = tmp_path / "brief"
    assert main([EVENTS, "--format", "xlsx", "--output", str(output)]) == 0
    assert output.read_bytes()[:2] == b"PK"


def test_json_and_html_are_printed_where_no_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([EVENTS]) == 0
    assert json.loads(capsys.readouterr().out)["channels"][0]["channel"] == "Events"
    assert main([EVENTS, "--format", "html"]) == 0
    assert capsys.readouterr().out.lower().startswith("<!doctype html>")


@pytest.mark.parametrize("wanted", ["pptx", "xlsx", "pdf"])
def test_what_only_a_program_can_read_wants_a_file(capsys: pytest.CaptureFixture[str], wanted: str) -> None:
    said = refused(capsys, EVENTS, "--format", wanted)
    assert said.endswith(f"{wanted} goes into a file. Name it, like this: -o brief.{wanted}")


def test_a_name_that_does_not_fit_the_format_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "“brief.pdf” does not fit --format xlsx." in refused(
        capsys, EVENTS, "--format", "xlsx", "-o", tmp_path / "brief.pdf"
    )
    assert "“brief.doc” does not say which format is meant." in refused(
        capsys, EVENTS, "-o", tmp_path / "brief.doc"
    )
    assert not list(tmp_path.iterdir())


def test_a_folder_a_missing_folder_and_a_file_that_is_read_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "brief.xlsx"
    folder.mkdir()
    assert "is a folder. Name a file in it" in refused(capsys, EVENTS, "-o", folder)
    assert "There is no folder" in refused(capsys, EVENTS, "-o", tmp_path / "missing" / "brief.xlsx")
    own = tmp_path / "own.xlsx"
    own.write_bytes(Path(EVENTS).read_bytes())
    assert "would be lost" in refused(capsys, own, "-o", own)
    assert own.read_bytes() == Path(EVENTS).read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to try")
def test_a_full_disk_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert "cannot be written (No space left on device)" in refused(
        capsys, EVENTS, "--format", "json", "-o", "/dev/full"
    )


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_place_that_may_not_be_written_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    tmp_path.chmod(0o500)
    assert "cannot be written (Permission denied)" in refused(capsys, EVENTS, "-o", tmp_path / "brief.xlsx")


def test_a_file_that_is_there_is_replaced_and_keeps_its_name(tmp_path: Path) -> None:
    output = tmp_path / "brief.json"
    output.write_text("old")
    assert main([EVENTS, "-o", str(output)]) == 0
    assert json.loads(output.read_text("utf-8"))["channels"][0]["cost_per_win"] == pytest.approx(575)


def test_where_nothing_can_be_kept_no_file_is_written_and_each_problem_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    empty, output = tmp_path / "empty.xlsx", tmp_path / "brief.pptx"
    empty.write_bytes(b"")
    assert main([str(empty), str(tmp_path / "missing.xlsx"), "-o", str(output)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in told[:2]] == ["empty.xlsx", "missing.xlsx"]
    assert told[2] == "Nothing in these files could be kept; the problems say why."
    assert not output.exists()


def test_rows_that_wait_are_told_beside_a_story_that_lacks_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sheet, output = tmp_path / "calls.csv", tmp_path / "brief.xlsx"
    sheet.write_text("Step;Minutes;Pass rate\nCall;10;50 %\nOffer;-5;50 %\n", "utf-8")
    assert main([str(sheet), "-o", str(output)]) == 0
    assert "calls.csv: 1 row waits for its wrong cell to be mended" in capsys.readouterr().err
    assert output.exists()
