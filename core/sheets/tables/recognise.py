"""Which tables a sheet holds, of what kind, and what their columns are.

Only rows of nothing but words can be headers, so that a sheet of many rows costs no more than its headers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from core.errors import SheetRefused
from core.language import Quoted, Text
from core.sheets.cells.blanks import is_blank
from core.sheets.grid import Grid
from core.sheets.kinds import KINDS, PROCESS, Kind
from core.sheets.kinds.process import PHASES
from core.sheets.tables.columns import understand
from core.sheets.tables.header_lines import header_texts, is_second_line, unit_above
from core.sheets.tables.headers import ACCEPT, SUGGEST, known_words, match, plain
from core.sheets.tables.sideways import on_its_side
from core.sheets.tables.table import ColumnUse, Corrections, Table

Recall = Callable[[Sequence[str]], Mapping[str, Any] | None]
"""Gives the matching that was corrected once for this header, if there is one."""

_FUZZY_ROWS = 40
"""So many rows with content are compared by likeness; further headers must be worded as known."""
_HEADER_CHARACTERS = 70
_GENERIC = re.compile(
    r"^(?:sheet|tabelle|ark|table|blatt|feuil|worksheet|regneark)\s*\d*(?:\s*\(\d+\))?$", re.IGNORECASE
)
_PREFIX = re.compile(r"^(?:kanal|channel|prozess|process|prosess)\s*[:\-–]\s*|\s*:$", re.IGNORECASE)
_DATED = re.compile(
    r"^(?:stand|dato|datum|date|as of|version|autor|author|erstellt|utarbeidet|created|by|von|av)\b|^[\d\W]+$"
    r"|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{4}-\d{2}-\d{2}",
    re.IGNORECASE,
)
"""A line that says when or by whom a sheet was made is no title."""


def recognise(
    grid: Grid,
    file: str,
    *,
    recall: Recall = lambda header: None,
    corrections: Mapping[int, Corrections] | None = None,
) -> list[Table]:
    """The tables of a sheet, from top to bottom.

    `recall` gives the matching remembered for a header; `corrections`, by the table's number, are what the
    user said of this very sheet and win over it. Raises SheetRefused where there is no table we can use,
    saying what was found instead.

    >>> grid = Grid("Events", [["Our events", None], ["Step", "Minutes"], ["Phone call", 25]])
    >>> table = recognise(grid, "steps.xlsx")[0]
    >>> table.kind, table.header_row, table.channel
    ('process', 1, 'Events')
    """
    tables: list[Table] = []
    for left, band in _bands(grid):
        tables += [replace(table, left=left) for table in _stacked(band, file, recall, len(tables))]
    if all(len(table.understood) < 2 for table in tables) and (turned := on_its_side(grid)):
        raise turned
    if not tables:
        table = _without_steps(grid, file, recall)
        if table is None:
            raise _refusal(grid)
        tables = [table]
    said = corrections or {}
    return [
        _corrected(table, said[table.number], grid) if table.number in said else table for table in tables
    ]


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
    own = [(left, part) for left, part in parts if _header_rows(part)]
    return own if len(own) > 1 else [(0, grid)]


def _stacked(grid: Grid, file: str, recall: Recall, before: int) -> list[Table]:
    """The tables that stand one below the other; `before` is how many the sheet has already.

    Where each of several has a title of its own, the titles are the channels.
    """
    starts = _header_rows(grid)
    titles = [_title(grid, row, starts[n - 1][0] if n else -1) for n, (row, _, _) in enumerate(starts)]
    all_titled = len(starts) > 1 and all(title for title, _ in titles)
    tables = []
    for number, (row, height, kind) in enumerate(starts):
        end = titles[number + 1][1] if number + 1 < len(starts) else len(grid.rows)
        table = _table(grid, before + number, row, height, kind, end - 1, recall)
        title = titles[number][0]
        name = _PREFIX.sub("", title) if title and (number or all_titled) else _sheet_name(grid, file)
        tables.append(_named(table, title, name))
    return tables


def _header_rows(grid: Grid) -> list[tuple[int, int, Kind]]:
    """Row, height and kind of every header; a header repeated below itself is none of its own."""
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
        if key in seen and not _title(grid, r, found[-1][0])[0]:
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
    for kind in KINDS.values():
        fits = _fits(header, kind, 100.0 if known_only else ACCEPT)
        if not kind.required <= fits or (kind.any_of and not kind.any_of & fits):
            continue
        if best is None or len(fits) > best[0]:
            best = (len(fits), kind)
    return best[1] if best else None


def _fits(header: Sequence[str], kind: Kind, score: float = ACCEPT) -> set[str]:
    matches = [match(text, kind) for text in header if text]
    return {found.column for found in matches if found and found.score >= score}


def _title(grid: Grid, header_row: int, above: int) -> tuple[str, int]:
    """The line of words that stands directly above a header, and its row; ("", header_row) if none does."""
    for r in range(header_row - 1, max(above, header_row - 3), -1):
        cells = [cell for cell in grid.rows[r] if not is_blank(cell)]
        if len(cells) == 1 and isinstance(cells[0], str):
            return ("" if _DATED.match(cells[0].strip()) else cells[0].strip()), r
        if cells:
            break
    return "", header_row


def _sheet_name(grid: Grid, file: str) -> str:
    """What a sheet is called: its own name, or its file's where that says nothing ("Sheet1", "Tabelle1")."""
    return PurePath(file).stem if _GENERIC.match(grid.name.strip()) else grid.name.strip()


def _table(grid: Grid, number: int, row: int, height: int, kind: Kind, last: int, recall: Recall) -> Table:
    header = header_texts(grid, row, height)
    width = max(c for c, text in enumerate(header) if text) + 1
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
    return _corrected(table, Corrections.from_json(remembered), grid, remembered=True)


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


def _corrected(table: Table, said: Corrections, grid: Grid, *, remembered: bool = False) -> Table:
    """The table as the user says it is."""
    kind = KINDS[table.kind]
    why = Text("you matched it so for another sheet with this header") if remembered else Text("you said so")
    forced = {use.index: use.name or "" for use in table.columns} | dict(said.columns)
    for name in said.columns.values():
        # What the user gives to one column is taken from any other that was understood as the same.
        for other in [o for o, n in forced.items() if n == name and name and o not in said.columns]:
            forced[other] = ""
    body = [line[: len(table.columns)] for line in grid.rows[table.first_row : table.last_row + 1]]
    columns, notes, conflicts = understand(
        list(table.header),
        body,
        kind,
        grid.percent,
        table.first_row,
        forced=forced,
        said_above=unit_above(grid, table.header_row),
    )
    columns = [
        replace(
            use,
            reason=why if use.index in said.columns else table.columns[use.index].reason,
            score=100.0 if use.index in said.columns else table.columns[use.index].score,
            unit=said.units.get(use.name or "", use.unit),
            scale=said.scales.get(use.name or "", use.scale),
            decimal=said.decimals.get(use.name or "", use.decimal),
        )
        for use in columns
    ]
    return replace(
        table,
        columns=tuple(columns),
        notes=tuple(notes) if remembered else table.notes,
        conflicts=tuple(conflicts),
        channel=said.channel or table.channel,
        phase=said.phase or table.phase,
    )


def _nearest(grid: Grid) -> tuple[int, int, list[str]] | None:
    """The row that comes nearest to a header: how many headings are known, its number, its texts."""
    nearest: tuple[int, int, list[str]] | None = None
    for r, row in enumerate(grid.rows[:_FUZZY_ROWS]):
        texts = [" ".join(cell.split()) for cell in row if isinstance(cell, str) and not is_blank(cell)]
        known = sum(1 for text in texts if _known_anywhere(text))
        if len(texts) >= 2 and (nearest is None or known > nearest[0]):
            nearest = (known, r, texts)
    return nearest


def _refusal(grid: Grid) -> SheetRefused:
    """Why a sheet holds no table: what comes nearest to a header, and what is missing in it."""
    if not any(not is_blank(cell) for row in grid.rows for cell in row):
        return SheetRefused("This sheet is empty: there is nothing to read in it.")
    nearest = _nearest(grid)
    if nearest is None:
        return SheetRefused(
            "No table was found: no row holds at least two headings such as Step and Minutes. "
            "Write a row of headings above the steps."
        )
    _, r, texts = nearest
    shown = Quoted(tuple(text[:40] for text in texts[:8]))
    guess = _nearest_step(texts)
    if guess:
        return SheetRefused(
            "Row {row} has the headings {found}, but no column names the steps. Is it “{guess}”? "
            "Call that column “Step”, or choose it below.",
            row=r + 1,
            found=shown,
            guess=guess,
        )
    return SheetRefused(
        "Row {row} has the headings {found}, but no column names the steps (or the roles). "
        "Give the column with the steps the heading “Step”.",
        row=r + 1,
        found=shown,
    )


def _without_steps(grid: Grid, file: str, recall: Recall) -> Table | None:
    """The table whose steps the user has to point at; None where nothing known is in its header."""
    nearest = _nearest(grid)
    if nearest is None or not nearest[0]:
        return None
    _, row, texts = nearest
    if not set(_fits(texts, PROCESS)) or row + 1 >= len(grid.rows):
        return None
    table = _table(grid, 0, row, 1, PROCESS, len(grid.rows) - 1, recall)
    if table.conflicts:
        table = replace(table, conflicts=(_refusal(grid).text,))
    return _named(table, _title(grid, row, -1)[0], _sheet_name(grid, file))


def _known_anywhere(text: str) -> bool:
    return any((found := match(text, kind)) is not None and found.score >= ACCEPT for kind in KINDS.values())


def _nearest_step(texts: Sequence[str]) -> str | None:
    """The heading that is most like one for steps."""
    likely = [
        (found.score, text) for text in texts if (found := match(text, PROCESS)) and found.column == "step"
    ]
    return max(likely)[1] if likely and max(likely)[0] >= SUGGEST else None
