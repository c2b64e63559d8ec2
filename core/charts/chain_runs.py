"""The chain in its order: how often each step is done for one win, and how many get through."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.lettering import name_rows, short, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import Row, height_of, largest, other_steps, rows_of
from core.charts.theme import Drawing, Palette
from core.language import _, ngettext
from core.language.amounts import number, percent
from core.steps.chain import ACQUIRE, Chain


def chain_runs(chain: Chain, *, dark: bool) -> Picture | None:
    """The runs of each step for one win, or one order, as bars in the chain's order.

    The solid part of a bar are the runs that lead to the win, the pale part those that do not. None where
    there is nothing to draw: no win comes out, or no step is ever done.
    """
    steps = rows_of(
        chain.steps,
        *("step", "runs_per_win", "reached_rate", "winning_share"),
        *("pass_rate_evidence", "pass_rate_succeeded", "pass_rate_tried"),
    )
    if chain.blocked_by is not None or not any(step["runs_per_win"] > 0 for step in steps):
        return None
    acquiring = chain.phase == ACQUIRE
    bars_told = _bars(steps, acquiring)
    title = _finding(steps, acquiring)
    losing = acquiring and any(step["reached_rate"] < 1 for step in steps)
    return picture(
        shape,
        pd.DataFrame([part for bar in bars_told for part in _parts(bar)]),
        title=title,
        subtitle=_("Solid: what leads to the win. Pale: what does not.") if losing else "",
        description=in_words(title, [f"{bar['name']}: {bar['told']}, {bar['passing']}" for bar in bars_told]),
        height=height_of(len(bars_told)),
        dark=dark,
    )


def shape(colours: Palette) -> Drawing:
    """One pale bar of all runs a step with the solid one of those that lead to the win on it."""
    runs = bars.length("runs", room=215)
    tooltip = bars.told(("name", _("Step")), ("told", _("Runs")), ("passing", _("Go on")))
    kinds = alt.Scale(domain=["answer", "rest", "others"], range=[colours.accent, colours.firm, colours.calm])
    bar = (
        alt.Chart()
        .mark_bar(cornerRadiusEnd=2)
        .encode(
            x=runs.stack(None),
            y=bars.names(),
            color=alt.Color("kind:N", scale=kinds, legend=None),
            opacity=alt.condition(alt.datum.part == "all", alt.value(colours.pale), alt.value(1)),
            tooltip=tooltip,
        )
    )
    return alt.layer(
        bar,
        bars.beside(runs, "label", tooltip),
        bars.at_the_edge("edge", "heading", colours, tooltip, telling="losing"),
    )


def _bars(steps: list[Row], acquiring: bool) -> list[Row]:
    """One row a bar: row, name, runs, winning (runs of the win), told, passing, losing, heading, kind."""
    kept, others = largest([step["runs_per_win"] for step in steps])
    bars_told = [
        {
            "name": shown(steps[i]["step"]),
            "runs": steps[i]["runs_per_win"],
            "winning": steps[i]["runs_per_win"] * steps[i]["winning_share"],
            "told": _runs(steps[i]["runs_per_win"]),
            "passing": _passing(steps[i]),
            "losing": steps[i]["reached_rate"] < 1,
            "kind": "rest",
            "heading": "",
        }
        for i in kept
    ]
    runs = [bar["runs"] for bar in bars_told]
    if max(runs) - min(runs) > 1e-9:
        bars_told[runs.index(max(runs))]["kind"] = "answer"
    if others:
        most = max(steps[i]["runs_per_win"] for i in others)
        bars_told.append(
            {
                "name": other_steps(len(others)),
                "runs": most,
                "winning": 0.0,
                "told": _("at most {amount}").format(amount=_runs(most)),
                "passing": "",
                "losing": False,
                "kind": "others",
                "heading": "",
            }
        )
    name_rows(bars_told)
    # After the win nobody is lost: some orders just do not need the next step.
    bars_told[0]["heading"] = _("get through") if acquiring else _("go on")
    return bars_told


def _parts(bar: Row) -> list[Row]:
    """The two rows of a bar, all its runs and then those of the win; what is written stands in the first."""
    return [
        {**bar, "part": "all", "label": bar["told"], "edge": bar["passing"]},
        {**bar, "part": "winning", "runs": bar["winning"], "label": "", "edge": "", "heading": ""},
    ]


def _runs(runs: float) -> str:
    return ngettext("{runs} run", "{runs} runs", _plural(runs)).format(runs=number(runs))


def _plural(runs: float) -> int:
    # The plural goes by the figure that is said: 1.001 is said as 1.
    return 1 if number(runs) == number(1) else 2


def _passing(step: Row) -> str:
    """How many of a step's runs get through: counted as they were counted, else in percent."""
    rate = step["reached_rate"]
    if rate > 1:
        return _("{count} from each").format(count=number(rate))
    if rate == 1:
        return _("all")
    succeeded, tried = step["pass_rate_succeeded"], step["pass_rate_tried"]
    if step["pass_rate_evidence"] == "counted" and pd.notna(succeeded) and pd.notna(tried):
        return _("{succeeded} of {tried}").format(succeeded=number(succeeded), tried=number(tried))
    return percent(rate)


def _finding(steps: list[Row], acquiring: bool) -> str:
    """The step that is done most often for one win."""
    runs = [step["runs_per_win"] for step in steps]
    if len(runs) > 1 and max(runs) - min(runs) < 1e-9 and number(runs[0]) == number(1):
        return (
            _("Everybody gets through: each step is done once for one customer")
            if acquiring
            else _("Each step is done once for one order")
        )
    most = steps[runs.index(max(runs))]
    template = (
        ngettext(
            "“{step}” is done once for one customer",
            "“{step}” is done {count} times for one customer",
            _plural(max(runs)),
        )
        if acquiring
        else ngettext(
            "“{step}” is done once for one order",
            "“{step}” is done {count} times for one order",
            _plural(max(runs)),
        )
    )
    return template.format(step=short(most["step"]), count=number(max(runs)))
