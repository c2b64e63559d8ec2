import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from core.errors import WorkspaceRefused
from core.store import Workspace, settings, uploads

WRITER = """
import sys
from pathlib import Path
from core.store import Workspace, settings, uploads

workspace = Workspace.open(Path(sys.argv[1]))
upload, _ = uploads.receive(workspace, "events.xlsx", b"events")
for number in range(100_000):
    settings.put(workspace, "number", number)
    print(number, flush=True)
"""


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The workspace of a process that was killed while it wrote, and the last number it had kept."""
    file = tmp_path_factory.mktemp("killed") / "mine.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            if int(line) == 30:
                writer.kill()
                break
        last = max([30, *(int(line) for line in writer.stdout if line.endswith("\n"))])
    return file, last


@pytest.fixture
def left(killed: tuple[Path, int], file: Path) -> tuple[Path, Path, int]:
    """A copy of what the killed process left: the file, its journal, and the last number kept."""
    shutil.copytree(killed[0].parent, file.parent)
    return file, file.with_name("mine.duckdb.wal"), killed[1]


def test_a_process_killed_while_writing_loses_nothing_it_had_kept(left: tuple[Path, Path, int]) -> None:
    file, _, last = left
    with Workspace.open(file) as workspace:
        assert settings.get(workspace, "number") >= last
        assert [upload.name for upload in uploads.waiting(workspace)] == ["events.xlsx"]


@pytest.mark.parametrize("tail", [b"\x99" * 64, b"\x00" * 4096])
def test_garbage_behind_the_journal_costs_nothing_and_is_told(
    left: tuple[Path, Path, int], tail: bytes
) -> None:
    file, journal, last = left
    damaged = journal.read_bytes() + tail
    journal.write_bytes(damaged)
    with Workspace.open(file) as workspace:
        assert str(file) in str(workspace.notice)
        assert settings.get(workspace, "number") >= last
    kept_aside = list(file.parent.glob("*.damaged-*"))
    assert [path.read_bytes() for path in kept_aside] == [damaged]
    assert kept_aside[0].name in str(workspace.notice)


def test_what_stands_before_the_damage_in_the_journal_is_still_there(left: tuple[Path, Path, int]) -> None:
    file, journal, last = left
    damaged = bytearray(journal.read_bytes())
    damaged[len(damaged) * 3 // 4] ^= 1
    journal.write_bytes(damaged)
    with Workspace.open(file) as workspace:
        assert workspace.notice is not None
        assert 0 < settings.get(workspace, "number") < last
        assert [upload.name for upload in uploads.waiting(workspace)] == ["events.xlsx"]
        settings.put(workspace, "number", -1)
    with Workspace.open(file) as workspace:
        assert workspace.notice is None
        assert settings.get(workspace, "number") == -1


@pytest.mark.parametrize("journal_bytes", [b"hello", b"\x00" * 5000])
def test_a_journal_that_is_none_is_set_aside_and_told(
    left: tuple[Path, Path, int], journal_bytes: bytes
) -> None:
    file, journal, _ = left
    journal.write_bytes(journal_bytes)
    with Workspace.open(file) as workspace:
        assert workspace.notice is not None
        assert [upload.name for upload in uploads.waiting(workspace)] == ["events.xlsx"]
        settings.put(workspace, "number", 7)
    with Workspace.open(file) as workspace:
        assert (workspace.notice, settings.get(workspace, "number")) == (None, 7)


def test_the_journal_of_another_file_is_set_aside_and_told(
    left: tuple[Path, Path, int], tmp_path: Path
) -> None:
    _, journal, _ = left
    other = tmp_path / "other.duckdb"
    with Workspace.open(other) as workspace:
        settings.put(workspace, "number", 1)
    shutil.copy(journal, tmp_path / "other.duckdb.wal")
    with Workspace.open(other) as workspace:
        assert workspace.notice is not None
        assert settings.get(workspace, "number") == 1


@pytest.mark.parametrize("content", [b"Step;Minutes\nfind;20\n" * 500, b"hi"])
def test_a_text_file_is_refused_and_left_as_it_is(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    journal = file.with_name("mine.duckdb.wal")
    journal.write_bytes(b"something")
    with pytest.raises(WorkspaceRefused, match="is not a Stepwise workspace") as refused:
        Workspace.open(file)
    assert str(file) in str(refused.value)
    assert (file.read_bytes(), journal.read_bytes()) == (content, b"something")
    assert len(list(file.parent.iterdir())) == 2


def test_a_damaged_file_is_refused_and_left_as_it_is(file: Path) -> None:
    Workspace.open(file).close()
    damaged = bytearray(file.read_bytes())
    damaged[4096:4112] = b"\xff" * 16
    damaged[8192:8208] = b"\xff" * 16
    file.write_bytes(damaged)
    with pytest.raises(WorkspaceRefused, match="put a backup in its place"):
        Workspace.open(file)
    assert file.read_bytes() == damaged


def test_the_database_of_another_program_is_refused_and_left_as_it_is(file: Path) -> None:
    file.parent.mkdir()
    with duckdb.connect(file) as other:
        other.execute("create table invoices (amount double)")
    before = file.read_bytes()
    with pytest.raises(WorkspaceRefused, match="another program"):
        Workspace.open(file)
    assert file.read_bytes() == before


def test_an_empty_file_left_by_a_start_that_was_cut_off_becomes_a_workspace(file: Path) -> None:
    file.parent.mkdir()
    file.touch()
    with Workspace.open(file) as workspace:
        assert uploads.kept(workspace) == []


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceRefused, match=tmp_path.name):
        Workspace.open(tmp_path)


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(WorkspaceRefused, match=tmp_path.name):
        Workspace.open(tmp_path / "mine.duckdb")
