"""The minutes of the win itself beside those that went to people who never bought."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.evidence import guessed_minutes, guesses
from core.charts.lettering import name_rows, short, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import Row, height_of, largest, other_steps, rows_of
from core.charts.theme import Drawing, Palette
from core.language import _
from core.language.amounts import duration
from core.steps.chain import ACQUIRE, Chain


def time_lost(chain: Chain, *, dark: bool) -> Picture | None:
    """Each step's minutes in the chain's order: those of the win itself, then those that were lost.

    None where there is nothing to draw: no win comes out, or nobody is lost on the way.
    """
    lost = chain.minutes_lost_per_win
    if chain.phase != ACQUIRE or chain.blocked_by is not None or not lost > 1e-9:
        return None
    steps = rows_of(chain.steps, "step", "minutes_per_win", "minutes_lost_per_win")
    bars_told = _bars(steps, guessed_minutes(chain.steps))
    title = _("{lost} of the {total} went to people who never bought").format(
        lost=duration(lost), total=duration(chain.minutes_per_win)
    )
    notes = [guesses(bar["guess"] for bar in bars_told if bar["total"] > 0)]
    if len(steps) > 1:
        worst = max(steps, key=lambda step: step["minutes_lost_per_win"])
        where = _("Most of it at “{step}”: {lost}")
        notes.insert(0, where.format(step=short(worst["step"]), lost=duration(worst["minutes_lost_per_win"])))
    return picture(
        shape,
        pd.DataFrame([part for bar in bars_told for part in _parts(bar)]),
        title=title,
        subtitle="\n".join(note for note in notes if note),
        description=in_words(title, [_in_words(bar) for bar in bars_told]),
        height=height_of(len(bars_told)),
        dark=dark,
    )


def shape(colours: Palette) -> Drawing:
    """One bar a step, what was lost after what was not; the step that lost most stands out."""
    minutes = bars.length("minutes", room=200)
    tooltip = bars.told(
        ("name", _("Step")), ("time", _("Time")), ("own", for_the_win()), ("lost", never_bought())
    )
    parts = alt.Scale(
        domain=[for_the_win(), never_bought(), "answer"], range=[colours.time, colours.calm, colours.accent]
    )
    # Above the heading of the column at the edge, which long words would run into.
    words = alt.Legend(values=[for_the_win(), never_bought()], offset=22)
    bar = (
        alt.Chart()
        .mark_bar(strokeWidth=1)
        .encode(
            x=minutes,
            y=bars.names(),
            color=alt.Color("part:N", scale=parts, legend=words),
            stroke=alt.Stroke("part:N", scale=parts, legend=words),
            order="place:Q",
            fillOpacity=bars.paleness(colours),
            tooltip=tooltip,
        )
    )
    return alt.layer(
        bar,
        bars.beside(bars.length("total", room=200), "label", tooltip),
        bars.at_the_edge("edge", "heading", colours, tooltip, telling="losing"),
    )


def for_the_win() -> str:
    """The minutes of the win itself, as the chart calls them."""
    return _("for the customer won")


def never_bought() -> str:
    """The minutes that were lost, as the chart calls them."""
    return _("for people who never bought")


def _bars(steps: list[Row], guessed: list[bool]) -> list[Row]:
    """One row a bar: row, name, total, lost_minutes, time, own, lost, heading, losing, worst, guess."""
    kept, others = largest([step["minutes_per_win"] for step in steps])
    groups = [[i] for i in kept] + ([others] if others else [])
    bars_told: list[Row] = []
    for members in groups:
        total = sum(steps[i]["minutes_per_win"] for i in members)
        lost = sum(steps[i]["minutes_lost_per_win"] for i in members)
        bars_told.append(
            {
                "name": other_steps(len(others)) if members is others else shown(steps[members[0]]["step"]),
                "total": total,
                "lost_minutes": lost,
                "time": duration(total),
                "own": duration(total - lost),
                "lost": duration(lost),
                "heading": "",
                "losing": lost > 0,
                "worst": False,
                "guess": any(guessed[i] for i in members),
            }
        )
    max(bars_told[: len(kept)], key=lambda bar: bar["lost_minutes"])["worst"] = True
    bars_told[0]["heading"] = _("never bought")
    name_rows(bars_told)
    return bars_told


def _parts(bar: Row) -> list[Row]:
    """The two rows of a bar, its own minutes (place 0) and the lost ones (place 1).

    What is written beside the bar stands in the first.
    """
    own = {"part": for_the_win(), "place": 0, "minutes": bar["total"] - bar["lost_minutes"]}
    lost = {
        "part": "answer" if bar["worst"] else never_bought(),
        "place": 1,
        "minutes": bar["lost_minutes"],
    }
    edge = bar["lost"] if bar["losing"] else "–"
    return [
        {**bar, **own, "label": bar["time"], "edge": edge},
        {**bar, **lost, "label": "", "edge": "", "heading": ""},
    ]


def _in_words(bar: Row) -> str:
    return _("{step}: {time}, {lost} of it lost").format(step=bar["name"], time=bar["time"], lost=bar["lost"])
