"""A table as a picture, for a slide or a letter: SVG and PNG, on the light paper of the charts."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

import pandas as pd

from core.charts.export import READ_WITH
from core.charts.lettering import lines, short
from core.charts.printable import printable
from core.charts.theme import LIGHT

_SIZE = 13
_TITLE_SIZE = 16
_ROW = 26
_PAD = 10
_MOST_LETTERS = 44
"""Longer texts are shortened; the CSV has them whole."""
_LETTER, _SIGN = 0.53, 0.62
"""About how wide a letter is as a share of its height, and a wide one: a capital, a currency's sign."""


@dataclass(frozen=True)
class _Column:
    name: str
    cells: tuple[str, ...]

    @property
    def figures(self) -> bool:
        """Whether these are figures, which stand at the right."""
        told = [cell for cell in self.cells if cell and cell != "–"]
        return bool(told) and all(any(sign.isdigit() for sign in cell) and len(cell) < 24 for cell in told)

    @property
    def width(self) -> float:
        return max(_wide(text) for text in (self.name, *self.cells)) + 2 * _PAD


def svg(table: pd.DataFrame, title: str) -> str:
    """The table as SVG, as wide as it needs to be; `title` stands above it.

    >>> svg(pd.DataFrame({"Step": ["Call"], "Time": ["2 h"]}), "Steps").startswith("<svg")
    True
    """
    columns = [
        _Column(_cell(name), tuple(_cell(cell) for cell in table.iloc[:, place]))
        for place, name in enumerate(table.columns)
    ]
    width = max(sum(column.width for column in columns), 320.0)
    heading = lines(printable(title), max(20, int((width - 2 * _PAD) / (_TITLE_SIZE * _LETTER))))
    top = _PAD + len(heading) * (_TITLE_SIZE + 6) + 8
    height = top + (len(table) + 1) * _ROW + _PAD
    size = {"width": f"{width:.0f}", "height": f"{height:.0f}", "viewBox": f"0 0 {width:.0f} {height:.0f}"}
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            **size,
            "role": "img",
            "aria-label": printable(title),
            "font-family": READ_WITH,
        },
    )
    ElementTree.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": LIGHT.paper})
    for number, line in enumerate(heading):
        _text(
            root, _PAD, _PAD + (number + 1) * (_TITLE_SIZE + 6) - 6, line, _TITLE_SIZE, LIGHT.text, bold=True
        )
    left = 0.0
    for column in columns:
        x, anchor = (left + column.width - _PAD, "end") if column.figures else (left + _PAD, "start")
        _text(root, x, top + _ROW - 9, column.name, _SIZE - 1, LIGHT.muted, anchor)
        for number, cell in enumerate(column.cells, start=2):
            _text(root, x, top + number * _ROW - 9, cell, _SIZE, LIGHT.text, anchor)
        left += column.width
    for number in range(len(table) + 1):
        below = f"{top + (number + 1) * _ROW:.0f}"
        rule = {"x1": "0", "x2": f"{width:.0f}", "y1": below, "y2": below, "stroke": LIGHT.grid}
        ElementTree.SubElement(root, "line", rule)
    return ElementTree.tostring(root, encoding="unicode")


def png(table: pd.DataFrame, title: str, scale: float = 2) -> bytes:
    """The same as PNG, `scale` times as many pixels wide."""
    import vl_convert

    drawn: bytes = vl_convert.svg_to_png(svg(table, title), scale=scale)
    return drawn


def _text(
    root: ElementTree.Element,
    x: float,
    y: float,
    text: str,
    size: int,
    colour: str,
    anchor: str = "start",
    *,
    bold: bool = False,
) -> None:
    look = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": str(size), "fill": colour, "text-anchor": anchor}
    ElementTree.SubElement(root, "text", look | ({"font-weight": "bold"} if bold else {})).text = text


def _cell(value: object) -> str:
    if value is None or (not isinstance(value, (list, tuple, dict)) and pd.isna(value)):
        return ""
    return short(printable(str(value)), _MOST_LETTERS)


def _wide(text: str) -> float:
    return sum(_SIZE * (_SIGN if sign.isupper() or ord(sign) > 0x2000 else _LETTER) for sign in text)
