"""The way of one customer through a channel and its delivery: each step once, as the customer meets it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.steps.chain import ACQUIRE, Chain, Numbers
from core.steps.delivery import after_the_win
from core.steps.economics import Economics
from core.steps.rates import NOT_OUR_TIME

US, CUSTOMER, PARTNER, SYSTEM = PERFORMERS = ("us", "customer", "partner", "system")
"""Who can perform a step."""
ADDS_VALUE, NECESSARY, WASTE = VALUES = ("adds value", "necessary", "waste")
"""What a step can be to the customer."""


@dataclass(frozen=True, eq=False)
class Journey:
    """One channel's acquiring chain with what is done for the customer once won.

    `steps` has one row a step, in the order of the way: step_id, step, channel, phase; performed_by ("us"
    where nothing is said), value (one of `VALUES`, else None); passes, people, often (passes · m),
    our_minutes, their_minutes, waiting, minutes_of_all, elapsed, in_passage. See `journey`.
    """

    channel: str
    chains: tuple[Chain, ...]
    """The acquiring chain, then the delivery and what comes after it, as far as they can be told."""
    steps: pd.DataFrame

    @property
    def blocked_by(self) -> str | None:
        """The step that nobody gets past, where there is one: then nobody walks this way to its end."""
        return self.chains[0].blocked_by


def journeys(economics: Economics, delivery: str | None = None) -> list[Journey]:
    """The way of a customer in each channel, in the sheets' order.

    `delivery` is the delivery process that the user chose for channels without one of their own. Where no
    channel wins customers, each delivery stands for itself, with what comes after it.
    """
    chains = economics.chains
    found = [journey(chain, *after_the_win(chains, chain.channel, delivery)) for chain in economics.acquiring]
    found = found or [journey(*after_the_win(chains, chain.channel)) for chain in economics.delivering]
    return found or [journey(chain) for chain in economics.afterwards]


def journey(first: Chain, *later: Chain) -> Journey:
    """The way through these chains, in their order.

    For each step, with m times a run, t minutes, u customer minutes and w waiting a time, N runs per win:

    - passes: how often the one who becomes a customer meets the step, in runs. Once in an acquiring chain,
      however many others it took; N in what is done for an order (a second cut for every other order: 0.5).
    - people: how many meet it for one customer won, in runs. After the win as many as passes. Before it the
      largest N from the step on, at least 1: one run of an event counts for all it brings, so at a talk that
      ten contacts come from, ten were there.
    - their_minutes = passes · m · u and waiting = passes · m · w: of the one who becomes a customer.
    - minutes_of_all = people · m · u: of all who were contacted, the customer included.
    - our_minutes = passes · m · t · N/people: what of our time falls to one of them.
    - elapsed: how long the step takes, max(their_minutes, the minutes of whoever else works on it), without
      waiting. What both do together, such as a call, counts once.
    - in_passage: from the first step on in which the customer has a part, and everything after the win.

    What is not noted is NaN, never 0. Minutes of a step that the customer performs are the customer's,
    where nothing else is said.
    """
    chains = (first, *later)
    steps = pd.concat([_met(chain) for chain in chains], ignore_index=True)
    part = takes_part(steps) | (steps["waiting"] > 0)
    begun = part.to_numpy(bool).cumsum() > 0
    steps["in_passage"] = begun | (steps["phase"] != ACQUIRE)
    return Journey(first.channel, chains, steps)


def takes_part(steps: pd.DataFrame) -> pd.Series:
    """Whether the customer does anything at each step: spends minutes there, or performs it."""
    taking: pd.Series = (steps["their_minutes"] > 0) | (steps["performed_by"] == CUSTOMER)
    return taking


def runs_for_one(chain: Chain) -> tuple[Numbers, Numbers]:
    """`passes` and `people` of each step of a chain, see `journey`; people are NaN where nobody gets through.

    An event brings ten contacts, of whom one is won: ten people meet us there.

    >>> from core.steps.rates import Rates
    >>> from core.steps.chain import chain
    >>> rows = pd.DataFrame({"step": ["talk", "call"], "pass_rate": [10, 0.1], "minutes": [60, 20]})
    >>> empty = dict.fromkeys(("times", "runs_per_win", "cash"), float("nan"))
    >>> rows = rows.assign(channel="Events", phase="acquire", role=None, performed_by=None, **empty)
    >>> runs_for_one(chain(rows, Rates(100)))[1].tolist()
    [10.0, 10.0]
    """
    runs = chain.steps["runs_per_win"].to_numpy(float)
    if chain.phase != ACQUIRE:
        return runs, runs
    return np.ones(len(runs)), np.maximum(np.maximum.accumulate(runs[::-1])[::-1], 1.0)


def customer_minutes_of(steps: pd.DataFrame) -> Numbers:
    """The customer's minutes for doing each step once; NaN where nothing is noted.

    A step that the customer performs, and of which only minutes are noted, takes the customer those minutes.
    """
    said = steps["customer_minutes"].to_numpy(float)
    minutes = steps["minutes"].to_numpy(float)
    theirs = (steps["performed_by"] == CUSTOMER).to_numpy(bool) & np.isnan(said) & (minutes > 0)
    found: Numbers = np.where(theirs, minutes, said)
    return found


def _met(chain: Chain) -> pd.DataFrame:
    rows = chain.steps
    passes, people = runs_for_one(chain)
    times = np.nan_to_num(rows["times"].to_numpy(float), nan=1.0)
    runs = rows["runs_per_win"].to_numpy(float)
    performer = rows["performed_by"].astype(object).where(rows["performed_by"].notna(), US)
    each = np.divide(runs, people, out=np.ones(len(rows)), where=people > 0)
    worked = passes * times * np.nan_to_num(rows["minutes"].to_numpy(float)) * each
    worked = np.where(performer == CUSTOMER, 0.0, worked)
    theirs = customer_minutes_of(rows)
    value = rows["customer_value"].astype(object)
    return pd.DataFrame(
        {
            "step_id": rows["step_id"],
            "step": rows["step"],
            "channel": rows["channel"],
            "phase": rows["phase"],
            "performed_by": performer,
            "value": value.where(value.notna(), None),
            "passes": passes,
            "people": people,
            "often": passes * times,
            "our_minutes": np.where(performer.isin(NOT_OUR_TIME), 0.0, worked),
            "their_minutes": passes * times * theirs,
            "waiting": passes * times * rows["waiting"].to_numpy(float),
            "minutes_of_all": people * times * theirs,
            "elapsed": np.fmax(passes * times * np.nan_to_num(theirs), worked),
        }
    )
