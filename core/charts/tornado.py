"""Which input moves an answer most over the range in which it may well lie."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.lettering import name_rows, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import Row, rows_of
from core.charts.theme import Drawing, Palette
from core.language import _, ngettext

MOST = 12
"""So many inputs are drawn; what moves less than the twelfth is in the table."""
BRIEF = 6
"""So many are drawn beside other things,"""
_BRIEF_WIDTH = 50
"""where a line of the title has at most so many letters."""
_TITLE_WIDTH = 70
_FAR = 4.0
"""The scale goes at most so many times as far as the third-largest move, so that one alone hides no other."""

NUMBERS = ("low", "high")
COLUMNS = ("input", *NUMBERS, "said_low", "said_high", "range")
"""The columns of swings; one row is one input.

input: its name. low, high: the answer at the lower and the upper end of the input's range, empty where there
is none then. said_low, said_high: the same in words. range: the input's range in words.
"""


def tornado(
    swings: pd.DataFrame,
    now: float,
    said_now: str,
    *,
    less_is_better: bool,
    dark: bool,
    title: str,
    brief: bool = False,
) -> Picture | None:
    """A bar an input (see `COLUMNS`) from the answer at one end of its range to that at the other.

    The line is the answer now; the better side of each bar has the stronger colour, and with the input that
    moves the answer most it has the accent. `swings` come with the largest first. A `brief` one has
    fewer bars, and tells their ranges only where they are pointed at. None where nothing moves the answer.
    """
    moving = [
        one
        for one in rows_of(swings.astype(dict.fromkeys(NUMBERS, "float64")), *COLUMNS)
        if any(one[end] == one[end] and one[end] != now for end in NUMBERS)
    ]
    if not moving:
        return None
    drawn = moving[: BRIEF if brief else MOST]
    far = _reach(drawn, now)
    names: list[Row] = [{"name": shown(one["input"])} for one in drawn]
    name_rows(names)
    rows = [
        part
        for place, (one, name) in enumerate(zip(drawn, names, strict=True))
        for part in _parts(one, name, now, far, less_is_better, first=place == 0)
    ]
    if brief:
        for row in rows:
            row["edge_below"] = ""
    rows[0]["label"] = _("now {figure}").format(figure=said_now)
    notes = [_("Each input is moved alone over its range.") + " " + _("Strong colour: the better side.")]
    if (less := len(moving) - len(drawn)) and not brief:
        notes.append(
            ngettext("{count} more input moves it less.", "{count} more inputs move it less.", less).format(
                count=less
            )
        )
    told = [row for row in rows if row["edge"]]
    return picture(
        shape,
        pd.DataFrame(rows),
        title=title,
        subtitle="\n".join(notes),
        description=in_words(title, [f"{row['name']}: {row['told']} ({row['range']})" for row in told]),
        height=bars.TALL * len(drawn),
        dark=dark,
        title_width=_BRIEF_WIDTH if brief else _TITLE_WIDTH,
        room=bars.room_for([max(row["edge"], row["edge_below"], key=len) for row in told]),
    )


def shape(colours: Palette, *, room: int) -> Drawing:
    """Bars to both sides of a line; `room` is what the texts need at the right edge."""
    tooltip = bars.told(("name", _("Input")), ("told", _("The answer")), ("range", _("Its range")))

    def across(field: str) -> alt.X:
        # Bars begin at the answer as it is now, so the scale need not begin at zero.
        return alt.X(
            f"{field}:Q",
            axis=None,
            scale=alt.Scale(zero=False, nice=False, range=[12, alt.ExprRef(f"max(60, width - {room}) - 12")]),
        )

    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(
            domain=["worse", "better", "answer"], range=[colours.calm, colours.firm, colours.accent]
        ),
        legend=None,
    )
    base = alt.Chart()
    now = base.transform_filter("datum.label !== ''")
    return alt.layer(
        # First what every row has: from it the rows have their order.
        base.transform_filter("datum.edge !== ''")
        .mark_rule(opacity=0)
        .encode(x=across("now"), y=bars.names()),
        base.mark_bar(orient="horizontal", cornerRadius=2, size=20).encode(
            x=across("now"), x2="end:Q", y=bars.names(), color=colour, tooltip=tooltip
        ),
        bars.two_lines("edge", "edge_below", colours, tooltip),
        base.transform_filter("datum.beyond")
        .mark_text(
            baseline="middle", fontSize=16, align=alt.ExprRef("datum.lean"), dx=alt.ExprRef("datum.dx")
        )
        .encode(x=across("end"), y=bars.names(), text="beyond:N"),
        now.mark_rule(color=colours.text, strokeWidth=1.5).encode(x=across("now")),
        now.mark_text(baseline="bottom", color=colours.muted).encode(
            x=across("now"), y=alt.value(-4), text="label:N"
        ),
    )


def _reach(drawn: list[Row], now: float) -> float:
    """How far from the answer now the scale goes at most."""
    moves = sorted(
        (max(abs(one[end] - now) for end in NUMBERS if one[end] == one[end]) for one in drawn), reverse=True
    )
    return float(min(moves[0], _FAR * moves[min(2, len(moves) - 1)]))


def _parts(swing: Row, name: Row, now: float, far: float, less_is_better: bool, *, first: bool) -> list[Row]:
    """The two sides of a bar: name, row, now, end, kind, beyond, lean, dx, edge, edge_below,
    range, told, label.

    The texts stand in the first side alone, as both share them.
    """
    edge = _("{low} to {high}").format(low=swing["said_low"], high=swing["said_high"])
    parts = []
    for end in NUMBERS:
        value = swing[end]
        # No answer comes out at this end: as bad as can be.
        untold = value != value
        end_at = (
            now + max(-far, min(far, value - now)) if not untold else now + (far if less_is_better else -far)
        )
        right = end_at > now
        better = not untold and (value < now) == less_is_better and value != now
        parts.append(
            {
                **name,
                "now": now,
                "end": end_at,
                "kind": "answer" if better and first else "better" if better else "worse",
                "beyond": ("›" if right else "‹") if untold or abs(value - now) > far * (1 + 1e-9) else "",
                "lean": "left" if right else "right",
                "dx": 3 if right else -3,
                "edge": edge if end == "low" else "",
                "edge_below": swing["range"] if end == "low" else "",
                "range": swing["range"],
                "told": edge,
                "label": "",
            }
        )
    return parts
