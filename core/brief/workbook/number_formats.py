"""How figures look in a cell: formats as spreadsheet programs understand them in every language.

A format is written in the English manner; the reader's own program shows its own decimal sign.
"""

from __future__ import annotations

from collections.abc import Iterable

from babel.numbers import get_currency_symbol

from core.brief.story import Unit
from core.language import current
from core.language.amounts import locale

RATE = '[>1]General"×";0.0%'
"""A pass rate: a share, or how many runs of the next step one run opens."""
COUNT = "General"
"""A number with as many decimals as it has."""
MINUTES = '#,##0.0" min"'
"""Minutes, to the tenth."""


def money_format(currency: str, *, cents: bool = True) -> str:
    """An amount with its sign where the language spoken now puts it.

    >>> money_format("EUR"), money_format("CHF", cents=False)
    ('[$€]#,##0.00', '[$CHF] #,##0')
    """
    own = locale(current())
    sign = get_currency_symbol(currency, locale=own)
    pattern = str(own.currency_formats["standard"].pattern).partition(";")[0].replace("\u00a0", " ")
    if sign[-1].isalpha():
        # Letters stand apart from figures.
        pattern = pattern.replace("¤#", "¤ #")
    if not cents:
        pattern = pattern.replace("0.00", "0")
    return pattern.replace("¤", f"[${sign}]")


def format_of(unit: Unit | None, values: Iterable[object], currency: str) -> str:
    """The format of a column or an axis of this unit; with decimals only where they tell something.

    >>> format_of("money", [575.0, 12.4], "EUR"), format_of("minutes", [345, 7.5], "EUR")
    ('[$€]#,##0.00', '#,##0.0" min"')
    """
    figures = [float(value) for value in values if isinstance(value, (int, float))]
    whole = all(abs(figure - round(figure)) < 1e-9 for figure in figures)
    if unit == "money":
        return money_format(currency, cents=not whole and any(0 < abs(figure) < 20 for figure in figures))
    if unit == "minutes":
        return '#,##0" min"' if whole else MINUTES
    if unit == "people":
        return "#,##0"
    if unit == "share" and any(figure > 1 for figure in figures):
        return RATE
    if unit == "share":
        percent = all(abs(figure * 100 - round(figure * 100)) < 1e-9 for figure in figures)
        return "0%" if percent else "0.0%"
    if unit == "per_week":
        return "0.00"
    if unit == "days":
        return "#,##0" if whole else "#,##0.0"
    return COUNT
