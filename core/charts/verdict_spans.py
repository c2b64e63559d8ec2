"""Which constraint held when: a strip over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.lettering import distinct, lines, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import Row
from core.charts.theme import Drawing, Palette
from core.factory.history import Span
from core.factory.throughput_findings import span_says
from core.factory.wording import two_figures
from core.language import _

MOST = 12
"""So many constraints can be told apart; of more those that held last are drawn."""
_PITCH = 30


def verdict_spans(
    spans: Sequence[Span], names: Mapping[str, str], today: dt.date, *, dark: bool, title: str
) -> Picture | None:
    """A row a constraint, in the order in which they first held, with a bar over each time it held.

    `names` say what a constraint is called, by its key. The one that holds now has the accent. On a bar with
    room for it stands the throughput under it. None where no time has gone by yet.
    """
    if not spans or not any(span.weeks(today) > 0 for span in spans):
        return None
    order = list(dict.fromkeys(span.key for span in spans))
    kept = [key for key in order if key in {span.key for span in spans[-MOST:]}][-MOST:]
    labels = distinct([lines(shown(names.get(key, key)), 36, most=1)[0] for key in kept])
    called = dict(zip(kept, labels, strict=True))
    drawn = [span for span in spans if span.key in called]
    rows = [_row(span, called[span.key], names.get(span.key, span.key), today) for span in drawn]
    rows.sort(key=lambda row: labels.index(row["row"]))
    return picture(
        shape,
        pd.DataFrame(rows),
        title=title,
        subtitle=_("On a bar: happy customers a week while it held."),
        description=in_words(title, [row["told"].rstrip(".") for row in rows]),
        height=_PITCH * len(kept),
        dark=dark,
    )


def shape(colours: Palette) -> Drawing:
    """Bars over a calendar, a row a constraint."""
    base = alt.Chart()
    tooltip = bars.told(("row", _("Constraint")), ("told", _("Held")))
    begin = alt.X(
        "first:T",
        title=None,
        scale=alt.Scale(nice=False),
        axis=alt.Axis(labelColor=colours.muted, tickCount="month", format="%b %Y", labelOverlap="greedy"),
    )
    colour = alt.condition(alt.datum.answer, alt.value(colours.accent), alt.value(colours.firm))
    wide = "abs(scale('x', datum.until) - scale('x', datum.first)) > datum.letters"
    return alt.layer(
        base.mark_bar(orient="horizontal", cornerRadius=2).encode(
            x=begin, x2="until:T", y=bars.names(0.2), color=colour, tooltip=tooltip
        ),
        base.mark_text(
            align="left",
            baseline="middle",
            dx=6,
            color=colours.paper,
            text=alt.ExprRef(f"{wide} ? datum.label : ''"),
        ).encode(x=begin, y=bars.names(0.2), tooltip=tooltip),
    )


def _row(span: Span, row: str, name: str, today: dt.date) -> Row:
    """One bar: row, first, until, label, letters (the pixels it needs), told, answer."""
    label = "" if span.throughput is None else two_figures(span.throughput)
    return {
        "row": row,
        "first": f"{span.first}T00:00:00",
        "until": f"{span.until or max(today, span.first) + dt.timedelta(days=1)}T00:00:00",
        "label": label,
        "letters": 8 * len(label) + 12,
        "told": span_says(span, name, today),
        "answer": span.until is None,
    }
