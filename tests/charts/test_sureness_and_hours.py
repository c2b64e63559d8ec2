"""What the charts of intervals and of hours find, and how they say so; few rows, many, and none."""

from __future__ import annotations

import pytest

from core.charts.cost_interval import cost_interval
from core.charts.utilisation import utilisation
from tests.charts import capacities, there, written_in
from tests.charts.capacities import UNKNOWN, busy, costs, role
from tests.charts.test_extremes import UGLY


def test_the_cheapest_channel_stands_out_where_its_interval_overlaps_no_other() -> None:
    picture = there(cost_interval(costs(), "EUR", dark=False))
    assert picture.title == "“Search ads” is cheapest: the intervals do not overlap"
    assert picture.frame["name"].tolist() == ["Search ads", "Webinar", "Events", "Fair", "Flyers"]
    assert picture.frame.loc[picture.frame["cheapest"], "name"].tolist() == ["Search ads"]
    assert {"€575", "between €480 and €720", "not known yet", "at least €1,200"} <= set(written_in(picture))


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (
            [("A", 300.0, 200.0, 500.0, "known"), ("B", 400.0, 350.0, 450.0, "known")],
            "“A” seems cheapest, but the intervals overlap",
        ),
        (
            [("A", 300.0, 200.0, 350.0, "known"), ("B", 400.0, UNKNOWN, UNKNOWN, "guessed")],
            "“A” seems cheapest, but some costs are guessed",
        ),
        ([("A", 300.0, 200.0, 350.0, "known")], "How sure the cost of a customer from “A” is"),
        (
            [("A", 300.0, 200.0, 350.0, "known"), ("B", 400.0, UNKNOWN, UNKNOWN, "known")],
            "“A” is cheapest: the intervals do not overlap",
        ),
    ],
)
def test_whether_the_cheapest_can_be_told_is_said(
    rows: list[tuple[str, float, float, float, str]], title: str
) -> None:
    assert there(cost_interval(costs(*rows), "EUR", dark=False)).title == title


def test_a_guess_is_pale_and_has_no_line() -> None:
    rows = costs(("A", 300.0, 200.0, 350.0, "partly"), ("B", 400.0, UNKNOWN, UNKNOWN, "guessed"))
    picture = there(cost_interval(rows, "EUR", dark=False))
    assert picture.frame.set_index("name")["guess"].to_dict() == {"A": False, "B": True}
    assert picture.frame["low_at"].isna().tolist() == [False, True]
    assert "Pale: guessed, so nobody can say how sure it is." in " ".join(written_in(picture))
    assert "What is guessed beside the counts is taken as it is." in " ".join(written_in(picture))


def test_a_line_that_leaves_the_scale_is_marked() -> None:
    picture = there(cost_interval(costs(("A", 100.0, 50.0, 9000.0, "known")), "EUR", dark=False))
    assert picture.frame["top"].tolist() == [300]
    assert picture.frame["high_at"].tolist() == [300]
    assert picture.frame["end_at"].isna().all()
    assert "›" in written_in(picture)


def test_where_no_cost_has_an_interval_there_is_no_picture() -> None:
    assert cost_interval(costs(("A", 300.0, UNKNOWN, UNKNOWN, "guessed")), "EUR", dark=False) is None
    assert cost_interval(costs().iloc[:0], "EUR", dark=False) is None
    assert cost_interval(costs(("A", UNKNOWN, UNKNOWN, UNKNOWN, "known")), "EUR", dark=False) is None
    assert cost_interval(costs(("A", 0.0, 0.0, 0.0, "known")), "EUR", dark=False) is None


def test_of_sixty_channels_the_cheapest_have_a_row() -> None:
    rows = [(f"Channel {i}", 100.0 + i, 90.0 + i, 120.0 + i, "known") for i in range(60)]
    picture = there(cost_interval(costs(*rows), "EUR", dark=False))
    assert len(picture.frame) == 30
    assert "Shown are 30 of 60 channels: the cheapest" in " ".join(written_in(picture))


def test_channels_and_roles_with_names_that_trip_programs_up_are_drawn_as_they_are() -> None:
    named = costs(*((name, 100.0 + i, 90.0, 120.0 + i, "known") for i, name in enumerate(UGLY)))
    roles = busy(*(role(name, 10 + i, 1, 1) for i, name in enumerate(UGLY)))
    for picture in (cost_interval(named, "EUR", dark=False), utilisation(roles, dark=False)):
        written = written_in(there(picture))
        assert set(UGLY) <= set(written)
        assert written.count("Call") == 2


def test_the_drum_stands_out_where_it_is_full() -> None:
    picture = there(utilisation(busy(), dark=False))
    assert picture.title == "“Owner” is at 112% with everything, and at 50% with delivering alone"
    assert picture.frame.loc[picture.frame["answer"], "name"].tolist() == ["Owner"]
    written = written_in(picture)
    assert {"112% with everything", "50% with delivering", "100%"} <= set(written)
    assert "Not shown, because the hours are not known: “Cutter”" in " ".join(written)
    calm = there(utilisation(busy(role("Owner", 30, 12, 2)), dark=False))
    assert not calm.frame["answer"].any()


def test_a_role_far_beyond_its_hours_leaves_the_scale_and_one_without_hours_says_so() -> None:
    picture = there(utilisation(busy(role("Camera", 0, 4), role("Owner", 10, 30)), dark=False))
    assert picture.title == "“Camera” is needed and has no hours"
    assert picture.frame["all_at"].tolist() == [3, 3]
    written = written_in(picture)
    assert {"has no hours", "4 h a week are needed", "375% with everything", "›"} <= set(written)
    assert "inf" not in " ".join(written)


def test_where_nobody_has_anything_to_do_there_is_no_picture_of_hours() -> None:
    assert utilisation(busy(role("Owner", 30)), dark=False) is None
    assert utilisation(capacities.Capacity((), (role("Owner", None, 3),), 1.0), dark=False) is None


def test_of_sixty_roles_the_fullest_have_a_row() -> None:
    picture = there(utilisation(busy(*(role(f"Role {i}", 10 + i, 1) for i in range(60))), dark=False))
    assert len(picture.frame) == 30
    assert "Shown are 30 of 60 roles: the fullest" in " ".join(written_in(picture))
