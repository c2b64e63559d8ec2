"""Where the time of one win goes: the steps by their minutes, the largest first."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.evidence import guessed_minutes, guesses
from core.charts.lettering import name_rows, short, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import KEPT, MOST, Row, height_of, largest, other_steps, rows_of
from core.charts.theme import Drawing, Palette
from core.language import _
from core.language.amounts import duration, percent
from core.steps.chain import Chain


def time_sinks(
    sinks: pd.DataFrame, chain: Chain, *, dark: bool, most: int = MOST, kept: int = KEPT
) -> Picture | None:
    """The time sinks of `core.steps.sinks.time_sinks` as bars, with the share they take together.

    Of more than `most` sinks the largest are `kept`, the others make one bar. None where there is nothing to
    draw: no win comes out, or no minutes are known.
    """
    steps = rows_of(sinks, "name", "minutes_per_win", "share", "cumulated_share")
    if chain.blocked_by is not None or not sum(step["minutes_per_win"] for step in steps) > 0:
        return None
    bars_told = _bars(steps, chain, most, kept)
    title = _finding(steps)
    return picture(
        shape,
        pd.DataFrame(bars_told),
        title=title,
        subtitle=guesses(bar["guess"] for bar in bars_told if bar["minutes_per_win"] > 0),
        description=in_words(title, [f"{bar['name']}: {bar['label']}" for bar in bars_told]),
        height=height_of(len(bars_told)),
        dark=dark,
    )


def shape(colours: Palette) -> Drawing:
    """One bar a step, its minutes at its end, the cumulated share at the right edge."""
    minutes = bars.length("minutes_per_win", room=210)
    tooltip = bars.told(
        ("name", _("Step")), ("time", _("Time")), ("share", _("Share")), ("together", _("Together"))
    )
    kinds = alt.Scale(domain=["answer", "rest", "others"], range=[colours.accent, colours.time, colours.calm])
    bar = (
        alt.Chart()
        .mark_bar(cornerRadiusEnd=2, strokeWidth=1)
        .encode(
            x=minutes.stack(None),
            y=bars.names(),
            color=alt.Color("kind:N", scale=kinds, legend=None),
            stroke=alt.Stroke("kind:N", scale=kinds, legend=None),
            fillOpacity=bars.paleness(colours),
            tooltip=tooltip,
        )
    )
    return alt.layer(
        bar,
        bars.beside(minutes, "label", tooltip),
        bars.at_the_edge("together", "heading", colours, tooltip),
    )


def _bars(steps: list[Row], chain: Chain, most: int, kept_ones: int) -> list[Row]:
    """One row a bar: row, name, minutes_per_win, time, share, together, label, heading, kind, guess."""
    named = zip(rows_of(chain.steps, "step", "group"), guessed_minutes(chain.steps), strict=True)
    # A sink is a step or a group of steps; a group is a guess as soon as one of its steps is.
    pale = {name for step, guess in named if guess for name in step.values()}
    kept, others = largest([step["minutes_per_win"] for step in steps], most, kept_ones)
    bars_told = [
        {**_said(step), "kind": "rest", "guess": step["name"] in pale} for step in (steps[i] for i in kept)
    ]
    bars_told[0]["kind"] = "answer"
    if others:
        rest = [steps[i] for i in others]
        together = {
            "name": other_steps(len(rest)),
            "minutes_per_win": sum(step["minutes_per_win"] for step in rest),
            "share": sum(step["share"] for step in rest),
            "cumulated_share": 1.0,
        }
        guess = any(step["name"] in pale for step in rest)
        bars_told.append({**_said(together), "kind": "others", "guess": guess})
    name_rows(bars_told)
    bars_told[0]["heading"] = _("together")
    return bars_told


def _said(step: Row) -> Row:
    time, share = duration(step["minutes_per_win"]), percent(step["share"])
    return {
        "name": shown(step["name"]),
        "minutes_per_win": step["minutes_per_win"],
        "time": time,
        "share": share,
        "together": percent(step["cumulated_share"]),
        "label": f"{time} · {share}",
        "heading": "",
    }


def _finding(steps: list[Row]) -> str:
    """The fewest steps that take at least half of the time, and how much they take."""
    total = duration(sum(step["minutes_per_win"] for step in steps))
    if len(steps) == 1:
        return _("“{step}” takes all of the {total}").format(step=short(steps[0]["name"]), total=total)
    # A hair below a half is a half: the shares are sums of floats.
    count = 1 + sum(step["cumulated_share"] < 0.5 - 1e-9 for step in steps)
    said = {
        "share": percent(steps[count - 1]["cumulated_share"]),
        "total": total,
        "count": count,
        "steps": len(steps),
    }
    top = [short(step["name"]) for step in steps[:3]]
    if count == 1:
        return _("“{first}” alone takes {share} of the {total}").format(first=top[0], **said)
    if count == 2:
        return _("“{first}” and “{second}” take {share} of the {total}").format(
            first=top[0], second=top[1], **said
        )
    if count == 3:
        return _("“{first}”, “{second}” and “{third}” take {share} of the {total}").format(
            first=top[0], second=top[1], third=top[2], **said
        )
    return _("{count} of the {steps} steps take {share} of the {total}").format(**said)
