"""The customer's side of the workspace: their way through every channel, and what changes would do to it."""

from __future__ import annotations

from functools import lru_cache

from core.customer.effort import Effort, effort_of
from core.customer.journey import Journey, journeys
from core.customer.self_service import Handover, Outcome, outcome
from core.steps.economics import Economics
from core.store import handovers
from pages.shared.factory_data import business_now
from pages.shared.inputs import current_inputs
from pages.shared.workspace import answers, chosen_delivery, workspace


def ways() -> dict[str, tuple[Journey, Effort]]:
    """The way of a customer in each channel, and what it asks of them, by the channel's name."""
    return _ways(answers(current_inputs()), chosen_delivery())


# The economics are kept for one workspace, revision and rate each, so they stand for these here.
@lru_cache(maxsize=16)
def _ways(economics: Economics, delivery: str | None) -> dict[str, tuple[Journey, Effort]]:
    return {way.channel: (way, effort_of(way)) for way in journeys(economics, delivery)}


def changes_now() -> list[tuple[Handover, Outcome | None]]:
    """Every possible change with what it would do; None where its step is gone or nobody gets that far."""
    return [(one, outcome_of(one)) for one in handovers.all(workspace())]


def outcome_of(handover: Handover) -> Outcome | None:
    """What one change would do, at the inputs of this session and the wins that are known."""
    wins = {channel: won.per_week for channel, won in business_now().business.wins.items()}
    return outcome(handover, answers(current_inputs()), wins, chosen_delivery())
