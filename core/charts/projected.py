"""A chart as it is shown on a wall: its rows taller, so that it fills the slide."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

from core.charts.lettering import lines
from core.charts.picture import Picture

TALL = 300
"""The height of the marks, in pixels of a page, for which a slide has room below its title."""
_GROWS = 2.4
"""So many times as tall a chart becomes at most: bars of three rows must not become walls."""
_NOTES = 4
"""So many lines of notes below the title are read at most."""
_TITLE, _SUBTITLE = 46, 64
"""In letters, how wide they are: beside the chart stand the points of the slide."""


def projected(picture: Picture) -> Picture:
    """The same chart as tall as a slide has room for, its title broken to the slide's width, with as many of
    its notes as are read from afar.

    How large its letters are is left to whoever shows it, as that depends on the window. A chart whose marks
    stand at places of their own, such as the blueprint, stays as it is; so does what is taller already.

    >>> import pandas as pd
    >>> rows = {"layer": [{"encoding": {"y": {"field": "row", "type": "nominal"}}}], "height": 84}
    >>> projected(Picture(pd.DataFrame(), {**rows, "title": {"text": ["Told"]}}, "Told", "", 84)).height
    202
    """
    if not _stretches(picture.spec):
        return picture
    spec = deepcopy(picture.spec)
    height = max(picture.height, min(TALL, round(_GROWS * picture.height)))
    spec["height"] = height
    spec["title"]["text"] = lines(picture.title, _TITLE)
    if "subtitle" in spec["title"]:
        spec["title"]["subtitle"] = _first_notes(spec["title"]["subtitle"])
    return replace(picture, spec=spec, height=height)


def _first_notes(notes: list[str]) -> list[str]:
    """As many of the notes as have room, each whole."""
    shown: list[str] = []
    for note in notes:
        broken = lines(note, _SUBTITLE)
        if len(shown) + len(broken) > _NOTES:
            break
        shown += broken
    return shown


def _stretches(spec: Any) -> bool:
    """Whether any mark stands where its row's figures say, from top to bottom."""
    if isinstance(spec, list):
        return any(_stretches(part) for part in spec)
    if not isinstance(spec, dict):
        return False
    y = spec.get("encoding", {}).get("y", {})
    return "field" in y or _stretches(spec.get("layer", []))
