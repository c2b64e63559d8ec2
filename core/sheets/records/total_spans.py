"""The rows that a total may sum: those since the last total, of its day or week, or of its customer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from core.sheets.records.cell_columns import Mask, Moments, Places
from core.sheets.records.columns_read import Columns
from core.sheets.records.plain_texts import matching
from core.sheets.records.readings import READ, ReadColumn
from core.sheets.records.row_sums import RowSums, Sum, agrees
from core.sheets.records.stated_totals import grain_of
from core.sheets.records.summing_words import SumLabel

_GROUPS = ("number", "customer", "project", "person", "channel", "campaign", "stage")
_DAYS = ("date", "start_date", "start", "time", "period")
_FEW = 1_000
_CELLS = 50_000_000
"""So many cells are looked through for the rows of totals; a table with more has its totals below them."""


@dataclass(frozen=True)
class Span:
    """Rows from `first` to before `last`; of these only the ones of the mask, where there is one."""

    first: int
    last: int
    some: Mask | None = None


class TotalSpans:
    """The rows that the totals of a table may sum, as far as it has been read from top to bottom."""

    def __init__(self, columns: Columns, sums: RowSums, labelled: Places) -> None:
        self.columns, self.sums = columns, sums
        self.labelled = labelled
        self._part = self._page = 0
        self._last_of: dict[str, int] = {}
        self._carried: list[float] | None = None
        self._taxes: list[tuple[int, list[float]]] = []
        self._summed_below = False
        self._left = _CELLS

    def total(self, row: int, label: SumLabel | None) -> None:
        """A total stands in this row."""
        if not self.sums.any_before(row):
            self._summed_below = True
        self._part = self._page = row + 1
        if label is not None:
            self._last_of[label.key] = row + 1

    def carried(self, row: int) -> None:
        """Figures carried over from elsewhere stand in this row."""
        self._page = row + 1
        self._carried = self._figures(row)

    def tax(self, row: int) -> None:
        """The tax of other rows stands in this row."""
        self._taxes.append((row, self._figures(row)))

    def spans(self, row: int, label: SumLabel | None, own: int | None = None) -> Iterator[Span]:
        """The rows that a total here may sum; `own` is the column of its text, where it lacks nothing.

        A complete row that names a customer or an invoice sums rows of this one alone.
        """
        if not self.sums.any_before(row):
            yield Span(row + 1, self.columns.rows)
            yield from self._below(row)
        firsts = {self._part, self._page, 0}
        if label is not None:
            firsts.add(self._last_of.get(label.key, 0))
        groups = self.names_in(row, own) if own is not None else []
        stretches = [Span(first, row) for first in sorted(firsts, reverse=True) if first < row]
        if groups:
            yield from (self._same(span, groups, row) for span in stretches if self._affords(span))
        else:
            yield from stretches
        yield from self._of_its_day(row, groups)
        if label is not None:
            yield from self._named(row, label)
        if self._summed_below:
            yield from self._below(row)

    def of_its_invoice(self, row: int, own: int) -> Iterator[Span]:
        """The rows above that have the number of this one, or, without one, its customer and day."""
        groups = self.names_in(row, own)
        numbered = [column for column in groups if column.name == "number"]
        chosen = numbered or [column for column in groups if column.name == "customer"]
        span = Span(0, row)
        if chosen and self._affords(span):
            if numbered:
                yield self._same(span, chosen, row)
            else:
                yield from self._of_its_day(row, chosen)

    def of_its_name(self, row: int) -> Iterator[Span]:
        """The rows directly above that have the same names in the same columns."""
        above = Span(self._part, row)
        same = self._same(above, self.names_in(row, -1), row).some
        if same is not None and len(same) and same[-1]:
            others = np.flatnonzero(~same)
            yield Span(self._part + int(others[-1]) + 1 if len(others) else self._part, row)

    def sums_of(self, figure: int, span: Span) -> list[Sum]:
        """What the rows come to: alone, with what was carried over, and with the taxes among them."""
        found = self._sum(figure, span)
        sums = [found]
        if self._carried is not None:
            sums.append(Sum(found.value + self._carried[figure], found.rows, found.whole))
        if self._taxes:
            taxes = [each[figure] for row, each in self._taxes if _within(span, row)]
            if taxes:
                sums.append(Sum(found.value + sum(taxes), found.rows + len(taxes), found.whole))
        return sums

    def fits(self, row: int, spans: Iterator[Span], *, least: int, every: bool = True) -> bool:
        """Whether the figures of a row add up at least so many rows of a span: all of them, or any."""
        said = [
            (number, value)
            for number, column in enumerate(self.sums.figures)
            if column.state[row] == READ and (value := self.sums.value(number, row))
        ]
        quorum = all if every else any
        return bool(said) and any(
            quorum(self._agrees(number, value, span, least) for number, value in said) for span in spans
        )

    def sums_unless_one_fits(self, row: int, figure: int, label: SumLabel | None) -> list[Sum]:
        """What the rows that a total here may sum come to; only the one that fits where one does."""
        value, grain = self.sums.value(figure, row), grain_of(self.sums.figures[figure])
        sums = []
        for span in self.spans(row, label):
            for each in self.sums_of(figure, span):
                if agrees(value, each.value, grain):
                    return [each]
                sums.append(each)
        return sums

    def _agrees(self, number: int, value: float, span: Span, least: int) -> bool:
        grain = grain_of(self.sums.figures[number])
        return any(
            each.rows >= least and agrees(value, each.value, grain) for each in self.sums_of(number, span)
        )

    def _sum(self, figure: int, span: Span) -> Sum:
        if span.some is None:
            return self.sums.between(figure, span.first, span.last)
        return self.sums.among(figure, span.first, span.some)

    def _figures(self, row: int) -> list[float]:
        return [self.sums.value(number, row) for number in range(len(self.sums.figures))]

    def _affords(self, span: Span) -> bool:
        if span.last - span.first > _FEW:
            self._left -= span.last - span.first
        return self._left >= 0

    def _below(self, row: int) -> Iterator[Span]:
        """The rows down to the next that is called a total, where totals stand above their rows."""
        after = np.searchsorted(self.labelled, row, side="right")
        last = int(self.labelled[after]) if after < len(self.labelled) else self.columns.rows
        if last > row + 1:
            yield Span(row + 1, last)

    def names_in(self, row: int, own: int) -> list[ReadColumn]:
        """The columns of names in which a row says something beside its own text."""
        return [
            column
            for column in self.columns.read
            if column.name in _GROUPS
            and column.use.index != own
            and column.readings.words is not None
            and column.state[row] == READ
        ]

    def _same(self, span: Span, groups: Sequence[ReadColumn], row: int) -> Span:
        """Those rows of the span that say the same as this one in these columns."""
        some = np.ones(span.last - span.first, dtype=bool)
        for column in groups:
            codes = column.cells.codes
            some &= codes[span.first : span.last] == codes[row]
        return Span(span.first, span.last, some)

    @cached_property
    def _days(self) -> Moments | None:
        for name in _DAYS:
            column = self.columns.one(name)
            if column is not None and column.part().dtype.kind == "M":
                days: Moments = np.where(
                    column.said, column.part().astype("datetime64[D]"), np.datetime64("NaT")
                )
                return days
        return None

    def _of_its_day(self, row: int, groups: Sequence[ReadColumn]) -> Iterator[Span]:
        if self._days is None or np.isnat(self._days[row]) or not self._affords(Span(0, row)):
            return
        span = self._same(Span(0, row), groups, row)
        assert span.some is not None
        yield Span(0, row, span.some & (self._days[:row] == self._days[row]))

    def _named(self, row: int, label: SumLabel) -> Iterator[Span]:
        """The rows above of the week, the month, the customer or the project that the total names."""
        if (label.week or label.month) and self._days is not None and self._affords(Span(0, 3 * row)):
            days = pd.Series(self._days[:row])
            if label.week:
                yield Span(0, row, (days.dt.isocalendar().week == label.week).fillna(False).to_numpy(bool))
            if label.month:
                yield Span(0, row, (days.dt.month == label.month).to_numpy(bool))
        for column, places in self.named_in(label):
            if self._affords(Span(0, row)):
                yield Span(0, row, np.isin(column.cells.codes[:row], places))

    def named_in(self, label: SumLabel) -> list[tuple[ReadColumn, Places]]:
        """The columns of names that hold what the total names beside its word, and where."""
        if not label.part:
            return []
        pattern = rf"(?i)^\s*{_escaped(label.part)}\s*$"
        found = []
        for column in self.columns.read:
            words = column.readings.words
            if words is not None and column.column.reads == "text" and self._affords(Span(0, len(words))):
                places = np.flatnonzero(matching(words, pattern))
                if len(places):
                    found.append((column, places))
        return found


def _within(span: Span, row: int) -> bool:
    return span.first <= row < span.last and (span.some is None or bool(span.some[row - span.first]))


def _escaped(text: str) -> str:
    """A text as a pattern that finds it, with any signs or spaces between its words."""
    return r"[^\pL\pN]+".join("".join(f"\\x{{{ord(letter):x}}}" for letter in word) for word in text.split())
