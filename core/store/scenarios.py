"""What the user thought otherwise, kept under names: lists of changes, never copies of the sheets."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import StepwiseError
from core.store import kept_records
from core.store.workspace import Workspace
from core.what_if.changes import Changes, as_data, checked, from_data

_KEY = "scenarios"
LONGEST_NAME = 100


@dataclass(frozen=True)
class Scenario:
    """A name, and what is thought otherwise under it."""

    name: str
    changes: Changes


def put(workspace: Workspace, name: str, changes: Changes) -> Scenario:
    """Keep changes under a name; what was kept under the same name before gives way. Case does not tell.

    The revision stays, as with settings: no answer of the sheets is computed from scenarios. Raises
    StepwiseError where there is no name, or a change cannot be right.

    >>> from core.what_if.changes import Moved
    >>> with Workspace.open() as workspace:
    ...     for price in (900.0, 950.0):
    ...         scenario = put(workspace, "Dearer", (Moved("price", "Events", price),))
    ...     [one.changes[0].value for one in all(workspace)]
    [950.0]
    """
    scenario = Scenario(_checked(name), tuple(checked(one) for one in changes))
    kept = _id(workspace, scenario.name)
    if kept is None or not kept_records.change(workspace, _KEY, kept, _record(scenario)):
        kept_records.add(workspace, _KEY, _record(scenario))
    return scenario


def rename(workspace: Workspace, name: str, new: str) -> None:
    """Call a scenario otherwise. Raises StepwiseError where another one is called so, or it is gone."""
    new = _checked(new)
    kept, taken = _id(workspace, name), _id(workspace, new)
    if kept is None:
        raise StepwiseError(
            "There is no scenario “{name}” any more, perhaps it was removed in another window.", name=name
        )
    if taken is not None and taken != kept:
        raise StepwiseError("There is a scenario “{name}” already. Choose another name.", name=new)
    record = kept_records.all(workspace, _KEY)[kept]
    kept_records.change(workspace, _KEY, kept, {**record, "name": new})


def copy(workspace: Workspace, name: str, new: str) -> Scenario:
    """Keep the same changes under another name too. Raises StepwiseError as `rename` does."""
    found = next((one for one in all(workspace) if _same(one.name, name)), None)
    if found is None:
        raise StepwiseError(
            "There is no scenario “{name}” any more, perhaps it was removed in another window.", name=name
        )
    new = _checked(new)
    if _id(workspace, new) is not None:
        raise StepwiseError("There is a scenario “{name}” already. Choose another name.", name=new)
    return put(workspace, new, found.changes)


def remove(workspace: Workspace, name: str) -> None:
    """Forget a scenario; one that is forgotten already stays so."""
    kept = _id(workspace, name)
    if kept is not None:
        kept_records.remove(workspace, _KEY, kept)


def all(workspace: Workspace) -> list[Scenario]:  # noqa: A001
    """Every scenario, in the order in which they were kept first."""
    return [
        Scenario(record["name"], from_data(record["changes"]))
        for record in kept_records.all(workspace, _KEY).values()
    ]


def _checked(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise StepwiseError(
            "“{found}” is no name for a scenario. Write one of at most {most} letters.",
            found=name[:LONGEST_NAME],
            most=LONGEST_NAME,
        )
    return name


def _id(workspace: Workspace, name: str) -> str | None:
    kept = kept_records.all(workspace, _KEY)
    return next((each for each, record in kept.items() if _same(record["name"], name)), None)


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _record(scenario: Scenario) -> kept_records.Record:
    return {"name": scenario.name, "changes": as_data(scenario.changes)}
