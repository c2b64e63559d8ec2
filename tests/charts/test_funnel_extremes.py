"""One stage and eight, nobody and ten millions, names that trip programs up: the funnel can still be read."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.charts.funnel_bars import funnel_bars
from core.charts.funnel_channels import funnel_channels
from core.charts.funnel_trend import funnel_trend
from core.charts.goal_stages import goal_stages
from core.charts.picture import Picture
from core.charts.role_hours import role_hours
from core.funnel.periods import Period
from core.funnel.stages import Stage
from core.language import speaking
from tests.charts import SVG, drawing_of, lines_in, there, written_in
from tests.charts.funnels import LONG, UNKNOWN, funnel, hours, needs
from tests.charts.test_extremes import UGLY

WIDTHS = pytest.mark.parametrize("width", [700, 1000])
MILLIONS = [10_000_000, 1_234_567, 340_000, 25_000, 900, 1100, 40, 0]
EIGHT = [
    Stage(f"own {i}", f"{i} {LONG}" if i % 3 == 0 else f"Stage {i}", unit="contacts of the north" * (i == 1))
    for i in range(8)
]


def nothing_covers(picture: Picture, width: int) -> bool:
    return not any(one.covers(other) for one, other in combinations(lines_in(picture, width), 2))


def bars_of(people: list[float | None], stages: list[Stage] = EIGHT) -> Picture:
    return there(funnel_bars(funnel(people, stages), dark=False, title="Most are lost", lost_most="own 1"))


@WIDTHS
@pytest.mark.parametrize("count", [1, 2, 8])
def test_one_stage_or_eight_with_long_names_and_large_numbers_can_be_read(count: int, width: int) -> None:
    picture = bars_of(list(MILLIONS[:count]))
    assert picture.frame["row"].nunique() == count
    assert nothing_covers(picture, width)


def test_a_late_stage_can_be_seen_beside_millions() -> None:
    picture = bars_of([10_000_000, 6, 0])
    bars = [
        (label.partition("row: ")[2].partition(";")[0], path.get("d", ""))
        for path in drawing_of(picture, 700).iter(f"{SVG}path")
        if path.get("aria-roledescription") == "bar" and (label := path.get("aria-label") or "")
    ]
    assert any(row == "Stage 1" and "h3" in shape for row, shape in bars)
    assert all("h0" in shape for row, shape in bars if row == "Stage 2")


@WIDTHS
def test_eight_channels_with_eight_stages_can_be_read(width: int) -> None:
    many = {f"Channel {i}": funnel([*(n // (i + 1) for n in MILLIONS)], EIGHT) for i in range(8)}
    picture = there(funnel_channels(many, dark=False, title="The first is the largest"))
    assert picture.height == 8 * 62
    assert nothing_covers(picture, width)


@WIDTHS
def test_what_a_rate_is_counted_from_is_never_cut(width: int) -> None:
    many = {"Ads": funnel([40_000, 10_000, 2_000, 500, 90, 10])}
    picture = there(funnel_channels(many, dark=False, title=""))
    seen = {line.text for line in lines_in(picture, width)}
    assert not any("…" in text for text in seen if " of " in text)
    assert ("10,000 of 40,000" in seen) == (width == 1000)
    assert {"25%", "20%", "18%", "11%"} <= seen


def test_channels_and_stages_with_names_that_trip_programs_up_are_drawn() -> None:
    names = sorted(set(UGLY))[:8]
    picture = there(funnel_channels({name: funnel([9, 3]) for name in names}, dark=False, title=""))
    assert {f"{name} 9 people" for name in names} <= set(written_in(picture, 1000))
    stages = [Stage(f"own {i}", name) for i, name in enumerate(names)]
    assert set(names) <= set(written_in(bars_of([9] * 8, stages)))


def test_channels_whose_names_are_cut_alike_keep_a_row_each() -> None:
    picture = there(funnel_channels({f"{LONG} {i}": funnel([9, 3]) for i in (1, 2)}, dark=False, title=""))
    assert picture.frame.loc[picture.frame["part"] == "rate", "row"].nunique() == 2


@WIDTHS
@pytest.mark.parametrize(("count", "shown"), [(1, 1), (12, 12), (60, 60), (90, 60)])
def test_sixty_weeks_can_be_read(count: int, shown: int, width: int) -> None:
    weeks = pd.date_range("2025-01-06", periods=count, freq="W-MON")
    trend = {week: funnel([20 + i, 8]) for i, week in enumerate(weeks)}
    picture = there(funnel_trend(trend, "lead", "week", dark=False, title="It is falling"))
    assert len(picture.frame) == shown
    assert picture.frame["counted"].iloc[-1] == f"8 of {19 + count}"
    assert ("Shown are the latest 60 periods" in " ".join(written_in(picture))) == (count > 60)
    assert nothing_covers(picture, width)


@pytest.mark.parametrize(("period", "months"), [("month", 1), ("quarter", 3), ("year", 12)])
def test_two_periods_far_apart_keep_their_distance(period: Period, months: int) -> None:
    first = pd.Timestamp("2020-01-01")
    trend = {first: funnel([9, 3]), first + pd.DateOffset(months=4 * months): funnel([9, 6])}
    frame = there(funnel_trend(trend, "lead", period, dark=False, title="")).frame
    assert frame["rate"].isna().tolist() == [False, True, True, True, False]


@WIDTHS
def test_a_goal_of_millions_with_long_names_can_be_read(width: int) -> None:
    rows = needs(
        (LONG, 1_234_567.0, 900_000.0, 9_999_999.0, 0.0, False, True, "contacts of the north"),
        ("constructor", 1.0, 0.2, 30.0, 55.0, True, False, ""),
        ("Order", float("inf"), UNKNOWN, UNKNOWN, 4.0, False, False, ""),
        ("Referral", 0.012, 0.005, UNKNOWN, 0.13, False, False, ""),
    )
    picture = there(goal_stages(rows, per="month", dark=False, title="The goal is far"))
    assert nothing_covers(picture, width)
    # Also a row without a point has its place in the order.
    beside = [line for line in lines_in(picture, width) if line.text in ("constructor", "Order", "Referral")]
    assert [line.text for line in sorted(beside, key=lambda line: line.y)] == [
        "constructor",
        "Order",
        "Referral",
    ]


@WIDTHS
def test_roles_with_long_names_and_many_hours_can_be_read(width: int) -> None:
    roles = hours((LONG, 120_000.0, 32.0), ("constructor", 0.0, 20.0), ("Sales", 3.0, 0.0))
    picture = there(role_hours(roles, dark=False, title="One role has too few hours"))
    assert picture.frame["name"].iloc[1] == LONG
    assert nothing_covers(picture, width)


def test_of_fifty_roles_the_fullest_are_shown() -> None:
    roles = hours(*((f"Role {i}", 10.0 + i, 20.0) for i in range(50)))
    picture = there(role_hours(roles, dark=False, title=""))
    assert picture.frame["name"].tolist() == [f"Role {i}" for i in range(49, 19, -1)]
    assert "Shown are 30 of 50 roles: the fullest" in " ".join(written_in(picture))


@WIDTHS
def test_german_texts_have_room_too(width: int) -> None:
    stages = [Stage(f"own {i}", f"Geschäftskundenberatung {i}", unit="Beratungen") for i in range(6)]
    people = [4283, 2150, 410, 120, 33, 8]
    with speaking("de"):
        pictures = [
            bars_of(list(people), stages),
            there(funnel_channels({"Empfehlungen": funnel(people, stages)}, dark=False, title="")),
            there(goal_stages(needs(), per="week", dark=False, title="")),
            there(role_hours(hours(), dark=False, title="")),
        ]
        for picture in pictures:
            assert nothing_covers(picture, width)


counts = st.lists(st.one_of(st.none(), st.integers(0, 10_000_000)), min_size=1, max_size=8)


@given(counts)
@settings(max_examples=60, deadline=None)
def test_no_person_is_missing_from_the_bars_and_no_figure_is_not_a_number(people: list[int | None]) -> None:
    picture = funnel_bars(funnel(people, EIGHT), dark=False, title="", lost_most=None)
    known = [count for count in people if count is not None]
    if not any(known):
        assert picture is None
        return
    frame = there(picture).frame
    assert frame.loc[frame["part"] == "all", "length"].tolist() == known
    texts = [text for text in frame.select_dtypes("str").to_numpy().ravel() if isinstance(text, str)]
    assert not any(word in text for text in texts for word in ("nan", "inf", "None"))


@given(st.dictionaries(st.text(max_size=90), counts, max_size=12))
@settings(max_examples=60, deadline=None)
def test_every_rate_of_every_channel_lies_in_its_column(people: dict[str, list[int | None]]) -> None:
    channels = {name: funnel(count, EIGHT) for name, count in people.items()}
    picture = funnel_channels(channels, dark=False, title="")
    if picture is None:
        assert not any(len(one.known) > 1 for one in channels.values())
        return
    cells = picture.frame[picture.frame["part"] == "rate"]
    for place in ("low", "rate", "high"):
        assert cells[place].between(cells["begin"] - 1e-9, cells["end"] + 1e-9).all()
    assert picture.frame["row"].nunique() - 1 == min(8, sum(len(one.known) > 1 for one in channels.values()))
