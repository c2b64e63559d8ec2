"""How full every role is: with everything, and with delivering alone."""

from __future__ import annotations

import math

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.lettering import name_rows, short, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import KEPT, MOST, Row
from core.charts.theme import Drawing, Palette
from core.language import _
from core.language.amounts import duration, listing, percent
from core.steps.capacity import FULL, Capacity, RoleUse

_THIN = 11
"""In pixels, how thick a bar is."""
_APART = 8
"""In pixels, how far the middle of each of the two bars is from that of their row."""
_LEAST, _MOST = 1.1, 3.0
"""The scale goes up to at least, and at most, so many times the hours that there are."""


def utilisation(capacity: Capacity, *, dark: bool) -> Picture | None:
    """Two thin bars a role, as shares of the hours it can book: everything, and delivering alone.

    The line is at 100 %; in the band before it, from 85 % on, work begins to pile up. The fullest role is on
    top; the drum stands out where it is in the band or beyond. Of more than forty roles the fullest are
    shown. None where there is nothing to draw: of no role that has something to do the hours are known.
    """
    known = [role for role in capacity.roles if role.demand > 0]
    if not known:
        return None
    drawn = known if len(known) <= MOST else known[:KEPT]
    top = min(_MOST, max([_LEAST, *(_used(role) for role in known)]))
    top = math.ceil(20 * top) / 20
    rows = [_row(role, top) for role in drawn]
    for row, role in zip(rows, drawn, strict=True):
        row["answer"] = capacity.is_full and role is capacity.drum
    name_rows(rows)
    rows[0] |= {"band_at": FULL, "line_at": 1.0, "line": percent(1.0)}
    title = _finding(rows, drawn)
    return picture(
        shape,
        pd.DataFrame(rows),
        title=title,
        subtitle="\n".join(_notes(capacity, len(drawn), len(known))),
        description=in_words(title, [f"{row['name']}: {row['edge']}, {row['edge_below']}" for row in rows]),
        height=bars.TALL * len(rows),
        dark=dark,
        top=top,
        room=bars.room_for([max(row["edge"], row["edge_below"], key=len) for row in rows]),
    )


def shape(colours: Palette, *, top: float, room: int) -> Drawing:
    """Two bars a row on a scale of shares up to `top`, over the band and under the line.

    `room` is what the texts need at the right edge.
    """
    tooltip = bars.told(
        ("name", _("Role")),
        ("edge", _("Everything")),
        ("edge_below", _("Delivering")),
        ("hours", _("Hours a week")),
    )
    base = alt.Chart()

    def across(field: str) -> alt.X:
        return bars.length(field, room=room, top=top)

    def bar(field: str, where: int) -> alt.Chart:
        drawn: alt.Chart = base.mark_bar(
            orient="horizontal", size=_THIN, yOffset=where, cornerRadiusEnd=2
        ).encode(x=across(field).stack(None), y=bars.names(), tooltip=tooltip)
        return drawn

    band = base.mark_rect(color=colours.grid, opacity=0.7)
    line = base.mark_rule(color=colours.text, strokeWidth=1.5)
    head = base.mark_text(align="center", baseline="bottom", color=colours.muted)
    beyond = base.mark_text(align="left", baseline="middle", dx=3, dy=-_APART, fontSize=16)
    everything = bar("all_at", -_APART).encode(
        color=alt.condition(alt.datum.answer, alt.value(colours.accent), alt.value(colours.firm))
    )
    return alt.layer(
        # First what every row has: from it the rows have their order.
        bars.two_lines("edge", "edge_below", colours, tooltip),
        band.encode(x=across("band_at"), x2="line_at:Q", y=alt.value(0), y2=alt.value("height")),
        everything,
        bar("delivering_at", _APART).encode(color=alt.value(colours.calm)),
        line.encode(x=across("line_at")),
        head.encode(x=across("line_at"), y=alt.value(-3), text="line:N"),
        beyond.encode(x=across("top"), y=bars.names(), text="beyond:N"),
    )


def _used(role: RoleUse) -> float:
    return role.utilisation or 0.0


def _row(role: RoleUse, top: float) -> Row:
    """One row: name, all_at, delivering_at, top, beyond, edge, edge_below, hours, answer; and, filled in the
    first row alone, band_at, line_at, line.
    """
    used, delivering = _used(role), role.delivery_utilisation or 0.0
    hours = _("{needed} of {available}").format(
        needed=duration(role.demand), available=duration(role.available or 0.0)
    )
    if math.isinf(used):
        edge, below = _("has no hours"), _("{needed} a week are needed").format(needed=duration(role.demand))
    else:
        edge = _("{share} with everything").format(share=percent(used))
        below = _("{share} with delivering").format(share=percent(delivering))
    return {
        "name": shown(role.role) if role.role else _("without a role"),
        "all_at": min(used, top),
        "delivering_at": min(delivering, top),
        "top": top,
        "beyond": "›" if used > top else "",
        "edge": edge,
        "edge_below": below,
        "hours": hours,
        "band_at": None,
        "line_at": None,
        "line": "",
        "answer": False,
    }


def _finding(rows: list[Row], drawn: list[RoleUse]) -> str:
    """How full the drum is where it is full, else the fullest role."""
    at = next((i for i, row in enumerate(rows) if row["answer"]), 0)
    role = short(rows[at]["name"])
    if math.isinf(_used(drawn[at])):
        return _("“{role}” is needed and has no hours").format(role=role)
    return _("“{role}” is at {all} with everything, and at {delivering} with delivering alone").format(
        role=role,
        all=percent(_used(drawn[at])),
        delivering=percent(drawn[at].delivery_utilisation or 0.0),
    )


def _notes(capacity: Capacity, drawn: int, known: int) -> list[str]:
    notes = [
        _("Line: all hours that can be booked. Band: from {share} on work piles up.").format(
            share=percent(FULL)
        )
    ]
    if capacity.not_known:
        names = [short(role.role, 30) if role.role else _("without a role") for role in capacity.not_known]
        notes.append(
            _("Not shown, because the hours are not known: {roles}").format(
                roles=listing([_("“{name}”").format(name=name) for name in names])
            )
        )
    if drawn < known:
        notes.append(_("Shown are {count} of {all} roles: the fullest").format(count=drawn, all=known))
    return notes
