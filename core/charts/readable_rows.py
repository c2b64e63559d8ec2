"""The figures of a chart as a table for people: what its marks tell where the mouse rests on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from core.charts.picture import Picture, Spec

SAID = "_said"
"""What a figure is called where it stands as people read it, after its own name."""


_BAR = "row"
"""What stands beside a bar, see `core.charts.lettering.name_rows`."""


def readable_rows(picture: Picture) -> pd.DataFrame:
    """One row for each different thing that the chart tells, its columns called as its readers call them.

    Two rows of the chart that are told alike, such as two steps of one name, are two rows here as well.
    A figure that the chart says in words, such as "5 h 45 min", is given as the number where there is one. A
    chart whose marks tell nothing gives its rows as they are.
    """
    frame, columns = picture.frame, {}
    for field, title in _told(picture.spec):
        number = field.removesuffix(SAID)
        use = number if number in frame and pd.api.types.is_numeric_dtype(frame[number]) else field
        if use in frame and title not in columns:
            columns[title] = frame[use]
    if not columns:
        return frame
    table = pd.DataFrame(columns)
    # The name beside a bar is different for each, be it by a mark that nobody sees.
    again = (table.assign(**{_BAR: frame[_BAR]}) if _BAR in frame else table).duplicated()
    said = (table.notna() & (table != "")).any(axis=1)
    return table[said & ~again].reset_index(drop=True)


def _told(spec: Spec) -> Iterator[tuple[str, str]]:
    """Every field with its title in the tooltips of a chart and of those in it."""
    tooltips: Any = spec.get("encoding", {}).get("tooltip", [])
    for tooltip in tooltips if isinstance(tooltips, list) else [tooltips]:
        if "field" in tooltip:
            yield str(tooltip["field"]), str(tooltip.get("title", tooltip["field"]))
    inner: list[Spec] = spec.get("layer", []) + ([spec["spec"]] if "spec" in spec else [])
    for one in inner:
        yield from _told(one)
