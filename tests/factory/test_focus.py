"""Whether the time goes to the weakest link, and whether channels are left before they can be judged."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.factory.action_findings import focus_words, hopping_words
from core.factory.focus import cases_needed, focus, hopping
from tests.factory.weeks import MONDAY, week


def entries(*rows: tuple[int, float, str | None]) -> pd.DataFrame:
    """Time entries: so many days after the first Monday, so many minutes, at this step."""
    frame = pd.DataFrame(rows, columns=["days", "minutes", "step_id"])
    return frame.assign(date=pd.Timestamp(MONDAY) + pd.to_timedelta(frame["days"], unit="D"))


def test_two_of_three_hours_on_the_weakest_link_are_two_thirds() -> None:
    found = focus(entries((0, 120, "offer"), (2, 40, "call"), (9, 20, None)), ["offer"], MONDAY)
    assert found.share == pytest.approx(2 / 3)
    assert found.weeks[["start", "minutes", "on"]].values.tolist() == [[week(0), 160, 120], [week(1), 20, 0]]
    assert focus_words(found, "“Offer”") == (
        "Since Jan 5, 2026, 67% of the logged time went to “Offer”: 2 h of 3 h. The goal is 80%."
    )


def test_four_fifths_are_focus() -> None:
    found = focus(entries((0, 80, "offer"), (0, 20, "call")), ["offer"], MONDAY)
    assert found.reached
    assert focus_words(found, "“Offer”").endswith("That is focus.")


def test_what_was_logged_before_the_verdict_does_not_count() -> None:
    rows = entries((1, 60, "offer"), (2, 60, "offer"), (3, 60, "call"), (16, 60, "call"))
    found = focus(rows, ["offer"], MONDAY + dt.timedelta(days=2), MONDAY + dt.timedelta(days=10))
    assert (found.minutes, found.on) == (120, 60)


def test_a_week_without_an_entry_has_no_share_and_not_the_share_0() -> None:
    found = focus(entries((0, 60, "offer"), (15, 60, "call")), ["offer"], MONDAY)
    first, second, third = found.weeks["share"]
    assert (first, third) == (1, 0)
    assert math.isnan(second)


def test_nothing_logged_since_the_verdict_is_said() -> None:
    rows = entries((-3, 60, "offer"), (1, 0, "offer"), (2, float("nan"), "offer"))
    rows.loc[len(rows)] = [0, 60.0, "offer", pd.NaT]
    found = focus(rows, ["offer"], MONDAY)
    assert found.share is None
    assert found.weeks.empty
    assert "No time was logged since Jan 5, 2026" in focus_words(found, "“Offer”")


def moved(*channels: str, minutes: float = 60.0, first: int = 1) -> pd.DataFrame:
    """An effort frame: each month all of it in one channel."""
    days = [pd.Timestamp(2026, first + i, 10) for i in range(len(channels))]
    return pd.DataFrame({"day": days, "channel": channels, "amount": minutes})


def came(**people: float) -> pd.DataFrame:
    """So many cases a month by each channel, January to June."""
    rows = [
        (pd.Timestamp(2026, month, 1), channel, float(count))
        for channel, count in people.items()
        for month in range(1, 7)
    ]
    return pd.DataFrame(rows, columns=["day", "channel", "people"])


def test_channels_left_before_they_could_be_judged_are_hopping() -> None:
    found = hopping(moved("Ads", "Events", "Webinar", "Ads"), came(Ads=10, Events=4, Webinar=2), needed=40)
    assert found is not None
    assert (found.months, found.moves, found.early, found.moved) == (4, 3, 3, 1.0)
    assert hopping_words(found) == (
        "In 4 months most of the effort moved to another channel 3 times, 3 times before the one that was "
        "left had brought 40 cases: too few to judge it by."
    )


def test_leaving_a_channel_that_could_be_judged_is_none() -> None:
    found = hopping(moved("Ads", "Events", "Webinar"), came(Ads=50, Events=50), needed=40)
    assert found is not None
    assert (found.moves, found.early, hopping_words(found)) == (2, 0, "")


def test_one_early_move_may_have_a_good_reason() -> None:
    found = hopping(moved("Ads", "Events", "Events"), came(Ads=1), needed=40)
    assert found is not None
    assert (found.early, found.noticed) == (1, False)


def test_working_on_two_channels_side_by_side_is_no_hopping() -> None:
    months = [moved("Ads", "Ads", "Ads"), moved("Events", "Events", "Events", minutes=59)]
    found = hopping(pd.concat(months), came(Ads=1, Events=1), needed=40)
    assert found is not None
    assert (found.moves, found.moved) == (0, 0)


def test_the_same_channel_written_otherwise_is_the_same() -> None:
    found = hopping(moved("Ads", "ads ", "ADS"), came(Ads=1), needed=40)
    assert found is not None
    assert found.moves == 0


def test_without_any_effort_in_a_channel_nothing_is_said() -> None:
    assert hopping(moved(), came(Ads=1), needed=40) is None
    assert hopping(moved("", ""), came(Ads=1), needed=40) is None


def test_a_channel_is_judged_by_as_many_cases_as_bring_five_customers() -> None:
    assert cases_needed(800, 20) == 200
    assert cases_needed(0, 0) == 30


rows = st.lists(
    st.tuples(st.integers(-10, 60), st.floats(0, 600), st.sampled_from(["offer", "call", None])), max_size=40
)


@given(rows)
@settings(max_examples=60, deadline=None)
def test_a_share_lies_between_0_and_1_and_the_weeks_add_up(
    logged: list[tuple[int, float, str | None]],
) -> None:
    found = focus(entries(*logged), ["offer"], MONDAY)
    assert found.share is None or 0 <= found.share <= 1
    assert found.weeks["minutes"].sum() == pytest.approx(found.minutes)
    assert found.weeks["on"].sum() == pytest.approx(found.on)
    assert found.weeks["share"].dropna().between(0, 1).all()
