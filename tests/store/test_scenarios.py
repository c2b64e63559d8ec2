"""Scenarios are kept under names, as lists of changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import StepwiseError
from core.store import scenarios
from core.store.workspace import Workspace
from core.what_if.changes import ALL, HandedOver, LeftOut, Moved

FASTER = (Moved("minutes", ALL, 0.9, "times"), LeftOut("Events|acquire|Fax|1"))
HANDED = (HandedOver("Events|acquire|Talk|1", "partner", 0.5, 20.0, 60.0, 500.0),)


def names(workspace: Workspace) -> list[str]:
    return [one.name for one in scenarios.all(workspace)]


def test_a_scenario_is_there_again_when_the_workspace_is_opened_again(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "mine.duckdb") as workspace:
        scenarios.put(workspace, " Faster ", FASTER)
        scenarios.put(workspace, "Partner", HANDED)
    with Workspace.open(tmp_path / "mine.duckdb") as workspace:
        assert [(one.name, one.changes) for one in scenarios.all(workspace)] == [
            ("Faster", FASTER),
            ("Partner", HANDED),
        ]


def test_the_same_name_again_takes_its_place_and_keeps_the_order() -> None:
    with Workspace.open() as workspace:
        scenarios.put(workspace, "Faster", HANDED)
        scenarios.put(workspace, "Partner", HANDED)
        scenarios.put(workspace, "faster", FASTER)
        assert names(workspace) == ["faster", "Partner"]
        assert scenarios.all(workspace)[0].changes == FASTER


def test_a_scenario_is_renamed_copied_and_removed() -> None:
    with Workspace.open() as workspace:
        scenarios.put(workspace, "Faster", FASTER)
        scenarios.rename(workspace, "Faster", "A tenth faster")
        scenarios.copy(workspace, "A tenth faster", "Second try")
        assert names(workspace) == ["A tenth faster", "Second try"]
        assert {one.changes for one in scenarios.all(workspace)} == {FASTER}
        scenarios.remove(workspace, "A tenth faster")
        scenarios.remove(workspace, "A tenth faster")
        assert names(workspace) == ["Second try"]


def test_a_name_that_is_taken_is_refused() -> None:
    with Workspace.open() as workspace:
        scenarios.put(workspace, "Faster", FASTER)
        scenarios.put(workspace, "Partner", HANDED)
        with pytest.raises(StepwiseError, match="There is a scenario “faster” already"):
            scenarios.rename(workspace, "Partner", "faster")
        with pytest.raises(StepwiseError, match="already"):
            scenarios.copy(workspace, "Partner", "Faster")
        scenarios.rename(workspace, "Faster", "FASTER")
        assert names(workspace) == ["FASTER", "Partner"]


def test_what_is_gone_cannot_be_renamed_or_copied() -> None:
    with Workspace.open() as workspace:
        for deed in (scenarios.rename, scenarios.copy):
            with pytest.raises(StepwiseError, match="There is no scenario “Faster” any more"):
                deed(workspace, "Faster", "Quicker")


@pytest.mark.parametrize("name", ["", "  ", "x" * 101])
def test_a_scenario_needs_a_name(name: str) -> None:
    with Workspace.open() as workspace:
        with pytest.raises(StepwiseError, match="is no name for a scenario"):
            scenarios.put(workspace, name, FASTER)
        assert names(workspace) == []


def test_a_change_that_cannot_be_right_is_not_kept() -> None:
    with Workspace.open() as workspace:
        with pytest.raises(StepwiseError, match="cannot be right"):
            scenarios.put(workspace, "Slower", (Moved("minutes", "a", -5.0),))
        assert names(workspace) == []


def test_keeping_a_scenario_leaves_all_kept_answers_as_they_are() -> None:
    with Workspace.open() as workspace:
        before = workspace.revision
        scenarios.put(workspace, "Faster", FASTER)
        assert workspace.revision == before
