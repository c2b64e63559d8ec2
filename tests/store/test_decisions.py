"""Decisions and possible changes are kept, and another window's are never lost."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from core.customer.decisions import Decision
from core.customer.self_service import Handover
from core.errors import StepwiseError
from core.store import Workspace, decisions, handovers

DAY = dt.date(2026, 4, 3)
BOOKING = Decision("", DAY, "Customers book online", "no waiting", "20 min a call", both=True, handover="a")
CALL = Handover("", "Ads|acquire|call|1", "system", 0.6, 2, 5, None, 216, 1.5)


def test_a_decision_is_there_after_a_restart_as_it_was_noted(file: Path) -> None:
    with Workspace.open(file) as workspace:
        kept = decisions.add(workspace, BOOKING)
    with Workspace.open(file) as workspace:
        assert decisions.all(workspace) == [kept] == [replace(BOOKING, id=kept.id)]


def test_a_possible_change_is_there_after_a_restart_with_what_is_not_known(file: Path) -> None:
    with Workspace.open(file) as workspace:
        kept = handovers.add(workspace, CALL)
    with Workspace.open(file) as workspace:
        assert handovers.all(workspace) == [kept] == [replace(CALL, id=kept.id)]


def test_decisions_come_with_the_latest_first_whenever_they_were_noted(workspace: Workspace) -> None:
    for days in (5, 0, 9, 5):
        decisions.add(workspace, replace(BOOKING, day=DAY + dt.timedelta(days=days), what=f"after {days}"))
    assert [one.what for one in decisions.all(workspace)] == ["after 9", "after 5", "after 5", "after 0"]


def test_what_is_corrected_keeps_its_id_and_the_others_stay(workspace: Workspace) -> None:
    first, second = (decisions.add(workspace, BOOKING) for _time in range(2))
    better = replace(first, decided="yes", both=False)
    decisions.change(workspace, better)
    assert {one.id: one for one in decisions.all(workspace)} == {first.id: better, second.id: second}
    one, other = (handovers.add(workspace, CALL) for _time in range(2))
    handovers.change(workspace, replace(one, adoption=0.3))
    assert handovers.all(workspace) == [replace(one, adoption=0.3), other]


def test_removing_leaves_the_others_and_can_be_done_twice(workspace: Workspace) -> None:
    first, second = (decisions.add(workspace, BOOKING) for _time in range(2))
    change = handovers.add(workspace, CALL)
    for _time in range(2):
        decisions.remove(workspace, first.id)
        handovers.remove(workspace, change.id)
    assert decisions.all(workspace) == [second]
    assert handovers.all(workspace) == []


def test_correcting_what_another_window_removed_is_said_and_brings_nothing_back(workspace: Workspace) -> None:
    kept, change = decisions.add(workspace, BOOKING), handovers.add(workspace, CALL)
    decisions.remove(workspace, kept.id)
    handovers.remove(workspace, change.id)
    with pytest.raises(StepwiseError, match="not there any more"):
        decisions.change(workspace, kept)
    with pytest.raises(StepwiseError, match="not there any more"):
        handovers.change(workspace, change)
    assert decisions.all(workspace) == []


def test_what_cannot_be_meant_is_not_kept(workspace: Workspace) -> None:
    with pytest.raises(StepwiseError, match="Begin with the customer"):
        decisions.add(workspace, replace(BOOKING, customer_gains=""))
    with pytest.raises(StepwiseError, match="no share"):
        handovers.add(workspace, replace(CALL, adoption=0.0))
    assert decisions.all(workspace) == []
    assert handovers.all(workspace) == []


def test_no_answer_is_computed_anew_because_of_a_decision(workspace: Workspace) -> None:
    before = workspace.revision
    decisions.remove(workspace, decisions.add(workspace, BOOKING).id)
    handovers.remove(workspace, handovers.add(workspace, CALL).id)
    assert workspace.revision == before
