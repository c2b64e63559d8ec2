"""What the pictures of the weakest link show, and where they spend the accent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.charts.blueprint import blueprint
from core.charts.link_gains import MOST, link_gains
from core.charts.verdict_spans import verdict_spans
from core.factory.history import Span
from core.factory.throughput import FactoryStep
from core.language import speaking
from tests.charts import there, verdicts, written_in
from tests.charts.test_extremes import UGLY
from tests.factory.businesses import Shop, Step
from tests.factory.weeks import week


def test_the_box_of_the_constraint_alone_has_the_accent_and_the_throughput_is_large() -> None:
    picture = there(blueprint(verdicts.drawn(), dark=False, title="Held back"))
    rows = picture.frame.set_index("label")
    assert rows.index.tolist() == [
        *("Acquisition", "Revenue", "Activation", "Retention", "Referral", "Throughput")
    ]
    assert rows.index[rows["marked"]].tolist() == ["Revenue"]
    assert rows.loc["Revenue", ["count", "rate", "stage"]].tolist() == ["1", "33%", "Customer"]
    assert rows.loc["Throughput", ["large", "unit"]].tolist() == ["1", "customers"]
    assert rows.index[rows["empty"]].tolist() == ["Activation", "Retention", "Referral"]
    assert {"weakest link", "33%", "not counted"} <= set(written_in(picture))


@pytest.mark.parametrize(
    ("phase", "marked"), [("winning", "acquisition"), ("delivery", "activation"), ("few", "acquisition")]
)
def test_the_constraint_lies_where_its_work_is(phase: str, marked: str) -> None:
    shops = {
        "winning": verdicts.FULL,
        "delivery": replace(verdicts.FLOW, delivery=[Step("cut", 2000)]),
        "few": verdicts.FEW,
    }
    # Which stage the steps lead to is not known here.
    found = verdicts.verdict(shops[phase])
    assert verdicts.drawn(found).marked == marked


def test_where_too_little_is_known_nothing_is_marked() -> None:
    blind = Shop({"Events": [Step("call", 20, 1, 2, guessed=True)]}, {"Events": 26})
    found = verdicts.drawn(verdicts.verdict(blind))
    picture = there(blueprint(found, dark=False, title="Too little is known"))
    assert not picture.frame["marked"].any()


def test_a_factory_of_which_nothing_is_known_is_not_drawn() -> None:
    found = replace(verdicts.drawn(), per_week=None, steps=(FactoryStep("acquisition"),))
    assert blueprint(found, dark=False, title="") is None


def test_a_throughput_that_nobody_knows_is_said_to_be_so() -> None:
    picture = there(blueprint(verdicts.drawn(per_week=None), dark=False, title="?"))
    assert "not known yet" in written_in(picture)


def test_the_link_that_brings_most_is_on_top_and_is_the_verdicts() -> None:
    picture = there(link_gains(verdicts.verdict(), dark=False))
    assert picture.title.startswith("“offer” (Events) would bring most")
    assert picture.frame["answer"].tolist() == [True] + [False] * (len(picture.frame) - 1)
    assert picture.frame["gain"].is_monotonic_decreasing
    assert (picture.frame["low_at"] <= picture.frame["gain"]).all()
    assert "Line: what the counts leave open" in " ".join(written_in(picture))


def test_a_verdict_that_names_no_link_gives_none_the_accent() -> None:
    picture = there(link_gains(verdicts.verdict(verdicts.FEW), dark=False))
    assert not picture.frame["answer"].any()


def test_a_gain_that_is_guessed_is_pale_and_has_no_line() -> None:
    shop = Shop({"Events": [*verdicts.EVENTS, Step("sign", 5, 4, 5, guessed=True)]}, {"Events": 26})
    frame = there(link_gains(verdicts.verdict(shop), dark=False)).frame
    assert frame["guess"].sum() == frame["low_at"].isna().sum()


def test_of_many_links_those_that_bring_most_are_drawn_whatever_they_are_called() -> None:
    steps = [Step(name, 5, 9, 10) for name in (UGLY * 3)[:20]]
    picture = there(link_gains(verdicts.verdict(Shop({"Events": steps}, {"Events": 26})), dark=False))
    assert len(picture.frame) == MOST
    assert "Shown are 12 of" in " ".join(written_in(picture))


def test_where_nobody_is_lost_there_is_no_picture_of_gains() -> None:
    shop = Shop({"Events": [Step("call", 20)]}, {"Events": 26})
    assert link_gains(verdicts.verdict(shop), dark=False) is None


def test_each_constraint_has_a_bar_over_the_time_it_held_and_the_present_one_the_accent() -> None:
    picture = there(
        verdict_spans(verdicts.moved_twice(), verdicts.CALLED, week(47), dark=False, title="Moved")
    )
    assert picture.frame["answer"].tolist() == [False, False, True]
    assert picture.frame["row"].tolist() == list(verdicts.CALLED.values())
    assert {"2.5", "7.5", "13"} <= set(written_in(picture))
    with speaking("de"):
        german = there(
            verdict_spans(verdicts.moved_twice(), verdicts.CALLED, week(47), dark=False, title="Verlagert")
        )
    assert "7,5" in written_in(german)


def test_a_constraint_that_came_back_has_two_bars_in_one_row() -> None:
    again = (*verdicts.moved_twice()[:2], Span("call", week(34), week(40), None, None))
    picture = there(verdict_spans(again, verdicts.CALLED, week(41), dark=False, title="Back"))
    assert picture.frame["row"].nunique() == 2
    assert picture.height == 60


def test_a_verdict_of_today_alone_is_no_picture_yet() -> None:
    only = (Span("call", week(0), week(0), None, 1.0),)
    assert verdict_spans(only, verdicts.CALLED, week(0), dark=False, title="") is None
    assert verdict_spans((), {}, week(0), dark=False, title="") is None
