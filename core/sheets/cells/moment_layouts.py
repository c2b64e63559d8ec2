"""The plain layouts of dates and times, in which every text of a length has its digits at the same places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

_DATES_ANYWHERE = ("YYYY-MM-DD", "YYYY/MM/DD", "DD.MM.YYYY", "D.M.YYYY", "DD.M.YYYY", "D.MM.YYYY")
_DATES_BY_ORDER = {
    "dmy": tuple(f"{d}{mark}{m}{mark}YYYY" for mark in "/-" for d in ("DD", "D") for m in ("MM", "M")),
    "mdy": tuple(f"{m}{mark}{d}{mark}YYYY" for mark in "/-" for d in ("DD", "D") for m in ("MM", "M")),
}
_TIMES = ("hh:mm", "hh:mm:ss", "h:mm", "h:mm:ss")
_FRACTIONS = tuple("." + "f" * figures for figures in range(1, 7))
_OFFSETS = ("", "Z", "+zz:ZZ", "+zzZZ")
_DIGITS = "YMDhmsfzZ"


@dataclass(frozen=True)
class Layout:
    """Where the digits of each part stand and which signs stand between them."""

    places: Mapping[str, tuple[int, ...]]
    """By part: Y, M, D, h, m, s, f (the fraction of a second), z and Z (hours and minutes from UTC)."""
    signs: tuple[tuple[int, str], ...]
    """Place and sign; two signs stand for either."""
    digits: tuple[int, ...]
    """All places that hold a digit."""
    utc: bool = False
    """Whether the text ends in the Z of UTC."""
    sign: int | None = None
    """Where the + or - of an offset stands."""
    half: int | None = None
    """Where the A or P of AM and PM stands."""


@cache
def layouts_of_length(length: int, order: str | None) -> tuple[Layout, ...]:
    """The layouts that texts of so many characters can have, in a column of this date order.

    >>> len(layouts_of_length(10, None)), len(layouts_of_length(10, "dmy")), layouts_of_length(5, None)
    (3, 5, ())
    """
    return tuple(_layout(written) for written in _written(order) if len(written) == length)


def _written(order: str | None) -> Iterator[str]:
    for date in (*_DATES_ANYWHERE, *_DATES_BY_ORDER.get(order or "", ())):
        yield date
        for time in _TIMES:
            yield f"{date}_{time}"
            yield f"{date}_{time} p~"
        if date == "YYYY-MM-DD":
            for time in ("hh:mm:ss", *(f"hh:mm:ss{fraction}" for fraction in _FRACTIONS)):
                for offset in _OFFSETS:
                    if time != "hh:mm:ss" or offset:
                        yield f"{date}_{time}{offset}"


def _layout(written: str) -> Layout:
    utc = written.endswith("Z") and not written.endswith("ZZ")
    digits = tuple(
        place for place, part in enumerate(written) if part in _DIGITS and not (utc and part == "Z")
    )
    return Layout(
        {
            part: tuple(place for place in digits if written[place] == part)
            for part in dict.fromkeys(written[place] for place in digits)
        },
        tuple(
            (place, {"_": " T", "+": "+-", "p": "AP", "~": "M"}.get(sign, sign))
            for place, sign in enumerate(written)
            if place not in digits
        ),
        digits,
        utc,
        written.index("+") if "+" in written else None,
        written.index("p") if "p" in written else None,
    )
