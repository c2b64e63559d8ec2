"""From a recognised table of records to checked rows, with everything there is to say about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from core.errors import Problem
from core.language import Text
from core.sheets.checks.checked import CheckedTable, Ignored
from core.sheets.grid import Grid
from core.sheets.kinds import KINDS
from core.sheets.records.columns_read import Columns, read_columns
from core.sheets.records.conversions import conversions
from core.sheets.records.counts import STAGE_COUNT_RULES
from core.sheets.records.draft import Draft, empty_rows
from core.sheets.records.entries import TIME_ENTRY_RULES
from core.sheets.records.events import STAGE_EVENT_RULES
from core.sheets.records.invoices import INVOICE_RULES
from core.sheets.records.placeholders import placeholder_notes
from core.sheets.records.rows import RowSorts, sort_rows
from core.sheets.records.rules import Rules
from core.sheets.records.spend import CHANNEL_SPEND_RULES
from core.sheets.records.stated_totals import wrong_totals
from core.sheets.records.troubles import Troubles
from core.sheets.tables.table import Table

_RULES: Mapping[str, Rules] = {
    "stage_counts": STAGE_COUNT_RULES,
    "stage_events": STAGE_EVENT_RULES,
    "time_entries": TIME_ENTRY_RULES,
    "invoices": INVOICE_RULES,
    "channel_spend": CHANNEL_SPEND_RULES,
}
_SAMPLE = 5_000
_NAMED = 1_000
"""At most so many rows that are none are named one by one."""


def check_records(grid: Grid, table: Table, file: str) -> CheckedTable:
    """Every record of the table as typed values, with the problems, questions and what was ignored.

    >>> from core.sheets.tables.table import ColumnUse
    >>> uses = [ColumnUse(i, h, n, 100, Text("")) for i, (h, n) in enumerate(
    ...     [("Kunde", "customer"), ("Datum", "date"), ("Betrag", "amount")])]
    >>> rows = [["Kunde", "Datum", "Betrag"], ["Berg", "31.12.2026", "1.234,50 €"], ["Dal", "", 5.0]]
    >>> table = Table("2026", 0, "invoices", Text(""), 0, 1, 2, tuple(uses))
    >>> checked = check_records(Grid("2026", rows), table, "2026.xlsx")
    >>> checked.rows["amount"].tolist(), [problem.cell for problem in checked.problems]
    ([1234.5], ['B3'])
    """
    kind, rules = KINDS[table.kind], _RULES[table.kind]
    unread = [
        Ignored(use.letter, use.header, use.reason)
        for use in table.columns
        if use.name is None and use.header
    ]
    conflicts = table.conflicts or _without_a_figure(table)
    if conflicts:
        problems = tuple(Problem(file, table.sheet, f"{table.header_row + 1}", text) for text in conflicts)
        return CheckedTable(file, table, empty_rows(kind), problems, ignored=tuple(unread), notes=table.notes)
    columns = read_columns(grid, table)
    rules.prepare(columns)
    if columns.questions:
        return CheckedTable(
            file,
            table,
            empty_rows(kind),
            ignored=tuple(unread),
            notes=(*table.notes, *columns.notes),
            questions=tuple(columns.questions),
        )
    said, draft = _read_rows(grid, rules, columns, file)
    del columns  # the frame of a long table needs the room
    return replace(said, rows=draft.frame(kind, table.first_row), ignored=(*unread, *said.ignored))


def _without_a_figure(table: Table) -> tuple[Text, ...]:
    """What an entry of time must have, also where the user says that a table holds such entries."""
    kind = KINDS[table.kind]
    if table.kind != "time_entries" or any(use.name in kind.any_of for use in table.columns):
        return ()
    label = kind.column("minutes").label
    return (Text("No column is chosen for “{label}”, which is needed.", {"label": label}),)


def _read_rows(grid: Grid, rules: Rules, columns: Columns, file: str) -> tuple[CheckedTable, Draft]:
    """What there is to say about the rows, and those that are kept."""
    table = columns.table
    needs = rules.needs(columns)
    sorts = sort_rows(grid, columns, needs, rules.summed(columns), rules.dropped(columns))
    troubles = Troubles(grid, table, file, np.zeros(columns.rows, dtype=bool))
    for column in columns.read:
        troubles.tell_unreadable(column, sorts.clear)
    for each in needs:
        missing = each.missing(sorts.clear)
        if len(missing):
            refused = each.refused
            troubles.tell(missing, each.index, lambda row, refused=refused: refused)  # type: ignore[misc]
    for row, index, doubt in sorts.doubtful:
        troubles.tell(np.array([row]), index, lambda row, doubt=doubt: doubt)  # type: ignore[misc]
    draft = rules.draft(columns, sorts.records & ~troubles.waiting, troubles)
    totals, wrong = wrong_totals(sorts.totals, grid, table, file)
    said = CheckedTable(
        file,
        table,
        empty_rows(KINDS[table.kind]),
        _in_order([*troubles.problems, *wrong]),
        conversions(columns, np.unique(draft.rows[:_SAMPLE]), grid),
        tuple(_ignored(sorts, table)),
        (*table.notes, *columns.notes, *placeholder_notes(columns, sorts.records)),
        totals=tuple(totals),
        beyond=troubles.beyond,
    )
    return said, draft


def _ignored(sorts: RowSorts, table: Table) -> list[Ignored]:
    """The rows that are none, each named; the last one counts those beyond a thousand."""
    found = [
        Ignored(f"{row + table.first_row + 1}", text, why, row=row + table.first_row + 1)
        for row, text, why in sorts.ignored[:_NAMED]
    ]
    more = len(sorts.ignored) - len(found)
    if more > 0:
        found.append(Ignored("", "", Text("and {count} rows more", {"count": more})))
    return found


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Problems of whole columns first, then row by row as they stand in the sheet."""
    return tuple(sorted(problems, key=lambda problem: _row_of(problem.cell)))


def _row_of(cell: str) -> int:
    figures = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(figures) if figures else 0
