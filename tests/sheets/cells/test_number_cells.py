import datetime as dt

import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import CellRefused
from core.sheets.cells import decimal_sign, number

READ = [
    (3, 3.0), (2.5, 2.5), (-4, -4.0), (0, 0.0), (-0.0, 0.0), ("7", 7.0), ("007", 7.0),
    ("1.234,56", 1234.56), ("1,234.56", 1234.56), ("1234,56", 1234.56), ("1234.56", 1234.56),
    ("1 234,50", 1234.5), ("1\u00a0234,50", 1234.5), ("1\u202f234,50", 1234.5), ("1\u2009234.5", 1234.5),
    ("1'234.50", 1234.5), ("1’234.50", 1234.5), ("1'234", 1234.0), ("1 234", 1234.0), ("1 234,567", 1234.567),
    ("1.234.567", 1234567.0), ("1,234,567", 1234567.0), ("1.234.567,8", 1234567.8),
    ("1,234,567.89", 1234567.89),
    ("1,5", 1.5), ("1.5", 1.5), ("0,125", 0.125), ("0.125", 0.125), ("1234.567", 1234.567),
    ("1,2345", 1.2345),
    (",5", 0.5), (".5", 0.5), ("+5", 5.0), ("-5", -5.0), ("−5", -5.0), ("- 1,5", -1.5), ("  42 ", 42.0),
]  # fmt: skip
UNFIT_MARKS = [
    "1.23.4",
    "12.34,5",
    "1,23,456",
    "1.234,56.7",
    "0.123.456",
    "1 23",
    "1 234'567",
    "5.",
    "5,",
    "1..5",
]
NO_NUMBERS = [
    "five",
    "1e5",
    "1_000",
    "0x10",
    "inf",
    "12 %",
    "5-",
    "(5)",
    "٢٥",
    "１２",
    "5 min",
    "½",
    "--5",
    "1/2",
]


@pytest.mark.parametrize(("cell", "value"), READ, ids=repr)
def test_a_number_is_read_in_the_style_it_was_written(cell, value):
    assert number(cell) == value


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("1.234", ",", 1234), ("1.234", ".", 1.234), ("1,234", ",", 1.234), ("1,234", ".", 1234),
        ("-1.234", ",", -1234), ("1.5", ",", 1.5), ("1,5", ".", 1.5),
    ],
)  # fmt: skip
def test_the_column_settles_what_a_single_mark_means(cell, decimal, value):
    assert number(cell, decimal) == value


@pytest.mark.parametrize(
    ("cell", "longer"), [("1.234", "1.2340"), ("1,234", "1,2340"), ("-999.999", "-999.9990")]
)
def test_a_number_with_two_meanings_is_asked_about_with_both(cell, longer):
    with pytest.raises(CellRefused) as refused:
        number(cell)
    assert f"“{cell}” can be {cell.replace('.', '').replace(',', '')}, or" in str(refused.value)
    assert str(refused.value).endswith(f"or {longer}.")
    assert number(longer) == pytest.approx(float(cell.replace(",", ".")))


@pytest.mark.parametrize("cell", UNFIT_MARKS)
def test_marks_in_the_wrong_place_are_refused(cell):
    with pytest.raises(CellRefused, match="do not make one number"):
        number(cell)


@pytest.mark.parametrize("cell", NO_NUMBERS)
def test_what_is_no_number_is_refused_with_what_was_found(cell):
    with pytest.raises(CellRefused, match="cannot be read here") as refused:
        number(cell)
    assert cell in str(refused.value)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("#DIV/0!", "holds the Excel error #DIV/0!"), ("#BEZUG!", "holds the Excel error #BEZUG!"),
        (True, "says yes or no"), (None, "The cell is empty"), ("  ", "The cell is empty"),
        ("k. A.", "“k. A.” says that nothing is known"), (float("nan"), "The cell is empty"),
        (float("inf"), "too large"), (10**400, "too large"), ("9" * 60, "too large"), (1e16, "too large"),
        (dt.date(2026, 10, 3), "2026-10-03 is a date"), (dt.datetime(2026, 10, 3, 12, 30),
        "2026-10-03 12:30 is a date"),
        ("03.10.2026", "is a date"), ("3.10.", "is a date"), ("03. Okt", "is a date"),
        ("Dez 50", "is a date"),
        ("2026-10-03", "is a date"), ("3/10/26", "is a date"), ("10-Mar", "is a date"),
        (dt.time(1, 30), "01:30:00 is a time"), (dt.timedelta(hours=30), "30:00:00 is a time"),
        ("=B2*3", "is a formula without its result"), ("word " * 50, "cannot be read"),
    ],
    ids=lambda value: repr(value)[:30],
)  # fmt: skip
def test_every_other_cell_is_refused_with_the_fitting_sentence(cell, sentence):
    with pytest.raises(CellRefused) as refused:
        number(cell)
    assert sentence in str(refused.value)
    assert "Write" in str(refused.value) or "write" in str(refused.value)


LOCALES = {"en": ".", "de": ",", "nb": ",", "de_CH": ".", "fr": ",", "en_IN": "."}
HUNDREDTHS = st.integers(-(10**10), 10**10)


@settings(deadline=None)
@given(HUNDREDTHS, st.sampled_from(sorted(set(LOCALES) - {"en_IN"})))
def test_what_a_locale_writes_is_read_back(hundredths, locale):
    text = format_decimal(hundredths / 100, "#,##0.00", locale=locale)
    assert number(text) == pytest.approx(hundredths / 100)


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**9), min_size=1), st.sampled_from(["en", "de", "nb", "fr"]))
def test_a_column_with_decimals_settles_its_whole_numbers(wholes, locale):
    column = [format_decimal(whole, "#,##0", locale=locale) for whole in wholes] + [
        format_decimal(wholes[0] + 0.5, "#,##0.0", locale=locale)
    ]
    decimal = decimal_sign(column)
    assert decimal == LOCALES[locale]
    assert [number(cell, decimal) for cell in column[:-1]] == wholes


@pytest.mark.parametrize(
    ("column", "sign"),
    [
        (["1,5"], ","), (["1.234,56"], ","), (["12.50"], "."), (["1,234.5"], "."), (["0.125"], "."),
        (["1234.567"], "."), (["1.234.567"], ","), (["1 234,500"], ","), (["1.234", "1,5 Std"], ","),
        (["12,5 %"], ","), (["1.234,56 €"], ","), (["CHF 1'234.50"], "."), (["5+2,5 min"], ","),
        (["1,5-2 h"], ","),
        (["2,5x"], ","), ([1.5, None, "3,25", dt.date(2026, 1, 1)], ","),
    ],
    ids=repr,
)  # fmt: skip
def test_a_column_proves_its_decimal_sign(column, sign):
    assert decimal_sign(column) == sign


@pytest.mark.parametrize(
    "column",
    [
        [], ["1.234"], ["1,234", "999,999"], [1.5, 2], ["5, 10"], ["03.10.2026", "3.10."], ["1:30"],
        ["v1.2.3"],
        ["kr.500", "500,-"], ["1 234"], ["1,5", "2.5"], ["1.000-2.000"], ["word"], [None, "-"],
    ],
    ids=repr,
)  # fmt: skip
def test_a_column_without_proof_or_with_two_proves_nothing(column):
    assert decimal_sign(column) is None


def test_cells_that_contradict_each_other_are_still_read_each_for_itself():
    column = ["1,5", "2.5", "1.234"]
    decimal = decimal_sign(column)
    assert [number(cell, decimal) for cell in column[:2]] == [1.5, 2.5]
    with pytest.raises(CellRefused, match="can be 1234"):
        number(column[2], decimal)
