"""One rate as a text spells it: 12 %, 3 of 10, 10x, 10 per event, 0.12."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from core.sheets.cells.currencies import currency_code
from core.sheets.cells.numbers import written_number
from core.sheets.cells.time_units import named_unit


class Kind(Enum):
    """How a rate was written."""

    PERCENT = "12 %"
    COUNTED = "3 of 10"
    BATCH = "10x"
    BARE = "0.12"
    PER_PERIOD = "10 per week"
    ODDS = "1 in 5"


@dataclass(frozen=True)
class Share:
    """A rate as written: 12 for "12 %"; of "3 of 10" the 3, with `tried` 10."""

    kind: Kind
    amount: float
    tried: float = 0.0


_AMOUNT = r"([-+]? ?[0-9](?:[0-9.,' ]*[0-9])?|[-+]? ?[.,][0-9]+)"
_PERCENT = re.compile(rf"{_AMOUNT} ?(?:%|(?:prozent|prosent|percent|per cent|pct)\b\.?)", re.IGNORECASE)
_COUNTED = re.compile(
    rf"{_AMOUNT} ?(?:/|\b(?:von|av|of|aus|out of|ut av)\b) ?{_AMOUNT}(?: [^\W\d_]+)?", re.IGNORECASE
)
_ODDS = re.compile(rf"{_AMOUNT} ?(?::|\b(?:in|zu|i|til)\b) ?{_AMOUNT}", re.IGNORECASE)
_TIMES = re.compile(rf"[x×*] ?{_AMOUNT}|{_AMOUNT} ?[x×]", re.IGNORECASE)
_PER_RUN = re.compile(
    rf"{_AMOUNT}(?: ([^\W\d_]+))? ?\b(?:pro|per|je|pr|for each)\b\.?(?: ([^\W\d_]+(?:[ -][^\W\d_]+)?))?",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:stunde|tag|woche|monat|quartal|jahr|hour|day|week|month|quarter|year|time|dag|uke|måned|kvartal|år)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=10_000)  # the cells of a column repeat
def share(text: str, decimal: str | None = None) -> Share | None:
    """The rate that a tidied text spells, or None where it spells none.

    Raises CellRefused where a number in it can be read in two ways.

    >>> share("3 von 10")
    Share(kind=<Kind.COUNTED: '3 of 10'>, amount=3.0, tried=10.0)
    >>> share("10 Kontakte pro Event").kind
    <Kind.BATCH: '10x'>
    """
    for kind, pattern in ((Kind.PERCENT, _PERCENT), (Kind.COUNTED, _COUNTED), (Kind.ODDS, _ODDS)):
        found = pattern.fullmatch(text)
        if found:
            numbers = [written_number(each, decimal or _only_sense(kind, each)) for each in found.groups()]
            return None if None in numbers else Share(kind, *(each for each in numbers if each is not None))
    times = _TIMES.fullmatch(text)
    if times:
        return _share(Kind.BATCH, times[1] or times[2], decimal)
    per_run = _PER_RUN.fullmatch(text)
    if per_run:
        brought, opened_by = per_run[2] or "", per_run[3] or ""
        if named_unit(brought) or currency_code(brought):
            return None  # "5 min per call" is a time, "5 EUR per click" a price
        per_period = _PERIOD.search(opened_by)
        return _share(Kind.PER_PERIOD if per_period else Kind.BATCH, per_run[1], decimal)
    return _share(Kind.BARE, text, decimal)


def _only_sense(kind: Kind, written: str) -> str | None:
    """The decimal sign that "1.234" must have here: 1234 % is no rate, and 1 and a fraction no count."""
    if kind is Kind.ODDS or ("." in written) == ("," in written):
        return None
    mark, other = (".", ",") if "." in written else (",", ".")
    return mark if kind is Kind.PERCENT else other


def _share(kind: Kind, written: str, decimal: str | None) -> Share | None:
    amount = written_number(written, decimal)
    return None if amount is None else Share(kind, amount)
