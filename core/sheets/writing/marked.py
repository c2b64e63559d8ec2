"""The user's workbook again, with every bad cell coloured and explained."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from io import BytesIO

from xlsxwriter.worksheet import Worksheet

from core.errors import Problem
from core.language import _
from core.sheets.grid import Grid, Place, cell_name
from core.sheets.writing.bad_cells import Merged, bad_cell, filled, places, writable_merges
from core.sheets.writing.own_sheets import is_own
from core.sheets.writing.pen import ACCENT, PLAIN, Pen, new_workbook
from core.sheets.writing.problem_sheet import Listed, write_problems
from core.sheets.writing.sheet_names import legal_sheet_names

Marks = Mapping[Place, list[str]]
"""The bad cells of a sheet with the sentences about each."""

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST_COMMENT = 8_000
_NARROWEST, _WIDEST = 9, 48
_ROWS_FOR_WIDTH = 300


def marked_copy(name: str, grids: Sequence[Grid], problems: Sequence[Problem]) -> bytes:
    """The user's sheets as xlsx, the bad cells coloured and explained in a cell comment.

    `name` is the file the sheets came from; problems of other files are left out. The first sheet lists
    every problem with a link to its cell. A problem of a whole column is marked at the column's first
    filled cell, one of a row at the row's; one of a sheet or of the file is only listed. Values, percents,
    times and merged cells stay; the look of the original and its formulas do not, only their results
    were read. Texts stay texts, also those that start with = + - or @.

    >>> marked_copy("steps.csv", [Grid("steps", [["Step"], ["Call"]])], [])[:2]
    b'PK'
    """
    theirs = [grid for grid in grids if not is_own(grid)]
    *sheet_names, list_name = legal_sheet_names([*(grid.name for grid in theirs), _("Problems")])
    merges = [writable_merges(grid) for grid in theirs]
    marks: list[dict[Place, list[str]]] = [defaultdict(list) for _grid in theirs]
    listed = []
    for problem in problems:
        if problem.file not in ("", name):
            continue
        index = _sheet_of(problem, theirs)
        if index is None:
            listed.append(Listed(problem.sheet, "", problem.found, problem.sentence))
            continue
        place = bad_cell(problem, theirs[index])
        if place is not None:
            marks[index][_seen(place, merges[index])].append(problem.sentence)
        listed.append(_listed(problem, sheet_names[index], place))

    buffer = BytesIO()
    workbook = new_workbook(buffer)
    pen = Pen(workbook)
    write_problems(workbook.add_worksheet(list_name), pen, name, listed)
    for grid, sheet_name, merged, bad in zip(theirs, sheet_names, merges, marks, strict=True):
        sheet = workbook.add_worksheet(sheet_name)
        _write_cells(sheet, pen, grid, merged, bad)
        _write_comments(sheet, bad)
        if grid.hidden and not bad:
            sheet.hide()
    workbook.close()
    return buffer.getvalue()


def _sheet_of(problem: Problem, grids: Sequence[Grid]) -> int | None:
    if not problem.sheet and len(grids) == 1:
        return 0
    return next((index for index, grid in enumerate(grids) if grid.name == problem.sheet), None)


def _seen(place: Place, merges: Sequence[Merged]) -> Place:
    """Of a cell inside a merged range only the range's first cell is seen."""
    for (top, left), (bottom, right) in merges:
        if top <= place[0] <= bottom and left <= place[1] <= right:
            return (top, left)
    return place


def _listed(problem: Problem, sheet_name: str, place: Place | None) -> Listed:
    cell = cell_name(*place) if place else ""
    said = ", ".join(part for part in (sheet_name, problem.cell or cell) if part)
    quoted = sheet_name.replace("'", "''")
    return Listed(said, f"'{quoted}'!{cell or 'A1'}", problem.found, problem.sentence)


def _write_cells(sheet: Worksheet, pen: Pen, grid: Grid, merges: Sequence[Merged], bad: Marks) -> None:
    _set_widths(sheet, grid)
    looks: dict[Place, dict[str, str]] = defaultdict(dict)
    for place in bad:
        looks[place]["bg_color"] = ACCENT
    for merged in merges:
        first, last = merged
        look = {**looks[first], "valign": "top"}
        sheet.merge_range(*first, *last, "", pen.format(look))
        looks.update((place, look) for place in places(merged))
    for row, cells in enumerate(grid.rows):
        for column, value in enumerate(cells):
            if value is not None:
                place = (row, column)
                pen.write(sheet, row, column, value, looks.get(place, PLAIN), percent=place in grid.percent)
    for row, column in bad:
        if row >= len(grid.rows) or column >= grid.width or grid.rows[row][column] is None:
            pen.write(sheet, row, column, None, looks[row, column])


def _write_comments(sheet: Worksheet, bad: Marks) -> None:
    for (row, column), sentences in bad.items():
        text = _NOT_IN_XML.sub(" ", "\n\n".join(dict.fromkeys(sentences)))[:_LONGEST_COMMENT]
        lines = sum(math.ceil(max(len(line), 1) / 44) for line in text.split("\n"))
        size = {"width": 300, "height": min(24 + 15 * lines, 600), "font_size": 9}
        sheet.write_comment(row, column, text, {**size, "color": ACCENT, "author": "Stepwise"})


def _set_widths(sheet: Worksheet, grid: Grid) -> None:
    """Columns as wide as what they hold; title rows, which run over the columns beside them, do not count."""
    widths = [_NARROWEST] * grid.width
    for cells in grid.rows[:_ROWS_FOR_WIDTH]:
        if sum(map(filled, cells)) > 1:
            for column, value in enumerate(cells):
                widths[column] = max(widths[column], min(len(str(value or "")) + 2, _WIDEST))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
