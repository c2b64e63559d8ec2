"""Which rows of a table are steps, and which are blank lines, totals, headings or remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.blanks import is_blank
from core.sheets.checks.outline import Part, Whole, wholes
from core.sheets.checks.totals import SUM, begins_like_a_total, may_be_a_total, summary
from core.sheets.grid import Cell, Grid
from core.sheets.kinds import KINDS
from core.sheets.tables.headers import plain
from core.sheets.tables.table import Table

_REMARK = re.compile(
    r"^(?:\*|#|//|hinweise?\b|anmerkung|bemerkung|note:|notes:|nb:|ps:|stand\s*:|stand\s+\d"
    r"|quelle|source|kilde|merknad"
    r"|legende|legend\b|todo\b)",
    re.IGNORECASE,
)
_HEADINGS = ("channel", "group", "phase")
_LONG = 120
"""A lone text longer than this is a remark, no step."""


@dataclass(frozen=True)
class RowSort:
    """What a row is. `why` says why it is no step; `heading` is what it names for the rows below.

    `problem`, at `column`, is what is wrong with it as a row, such as minutes without a step.
    """

    text: str = ""
    why: Text | None = None
    heading: str | None = None
    problem: CellRefused | None = None
    column: int | None = None


_STEP = RowSort()


def sort_rows(grid: Grid, table: Table) -> Iterator[tuple[int, RowSort]]:
    """Every row below the header that is not blank, with what it is."""
    return _Sorter(grid, table).run()


class _Row:
    """One row: its number, all its cells, those that say something, and of these the texts and numbers."""

    def __init__(self, number: int, cells: list[Cell], filled: list[tuple[int, Cell]]) -> None:
        self.number, self.cells, self.filled = number, cells, filled
        self.texts = [(c, cell.strip()) for c, cell in filled if isinstance(cell, str)]
        self.numbers = [
            (c, cell) for c, cell in filled if isinstance(cell, (int, float)) and not isinstance(cell, bool)
        ]

    @property
    def shown(self) -> str:
        return ", ".join(str(cell) for _, cell in self.filled)[:60]


class _Sorter:
    """Goes through the rows of one table, with the sums it has passed."""

    def __init__(self, grid: Grid, table: Table) -> None:
        self.grid, self.table = grid, table
        self.name = min(KINDS[table.kind].required)
        use = table.use(self.name)
        self.name_column = use.index if use else 0
        self.header = tuple(plain(use.header) for use in table.columns)
        self.used = [use.index for use in table.columns if use.name]
        self.wide = {first for first, last in grid.merged if first[0] == last[0] and last[1] - first[1] >= 2}
        self.sums = _Sums()
        self.wholes = wholes(grid, table) if table.kind == "process" else {}

    def run(self) -> Iterator[tuple[int, RowSort]]:
        left, right = self.table.left, len(self.table.columns)
        for r in range(self.table.first_row, self.table.last_row + 1):
            cells = [*[None] * left, *self.grid.rows[r][left:right]]
            filled: list[tuple[int, Cell]] = [
                (c, cell) for c, cell in enumerate(cells) if cell is not None and not is_blank(cell)
            ]
            if filled:
                row = _Row(r, cells, filled)
                yield r, self.sort(row)
                self.sums.add(row)
            elif any((r, c) in self.grid.valueless for c in self.used):
                yield r, _STEP

    def sort(self, row: _Row) -> RowSort:
        texts = row.texts
        first_column, first = texts[0] if texts else (row.filled[0][0], "")
        if len(texts) >= 2 and self._repeats_header(row):
            return RowSort(first, Text("the header once more"))
        why = self._summary(first_column, first, row)
        if why is not None:
            self.sums.start_again(row)
            return RowSort(first, why)
        if row.number in self.wholes and not is_blank(row.cells[self.name_column]):
            return self._whole(row, self.wholes[row.number])
        if len(row.filled) == 1 and texts:
            return self._lone(first_column, first, (row.number, first_column) in self.wide)
        if is_blank(row.cells[self.name_column]):
            return self._nameless(row, first_column, first)
        return _STEP

    def _use_of(self, column: int) -> str | None:
        return self.table.columns[column].name

    def _whole(self, row: _Row, whole: Whole) -> RowSort:
        """A row that is made of the numbered rows below it."""
        name = " ".join(str(row.cells[self.name_column]).split())
        words = {"first": whole.first, "last": whole.last}
        if whole.part is Part.DOUBT:
            refused = CellRefused(
                "This row has figures of its own, and so have its parts {first} to {last}. "
                "If it is their sum, empty "
                "its figures; if it is a step beside them, give it a number of its own.",
                **words,
            )
            return RowSort(name, problem=refused, column=self.name_column)
        why = (
            Text("a heading for its parts {first} to {last}", words)
            if whole.part is Part.HEADING
            else Text("the sum of its parts {first} to {last}", words)
        )
        if whole.part is Part.SUM:
            self.sums.start_again(row)
        group = whole.names_a_group and self.table.use("group") is None
        return RowSort(name, why, heading="group" if group else None)

    def _nameless(self, row: _Row, first_column: int, first: str) -> RowSort:
        """A row with values but no step: nothing of ours, a total, a heading, or a problem."""
        if all(self._use_of(c) is None for c, _ in row.filled):
            return RowSort(row.shown, Text("nothing in it belongs to a column that is read"))
        says_who = {"role", "pass_rate", "performed_by", "channel"}
        if not says_who & {self._use_of(c) for c, _ in row.texts} and self.sums.fits(row):
            self.sums.start_again(row)
            return RowSort(row.shown, Text("a total without a name: it adds up the rows above"))
        if all(self._use_of(c) in (*_HEADINGS, None) for c, _ in row.filled):
            why = Text("a heading for the rows below")
            return RowSort(first, why, heading=self._use_of(first_column))
        label = KINDS[self.table.kind].column(self.name).label
        return RowSort(
            row.shown,
            problem=CellRefused(
                "This row has values but no name under “{label}”. Write the name there, or empty the row.",
                label=label,
            ),
            column=self.name_column,
        )

    def _lone(self, column: int, text: str, wide: bool) -> RowSort:
        """A row with a single text: a remark, a heading for the rows below, or a step and nothing else."""
        use, process = self._use_of(column), self.table.kind == "process"
        heading = Text("a heading for the rows below")
        if use in _HEADINGS:
            return RowSort(text, heading, heading=use)
        if _REMARK.match(text) or len(text) > _LONG or column > self.name_column:
            return RowSort(text, Text("a remark, no step"))
        if column < self.name_column:
            return (
                RowSort(text, heading, heading="group")
                if process
                else RowSort(text, Text("a remark, no step"))
            )
        stands_out = text.endswith(":") or wide or (text.isupper() and len(text) > 3)
        if stands_out and process and self.table.use("group") is None:
            return RowSort(text.rstrip(": "), heading, heading="group")
        return _STEP

    def _summary(self, column: int, first: str, row: _Row) -> Text | None:
        """Why a row is none of its own but sums up, averages or aims at others; None where it is a step.

        A name that only begins like a total is short, or its numbers add up what stands above it.
        """
        # "Ziel" above a group of steps names the group; under the steps it is a row that aims.
        names_the_row = column == self.name_column or is_blank(row.cells[self.name_column])
        why = summary(first) if names_the_row else None
        if why is not SUM and (self.sums.passed < 2 or len(row.filled) < 2):
            why = None  # a step may be called "Target"; a row of targets stands below steps and has figures
        if why is not None:
            return why
        if not begins_like_a_total(first):
            return SUM if may_be_a_total(first) and self.sums.fits(row) else None
        said = {self._use_of(c) for c, _ in row.texts}
        short = len(first.split()) <= 4 and not said & {"pass_rate", "role", "performed_by"}
        return SUM if short or self.sums.fits(row) else None

    def _repeats_header(self, row: _Row) -> bool:
        if plain(row.texts[0][1]) not in self.header:
            return False
        texts = [plain(cell) if isinstance(cell, str) else "" for cell in row.cells]
        same = sum(
            bool(text) and head.startswith(text) for text, head in zip(texts, self.header, strict=False)
        )
        return same >= 2 and same == sum(map(bool, texts))


class _Sums:
    """Running sums of every column, since the start and since the last total."""

    def __init__(self) -> None:
        self.all: dict[int, float] = {}
        self.part: dict[int, float] = {}
        self.counted = 0
        self.passed = 0
        """Rows passed so far, totals among them."""

    def add(self, row: _Row) -> None:
        self.counted += 1
        self.passed += 1
        for c, value in row.numbers:
            self.all[c] = self.all.get(c, 0.0) + value
            self.part[c] = self.part.get(c, 0.0) + value

    def start_again(self, row: _Row) -> None:
        """Begin a new part below a total. The total itself is added next and must not count."""
        self.part = {c: -value for c, value in row.numbers}
        self.counted = 0
        for c, value in row.numbers:
            self.all[c] = self.all.get(c, 0.0) - value

    def fits(self, row: _Row) -> bool:
        """Whether any number of the row adds up its column, over two rows or more."""
        return self.counted >= 2 and any(
            value != 0
            and any(abs(value - sums.get(c, 0.0)) <= 0.005 * abs(value) for sums in (self.part, self.all))
            for c, value in row.numbers
        )
