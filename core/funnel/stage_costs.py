"""What each stage of the funnel costs: minutes and money for one win, and for each one who gets there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.funnel.stages import Stage
from core.language import Quoted, Text
from core.steps.chain import PHASES, Chain
from core.steps.channels import Spend
from core.steps.delivery import after_the_win
from core.steps.economics import Economics

_TYPES = {
    "channel": "object",
    "stage": "object",
    "phase": "object",
    "evidence": "object",
    "minutes_per_win": "float64",
    "labour_per_win": "float64",
    "cash_per_win": "float64",
    "spend_per_win": "float64",
    "cost_per_win": "float64",
    "people_per_win": "float64",
    "minutes_to_reach": "float64",
    "cost_to_reach": "float64",
}
COLUMNS = tuple(_TYPES)
_OWN = ["minutes_per_win", "labour_per_win", "cash_per_win", "spend_per_win", "cost_per_win"]


def stage_costs(
    economics: Economics,
    step_stages: pd.DataFrame,
    stages: Sequence[Stage],
    channels: Collection[str] | None = None,
    *,
    delivery: str | None = None,
) -> pd.DataFrame:
    """What it costs to bring people to each stage, channel by channel.

    `step_stages` are the rows of `core.funnel.step_stages.stages_of_steps`; `channels` limits the channels;
    `delivery` is the delivery that the user chose for channels without one of their own.

    One row a channel and stage, in the order of both; a stage that no step leads to has none, nor has a
    channel that never wins (`core.steps.findings.blocked` says why):

    - channel, stage (its key), phase of the last step that leads to it, and evidence: "guessed" where it is
      a guess of any of these steps that they lead here, else "chosen" where of any, else "sheet".
    - minutes_per_win, labour_per_win, cash_per_win, spend_per_win, cost_per_win: of the steps that lead to
      the stage, for one win, or after it for one order. The channel's spend is work done before step 1: it
      stands at the stage of the first step. Over the stages of a channel they sum to the chain's own, as
      long as every step leads to a stage.
    - people_per_win: how many reach the stage for one win: N of the acquiring step after the last one that
      leads here; 1 after the last acquiring step.
    - minutes_to_reach, cost_to_reach: what one who stands at the stage has cost so far, those lost on the
      way included: (spend + Σ of all steps up to the last one that leads here) / people_per_win.

    NaN where it cannot be told: the cost, where spend is given without wins; people_per_win and what one of
    them costs, where the sheet says that the next step is never done. What follows the win is left out of a
    channel whose delivery cannot be told. `core.funnel.stage_cost_findings.untold` says what is left out.

    *Events:* 195 minutes bring 10 contacts, 19.5 for each; writing to them makes it 225 for 4 leads.
    """
    stage_of = dict(zip(step_stages["step_id"].tolist(), step_stages["stage"].tolist(), strict=True))
    evidence_of = dict(zip(step_stages["step_id"].tolist(), step_stages["evidence"].tolist(), strict=True))
    rows = []
    for won in economics.acquiring:
        if won.blocked_by is not None or (channels is not None and won.channel not in channels):
            continue
        spend = economics.spends.get(won.channel, Spend()).per_win
        way = [won, *after_the_win(economics.chains, won.channel, delivery)]
        rows += _of_channel(way, spend, stage_of, evidence_of, stages)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(_TYPES)


def _of_channel(
    way: Sequence[Chain],
    spend: float,
    stage_of: dict[str, str | None],
    evidence_of: dict[str, str],
    stages: Sequence[Stage],
) -> list[dict[str, object]]:
    """The rows of one channel; `way` is its chain and what follows the win."""
    ids = [step_id for chain in way for step_id in chain.steps["step_id"].tolist()]
    phases = [chain.phase for chain in way for _step in range(len(chain.steps))]
    keys = [stage_of.get(step_id) for step_id in ids]
    minutes, labour, cash = (
        np.concatenate([chain.steps[name].to_numpy(float) for chain in way])
        for name in ("minutes_per_win", "labour_per_win", "cash_per_win")
    )
    winning = len(way[0].steps)
    people = np.ones(len(ids))
    people[: winning - 1] = way[0].steps["runs_per_win"].to_numpy(float)[1:]
    people[people == 0] = np.nan
    spent = np.zeros(len(ids))
    first = next((i for i in range(winning) if keys[i] is not None), 0)
    spent[first] = spend
    minutes_so_far, cost_so_far = minutes.cumsum(), spend + (labour + cash).cumsum()
    rows: list[dict[str, object]] = []
    for stage in stages:
        here = [i for i, key in enumerate(keys) if key == stage.key]
        if not here:
            continue
        last = here[-1]
        own = [float(figures[here].sum()) for figures in (minutes, labour, cash, spent)]
        rows.append(
            {
                "channel": way[0].channel,
                "stage": stage.key,
                "phase": phases[last],
                "evidence": _weakest([evidence_of[ids[i]] for i in here]),
                **dict(zip(_OWN, [*own, sum(own[1:])], strict=True)),
                "people_per_win": people[last],
                "minutes_to_reach": minutes_so_far[last] / people[last],
                "cost_to_reach": cost_so_far[last] / people[last],
            }
        )
    return rows


def _weakest(evidence: Collection[str]) -> str:
    return next(kind for kind in ("guessed", "chosen", "sheet") if kind in evidence)


@dataclass(frozen=True, eq=False)
class Blended:
    """What the stages cost over several channels; or, where that cannot be told, what is missing."""

    costs: pd.DataFrame | None
    """One row a stage, with the columns of `stage_costs` and "" for the channel."""
    missing: Text | None = None


def blended(costs: pd.DataFrame, economics: Economics, stages: Sequence[Stage]) -> Blended:
    """The stages over all channels in `costs` (see `stage_costs`), each weighted by its wins of the period.

    Σ over the channels of wins · figure / Σ wins, never the mean of ratios: the own figures sum to the cost
    of a win over these channels. people_per_win, minutes_to_reach and cost_to_reach are of the channels that
    have steps leading to the stage: Σ cost of getting there / Σ people who got there.
    """
    names = list(dict.fromkeys(costs["channel"].tolist()))
    wins = {name: economics.spends.get(name, Spend()).wins for name in names}
    if (missing := _missing(costs, wins)) is not None:
        return Blended(None, missing)
    weighted = costs.assign(wins=costs["channel"].map(wins).astype(float))
    weighted = weighted[weighted["wins"] > 0]
    total = sum(won for won in wins.values() if won)
    rows = []
    for stage in stages:
        here = weighted[weighted["stage"] == stage.key]
        if here.empty:
            continue
        people = here["wins"] * here["people_per_win"]
        reached = people.sum(skipna=False)
        rows.append(
            {
                "channel": "",
                "stage": stage.key,
                "phase": max(here["phase"], key=PHASES.index),
                "evidence": _weakest(here["evidence"].tolist()),
                **{name: (here["wins"] * here[name]).sum() / total for name in _OWN},
                "people_per_win": reached / here["wins"].sum(),
                "minutes_to_reach": (people * here["minutes_to_reach"]).sum(skipna=False) / reached,
                "cost_to_reach": (people * here["cost_to_reach"]).sum(skipna=False) / reached,
            }
        )
    return Blended(pd.DataFrame(rows, columns=list(COLUMNS)).astype(_TYPES))


def _missing(costs: pd.DataFrame, wins: dict[str, float | None]) -> Text | None:
    """Why nothing can be said over all channels, if so."""
    if not wins:
        return Text("No channel wins a customer yet: in each of them somebody must first get through.")
    unknown = [name for name, won in wins.items() if won is None or won != won]
    if unknown:
        return Text(
            "What a stage costs over all channels cannot be told: the customers won in the period are "
            "missing for {channels}. Type them in under “{place}”.",
            {"channels": Quoted(tuple(unknown)), "place": Text("Spend, wins and price")},
        )
    priceless = costs.loc[costs["cost_per_win"].isna(), "channel"].tolist()
    if priceless:
        return Text(
            "{channel} has spend but no customers won in the period, so its cost cannot be told.",
            {"channel": priceless[0]},
        )
    if not any(wins.values()):
        return Text("What a stage costs over all channels cannot be told: nobody was won in the period.")
    return None
