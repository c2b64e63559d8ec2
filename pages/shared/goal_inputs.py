"""What can be said of a goal: the goal itself in one row, and the business behind it folded away."""

from __future__ import annotations

from itertools import cycle

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.funnel.goal.pace import Per
from core.funnel.goal.suggested import customers_say, orders_say, revenue_says
from core.language import _
from core.language.amounts import currency_sign, exact_money, exact_number, listing, number, percent
from core.store.goal_settings import Aim, put_aim, put_figure, put_share
from pages.shared import session
from pages.shared.goal_data import Goal, invoices_say
from pages.shared.goal_fields import amount_field, choice_slider, slider, take_over
from pages.shared.goal_time import weeks_until
from pages.shared.pieces import escaped
from pages.shared.workspace import workspace

_LEADS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


def goal_row(goal: Goal) -> Per:
    """The goal in one row; returns by what the needs are told, once there are any."""
    said, sign = goal.settings, currency_sign(goal.currency)
    one, two, three, four = st.columns([2.2, 1.3, 1.7, 1.3])
    below = st.container()
    with one:
        _choose_aim(said.aim)
    if said.aim == "revenue":
        with two:
            amount_field(
                "revenue",
                _("Goal a year ({currency})").format(currency=sign),
                said.revenue,
                understood=_("{revenue} a year").format(
                    revenue=exact_money(said.revenue or 0, goal.currency)
                ),
                placeholder=_("such as {example}").format(example=exact_number(120_000)),
                wrong_at=below,
            )
        with three:
            _revenue_per_customer(goal, below)
    else:
        with two:
            amount_field(
                "happy_per_week",
                _("Goal a week"),
                said.happy_per_week,
                understood=_("{count} a week").format(count=exact_number(said.happy_per_week or 0)),
                placeholder=_("such as {example}").format(example=exact_number(0.5)),
                wrong_at=below,
            )
        with three:
            weeks_until(goal)
    if goal.plan is None:
        return "week"
    with four:
        pers: dict[Per, str] = {"week": _("Week"), "month": _("Month")}
        per: Per = st.segmented_control(
            _("Needed per"),
            list(pers),
            format_func=pers.get,
            default="month" if _slow(goal) else "week",
            key="goal_per",
            required=True,
            persist_state="session",
        )
    return per


def _slow(goal: Goal) -> bool:
    """Whether a goal takes less than one customer a week, so that months say it better."""
    plan = goal.plan
    return plan is not None and plan.new is not None and plan.new < plan.ambition.weeks


def _choose_aim(aim: Aim) -> None:
    aims: dict[str, str] = {"revenue": _("Revenue"), "happy": _("Happy customers")}
    if session.remembered("goal aim") != aim:
        session.remember("goal aim", aim)
    st.segmented_control(
        _("What you want to reach"),
        list(aims),
        format_func=aims.get,
        key="goal aim",
        required=True,
        on_change=session.callback(lambda: put_aim(workspace(), session.remembered("goal aim"))),
        help=_("A happy customer is one who got what they came for, and paid."),
    )


def _revenue_per_customer(goal: Goal, wrong_at: DeltaGenerator | None = None) -> None:
    kept = goal.settings.revenue_per_customer
    amount_field(
        "revenue_per_customer",
        _("Revenue of a customer ({currency})").format(currency=currency_sign(goal.currency)),
        kept,
        understood=_("{revenue} a year").format(revenue=exact_money(kept or 0, goal.currency)),
        placeholder=_("such as {example}").format(example=exact_number(6_000)),
        help=_("What one customer brings in a year."),
        wrong_at=wrong_at,
    )
    found = invoices_say()
    if kept is None and found is not None and found.revenue_per_customer is not None:
        revenue = round(found.revenue_per_customer)
        take_over(
            "revenue_per_customer",
            revenue_says(found, goal.currency),
            lambda: put_figure(workspace(), "revenue_per_customer", revenue),
        )


def business(goal: Goal) -> None:
    """The customers there are, those who leave and refer, their orders, and the market."""
    said, found = goal.settings, invoices_say()
    first = goal.stages[0]
    one, two, three = st.columns(3)
    with one:
        amount_field("customers_now", _("Customers you have now"), said.customers_now, placeholder="0")
        if said.customers_now is None and found is not None:
            take_over(
                "customers_now",
                customers_say(found),
                lambda: put_figure(workspace(), "customers_now", found.customers),
            )
        slider(
            "churn",
            _("Of these leave within a year"),
            round(100 * (said.churn or 0)),
            lambda share: put_figure(workspace(), "churn", share / 100),
            of_percent=True,
        )
    with two:
        amount_field(
            "orders_per_customer",
            _("Orders of a customer in a year"),
            said.orders_per_customer,
            placeholder="1",
        )
        if said.orders_per_customer is None and found is not None:
            orders = round(found.orders_per_customer, 1)
            take_over(
                "orders_per_customer",
                orders_say(found),
                lambda: put_figure(workspace(), "orders_per_customer", orders),
            )
        choice_slider(
            "referred_leads",
            _("Leads that a happy customer brings in a year"),
            said.referred_leads or 0.0,
            _LEADS,
            lambda leads: put_figure(workspace(), "referred_leads", leads),
            number,
        )
    with three:
        amount_field(
            "market",
            _("How many {unit} there are at “{stage}”").format(unit=first.unit_label, stage=first.label),
            said.market,
            understood=_("{count} {unit}").format(
                count=exact_number(said.market or 0), unit=first.unit_label
            ),
            placeholder=_("not known"),
            help=_("All that could be reached at all: your market."),
        )
        if said.aim == "happy":
            _revenue_per_customer(goal)


def mix(goal: Goal) -> None:
    """Which share of the new customers every channel brings."""
    shares = goal.mix
    total = sum(shares.values())
    places = st.columns(3)
    for place, name in zip(cycle(places), goal.customers, strict=False):
        with place:
            slider(
                f"mix {name}",
                escaped(name),
                round(shares.get(name, 0.0)),
                lambda weight, name=name: put_share(workspace(), name, weight),
                of_percent=True,
            )
    if total:
        parts = [
            _("{channel} {share}").format(channel=name, share=percent(share / total))
            for name, share in shares.items()
            if share
        ]
        st.caption(escaped(_("Counted with {shares} of the new customers.").format(shares=listing(parts))))
    if goal.settings.mix:
        st.button(
            _("Back to what was measured"), key="goal measured mix", on_click=_measured_mix, args=(goal,)
        )


@session.callback
def _measured_mix(goal: Goal) -> None:
    for name, _weight in goal.settings.mix:
        put_share(workspace(), name, None)
