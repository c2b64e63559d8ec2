"""Verdicts, the factory and its history that the tests of their charts draw, small enough to be checked."""

from __future__ import annotations

from dataclasses import replace

from core.factory.blueprint import Blueprint, blueprint_of
from core.factory.history import Span
from core.factory.throughput import factory_steps
from core.factory.weakest_link import Verdict, weakest_link
from core.funnel.stages import DEFAULT_STAGES
from tests.charts.funnels import funnel
from tests.factory.businesses import Shop, Step
from tests.factory.weeks import week

EVENTS = [Step("write", 3, 40, 100), Step("call", 20, 45, 60), Step("offer", 20, 20, 60)]
FLOW = Shop({"Events": EVENTS}, {"Events": 26}, hours={"Owner": 30})
FULL = replace(FLOW, hours={"Owner": 4})
FEW = replace(FLOW, wins={"Events": 2})


def verdict(shop: Shop = FLOW) -> Verdict:
    """What holds a shop back; without one, the offer of which one in three is signed."""
    people = (260.0, 120.0, 78.0, 26.0)
    return weakest_link(shop.business(funnel=funnel(people)))


def drawn(found: Verdict | None = None, per_week: float | None = 1.0) -> Blueprint:
    """The factory of a verdict; a customer a week, and nobody counts who is happy."""
    found = found or verdict()
    leads_to: dict[str, str | None] = dict.fromkeys(["Events|acquire|offer|1"], "customer")
    steps = factory_steps(found.business)
    return blueprint_of(found, steps, DEFAULT_STAGES, leads_to, per_week, of_happy=False)


CALLED = {"call": "“Call” (Events)", "offer": "“Offer” (Events)", "hours": "Hours of Editor"}


def moved_twice() -> tuple[Span, ...]:
    """The calls held for 17 weeks, the offer for 17 more, and the editor's hours since."""
    return (
        Span("call", week(0), week(16), week(17), 2.5),
        Span("offer", week(17), week(33), week(34), 7.5),
        Span("hours", week(34), week(46), None, 12.75),
    )
