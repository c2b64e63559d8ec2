"""Every figure as it is now, beside what it would be."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.lettering import name_rows, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import Row, rows_of
from core.charts.theme import Drawing, Palette
from core.language import _

_TITLE_WIDTH = 50
"""It stands beside the inputs that move it, so it has little more than half of a page."""
NUMBERS = ("now", "then")
COLUMNS = ("measure", *NUMBERS, "said_now", "said_then", "answer")
"""The columns of measures; one row is one figure of the business.

measure: its name. now, then: the figure before and after, empty where it is not known. said_now, said_then:
the same in words, with their unit. answer: whether it is the one that the page speaks of.
"""


def now_then(measures: pd.DataFrame, *, dark: bool, title: str) -> Picture | None:
    """Two slim bars a figure (see `COLUMNS`): what it would be, and below it what it is now.

    Figures have units of their own, so each has its own scale from zero on: the longer of its two bars takes
    all the room. One that is known neither now nor then is left out. None where that leaves nothing.
    """
    measures = measures.astype(dict.fromkeys(NUMBERS, "float64"))
    known = [one for one in rows_of(measures, *COLUMNS) if any(one[name] == one[name] for name in NUMBERS)]
    if not known:
        return None
    names: list[Row] = [{"name": shown(one["measure"])} for one in known]
    name_rows(names)
    rows = [
        part
        for one, name in zip(known, names, strict=True)
        for part in _parts(one, name["name"], name["row"])
    ]
    told = [row for row in rows if row["part"] == "then"]
    return picture(
        shape,
        pd.DataFrame(rows),
        title=title,
        description=in_words(title, [f"{row['name']}: {row['edge']}, {row['edge_below']}" for row in told]),
        height=bars.TALL * len(known),
        dark=dark,
        title_width=_TITLE_WIDTH,
        room=bars.room_for([max(row["edge"], row["edge_below"], key=len) for row in told]),
    )


def shape(colours: Palette, *, room: int) -> Drawing:
    """Two bars a row, each from zero on; `room` is what the texts need at the right edge."""
    tooltip = bars.told(("name", _("Figure")), ("edge_told", _("As it would be")), ("below_told", _("Now")))
    band = bars.TALL * (1 - bars.GAP)
    side = alt.YOffset("side:Q", scale=alt.Scale(domain=[0, 1], range=[0.2 * band, 0.8 * band]))
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=["now", "then", "answer"], range=[colours.calm, colours.firm, colours.accent]),
        legend=None,
    )
    bar = (
        alt.Chart()
        .mark_bar(orient="horizontal", cornerRadiusEnd=2, height=0.42 * band)
        .encode(
            x=bars.length("share", room=room).stack(None),
            y=bars.names(),
            yOffset=side,
            color=colour,
            tooltip=tooltip,
        )
    )
    return alt.layer(bar, bars.two_lines("edge", "edge_below", colours, tooltip))


def _parts(measure: Row, name: str, row: str) -> list[Row]:
    """The two bars of a figure, each with name, row, part, kind, side, share, and the texts beside them.

    The texts stand in the first one alone, as both bars share them.
    """
    longest = max(abs(measure[part]) for part in NUMBERS if measure[part] == measure[part])
    below = _("now {figure}").format(figure=measure["said_now"])
    return [
        {
            "name": name,
            "row": row,
            "part": part,
            "kind": "answer" if part == "then" and measure["answer"] else part,
            "side": 0.0 if part == "then" else 1.0,
            "share": measure[part] / longest if longest > 0 and measure[part] == measure[part] else 0.0,
            "edge": measure["said_then"] if part == "then" else "",
            "edge_below": below if part == "then" else "",
            "edge_told": measure["said_then"],
            "below_told": measure["said_now"],
        }
        for part in ("then", "now")
    ]
