"""One sheet of an example file: title rows, a header, the rows, and perhaps a total below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.sheets.grid import Cell

Row = Mapping[str, Cell]
"""A row's cells by header."""


@dataclass(frozen=True)
class Page:
    """A sheet as it is to be written.

    `widths` gives every header with its column's width; the order is the order of columns. `merged` are
    headers whose filled cells are merged with the blank ones below, by the texts they hold.
    """

    name: str
    titles: Sequence[str]
    widths: Mapping[str, float]
    rows: Sequence[Row]
    total: Row | None = None
    merged: Mapping[str, frozenset[str]] = field(default_factory=dict)
    number_formats: Mapping[str, str] = field(default_factory=dict)
    right: frozenset[str] = frozenset()
    """Headers of columns whose cells, figures and texts alike, stand to the right."""
