import calendar
import datetime as dt

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import CellRefused
from core.sheets.cells.periods import Period, period, period_in_text, period_of_heading

JANUARY = "2026-01-01/2026-01-31"
PERIODS = [
    *[(cell, JANUARY) for cell in (
        "2026-01", "2026/01", "2026.01", "01/2026", "1/2026", "1.2026", "01.2026", "01-2026",
        "202601", 202601,
        "Jan 2026", "Jan. 2026", "Januar 26", "januar 2026", "Jänner 2026", "jan.26", "2026 Jan", "Jan-26",
        "Jan '26", "January, 2026", "Januar/2026", "01.01.2026 - 31.01.2026", "01.01.26-31.01.26",
        "January 1, 2026 - January 31, 2026", "1.-31. Januar 2026", "1. - 31. Januar 2026",
        "1-31 January 2026",
        "Jan 1-31, 2026", "January 1st to 31st, 2026", "2026-01-01 to 2026-01-31",
        "vom 1.1.2026 bis 31.1.2026", "1.1. - 31.1.2026", "1.1.-31.1.26", "2026-01-01/2026-01-31",
        "1/1/2026 - 1/31/2026", "01/01/2026 – 31/01/2026", "Do 1.1.2026 - Sa 31.1.2026",
        "fra 1.1.2026 til 31.1.2026",
    )],
    *[(cell, "2026-01-26/2026-02-01") for cell in (
        "2026-W05", "2026W05", "2026-W5", "W05 2026", "KW 5 2026", "KW5/2026", "KW 05/26", "KW 5 (2026)",
        "5. KW 2026",
        "2026 KW 5", "Kalenderwoche 5, 2026", "Uke 5 2026", "Week 5, 2026", "week 5 2026",
    )],
    *[(cell, "2026-01-01/2026-03-31") for cell in (
        "Q1 2026", "2026-Q1", "2026 Q1", "Q1/2026", "Q1-26", "Q1'26", "1Q2026", "1. Quartal 2026",
        "Quartal 1/2026",
        "1. kvartal 2026", "1st quarter 2026", "1st quarter of 2026", "2026 1. Quartal",
        "1 Jan 2026 – 31 Mar 2026",
        "Jan - Mar 2026", "Jan-Mar 2026", "Januar bis März 2026", "01/2026 - 03/2026", "2026-01 - 2026-03",
        "1. januar 2026 til 31. mars 2026", "2026-01-01 - 2026-03-31", "2026-01-01..2026-03-31",
    )],
    *[(cell, "2026-07-01/2026-12-31") for cell in (
        "H2 2026", "2026-H2", "2. Halbjahr 2026", "HJ2 2026",
    "2. halvår 2026",
    )],
    ("2. tertial 2026", "2026-05-01/2026-08-31"), ("KW 1 2026", "2025-12-29/2026-01-04"),
    *[(cell, "2026-01-01/2026-12-31") for cell in ("2026", 2026, 2026.0, "Jahr 2026", "År 2026")],
    *[(cell, "2026-03-01/2026-03-01") for cell in (
        "01.03.2026", "2026-03-01", "2026-03-01T00:00:00", "1. März 2026", "So 1.3.2026", "20260301",
        dt.datetime(2026, 3, 1), dt.date(2026, 3, 1),
    )],
    ("1.5.26 to 1.10.26", "2026-05-01/2026-10-01"),
    ("Mar 1 - Mar 31, 2026", "2026-03-01/2026-03-31"), ("Jan 26-31, 2026", "2026-01-26/2026-01-31"),
    ("1. Dezember 2025 - 5. Januar 2026", "2025-12-01/2026-01-05"), ("5/1/2026 - 4/2/2026",
    "2026-01-05/2026-02-04"),
]  # fmt: skip


def _days(written):
    first, last = written.split("/")
    return Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(("cell", "days"), PERIODS, ids=lambda value: repr(value))
def test_a_period_is_read_as_people_write_it(cell, days):
    assert period(cell) == _days(days)


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("Jan", JANUARY), ("Januar", JANUARY), ("KW 5", "2026-01-26/2026-02-01"), ("W5",
        "2026-01-26/2026-02-01"),
        ("Q1", "2026-01-01/2026-03-31"), ("1. Quartal", "2026-01-01/2026-03-31"), ("H1",
        "2026-01-01/2026-06-30"),
        ("15.01.", "2026-01-15/2026-01-15"), ("Januar - März", "2026-01-01/2026-03-31"),
        ("1.1. - 31.1.", JANUARY), ("Mar 1-15", "2026-03-01/2026-03-15"), ("Jan 2025",
        "2025-01-01/2025-01-31"),
    ],
)  # fmt: skip
def test_a_period_without_a_year_takes_the_year_that_is_known(cell, days):
    assert period(cell, year=2026) == _days(days)


@pytest.mark.parametrize("cell", ["Jan", "Januar", "KW 5", "Q1", "H1", "1. Halbjahr", "15.01.",
"1.1. - 31.1.",
                                  "1 January 2026 - 31 March", "1/26", "Mar 1-15"])  # fmt: skip
def test_a_period_without_a_year_is_refused_where_none_is_known(cell):
    with pytest.raises(CellRefused, match="has no year"):
        period(cell)


def test_the_order_of_the_column_settles_days_and_ranges():
    assert period("03/04/2026", order="dmy") == _days("2026-04-03/2026-04-03")
    assert period("1/2/2026 - 3/4/2026", order="mdy") == _days("2026-01-02/2026-03-04")
    assert period("1/2/2026 - 3/4/2026", order="dmy") == _days("2026-02-01/2026-04-03")


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("KW 54 2026", "last week is 53"), ("KW 53 2025", "last week is 52"), ("KW 0 2026", "does not have"),
        ("03/04/2026", "April 3, 2026 or March 4, 2026"), ("1/2/2026 - 3/4/2026", "two ways"),
        ("Jan 26", "a day or a year"), ("April 26", "a day or a year"), ("1 Dec - 5 Jan 2026",
        "ends before it begins"),
        ("31.1.2026 - 1.1.2026", "ends before it begins"), ("Mar - Jan 2026", "ends before it begins"),
        ("1.1.2026 - 31.2.2026", "no day of the calendar"), ("2026-02-30", "no day of the calendar"),
        ("2026-13", "cannot be read"), ("2025/26", "cannot be read"), ("2025-26", "cannot be read"),
        ("1-3/2026", "cannot be read"), ("1. und 2. März 2026", "cannot be read"), ("Q5 2026",
        "cannot be read"),
        ("3. Halbjahr 2026", "cannot be read"), ("soon", "cannot be read"), ("2026.1", "is a number"),
        ("1-31/01/2026", "cannot be read"), ("KW 5-26", "cannot be read"), ("KW 5 - KW 7 2026",
        "cannot be read"),
        ("1800", "1800"), ("Jan 1950", "1950"), (46000, "December 9, 2025"), (2026.5, "is a number"),
        (dt.datetime(1900, 1, 5), "probably a number"), (dt.time(8), "is a time"), (True, "yes or no"),
        (None, "empty"), ("k. A.", "nothing is known"),
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_sure_period_is_refused_with_the_fitting_sentence(cell, sentence):
    with pytest.raises(CellRefused) as refused:
        period(cell)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        (dt.datetime(2026, 1, 1), JANUARY), (dt.date(2026, 1, 1), JANUARY), ("Jan 2026", JANUARY),
        ("Jan-26", JANUARY),
        ("2026-01", JANUARY), (2026, "2026-01-01/2026-12-31"), (dt.date(2026, 1, 5), "2026-01-05/2026-01-05"),
        ("Q1 2026", "2026-01-01/2026-03-31"), ("KW 5 2026", "2026-01-26/2026-02-01"),
    ],
)  # fmt: skip
def test_a_heading_names_the_period_of_its_column(cell, days):
    assert period_of_heading(cell) == _days(days)


@pytest.mark.parametrize(
    "cell",
    ["Customers", "Jan", "Mai", "Q1", "Jan 26", "Total", "", None, 5, 46000, True, 1e300, "x" * 500,
    dt.time(8),
     dt.datetime(2026, 1, 1, 8), dt.date(1900, 1, 1), float("nan"), "03/04/2026", "Umsatz 2026"],
    ids=lambda cell: repr(cell)[:20],
)  # fmt: skip
def test_a_heading_that_names_no_sure_period_names_none(cell):
    assert period_of_heading(cell) is None


def test_a_month_in_a_heading_takes_the_year_that_is_known():
    assert period_of_heading("Jan", year=2026) == _days(JANUARY)


@given(
    st.dates(dt.date(1970, 1, 1), dt.date(2069, 12, 31)),
    st.sampled_from(["en", "de", "nb"]),
    st.sampled_from(
        ["MMMM yyyy", "MMM yyyy", "yyyy-MM", "MM/yyyy", "M.yyyy", "MMM-yy", "yyyy MMM", "MMM ''yy"]
    ),
)
def test_any_month_in_any_form_reads_back_as_itself(date, language, form):
    last = calendar.monthrange(date.year, date.month)[1]
    assert period(format_date(date, form, locale=language)) == Period(
        date.replace(day=1), date.replace(day=last)
    )


@given(st.dates(dt.date(1971, 1, 1), dt.date(2099, 12, 31)))
def test_any_week_and_quarter_reads_back_as_itself(date):
    year, week, _ = date.isocalendar()
    found = period(f"KW {week} {year}")
    assert found == period(f"{year}-W{week:02}")
    assert found.first <= date <= found.last
    assert (found.last - found.first).days == 6
    quarter = period(f"Q{(date.month + 2) // 3} {date.year}")
    assert quarter.first <= date <= quarter.last


@settings(deadline=None, max_examples=300)
@given(
    st.dates(dt.date(1970, 1, 1), dt.date(2068, 12, 31)),
    st.integers(0, 400),
    st.sampled_from(
        ["dd.MM.yyyy", "d.M.yy", "yyyy-MM-dd", "MM/dd/yyyy", "dd/MM/yyyy", "d. MMMM yyyy", "MMM d, yyyy"]
    ),
    st.sampled_from([" - ", "-", " – ", " bis ", " to ", " til "]),
)
def test_any_range_in_any_form_reads_back_as_itself_or_is_refused(first, days, form, to):
    last = first + dt.timedelta(days=days)
    text = to.join(format_date(end, form, locale="en") for end in (first, last))
    written = Period(first, last)
    try:
        found = period(text)
    except CellRefused:
        assert form in ("MM/dd/yyyy", "dd/MM/yyyy") or (form == "yyyy-MM-dd" and to == "-")
        assert period_in_text(f"Report {text}") is None
        return
    assert found == written
    assert period_in_text(f"Report: {text} (all channels)") in (written, None)


PIECES = """0 00 1 5 12 13 26 31 31. 54 99 2026 1900 Jan Mär. mars May KW Uke W Q H 1. Quartal Halbjahr Mo, to
    bis til vom - – / . , ' : 24:00 PM Uhr Z"""
ANYTHING = st.one_of(
    st.lists(st.sampled_from([*PIECES.split(), " "]), max_size=8).map("".join),
    st.lists(st.sampled_from(PIECES.split()), max_size=8).map(" ".join),
    st.text(max_size=30),
    st.floats(),
    st.integers(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.booleans(),
)


@settings(deadline=None, max_examples=500)
@given(ANYTHING, st.sampled_from([None, "dmy", "mdy", "ymd"]), st.sampled_from([None, 2026]))
def test_any_cell_is_a_period_that_runs_forward_or_a_sentence(cell, order, year):
    assert period_of_heading(cell, year) is None or isinstance(period_of_heading(cell, year), Period)
    if isinstance(cell, str):
        assert period_in_text(cell) is None or isinstance(period_in_text(cell), Period)
    try:
        found = period(cell, order=order, year=year)
    except CellRefused as refused:
        sentence = str(refused)
    else:
        sentence = "."
        assert found.first <= found.last
        assert 1969 <= found.first.year <= 2100
    assert sentence.endswith(".")
