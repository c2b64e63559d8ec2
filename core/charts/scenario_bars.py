"""One figure as it is now and as it would be in each scenario."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.lettering import name_rows, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import Row, rows_of
from core.charts.theme import Drawing, Palette
from core.language import _

COLUMNS = ("scenario", "figure", "said", "difference", "now", "best")
"""The columns of scenarios; one row is one of them, in the order in which they are drawn.

scenario: its name. figure: what is compared, empty where it is not known. said: the same in words.
difference: against now, in words. now: whether the row is what is now. best: whether it is the best of all.
"""


def scenario_bars(scenarios: pd.DataFrame, measure: str, *, dark: bool, title: str) -> Picture | None:
    """A bar a scenario (see `COLUMNS`) from zero on; the best has the accent, what is now is calm.

    `measure` is the figure's name. None where it is known in no row, or is 0 in all of them.
    """
    told = rows_of(scenarios.astype({"figure": "float64"}), *COLUMNS)
    if not any(one["figure"] == one["figure"] and one["figure"] != 0 for one in told):
        return None
    rows = [_row(one) for one in told]
    name_rows(rows)
    return picture(
        shape,
        pd.DataFrame(rows),
        title=title,
        description=in_words(title, [f"{row['name']}: {row['edge']} {row['edge_below']}" for row in rows]),
        height=bars.TALL * len(rows),
        dark=dark,
        measure=measure,
        room=bars.room_for([max(row["edge"], row["edge_below"], key=len) for row in rows]),
    )


def shape(colours: Palette, *, measure: str, room: int) -> Drawing:
    """A bar a row with two lines of text at the right edge, for which `room` is left."""
    tooltip = bars.told(("name", _("Scenario")), ("edge", measure), ("edge_below", _("Against now")))
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=["now", "other", "best"], range=[colours.calm, colours.firm, colours.accent]),
        legend=None,
    )
    bar = alt.Chart().mark_bar(orient="horizontal", cornerRadiusEnd=2)
    return alt.layer(
        bar.encode(
            x=bars.length("figure", room=room).stack(None), y=bars.names(), color=colour, tooltip=tooltip
        ),
        bars.two_lines("edge", "edge_below", colours, tooltip),
    )


def _row(scenario: Row) -> Row:
    """One row: name, figure, edge, edge_below, kind."""
    known = scenario["figure"] == scenario["figure"]
    return {
        "name": shown(scenario["scenario"]),
        "figure": scenario["figure"] if known else 0.0,
        "edge": scenario["said"],
        "edge_below": scenario["difference"],
        "kind": "best" if scenario["best"] else "now" if scenario["now"] else "other",
    }
