"""The hours that each role is needed for, held against those that it has."""

from __future__ import annotations

import math

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.lettering import name_rows, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import KEPT, MOST, Row, rows_of
from core.charts.theme import Drawing, Palette
from core.language import _
from core.language.amounts import duration, percent

NUMBERS = ("demand", "available")
COLUMNS = ("role", *NUMBERS)
"""The columns of hours; one row is one role.

role: its name, "" for whoever does steps without one. demand: the hours a week that it is needed for.
available: those that it has for it. Both are empty where they are not known.
"""


def role_hours(roles: pd.DataFrame, *, dark: bool, title: str) -> Picture | None:
    """A bar a role (see `COLUMNS`) of the hours a week it is needed for, and a mark at those it has.

    The fullest role is on top; a bar stands out where it is longer than there are hours. Of more than forty
    roles the fullest are shown. None where there is nothing to draw: no role is needed for any hour.
    """
    roles = roles.astype(dict.fromkeys(NUMBERS, "float64"))
    known = [role for role in rows_of(roles, *COLUMNS) if role["demand"] >= 0]
    if not any(role["demand"] > 0 for role in known):
        return None
    known.sort(key=lambda role: (-_used(role), -role["demand"]))
    drawn = known if len(known) <= MOST else known[:KEPT]
    rows = [_row(role) for role in drawn]
    name_rows(rows)
    notes = [_("Bar: the hours a week that are needed. Mark: those there are.")]
    if len(drawn) < len(known):
        notes.append(
            _("Shown are {count} of {all} roles: the fullest").format(count=len(drawn), all=len(known))
        )
    return picture(
        shape,
        pd.DataFrame(rows),
        title=title,
        subtitle="\n".join(notes),
        description=in_words(title, [f"{row['name']}: {row['edge']}, {row['edge_below']}" for row in rows]),
        height=bars.TALL * len(rows),
        dark=dark,
        room=bars.room_for([max(row["edge"], row["edge_below"], key=len) for row in rows]),
    )


def shape(colours: Palette, *, room: int) -> Drawing:
    """A bar a role, the accent where it is too long, and a mark at the hours there are."""
    tooltip = bars.told(("name", _("Role")), ("edge", _("Hours a week")), ("edge_below", _("Used")))
    demand = bars.length("demand", room=room)
    bar = alt.Chart().mark_bar(orient="horizontal", cornerRadiusEnd=2)
    mark = alt.Chart().mark_tick(thickness=3, size=bars.TALL - 6, color=colours.text, opacity=1)
    return alt.layer(
        bar.encode(
            x=demand.stack(None),
            y=bars.names(),
            color=alt.condition(alt.datum.over, alt.value(colours.accent), alt.value(colours.firm)),
            tooltip=tooltip,
        ),
        mark.encode(x=bars.length("available", room=room), y=bars.names(), tooltip=tooltip),
        bars.two_lines("edge", "edge_below", colours, tooltip),
    )


def _used(role: Row) -> float:
    """Demand / available; infinite where there are no hours, and below all others where none are known."""
    if math.isnan(role["available"]):
        return -1.0
    if role["available"] > 0:
        return float(role["demand"] / role["available"])
    return math.inf if role["demand"] > 0 else 0.0


def _row(role: Row) -> Row:
    """One row: name, demand, available, edge, edge_below, over."""
    used, needed = _used(role), duration(60 * role["demand"])
    if math.isnan(role["available"]):
        edge, below = needed, _("hours not known")
    elif not role["available"] > 0:
        edge, below = needed, _("has no hours")
    else:
        edge = _("{needed} of {available}").format(needed=needed, available=duration(60 * role["available"]))
        below = _("{share} of the hours").format(share=percent(used))
    return {
        "name": shown(role["role"]) if str(role["role"]).strip() else _("Your own hours"),
        "demand": role["demand"],
        "available": role["available"],
        "edge": edge,
        "edge_below": below,
        # Sums of floats that are equal on paper differ by a hair.
        "over": used > 1 + 1e-9,
    }
