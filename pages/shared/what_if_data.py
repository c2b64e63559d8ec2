"""The what-if of the workspace, computed once for all sessions that move the same."""

from __future__ import annotations

from functools import lru_cache

from core.factory.recent import Recent
from core.what_if.changes import Changes
from core.what_if.movable import Input
from core.what_if.outcome import Outcome, outcome
from core.what_if.search import Answer, Bar, Reached, next_steps, reach, tornado
from core.what_if.situation import Situation, Stale, stale
from pages.shared.factory_data import business_now, per_week_now
from pages.shared.workspace import prices


def situation_now() -> Situation:
    """The business as it is, at the inputs of this session."""
    return _situation(business_now(), tuple(sorted(prices().items())), per_week_now())


# A business is kept for one revision and its inputs, so it stands for them here; a situation for it in turn.
@lru_cache(maxsize=16)
def _situation(
    recent: Recent, prices: tuple[tuple[str, float], ...], counted_per_week: float | None
) -> Situation:
    return Situation(recent.business, dict(prices), counted_per_week)


@lru_cache(maxsize=64)
def outcome_of(situation: Situation, changes: Changes = ()) -> Outcome:
    """The answers with these changes, the verdict among them."""
    return outcome(situation, changes)


@lru_cache(maxsize=32)
def tornado_of(situation: Situation, answer: Answer, changes: Changes = ()) -> tuple[Bar, ...]:
    """What moves an answer most."""
    return tornado(situation, answer, changes)


@lru_cache(maxsize=32)
def reach_of(
    situation: Situation, answer: Answer, target: float, one: Input, changes: Changes = ()
) -> Reached:
    """What an input must become for an answer to reach a target."""
    return reach(situation, answer, target, one, changes)


@lru_cache(maxsize=16)
def next_steps_of(
    situation: Situation,
    answer: Answer,
    target: float,
    changes: Changes = (),
    efforts: tuple[tuple[str, int], ...] = (),
) -> tuple[Reached, ...]:
    """Every single change that reaches a target; `efforts` are the user's own by the key of an input."""
    return next_steps(situation, answer, target, changes, efforts=dict(efforts))


def stale_of(situation: Situation, changes: Changes) -> tuple[Stale, ...]:
    """The changes that change nothing, and why."""
    return stale(situation, changes)
