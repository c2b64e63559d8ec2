"""Rows whose text speaks of a sum: totals, carry-overs and taxes of other rows, told from real records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa

from core.errors import CellRefused
from core.sheets.grid import Grid
from core.sheets.kinds.plain import plain
from core.sheets.records.cell_columns import Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.readings import READ, ReadColumn
from core.sheets.records.row_sums import agrees
from core.sheets.records.stated_totals import grain_of
from core.sheets.records.summing_words import SumLabel, of_a_part, sum_label, sum_labels
from core.sheets.records.total_names import A_TOTAL, begins_like_one, reason
from core.sheets.records.total_spans import TotalSpans

_CARRYING = ("time_entries", "invoices", "channel_spend")
_MOSTLY = 0.75
"""A word that stands in more of the rows than this is no word for their sums."""
_MOST = 5_000
_SHORT = 50_000
"""In longer tables only the columns that are read are searched for totals."""
_RATES = (2.6, 3.8, 5, 5.5, 7, 7.7, 8, 8.1, 9, 10, 12, 13, 15, 16, 17, 19, 20, 21, 22, 23, 24, 25, 27)


@dataclass(frozen=True)
class Labelled:
    """A row's text that speaks of a sum, and its column; `read` is whether that column is read."""

    index: int
    text: str
    label: SumLabel
    read: bool = True

    @property
    def says_nothing_else(self) -> bool:
        """Whether the row is hardly a record."""
        return self.read and self.label.strength == "whole"


Verdict = Literal["total", "carried", "tax"]


def labelled_rows(grid: Grid, columns: Columns, met: Mask) -> dict[int, Labelled]:
    """The complete rows of which a text speaks of a sum, in whatever column it stands."""
    found: dict[int, Labelled] = {}
    if columns.table.kind == "stage_events":
        return found
    complete = int(np.count_nonzero(met))
    for column in columns.read:
        words = column.readings.words
        if words is None or column.column.reads != "text":
            continue
        labels = {
            place: label
            for place, label in sum_labels(words).items()
            if _may_be_complete(label, columns.table.kind)
        }
        if not labels:
            continue
        rows = np.flatnonzero(np.isin(column.cells.codes, list(labels)) & met)
        if not len(rows) or len(rows) > max(1, _MOSTLY * complete):
            continue
        whole = {place for place, label in labels.items() if label.strength == "whole"}
        if len(rows) > _MOST:
            rows = rows[np.isin(column.cells.codes[rows], list(whole))]
        for row in rows[:_SHORT].tolist():
            place = int(column.cells.codes[row])
            if row not in found or place in whole:
                found[row] = Labelled(column.use.index, words[place].as_py(), labels[place])
    if columns.rows <= _SHORT:
        _add_unread(found, grid, columns, met)
    return found


def _may_be_complete(label: SumLabel, kind: str) -> bool:
    """Whether a row with all that a record needs may still be a sum of others by this label."""
    if label.what == "total":
        return label.strength != "within"
    if label.what == "carried":
        return label.strength == "whole" and kind in _CARRYING
    return kind == "invoices"


def _add_unread(found: dict[int, Labelled], grid: Grid, columns: Columns, met: Mask) -> None:
    """Labels in columns that stand for nothing, such as notes."""
    first = columns.table.first_row
    for use in columns.table.columns:
        if use.name is not None:
            continue
        cells = grid.column(use.index, first, first + columns.rows)
        if isinstance(cells, pa.ChunkedArray):
            cells = cells.to_pylist()
        texts = {cell for cell in set(cells) if isinstance(cell, str)}
        listed = pa.array(sorted(texts), pa.string())
        labels = {listed[place].as_py(): label for place, label in sum_labels(listed).items()}
        labels = {
            text: label
            for text, label in labels.items()
            if label.what == "total" and label.strength == "whole"
        }
        if not labels:
            continue
        for row, cell in enumerate(cells):
            if cell in labels and met[row] and row not in found:
                found[row] = Labelled(use.index, str(cell), labels[str(cell)], read=False)


def named_beside(columns: Columns, names: Sequence[str]) -> Mask:
    """The rows that a text in one of these columns names, and none calls a total or a carry-over of others.

    Dates and periods are written once only for rows such as these.
    """
    named = np.zeros(columns.rows, dtype=bool)
    sums = np.zeros(columns.rows, dtype=bool)
    for name in names:
        column = columns.one(name)
        if column is None:
            continue
        words = column.readings.words
        if words is None or len(words) > _SHORT:
            named |= column.said
            continue
        labels = sum_labels(words)
        whole = of_a_part(words, labels) | {p for p, label in labels.items() if label.strength == "whole"}
        edge = [p for p, label in labels.items() if label.strength == "edge" and not label.loose]
        called = np.isin(column.cells.codes, [*whole])
        if np.count_nonzero(called) > _MOSTLY * np.count_nonzero(column.said):
            called[:] = False
        sums |= called
        named |= column.said & ~np.isin(column.cells.codes, edge)
    return named & ~sums


def label_among(texts: Sequence[tuple[int, str]], kind: str) -> Labelled | None:
    """The text of an incomplete row that speaks of a sum most clearly; the texts come with their columns."""
    if kind == "stage_events":
        return None
    found: Labelled | None = None
    order = ("whole", "edge", "within")
    for index, text in texts:
        label = sum_label(text)
        if label is None or (label.what == "carried" and kind not in _CARRYING):
            continue
        if label.what in ("tax", "payable") and kind != "invoices":
            continue
        if found is None or order.index(label.strength) < order.index(found.label.strength):
            found = Labelled(index, text, label)
    return found


class SumRows:
    """Judges the rows that speak of a sum, from top to bottom."""

    def __init__(self, columns: Columns, spans: TotalSpans) -> None:
        self.columns, self.spans = columns, spans
        self.headers = {plain(use.header) for use in columns.table.columns}

    def judge(self, row: int, found: Labelled, *, complete: bool) -> Verdict | CellRefused | None:
        """What the row is: a total, a carry-over, a tax, nobody knows (the sentence), or what it seems."""
        label = found.label
        if label.what == "carried":
            if label.strength == "edge":
                return self._asked(row, found) if not complete else None
            named = [column.name for column in self.spans.names_in(row, found.index)]
            if complete and {"number", "customer", "project"}.intersection(named):
                return self._asked(row, found)
            return "carried"
        if label.what == "tax":
            return self._tax(row, found, complete)
        if label.what == "payable":
            if not complete:
                return "total"
            fits = self.spans.fits(row, self.spans.of_its_invoice(row, found.index), least=1)
            return "total" if fits else None
        return self._complete(row, found) if complete else self._incomplete(row, found)

    def names_a_part(self, found: Labelled) -> bool:
        """Whether the total is one of a part of the rows that cannot be told: no total of all."""
        label = found.label
        if not label.part or reason(found.text) is A_TOTAL or plain(label.part) in self.headers:
            return False
        return not self.spans.named_in(label)

    def _complete(self, row: int, found: Labelled) -> Verdict | CellRefused | None:
        label = found.label
        if not found.read:
            return "total" if self._fits(row, found, least=2) else None
        if label.strength == "whole" or self._is_of_a_part(label):
            if self._fits(row, found, least=1, every=False):
                return "total"
            if label.loose and label.strength != "whole":
                return None
            return CellRefused(
                "“{found}” may be a total of other rows or the name of one record, and its figures do not "
                "add up the "
                "rows above. Delete the row if it is a total; otherwise write the name in full.",
                found=found.text,
            )
        if not self._fits(row, found, least=2):
            return None
        if not label.loose:
            return "total"
        return CellRefused(
            "“{found}” may be a total: its figures add up the rows above. Delete the row if it is one; "
            "otherwise say in other words what it is.",
            found=found.text,
        )

    def _incomplete(self, row: int, found: Labelled) -> Verdict | CellRefused | None:
        label = found.label
        sure = not label.loose and self._is_of_a_part(label)
        if label.strength == "whole" or begins_like_one(found.text) or sure:
            return "total"
        least = 1 if label.strength == "edge" else 2
        if self.spans.fits(row, self.spans.spans(row, label), least=least):
            return "total"
        return self._asked(row, found)

    def _fits(self, row: int, found: Labelled, *, least: int, every: bool = True) -> bool:
        spans = self.spans.spans(row, found.label, found.index)
        return self.spans.fits(row, spans, least=least, every=every)

    def _is_of_a_part(self, label: SumLabel) -> bool:
        """Whether the text is a word of summing beside the name of a customer or project of other rows."""
        return label.strength == "edge" and bool(self.spans.named_in(label))

    def _asked(self, row: int, found: Labelled) -> CellRefused | None:
        """The sentence for an incomplete row that may be a total; None where it has no figure."""
        if not any(column.state[row] == READ for column in self.spans.sums.figures):
            return None
        return CellRefused(
            "“{found}” may be a total or a figure carried over from other rows. Delete the row if it is: "
            "only the rows themselves count. If it is an entry of its own, say in other words what it is "
            "and fill in what is missing.",
            found=found.text,
        )

    def _tax(self, row: int, found: Labelled, complete: bool) -> Verdict | CellRefused | None:
        rates = _RATES if found.label.percent is None else (found.label.percent,)
        if any(self._is_tax(row, column, number, rates) for number, column in self._figures(row)):
            return "tax"
        if not complete:
            return "tax" if found.label.percent is not None else self._asked(row, found)
        if found.label.percent is None:
            return None
        return CellRefused(
            "“{found}” may be the tax of other rows, but it is no such share of those of its invoice. Delete "
            "the row if it is: amounts count without tax. Otherwise say in other words what it is.",
            found=found.text,
        )

    def _figures(self, row: int) -> list[tuple[int, ReadColumn]]:
        return [
            (number, column)
            for number, column in enumerate(self.spans.sums.figures)
            if column.name in ("amount", "gross") and column.state[row] == READ
        ]

    def _is_tax(self, row: int, column: ReadColumn, number: int, rates: Sequence[float]) -> bool:
        """Whether the row is that share of the rows of its invoice, or of those since the last total."""
        value = self.spans.sums.value(number, row)
        own = next((c.use.index for c in self.columns.read if c.name == "product"), -1)
        spans = [*self.spans.of_its_invoice(row, own)] or [*self.spans.spans(row, None)]
        for span in spans:
            found = self.spans.sums_of(number, span)[0]
            for rate in rates:
                share = rate / 100
                if found.rows and any(
                    agrees(value, found.value * each, grain_of(column))
                    for each in (share, share / (1 + share))
                ):
                    return True
        return False
