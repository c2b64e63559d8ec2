"""The first and the last day that each row of counts or spend is about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.periods import period_of_heading
from core.sheets.checks.checked import Question
from core.sheets.records.cell_columns import Mask, Moments
from core.sheets.records.columns_read import Columns
from core.sheets.records.readings import read_cells
from core.sheets.records.troubles import Troubles
from core.sheets.records.ways import NO_DAY, Settled, way_of
from core.sheets.tables.headers import plain
from core.sheets.tables.table import ColumnUse
from core.sheets.tables.turn_of_year import turned

_SPANS = {
    "W": frozenset(
        ["week", "woche", "kalenderwoche", "kw", "uke", "week starting", "week commencing", "week of"]
    ),
    "M": frozenset(["month", "monat", "måned", "months", "monate"]),
    "Q": frozenset(["quarter", "quartal", "kvartal"]),
}
_DAY = np.timedelta64(1, "D")
_LEAST = 2


@dataclass(frozen=True)
class RowPeriods:
    """The first and the last day of each row; NaT where none is said."""

    first: Moments
    last: Moments
    notes: tuple[Text, ...] = ()


def row_periods(columns: Columns, year: int | None = None) -> RowPeriods:
    """The days of every row: of its period, up to its `until`, or those stated above the header.

    `year` is that of periods that name none, where it is not the same for all columns of figures.
    """
    column, until = columns.one("period"), columns.one("until")
    if column is not None and year is not None:
        way = way_of(column.column, column.use, Settled(column.use.order, None, column.use.unit, year))
        column = replace(column, way=way, readings=read_cells(column.cells, way))
    stated = columns.table.period
    default = (
        (NO_DAY, NO_DAY)
        if stated is None
        else (np.datetime64(stated[0], "us"), np.datetime64(stated[1], "us"))
    )
    if column is None and columns.blocks is not None and columns.blocks.days is not None:
        return RowPeriods(*columns.blocks.days)
    if column is None:
        first = np.full(columns.rows, default[0])
        return RowPeriods(first, np.full(columns.rows, default[1]))
    first, last = column.part(0), column.part(1)
    notes: tuple[Text, ...] = ()
    if until is not None:
        last = np.where(until.said, until.part(0), last)
    else:
        last, notes = _widened(column.use, first, last)
    if stated is not None:
        blank = column.blank
        first, last = np.where(blank, default[0], first), np.where(blank, default[1], last)
    return RowPeriods(first, last, notes)


def _widened(use: ColumnUse, first: Moments, last: Moments) -> tuple[Moments, tuple[Text, ...]]:
    """The last days where days stand for the weeks, months or quarters they begin, and what is said of it."""
    days = ~np.isnat(first) & (first == last)
    if not days.any():
        return last, ()
    heading = plain(use.header)
    span = next((span for span, names in _SPANS.items() if heading in names), None)
    starts = first[days].astype("datetime64[D]")
    months = starts.astype("datetime64[M]")
    on_the_first = bool((starts == months.astype("datetime64[D]")).all())
    if span is None and on_the_first and len(np.unique(months)) >= _LEAST:
        span = "M"
    if span is None or (span != "W" and not on_the_first):
        return last, ()
    if span == "W":
        ends = starts + 6 * _DAY
    else:
        ends = (months + np.timedelta64(3 if span == "Q" else 1, "M")).astype("datetime64[D]") - _DAY
    last = last.copy()
    last[days] = ends.astype("datetime64[us]")
    words = {"header": use.header}
    said = {
        "W": Text("The dates under “{header}” stand for the weeks they begin", words),
        "M": Text("The dates under “{header}” stand for the months they begin", words),
        "Q": Text("The dates under “{header}” stand for the quarters they begin", words),
    }
    return last, (said[span],)


def tell_backward(columns: Columns, periods: RowPeriods, records: Mask, troubles: Troubles) -> None:
    """Rows whose last day is before their first wait."""
    rows = np.flatnonzero(records & (periods.last < periods.first))
    until = columns.one("until")
    if len(rows) and until is not None:
        troubles.tell(
            rows,
            until.use.index,
            lambda row: CellRefused("This period ends before it begins. Mend one of the two days."),
        )


def heading_period(use: ColumnUse, year: int | None) -> tuple[Any, Any] | None:
    """The first and the last day that the heading of a figure column stands for; None where its year is open.

    >>> from core.language import Text
    >>> use = ColumnUse(1, "Jan", "count", 100, Text(""), key="2026-01-01/2026-01-31")
    >>> [str(day)[:10] for day in heading_period(use, None)]
    ['2026-01-01', '2026-01-31']
    """
    first, _, last = use.key.partition("/")
    if first.startswith("--"):
        if year is None:
            return None
        found = period_of_heading(use.header, year)
        if found is not None:
            return np.datetime64(found.first, "us"), np.datetime64(found.last, "us")
        month = np.datetime64(f"{year}-{int(first[2:4]):02}", "M")
        return month.astype("datetime64[us]"), ((month + 1).astype("datetime64[D]") - _DAY).astype(
            "datetime64[us]"
        )
    return np.datetime64(first, "us"), np.datetime64(last, "us")


def is_period_key(key: str) -> bool:
    """Whether a column of figures stands for a period, not for a stage.

    >>> is_period_key("2026-01-01/2026-01-31"), is_period_key("--01/--01"), is_period_key("Leads/Anfragen")
    (True, True, False)
    """
    first, slash, last = key.partition("/")
    return bool(slash) and all(part.startswith("--") or _is_day(part) for part in (first, last))


def ask_year_of_headings(columns: Columns, name: str) -> None:
    """Ask for the year where months head columns and nothing says of which year they are."""
    uses = [column.use for column in columns.all_of(name) if column.use.key.startswith("--")]
    if uses and columns.table.year is None:
        words = {"found": uses[0].header}
        over_the_turn = bool(turned([use.key for use in uses]))
        columns.questions.append(
            Question(
                "year",
                name,
                ", ".join(use.letter for use in uses[:12]),
                Text(
                    "The columns run over the turn of the year. In which year does the first of them, "
                    "“{found}”, lie?",
                    words,
                )
                if over_the_turn
                else Text("Months such as “{found}” have no year. Which year is meant?", words),
            )
        )


def _is_day(text: str) -> bool:
    try:
        np.datetime64(text, "D")
    except ValueError:
        return False
    return len(text) == 10


def said_days(periods: RowPeriods) -> NDArray[np.bool_]:
    """The rows that have a period."""
    mask: NDArray[np.bool_] = ~np.isnat(periods.first)
    return mask
