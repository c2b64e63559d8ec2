import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CellRefused
from core.sheets.cells.clocks import clock

CLOCKS = [
    ("8:05", "08:05"), ("08:05", "08:05"), ("08:05:30", "08:05:30"), ("8:05:30.25", "08:05:30.25"),
    ("8.05", "08:05"), ("08.50", "08:50"), ("8.50 Uhr", "08:50"), ("8:05 Uhr",
    "08:05"),
    ("8", "08:00"), (8, "08:00"), (8.0, "08:00"), ("8 Uhr", "08:00"), ("8 Uhr 30", "08:30"), ("8h30",
    "08:30"),
    ("8 h", "08:00"), ("8:05 PM", "20:05"), ("8:05pm", "20:05"), ("8 pm", "20:00"), ("8 p.m.", "20:00"),
    ("12 am", "00:00"), ("12:30 PM", "12:30"), ("kl. 8", "08:00"), ("kl 14.30", "14:30"), ("um 9 Uhr",
    "09:00"),
    (0, "00:00"), (0.375, "09:00"), (0.33680555555555558, "08:05"),
    (dt.time(8, 5), "08:05"), (dt.timedelta(hours=8, minutes=5), "08:05"), (dt.time(7, 59, 59, 999_998),
    "08:00"),
    (dt.datetime(1899, 12, 30, 8, 5), "08:05"), (dt.datetime(1904, 1, 1, 8, 5), "08:05"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "time"), CLOCKS, ids=repr)
def test_a_time_of_day_is_read_as_people_write_it(cell, time):
    assert dt.datetime.min + clock(cell) == dt.datetime.combine(dt.date.min, dt.time.fromisoformat(time))


@pytest.mark.parametrize(
    "cell", ["24:00", "24:00:00", "24 Uhr", 24, "24", dt.datetime(1900, 1, 1), dt.timedelta(1)]
)
def test_the_end_of_the_day_is_no_new_day(cell):
    assert clock(cell) == dt.timedelta(hours=24)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("8.5", "fraction of an hour"), ("8,5", "fraction of an hour"), ("8,05", "fraction of an hour"),
        (8.5, "fraction of an hour"), (8.05, "fraction of an hour"), ("8.25", "fraction of an hour"),
        ("8.50", "fraction of an hour"), ("8.75", "fraction of an hour"), ("0.33", "fraction of an hour"),
        ("0.375", "fraction of an hour"),
        ("8:5", "two digits"), ("8:60", "cannot be read"), ("8.05.30", "cannot be read"), ("24:01",
        "cannot be read"), ("25:00",
        "cannot be read"),
        ("13 pm", "cannot be read"), ("0:30 PM", "cannot be read"), ("noonish", "cannot be read"),
        ("0830", "cannot be read"), ("8-9", "cannot be read"), ("25", "cannot be read"),
        (25, "24 hours"), (-1, "24 hours"), (dt.timedelta(hours=25), "24 hours"),
        (dt.datetime(1900, 1, 2, 1), "24 hours"), (float("inf"), "24 hours"),
        (dt.datetime(2026, 3, 1, 8), "is a date"), (dt.date(2026, 3, 1), "is a date"),
        ("2026-03-01 08:00", "cannot be read"),
        (None, "empty"), ("-", "nothing is known"), ("#NV", "Excel error"), (True, "yes or no"),
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_sure_time_of_day_is_refused_with_the_fitting_sentence(cell, sentence):
    with pytest.raises(CellRefused) as refused:
        clock(cell)
    assert sentence in str(refused.value)


@given(
    st.times(),
    st.sampled_from(
        [
            "%H:%M",
            "%-H:%M",
            "%H:%M:%S",
            "%I:%M %p",
            "%-I:%M:%S%p",
            "kl. %H.%M",
            "%-H Uhr %M",
            "%-Hh%M",
            "%H:%M:%S.%f",
        ]
    ),
)
def test_any_time_in_any_form_reads_back_as_itself(time, form):
    seconds = time.second if "%S" in form else 0
    part = time.microsecond if "%f" in form else 0
    written = dt.timedelta(hours=time.hour, minutes=time.minute, seconds=seconds, microseconds=part)
    assert clock(time.strftime(form)) == written


@given(st.integers(0, 24 * 60 - 1))
def test_any_minute_that_a_spreadsheet_keeps_as_a_fraction_of_a_day_reads_back_as_itself(minute):
    assert clock(minute / 1440) == dt.timedelta(minutes=minute)


@given(
    st.one_of(
        st.text(alphabet="0123456789:., hUrapmkl", max_size=12),
        st.floats(),
        st.integers(),
        st.datetimes(),
        st.dates(),
        st.times(),
        st.timedeltas(),
    )
)
def test_any_cell_is_a_time_of_one_day_or_a_sentence(cell):
    try:
        found = clock(cell)
    except CellRefused as refused:
        sentence = str(refused)
    else:
        sentence = "."
        assert dt.timedelta(0) <= found <= dt.timedelta(hours=24)
    assert sentence.endswith(".")
