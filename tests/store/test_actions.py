import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import StepwiseError
from core.factory.actions import Action
from core.store import Workspace, actions

DAY = dt.date(2026, 4, 3)
CALL_BACK = Action(
    0,
    day=DAY,
    step="lead",
    channel="Events",
    what="Call back within the hour",
    expected=0.5,
    cost=120.0,
    owner="Anna",
)


def test_an_action_is_there_after_a_restart_as_it_was_noted(file: Path) -> None:
    with Workspace.open(file) as workspace:
        kept = actions.add(workspace, CALL_BACK)
    with Workspace.open(file) as workspace:
        assert actions.all(workspace) == [kept] == [replace(CALL_BACK, id=kept.id)]


def test_what_was_not_said_is_unknown_and_not_nothing(workspace: Workspace) -> None:
    actions.add(workspace, Action(0, DAY, what="New price list"))
    (kept,) = actions.all(workspace)
    assert (kept.expected, kept.cost, kept.ratio) == (None, None, None)


def test_actions_come_in_the_order_of_their_days_whenever_they_were_noted(workspace: Workspace) -> None:
    for days in (5, 0, 3, 0):
        actions.add(workspace, Action(0, DAY + dt.timedelta(days=days), what=f"after {days}"))
    assert [(one.what, one.id) for one in actions.all(workspace)] == [
        ("after 0", 2),
        ("after 0", 4),
        ("after 3", 3),
        ("after 5", 1),
    ]


def test_a_corrected_action_keeps_its_id_and_the_others_stay(workspace: Workspace) -> None:
    first, second = (actions.add(workspace, CALL_BACK) for _time in range(2))
    better = replace(first, what="Call back within ten minutes", expected=None, channel="")
    actions.change(workspace, better)
    assert actions.all(workspace) == [better, second]


def test_the_id_of_a_removed_action_is_never_given_again(file: Path) -> None:
    with Workspace.open(file) as workspace:
        first = actions.add(workspace, CALL_BACK)
        actions.remove(workspace, first.id)
        actions.remove(workspace, first.id)
        assert actions.all(workspace) == []
    with Workspace.open(file) as workspace:
        assert actions.add(workspace, CALL_BACK).id > first.id


def test_correcting_what_another_window_removed_is_said_and_brings_nothing_back(workspace: Workspace) -> None:
    kept = actions.add(workspace, CALL_BACK)
    actions.remove(workspace, kept.id)
    with pytest.raises(StepwiseError, match="not there any more"):
        actions.change(workspace, kept)
    assert actions.all(workspace) == []


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"what": "  "}, "Nothing is said of what was done"),
        ({"expected": 0.0}, "An effect of 0 percent"),
        ({"expected": -0.2}, "An effect of -20 percent"),
        ({"expected": 11.0}, "from 1 to 1,000"),
        ({"expected": float("nan")}, "cannot be looked for"),
        ({"cost": -5.0}, "“-5” is no cost"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_was_found(
    workspace: Workspace, said: dict[str, object], answer: str
) -> None:
    kept = actions.add(workspace, CALL_BACK)
    for refused in (actions.add, actions.change):
        with pytest.raises(StepwiseError, match=answer):
            refused(workspace, replace(kept, **said))  # type: ignore[arg-type]
    assert actions.all(workspace) == [kept]


def test_no_answer_is_computed_anew_because_of_an_action(workspace: Workspace) -> None:
    before = workspace.revision
    kept = actions.add(workspace, CALL_BACK)
    actions.change(workspace, replace(kept, owner="Ben"))
    actions.remove(workspace, kept.id)
    assert workspace.revision == before
