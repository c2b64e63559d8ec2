"""What is typed in for each channel: the spend of a period, its wins, the price of an order, the delivery."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from core.errors import CellRefused
from core.language import _
from core.language.amounts import currency_sign, number, parse, typed
from core.steps.channels import Spend
from core.steps.economics import Economics
from core.store import settings, spend
from pages.shared import session
from pages.shared.inert import inert
from pages.shared.inputs import Inputs, period_label
from pages.shared.sheet_spend import offer_sheets
from pages.shared.tables import edited_table
from pages.shared.workspace import chosen_delivery, prices, workspace

_NAME = "channel inputs"
_MOST = 1_000_000_000.0


def edit_spend(economics: Economics, inputs: Inputs) -> None:
    """A row a channel to type spend, wins and price into; kept at once."""
    # Open at first where nothing is typed yet, and then as the session began: never shut while typing.
    if session.remembered("spend_open") is None:
        session.remember("spend_open", not economics.spends)
    opened = session.remembered("spend_open")
    with st.expander(_("Spend, wins and price"), expanded=opened, icon=":material/edit:"):
        st.caption(
            _(
                "What a channel costs beside its steps (ads, stands, fees) in the period, the customers "
                "it won in it, and the price of an order. Leave empty what you do not know."
            )
        )
        _choose_delivery(economics)
        channels = [chain.channel for chain in economics.acquiring]
        known = [economics.spends.get(channel, Spend()) for channel in channels]
        sign, period = currency_sign(inputs.currency), period_label(inputs.period)
        text, right = st.column_config.TextColumn, "right"
        edited_table(
            inert(
                {
                    "channel": channels,
                    "spend": [_text(one.spend) for one in known],
                    "wins": [_text(one.wins) for one in known],
                    "price": [_text(prices().get(channel)) for channel in channels],
                }
            ),
            title=_("Spend, wins and price"),
            key=session.key(_NAME),
            hide_index=True,
            disabled=["channel"],
            column_config={
                "channel": text(_("Channel"), width="medium"),
                "spend": text(
                    _("Spend ({currency}, {period})").format(currency=sign, period=period), alignment=right
                ),
                "wins": text(_("Customers won ({period})").format(period=period), alignment=right),
                "price": text(_("Price of an order ({currency})").format(currency=sign), alignment=right),
            },
            on_change=_typed,
            args=(tuple(channels),),
        )
        offer_sheets(channels, inputs.currency, inputs.period, _NAME)
        missing = [
            channel for channel, one in zip(channels, known, strict=True) if one.spend and not one.wins
        ]
        for channel in missing:
            st.warning(
                _(
                    "{channel} has spend but no customers won in the period, so its cost cannot be told."
                ).format(channel=channel)
            )


def _choose_delivery(economics: Economics) -> None:
    names = [chain.channel for chain in economics.delivering]
    if len(names) < 2:
        return
    chosen = chosen_delivery()
    st.selectbox(
        _("What is delivered, where a channel has no delivery of its own"),
        names,
        index=names.index(chosen) if chosen in names else None,
        key=session.key("delivery_choice"),
        on_change=_delivery_chosen,
    )


@session.callback
def _delivery_chosen() -> None:
    settings.put(workspace(), "delivery", session.remembered(session.key("delivery_choice")))


def _text(value: float | None) -> str:
    return "" if value is None else typed(value)


@session.callback
def _typed(channels: tuple[str, ...]) -> None:
    """Keep what was typed; what cannot be read is said, and its cell shows again what is kept."""
    opened = workspace()
    for row, field, text in session.typed_cells(_NAME):
        channel = channels[row]
        try:
            value = _amount(text)
        except CellRefused as refused:
            session.trouble(f"{channel}: {refused}")
            session.renew(_NAME)
            continue
        if field == "price":
            said = {name: price for name, price in prices().items() if name != channel}
            settings.put(opened, "prices", said if value is None else {**said, channel: value})
        else:
            before = spend.all(opened).get(channel, Spend())
            spend.put(opened, channel, replace(before, **{field: value}))


def _amount(text: str) -> float | None:
    if not text:
        return None
    value = parse(text)
    if not 0 <= value <= _MOST:
        raise CellRefused(
            "“{found}” cannot be right. Write a number from 0 to {highest}, or leave it empty.",
            found=text,
            highest=number(_MOST),
        )
    return value
