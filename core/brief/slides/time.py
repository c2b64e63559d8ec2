"""Where the time goes, in the channel with the largest time sink."""

from __future__ import annotations

from core.brief.facts import Facts
from core.brief.figures import figure
from core.brief.slides.evidence import cost_is_sure, steps_from
from core.brief.story import Bars, Column, Series, Slide, Table
from core.charts.lettering import short
from core.charts.rows import largest, other_steps
from core.charts.time_sinks import time_sinks as picture_of
from core.language import _
from core.language.amounts import duration, percent
from core.steps.chain import Chain
from core.steps.economics import Economics
from core.steps.findings import best_lever, cost_of_a_win, cost_says, evidence, lost_time
from core.steps.sinks import largest_sink, time_sinks

MOST = 10
"""So many bars can be read from the last row."""


def time(facts: Facts, dark: bool) -> Slide | None:
    """The steps of one win by their minutes; None where no step takes any time."""
    economics, currency = facts.economics, facts.currency
    chain = _chain(economics)
    if chain is None:
        return None
    sinks = time_sinks(chain)
    points = [lost_time(chain), best_lever(chain, economics.leverage(chain), currency)]
    points += [cost_of_a_win(order, currency) for order in economics.delivering if order is not chain][:1]
    sure = cost_is_sure(economics, chain, currency)
    return Slide(
        "time",
        cost_says(economics, chain, currency),
        points=tuple(said for said in points if said)[:3],
        picture=picture_of(sinks, chain, dark=dark, most=MOST, kept=MOST - 1),
        bars=_bars(chain),
        tables=(_table(chain),),
        evidence=(*([sure] if sure else []), *steps_from([chain])),
    )


def _chain(economics: Economics) -> Chain | None:
    """The process that the slide is about: that of the largest sink, of those that win customers first."""
    for chains in (economics.acquiring, economics.chains):
        sink = largest_sink(chains)
        if sink is not None:
            return next(
                chain for chain in chains if chain.channel == sink.channel and chain.blocked_by is None
            )
    return None


def _bars(chain: Chain) -> Bars:
    sinks = time_sinks(chain).to_dict("records")
    kept, others = largest([sink["minutes_per_win"] for sink in sinks], MOST, MOST - 1)
    shown = [(short(sinks[at]["name"]), sinks[at]["minutes_per_win"], sinks[at]["share"]) for at in kept]
    if others:
        rest = [sinks[at] for at in others]
        together = (sum(sink[part] for sink in rest) for part in ("minutes_per_win", "share"))
        shown.append((other_steps(len(rest)), *together))
    return Bars(
        "bars",
        tuple(name for name, _minutes, _share in shown),
        (Series(_("your time"), tuple(float(minutes) for _name, minutes, _share in shown), "time"),),
        "minutes",
        labels=tuple(f"{duration(minutes)} · {percent(share)}" for _name, minutes, share in shown),
        accent=0,
    )


def _table(chain: Chain) -> Table:
    columns = {
        "step": Column(_("Step")),
        "role": Column(_("Who")),
        "minutes": Column(_("Minutes"), "minutes"),
        "times": Column(_("Times"), "number"),
        "reached_rate": Column(_("Pass rate"), "share"),
        "runs_per_win": Column(_("Runs for one customer"), "number"),
        "minutes_per_win": Column(_("Time for one customer"), "minutes"),
        "cost_per_win": Column(_("Cost for one customer"), "money"),
        "share": Column(_("Share of the time"), "share"),
    }
    rows = []
    for step in chain.steps.to_dict("records"):
        told = {**step, "role": step["role"] if isinstance(step["role"], str) else None}
        told["times"] = 1.0 if step["times"] != step["times"] else step["times"]
        rows.append((*(figure(told[name]) for name in columns), evidence(step)))
    return Table(
        _("Steps of {channel}").format(channel=chain.channel),
        (*columns.values(), Column(_("Evidence"))),
        tuple(rows),
    )
