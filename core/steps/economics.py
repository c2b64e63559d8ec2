"""All answers of the steps together, computed once for every page and for the brief."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from core.steps.chain import ACQUIRE, AFTER, DELIVER, Chain, chains
from core.steps.channels import Spend, blended_cost, compare
from core.steps.edits import Edit, with_edits
from core.steps.leverage import leverage
from core.steps.rates import Rates, rates_of


@dataclass(frozen=True, eq=False)
class Economics:
    """What the steps cost at the present rates, with the user's edits over the sheets.

    `stale` are the ids of edits whose step is in no sheet any more.
    """

    steps: pd.DataFrame
    rates: Rates
    chains: tuple[Chain, ...]
    spends: Mapping[str, Spend]
    stale: tuple[int, ...] = ()

    @property
    def acquiring(self) -> list[Chain]:
        """The chains that win customers, one a channel."""
        return [chain for chain in self.chains if chain.phase == ACQUIRE]

    @property
    def delivering(self) -> list[Chain]:
        """The processes that deliver an order."""
        return [chain for chain in self.chains if chain.phase == DELIVER]

    @property
    def afterwards(self) -> list[Chain]:
        """What is done after the delivery."""
        return [chain for chain in self.chains if chain.phase == AFTER]

    @cached_property
    def channels(self) -> pd.DataFrame:
        """The acquiring channels side by side, see `core.steps.channels.compare`."""
        return compare(self.chains, self.spends, self.rates)

    @property
    def blended(self) -> float:
        """The cost of a customer over all channels whose wins are known; NaN where none are."""
        return blended_cost(self.channels)

    def spend_per_win(self, chain: Chain) -> float:
        """The channel's spend for one win; 0 where there is none or it cannot be told."""
        per_win = self.spends.get(chain.channel, Spend()).per_win if chain.phase == ACQUIRE else 0.0
        return per_win if per_win == per_win else 0.0

    def wins_are_missing(self, chain: Chain) -> bool:
        """Whether a channel has spend and nobody said how many it brought: then no cost can be told."""
        return chain.phase == ACQUIRE and math.isnan(self.spends.get(chain.channel, Spend()).per_win)

    def leverage(self, chain: Chain) -> pd.DataFrame:
        """What one win saves if a step of the chain gets a little better."""
        return leverage(chain, self.spend_per_win(chain))


@dataclass(frozen=True)
class Lever:
    """The step that repays work on it most in a channel, and what it saves one win."""

    channel: str
    step: str
    money: float
    minutes: float


def largest_lever(found: Economics) -> Lever | None:
    """Of all acquiring channels the step whose small improvement saves a win most; None where none saves.

    Judged by money, and by minutes where no step saves money.
    """
    levers = [
        Lever(chain.channel, str(row.step), float(row.money), float(row.minutes))
        for chain in found.acquiring
        for row in found.leverage(chain).itertuples(index=False)
    ]
    largest = max(levers, key=lambda lever: (lever.money, lever.minutes), default=None)
    return largest if largest is not None and max(largest.money, largest.minutes) > 0 else None


@dataclass(frozen=True, eq=False)
class Book:
    """The steps as they count: those of the sheets with the user's edits laid over them."""

    steps: pd.DataFrame
    roles: pd.DataFrame
    spends: Mapping[str, Spend]
    stale: tuple[int, ...] = ()


def book(
    steps: pd.DataFrame,
    roles: pd.DataFrame,
    *,
    spends: Mapping[str, Spend] | None = None,
    edits: Iterable[Edit] = (),
) -> Book:
    """Lay the edits over the kept steps; what comes of it holds for every hourly rate."""
    effective, stale = with_edits(steps, edits)
    return Book(effective, roles, spends or {}, tuple(stale))


def economics_of(
    book: Book, hourly_rate: float, role_rates: Mapping[str, float | None] | None = None
) -> Economics:
    """The answers at this hourly rate; `role_rates` are the user's own over those of the roles sheets."""
    rates = rates_of(book.roles, hourly_rate, role_rates)
    return Economics(book.steps, rates, tuple(chains(book.steps, rates)), book.spends, book.stale)


def economics(
    steps: pd.DataFrame,
    roles: pd.DataFrame,
    hourly_rate: float,
    *,
    role_rates: Mapping[str, float | None] | None = None,
    spends: Mapping[str, Spend] | None = None,
    edits: Iterable[Edit] = (),
) -> Economics:
    """The answers for these kept steps and roles at this hourly rate.

    `role_rates` are the user's own rates over those of the roles sheets; None is the general rate.
    """
    return economics_of(book(steps, roles, spends=spends, edits=edits), hourly_rate, role_rates)
