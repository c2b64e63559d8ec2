"""Which channel loses whom where: the rate of every step between stages, a row a channel."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.funnel_words import counted, is_conversion, people, share, told
from core.charts.lettering import distinct, pixels, short, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rate_scale import top_of
from core.charts.rows import Row
from core.charts.theme import Drawing, Palette
from core.funnel.funnel import Funnel, Reached
from core.funnel.rates import Rate
from core.funnel.stages import Stage
from core.language import _
from core.language.amounts import number, percent

MOST = 8
"""So many channels can be compared at a glance."""
_PITCH = 62
"""The height of a row in pixels: a rate, its mark, and what it was counted from."""
_BEGIN, _END = 0.02, 0.86
"""Where in its column the scale of a mark begins and ends."""


@dataclass(frozen=True)
class Column:
    """A step from one stage to another; `overall` where it is the whole way from the first to the last."""

    before: Stage
    stage: Stage
    overall: bool = False

    @property
    def heading(self) -> str:
        """The column's two lines."""
        before = _("altogether") if self.overall else f"{shown(self.before.label)} →"
        return f"{before}\n{'→ ' if self.overall else ''}{shown(self.stage.label)}"

    @property
    def told(self) -> str:
        """The step in one line."""
        return f"{short(self.before.label)} → {short(self.stage.label)}"


NOTHING: Row = {
    **dict.fromkeys(
        ("row", "name", "step", "to", "told", "label", "counted", "heading", "least", "most"), ""
    ),
    **dict.fromkeys(("rate", "low", "high"), math.nan),
    "needs": 0.0,
    "best": False,
}
"""What a row has that says nothing else."""


def funnel_channels(
    funnels: Mapping[str, Funnel], *, dark: bool, title: str, best: str | None = None
) -> Picture | None:
    """A row a channel, a column a step: the rate as a dot with its 80 % interval, and what was counted.

    The last column is the whole way from the first stage to the customers; the channel where that rate is
    best is on top. `best` is the channel that the title names; it stands out. Of more than eight channels
    the largest are shown. None where there is nothing to draw: in no channel a step is known.
    """
    known = {channel: funnel for channel, funnel in funnels.items() if len(funnel.known) > 1}
    if not known:
        return None
    columns = _columns(list(known.values()))
    largest = sorted(known, key=lambda channel: -(known[channel].known[0].people or 0))[:MOST]
    drawn = sorted(largest, key=lambda channel: -_share(known[channel].known, columns[-1]))
    rows = [
        [
            {**cell, "row": row, "name": _called(channel), "best": channel == best}
            for cell in _cells(known[channel].known, columns)
        ]
        for channel, row in zip(
            drawn, distinct([_beside(channel, known[channel].known[0]) for channel in drawn]), strict=True
        )
    ]
    cells = [cell for row in rows for cell in row]
    rates = [cell for cell in cells if cell["part"] == "rate"]
    top = top_of(cell["high"] for cell in rates)
    headings = _headings(columns, {cell["column"] for cell in rates}, top)
    notes = [_("Each dot is a rate, its line what the count leaves open")] if rates else []
    if len(known) > MOST:
        notes.append(_("Shown are {count} of {all} channels: the largest").format(count=MOST, all=len(known)))
    return picture(
        shape,
        pd.DataFrame([{**NOTHING, **row} for row in [*headings, *_placed(cells, top)]]),
        title=title,
        subtitle="\n".join(notes),
        description=in_words(title, [_in_words(row) for row in rows]),
        height=_PITCH * len(drawn),
        dark=dark,
        columns=len(columns),
    )


def shape(colours: Palette, *, columns: int) -> Drawing:
    """So many columns side by side, in each a scale from zero a row, with a dot, a whisker and two texts."""
    base = alt.Chart()
    scale = alt.Scale(domain=[0, columns], nice=False, zero=True)
    tooltip = bars.told(("name", _("Channel")), ("step", _("Step")), ("told", _("Rate")))

    def across(field: str) -> alt.X:
        return alt.X(f"{field}:Q", axis=None, scale=scale)

    def standing_out(otherwise: str) -> Any:
        return alt.condition(alt.datum.best, alt.value(colours.accent), alt.value(otherwise))

    rates = base.transform_filter("datum.part === 'rate'")
    track = rates.mark_rule(color=colours.grid, strokeWidth=2)
    whisker = rates.mark_rule(strokeWidth=2)
    dot = rates.mark_circle(size=80, opacity=1)
    cells = base.transform_filter("datum.part !== 'heading'")
    label = cells.mark_text(align="left", baseline="middle", dy=-16)
    # A text that does not fit into its column is left out: a part of a figure is another figure.
    fitting = alt.ExprRef(f"width / {columns} > datum.needs ? 1 : 0")
    below = cells.mark_text(align="left", baseline="middle", dy=15, color=colours.muted, opacity=fitting)
    heads = base.transform_filter("datum.part === 'heading'")
    room = alt.ExprRef(f"width / {columns} - 8")
    head = heads.mark_text(
        align="left", baseline="bottom", dy=-18, lineBreak="\n", limit=room, color=colours.muted
    )
    least, most = (
        heads.mark_text(align=side, baseline="top", dy=2, color=colours.muted) for side in ("left", "right")
    )
    return alt.layer(
        track.encode(x=across("begin"), x2="end:Q", y=bars.names(), tooltip=tooltip),
        whisker.encode(
            x=across("low"), x2="high:Q", y=bars.names(), color=standing_out(colours.firm), tooltip=tooltip
        ),
        dot.encode(x=across("rate"), y=bars.names(), color=standing_out(colours.firm), tooltip=tooltip),
        label.encode(
            x=across("begin"),
            y=bars.names(),
            text="label:N",
            color=standing_out(colours.text),
            tooltip=tooltip,
        ),
        below.encode(x=across("begin"), y=bars.names(), text="counted:N", tooltip=tooltip),
        head.encode(x=across("begin"), y=alt.value(0), text="heading:N"),
        least.encode(x=across("begin"), y=alt.value("height"), text="least:N"),
        most.encode(x=across("end"), y=alt.value("height"), text="most:N"),
    )


def _columns(funnels: Sequence[Funnel]) -> list[Column]:
    """The steps that the channels know, in the funnel's order, and the whole way where there are several.

    Where channels come to a stage from different ones, the step that most of them know counts, and so it is
    with the whole way.
    """
    stages = [reached.stage for reached in funnels[0].stages]
    steps = Counter((one.before, one.stage) for funnel in funnels for one in funnel.known if one.before)
    ways = Counter((one.known[0].stage, one.won.stage) for one in funnels if one.won and one.won.before)

    def usual(pairs: Counter[tuple[Stage, Stage]]) -> tuple[Stage, Stage]:
        # Of several the one that begins, and then the one that ends, last.
        return max(pairs, key=lambda pair: (pairs[pair], *(stages.index(stage) for stage in pair)))

    to_each = [Counter({pair: steps[pair] for pair in steps if pair[1] == stage}) for stage in stages]
    columns = [Column(*usual(pairs)) for pairs in to_each if pairs]
    if len(columns) > 1 and ways:
        columns.append(Column(*usual(ways), overall=True))
    return columns


def _rate(known: Sequence[Reached], column: Column) -> Rate | None:
    """The rate of a channel in a column; None where it does not know this very step."""
    for one in known:
        if one.stage == column.stage and column.overall:
            return one.from_first if known[0].stage == column.before else None
        if one.stage == column.stage:
            return one.from_before if one.before == column.before else None
    return None


def _share(known: Sequence[Reached], column: Column) -> float:
    """What channels are sorted by; those without a rate come last."""
    rate = _rate(known, column)
    return -1.0 if rate is None else rate.share


def _cells(known: Sequence[Reached], columns: Sequence[Column]) -> list[Row]:
    """One row a column: part, column, step, to, told, label, counted, needs (its pixels).

    A conversion is drawn and has rate, low and high; a ratio, and the whole way, which would be next to
    nothing, are only written.
    """
    cells: list[Row] = []
    for i, column in enumerate(columns):
        rate = _rate(known, column)
        cell: Row = {
            "part": "figure",
            "column": i,
            "step": column.told,
            "to": (_("altogether") + " → " if column.overall else "") + short(column.stage.label, 30),
            "told": told(rate, column.stage, column.before),
            "label": "–" if rate is None else _figure(rate),
            "counted": "" if rate is None else counted(rate),
        }
        cell["needs"] = pixels(cell["counted"])
        if rate is not None and is_conversion(rate) and not column.overall:
            cell |= {"part": "rate", "rate": rate.share, "low": rate.low, "high": rate.high}
        cells.append(cell)
    return cells


def _figure(rate: Rate) -> str:
    """A rate as short as it can be said."""
    return share(rate) if is_conversion(rate) else f"{number(rate.share)} : 1"


def _placed(cells: list[Row], top: float) -> list[Row]:
    """The cells with `begin` and `end` of their scale, which goes to `top`, and where on it they lie."""
    placed = []
    for cell in cells:
        begin, end = cell["column"] + _BEGIN, cell["column"] + _END
        rates = [of for of in ("rate", "low", "high") if of in cell]
        lies: Row = {of: begin + min(cell[of] / top, 1) * (end - begin) for of in rates}
        placed.append({**cell, "begin": begin, "end": end, **lies})
    return placed


def _headings(columns: Sequence[Column], drawn: Collection[int], top: float) -> list[Row]:
    """One row a column: what it is called, and the ends of its scale where anything is drawn on it."""
    return [
        {
            "part": "heading",
            "heading": column.heading,
            "begin": i + _BEGIN,
            "end": i + _END,
            "least": percent(0) if i in drawn else "",
            "most": percent(top) if i in drawn else "",
        }
        for i, column in enumerate(columns)
    ]


def _called(channel: str) -> str:
    return shown(channel) if channel.strip() else _("without a channel")


def _beside(channel: str, first: Reached) -> str:
    """What stands beside a row: the channel and how many entered its first stage."""
    return f"{short(_called(channel), 26)}\n{people(first.people or 0, first.stage.unit)}"


def _in_words(cells: list[Row]) -> str:
    figures = [f"{cell['to']} {cell['label']} ({cell['counted']})" for cell in cells if cell["counted"]]
    return f"{cells[0]['name']}: {', '.join(figures)}"
