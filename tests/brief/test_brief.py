"""The brief on the command line: the same answers as the pages, for scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.brief.__main__ import main
from core.sheets.examples import EXAMPLES

EVENTS = next(example.path for example in EXAMPLES if "events" in example.name)


def brief(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, dict[str, Any]]:
    code = main([str(argument) for argument in arguments])
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, told


def test_events_cost_345_minutes_and_575(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = brief(capsys, EVENTS, "--format", "json")
    assert code == 0
    (events,) = told["channels"]
    assert events["channel"] == "Events"
    assert events["minutes_per_win"] == pytest.approx(345)
    assert events["cost_per_win"] == pytest.approx(575)
    assert events["labour_per_win"] == pytest.approx(575)
    assert events["cash_per_win"] == 0
    assert [step["runs_per_win"] for step in events["steps"]] == pytest.approx([1, 1, 1, 1, 1, 10, 4, 3, 2])
    assert sum(step["share"] for step in events["steps"]) == pytest.approx(1)
    assert "counted 4 of 10" in events["steps"][5]["evidence"]


def test_at_0_an_hour_a_customer_costs_0(capsys: pytest.CaptureFixture[str]) -> None:
    _code, told = brief(capsys, EVENTS, "--hourly-rate", "0")
    assert told["channels"][0]["cost_per_win"] == 0
    assert told["channels"][0]["minutes_per_win"] == pytest.approx(345)


def test_what_was_read_of_each_sheet_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    _code, told = brief(capsys, EVENTS)
    (sheet,) = told["sheets"]
    assert (sheet["kind"], sheet["header_row"], sheet["rows_kept"]) == ("process", 5, 9)
    assert {column["field"] for column in sheet["columns"]} >= {"step", "minutes", "pass_rate", "role"}
    assert sheet["problems"] == []
    assert sheet["ignored"][0]["text"] == "Summe"


def test_sentences_come_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    _code, told = brief(capsys, EVENTS, "--language", "de")
    assert "5 h 45 min" in told["channels"][0]["sentence"]
    assert "575\u00a0€" in told["channels"][0]["sentence"]


def test_a_problem_names_its_cell_and_the_good_rows_are_kept(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "calls.csv"
    file.write_text("Step;Minutes;Pass rate\nCall;10;50 %\nOffer;-5;50 %\n", "utf-8")
    code, told = brief(capsys, file)
    assert code == 0
    (sheet,) = told["sheets"]
    assert (sheet["rows_kept"], sheet["rows_waiting"]) == (1, 1)
    assert [(problem["cell"], problem["found"]) for problem in sheet["problems"]] == [("B3", "-5")]
    assert told["channels"][0]["steps_waiting"] == 1


def test_where_nothing_can_be_kept_the_code_is_2_and_the_problems_say_why(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    empty = tmp_path / "empty.xlsx"
    empty.write_bytes(b"")
    code, told = brief(capsys, empty, tmp_path / "missing.xlsx")
    assert code == 2
    assert told["channels"] == []
    assert [sheet["file"] for sheet in told["sheets"]] == ["empty.xlsx", "missing.xlsx"]
    assert all(sheet["problems"][0]["sentence"] for sheet in told["sheets"])


def test_a_bad_file_leaves_the_others(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    code, told = brief(capsys, bad, EVENTS)
    assert code == 0
    assert told["channels"][0]["minutes_per_win"] == pytest.approx(345)


def test_the_same_file_given_twice_counts_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(EVENTS.read_bytes())
    _code, told = brief(capsys, EVENTS, copy)
    assert told["channels"][0]["minutes_per_win"] == pytest.approx(345)


def test_a_channel_that_never_wins_says_so_and_has_no_figures(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "flyers.csv"
    file.write_text("Step,Minutes,Pass rate\nPrint,60,1\nHand out,60,0 of 200\n", "utf-8")
    _code, told = brief(capsys, file)
    (flyers,) = told["channels"]
    assert flyers["minutes_per_win"] is None
    assert flyers["cost_per_win"] is None
    assert flyers["blocked_by"] == "Hand out"
    assert "“Hand out”" in flyers["sentence"]


def test_roles_with_a_rate_of_their_own_are_counted_at_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    steps, roles = tmp_path / "cut.csv", tmp_path / "roles.csv"
    steps.write_text("Step,Minutes,Role\nTalk,60,Owner\nCut,60,Editor\n", "utf-8")
    roles.write_text("Role,Hourly rate,Hours per week\nEditor,45,20\nOwner,,30\n", "utf-8")
    _code, told = brief(capsys, steps, roles, "--hourly-rate", "100")
    assert told["channels"][0]["labour_per_win"] == pytest.approx(145)


def test_the_page_and_the_brief_show_the_same_figures(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from core.sheets.intake import take_in
    from core.steps.clocks import with_measured
    from core.steps.economics import book, economics
    from core.steps.measured import measure
    from core.steps.time_log import time_log
    from core.store import Workspace, rows, uploads
    from core.store.time_entries import time_entries

    files = [example.path for example in EXAMPLES]
    _code, told = brief(capsys, *files)
    with Workspace.open(tmp_path / "kept.duckdb") as workspace:
        for file in files:
            data = file.read_bytes()
            upload, _known = uploads.receive(workspace, file.name, data)
            tables = take_in(file.name, data).tables
            kept = [uploads.KeptTable(table.kind, table.sheet, table.rows) for table in tables]
            uploads.keep(workspace, upload.id, kept)
        roles = rows.roles(workspace)
        steps = book(rows.steps(workspace), roles).steps
        measured = measure(time_log(time_entries(workspace), steps), steps)
        found = economics(with_measured(steps, measured, use="measured"), roles, 100.0)
    shown = {(chain.channel, chain.phase): chain for chain in found.chains}
    for process in [*told["channels"], *told["delivery"]]:
        chain = shown[process["channel"], process["phase"]]
        assert process["minutes_per_win"] == pytest.approx(chain.minutes_per_win)
        assert process["cost_per_win"] == pytest.approx(chain.cost_per_win)
        assert process["minutes_lost_per_win"] == pytest.approx(chain.minutes_lost_per_win)


def test_the_funnel_of_the_example_is_told_by_channel_and_period(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _code, found = brief(capsys, *(example.path for example in EXAMPLES), "--window", "60")
    funnel = found["funnel"]
    customers = funnel["stages"][-1]
    assert (customers["stage"], customers["people"], customers["source"]) == ("customer", 7, "events")
    assert (customers["from_before"]["k"], customers["from_before"]["n"]) == (6, 12)
    assert customers["median_days"] == 22.5
    by_channel = {one["channel"]: one["stages"] for one in funnel["by_channel"]}
    assert {channel: stages[0]["people"] for channel, stages in by_channel.items()} == {
        "Events": 69,
        "Search ads": 4283,
        "Webinar": 48,
    }
    assert sum(stages[-1]["people"] for stages in by_channel.values()) == 7
    assert [one["first_day"] for one in funnel["by_period"]] == [f"2026-0{month}-01" for month in range(1, 7)]
    assert sum(one["stages"][0]["people"] for one in funnel["by_period"]) == 4400


def test_files_without_stages_have_no_funnel_and_no_goal(capsys: pytest.CaptureFixture[str]) -> None:
    _code, found = brief(capsys, EVENTS)
    assert found["funnel"] is None
    assert found["goal"] is None


def test_a_goal_is_counted_back_and_held_against_what_may_break_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = [example.path for example in EXAMPLES]
    goal = [
        "--revenue",
        "120000",
        "--revenue-per-customer",
        "6000",
        "--customers-now",
        "12",
        "--churn",
        "0.25",
    ]
    _code, found = brief(capsys, *files, "--window", "60", *goal, "--market", "4000")
    told = found["goal"]
    assert told["new_customers"] == 11
    assert told["verdict"] == "impossible"
    assert (told["breaks"]["kind"], told["breaks"]["stage"]) == ("market", "suspect")
    assert told["stages"][0]["need"] == sum(told["stages"][0]["by_channel"].values()) > 4000


def test_a_goal_that_cannot_be_right_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(EVENTS), "--revenue", "1000", "--revenue-per-customer", "10", "--churn", "7"])
    assert ended.value.code == 2
    assert "--churn 7 cannot be right here" in capsys.readouterr().err
