"""The business as it would be with changes laid over it, for whoever asks more of it than its figures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from core.factory.business import Business
from core.factory.own_counts import OwnCounts
from core.factory.wins import WinsPerWeek
from core.funnel.rates import Rate
from core.steps.capacity import capacity
from core.steps.chain import chains
from core.steps.economics import Economics
from core.what_if.layout import Numbers, Places
from core.what_if.working import Working


def business_after(working: Working) -> Business:
    """The business with all changes, its customers as many as the hours allow.

    Steps, wins and counts keep their evidence and move with their values: of k of n counted it is k' of n.
    """
    business, layout = working.layout.business, working.layout
    if not working.changes:
        return business
    economics = _economics(working)
    wins = _wins(working)
    uses = [*business.capacity.roles, *business.capacity.not_known]
    logged = dict(business.capacity.logged_elsewhere)
    logged |= {use.role: use.logged for use in uses if use.logged is not None}
    happy = business.happy
    if happy is not None and working.happy_share != business.happy_share:
        rate = Rate.counted(working.happy_share * happy.rate.n, happy.rate.n)
        happy = replace(happy, rate=rate or happy.rate)
    return replace(
        business,
        economics=economics,
        wins=wins,
        capacity=capacity(
            economics,
            {channel: won.per_week for channel, won in wins.items()},
            {layout.role_names.get(key, key): hours for key, hours in working.hours.items()},
            practical=layout.practical,
            upkeep_minutes={use.role: use.upkeep for use in uses},
            active_customers=1.0,
            logged=logged,
            default_role=business.own_role,
            delivery=business.delivery,
        ),
        happy=happy,
        counts=_counts(working),
    )


def _economics(working: Working) -> Economics:
    economics = working.layout.business.economics
    steps = _steps(working)
    rates = working.paid
    made = tuple(chains(steps, rates))
    return Economics(steps, rates, made, working.spends, economics.stale)


def _steps(working: Working) -> pd.DataFrame:
    """The steps of the sheets with what is changed of them."""
    layout = working.layout
    steps = layout.business.economics.steps.copy()
    rows = {str(step_id): row for row, step_id in enumerate(steps["step_id"].tolist())}
    # Of each step in the layout its row in the sheets.
    row_of = np.array([rows[step_id] for step_id in layout.place_of], dtype=np.intp)
    _put(steps, "minutes", row_of, layout.minutes, working.minutes)
    _put(steps, "cash", row_of, layout.cash, working.cash)
    touched = layout.rates != working.rates
    given = np.isin(layout.process, layout.process[touched]) & layout.acquiring
    if given.any() and steps["runs_per_win"].notna().any():
        # Given runs are turned into rates first, so that a change moves all steps before it.
        runs = steps["runs_per_win"].notna().to_numpy()[row_of]
        given &= np.isin(layout.process, layout.process[given & runs])
        _set(steps, "pass_rate", row_of[given], working.rates[given])
        _set(steps, "runs_per_win", row_of[given], np.full(int(given.sum()), np.nan))
    _put(steps, "pass_rate", row_of, layout.rates, working.rates)
    if "pass_rate_tried" in steps:
        tried = steps["pass_rate_tried"].to_numpy(float)[row_of]
        _set(steps, "pass_rate_succeeded", row_of[touched], (working.rates * tried)[touched])
    return steps


def _put(steps: pd.DataFrame, name: str, rows: Places, before: Numbers, after: Numbers) -> None:
    """What is new of a figure; an interval around it is as wide as before, for its size."""
    here = before != after
    if not here.any():
        return
    _set(steps, name, rows[here], after[here])
    times = np.divide(after, before, out=np.full_like(after, np.nan), where=(before > 0) & (after > 0))[here]
    for end in (f"{name}_low", f"{name}_high"):
        if end in steps:
            ends = steps[end].to_numpy(float)[rows[here]] * times
            if name == "pass_rate":
                ends = np.where(after[here] <= 1, np.minimum(ends, 1.0), ends)
            _set(steps, end, rows[here], ends)


def _set(steps: pd.DataFrame, name: str, rows: Places, values: Numbers) -> None:
    column = steps[name].to_numpy(float, copy=True)
    column[rows] = values
    steps[name] = column


def _wins(working: Working) -> dict[str, WinsPerWeek]:
    business = working.layout.business
    found = dict(business.wins)
    for at, one in enumerate(working.layout.customers):
        each = float(working.wins[at])
        if np.isnan(each):
            continue
        before = found.get(one.channel)
        if before is None:
            # Nobody counted them: that many start is what the user thinks.
            found[one.channel] = WinsPerWeek(each * (business.weeks or 1.0), business.weeks or 1.0, "typed")
        elif each != before.per_week:
            found[one.channel] = replace(before, wins=each * before.weeks)
    return found


def _counts(working: Working) -> OwnCounts:
    """What the funnel counted of the steps, each rate so many times what it was."""
    layout, counts = working.layout, working.layout.business.counts
    now = dict(counts.now)
    for step_id, at in layout.place_of.items():
        before, after = float(layout.rates[at]), float(working.rates[at])
        if before == after or step_id not in now:
            continue
        told = now.pop(step_id)
        if before > 0 and after > 0:
            k = told.k * after / before
            rate = Rate.counted(min(k, told.n) if told.k <= told.n else k, told.n)
            now |= {step_id: rate} if rate is not None else {}
    return replace(counts, now=now)
