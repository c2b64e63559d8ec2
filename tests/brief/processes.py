"""Processes made by hand, worked by hand, as a story holds them."""

from __future__ import annotations

from core.brief.story import Assumption, ChainSheet, ChainStep, Story
from tests.brief.stories import MADE

SURE = "minutes guessed, pass rate guessed"


def step(
    name: str,
    minutes: float | None = None,
    passing: float | None = None,
    *,
    times: float | None = None,
    given: float | None = None,
    cash: float | None = None,
    rate: float = 100.0,
    role: str = "",
    ours: bool = True,
    row: int | None = 6,
) -> ChainStep:
    """One step, as it stands in row 6 of the file events.xlsx."""
    return ChainStep(
        name, role, minutes, times, passing, given, cash, rate, ours, SURE, "events.xlsx", "Events", row
    )


def story(*chains: ChainSheet, language: str = "en", currency: str = "EUR", name: str = "") -> Story:
    """A story of these processes alone, at 100 an hour."""
    return Story(
        (),
        chains,
        (Assumption("Value of an hour", "100 €"),),
        ("events.xlsx",),
        MADE,
        language,
        currency,
        name,
        hourly_rate=100.0,
    )


EVENTS = ChainSheet(
    "Events",
    "acquire",
    (
        step("find", 20),
        step("register", 5),
        step("travel", 25),
        step("talk", 120),
        step("travel home", 25, 10),
        step("write", 3, 0.4),
        step("arrange", 5, 0.75),
        step("phone", 20, 2 / 3),
        step("offer", 20, 0.5),
    ),
    None,
    None,
    345,
    575,
)
"""The worked example: 345 minutes for one customer, 575 € at 100 € an hour."""

ADS = ChainSheet(
    "Search ads",
    "acquire",
    (step("click", 0, 0.05, cash=2.0, ours=False), step("call", 30, 0.5, times=2, role="Editor", rate=45)),
    600,
    4,
    120,
    320,
)
"""40 clicks at 2 € and 2 · 2 calls of 30 minutes at 45 € an hour are 170 €; 600 € of spend for 4
customers are 150 € more."""

WON = ChainSheet("Events", "acquire", EVENTS.steps, 0, 6, 345, 575)
"""The events, which won six customers and cost nothing beside their steps."""

STUCK = ChainSheet(
    "Flyers",
    "acquire",
    (step("print", 60), step("hand out", 60, 0), step('"talk" & <show>', 30, 0.5)),
    None,
    None,
    None,
    None,
    "hand out",
)
"""Nobody gets past the handing out."""

DELIVERY = ChainSheet(
    "Films",
    "deliver",
    (step("shoot", 240, cash=38), step("cut", 300, 0.5, role="Editor", rate=45), step("cut again", 120)),
    None,
    None,
    600,
    763,
)
"""400 € + 38 € of shooting, 225 € of cutting, and half of the films cut again for two hours: 100 €."""
