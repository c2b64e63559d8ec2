"""The possible changes that the user thinks about: which step goes to whom, and what is assumed of it."""

from __future__ import annotations

from dataclasses import asdict, replace

from core.customer.self_service import Handover, checked
from core.errors import StepwiseError
from core.store import kept_records
from core.store.workspace import Workspace

_KEY = "handovers"


def add(workspace: Workspace, handover: Handover) -> Handover:
    """Keep a new one; it comes back with its id. Raises StepwiseError, see `checked`.

    >>> with Workspace.open() as workspace:
    ...     kept = add(workspace, Handover("", "Ads|acquire|Call|1", "system", adoption=0.6))
    ...     all(workspace) == [kept]
    True
    """
    handover = checked(handover)
    return replace(handover, id=kept_records.add(workspace, _KEY, _record(handover)))


def change(workspace: Workspace, handover: Handover) -> None:
    """Assume something else; its id says of which. Raises StepwiseError where it is not there any more."""
    handover = checked(handover)
    if not kept_records.change(workspace, _KEY, handover.id, _record(handover)):
        raise StepwiseError(
            "This change is not there any more, perhaps it was removed in another window. Add it again."
        )


def remove(workspace: Workspace, handover_id: str) -> None:
    """Forget one; one that is forgotten already stays so."""
    kept_records.remove(workspace, _KEY, handover_id)


def all(workspace: Workspace) -> list[Handover]:  # noqa: A001
    """Every one, in the order in which they were added."""
    return [Handover(name, **record) for name, record in kept_records.all(workspace, _KEY).items()]


def _record(handover: Handover) -> kept_records.Record:
    said = asdict(handover)
    del said["id"]
    return said
