"""How the rate of one step of the funnel goes from period to period."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.funnel_words import counted, is_conversion, told
from core.charts.lettering import pixels, short
from core.charts.picture import Picture, in_words, picture
from core.charts.rate_scale import top_of
from core.charts.rows import Row
from core.charts.theme import Drawing, Palette
from core.funnel.funnel import Funnel
from core.funnel.periods import Period, label, previous_start
from core.funnel.stages import Stage
from core.language import _
from core.language.amounts import number

MOST = 60
"""So many periods can be told apart."""
_HEIGHT = 260


def funnel_trend(
    funnels: Mapping[pd.Timestamp, Funnel], stage: str, period: Period, *, dark: bool, title: str
) -> Picture | None:
    """The rate from the stage before to the one with this key, a point a period with its 80 % interval.

    Pale is what is still open. A period without a rate has its place, but no point. Of more than sixty
    periods the latest are shown. None where there is nothing to draw: the rate is known in none of them.
    """
    by_start = {start.date(): funnels[start] for start in sorted(funnels)}
    starts = _every(list(by_start), period)
    step = _step([by_start[start] for start in starts if start in by_start], stage)
    if step is None:
        return None
    points = [_point(start, period, by_start.get(start), step) for start in starts]
    known = [point for point in points if point["rate"] == point["rate"]]
    for point in points:
        # All the texts above the points together.
        point["needs"] = len(points) * max(pixels(one["counted"]) for one in known)
        point["of_needs"] = len(points) * max(pixels(one["of"]) for one in known)
    in_percent = any(point["is_share"] for point in known)
    highest = max(point["top"] for point in known)
    return picture(
        shape,
        pd.DataFrame(points),
        title=title,
        subtitle="\n".join(_notes(step, points, cut=starts[0] > next(iter(by_start)))),
        description=in_words(title, [f"{point['period']}: {point['told']}" for point in known]),
        height=_HEIGHT,
        dark=dark,
        top=top_of([highest]) if highest <= 1 else None,
        in_percent=in_percent,
    )


def shape(colours: Palette, *, top: float | None, in_percent: bool) -> Drawing:
    """A point a period with its whisker, on a scale from zero to `top`; None: to the highest."""
    base = alt.Chart()
    period = alt.X(
        "period:O",
        sort=None,
        title=None,
        scale=alt.Scale(type="band", padding=0),
        axis=alt.Axis(labelAngle=0, labelOverlap="parity"),
    )
    ends = {"domain": [0, top]} if top else {"domainMin": 0}
    scale = alt.Scale(zero=True, nice=not top, **ends)
    axis = alt.Axis(format="~%" if in_percent else ",~f", tickCount=5, labelColor=colours.muted)
    rate = alt.Y("rate:Q", title=None, scale=scale, axis=axis)
    tooltip = bars.told(("period", _("Period")), ("told", _("Rate")), ("state", _("State")))
    known = base.transform_filter("isValid(datum.rate)")
    # All periods, not only the open ones: from this layer the axis has its order.
    behind = base.mark_rect(color=colours.grid)
    line = base.mark_line(color=colours.calm, strokeWidth=1.5)
    whisker = known.transform_filter("isValid(datum.low)").mark_rule(color=colours.firm, strokeWidth=2)
    # Below a pale point no line is seen.
    hidden = known.mark_circle(size=90, color=colours.paper, opacity=1)
    point = known.mark_circle(size=90, color=colours.firm, stroke=colours.firm, strokeWidth=1, opacity=1)
    text = "width > datum.needs ? datum.counted : width > datum.of_needs ? datum.of : ''"
    above = known.mark_text(baseline="bottom", dy=-6, color=colours.muted, text=alt.ExprRef(text))
    # The letters are drawn over an outline in the page's colour, so that the line does not disturb them.
    outline = above.mark_text(
        baseline="bottom", dy=-6, stroke=colours.paper, strokeWidth=4, text=alt.ExprRef(text)
    )
    fill = alt.FillOpacityValue(1, condition={"test": "datum.open", "value": colours.pale})
    return alt.layer(
        behind.encode(
            x=period, opacity=alt.condition(alt.datum.open, alt.value(0.6), alt.value(0)), tooltip=tooltip
        ),
        line.encode(x=period, y=rate),
        whisker.encode(x=period, y=alt.Y("low:Q", title=None), y2="high:Q", tooltip=tooltip),
        hidden.encode(x=period, y=rate),
        point.encode(x=period, y=rate, fillOpacity=fill, tooltip=tooltip),
        *(letters.encode(x=period, y=alt.Y("top:Q", title=None)) for letters in (outline, above)),
    )


def _every(starts: list[dt.date], period: Period) -> list[dt.date]:
    """The periods from the first to the last, also those without anything known; at most the latest sixty."""
    if not starts:
        return []
    known, found = set(starts), [starts[-1]]
    while found[-1] > starts[0] and len(found) < MOST:
        found.append(previous_start(found[-1], period))
    return sorted({*found, *(start for start in known if start > found[-1])})


def _step(funnels: list[Funnel], stage: str) -> tuple[Stage, Stage] | None:
    """The step to the stage that was known last; in other periods it may lead from another stage."""
    steps = [
        (one.before, one.stage)
        for funnel in funnels
        for one in funnel.known
        if one.stage.key == stage and one.from_before is not None and one.before is not None
    ]
    return steps[-1] if steps else None


def _point(start: dt.date, period: Period, funnel: Funnel | None, step: tuple[Stage, Stage]) -> Row:
    """One period: period, rate, low, high, top (where its text stands), counted, of, told, state, open,
    is_share.
    """
    before, stage = step
    known = {one.stage: one for one in funnel.known} if funnel is not None else {}
    reached = known.get(stage)
    rate = reached.from_before if reached is not None and reached.before == before else None
    is_open = any(known[one].still_open > 0 for one in step if one in known)
    point: Row = {
        "period": label(start, period),
        **dict.fromkeys(("rate", "low", "high", "top"), math.nan),
        **dict.fromkeys(("counted", "of"), ""),
        "told": told(rate, stage, before),
        "state": _("still open") if is_open else _("closed"),
        "open": is_open,
        "is_share": rate is not None and is_conversion(rate),
    }
    if rate is None:
        return point
    if rate.low is not None and rate.high is not None:
        point |= {"low": rate.low, "high": rate.high}
    return point | {
        "rate": rate.share,
        "top": rate.share if rate.high is None else rate.high,
        "counted": counted(rate),
        "of": _("of {tried}").format(tried=number(rate.n)),
    }


def _notes(step: tuple[Stage, Stage], points: list[Row], *, cut: bool) -> list[str]:
    """Which step it is, and what a reader must know of lines, pale points and periods that are not shown."""
    before, stage = (short(one.label, 30) for one in step)
    notes = [f"{before} → {stage}"]
    if any(point["low"] == point["low"] for point in points):
        notes[0] = _("{before} → {stage}; each line is what the count leaves open").format(
            before=before, stage=stage
        )
    if any(point["open"] for point in points):
        notes.append(_("Pale: still open, so there may be more to come"))
    if cut:
        notes.append(_("Shown are the latest {count} periods").format(count=len(points)))
    return notes
