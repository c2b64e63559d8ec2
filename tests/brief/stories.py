"""Small stories made by hand, for what the story of the example does not hold."""

from __future__ import annotations

import datetime as dt

from core.brief.story import Assumption, Bars, Column, Series, Slide, Story, Table
from core.charts.time_sinks import time_sinks
from core.language import speaking
from core.steps import sinks
from core.steps.chain import chain
from core.steps.rates import Rates
from tests.charts import every_picture
from tests.steps.processes import process

MADE = dt.datetime(2026, 4, 3, 9, 30)
STACKED = Bars(
    "stacked",
    ("Search ads", "Events", "Webinar"),
    (
        Series("Your time", (120.0, 575.0, 500.0), "time"),
        Series("Cash", (160.0, None, 9.5), "cash"),
        Series("Spend", (None, None, 60.0), "spend"),
    ),
    "money",
    labels=("280 €", "575 €", "569,50 €"),
    accent=0,
)
BARS = Bars(
    "bars",
    ("talk", "phone", "offer"),
    (Series("your time", (120.0, 60.0, 40.0), "time"),),
    "minutes",
    accent=0,
)
FUNNEL = Bars(
    "funnel",
    ("Suspect", "Lead", "Prospect", "Customer"),
    (Series("People", (1200.0, 480.0, 25.0, 8.0), "firm"),),
    "people",
    labels=("1200 people", "480 people · 40 %", "25 people · 5 %", "8 people · 32 %"),
    accent=2,
)
COLUMNS = Bars(
    "columns",
    tuple(f"week {week}" for week in range(10, 18)),
    (Series("Customers", (1.0, 0.0, 2.0, 1.0, None, 3.0, 2.0, 4.0), "calm"),),
    "per_week",
    accent=7,
)
TABLE = Table(
    "Steps of “Events”",
    (Column("Step"), Column("Time for one customer", "minutes"), Column("Pass rate", "share")),
    (("talk", 120.0, None), ("phone", 60.0, 0.667), ("=1+1", None, 0.05)),
)


def hand_story(language: str = "en") -> Story:
    """One slide of each kind of chart, one with an image, one with text alone, one with a table alone."""
    with speaking(language):
        pictures = every_picture()
        points = ("An hour counts 100 €.", "Most of it goes to people who never buy.", "It rests on guesses.")
        slides = (
            Slide(
                "cost",
                "A customer costs 280 € by “Search ads”, and 575 € by “Events”.",
                points,
                pictures["channel_costs"],
                STACKED,
                evidence=("Guessed, 9 of 9 steps.",),
                note="Smile.\nThen go on.",
            ),
            Slide(
                "time",
                "“talk” takes 2 h of the 5 h 45 min.",
                points[:2],
                pictures["time_sinks"],
                BARS,
                (TABLE,),
            ),
            Slide("funnel", "8 of 1200 become customers.", (), pictures["funnel_bars"], FUNNEL),
            Slide("weakest_link", "“Offer” holds you back.", points, pictures["blueprint"]),
            Slide(
                "actions",
                "“Customer” rose from 0.55 to 2 a week.",
                points[:1],
                pictures["before_after"],
                COLUMNS,
            ),
            Slide("goal", "120,000 € takes 20 new customers.", (), None, None, (TABLE,)),
            Slide("ask", "We ask for 20 hours a week.", points),
        )
    return Story(
        slides,
        (),
        (Assumption("Value of an hour", "100 €"), Assumption("Currency", "EUR")),
        ("events.xlsx", "roles.csv"),
        MADE,
        language,
        "EUR",
        "Studio Nord",
    )


def named_story(name: str, language: str = "en") -> Story:
    """A story in which everything that a user can name is called this."""
    # Half a sign is refused by every frame, long before there is anything to draw.
    step = name.encode("utf-8", "ignore").decode("utf-8")
    steps = process([(step, 60.0, 0.5), (f"{step} ", 30.0, 0.5)])
    one = chain(steps, Rates(100))
    with speaking(language):
        picture = time_sinks(sinks.time_sinks(one), one, dark=False)
    bars = Bars("bars", (name, name), (Series(name, (120.0, 60.0), "time"),), "minutes", (name, "1 h"), 0)
    table = Table(name, (Column(name), Column("Time", "minutes")), ((name, 120.0),))
    title = f"“{name}” takes 2 h of the 3 h."
    return Story(
        (
            Slide("time", title, (title, name), picture, bars, (table,), (name,), name),
            Slide("funnel", title, (), None, Bars("funnel", (name, "b"), bars.series, "people"), (table,)),
            Slide("weakest_link", title, (title,), picture),
            Slide("ask", name),
        ),
        (),
        (Assumption(name, name),),
        (name,),
        MADE,
        language,
        "EUR",
        name,
    )
