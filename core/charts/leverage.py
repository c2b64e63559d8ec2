"""What one win saves if a step gets a little better: the steps that repay work on them."""

from __future__ import annotations

from collections.abc import Callable

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.lettering import name_rows, short, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import ROOMY, Row, height_of, largest, other_steps, pitch_of, rows_of
from core.charts.theme import Drawing, Palette
from core.language import _
from core.language.amounts import duration, money, percent
from core.steps.chain import ACQUIRE
from core.steps.leverage import FASTER


def leverage_bars(
    leverage: pd.DataFrame, currency: str, *, dark: bool, in_minutes: bool, phase: str = ACQUIRE
) -> Picture | None:
    """The savings of `core.steps.leverage.leverage`, two bars a step, the best step first.

    In money, or in minutes where an hour is worth nothing. Steps that save nothing are left out. None where
    there is nothing to draw: no win comes out, or nothing can be saved.
    """
    unit = "minutes" if in_minutes else "money"
    steps = [
        {"step": step["step"], "faster": step[f"{unit}_if_faster"], "keeping": step[f"{unit}_if_kept"]}
        for step in rows_of(leverage, "step", f"{unit}_if_faster", f"{unit}_if_kept")
    ]
    saving = sorted((step for step in steps if _better(step) > 0), key=_better, reverse=True)
    if not saving:
        return None

    def said(amount: float) -> str:
        return duration(amount) if in_minutes else money(amount, currency)

    bars_told = _bars(saving, said)
    title = _finding(saving[0], said, phase)
    return picture(
        shape,
        pd.DataFrame([part for bar in bars_told for part in _parts(bar, len(bars_told) <= ROOMY)]),
        title=title,
        description=in_words(title, [_in_words(bar) for bar in bars_told]),
        height=height_of(len(bars_told)),
        pitch=pitch_of(len(bars_told)),
        dark=dark,
        kept=any(step["keeping"] > 0 for step in saving),
    )


def shape(colours: Palette, *, kept: bool, pitch: int) -> Drawing:
    """Two bars a step: what less time saves, and below it, where `kept`, what fewer losses save.

    `pitch` is the height of a row in pixels.
    """
    saved = bars.length("saved", room=110)
    tooltip = bars.told(("name", _("Step")), ("by_time", less_time()))
    if kept:
        tooltip += bars.told(("by_keeping", fewer_lost()))
    gap = 0.2 if kept else bars.GAP
    ways = [less_time(), fewer_lost()] if kept else [less_time()]
    bar = (
        alt.Chart()
        .mark_bar(cornerRadiusEnd=2)
        .encode(
            x=saved.stack(None),
            y=bars.names(gap=gap),
            color=alt.Color(
                "way:N",
                scale=alt.Scale(
                    domain=[less_time(), fewer_lost(), "answer"],
                    range=[colours.time, colours.calm, colours.accent],
                ),
                legend=alt.Legend(values=ways),
            ),
            tooltip=tooltip,
        )
    )
    text = bars.beside(saved, "label", tooltip, gap=gap)
    if not kept:
        return alt.layer(bar, text)
    # Plain pixels: the rows come after the scales are set up, when a band has no width yet.
    band = pitch * (1 - gap)
    side = alt.YOffset("side:Q", scale=alt.Scale(domain=[0, 1], range=[0.2 * band, 0.8 * band]))
    slim = bar.mark_bar(cornerRadiusEnd=2, height=0.42 * band)
    return alt.layer(slim.encode(yOffset=side), text.encode(yOffset=side))


def less_time() -> str:
    """The first way to save, as the chart calls it."""
    return _("{share} less time").format(share=percent(FASTER))


def fewer_lost() -> str:
    """The second way to save, as the chart calls it."""
    return _("one in ten of those lost is kept")


def _better(step: Row) -> float:
    return max(float(step["faster"]), float(step["keeping"]))


def _bars(saving: list[Row], said: Callable[[float], str]) -> list[Row]:
    """One row a step, the best first: row, name, faster, keeping, by_time, by_keeping, best."""
    kept, others = largest([_better(step) for step in saving])
    bars_told: list[Row] = [
        {
            "name": shown(saving[i]["step"]),
            "faster": saving[i]["faster"],
            "keeping": saving[i]["keeping"],
            "by_time": said(saving[i]["faster"]),
            "by_keeping": said(saving[i]["keeping"]),
            "best": i == 0,
        }
        for i in kept
    ]
    if others:
        faster = max(saving[i]["faster"] for i in others)
        keeping = max(saving[i]["keeping"] for i in others)
        at_most = _("at most {amount}")
        bars_told.append(
            {
                "name": other_steps(len(others)),
                "faster": faster,
                "keeping": keeping,
                "by_time": at_most.format(amount=said(faster)),
                "by_keeping": at_most.format(amount=said(keeping)),
                "best": False,
            }
        )
    name_rows(bars_told)
    return bars_told


def _parts(bar: Row, roomy: bool) -> list[Row]:
    """The two rows of a step: by less time (place 0) and by fewer losses (place 1).

    Narrow rows have room for one text only, that of the better way; a bar without its neighbour stands in
    the middle of its row.
    """
    keeping_is_better = bar["keeping"] >= bar["faster"]
    alone = bar["faster"] <= 0 or bar["keeping"] <= 0
    ways = (
        (less_time(), bar["faster"], bar["by_time"], not keeping_is_better),
        (fewer_lost(), bar["keeping"], bar["by_keeping"], keeping_is_better),
    )
    return [
        {
            **bar,
            "place": place,
            "side": 0.5 if alone else float(place),
            "way": "answer" if bar["best"] and better else way,
            "saved": saved,
            "label": told if saved > 0 and (roomy or better) else "",
        }
        for place, (way, saved, told, better) in enumerate(ways)
    ]


def _in_words(bar: Row) -> str:
    return _("{step}: {by_time} in less time, {by_keeping} with fewer lost").format(
        step=bar["name"], by_time=bar["by_time"], by_keeping=bar["by_keeping"]
    )


def _finding(best: Row, said: Callable[[float], str], phase: str) -> str:
    """The step that saves most, how, and how much."""
    told = {"step": short(best["step"]), "saving": said(_better(best)), "share": percent(FASTER)}
    if phase != ACQUIRE:
        return _("Doing “{step}” in {share} less time saves {saving} an order").format(**told)
    if best["keeping"] >= best["faster"]:
        return _("Keeping one in ten of those lost at “{step}” saves {saving} a customer").format(**told)
    return _("Doing “{step}” in {share} less time saves {saving} a customer").format(**told)
