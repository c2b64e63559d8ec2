"""What stands in an .xlsx file beside the values: which sheets, which formats are percents."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import partial
from xml.etree import ElementTree as Tree

from core.sheets.files.reader import sheet_xml
from core.sheets.files.reader.parts import Parts
from core.sheets.files.reader.terms import Marks, Order, Refused

_WORKBOOK = "xl/workbook.xml"
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_LONG = 4 << 20
_SMALLEST_TEXT = len("<si/>")


def look(parts: Parts, order: Order) -> list[Callable[[], Marks]]:
    """What finds the marks of every sheet, in their order; refuses what would make calamine abort."""
    workbook = Tree.fromstring(parts.read(_WORKBOOK))
    files = list(_sheet_files(parts, workbook))
    if len(files) > order.sheets:
        raise Refused("sheets", found=len(files))
    _check_shared_texts(parts.read("xl/sharedStrings.xml"))
    percents = percent_formats(parts.read("xl/styles.xml"))
    never_calculated = _saved_by_a_library(workbook)
    marks: list[Callable[[], Marks]] = []
    for name, file in files:
        xml = sheet_xml.up_to_the_last_value(sheet_xml.in_one_spelling(parts.read(file)))
        check = partial(sheet_xml.check_extent, name, xml, order)
        beside_calamine = len(xml) > _LONG and not order.carefully  # which takes longer than the check
        if not beside_calamine:
            check()
        find = partial(sheet_xml.marks, xml, percents, never_calculated)
        marks.append(partial(_checked, check, find) if beside_calamine else find)
    parts.measure_the_rest()
    return marks


def _checked(check: Callable[[], None], find_marks: Callable[[], Marks]) -> Marks:
    check()
    return find_marks()


def shows_percent(code: str) -> bool:
    """Whether a number format shows a cell as percent: an unquoted % in it.

    >>> shows_percent('0.0%'), shows_percent('0.0"%"')
    (True, False)
    """
    return "%" in _LITERAL.sub("", code)


def percent_formats(styles: bytes) -> frozenset[int]:
    """The numbers of the cell formats (the s of a cell) that show percents."""
    if b"%" not in styles and b"numFmtId" not in styles:
        return frozenset()
    root = Tree.fromstring(styles)
    percents = {9, 10}
    for code in _named(root, "numFmt"):
        number = int(code.get("numFmtId", "0"))
        (percents.add if shows_percent(code.get("formatCode", "")) else percents.discard)(number)
    formats = [xf for group in _named(root, "cellXfs") for xf in _named(group, "xf")]
    return frozenset(at for at, xf in enumerate(formats) if int(xf.get("numFmtId", "0")) in percents)


def _sheet_files(parts: Parts, workbook: Tree.Element) -> Iterator[tuple[str, str]]:
    relations = parts.read("xl/_rels/workbook.xml.rels")
    targets = {
        relation.get("Id", ""): (relation.get("Type", ""), relation.get("Target", ""))
        for relation in _named(Tree.fromstring(relations), "Relationship")
    }
    for sheet in _named(workbook, "sheet"):
        relation = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        kind, target = targets.get(relation, ("", ""))
        # Chart sheets and macro sheets have no cells of their own; their place in the order is kept.
        file = posixpath.normpath(posixpath.join("/xl", target)) if kind.endswith("/worksheet") else ""
        yield sheet.get("name", ""), file


def _check_shared_texts(texts: bytes) -> None:
    """Refuse a table of texts that says it is larger than it can be: calamine makes room for all it says."""
    declared = re.search(rb'\suniqueCount\s*=\s*["\']([0-9]+)', texts[:4096])
    if declared and int(declared[1]) * _SMALLEST_TEXT > max(len(texts), 4096):
        raise Refused("texts", found=int(declared[1]))


def _saved_by_a_library(workbook: Tree.Element) -> bool:
    """Whether formulas were written by a program that cannot calculate and saves 0 for every result.

    XlsxWriter does, and marks its files so; Excel leaves this pair of marks nowhere.
    """
    return any(
        mark.get("fullCalcOnLoad") in ("1", "true") and mark.get("calcId") == "124519"
        for mark in _named(workbook, "calcPr")
    )


def _named(root: Tree.Element, name: str) -> Iterator[Tree.Element]:
    """The elements of a name, whatever namespace the writing program used."""
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == name)
