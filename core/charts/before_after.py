"""What came week by week before and after an action, with the two levels and what the counts leave open."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import Row
from core.charts.theme import Drawing, Palette
from core.factory.action_findings import rounded
from core.factory.before_after import Counted
from core.factory.judged import Judged
from core.language import _, ngettext
from core.language.amounts import day, number, span

_HEIGHT = 240
_WEEK = 7


def before_after(judged: Judged, *, dark: bool, title: str) -> Picture | None:
    """A bar a week, or a longer period, of how many came; the day of the action; the levels of both sides.

    Bars are by week, however long the period is. Grey to the top is a period that was not counted. None where
    there is nothing to draw: no week before it was counted, and none since.
    """
    weeks = judged.weeks
    sides = [("before", judged.figures.before), ("after", judged.figures.after)]
    if weeks.empty or not any(one.weeks for _part, one in sides) or judged.throughput is None:
        return None
    drawn = weeks[weeks["part"] != ""]
    unit = judged.throughput.label
    rows = [_week(row, judged.action.day) for row in drawn.itertuples(index=False)]
    first, last = rows[0]["begin"], rows[-1]["end"]
    levels = []
    for part, one in sides:
        of_part = [row for row in rows if row["part"] == part]
        if one.weeks > 0:
            levels.append(_level(part, one, of_part[0]["begin"], of_part[-1]["end"]))
    # Its day may lie weeks after what was counted last, or before all of it.
    first, last = min(first, 0.0), max(last, 0.0)
    mark = {"kind": "action", "begin": 0.0, "label": day(judged.action.day)}
    # Near an edge the day would be cut.
    place = -first / (last - first)
    mark["lean"] = "left" if place < 0.15 else "right" if place > 0.85 else "center"
    notes = [_("{stage}, by week").format(stage=unit)]
    if levels:
        notes.append(_("Line: the mean of each side; its band is what the counts leave open"))
    if any(row["kind"] == "unknown" for row in rows):
        notes.append(_("Grey to the top: not counted"))
    told = [row["told"] for row in levels]
    return picture(
        shape,
        pd.DataFrame([{**_NOTHING, **row} for row in (*rows, *levels, mark)]),
        title=title,
        subtitle="\n".join(notes),
        description=in_words(title, told),
        height=_HEIGHT,
        dark=dark,
        # Whole numbers, so that not every action makes a spec of its own.
        first=math.floor(first),
        last=math.ceil(last),
    )


_NOTHING: Row = {
    **dict.fromkeys(("kind", "part", "label", "lean", "days", "told", "state"), ""),
    **dict.fromkeys(("begin", "end", "rate", "low", "high")),
}
"""Every column of the rows, with nothing in it."""


def shape(colours: Palette, *, first: int, last: int) -> Drawing:
    """Bars from zero on an axis of weeks from the action on, its day as a line, each level with its band."""
    base = alt.Chart()
    x = alt.X(
        "begin:Q",
        title=_("Weeks before and after the action"),
        scale=alt.Scale(domain=[first, last], nice=False, zero=False),
        axis=alt.Axis(grid=False, tickMinStep=1, format=",~f", labelOverlap=True, labelFlush=False),
    )
    y = alt.Y(
        "rate:Q",
        title=None,
        scale=alt.Scale(zero=True, nice=True, domainMin=0),
        axis=alt.Axis(tickCount=4, format=",~f", labelColor=colours.muted),
    )
    tooltip = bars.told(("days", _("Days")), ("told", _("How many")), ("state", _("State")))
    edges: dict[str, Any] = {"stroke": colours.paper, "strokeWidth": 1}
    unknown = base.transform_filter(alt.datum.kind == "unknown").mark_rect(color=colours.grid, **edges)
    bar = base.transform_filter(alt.datum.kind == "week").mark_rect(**edges)
    level = base.transform_filter(alt.datum.kind == "level")
    side = alt.condition(alt.datum.part == "after", alt.value(colours.accent), alt.value(colours.text))
    action = base.transform_filter(alt.datum.kind == "action")
    above: dict[str, Any] = {"baseline": "bottom"}
    return alt.layer(
        unknown.encode(x=x, x2="end:Q", y=alt.value(0), y2=alt.value("height"), tooltip=tooltip),
        bar.encode(
            x=x,
            x2="end:Q",
            y=y,
            y2=alt.datum(0),
            color=alt.condition(alt.datum.part == "after", alt.value(colours.firm), alt.value(colours.calm)),
            opacity=alt.condition(alt.datum.part == "between", alt.value(colours.pale), alt.value(1.0)),
            tooltip=tooltip,
        ),
        level.mark_rect(opacity=0.22).encode(
            x=x, x2="end:Q", y=alt.Y("low:Q", title=None), y2="high:Q", color=side, tooltip=tooltip
        ),
        level.mark_rule(strokeWidth=2.5).encode(x=x, x2="end:Q", y=y, color=side, tooltip=tooltip),
        action.mark_rule(strokeWidth=1.5, strokeDash=[5, 4], color=colours.text).encode(x=x),
        action.mark_text(align=alt.ExprRef("datum.lean"), **above).encode(
            x=x, y=alt.value(-24), text="label:N"
        ),
        level.transform_filter(alt.datum.part == "before")
        .mark_text(align="left", **above)
        .encode(x=alt.value(0), y=alt.value(-6), text="label:N"),
        level.transform_filter(alt.datum.part == "after")
        .mark_text(align="right", color=colours.accent, **above)
        .encode(x=alt.value("width"), y=alt.value(-6), text="label:N"),
    )


def _week(week: Any, action: dt.date) -> Row:
    """One period: kind ("week" or "unknown"), part, begin and end in weeks from the action, rate, words."""
    last = week.start + dt.timedelta(days=int(week.days) - 1)
    known = week.count == week.count
    states = {
        "before": _("before the action"),
        "after": _("since the action"),
        "between": _("neither: it began in these days, or takes its time"),
    }
    return {
        "kind": "week" if known else "unknown",
        "part": week.part,
        "begin": (week.start - action).days / _WEEK,
        "end": (week.start - action).days / _WEEK + week.days / _WEEK,
        "rate": week.count / (week.days / _WEEK) if known else None,
        "days": span(week.start, last),
        "told": number(week.count) if known else _("not counted"),
        "state": states[week.part],
    }


def _level(part: str, counted: Counted, begin: float, end: float) -> Row:
    """The mean of a side, with the interval that the counts leave open."""
    low, high = counted.between or (counted.per_week, counted.per_week)
    figures = {"rate": counted.per_week, "low": low, "high": high}
    said = {name: rounded(value) for name, value in figures.items()}
    template = (
        _("Before: {rate} a week, {low} to {high}")
        if part == "before"
        else _("Since: {rate} a week, {low} to {high}")
    )
    label = template.format(**said)
    weeks = number(counted.weeks)
    return {
        "kind": "level",
        "part": part,
        "begin": begin,
        "end": end,
        **figures,
        "label": label,
        "told": label,
        "days": ngettext("{weeks} week", "{weeks} weeks", 1 if counted.weeks == 1 else 2).format(weeks=weeks),
        "state": _("the mean, with 80 % of what is likely"),
    }
