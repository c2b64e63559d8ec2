"""Possible changes between two axes: what the customer gains, and what we gain. One point, one change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import altair as alt
import pandas as pd

from core.charts.bars import told
from core.charts.lettering import short, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import Row
from core.charts.theme import Drawing, Palette
from core.customer.findings import change_name, changes_title, customer_gains, verdict_word, we_gain
from core.customer.self_service import Outcome
from core.language import _
from core.language.amounts import listing

HEIGHT = 380
Axis = Literal["minutes", "waiting"]
_NAMED = 14
"""So many points are named; the others are told where they are pointed at."""
_LINE = 17
"""In pixels, the height that a name needs for itself."""
_EDGE = 30
"""In pixels, above and below, where the names of the quadrants stand."""
_AIR = 0.16
"""The share of the span of the points that stays free beyond them,"""
_ROOM = 0.3
"""and the least share of it on either side of zero."""
_DAY, _HOUR = 1440.0, 60.0

_NOTHING: Row = {
    **dict.fromkeys(("x", "y", "label_y"), None),
    **dict.fromkeys(("label", "name", "theirs", "ours", "who"), ""),
    **dict.fromkeys(("clear", "left", "moved"), False),
}


def both_sides(
    outcomes: Sequence[Outcome], currency: str, *, axis: Axis = "minutes", dark: bool
) -> Picture | None:
    """To the right what one customer gains, in their minutes or their waiting; upwards what we gain for each.

    Ours is money with the set-up shared by the customers of the first year. The clear yes, good for both, has
    the accent. A change of which one side is not known has no place and is named below the title. None where
    no change has a place.
    """
    placed = [one for one in outcomes if one.ours_known and _theirs(one, axis) is not None]
    if not placed:
        return None
    gains = [_theirs(one, axis) or 0.0 for one in placed]
    unit, called = _unit(axis, max(map(abs, gains)))
    points = [_point(one, gain / unit, currency) for one, gain in zip(placed, gains, strict=True)]
    low_x, high_x = _span([point["x"] for point in points])
    low_y, high_y = _span([point["y"] for point in points])
    _name(points, low_x, high_x, low_y, high_y)
    corners = [{"part": "corner", "x": x, "y": y} for x, y in ((low_x, low_y), (high_x, high_y))]
    title = changes_title(outcomes)
    return picture(
        shape,
        pd.DataFrame([{**_NOTHING, **row} for row in (*corners, *points)]),
        title=title,
        subtitle=_left_out(outcomes, placed),
        description=in_words(
            title, [f"{point['name']}: {point['theirs']}; {point['ours']}" for point in points]
        ),
        height=HEIGHT,
        dark=dark,
        currency=currency,
        called=called,
    )


def shape(colours: Palette, *, currency: str, called: str) -> Drawing:
    """Points in four named quadrants around 0 and 0, each with its name.

    `currency` is what the upward axis counts; `called` is what the other one does.
    """
    base = alt.Chart()
    x = alt.X(
        "x:Q",
        title=called,
        scale=alt.Scale(zero=False, nice=False),
        axis=alt.Axis(format=",~f", grid=False, tickCount=6, labelFlush=True),
    )
    y = alt.Y(
        "y:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=False),
        axis=alt.Axis(format="$,~f", grid=False, tickCount=6, labelColor=colours.muted),
    )
    tooltip = told(
        ("name", _("Change")),
        ("theirs", _("For the customer")),
        ("ours", _("For you")),
        ("who", _("Who gains")),
    )
    points = base.transform_filter("datum.part === 'point'")
    # They hold the axes open: the rows come after the scales are set up.
    corners = base.transform_filter("datum.part === 'corner'").mark_point(opacity=0).encode(x=x, y=y)
    line = base.mark_rule(color=colours.calm, strokeWidth=1)
    mark = points.mark_point(filled=True, size=150, opacity=1, stroke=colours.paper, strokeWidth=1.5)
    to_name = points.transform_filter("datum.moved").mark_rule(color=colours.calm, strokeWidth=1)
    drawn = [
        corners,
        line.encode(x=alt.datum(0, type="quantitative")),
        line.encode(y=alt.datum(0, type="quantitative")),
        *_quadrants(base, colours),
        to_name.encode(x=x, y=y, y2="label_y:Q"),
        mark.encode(
            x=x,
            y=y,
            color=alt.condition(alt.datum.clear, alt.value(colours.accent), alt.value(colours.firm)),
            tooltip=tooltip,
        ),
    ]
    for left in (True, False):
        side = points.transform_filter(f"datum.label && datum.left === {str(left).lower()}")
        where: dict[str, Any] = {"align": "left", "dx": 12} if left else {"align": "right", "dx": -12}
        # Over an outline in the page's colour, so that lines behind the letters do not disturb.
        outline: dict[str, Any] = {"stroke": colours.paper, "strokeWidth": 4}
        for look in ({**where, **outline}, where):
            name = side.mark_text(baseline="middle", **look)
            drawn.append(name.encode(x=x, y=alt.Y("label_y:Q"), text="label:N", tooltip=tooltip))
    return alt.layer(*drawn)


def _quadrants(base: alt.Chart, colours: Palette) -> list[alt.Chart]:
    """The names of the four quadrants, in the four corners."""
    corner = base.transform_filter("datum.part === 'corner'").transform_aggregate(count="count()")
    names: tuple[tuple[str, Literal["left", "right"], Literal["top", "bottom"]], ...] = (
        (_("good for you alone"), "left", "top"),
        (_("good for both"), "right", "top"),
        (_("good for nobody"), "left", "bottom"),
        (_("good for the customer alone"), "right", "bottom"),
    )
    return [
        corner.mark_text(align=align, baseline=baseline, color=colours.muted, text=name).encode(
            x=alt.value(6) if align == "left" else alt.value("width"),
            y=alt.value(4) if baseline == "top" else alt.value(HEIGHT - 4),
        )
        for name, align, baseline in names
    ]


def _theirs(outcome: Outcome, axis: Axis) -> float | None:
    return outcome.their_minutes if axis == "minutes" else outcome.their_waiting


def _unit(axis: Axis, most: float) -> tuple[float, str]:
    """In what the customer's gain is counted, in minutes, and what the axis is called."""
    if axis == "minutes":
        if most >= 10 * _HOUR:
            return _HOUR, _("Hours of their own time that a customer gains →  ·  ↑ what you gain for each")
        return 1.0, _("Minutes of their own time that a customer gains →  ·  ↑ what you gain for each")
    if most >= 2 * _DAY:
        return _DAY, _("Days that a customer waits less →  ·  ↑ what you gain for each")
    return _HOUR, _("Hours that a customer waits less →  ·  ↑ what you gain for each")


def _point(outcome: Outcome, x: float, currency: str) -> Row:
    name = change_name(outcome)
    return {
        "part": "point",
        "x": x,
        "y": outcome.money_per_win,
        "name": shown(name),
        "label": change_name(outcome, short(outcome.step, 24)),
        "theirs": customer_gains(outcome),
        "ours": we_gain(outcome, currency),
        "who": verdict_word(outcome),
        "clear": outcome.clear,
    }


def _span(values: list[float]) -> tuple[float, float]:
    """From where to where an axis goes: 0 and every value are in it, with air around them."""
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    # Beside a zero line at the edge the names of two quadrants must still find room.
    return min(low - _AIR * span, -_ROOM * span), max(high + _AIR * span, _ROOM * span)


def _name(points: list[Row], low_x: float, high_x: float, low_y: float, high_y: float) -> None:
    """Give each point the height of its name: the point's own, moved where names would cover each other.

    Every name has a line of the picture for itself, so none covers another however wide the page is.
    """
    pixel = (high_y - low_y) / HEIGHT
    order = sorted(range(len(points)), key=lambda at: (not points[at]["clear"], -abs(points[at]["y"])))
    named = sorted(order[:_NAMED], key=lambda at: -points[at]["y"])
    wanted = [(high_y - points[at]["y"]) / pixel for at in named]
    for at, height in zip(named, _lines(wanted), strict=True):
        point = points[at]
        point["label_y"] = high_y - height * pixel
        point["moved"] = abs(point["label_y"] - point["y"]) > 5 * pixel
        point["left"] = bool((point["x"] - low_x) / (high_x - low_x) < 0.6)
    for at in order[_NAMED:]:
        points[at]["label"] = ""


def _lines(wanted: list[float]) -> list[float]:
    """Rising heights in pixels, moved until each has a line of its own between the edges.

    >>> _lines([100.0, 101.0, 300.0])
    [100.0, 117.0, 300.0]
    """
    places: list[float] = []
    for height in wanted:
        places.append(max(height, _EDGE, places[-1] + _LINE if places else 0.0))
    below = float(HEIGHT - _EDGE)
    for i in range(len(places) - 1, -1, -1):
        places[i] = min(places[i], below)
        below = places[i] - _LINE
    return places


def _left_out(outcomes: Sequence[Outcome], placed: Sequence[Outcome]) -> str:
    """Which changes have no place, because one side of them is not known."""
    names = [_("“{name}”").format(name=short(change_name(one), 40)) for one in outcomes if one not in placed]
    if not names:
        return ""
    return _("Not drawn, because what it does to one of you is not known here: {names}").format(
        names=listing(names)
    )
