"""What one order costs to deliver, and what is left of its price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.steps.chain import AFTER, DELIVER, Chain


@dataclass(frozen=True)
class Order:
    """One order in one channel: winning it and delivering it, at its price.

    All in money and minutes for one order.
    """

    price: float
    winning_cost: float
    winning_minutes: float
    delivery_cost: float
    delivery_minutes: float
    cash: float = 0.0
    """Of both costs what is paid in cash, the channel's spend included."""

    @property
    def effective_hourly_rate(self) -> float:
        """What an hour of it earns: (price − cash and spend) / all hours, those of winning it included.

        The field divides the whole price by the hours; a job whose tickets and ads eat the price would then
        look well paid. NaN without hours.

        >>> Order(1300, 575, 345, 300, 375, cash=100).effective_hourly_rate
        100.0
        """
        minutes = self.winning_minutes + self.delivery_minutes
        return (self.price - self.cash) * 60 / minutes if minutes > 0 else float("nan")

    @property
    def left(self) -> float:
        """What is left of the price after winning and delivering, own hours included."""
        return self.price - self.winning_cost - self.delivery_cost


def deliveries(chains: Sequence[Chain]) -> list[Chain]:
    """The delivery processes."""
    return [chain for chain in chains if chain.phase == DELIVER]


def delivery_of(chains: Sequence[Chain], channel: str, chosen: str | None = None) -> Chain | None:
    """The process that delivers a channel's orders, if there is one that can be told.

    The channel's own delivery first; else the one chosen; else the only one there is.
    """
    by_channel = {chain.channel: chain for chain in deliveries(chains)}
    if channel in by_channel:
        return by_channel[channel]
    if chosen in by_channel:
        return by_channel[chosen]
    return next(iter(by_channel.values())) if len(by_channel) == 1 else None


def after_the_win(chains: Sequence[Chain], channel: str, chosen: str | None = None) -> list[Chain]:
    """What is done for a channel's customer once won: the delivery, and what comes after it.

    Each is the channel's own process, else the one that goes with the delivery, else the only one there is.
    Where there are several deliveries and none can be told, it is nothing: without it, what comes after
    would stand too cheap.
    """
    delivery = delivery_of(chains, channel, chosen)
    if delivery is None and deliveries(chains):
        return []
    by_channel = {chain.channel: chain for chain in chains if chain.phase == AFTER}
    own = by_channel.get(channel) or (by_channel.get(delivery.channel) if delivery else None)
    after = own or (next(iter(by_channel.values())) if len(by_channel) == 1 else None)
    return [chain for chain in (delivery, after) if chain is not None]


__all__ = ["AFTER", "DELIVER", "Order", "after_the_win", "deliveries", "delivery_of"]
