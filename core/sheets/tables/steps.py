"""Tables of steps and of roles: where they stand in a sheet and how they are understood.

Only rows of nothing but words can be headers, so that a sheet of many rows costs no more than its headers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from core.language import Text
from core.sheets.cells.blanks import is_blank
from core.sheets.grid import Grid
from core.sheets.kinds import KINDS, PROCESS, ROLES, Kind
from core.sheets.kinds.process import PHASES
from core.sheets.tables.columns import understand
from core.sheets.tables.corrected_steps import corrected_steps
from core.sheets.tables.header_lines import header_texts, is_second_line, unit_above
from core.sheets.tables.headers import ACCEPT, known_words, match, plain
from core.sheets.tables.table import ColumnUse, Corrections, Table
from core.sheets.tables.titles import sheet_name, title_above

Recall = Callable[[Sequence[str]], Mapping[str, Any] | None]
"""Gives the matching that was corrected once for this header, if there is one."""

_FUZZY_ROWS = 40
"""So many rows with content are compared by likeness; further headers must be worded as known."""
_HEADER_CHARACTERS = 70
_PREFIX = re.compile(r"^(?:kanal|channel|prozess|process|prosess)\s*[:\-–]\s*|\s*:$", re.IGNORECASE)


def step_tables(grid: Grid, file: str, recall: Recall = lambda header: None) -> list[Table]:
    """The tables of steps and of roles in a sheet, from left to right and from top to bottom.

    >>> table = step_tables(Grid("Events", [["Step", "Minutes"], ["Phone call", 25]]), "steps.xlsx")[0]
    >>> table.kind, table.channel
    ('process', 'Events')
    """
    tables: list[Table] = []
    for left, band in _bands(grid):
        tables += [replace(table, left=left) for table in _stacked(band, file, recall, len(tables))]
    return tables


def step_table_at(
    grid: Grid,
    file: str,
    row: int,
    kind: str,
    last: int,
    *,
    number: int = 0,
    recall: Recall = lambda header: None,
) -> Table:
    """The table of steps or roles whose header stands in this row, because somebody said so.

    >>> grid = Grid("Events", [["What", "Min"], ["Phone call", 25]])
    >>> step_table_at(grid, "steps.xlsx", 0, "process", 1).use("step").header
    'What'
    """
    height = 2 if is_second_line(grid, row + 1) else 1
    table = _table(grid, number, row, height, KINDS[kind], last, recall)
    title = title_above(grid, row, -1)[0]
    return _named(table, title, _PREFIX.sub("", title) if title and number else sheet_name(grid, file))


def _bands(grid: Grid) -> list[tuple[int, Grid]]:
    """The sheet, or, where tables stand side by side with an empty column between, each with the rest blank.

    With each its first column.

    An empty column inside one table is no border: every part must have a header of its own.
    """
    filled = [any(not is_blank(row[c]) for row in grid.rows) for c in range(grid.width)]
    borders = [c for c in range(1, grid.width) if filled[c] and not filled[c - 1]]
    if not any(filled) or not [c for c in borders if any(filled[:c])]:
        return [(0, grid)]
    edges = [0, *borders, grid.width]
    parts = [
        (a, replace(grid, rows=[[c if a <= i < b else None for i, c in enumerate(row)] for row in grid.rows]))
        for a, b in pairwise(edges)
    ]
    own = [(left, part) for left, part in parts if header_rows(part)]
    return own if len(own) > 1 else [(0, grid)]


def _stacked(grid: Grid, file: str, recall: Recall, before: int) -> list[Table]:
    """The tables that stand one below the other; `before` is how many the sheet has already.

    Where each of several has a title of its own, the titles are the channels.
    """
    starts = header_rows(grid)
    titles = [title_above(grid, row, starts[n - 1][0] if n else -1) for n, (row, _, _) in enumerate(starts)]
    all_titled = len(starts) > 1 and all(title for title, _ in titles)
    tables = []
    for number, (row, height, kind) in enumerate(starts):
        end = titles[number + 1][1] if number + 1 < len(starts) else len(grid.rows)
        table = _table(grid, before + number, row, height, kind, end - 1, recall)
        title = titles[number][0]
        name = _PREFIX.sub("", title) if title and (number or all_titled) else sheet_name(grid, file)
        tables.append(_named(table, title, name))
    return tables


def header_rows(grid: Grid) -> list[tuple[int, int, Kind]]:
    """Row, height and kind of every header of steps or roles; one repeated below itself is none of its own.

    >>> [(row, kind.name) for row, _, kind in header_rows(Grid("A", [["Step", "Minutes"], ["Call", 25]]))]
    [(0, 'process')]
    """
    found: list[tuple[int, int, Kind]] = []
    lone: tuple[int, int, Kind] | None = None
    seen: set[tuple[str, ...]] = set()
    compared = 0
    skip = -1
    for r, row in enumerate(grid.rows):
        if not all(cell is None or isinstance(cell, str) for cell in row):
            compared += 1  # a row with a number in it is no header
            continue
        texts = [cell for cell in row if cell is not None and not is_blank(cell)]
        if not texts or r <= skip:
            continue
        compared += 1
        if not all(isinstance(cell, str) and len(cell) <= _HEADER_CHARACTERS for cell in texts):
            continue
        if compared > _FUZZY_ROWS:
            known = sum(plain(str(cell)) in known_words() for cell in texts)
            if known < min(2, len(texts)):
                continue
        height = 2 if is_second_line(grid, r + 1) else 1
        header = header_texts(grid, r, height)
        kind = _kind_of(header, known_only=compared > _FUZZY_ROWS)
        if kind is None:
            continue
        if not _is_header(header, kind, found):
            lone = lone or (r, height, kind)
            continue
        key = tuple(plain(text) for text in header if text)
        if key in seen and not title_above(grid, r, found[-1][0])[0]:
            continue
        seen.add(key)
        found.append((r, height, kind))
        skip = r + height - 1
    # A header of which only the steps are understood counts where there is no better one.
    return found or ([lone] if lone else [])


def _is_header(header: Sequence[str], kind: Kind, found: Sequence[object]) -> bool:
    """Whether a row of words is a header: a lone known word below a table is a step called like a column."""
    understood = len(_fits(header, kind))
    filled = sum(1 for text in header if text)
    if found:
        return understood >= 2 and understood * 2 > filled
    return understood >= 2 or filled == 1


def _kind_of(header: Sequence[str], *, known_only: bool = False) -> Kind | None:
    """The kind whose columns these headers name, if they name what it needs."""
    best: tuple[int, Kind] | None = None
    for kind in (PROCESS, ROLES):
        fits = _fits(header, kind, 100.0 if known_only else ACCEPT)
        if not kind.required <= fits or (kind.any_of and not kind.any_of & fits):
            continue
        if best is None or len(fits) > best[0]:
            best = (len(fits), kind)
    return best[1] if best else None


def _fits(header: Sequence[str], kind: Kind, score: float = ACCEPT) -> set[str]:
    matches = [match(text, kind) for text in header if text]
    return {found.column for found in matches if found and found.score >= score}


def _table(grid: Grid, number: int, row: int, height: int, kind: Kind, last: int, recall: Recall) -> Table:
    header = header_texts(grid, row, height)
    width = max((c for c, text in enumerate(header) if text), default=0) + 1
    body = [line[:width] for line in grid.rows[row + height : last + 1]]
    columns, notes, conflicts = understand(
        header[:width], body, kind, grid.percent, row + height, said_above=unit_above(grid, row)
    )
    table = Table(
        sheet=grid.name,
        number=number,
        kind=kind.name,
        reason=_reason(columns, kind),
        header_row=row,
        header_rows=height,
        last_row=last,
        columns=tuple(columns),
        notes=tuple(notes),
        conflicts=tuple(conflicts),
    )
    remembered = recall(table.header)
    if remembered is None:
        return table
    said = Corrections.from_json(remembered)
    if said.kind not in (None, kind.name):
        return table  # it was said to be another kind of sheet, which is seen to where all kinds are known
    return corrected_steps(table, said, grid, remembered=True)


def _reason(columns: Sequence[ColumnUse], kind: Kind) -> Text:
    understood = [use.header for use in columns if use.name]
    return Text(
        "{count} of its {all} columns are those of this kind: {names}",
        {"count": len(understood), "all": len(columns), "names": ", ".join(understood)},
    )


def _named(table: Table, title: str, name: str) -> Table:
    """The table with its title, the channel of rows that name none, and the phase its name tells."""
    if table.kind != PROCESS.name:
        return replace(table, title=title)
    notes = list(table.notes)
    if table.use("channel") is None and not table.channel:
        notes.append(Text("No column names a channel, so all steps belong to “{channel}”", {"channel": name}))
    phase = table.phase
    if table.use("phase") is None:
        phase = _phase_of_name(name, table)
        if phase != "acquire":
            notes.append(
                Text(
                    "“{name}” sounds like a delivery, so its steps are counted for one order", {"name": name}
                )
            )
    channel = table.channel or name
    return replace(table, title=title, channel=channel, phase=phase, notes=tuple(notes))


def _phase_of_name(name: str, table: Table) -> str:
    """The phase that a sheet's name tells, where the sheet knows no failures; else acquiring."""
    if any(table.use(column) for column in ("pass_rate", "tried", "succeeded", "runs_per_win")):
        return "acquire"
    words = set(re.split(r"[\s_\-–/]+", name.casefold())) | {plain(name)}
    return next((phase for phase in ("deliver", "after") if words & set(PHASES[phase])), "acquire")
