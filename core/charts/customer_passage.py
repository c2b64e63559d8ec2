"""The way of one customer, step by step: their time, ours beside it, and where they wait."""

from __future__ import annotations

import math

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.lettering import name_rows, short, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import ROOMY, Row, largest, rows_of
from core.charts.theme import Drawing, Palette
from core.customer.findings import wait
from core.customer.journey import Journey, takes_part
from core.language import _
from core.language.amounts import duration
from core.sheets.kinds import PROCESS
from core.sheets.writing.column_words import choice_word

_TALL = 32
"""In pixels, the height of a row while there are few of them."""
_LOW = 24


def customer_passage(journey: Journey, *, dark: bool) -> Picture | None:
    """Two bars a step in which the customer has a part or waits: their time and ours, in the way's order.

    At the edge stands how long they wait for it, and what it is to them. The step that takes most of their
    time stands out. Of more than forty steps those with the most of it are shown. None where the customer
    has no part in any step that is known.
    """
    steps = journey.steps
    met = steps[takes_part(steps) | (steps["waiting"] > 0)]
    met = met[(met["their_minutes"] > 0) | (met["waiting"] > 0)]
    if met.empty:
        return None
    told = rows_of(met, "step", "their_minutes", "our_minutes", "waiting", "value")
    kept, others = largest([_weight(row) for row in told])
    rows = [_row(told[i]) for i in kept]
    most = max(rows, key=lambda row: _known(row["theirs"]))
    most["best"] = most["theirs"] > 0
    name_rows(rows)
    title = _finding(told)
    notes = [_("Each step once, as the one who becomes a customer meets it.")]
    if others:
        notes.append(
            _("Shown are {count} of {all} steps: those that take most").format(count=len(kept), all=len(told))
        )
    pitch = _TALL if len(rows) <= ROOMY else _LOW
    return picture(
        shape,
        pd.DataFrame([part for row in rows for part in _parts(row)]),
        title=title,
        subtitle=" ".join(notes),
        description=in_words(title, [row["said"] for row in rows]),
        height=pitch * len(rows),
        dark=dark,
        pitch=pitch,
        room=90 + bars.room_for([row["edge"] for row in rows]),
    )


def shape(colours: Palette, *, pitch: int, room: int) -> Drawing:
    """Two bars a row, the customer's above ours, and a text at the right edge.

    `pitch` is the height of a row, `room` what the texts need to the right of the bars.
    """
    gap = 0.2
    minutes = bars.length("minutes", room=room)
    tooltip = bars.told(
        ("name", _("Step")),
        ("theirs_said", theirs()),
        ("ours_said", ours()),
        ("edge_told", _("Waiting and value")),
    )
    bar = (
        alt.Chart()
        .mark_bar(cornerRadiusEnd=2)
        .encode(
            x=minutes.stack(None),
            y=bars.names(gap=gap),
            color=alt.Color(
                "side:N",
                scale=alt.Scale(
                    domain=[theirs(), ours(), "answer"],
                    range=[colours.customer, colours.time, colours.accent],
                ),
                legend=alt.Legend(values=[theirs(), ours()]),
            ),
            tooltip=tooltip,
        )
    )
    # Plain pixels: the rows come after the scales are set up, when a band has no width yet.
    band = pitch * (1 - gap)
    place = alt.YOffset("place:Q", scale=alt.Scale(domain=[0, 1], range=[0.22 * band, 0.78 * band]))
    text = bars.beside(minutes, "label", tooltip, gap=gap)
    edge = alt.Chart().mark_text(align="right", baseline="middle", color=colours.muted)
    return alt.layer(
        bar.mark_bar(cornerRadiusEnd=2, height=0.44 * band).encode(yOffset=place),
        text.encode(yOffset=place),
        edge.encode(x=alt.value("width"), y=bars.names(gap=gap), text="edge:N", tooltip=tooltip),
    )


def theirs() -> str:
    """The customer's time, as the chart calls it."""
    return _("the customer's time")


def ours() -> str:
    """Our time, as the chart calls it."""
    return _("your time for it")


def _weight(row: Row) -> float:
    return _known(row["their_minutes"]) + _known(row["waiting"])


def _known(minutes: float) -> float:
    """The length of a bar: none where nothing is noted."""
    return 0.0 if math.isnan(minutes) else float(minutes)


def _row(step: Row) -> Row:
    """One row a step: name, theirs (NaN: not noted), ours, theirs_said, ours_said, edge, said, best."""
    edge = []
    if step["waiting"] > 0:
        edge.append(_("waits {time}").format(time=wait(step["waiting"])))
    if isinstance(step["value"], str):
        edge.append(choice_word(PROCESS.column("customer_value"), step["value"]))
    told = _("not noted") if math.isnan(step["their_minutes"]) else duration(step["their_minutes"])
    return {
        "name": shown(step["step"]),
        "theirs": step["their_minutes"],
        "ours": step["our_minutes"],
        "theirs_said": told,
        "ours_said": duration(step["our_minutes"]),
        "edge": " · ".join(edge),
        "said": ", ".join([f"{shown(step['step'])}: {told}", *edge]),
        "best": False,
    }


def _parts(row: Row) -> list[Row]:
    """The two rows of a step: the customer's bar above, ours below; one alone stands in the middle.

    The text at the edge stands in the first one alone, as both bars share it; `edge_told` is in both.
    """
    theirs_long, ours_long = _known(row["theirs"]), row["ours"]
    alone = theirs_long <= 0 or ours_long <= 0
    return [
        {
            **row,
            "place": 0.5 if alone else float(place),
            "side": "answer" if row["best"] and place == 0 else side,
            "minutes": minutes,
            "label": said if minutes > 0 else "",
            "edge": row["edge"] if place == 0 else "",
            "edge_told": row["edge"],
        }
        for place, (side, minutes, said) in enumerate(
            ((theirs(), theirs_long, row["theirs_said"]), (ours(), ours_long, row["ours_said"]))
        )
    ]


def _finding(told: list[Row]) -> str:
    """The step that takes most of the customer's time; where none takes any, the longest waiting."""
    busy = [row for row in told if row["their_minutes"] > 0]
    if busy:
        most = max(busy, key=lambda row: row["their_minutes"])
        return _("“{step}” takes most of the customer's time: {time} of {all}").format(
            step=short(most["step"]),
            time=duration(most["their_minutes"]),
            all=duration(sum(row["their_minutes"] for row in busy)),
        )
    waits = [row for row in told if row["waiting"] > 0]
    longest = max(waits, key=lambda row: row["waiting"])
    return _("The customer waits longest for “{step}”: {time} of {all}").format(
        step=short(longest["step"]),
        time=wait(longest["waiting"]),
        all=wait(sum(row["waiting"] for row in waits)),
    )
