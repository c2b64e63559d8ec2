"""What the user said of the time entries: which step a text means, and which minutes count."""

from __future__ import annotations

from collections.abc import Mapping

from core.steps.clocks import USES, Use
from core.store import settings
from core.store.workspace import Workspace

_MATCHES, _CLOCK = "entry_matches", "clock"


def put(workspace: Workspace, chosen: Mapping[str, str | None]) -> None:
    """From now on texts with these keys mean these steps (their ids), or no step (NO_STEP).

    None: what their words say again. The keys are those of `core.steps.step_names`.

    >>> with Workspace.open() as workspace:
    ...     put(workspace, {"phone call": "Events|acquire|Telephone|1", "lunch": "none"})
    ...     put(workspace, {"lunch": None})
    ...     all(workspace)
    {'phone call': 'Events|acquire|Telephone|1'}
    """
    said = {**all(workspace), **chosen}
    kept = {key: step for key, step in said.items() if step is not None}
    settings.put(workspace, _MATCHES, kept, revises=True)


def all(workspace: Workspace) -> dict[str, str]:  # noqa: A001
    """The step that each text means, by its key, as far as the user said so."""
    return dict(settings.get(workspace, _MATCHES, {}))


def put_clock(workspace: Workspace, use: Use) -> None:
    """Let these minutes count from now on."""
    settings.put(workspace, _CLOCK, use, revises=True)


def clock(workspace: Workspace) -> Use:
    """Which minutes count: the measured ones, where nobody chose.

    >>> with Workspace.open() as workspace:
    ...     clock(workspace)
    'measured'
    """
    kept = settings.get(workspace, _CLOCK)
    return kept if kept in USES else USES[0]
