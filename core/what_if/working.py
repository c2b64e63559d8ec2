"""One working through of a business with changes laid over it: what its steps take, and how many come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.factory.flow import MOST_MORE
from core.funnel.funnel import channel_key
from core.steps.chain import ACQUIRE, runs_per_order, runs_per_win
from core.steps.channels import Spend
from core.steps.rates import Rates, role_key
from core.what_if.changes import ALL, Change, Changes, HandedOver, LeftOut, Moved, Slot, What, settled
from core.what_if.layout import Layout, Numbers
from core.what_if.moving import moved_to, rates_moved, steps_moved

_NO_ROOM = 1e-9
"""As in `core.factory.flow`: a role that has no room for customers has next to none."""


@dataclass(frozen=True, eq=False)
class Working:
    """The business with changes laid over it. Arrays of steps, roles and customers are as in the layout."""

    layout: Layout
    changes: Mapping[Slot, Change]
    minutes: Numbers
    rates: Numbers
    cash: Numbers
    set_up: float

    @cached_property
    def paid(self) -> Rates:
        """The value of an hour, by whoever works it."""
        return rates_moved(self.layout, self.changes)

    @cached_property
    def hours(self) -> dict[str, float]:
        """Hours a week by role's key, as far as they are known."""
        found = dict(self.layout.hours)
        for key in self.layout.roles:
            moved = self._move("hours", key)
            if moved is not None and (value := moved_to(moved, found.get(key))) is not None:
                found[key] = value
        return found

    @cached_property
    def runs(self) -> Numbers:
        """Runs of each step for one win, or one order; NaN where nobody gets through."""
        layout = self.layout
        if self.rates is layout.rates:
            return layout.runs
        touched = self.rates != layout.rates
        runs = layout.runs.copy()
        for begin, end in layout.processes:
            if not touched[begin:end].any():
                continue
            formula = runs_per_win if layout.acquiring[begin] else runs_per_order
            runs[begin:end] = formula(self.rates[begin:end], layout.given[begin:end])[0]
            if layout.acquiring[begin] and (self.rates[begin:end] == 0).any():
                runs[begin:end] = np.nan
        return runs

    @cached_property
    def often(self) -> Numbers:
        """How often each step is done for one win, or one order: N·m."""
        return self.runs * self.layout.times

    @cached_property
    def minutes_each(self) -> Numbers:
        """Minutes of each step for one win, or one order: N·m·t."""
        return self.often * self.minutes

    @cached_property
    def minutes_of(self) -> Numbers:
        """Minutes of each process for one win, or one order."""
        return self._by_process(self.minutes_each)

    @cached_property
    def labour_of(self) -> Numbers:
        """The value of that time: Σ N·m·t·r/60."""
        own = {role_key(role): rate for role, rate in self.paid.by_role.items()}
        rates = np.array([own.get(key, self.paid.hourly_rate) for key in self.layout.paid_roles])
        return self._by_process(self.minutes_each * rates[self.layout.paid] / 60)

    @cached_property
    def weights(self) -> dict[What, Numbers]:
        """How much hangs on each step's minutes, cash and pass rate in a week: minutes and money alike.

        On a rate hang all steps up to its own. Told only to look at the heavy ones first.
        """
        won = np.zeros(len(self.layout.chains))
        for one, share in zip(self.layout.customers, self.shares.tolist(), strict=True):
            won[[*one.after, *([one.process] if one.process >= 0 else [])]] += share or 1.0
        often = np.nan_to_num(won[self.layout.process])
        minutes = np.nan_to_num(self.minutes_each) * often
        cash = np.nan_to_num(self.often * self.cash) * often
        carried = np.concatenate(
            [np.empty(0), *((minutes + cash)[begin:end].cumsum() for begin, end in self.layout.processes)]
        )
        return {"minutes": minutes, "cash": cash, "pass_rate": carried}

    @cached_property
    def cash_of(self) -> Numbers:
        """Money paid in each process for one win, or one order: Σ N·m·c."""
        return self._by_process(self.often * self.cash)

    @cached_property
    def role_minutes(self) -> Numbers:
        """Processes × roles: minutes for one win, or one order."""
        if not len(self.layout.first):
            return np.zeros((0, len(self.layout.roles)))
        each: Numbers = np.add.reduceat(self.minutes_each[:, None] * self.layout.by_role, self.layout.first)
        return each

    def blocked(self, process: int) -> bool:
        """Whether nobody gets through this process."""
        return bool(np.isnan(self.runs[self.layout.first[process]]))

    def blocked_by(self, process: int) -> str | None:
        """The step that nobody gets past."""
        if not self.blocked(process):
            return None
        begin, end = self.layout.processes[process]
        stuck = np.flatnonzero(self.rates[begin:end] == 0)
        return str(self.layout.chains[process].steps["step"].iloc[int(stuck[-1])]) if stuck.size else None

    @cached_property
    def starts(self) -> Numbers:
        """Runs of each channel's first step in a week; NaN where that cannot be told.

        They are those that the counted wins take, wins · N_1, with what was moved: the mix, then the leads.
        """
        layout = self.layout
        first = self._first_runs(layout.runs)
        wins = np.array([_number(one.wins_per_week) for one in layout.customers])
        starts = self._mixed(wins, first) * first
        for at, one in enumerate(layout.customers):
            moved = self._move("leads", one.channel) if one.process >= 0 else None
            if moved is not None and (value := moved_to(moved, _known(starts[at]))) is not None:
                starts[at] = value
        return starts

    @cached_property
    def flow(self) -> Numbers:
        """Wins a week of each channel that the starts bring, starts / N_1; NaN where nobody knows.

        Where the starts cannot be told the wins stay as they were counted.
        """
        found = np.array([_number(one.wins_per_week) for one in self.layout.customers])
        if not self.changes:
            return found
        first = self._first_runs(self.runs)
        for at, one in enumerate(self.layout.customers):
            if not np.isnan(self.starts[at]):
                if self.blocked(one.process):
                    found[at] = 0.0
                elif first[at] > 0:
                    found[at] = self.starts[at] / first[at]
        return found

    @cached_property
    def wins(self) -> Numbers:
        """Wins a week of each channel, as many of them as the hours allow; NaN where nobody knows.

        As in `core.factory.flow.Flow.throughput`: a drum that is full now holds people back, so up to
        MOST_MORE times as many would come, and all roles are held to the strain under which it works; else
        the flow is held to the hours there are.
        """
        coming = float(np.nansum(self.flow))
        if not coming > 0 or not self.changes:
            return self.flow
        more = MOST_MORE if self.layout.is_full else 1.0
        strain = self._strain(np.nan_to_num(self.flow) @ self.customer_minutes)
        served = coming * self.layout.held / strain if strain > 0 else np.inf
        held: Numbers = self.flow * (min(more * coming, served) / coming)
        return held

    @cached_property
    def held_back(self) -> bool:
        """Whether the starts bring more than the hours allow."""
        return self.served < 1

    @cached_property
    def served(self) -> float:
        """The part of those whom the starts bring that the hours allow: Σ wins / Σ flow, at most 1."""
        coming, won = float(np.nansum(self.flow)), float(np.nansum(self.wins))
        return won / coming if won < coming * (1 - _NO_ROOM) else 1.0

    @cached_property
    def customer_minutes(self) -> Numbers:
        """Channels × roles: minutes that one customer takes, won and served."""
        return np.array(
            [self._of_customer(at, self.role_minutes) for at in range(len(self.layout.customers))]
        )

    @cached_property
    def shares(self) -> Numbers:
        """The part of each channel in a customer more: by the wins, else all of the only one there is."""
        wins = np.nan_to_num(self.wins)
        if wins.sum() > 0:
            shares: Numbers = wins / wins.sum()
            return shares
        return np.full(len(wins), 1.0 if len(wins) == 1 else 0.0)

    @cached_property
    def happy_share(self) -> float:
        """The share of customers who become happy; 1 where it is not known."""
        moved = self.changes.get(("happy", ""))
        happy = self.layout.business.happy
        return (
            moved.value
            if isinstance(moved, Moved) and happy is not None
            else self.layout.business.happy_share
        )

    @cached_property
    def spends(self) -> dict[str, Spend]:
        """What each channel costs beside its steps, and its wins, in the period they are counted for.

        More starts cost more: spend for one start stays as it is, unless the spend itself is moved. Where
        the hours are full the starts in vain are paid for too, so that each win costs more.
        """
        found = dict(self.layout.business.economics.spends)
        for at, one in enumerate(self.layout.customers):
            if one.process < 0:
                continue
            moved, said = self._move("spend", one.channel), found.get(one.channel, Spend())
            starts, won = self._grown(at)
            spend = None if said.spend is None else said.spend * starts
            if moved is not None:
                spend = moved_to(moved, said.spend)
            wins = None if said.wins is None else said.wins * won
            if (spend, wins) != (said.spend, said.wins):
                found[one.channel] = Spend(spend, wins)
        return found

    def price(self, channel: str, now: float | None) -> float | None:
        """The price of an order in a channel, where it is `now` without the changes."""
        moved = self._move("price", channel)
        return now if moved is None else moved_to(moved, now)

    def _move(self, what: What, target: str) -> Moved | None:
        """What was said of one channel or role, else what was said of all."""
        found = self.changes.get((what, channel_key(target)), self.changes.get((what, ALL)))
        return found if isinstance(found, Moved) else None

    def _by_process(self, each: Numbers) -> Numbers:
        first = self.layout.first
        return np.add.reduceat(each, first) if len(first) else np.empty(0)

    def _first_runs(self, runs: Numbers) -> Numbers:
        """N_1 of each channel; NaN without a process, and where nobody gets through."""
        return np.array(
            [
                runs[self.layout.first[one.process]] if one.process >= 0 else np.nan
                for one in self.layout.customers
            ]
        )

    def _mixed(self, wins: Numbers, first: Numbers) -> Numbers:
        """The wins as they would be counted in the mix that is asked for; all together they stay as many."""
        asked = {
            at: moved.value
            for at, one in enumerate(self.layout.customers)
            if not np.isnan(first[at]) and (moved := self._move("mix", one.channel)) is not None
        }
        total, whole = float(np.nansum(wins)), sum(asked.values())
        if not asked or not total > 0:
            return wins
        others = total - sum(_number(wins[at], 0.0) for at in asked)
        # Nobody else brings customers, or the shares are more than all: then these are all there are.
        if (whole > 1 or not others > 0) and whole > 0:
            asked = {at: share / whole for at, share in asked.items()}
            whole = 1.0
        mixed = wins * ((1 - whole) * total / others if others > 0 else 1.0)
        for at, share in asked.items():
            if others > 0 or whole > 0:
                mixed[at] = share * total
        return mixed

    def _grown(self, at: int) -> tuple[float, float]:
        """So many times as many start in a channel, and are won by what comes, as the hours allow."""
        layout, one = self.layout, self.layout.customers[at]
        before, after = self._first_runs(layout.runs)[at], self._first_runs(self.runs)[at]
        won = before / after if before > 0 and after > 0 else 1.0
        counted = one.wins_per_week
        if counted and not np.isnan(self.starts[at]) and before > 0:
            starts = float(self.starts[at] / (counted * before))
        else:
            moved = self._move("leads", one.channel)
            starts = moved.value if moved is not None and moved.how == "times" else 1.0
        return starts, starts * float(won) * self.served

    def _strain(self, demand: Numbers) -> float:
        """Demand / room of the role that is strained most; 0 where none has hours that are known."""
        strain = 0.0
        for at, key in enumerate(self.layout.roles):
            if key in self.hours and demand[at] > 0:
                room = max(self.available(key) - self.layout.upkeep[at], _NO_ROOM * demand[at])
                strain = max(strain, float(demand[at]) / room)
        return strain

    def available(self, key: str) -> float:
        """Minutes a week of a role that can be booked."""
        return self.hours[key] * 60 * self.layout.practical

    def _of_customer(self, at: int, by_process: Numbers) -> Numbers:
        """What a process takes, over all that is done for one customer of a channel."""
        one = self.layout.customers[at]
        places = list(one.after)
        if one.process >= 0 and not self.blocked(one.process):
            places.append(one.process)
        found: Numbers = by_process[places].sum(axis=0)
        return found

    def by_phase(self, at: int) -> dict[str, Numbers]:
        """Minutes by role that one customer of a channel takes, before the win and in each phase after it."""
        one, found = self.layout.customers[at], {}
        for place in one.after:
            found[self.layout.chains[place].phase] = self.role_minutes[place]
        if one.process >= 0 and not self.blocked(one.process):
            found[ACQUIRE] = self.role_minutes[one.process]
        return found


def worked(layout: Layout, changes: Changes) -> Working:
    """Lay the changes over the steps.

    First what was moved, what was said of one step before that of all; then who does it; then what is left
    out. So the order in which somebody thought of the changes alters nothing.
    """
    said = settled(changes)
    minutes, rates, cash = layout.minutes, layout.rates, layout.cash
    set_up = 0.0
    if not said:
        return Working(layout, said, minutes, rates, cash, set_up)
    minutes = steps_moved(layout, said, "minutes", minutes)
    cash = steps_moved(layout, said, "cash", cash)
    rates = steps_moved(layout, said, "pass_rate", rates)
    minutes = minutes * layout.ours
    handed = [one for one in said.values() if isinstance(one, HandedOver) and one.step_id in layout.place_of]
    left_out = [one for one in said.values() if isinstance(one, LeftOut) and one.step_id in layout.place_of]
    if handed or left_out:
        minutes, cash, rates = minutes.copy(), cash.copy(), rates.copy()
    for one in handed:
        at = layout.place_of[one.step_id]
        minutes[at] = (1 - one.share) * minutes[at] + one.share * one.minutes_left * layout.ours[at]
        cash[at] += one.share * one.cost_per_run
        set_up += one.set_up
    for other in left_out:
        at = layout.place_of[other.step_id]
        minutes[at] = cash[at] = 0.0
        if layout.acquiring[at]:
            rates[at] = max(rates[at], 1.0)
    return Working(layout, said, minutes, rates, cash, set_up)


def _number(value: float | None, missing: float = float("nan")) -> float:
    return missing if value is None or value != value else float(value)


def _known(value: float) -> float | None:
    return None if value != value else float(value)
