"""The rates that a goal is counted back with: measured where counts are, assumed where the user says."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from core.errors import StepwiseError
from core.funnel.funnel import Funnel, channel_key
from core.funnel.stages import CONSUMPTION, CUSTOMER, LEAD, Stage

Evidence = Literal["counted", "ratio", "assumed"]
"""From the surest to the least sure: k of n; one unit for another, or figures that are no whole counts; the
user's own guess."""
_LEAST_SURE: Sequence[Evidence] = ("counted", "ratio", "assumed")


@dataclass(frozen=True)
class StepRate:
    """How many reach a stage for each one at the stage above it; above 1 where one brings several.

    Raises StepwiseError where it is below 0 or no number.
    """

    share: float
    k: float | None = None
    n: float | None = None
    evidence: Evidence = "assumed"
    since: str = ""
    """The key of the stage it counts from; empty: the one just above in the list."""

    def __post_init__(self) -> None:
        if not 0 <= self.share < math.inf:
            raise StepwiseError("A rate of the goal is below 0 or no number. Write a share such as 25 %.")


Ladder = Mapping[str, StepRate]
"""The rates of one channel, by the key of the stage that is reached."""


def rates_from(funnel: Funnel, assumed: Mapping[str, float] | None = None) -> dict[str, StepRate]:
    """The rates of a measured funnel, by the stage reached; what the user assumes overrules them.

    An assumed rate counts from the stage just above. Where a stage was not counted and the one below was
    counted from further up, an assumed rate in between splits the measured one: of 100 leads 20 became
    customers, half of the leads are thought to get an offer, so 40 % of the offers are signed.
    """
    assumed = assumed or {}
    order = [reached.stage.key for reached in funnel.stages]
    found: dict[str, StepRate] = {}
    for at, reached in enumerate(funnel.stages):
        key, measured = reached.stage.key, reached.from_before
        if at == 0:
            continue
        if key in assumed:
            found[key] = StepRate(assumed[key], since=order[at - 1])
        elif measured is not None and reached.before is not None:
            since = reached.before.key
            share, split = measured.share, False
            for between in order[order.index(since) + 1 : at]:
                if not assumed.get(between):
                    break
                share, since, split = share / assumed[between], between, True
            evidence: Evidence = "ratio" if measured.low is None else "counted"
            found[key] = (
                StepRate(share, since=since)
                if split
                else StepRate(share, measured.k, measured.n, evidence, since)
            )
    return found


def lags_from(funnel: Funnel) -> dict[str, float]:
    """The median days to each stage from the one above, where they were measured."""
    return {
        reached.stage.key: reached.median_days for reached in funnel.stages if reached.median_days is not None
    }


@dataclass(frozen=True)
class Leg:
    """One stretch of a channel's way: from a stage to the next known one below it, with its rate."""

    source: str
    """The channel whose rate it is; "" where it is that of all channels together."""
    above: str
    below: str
    rate: StepRate


@dataclass(frozen=True)
class Route:
    """A channel's way to the customer and on to the happy customer."""

    channel: str
    share: float
    """Of the new customers."""
    legs: tuple[Leg, ...]
    """From the customer upwards, as far as rates are known."""
    to_happy: tuple[Leg, ...] | None
    """From the customer on, upwards from the happy one; empty: every customer counts as happy. None: not
    known."""
    borrowed: bool
    """Whether the rates are those of all channels together, for want of its own."""


@dataclass(frozen=True)
class Marks:
    """The stages that a goal turns on, by key."""

    order: tuple[str, ...]
    lead: str
    """Where people who were referred come in."""
    customer: str
    happy: str | None
    """The stage of happy customers, where it comes after the customer; else every customer is one."""


def marks_of(stages: Sequence[Stage]) -> Marks:
    """Which of the user's stages are the lead, the customer and the happy customer.

    By their keys; where the user took one of the six out, the first one that stands for revenue is the
    customer, the first one that stands for activation the happy one, and referrals come in at the first.

    Raises StepwiseError where no stage stands for the customer, or it is the first one.
    """
    order = tuple(stage.key for stage in stages)
    customer = _stage_for(stages, CUSTOMER, "revenue")
    happy = _stage_for(stages, CONSUMPTION, "activation")
    if customer is None:
        raise StepwiseError(
            "None of your stages stands for the customer. Give one of them the factory step Revenue."
        )
    at = order.index(customer)
    if at == 0:
        raise StepwiseError("The customer is your first stage. Add the stages that come before.")
    return Marks(
        order,
        LEAD if LEAD in order[:at] else order[0],
        customer,
        happy if happy in order[at + 1 :] else None,
    )


def _stage_for(stages: Sequence[Stage], key: str, factory: str) -> str | None:
    if key in {stage.key for stage in stages}:
        return key
    return next((stage.key for stage in stages if stage.factory == factory), None)


def climb(order: Sequence[str], ladder: Ladder, source: str, key: str) -> tuple[Leg, ...]:
    """The legs from a stage upwards, as far as the rates reach."""
    legs: list[Leg] = []
    while (rate := ladder.get(key)) is not None:
        higher = order[: order.index(key)]
        above = rate.since or (higher[-1] if higher else "")
        if above not in higher:
            break
        legs.append(Leg(source, above, key, rate))
        key = above
    return tuple(legs)


def routes_of(marks: Marks, rates: Mapping[str, Ladder], shares: Mapping[str, float]) -> tuple[Route, ...]:
    """Each channel's way; a channel without rates takes those of all together, kept under ""."""
    by_key = {channel_key(name): ladder for name, ladder in rates.items()}
    found = []
    for channel, share in shares.items():
        own = by_key.get(channel_key(channel))
        source, ladder = (channel, own) if own else ("", by_key.get("", {}))
        to_happy: tuple[Leg, ...] | None = ()
        if marks.happy is not None:
            to_happy = part(climb(marks.order, ladder, source, marks.happy), marks.customer)
        legs = climb(marks.order, ladder, source, marks.customer)
        found.append(Route(channel, share, legs, to_happy, bool(source != channel and ladder)))
    return tuple(found)


def part(legs: Sequence[Leg], above: str) -> tuple[Leg, ...] | None:
    """The lowest of these legs, up to this stage; None where no leg begins there."""
    for number, leg in enumerate(legs, start=1):
        if leg.above == above:
            return tuple(legs[:number])
    return None


def least_sure(evidences: Sequence[Evidence]) -> Evidence | None:
    """What a figure rests on that rests on all of these; None where it rests on none.

    >>> least_sure(["counted", "assumed", "ratio"])
    'assumed'
    """
    return max(evidences, key=_LEAST_SURE.index, default=None)
