"""What the pictures of a what-if show: before beside after, what moves most, and scenarios."""

from __future__ import annotations

import pytest

from core.charts.now_then import now_then
from core.charts.scenario_bars import scenario_bars
from core.charts.tornado import BRIEF, MOST, tornado
from tests.charts import there, what_ifs, written_in
from tests.charts.test_extremes import UGLY
from tests.charts.what_ifs import UNKNOWN


def test_each_figure_has_its_own_scale_and_the_longer_bar_takes_all_of_it() -> None:
    frame = there(now_then(what_ifs.measures(), dark=False, title="431")).frame
    cost = frame[frame["name"] == "Cost of a customer"].set_index("part")["share"]
    assert (cost["now"], cost["then"]) == (1, pytest.approx(431 / 575))
    assert frame["share"].abs().max() == 1


def test_what_is_known_neither_now_nor_then_is_left_out() -> None:
    picture = there(now_then(what_ifs.measures(), dark=False, title="431"))
    assert "Lifetime" not in picture.frame["name"].tolist()
    assert "now not known" in written_in(picture)
    assert now_then(what_ifs.measures().tail(1), dark=False, title="nothing") is None


def test_the_answer_alone_has_the_accent_and_only_where_it_would_be() -> None:
    frame = there(now_then(what_ifs.measures(), dark=False, title="431")).frame
    assert frame.loc[frame["kind"] == "answer", ["name", "part"]].values.tolist() == [
        ["Cost of a customer", "then"]
    ]


def test_the_line_of_the_tornado_is_the_answer_now_and_bars_reach_to_both_ends() -> None:
    picture = there(tornado(what_ifs.swings(), 575, "€575", less_is_better=True, dark=False, title="Offer"))
    hour = picture.frame[picture.frame["name"] == "Value of an hour"]
    assert hour["end"].tolist() == [287.5, 862.5]
    assert hour["kind"].tolist() == ["better", "worse"]
    assert {"now €575", "€288 to €863", "€50 to €150"} <= set(written_in(picture))


def test_what_moves_nothing_is_not_drawn() -> None:
    swings = what_ifs.swings()
    picture = there(tornado(swings, 575, "€575", less_is_better=True, dark=False, title="Offer"))
    assert "Cash at the fair" not in picture.frame["name"].tolist()
    nothing = swings[swings["input"] == "Cash at the fair"]
    assert tornado(nothing, 575, "€575", less_is_better=True, dark=False, title="Nothing") is None


def test_of_many_inputs_those_are_drawn_that_move_it_most_and_a_brief_picture_has_fewer() -> None:
    swings = what_ifs.swings().iloc[[1] * 14].assign(input=[f"Input {i}" for i in range(14)])
    whole, brief = (
        there(tornado(swings, 575, "€575", less_is_better=True, dark=False, title="Many", brief=brief))
        for brief in (False, True)
    )
    assert (whole.frame["name"].nunique(), brief.frame["name"].nunique()) == (MOST, BRIEF) == (12, 6)
    assert "2 more inputs move it less." in " ".join(written_in(whole))
    assert "€50 to €150" in written_in(whole)
    assert "€50 to €150" not in written_in(brief)


def test_an_end_at_which_no_customer_comes_out_runs_off_the_worse_side() -> None:
    frame = there(
        tornado(what_ifs.swings(), 575, "€575", less_is_better=True, dark=False, title="Offer")
    ).frame
    offer = frame[frame["name"] == "Offer: pass rate"]
    assert offer["kind"].tolist() == ["worse", "answer"]
    assert offer["beyond"].tolist() == ["›", ""]
    more = there(
        tornado(what_ifs.swings(), 575, "€575", less_is_better=False, dark=False, title="Offer")
    ).frame
    assert more[more["name"] == "Offer: pass rate"]["beyond"].tolist() == ["‹", ""]


def test_one_large_move_hides_no_other() -> None:
    swings = what_ifs.swings()
    swings["high"] = [431.0, 100_000.0, 615.0, 590.0, 575.0]
    frame = there(tornado(swings, 575, "€575", less_is_better=True, dark=False, title="Rate")).frame
    assert frame["end"].max() == 575 + 4 * 100
    assert frame[frame["name"] == "Value of an hour"]["beyond"].tolist() == ["", "›"]


def test_the_best_scenario_alone_has_the_accent() -> None:
    picture = there(scenario_bars(what_ifs.scenarios(), "Cost", dark=False, title="Template"))
    assert picture.frame["kind"].tolist() == ["now", "best", "other"]
    assert {"€144 less", "not known"} <= set(written_in(picture))


def test_where_nothing_is_known_no_scenario_is_drawn() -> None:
    unknown = what_ifs.scenarios().assign(figure=UNKNOWN)
    assert scenario_bars(unknown, "Cost", dark=False, title="Nothing") is None


def test_names_that_trip_programs_up_are_drawn_as_they_are() -> None:
    ugly = UGLY[:MOST]
    count = len(ugly)
    measures = what_ifs.measures().head(1).loc[[0] * count].assign(measure=ugly)
    swings = what_ifs.swings().iloc[[1] * count].assign(input=ugly)
    scenarios = what_ifs.scenarios().iloc[[1] * count].assign(scenario=ugly, best=False)
    for picture in (
        now_then(measures, dark=False, title="Names"),
        tornado(swings, 575, "€575", less_is_better=True, dark=False, title="Names"),
        scenario_bars(scenarios, "constructor", dark=False, title="Names"),
    ):
        assert set(ugly) <= set(written_in(there(picture)))
