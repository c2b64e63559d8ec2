"""Names that a spreadsheet program accepts for a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 31
"""The longest name of a sheet, in UTF-16 units as Excel counts."""

_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_RESERVED = {"history"}


def legal_sheet_name(name: str, taken: Iterable[str] = ()) -> str:
    """The nearest name that a spreadsheet program accepts and that is not taken yet.

    No [ ] : * ? / or backslash, no apostrophe at either end, at most 31 characters, unlike every other
    name also in small letters.

    >>> legal_sheet_name("Events 2026/27")
    'Events 2026 27'
    >>> legal_sheet_name("events", taken=["Events"])
    'events (2)'
    """
    used = {other.lower() for other in taken} | _RESERVED
    legal = _ends_mended(" ".join(_ILLEGAL.sub(" ", name).split())) or "Sheet"
    candidate = _ends_mended(_cut(legal, LONGEST))
    number = 2
    while candidate.lower() in used:
        ending = f" ({number})"
        candidate = _cut(legal, LONGEST - len(ending)).rstrip() + ending
        number += 1
    return candidate


def legal_sheet_names(names: Iterable[str]) -> list[str]:
    """A legal name for each of these, in their order, no two alike.

    >>> legal_sheet_names(["a/b", "a b"])
    ['a b', 'a b (2)']
    """
    legal: list[str] = []
    for name in names:
        legal.append(legal_sheet_name(name, legal))
    return legal


def _ends_mended(name: str) -> str:
    return name.strip().strip("'").strip()


def _cut(name: str, length: int) -> str:
    return name.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore")
