"""What the charts of the actions page say, by few weeks that can be checked by hand."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.charts.before_after import before_after
from core.charts.focus_weeks import focus_weeks
from core.charts.picture import Picture
from core.factory.judged import Judged
from core.language import LANGUAGES, speaking
from tests.charts import SVG, drawing_of, lines_in, nodes, there, written_in
from tests.charts.actions import BEFORE, SINCE, judged, logged
from tests.factory.weeks import UNKNOWN

WIDTHS = pytest.mark.parametrize("width", [700, 1000])


def drawn(one: Judged) -> Picture:
    return there(before_after(one, dark=False, title="It rose"))


def nothing_covers(picture: Picture, width: int) -> bool:
    return not any(one.covers(other) for one, other in combinations(lines_in(picture, width), 2))


def test_each_week_is_a_bar_and_one_that_was_not_counted_is_none() -> None:
    frame = drawn(judged()).frame
    weeks = frame[frame["kind"] == "week"]
    assert weeks["rate"].tolist() == [count for count in (*BEFORE, *SINCE) if count == count]
    assert weeks["part"].value_counts().to_dict() == {"before": 11, "after": 4, "between": 1}
    assert frame.loc[frame["kind"] == "unknown", "told"].tolist() == ["not counted"]
    # The action came on a Thursday: three days of its week lie before it.
    between = weeks[weeks["part"] == "between"].iloc[0]
    assert (between["begin"], between["end"]) == pytest.approx((-3 / 7, 4 / 7))


def test_each_side_has_its_level_with_what_the_counts_leave_open() -> None:
    one = judged()
    levels = drawn(one).frame.query("kind == 'level'")
    assert levels["label"].tolist() == [
        "Before: 0.55 a week, 0.32 to 0.9",
        "Since: 2 a week, 1.26 to 3.1",
    ]
    assert tuple(levels.iloc[0][["low", "high"]]) == pytest.approx(one.figures.before.between)


def test_an_action_that_is_too_young_has_its_weeks_before_alone() -> None:
    picture = drawn(judged(BEFORE))
    assert picture.frame.query("kind == 'level'")["part"].tolist() == ["before"]
    assert "Before: 0.55 a week, 0.32 to 0.9" in written_in(picture)


def test_where_nothing_is_counted_there_is_no_picture() -> None:
    assert before_after(judged([UNKNOWN, UNKNOWN]), dark=False, title="") is None
    assert before_after(judged([1, 1], number=20), dark=False, title="") is not None
    assert before_after(judged([1, 1], number=40), dark=False, title="") is None


@WIDTHS
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("counts", "number"),
    [((*BEFORE, *SINCE), 12), ([1] * 26 + [900] * 104, 26), ([1] * 30, 1), ([3] * 30, 28)],
)
def test_many_weeks_and_large_numbers_can_be_read(
    counts: list[float], number: int, width: int, language: str
) -> None:
    with speaking(language):
        assert nothing_covers(drawn(judged(counts, number)), width)


def test_bars_begin_at_zero() -> None:
    for picture, field in (
        (drawn(judged()), "rate"),
        (there(focus_weeks(logged(), dark=False, title="")), "share"),
    ):
        scales = [
            node["scale"] for node in nodes(picture.spec) if node.get("field") == field and "scale" in node
        ]
        assert scales
        assert all(scale["zero"] is True for scale in scales)


def test_a_week_without_an_entry_keeps_its_place_and_has_no_bar() -> None:
    picture = there(focus_weeks(logged(), dark=False, title="76 % of the time"))
    assert picture.frame["label"].tolist() == ["75%", "83%", "", "10%"]
    assert picture.frame["told"].tolist()[2] == "nothing logged"
    written = written_in(picture)
    assert [text for text in written if text.startswith("week")] == [f"week {i}, 2026" for i in (2, 3, 4, 5)]
    bars = [
        path
        for path in drawing_of(picture, 700).iter(f"{SVG}path")
        if path.get("aria-roledescription") == "bar" and "h0" not in path.get("d", "")
    ]
    assert len(bars) == 3
    assert focus_weeks(logged((0, 0)), dark=False, title="") is None


@WIDTHS
@pytest.mark.parametrize(("count", "shown"), [(1, 1), (12, 12), (60, 60), (90, 60)])
def test_sixty_weeks_of_focus_can_be_read(count: int, shown: int, width: int) -> None:
    picture = there(focus_weeks(logged(*[(80, 20)] * count), dark=False, title="That is focus"))
    assert len(picture.frame) == shown
    assert ("Shown are the latest 60 weeks" in " ".join(written_in(picture))) == (count > 60)
    assert nothing_covers(picture, width)


@given(
    st.lists(st.one_of(st.just(UNKNOWN), st.integers(0, 100_000)), min_size=1, max_size=60),
    st.integers(0, 60),
)
@settings(max_examples=60, deadline=None)
def test_no_text_holds_what_is_no_number_and_no_bar_lies_outside(counts: list[float], number: int) -> None:
    picture = before_after(judged(counts, number), dark=False, title="")
    if picture is None:
        return
    frame = picture.frame
    texts = [text for text in frame.select_dtypes("str").to_numpy().ravel() if isinstance(text, str)]
    assert not any(word in text.split() for text in texts for word in ("nan", "inf", "None"))
    first, last = next(node["domain"] for node in nodes(picture.spec) if isinstance(node.get("domain"), list))
    assert frame["begin"].between(first, last).all()
