"""What a goal needs at every stage, held against what came in lately."""

from __future__ import annotations

import math
from typing import Literal

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.funnel_words import people
from core.charts.lettering import name_rows, short, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import Row, rows_of
from core.charts.theme import Drawing, Palette
from core.language import _
from core.language.amounts import listing, number

Per = Literal["week", "month"]

NUMBERS = ("needed", "now", "low", "high")
COLUMNS = ("stage", *NUMBERS, "guess", "breaks", "unit")
"""The columns of what is needed; one row is one stage, in the funnel's order.

stage: its name. needed: how many each week or month; infinite where no number is enough. low, high: the
80 % interval of that; where only low is known it is at least so many. now: how many came each week or month
lately. All four are empty where they are not known. guess: whether an assumed rate is behind it. breaks:
whether the goal is impossible by this stage. unit: what is counted there, "" for people.
"""

_MOST, _LEAST = 3.0, 1.15
"""A scale goes up to at most, and at least, so many times of what is needed."""


def goal_stages(stages: pd.DataFrame, *, per: Per, dark: bool, title: str) -> Picture | None:
    """A row a stage (see `COLUMNS`): a point at what is needed with its interval, a bar of what came lately.

    Each row has a scale of its own on which the need is at the same place, so that 4,000 leads and six
    customers can both be held against what is there: where the bar ends before the point, some are missing.
    None where there is nothing to draw: of no stage it is known what it needs.
    """
    asked = rows_of(stages.astype(dict.fromkeys(NUMBERS, "float64")), *COLUMNS)
    needed = [stage for stage in asked if stage["needed"] > 0]
    if not needed:
        return None
    top = _top(needed)
    rows = [_row(stage, per, top) for stage in needed]
    name_rows(rows)
    marked = next((row for row in rows if row["need_at"] == row["need_at"]), rows[0])
    marked["mark"] = "" if math.isnan(marked["need_at"]) else _("needed")
    return picture(
        shape,
        pd.DataFrame(rows),
        title=title,
        subtitle="\n".join(_notes(rows, [stage["stage"] for stage in asked if not stage["needed"] > 0])),
        description=in_words(title, [f"{row['name']}: {row['edge']}, {row['edge_below']}" for row in rows]),
        height=bars.TALL * len(rows),
        dark=dark,
        top=top,
        room=bars.room_for([max(row["edge"], row["edge_below"], key=len) for row in rows]),
    )


def shape(colours: Palette, *, top: float, room: int) -> Drawing:
    """A calm bar a row, a point with a whisker on it, on scales that go up to `top` times of what is needed.

    `room` is what the texts need at the right edge.
    """
    tooltip = bars.told(
        ("name", _("Stage")), ("edge", _("Needed")), ("likely", _("Likely")), ("now", _("Now"))
    )
    colour = alt.condition(alt.datum.breaks, alt.value(colours.accent), alt.value(colours.text))
    base = alt.Chart()

    def across(field: str) -> alt.X:
        return bars.length(field, room=room, top=top)

    need = base.mark_rule(color=colours.grid, strokeWidth=2)
    now = base.mark_bar(orient="horizontal", color=colours.calm)
    # A bar of nobody cannot be seen, so each one has an end.
    end = base.mark_tick(thickness=2, size=(1 - bars.GAP) * bars.TALL, color=colours.firm)
    whisker = base.mark_rule(strokeWidth=2)
    # A point on a bar has a rim in the page's colour, and nothing shines through a pale one.
    rim = base.mark_circle(size=190, color=colours.paper, opacity=1)
    point = base.mark_circle(size=100, opacity=1, strokeWidth=1.5)
    beyond = base.mark_text(align="left", baseline="middle", dx=3, fontSize=16)
    head = base.mark_text(align="center", baseline="bottom", color=colours.muted)
    return alt.layer(
        # First what every row has: from it the rows have their order.
        bars.two_lines("edge", "edge_below", colours, tooltip),
        need.encode(x=across("need_at")),
        now.encode(x=across("now_at").stack(None), y=bars.names(), tooltip=tooltip),
        end.encode(x=across("now_at"), y=bars.names(), tooltip=tooltip),
        whisker.encode(x=across("low_at"), x2="high_at:Q", y=bars.names(), color=colour, tooltip=tooltip),
        rim.encode(x=across("need_at"), y=bars.names()),
        point.encode(
            x=across("need_at"),
            y=bars.names(),
            fill=colour,
            stroke=colour,
            fillOpacity=bars.paleness(colours),
            tooltip=tooltip,
        ),
        beyond.encode(x=across("top"), y=bars.names(), text="beyond:N"),
        head.encode(x=across("need_at"), y=alt.value(-3), text="mark:N"),
    )


def _top(needed: list[Row]) -> float:
    """Up to how many times of what is needed the scales go, in steps of a twentieth."""
    shares: list[float] = [
        stage[part] / stage["needed"]
        for stage in needed
        for part in ("now", "high")
        if math.isfinite(stage["needed"]) and math.isfinite(stage[part])
    ]
    return min(_MOST, math.ceil(20 * max([_LEAST, *shares])) / 20)


def _row(stage: Row, per: Per, top: float) -> Row:
    """One row: name, need_at, now_at, low_at, high_at (in times of what is needed, NaN where there is none),
    top, beyond, edge, edge_below, likely, now, mark, guess, breaks.
    """
    likely, now = _between(stage["low"], stage["high"]), _now(stage)
    places = _places(stage)
    return {
        "name": shown(stage["stage"]),
        **{f"{part}_at": min(place, top) if place == place else place for part, place in places.items()},
        "top": top,
        "beyond": "›" if any(place > top for place in places.values()) else "",
        "edge": _needed(stage, per),
        "edge_below": f"{likely} · {now}" if likely else now,
        "likely": likely or "–",
        "now": now,
        "mark": "",
        "guess": bool(stage["guess"]),
        "breaks": bool(stage["breaks"]),
    }


def _places(stage: Row) -> dict[str, float]:
    """Where the parts of a row lie, in times of what is needed; NaN for what is not drawn."""
    needed, now, low, high = (stage[part] for part in NUMBERS)
    if math.isinf(needed):
        return dict.fromkeys(("need", "now", "low", "high"), math.nan)
    if math.isnan(high) and not math.isnan(low):
        high = math.inf
    return {
        "need": 1.0,
        "now": now / needed,
        "low": low / needed,
        "high": math.nan if math.isnan(low) else high / needed,
    }


def _needed(stage: Row, per: Per) -> str:
    if math.isinf(stage["needed"]):
        return _("no number is enough")
    amount = people(stage["needed"], stage["unit"])
    return (_("{amount} a week") if per == "week" else _("{amount} a month")).format(amount=amount)


def _between(low: float, high: float) -> str:
    """The interval in words; nothing where there is none, or its ends are said alike."""
    if math.isnan(low) or number(low) == number(high):
        return ""
    if not math.isfinite(high):
        return _("at least {low}").format(low=number(low))
    return _("between {low} and {high}").format(low=number(low), high=number(high))


def _now(stage: Row) -> str:
    return (
        _("now not known")
        if math.isnan(stage["now"])
        else _("now {count}").format(count=number(stage["now"]))
    )


def _notes(rows: list[Row], left_out: list[str]) -> list[str]:
    """What a reader must know of points, lines, bars and scales, and which stages have no row."""
    marks = [_("Point: what is needed.")]
    if any(row["low_at"] == row["low_at"] for row in rows):
        marks.append(_("Line: what the counts leave open."))
    if any(row["now_at"] == row["now_at"] for row in rows):
        marks.append(_("Bar: what came in lately."))
    more = [_("Pale: rests on a rate that was assumed.")] if any(row["guess"] for row in rows) else []
    if len(rows) > 1:
        more.append(_("Each row has its own scale."))
    notes = [" ".join(marks), *([" ".join(more)] if more else [])]
    if left_out:
        names = listing([_("“{name}”").format(name=short(name, 30)) for name in left_out])
        notes.append(_("What is needed cannot be told at {stages}").format(stages=names))
    return notes
