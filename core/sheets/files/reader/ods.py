"""What stands in an .ods file beside calamine's values: percents, errors, long times, merged cells."""

from __future__ import annotations

import datetime as dt
import re
from xml.parsers import expat

from core.sheets.files.reader.parts import Parts
from core.sheets.files.reader.terms import Marks, Order, Refused

_TABLE = re.compile(rb"<table:table(?=[\s>])([^>]*)>")
_ROW = re.compile(rb"<table:table-row(?=[\s/>])([^>]*?)(/?)>")
_ROW_END = b"</table:table-row>"
_CELL = re.compile(rb'<table:(?:covered-)?table-cell(?=[\s/>])((?:[^>"]|"[^"]*")*)>')
_WORTH_A_LOOK = re.compile(rb"percentage|table:formula=|-spanned=|time-value=|-repeated=")
_COLUMNS_REPEATED = re.compile(rb'number-columns-repeated="([0-9]+)"')
_ROWS_REPEATED = re.compile(rb'number-rows-repeated="([0-9]+)"')
_COLUMNS_SPANNED = re.compile(rb'number-columns-spanned="([0-9]+)"')
_ROWS_SPANNED = re.compile(rb'number-rows-spanned="([0-9]+)"')
_TIME = re.compile(
    rb'office:time-value="(-?)P(?:([0-9]+)D)?T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]+)?)S)?"'
)
_SHOWN = re.compile(rb"<text:p[^>]*>\s*([^<]*?)\s*</text:p>")
_ERROR = re.compile(rb"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:[0-9]+")


def look(parts: Parts, order: Order) -> list[Marks]:
    """The marks of every sheet, in their order; refuses what would unfold to more than allowed."""
    if b"encryption-data" in parts.read("META-INF/manifest.xml"):
        raise Refused("password")
    content = parts.read("content.xml")
    parts.measure_the_rest()
    expat.ParserCreate().Parse(content, True)  # calamine never ends on a row that is not closed
    tables = list(_TABLE.finditer(content))
    if len(tables) > order.sheets:
        raise Refused("sheets", found=len(tables))
    ends = [table.start() for table in tables[1:]] + [len(content)]
    return [
        _marks(content, table.end(), end, order, _name(table[1]))
        for table, end in zip(tables, ends, strict=True)
    ]


def time_of(attributes: bytes) -> dt.time | dt.timedelta | None:
    """The time a cell holds; 24 hours and more, and times below 0, are durations.

    >>> time_of(b'office:time-value="PT26H30M00S"')
    datetime.timedelta(days=1, seconds=9000)
    """
    found = _TIME.search(attributes)
    if not found:
        return None
    sign, days, hours, minutes, seconds = found.groups()
    duration = dt.timedelta(
        days=int(days or 0), hours=int(hours or 0), minutes=int(minutes or 0), seconds=float(seconds or 0)
    )
    if sign or duration >= dt.timedelta(days=1):
        return -duration if sign else duration
    return (dt.datetime.min + duration).time()


def _marks(content: bytes, start: int, end: int, order: Order, sheet: str) -> Marks:
    marks = Marks(merged=[])
    row = 0
    while (found := _ROW.search(content, start, end)) is not None:
        start = found.end()
        times = _number(_ROWS_REPEATED, found[1])
        if not found[2]:
            stop = content.find(_ROW_END, start, end)
            stop = end if stop < 0 else stop
            if times > 1 or _WORTH_A_LOOK.search(content, start, stop):
                _mark_row(content[start:stop], row, times, marks, order, sheet)
            start = stop
        row += times
    return marks


def _mark_row(cells: bytes, row: int, rows: int, marks: Marks, order: Order, sheet: str) -> None:
    column = 0
    found = list(_CELL.finditer(cells))
    ends = [cell.start() for cell in found[1:]] + [len(cells)]
    for cell, end in zip(found, ends, strict=True):
        attributes, content = cell[1], cells[cell.end() : end]
        columns = _number(_COLUMNS_REPEATED, attributes)
        filled = b"value-type=" in attributes or b"table:formula=" in attributes or b"<text:p" in content
        if filled:
            order.check_size(sheet, row + rows, column + columns)
            places = {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
            _mark_cell(attributes, content, places, marks)
        if b"-spanned=" in attributes:
            down, right = _number(_ROWS_SPANNED, attributes), _number(_COLUMNS_SPANNED, attributes)
            if (down, right) != (1, 1) and marks.merged is not None:
                marks.merged.append(((row, column), (row + down - 1, column + right - 1)))
        column += columns


def _mark_cell(attributes: bytes, content: bytes, places: set[tuple[int, int]], marks: Marks) -> None:
    if b'value-type="percentage"' in attributes:
        for row, column in places:
            marks.percent[column].append(row)
    time = time_of(attributes)
    if time is not None:
        marks.instead.update(dict.fromkeys(places, time))
    if b"table:formula=" in attributes:
        shown = _SHOWN.search(content)
        text = shown[1] if shown else b""
        if b'calcext:value-type="error"' in attributes or _ERROR.fullmatch(text):
            marks.instead.update(dict.fromkeys(places, text.decode("utf-8", "replace") or "#N/A"))
        elif b"office:value-type=" not in attributes and not text:
            marks.valueless |= places


def _name(attributes: bytes) -> str:
    found = re.search(rb'table:name="([^"]*)"', attributes)
    return found[1].decode("utf-8", "replace") if found else ""


def _number(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return max(1, int(found[1])) if found else 1
