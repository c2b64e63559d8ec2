"""The customer factory as it is drawn: its five steps in the order of the funnel, and what holds it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from core.factory.own_counts import FUNNEL_STEP
from core.factory.throughput import FactoryStep
from core.factory.weakest_link import Verdict
from core.funnel.stages import Factory, Stage
from core.steps.chain import AFTER, DELIVER


@dataclass(frozen=True, eq=False)
class Blueprint:
    """What is drawn of the factory."""

    steps: tuple[FactoryStep, ...]
    per_week: float | None
    """The throughput; None where it is not known."""
    of_happy: bool
    """Whether happy customers are counted; else customers stand in for them."""
    marked: Factory | None = None
    """The step that holds back; None where that cannot be told."""


def blueprint_of(
    verdict: Verdict,
    steps: Sequence[FactoryStep],
    stages: Sequence[Stage],
    stage_of_step: Mapping[str, str | None],
    per_week: float | None,
    *,
    of_happy: bool,
) -> Blueprint:
    """The five steps in the order in which people pass them, with the one that is held back.

    Where the user's stages do not name a step, it stands after the one before it in the factory: so a rate
    is always that between neighbours, as far as both are counted.
    """
    return Blueprint(
        tuple(_in_order(steps, stages)), per_week, of_happy, _marked(verdict, stages, stage_of_step)
    )


def _in_order(steps: Sequence[FactoryStep], stages: Sequence[Stage]) -> list[FactoryStep]:
    places: dict[Factory, float] = {}
    before = -1.0
    for factory in get_args(Factory):
        own = [place for place, stage in enumerate(stages) if stage.factory == factory]
        before = float(own[-1]) if own else before + 0.1
        places[factory] = before
    return sorted(steps, key=lambda step: places[step.name])


def _marked(
    verdict: Verdict, stages: Sequence[Stage], stage_of_step: Mapping[str, str | None]
) -> Factory | None:
    """Where the constraint lies: the step of the factory that its step, or its stage, belongs to."""
    if verdict.kind == "flying_blind":
        return None
    by_key: dict[str | None, Factory] = {stage.key: stage.factory for stage in stages}
    if verdict.empty is not None:
        return verdict.empty.stage.factory
    if verdict.role is not None:
        phase = verdict.role.steps[0].phase if verdict.role.steps else ""
        if phase in (DELIVER, AFTER):
            return "activation" if phase == DELIVER else "retention"
    if verdict.move is not None and verdict.move.kind == "happy" and verdict.role is None:
        return "activation"
    leads_to = stage_of_step.get(verdict.step_id)
    if verdict.step_id.startswith(f"{FUNNEL_STEP}|"):
        leads_to = verdict.step_id.rpartition("|")[2]
    return by_key.get(leads_to, "acquisition")
