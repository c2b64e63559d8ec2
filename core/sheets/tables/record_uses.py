"""Which columns of a kind of records the headings of a table name, and whether the cells bear it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.language import Text
from core.sheets.cells.currencies import currency_code
from core.sheets.grid import Cell
from core.sheets.kinds import Kind
from core.sheets.kinds.exports import export_of, own_words
from core.sheets.tables.contents import Contents, fit
from core.sheets.tables.header_halves import is_no_outcome
from core.sheets.tables.headers import ACCEPT, alias_rank, match, plain
from core.sheets.tables.heading_periods import counted_period
from core.sheets.tables.table import ColumnUse

UNFIT = 0.34
"""Where a smaller share of the cells than this reads as its heading promises, the column is not that."""
_GENERIC_DATES = frozenset({"date", "datum", "dato", "created", "tag", "day", "dag"})
IN_DECIMALS = re.compile(
    r"\((?:decimal|dezimal|desimal)\)|\bdezimal|\bdecimal|industriestunden", re.IGNORECASE
)
"""Headings of times in hours and their hundredths."""
_CURRENCY = re.compile(r"currency|währung|valuta", re.IGNORECASE)
_HOURS = re.compile(r"stunden|\bstd\b|hours|\bhrs\b|timer", re.IGNORECASE)
_MINUTES = re.compile(r"minuten|\bmin\b|minutes|\bmins\b|minutter", re.IGNORECASE)


def record_uses(headings: Sequence[str], contents: Sequence[Contents], kind: Kind) -> list[ColumnUse]:
    """What each column stands for by its heading, where its cells can be read so.

    Of several columns for one thing the one whose heading says it most clearly is read, the others are not.

    >>> from core.sheets.kinds import INVOICES
    >>> from core.sheets.tables.contents import contents_of
    >>> cells = [contents_of(["Acme"]), contents_of(["1.3.2026"]), contents_of(["12 €"])]
    >>> [use.name for use in record_uses(["Kunde", "Datum", "Betrag"], cells, INVOICES)]
    ['customer', 'date', 'amount']
    """
    own = own_words([text for text in headings if text], kind)
    tool = export_of([text for text in headings if text], kind)
    found = [
        _own(i, text, own[text], contents[i], kind, tool) if text in own else _use(i, text, contents[i], kind)
        for i, text in enumerate(headings)
    ]
    uses = _in_decimals(_clearest(found, contents, kind), contents, kind)
    return _with_currencies(uses, contents, kind)


def _in_decimals(uses: list[ColumnUse], contents: Sequence[Contents], kind: Kind) -> list[ColumnUse]:
    """The columns, with a duration in decimal hours where an export kept no other."""
    if kind.name != "time_entries" or any(use.name == "minutes" for use in uses):
        return uses
    for use in uses:
        if (
            use.name is None
            and IN_DECIMALS.search(use.header)
            and contents[use.index].share("number") > UNFIT
        ):
            why = Text("no other column tells how long it took")
            put = replace(use, name="minutes", score=100.0, reason=why, suggestion=None)
            return [put if other is use else other for other in uses]
    return uses


def _with_currencies(uses: list[ColumnUse], contents: Sequence[Contents], kind: Kind) -> list[ColumnUse]:
    """The columns, with the one that names a currency in every row, whatever it is the currency of."""
    if any(use.name == "currency" for use in uses) or not any(c.name == "currency" for c in kind.columns):
        return uses
    for use in uses:
        cells = contents[use.index].cells
        if use.name is None and _CURRENCY.search(use.header) and cells and all(map(_is_currency, cells)):
            why = Text("its cells are currencies")
            put = replace(use, name="currency", score=100.0, reason=why, suggestion=None)
            return [put if other is use else other for other in uses]
    return uses


def _is_currency(cell: Cell) -> bool:
    return isinstance(cell, str) and currency_code(cell.strip()) is not None


def _own(index: int, text: str, name: str, contents: Contents, kind: Kind, tool: str) -> ColumnUse:
    """What a heading means in the export of a tool that uses it in a sense of its own."""
    if not name:
        why = Text("{tool} means something else by it", {"tool": tool})
        return ColumnUse(index, text, None, 0.0, why)
    fits = fit(contents, kind.column(name))
    if fits is not None and fits < UNFIT:
        why = Text("its cells cannot be read as “{label}”", {"label": kind.column(name).label})
        return ColumnUse(index, text, None, 100.0, why, suggestion=name)
    return ColumnUse(index, text, name, 100.0, Text("{tool} calls it so", {"tool": tool}))


def _use(index: int, text: str, contents: Contents, kind: Kind) -> ColumnUse:
    if not text:
        return ColumnUse(index, text, None, 0.0, Text("no heading"))
    found = match(text, kind)
    if found is None:
        return ColumnUse(index, text, None, 0.0, Text("nothing that is needed is called like this"))
    if found.score < ACCEPT:
        why = Text("not sure enough what it is")
        return ColumnUse(index, text, None, found.score, why, suggestion=found.column)
    column = kind.column(found.column)
    fits = fit(contents, column)
    if column.reads == "period" and counted_period(text, contents.cells):
        fits = 1.0
    if fits is not None and fits < UNFIT:
        why = Text("its cells cannot be read as “{label}”", {"label": column.label})
        return ColumnUse(index, text, None, found.score, why, suggestion=found.column)
    return ColumnUse(index, text, found.column, found.score, found.reason)


def _clearest(uses: list[ColumnUse], contents: Sequence[Contents], kind: Kind) -> list[ColumnUse]:
    best: dict[str, ColumnUse] = {}
    for use in uses:
        if use.name and (
            use.name not in best
            or _clearness(use, contents, kind) > _clearness(best[use.name], contents, kind)
        ):
            best[use.name] = use
    why = Text("another column is more clearly that")
    return [
        replace(use, name=None, suggestion=use.name, reason=why)
        if use.name and best[use.name] is not use
        else use
        for use in uses
    ]


def _clearness(use: ColumnUse, contents: Sequence[Contents], kind: Kind) -> tuple[float, ...]:
    column = kind.column(use.name or "")
    found = contents[use.index]
    specific = plain(use.header) not in _GENERIC_DATES if column.reads == "day" else True
    fits = fit(found, column)
    return (
        # What was meant or offered is not what came of it, however it is called.
        0.0 if is_no_outcome(use.header) else 1.0,
        use.score,
        # A column without any cells is never the better one.
        1.0 if found.cells else 0.0,
        round(fits if fits is not None else 0.5, 1),
        1.0 if specific else 0.0,
        -alias_rank(use.header, kind),
    )


def split_in_two(uses: Sequence[ColumnUse]) -> tuple[ColumnUse, ColumnUse] | None:
    """A column of hours and one of minutes that may be two parts of one time: 1 | 30 for 1:30.

    >>> from core.sheets.kinds import TIME_ENTRIES
    >>> from core.sheets.tables.contents import contents_of
    >>> cells = [contents_of([date]) for date in ("1.3.2026", "1", "30")]
    >>> found = split_in_two(record_uses(["Datum", "Stunden", "Minuten"], cells, TIME_ENTRIES))
    >>> [use.header for use in found]
    ['Stunden', 'Minuten']
    """
    times = [use for use in uses if "minutes" in (use.name, use.suggestion) and use.score >= ACCEPT]
    hours = [use for use in times if _HOURS.search(use.header) and not _MINUTES.search(use.header)]
    minutes = [use for use in times if _MINUTES.search(use.header) and not _HOURS.search(use.header)]
    return (hours[0], minutes[0]) if hours and minutes else None
