"""Figures are shown, and may be typed, as the reader's language writes them."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CellRefused
from core.language import LANGUAGES, speaking
from core.language.amounts import (
    CURRENCIES,
    currency_sign,
    day,
    duration,
    exact_number,
    listing,
    moment,
    money,
    number,
    parse,
    percent,
    typed,
)
from core.sheets.cells.refusals import LARGEST

# What stands before a sign or between thousands, so that no line ever breaks there.
NBSP = "\u00a0"
NOT_FINITE = [math.nan, math.inf, -math.inf]

languages = st.sampled_from(sorted(LANGUAGES))
hundredths = st.integers(-(10**12), 10**12)
figures = st.integers(-(10**12), 10**12).map(lambda millionths: millionths / 10**6)


@pytest.mark.parametrize(
    ("amount", "currency", "english", "german"),
    [
        (575.0, "EUR", "€575", f"575{NBSP}€"),
        (12.5, "EUR", "€12.50", f"12,50{NBSP}€"),
        (0.0, "EUR", "€0", f"0{NBSP}€"),
        (172.5, "EUR", "€173", f"173{NBSP}€"),
        (1234567.0, "EUR", "€1,234,567", f"1.234.567{NBSP}€"),
        (-40.4, "EUR", "-€40", f"-40{NBSP}€"),
        (19.999, "EUR", "€20", f"20{NBSP}€"),
        (500.0, "CHF", f"CHF{NBSP}500", f"500{NBSP}CHF"),
        (12.5, "NOK", f"NOK{NBSP}12.50", f"12,50{NBSP}NOK"),
        (3.75, "GBP", "£3.75", f"3,75{NBSP}£"),
    ],
)
def test_money_has_its_sign_where_the_language_puts_it(
    amount: float, currency: str, english: str, german: str
) -> None:
    assert money(amount, currency) == english
    with speaking("de"):
        assert money(amount, currency) == german


def test_a_norwegian_reads_money_time_shares_and_days_as_at_home() -> None:
    with speaking("nb"):
        assert money(12345.0, "NOK") == f"12{NBSP}345{NBSP}kr"
        assert money(12.5, "EUR") == f"12,50{NBSP}€"
        assert duration(345) == "5 t 45 min"
        assert duration(7.5) == "7,5 min"
        assert percent(0.025) == f"2,5{NBSP}%"
        assert day(dt.date(2026, 5, 3)) == "3. mai 2026"
        assert listing(["Messer", "Webinar", "Annonser"]) == "Messer, Webinar og Annonser"


def test_half_an_amount_is_rounded_up_also_where_a_float_is_a_hair_below_the_half() -> None:
    assert money(172.5, "EUR") == "€173"
    assert money(math.nextafter(172.5, 0), "EUR") == "€173"
    assert money(172.49, "EUR") == "€172"
    assert money(-172.5, "EUR") == "-€173"


def test_nothing_owed_has_no_minus() -> None:
    assert money(-0.001, "EUR") == "€0"
    assert number(-0.0) == "0"
    assert duration(-0.0) == "0 min"
    assert duration(-0.01 / 60) == "-1 s"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_currency_on_offer_has_a_sign(language: str) -> None:
    with speaking(language):
        for currency in CURRENCIES:
            assert currency_sign(currency)
            assert currency_sign(currency) in money(1000, currency)


@pytest.mark.parametrize(
    ("minutes", "english", "german"),
    [
        (345, "5 h 45 min", "5 h 45 min"),
        (345.0000000001, "5 h 45 min", "5 h 45 min"),
        (45, "45 min", "45 min"),
        (44.5, "45 min", "45 min"),
        (7.5, "7.5 min", "7,5 min"),
        (9.96, "10 min", "10 min"),
        (0, "0 min", "0 min"),
        (0.5, "30 s", "30 s"),
        (0.001, "1 s", "1 s"),
        (0.999, "1 min", "1 min"),
        (59.6, "1 h", "1 h"),
        (5999, "99 h 59 min", "99 h 59 min"),
        (6000, "100 h", "100 h"),
        (74_040, "1,234 h", "1.234 h"),
        (-90, "-1 h 30 min", "-1 h 30 min"),
    ],
)
def test_a_time_is_told_in_the_units_people_think_in(minutes: float, english: str, german: str) -> None:
    assert duration(minutes) == english
    with speaking("de"):
        assert duration(minutes) == german


@pytest.mark.parametrize(
    ("share", "english", "german"),
    [
        (0.4, "40%", f"40{NBSP}%"),
        (0.025, "2.5%", f"2,5{NBSP}%"),
        (0.0999, "10%", f"10{NBSP}%"),
        (0.0, "0%", f"0{NBSP}%"),
        (12.0, "1200%", f"1200{NBSP}%"),
        (2 / 3, "67%", f"67{NBSP}%"),
    ],
)
def test_a_share_has_a_decimal_only_where_it_counts(share: float, english: str, german: str) -> None:
    assert percent(share) == english
    with speaking("de"):
        assert percent(share) == german


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (2.0, "2", "2"),
        (13.3333, "13.3", "13,3"),
        (0.375, "0.375", "0,375"),
        (0.00012345, "0.000123", "0,000123"),
        (1234.5, "1,235", "1.235"),
        (99.96, "100", "100"),
        (0.0, "0", "0"),
        (-2.5, "-2.5", "-2,5"),
    ],
)
def test_a_number_has_three_figures_that_count(value: float, english: str, german: str) -> None:
    assert number(value) == english
    with speaking("de"):
        assert number(value) == german


@pytest.mark.parametrize("value", NOT_FINITE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_told_is_a_dash(value: float, language: str) -> None:
    with speaking(language):
        assert money(value, "EUR") == duration(value) == percent(value) == number(value) == "–"


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (87.5, "87.5", "87,5"),
        (1234567.25, "1234567.25", "1234567,25"),
        (100.0, "100", "100"),
        (0.1, "0.1", "0,1"),
    ],
)
def test_an_input_shows_a_number_as_it_would_be_typed(value: float, english: str, german: str) -> None:
    assert typed(value) == english
    with speaking("de"):
        assert typed(value) == german


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,500.75", "en", 1500.75),
        ("1500.75", "en", 1500.75),
        ("-3.5", "en", -3.5),
        ("1.500,75", "de", 1500.75),
        ("1.500", "de", 1500.0),
        (f"1{NBSP}500,75", "de", 1500.75),
        ("87,5", "de", 87.5),
        ("0", "de", 0.0),
        (f"1{NBSP}500,75", "nb", 1500.75),
        ("1 500,75", "nb", 1500.75),
        ("87,5", "nb", 87.5),
    ],
)
def test_a_number_may_be_typed_as_the_language_writes_it(text: str, language: str, value: float) -> None:
    with speaking(language):
        assert parse(text) == value


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1.5.0", "en"),
        ("1,5", "en"),
        ("1.500,75", "en"),
        ("12 €", "en"),
        ("1.5.0", "de"),
        ("1.5", "de"),
        ("1,500.75", "de"),
        ("1,5,0", "de"),
        ("zehn", "de"),
        ("", "de"),
    ],
)
def test_a_number_that_can_be_misread_is_refused_with_an_example(text: str, language: str) -> None:
    with speaking(language), pytest.raises(CellRefused) as refused:
        parse(text)
    with speaking(language):
        example = {"en": "1500.75", "de": "1500,75", "nb": "1500,75"}[language]
        assert example in str(refused.value)
        assert text in str(refused.value)


def test_the_refusal_of_a_number_tells_how_to_write_it() -> None:
    with speaking("de"), pytest.raises(CellRefused) as refused:
        parse("1,500.75")
    with speaking("de"):
        assert str(refused.value) == (
            "„1,500.75“ lässt sich nicht sicher als Zahl lesen. Schreiben Sie sie so: 1500,75."
        )


@given(figures, languages)
def test_what_an_input_shows_is_read_back_as_the_same_number(value: float, language: str) -> None:
    with speaking(language):
        assert parse(typed(value)) == pytest.approx(value, abs=5e-7)


@given(hundredths, languages)
def test_a_number_is_read_as_its_own_language_groups_it(value: int, language: str) -> None:
    with speaking(language):
        assert parse(format_decimal(value / 100, "#,##0.00", locale=language)) == value / 100


@given(hundredths)
def test_a_number_with_the_decimal_sign_of_another_language_is_never_taken_for_a_larger_one(
    value: int,
) -> None:
    for spoken, other in (("en", "de"), ("de", "en"), ("nb", "en")):
        text = format_decimal(value / 100, "#,##0.00", locale=other)
        with speaking(spoken), pytest.raises(CellRefused):
            parse(text)


@given(st.floats(-LARGEST, LARGEST) | st.sampled_from(NOT_FINITE), languages)
def test_no_figure_ever_reads_nan_or_infinity(value: float, language: str) -> None:
    with speaking(language):
        said = [number(value), percent(value), money(value, "EUR"), duration(value)]
    assert not [text for text in said if "nan" in text.lower() or "inf" in text.lower() or not text]


def test_names_are_listed_in_words() -> None:
    names = ["Events", "Webinar", "Ads"]
    assert listing([]) == ""
    assert listing(["Events"]) == "Events"
    assert listing(names) == "Events, Webinar and Ads"
    with speaking("de"):
        assert listing(names) == "Events, Webinar und Ads"
        assert listing(names[:2]) == "Events und Webinar"


def test_a_moment_is_told_in_the_order_of_the_language() -> None:
    when = dt.datetime(2026, 11, 3, 14, 5)
    assert moment(when) == "11/3/26, 2:05\u202fPM"
    with speaking("de"):
        assert moment(when) == "03.11.26, 14:05"


@pytest.mark.parametrize("value", [3e22, 3e28, -3e30, 1.7e308])
def test_the_largest_figures_have_words_too(value: float) -> None:
    whole = f"{int(Decimal(repr(value))):,}"
    assert exact_number(value) == whole
    assert typed(value) == whole.replace(",", "")
    assert percent(value) == f"{whole.replace(',', '')}00%"
    assert len(money(value, "EUR")) == len(whole) + len("€")
    assert len(number(value)) == len(whole)
    assert duration(value).endswith(" h")
