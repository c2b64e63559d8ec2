"""How long the story of the example takes to be told, once everything is loaded and it is known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.brief.deck import deck
from core.brief.facts import facts_of, load
from core.brief.page import page
from core.brief.paper import paper
from core.brief.story import Story
from core.brief.telling import story_of
from core.charts.export import svg_of
from core.sheets.examples import EXAMPLES
from core.store.funnel_settings import FunnelSettings
from core.store.goal_settings import GoalSettings
from tests.benchmarks.conftest import measured


@pytest.fixture(scope="module")
def story() -> Story:
    """The example, told whole."""
    files = [example.path for example in EXAMPLES]
    goal = GoalSettings(revenue=120_000, revenue_per_customer=6_000, customers_now=12, churn=0.25)
    return story_of(facts_of(load(files, 100.0, "EUR", FunnelSettings(window_days=60), goal)))


@pytest.mark.parametrize(
    ("name", "tell", "most"),
    [("the deck", deck, 5.0), ("the page as HTML", page, 1.0), ("the paper as PDF", paper, 1.0)],
)
def test_the_story_is_told(name: str, tell: Callable[[Story], object], most: float, story: Story) -> None:
    def afresh() -> object:
        # As if a figure had changed: every chart is drawn anew.
        svg_of.cache_clear()
        return tell(story)

    seconds = measured(afresh, rounds=5)
    print(f"\n{name}: {seconds * 1000:.0f} ms, every chart drawn anew")
    print(f"  at most {most * 1000:.0f} ms: {'held' if seconds <= most else 'NOT HELD'}")
