"""What a customer costs, channel by channel."""

from __future__ import annotations

import math

from core.brief.facts import Facts
from core.brief.figures import figure
from core.brief.slides.evidence import cost_is_sure, steps_from
from core.brief.story import Bars, Column, Series, Slide, Table
from core.charts.channel_costs import PART_COLOURS, PARTS, channel_costs, part_names
from core.factory.findings import known_says
from core.language import _
from core.language.amounts import exact_money, money
from core.steps.economics import Economics
from core.steps.findings import blocked, cheapest_channel, cost_of_a_win


def cost(facts: Facts, dark: bool) -> Slide | None:
    """The cheapest channel against the dearest; where no channel is written down, what an order costs.

    None without any step.
    """
    economics, currency = facts.economics, facts.currency
    if not economics.chains:
        return None
    title = (
        cheapest_channel(economics, currency)
        if economics.acquiring
        else cost_of_a_win(economics.chains[0], currency)
    )
    told = [cost_is_sure(economics, chain, currency) for chain in economics.acquiring or economics.chains[:1]]
    known = known_says(facts.verdict)
    return Slide(
        "cost",
        title,
        points=tuple(_points(facts)[:3]),
        picture=channel_costs(economics.channels, currency, dark=dark),
        bars=_bars(economics, currency),
        tables=(_table(economics),) if economics.acquiring else (),
        evidence=(
            *(said for said in told if said),
            *([known] if known else []),
            *steps_from(economics.acquiring or economics.chains),
        ),
    )


def _points(facts: Facts) -> list[str]:
    """What the figures hold, at what an hour counts; who never wins; all channels together."""
    economics, currency = facts.economics, facts.currency
    said = [
        _("Failed attempts are counted in; an hour counts as {rate}.").format(
            rate=exact_money(economics.rates.hourly_rate, currency)
        )
    ]
    said += [blocked(chain) for chain in economics.acquiring if chain.blocked_by is not None]
    if left_out := _spend_left_out(facts):
        said.append(
            _("Not in it: the {amount} that your sheets say were spent on channels.").format(
                amount=money(left_out, currency)
            )
        )
    if math.isfinite(economics.blended):
        said.append(
            _("All channels together: {cost} for a customer, all cost by all customers won.").format(
                cost=money(economics.blended, currency)
            )
        )
    if economics.delivering and economics.acquiring:
        order = economics.delivering[0]
        said.append(
            _("Delivering one order of {channel} costs {cost} on top.").format(
                channel=order.channel, cost=money(order.cost_per_win, currency)
            )
        )
    return said


def _spend_left_out(facts: Facts) -> float:
    """What the sheets say was spent on channels for which no spend counts yet."""
    counted = {name.casefold() for name, one in facts.economics.spends.items() if one.spend}
    return sum(amount for name, amount in facts.sheet_spend.items() if name.casefold() not in counted)


def _bars(economics: Economics, currency: str) -> Bars | None:
    known = economics.channels.dropna(subset=["cost"]).sort_values("cost", kind="stable")
    if known.empty or not known["cost"].max() > 0:
        return None
    parts = [part for part in PARTS if (known[part] > 0).any()]
    return Bars(
        "stacked",
        tuple(str(channel) for channel in known["channel"]),
        tuple(
            Series(part_names()[part], tuple(known[part].astype(float).tolist()), PART_COLOURS[part])
            for part in parts
        ),
        "money",
        labels=tuple(money(cost, currency) for cost in known["cost"]),
        accent=0 if len(known) > 1 else None,
    )


def _table(economics: Economics) -> Table:
    columns = {
        "channel": Column(_("Channel")),
        "minutes": Column(_("Time"), "minutes"),
        "labour": Column(_("Labour"), "money"),
        "cash": Column(_("Cash"), "money"),
        "spend": Column(_("Spend"), "money"),
        "cost": Column(_("In all"), "money"),
        "fixed": Column(_("At 0 an hour"), "money"),
        "wins": Column(_("Customers won"), "people"),
    }
    rows = economics.channels[list(columns)].to_dict("records")
    return Table(
        _("All channels for one customer"),
        tuple(columns.values()),
        tuple(tuple(figure(row[name]) for name in columns) for row in rows),
    )
