"""Texts of a long column told apart at once: those that are simply what they say, and those to look at."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.sheets.records.cell_columns import Mask, Texts, pieces

_JUNK = r"\s\-./?_<>\[\]()…‐-―−\x{00a0}\x{200b}-\x{200d}\x{2060}\x{feff}\x{00ad}\x{fe58}\x{fe63}\x{ff0d}"
_MAY_BE_BLANK = rf"^(?:[^{_JUNK}0-9@]?[{_JUNK}]*){{0,20}}$"
"""Nothing that stands for nothing ("n/a", "bitte wählen") has more letters, a digit or an @."""
_ERROR_BEGINS = np.frombuffer(b"#EeFf", dtype=np.uint8)
_MAY_BE_AN_ERROR = r"^(?:#|(?i:err|fehler|feil))"
_UNTIDY = (
    r"^\s|\s$|\s\s|[\t-\r\x1c-\x1f]|[\x{0085}\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}"
    r"\x{202f}\x{205f}\x{3000}]"
)
_SPACE = 0x20
_PARTS_A_DATE = np.isin(np.arange(256), list(b"/- "))
_BEGINS_ODDLY = ~np.isin(np.arange(256), list(b"0123456789"))
"""A weekday or a space before the date."""


def matching(texts: Texts, pattern: str) -> Mask:
    """Which texts a pattern finds; an empty cell is none."""
    found = pc.fill_null(pc.match_substring_regex(texts, pattern), False)
    mask: Mask = found.to_numpy(zero_copy_only=False)
    return mask


def among(texts: Texts, asked: Mask, pattern: str) -> Mask:
    """Which of the texts that are asked about a pattern finds."""
    if asked.all():
        return matching(texts, pattern)
    found = np.zeros(len(texts), dtype=bool)
    if asked.any():
        found[asked] = matching(texts.filter(pa.array(asked)), pattern)
    return found


def _piece_by_piece(asked: Callable[[pa.Array], Mask]) -> Callable[[Texts], Mask]:
    """The same asked of texts in many pieces, which are not put together for it."""

    @wraps(asked)
    def answer(texts: Texts) -> Mask:
        if isinstance(texts, pa.Array):
            return asked(texts)
        return np.concatenate([np.zeros(0, dtype=bool), *map(asked, texts.chunks)])

    return answer


@_piece_by_piece
def to_look_at(texts: pa.Array) -> Mask:
    """Texts that may say nothing, be the error of a formula, or have spaces to tidy.

    All others are names and notes as they stand.

    >>> to_look_at(pa.array(["Q4 2026", "n/a", "user-4711", " two  spaces ", "#DIV/0!"])).tolist()
    [False, True, False, True, True]
    """
    said = ~ends_with_digit(texts)
    found = among(texts, said, _MAY_BE_BLANK)
    found |= among(texts, _begin_like_errors(texts), _MAY_BE_AN_ERROR)
    if _may_be_untidy(texts):
        found |= matching(texts, _UNTIDY)
    return found


@_piece_by_piece
def ends_with_digit(texts: pa.Array) -> Mask:
    """Which texts end with a digit from 0 to 9.

    >>> ends_with_digit(pa.array(["case 7", "case", "", None])).tolist()
    [True, False, False, False]
    """
    offsets, letters = _buffers(texts)
    ends = np.zeros(len(texts), dtype=bool)
    full = offsets[1:] > offsets[:-1]
    last = letters[offsets[1:][full] - 1]
    ends[full] = (last >= ord("0")) & (last <= ord("9"))
    return ends


def _begin_like_errors(texts: pa.Array) -> Mask:
    offsets, letters = _buffers(texts)
    begins = np.zeros(len(texts), dtype=bool)
    full = offsets[1:] > offsets[:-1]
    begins[full] = np.isin(letters[offsets[:-1][full]], _ERROR_BEGINS)
    return begins


def holds_any(texts: Texts, letters: bytes) -> bool:
    """Whether any of these plain letters stands anywhere in the column.

    >>> holds_any(pa.array(["12", "13"]), b".,"), holds_any(pa.array(["12", "1.5"]), b".,")
    (False, True)
    """
    for piece in pieces(texts):
        offsets, data = _buffers(piece)
        used = data[offsets[0] : offsets[-1]] if len(piece) else data[:0]
        if any(bool((used == letter).any()) for letter in letters):
            return True
    return False


def _may_be_untidy(texts: pa.Array) -> bool:
    """Whether any byte of the column hints at spaces to tidy; most columns have none."""
    offsets, letters = _buffers(texts)
    used = letters[offsets[0] : offsets[-1]] if len(offsets) else letters
    if not len(used):
        return False
    if bool((used < _SPACE).any()):
        return True
    # Beyond ASCII only letters beginning so can be spaces: U+0085, U+00A0, U+1680, U+2000 to U+3000.
    if bool((used >= 0x80).any()) and bool(np.isin(used, (0xC2, 0xE1, 0xE2, 0xE3)).any()):
        return True
    spaces = used == _SPACE
    if not spaces.any():
        return False
    if bool((spaces[1:] & spaces[:-1]).any()):
        return True
    full = offsets[1:] > offsets[:-1]
    return bool(
        (letters[offsets[:-1][full]] == _SPACE).any() or (letters[offsets[1:][full] - 1] == _SPACE).any()
    )


def _buffers(texts: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Where each text begins and ends, and the letters of all, as they lie in memory."""
    _, places, letters = texts.buffers()
    offsets = np.frombuffer(places, dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]
    if letters is None:
        return offsets, np.empty(0, dtype=np.uint8)
    return offsets, np.frombuffer(letters, dtype=np.uint8)


@_piece_by_piece
def may_need_order(texts: pa.Array) -> Mask:
    """Which texts may be dates with day and month as bare numbers in either order.

    >>> may_need_order(pa.array(["03/04/2026", "3-4-26", "2026-04-03", "03.04.2026", None])).tolist()
    [True, True, False, False, False]
    """
    offsets, letters = _buffers(texts)
    start, long = offsets[:-1], offsets[1:] - offsets[:-1] >= 3
    whole = bool(long.all())
    begins = start if whole else start[long]
    asked: Mask = _BEGINS_ODDLY[letters[begins]]
    asked |= _PARTS_A_DATE[letters[begins + 1]]
    asked |= _PARTS_A_DATE[letters[begins + 2]]
    if whole:
        return asked
    found = np.zeros(len(texts), dtype=bool)
    found[long] = asked
    return found
