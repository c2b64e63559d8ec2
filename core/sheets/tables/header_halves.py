"""Headers of records in two lines: a heading over several others, and what each column is called then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from core.sheets.cells.blanks import is_blank
from core.sheets.grid import Cell, Grid
from core.sheets.kinds import KINDS, TIME_ENTRIES
from core.sheets.kinds.plain import plain_heading
from core.sheets.kinds.stages import stage_of
from core.sheets.tables.header_lines import is_second_line, is_unit
from core.sheets.tables.headers import ACCEPT, heading_forms, match
from core.sheets.tables.heading_periods import period_key, shown_heading
from core.sheets.tables.versions import NOT_WHAT_HAPPENED, split_version

_LONGEST = 60
_LOOKED_AT = 12
_YEAR = re.compile(r"(?:19[89]|20[0-9])[0-9]")
_A_LEAP_YEAR = 2024
_FIGURES = frozenset({"amount", "length", "hours", "count"})
_VALUES = _FIGURES | {"day", "moment", "clock", "period"}
_OFFERED = re.compile(
    r"\b(?:angebot|angeboten|angebotssumme|offerte|offer|offered|quote|quoted|quotation|tilbud|tilbudt|kalkuliert"
    r"|kalkulation|vorkalkulation|veranschlagt|schätzung|estimation|estimert)\b",
    re.IGNORECASE,
)


def is_no_outcome(heading: str) -> bool:
    """Whether a heading says that its figures are planned, offered or of another time, not what came of it.

    >>> is_no_outcome("Stunden (Soll)"), is_no_outcome("Betrag (Angebot)"), is_no_outcome("Stunden (Ist)")
    (True, True, False)
    """
    return split_version(heading)[1] in NOT_WHAT_HAPPENED or bool(_OFFERED.search(heading))


def is_lower_line(grid: Grid, r: int, left: int, right: int) -> bool:
    """Whether a row only completes the header above it: it parts a heading that stands over several columns.

    Another heading above it stands over a single column and has nothing below it, so neither of the two rows
    is a header by itself; and the rows below hold something else than words.

    >>> rows = [["Datum", "Zeit", None], [None, "Beginn", "Ende"], ["1.3.2026", "8:00", "12:00"]]
    >>> is_lower_line(Grid("A", rows), 1, 0, 3), is_lower_line(Grid("A", rows), 2, 0, 3)
    (True, False)
    """
    if not 0 < r < len(grid.rows) - 1:
        return False
    upper, lower = grid.rows[r - 1][left:right], grid.rows[r][left:right]
    there = [c for c, cell in enumerate(lower) if not is_blank(cell)]
    if len(there) < 2 or not all(_is_wording(lower[c]) for c in there):
        return False
    alone = any(not is_blank(high) and is_blank(low) for high, low in zip(upper, lower, strict=True))
    parted = any(c + 1 in there and not is_blank(upper[c]) and is_blank(upper[c + 1]) for c in there)
    return alone and parted and _stands_over_figures(grid, r, [left + c for c in there])


def _is_wording(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) <= _LONGEST and not any(letter.isdigit() for letter in cell)


def _stands_over_figures(grid: Grid, r: int, columns: Sequence[int]) -> bool:
    """Whether most of these columns hold anything but bare words below this row."""
    below = grid.rows[r + 1 : r + 1 + _LOOKED_AT]
    figures = 0
    for c in columns:
        cells = [row[c] for row in below if not is_blank(row[c])]
        other = sum(not isinstance(cell, str) or any(letter.isdigit() for letter in cell) for cell in cells)
        figures += other * 2 > len(cells)
    return figures * 2 >= len(columns)


def says_units(grid: Grid, r: int) -> bool:
    """Whether a row below a header says units; a lone word in its first column begins the rows instead.

    >>> says_units(Grid("A", [["Status", "Amount"], ["EUR", None]]), 1)
    False
    """
    if not is_second_line(grid, r):
        return False
    filled = [c for c, cell in enumerate(grid.rows[r]) if not is_blank(cell)]
    return len(filled) > 1 or filled != [0]


def in_two_lines(upper: Sequence[Cell], lower: Sequence[Cell]) -> tuple[list[str], list[Cell]]:
    """The headings of two lines, and the cells that they come from.

    "Zeit" over "von" is "von", over "(min)" it is "Zeit (min)"; but a break that begins is no beginning of
    the work, and an offer below "Betrag" is an amount. The month below a year is that of the year.

    >>> in_two_lines(["Datum", "Zeit", None, "Pause", None], [None, "von", "bis", "von", "bis"])[0]
    ['Datum', 'von', 'bis', 'Pause von', 'Pause bis']
    >>> in_two_lines(["Betrag", None], ["Angebot", "MwSt"])[0], in_two_lines([2026, None], ["Jan", "Feb"])[1]
    (['Betrag (Angebot)', 'MwSt'], ['Jan 2026', 'Feb 2026'])
    """
    texts: list[str] = []
    raw: list[Cell] = []
    over = ""
    for high, low in zip(upper, lower, strict=True):
        heading = _text(high)
        over = heading or over
        below = _text(low)
        if not below:
            over = ""
            texts.append(heading)
            raw.append(high)
            continue
        of_a_year = bool(_YEAR.fullmatch(over)) and _is_yearless(below)
        texts.append(f"{below} {over}" if of_a_year else _both(over, below))
        raw.append(f"{below} {over}" if of_a_year else low)
    return texts, raw


def _text(cell: Cell) -> str:
    return "" if is_blank(cell) else " ".join(str(shown_heading(cell)).split())


def _is_yearless(text: str) -> bool:
    return not _YEAR.search(text) and bool(period_key(text, _A_LEAP_YEAR))


def _both(over: str, below: str) -> str:
    if not over:
        return below
    if is_unit(below):
        return f"{over} ({below.strip('()[] ')})"
    reads = _reads_of(below)
    if "clock" in reads and _is_a_break(over):
        return f"{over} {below}"
    qualified = f"{over} ({below.strip('()[] ')})"
    if split_version(below)[1] or is_no_outcome(below) or not (reads or stage_of(below)):
        return qualified
    # What is only a word under a heading of figures says which of them, "Betrag" over "Rechnung".
    return qualified if _FIGURES & _reads_of(over) and reads and not _VALUES & reads else below


def _is_a_break(text: str) -> bool:
    found = match(text, TIME_ENTRIES)
    return found is not None and found.column == "break" and found.score >= ACCEPT


@lru_cache(maxsize=2**12)
def _reads_of(text: str) -> frozenset[str]:
    """How the columns that a heading is a known word for are read, in any kind of records."""
    return frozenset().union(*(_readings().get(form, frozenset()) for form in heading_forms(text)))


@cache
def _readings() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for kind in KINDS.values():
        for column in kind.columns if kind.records else ():
            for word in column.words:
                form = plain_heading(word)
                found[form] = found.get(form, frozenset()) | {column.reads}
    return found
