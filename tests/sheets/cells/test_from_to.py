from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sheets.cells.from_to import from_to


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("8:00-12:00", 240),
        ("8-12, 13-17", 480),
        ("7.30 - 11.15 Uhr", 225),
        ("von 8 bis 12 Uhr", 240),
        ("9:00–12:00 / 13:00–15:30", 330),
        ("kl. 22:00-02:00", 240),
        ("9 am - 5 pm", 480),
    ],
)
def test_a_stretch_of_the_day_is_as_long_as_its_ends_say(text: str, minutes: float) -> None:
    found = from_to(text)
    assert found is not None
    assert found.minutes == minutes


@pytest.mark.parametrize(
    "text", ["45 min", "20-40", "1-5 pm", "8", "8:00", "13:00-17:00, 8:00-12:00", "8.25-8.75", "keine", ""]
)
def test_what_is_no_stretch_or_can_be_two_is_none(text: str) -> None:
    assert from_to(text) is None


@given(st.integers(0, 1439), st.integers(1, 1000))
def test_any_stretch_written_out_reads_back_over_midnight_too(begin: int, length: int) -> None:
    end = (begin + length) % 1440
    found = from_to(f"{begin // 60:02}:{begin % 60:02}-{end // 60:02}:{end % 60:02}")
    assert found is not None
    assert (found.began, found.minutes) == (begin, length)
