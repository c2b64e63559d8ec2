"""Money, time, shares and dates as a reader of the language spoken now expects them.

At most three figures that count: 575 €, 5 h 45 min, 12.5 %.
"""

from __future__ import annotations

import datetime as dt
import decimal
import math
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime, format_interval
from babel.numbers import (
    NumberFormatError,
    format_currency,
    format_decimal,
    format_percent,
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
    parse_decimal,
)

from core.errors import CellRefused
from core.language.catalogue import current
from core.language.catalogue import gettext as _

CURRENCIES = ("EUR", "CHF", "NOK", "SEK", "DKK", "GBP", "USD")
"""The currencies on offer; every figure of a workspace is in one of them."""

_DIGITS = decimal.Context(prec=400)
"""Babel counts in decimals, with 28 figures if nothing is said; the largest number has over 300."""
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009")


@lru_cache
def locale(language: str) -> Locale:
    """Babel's locale of a language code."""
    return Locale.parse(language)


def money(amount: float, currency: str) -> str:
    """An amount of money; cents only below 20, and only where there are any.

    >>> money(575.0, "EUR"), money(12.5, "EUR")
    ('€575', '€12.50')
    """
    return _money(amount, currency, current(), False)


def exact_money(amount: float, currency: str) -> str:
    """An amount as somebody typed it: with its cents, however large it is.

    >>> exact_money(65.5, "EUR"), exact_money(100, "EUR")
    ('€65.50', '€100')
    """
    return _money(amount, currency, current(), True)


@lru_cache(maxsize=20_000)
def _money(amount: float, currency: str, language: str, exact: bool) -> str:
    if not math.isfinite(amount):
        return "–"
    whole = (abs(amount) >= 20 and not exact) or abs(amount - round(amount)) < 0.005
    rounded = math.copysign(_half_up(abs(amount)), amount) if whole else round(amount, 2)
    pattern = str(locale(language).currency_formats["standard"].pattern)
    if whole:
        pattern = pattern.replace("0.00", "0")
    if get_currency_symbol(currency, locale=locale(language))[-1].isalpha():
        # Letters stand apart from figures: CHF 575 where €575 stands together.
        pattern = pattern.replace("¤#", "¤\u00a0#")
    with decimal.localcontext(_DIGITS):
        return format_currency(
            rounded + 0.0, currency, format=pattern, locale=locale(language), currency_digits=False
        )


def _half_up(value: float) -> int:
    """Rounded as people round: 172.5 is 173. A hair below the half, as sums of floats end, counts as half."""
    return math.floor(value + 0.5 + 1e-9)


def currency_sign(currency: str) -> str:
    """The sign of a currency, such as "€"."""
    return get_currency_symbol(currency, locale=locale(current()))


def duration(minutes: float) -> str:
    """A time in hours and minutes; below ten minutes with a decimal where there is one, below one in seconds.

    >>> duration(345), duration(45), duration(7.5), duration(0.5)
    ('5 h 45 min', '45 min', '7.5 min', '30 s')
    """
    if not math.isfinite(minutes):
        return "–"
    if 0 < abs(minutes) < 1:
        seconds = max(1, round(abs(minutes) * 60))
        return f"{'-' if minutes < 0 else ''}{seconds} s" if seconds < 60 else "1 min"
    if abs(minutes) < 10 and round(minutes, 1) != round(minutes):
        return f"{number(round(minutes, 1))} min"
    total = _half_up(abs(minutes))
    sign = "-" if minutes < 0 and total else ""
    hours, rest = divmod(total, 60)
    hour = _("h")
    if hours >= 100:
        return f"{sign}{number(_half_up(total / 60))} {hour}"
    parts = [f"{hours} {hour}"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} min")
    return sign + " ".join(parts)


def percent(share: float) -> str:
    """A share of one as percent; a decimal only below ten percent.

    >>> percent(0.4), percent(0.025)
    ('40%', '2.5%')
    """
    return _percent(share, current())


@lru_cache(maxsize=20_000)
def _percent(share: float, language: str) -> str:
    if not math.isfinite(share):
        return "–"
    digits = "0.#" if abs(share) < 0.0995 else "0"
    pattern = locale(language).percent_formats[None].pattern
    with decimal.localcontext(_DIGITS):
        return format_percent(share, format=pattern.replace("#,##0", digits), locale=locale(language))


def number(value: float) -> str:
    """A plain number with three figures that count, whole from 100 on.

    >>> number(2.0), number(0.375), number(1234.5)
    ('2', '0.375', '1,235')
    """
    return _number(value, current())


@lru_cache(maxsize=20_000)
def _number(value: float, language: str) -> str:
    if not math.isfinite(value):
        return "–"
    digits = 0 if abs(value) >= 100 else max(0, 2 - math.floor(math.log10(abs(value)))) if value else 0
    pattern = "#,##0.######" if digits else "#,##0"
    # A hair above, so that 3.125 is said as 3.13, as people round.
    said = round(value * (1 + 1e-12), digits) + 0.0
    with decimal.localcontext(_DIGITS):
        return format_decimal(said if math.isfinite(said) else value, format=pattern, locale=locale(language))


def exact_number(value: float) -> str:
    """A number with all its figures, up to two decimals, grouped: a sum to hold against a sheet.

    >>> exact_number(1234567.5), exact_number(-3.0)
    ('1,234,567.5', '-3')
    """
    with decimal.localcontext(_DIGITS):
        return format_decimal(round(value, 2) + 0.0, format="#,##0.##", locale=locale(current()))


def typed(value: float) -> str:
    """A number as the user would type it: no grouping, all its figures.

    >>> typed(87.5)
    '87.5'
    """
    return _typed(value, current())


@lru_cache(maxsize=20_000)
def _typed(value: float, language: str) -> str:
    with decimal.localcontext(_DIGITS):
        return format_decimal(value, format="0.######", locale=locale(language))


def parse(text: str) -> float:
    """A number that a user typed, strictly in the notation of the language spoken now.

    Raises CellRefused where the text could be misread, with what is expected.

    >>> parse("1,500.75")
    1500.75
    """
    own, written = locale(current()), text.translate(_SPACES)
    try:
        # Babel takes a point for the decimal sign where the language has no use for it. A Norwegian who
        # writes 1.500 may mean 1500.
        if "." in written and "." not in (get_decimal_symbol(own), get_group_symbol(own)):
            raise NumberFormatError(written)
        return float(parse_decimal(written, locale=own, strict=True))
    except NumberFormatError:
        raise CellRefused(
            "“{found}” is no number that can be read with certainty. Write it like {example}.",
            found=text.strip(),
            example=typed(1500.75),
        ) from None


def moment(when: dt.datetime) -> str:
    """A date with its time, short."""
    return format_datetime(when, "short", locale=locale(current()))


def day(when: dt.date) -> str:
    """A calendar day, with the month in words so that nobody takes it for the day.

    >>> day(dt.date(2026, 4, 3))
    'Apr 3, 2026'
    """
    return format_date(when, "medium", locale=locale(current()))


def span(first: dt.date, last: dt.date) -> str:
    """The days from the first to the last.

    >>> span(dt.date(2026, 4, 1), dt.date(2026, 4, 30)).replace(chr(0x2009), " ")
    'Apr 1 – 30, 2026'
    """
    return day(first) if first == last else format_interval(first, last, "yMMMd", locale=locale(current()))


def listing(names: list[str]) -> str:
    """Names as a list in words.

    >>> listing(["Events", "Webinar", "Ads"])
    'Events, Webinar and Ads'
    """
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
