"""One layout that a known tool writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.sheets.kinds.column import split


@dataclass(frozen=True, eq=False)
class Export:
    """A layout that a tool writes, and what its headings mean where they mislead."""

    name: str
    kind: str
    marks: tuple[frozenset[str], ...]
    """Sets of plain headings; a sheet that has all of one set comes from this tool."""
    means: Mapping[str, str] = field(default_factory=dict)
    """Headings that this tool uses in its own sense, with the column they mean here; "" for none."""


def marks(*sets: str) -> tuple[frozenset[str], ...]:
    """Each set of headings, written with commas.

    >>> marks("net, fee")[0] == {"fee", "net"}
    True
    """
    return tuple(frozenset(split(one)) for one in sets)
