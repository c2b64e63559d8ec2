import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from core.funnel.canvas import CanvasRow, ticked, with_cell, with_item
from core.store import Workspace, canvas, settings


def test_what_is_written_on_the_canvas_is_there_after_a_restart(file: Path) -> None:
    with Workspace.open(file) as workspace:
        canvas.change(workspace, "lead", lambda row: with_cell(row, "task", "Call back\nwithin the hour"))
        canvas.change(workspace, "lead", lambda row: with_item(row, "a", "Use their name"))
        canvas.change(workspace, "lead", lambda row: ticked(row, "a", dt.date(2026, 4, 3)))
        written = canvas.change(workspace, "lead", lambda row: replace(row, assumed_rate=0.125))
    with Workspace.open(file) as workspace:
        assert canvas.all(workspace) == {"lead": written}
        assert written.checklist[0].day == dt.date(2026, 4, 3)


def test_a_canvas_that_nobody_wrote_on_has_no_stages(workspace: Workspace) -> None:
    settings.put(workspace, "currency", "EUR")
    assert canvas.all(workspace) == {}


def test_two_windows_at_two_stages_do_not_undo_each_other(workspace: Workspace) -> None:
    canvas.change(workspace, "lead", lambda row: with_cell(row, "task", "Call back"))
    canvas.change(workspace, "own 1", lambda row: with_cell(row, "task", "Show it"))
    assert {stage: row.task for stage, row in canvas.all(workspace).items()} == {
        "lead": "Call back",
        "own 1": "Show it",
    }


def test_two_windows_at_one_stage_keep_what_both_write(workspace: Workspace) -> None:
    def add(number: int) -> CanvasRow:
        return canvas.change(workspace, "lead", lambda row: with_item(row, str(number), f"gesture {number}"))

    with ThreadPoolExecutor(8) as windows:
        list(windows.map(add, range(40)))
    assert {item.id for item in canvas.all(workspace)["lead"].checklist} == {str(one) for one in range(40)}


def test_writing_on_the_canvas_costs_no_answer_its_computing(workspace: Workspace) -> None:
    before = workspace.revision
    canvas.change(workspace, "lead", lambda row: with_cell(row, "task", "Call back"))
    assert workspace.revision == before
