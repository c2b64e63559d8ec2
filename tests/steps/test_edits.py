"""The user's changes over the sheets: each moves the figures, and each can be taken back."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd
import pytest

from core.errors import CellRefused
from core.steps.economics import economics
from core.steps.edits import read_edit, step_ids, with_edits
from tests.steps.processes import EVENTS, process

NO_ROLES = pd.DataFrame({"role": [], "hourly_rate": []})
OFFER, PHONE, FIND = (f"Events|acquire|{step}|1" for step in ("offer", "phone", "find events"))


@dataclasses.dataclass
class Change:
    """A change as the store hands it over."""

    action: str
    step: str
    field: str | None = None
    detail: dict[str, Any] = dataclasses.field(default_factory=dict)
    id: int = 1
    channel: str = "Events"
    phase: str = "acquire"


def events() -> pd.DataFrame:
    return process(EVENTS).drop(columns="step_id")


def minutes(*changes: Change) -> float:
    return economics(events(), NO_ROLES, 100, edits=changes).chains[0].minutes_per_win


def test_a_pass_rate_typed_over_moves_every_step_before_it() -> None:
    # Every offer signed: half of everything.
    assert minutes(Change("set", OFFER, "pass_rate", read_edit("pass_rate", "100 %", "."))) == pytest.approx(
        172.5
    )


def test_minutes_typed_over_count_at_once() -> None:
    assert minutes(Change("set", PHONE, "minutes", read_edit("minutes", "30", "."))) == pytest.approx(375)


def test_a_removed_inserted_and_moved_step_is_where_it_was_put() -> None:
    new = Change("insert", "new|1", detail={"name": "post", "after": OFFER})
    timed = Change("set", "new|1", "minutes", read_edit("minutes", "5", "."))
    frame, stale = with_edits(
        events(), [new, timed, Change("remove", PHONE), Change("move", OFFER, detail={})]
    )
    assert frame["step"].tolist()[0] == "offer"
    assert frame["step"].tolist()[-1] == "post"
    assert "phone" not in frame["step"].tolist()
    assert stale == []
    assert frame["edited"].iloc[-1] == frozenset({"new", "minutes"})


def test_changes_of_a_step_that_is_in_no_sheet_any_more_are_named_and_change_nothing() -> None:
    gone = Change("set", "Events|acquire|dance|1", "minutes", read_edit("minutes", "5", "."), id=7)
    frame, stale = with_edits(events(), [gone])
    assert stale == [7]
    assert frame["minutes"].tolist() == events()["minutes"].tolist()


def test_an_emptied_pass_rate_lets_everybody_through() -> None:
    assert minutes(Change("set", OFFER, "pass_rate", read_edit("pass_rate", "", "."))) == pytest.approx(172.5)


def test_a_pass_rate_in_a_chain_of_given_runs_moves_the_steps_before_it() -> None:
    rows = process([("write", 3, None), ("call", 20, None)], runs_per_win=[10.0, 4.0]).drop(columns="step_id")
    change = Change("set", "Events|acquire|call|1", "pass_rate", read_edit("pass_rate", "50 %", "."))
    assert economics(rows, NO_ROLES, 100, edits=[change]).chains[0].minutes_per_win == pytest.approx(55)


def test_the_same_step_twice_has_two_names() -> None:
    rows = process([("call", 5, 1), ("call", 5, 1)])
    assert len(set(step_ids(rows))) == 2


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("minutes", "1,5 h", 90),
        ("minutes", "20-40", 30),
        ("pass_rate", "3/10", 0.3),
        ("pass_rate", "40 %", 0.4),
        ("pass_rate", "10x", 10),
        ("cash", "1.234,50", 1234.5),
        ("times", "2", 2),
        ("customer_minutes", "1,5 Std", 90),
        ("waiting", "2,5 Tage", 3600),
    ],
)
def test_a_german_types_into_the_table_as_into_a_sheet(field: str, written: str, value: float) -> None:
    assert read_edit(field, written, ",")[field] == pytest.approx(value)


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("minutes", "-5"),
        ("pass_rate", "150 %"),
        ("minutes", "soon"),
        ("cash", "-1"),
        ("customer_value", "nice"),
    ],
)
def test_what_cannot_be_right_is_refused_with_what_was_found(field: str, written: str) -> None:
    with pytest.raises(CellRefused) as refused:
        read_edit(field, written, ".")
    assert written.lstrip("-") in str(refused.value)


def test_who_performs_a_step_can_be_said_over_the_sheet_and_moves_the_minutes() -> None:
    handed = Change("set", PHONE, "performed_by", read_edit("performed_by", "customer", "."))
    assert minutes(handed) == pytest.approx(345 - 3 * 20)
    back = Change("set", PHONE, "performed_by", read_edit("performed_by", "", "."))
    assert minutes(handed, back) == pytest.approx(345)
