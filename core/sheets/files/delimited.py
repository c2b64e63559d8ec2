"""Text files with a cell between two delimiters: CSV, TSV and what programs call so."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from core.errors import FileRefused
from core.language import Text
from core.sheets.files.encoding import text_of
from core.sheets.files.limits import Count, Limits
from core.sheets.grid import Cell, Grid

DELIMITERS = {
    "\t": Text("tab"),
    ";": Text("semicolon"),
    "|": Text("vertical bar"),
    ",": Text("comma"),
}
"""What may stand between cells, in the order in which they are preferred, and how it is called."""

_FIRST_LINES = 200
_FIRST_CHARACTERS = 64 * 1024
_SEPARATOR_LINE = re.compile(r"""\s*"?sep=([^\w\s"]|\t)"?[;,\t|]*\s*""", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_NO_DELIMITER = "\uffff"  # never a letter of a text
_LONGEST_RECORD = 1_000_000


def read_delimited(name: str, data: bytes, limits: Limits) -> Grid:
    """The one sheet of a text file, all cells texts; `dialect` says how it was read.

    Rows are numbered as a spreadsheet program numbers them: blank lines count, a first line "sep=;" does
    not, and a line break between quotes does not begin a row. Raises FileRefused.

    >>> grid = read_delimited("steps", "Schritt;Minuten\\nAnruf;1,5".encode(), Limits())
    >>> grid.rows, grid.dialect
    ([['Schritt', 'Minuten'], ['Anruf', '1,5']], 'UTF-8, semicolon')
    """
    text, encoding = text_of(data)
    text = text.rstrip("\x1a\x00\r\n").replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    stated = _SEPARATOR_LINE.fullmatch(first)
    if stated:
        text = rest
    delimiter = stated[1] if stated else delimiter_of(text)
    rows = _rows(text, delimiter or _NO_DELIMITER, limits, 1 if stated else 0)
    if not rows:
        raise FileRefused("The file holds no filled cell; save your sheet again and upload the new file.")
    return Grid(name=name, rows=rows, dialect=_dialect(encoding, delimiter))


def delimiter_of(text: str) -> str:
    """What stands between the cells of a text, judged by its first lines; "" for a single column.

    The delimiter is found in most lines, and equally often in each. A comma between two digits is a
    decimal comma as long as anything else could be the delimiter.

    >>> delimiter_of("step;minutes\\ncall;1,5\\nwrite;2,5"), delimiter_of("step\\ncall")
    (';', '')
    """
    sample = text[:_FIRST_CHARACTERS]
    if len(sample) < len(text):
        sample = sample[: sample.rfind("\n") + 1] or sample
    lines = io.StringIO(sample).readlines()[:_FIRST_LINES]
    without_decimals = [_DECIMAL_COMMA.sub("", line) for line in lines]
    fits = {delimiter: _fit(delimiter, without_decimals) for delimiter in DELIMITERS}
    best = max(fits, key=lambda delimiter: fits[delimiter])
    if fits[best]:
        return best
    # Nothing but numbers and commas: columns of whole numbers if the first line has commas too.
    header = next((line for line in lines if line.strip()), "")
    return "," if "," in header and _fit(",", lines) else ""


def _fit(delimiter: str, lines: Sequence[str]) -> float:
    """The share of rows that the delimiter divides into the commonest number of cells; 0 if it does not fit.

    Commas stand in sentences too: they have to divide more of the rows than the others, and alike.
    """
    widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    divided = [width for width in widths if width > 1]
    alike = max(Counter(divided).values(), default=0)
    if delimiter == ",":
        fits = len(divided) >= len(widths) / 2 and (alike > 1 or len(divided) == len(widths))
    else:
        fits = len(divided) >= len(widths) / 3
    return alike / len(widths) if fits and alike else 0.0


def _rows(text: str, delimiter: str, limits: Limits, lines_before: int) -> list[list[Cell]]:
    if '"' not in text and text.count("\n") >= limits.rows:
        raise _too_many_rows(limits)
    lines = _Lines(text, limits, lines_before)
    longest = min(limits.cell_characters, csv.field_size_limit())
    rows: list[list[Cell]] = []
    width = height = 0
    try:
        for record in csv.reader(lines, delimiter=delimiter):
            lines.record_is_over()
            filled = len(record)
            while filled and not record[filled - 1]:
                filled -= 1
            _check_size(len(rows) + 1, max(width, filled), lines.started, limits)
            if filled:
                width, height = max(width, filled), len(rows) + 1
                if lines.length > longest and (found := max(map(len, record))) > longest:
                    raise _long_cell(lines.started, found, longest, limits)
            rows.append([cell or None for cell in record[:filled]])
    except csv.Error:  # the only error of a reader that is not strict: a cell longer than it can hold
        raise _unclosed(lines.started) from None
    if lines.last_is_unclosed(delimiter):
        raise _unclosed(lines.started)
    del rows[height:]
    for row in rows:
        row.extend([None] * (width - len(row)))
    return rows


class _Lines:
    """The lines of a text with the record they belong to, which may be several lines long."""

    def __init__(self, text: str, limits: Limits, lines_before: int) -> None:
        self._stream = io.StringIO(text)
        self._most = limits.columns * (limits.cell_characters + 1)
        self._number = lines_before
        self._record: list[str] = []
        self._over = True
        self.started = lines_before
        """The line in which the record begins, counted from 1."""
        self.length = 0
        """How many characters the record has so far."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._stream)
        self._number += 1
        if self._over:
            self.started, self.length, self._over = self._number, 0, False
            self._record.clear()
        self._record.append(line)
        self.length += len(line)
        if self.length > min(self._most, _LONGEST_RECORD):
            raise _long_line(self.started, min(self._most, _LONGEST_RECORD))
        return line

    def record_is_over(self) -> None:
        """The next line begins another record."""
        self._over = True

    def last_is_unclosed(self, delimiter: str) -> bool:
        """Whether the last record ended inside quotes: then a further line still belongs to it."""
        together = len(list(csv.reader([*self._record, "one more"], delimiter=delimiter))) == 1
        return bool(self._record) and together


def _check_size(rows: int, columns: int, line: int, limits: Limits) -> None:
    if columns > limits.columns:
        raise FileRefused(
            "Line {line} has {found} columns, but at most {limit} are read ({setting}); "
            "delete the columns that are not needed.",
            line=Count(line),
            found=Count(columns),
            limit=Count(limits.columns),
            setting=limits.setting("columns"),
        )
    if rows > limits.rows:
        raise _too_many_rows(limits)
    if rows * columns > limits.cells:
        raise FileRefused(
            "The file has more than {limit} cells, the most that are read ({setting}); "
            "split it into several files.",
            limit=Count(limits.cells),
            setting=limits.setting("cells"),
        )


def _too_many_rows(limits: Limits) -> FileRefused:
    return FileRefused(
        "The file has more than {limit} rows, the most that are read ({setting}); "
        "split it into several files.",
        limit=Count(limits.rows),
        setting=limits.setting("rows"),
    )


def _long_cell(line: int, found: int, limit: int, limits: Limits) -> FileRefused:
    return FileRefused(
        "A cell in line {line} has {found} characters, but at most {limit} are read ({setting}); "
        "shorten that text, or close its quotation marks.",
        line=Count(line),
        found=Count(found),
        limit=Count(limit),
        setting=limits.setting("cell_characters"),
    )


def _long_line(line: int, limit: int) -> FileRefused:
    return FileRefused(
        "Line {line} has more than {limit} characters, which no row of a table has; "
        "save your sheet again as .xlsx or .csv and upload that.",
        line=Count(line),
        limit=Count(limit),
    )


def _unclosed(line: int) -> FileRefused:
    return FileRefused(
        "In line {line} a quotation mark opens a cell and is never closed; "
        "close it, or double the quotation marks that belong to the text, and upload the file again.",
        line=Count(line),
    )


def _dialect(encoding: str, delimiter: str) -> str:
    if not delimiter:
        return str(Text("{encoding}, one column", {"encoding": encoding}))
    called = DELIMITERS.get(delimiter, delimiter)
    return str(Text("{encoding}, {delimiter}", {"encoding": encoding, "delimiter": called}))
