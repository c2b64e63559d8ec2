"""Whatever stands in a cell, a reader answers with a finite reading or with a sentence."""

import math
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import CellRefused
from core.sheets.cells import (
    count,
    decimal_sign,
    duration,
    header_unit,
    is_blank,
    is_error,
    money,
    number,
    rate,
    rate_scale,
)

# Texts of the very pieces that cells are made of find more than arbitrary letters do.
WRITTEN = """0 1 5 12 25 40 59 60 100 999 1.234 1,5 ½ ¾ 3/4 0:25 1:30 + - – = . , ' : / % € kr CHF x × ( ) { }
    ~ ca. bis to von of av pro per je h min s Std. Tage weeks Monate timer t T m und mal gratis #REF! PT H M S
    Mai 00 1e5 ٣ 𝟙"""
PIECES = st.sampled_from([*WRITTEN.split(), " ", "\u00a0", "\u202f", "\u2212", "\ud800", "\x00", "\n"])
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(10**400), 10**400),
    st.floats(),
    st.text(),
    st.lists(PIECES, max_size=8).map("".join),
    st.lists(PIECES, max_size=8).map(" ".join),
    st.text(alphabet="0123456789.,-+' /:%x€h", max_size=12),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
)
READERS = {
    "minutes": duration,
    "hours": partial(duration, unit="h"),
    "seconds": partial(duration, unit="s"),
    "unit asked": partial(duration, unit=None),
    "waiting in days": partial(duration, unit="d", calendar=True),
    "waiting in months": partial(duration, unit="month", calendar=True),
    "percent": partial(rate, scale="percent"),
    "fraction": partial(rate, scale="fraction"),
    "scale asked": partial(rate, scale=None),
    "money": money,
    "refunds": partial(money, negative_allowed=True),
    "count": count,
}


def _is_a_sentence(refused, cell):
    sentence = str(refused)
    assert sentence.endswith(".")
    assert len(sentence) < 400
    assert sentence.count("{") <= 3 * (cell.count("{") if isinstance(cell, str) else 0)


@pytest.mark.parametrize("reader", READERS)
@settings(deadline=None, max_examples=150)
@given(cell=CELLS, decimal=st.sampled_from([None, ",", "."]))
def test_any_cell_gives_a_finite_reading_or_a_sentence(reader, cell, decimal):
    try:
        reading = READERS[reader](cell, decimal=decimal)
    except CellRefused as refused:
        return _is_a_sentence(refused, cell)
    assert math.isfinite(reading.value)
    assert reading.value >= 0 or reader == "refunds"
    assert all(math.isfinite(part) for part in reading.parts)
    assert not is_error(cell)
    assert not is_blank(cell)
    if reading.low is not None:
        assert reading.low <= reading.value <= reading.high
    if reading.tried is not None:
        assert 0 <= reading.succeeded <= reading.tried
    if reader in ("percent", "fraction", "scale asked"):
        assert reading.batch == (reading.value > 1)


@settings(deadline=None, max_examples=300)
@given(cell=CELLS, decimal=st.sampled_from([None, ",", "."]))
def test_any_cell_is_a_finite_number_or_a_sentence(cell, decimal):
    try:
        value = number(cell, decimal)
    except CellRefused as refused:
        return _is_a_sentence(refused, cell)
    assert math.isfinite(value)


@settings(deadline=None)
@given(st.lists(CELLS, max_size=10), st.text())
def test_any_column_and_any_header_can_be_asked_what_they_mean(column, header):
    assert decimal_sign(column) in (None, ",", ".")
    assert rate_scale(column, header) in (None, "percent", "fraction")
    assert header_unit(header) is None or isinstance(header_unit(header), str)
    assert all(isinstance(is_blank(cell), bool) for cell in column)


def test_a_long_text_is_refused_at_once_and_quoted_short():
    with pytest.raises(CellRefused) as refused:
        duration("5+" * 500_000 + "5")
    assert len(str(refused.value)) < 150


def test_a_refusal_quotes_the_cell_even_where_it_holds_braces():
    with pytest.raises(CellRefused, match=r"“\{found\} min” cannot be read"):
        duration("{found} min")
