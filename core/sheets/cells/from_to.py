"""From one time of day to another in one cell: 8:00-12:00, 8-12, 13-17 Uhr, kl. 9-11.30."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.sheets.cells.clocks import written_clock
from core.sheets.cells.wording import LONGEST, tidy
from core.sheets.grid import Cell

_BETWEEN = re.compile(r"\s*(?:[-–—]|\b(?:bis|to|til|until)\b)\s*", re.IGNORECASE)
_NEXT = re.compile(r"\s*(?:[,;/+&\n]|\b(?:und|and|og|u\.)\s)\s*", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:von|from|fra|ab|kl|klokken|um)\.?\s+", re.IGNORECASE)
_HALF = re.compile(r"[ap]\.?m\.?$", re.IGNORECASE)
_UHR = re.compile(r"\s*(?:uhr|h)\.?$", re.IGNORECASE)
_DECIMAL = re.compile(r"[0-9]{1,2}[.](?:25|50|75)")
_DAY = 1440.0


@dataclass(frozen=True)
class FromTo:
    """The stretches of one cell in minutes since midnight, in their order; an end may be past 24:00."""

    stretches: tuple[tuple[float, float], ...]
    bare: bool
    """Whether some end is a mere number, such as the 8 of "8-12"."""

    @property
    def minutes(self) -> float:
        """How long they take together."""
        return sum(end - begin for begin, end in self.stretches)

    @property
    def began(self) -> float:
        """When the first begins."""
        return self.stretches[0][0]

    @property
    def ended(self) -> float:
        """When the last ends."""
        return self.stretches[-1][1]


def from_to(cell: Cell) -> FromTo | None:
    """The stretches of the day that a cell names; None where it is anything else.

    >>> from_to("8:00-12:00, 13:00–15:30").minutes, from_to("7.30 - 11.15 Uhr").minutes
    (390.0, 225.0)
    >>> from_to("8-12").bare, from_to("45 min"), from_to("20-40"), from_to("1-5 pm")
    (True, None, None, None)
    """
    return _written(cell) if isinstance(cell, str) and len(cell) <= LONGEST else None


@lru_cache(maxsize=10_000)
def _written(cell: str) -> FromTo | None:
    found: list[tuple[float, float]] = []
    bare = False
    for piece in _NEXT.split(tidy(cell)):
        ends = _BETWEEN.split(_BEFORE.sub("", piece.strip()))
        if len(ends) != 2 or bool(_HALF.search(ends[0])) != bool(_HALF.search(ends[1])):
            return None
        begin, end = _clock(ends[0]), _clock(ends[1])
        if begin is None or end is None:
            return None
        bare |= ends[0].isdigit() or ends[1].isdigit()
        found.append((begin, end))
    return _in_order(found, bare)


def _in_order(found: list[tuple[float, float]], bare: bool) -> FromTo | None:
    """Each stretch after the one before it, over midnight where an end comes before its beginning."""
    stretches: list[tuple[float, float]] = []
    for begin, end in found:
        if stretches and begin < stretches[-1][1] % _DAY:
            return None
        stretches.append((begin, end if end > begin else end + _DAY))
    past = any(end > _DAY for _, end in stretches[:-1])
    return FromTo(tuple(stretches), bare) if stretches and not past else None


def _clock(text: str) -> float | None:
    hour = _UHR.sub("", text)
    if hour.isdigit() and len(hour) <= 2:
        return int(hour) * 60.0 if int(hour) <= 24 else None
    if _DECIMAL.fullmatch(text):
        return None
    when = written_clock(text)
    return None if when is None else when.total_seconds() / 60
