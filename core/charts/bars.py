"""What all horizontal bar charts are drawn from: the names, the bars' lengths, the texts beside them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import altair as alt

from core.charts.lettering import pixels
from core.charts.theme import LETTERS, Drawing, Palette

GAP = 0.34
"""The free part of a row's height, between its bar and the next."""
TALL = 40
"""The height in pixels of a row with texts on two lines."""
_LINE = 8
"""In pixels, how far the middle of each of two lines is from the middle of its row."""


def names(gap: float = GAP) -> alt.Y:
    """The rows in the frame's order, each with its name."""
    return alt.Y(
        "row:N",
        sort=None,
        title=None,
        scale=alt.Scale(paddingInner=gap, paddingOuter=gap / 2),
        axis=alt.Axis(
            # Said, because Vega-Lite 6.5 else writes a name at its row's end where bars stand side by side.
            bandPosition=0.5,
            labelLimit=270,
            labelExpr="split(datum.label, '\\n')",
            labelLineHeight=13,
            # Two lines stand around the middle of their bar, one above and one below.
            labelBaseline={
                "condition": {"test": "indexof(datum.value, '\\n') > 0", "value": "bottom"},
                "value": "middle",
            },
        ),
    )


def length(field: str, *, room: int, top: float | None = None) -> alt.X:
    """A bar's length from zero on; `room` pixels to the right stay free for texts.

    The longest bar takes all the rest, or one that is `top` long.
    """
    scale = alt.Scale(zero=True, nice=False, range=[0, alt.ExprRef(f"max(40, width - {room})")])
    if top is not None:
        scale.domain = [0, top]
    return alt.X(f"{field}:Q", axis=None, scale=scale)


def told(*columns: tuple[str, str]) -> list[alt.Tooltip]:
    """What is told of a row that is pointed at: columns of ready texts, each with its title."""
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in columns]


def beside(x: alt.X, text: str, tooltip: list[alt.Tooltip], gap: float = GAP) -> alt.Chart:
    """A text at the end of each bar."""
    label: alt.Chart = alt.Chart().mark_text(align="left", dx=6, baseline="middle")
    return label.encode(x=x, y=names(gap), text=f"{text}:N", tooltip=tooltip)


def at_the_edge(
    text: str, heading: str, colours: Palette, tooltip: list[alt.Tooltip], *, telling: str = ""
) -> Drawing:
    """A column of texts at the right edge; `heading` is filled in the first row alone.

    `telling` names the column that is true of the rows whose text stands out.
    """
    edge = alt.value("width")
    column = alt.Chart().mark_text(align="right", baseline="middle", color=colours.muted)
    if telling:
        column = column.encode(
            color=alt.condition(alt.datum[telling], alt.value(colours.text), alt.value(colours.muted))
        )
    return alt.layer(
        column.encode(x=edge, y=names(), text=f"{text}:N", tooltip=tooltip),
        heading_at_the_edge(heading, colours),
    )


def heading_at_the_edge(heading: str, colours: Palette) -> alt.Chart:
    """What stands above a column of texts at the right edge; it is filled in the first row alone."""
    head = alt.Chart().mark_text(align="right", baseline="bottom", color=colours.muted, fontSize=LETTERS)
    headed: alt.Chart = head.encode(x=alt.value("width"), y=alt.value(-3), text=f"{heading}:N")
    return headed


def two_lines(
    first: str, second: str, colours: Palette, tooltip: list[alt.Tooltip], *, after: alt.X | None = None
) -> Drawing:
    """A text of two lines in each row, the second one muted; where that is empty the first is in the middle.

    It stands after the ends of the bars, or, without them, ends at the right edge.
    """
    where: dict[str, Any] = {"align": "right"} if after is None else {"align": "left", "dx": 6}
    x = alt.value("width") if after is None else after
    upper = alt.Chart().mark_text(
        baseline="middle", dy=alt.ExprRef(f"datum.{second} ? -{_LINE} : 0"), **where
    )
    lower = alt.Chart().mark_text(baseline="middle", dy=_LINE, color=colours.muted, **where)
    return alt.layer(
        upper.encode(x=x, y=names(), text=f"{first}:N", tooltip=tooltip),
        lower.encode(x=x, y=names(), text=f"{second}:N", tooltip=tooltip),
    )


def room_for(*columns: Iterable[str]) -> int:
    """The pixels that columns of texts need beside each other, in steps of twenty.

    In steps, so that not every text makes a spec of its own.

    >>> room_for(["20 people", "4,283 people"])
    100
    """
    return 20 * math.ceil(sum(max(map(pixels, texts)) for texts in columns) / 20)


def paleness(colours: Palette) -> alt.FillOpacityValue:
    """A guess is pale inside; its outline is solid like everything else."""
    return alt.FillOpacityValue(1, condition={"test": "datum.guess", "value": colours.pale})
