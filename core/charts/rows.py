"""The rows of a bar chart: what each says, their height, and how many of them are shown.

Rows are plain dictionaries until the last moment: on a few dozen of them pandas would spend ten times what
the drawing costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from core.language import ngettext

Row = dict[str, Any]

ROOMY = 20
"""Up to so many rows, a row has room for a name on two lines."""
MOST = 40
"""The most rows that can be told apart."""
KEPT = 30
"""Of more rows than that, so many are shown and the others make one row."""


def rows_of(frame: pd.DataFrame, *columns: str) -> list[Row]:
    """The rows of a frame with these columns; one that the frame does not have is None in every row.

    >>> rows_of(pd.DataFrame({"step": ["Call"]}), "step", "group")
    [{'step': 'Call', 'group': None}]
    """
    values = [frame[name].tolist() if name in frame else [None] * len(frame) for name in columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]


def largest(values: Sequence[float], most: int = MOST, kept: int = KEPT) -> tuple[list[int], list[int]]:
    """Which rows are shown, in their order, and which are put together: positions, by the largest values.

    Up to `most` all are shown, of more so many as are `kept`.

    >>> largest([3.0, 1.0])
    ([0, 1], [])
    """
    if len(values) <= most:
        return list(range(len(values))), []
    order = sorted(range(len(values)), key=lambda i: -values[i])
    return sorted(order[:kept]), sorted(order[kept:])


def other_steps(count: int) -> str:
    """The name of the row that stands for all steps that have none of their own.

    >>> other_steps(30)
    '30 other steps'
    """
    return ngettext("{count} other step", "{count} other steps", count).format(count=count)


def pitch_of(rows: int) -> int:
    """The height of each of so many rows, in pixels; over twenty they are narrower."""
    return 28 if rows <= ROOMY else 20


def height_of(rows: int) -> int:
    """The height of so many rows together, in pixels.

    >>> height_of(9), height_of(35)
    (252, 700)
    """
    return rows * pitch_of(rows)
