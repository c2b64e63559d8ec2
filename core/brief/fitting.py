"""How large letters may be so that a text fits into its place on a slide."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

_LETTER, _BOLD_LETTER = 0.56, 0.62
"""The width of a letter as a share of its height: more than the mean, so that nothing is cut."""
_LINE = 1.22
_POINTS = 72
"""To the inch."""


def largest_size(
    texts: Sequence[str],
    width: float,
    height: float,
    sizes: Sequence[int],
    *,
    gap: float = 0.0,
    bold: bool = False,
) -> int:
    """The largest of these sizes, in points, at which the paragraphs fit into so many inches; else the last.

    `gap` is what stands between two paragraphs, in inches.

    >>> largest_size(["A customer costs €575"], 12, 1.2, (28, 24, 20))
    28
    >>> largest_size(["A customer costs €575 " * 12], 12, 1.2, (28, 24, 20))
    20
    """
    for size in sizes:
        letters = _letters(width, size, bold)
        lines = sum(len(textwrap.wrap(text, letters)) or 1 for text in texts)
        if lines * size * _LINE / _POINTS + gap * max(len(texts) - 1, 0) <= height:
            return size
    return sizes[-1]


def cut(text: str, width: float, height: float, size: int, *, bold: bool = False) -> str:
    """The text as far as it fits into so many inches at this size.

    >>> cut("A customer costs a lot", 1, 0.4, 20)
    'A cus…'
    """
    letters = _letters(width, size, bold)
    lines = textwrap.wrap(text, letters)
    most = max(1, int(height * _POINTS / (size * _LINE)))
    if len(lines) <= most:
        return text
    kept = " ".join(lines[:most])
    return kept[: letters * most - 1].rstrip() + "…"


def _letters(width: float, size: int, bold: bool) -> int:
    """How many letters of this size stand on a line."""
    return max(2, int(width * _POINTS / (size * (_BOLD_LETTER if bold else _LETTER))))
