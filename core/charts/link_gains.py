"""What moving each link alone would bring, the one that brings most on top."""

from __future__ import annotations

import math

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.lettering import name_rows, short, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import Row
from core.charts.theme import Drawing, Palette
from core.factory.findings import move_name
from core.factory.links import Link
from core.factory.weakest_link import Verdict
from core.factory.wording import as_said, more
from core.language import _, ngettext

MOST = 12
"""So many links are drawn; what brings less than the twelfth is in the table."""
_FAR = 3.0
"""The scale goes up to at most so many times the largest gain."""


def link_gains(verdict: Verdict, *, dark: bool, most: int = MOST) -> Picture | None:
    """A bar a link from zero to the customers more that it brings, a whisker over what the counts leave open.

    The verdict's own has the accent. A gain that rests on guesses alone is pale and has no whisker. Links
    that bring nothing, or less than the first `most`, are counted below the title. None where no link brings
    anything.
    """
    bringing = [link for link in verdict.links.ranked if link.gain_per_week > 0]
    if not bringing:
        return None
    drawn = bringing[:most]
    largest = drawn[0].gain_per_week
    top = min(_FAR * largest, max([largest, *(link.high or 0.0 for link in drawn)]))
    rows = [_row(link, verdict, largest, top) for link in drawn]
    name_rows(rows)
    title = _("{link} would bring most: {more}").format(
        link=short(move_name(drawn[0])), more=more(verdict.business, largest)
    )
    return picture(
        shape,
        pd.DataFrame(rows),
        title=title,
        subtitle="\n".join(_notes(rows, len(bringing), len(verdict.links.ranked))),
        description=in_words(title, [f"{row['name']}: {row['edge']} {row['edge_below']}" for row in rows]),
        height=bars.TALL * len(rows),
        dark=dark,
        room=bars.room_for([max(row["edge"], row["edge_below"], key=len) for row in rows]),
    )


def shape(colours: Palette, *, room: int) -> Drawing:
    """A bar a row with a whisker on it, on one scale from zero on; `room` is what the texts need."""
    tooltip = bars.told(("name", _("Link")), ("edge", _("It would bring")), ("edge_below", _("Likely")))
    colour = alt.condition(alt.datum.answer, alt.value(colours.accent), alt.value(colours.calm))
    base = alt.Chart()

    def across(field: str) -> alt.X:
        return bars.length(field, room=room)

    return alt.layer(
        # First what every row has: from it the rows have their order.
        bars.two_lines("edge", "edge_below", colours, tooltip),
        base.mark_bar(orient="horizontal", cornerRadiusEnd=2, size=20, strokeWidth=1.5).encode(
            x=across("gain").stack(None),
            y=bars.names(),
            fill=colour,
            stroke=colour,
            fillOpacity=bars.paleness(colours),
            tooltip=tooltip,
        ),
        base.mark_rule(strokeWidth=2, color=colours.text).encode(
            x=across("low_at"), x2="high_at:Q", y=bars.names(), tooltip=tooltip
        ),
        base.mark_text(align="left", baseline="middle", dx=3, fontSize=16).encode(
            x=across("top"), y=bars.names(), text="beyond:N"
        ),
    )


def _row(link: Link, verdict: Verdict, largest: float, top: float) -> Row:
    """One row: name, gain, low_at, high_at (both None where nothing was counted), top, beyond, edge,
    edge_below, guess, answer.
    """
    low, high = link.low, link.high
    known = low is not None and high is not None and math.isfinite(high)
    likely = ""
    if known:
        ends = [as_said(max(end or 0.0, 0.0), largest) for end in (low, high)]
        if ends[0] != ends[1]:
            likely = _("between {low} and {high}").format(low=ends[0], high=ends[1])
    move = verdict.move
    return {
        "name": shown(move_name(link)),
        "gain": min(link.gain_per_week, top),
        "low_at": max(low or 0.0, 0.0) if known else None,
        "high_at": min(high or 0.0, top) if known else None,
        "top": top,
        "beyond": "›" if known and (high or 0.0) > top else "",
        "edge": more(verdict.business, link.gain_per_week, like=largest),
        "edge_below": likely if known else _("guessed"),
        "guess": not known,
        "answer": move is not None and verdict.kind in ("capacity", "flow") and link.key == move.key,
    }


def _notes(rows: list[Row], bringing: int, all_links: int) -> list[str]:
    marks = [_("Each link is moved alone to what it can reach; all else stays as it is.")]
    if any(row["low_at"] is not None for row in rows):
        marks.append(_("Line: what the counts leave open, in 80 of 100 such cases."))
    if any(row["guess"] for row in rows):
        marks.append(_("Pale: guessed, so nobody can say how sure it is."))
    if len(rows) < bringing:
        marks.append(
            _("Shown are {count} of {all} links: those that bring most").format(count=len(rows), all=bringing)
        )
    if nothing := all_links - bringing:
        marks.append(
            ngettext(
                "{count} more link would bring nothing.", "{count} more links would bring nothing.", nothing
            ).format(count=nothing)
        )
    return marks
