"""Every process of the story step by step, so that whoever doubts a figure can trace it to its row."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Literal, cast

from core.brief.figures import figure
from core.brief.story import ChainSheet, ChainStep
from core.steps.chain import Chain
from core.steps.economics import Economics
from core.steps.findings import evidence
from core.steps.rates import NOT_OUR_TIME


def chain_sheets(economics: Economics) -> tuple[ChainSheet, ...]:
    """One sheet a process, in the order of the pages."""
    return tuple(_sheet(economics, chain) for chain in economics.chains)


def _sheet(economics: Economics, chain: Chain) -> ChainSheet:
    spent = economics.spends.get(chain.channel) if chain.phase == "acquire" else None
    spend = economics.spend_per_win(chain)
    untold = economics.wins_are_missing(chain)
    return ChainSheet(
        chain.channel,
        cast(Literal["acquire", "deliver", "after"], chain.phase),
        tuple(
            _step(step, own_rate=bool(own))
            for step, own in zip(
                chain.steps.to_dict("records"), economics.rates.owns(chain.steps["role"]), strict=True
            )
        ),
        spend=None if spent is None else spent.spend,
        wins=None if spent is None else spent.wins,
        minutes_per_win=figure(chain.minutes_per_win),
        cost_per_win=None if untold else figure(chain.cost_per_win + spend),
        blocked_by=chain.blocked_by,
    )


def _step(step: Mapping[str, Any], *, own_rate: bool) -> ChainStep:
    row = figure(float(step["row"])) if step.get("row") is not None else None
    return ChainStep(
        step=str(step["step"]),
        role=_text(step["role"]),
        minutes=_exact(step["minutes"]),
        times=_exact(step["times"]),
        pass_rate=_exact(step["pass_rate"]),
        given_runs=_exact(step["given_runs"]),
        cash=_exact(step["cash"]),
        hourly_rate=float(step["hourly_rate"]),
        ours=step["performed_by"] not in NOT_OUR_TIME,
        evidence=evidence(step),
        file=_text(step.get("file")),
        sheet=_text(step.get("sheet")),
        row=None if row is None else int(row),
        own_rate=own_rate,
    )


def _exact(value: float) -> float | None:
    """All decimals: who computes the chain anew comes to the same figures."""
    return float(value) if math.isfinite(value) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
