"""One bar and sixty, names that trip programs up, nothing to draw at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.charts.chain_runs import chain_runs
from core.charts.channel_costs import channel_costs
from core.charts.lettering import axis_names, lines, short
from core.charts.leverage import leverage_bars
from core.charts.picture import Picture
from core.charts.ranking import ranking_lines
from core.charts.time_lost import time_lost
from core.charts.time_sinks import time_sinks
from core.steps import sinks
from core.steps.chain import Chain, chain
from core.steps.channels import compare, crossings
from core.steps.leverage import leverage
from core.steps.rates import Rates
from tests.charts import there, written_in
from tests.steps.processes import process

UGLY = [
    "a.b",
    "x[0]",
    'He said "call"',
    "it's",
    "constructor",
    "toString",
    "__proto__",
    "<b>Offer</b> & more",
    "{channel}",
    "${cost}",
    "datum.row",
    "Zurückrufen",
    "Call",
    "Call",
]
LONG = "Individuelles Angebot schreiben und nachfassen"


def a_chain(names: list[str], phase: str = "acquire", minutes: float = 10, rate: float = 0.9) -> Chain:
    return chain(process([(name, minutes, rate) for name in names], phase=phase), Rates(60))


def pictures_of(one: Chain) -> list[Picture | None]:
    return [
        time_sinks(sinks.time_sinks(one), one, dark=False),
        chain_runs(one, dark=False),
        time_lost(one, dark=False),
        leverage_bars(leverage(one), "EUR", dark=False, in_minutes=False, phase=one.phase),
    ]


def test_names_that_trip_programs_up_are_drawn_as_they_are() -> None:
    for picture in pictures_of(a_chain(UGLY)):
        written = written_in(there(picture))
        for name in set(UGLY):
            assert name in written
        assert written.count("Call") == 2


def test_channels_with_such_names_are_drawn_too() -> None:
    rates = Rates(50)
    table = compare(
        [chain(process([("call", 10 + i, 0.5)], channel=name), rates) for i, name in enumerate(UGLY[:10])],
        {},
        rates,
    )
    for picture in (
        channel_costs(table, "EUR", dark=False),
        ranking_lines(table, crossings(table, 100), 50, 100, "EUR", dark=False),
    ):
        assert set(UGLY[:10]) <= set(written_in(there(picture)))


def test_a_long_name_can_be_read_in_full() -> None:
    one = a_chain(["Call", LONG])
    for picture in pictures_of(one):
        assert LONG in written_in(there(picture))


def test_a_name_of_200_letters_is_cut_on_the_axis_and_kept_in_the_tooltip() -> None:
    name = "Step " * 40
    picture = there(chain_runs(a_chain([name, "Call"]), dark=False))
    assert picture.frame["row"].str.len().max() <= 61
    assert picture.frame["name"].iloc[0] == name.strip()
    assert len(picture.title) < 100


@pytest.mark.parametrize(("steps", "height"), [(1, 28), (2, 56), (9, 252), (20, 560), (35, 700), (40, 800)])
def test_up_to_forty_steps_have_a_bar_each(steps: int, height: int) -> None:
    for picture in pictures_of(a_chain([f"Step {i}" for i in range(steps)], rate=0.97)):
        assert there(picture).frame["row"].nunique() == steps
        assert there(picture).height == height


@pytest.mark.parametrize("phase", ["acquire", "deliver"])
def test_of_sixty_steps_thirty_are_shown_and_the_others_together(phase: str) -> None:
    one = a_chain([f"Step {i}" for i in range(60)], phase=phase, rate=0.97)
    for picture in pictures_of(one):
        if picture is not None:
            assert picture.frame["row"].nunique() == 31
            assert "30 other steps" in written_in(picture)


def test_of_sixty_channels_the_cheapest_are_shown() -> None:
    rates = Rates(50)
    table = compare(
        [chain(process([("call", 10 + i, 0.5)], channel=f"Channel {i}"), rates) for i in range(60)], {}, rates
    )
    costs = written_in(there(channel_costs(table, "EUR", dark=False)))
    assert {"Channel 0", "Channel 29", "30 other channels", "at most €115"} <= set(costs)
    assert "Channel 30" not in costs
    ranking = written_in(there(ranking_lines(table, crossings(table, 100), 50, 100, "EUR", dark=False)))
    assert "Shown are 12 of 60 channels: those that are cheapest" in " ".join(ranking)
    assert "Channel 11" in ranking
    assert "Channel 12" not in ranking


def test_steps_that_all_take_the_same_are_all_drawn() -> None:
    picture = there(pictures_of(a_chain(["A", "B", "C", "D"], rate=1))[0])
    assert picture.title == "“A” and “B” take 50% of the 40 min"
    assert picture.frame["together"].tolist() == ["25%", "50%", "75%", "100%"]


def test_without_minutes_there_is_no_picture_of_time() -> None:
    one = a_chain(["A", "B"], minutes=0)
    time, runs, lost, saved = pictures_of(one)
    assert (time, lost, saved) == (None, None, None)
    assert there(runs).frame["row"].nunique() == 2


def test_where_no_customer_comes_out_there_is_no_picture() -> None:
    blocked = chain(process([("call", 10, 0.5), ("offer", 20, 0)]), Rates(60))
    assert pictures_of(blocked) == [None] * 4
    table = compare([blocked], {}, Rates(60))
    assert channel_costs(table, "EUR", dark=False) is None
    assert ranking_lines(table, crossings(table, 100), 60, 100, "EUR", dark=False) is None


def test_where_nothing_costs_anything_there_is_no_picture_of_costs() -> None:
    table = compare([a_chain(["A"], minutes=0)], {}, Rates(0))
    assert channel_costs(table, "EUR", dark=False) is None
    assert ranking_lines(table, crossings(table, 100), 0, 100, "EUR", dark=False) is None
    assert ranking_lines(table, crossings(table, 0), 0, 0, "EUR", dark=False) is None


@given(st.lists(st.text(max_size=250), min_size=1, max_size=50))
@settings(max_examples=60, deadline=None)
def test_every_row_has_a_name_of_its_own_whatever_the_names(names: list[str]) -> None:
    rows = axis_names(names)
    assert len(set(rows)) == len(rows) == len(names)
    assert all(row.strip("\u200b") for row in rows)


@given(st.text(max_size=300), st.integers(10, 80))
@settings(max_examples=60, deadline=None)
def test_no_line_is_longer_than_it_may_be(text: str, width: int) -> None:
    assert all(len(line) <= width for line in lines(text, width))
    assert len(lines(text, width, most=2)) <= 2
    assert len(short(text, width).strip("\u200b")) <= width + 1


steps = st.lists(
    st.tuples(st.text(max_size=12), st.floats(0, 500), st.floats(0.05, 1)), min_size=1, max_size=60
)


@given(steps)
@settings(max_examples=25, deadline=None)
def test_no_minute_is_missing_from_a_picture(rows: list[tuple[str, float, float]]) -> None:
    one = chain(process(rows), Rates(60))
    time = time_sinks(sinks.time_sinks(one), one, dark=False)
    lost = time_lost(one, dark=False)
    if time is not None:
        assert time.frame["minutes_per_win"].sum() == pytest.approx(one.minutes_per_win)
    if lost is not None:
        by_part = lost.frame.groupby("place")["minutes"].sum()
        assert by_part[1] == pytest.approx(one.minutes_lost_per_win)
        assert by_part.sum() == pytest.approx(one.minutes_per_win)
