"""The story of the example files, as every export tells it."""

from __future__ import annotations

import pytest

from core.brief.facts import Facts, facts_of, load
from core.brief.story import Story
from core.brief.telling import story_of
from core.sheets.examples import EXAMPLES
from core.store.funnel_settings import FunnelSettings
from core.store.goal_settings import GoalSettings
from tests.brief.office import Office, office_at

GOAL = GoalSettings(revenue=120_000, revenue_per_customer=6_000, customers_now=12, churn=0.25)


@pytest.fixture(scope="session")
def example_facts() -> Facts:
    """What the example files tell at 100 € an hour, with a window of 60 days and a goal of 120,000 €."""
    files = [example.path for example in EXAMPLES]
    return facts_of(load(files, 100.0, "EUR", FunnelSettings(window_days=60), GOAL), name="Studio Nord")


@pytest.fixture(scope="session")
def example_story(example_facts: Facts) -> Story:
    """The story of the example in English."""
    return story_of(example_facts)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice. Where there is none the tests are skipped, in CI they fail."""
    return office_at(tmp_path_factory.mktemp("office"))
