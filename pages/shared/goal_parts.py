"""What the goal page shows of a plan: the pictures, the tables, and what must be said beside them."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from core.charts.goal_stages import goal_stages
from core.charts.role_hours import role_hours
from core.funnel.goal.findings import customers, one_more_hour, referrals
from core.funnel.goal.gaps import gap_says
from core.funnel.goal.pace import Per, pace_says, stage_paces
from core.funnel.goal.plan import UNCHECKED, ChannelTotal, Plan, StageNeed
from core.funnel.goal.rates import Leg
from core.funnel.goal.rates_used import legs_say, rates_used
from core.funnel.goal.role_loads import loads_say, role_loads
from core.language import _
from core.language.amounts import day, duration, exact_number, money, number, percent
from pages.shared.goal_data import Goal
from pages.shared.pieces import dark, escaped, show
from pages.shared.tables import result_table


def pictures(goal: Goal, plan: Plan, per: Per) -> None:
    """What every stage needs against what came lately, and the hours of every role."""
    if plan.new is None:
        return
    paces = stage_paces(plan, goal.measured.pace, per)
    # Points alone, with nothing to hold them against, say no more than the table.
    if paces[["now", "low"]].notna().any(axis=None) or paces["needed"].eq(math.inf).any():
        show(goal_stages(paces, per=per, dark=dark(), title=pace_says(plan, paces, per)), "goal_stages")
    show(role_hours(role_loads(plan), dark=dark(), title=loads_say(plan)), "role_hours")
    if any(load.available is not None for load in plan.loads):
        share = percent(goal.settings.planned)
        st.caption(
            _("Of everybody's hours {share} count: the rest goes to what nobody plans.").format(share=share)
        )


def stage_table(goal: Goal, plan: Plan) -> None:
    """One row a stage: how many, at what pace, how surely, by which rate, by when, and what they take."""
    used = rates_used(plan.ambition, goal.stages, goal.rates or {})
    rows = [_stage_row(need, plan, used.get(need.stage.key, ()), goal) for need in plan.stages]
    text, right = st.column_config.TextColumn, "right"
    sure = _("In eight of ten cases it lies there, as far as the counts tell.")
    late = _("The last day that still counts for the goal, by the days it takes from there on.")
    work = _("Of all the steps that lead to the stage")
    columns = {
        "stage": text(_("Stage"), pinned=True),
        "need": text(_("Needed"), alignment=right, help=_("By {day}").format(day=day(plan.ambition.end))),
        "referred": text(_("Referred"), alignment=right, help=_("These come on top, by themselves.")),
        "month": text(_("A month"), alignment=right),
        "week": text(_("A week"), alignment=right),
        "likely": text(_("Likely"), alignment=right, help=sure),
        "rate": text(_("Rate"), help=_("How many get from here to the next stage")),
        "enter": text(_("Enter by"), help=late),
        "time": text(_("Time"), alignment=right, help=work),
        "cost": text(_("Cost"), alignment=right, help=work),
    }
    told = [name for name in columns if any(row[name] for row in rows)]
    result_table(pd.DataFrame(rows)[told], columns, title=_("What the goal takes"), key="goal_table")


def _stage_row(need: StageNeed, plan: Plan, legs: tuple[Leg, ...], goal: Goal) -> dict[str, str]:
    effort = need.effort
    return {
        "stage": need.stage.label,
        "need": _needed(need),
        "referred": exact_number(need.referred) if need.referred else "",
        "month": "–" if need.per_month is None else number(need.per_month),
        "week": "–" if need.per_week is None else number(need.per_week),
        "likely": _likely(need),
        "rate": legs_say(legs, plan),
        "enter": _enter(need) if goal.measured.lags else "",
        "time": duration(effort.minutes) if effort else "",
        "cost": money(effort.cost, goal.currency) if effort and effort.cost is not None else "",
    }


def _needed(need: StageNeed) -> str:
    if need.need is None:
        return _("not known")
    return f"{exact_number(need.need)} {need.stage.unit}".strip()


def _likely(need: StageNeed) -> str:
    if need.low is None:
        return ""
    if need.high is None:
        return _("at least {low}").format(low=_roughly(need.low))
    return _("{low} to {high}").format(low=_roughly(need.low), high=_roughly(need.high))


def _roughly(count: float) -> str:
    """An end of an interval: three figures, for nobody knows the fourth."""
    return exact_number(float(f"{count:.2e}") if count >= 1000 else count)


def _enter(need: StageNeed) -> str:
    said = day(need.enter_by)
    return said if need.weeks > 0 else _("{day}: too late").format(day=said)


def in_words(goal: Goal, plan: Plan) -> None:
    """How the customers come about, the referral loop, and what one more hour a week buys."""
    more = None if plan.one_more_hour is None else one_more_hour(plan.one_more_hour, goal.currency)
    lines = {
        _("Customers"): customers(plan, goal.currency),
        _("Referrals"): referrals(plan),
        _("One more hour"): more,
    }
    st.markdown("\n".join(f"- **{label}**: {escaped(said)}" for label, said in lines.items() if said))


def left_open(plan: Plan, *, rates_asked: bool) -> None:
    """What the goal was not held against, and what was taken for granted, besides the rates asked for."""
    gaps = sorted(plan.gaps, key=lambda gap: gap.kind not in UNCHECKED)
    said = [gap_says(gap) for gap in gaps if not (rates_asked and gap.kind in ("rate", "zero"))]
    if said:
        st.caption("  \n".join(escaped(one) for one in said))


def channel_table(goal: Goal, plan: Plan) -> None:
    """How many customers each channel brings, how many people that takes there, and what they cost."""
    if len(plan.channels) < 2 or not plan.new:
        return
    st.subheader(_("Channel by channel"), anchor=False)
    before = [need for need in plan.stages if need.stage.key not in (plan.customer.key, plan.goal.key)]
    text, right = st.column_config.TextColumn, "right"
    columns = {
        "channel": text(_("Channel"), pinned=True),
        "share": text(_("Share"), alignment=right),
        "wins": text(_("New customers"), alignment=right),
        **{f"at {need.stage.key}": text(need.stage.label, alignment=right) for need in before},
        "time": text(_("Time"), alignment=right, help=_("To win them; delivering is not in it")),
        "cost": text(_("Cost"), alignment=right, help=_("To win them, own hours and spend included")),
    }
    rows = [_channel_row(one, before, plan, goal.currency) for one in plan.channels]
    result_table(
        pd.DataFrame(rows)[list(columns)], columns, title=_("Channel by channel"), key="goal_channels"
    )


def _channel_row(one: ChannelTotal, before: list[StageNeed], plan: Plan, currency: str) -> dict[str, str]:
    needs = {f"at {need.stage.key}": need.by_channel.get(one.channel) for need in before}
    return {
        "channel": one.channel,
        "share": percent(plan.ambition.shares[one.channel]),
        "wins": exact_number(one.wins),
        **{key: "–" if count is None else exact_number(count) for key, count in needs.items()},
        "time": "–" if one.minutes is None else duration(one.minutes),
        "cost": "–" if one.cost is None else money(one.cost, currency),
    }
