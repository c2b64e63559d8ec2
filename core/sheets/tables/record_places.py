"""Where tables of records stand in a sheet: their headers, beside each other and below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.sheets.cells.blanks import is_blank
from core.sheets.grid import Cell, Grid
from core.sheets.tables.blocks_beside import parted_where_headings_repeat
from core.sheets.tables.choice import Choice, choose, dated, same_columns
from core.sheets.tables.header_groups import groups_repeat
from core.sheets.tables.header_halves import is_lower_line, says_units
from core.sheets.tables.kind_scores import Candidate
from core.sheets.tables.record_headers import (
    FIRST_TABLE_BY,
    below_row,
    filled_in,
    has_any,
    has_two,
    may_be_a_header,
    sheet_head,
)

_BETTER = 0.4
"""By so much a row just below must be the better header to be taken instead."""
_LOOK_AHEAD = 3
_MOST_TABLES = 60


@dataclass(frozen=True)
class Found:
    """A header of records: what it heads, between which columns, and below which row it stands apart."""

    choice: Choice
    left: int
    right: int
    after: int

    @property
    def row(self) -> int:
        """The row of the header."""
        return self.choice.below.row

    @property
    def first(self) -> int:
        """The first row below the header."""
        return self.row + self.choice.below.height

    @property
    def best(self) -> Candidate:
        """What the table is."""
        assert self.choice.best is not None
        return self.choice.best


@dataclass(frozen=True)
class Records:
    """The headers of records in a sheet, and the kind that some row comes closest to where there are none."""

    found: tuple[Found, ...]
    nearest: Choice | None = None


def find_records(grid: Grid, file: str) -> Records:
    """The headers of all tables of records in a sheet, from left to right and from top to bottom.

    >>> found = find_records(Grid("A", [["Kunde", "Datum", "Betrag"], ["Acme", "1.3.2026", "12 €"]]), "a.csv")
    >>> [(one.row, one.best.kind.name) for one in found.found]
    [(0, 'invoices')]
    """
    head = sheet_head(grid)
    spans = _spans(head, grid.width)
    if not spans:
        return Records(())
    blocks = [block for span in spans for block in parted_where_headings_repeat(head, span)]
    parts = [_in_span(grid, file, head, left, right) for left, right in blocks]
    if len(blocks) > len(spans) and not all(part.found and _is_dated(part) for part in parts):
        blocks = spans
        parts = [_in_span(grid, file, head, left, right) for left, right in spans]
    own = [part for part in parts if part.found]
    if len(blocks) == 1:
        return parts[0]
    whole = _in_span(grid, file, head, spans[0][0], spans[-1][1])
    if len(own) > 1 and all(_is_dated(part) for part in own):
        return Records(tuple(found for part in own for found in part.found))
    if not own:
        return whole
    return _one_or_whole(grid, max(own, key=lambda part: part.found[0].best.score), whole)


def _is_dated(part: Records) -> bool:
    return dated(part.found[0].best, part.found[0].choice.below)


def _one_or_whole(grid: Grid, part: Records, whole: Records) -> Records:
    """The table of one part of the sheet, or of its whole width where a blank column only parts it."""
    if not whole.found:
        return part
    one, all_of_it = part.found[0], whole.found[0]
    more = len(all_of_it.best.named) > len(one.best.named)
    same = all_of_it.row == one.row and all_of_it.best.kind is one.best.kind
    return whole if more and same and _goes_along(grid, one, all_of_it) else part


def _goes_along(grid: Grid, one: Found, whole: Found) -> bool:
    """Whether what stands beside a table fills the same rows as the table itself."""
    if one.row != whole.row:
        return False
    inside = beside = 0
    for row in grid.rows[one.first : one.first + 100]:
        within = filled_in(row, one.left, one.right)
        inside += within > 0
        outside = filled_in(row, whole.left, one.left) + filled_in(row, one.right, whole.right)
        beside += outside > 0 and within > 0
    return beside * 10 >= inside * 7


def _spans(head: Sequence[list[Cell]], width: int) -> list[tuple[int, int]]:
    """The stretches of columns between columns without anything in them."""
    unfilled = set(range(width))
    for row in head:
        unfilled -= {c for c in unfilled if row[c] is not None and not is_blank(row[c])}
    filled = [c not in unfilled for c in range(width)]
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for c, there in enumerate([*filled, False]):
        if there and start is None:
            start = c
        elif not there and start is not None:
            spans.append((start, c))
            start = None
    return spans


def _in_span(grid: Grid, file: str, head: Sequence[list[Cell]], left: int, right: int) -> Records:
    found: list[Found] = []
    nearest: Choice | None = None
    gap = first = True
    skip = -1
    for r, row in enumerate(head):
        two = has_two(row, left, right)
        looked_at = gap or (not found and r < FIRST_TABLE_BY)
        if two and looked_at and r > skip and may_be_a_header(row[left:right], first=first):
            after = found[-1].row if found else -1
            choice = _choice(grid, file, r, left, right, after)
            if choice.best is not None and not found:
                choice = _better_below(grid, file, choice, left, right, head)
            if choice.best is not None and (not found or _stands_apart(grid, choice, found[-1])):
                found.append(Found(choice, left, right, after))
                skip = choice.below.row + choice.below.height - 1
            elif choice.best is None and not found:
                nearest = _nearer(nearest, choice)
        first = first and not two
        gap = not two
        if len(found) >= _MOST_TABLES:
            break
    return Records(tuple(found), nearest)


def _choice(grid: Grid, file: str, row: int, left: int, right: int, after: int) -> Choice:
    """What a row heads, with one line of header or with two."""
    if says_units(grid, row + 1) or is_lower_line(grid, row + 1, left, right) or _heads_groups(grid, row):
        return choose(below_row(grid, file, row, left, right, height=2, after=after))
    one = choose(below_row(grid, file, row, left, right, after=after))
    if row + 2 >= len(grid.rows) or not may_be_a_header(grid.rows[row + 1][left:right]):
        return one
    if any(isinstance(cell, (int, float)) for cell in grid.rows[row + 1][left:right]):
        return one
    two = choose(below_row(grid, file, row, left, right, height=2, after=after))
    if two.best is not None and (one.best is None or two.best.score > one.best.score + _BETTER):
        return two
    return one


def _heads_groups(grid: Grid, row: int) -> bool:
    """Whether the row below has the same headings again below each of several in this row."""
    return row + 2 < len(grid.rows) and groups_repeat(grid.rows[row], grid.rows[row + 1])


def _better_below(
    grid: Grid,
    file: str,
    choice: Choice,
    left: int,
    right: int,
    head: Sequence[list[Cell]],
) -> Choice:
    """A row or two further down that is clearly the better header: lines of metadata look like headings."""
    for r in range(choice.below.row + 1, min(choice.below.row + 1 + _LOOK_AHEAD, len(head))):
        if not has_two(head[r], left, right) or not may_be_a_header(head[r][left:right]):
            continue
        lower = _choice(grid, file, r, left, right, -1)
        assert choice.best is not None
        if lower.best is not None and lower.best.score > choice.best.score + _BETTER:
            choice = lower
    return choice


def _nearer(nearest: Choice | None, choice: Choice) -> Choice | None:
    if choice.nearest is None:
        return nearest
    if nearest is None or nearest.nearest is None:
        return choice
    mine, its = choice.nearest, nearest.nearest
    return choice if (len(mine.missing), -mine.score) < (len(its.missing), -its.score) else nearest


def _stands_apart(grid: Grid, choice: Choice, above: Found) -> bool:
    """Whether a further header is a table of its own, and no summary of the table above it."""
    best = choice.best
    assert best is not None
    if not dated(best, choice.below):
        return False
    if best.kind is not above.best.kind:
        return True
    if choice.below.headings == above.choice.below.headings and not _after_a_gap(grid, choice, above):
        return False  # the header once more, on the next page
    names = [use.name for use in above.best.named]
    return same_columns(names, [use.name for use in best.named]) >= 0.7


def _after_a_gap(grid: Grid, choice: Choice, above: Found) -> bool:
    """Whether a blank row stands above a header or above its title."""
    row = choice.below.row
    before = grid.rows[max(row - 2, 0) : row]
    return any(not has_any(line, above.left, above.right) for line in before)
