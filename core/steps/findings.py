"""The answers of the steps as sentences, the same on pages and in the brief."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from core.language import _
from core.language.amounts import duration, listing, money, number, percent
from core.steps.chain import ACQUIRE, Chain
from core.steps.economics import Economics
from core.steps.sinks import time_sinks


def quoted(name: str) -> str:
    """A name of the user's as it stands in a sentence."""
    return _("“{name}”").format(name=name)


def blocked(chain: Chain) -> str:
    """Why no customer ever comes out of a channel."""
    return _(
        "Nobody gets past {step}, so {channel} never wins a customer. Check its pass rate: it is 0."
    ).format(step=quoted(str(chain.blocked_by)), channel=chain.channel)


def cost_says(economics: Economics, chain: Chain, currency: str) -> str:
    """What a customer of a channel, or an order, costs; without its spend there is no cost, only time."""
    if chain.blocked_by is None and economics.wins_are_missing(chain):
        return _(
            "A customer from {channel} takes {time}. Say how many its spend brought, and you see the cost."
        ).format(channel=chain.channel, time=duration(chain.minutes_per_win))
    return cost_of_a_win(chain, currency, economics.spend_per_win(chain))


def cost_of_a_win(chain: Chain, currency: str, spend_per_win: float = 0.0) -> str:
    """What a customer of a channel, or an order, costs, and the steps that take most of it."""
    if chain.blocked_by is not None:
        return blocked(chain)
    cost = money(chain.cost_per_win + spend_per_win, currency)
    time = duration(chain.minutes_per_win)
    largest = time_sinks(chain).head(2)
    share = float(largest["share"].sum())
    if chain.minutes_per_win == 0:
        template = (
            _("A customer from {channel} costs {cost}; no time is noted yet.")
            if chain.phase == ACQUIRE
            else _("One order of {channel} costs {cost}; no time is noted yet.")
        )
        return template.format(channel=chain.channel, cost=cost)
    if len(chain.steps) <= 2:
        template = (
            _("A customer from {channel} costs {time} and {cost}.")
            if chain.phase == ACQUIRE
            else _("One order of {channel} takes {time} and costs {cost}.")
        )
        return template.format(channel=chain.channel, time=time, cost=cost)
    template = (
        _("A customer from {channel} costs {time} and {cost}; {steps} take {share} of the time.")
        if chain.phase == ACQUIRE
        else _("One order of {channel} takes {time} and costs {cost}; {steps} take {share} of the time.")
    )
    steps = listing([quoted(str(name)) for name in largest["name"]])
    return template.format(channel=chain.channel, time=time, cost=cost, steps=steps, share=percent(share))


def best_lever(chain: Chain, table: pd.DataFrame, currency: str) -> str | None:
    """The step that repays work on it most, and what it would save; None where nothing can be saved."""
    if table.empty:
        return None
    in_money = float(table["money"].max()) > 0
    best = table.loc[table["money" if in_money else "minutes"].idxmax()]
    kept = best["money_if_kept"] >= best["money_if_faster"]
    if not in_money:
        kept = best["minutes_if_kept"] >= best["minutes_if_faster"]
        if best["minutes"] <= 0:
            return None
    saving = money(best["money"], currency) if in_money else duration(best["minutes"])
    template = (
        _("Keeping one in ten of those lost at {step} saves {saving} for each customer.")
        if kept
        else _("Doing {step} in 10 % less time saves {saving} for each customer.")
    )
    if chain.phase != ACQUIRE:
        template = _("Doing {step} in 10 % less time saves {saving} for each order.")
    return template.format(step=quoted(str(best["step"])), saving=saving)


def lost_time(chain: Chain) -> str | None:
    """How much of a win's time went to people who never bought; None where nobody is lost."""
    lost = chain.minutes_lost_per_win
    if chain.phase != ACQUIRE or not lost > 0:
        return None
    return _("{lost} of the {time} went to people who never bought.").format(
        lost=duration(lost), time=duration(chain.minutes_per_win)
    )


def cheapest_channel(economics: Economics, currency: str) -> str:
    """What a customer costs over all channels: the cheapest against the dearest."""
    table = economics.channels.dropna(subset=["cost"]).sort_values("cost", kind="stable")
    if table.empty:
        if any(chain.blocked_by is None for chain in economics.acquiring):
            return _(
                "What a customer costs needs one figure more: how many the spend of the channels brought."
            )
        return _("No channel wins a customer yet: in each of them somebody must first get through.")
    first, last = table.iloc[0], table.iloc[-1]
    if len(table) == 1:
        return _("A customer from {channel} costs {cost} and {time}.").format(
            channel=first["channel"], cost=money(first["cost"], currency), time=duration(first["minutes"])
        )
    if round(first["cost"], 2) == round(last["cost"], 2):
        return _("A customer costs {cost} in every channel.").format(cost=money(first["cost"], currency))
    return _(
        "A customer costs {cost} from {channel}, the cheapest channel, "
        "and {other_cost} from {other}, the dearest."
    ).format(
        cost=money(first["cost"], currency),
        channel=first["channel"],
        other_cost=money(last["cost"], currency),
        other=last["channel"],
    )


def crossing(hourly_rate: float, cheaper: str, dearer: str, currency: str) -> str:
    """Where one channel becomes cheaper than another."""
    return _("From {rate} an hour on, {cheaper} is cheaper than {dearer}.").format(
        rate=money(hourly_rate, currency), cheaper=cheaper, dearer=dearer
    )


def short_evidence(step: Mapping[str, Any]) -> str:
    """Where a step's minutes and its pass rate come from, as short as can be: "guessed / counted"."""
    minutes, passing = _minutes_source(step), _source(step["pass_rate_evidence"])
    return minutes if minutes == passing else f"{minutes} / {passing}"


def evidence(step: Mapping[str, Any]) -> str:
    """Where a step's figures come from: minutes and pass rate, with what was counted."""
    passing = _source(step["pass_rate_evidence"])
    if step["pass_rate_evidence"] == "counted":
        passing = _("counted {succeeded} of {tried}").format(
            succeeded=number(step["pass_rate_succeeded"]), tried=number(step["pass_rate_tried"])
        )
    return _("minutes {minutes}, pass rate {passing}").format(minutes=_minutes_source(step), passing=passing)


def _minutes_source(step: Mapping[str, Any]) -> str:
    """Where minutes come from; of a guess that the honest clock corrected, also by how much."""
    source, factor = _source(step["minutes_evidence"]), step.get("minutes_factor", 1.0)
    if factor == 1.0:
        return source
    return _("{source} × {factor}").format(source=source, factor=number(round(factor, 2)))


def _source(said: object) -> str:
    kinds = {"measured": _("measured"), "guessed": _("guessed"), "counted": _("counted")}
    return kinds.get(str(said), _("not given"))
