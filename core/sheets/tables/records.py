"""Tables of records in a sheet: where they stand, of which kind, and how their columns are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from core.language import Text
from core.sheets.cells.blanks import is_blank
from core.sheets.cells.currencies import currency_code
from core.sheets.grid import Grid, column_letter
from core.sheets.kinds import CHANNEL_SPEND, INVOICES, KINDS, STAGE_COUNTS, STAGE_EVENTS, Kind
from core.sheets.kinds.stages import stage_of
from core.sheets.tables.above import Around, around, name_of_rows
from core.sheets.tables.choice import Choice, reason_for, why_not
from core.sheets.tables.extents import last_row_of
from core.sheets.tables.header_groups import groups_repeat
from core.sheets.tables.header_halves import is_lower_line, says_units
from core.sheets.tables.invoice_amounts import AmountColumns, with_amounts
from core.sheets.tables.kind_scores import Below, as_kind
from core.sheets.tables.named_above import named_above
from core.sheets.tables.other_books import bills_received
from core.sheets.tables.record_doubts import several_years, two_part_times, years_beside
from core.sheets.tables.record_headers import below_row, filled_in
from core.sheets.tables.record_places import Found
from core.sheets.tables.record_reading import read_as
from core.sheets.tables.running_totals import cumulated
from core.sheets.tables.said_of_amounts import with_what_is_said_of_amounts
from core.sheets.tables.spend_words import is_channel
from core.sheets.tables.table import ColumnUse, Table
from core.sheets.tables.time_doubts import halves_of_one, unheaded_ends
from core.sheets.tables.titles import is_generic
from core.sheets.tables.unread_times import unread_times
from core.sheets.tables.years_of_counts import year_of_counts

_CHANNEL = re.compile(r"(?:kanal|channel|quelle|source|kilde)\s*[:–-]\s*(.+)", re.IGNORECASE)


def table_of(
    grid: Grid, file: str, found: Found, number: int, end: int, others: Sequence[Found] = ()
) -> Table:
    """The table below a header, up to before row `end`; `others` are further ones of the sheet.

    >>> from core.sheets.tables.record_places import find_records
    >>> grid = Grid("A", [["Kunde", "Datum", "Betrag"], ["Acme", "1.3.2026", "12 €"]])
    >>> table_of(grid, "a.csv", find_records(grid, "a.csv").found[0], 0, 2).use("amount").header
    'Betrag'
    """
    choice, best = found.choice, found.best
    last, cut = last_row_of(grid, found.first, end, found.left, found.right, best.uses, best.kind)
    notes = [cut] if cut is not None else []
    notes += _beside(grid, found, last, others)
    notes += unread_times(best.uses, choice.below.contents, best.kind)
    table = _finished(grid, file, found, number, last, notes)
    conflicts = [choice.doubt] if choice.doubt is not None else []
    if best.kind is INVOICES and not best.export:
        said = around(grid, file, found.row, found.after).said
        conflicts += [doubt] if (doubt := bills_received(said)) is not None else []
    runner_up = (choice.next.kind.name, why_not(choice.next, best)) if choice.next is not None else None
    return replace(table, runner_up=runner_up, conflicts=(*conflicts, *table.conflicts))


def _finished(grid: Grid, file: str, found: Found, number: int, last: int, notes: list[Text]) -> Table:
    best = found.best
    words = around(grid, file, found.row, found.after, (found.left, found.right))
    own_years = years_beside(grid, best.uses, found.first, last)
    chosen = (
        with_amounts(best.uses, grid, found.first, last, notes)
        if best.kind is INVOICES and not best.export
        else AmountColumns(list(best.uses))
    )
    uses = read_as(chosen.uses, grid, best.kind, found.first, last, notes, _currency(grid, found, words))
    counts = best.kind in (STAGE_COUNTS, CHANNEL_SPEND)
    year = min(own_years) if len(own_years) == 1 else words.year
    if counts:
        year = year_of_counts(uses, grid, found.first, last, words, own_years)
    if best.kind is CHANNEL_SPEND:
        uses = with_what_is_said_of_amounts(uses, words.title, notes)
    figure = "count" if best.kind is STAGE_COUNTS else "amount"
    running = cumulated(uses, grid, found.first, last, words.title, figure) if counts else []
    return Table(
        sheet=grid.name,
        number=number,
        kind=best.kind.name,
        reason=reason_for(best),
        header_row=found.row,
        header_rows=found.choice.below.height,
        last_row=last,
        columns=tuple(uses),
        left=found.left,
        title=words.title,
        channel=default_channel(uses, best.kind, best.export, words.title, name_of_rows(grid, file))
        or channel_of_sheet(grid, file, best.kind, uses),
        stage=default_stage(uses, best.kind, name_of_rows(grid, file)) or titled_stage(uses, words.title),
        export=best.export,
        year=year,
        period=None if _has_periods(uses) else words.period,
        stated=named_above(grid, found.row, found.after, (found.left, found.right), uses, best.kind),
        notes=tuple(notes),
        conflicts=(
            *chosen.conflicts,
            *two_part_times(uses, grid, best.kind, found.first, last),
            *halves_of_one(uses, best.kind),
            *unheaded_ends(uses, grid, best.kind, found.first, last),
            *several_years(own_years),
            *running,
        ),
    )


def _has_periods(uses: Sequence[ColumnUse]) -> bool:
    """Whether the rows or the columns name their periods; then no other is put in where one is blank."""
    return any(use.name == "period" or "/" in use.key for use in uses)


def _currency(grid: Grid, found: Found, words: Around) -> str | None:
    """The currency of all amounts, from the lines above or from a line of its own below the header."""
    if words.currency is None and found.first < len(grid.rows):
        below = [str(cell) for cell in grid.rows[found.first] if not is_blank(cell)]
        return currency_code(below[0]) if len(below) == 1 else None
    return words.currency


def _beside(grid: Grid, found: Found, last: int, others: Sequence[Found]) -> list[Text]:
    """What stands to the right of a table behind a blank column, and is no table that is read."""
    right = found.right
    read = {c for other in others for c in range(other.left, other.right)}
    seen = [
        c
        for c in range(right, grid.width)
        if c not in read
        and sum(filled_in(row, c, c + 1) for row in grid.rows[found.row : min(last + 1, found.row + 100)]) > 1
    ]
    if not seen:
        return []
    words = {"first": column_letter(seen[0]), "last": column_letter(seen[-1])}
    if len(seen) == 1:
        return [Text("Column {first} beside the table is not read: it stands apart from it", words)]
    return [Text("Columns {first} to {last} beside the table are not read: they stand apart from it", words)]


def titled_channel(title: str) -> str:
    """The channel that a line above a block of counts names: "Kanal: Messe".

    >>> titled_channel("Kanal: Messe"), titled_channel("Funnel 2026")
    ('Messe', '')
    """
    found = _CHANNEL.match(title)
    return found.group(1).strip() if found else ""


def default_channel(uses: Sequence[ColumnUse], kind: Kind, export: str, title: str, name: str) -> str:
    """The channel of rows of spend or counts that name none: the tool, the line above, or the sheet.

    >>> default_channel([], CHANNEL_SPEND, "Google Ads", "", "Report")
    'Google Ads'
    """
    if any(
        use.name == "channel" or (use.name == "amount" and use.key and "/" not in use.key) for use in uses
    ):
        return ""
    if kind is CHANNEL_SPEND:
        return titled_channel(title) or export or name
    return titled_channel(title) if kind in (STAGE_COUNTS, STAGE_EVENTS) else ""


def titled_stage(uses: Sequence[ColumnUse], title: str) -> str:
    """The stage that the title names of counts with a column for each channel.

    >>> titled_stage([ColumnUse(1, "Messe", "count", 100, Text(""), over="Messe")], "Neue Anfragen je Kanal")
    'Anfragen'
    """
    if not any(use.name == "count" and use.over and not use.key for use in uses):
        return ""
    return next((word for word in re.findall(r"[^\W\d_]+", title) if stage_of(word)), "")


def channel_of_sheet(grid: Grid, file: str, kind: Kind, uses: Sequence[ColumnUse]) -> str:
    """The channel of counts that name none, where a sheet of a workbook is called like one: "Messe".

    >>> channel_of_sheet(Grid("Messe", []), "Trichter.xlsx", STAGE_COUNTS, [])
    'Messe'
    """
    name = grid.name.strip()
    if kind is not STAGE_COUNTS or is_generic(name) or name == PurePath(file).stem:
        return ""
    if any(use.name == "channel" or use.over for use in uses):
        return ""
    return name if is_channel(name) and len(name.split()) <= 2 and not re.search(r"[0-9]", name) else ""


def default_stage(uses: Sequence[ColumnUse], kind: Kind, name: str) -> str:
    """The stage of events that name none: what the sheet or the file is called.

    >>> default_stage([], STAGE_EVENTS, "home page")
    'home page'
    """
    if kind is not STAGE_EVENTS or any(use.name == "stage" or use.key for use in uses):
        return ""
    return name


def record_table_at(
    grid: Grid, file: str, row: int, kind: str, *, number: int = 0, left: int = 0, end: int | None = None
) -> Table:
    """The table of records whose header stands in this row, because somebody said so.

    >>> grid = Grid("A", [["Who", "When", "What"], ["Acme", "1.3.2026", "12 €"]])
    >>> record_table_at(grid, "a.csv", 0, "invoices").kind
    'invoices'
    """
    two = says_units(grid, row + 1) or is_lower_line(grid, row + 1, left, grid.width)
    two = two or (row + 2 < len(grid.rows) and groups_repeat(grid.rows[row], grid.rows[row + 1]))
    height = 2 if two else 1
    below: Below = below_row(grid, file, row, left, grid.width, height=height)
    best = as_kind(below, KINDS[kind])
    found = Found(Choice(below, best, None, best), left, grid.width, -1)
    stop = len(grid.rows) if end is None else end
    table = _finished(grid, file, found, number, max(stop - 1, row), [])
    there = {use.name for use in best.uses} | (
        {"amount"} if any(use.name == "gross" for use in best.uses) else set()
    )
    missing = [
        Text("No column is chosen for “{label}”, which is needed.", {"label": best.kind.column(name).label})
        for name in sorted(best.kind.required - there)
    ]
    return replace(table, reason=Text("you said so"), conflicts=(*missing[:1], *table.conflicts))
