"""What does a customer cost, channel by channel?"""

from functools import partial

import pandas as pd
import streamlit as st

from core.charts.channel_costs import channel_costs
from core.charts.cost_interval import cost_interval
from core.charts.ranking import ranking_lines
from core.language import _
from core.language.amounts import duration, money
from core.steps.channels import crossings
from core.steps.delivery import delivery_of
from core.steps.economics import Economics
from core.steps.findings import blocked, cheapest_channel, crossing
from core.steps.uncertainty_findings import range_of
from pages.shared.channel_inputs import edit_spend
from pages.shared.frame import ensure_frame
from pages.shared.inputs import current_inputs
from pages.shared.pieces import answer, dark, escaped, say_where_from, show, wait_for_steps, warn_of_waiting
from pages.shared.spreads import cost_intervals, cost_spread
from pages.shared.tables import result_table
from pages.shared.workspace import answers, chosen_delivery, order

ensure_frame()

SHOWN_CROSSINGS = 6


def highest_rate(hourly_rate: float) -> float:
    """How far the value of an hour is looked at: at least to 200, or twice the present rate."""
    return max(200.0, 2 * hourly_rate)


def side_by_side(economics: Economics, currency: str) -> pd.DataFrame:
    """One row a channel, ready to read."""
    rows = []
    for line, chain in zip(economics.channels.itertuples(index=False), economics.acquiring, strict=True):
        spread = cost_spread(economics, chain)
        delivery = delivery_of(economics.chains, str(line.channel), chosen_delivery())
        rows.append(
            {
                "channel": line.channel,
                "minutes": duration(line.minutes),
                "labour": money(line.labour, currency),
                "cash": money(line.cash, currency),
                "spend": money(line.spend, currency),
                "cost": money(line.cost, currency),
                "likely": range_of(spread, partial(money, currency=currency)) if spread else "",
                "at_zero": money(line.fixed, currency),
                "delivery": money(delivery.cost_per_win, currency) if delivery else "–",
            }
        )
    frame = pd.DataFrame(rows)
    return frame if economics.spends else frame.drop(columns="spend", errors="ignore")


def table(economics: Economics, currency: str) -> None:
    """All channels side by side."""
    st.subheader(_("All channels for one customer"), anchor=False)
    text, right = st.column_config.TextColumn, "right"
    labels = {
        "channel": text(_("Channel"), pinned=True),
        "minutes": text(_("Time"), alignment=right),
        "labour": text(_("Labour"), alignment=right, help=_("The time at the value of an hour")),
        "cash": text(_("Cash"), alignment=right, help=_("Money paid at each step")),
        "spend": text(_("Spend"), alignment=right, help=_("Spend of the period by its wins")),
        "cost": text(_("In all"), alignment=right),
        "likely": text(_("Likely"), alignment=right, help=_("In 80 of 100 such cases the cost lies there")),
        "at_zero": text(_("At 0 an hour"), alignment=right, help=_("If your own time were worth nothing")),
        "delivery": text(_("Delivery"), alignment=right, help=_("What one order costs to deliver")),
    }
    frame = side_by_side(economics, currency)
    result_table(frame, labels, title=_("All channels for one customer"), key="channels")
    if economics.blended == economics.blended:
        st.write(
            _("All channels together: **{cost}** for a customer, all cost by all wins of the period.").format(
                cost=money(economics.blended, currency)
            )
        )


def earnings(economics: Economics, currency: str) -> None:
    """What is left of the price of an order, in the channels whose price is known."""
    sold = {chain.channel: order(economics, chain.channel) for chain in economics.acquiring}
    known = {channel: one for channel, one in sold.items() if one is not None}
    if not known:
        return
    st.subheader(_("What an order earns"), anchor=False)
    text, right = st.column_config.TextColumn, "right"
    left_help = _("After winning and delivering, own hours included")
    hour_help = _("Price less cash, by all hours, those of winning included")
    result_table(
        {
            "channel": list(known),
            "price": [money(one.price, currency) for one in known.values()],
            "left": [money(one.left, currency) for one in known.values()],
            "effective": [money(one.effective_hourly_rate, currency) for one in known.values()],
        },
        {
            "channel": text(_("Channel"), pinned=True),
            "price": text(_("Price"), alignment=right),
            "left": text(_("Left of the price"), alignment=right, help=left_help),
            "effective": text(_("An hour earns"), alignment=right, help=hour_help),
        },
        title=_("What an order earns"),
        key="earnings",
    )


def ranking(economics: Economics, hourly_rate: float, currency: str) -> None:
    """How the ranking turns with the value of an hour."""
    highest = highest_rate(hourly_rate)
    found = crossings(economics.channels, highest)
    if len(economics.channels) > 1:
        show(
            ranking_lines(economics.channels, found, hourly_rate, highest, currency, dark=dark()),
            "ranking_lines",
        )
    lines = [
        crossing(line.hourly_rate, line.cheaper, line.dearer, currency)
        for line in found.head(SHOWN_CROSSINGS).itertuples(index=False)
    ]
    st.markdown("\n".join(f"- {escaped(line)}" for line in lines))


wait_for_steps(_("Here you will compare what a customer costs in every channel."))
inputs = current_inputs()
economics = answers(inputs)
answer(cheapest_channel(economics, inputs.currency))
for chain in economics.acquiring:
    if chain.blocked_by is not None:
        st.warning(blocked(chain))
warn_of_waiting(*(chain.channel for chain in economics.chains))
show(channel_costs(economics.channels, inputs.currency, dark=dark()), "channel_costs")
show(cost_interval(cost_intervals(economics), inputs.currency, dark=dark()), "cost_interval")
table(economics, inputs.currency)
edit_spend(economics, inputs)
earnings(economics, inputs.currency)
ranking(economics, inputs.hourly_rate, inputs.currency)
say_where_from(*economics.acquiring)
