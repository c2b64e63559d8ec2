"""The same headings once more further right, without a blank column between: a table of its own."""

from __future__ import annotations

from collections.abc import Sequence

from core.sheets.cells.blanks import is_blank
from core.sheets.grid import Cell
from core.sheets.kinds.plain import plain_heading

_HEADERS_BY = 40
_LEAST = 2
"""So many headings must come again, or it is only a second column of the same name."""

Span = tuple[int, int]
"""The first column, and the one after the last."""


def parted_where_headings_repeat(head: Sequence[list[Cell]], span: Span) -> list[Span]:
    """The parts of a stretch of columns, each of which begins with the same headings as the first.

    >>> rows = [["Datum", "Std", "Datum", "Std"], ["1.3.2026", 2, "1.4.2026", 3]]
    >>> parted_where_headings_repeat(rows, (0, 4)), parted_where_headings_repeat(rows, (0, 3))
    ([(0, 2), (2, 4)], [(0, 3)])
    >>> parted_where_headings_repeat([["Datum", "Von", "Bis", "Von", "Bis"]], (0, 5))
    [(0, 5)]
    """
    left, right = span
    for row in head[:_HEADERS_BY]:
        cells = row[left:right]
        if is_blank(cells[0]) or not all(cell is None or isinstance(cell, str) for cell in cells):
            continue
        texts = ["" if is_blank(cell) else plain_heading(str(cell)) for cell in cells]
        starts = [n for n, text in enumerate(texts) if text and text == texts[0]]
        if len(starts) < 2:
            continue
        blocks = [texts[start:end] for start, end in zip(starts, [*starts[1:], len(texts)], strict=True)]
        if not all(_is_alike(block, blocks[0]) for block in blocks):
            continue
        ends = [*(left + start for start in starts[1:]), right]
        return [(left + start, end) for start, end in zip(starts, ends, strict=True)]
    return [span]


def _is_alike(block: Sequence[str], first: Sequence[str]) -> bool:
    """Whether most headings of the longer of two blocks stand in the other, too."""
    ours, others = {*block} - {""}, {*first} - {""}
    shared = len(ours & others)
    return shared >= _LEAST and shared * 2 > max(len(ours), len(others))
