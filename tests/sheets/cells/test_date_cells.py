import datetime as dt

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import CellRefused
from core.language import speaking
from core.sheets.cells.dates import Moment, date_orders, day, moment, needs_order

HOUR = dt.timedelta(hours=1)
DAYS = [
    ("31.12.2026", "2026-12-31"), ("31.12.26", "2026-12-31"), ("9.3.10", "2010-03-09"),
    (" 31. 12. 2026 ", "2026-12-31"), ("01.03.2026.", "2026-03-01"), ("1.3.70", "1970-03-01"),
    ("1.3.69", "2069-03-01"),
    ("12/31/2026", "2026-12-31"), ("31/12/26", "2026-12-31"), ("31-12-2026", "2026-12-31"),
    ("4/4/2026", "2026-04-04"),
    ("2026-12-31", "2026-12-31"), ("2026/12/31", "2026-12-31"), ("2026.12.31", "2026-12-31"),
    ("2026-3-1", "2026-03-01"), ("20261231", "2026-12-31"), (20261231, "2026-12-31"),
    (20261231.0, "2026-12-31"), ("2026–12–31", "2026-12-31"),
    ("1. März 2026", "2026-03-01"), ("1.März 2026", "2026-03-01"), ("01. Mrz. 26", "2026-03-01"),
    ("1 mars 2026", "2026-03-01"), ("1. okt. 2026", "2026-10-01"), ("March 1, 2026", "2026-03-01"),
    ("Mar 1st 2026", "2026-03-01"), ("Mar 1, '26", "2026-03-01"), ("1-Mar-26", "2026-03-01"),
    ("1st of March 2026", "2026-03-01"), ("Mar-01-2026", "2026-03-01"), ("2026-Mar-01", "2026-03-01"),
    ("1. Jänner 2026", "2026-01-01"), ("1 Sept. 2026", "2026-09-01"),
    ("Mo, 02.03.2026", "2026-03-02"), ("Mo. 02.03.26", "2026-03-02"), ("Mon 2 Mar 2026", "2026-03-02"),
    ("Montag, den 2. März 2026", "2026-03-02"), ("ma. 2. mars 2026", "2026-03-02"),
    ("02.03.2026 (Mo)", "2026-03-02"), ("2026-03-02 Mon", "2026-03-02"), ("den 1. mars 2026", "2026-03-01"),
    (dt.date(2026, 3, 1), "2026-03-01"), (dt.datetime(2026, 3, 1), "2026-03-01"),
]  # fmt: skip
MOMENTS = [
    ("9.3.10 8:05", "2010-03-09 08:05"), ("12/31/26 3:05 PM", "2026-12-31 15:05"),
    ("12/31/26 12:05 am", "2026-12-31 00:05"), ("2026-12-31 08:05:30", "2026-12-31 08:05:30"),
    ("2026-12-31T08:05:00.25", "2026-12-31 08:05:00.250000"), ("20261231T080500", "2026-12-31 08:05"),
    ("31.12.2026, 14:30 Uhr", "2026-12-31 14:30"), ("31.12.2026 um 14 Uhr", "2026-12-31 14:00"),
    ("31.12.2026 kl. 14.30", "2026-12-31 14:30"), ("31.12.2026 - 14:30", "2026-12-31 14:30"),
    ("Mon Mar 2 2026 09:00:00", "2026-03-02 09:00"), ("31.12.2026 24:00", "2027-01-01 00:00"),
    ("2026-12-31 00:00", "2026-12-31 00:00"),
    (dt.datetime(2026, 3, 1, 8, 5), "2026-03-01 08:05"),
    (dt.datetime(2026, 3, 1, 8, 4, 59, 999_997), "2026-03-01 08:05"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "date"), DAYS, ids=lambda value: repr(value))
def test_a_day_is_read_as_people_write_it(cell, date):
    assert moment(cell) == Moment(dt.datetime.fromisoformat(date), timed=False)
    assert day(cell) == dt.date.fromisoformat(date)


@pytest.mark.parametrize(("cell", "when"), MOMENTS, ids=lambda value: repr(value))
def test_a_day_with_a_time_is_read_as_people_write_it(cell, when):
    assert moment(cell) == Moment(dt.datetime.fromisoformat(when), timed=True)


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("Z", 0), (" UTC", 0), (" GMT", 0), ("+01:00", 1), ("+0100", 1), ("+01", 1), (" +01:00", 1),
        ("-05:00", -5),
        (" CET", 1), (" MESZ", 2), (" GMT+0100 (Central European Standard Time)", 1),
    ],
)  # fmt: skip
def test_an_offset_is_kept_beside_the_time_as_written(written, hours):
    assert moment(f"2026-03-01T09:00:00{written}") == Moment(dt.datetime(2026, 3, 1, 9), True, hours * HOUR)


def test_a_day_keeps_the_date_that_is_written_even_at_its_last_minute():
    assert day("31.12.2026 24:00") == dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("cell", "order", "date"),
    [
        ("03/04/2026", "dmy", "2026-04-03"), ("03/04/2026", "mdy", "2026-03-04"),
        ("3-4-26", "dmy", "2026-04-03"),
        ("26-03-04", "ymd", "2026-03-04"), ("26-03-04", "dmy", "2004-03-26"), ("3/4-26", "dmy", "2026-04-03"),
        ("03.04.2026", "mdy", "2026-04-03"), ("2026-04-03", "mdy", "2026-04-03"),
        ("Fri 03/04/2026", None, "2026-04-03"), ("Wed 03/04/2026", None, "2026-03-04"),
        ("13/04/2026", "ymd", "2026-04-13"),
    ],
)  # fmt: skip
def test_the_order_of_the_column_settles_what_the_text_leaves_open(cell, order, date):
    assert day(cell, order=order) == dt.date.fromisoformat(date)


def test_a_date_that_can_be_two_days_is_refused_with_both():
    with pytest.raises(CellRefused) as refused:
        moment("03/04/2026")
    assert "“03/04/2026” can be April 3, 2026 or March 4, 2026" in str(refused.value)
    with speaking("de"):
        assert "3. April 2026" in str(refused.value)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("31.02.2026", "no day of the calendar"), ("2026-02-29", "no day of the calendar"),
        ("31.13.2026", "no day of the calendar"), ("0.1.2026", "no day of the calendar"),
        ("13/14/2026", "cannot be read"), ("Di, 02.03.2026", "weekday"), ("Wed 03/02/2026", "weekday"),
        ("31.12.", "has no year"), ("31 December", "has no year"), ("31/12", "has no year"),
        ("Mar 26", "has no year"), ("8.05", "has no year"),
        ("1.1.1969", "1969"), ("1.1.2101", "2101"), ("1.1.1900", "no date"),
        (dt.datetime(1900, 1, 25), "probably a number in a cell that is formatted as a date"),
        (dt.date(1904, 1, 2), "probably a number"), (dt.date(1950, 1, 2), "1950"),
        (46000, "Excel would show it as December 9, 2025"), (46000.375, "December 9, 2025"),
        ("46000", "December 9, 2025"), ("46000,375", "December 9, 2025"),
        (2026, "is a number, not a date"),
        (12.5, "is a number, not a date"), (float("inf"), "is a number"), (-3, "is a number"),
        ("31.12.2026 25:00", "cannot be read"), ("31.12.2026 14", "cannot be read"),
        ("soon", "cannot be read"),
        ("31.12.2026 or so", "cannot be read"), ("1.5.26 1.10.26", "cannot be read"), ("12/2026",
        "cannot be read"),
        ("KW 5 2026", "cannot be read"),
        ("1.1.2026 - 31.1.2026", "cannot be read"), ("1.5.26 to 1.10.26", "cannot be read"),
        ("2026-03-01 09:00 EST", "cannot be read"),
        ("2026-03-01 09:00+15:00", "cannot be read"), ("12/31/26 13:05 PM", "cannot be read"),
        (None, "empty"), ("n/a", "nothing is known"), ("#REF!", "Excel error"), (True, "yes or no"),
        (dt.time(8), "is a time"), (dt.timedelta(hours=30), "is a time"),
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_sure_date_is_refused_with_the_fitting_sentence(cell, sentence):
    with pytest.raises(CellRefused) as refused:
        moment(cell)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(("cell", "order"), [("04/13/2026", "dmy"), ("13/04/2026", "mdy")])
def test_a_date_against_the_order_of_its_column_is_refused(cell, order):
    with pytest.raises(CellRefused, match="as in this column"):
        moment(cell, order=order)


@pytest.mark.parametrize(
    ("cell", "date"), [("31.12.", "2026-12-31"), ("31.12", "2026-12-31"), ("2. März", "2026-03-02"),
                       ("Mo 2.3.", "2026-03-02"), ("Mar 1", "2026-03-01"), ("12/31", "2026-12-31"),
                       ("31.12.25", "2025-12-31")],
)  # fmt: skip
def test_a_day_without_a_year_takes_the_year_that_is_known(cell, date):
    assert day(cell, year=2026) == dt.date.fromisoformat(date)


@pytest.mark.parametrize("cell", ["Mar 26", "Jan-25", "01/26"])
def test_a_number_that_can_be_a_day_or_a_year_is_asked_about(cell):
    with pytest.raises(CellRefused, match="can be a day or a year"):
        day(cell, year=2026)


@pytest.mark.parametrize(
    ("cells", "orders", "needed"),
    [
        (["03/04/2026", "13/04/2026 8:05"], {"dmy"}, True), (["03/04/2026", "04/13/2026"], {"mdy"}, True),
        (["03/04/2026", None, 5], {"dmy", "mdy"}, True), (["13/04/2026", "04/13/2026"], set(), True),
        (["03.04.2026", "2026-04-13"], {"dmy", "mdy"}, False), ([], {"dmy", "mdy"}, False),
        (["26-03-04"], {"dmy", "ymd"}, True), (["26-03-04", "26-03-31"], {"dmy", "ymd"}, True),
        (["03-04-26", "31-12-26"], {"dmy"}, True), (["31/02/2026"], {"dmy"}, True),
        ([dt.date(2026, 3, 4), "Mon 03/02/2026"], {"dmy", "mdy"}, True),
        (["13/14/2026"], {"dmy", "mdy"}, False),
    ],
)  # fmt: skip
def test_the_texts_of_a_column_prove_their_order(cells, orders, needed):
    assert date_orders(cells) == orders
    assert needs_order(cells) is needed


def _moment_or_sentence(cell, order):
    try:
        return moment(cell, order=order)
    except CellRefused as refused:
        return str(refused)


FORMS = [
    "%d.%m.%Y", "%-d.%-m.%Y", "%d.%m.%y", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d/%m/%Y", "%m/%d/%Y",
    "%-m/%-d/%y",
    "%d-%m-%Y", "%d-%m-%y", "%m-%d-%Y", "%y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d-%b-%y", "%b %-d %Y",
    "%a %d/%m/%Y", "%A, %d %B %Y", "%a %b %d %Y",
]  # fmt: skip
TIMES = [
    "",
    " %H:%M",
    "T%H:%M:%S",
    " %I:%M %p",
    " %H:%M:%S.%f",
    ", %H.%M Uhr",
    "T%H:%M:%SZ",
    " %H:%M:%S+0100",
]


@settings(deadline=None, max_examples=300)
@given(
    when=st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2069, 12, 31)),
    form=st.sampled_from(FORMS),
    time=st.sampled_from(TIMES),
    order=st.sampled_from([None, "dmy", "mdy"]),
)
def test_any_date_in_any_form_reads_back_as_itself_or_is_refused(when, form, time, order):
    text = when.strftime(form + time)
    written_in = "mdy" if form[:2] == "%m" or form == "%-m/%-d/%y" else "dmy"
    # Whoever says that a column is in another order than it is gets what was said.
    order = None if form == "%y-%m-%d" or (order and order != written_in) else order
    found = _moment_or_sentence(text, order)
    if isinstance(found, str):
        assert "can be" in found or form == "%y-%m-%d"
        assert order is None
        return
    if form == "%y-%m-%d" and found.value.date() != when.date():
        # Only where the text shows the three numbers in an order that people do use.
        assert when.year % 100 not in range(10, 50)
        return
    assert found.value.date() == when.date()
    assert found.timed == bool(time)
    kept = {"": 0, " %H:%M": 60, " %I:%M %p": 60, ", %H.%M Uhr": 60}.get(time, 1)
    since_midnight = dt.timedelta(hours=when.hour, minutes=when.minute, seconds=when.second)
    expected = (
        since_midnight // dt.timedelta(seconds=kept) * dt.timedelta(seconds=kept) if kept else dt.timedelta(0)
    )
    if "%f" in time:
        expected += dt.timedelta(microseconds=when.microsecond)
    assert found.value - dt.datetime.combine(when.date(), dt.time()) == expected


@settings(deadline=None, max_examples=300)
@given(
    date=st.dates(dt.date(1970, 1, 1), dt.date(2100, 12, 31)),
    language=st.sampled_from(["en_US", "en_GB", "de", "de_AT", "nb", "nn"]),
    length=st.sampled_from(
        ["medium", "long", "full", "d. MMM yyyy", "EEE d. MMMM yyyy", "EEEEEE dd.MM.yyyy"]
    ),
)
def test_every_date_that_a_country_writes_reads_back_as_itself(date, language, length):
    assert day(format_date(date, length, locale=language)) == date


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(
        st.text(alphabet="0123456789./-: TZaprMm,", max_size=24),
        st.floats(),
        st.integers(),
        st.datetimes(),
        st.dates(),
        st.times(),
        st.timedeltas(),
        st.booleans(),
    ),
    st.sampled_from([None, "dmy", "mdy", "ymd"]),
)
def test_any_cell_is_a_date_of_our_time_or_a_sentence(cell, order):
    found = _moment_or_sentence(cell, order)
    if isinstance(found, str):
        assert found.endswith(".")
        return
    assert 1970 <= found.value.year <= 2101
    assert found.value.tzinfo is None
