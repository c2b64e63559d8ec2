"""What the kept sheets say was spent on a channel, and the button that takes it over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from core.factory.wins import customer_stage
from core.language import _
from core.language.amounts import exact_money, span
from core.steps.channels import Spend
from core.store import spend
from core.store.funnel_settings import funnel_settings
from core.store.spend import SheetSpend
from pages.shared import session
from pages.shared.action_data import stage_log
from pages.shared.inputs import period_label
from pages.shared.pieces import escaped
from pages.shared.workspace import workspace

_DAYS = {"week": 7, "month": 31, "quarter": 92, "year": 366}


def _is_longer(said: SheetSpend, period: str) -> bool:
    """Whether the sheets tell the spend of more than one period: too much for the wins of one."""
    return said.first is not None and said.last is not None and (said.last - said.first).days >= _DAYS[period]


def offer_sheets(channels: Sequence[str], currency: str, period: str, table: str) -> None:
    """A line for each channel whose spend the sheets know, in the currency of the page.

    It is taken over by a button, because only the user knows whether it is of the period of the wins.
    `table` is the name of the table of inputs, which then shows it.
    """
    named = {channel.casefold(): channel for channel in channels}
    for said in spend.from_sheets(workspace()):
        channel = named.get(said.channel.casefold())
        text, button = st.columns([5, 2], vertical_alignment="center")
        text.caption(escaped(_said(said, currency, channel)))
        if _is_longer(said, period):
            text.caption(
                _(
                    "That is more than the period chosen in the settings ({period}): choose a longer one to "
                    "take it over."
                ).format(period=period_label(period))
            )
        elif channel is not None and said.currency in (None, currency):
            button.button(
                _("Take it over"),
                key=f"take over {said.channel} {said.currency}",
                on_click=_take_over,
                args=(channel, said, table),
            )


def _said(said: SheetSpend, currency: str, channel: str | None) -> str:
    words = {"channel": said.channel, "money": exact_money(said.amount, said.currency or currency)}
    if said.first is not None and said.last is not None:
        line = _("Your sheets say {money} for {channel}, {days}.").format(
            **words, days=span(said.first, said.last)
        )
    else:
        line = _("Your sheets say {money} for {channel}.").format(**words)
    if channel is None:
        line += " " + _("No channel is called so: give the spend the name of a channel when you load it.")
    elif said.currency not in (None, currency):
        line += " " + _("Amounts are not converted into {currency}.").format(currency=currency)
    return line


@session.callback
def _take_over(channel: str, said: SheetSpend, table: str) -> None:
    """The spend, and, where nobody typed it, how many customers were counted in the same days."""
    opened = workspace()
    before = spend.all(opened).get(channel, Spend())
    wins = _won_in(channel, said) if before.wins is None else before.wins
    spend.put(opened, channel, replace(before, spend=said.amount, wins=wins))
    session.renew(table)


def _won_in(channel: str, said: SheetSpend) -> float | None:
    """Customers of a channel in the whole weeks of these days; None where nobody counted any."""
    stage = customer_stage(funnel_settings(workspace()).stages)
    weeks = None if stage is None else stage_log().counted(stage.key, channel)
    if weeks is None or said.first is None or said.last is None:
        return None
    begins = pd.to_datetime(weeks["start"])
    ends = begins + pd.to_timedelta(weeks["days"], unit="D")
    there = (begins < pd.Timestamp(said.last + dt.timedelta(days=1))) & (ends > pd.Timestamp(said.first))
    won = float(weeks.loc[there, "count"].sum())
    return won if won > 0 else None
