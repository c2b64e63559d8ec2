"""The what-if starts from the very figures that the other pages show."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from core.store import settings
from core.what_if.changes import ALL, Moved
from core.what_if.search import MEASURES, Answer
from pages.shared.factory_data import business_now, per_week_now, verdict_now
from pages.shared.inputs import current_inputs
from pages.shared.what_if_data import (
    next_steps_of,
    outcome_of,
    situation_now,
    stale_of,
    tornado_of,
)
from pages.shared.workspace import answers, order, workspace

PRICES = {"Events": 4_000.0, "Webinar": 3_500.0}


def test_with_nothing_moved_every_figure_is_that_of_the_other_pages(example: AppTest) -> None:
    assert not example.exception
    settings.put(workspace(), "prices", PRICES)
    found, economics, business = (
        outcome_of(situation_now()),
        answers(current_inputs()),
        business_now().business,
    )
    lines = economics.channels.set_index("channel")
    assert [one.channel for one in found.channels] == list(lines.index)
    for one in found.channels:
        assert one.cost_per_win == pytest.approx(lines.loc[one.channel, "cost"])
        assert one.minutes_per_win == pytest.approx(lines.loc[one.channel, "minutes"])
        assert one.wins_per_week == business.wins[one.channel].per_week
        sold = order(economics, one.channel)
        assert (one.order is None) == (sold is None)
        if one.order is not None and sold is not None:
            assert one.order.left == pytest.approx(sold.left)
            assert one.order.effective_hourly_rate == pytest.approx(sold.effective_hourly_rate)
    assert found.throughput == per_week_now()
    assert found.wins_per_week == pytest.approx(business.wins_per_week)
    assert found.ceiling == pytest.approx(business.capacity.ceiling)
    assert found.drum == business.capacity.drum.role  # type: ignore[union-attr]
    assert [role.role for role in found.roles] == [use.role for use in business.capacity.roles]
    assert [role.utilisation for role in found.roles] == pytest.approx(
        [use.utilisation for use in business.capacity.roles]
    )
    assert found.constraint == verdict_now().key


def test_what_is_moved_is_worked_out_once_until_something_else_is_kept(example: AppTest) -> None:
    assert not example.exception
    changes = (Moved("minutes", ALL, 0.9, "times"),)
    here = situation_now()
    assert outcome_of(situation_now(), changes) is outcome_of(here, changes)
    settings.put(workspace(), "prices", PRICES)
    assert situation_now() is not here
    assert stale_of(situation_now(), changes) == ()


def test_every_question_has_an_answer_on_the_example(example: AppTest) -> None:
    assert not example.exception
    settings.put(workspace(), "prices", PRICES)
    here = situation_now()
    for measure in MEASURES:
        bars = tornado_of(here, Answer(measure))
        assert bars
        assert next_steps_of(here, Answer(measure), 1.1 * bars[0].now)
