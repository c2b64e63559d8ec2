"""Rows that may head a table of records: their texts, and a sample of what stands below."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache, lru_cache

from core.sheets.cells.blanks import is_blank
from core.sheets.cells.months import MONTH_NAME
from core.sheets.grid import Cell, Grid
from core.sheets.kinds.stages import stage_of
from core.sheets.tables.above import around
from core.sheets.tables.contents import contents_of
from core.sheets.tables.header_groups import over_each
from core.sheets.tables.header_halves import in_two_lines
from core.sheets.tables.headers import heading_forms, words_of_records
from core.sheets.tables.heading_periods import period_key, shown_heading
from core.sheets.tables.kind_scores import Below
from core.sheets.tables.stated_days import stated_days

SCANNED = 5000
"""Further tables are looked for in sheets up to so many rows; a longer sheet holds one table."""
FIRST_TABLE_BY = 200
_CHARACTERS = 90
_SAMPLE = 60
_ENOUGH = 3
_LEAP_YEAR = 2024
_TOKEN = re.compile(r"[^\W_]+")
FIRST_TABLE_BY = 200
"""The first table of a sheet begins in its first rows."""
_PERIOD = re.compile(
    rf"\b(?:19|20)[0-9]{{2}}\b|\b[qwh][0-9]{{1,2}}\b|\bkw|uke|week|woche|quartal|kvartal|{MONTH_NAME}",
    re.IGNORECASE,
)


def sheet_head(grid: Grid) -> Sequence[list[Cell]]:
    """The rows in which headers are looked for.

    >>> len(sheet_head(Grid("A", [["Step"]] * 9)))
    9
    """
    rows = grid.rows
    return rows if len(rows) <= SCANNED else rows[:FIRST_TABLE_BY]


def filled_in(row: Sequence[Cell], left: int, right: int) -> int:
    """How many cells of a row from column `left` to before column `right` say something.

    >>> filled_in(["a", None, "-", "b"], 0, 4)
    2
    """
    return sum(1 for cell in row[left:right] if cell is not None and not is_blank(cell))


def has_two(row: Sequence[Cell], left: int, right: int) -> bool:
    """Whether at least two cells of a row from column `left` to before column `right` say something.

    >>> has_two(["a", None, "b"], 0, 3), has_two(["a", "-", None], 0, 3)
    (True, False)
    """
    found = 0
    for cell in row[left:right]:
        if cell is not None and not is_blank(cell):
            found += 1
            if found == 2:
                return True
    return False


def has_any(row: Sequence[Cell], left: int, right: int) -> bool:
    """Whether any cell of a row from column `left` to before column `right` says something.

    >>> has_any([None, "-"], 0, 2)
    False
    """
    return any(cell is not None and not is_blank(cell) for cell in row[left:right])


def may_be_a_header(cells: Sequence[Cell], *, first: bool = False) -> bool:
    """Whether the cells of a row look like the headings of records.

    The `first` row with content is compared by likeness later, so it need not hold known words.

    >>> may_be_a_header(["Datum", "Stunden"]), may_be_a_header(["1.3.2026", "7,5"])
    (True, False)
    """
    words = others = figures = texts = days = 0
    for cell in cells:
        if cell is None or is_blank(cell):
            continue
        if isinstance(cell, str):
            if len(cell) > _CHARACTERS:
                return False
            sort = _sort_of_text(cell)
        elif isinstance(cell, dt.date):
            sort = "other" if cell.day == 1 else "figure"
            days += 1
        else:
            sort = "other" if isinstance(cell, (int, float)) and 1990 <= cell <= 2100 else "figure"
        words += sort == "word"
        others += sort == "other"
        figures += sort == "figure"
        texts += sort == "text"
    if first and words and days > 1 and days == figures + others:
        return True  # a column a week
    if figures > words + others:
        return False
    return (
        (words >= 1 and words + others >= 2) or others >= 2 or (first and not figures and words + texts >= 2)
    )


@lru_cache(maxsize=2**14)
def _sort_of_text(text: str) -> str:
    """What a text is among headings: a known word, a stage or a period, a figure, or any text."""
    if not any(letter.isalpha() for letter in text):
        return "other" if _PERIOD.search(text) and _is_stretch(text) else "figure"
    if _is_known_word(text):
        return "word"
    if stage_of(text) or (len(text) < 30 and _PERIOD.search(text) and _is_stretch(text)):
        return "other"
    return "figure" if text[0].isdigit() else "text"


def _is_known_word(text: str) -> bool:
    # Most cells of a sheet share no word with any heading; that is found out first.
    if not any(token in _tokens() for token in _TOKEN.findall(text.casefold())):
        return False
    return any(form in words_of_records() for form in heading_forms(text))


@cache
def _tokens() -> frozenset[str]:
    return frozenset(token for word in words_of_records() for token in _TOKEN.findall(word))


def _is_stretch(text: str) -> bool:
    """Whether a text is a period longer than a day: single days are data, not headings."""
    key = period_key(text, _LEAP_YEAR)
    first, _, last = key.partition("/")
    return bool(key) and first != last


def below_row(
    grid: Grid, file: str, row: int, left: int, right: int, *, height: int = 1, after: int = -1
) -> Below:
    """A row as the header of what stands below it, from column `left` to before column `right`.

    >>> grid = Grid("A", [["Datum", "Stunden"], ["1.3.2026", 7.5]])
    >>> below_row(grid, "a.csv", 0, 0, 2).headings
    ('Datum', 'Stunden')
    """
    raw = _within(grid.rows[row], left, right)
    headings = [" ".join(str(shown_heading(cell)).split()) if not is_blank(cell) else "" for cell in raw]
    groups: tuple[str, ...] = ()
    if height == 2:
        lower = _within(grid.rows[row + 1], left, right)
        groups = over_each(raw, lower)
        headings, raw = in_two_lines(raw, lower)
    width = max((c for c, text in enumerate(headings) if text), default=left) + 1
    sample = _sample(grid, row + height, left, right)
    columns = tuple(contents_of([line[c] for line in sample] if c >= left else []) for c in range(width))
    words = around(grid, file, row, after, (left, right))
    return Below(
        row,
        height,
        tuple(headings[:width]),
        tuple(raw[:width]),
        columns,
        words.said,
        words.year,
        words.period is not None,
        days=stated_days([words.title, grid.name, words.said], words.year),
        groups=groups[:width],
        turn=words.turn,
    )


def _within(row: Sequence[Cell], left: int, right: int) -> list[Cell]:
    return [cell if left <= c < right else None for c, cell in enumerate(row[:right])]


def _sample(grid: Grid, first: int, left: int, right: int) -> list[list[Cell]]:
    """Rows below a header, without the blank ones; a table of a few rows ends at its first blank row."""
    rows: list[list[Cell]] = []
    for row in grid.rows[first : first + 3 * _SAMPLE]:
        if has_any(row, left, right):
            rows.append(row)
        elif len(rows) >= _ENOUGH:
            break
        if len(rows) == _SAMPLE:
            break
    return rows
