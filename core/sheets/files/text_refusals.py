"""The sentences about text files that are not read."""

from __future__ import annotations

from core.errors import FileRefused
from core.sheets.files.limits import Count, Limits


def no_filled_cell() -> FileRefused:
    """A file of line ends, delimiters and empty quotes."""
    return FileRefused("The file holds no filled cell; save your sheet again and upload the new file.")


def too_many_columns(line: int, found: int, limits: Limits) -> FileRefused:
    """A row that is wider than any table."""
    return FileRefused(
        "Line {line} has {found} columns, but at most {limit} are read ({setting}); "
        "delete the columns that are not needed.",
        line=Count(line),
        found=Count(found),
        limit=Count(limits.columns),
        setting=limits.setting("columns"),
    )


def too_many_rows(limits: Limits) -> FileRefused:
    """A file that is longer than allowed."""
    return FileRefused(
        "The file has more than {limit} rows, the most that are read ({setting}); "
        "split it into several files.",
        limit=Count(limits.rows),
        setting=limits.setting("rows"),
    )


def too_many_cells(limits: Limits) -> FileRefused:
    """A file whose rows times columns are more than allowed."""
    return FileRefused(
        "The file has more than {limit} cells, the most that are read ({setting}); "
        "split it into several files.",
        limit=Count(limits.cells),
        setting=limits.setting("cells"),
    )


def long_cell(line: int, found: int, limit: int, limits: Limits) -> FileRefused:
    """A cell that holds more than any cell of a spreadsheet can."""
    return FileRefused(
        "A cell in line {line} has {found} characters, but at most {limit} are read ({setting}); "
        "shorten that text, or close its quotation marks.",
        line=Count(line),
        found=Count(found),
        limit=Count(limit),
        setting=limits.setting("cell_characters"),
    )


def long_line(line: int, limit: int) -> FileRefused:
    """A row that is longer than any row of a table."""
    return FileRefused(
        "Line {line} has more than {limit} characters, which no row of a table has; "
        "save your sheet again as .xlsx or .csv and upload that.",
        line=Count(line),
        limit=Count(limit),
    )


def unclosed(line: int) -> FileRefused:
    """A quotation mark that swallows the rest of the file."""
    return FileRefused(
        "In line {line} a quotation mark opens a cell and is never closed; "
        "close it, or double the quotation marks that belong to the text, and upload the file again.",
        line=Count(line),
    )
