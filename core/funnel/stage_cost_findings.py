"""What the stages cost, as sentences, the same on pages and in the brief."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd

from core.funnel.stages import Stage
from core.language import Text, _, ngettext
from core.language.amounts import duration, money, number, percent
from core.steps.chain import ACQUIRE
from core.steps.channels import Spend
from core.steps.delivery import after_the_win, deliveries
from core.steps.economics import Economics
from core.steps.findings import blocked


def costs_of_stages(costs: pd.DataFrame, stages: Sequence[Stage], currency: str) -> list[str]:
    """What one who gets there costs at each stage: one sentence a row of `stage_costs` or `blended`.

    A row without people has none: nobody can be told to get there.
    """
    by_key = {stage.key: stage for stage in stages}
    return [
        _cost_of_a_stage(row, by_key[row.stage], currency)
        for row in costs.itertuples(index=False)
        if math.isfinite(row.people_per_win)
    ]


def _cost_of_a_stage(row: Any, stage: Stage, currency: str) -> str:
    minutes, cost = float(row.minutes_to_reach), float(row.cost_to_reach)
    people, channel = float(row.people_per_win), _channel(row.channel)
    if not math.isfinite(cost):
        template = _(
            "It takes {time} to bring one to “{stage}” through {channel}; the cost cannot be told, because "
            "the spend is known and the customers won for it are not."
        )
    elif row.phase != ACQUIRE:
        template = _(
            "Until “{stage}”, a customer from {channel} takes {time} and {cost}, the winning included."
        )
    elif number(people) == number(1):
        template = _(
            "It takes {time} and {cost} to bring one to “{stage}” through {channel}, those lost on the way "
            "included."
        )
    else:
        template = _(
            "It takes {time} and {cost} to bring one to “{stage}” through {channel}, those lost on the way "
            "included; one customer needs {people} {unit} there."
        )
    return template.format(
        stage=stage.label,
        channel=channel,
        time=duration(minutes),
        cost=money(cost, currency),
        people=number(people),
        unit=stage.unit_label,
    )


def dearest_stage(costs: pd.DataFrame, stages: Sequence[Stage], currency: str) -> str | None:
    """The stage that takes most of what a customer costs, for one channel or for all of them blended.

    `costs` are its rows of `stage_costs` or `blended`. Judged by money, and by minutes where the stages cost
    none or the cost cannot be told. None where there is nothing to choose: fewer than two stages before the
    win, or nothing noted. The whole is what the last of them costs for one win.
    """
    winning = costs[costs["phase"] == ACQUIRE]
    if len(winning) < 2 or winning["people_per_win"].iloc[-1] != 1:
        return None
    labels = {stage.key: stage.label for stage in stages}
    for own, to_reach in (("cost_per_win", "cost_to_reach"), ("minutes_per_win", "minutes_to_reach")):
        whole = float(winning[to_reach].iloc[-1])
        if not whole > 0:
            continue
        most = winning.loc[winning[own].idxmax()]
        in_money = own == "cost_per_win"
        template = (
            _(
                "Of the {whole} that a customer from {channel} costs, {part} ({share}) go into getting to "
                "“{stage}”."
            )
            if in_money
            else _(
                "Of the {whole} that a customer from {channel} takes, {part} ({share}) go into getting to "
                "“{stage}”."
            )
        )
        part = float(most[own])
        return template.format(
            whole=money(whole, currency) if in_money else duration(whole),
            part=money(part, currency) if in_money else duration(part),
            share=percent(part / whole),
            channel=_channel(str(most["channel"])),
            stage=labels[most["stage"]],
        )
    return None


def untold(
    economics: Economics,
    step_stages: pd.DataFrame,
    channels: Collection[str] | None = None,
    *,
    delivery: str | None = None,
) -> list[str]:
    """Why stages of a channel have no cost, or part of it is missing; takes what `stage_costs` takes."""
    stage_of = dict(zip(step_stages["step_id"].tolist(), step_stages["stage"].tolist(), strict=True))
    sentences = []
    for chain in economics.acquiring:
        if channels is not None and chain.channel not in channels:
            continue
        if chain.blocked_by is not None:
            sentences.append(blocked(chain))
            continue
        if math.isnan(economics.spends.get(chain.channel, Spend()).per_win):
            sentences.append(
                _(
                    "{channel} has spend but no customers won in the period, so its cost cannot be told."
                ).format(channel=chain.channel)
            )
        way = after_the_win(economics.chains, chain.channel, delivery)
        if not way and deliveries(economics.chains):
            sentences.append(
                _(
                    "What a customer from {channel} costs after the win is left out: there are several "
                    "deliveries, and none is its own. Choose one under “{place}”."
                ).format(channel=chain.channel, place=Text("Spend, wins and price"))
            )
        ids = [step_id for part in (chain, *way) for step_id in part.steps["step_id"].tolist()]
        homeless = sum(stage_of.get(step_id) is None for step_id in ids)
        if homeless:
            sentences.append(
                ngettext(
                    "{count} step for a customer from {channel} leads to no stage of your list, so what it "
                    "takes stands at none.",
                    "{count} steps for a customer from {channel} lead to no stage of your list, so what they "
                    "take stands at none.",
                    homeless,
                ).format(count=number(homeless), channel=chain.channel)
            )
    return sentences


def _channel(name: str) -> str:
    """A channel as it stands in a sentence; over several it has no name."""
    return name or _("all channels")
