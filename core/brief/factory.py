"""The weakest link and the throughput as plain data for scripts; the figures are those of the pages."""

from __future__ import annotations

from typing import Any

from core.brief.figures import figure
from core.factory.findings import confidence_says, evidence, lowest_says, move_name, verdict_says
from core.factory.links import Link, ceiling_between
from core.factory.next_move import next_move, to_add, watch
from core.factory.throughput import OperatingExpense, Throughput, factory_steps, operating_expense
from core.factory.throughput_findings import throughput_says
from core.factory.weakest_link import Verdict

Json = dict[str, Any]


def weakest_link(verdict: Verdict, currency: str) -> Json:
    """The verdict. What does not apply, or cannot be told yet, is null.

    `gain_per_week` are happy customers, `saves_per_win` is money, `confidence` a share of one; null where the
    verdict follows from what was counted.
    """
    return {
        "kind": verdict.kind,
        "sentence": verdict_says(verdict),
        "step": verdict.step or None,
        "step_id": verdict.step_id or None,
        "role": None if verdict.role is None else verdict.role.role,
        "channel": verdict.channel or None,
        "confidence": figure(verdict.confidence),
        "how_sure": confidence_says(verdict),
        "gain_per_week": figure(verdict.gain_per_week),
        "saves_per_win": figure(verdict.saves_per_win),
        "runner_up": None if verdict.runner_up is None else _link(verdict.runner_up),
        "next_move": next_move(verdict, currency),
        "how_to_know": watch(verdict),
        "evidence": evidence(verdict),
        "known_share": figure(verdict.known),
        "not_the_lowest_rate": lowest_says(verdict),
        "to_add": to_add(verdict.business),
        "links": [_link(link) for link in verdict.links.ranked],
    }


def _link(link: Link) -> Json:
    return {
        "link": link.kind,
        "name": move_name(link),
        "step": link.step,
        "channel": link.process or None,
        "role": link.role,
        "now": figure(link.now),
        "reachable": figure(link.then),
        "reachable_by": link.by,
        "source": link.source,
        "gain_per_week": figure(link.gain_per_week),
        "gain_between": None if link.low is None else [figure(link.low), figure(link.high)],
        "saves_per_win": figure(link.saves_per_win),
        "constraint_in": figure(link.wins_in),
    }


def throughput(verdict: Verdict, found: Throughput | None = None) -> Json:
    """Happy customers a week, with what they cost and where they are made.

    `found` is the throughput as it was counted week by week; without it the wins · the share of happy ones
    tell it. Null where nobody knows.
    """
    business = verdict.business
    known = business.wins_known
    return {
        "happy_per_week": figure(found.per_week if found else business.happy_per_week if known else None),
        "between": None if found is None or found.between is None else [figure(end) for end in found.between],
        "sentence": None if found is None else throughput_says(found),
        "counted": None if found is None else figure(found.counted.count),
        "weeks": figure(found.counted.weeks if found else business.weeks if known else None),
        "customers_stand_in": business.happy is None if found is None else found.stands_in,
        "free": None if found is None else figure(found.free),
        "predictable": None if found is None else found.predictable,
        "trend": (found.trend or None) if found else None,
        "wins_per_week": figure(business.wins_per_week if known else None),
        "ceiling_wins_per_week": figure(business.capacity.ceiling),
        "ceiling_between": [figure(end) for end in ceiling_between(verdict.links) or ()] or None,
        "expense_per_week": _expense(operating_expense(business)),
        "steps": [
            {
                "factory": step.name,
                "stage": None if step.stage is None else step.stage.label,
                "per_week": figure(step.per_week),
                "rate": None if step.rate is None else figure(step.rate.share),
                "counted": None if step.rate is None else [figure(step.rate.k), figure(step.rate.n)],
                "since": None if step.since is None else step.since.label,
                "source": step.source,
            }
            for step in factory_steps(business)
        ],
    }


def _expense(expense: OperatingExpense | None) -> Json | None:
    if expense is None:
        return None
    return {
        "labour": figure(expense.labour),
        "cash": figure(expense.cash),
        "spend": figure(expense.spend),
        "total": figure(expense.total),
        "not_known_of": list(expense.untold),
    }
