"""What the XML of one sheet says beside the values, found by searching, not by parsing.

A sheet of 100,000 rows is some 30 MB of XML; a search over it takes hundredths of a second where
a parser takes seconds. The patterns are written for the spelling of Excel and all common writers,
`<row r="1" ...>` and `<c r="A1" s="2" ...>`; a sheet in another spelling is rewritten first.
"""

from __future__ import annotations

import re
from collections import defaultdict

from core.sheets.files.reader.terms import Marks, Order, Place, column_number

_WINDOW = 16 << 20
_OVERLAP = 64
_TAG = re.compile(rb"<(/?)(?:[\w.-]+:)?(row|c|f|v|is|mergeCell)(?=[\s/>])([^>]*)>")
_OTHER_SPELLING = re.compile(
    rb'<c(?=[\s/>])(?! r="[A-Z]{1,3}[0-9]+"(?: s="[0-9]+"|(?![^>]*\ss=)))[^>]*>'
    rb'|<row(?=[\s/>])(?! r="[0-9]+")[^>]*>|<[\w.-]+:(?:c|row)[\s/>]'
)
_ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(rb"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_COLUMNS = re.compile(rb'<c r="([A-Z]+)')
_ROW, _CELL, _ROW_END = b'<row r="', b'<c r="', b"</row>"
_NUMBER = re.compile(rb"[0-9]+")
_ANY_FORMULA = re.compile(rb"<f[\s/>]")
# A cell that holds something: not closed at once, and not only an empty value.
_FILLED_CELLS = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"[^>]*(?<!/)>(?!\s*(?:</|<v\s*/>\s*</c|<v(?:\s[^>/]*)?>\s*</v>\s*</c))'
)
_FORMULA = rb"<f(?:[^>]*/>|(?:\s[^>]*)?>[^<]*</f>)\s*"
_VALUE = rb"<v(?:\s[^>/]*)?>%s</v>"
_FORMULAS = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"([^>]*)>\s*' + _FORMULA + rb"(" + _VALUE % rb"([^<]*)" + rb"|<v\s*/>)?"
)
_ERRORS = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"[^>]*\st="e"[^>]*>\s*(?:' + _FORMULA + rb")?" + _VALUE % rb"([^<]*)"
)
_NEGATIVES = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"[^>]*\ss="[^>]*>\s*(?:' + _FORMULA + rb")?" + _VALUE % rb"(-[0-9.eE+-]+)"
)


def in_one_spelling(xml: bytes) -> bytes:
    """The same sheet spelt as Excel does: no prefix, the reference first and never left out, then the style.

    >>> in_one_spelling(b"<x:row><x:c t='e' r='B1'/><x:c/></x:row>")
    b'<row r="1"><c r="B1" t="e"/><c r="C1"/></row>'
    """
    if not _OTHER_SPELLING.search(xml, 0, 1 << 16):
        return xml
    row, column = 0, 0

    def respelt(tag: re.Match[bytes]) -> bytes:
        nonlocal row, column
        closing, name, rest = tag.groups()
        if closing or name not in (b"row", b"c"):
            return b"<%s%s%s>" % (closing, name, rest)
        attributes = {key: double or single for key, double, single in _ATTRIBUTE.findall(rest)}
        reference = attributes.pop(b"r", b"")
        if name == b"row":
            row, column = int(reference) if reference.isdigit() else row + 1, 0
            reference = b"%d" % row
        else:
            known = _REFERENCE.fullmatch(reference)
            at_row, column = (int(known[2]), column_number(known[1])) if known else (row, column)
            reference = b"%s%d" % (column_letters(column), at_row)
            column += 1
        inner = sorted(attributes.items(), key=lambda attribute: attribute[0] != b"s")
        others = b"".join(b' %s="%s"' % attribute for attribute in inner)
        return b'<%s r="%s"%s%s>' % (name, reference, others, b"/" if rest.endswith(b"/") else b"")

    return _TAG.sub(respelt, xml)


def up_to_the_last_value(xml: bytes) -> bytes:
    """The sheet without the rows and cells at its end that are only formatted, often a million of them.

    >>> up_to_the_last_value(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"/><row r="3"/>')
    b'<row r="1"><c r="A1"><v>1</v></c>'
    """
    data_end = xml.rfind(b"</sheetData>")
    data_end = len(xml) if data_end < 0 else data_end
    last = max(xml.rfind(b"<v", 0, data_end), 0)
    for other in (b"<is", b"<f"):
        last = max(last, xml.rfind(other, last, data_end))
    close = xml.find(b"</c>", last, data_end)
    # A short tail stays: it harms nobody, and to leave it out all the rest would be copied.
    return xml if close < 0 or 0 < len(xml) - close - 4 < last >> 8 else xml[: close + 4]


def column_letters(column: int) -> bytes:
    """The letters of a column counted from 0.

    >>> column_letters(27)
    b'AB'
    """
    letters = b""
    while column >= 0:
        column, rest = column // 26 - 1, column % 26
        letters = bytes([65 + rest]) + letters
    return letters


def check_extent(sheet: str, xml: bytes, order: Order) -> None:
    """Refuse a sheet that spans too much from A1 to its last filled cells.

    What a sheet declares and what is only formatted does not count. calamine makes room for the whole
    rectangle, which for a cell at A1 and one at XFD1048576 is more memory than any machine has.
    """
    last = xml.rfind(_ROW)
    number = _NUMBER.match(xml, last + len(_ROW)) if last >= 0 else None
    width, height = 26, int(number[0]) if number else 0
    if width * height > order.cells or _reaches_beyond_z(xml):
        width = 1 + max(map(column_number, _found(_COLUMNS, xml)), default=-1)
    if width <= order.columns and height <= order.rows and width * height <= order.cells:
        return
    width = height = 0
    for cell in _FILLED_CELLS.finditer(xml):
        width = max(width, 1 + column_number(cell[1]))
        height = max(height, int(cell[2]))
    order.check_size(sheet, height, width)


def _reaches_beyond_z(xml: bytes) -> bool:
    """Whether the last cell of any row has a column of two letters.

    Rows and cells come in their order in every file that a program opens. In another one, what stands out
    of order is found after calamine has read the sheet, or ends this process.
    """
    start, end = 0, len(xml)
    while start < end:
        stop = xml.find(_ROW_END, start)
        stop = end if stop < 0 else stop
        cell = xml.rfind(_CELL, start, stop)
        if cell >= 0 and xml[cell + len(_CELL) + 1 : cell + len(_CELL) + 2].isalpha():
            return True
        start = stop + len(_ROW_END)
    return False


def marks(xml: bytes, percents: frozenset[int], never_calculated: bool) -> Marks:
    """The cells shown as percent, formulas without their result, errors, and numbers below 0.

    `percents` are the formats that show percents; with `never_calculated` a formula's 0 is no result.
    """
    found = Marks()
    if percents:
        percent_rows: dict[bytes, list[bytes]] = defaultdict(list)
        for letters, number in _percent_cells(percents).findall(xml):
            percent_rows[letters].append(number)
        found.percent = {
            column_number(letters): [int(number) - 1 for number in numbers]
            for letters, numbers in percent_rows.items()
        }
    if _ANY_FORMULA.search(xml):
        for letters, number, attributes, result, value in _FORMULAS.findall(xml):
            # An empty result is one where it is said to be a text: =IF(A1>0;"late";"").
            text = b't="str"' in attributes
            none = value == b"" or (never_calculated and value == b"0")
            if not result if text else none:
                found.valueless.add(_place(letters, number))
    if b't="e"' in xml:
        for letters, number, error in _ERRORS.findall(xml):
            found.instead[_place(letters, number)] = error.decode("utf-8", "replace")
    if b"<v>-" in xml:
        for letters, number, value in _NEGATIVES.findall(xml):
            found.negative[_place(letters, number)] = float(value)
    return found


def _percent_cells(percents: frozenset[int]) -> re.Pattern[bytes]:
    styles = b"|".join(b"%d" % style for style in sorted(percents))
    return re.compile(rb'<c r="([A-Z]+)([0-9]+)" s="(?:%s)"[^>]*(?<!/)>\s*<[fvi]' % styles)


def _place(letters: bytes, number: bytes) -> Place:
    return int(number) - 1, column_number(letters)


def _found(pattern: re.Pattern[bytes], xml: bytes) -> set[bytes]:
    """The different first groups of a pattern, a window at a time so that few of them exist at once."""
    found: set[bytes] = set()
    for start in range(0, len(xml), _WINDOW):
        found.update(pattern.findall(xml, start, start + _WINDOW + _OVERLAP))
    return found
