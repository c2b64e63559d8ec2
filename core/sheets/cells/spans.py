"""One stretch of time as a text spells it: 25 min, 1:30, 1 h 30, 5 3/4 h, PT36H30M00S."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.errors import CellRefused
from core.sheets.cells.fractions import AMOUNT, broken_number
from core.sheets.cells.time_units import UNITS, named_unit


@dataclass(frozen=True)
class Span:
    """An amount in a unit; `unit` is None for a bare number, and `clock` tells 1:30 from 90 min."""

    amount: float
    unit: str | None
    clock: bool = False
    joined: tuple[str, ...] = ()
    """The units it was put together of, such as h and min in 1 h 30 min."""


_WORKING_DAYS = re.compile(r"\b(?:working|work|business) (days?)\b", re.IGNORECASE)
_TOKEN = re.compile(rf"({AMOUNT})\s*([^\W\d_]+\.?|'(?![0-9]))?")
_JOINT = re.compile(r"\s*(?:,|&|\b(?:und|and|og)\b)?\s*", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:([0-9]{1,4}) days?,? )?([0-9]{1,5}):([0-9]{1,2})(?::([0-9]{1,2})(?:[.,]([0-9]{1,9}))?)?"
    r"\s*([^\W\d_]+\.?)?",
    re.IGNORECASE,
)
_ISO = re.compile(r"PT(?=[0-9])(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6}(?:\.[0-9]{1,9})?)S)?")
_ORDER = ("w", "d", "h", "min", "s")


@lru_cache(maxsize=10_000)  # the cells of a column repeat
def span(text: str, decimal: str | None = None) -> Span | None:
    """The stretch of time a tidied text spells, or None where it spells none.

    Raises CellRefused where a number in it is unclear, and for more than 59 minutes after an hour.

    >>> span("1 t 30 min")
    Span(amount=90.0, unit='min', clock=False, joined=('h', 'min'))
    >>> span("5 3/4 Std.")
    Span(amount=5.75, unit='h', clock=False, joined=())
    """
    if ":" in text:
        return _clock(text)
    iso = _ISO.fullmatch(text)
    if iso:
        hours, minutes, seconds = (float(part or 0) for part in iso.groups())
        return Span(hours * 60 + minutes + seconds / 60, "min", clock=True)
    tokens = _tokens(_WORKING_DAYS.sub(r"work\1", text) if " day" in text.lower() else text)
    if not tokens:
        return None
    if len(tokens) > 1:
        return _joined(text, tokens, decimal)
    amount = broken_number(tokens[0][0], decimal)
    word = tokens[0][1]
    unit = named_unit(word)
    if amount is None or (word and unit is None):
        return None
    return Span(amount, unit)


def _tokens(text: str) -> list[tuple[str, str]]:
    """The text as (amount, unit) pairs that cover it whole, or none."""
    tokens: list[tuple[str, str]] = []
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            return []
        tokens.append((found[1], found[2] or ""))
        place = found.end()
        if place < len(text):
            joint = _JOINT.match(text, place)
            place = joint.end() if joint else place
            if place == len(text):
                return []
    return tokens


def _joined(text: str, tokens: list[tuple[str, str]], decimal: str | None) -> Span | None:
    minutes = 0.0
    units: list[str] = []
    for position, (written, word) in enumerate(tokens):
        after_hours = units[-1:] == ["h"] and not word and re.fullmatch("[0-9]{2}", written)
        unit = "min" if after_hours else named_unit(word)
        amount = broken_number(written, decimal)
        if (
            unit is None
            or unit not in UNITS
            or amount is None
            or (position < len(tokens) - 1 and amount % 1 != 0)
        ):
            return None
        if units and _ORDER.index(unit) <= _ORDER.index(units[-1]):
            return None
        if unit in ("min", "s") and units and amount >= 60:
            raise _over_59(text)
        minutes += amount * UNITS[unit]
        units.append(unit)
    return Span(minutes, "min", joined=tuple(units))


def _clock(text: str) -> Span | None:
    found = _CLOCK.fullmatch(text)
    if found is None or (found[6] and named_unit(found[6]) not in ("h", "min")):
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[:4])
    if len(found[3]) < 2 or (found[4] and len(found[4]) < 2):
        raise CellRefused(
            "“{found}” needs two digits after each colon. Write it as hours:minutes, such as 1:05.",
            found=text,
        )
    if minutes > 59 or seconds > 59:
        raise _over_59(text)
    if found[6] and named_unit(found[6]) == "min":
        raise unclear_clock(text)
    seconds_exact = seconds + float(f"0.{found[5] or 0}")
    return Span(round(days * 1440 + hours * 60 + minutes + seconds_exact / 60, 6), "min", clock=True)


def unclear_clock(text: str) -> CellRefused:
    """The refusal of 1:30 where it may be minutes and seconds."""
    return CellRefused(
        "“{found}” can be hours and minutes, or minutes and seconds. Write it with units, such as 1 h 30 min "
        "or 1 min 30 s.",
        found=text,
    )


def _over_59(text: str) -> CellRefused:
    return CellRefused(
        "“{found}” has more than 59 minutes or seconds after the larger unit. "
        "Write 1:15 or 75 min, for example.",
        found=text,
    )
