"""A first look over a whole text file: how its letters were saved, and that no line of it is endless.

Whoever reads a file into columns believes its lines to be short: DuckDB left out a line of 60 million
commas without a word.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from core.errors import FileRefused
from core.sheets.files.limits import Count

LONGEST_LINE = 1_000_000
"""In bytes."""
_PART = 8 << 20


@dataclass(frozen=True)
class Letters:
    """What was seen of a file."""

    utf_8: bool
    latin_1: bool
    """Whether it can be Latin-1, which has no signs from 0x80 to 0x9F; Windows has the € there."""
    binary: bool
    """Whether it holds zeros, as UTF-16 does, and files that are no text."""
    quotes: bool
    long_line: int = 0
    """The number of the first line that is too long; 0 where there is none."""


def encoding_of(path: Path, size: int, changed: int) -> tuple[str, bool]:
    """The encoding of a file, as DuckDB calls it, and whether there are quotation marks in it.

    `size` and `changed` tell one version of the file from another. Raises FileRefused where the file is in
    another encoding, or a line is too long to be one of a table.
    """
    found = letters(path, size, changed)
    if found.binary or not (found.utf_8 or found.latin_1):
        raise FileRefused(
            "{path} is saved in an encoding that only an upload can read. Save it as “CSV UTF-8” from your "
            "spreadsheet program, or have the program that exports it write UTF-8.",
            path=path,
        )
    if found.long_line:
        raise FileRefused(
            "Line {line} of {path} has more than {limit} characters, which no row of a table has. Is a "
            "quotation mark left open, or is it no table?",
            line=Count(found.long_line),
            path=path,
            limit=Count(LONGEST_LINE),
        )
    return "utf-8" if found.utf_8 else "latin-1", found.quotes


@lru_cache(maxsize=16)
def letters(path: Path, size: int, changed: int) -> Letters:
    """Look over the file once, a few megabytes at a time."""
    utf_8 = latin_1 = True
    binary = quotes = False
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines, unfinished = 0, 0
    with path.open("rb") as file:
        while part := file.read(_PART):
            quotes = quotes or b'"' in part
            binary = binary or b"\x00" in part
            if latin_1 and not part.isascii():
                latin_1 = not bool(((np.frombuffer(part, np.uint8) & 0xE0) == 0x80).any())
            if utf_8:
                utf_8 = _goes_on(decoder, part)
            too_long, unfinished = _endless(part, unfinished)
            if binary or too_long is not None:
                line = 0 if binary or too_long is None else lines + _line_ends(part[:too_long]) + 1
                return Letters(utf_8, latin_1, binary, quotes, line)
            lines += _line_ends(part)
    return Letters(utf_8 and _goes_on(decoder, b"", final=True), latin_1, binary, quotes)


def _goes_on(decoder: codecs.IncrementalDecoder, part: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(part, final)
    except UnicodeDecodeError:
        return False
    return True


def _endless(part: bytes, unfinished: int) -> tuple[int | None, int]:
    """Where in a part a line begins that is too long, if one does, and the length of the line it ends with.

    `unfinished` is the length that its first line has before it. From each line end the last one within
    reach is looked for, so that few lines are looked at.

    >>> _endless(b"ab\\ncd", 5), _endless(b"a" * 9, LONGEST_LINE)
    ((None, 2), (0, 1000009))
    """
    at, reach = 0, LONGEST_LINE - unfinished
    while at + reach < len(part):
        end = max(part.rfind(b"\n", at, at + reach + 1), part.rfind(b"\r", at, at + reach + 1))
        if end < 0:
            return at, unfinished + len(part)
        at, reach, unfinished = end + 1, LONGEST_LINE, 0
    end = max(part.rfind(b"\n", at), part.rfind(b"\r", at))
    return None, len(part) - end - 1 if end >= 0 else unfinished + len(part) - at


def _line_ends(part: bytes) -> int:
    """How many lines end in a part, however their ends are written."""
    return part.count(b"\n") or part.count(b"\r")
