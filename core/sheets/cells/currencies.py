"""How cells name currencies: €, EUR, Euro, kr, CHF, Fr."""

from __future__ import annotations

from functools import cache

from babel.numbers import list_currencies

_NAMES = {
    "EUR": "€ eur euro euros",
    "USD": "$ us$ usd dollar dollars",
    "GBP": "£ gbp pound pounds pfund pund",
    "CHF": "chf fr sfr franken francs",
    "NOK": "kr nok krone kroner kronen",
    "SEK": "sek",
    "DKK": "dkk",
    "ISK": "isk",
    "PLN": "zł pln zloty złoty",
    "CZK": "kč czk",
    "HUF": "huf ft",
    "BRL": "r$ brl",
    "CAD": "c$ ca$ cad",
    "AUD": "a$ au$ aud",
    "NZD": "nz$ nzd",
    "HKD": "hk$ hkd",
    "SGD": "s$ sgd",
    "MXN": "mx$ mxn",
    "JPY": "¥ jpy yen",
    "INR": "₹ inr",
    "TRY": "₺",
    "UAH": "₴",
    "ILS": "₪",
    "KRW": "₩",
    "VND": "₫",
    "THB": "฿",
}
_CODE_OF = {name: code for code, names in _NAMES.items() for name in names.split()}


def currency_code(name: str) -> str | None:
    """The ISO code of a currency as a cell names it, or None where it names none.

    "$" alone is taken as the US dollar and "kr" as the Norwegian krone. ISO codes of all
    currencies are known in capitals.

    >>> currency_code("Euro"), currency_code("kr."), currency_code("KES"), currency_code("all")
    ('EUR', 'NOK', 'KES', None)
    """
    code = _CODE_OF.get(name.strip(" .").lower())
    if code is None and len(name) == 3 and name.isascii() and name.isupper() and name in _iso_codes():
        return name
    return code


@cache
def _iso_codes() -> frozenset[str]:
    return frozenset(list_currencies()) - {"XXX", "XTS"}
