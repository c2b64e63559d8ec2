"""The customer factory as a blueprint: five boxes in a row, what flows through them, and what comes out."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from core.charts.funnel_words import is_conversion
from core.charts.lettering import lines, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import Row
from core.charts.theme import Drawing, Palette
from core.factory.blueprint import Blueprint
from core.factory.throughput import FactoryStep
from core.factory.throughput_findings import factory_step_says
from core.factory.wording import per_week, two_figures
from core.funnel.stages import FACTORY
from core.language import _
from core.language.amounts import number, percent

_HEIGHT = 170
_TOP, _BOTTOM = 14, 140
"""From where to where a box goes, in pixels."""
_MIDDLE = (_TOP + _BOTTOM) / 2
_BOX = (1 - 0.34) / (6 - 0.34 + 2 * 0.34)
"""The width of a box as a share of the row: six places with gaps of a third of one."""
_BOLD, _PLAIN = 8.0, 6.6
"""In pixels, how wide a letter is at most, of a box's name and of what stands below."""
_LETTERS = 15
"""So many letters of a stage's name have room in a box."""


def blueprint(found: Blueprint, *, dark: bool, title: str) -> Picture | None:
    """A box for each of the five steps of the factory in the order in which people pass them.

    In a box: how many come out of it in a week, and at which stage they are counted. At the arrow into it:
    how many of those before get there. A step that nobody counts is a dashed box. The constraint has the
    accent; the throughput stands at the end, large. None where nothing is known of any step.
    """
    if found.per_week is None and all(step.stage is None for step in found.steps):
        return None
    rows = [_row(step, found) for step in found.steps] + [_throughput(found)]
    for place, row in enumerate(rows):
        row["place"] = place
    notes = [_("In a box: how many a week. At an arrow: how many of those before get there.")]
    if any(row["empty"] for row in rows):
        notes.append(_("Dashed: nobody counts it."))
    return picture(
        shape,
        pd.DataFrame(rows),
        title=title,
        subtitle=" ".join(notes),
        description=in_words(title, [row["told"].rstrip(".") for row in rows]),
        height=_HEIGHT,
        dark=dark,
        least_width=_least_width(rows),
    )


def _least_width(rows: list[Row]) -> int:
    """How wide the row of boxes must be, in pixels, for the longest text to fit into its box."""
    longest = max(
        max(_BOLD * len(row["label"]), _PLAIN * len(row["unit"]), _PLAIN * len(row["stage"])) for row in rows
    )
    return round((longest + 8) / _BOX)


def shape(colours: Palette) -> Drawing:
    """Boxes on a row of places of one width, arrows between them, and a large figure in the last place."""
    base = alt.Chart()
    tooltip = alt.Tooltip("told:N", title=_("Counted"))

    def across(place: str = "place", band: float | None = None) -> alt.X:
        scale = alt.Scale(type="band", paddingInner=0.34, paddingOuter=0.34)
        x = alt.X(f"{place}:O", sort=None, axis=None, scale=scale)
        return x if band is None else x.bandPosition(band)

    def marked(otherwise: str) -> Any:
        return alt.condition(alt.datum.marked, alt.value(colours.accent), alt.value(otherwise))

    def text(field: str, y: float, *, muted: bool = False, **look: Any) -> alt.Chart:
        mark = base.mark_text(baseline="middle", **look)
        colour = alt.value(colours.muted) if muted else marked(colours.text)
        written: alt.Chart = mark.encode(
            x=across(band=0.5), y=alt.value(y), text=f"{field}:N", color=colour, tooltip=tooltip
        )
        return written

    box = base.transform_filter("datum.boxed").mark_rect(
        cornerRadius=6,
        fillOpacity=0.1,
        strokeWidth=alt.ExprRef("datum.marked ? 3 : 1.5"),
        strokeDash=alt.ExprRef("datum.empty ? [4, 4] : [1, 0]"),
    )
    arrow = base.transform_filter("datum.boxed").mark_text(
        text="→", fontSize=18, align="right", dx=-4, baseline="middle", color=colours.muted
    )
    rate = base.mark_text(align="right", dx=-5, baseline="bottom")
    return alt.layer(
        box.encode(
            x=across(),
            y=alt.value(_TOP),
            y2=alt.value(_BOTTOM),
            stroke=marked(colours.calm),
            fill=marked(colours.calm),
            tooltip=tooltip,
        ),
        arrow.encode(x=across(band=0), y=alt.value(_MIDDLE)),
        rate.encode(x=across(band=0), y=alt.value(_MIDDLE - 10), text="rate:N", color=marked(colours.text)),
        text("label", _TOP + 18, fontWeight=600, fontSize=13),
        text("count", _MIDDLE - 6, fontWeight=600, fontSize=24),
        text("large", _MIDDLE - 10, fontWeight=700, fontSize=36),
        text("unit", _MIDDLE + 18, muted=True),
        text("stage", _BOTTOM - 18, muted=True),
        text("below", _BOTTOM + 16, fontWeight=600),
    )


def _row(step: FactoryStep, found: Blueprint) -> Row:
    """One box: label, count, large, unit, stage, rate, below, told, marked, empty, boxed."""
    rate = step.rate
    known = step.per_week is not None
    return {
        "label": str(FACTORY[step.name]),
        "count": two_figures(step.per_week) if step.per_week is not None else "",
        "large": "",
        "unit": _("a week") if known else _("a stock") if step.stage is not None else _("not counted"),
        "stage": lines(shown(step.stage.label), _LETTERS, most=1)[0] if step.stage is not None else "",
        "rate": ""
        if rate is None
        else percent(rate.share)
        if is_conversion(rate)
        else f"× {number(rate.share)}",
        "below": _("weakest link") if step.name == found.marked else "",
        "told": factory_step_says(step),
        "marked": step.name == found.marked,
        "empty": not known,
        "boxed": True,
    }


def _throughput(found: Blueprint) -> Row:
    made = found.per_week
    who = _("happy customers") if found.of_happy else _("customers")
    said = (
        _("Throughput: not known yet")
        if made is None
        else _("Throughput: {pace}").format(pace=per_week(made, of_happy=found.of_happy))
    )
    return {
        "label": _("Throughput"),
        "count": "",
        "large": "–" if made is None else two_figures(made),
        "unit": _("not known yet") if made is None else who,
        "stage": "" if made is None else _("a week"),
        "rate": "",
        "below": "",
        "told": said,
        "marked": False,
        "empty": False,
        "boxed": False,
    }
