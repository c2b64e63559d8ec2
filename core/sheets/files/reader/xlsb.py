"""What stands in an .xlsb file beside the values: the same as in an .xlsx, as binary records."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from struct import unpack_from
from xml.etree import ElementTree as Tree

from core.sheets.files.reader.binary import error_text, packed_number
from core.sheets.files.reader.parts import Parts
from core.sheets.files.reader.terms import Marks, Order, Refused
from core.sheets.files.reader.xlsx import shows_percent

_ROW, _BLANK, _RK, _ERROR, _REAL, _FORMULA_NUMBER, _FORMULA_ERROR, _LAST_CELL = 0, 1, 2, 3, 5, 9, 11, 11
_FORMAT, _XF, _BUNDLE_SHEET, _CELL_FORMATS, _CELL_FORMATS_END = 44, 47, 156, 617, 618


def look(parts: Parts, order: Order) -> list[Marks]:
    """The marks of every sheet, in their order; refuses a sheet that spans more than allowed."""
    sheets = list(_sheets(parts))
    if len(sheets) > order.sheets:
        raise Refused("sheets", found=len(sheets))
    percents = _percent_formats(parts.read("xl/styles.bin"))
    marks = [_marks(name, parts.read(file), percents, order) for name, file in sheets]
    parts.measure_the_rest()
    return marks


def records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record as its kind, where its content begins, and how long that is.

    >>> list(records(b"\\x9c\\x01\\x02ab"))
    [(156, 3, 2)]
    """
    at, end = 0, len(data)
    while at + 1 < end:
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (data[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        while at < end:
            byte = data[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift == 28:
                break
        yield kind, at, length
        at += length


def _sheets(parts: Parts) -> Iterator[tuple[str, str]]:
    relations = Tree.fromstring(parts.read("xl/_rels/workbook.bin.rels"))
    targets = {relation.get("Id", ""): relation for relation in relations.iter() if relation.get("Id")}
    workbook = parts.read("xl/workbook.bin")
    for kind, at, _ in records(workbook):
        if kind == _BUNDLE_SHEET:
            identity, at = _text(workbook, at + 8)
            name, _ = _text(workbook, at)
            relation = targets.get(identity)
            worksheet = relation is not None and relation.get("Type", "").endswith("/worksheet")
            target = relation.get("Target", "") if relation is not None and worksheet else ""
            yield name, posixpath.normpath(posixpath.join("/xl", target)) if target else ""


def _text(data: bytes, at: int) -> tuple[str, int]:
    (length,) = unpack_from("<I", data, at)
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def _percent_formats(styles: bytes) -> frozenset[int]:
    percents, cell_formats, inside = {9, 10}, [], False
    for kind, at, _ in records(styles):
        if kind == _FORMAT:
            (number,) = unpack_from("<H", styles, at)
            (percents.add if shows_percent(_text(styles, at + 2)[0]) else percents.discard)(number)
        elif kind in (_CELL_FORMATS, _CELL_FORMATS_END):
            inside = kind == _CELL_FORMATS
        elif kind == _XF and inside:
            cell_formats.append(unpack_from("<H", styles, at + 2)[0])
    return frozenset(at for at, number in enumerate(cell_formats) if number in percents)


def _marks(sheet: str, data: bytes, percents: frozenset[int], order: Order) -> Marks:
    marks = Marks()
    row = height = width = 0
    for kind, at, length in records(data):
        if kind > _LAST_CELL or kind == _BLANK:
            continue
        (column,) = unpack_from("<I", data, at)
        if kind == _ROW:
            row = column  # the first field of a row record is its number
            continue
        height, width = max(height, row + 1), max(width, column + 1)
        if int.from_bytes(data[at + 4 : at + 7], "little") in percents:
            marks.percent[column].append(row)
        if kind in (_ERROR, _FORMULA_ERROR):
            marks.instead[row, column] = error_text(data[at + 8])
        elif kind in (_REAL, _FORMULA_NUMBER) and length >= 16:
            (number,) = unpack_from("<d", data, at + 8)
            if number < 0:
                marks.negative[row, column] = number
        elif kind == _RK:
            number = packed_number(unpack_from("<I", data, at + 8)[0])
            if number < 0:
                marks.negative[row, column] = number
    order.check_size(sheet, height, width)
    return marks
