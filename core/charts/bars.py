"""What all horizontal bar charts are drawn from: the names, the bars' lengths, the texts beside them."""

from __future__ import annotations

import altair as alt

from core.charts.theme import LETTERS, Drawing, Palette

GAP = 0.34
"""The free part of a row's height, between its bar and the next."""


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


def length(field: str, *, room: int) -> alt.X:
    """A bar's length from zero on; `room` pixels to the right stay free for texts."""
    return alt.X(
        f"{field}:Q",
        axis=None,
        scale=alt.Scale(zero=True, nice=False, range=[0, alt.ExprRef(f"max(40, width - {room})")]),
    )


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
    head = alt.Chart().mark_text(align="right", baseline="bottom", color=colours.muted, fontSize=LETTERS)
    return alt.layer(
        column.encode(x=edge, y=names(), text=f"{text}:N", tooltip=tooltip),
        head.encode(x=edge, y=alt.value(-3), text=f"{heading}:N"),
    )


def paleness(colours: Palette) -> alt.FillOpacityValue:
    """A guess is pale inside; its outline is solid like everything else."""
    return alt.FillOpacityValue(1, condition={"test": "datum.guess", "value": colours.pale})
