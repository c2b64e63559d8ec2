"""The texts of a drawing: where they stand, and whether they have room there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
LETTER, WIDE_LETTER = 0.52, 0.57
"""The width of a letter as a share of its height, at the mean: as measured, and of the widest letters."""
_BOLDER = 1.1
"""How many times as wide bold letters are."""
_GAP = 3.0
"""In pixels, what must be free between two texts."""


def crowded(drawing: str) -> bool:
    """Whether two texts of an SVG chart lie on each other, or one is cut off: it needs more width.

    How wide a text is can only be told roughly.
    """
    root = ElementTree.fromstring(drawing)
    left, _top, wide, _high = map(float, root.get("viewBox", "0 0 0 0").split())
    texts = list(texts_in(root))
    return any(text.right > left + wide + 6 for text in texts) or any(
        one.covers(other) for place, one in enumerate(texts) for other in texts[:place]
    )


class Written(NamedTuple):
    """Where a line of text stands in a drawing, in pixels."""

    left: float
    right: float
    baseline: float
    size: float

    def covers(self, other: Written) -> bool:
        """Whether both lie on each other, or nearly."""
        beside = self.right + _GAP <= other.left or other.right + _GAP <= self.left
        return not beside and abs(self.baseline - other.baseline) < 0.8 * min(self.size, other.size)


def texts_in(
    node: ElementTree.Element, x: float = 0.0, y: float = 0.0, letter: float = LETTER
) -> Iterator[Written]:
    """Every line of text below a node that stands at x, y."""
    moved = re.search(r"translate\(([-\d.e]+),([-\d.e]+)\)", node.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    # A text with a stroke is the pale rim of another one.
    if node.tag == f"{{{SVG}}}text" and node.get("opacity") != "0" and node.get("stroke") is None:
        size = float(node.get("font-size", "12px").removesuffix("px"))
        bold = _BOLDER if node.get("font-weight") in ("bold", "600", "700") else 1.0
        for line in list(node) or [node]:
            y += float(line.get("dy", 0))
            long = letter * bold * size * len((line.text or "").strip("\u200b"))
            left = x - {"start": 0.0, "middle": long / 2, "end": long}[node.get("text-anchor", "start")]
            if long:
                yield Written(left, left + long, y, size)
    for inner in node:
        yield from texts_in(inner, x, y, letter)
