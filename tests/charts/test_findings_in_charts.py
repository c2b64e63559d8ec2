"""What each chart finds, by the worked example, and how it says so."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts.chain_runs import chain_runs
from core.charts.channel_costs import channel_costs
from core.charts.leverage import leverage_bars
from core.charts.ranking import ranking_lines
from core.charts.ranking_rows import apart
from core.charts.time_lost import time_lost
from core.charts.time_sinks import time_sinks
from core.steps import sinks
from core.steps.chain import chain
from core.steps.channels import Spend, compare, crossings
from core.steps.leverage import leverage
from core.steps.rates import Rates
from tests.charts import channels, events, there, written_in
from tests.steps.processes import EVENTS, process

LINES = pd.DataFrame({"channel": ["Events", "Search ads"], "fixed": [0.0, 190.0], "hours": [6.0, 1.0]})
"""Two channels whose ranking turns at 38 an hour."""


def test_the_time_sinks_name_the_fewest_steps_that_take_half_of_the_time() -> None:
    one = events()
    picture = there(time_sinks(sinks.time_sinks(one), one, dark=False))
    assert picture.title == "“talk” and “phone” take 52% of the 5 h 45 min"
    assert picture.frame["label"].head(2).tolist() == ["2 h · 35%", "1 h · 17%"]
    assert picture.frame["together"].head(3).tolist() == ["35%", "52%", "64%"]
    assert picture.frame.loc[picture.frame["kind"] == "answer", "name"].tolist() == ["talk"]


@pytest.mark.parametrize(
    ("minutes", "title"),
    [
        ([60], "“A” takes all of the 1 h"),
        ([60, 30], "“A” alone takes 67% of the 1 h 30 min"),
        ([60, 50, 40, 30, 20, 10], "“A” and “B” take 52% of the 3 h 30 min"),
        ([20, 20, 20, 20, 20, 20], "“A”, “B” and “C” take 50% of the 2 h"),
        ([10] * 8, "4 of the 8 steps take 50% of the 1 h 20 min"),
    ],
)
def test_half_of_the_time_is_said_whoever_takes_it(minutes: list[float], title: str) -> None:
    names = "ABCDEFGH"
    one = chain(process([(names[i], time, 1) for i, time in enumerate(minutes)]), Rates(60))
    assert there(time_sinks(sinks.time_sinks(one), one, dark=False)).title == title


def test_groups_are_drawn_like_steps() -> None:
    groups = ["event"] * 5 + [None] * 4
    one = events(group=groups, minutes_evidence=["guessed"] * 5 + ["measured"] * 4)
    picture = there(time_sinks(sinks.time_sinks(one, by_group=True), one, dark=False))
    assert picture.title == "“event” alone takes 57% of the 5 h 45 min"
    assert picture.frame.set_index("name")["guess"].to_dict() == {
        "event": True,
        "phone": False,
        "offer": False,
        "write to contacts": False,
        "arrange a call": False,
    }


def test_guesses_are_pale_and_the_chart_says_so() -> None:
    def subtitle(evidence: list[str | None]) -> str:
        one = events(minutes_evidence=evidence)
        picture = there(time_sinks(sinks.time_sinks(one), one, dark=False))
        return " ".join(picture.spec["title"].get("subtitle", []))

    assert subtitle(["guessed"] * 9) == "Pale, because all minutes are guesses so far."
    assert subtitle(["measured"] * 8 + ["guessed"]) == "Pale bars are guesses; solid ones were measured."
    assert subtitle(["measured"] * 9) == ""


def test_the_chain_shows_how_often_each_step_is_done_and_how_many_get_through() -> None:
    counted = [None] * 5 + ["counted"] * 3 + ["guessed"]
    succeeded, tried = [float("nan")] * 5 + [4, 3, 2, 1], [float("nan")] * 5 + [10, 4, 3, 2]
    one = events(pass_rate_evidence=counted, pass_rate_succeeded=succeeded, pass_rate_tried=tried)
    picture = there(chain_runs(one, dark=False))
    assert picture.title == "“write to contacts” is done 10 times for one customer"
    drawn = picture.frame[picture.frame["part"] == "all"]
    assert drawn["name"].tolist() == [name for name, _, _ in EVENTS]
    assert drawn["label"].tolist() == ["1 run"] * 5 + ["10 runs", "4 runs", "3 runs", "2 runs"]
    # What was counted is said as it was counted, a guess in percent.
    assert drawn["edge"].tolist() == ["all"] * 4 + ["10 from each", "4 of 10", "3 of 4", "2 of 3", "50%"]


def test_of_the_runs_those_that_lead_to_the_win_are_solid() -> None:
    frame = there(chain_runs(events(), dark=False)).frame
    winning = frame.loc[frame["part"] == "winning", "runs"].tolist()
    assert winning == pytest.approx([0.1] * 5 + [1, 1, 1, 1])


def test_the_share_of_runs_that_win_agrees_with_the_minutes_that_are_lost() -> None:
    one = events()
    frame = there(chain_runs(one, dark=False)).frame
    runs, winning = (frame.loc[frame["part"] == part, "runs"].to_numpy() for part in ("all", "winning"))
    minutes = one.steps["minutes_per_win"].to_numpy()
    assert (minutes * (1 - winning / runs)).tolist() == pytest.approx(
        one.steps["minutes_lost_per_win"].tolist()
    )


@pytest.mark.parametrize(
    ("phase", "rates", "title"),
    [
        ("acquire", [1, 1], "Everybody gets through: each step is done once for one customer"),
        ("deliver", [1, 1], "Each step is done once for one order"),
        ("deliver", [0.5, 1], "“step 0” is done once for one order"),
        ("deliver", [3, 1], "“step 1” is done 3 times for one order"),
        ("acquire", [1, 2], "“step 0” is done 0.5 times for one customer"),
    ],
)
def test_the_chain_speaks_of_orders_after_the_win(phase: str, rates: list[float], title: str) -> None:
    one = chain(process([(f"step {i}", 10, p) for i, p in enumerate(rates)], phase=phase), Rates(60))
    assert there(chain_runs(one, dark=False)).title == title


def test_the_time_lost_is_said_and_where_most_of_it_went() -> None:
    picture = there(time_lost(events(), dark=False))
    assert picture.title == "4 h 38 min of the 5 h 45 min went to people who never bought"
    assert picture.spec["title"]["subtitle"] == ["Most of it at “talk”: 1 h 48 min"]
    answer = picture.frame[picture.frame["part"] == "answer"]
    assert answer["name"].tolist() == ["talk"]
    assert answer["minutes"].tolist() == pytest.approx([108])
    assert {"for the customer won", "for people who never bought"} <= set(written_in(picture))


def test_where_everybody_buys_no_time_is_lost() -> None:
    assert time_lost(chain(process([("call", 10, 1)]), Rates(60)), dark=False) is None
    assert time_lost(chain(process([("cut", 10, 0.5)], phase="deliver"), Rates(60)), dark=False) is None


def test_the_best_step_to_work_on_is_named_with_what_it_saves() -> None:
    picture = there(leverage_bars(leverage(events()), "EUR", dark=False, in_minutes=False))
    assert picture.title == "Keeping one in ten of those lost at “offer” saves €52 a customer"
    first = picture.frame[picture.frame["name"] == "offer"]
    assert first["label"].tolist() == ["€6.67", "€52"]
    assert first["way"].tolist() == ["10% less time", "answer"]


def test_where_an_hour_is_worth_nothing_minutes_are_saved() -> None:
    table = leverage(events(0))
    assert leverage_bars(table, "EUR", dark=False, in_minutes=False) is None
    picture = there(leverage_bars(table, "EUR", dark=False, in_minutes=True))
    assert picture.title == "Keeping one in ten of those lost at “offer” saves 31 min a customer"


def test_after_the_win_only_time_can_be_saved() -> None:
    one = chain(process([("cut", 60, 0.5), ("invoice", 10, 1)], phase="deliver"), Rates(60))
    picture = there(leverage_bars(leverage(one), "EUR", dark=False, in_minutes=False, phase="deliver"))
    assert picture.title == "Doing “cut” in 10% less time saves €6 an order"
    assert "one in ten of those lost is kept" not in written_in(picture)


def test_the_cheapest_channel_is_named_against_the_dearest() -> None:
    # Search ads: 40 clicks at €2 and 120 minutes; Webinar: 450 minutes and 300 spent on 5 customers.
    picture = there(channel_costs(channels(), "EUR", dark=False))
    assert picture.title.startswith("Your own time is ")
    assert picture.title.endswith("% to 100% of what a customer costs")
    assert picture.frame["name"].drop_duplicates().tolist() == ["Search ads", "Events", "Webinar"]
    written = written_in(picture)
    assert {"your time", "cash for the steps", "spend on the channel", "€280", "€575"} <= set(written)
    parts = picture.frame.groupby("row", sort=False)
    assert parts["end"].max().tolist() == pytest.approx(parts["total"].max().tolist())


def test_a_part_that_no_channel_has_is_not_in_the_legend() -> None:
    rates = Rates(100)
    picture = there(channel_costs(compare([events()], {}, rates), "EUR", dark=False))
    assert picture.title == "Your own time is 100% of what a customer costs"
    assert "cash for the steps" not in written_in(picture)


def test_channels_that_have_no_bar_are_named_with_the_reason() -> None:
    rates = Rates(100)
    blocked = chain(process([("call", 10, 0)], channel="Flyers"), rates)
    unknown = chain(process([("click", 1, 0.5)], channel="Ads"), rates)
    table = compare([events(), blocked, unknown], {"Ads": Spend(300, None)}, rates)
    assert there(channel_costs(table, "EUR", dark=False)).spec["title"]["subtitle"] == [
        "Not shown, because no customer comes out: “Flyers”",
        "Not shown, because their wins of the period are missing: “Ads”",
    ]


def test_the_ranking_says_where_the_cheapest_channel_changes() -> None:
    picture = there(ranking_lines(LINES, crossings(LINES, 100), 60, 100, "EUR", dark=False))
    assert picture.title == "From €38 an hour on, “Search ads” is cheaper than “Events”"
    written = written_in(picture)
    assert {"from €38 an hour Search ads", "now €60 an hour", "Events", "Search ads"} <= set(written)
    lowest = picture.frame[picture.frame["part"] == "lowest"]
    assert lowest["rate"].tolist() == [0, 38, 100]
    assert lowest["cost"].tolist() == [0, 228, 290]


def test_the_ranking_says_when_it_never_changes() -> None:
    picture = there(ranking_lines(LINES, crossings(LINES, 30), 20, 30, "EUR", dark=False))
    assert picture.title == "“Events” is cheapest at every hourly rate up to €30"
    one = LINES.head(1)
    assert there(ranking_lines(one, crossings(one, 30), 20, 30, "EUR", dark=False)).title == (
        "A customer from “Events” costs €180 at €30 an hour"
    )
    same = LINES.head(1).loc[[0, 0]].assign(channel=["Events", "Fairs"])
    assert there(ranking_lines(same, crossings(same, 30), 20, 30, "EUR", dark=False)).title == (
        "“Events” and “Fairs” are cheapest at every hourly rate up to €30"
    )


def test_a_rate_beyond_the_chart_has_no_rule_in_it() -> None:
    picture = there(ranking_lines(LINES, crossings(LINES, 100), 150, 100, "EUR", dark=False))
    assert (picture.frame["part"] == "now").sum() == 0


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=12), st.floats(1, 60))
def test_names_of_lines_never_cover_each_other(costs: list[float], least: float) -> None:
    falling = sorted(costs, reverse=True)
    moved = apart(falling, least)
    assert all(above - below >= least - 1e-6 for above, below in pairwise(moved))
    if all(above - below >= least for above, below in pairwise(falling)):
        assert moved == pytest.approx(falling)
