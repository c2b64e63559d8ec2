"""The decisions that the user put down, each beginning with the customer's side."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, replace

from core.customer.decisions import Decision, checked
from core.errors import StepwiseError
from core.store import kept_records
from core.store.workspace import Workspace

_KEY = "decisions"


def add(workspace: Workspace, decision: Decision) -> Decision:
    """Keep a new decision; it comes back with its id. Raises StepwiseError, see `checked`.

    >>> with Workspace.open() as workspace:
    ...     kept = add(workspace, Decision("", dt.date(2026, 4, 3), "Book online", "no waiting", both=True))
    ...     all(workspace) == [kept]
    True
    """
    decision = checked(decision)
    return replace(decision, id=kept_records.add(workspace, _KEY, _record(decision)))


def change(workspace: Workspace, decision: Decision) -> None:
    """Correct a kept decision; its id says which. Raises StepwiseError where it is not there any more."""
    decision = checked(decision)
    if not kept_records.change(workspace, _KEY, decision.id, _record(decision)):
        raise StepwiseError(
            "This decision is not there any more, perhaps it was removed in another window. Add it again."
        )


def remove(workspace: Workspace, decision_id: str) -> None:
    """Forget a decision; one that is forgotten already stays so."""
    kept_records.remove(workspace, _KEY, decision_id)


def all(workspace: Workspace) -> list[Decision]:  # noqa: A001
    """Every decision, the latest day first; of one day the one that was added last."""
    kept = kept_records.all(workspace, _KEY)
    found = [
        Decision(name, **{**record, "day": dt.date.fromisoformat(record["day"])})
        for name, record in reversed(kept.items())
    ]
    return sorted(found, key=lambda decision: decision.day, reverse=True)


def _record(decision: Decision) -> kept_records.Record:
    said = asdict(decision)
    del said["id"]
    return {**said, "day": decision.day.isoformat()}
