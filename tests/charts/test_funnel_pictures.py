"""What the charts of the funnel and of the goal say, by small funnels that can be checked by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from core.charts.funnel_bars import funnel_bars
from core.charts.funnel_channels import funnel_channels
from core.charts.funnel_trend import funnel_trend
from core.charts.goal_stages import goal_stages
from core.charts.picture import Picture
from core.charts.role_hours import role_hours
from core.funnel.funnel import Funnel
from core.language import speaking
from tests.charts import there, written_in
from tests.charts.funnels import SALES, UNKNOWN, channels, funnel, hours, months, needs


def bars_of(one: Funnel, lost_most: str | None = None) -> Picture:
    return there(funnel_bars(one, dark=False, title="Most are lost before “Lead”", lost_most=lost_most))


def subtitle(picture: Picture) -> str:
    return " ".join(picture.spec["title"].get("subtitle", []))


def drawn(picture: Picture, part: str) -> pd.DataFrame:
    return picture.frame[picture.frame["part"] == part]


def test_each_stage_has_its_people_and_its_rate_with_what_it_was_counted_from() -> None:
    picture = bars_of(funnel([4283, 20, 8]), "lead")
    assert picture.title == "Most are lost before “Lead”"
    bars = drawn(picture, "all")
    assert bars["label"].tolist() == ["4,283 people", "20 people", "8 people"]
    assert bars["edge"].tolist() == ["", "0.5% · 20 of 4,283", "40% · 8 of 20"]
    assert bars["edge_below"].tolist() == ["", "between 3 and 6 of 1,000", "between 27 and 54 of 100"]
    assert bars["length"].tolist() == [4283, 20, 8]
    assert bars["heading"].tolist() == ["from the stage before", "", ""]
    assert bars.loc[bars["answer"], "name"].tolist() == ["Lead"]


def test_no_bar_stands_out_where_nothing_is_said_to() -> None:
    assert not bars_of(funnel([100, 40])).frame["answer"].any()


def test_those_still_open_are_pale_at_the_end_of_their_bar() -> None:
    picture = bars_of(funnel([120, 48], still_open=[20, 10]))
    assert drawn(picture, "closed")["length"].tolist() == [100, 38]
    assert drawn(picture, "all")["below"].tolist() == ["20 still open", "10 still open"]
    assert drawn(picture, "all")["edge"].tolist() == ["", "38% · 38 of 100"]
    assert subtitle(picture).startswith("Pale: still open, so not part of the rates")


def test_where_stages_count_different_things_the_rate_names_both() -> None:
    bars = drawn(bars_of(funnel([1000, 500, 200], SALES)), "all")
    assert bars["label"].tolist() == ["1,000 offers", "500 orders", "200 firms"]
    assert bars["edge"].tolist()[1:] == [
        "0.5 orders for each of the offers",
        "0.4 firms for each of the orders",
    ]
    assert bars["edge_below"].tolist()[1:] == ["500 against 1,000", "200 against 500"]


def test_more_than_there_were_before_is_no_percentage() -> None:
    bars = drawn(bars_of(funnel([100, 120])), "all")
    assert bars[["edge", "edge_below"]].iloc[1].tolist() == ["1.2 for each", "120 against 100"]


def test_a_rate_that_is_nearly_nothing_or_all_is_not_said_to_be_it() -> None:
    bars = drawn(bars_of(funnel([10_000_000, 9_999_999, 6, 0])), "all")
    assert [edge.partition(" · ")[0] for edge in bars["edge"]] == ["", "over 99%", "under 0.1%", "0%"]


def test_the_source_is_said_where_there_are_two() -> None:
    both = bars_of(funnel([100, 40, 8], sources=["counts", "counts", "events"]))
    assert "“Prospect” from stage events, the others from stage counts" in subtitle(both)
    assert drawn(both, "all")["source"].tolist() == ["Stage counts"] * 2 + ["Stage events"]
    assert "counts" not in subtitle(bars_of(funnel([100, 40, 8])))


def test_a_stage_that_nobody_counted_has_no_bar_but_is_named() -> None:
    picture = bars_of(funnel([100, None, 8, 4, 2, 1]))
    assert "Lead" not in picture.frame["name"].tolist()
    assert subtitle(picture) == "Nothing is known yet of “Lead”"


def test_where_nobody_was_counted_there_is_no_picture() -> None:
    for people in ([], [0, 0, 0]):
        assert funnel_bars(funnel(people), dark=False, title="", lost_most=None) is None


def test_channels_stand_below_each_other_the_best_whole_way_first() -> None:
    picture = there(funnel_channels(channels(), dark=False, title="“Events” wins most", best="Events"))
    cells = picture.frame[picture.frame["part"] != "heading"]
    assert list(dict.fromkeys(cells["name"])) == ["Events", "Webinar", "Search ads"]
    headings = drawn(picture, "heading")["heading"].tolist()
    assert headings == [
        "Suspect →\nLead",
        "Lead →\nProspect",
        "Prospect →\nCustomer",
        "altogether\n→ Customer",
    ]
    said = {name: part["label"].tolist() for name, part in cells.groupby("name")}
    assert said["Events"] == ["40%", "40%", "50%", "8%"]
    # Of the webinar nobody counted the prospects: from leads to customers is another step.
    assert said["Webinar"] == ["22%", "–", "–", "3.3%"]
    counted = cells.loc[cells["name"] == "Events", "counted"].tolist()
    assert counted == ["80 of 200", "32 of 80", "16 of 32", "16 of 200"]
    assert cells.loc[cells["best"], "name"].unique().tolist() == ["Events"]
    assert "Events: Lead 40% (80 of 200), Prospect 40% (32 of 80)," in picture.description
    assert "altogether → Customer 8% (16 of 200);" in picture.description


def test_a_dot_lies_where_its_rate_is_on_the_scale_of_its_column() -> None:
    both = {"A": funnel([100, 25]), "B": funnel([100, 50])}
    frame = there(funnel_channels(both, dark=False, title="B")).frame
    heading = frame[frame["part"] == "heading"].iloc[0]
    assert (heading["least"], heading["most"]) == ("0%", "60%")
    rates = drawn(there(funnel_channels(both, dark=False, title="B")), "rate").set_index("name")
    share = (rates["rate"] - rates["begin"]) / (rates["end"] - rates["begin"])
    assert share.to_dict() == pytest.approx({"A": 0.25 / 0.6, "B": 0.5 / 0.6})
    assert ((rates["begin"] <= rates["low"]) & (rates["low"] < rates["rate"])).all()
    assert ((rates["rate"] < rates["high"]) & (rates["high"] <= rates["end"])).all()


def test_a_ratio_has_no_dot_among_percentages() -> None:
    picture = there(funnel_channels({"A": funnel([1000, 500, 200], SALES)}, dark=False, title=""))
    cells = drawn(picture, "figure")
    assert cells["label"].tolist() == ["0.5 : 1", "0.4 : 1", "0.2 : 1"]
    assert cells["told"].iloc[1] == "0.4 firms for each of the orders · 200 against 500"
    assert subtitle(picture) == ""


def test_of_twelve_channels_the_eight_largest_are_shown() -> None:
    many = {f"Channel {i}": funnel([100 + i, 50]) for i in range(12)}
    picture = there(funnel_channels(many, dark=False, title=""))
    names = set(picture.frame["name"]) - {""}
    assert names == {f"Channel {i}" for i in range(4, 12)}
    assert "Shown are 8 of 12 channels: the largest" in subtitle(picture)


def test_people_of_no_known_channel_have_a_row_that_says_so() -> None:
    picture = there(funnel_channels({"Ads": funnel([9, 3]), "": funnel([5, 3])}, dark=False, title=""))
    assert "without a channel 5 people" in written_in(picture)


def test_channels_of_which_one_stage_is_known_have_no_steps_to_draw() -> None:
    assert funnel_channels({"Ads": funnel([9])}, dark=False, title="") is None
    assert funnel_channels({}, dark=False, title="") is None


def test_each_period_has_its_point_and_one_without_a_count_its_place() -> None:
    picture = there(funnel_trend(months(), "lead", "month", dark=False, title="Fewer in February"))
    points = picture.frame
    assert points["period"].tolist() == ["Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026"]
    assert points["rate"].fillna(-1).tolist() == pytest.approx([0.4, 0.2, -1, 0.3])
    assert points["counted"].tolist() == ["8 of 20", "5 of 25", "", "3 of 10"]
    assert points["open"].tolist() == [False, False, False, True]
    assert {"8 of 20", "5 of 25", "3 of 10", "Mar 2026"} <= set(written_in(picture))
    assert "Suspect → Lead" in subtitle(picture)
    assert "still open" in subtitle(picture)


def test_a_period_in_which_all_is_still_open_has_no_point() -> None:
    trend = months() | {pd.Timestamp("2026-05-01"): funnel([7, 1], still_open=[7, 1])}
    last = there(funnel_trend(trend, "lead", "month", dark=False, title="")).frame.iloc[-1]
    assert pd.isna(last["rate"])
    assert (last["open"], last["state"], last["told"]) == (True, "still open", "–")


def test_a_ratio_over_the_periods_is_counted_and_no_percentage() -> None:
    trend = {pd.Timestamp(2026, month, 1): funnel([100, 250 * month], SALES) for month in (1, 2)}
    picture = there(funnel_trend(trend, "order", "month", dark=False, title=""))
    assert picture.frame["rate"].tolist() == [2.5, 5]
    written = written_in(picture)
    assert "250 against 100" in written
    assert not any("%" in text for text in written)


def test_a_trend_of_a_step_that_is_never_known_is_not_drawn() -> None:
    assert funnel_trend(months(), "customer", "month", dark=False, title="") is None
    assert funnel_trend(months(), "suspect", "month", dark=False, title="") is None
    assert funnel_trend({}, "lead", "month", dark=False, title="") is None


def test_what_is_needed_stands_beside_what_came_in() -> None:
    picture = there(goal_stages(needs(), per="week", dark=False, title="“Lead” breaks the goal"))
    assert picture.frame["edge"].tolist() == [
        "412 people a week",
        "82 people a week",
        "3 orders a week",
        "2 people a week",
    ]
    assert picture.frame["edge_below"].tolist() == [
        "between 300 and 610 · now 380",
        "between 60 and 120 · now 14",
        "now 2.5",
        "between 1 and 8 · now not known",
    ]
    assert picture.frame["guess"].tolist() == [False, False, True, True]
    assert picture.frame.loc[picture.frame["breaks"], "name"].tolist() == ["Lead"]
    month = there(goal_stages(needs(), per="month", dark=False, title=""))
    assert month.frame["edge"].iloc[2] == "3 orders a month"


def test_on_every_scale_the_need_is_at_the_same_place() -> None:
    frame = there(goal_stages(needs(), per="week", dark=False, title="")).frame
    assert frame["need_at"].tolist() == [1, 1, 1, 1]
    assert frame["now_at"].fillna(-1).tolist() == pytest.approx([380 / 412, 14 / 82, 2.5 / 3, -1])
    # Up to eight are likely where two are needed: that is beyond three times as many, and has a sign.
    assert frame["high_at"].fillna(-1).tolist() == pytest.approx([610 / 412, 120 / 82, -1, 3])
    assert frame["beyond"].tolist() == ["", "", "", "›"]


def test_a_need_without_an_end_is_said_so() -> None:
    rows = needs(
        ("Lead", 40.0, 25.0, UNKNOWN, 4.0, False, False, ""),
        ("Order", float("inf"), UNKNOWN, UNKNOWN, 3.0, False, True, "orders"),
        ("Referral", UNKNOWN, UNKNOWN, UNKNOWN, 1.0, False, False, ""),
    )
    picture = there(goal_stages(rows, per="week", dark=False, title=""))
    assert picture.frame["edge"].tolist() == ["40 people a week", "no number is enough"]
    assert picture.frame["edge_below"].tolist() == ["at least 25 · now 4", "now 3"]
    assert "What is needed cannot be told at “Referral”" in subtitle(picture)
    assert goal_stages(rows.tail(1), per="week", dark=False, title="") is None


def test_what_is_not_known_may_be_missing_in_every_row() -> None:
    rows = needs(("Lead", 40.0, None, None, None, True, False, ""))
    picture = there(goal_stages(rows, per="week", dark=False, title=""))
    assert picture.frame["edge_below"].tolist() == ["now not known"]


def test_the_fullest_role_is_on_top_and_stands_out_where_it_has_too_few_hours() -> None:
    picture = there(role_hours(hours(), dark=False, title="“Founder” has too few hours"))
    assert picture.frame["name"].tolist() == ["Founder", "Designer", "Freelancer"]
    assert picture.frame["edge"].tolist() == ["52 h 30 min of 32 h", "12 h of 20 h", "6 h 15 min"]
    assert picture.frame["edge_below"].tolist() == [
        "164% of the hours",
        "60% of the hours",
        "hours not known",
    ]
    assert picture.frame["over"].tolist() == [True, False, False]


def test_a_role_that_is_exactly_full_is_not_over() -> None:
    # 0.1 + 0.2 is a hair more than 0.3.
    frame = there(role_hours(hours(("Sales", 0.1 + 0.2, 0.3)), dark=False, title="")).frame
    assert frame["over"].tolist() == [False]
    none = there(role_hours(hours(("", 3.0, 0.0)), dark=False, title="")).frame
    assert none[["name", "edge", "edge_below", "over"]].iloc[0].tolist() == [
        "Your own hours",
        "3 h",
        "has no hours",
        True,
    ]


def test_where_no_role_is_needed_there_is_no_picture() -> None:
    assert role_hours(hours(("Sales", 0.0, 20.0)), dark=False, title="") is None
    assert role_hours(hours().head(0), dark=False, title="") is None


def test_the_funnel_is_told_in_the_language_of_its_reader() -> None:
    with speaking("de"):
        picture = bars_of(funnel([4283, 20]))
        assert drawn(picture, "all")["edge"].iloc[1] == "0,5\u00a0% · 20 von 4.283"
        trend = there(funnel_trend(months(), "lead", "month", dark=False, title=""))
        assert trend.frame["period"].tolist()[2] == "März 2026"
        assert "20 %" in written_in(trend)
