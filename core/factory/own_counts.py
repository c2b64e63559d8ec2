"""What the funnel counted of the process steps: how many got past each, by period and by channel.

The sheet says how often a step succeeds, as somebody guessed it or counted it once. The funnel goes on
counting. Where a step alone decides whether people get from one stage to the next, its counts are the step's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

import pandas as pd

from core.factory.records import Record
from core.factory.wins import customer_stage, within
from core.funnel.funnel import Funnel, Reached, Reaches, Source, by_channel, channel_key
from core.funnel.periods import Period
from core.funnel.rates import Rate
from core.funnel.stages import Stage
from core.steps.chain import ACQUIRE, chains
from core.steps.economics import Economics

FUNNEL_STEP = "funnel"
"""What the id of a step begins with that is a transition of the funnel, because no process tells it."""


@dataclass(frozen=True)
class OwnCounts:
    """What the funnel counted of the steps."""

    now: Mapping[str, Rate] = field(default_factory=dict)
    """By a step's id how many of how many got past it, over all that counts."""
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    """By a step's id the same in single periods, and in other channels."""
    ways: Mapping[str, tuple[Reached, ...]] = field(default_factory=dict)
    """By channel the stages on the way to a customer, each with its rate from the one before."""


def own_counts(
    economics: Economics,
    step_stages: pd.DataFrame,
    stages: Sequence[Stage],
    reach: Reaches,
    period: Period,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    chosen: Mapping[str, Source] | None = None,
) -> OwnCounts:
    """What the funnel counted of each acquiring step.

    `step_stages` are the rows of `core.funnel.step_stages.stages_of_steps`. A step is told by a transition
    where it is the only one of the steps leading to that stage that loses or multiplies people, and the
    stage before is the one that the steps above it lead to. In a channel without a process the transitions
    are the steps, see `with_funnel_channels`.
    """
    here = within(reach, since, until)
    whole = by_channel(stages, here, chosen=chosen)
    ways = {channel: way for channel, funnel in whole.items() if len(way := _way(funnel, stages)) > 1}
    asked = _transitions(economics, step_stages, ways)
    now: dict[str, Rate] = {}
    records: dict[str, list[Record]] = {}
    for channel, funnel in whole.items():
        for (own, before, stage), step_id in asked.items():
            rate = _rate(funnel, before, stage)
            if rate is not None and own == channel_key(channel):
                now[step_id] = rate
            elif rate is not None and channel:
                records.setdefault(step_id, []).append(Record(rate.k, rate.n, channel))
    for start in sorted({start for frame in here.values() for start in frame["period"]}):
        of_period = {name: frame[frame["period"] == start] for name, frame in here.items()}
        for channel, funnel in by_channel(stages, of_period, chosen=chosen).items():
            for (own, before, stage), step_id in asked.items():
                rate = _rate(funnel, before, stage) if own == channel_key(channel) else None
                if rate is not None:
                    found = Record(rate.k, rate.n, "", start.date(), period)
                    records.setdefault(step_id, []).append(found)
    return OwnCounts(now, {step_id: tuple(found) for step_id, found in records.items()}, ways)


def with_funnel_channels(economics: Economics, counts: OwnCounts) -> tuple[Economics, frozenset[str]]:
    """The economics with the channels that the funnel alone tells of, and which they are.

    A channel of which no process tells how it wins gets the transitions of its funnel for steps: they let
    people through, and what time they take is not known.
    """
    told = {channel_key(chain.channel) for chain in economics.acquiring}
    missing = {
        channel: way
        for channel, way in counts.ways.items()
        # People of no channel came through the one process there is.
        if channel_key(channel) not in told and (channel or len(told) != 1)
    }
    if not missing:
        return economics, frozenset()
    steps = economics.steps
    rows = pd.DataFrame([row for channel, way in missing.items() for row in _as_steps(channel, way)])
    kinds = {name: kind for name, kind in steps.dtypes.items() if name not in rows and kind.kind == "f"}
    added = rows.reindex(columns=[*steps.columns, *(name for name in rows if name not in steps)])
    added = added.astype(object).astype(dict.fromkeys(kinds, "float64"))
    added = added.astype(dict.fromkeys((name for name in _NUMBERS if name in added), "float64"))
    steps = pd.concat([steps, added], ignore_index=True) if len(steps) else added
    return replace(economics, steps=steps, chains=tuple(chains(steps, economics.rates))), frozenset(missing)


_NUMBERS = ("pass_rate", "pass_rate_succeeded", "pass_rate_tried")


def _as_steps(channel: str, way: Sequence[Reached]) -> list[dict[str, object]]:
    """The transitions of a funnel as steps of which no time is known."""
    found: list[dict[str, object]] = []
    for above, reached in pairwise(way):
        rate = reached.from_before
        assert rate is not None
        found.append(
            {
                "channel": channel,
                "phase": ACQUIRE,
                "step": f"{above.stage.label} → {reached.stage.label}",
                "step_id": _funnel_step(channel, reached.stage.key),
                "pass_rate": rate.share,
                "pass_rate_succeeded": float(rate.k),
                "pass_rate_tried": float(rate.n),
                "pass_rate_evidence": "counted",
            }
        )
    return found


def _funnel_step(channel: str, stage: str) -> str:
    return f"{FUNNEL_STEP}|{channel_key(channel)}|{stage}"


def _way(funnel: Funnel, stages: Sequence[Stage]) -> tuple[Reached, ...]:
    """The known stages up to the customer, from where on each has a rate from the one before."""
    customer = customer_stage(stages)
    keys = [reached.stage.key for reached in funnel.known]
    if customer is None or customer.key not in keys:
        return ()
    way = funnel.known[: keys.index(customer.key) + 1]
    return way[max((at for at, reached in enumerate(way) if reached.from_before is None), default=0) :]


Transition = tuple[str, str, str]
"""A channel as it is compared, the stage before, and the stage reached."""


def _transitions(
    economics: Economics, step_stages: pd.DataFrame, ways: Mapping[str, Sequence[Reached]]
) -> dict[Transition, str]:
    """The one step that decides in each transition."""
    stage_of = dict(zip(step_stages["step_id"].tolist(), step_stages["stage"].tolist(), strict=True))
    found: dict[Transition, str] = {}
    told = set()
    for chain in economics.acquiring:
        told.add(channel_key(chain.channel))
        steps = zip(chain.steps["step_id"].tolist(), chain.steps["reached_rate"].tolist(), strict=True)
        before: str | None = None
        for stage, group in groupby(steps, key=lambda step: stage_of.get(step[0])):
            deciding = [step_id for step_id, rate in group if rate != 1]
            if stage is not None and before is not None and len(deciding) == 1:
                found[channel_key(chain.channel), before, stage] = deciding[0]
            before = stage
    for channel, way in ways.items():
        own = channel_key(channel)
        if own not in told:
            for above, reached in pairwise(way):
                found[own, above.stage.key, reached.stage.key] = _funnel_step(channel, reached.stage.key)
    return found


def _rate(funnel: Funnel, before: str, stage: str) -> Rate | None:
    for reached in funnel.known:
        if reached.stage.key == stage and reached.before is not None and reached.before.key == before:
            return reached.from_before
    return None
