import datetime as dt

import pytest
from babel.numbers import format_currency
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import CellRefused
from core.sheets.cells import Reading, money

READ = [
    (12, 12, None), (12.5, 12.5, None), (0, 0, None), ("0", 0, None), ("12", 12, None),
    ("1,234.56", 1234.56, None),
    ("1.234,56 €", 1234.56, "EUR"), ("1.234,56€", 1234.56, "EUR"), ("€ 12", 12, "EUR"),
    ("€12.50", 12.5, "EUR"),
    ("12 EUR", 12, "EUR"), ("EUR 12", 12, "EUR"), ("12,50 Euro", 12.5, "EUR"), ("12 eur", 12, "EUR"),
    ("EUR 12 €", 12, "EUR"),
    ("CHF 1'234.50", 1234.5, "CHF"), ("1’234.50 Fr.", 1234.5, "CHF"), ("CHF 25.–", 25, "CHF"),
    ("SFr. 12.50", 12.5, "CHF"),
    ("1 234,50 kr", 1234.5, "NOK"), ("1\u00a0234,50 kr.", 1234.5, "NOK"), ("kr 500", 500, "NOK"),
    ("kr.500", 500, "NOK"),
    ("kr. 500,-", 500, "NOK"), ("500 NOK", 500, "NOK"), ("500 kroner", 500, "NOK"), ("500,-", 500, None),
    ("500,--", 500, None),
    ("500.-", 500, None), ("1.500,-", 1500, None), ("$5", 5, "USD"), ("US$ 5", 5, "USD"),
    ("5 dollars", 5, "USD"),
    ("R$ 5", 5, "BRL"), ("£3", 3, "GBP"), ("3 pounds", 3, "GBP"), ("100 Kč", 100, "CZK"),
    ("KES 100", 100, "KES"),
    (".50 €", 0.5, "EUR"), ("+5 €", 5, "EUR"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "amount", "currency"), READ, ids=repr)
def test_an_amount_is_read_with_its_currency(cell, amount, currency):
    if cell == "1.500,-":
        assert money(cell, decimal=",") == Reading(amount)
    else:
        assert money(cell) == Reading(amount, currency=currency)


@pytest.mark.parametrize("cell", ["gratis", "Gratis", "free", "free of charge", "kostenlos", "umsonst"])
def test_what_is_free_costs_nothing(cell):
    assert money(cell) == Reading(0.0, converted=True)


@pytest.mark.parametrize(
    ("cell", "low", "high", "currency"),
    [
        ("20-40 €", 20, 40, "EUR"), ("€20-€40", 20, 40, "EUR"), ("20 € bis 40 €", 20, 40, "EUR"),
        ("20 - 40", 20, 40, None),
        ("NOK 20 til 40", 20, 40, "NOK"), ("20,- - 40,-", 20, 40, None),
        ("ca. 1.000,50-2.000,50 €", 1000.5, 2000.5, "EUR"),
    ],
)  # fmt: skip
def test_a_range_of_amounts_keeps_both_ends(cell, low, high, currency):
    assert money(cell) == Reading((low + high) / 2, low=low, high=high, currency=currency, converted=True)


@pytest.mark.parametrize(
    ("cell", "parts", "currency"),
    [
        ("49+12", (49, 12), None),
        ("=49+12", (49, 12), None),
        ("49 € + 12 €", (49, 12), "EUR"),
        ("0,1+0,2 €", (0.1, 0.2), "EUR"),
    ],
)
def test_a_sum_of_amounts_keeps_its_parts(cell, parts, currency):
    reading = money(cell)
    assert (reading.parts, reading.value, reading.currency) == (parts, round(sum(parts), 9), currency)


def test_about_an_amount_is_that_amount_and_says_so():
    assert money("ca. 50 €") == Reading(50.0, currency="EUR", converted=True)


@pytest.mark.parametrize(
    ("cell", "amount"), [(-3, -3), ("-5 €", -5), ("€ -5", -5), ("-€5", -5), ("−5,50 kr", -5.5)]
)
def test_a_refund_is_read_only_where_refunds_may_stand(cell, amount):
    assert money(cell, negative_allowed=True).value == amount
    with pytest.raises(CellRefused, match="below 0"):
        money(cell)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("1.234 €", "can be 1234"), ("12.34,5 €", "do not make one number"),
        ("49 € + 12 $", "two currencies"),
        ("20 €-40 $", "two currencies"), ("40-20 €", "larger to the smaller"), ("ab 50 €", "only one end"),
        ("50+", "only one end"),
        ("EUR 12 USD", "cannot be read"), ("12 xyz", "cannot be read"), ("12 all", "cannot be read"),
        ("12€50", "cannot be read"),
        ("12 €/h", "cannot be read"), ("5k", "cannot be read"), ("5-", "cannot be read"),
        ("(5 €)", "cannot be read"),
        ("cheap", "cannot be read"), ("€", "cannot be read"), ("49++12", "cannot be read"),
        ("50 %", "cannot be read"),
        ("=SUM(A1:A3)", "formula without its result"), (dt.datetime(1950, 12, 1), "is a date"),
        ("Dez 50", "such as 12.50 €"),
        (dt.time(12, 50), "is a time"), ("#WERT!", "Excel error"), (True, "yes or no"), (None, "empty"),
        ("k.A.", "nothing is known"),
        (float("nan"), "empty"), (float("inf"), "too large"),
    ],
    ids=lambda value: repr(value)[:30],
)  # fmt: skip
def test_what_is_no_clear_amount_is_refused_with_the_fitting_sentence(cell, sentence):
    with pytest.raises(CellRefused) as refused:
        money(cell)
    assert sentence in str(refused.value)


@settings(deadline=None)
@given(
    st.integers(0, 10**9),
    st.sampled_from(["de_DE", "en_US", "nb_NO", "de_CH", "en_GB"]),
    st.sampled_from(["EUR", "CHF", "NOK", "USD", "GBP"]),
)
def test_what_a_locale_writes_as_money_is_read_back_with_its_currency(cents, locale, currency):
    reading = money(format_currency(cents / 100, currency, locale=locale))
    assert reading.value == pytest.approx(cents / 100)
    assert reading.currency == currency
