"""The share of the time that went to the weakest link, week by week, against the goal."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import Row, rows_of
from core.charts.theme import Drawing, Palette
from core.factory.focus import GOAL, WEEKS, Focus
from core.funnel.periods import label
from core.language import _
from core.language.amounts import duration, percent

MOST = 60
"""So many weeks can be told apart."""
_HEIGHT = 180
_LETTER = 7.2
"""In pixels, about how wide a letter is at most."""


def focus_weeks(focus: Focus, *, dark: bool, title: str) -> Picture | None:
    """A bar a week from zero to the share of its minutes on the weakest link, and a line at the goal.

    A week without an entry has its place and no bar. Of more than sixty weeks the latest are shown. None
    where nothing was logged.
    """
    if focus.share is None:
        return None
    rows = [_row(week) for week in rows_of(focus.weeks, *WEEKS)[-MOST:]]
    for row in rows:
        # Together the texts above the bars need so many pixels.
        row["letters"] = len(rows) * (_LETTER * max(len(one["label"]) for one in rows) + 8)
    notes = [_("Line: the goal of {goal}").format(goal=percent(GOAL))]
    if any(not row["label"] for row in rows):
        notes.append(_("Without a bar: nothing was logged"))
    if len(focus.weeks) > MOST:
        notes.append(_("Shown are the latest {count} weeks").format(count=MOST))
    return picture(
        shape,
        pd.DataFrame(rows),
        title=title,
        subtitle="\n".join(notes),
        description=in_words(title, [f"{row['period']}: {row['told']}" for row in rows]),
        height=_HEIGHT,
        dark=dark,
    )


def shape(colours: Palette) -> Drawing:
    """Bars on a scale from nothing to all of the time, and the goal across them."""
    base = alt.Chart()
    period = alt.X(
        "period:O",
        sort=None,
        title=None,
        scale=alt.Scale(type="band", paddingInner=0.3, paddingOuter=0.15),
        axis=alt.Axis(labelAngle=0, labelOverlap="parity"),
    )
    share = alt.Y(
        "share:Q",
        title=None,
        scale=alt.Scale(zero=True, nice=False, domain=[0, 1]),
        axis=alt.Axis(format="~%", values=[0, 0.2, 0.4, 0.6, 0.8, 1], labelColor=colours.muted),
    )
    tooltip = bars.told(("period", _("Week")), ("told", _("On the weakest link")))
    letters = "width > datum.letters ? datum.label : ''"
    # All weeks, not only those with an entry: from this layer the axis has its order.
    behind = base.mark_rect(opacity=0)
    return alt.layer(
        behind.encode(x=period, tooltip=tooltip),
        base.mark_bar(color=colours.time, cornerRadiusEnd=2).encode(x=period, y=share, tooltip=tooltip),
        base.mark_rule(color=colours.text, strokeWidth=1.5, strokeDash=[5, 4]).encode(y=alt.datum(GOAL)),
        base.transform_filter("isValid(datum.share)")
        .mark_text(
            # Inside a high bar, far from the line; above a low one.
            dy=alt.ExprRef("datum.place < datum.share ? 0 : -6"),
            baseline=alt.ExprRef("datum.place < datum.share ? 'middle' : 'bottom'"),
            color=alt.ExprRef(f"datum.place < datum.share ? '{colours.on_time}' : '{colours.text}'"),
            text=alt.ExprRef(letters),
        )
        .encode(x=period, y=alt.Y("place:Q", title=None)),
    )


def _row(week: Row) -> Row:
    """One week: period, share (None without an entry), place (of its label), label, told."""
    known = week["minutes"] > 0
    said = {"share": "", "on": duration(week["on"]), "all": duration(week["minutes"])}
    if known:
        said["share"] = percent(week["share"])
    return {
        "period": label(week["start"], "week"),
        "share": week["share"] if known else None,
        "place": (week["share"] / 2 if week["share"] > 0.3 else week["share"]) if known else None,
        "label": said["share"],
        "told": _("{share}: {on} of {all}").format(**said) if known else _("nothing logged"),
    }
