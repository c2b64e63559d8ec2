"""Which rows of a table are records, and which are totals, repeated headings, headings or remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.blanks import is_blank
from core.sheets.grid import Cell, Grid
from core.sheets.records.cell_columns import Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.header_again import header_again
from core.sheets.records.needs import Need
from core.sheets.records.readings import BLANK, READ, ReadColumn
from core.sheets.records.row_sums import RowSums
from core.sheets.records.stated_totals import Stated
from core.sheets.records.sum_rows import Labelled, SumRows, label_among, labelled_rows
from core.sheets.records.total_names import (
    A_CARRY_OVER,
    A_TAX,
    A_TOTAL,
    begins_like_one,
    named_totals,
    reason,
    surely_one,
)
from core.sheets.records.total_spans import TotalSpans

HEADER_AGAIN = Text("the header once more")
REMARK = Text("a remark, no record")
NOT_READ = Text("nothing in this row stands in a column that is read")

_REMARK = re.compile(
    r"^(?:\*|#|//|hinweise?\b|anmerkung|bemerkung|note:|notes:|nb:|ps:|stand\s*:|stand\s+\d|quelle|source|kilde"
    r"|merknad|legende|legend\b|unterschrift|signatur|signature|underskrift|copyright|©|confidential)",
    re.IGNORECASE,
)
_LOOKED_AT = 50_000
"""At most so many rows are looked at one by one; more are in trouble for another reason."""
_USUAL = 0.9


@dataclass
class RowSorts:
    """What the rows are: `records` may still wait for a correction; all others are named or blank."""

    records: Mask
    ignored: list[tuple[int, str, Text]] = field(default_factory=list)
    doubtful: list[tuple[int, int, CellRefused]] = field(default_factory=list)
    """Rows of which nobody can say what they are: row, column, sentence."""
    totals: list[Stated] = field(default_factory=list)

    @property
    def clear(self) -> Mask:
        """The records of which it is known that they are some."""
        clear = self.records.copy()
        clear[[row for row, _, _ in self.doubtful]] = False
        return clear


def sort_rows(
    grid: Grid,
    columns: Columns,
    needs: Sequence[Need],
    figures: Sequence[ReadColumn],
    dropped: Sequence[tuple[Mask, Text]] = (),
) -> RowSorts:
    """What every row of the table is.

    `figures` are the columns that totals sum; `dropped` rows are known to be no records, and why.
    """
    return _Sorter(grid, columns, needs, figures).run(dropped)


class _Sorter:
    def __init__(
        self, grid: Grid, columns: Columns, needs: Sequence[Need], figures: Sequence[ReadColumn]
    ) -> None:
        self.grid, self.columns, self.figures = grid, columns, list(figures)
        self.first = columns.table.first_row
        self.left, self.right = columns.table.left, len(columns.table.columns)
        filled = np.zeros(columns.rows, dtype=bool)
        for column in columns.read:
            filled |= column.state != BLANK
        self.filled: Mask = filled
        self.unmet = np.zeros(columns.rows, dtype=np.int8)
        for need in needs:
            self.unmet += ~need.met
        self.met: Mask = self.unmet == 0
        self.few = min(2, len(needs))
        """So many unmet needs make a row below all records a remark."""
        self.by_index = {column.use.index: column for column in columns.read}
        self.again = header_again(columns)
        self.sorts = RowSorts(filled.copy())
        self.labelled: dict[int, Labelled] = {}

    def run(self, dropped: Sequence[tuple[Mask, Text]]) -> RowSorts:
        for rows, why in dropped:
            for row in np.flatnonzero(rows & self.sorts.records):
                self._ignore(int(row), why)
        if self.figures:
            self.labelled = labelled_rows(self.grid, self.columns, self.sorts.records & self.met)
        looked_at = self._to_look_at()
        if len(looked_at):
            self._judge(looked_at)
        self._name_what_is_not_read()
        self.sorts.ignored.sort(key=lambda found: found[0])
        return self.sorts

    def _judge(self, looked_at: np.ndarray) -> None:
        sure = self.sorts.records & self.met & ~self.again
        sure[[row for row, found in self.labelled.items() if found.says_nothing_else]] = False
        self.sums = RowSums(self.figures, sure)
        ends = looked_at[~self.met[looked_at] | np.isin(looked_at, list(self.labelled))]
        self.spans = TotalSpans(self.columns, self.sums, ends)
        self.sum_rows = SumRows(self.columns, self.spans)
        for row in looked_at:
            self._sort(int(row))
            if self.sorts.records[row] and not (self.sorts.doubtful and self.sorts.doubtful[-1][0] == row):
                self.sums.count_in(int(row))

    def _to_look_at(self) -> np.ndarray:
        """The rows that may be no records: incomplete, called like a total, or like the header."""
        asked = self.again.copy()
        asked[list(self.labelled)] = True
        for column in self.columns.read:
            if column.readings.words is not None:
                places = named_totals(column.readings.words)
                if places:
                    asked |= np.isin(column.cells.codes, places)
        incomplete = self.sorts.records & ~self.met
        if np.count_nonzero(incomplete) <= _LOOKED_AT:
            asked |= incomplete
        self.edges = self._edges()
        asked |= self.edges
        return np.flatnonzero(asked & self.sorts.records)

    def _edges(self) -> Mask:
        """The first and the last row where they lack a text that nearly all others have: a total, perhaps."""
        edges = np.zeros(self.columns.rows, dtype=bool)
        places = np.flatnonzero(self.sorts.records)
        if len(places) < 3:
            return edges
        for column in self.columns.read:
            if column.readings.words is None or column.said[places].mean() < min(_USUAL, 1 - 2 / len(places)):
                continue
            for row in (places[0], places[-1]):
                edges[row] |= column.state[row] == BLANK
        return edges

    def _sort(self, row: int) -> None:
        cells = self._cells(row)
        texts = self._texts(row, cells)
        name = texts[0][1] if texts else self._beside(row)
        shown = name or ", ".join(str(cell) for cell in cells if cell is not None)[:60]
        if self.again[row]:
            self._ignore(row, HEADER_AGAIN, shown)
            return
        if self._speaks_of_a_sum(row, texts, shown):
            return
        why = reason(name) if name else None
        if self.met[row]:
            if name and surely_one(name):
                self._complete_but_called_a_total(row, texts[0][0] if texts else self.left, name)
            elif name and begins_like_one(name) and self._adds_up(row, least=2):
                self._total(row, name, A_TOTAL)
            elif not texts and self._adds_up(row, least=2):
                self._total(row, shown, A_TOTAL)
            return
        if why is not None or (name and begins_like_one(name)):
            self._total(row, shown, why or A_TOTAL)
        elif self._is_unnamed_total(row, texts) or (
            self.edges[row] and not texts and self._adds_up(row, least=2)
        ):
            self._total(row, shown, A_TOTAL)
        elif self._is_remark(row, texts, name):
            self._ignore(row, REMARK, shown)

    def _speaks_of_a_sum(self, row: int, texts: list[tuple[int, str]], shown: str) -> bool:
        """Whether a word of summing in the row has settled what it is."""
        if not self.figures:
            return False
        complete = bool(self.met[row])
        found = self.labelled.get(row) if complete else label_among(texts, self.columns.table.kind)
        if found is None:
            return False
        verdict = self.sum_rows.judge(row, found, complete=complete)
        if isinstance(verdict, CellRefused):
            self.sorts.doubtful.append((row, found.index, verdict))
        elif verdict == "total":
            self._total(row, found.text, A_TOTAL, found)
        elif verdict is not None:
            self.sums.count_out(row)
            if verdict == "carried":
                self.spans.carried(row)
            else:
                self.spans.tax(row)
            self._ignore(row, A_CARRY_OVER if verdict == "carried" else A_TAX, found.text or shown)
        return verdict is not None

    def _is_unnamed_total(self, row: int, texts: list[tuple[int, str]]) -> bool:
        """Figures alone that add up, or that stand alone below the rows as nothing but a total does."""
        said = [column for column in self.figures if column.state[row] == READ]
        if not said or len(texts) > 1:
            return False
        others = [c for c in self.columns.read if c.state[row] != BLANK and c not in self.figures]
        if not texts and not others:
            return self._ends_a_stretch(row) or self._adds_up(row, least=2)
        dated = any(column.state[row] == READ and column.readings.words is None for column in others)
        if dated:
            return False
        return self._adds_up(row, least=3) or self.spans.fits(row, self.spans.of_its_name(row), least=2)

    def _is_remark(self, row: int, texts: list[tuple[int, str]], name: str) -> bool:
        said = [column for column in self.columns.read if column.state[row] != BLANK]
        figures_or_dates = any(column.state[row] == READ and column.readings.words is None for column in said)
        if figures_or_dates:
            return False
        if len(texts) == 1 and len(said) <= 1:
            return True
        return bool(name and _REMARK.match(name)) or (
            len(said) <= 2 and self.unmet[row] >= self.few and not self.met[row:].any()
        )

    def _complete_but_called_a_total(self, row: int, index: int, name: str) -> None:
        """A row called "Total" that has all a record has: a customer of that name, or a total with a date."""
        if self._adds_up(row, least=1):
            self._total(row, name, A_TOTAL)
            return
        refused = CellRefused(
            "“{found}” may be a total of other rows or the name of one record, and its figures do not add "
            "up the "
            "rows above. Delete the row if it is a total; otherwise write the name in full.",
            found=name,
        )
        self.sorts.doubtful.append((row, index, refused))

    def _adds_up(self, row: int, *, least: int) -> bool:
        """Whether all figures of the row add up rows: those above, since the last total, or those below."""
        return self.spans.fits(row, self.spans.spans(row, None), least=least)

    def _ends_a_stretch(self, row: int) -> bool:
        """Whether no record follows directly below."""
        return row + 1 >= self.columns.rows or not self.filled[row + 1] or not self.met[row + 1 :].any()

    def _total(self, row: int, shown: str, why: Text, found: Labelled | None = None) -> None:
        self.sums.count_out(row)
        if why is A_TOTAL:
            label = None if found is None else found.label
            told = bool(self.sorts.doubtful) or (found is not None and self.sum_rows.names_a_part(found))
            if not told:  # else nobody knows yet what it should be
                for number, column in enumerate(self.figures):
                    if column.state[row] == READ:
                        sums = self.spans.sums_unless_one_fits(row, number, label)
                        self.sorts.totals.append(Stated(row, column, self.sums.value(number, row), sums))
            self.spans.total(row, label)
        self._ignore(row, why, shown)

    def _ignore(self, row: int, why: Text, shown: str | None = None) -> None:
        self.sorts.records[row] = False
        if shown is None:
            shown = ", ".join(str(cell) for cell in self._cells(row) if cell is not None)[:60]
        self.sorts.ignored.append((row, " ".join(shown.split()), why))

    def _cells(self, row: int) -> list[Cell]:
        return [
            None if is_blank(cell) else cell
            for cell in self.grid.rows[self.first + row][self.left : self.right]
        ]

    def _texts(self, row: int, cells: list[Cell]) -> list[tuple[int, str]]:
        """The texts of the row that were not read as a date or a figure, with their columns."""
        found = []
        for index, cell in enumerate(cells, start=self.left):
            if not isinstance(cell, str):
                continue
            column = self.by_index.get(index)
            if column is None:
                if any(
                    letter.isalpha() for letter in cell
                ):  # figures of a column that is not read are no name
                    found.append((index, cell.strip()))
            elif column.readings.words is not None or column.state[row] != READ:
                found.append((index, cell.strip()))
        return found

    def _beside(self, row: int) -> str:
        """The text directly to the right of the table, where a total without a name may have it."""
        cells = self.grid.rows[self.first + row]
        beside = cells[self.right] if self.right < len(cells) else None
        return beside.strip() if isinstance(beside, str) and not self.met[row] and reason(beside) else ""

    def _name_what_is_not_read(self) -> None:
        """Rows that have something only in columns that are not read."""
        unread = np.flatnonzero(~self.filled)
        for row in unread[:_LOOKED_AT]:
            cells = [cell for cell in self._cells(int(row)) if cell is not None]
            if cells:
                texts = [cell for cell in cells if isinstance(cell, str)]
                named = len(cells) == 1 and len(texts) == 1
                self._ignore(int(row), REMARK if named else NOT_READ)
