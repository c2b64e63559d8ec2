"""The pictures of the customer's side: the way of a customer, and changes between the two axes."""

from __future__ import annotations

from itertools import combinations

import pytest

from core.charts.both_sides import HEIGHT, both_sides
from core.charts.customer_passage import customer_passage
from core.charts.theme import LIGHT
from core.language import speaking
from tests.charts import lines_in, there, written_in
from tests.charts.customers import NAN, changed, changes, walked


def test_the_way_shows_both_times_of_a_step_and_what_they_wait_for_it() -> None:
    way = there(customer_passage(walked(), dark=False))
    assert way.title == "“call” takes most of the customer's time: 20 min of 35 min"
    written = written_in(way)
    assert "waits 1 h · adds value" in written
    assert "waits 1 h 15 min · necessary" in written
    # Our offer is none of the customer's business.
    assert "offer" not in written
    assert written.count("20 min") == 2
    answer = way.frame[way.frame["side"] == "answer"]
    assert answer["name"].tolist() == ["call"]
    assert "fill in the form: 10 min, necessary" in way.description


def test_where_only_waiting_is_noted_the_longest_is_the_finding() -> None:
    way = there(customer_passage(walked(customer_minutes=[NAN] * 4), dark=False))
    assert way.title == "The customer waits longest for “sign”: 1 h 15 min of 2 h 15 min"
    assert (way.frame["side"] != "answer").all()


def test_where_nothing_is_noted_there_is_nothing_to_draw() -> None:
    nothing = walked(customer_minutes=[NAN] * 4, waiting=[NAN] * 4)
    assert customer_passage(nothing, dark=False) is None
    assert both_sides([], "EUR", dark=False) is None
    assert both_sides([changed("Chat bot", 12.0, None, None)], "EUR", dark=False) is None


def test_the_quadrants_are_named_and_only_the_clear_yes_has_the_accent() -> None:
    found = there(both_sides(changes(), "EUR", dark=False))
    written = written_in(found)
    for name in ("good for both", "good for you alone", "good for the customer alone", "good for nobody"):
        assert name in written
    points = found.frame[found.frame["part"] == "point"]
    assert points.loc[points["clear"], "name"].tolist() == [
        "Book a call → system",
        "Send the contract → system",
    ]
    assert found.title == "2 of 5 changes help both of you"
    assert LIGHT.accent in str(found.spec)
    assert "Chat bot → system" in " ".join(found.spec["title"]["subtitle"])


def test_the_other_axis_tells_the_waiting_in_days() -> None:
    two_days = [changed("Book a call", 30.0, 9.0, 2880.0), changed("Post", 5.0, 0.0, -1440.0)]
    found = there(both_sides(two_days, "EUR", axis="waiting", dark=False))
    points = found.frame[found.frame["part"] == "point"]
    assert points["x"].tolist() == pytest.approx([2.0, -1.0])
    assert any("Days that a customer waits less" in text for text in written_in(found))


@pytest.mark.parametrize("width", [600, 1000])
@pytest.mark.parametrize("count", [1, 2, 12, 30])
def test_no_name_covers_another_however_close_the_points_are(count: int, width: int) -> None:
    alike = [changed(f"A step of quite some length {i}", 30 + i / 100, 9 - i / 100) for i in range(count)]
    found = there(both_sides(alike, "EUR", dark=False))
    for one, other in combinations(lines_in(found, width), 2):
        assert not one.covers(other), (one, other)
    places = found.frame.loc[found.frame["label"] != "", "label_y"]
    assert len(places) == min(count, 14)
    corners = found.frame.loc[found.frame["part"] == "corner", "y"]
    pixel = (corners.max() - corners.min()) / HEIGHT
    assert places.max() < corners.max() - 20 * pixel
    assert places.min() > corners.min() + 20 * pixel


def test_in_german_the_axis_counts_euro_as_germans_write_them() -> None:
    with speaking("de"):
        written = written_in(there(both_sides(changes(), "EUR", dark=True)))
    assert any(text.endswith("€") for text in written)


def test_of_many_steps_those_that_take_most_are_shown() -> None:
    import pandas as pd

    from core.customer.journey import Journey

    way = walked()
    many = pd.concat([way.steps] * 20, ignore_index=True)
    found = there(customer_passage(Journey("Ads", way.chains, many), dark=False))
    assert found.frame["row"].nunique() == 30
    assert "Shown are 30 of 60 steps" in " ".join(found.spec["title"]["subtitle"])
