"""Times, rates and counts in words, in all three languages."""

from __future__ import annotations

import pytest

from core.errors import CellRefused
from core.sheets.cells.counts import count
from core.sheets.cells.durations import duration
from core.sheets.cells.rates import rate


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("halbe Stunde", 30), ("eine halbe Stunde", 30), ("Viertelstunde", 15), ("zwei Stunden", 120),
        ("half an hour", 30), ("an hour", 60), ("en halv time", 30), ("to timer", 120), ("et kvarter", 15),
        ("15 Min. (gemessen)", 15), ("20 min (geschätzt)", 20),
    ],
)  # fmt: skip
def test_a_time_in_words_is_read(cell: str, minutes: float) -> None:
    read = duration(cell)
    assert read.value == minutes
    assert read.converted


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        ("jeder dritte", 1 / 3), ("Jede 4.", 1 / 4), ("every third call", 1 / 3), ("hver tredje", 1 / 3),
        ("die Hälfte", 0.5), ("halvparten", 0.5), ("zwei Drittel", 2 / 3), ("30 % (geschätzt)", 0.3),
    ],
)  # fmt: skip
def test_a_rate_in_words_is_read_and_was_not_counted(cell: str, share: float) -> None:
    read = rate(cell, scale=None)
    assert read.value == pytest.approx(share)
    assert read.tried is None


@pytest.mark.parametrize(("cell", "times"), [("zweimal", 2), ("einmal", 1), ("twice", 2), ("tre ganger", 3)])
def test_a_count_in_words_is_read(cell: str, times: float) -> None:
    assert count(cell).value == times


@pytest.mark.parametrize("cell", ["50/50", "50:50", "50 / 50"])
def test_fifty_fifty_is_asked_because_it_is_no_count_of_fifty(cell: str) -> None:
    with pytest.raises(CellRefused, match="50 of 50"):
        rate(cell, scale=None)


@pytest.mark.parametrize("cell", ["20 Minuten (2 Personen)", "10 min pro Mail, 20 Mails", "30 min / Person"])
def test_a_time_with_something_unclear_behind_it_is_still_refused(cell: str) -> None:
    with pytest.raises(CellRefused):
        duration(cell)
