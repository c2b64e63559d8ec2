"""What stands in an .xls file beside the values: percents, errors, and numbers below 0 shown as times.

An .xls is an OLE container, a small file system of sectors; its stream "Workbook" holds records.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

from core.sheets.files.reader.binary import error_text, packed_number
from core.sheets.files.reader.terms import Marks, Order, Refused
from core.sheets.files.reader.xlsx import shows_percent

_BOF, _EOF, _FILE_PASSWORD, _BOUND_SHEET, _FORMAT, _XF = 0x809, 0x0A, 0x2F, 0x85, 0x41E, 0xE0
_FORMULA, _NUMBER, _BOOL_OR_ERROR, _RK, _MANY_RK = 0x06, 0x203, 0x205, 0x27E, 0xBD
_LAST_SECTOR = 0xFFFFFFFA
_SMALL_STREAM = 4096


def look(data: bytes, order: Order) -> list[Marks]:
    """The marks of every sheet, in their order."""
    stream = workbook_stream(data)
    starts, formats, cell_formats = [], {9: True, 10: True}, []
    wide = False
    for kind, at, length in _records(stream, 0):
        if kind == _FILE_PASSWORD:
            raise Refused("password")
        if kind == _BOF:
            wide = unpack_from("<H", stream, at)[0] == 0x0600
        elif kind == _BOUND_SHEET:
            starts.append(unpack_from("<I", stream, at)[0])
        elif kind == _FORMAT and wide:
            formats[unpack_from("<H", stream, at)[0]] = shows_percent(_text(stream, at + 2, at + length))
        elif kind == _XF:
            cell_formats.append(unpack_from("<H", stream, at + 2)[0])
    if len(starts) > order.sheets:
        raise Refused("sheets", found=len(starts))
    percents = frozenset(at for at, number in enumerate(cell_formats) if formats.get(number))
    return [_marks(stream, start, percents) for start in starts]


def workbook_stream(data: bytes) -> bytes:
    """The stream of an OLE container that holds the workbook; b"" where it is too small to be one."""
    (shift,) = unpack_from("<H", data, 30)
    sector = 1 << shift
    first_directory, more_tables, tables_count = (unpack_from("<I", data, at)[0] for at in (48, 68, 72))
    tables = [table for table in unpack_from("<109I", data, 76) if table < _LAST_SECTOR]
    seen = 0
    while more_tables < _LAST_SECTOR and seen < tables_count:
        entries = unpack_from(f"<{sector // 4}I", data, (more_tables + 1) * sector)
        tables += [table for table in entries[:-1] if table < _LAST_SECTOR]
        more_tables, seen = entries[-1], seen + 1
    following: list[int] = []
    for table in tables:
        following += unpack_from(f"<{sector // 4}I", data, (table + 1) * sector)

    def chain(number: int) -> bytes:
        sectors: list[bytes] = []
        while number < len(following) and len(sectors) <= len(following):
            sectors.append(data[(number + 1) * sector : (number + 2) * sector])
            number = following[number]
        return b"".join(sectors)

    directory = chain(first_directory)
    for at in range(0, len(directory) - 127, 128):
        (name_length,) = unpack_from("<H", directory, at + 64)
        name = directory[at : at + max(0, name_length - 2)].decode("utf-16-le", "replace")
        if name in ("Workbook", "Book"):
            first, size = unpack_from("<II", directory, at + 116)
            return chain(first)[:size] if size >= _SMALL_STREAM else b""
    return b""


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The records of one substream, without those of the charts inside it."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, at + 4, length
        at += 4 + length


def _text(stream: bytes, at: int, end: int) -> str:
    return stream[at + 3 : end].decode("utf-16-le" if stream[at + 2] & 1 else "latin-1", "replace")


def _marks(stream: bytes, start: int, percents: frozenset[int]) -> Marks:
    marks = Marks()

    def note(row: int, column: int, style: int, number: float) -> None:
        if style in percents:
            marks.percent[column].append(row)
        if number < 0:
            marks.negative[row, column] = number

    for kind, at, length in _records(stream, start):
        if kind not in (_FORMULA, _NUMBER, _BOOL_OR_ERROR, _RK, _MANY_RK) or length < 8:
            continue
        row, column, style = unpack_from("<HHH", stream, at)
        if kind == _BOOL_OR_ERROR:
            if stream[at + 7]:
                marks.instead[row, column] = error_text(stream[at + 6])
        elif kind == _RK:
            note(row, column, style, packed_number(unpack_from("<I", stream, at + 6)[0]))
        elif kind == _MANY_RK:
            for further, each in enumerate(range(at + 4, at + length - 2, 6)):
                style, rk = unpack_from("<HI", stream, each)
                note(row, column + further, style, packed_number(rk))
        elif stream[at + 12 : at + 14] != b"\xff\xff" or kind == _NUMBER:
            note(row, column, style, unpack_from("<d", stream, at + 6)[0])
        elif stream[at + 6] == 2:
            marks.instead[row, column] = error_text(stream[at + 8])
    return marks
