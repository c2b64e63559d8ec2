"""A customer's way and possible changes, for the tests of their pictures."""

from __future__ import annotations

from typing import Any

from core.customer.journey import Journey, journey
from core.customer.self_service import Handover, Outcome
from core.steps.chain import chain
from core.steps.rates import Rates
from tests.steps.processes import process

NAN = float("nan")


def walked(**columns: list[Any]) -> Journey:
    """A form, a call, an offer and a signature."""
    rows = process(
        [("fill in the form", 0, 0.5), ("call", 20, 0.5), ("offer", 30, 1), ("sign", 0, 1)], channel="Ads"
    )
    said = {
        "performed_by": ["customer", "us", "us", "customer"],
        "customer_minutes": [10.0, 20.0, NAN, 5.0],
        "waiting": [NAN, 60.0, NAN, 75.0],
        "customer_value": ["necessary", "adds value", "adds value", "necessary"],
    }
    return journey(chain(rows.assign(**{**said, **columns}), Rates(60)))


def changed(
    step: str,
    money: float,
    minutes: float | None,
    waiting: float | None = 0.0,
    *,
    to: str = "system",
    setup: float = 0.0,
    wins: float | None = 0.5,
) -> Outcome:
    """A change with these gains for each customer."""
    handover = Handover(step, step, to, setup=setup)
    return Outcome(handover, step, "Ads", "acquire", money, money, minutes, waiting, wins)


def changes() -> list[Outcome]:
    """Five changes, one in each quadrant but for one whose customer's side nobody knows; two lie close."""
    return [
        changed("Book a call", 32.4, 9.0, 1440.0),
        changed("Send the contract", 31.9, 8.0),
        changed("Write the brief", 40.0, -60.0, to="customer"),
        changed("Visit them first", -20.0, 45.0, to="us"),
        changed("Chat bot", 12.0, None, None),
    ]
