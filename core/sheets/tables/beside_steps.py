"""Tables of steps and tables of records in one sheet: which of two readings stands, and where each ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.language import Text
from core.sheets.grid import Grid
from core.sheets.kinds import KINDS, TIME_ENTRIES, Kind
from core.sheets.tables.contents import contents_of
from core.sheets.tables.headers import plain
from core.sheets.tables.kind_scores import ONLY_STEPS, STEP_WORDS, steps_score
from core.sheets.tables.record_places import Found, Records
from core.sheets.tables.records import table_of
from core.sheets.tables.table import Table
from core.sheets.tables.titles import title_above

_NEARLY = 0.3
"""Steps that fit better than records by less than this are as likely as those."""
_STEPS_NAMED = 2.5
"""So much better do steps fit by a heading like "Step" alone, which also stands over a log of one's days."""
_CLEARLY = 0.3
"""By so much records must fit better than steps to be read instead of them."""
_SURE = 3.5
"""A table of records among the rows of steps must be as sure as this."""

_REPORT = 1.0
_VAGUE = frozenset(
    {"beschreibung", "description", "beskrivelse", "what", "was", "hva", "bezeichnung", "text"}
)
"""Headings that stand over steps and over anything else."""


_DAY_WORDS = frozenset(plain(word) for word in TIME_ENTRIES.column("date").words)


def joined(grid: Grid, file: str, steps: Sequence[Table], records: Records) -> list[Table]:
    """The tables of a sheet, once it is settled what is steps and what is records; numbered in their order.

    >>> from core.sheets.tables.record_places import find_records
    >>> grid = Grid("A", [["Kunde", "Datum", "Betrag"], ["Acme", "1.3.2026", "12 €"]])
    >>> [table.kind for table in joined(grid, "a.csv", [], find_records(grid, "a.csv"))]
    ['invoices']
    """
    steps = [table for table in steps if not _is_no_process(grid, table, records)]
    if not records.found:
        return [replace(table, number=number) for number, table in enumerate(steps)]
    kept = [
        _asked_where_unsure(grid, table, records)
        for table in steps
        if not any(_yields(table, found) for found in records.found)
    ]
    found = [one for one in records.found if not any(_is_taken(one, table) for table in kept)]
    starts = sorted({_start(grid, one.row, one.after) for one in found} | {_start_of(grid, t) for t in kept})
    tables: list[Table] = []
    for table in kept:
        cuts = [
            s
            for s in starts
            if s > table.header_row
            and any(_start(grid, o.row, o.after) == s for o in found if _share_columns(o, table))
        ]
        tables.append(replace(table, last_row=min([table.last_row, *(cut - 1 for cut in cuts)])))
    for one in found:
        below = [_start(grid, o.row, o.after) for o in found if o.row > one.row and _overlap(o, one)]
        below += [_start_of(grid, t) for t in kept if t.header_row > one.row and _share_columns(one, t)]
        tables.append(table_of(grid, file, one, 0, min([len(grid.rows), *below]), found))
    tables.sort(key=lambda table: (table.left, table.header_row))
    return [replace(table, number=number) for number, table in enumerate(_in_one_order(tables))]


def _asked_where_unsure(grid: Grid, table: Table, records: Records) -> Table:
    """The table of steps, with the question what it is where it may as well be records."""
    names = {use.name for use in table.understood}
    for found in records.found:
        if table.conflicts or names & ONLY_STEPS or not _share_columns(found, table):
            continue
        if not found.row <= table.header_row <= found.row + found.choice.below.height:
            continue
        behind = steps_score(found.choice.below, table.kind) - found.best.score
        dated = found.best.kind is TIME_ENTRIES and _is_dated(grid, table, _DAY_WORDS)
        if behind < _NEARLY or (dated and behind < _STEPS_NAMED):
            words = {"first": KINDS[table.kind].label, "second": found.best.kind.label}
            doubt = Text(
                "This table can be “{first}” or “{second}”: its headings and cells fit both. Say which it "
                "is.",
                words,
            )
            return replace(table, conflicts=(doubt,))
    return table


def _in_one_order(tables: Sequence[Table]) -> list[Table]:
    """The tables, with the date order that one of several with the same header proves."""
    found = []
    for table in tables:
        alike = [other for other in tables if other.header == table.header and other.kind == table.kind]
        columns = []
        for n, use in enumerate(table.columns):
            orders = {other.columns[n].order for other in alike} - {None}
            shared = use.name is not None and use.order is None and len(orders) == 1
            columns.append(replace(use, order=orders.pop()) if shared else use)
        found.append(replace(table, columns=tuple(columns)))
    return found


def are_all(starts: Sequence[tuple[int, int, Kind]], records: Records) -> bool:
    """Whether all headers that steps might have are clearly those of records, so that no step need be read.

    >>> are_all([], Records(()))
    True
    """
    return all(
        any(
            found.row <= row <= found.row + found.choice.below.height
            and found.best.score > steps_score(found.choice.below, kind.name) + _CLEARLY
            for found in records.found
        )
        for row, _, kind in starts
    )


def _is_no_process(grid: Grid, table: Table, records: Records) -> bool:
    """Whether what looks like steps is a menu, a list of expenses, or a report that only lacks its dates."""
    names = {use.name for use in table.understood}
    if names & ONLY_STEPS or table.kind != "process":
        return False
    step = table.use("step")
    headed = sum(1 for use in table.columns if use.header)
    if len(names) == 1 and headed >= 3 and step is not None and plain(step.header) in _VAGUE:
        return True
    if step is not None and plain(step.header) not in STEP_WORDS and _is_dated(grid, table, _DAY_WORDS):
        return True
    if (
        step is not None
        and plain(step.header) in _VAGUE
        and "minutes" not in names
        and _is_dated(grid, table)
    ):
        return True
    choice = records.nearest
    if choice is None or choice.nearest is None or choice.below.row != table.header_row:
        return False
    other = choice.nearest
    if len(other.named) < 4 or len(other.missing) > 1 or step is None or plain(step.header) not in _VAGUE:
        return False
    return other.score > steps_score(choice.below, table.kind) + _REPORT


def _is_dated(grid: Grid, table: Table, headings: frozenset[str] | None = None) -> bool:
    """Whether a column that steps do not have gives nearly every row its date: a list of what was done.

    Only a column with one of these headings, where any are given.
    """
    rows = list(grid.rows[table.first_row : table.first_row + 60])
    for use in table.columns:
        if use.name is None and use.header and (headings is None or plain(use.header) in headings):
            found = contents_of([row[use.index] for row in rows])
            if (
                len(found.cells) > 1
                and found.filled > 0.6
                and found.share("date") > 0.8
                and not found.share("number")
            ):
                return True
    return False


def _start(grid: Grid, row: int, after: int) -> int:
    return title_above(grid, row, after)[1]


def _start_of(grid: Grid, table: Table) -> int:
    return title_above(grid, table.header_row, -1)[1]


def _share_columns(found: Found, table: Table) -> bool:
    return table.left < found.right and found.left < max(len(table.columns), table.left + 1)


def _overlap(first: Found, second: Found) -> bool:
    return first.left < second.right and second.left < first.right


def _yields(table: Table, found: Found) -> bool:
    """Whether a table of steps gives way to the table of records found at the same place."""
    if not _share_columns(found, table):
        return False
    weak = len(table.understood) < 2
    if found.row <= table.header_row <= found.row + found.choice.below.height:
        score = steps_score(found.choice.below, table.kind)
        return weak or found.best.score > score + _CLEARLY
    if table.header_row > found.row:
        # Below records a few words that steps know too are a summary of them, unless they tell more.
        names = {use.name for use in table.understood}
        return not (len(names) >= 3 or names & ONLY_STEPS)
    return weak and found.row <= table.last_row


def _is_taken(found: Found, table: Table) -> bool:
    """Whether a table of steps that stands leaves no room for these records."""
    if not _share_columns(found, table):
        return False
    if found.row <= table.header_row <= found.row + found.choice.below.height:
        return True
    return table.header_row < found.row <= table.last_row and found.best.score < _SURE
