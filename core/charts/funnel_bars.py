"""How many people reach each stage of the funnel, and how many of those before."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.funnel_words import people, still_open, told, told_in_two_lines
from core.charts.lettering import name_rows, short, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import Row
from core.charts.theme import Drawing, Palette
from core.funnel.funnel import Funnel, Reached
from core.language import _, ngettext
from core.language.amounts import listing, number

_LEAST = 3
"""In pixels, how long a bar is at least: one of 20 beside one of 40,000 must be seen too."""


def funnel_bars(funnel: Funnel, *, dark: bool, title: str, lost_most: str | None) -> Picture | None:
    """One bar a known stage in the funnel's order, its people from zero on, the rate beside it.

    The part that is still open is pale. `lost_most` is the key of the stage on the way to which most are
    lost; it stands out. None where there is nothing to draw: nothing is known, or nobody was counted.
    """
    known = funnel.known
    if not any(reached.people or 0 for reached in known):
        return None
    bars_told = _bars(known, lost_most)
    return picture(
        shape,
        pd.DataFrame([part for bar in bars_told for part in _parts(bar)]),
        title=title,
        subtitle="\n".join(_notes(funnel)),
        description=in_words(title, [_in_words(bar) for bar in bars_told]),
        height=bars.TALL * len(bars_told),
        dark=dark,
        room=bars.room_for(
            [max(bar["reached"], bar["still_open"], key=len) for bar in bars_told],
            [max(bar["rate"], bar["sure"], key=len) for bar in bars_told],
        ),
        open_ones=any(bar["still_open"] for bar in bars_told),
        timed=any(bar["pace"] for bar in bars_told),
    )


def shape(colours: Palette, *, room: int, open_ones: bool, timed: bool) -> Drawing:
    """A pale bar of all people a stage, the solid one of those that count for rates on it, texts beside.

    `room` is what the texts need to the right of the bars. `open_ones` and `timed` tell whether there is
    anything to tell of open ones and of the time between stages.
    """
    tooltip = bars.told(("name", _("Stage")), ("reached", _("Reached")))
    if open_ones:
        tooltip += bars.told(("still_open", _("Of these")))
    tooltip += bars.told(("from_before", from_before()), ("from_first", _("from the first stage")))
    if timed:
        tooltip += bars.told(("pace", _("Time")))
    tooltip += bars.told(("source", _("Known from")))
    length = bars.length("length", room=room)
    bar = (
        alt.Chart()
        .mark_bar(orient="horizontal", cornerRadiusEnd=2)
        .encode(
            y=bars.names(),
            color=alt.condition(alt.datum.answer, alt.value(colours.accent), alt.value(colours.firm)),
            opacity=alt.condition(alt.datum.part == "all", alt.value(colours.pale), alt.value(1)),
            tooltip=tooltip,
        )
    )
    # What is there is seen, however short: on the beginning of each bar lies one of so many pixels.
    there = bar.transform_filter("datum.length > 0").mark_bar(orient="horizontal")
    return alt.layer(
        bar.encode(x=length.stack(None)),
        there.encode(x=alt.value(0), x2=alt.value(_LEAST)),
        bars.two_lines("label", "below", colours, tooltip, after=length),
        bars.two_lines("edge", "edge_below", colours, tooltip),
        bars.heading_at_the_edge("heading", colours),
    )


def from_before() -> str:
    """What the rates beside the bars are, as the chart calls them."""
    return _("from the stage before")


def _bars(known: tuple[Reached, ...], lost_most: str | None) -> list[Row]:
    """One row a stage: row, name, people, closed, reached, still_open, rate, sure, from_before, from_first,
    pace, source, heading, answer.
    """
    bars_told: list[Row] = []
    for reached in known:
        count, rate = reached.people or 0.0, reached.from_before
        lines = (
            told_in_two_lines(rate, reached.stage, reached.before) if rate and reached.before else ("", "")
        )
        bars_told.append(
            {
                "name": shown(reached.stage.label),
                "people": count,
                "closed": reached.closed or 0.0,
                "reached": people(count, reached.stage.unit),
                "still_open": still_open(reached),
                "rate": lines[0],
                "sure": lines[1],
                "from_before": told(rate, reached.stage, reached.before),
                "from_first": told(reached.from_first, reached.stage, known[0].stage),
                "pace": _pace(reached),
                "source": _source(reached),
                "heading": "",
                "answer": reached.stage.key == lost_most,
            }
        )
    name_rows(bars_told)
    if any(bar["rate"] for bar in bars_told):
        bars_told[0]["heading"] = from_before()
    return bars_told


def _parts(bar: Row) -> list[Row]:
    """The two rows of a bar, all its people and then those that count for rates; texts stand in the first."""
    texts = {"label": "reached", "below": "still_open", "edge": "rate", "edge_below": "sure"}
    silent = dict.fromkeys([*texts, "heading"], "")
    return [
        {**bar, **{to: bar[of] for to, of in texts.items()}, "part": "all", "length": bar["people"]},
        {**bar, **silent, "part": "closed", "length": bar["closed"]},
    ]


def _pace(reached: Reached) -> str:
    """How long it takes to get here from the stage before."""
    if reached.median_days is None:
        return ""
    days = number(round(reached.median_days, 1))
    plural = 1 if days == number(1) else 2
    if reached.quick_days is None or reached.slow_days is None:
        return ngettext("half within {days} day", "half within {days} days", plural).format(days=days)
    return ngettext(
        "half within {days} day, a quarter within {quick}, a quarter takes {slow} or more",
        "half within {days} days, a quarter within {quick}, a quarter takes {slow} or more",
        plural,
    ).format(days=days, quick=number(round(reached.quick_days, 1)), slow=number(round(reached.slow_days, 1)))


def _source(reached: Reached) -> str:
    return _("Stage events") if reached.source == "events" else _("Stage counts")


def _notes(funnel: Funnel) -> list[str]:
    """What a reader must know of the bars: what is pale, where the figures come from, what is not known."""
    notes = []
    events, counts = ([one for one in funnel.known if one.source == said] for said in ("events", "counts"))
    if any(reached.still_open > 0 for reached in events):
        # Between a stage from events and one from counts the rate is that of all people.
        notes.append(_("Pale: still open") if counts else _("Pale: still open, so not part of the rates"))
    if events and counts:
        template = _("{stages} from stage events, the others from stage counts")
        notes.append(template.format(stages=_quoted(events)))
    unknown = [reached for reached in funnel.stages if reached.people is None]
    if unknown:
        notes.append(_("Nothing is known yet of {stages}").format(stages=_quoted(unknown)))
    return notes


def _quoted(stages: list[Reached]) -> str:
    return listing([_("“{name}”").format(name=short(reached.stage.label, 30)) for reached in stages])


def _in_words(bar: Row) -> str:
    said = (bar["reached"], bar["still_open"], bar["rate"], bar["sure"])
    return f"{bar['name']}: {', '.join(text for text in said if text)}"
