"""What a customer costs in each channel over the value of an hour, and where the ranking turns."""

from __future__ import annotations

import math

import altair as alt
import pandas as pd

from core.charts.bars import told
from core.charts.lettering import short
from core.charts.picture import Picture, in_words, picture
from core.charts.ranking_rows import (
    HEIGHT,
    LINES,
    NOTHING,
    channel_lines,
    costs_at,
    drawn_channels,
    line_names,
    lowest_line,
    present_rate,
    turning,
    turning_points,
)
from core.charts.rows import Row, rows_of
from core.charts.theme import Drawing, Palette
from core.language import _
from core.language.amounts import listing, money


def ranking_lines(
    table: pd.DataFrame,
    crossings: pd.DataFrame,
    hourly_rate: float,
    highest_rate: float,
    currency: str,
    *,
    dark: bool,
) -> Picture | None:
    """One line a channel from 0 to the highest rate, with the crossings of `core.steps.channels.crossings`.

    The lowest line at every rate stands out. None where there is nothing to draw: in no channel a customer
    comes out, or nothing costs anything.
    """
    channels = rows_of(table, "channel", "fixed", "hours")
    known = [channel for channel in channels if costs_at(channel, 0) == costs_at(channel, 0)]
    if not highest_rate > 0 or not any(costs_at(channel, highest_rate) > 0 for channel in known):
        return None
    turns = rows_of(crossings, "hourly_rate", "cost", "cheaper", "dearer", "leads")
    title = _finding(known, turns, highest_rate, currency)
    subtitle = _("What a customer costs, by the value of an hour; the thick line is the cheapest channel")
    if len(known) > LINES:
        subtitle += "\n" + _("Shown are {count} of {all} channels: those that are cheapest").format(
            count=LINES, all=len(known)
        )
    drawn = drawn_channels(known, turns, hourly_rate, highest_rate)
    names = {channel["channel"] for channel in drawn}
    turns = [turn for turn in turns if turn["cheaper"] in names and turn["dearer"] in names]
    lines = channel_lines(drawn, hourly_rate, highest_rate, currency)
    points = turning_points(turns, highest_rate, max(line["cost"] for line in lines), currency)
    rows = [
        *lines,
        *lowest_line(drawn, turns, highest_rate),
        *line_names(drawn, lines, highest_rate),
        *points,
        *present_rate(hourly_rate, highest_rate, currency),
    ]
    told_lines = [line["told"] for line in lines if line["rate"] == 0]
    return picture(
        shape,
        pd.DataFrame([{**NOTHING, **row} for row in rows]),
        title=title,
        subtitle=subtitle,
        description=in_words(title, [*told_lines, *(point["turn"] for point in points)]),
        height=HEIGHT,
        dark=dark,
        currency=currency,
    )


def shape(colours: Palette, *, currency: str) -> Drawing:
    """Calm lines, the lowest of them in the accent, its turning points labelled, the present rate as a rule.

    `currency` is what the axes count.
    """
    base = alt.Chart()
    # The axes belong to a layer that is never empty.
    rate = alt.X(
        "rate:Q",
        title=_("Value of an hour"),
        scale=alt.Scale(zero=True, nice=False),
        axis=alt.Axis(format="$,~f", grid=False, tickCount=6, labelFlush=True),
    )
    cost = alt.Y(
        "cost:Q",
        title=None,
        scale=alt.Scale(zero=True, nice=False),
        axis=alt.Axis(format="$,~f", tickCount=5, labelColor=colours.muted),
    )
    tooltip = told(("channel", _("Channel")), ("told", _("Cost")))
    every = (
        base.transform_filter("datum.part === 'line'")
        .mark_line(color=colours.calm, strokeWidth=2)
        .encode(x=rate, y=cost, detail="channel:N", tooltip=tooltip)
    )
    lowest = (
        base.transform_filter("datum.part === 'lowest'")
        .mark_line(color=colours.accent, strokeWidth=3.5, strokeCap="round", strokeJoin="round")
        .encode(x=rate, y=cost)
    )
    now = base.transform_filter("datum.part === 'now'")
    rule = now.mark_rule(color=colours.firm, strokeDash=[4, 4]).encode(x=rate)
    present = now.mark_text(baseline="bottom", color=colours.muted).encode(
        x=rate, y=alt.value(-6), text="label:N"
    )
    ends = (
        base.transform_filter("datum.part === 'end'")
        .mark_text(align="left", dx=8)
        .encode(
            x=rate,
            y=cost,
            text="label:N",
            color=alt.condition(alt.datum.leads, alt.value(colours.text), alt.value(colours.muted)),
            tooltip=tooltip,
        )
    )
    turns = base.transform_filter("datum.part === 'turn'").encode(
        x=rate, y=cost, tooltip=told(("turn", _("Turning point")))
    )
    small = turns.transform_filter("!datum.leads").mark_point(
        filled=True, size=36, color=colours.firm, opacity=1
    )
    large = turns.transform_filter("datum.leads").mark_point(
        filled=True, size=110, color=colours.accent, stroke=colours.paper, strokeWidth=2, opacity=1
    )
    # Letters are drawn over an outline in the page's colour, so that lines behind them do not disturb.
    labels = [
        turns.mark_text(
            align="left", baseline="top", dx=9, dy=7, lineBreak="\n", stroke=stroke, strokeWidth=4
        ).encode(text="label:N")
        for stroke in (colours.paper, "transparent")
    ]
    return alt.layer(every, rule, lowest, small, large, *labels, ends, present)


def _finding(known: list[Row], turns: list[Row], highest_rate: float, currency: str) -> str:
    """Where the cheapest channel changes first, or that it never does."""
    leading = next((turn for turn in turns if turn["leads"]), None)
    if leading is not None:
        return turning(leading, currency)
    costs = [costs_at(channel, highest_rate) for channel in known]
    highest = money(highest_rate, currency)
    if len(known) == 1:
        return _("A customer from “{channel}” costs {cost} at {rate} an hour").format(
            channel=short(known[0]["channel"]), cost=money(costs[0], currency), rate=highest
        )
    best = [
        short(channel["channel"])
        for channel, cost in zip(known, costs, strict=True)
        if math.isclose(cost, min(costs))
    ]
    if len(best) > 1:
        quoted = listing([_("“{name}”").format(name=name) for name in best])
        return _("{channels} are cheapest at every hourly rate up to {rate}").format(
            channels=quoted, rate=highest
        )
    return _("“{channel}” is cheapest at every hourly rate up to {rate}").format(
        channel=best[0], rate=highest
    )
