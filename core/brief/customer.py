"""The customer's side in the brief: what a customer of every channel gives, and how much is known of it."""

from __future__ import annotations

from typing import Any

from core.brief.figures import figure
from core.customer.effort import Effort, effort_of
from core.customer.findings import answer
from core.customer.journey import journeys
from core.steps.economics import Economics

Json = dict[str, Any]


def customer_side(economics: Economics) -> list[Json]:
    """Every channel with its delivery, as a customer meets them; what is not noted is null."""
    return [_told(effort_of(way)) for way in journeys(economics)]


def _told(effort: Effort) -> Json:
    least, most = effort.value_share or (None, None)
    return {
        "channel": effort.channel,
        "sentence": answer(effort),
        "minutes": figure(effort.minutes),
        "waiting_minutes": figure(effort.waiting),
        "contacts": figure(effort.contacts) if effort.known else None,
        "minutes_of_all_contacted": figure(effort.minutes_of_all),
        "lead_time_minutes": figure(effort.lead_time) if effort.known else None,
        "value_share": {"at_least": figure(least), "at_most": figure(most)} if effort.value_share else None,
        "steps": effort.steps,
        "steps_with_minutes": effort.with_minutes,
        "steps_with_waiting": effort.with_waiting,
        "steps_with_value": effort.with_value,
        "blocked_by": effort.blocked_by,
    }
