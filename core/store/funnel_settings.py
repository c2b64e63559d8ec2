"""What the user said of the funnel: its stages, what names mean, how events are counted; kept as settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import StepwiseError
from core.funnel.events import LONGEST_WINDOW, WINDOW_DAYS
from core.funnel.events_sql import HOWS, How
from core.funnel.funnel import Source
from core.funnel.matching import name_key
from core.funnel.stages import DEFAULT_STAGES, Stage, kept_stages, stages_of
from core.store import settings
from core.store.workspace import Workspace

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FunnelSettings:
    """Everything the user can say of how the funnel is counted; equal ones give equal answers."""

    stages: tuple[Stage, ...] = DEFAULT_STAGES
    meanings: Pairs = ()
    """By the key of a name (`core.funnel.matching.name_key`) the stage it means."""
    how: How = "ordered"
    window_days: int = WINDOW_DAYS
    sources: Pairs = ()
    """By a stage's key, whether its counts or its events count, where it has both."""
    steps: Pairs = ()
    """By a step's id the stage it leads to."""

    @property
    def chosen_sources(self) -> dict[str, Source]:
        """By a stage's key the source that the user chose for it."""
        return {key: "counts" if source == "counts" else "events" for key, source in self.sources}


def funnel_settings(workspace: Workspace) -> FunnelSettings:
    """What the user said so far, and else what everybody begins with.

    >>> with Workspace.open() as workspace:
    ...     put_window(workspace, 60)
    ...     funnel_settings(workspace).window_days
    60
    """
    kept = settings.all(workspace)
    how = kept.get("funnel_how")
    return FunnelSettings(
        stages_of(kept.get("funnel_stages")),
        _pairs(kept.get("funnel_meanings")),
        how if how in HOWS else "ordered",
        int(kept.get("funnel_window", WINDOW_DAYS)),
        _pairs(kept.get("funnel_sources")),
        _pairs(kept.get("funnel_steps")),
    )


def put_stages(workspace: Workspace, stages: Sequence[Stage] | None) -> None:
    """Keep the user's list of stages; None: the six again. Raises StepwiseError, see `kept_stages`."""
    settings.put(workspace, "funnel_stages", None if stages is None else kept_stages(stages))


def put_meaning(workspace: Workspace, name: str, means: str | None) -> None:
    """From now on this name of the sheets means a stage, LOST or LEFT_OUT; None: what its words say."""
    _put_pair(workspace, "funnel_meanings", name_key(name), means)


def put_source(workspace: Workspace, stage: str, source: Source | None) -> None:
    """Let a stage's counts or its events count; None: the events where there are any."""
    _put_pair(workspace, "funnel_sources", stage, source)


def put_step_stage(workspace: Workspace, step_id: str, stage: str | None) -> None:
    """A step leads to this stage; None: what its sheet says."""
    _put_pair(workspace, "funnel_steps", step_id, stage)


def put_how(workspace: Workspace, how: How) -> None:
    """In what order events must come."""
    settings.put(workspace, "funnel_how", how)


def put_window(workspace: Workspace, days: int) -> None:
    """How many days a case has from its first event on."""
    if not 1 <= days <= LONGEST_WINDOW:
        raise StepwiseError(
            "“{found}” is no window. Write a number of days from 1 to {most}.",
            found=days,
            most=LONGEST_WINDOW,
        )
    settings.put(workspace, "funnel_window", days)


def _pairs(kept: dict[str, str] | None) -> Pairs:
    return tuple(sorted((kept or {}).items()))


def _put_pair(workspace: Workspace, setting: str, key: str, value: str | None) -> None:
    kept = {name: said for name, said in settings.get(workspace, setting, {}).items() if name != key}
    settings.put(workspace, setting, kept if value is None else {**kept, key: value})
