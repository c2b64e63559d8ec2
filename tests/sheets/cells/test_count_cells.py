import datetime as dt

import pytest

from core.errors import CellRefused
from core.sheets.cells import Reading, count


@pytest.mark.parametrize(
    ("cell", "times"),
    [
        (2, 2), (2.0, 2), (0, 0), ("2", 2), ("2x", 2), ("2 x", 2), ("x2", 2), ("×2", 2), ("3 mal", 3),
        ("3mal", 3), ("3-mal", 3),
        ("2 ganger", 2), ("1 gang", 1), ("2 times", 2), ("2,5", 2.5), ("1 000", 1000), ("1,234.5", 1234.5),
    ],
)  # fmt: skip
def test_a_count_is_read_with_or_without_its_word(cell, times):
    assert count(cell) == Reading(times)


@pytest.mark.parametrize("cell", ["2-3", "2 bis 3", "2 to 3", "2-3x", "2-3 mal", "2x-3x"])
def test_a_range_of_counts_keeps_both_ends(cell):
    assert count(cell) == Reading(2.5, low=2, high=3, converted=True)


def test_a_sum_of_counts_keeps_its_parts():
    assert count("2+1") == Reading(3.0, parts=(2, 1), converted=True)


def test_about_two_is_two_and_says_so():
    assert count("ca. 2x") == Reading(2.0, converted=True)


def test_the_decimal_sign_of_the_column_settles_a_count():
    assert count("1.234", decimal=",").value == 1234


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (-1, "below 0"), ("-1", "below 0"), ("1.234", "can be 1234"), ("often", "cannot be read"),
        ("2 %", "cannot be read"),
        ("3x3", "cannot be read"), ("x", "cannot be read"), ("3-2", "larger to the smaller"),
        ("3+", "only one end"),
        ("2 h", "cannot be read"), (dt.date(2026, 3, 2), "such as 2 to 3"), (dt.time(2), "is a time"),
        (False, "yes or no"),
        (None, "empty"), ("?", "nothing is known"), ("#NV", "Excel error"), ("=A1", "formula"),
        (float("inf"), "too large"),
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_clear_count_is_refused_with_the_fitting_sentence(cell, sentence):
    with pytest.raises(CellRefused) as refused:
        count(cell)
    assert sentence in str(refused.value)
