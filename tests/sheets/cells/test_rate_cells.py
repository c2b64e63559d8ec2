import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import CellRefused
from core.sheets.cells import Reading, rate, rate_scale

SCALES = ["percent", "fraction", None]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(
    ("cell", "ratio"),
    [
        ("12 %", 0.12), ("12%", 0.12), ("12\u00a0%", 0.12), ("12,5 %", 0.125), ("12.5%", 0.125),
        ("12 Prozent", 0.12),
        ("12 prosent", 0.12), ("12 percent", 0.12), ("12 per cent", 0.12), ("0 %", 0), ("100 %", 1),
        ("0,5 %", 0.005),
        ("12.345 %", 0.12345), ("7 %", 0.07), ("0.5x", 0.5), (0, 0), ("0", 0),
    ],
)  # fmt: skip
def test_a_percentage_is_a_ratio_whatever_the_column(cell, ratio, scale):
    assert rate(cell, scale=scale) == Reading(ratio)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(
    ("cell", "succeeded", "tried"),
    [
        ("3/10", 3, 10), ("3 / 10", 3, 10), ("3 von 10", 3, 10), ("3 av 10", 3, 10), ("3 of 10", 3, 10),
        ("3 aus 10", 3, 10), ("3 out of 10", 3, 10), ("3 ut av 10", 3, 10), ("3 von 10 Leads", 3, 10),
        ("0 von 10", 0, 10),
        ("10/10", 10, 10), ("1/2", 1, 2), ("1.234 von 5.000", 1234, 5000), ("1 234 of 5 000", 1234, 5000),
    ],
)  # fmt: skip
def test_a_count_keeps_its_evidence(cell, succeeded, tried, scale):
    reading = rate(cell, scale=scale)
    assert (reading.succeeded, reading.tried, reading.value) == (succeeded, tried, succeeded / tried)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(
    "cell",
    [
        *("10x", "10 x", "10X", "×10", "x10", "10 ×", "10×", "10 pro Event", "10 per event", "10 je Messe"),
        *(
            "10 pr. arrangement",
            "10 pro",
            "10 Kontakte pro Event",
            "10 leads per trade show",
            "10 for each event",
        ),
    ],
)
def test_a_batch_is_one_run_that_opens_several(cell, scale):
    reading = rate(cell, scale=scale)
    assert (reading.value, reading.batch) == (10, True)


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("20-40 %", 0.2, 0.4), ("20 % - 40 %", 0.2, 0.4), ("20 bis 40 %", 0.2, 0.4),
        ("20 til 40 prosent", 0.2, 0.4),
        ("ca. 20–40%", 0.2, 0.4), ("2 bis 4 von 10", 0.2, 0.4), ("5-10x", 5, 10),
        ("5 bis 10 pro Event", 5, 10), ("0.2-1.2x", 0.2, 1.2),
    ],
)  # fmt: skip
def test_a_range_of_rates_keeps_both_ends(cell, low, high):
    reading = rate(cell, scale=None)
    assert (reading.low, reading.value, reading.high) == (low, pytest.approx((low + high) / 2), high)
    assert reading.batch == (reading.value > 1)
    assert reading.tried is None


def test_the_middle_of_a_range_is_a_round_number():
    assert rate("20-40 %", scale=None).value == 0.3


@pytest.mark.parametrize(
    ("cell", "scale", "value", "batch"),
    [
        (10, "percent", 0.1, False), ("10", "percent", 0.1, False), ("12,5", "percent", 0.125, False),
        (100, "percent", 1, False), (1.5, "percent", 0.015, False), ("20-40", "percent", 0.3, False),
        (0.4, "fraction", 0.4, False), ("0,4", "fraction", 0.4, False), (1, "fraction", 1, False),
        (10, "fraction", 10, True), ("10", "fraction", 10, True), (2.0, "fraction", 2, True),
        ("0,2-0,4", "fraction", 0.3, False), ("5-10", "fraction", 7.5, True),
    ],
)  # fmt: skip
def test_a_bare_number_follows_the_scale_of_its_column(cell, scale, value, batch):
    reading = rate(cell, scale=scale)
    assert (reading.value, reading.batch) == (value, batch)


@pytest.mark.parametrize(
    ("cell", "scale", "question"),
    [
        (10, None, "Write 10 % or 10x"), ("40", None, "Write 40 % or 40x"),
        (12.5, None, "Write 12.5 % or 12.5x"),
        (1, None, "Write 1 % or 100 %"), (0.4, None, "Write 0.4 % or 40 %"),
        (0.07, None, "Write 0.07 % or 7 %"),
        ("0,4", "percent", "Write 0.4 % or 40 %"), (1, "percent", "Write 1 % or 100 %"),
        (1.5, "fraction", "Write 1.5 % or 1.5x"), (2.5, "fraction", "Write 2.5 % or 2.5x"),
        ("20-40", None, "Write 20-40 % or 20-40x"), ("0,2-0,4", None, "Write 0.2-0.4 % or 20-40 %"),
    ],
)  # fmt: skip
def test_a_bare_number_that_can_be_two_things_is_asked_about_with_both(cell, scale, question):
    with pytest.raises(CellRefused) as refused:
        rate(cell, scale=scale)
    assert question in str(refused.value)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("150 %", "150 % is more than 100 %. Write at most 100 %, or 1.5x"), ("101 %", "or 1.01x"),
        ("20-150 %", "150 % is more than 100 %"), ("12 von 10", "more successes than tries"),
        ("12/10", "or 1.2x"),
        ("0 von 0", "nothing was tried yet"), ("3/0", "nothing was tried yet"),
        ("3,5 von 10", "counts with fractions"),
        ("-5 %", "below 0"), (-0.1, "below 0"), ("-3/10", "below 0"), ("40-20 %", "larger to the smaller"),
        ("1 in 5", "Write 1 of 5 if it was counted"), ("1 zu 5", "Write 1 of 5"), ("1:5", "Write 1 of 5"),
        ("10 pro Woche", "number per period"), ("10 per month", "number per period"),
        ("5 Leads pro Tag", "number per period"),
        ("10 per 100", "cannot be read"),
        ("5 min per call", "cannot be read"), ("5 EUR pro Klick", "cannot be read"),
        ("5 € pro Klick", "cannot be read"),
        ("high", "cannot be read"), ("5+5", "cannot be read"),
        ("10 mal", "cannot be read"),
        ("20 % - 3 von 10", "cannot be read"), ("30 % (3/10)", "cannot be read"), ("> 30 %", "only one end"),
        (dt.datetime(2026, 10, 3), "is a date"), (dt.date(2026, 3, 10), "such as 3 of 10"),
        ("03. Okt", "such as 3 of 10"),
        ("3.10.", "is a date"), (dt.time(3, 10), "is a time"), (dt.timedelta(hours=3), "is a time"),
        ("#REF!", "Excel error #REF!"), ("=A1/B1", "formula without its result"), (True, "yes or no"),
        (None, "empty"),
        ("n/a", "nothing is known"), (float("nan"), "empty"), (float("-inf"), "too large"),
        (10**400, "too large"),
    ],
    ids=lambda value: repr(value)[:30],
)  # fmt: skip
def test_what_is_no_clear_rate_is_refused_with_the_fitting_sentence(cell, sentence):
    with pytest.raises(CellRefused) as refused:
        rate(cell, scale="fraction")
    assert sentence in str(refused.value)


def test_about_three_of_ten_was_not_counted():
    assert rate("ca. 3 von 10", scale=None) == Reading(0.3, converted=True)


@pytest.mark.parametrize(
    ("column", "header", "scale"),
    [
        (["12 %", 10, 40], "", "percent"), (["20-40 %", 5], "", "percent"), ([40, 20],
        "Quote (%)", "percent"),
        ([40, 20], "Quote in Prozent", "percent"), ([40, 0.5], "Pass rate percent", "percent"),
        (["12 %", 0.4], "", "percent"), ([1, 1], "Prosent", "percent"),
        ([0.4, 0.75, 10], "", "fraction"), (["0,4", "0,75", "10"], "", "fraction"), ([0.5, 1, 1],
        "", "fraction"),
        ([1, 1, 0], "", "fraction"), ([], "", "fraction"), ([None, "-", "n/a"], "", "fraction"),
        (["10x", 1], "", "fraction"), (["3/10", 1, 0.5], "", "fraction"), (["3/10", "10x"], "", "fraction"),
        (["0,2-0,4", 1], "", "fraction"), (["#REF!", "word", True, dt.date(2026, 3, 10), "03.10.2026"],
        "", "fraction"),
        ([40, 10], "", None), ([10, 1, 1], "", None), ([12.5, 33], "", None), (["10x", 40], "", None),
        ([0.4, 0.2], "Quote (%)", None), ([0.4, 1], "percent", None), ([0.5, 40, 30, 20], "", None),
        (["5-10", 20], "", None),
    ],
    ids=repr,
)  # fmt: skip
def test_a_column_tells_what_its_bare_numbers_mean_or_that_it_must_be_asked(column, header, scale):
    assert rate_scale(column, header) == scale


def test_a_bare_fraction_among_percentages_is_asked_about():
    column = ["12 %", 40, 0.4]
    scale = rate_scale(column)
    assert [rate(cell, scale=scale).value for cell in column[:2]] == [0.12, 0.4]
    with pytest.raises(CellRefused, match=r"Write 0\.4 % or 40 %"):
        rate(column[2], scale=scale)


@settings(deadline=None)
@given(
    st.integers(0, 10_000),
    st.sampled_from(["{} %", "{}%", "{} Prozent", "{} prosent", "ca. {} %"]),
    st.booleans(),
)
def test_any_percentage_is_read_back(hundredths, template, comma):
    text = template.format(f"{hundredths / 100:.2f}".replace(".", "," if comma else "."))
    assert rate(text, scale=None).value == pytest.approx(hundredths / 10_000)


@settings(deadline=None)
@given(
    st.integers(0, 10**6),
    st.integers(1, 10**6),
    st.sampled_from(["{}/{}", "{} von {}", "{} av {}", "{} of {}"]),
)
def test_any_count_is_a_ratio_of_at_most_one_or_refused(succeeded, tried, template):
    text = template.format(succeeded, tried)
    if succeeded <= tried:
        assert rate(text, scale=None).value == succeeded / tried
    else:
        with pytest.raises(CellRefused, match="more successes"):
            rate(text, scale=None)
