"""A chart ready to be shown: its rows, its drawing instructions and its words.

The instructions depend on nothing but the chart's shape, the language, and light or dark. They are
therefore made once, without data, and kept; a redraw costs a copy and the finding's title.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from core.charts.lettering import lines
from core.charts.theme import Drawing, finish, palette
from core.language import _, current, ngettext, speaking

Spec = dict[str, Any]
Shape = Callable[..., Drawing]
"""A pure function of the palette, and of what else its look depends on, to a chart without data."""

ROWS = "source"
"""The name by which a spec calls its rows; whoever draws puts them there."""

_TITLE_WIDTH = 70
_SUBTITLE_WIDTH = 90


@dataclass(frozen=True)
class Picture:
    """One chart to be shown.

    `frame` holds its rows, `spec` the Vega-Lite instructions without them, `title` the finding,
    `description` the finding and the figures in words for whoever cannot see them, `height` the pixels
    that the marks take, without title and axis.
    """

    frame: pd.DataFrame
    spec: Spec
    title: str
    description: str
    height: int
    least_width: int = 0
    """In pixels, how wide it must be drawn for its texts to have room in its boxes; 0 where it has none."""


def picture(
    shape: Shape,
    frame: pd.DataFrame,
    *,
    title: str,
    description: str,
    height: int,
    dark: bool,
    subtitle: str = "",
    title_width: int = _TITLE_WIDTH,
    least_width: int = 0,
    **options: Hashable,
) -> Picture:
    """The chart of this shape over these rows, in the language spoken now; `options` go to the shape.

    A line of the title has at most `title_width` letters. A subtitle may have several lines. The spec is the
    caller's own: whatever is done to it, the one that is kept stays as it is.
    """
    spec = deepcopy(spec_of(shape, current(), dark, **options))
    spec["height"] = height
    spec["title"] = {"text": lines(title, title_width)}
    if subtitle:
        spec["title"]["subtitle"] = [
            line for said in subtitle.splitlines() for line in lines(said, _SUBTITLE_WIDTH)
        ]
    return Picture(frame, spec, title, description, height, least_width)


def in_words(finding: str, figures: Sequence[str]) -> str:
    """A chart told to somebody who cannot see it: what it finds, then its first ten figures.

    >>> in_words("Talk takes most", ["Talk: 2 h", "Travel: 50 min"])
    'Talk takes most. Talk: 2 h; Travel: 50 min.'
    """
    said = "; ".join(figures[:10])
    more = len(figures) - 10
    if more <= 0:
        return _("{finding}. {figures}.").format(finding=finding, figures=said)
    return ngettext(
        "{finding}. {figures}; and {count} more.", "{finding}. {figures}; and {count} more.", more
    ).format(finding=finding, figures=said, count=more)


@lru_cache(maxsize=512)
def spec_of(shape: Shape, language: str, dark: bool, **options: Hashable) -> Spec:
    """The Vega-Lite spec of a shape, built once for each language, light or dark, and options."""
    with speaking(language):
        chart = shape(palette(dark), **options)
    chart = chart.properties(
        data=alt.NamedData(ROWS),
        width="container",
        # The width fits the page; the height is that of the rows, whatever the title takes above them.
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        padding={"left": 4, "right": 8, "top": 6, "bottom": 8},
    )
    return finish(chart, language, dark=dark, currency=str(options.get("currency", "")))
