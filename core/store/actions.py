"""What the user did about the weakest link, each action with its day."""

from __future__ import annotations

from dataclasses import replace

from core.errors import StepwiseError
from core.factory.actions import Action, checked
from core.store.clock import now
from core.store.workspace import Workspace

_FIELDS = ("day", "step", "channel", "what", "expected", "cost", "owner")


def add(workspace: Workspace, action: Action) -> Action:
    """Keep a new action; it comes back with its id. Raises StepwiseError, see `checked`.

    The revision stays, as with settings: no kept answer is computed from actions.

    >>> import datetime as dt
    >>> with Workspace.open() as workspace:
    ...     action = add(workspace, Action(0, dt.date(2026, 4, 3), what="Call back within the hour"))
    ...     all(workspace) == [action]
    True
    """
    action = checked(action)
    with workspace.change(revises=False) as cursor:
        ((number,),) = cursor.execute(
            f"""
            insert into actions ({", ".join(_FIELDS)}, made)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            returning id
            """,
            [*_values(action), now()],
        ).fetchall()
    return replace(action, id=int(number))


def change(workspace: Workspace, action: Action) -> None:
    """Correct a kept action; its id says which. Raises StepwiseError where it is not there any more."""
    action = checked(action)
    with workspace.change(revises=False) as cursor:
        found = cursor.execute(
            f"""
            update actions set {", ".join(f"{name} = ?" for name in _FIELDS)}
            where id = ?
            returning id
            """,
            [*_values(action), action.id],
        ).fetchall()
    if not found:
        raise StepwiseError(
            "This action is not there any more, perhaps it was removed in another window. Add it again."
        )


def remove(workspace: Workspace, action_id: int) -> None:
    """Forget an action; one that is forgotten already stays so."""
    with workspace.change(revises=False) as cursor:
        cursor.execute("delete from actions where id = ?", [action_id])


def all(workspace: Workspace) -> list[Action]:  # noqa: A001
    """Every action, in the order of their days."""
    with workspace.cursor() as cursor:
        rows = cursor.execute(f"select id, {', '.join(_FIELDS)} from actions order by day, id").fetchall()
    return [Action(*row) for row in rows]


def _values(action: Action) -> list[object]:
    return [getattr(action, name) for name in _FIELDS]
