"""Why a sheet holds no table we can use: what comes nearest to one, and what is missing in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.errors import SheetRefused
from core.language import Quoted, Text
from core.sheets.cells.blanks import is_blank
from core.sheets.cells.months import WEEKDAY_NAME, weekday_number
from core.sheets.grid import Grid
from core.sheets.kinds import KINDS, PROCESS, ROLES
from core.sheets.tables.headers import ACCEPT, SUGGEST, is_word_of, match
from core.sheets.tables.other_books import other_book
from core.sheets.tables.steps import Recall, step_table_at
from core.sheets.tables.table import Table


@dataclass(frozen=True)
class Closest:
    """The row that comes closest to a header of records: the kind it would be, and what is missing in it."""

    row: int
    kind: str
    missing: Text
    understood: int
    """How many of its columns are those of the kind."""
    unreadable: str = ""
    """The heading that means what is missing, where only its cells cannot be read as that."""


_ROWS = 40
_WEEKDAY = re.compile(WEEKDAY_NAME, re.IGNORECASE)
_DAYS = 4
"""So many different days of the week side by side are a week."""
_MANY_ROWS = 5000


def _nearest(grid: Grid) -> tuple[int, int, list[str]] | None:
    """The row that comes nearest to a header: how many headings are known, its number, its texts."""
    nearest: tuple[int, int, list[str]] | None = None
    for r, row in enumerate(grid.rows[:_ROWS]):
        texts = [" ".join(cell.split()) for cell in row if isinstance(cell, str) and not is_blank(cell)]
        known = sum(1 for text in texts if _known_anywhere(text))
        if len(texts) >= 2 and (nearest is None or known > nearest[0]):
            nearest = (known, r, texts)
    return nearest


def refusal(grid: Grid, closest: Closest | None = None) -> SheetRefused:
    """Why a sheet holds no table: what comes nearest to a header, and what is missing in it.

    `closest` is the header of records that comes nearest to being one.

    >>> print(refusal(Grid("A", [])))
    This sheet is empty: there is nothing to read in it.
    """
    if not any(not is_blank(cell) for row in grid.rows[:_MANY_ROWS] for cell in row):
        return SheetRefused("This sheet is empty: there is nothing to read in it.")
    nearest = _nearest(grid)
    if nearest is None:
        return SheetRefused(
            "No table was found: no row holds at least two headings such as Step and Minutes, Date and "
            "Hours, or Customer and Amount. Write a row of headings above the table."
        )
    _, r, texts = nearest
    if (week := _week(grid)) is not None:
        return week
    if (book := other_book(r, texts)) is not None:
        return book
    if closest is not None and closest.unreadable:
        return SheetRefused(
            "Row {row} has the headings {found}. That is most like “{kind}”, but most cells under "
            "“{heading}” cannot be read as “{missing}”. If it is that, mend them, or say below what the "
            "table is. If it is something else, leave this sheet out.",
            row=closest.row + 1,
            found=_quoted([str(cell) for cell in grid.rows[closest.row] if not is_blank(cell)]),
            kind=KINDS[closest.kind].label,
            heading=closest.unreadable,
            missing=closest.missing,
        )
    if closest is not None:
        return SheetRefused(
            "Row {row} has the headings {found}. That is most like “{kind}”, but no column there is called "
            "“{missing}” and can be read as that. If it is that, give such a column this heading, or say "
            "below what the table is. If it is something else, leave this sheet out.",
            row=closest.row + 1,
            found=_quoted([str(cell) for cell in grid.rows[closest.row] if not is_blank(cell)]),
            kind=KINDS[closest.kind].label,
            missing=closest.missing,
        )
    if _figures_of_steps(texts) and (guess := _nearest_step(texts)):
        return _guessed(r, texts, guess)
    return SheetRefused(
        "Row {row} has the headings {found}, but they are those of no kind of table known here: neither "
        "steps (or roles) nor time entries, invoices, spend or stages. If it is one of these, say below "
        "which; a process needs the heading “Step” over its steps. If it is none, leave this sheet out.",
        row=r + 1,
        found=_quoted(texts),
    )


def _week(grid: Grid) -> SheetRefused | None:
    """The refusal of a sheet with a column for each day of the week."""
    for r, row in enumerate(grid.rows[:_ROWS]):
        texts = [" ".join(cell.split()) for cell in row if isinstance(cell, str) and not is_blank(cell)]
        days = [text for text in texts if _WEEKDAY.match(text)]
        numbers = [weekday_number(found[0]) or 0 for text in days if (found := _WEEKDAY.match(text))]
        in_turn = all((after - before) % 7 == 1 for before, after in pairwise(numbers))
        if len(days) >= _DAYS and in_turn:
            return SheetRefused(
                "Row {row} has a column for each day of the week ({found}), and days side by side are not "
                "read. If it tells how long somebody worked, write a row for each day, with the headings "
                "Date, Project and Hours. If it is something else, leave this sheet out.",
                row=r + 1,
                found=_quoted(days),
            )
    return None


def _guessed(row: int, texts: Sequence[str], guess: str) -> SheetRefused:
    return SheetRefused(
        "Row {row} has the headings {found}, but no column names the steps. Is it “{guess}”? "
        "Call that column “Step”, or choose it below.",
        row=row + 1,
        found=_quoted(texts),
        guess=guess,
    )


def _stepless(row: int, texts: Sequence[str]) -> SheetRefused:
    return SheetRefused(
        "Row {row} has the headings {found}, but no column names the steps (or the roles). "
        "Give the column with the steps the heading “Step”.",
        row=row + 1,
        found=_quoted(texts),
    )


def _quoted(texts: Sequence[str]) -> Quoted:
    return Quoted(tuple(" ".join(text.split())[:40] for text in texts[:8]))


def without_steps(grid: Grid, file: str, recall: Recall, closest: Closest | None = None) -> Table | None:
    """The table whose steps the user has to point at; None where nothing of steps is in its header.

    >>> grid = Grid("Events", [["Minutes", "Pass rate"], [25, 0.4]])
    >>> without_steps(grid, "a.xlsx", lambda header: None).conflicts[0] is not None
    True
    """
    nearest = _nearest(grid)
    if nearest is None or not nearest[0]:
        return None
    _, row, texts = nearest
    of_steps = sum(1 for text in texts if (found := match(text, PROCESS)) and found.score >= ACCEPT)
    if not _figures_of_steps(texts) or _week(grid) is not None or row + 1 >= len(grid.rows):
        return None
    if closest is not None and of_steps < closest.understood:
        return None
    table = step_table_at(grid, file, row, PROCESS.name, len(grid.rows) - 1, recall=recall)
    if table.conflicts:
        guess = _nearest_step(texts)
        told = _guessed(row, texts, guess) if guess else _stepless(row, texts)
        table = replace(table, conflicts=(told.text,))
    return table


def _figures_of_steps(texts: Sequence[str]) -> bool:
    """Whether a heading stands for a figure that steps have: names and remarks stand in any list."""
    found = (match(text, PROCESS) for text in texts)
    return any(
        one is not None and one.score == 100 and PROCESS.column(one.column).reads not in ("text", "choice")
        for one in found
    )


def _known_anywhere(text: str) -> bool:
    if any(is_word_of(text, kind) for kind in KINDS.values() if kind.records):
        return True
    return any(
        (found := match(text, kind)) is not None and found.score >= ACCEPT for kind in (PROCESS, ROLES)
    )


def _nearest_step(texts: Sequence[str]) -> str | None:
    """The heading that is most like one for steps."""
    likely = [
        (found.score, text) for text in texts if (found := match(text, PROCESS)) and found.column == "step"
    ]
    return max(likely)[1] if likely and max(likely)[0] >= SUGGEST else None
