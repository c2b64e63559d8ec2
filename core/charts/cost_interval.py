"""What a customer costs in each channel, and how sure that is."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.lettering import name_rows, short, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import KEPT, MOST, Row, rows_of
from core.charts.theme import Drawing, Palette
from core.language import _
from core.language.amounts import money

NUMBERS = ("cost", "low", "high")
COLUMNS = ("channel", *NUMBERS, "evidence")
"""The columns of costs; one row is one channel.

channel: its name. cost: of a customer, empty where none has come out yet. low, high: the 80 % interval; where
only low is known it is at least so much, and where both are empty nothing is open, or all of it is guessed.
evidence: "known", "partly" or "guessed", see `core.steps.uncertainty.Evidence`.
"""

_MOST = 3.0
"""The scale goes up to at most so many times the dearest channel."""


def cost_interval(costs: pd.DataFrame, currency: str, *, dark: bool) -> Picture | None:
    """A row a channel (see `COLUMNS`): a point at what a customer costs, a whisker over what is likely.

    The cheapest is on top; it stands out where its interval overlaps no other. A point that rests on guesses
    alone is pale. Of more than forty channels the cheapest are shown. None where there is nothing to draw: no
    cost is known, or none has an interval.
    """
    channels = rows_of(costs.astype(dict.fromkeys(NUMBERS, "float64")), *COLUMNS)
    known = [channel for channel in channels if channel["cost"] >= 0 or channel["low"] >= 0]
    if not any(channel["low"] >= 0 for channel in known) or not any(_end(one) > 0 for one in known):
        return None
    known.sort(key=_place)
    drawn = known if len(known) <= MOST else known[:KEPT]
    sure = len(known) > 1 and _is_surely_cheapest(known)
    rows = [_row(channel, currency, _top(known)) for channel in drawn]
    rows[0]["cheapest"] = sure
    name_rows(rows)
    title = _finding(known, sure)
    return picture(
        shape,
        pd.DataFrame(rows),
        title=title,
        subtitle="\n".join(_notes(known, len(drawn))),
        description=in_words(title, [f"{row['name']}: {row['edge']}, {row['edge_below']}" for row in rows]),
        height=bars.TALL * len(rows),
        dark=dark,
        room=bars.room_for([max(row["edge"], row["edge_below"], key=len) for row in rows]),
    )


def shape(colours: Palette, *, room: int) -> Drawing:
    """A point a row with a whisker on it, on one scale from zero on.

    `room` is what the texts need at the right edge.
    """
    tooltip = bars.told(("name", _("Channel")), ("edge", _("A customer costs")), ("edge_below", _("Likely")))
    colour = alt.condition(alt.datum.cheapest, alt.value(colours.accent), alt.value(colours.text))
    base = alt.Chart()
    line = base.mark_rule(color=colours.grid, strokeWidth=1)
    whisker = base.mark_rule(strokeWidth=2)
    end = base.mark_tick(thickness=2, size=12, opacity=1)
    # Nothing shines through a pale point.
    rim = base.mark_circle(size=100, color=colours.paper, opacity=1)
    point = base.mark_circle(size=100, opacity=1, strokeWidth=1.5)
    beyond = base.mark_text(align="left", baseline="middle", dx=3, fontSize=16)

    def across(field: str) -> alt.X:
        return bars.length(field, room=room)

    return alt.layer(
        # First what every row has: from it the rows have their order.
        bars.two_lines("edge", "edge_below", colours, tooltip),
        line.encode(x=across("begin"), x2="top:Q", y=bars.names()),
        whisker.encode(x=across("low_at"), x2="high_at:Q", y=bars.names(), color=colour, tooltip=tooltip),
        end.encode(x=across("low_at"), y=bars.names(), color=colour, tooltip=tooltip),
        end.encode(x=across("end_at"), y=bars.names(), color=colour, tooltip=tooltip),
        rim.encode(x=across("cost_at"), y=bars.names()),
        point.encode(
            x=across("cost_at"),
            y=bars.names(),
            fill=colour,
            stroke=colour,
            fillOpacity=bars.paleness(colours),
            tooltip=tooltip,
        ),
        beyond.encode(x=across("top"), y=bars.names(), text="beyond:N"),
    )


def _place(channel: Row) -> float:
    """What a channel is sorted by: its cost, else what it costs at least."""
    return float(channel["cost"] if channel["cost"] == channel["cost"] else channel["low"])


def _end(channel: Row) -> float:
    return float(channel["high"] if channel["high"] == channel["high"] else _place(channel))


def _top(known: list[Row]) -> float:
    """Where the scale ends."""
    return min(max(_end(channel) for channel in known), _MOST * max(_place(channel) for channel in known))


def _is_surely_cheapest(known: list[Row]) -> bool:
    """Whether the first channel is the cheapest wherever the costs lie in their intervals."""
    first, *others = known
    if first["evidence"] == "guessed" or first["cost"] != first["cost"]:
        return False
    least = [other["low"] if other["low"] == other["low"] else other["cost"] for other in others]
    return all(other["evidence"] != "guessed" for other in others) and _end(first) < min(least)


def _row(channel: Row, currency: str, top: float) -> Row:
    """One row: name, begin, top, cost_at, low_at, high_at, end_at (each None where it is not drawn), beyond,
    edge, edge_below, guess, cheapest.
    """
    cost, low, high = (channel[name] for name in NUMBERS)
    never, opened = cost != cost, low == low
    end = top if never else min(high, top)
    return {
        "name": shown(channel["channel"]),
        "begin": 0.0,
        "top": top,
        "cost_at": None if never else cost,
        "low_at": low if opened else None,
        "high_at": end if opened else None,
        "end_at": high if opened and not never and high <= top else None,
        "beyond": "›" if never or high > top else "",
        "edge": _("not known yet") if never else money(cost, currency),
        "edge_below": _likely(channel, currency),
        "guess": channel["evidence"] == "guessed",
        "cheapest": False,
    }


def _likely(channel: Row, currency: str) -> str:
    low, high = money(channel["low"], currency), money(channel["high"], currency)
    if channel["cost"] != channel["cost"]:
        return _("at least {low}").format(low=low)
    if channel["low"] == channel["low"]:
        template = _("about {value}") if low == high else _("between {low} and {high}")
        return template.format(low=low, high=high, value=low)
    return _("guessed") if channel["evidence"] == "guessed" else _("nothing in it is unsure")


def _finding(known: list[Row], sure: bool) -> str:
    """Whether it can be told which channel is cheapest."""
    first = short(known[0]["channel"])
    if len(known) == 1:
        return _("How sure the cost of a customer from “{channel}” is").format(channel=first)
    if sure:
        return _("“{channel}” is cheapest: the intervals do not overlap").format(channel=first)
    if any(channel["evidence"] == "guessed" for channel in known):
        return _("“{channel}” seems cheapest, but some costs are guessed").format(channel=first)
    return _("“{channel}” seems cheapest, but the intervals overlap").format(channel=first)


def _notes(known: list[Row], drawn: int) -> list[str]:
    notes = [_("Line: in 80 of 100 such cases the cost lies there.")]
    if any(channel["evidence"] == "guessed" for channel in known):
        notes.append(_("Pale: guessed, so nobody can say how sure it is."))
    if any(channel["evidence"] == "partly" for channel in known):
        notes.append(_("What is guessed beside the counts is taken as it is."))
    if drawn < len(known):
        notes.append(
            _("Shown are {count} of {all} channels: the cheapest").format(count=drawn, all=len(known))
        )
    return notes
