"""The measured figure that a metric of the canvas points at: its value and its evidence, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.funnel.funnel import Reached
from core.funnel.rates import Rate
from core.funnel.stages import Stage
from core.language import Text, _, ngettext
from core.language.amounts import duration, money, number, percent

PEOPLE, RATE, FROM_FIRST, DAYS, COST, MINUTES = "people", "rate", "from_first", "days", "cost", "minutes"
FIGURES: Mapping[str, Text] = {
    PEOPLE: Text("How many got here"),
    RATE: Text("Share of the stage before"),
    FROM_FIRST: Text("Share of the first stage"),
    DAYS: Text("Days since the stage before"),
    COST: Text("Cost of each who gets here"),
    MINUTES: Text("Our time for each who gets here"),
}
"""What a metric can point at."""
_NEED_A_STAGE_BEFORE = (RATE, FROM_FIRST, DAYS)


@dataclass(frozen=True)
class Figure:
    """A measured figure with its unit, and where it comes from, in the language spoken."""

    value: str
    evidence: str


def figures_at(stage: str, stages: Sequence[Stage]) -> tuple[str, ...]:
    """What a metric at this stage can point at: at the first one nothing that needs a stage before it.

    >>> from core.funnel.stages import DEFAULT_STAGES
    >>> figures_at("suspect", DEFAULT_STAGES)
    ('people', 'cost', 'minutes')
    """
    first = stages[0].key == stage
    return tuple(name for name in FIGURES if not (first and name in _NEED_A_STAGE_BEFORE))


def figure(
    points_at: str,
    reached: Reached | None,
    first: Stage | None,
    costs: Mapping[str, float] | None,
    currency: str,
) -> Figure | None:
    """The figure that a metric points at; None where it is not measured.

    `first` is the first stage of which something is known. `costs` are the minutes_to_reach and
    cost_to_reach of the stage, as in `core.funnel.stage_costs`.

    >>> lead = Reached(Stage("lead"), "counts", 12.0, from_before=Rate.counted(12, 40))
    >>> figure("rate", lead, Stage("suspect"), None, "EUR")
    Figure(value='12 of 40 (30%)', evidence='between 22 and 40 of 100; counted in your sheets')
    """
    if points_at in (COST, MINUTES):
        return _to_reach(points_at, costs or {}, currency)
    if reached is None or reached.people is None:
        return None
    if points_at == PEOPLE:
        return _people(reached)
    if points_at == RATE:
        return _rate(reached, reached.from_before, reached.before)
    if points_at == FROM_FIRST:
        return _rate(reached, reached.from_first, first)
    if points_at == DAYS:
        return _days(reached)
    return None


def _source(reached: Reached) -> str:
    return _("from your events") if reached.source == "events" else _("counted in your sheets")


def _people(reached: Reached) -> Figure:
    assert reached.people is not None
    value = _("{count} {unit}").format(count=number(reached.people), unit=reached.stage.unit_label)
    evidence = _source(reached)
    if reached.is_stock:
        evidence = _("how many there are, not how many came; {source}").format(source=evidence)
    elif reached.still_open:
        evidence = _("{source}; {count} of them still open").format(
            source=evidence, count=number(reached.still_open)
        )
    return Figure(value, evidence)


def _rate(reached: Reached, rate: Rate | None, other: Stage | None) -> Figure | None:
    if rate is None:
        return None
    if not rate.words:
        value = _("{count} {unit} from {other} {other_unit}").format(
            count=number(rate.k),
            unit=reached.stage.unit_label,
            other=number(rate.n),
            other_unit=(other or reached.stage).unit_label,
        )
        return Figure(value, _("a ratio, no conversion; {source}").format(source=_source(reached)))
    value = _("{some} of {all} ({share})").format(
        some=number(rate.k), all=number(rate.n), share=percent(rate.share)
    )
    return Figure(value, _("{interval}; {source}").format(interval=rate.words, source=_source(reached)))


def _days(reached: Reached) -> Figure | None:
    if reached.median_days is None:
        return None
    days = reached.median_days
    value = ngettext("{count} day", "{count} days", 1 if days == 1 else 2).format(count=number(days))
    if reached.quick_days is None or reached.slow_days is None:
        return Figure(value, _("half take no longer; from your events"))
    evidence = _(
        "half take no longer; a quarter at most {quick}, a quarter at least {slow}; from your events"
    )
    return Figure(value, evidence.format(quick=number(reached.quick_days), slow=number(reached.slow_days)))


def _to_reach(points_at: str, costs: Mapping[str, float], currency: str) -> Figure | None:
    value = costs.get("minutes_to_reach" if points_at == MINUTES else "cost_to_reach", math.nan)
    if not math.isfinite(value):
        return None
    said = duration(value) if points_at == MINUTES else money(value, currency)
    return Figure(said, _("for each who gets here, those lost on the way included; from your steps"))
