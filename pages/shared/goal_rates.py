"""The rates of a goal: what is not counted is asked for in place, what is counted can be overruled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import cycle

import streamlit as st

from core.funnel.canvas import read_assumed, said_share
from core.funnel.funnel import channel_key
from core.funnel.goal.plan import Plan
from core.funnel.goal.rates import marks_of
from core.funnel.goal.rates_used import step_rate_says
from core.funnel.goal.suggested import rates_of_steps
from core.funnel.stage_costs import stage_costs
from core.funnel.stages import Stage
from core.language import _, current
from core.language.amounts import listing, locale, typed
from core.sheets.cells.rates import rate as read_rate
from core.store import canvas
from core.store.goal_settings import put_assumed
from pages.shared.funnel_data import step_stages
from pages.shared.goal_data import Goal
from pages.shared.goal_fields import take_over, text_field
from pages.shared.pieces import escaped
from pages.shared.workspace import chosen_delivery, steps, workspace

Leg = tuple[str, str]
"""A channel's key, "" for all, and the key of the stage that is reached."""


def asked_in_place(goal: Goal) -> list[Leg]:
    """The rates without which there is no plan worth reading, in the order of the funnel."""
    if goal.plan is None or goal.plan.new == 0:
        return []
    if not goal.measured.known and _shares_rates(goal):
        return [("", stage.key) for stage in _way(goal)]
    if not _needs_rates(goal.plan):
        return []
    counted = goal.measured.rates({})[""]
    legs = dict.fromkeys(
        # What is counted in no channel is asked for all of them at once.
        (channel_key(gap.channel) if gap.stage.key in counted else "", gap.stage.key)
        for gap in goal.plan.gaps
        if gap.kind in ("rate", "zero") and gap.stage is not None
    )
    order = [stage.key for stage in goal.stages]
    return sorted(legs, key=lambda leg: (leg[0], order.index(leg[1])))


def _shares_rates(goal: Goal) -> bool:
    """Whether any channel of the goal is counted with the rates of all together."""
    own = {key for key, rates in goal.settings.assumed_rates.items() if key and rates}
    return goal.ambition is None or any(channel_key(name) not in own for name in goal.ambition.shares)


def _needs_rates(plan: Plan) -> bool:
    """Whether the plan cannot say how many have to come: nobody gets through, or no rate leads upwards."""
    if plan.verdict == "never" or plan.new is None:
        return True
    return plan.first is None or plan.first.stage.key in (plan.customer.key, plan.goal.key)


def _way(goal: Goal) -> list[Stage]:
    """The stages that are reached from another one, down to where the plan ends."""
    marks = marks_of(goal.stages)
    refers = bool(goal.settings.referred_leads)
    last = marks.happy if marks.happy and (goal.settings.aim == "happy" or refers) else marks.customer
    return list(goal.stages[1 : marks.order.index(last) + 1])


def ask_in_place(goal: Goal, legs: list[Leg]) -> None:
    """Fields for the rates that are missing, with what the sheets suggest for them."""
    if not legs:
        return
    with st.container(border=True):
        if goal.plan is not None and goal.plan.verdict == "never":
            st.markdown(_("**How many may get through?** Say what you expect from now on: 30 %, or 3 of 10."))
        else:
            st.markdown(
                _(
                    "**How many get through?** Nobody counted it yet, so say what you expect: "
                    "30 %, or 3 of 10."
                )
            )
        _fields(goal, legs)
        _suggestions(goal, legs)


def overrule(goal: Goal, asked: list[Leg]) -> None:
    """Every other rate, measured or not, with a field to assume another one."""
    names = _sources(goal)
    chosen = ""
    if len(names) > 2 or (len(names) > 1 and not goal.measured.known):
        chosen = st.selectbox(
            _("Channel"), list(names), format_func=names.get, key="goal_rates_channel", width=300
        )
    st.caption(_("What you assume counts instead of what was counted. Empty: as counted."))
    _fields(goal, [(chosen, stage.key) for stage in _way(goal) if (chosen, stage.key) not in asked])


def _sources(goal: Goal) -> dict[str, str]:
    """What the channels that have rates of their own are called, by key, after all channels together."""
    counted = {channel_key(name) for name in goal.measured.channels}
    own = counted | {key for key, rates in goal.settings.assumed_rates.items() if rates}
    return {
        "": _("All channels"),
        **{channel_key(name): name for name in goal.customers if channel_key(name) in own},
    }


def _fields(goal: Goal, legs: Iterable[Leg]) -> None:
    for place, (channel, stage) in zip(cycle(st.columns(3)), legs, strict=False):
        with place:
            _field(goal, channel, stage)


def _field(goal: Goal, channel: str, key: str) -> None:
    at = next(number for number, stage in enumerate(goal.stages) if stage.key == key)
    above, stage = goal.stages[at - 1], goal.stages[at]
    kept = goal.settings.assumed_rates.get(channel, {}).get(key)
    name = next((name for name in goal.customers if channel_key(name) == channel), channel)
    label = (_("{channel}: from {above} to {stage}") if channel else _("From {above} to {stage}")).format(
        channel=name, above=above.label, stage=stage.label
    )
    ratio = above.unit_label != stage.unit_label

    def keep(text: str) -> None:
        put_assumed(workspace(), channel, key, _read(text, ratio))

    text_field(
        f"rate {channel} {key}",
        escaped(label),
        "" if kept is None else _said(kept),
        keep,
        placeholder=_("30 % or 3 of 10"),
    )
    measured = goal.measured.rates({}).get(channel, {}).get(key)
    if measured is not None:
        units = {one.key: one.unit_label for one in goal.stages}
        st.caption(escaped(step_rate_says(measured, units.get(measured.since, ""), stage.unit_label)))


def _read(text: str, ratio: bool) -> float | None:
    """A typed rate; "10x" may stand only where one thing brings several of another. Raises CellRefused."""
    decimal = str(locale(current()).number_symbols["latn"]["decimal"])
    if ratio and text:
        read = read_rate(text, scale="percent", decimal=decimal)
        if read.low is None:
            return read.value
    return read_assumed(text, decimal)


def _said(share: float) -> str:
    return said_share(share) if share <= 1 else f"{typed(share)}x"


def _suggestions(goal: Goal, legs: list[Leg]) -> None:
    """What the steps and the canvas say of rates that are missing; offered, never used unasked."""
    missing = {stage for _channel, stage in legs}
    if not steps().empty:
        _suggest_steps(goal, missing)
    if ("", legs[0][1]) in legs:
        _suggest_canvas(goal, missing)


def _suggest_steps(goal: Goal, missing: set[str]) -> None:
    costs = stage_costs(goal.economics, step_stages(), goal.stages, delivery=chosen_delivery())
    told = rates_of_steps(costs, marks_of(goal.stages))
    by_key = {channel_key(channel): rates for channel, rates in told.items()}
    shares = {} if goal.ambition is None else goal.ambition.shares
    if "" in shares and len(told) == 1:
        by_key[""] = next(iter(told.values()))
    counted = {channel_key(name) for name in goal.measured.channels}
    offered = {}
    for key in map(channel_key, shares):
        kept = goal.settings.assumed_rates.get(key, {})
        # A channel of which nothing is counted gets all its rates, another one those that it lacks.
        wanted = missing if key in counted or key == "" else by_key.get(key, {}).keys()
        rates = {stage: share for stage, share in by_key.get(key, {}).items() if stage in wanted}
        if rates.keys() - kept.keys():
            offered[key] = {**rates, **kept}
    if offered:
        names = [name for name in told if channel_key(name) in offered or "" in offered]
        take_over(
            "steps",
            _("Your steps say how many get through in {channels}.").format(channels=listing(names)),
            lambda: _keep_all(offered),
        )
    elif "" in shares and len(told) > 1:
        st.caption(
            _(
                "Your steps say it channel by channel. Say below which share of the new customers each "
                "channel brings, then you can take it over here."
            )
        )


def _suggest_canvas(goal: Goal, missing: set[str]) -> None:
    kept = goal.settings.assumed_rates.get("", {})
    labels = {stage.key: stage.label for stage in goal.stages}
    assumed = {
        stage: row.assumed_rate
        for stage, row in canvas.all(workspace()).items()
        if row.assumed_rate is not None and stage in missing - kept.keys()
    }
    if assumed:
        said = [f"{labels[stage]} ({said_share(share)})" for stage, share in assumed.items()]
        take_over(
            "canvas",
            _("Your canvas assumes how many get to {stages}.").format(stages=listing(said)),
            lambda: _keep_all({"": assumed}),
        )


def _keep_all(offered: Mapping[str, Mapping[str, float]]) -> None:
    for channel, rates in offered.items():
        for stage, share in rates.items():
            put_assumed(workspace(), channel, stage, float(f"{share:.6g}"))
