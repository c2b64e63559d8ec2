"""Which tables a sheet holds, of what kind, and what their columns are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.errors import SheetRefused
from core.language import Text
from core.sheets.grid import Grid
from core.sheets.kinds import KINDS, Kind
from core.sheets.tables.beside_steps import are_all, joined
from core.sheets.tables.corrected_records import corrected_records
from core.sheets.tables.corrected_steps import corrected_steps
from core.sheets.tables.headers import ACCEPT
from core.sheets.tables.record_headers import SCANNED, below_row, has_two
from core.sheets.tables.record_places import Records, find_records
from core.sheets.tables.records import record_table_at
from core.sheets.tables.refusal import Closest, refusal, without_steps
from core.sheets.tables.sideways import on_its_side
from core.sheets.tables.stacked_plans import without_plans
from core.sheets.tables.steps import Recall, header_rows, step_table_at, step_tables
from core.sheets.tables.table import ColumnUse, Corrections, Table

__all__ = ["Recall", "recognise"]

_STEPS_SCANNED = 300
_HEADERS_RECALLED = 20


def recognise(
    grid: Grid,
    file: str,
    *,
    recall: Recall = lambda header: None,
    corrections: Mapping[int, Corrections] | None = None,
) -> list[Table]:
    """The tables of a sheet, from left to right and from top to bottom.

    `recall` gives the matching remembered for a header; `corrections`, by the table's number, are what the
    user said of this very sheet and win over it. Raises SheetRefused where there is no table we can use,
    saying what was found instead.

    >>> grid = Grid("Events", [["Our events", None], ["Step", "Minutes"], ["Phone call", 25]])
    >>> table = recognise(grid, "steps.xlsx")[0]
    >>> table.kind, table.header_row, table.channel
    ('process', 1, 'Events')
    """
    said = corrections or {}
    try:
        tables = _tables(grid, file, recall)
    except SheetRefused:
        first = said.get(0)
        if first is None or first.kind is None or not len(grid.rows):
            raise
        tables = [_overruled(grid, file, None, first, recall)]
        return [_corrected(tables[0], first, grid, file)]
    found = []
    for n, table in enumerate(tables):
        mine = said.get(table.number)
        if mine is None:
            found.append(table)
            continue
        stop = _end_of(table, tables[n + 1 :])
        if _is_overruled(table, mine):
            table = _overruled(grid, file, replace(table, last_row=stop), mine, recall)
        found.append(_corrected(table, mine, grid, file))
    return found


def _tables(grid: Grid, file: str, recall: Recall) -> list[Table]:
    records = find_records(grid, file)
    steps = _steps(grid, file, recall, records)
    tables = without_plans(joined(grid, file, steps, records))
    if tables and any(table.kind in ("process", "roles") for table in tables):
        weak = all(len(table.understood) < 2 for table in tables)
        if weak and (turned := on_its_side(grid)):
            raise turned
    if tables:
        return [_recalled(table, grid, file, recall) for table in tables]
    if again := _remembered(grid, file, recall):
        return [again]
    if turned := on_its_side(grid):
        raise turned
    closest = _closest(records)
    table = without_steps(grid, file, recall, closest) if len(grid.rows) <= SCANNED and not steps else None
    if table is None:
        raise refusal(grid, closest)
    return [table]


def _steps(grid: Grid, file: str, recall: Recall, records: Records) -> list[Table]:
    """The tables of steps; in a very long sheet only where its first rows hold one."""
    head = grid if len(grid.rows) <= SCANNED else replace(grid, rows=list(grid.rows[:_STEPS_SCANNED]))
    if records.found and are_all(header_rows(head), records):
        return []
    return step_tables(grid, file, recall) if head is grid or header_rows(head) else []


def _recalled(table: Table, grid: Grid, file: str, recall: Recall) -> Table:
    """The table as it was matched once for the same header; tables of steps have asked for columns."""
    remembered = recall(table.header)
    if remembered is None:
        return table
    said = Corrections.from_json(remembered)
    if _is_overruled(table, said):
        table = _overruled(grid, file, table, said, lambda header: None)
    elif not KINDS[table.kind].records and said.kind is None:
        return table
    return _corrected(table, said, grid, file, remembered=True)


def _remembered(grid: Grid, file: str, recall: Recall) -> Table | None:
    """The table in a sheet that nothing else was found in, where its header was matched once."""
    for r, row in enumerate(grid.rows[:_HEADERS_RECALLED]):
        if not has_two(row, 0, grid.width):
            continue
        remembered = recall(below_row(grid, file, r, 0, grid.width).headings)
        said = Corrections.from_json(remembered or {})
        if said.kind is not None:
            table = _overruled(grid, file, None, replace(said, header_row=r), lambda header: None)
            return _corrected(table, said, grid, file, remembered=True)
    return None


def _is_overruled(table: Table, said: Corrections) -> bool:
    other_row = said.header_row is not None and said.header_row != table.header_row
    other_kind = said.kind is not None and said.kind != table.kind
    settled = said.kind is not None and bool(table.conflicts) and KINDS[table.kind].records
    return other_row or other_kind or settled


def _overruled(grid: Grid, file: str, table: Table | None, said: Corrections, recall: Recall) -> Table:
    """The table that the user says stands there, whatever was recognised."""
    last_row = len(grid.rows) - 1
    row = said.header_row if said.header_row is not None else table.header_row if table else 0
    row = min(max(row, 0), last_row)
    kind = said.kind or (table.kind if table else "process")
    number, left = (table.number, table.left) if table else (0, 0)
    last = max(table.last_row, row) if table else last_row
    if KINDS[kind].records:
        return record_table_at(grid, file, row, kind, number=number, left=left, end=last + 1)
    return replace(step_table_at(grid, file, row, kind, last, number=number, recall=recall), left=left)


def _end_of(table: Table, others: list[Table]) -> int:
    """The last row that a table may have: the one before the next table below it."""
    below = [other.header_row for other in others if other.header_row > table.header_row]
    return min([table.last_row, *(row - 1 for row in below)])


def _corrected(table: Table, said: Corrections, grid: Grid, file: str, *, remembered: bool = False) -> Table:
    if KINDS[table.kind].records:
        return corrected_records(table, said, grid, file, remembered=remembered)
    return corrected_steps(table, said, grid, remembered=remembered)


def _closest(records: Records) -> Closest | None:
    choice = records.nearest
    if choice is None or choice.nearest is None or not choice.nearest.missing:
        return None
    if len(choice.nearest.named) < 2:
        return None
    near = choice.nearest
    missing = near.missing[0]
    unreadable = next((use.header for use in near.uses if _means(use, missing, near.kind)), "")
    return Closest(choice.below.row, near.kind.name, missing, len(near.named), unreadable)


def _means(use: ColumnUse, label: Text, kind: Kind) -> bool:
    """Whether a column that is not read is called as what this label names."""
    if use.name is not None or use.suggestion is None or use.score < ACCEPT:
        return False
    return kind.column(use.suggestion).label == label
