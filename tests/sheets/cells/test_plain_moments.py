import datetime as dt

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import CellRefused
from core.sheets.cells.dates import date_orders, moment
from core.sheets.cells.moment_columns import plain_moments, plain_moments_with_offsets, plain_orders

ORDERS = st.sampled_from([None, "dmy", "mdy"])
FORMS = [
    "%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%-d.%-m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%-m/%-d/%Y", "%d-%m-%Y",
    "%Y%m%d",
    "%d.%m.%y", "%d %b %Y",
]  # fmt: skip
TIMES = [
    "", " %H:%M", "T%H:%M:%S", " %-H:%M", " %I:%M %p", " %H:%M:%S.%f", "T%H:%M:%SZ", " %H:%M:%S+01:00",
    "T%H:%M:%S-0530", " %H:%M Uhr",
]  # fmt: skip
WRITTEN = st.builds(
    lambda when, form, time: when.strftime(form + time),
    st.datetimes(dt.datetime(1960, 1, 1), dt.datetime(2105, 1, 1)),
    st.sampled_from(FORMS),
    st.sampled_from(TIMES),
)
# Dates that do not exist, and texts that only look like dates.
NEARLY = st.one_of(
    st.from_regex(
        r"[0-3]?[0-9][./-][01]?[0-9][./-]20[0-9]{2}( [0-2]?[0-9]:[0-6][0-9](:[0-6][0-9])?)?", fullmatch=True
    ),
    st.from_regex(
        r"20[0-9]{2}[-/][01][0-9][-/][0-3][0-9]([ T][0-2][0-9]:[0-6][0-9]:[0-6][0-9]Z?)?", fullmatch=True
    ),
    st.from_regex(r"2026-03-01[ T]0[0-9]:00:00[+-][012][0-9]:?[0-9]{2}", fullmatch=True),
    st.from_regex(r"[0-3][0-9]/[01][0-9]/2026 [0-2]?[0-9]:05 [AP]M", fullmatch=True),
    st.text(alphabet="0123456789-/.: TZ+é", max_size=26),
    st.just(" 2026-03-01 "),
)


def _single(text, order):
    try:
        return moment(text, order=order)
    except CellRefused:
        return None


@settings(deadline=None, max_examples=300)
@given(st.lists(st.one_of(st.none(), WRITTEN, NEARLY), max_size=12), ORDERS)
def test_a_column_reads_exactly_what_each_cell_reads_or_leaves_it(texts, order):
    found = plain_moments_with_offsets(pa.array(texts, pa.string()), order)
    read = zip(
        texts, found.values.to_pylist(), found.timed.to_pylist(), found.offsets.to_pylist(), strict=True
    )
    for text, value, timed, offset in read:
        if value is None:
            assert timed is None
            assert offset is None
        else:
            single = _single(text, order)
            assert (single.value, single.timed) == (value, timed)
            assert single.offset == (None if offset is None else dt.timedelta(minutes=offset))


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), WRITTEN), max_size=8), ORDERS)
def test_cells_with_an_offset_are_left_for_a_single_reading(texts, order):
    column = pa.array(texts, pa.string())
    found = plain_moments_with_offsets(column, order)
    values, timed = plain_moments(column, order)
    assert values.type == pa.timestamp("us")
    assert timed.type == pa.bool_()
    for value, plain, offset in zip(
        values.to_pylist(), found.values.to_pylist(), found.offsets.to_pylist(), strict=True
    ):
        assert value == (plain if offset is None else None)


@pytest.mark.parametrize("form", ["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S.%f",
                                  "%d.%m.%Y", "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S",
                                  "%-d.%-m.%Y %-H:%M"])  # fmt: skip
def test_plain_dates_are_all_read_whatever_their_column_is_made_of(form):
    texts = [(dt.datetime(2026, 1, 1) + dt.timedelta(hours=7 * n)).strftime(form) for n in range(500)]
    column = pa.chunked_array([pa.array(["x", *texts[:200]]).slice(1), pa.array([None, *texts[200:]])])
    values, _ = plain_moments(column, None)
    assert values.null_count == 1
    assert [value for value in values.to_pylist() if value] == [moment(text).value for text in texts]


@pytest.mark.parametrize("text", ["2026-02-31", "31.04.2026", "2026-02-29", "2026-13-01", "2026-01-00",
"1900-01-01",
                                  "2026-01-01 25:00", "2026-01-01 08:60", "31/12/2026", "soon", "",
                                  "2026-01-01x"])  # fmt: skip
def test_what_is_no_plain_sure_date_is_left(text):
    values, timed = plain_moments(pa.array([text, "2026-01-01"]), "mdy")
    assert values.is_null().to_pylist() == [True, False]
    assert timed.to_pylist() == [None, False]


def test_an_empty_column_has_no_dates():
    values, timed = plain_moments(pa.array([], pa.string()), None)
    assert len(values) == len(timed) == 0
    assert plain_moments(pa.array([None, None], pa.string()), None)[0].null_count == 2


@settings(deadline=None, max_examples=300)
@given(
    st.lists(
        st.one_of(st.none(), WRITTEN, NEARLY, st.just("Mon 03/02/2026"), st.just("26-03-04")), max_size=8
    )
)
def test_the_order_of_a_column_is_that_of_its_cells(texts):
    assert plain_orders(pa.array(texts, pa.string())) == date_orders(texts)
