"""The stopwatch over reloads, restarts and undone files."""

import datetime as dt
from pathlib import Path

import pytest

from core.errors import StepwiseError
from core.sheets.intake import take_in
from core.sheets.kinds import TIME_ENTRIES
from core.store import Workspace, entry_matches, settings, stopwatch, uploads
from core.store.rows import kept_rows
from core.store.stopwatch import StoppedEntry
from core.store.time_entries import time_entries

CALL = "Events|acquire|Phone call|1"
TEN = dt.datetime(2026, 11, 5, 10, 0)


def started(workspace: Workspace, began: dt.datetime = TEN, task: str = "Phone call") -> None:
    """Let the stopwatch run since then."""
    stopwatch.start(workspace, CALL, task, "Events")
    said = {"step": CALL, "task": task, "project": "Events", "began": began.isoformat()}
    settings.put(workspace, "stopwatch", said)


def stopped(workspace: Workspace, minutes: float, task: str = "Phone call") -> StoppedEntry:
    started(workspace, task=task)
    return stopwatch.stop(workspace, minutes=minutes)


def test_it_runs_on_after_stepwise_was_closed(file: Path) -> None:
    with Workspace.open(file) as workspace:
        started(workspace)
    with Workspace.open(file) as workspace:
        running = stopwatch.running(workspace)
        assert running is not None
        assert (running.task, running.began, running.step) == ("Phone call", TEN, CALL)
        stopwatch.stop(workspace, minutes=25)
    with Workspace.open(file) as workspace:
        assert stopwatch.running(workspace) is None
        assert [entry.minutes for entry in stopwatch.entries(workspace)] == [25]


def test_it_writes_a_time_entry_by_the_clock_on_the_wall(workspace: Workspace) -> None:
    started(workspace, dt.datetime(2026, 11, 5, 23, 30))
    stopwatch.stop(workspace, offset=dt.timedelta(hours=1), minutes=45)
    (row,) = kept_rows(workspace, TIME_ENTRIES).to_dict("records")
    assert (row["date"], row["began"]) == (dt.datetime(2026, 11, 6), dt.datetime(2026, 11, 6, 0, 30))
    assert (row["ended"], row["minutes"]) == (dt.datetime(2026, 11, 6, 1, 15), 45)
    assert (row["task"], row["project"], row["file"]) == ("Phone call", "Events", "Stopwatch.csv")
    assert time_entries(workspace)["minutes"].tolist() == [45]


def test_it_takes_the_time_until_now(workspace: Workspace) -> None:
    stopwatch.start(workspace, CALL, "Phone call", "Events")
    assert 0 < stopwatch.stop(workspace).minutes < 1


def test_one_runs_at_a_time(workspace: Workspace) -> None:
    started(workspace)
    with pytest.raises(StepwiseError, match="running for “Phone call” already"):
        stopwatch.start(workspace, CALL, "Offer", "Events")
    stopwatch.discard(workspace)
    with pytest.raises(StepwiseError, match="not running any more"):
        stopwatch.stop(workspace)
    assert stopwatch.entries(workspace) == []


def test_one_that_was_forgotten_is_asked_about(workspace: Workspace) -> None:
    started(workspace, TEN - dt.timedelta(days=400))
    running = stopwatch.running(workspace)
    assert running is not None
    assert running.forgotten
    with pytest.raises(StepwiseError, match="Say how long it really took"):
        stopwatch.stop(workspace)
    with pytest.raises(StepwiseError, match="at most 16 hours"):
        stopwatch.stop(workspace, minutes=17 * 60)
    assert stopwatch.running(workspace) == running
    assert stopwatch.stop(workspace, minutes=20).minutes == 20


def test_its_entries_are_one_file_among_the_kept_ones(workspace: Workspace) -> None:
    stopped(workspace, 20)
    stopped(workspace, 25.5)
    (kept,) = uploads.kept(workspace)
    assert (kept.name, kept.rows) == ("Stopwatch.csv", 2)


def test_an_entry_is_corrected_and_deleted(workspace: Workspace) -> None:
    first, second = stopped(workspace, 20), stopped(workspace, 25, "Offer")
    before = workspace.revision
    stopwatch.correct(workspace, first, 30)
    assert workspace.revision > before
    assert [entry.minutes for entry in stopwatch.entries(workspace)] == [30, 25]
    with pytest.raises(StepwiseError, match="not here any more"):
        stopwatch.correct(workspace, first, 40)
    with pytest.raises(StepwiseError, match="more than 0 minutes"):
        stopwatch.correct(workspace, second, 0)
    stopwatch.delete(workspace, second)
    (left,) = stopwatch.entries(workspace)
    stopwatch.delete(workspace, left)
    assert uploads.kept(workspace) == []
    assert stopped(workspace, 5) in stopwatch.entries(workspace)


def test_its_file_can_be_undone_read_and_kept_again(workspace: Workspace) -> None:
    stopped(workspace, 20.25, "=Call; “now”")
    stopped(workspace, 30)
    (kept,) = uploads.kept(workspace)
    uploads.undo(workspace, kept.id)
    assert stopwatch.entries(workspace) == []
    (waiting,) = uploads.waiting(workspace)
    (table,) = take_in(waiting.name, uploads.content(workspace, waiting.id)).tables
    assert (table.kind, table.problems, table.questions) == ("time_entries", (), ())
    uploads.keep(workspace, kept.id, [uploads.KeptTable(table.kind, table.sheet, table.rows)])
    assert [entry.minutes for entry in stopwatch.entries(workspace)] == [20.25, 30]
    stopped(workspace, 10)
    assert [(one.id, one.rows) for one in uploads.kept(workspace)] == [(kept.id, 3)]


def test_after_its_file_was_undone_it_begins_another(workspace: Workspace) -> None:
    stopped(workspace, 20)
    (old,) = uploads.kept(workspace)
    uploads.undo(workspace, old.id)
    stopped(workspace, 30)
    assert [entry.minutes for entry in stopwatch.entries(workspace)] == [30]
    assert [one.id for one in uploads.waiting(workspace)] == [old.id]
    uploads.discard(workspace, old.id)
    assert time_entries(workspace)["minutes"].tolist() == [30]


def test_starting_it_computes_nothing_anew(workspace: Workspace) -> None:
    before = workspace.revision
    started(workspace)
    stopwatch.discard(workspace)
    assert workspace.revision == before


def test_what_a_text_means_and_which_minutes_count_is_remembered_and_computed_anew(file: Path) -> None:
    with Workspace.open(file) as workspace:
        before = workspace.revision
        entry_matches.put(workspace, {"editing": CALL, "lunch": "none"})
        entry_matches.put_clock(workspace, "honest")
        assert workspace.revision == before + 2
        entry_matches.put_clock(workspace, "honest")
        assert workspace.revision == before + 2
    with Workspace.open(file) as workspace:
        entry_matches.put(workspace, {"lunch": None})
        assert entry_matches.all(workspace) == {"editing": CALL}
        assert entry_matches.clock(workspace) == "honest"
