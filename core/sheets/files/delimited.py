"""Text files with a cell between two delimiters: CSV, TSV and what programs call so."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from core.language import Text
from core.sheets.files.encoding import encoding_of, in_utf8, text_of
from core.sheets.files.limits import Limits
from core.sheets.files.long_text import PIECE, LongText
from core.sheets.files.pieces import LinesFrom
from core.sheets.files.records import NO_DELIMITER, Records
from core.sheets.files.text_refusals import no_filled_cell, too_many_rows
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
_END_SIGNS = "\x1a\x00\r\n"
_END_BYTES = _END_SIGNS.encode()
_SEPARATOR_LINE = re.compile(r"""\s*"?sep=([^\w\s"]|\t)"?[;,\t|]*\s*""", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_HEAD_BYTES = 8 * _FIRST_CHARACTERS  # of four-byte letters and double line ends, still more than enough

LONG = 1 << 20
"""A text of more bytes than this is read in pieces, into columns."""


def read_delimited(name: str, data: bytes, limits: Limits, *, long: int = LONG, piece: int = PIECE) -> Grid:
    """The one sheet of a text file, all cells texts; `dialect` says how it was read.

    Rows are numbered as a spreadsheet program numbers them: blank lines count, a first line "sep=;" does
    not, and a line break between quotes does not begin a row. A text of more than `long` bytes is read
    in pieces of `piece` bytes, to the same cells. Raises FileRefused.

    >>> grid = read_delimited("steps", "Schritt;Minuten\\nAnruf;1,5".encode(), Limits())
    >>> grid.rows, grid.dialect
    ([['Schritt', 'Minuten'], ['Anruf', '1,5']], 'UTF-8, semicolon')
    """
    if len(data) > long:
        grid = _read_long(name, data, limits, piece)
        if grid is not None:
            return grid
    text, encoding = text_of(data)
    text = _with_line_feeds(text.rstrip(_END_SIGNS))
    first, _, rest = text.partition("\n")
    stated = _SEPARATOR_LINE.fullmatch(first)
    if stated:
        text = rest
    delimiter = stated[1] if stated else delimiter_of(text)
    rows = _rows(text, delimiter, limits, 1 if stated else 0)
    if not rows:
        raise no_filled_cell()
    return Grid(name=name, rows=rows, dialect=_dialect(encoding, delimiter))


def delimiter_of(text: str) -> str:
    """What stands between the cells of a text, judged by its first lines; "" for a single column.

    The delimiter is found in most lines, and equally often in each. A comma between two digits is a
    decimal comma as long as anything else could be the delimiter. Where commas divide every line alike, and
    what else could leaves some of them whole, they are the delimiter: a customer is called “A; B”.

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
        return "," if _commas_alone(best, lines) else best
    # Nothing but numbers and commas: columns of whole numbers below a heading with commas.
    first = next((at for at, line in enumerate(lines) if "," in line), len(lines))
    above = "".join(lines[:first])
    headed = not above.strip() or any(letter.isalpha() for letter in "".join(lines[first : first + 1]))
    return "," if headed and first < len(lines) and _fit(",", lines[first:]) else ""


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


def _commas_alone(other: str, lines: Sequence[str]) -> bool:
    """Whether commas divide all that is divided at all, always into as many cells, and more than `other`."""
    marked = [line for line in lines if "," in line or other in line]
    by_comma = {len(row) for row in csv.reader(marked, delimiter=",") if row}
    by_other = [len(row) for row in csv.reader(marked, delimiter=other) if row]
    return other != "," and len(by_comma) == 1 and min(by_other) == 1 and min(by_comma) > max(by_other)


def _rows(text: str, delimiter: str, limits: Limits, lines_before: int) -> list[list[Cell]]:
    if '"' not in text and text.count("\n") >= limits.rows:
        raise too_many_rows(limits)
    lines = io.StringIO(text)
    records = Records(lines, delimiter or NO_DELIMITER, limits, lines_before=lambda: lines_before)
    rows: list[list[Cell]] = []
    height = 0
    for record in records:
        rows.append(record)
        if record:
            height = len(rows)
    del rows[height:]
    for row in rows:
        row.extend([None] * (records.width - len(row)))
    return rows


def _read_long(name: str, data: bytes, limits: Limits, piece: int) -> Grid | None:
    """The sheet of a long text; None where its first line is so long that it is no table's."""
    encoding = encoding_of(data)
    text, start = in_utf8(data, encoding)
    end = len(text)
    while end > start and text[end - 1] in _END_BYTES:
        end -= 1
    head = _with_line_feeds(text[start : min(end, start + _HEAD_BYTES)].decode(errors="ignore"))
    first, line_end, rest = head.partition("\n")
    if not line_end:
        return None
    stated = _SEPARATOR_LINE.fullmatch(first)
    if stated:
        head = rest
        lines = LinesFrom(text, start, end)
        next(lines)
        start = lines.at
    delimiter = stated[1] if stated else delimiter_of(head)
    table = LongText(text, start, end, delimiter, limits, lines_before=1 if stated else 0, piece=piece)
    rows = table.rows()
    if not rows:
        raise no_filled_cell()
    return Grid(name=name, rows=rows, dialect=_dialect(encoding.name, delimiter))


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _dialect(encoding: str, delimiter: str) -> str:
    if not delimiter:
        return str(Text("{encoding}, one column", {"encoding": encoding}))
    called = DELIMITERS.get(delimiter, delimiter)
    return str(Text("{encoding}, {delimiter}", {"encoding": encoding, "delimiter": called}))
