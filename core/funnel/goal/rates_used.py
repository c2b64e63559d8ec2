"""The rates that a goal was counted back with, at every stage, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.funnel.findings import rate_words, share_words
from core.funnel.goal.ambition import Ambition
from core.funnel.goal.plan import Plan
from core.funnel.goal.rates import Ladder, Leg, StepRate, least_sure, marks_of, routes_of
from core.funnel.rates import Rate
from core.funnel.stages import Stage
from core.language import _
from core.language.amounts import number, percent


def rates_used(
    ambition: Ambition, stages: Sequence[Stage], rates: Mapping[str, Ladder]
) -> dict[str, tuple[Leg, ...]]:
    """By a stage's key the legs that lead on from it, over the channels of the goal; each once.

    >>> import datetime as dt
    >>> from core.funnel.stages import DEFAULT_STAGES
    >>> goal = Ambition(dt.date(2026, 1, 1), revenue=1, revenue_per_customer=1)
    >>> used = rates_used(goal, DEFAULT_STAGES, {"": {"customer": StepRate(0.25)}})
    >>> [(key, leg.below) for key, legs in used.items() for leg in legs]
    [('prospect', 'customer')]
    """
    found: dict[str, dict[Leg, None]] = {}
    for route in routes_of(marks_of(stages), rates, ambition.shares):
        beyond = () if ambition.happy is None else route.to_happy or ()
        for leg in (*beyond, *route.legs):
            found.setdefault(leg.above, {})[leg] = None
    return {above: tuple(legs) for above, legs in found.items()}


def legs_say(legs: Sequence[Leg], plan: Plan) -> str:
    """The rate that leads on from a stage, with its evidence; of several channels from which to which."""
    if not legs:
        return ""
    units = {need.stage.key: need.stage.unit_label for need in plan.stages}
    if len({leg.rate for leg in legs}) == 1:
        one = legs[0]
        return step_rate_says(one.rate, units.get(one.above, ""), units.get(one.below, ""))
    shares = [leg.rate.share for leg in legs]
    words = {"low": _briefly(min(shares)), "high": _briefly(max(shares))}
    evidences = {leg.rate.evidence for leg in legs}
    if evidences == {"assumed"}:
        template = _("assumed {low} to {high}")
    elif least_sure(list(evidences)) == "assumed":
        template = _("partly assumed {low} to {high}")
    else:
        template = _("counted {low} to {high}")
    return template.format(**words)


def step_rate_says(rate: StepRate, above_unit: str, unit: str) -> str:
    """A rate with its evidence.

    >>> step_rate_says(StepRate(0.3, 6, 20, "counted"), "people", "people")
    'counted 6 of 20'
    >>> step_rate_says(StepRate(0.25), "people", "people")
    'assumed 25%'
    """
    if rate.evidence == "assumed" or rate.k is None or rate.n is None:
        return _("assumed {share}").format(share=_share(rate.share))
    if rate.evidence == "ratio":
        ratio = Rate.ratio(rate.k, rate.n)
        return _("counted {ratio}").format(ratio=rate_words(ratio, above_unit, unit)) if ratio else ""
    return _("counted {k} of {n}").format(k=number(rate.k), n=number(rate.n))


def _briefly(share: float) -> str:
    return percent(share) if 0.001 <= share <= 1 else _share(share)


def _share(share: float) -> str:
    """A share as percent or so many in 1,000; above one, how many for each."""
    return share_words(share) if share <= 1 else _("{count} for each").format(count=number(share))
