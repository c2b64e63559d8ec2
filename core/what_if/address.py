"""A scenario as a short text for the address, `?what=`."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import fields
from typing import Any

from core.errors import StepwiseError
from core.what_if.changes import Change, Changes, HandedOver, LeftOut, Moved, checked, settled

_VERSION = "1"
_MOST_BYTES = 200_000
"""So long is no list of changes: whoever sends more would only fill our memory."""
_LETTERS: dict[str, type[Moved] | type[HandedOver] | type[LeftOut]] = {
    "m": Moved,
    "h": HandedOver,
    "l": LeftOut,
}


def encode(changes: Changes) -> str:
    """The changes as a text of letters, digits, - and _; "" of none.

    >>> decode(encode((Moved("price", "Events", 950.0),)))
    (Moved(what='price', target='Events', value=950.0, how='to'),)
    """
    if not changes:
        return ""
    written = json.dumps([_row(one) for one in changes], ensure_ascii=False, separators=(",", ":"))
    packed = base64.urlsafe_b64encode(zlib.compress(written.encode(), 9)).decode().rstrip("=")
    return f"{_VERSION}{packed}"


def decode(text: str) -> Changes:
    """The changes that `encode` wrote. Raises StepwiseError where the text is cut off or damaged.

    >>> decode("")
    ()
    """
    if not text.strip():
        return ()
    try:
        return tuple(settled(_change(row) for row in _rows(text.strip())).values())
    except (ArithmeticError, LookupError, RecursionError, StepwiseError, TypeError, ValueError, zlib.error):
        raise StepwiseError(
            "The scenario in this address cannot be read: the address is cut off or damaged. "
            "Ask for it to be sent again; shown is the business as it is."
        ) from None


def _row(change: Change) -> list[Any]:
    letter = next(letter for letter, made in _LETTERS.items() if isinstance(change, made))
    values = [getattr(change, field.name) for field in fields(change)]
    # Whole numbers without their decimals are shorter, and come back the same.
    return [letter, *(int(one) if isinstance(one, float) and one.is_integer() else one for one in values)]


def _rows(text: str) -> list[list[Any]]:
    if not text.startswith(_VERSION) or not text.isascii():
        raise ValueError(text)
    packed = text[len(_VERSION) :]
    unpacking = zlib.decompressobj()
    bytes_ = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
    written = unpacking.decompress(bytes_, _MOST_BYTES)
    if not unpacking.eof or unpacking.unused_data:
        raise ValueError(text)
    rows = json.loads(written)
    if not isinstance(rows, list) or not all(isinstance(row, list) and row for row in rows):
        raise ValueError(text)
    return rows


def _change(row: list[Any]) -> Change:
    values: list[Any] = [float(one) if isinstance(one, int) else one for one in row[1:]]
    return checked(_LETTERS[row[0]](*values))
