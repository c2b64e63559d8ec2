"""The answers computed from a workspace, shared by all sessions that look at it.

What is remembered is remembered for one opened workspace at one revision, so no two are ever mixed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from core.steps.clocks import with_measured
from core.steps.delivery import Order, delivery_of
from core.steps.economics import Book, Economics, book, economics_of
from core.steps.measured import Measured, measure
from core.steps.rates import role_key
from core.steps.step_names import task_names
from core.steps.time_log import TimeLog, time_log
from core.store import changes, entry_matches, rows, settings, spend, uploads
from core.store.time_entries import time_entries
from core.store.uploads import Upload
from core.store.workspace import Workspace
from pages.shared.inputs import Inputs
from pages.shared.opened import workspace as workspace


@lru_cache(maxsize=8)
def _guessed(opened: Workspace, revision: int) -> Book:
    """The steps with the user's changes, before their measured minutes; nobody alters its frames."""
    edits = changes.changes(opened)
    return book(rows.steps(opened), rows.roles(opened), spends=spend.all(opened), edits=edits)


@lru_cache(maxsize=4)
def _measured(opened: Workspace, revision: int) -> Measured:
    steps = _guessed(opened, revision).steps
    # A million entries take seconds to read: only where files, names or what texts mean have changed.
    files = tuple((one.id, one.digest, one.kept) for one in uploads.kept(opened))
    # Without NaN, which equals nothing, and itself neither.
    named = steps[list(_NAMED_BY)].fillna({"times": 1.0})
    called = tuple(named.itertuples(index=False, name=None))
    chosen = tuple(entry_matches.all(opened).items())
    return measure(_time_log(opened, files, called, chosen), steps)


_NAMED_BY = ("step_id", "step", "channel", "phase", "times")


@lru_cache(maxsize=2)
def _time_log(
    opened: Workspace,
    files: tuple[object, ...],
    called: tuple[tuple[object, ...], ...],
    chosen: tuple[tuple[str, str], ...],
) -> TimeLog:
    del files  # they only tell one log from another
    steps = pd.DataFrame(called, columns=list(_NAMED_BY)).astype({"times": "float64"})
    return time_log(time_entries(opened), steps, dict(chosen))


@lru_cache(maxsize=8)
def _book(opened: Workspace, revision: int) -> Book:
    """The steps that count at one revision of a workspace, with the minutes that the user lets count."""
    # The choice of the clock and what texts mean count up the revision, so they need not be asked for here.
    guessed, use = _guessed(opened, revision), entry_matches.clock(opened)
    return replace(guessed, steps=with_measured(guessed.steps, _measured(opened, revision), use=use))


def measured() -> Measured:
    """What the kept time entries say of the steps."""
    opened = workspace()
    return _measured(opened, opened.revision)


def entry_names() -> dict[str, str]:
    """By step_id how a time entry calls each step, no two of a channel alike."""
    opened = workspace()
    return _entry_names(opened, opened.revision)


@lru_cache(maxsize=8)
def _entry_names(opened: Workspace, revision: int) -> dict[str, str]:
    return task_names(_guessed(opened, revision).steps)


def guessed_steps() -> pd.DataFrame:
    """The kept steps with the user's changes, and with the minutes of the sheets whatever was measured."""
    opened = workspace()
    return _guessed(opened, opened.revision).steps


@lru_cache(maxsize=32)
def _economics(
    opened: Workspace, revision: int, hourly_rate: float, role_rates: tuple[tuple[str, float | None], ...]
) -> Economics:
    return economics_of(_book(opened, revision), hourly_rate, dict(role_rates))


def answers(inputs: Inputs) -> Economics:
    """The answers at these inputs, from all that is kept now."""
    opened = workspace()
    return _economics(opened, opened.revision, inputs.hourly_rate, tuple(inputs.role_rates.items()))


def roles() -> pd.DataFrame:
    """The kept roles, one row each, with hourly_rate and hours_per_week."""
    opened = workspace()
    return _guessed(opened, opened.revision).roles


def rows_that_wait(upload: Upload) -> int:
    """How many rows of a kept file wait for a correction."""
    return sum(int(said["count"]) for said in upload.corrections.get("waiting", []))


def waiting_rows(channel: str) -> dict[str, int]:
    """The kept files with rows of this channel that wait, and how many; its figures are without them."""
    opened = workspace()
    return _waiting_rows(opened, opened.revision).get(channel, {})


@lru_cache(maxsize=8)
def _waiting_rows(opened: Workspace, revision: int) -> dict[str, dict[str, int]]:
    """By channel, the files with rows that wait."""
    found: dict[str, dict[str, int]] = {}
    for upload in uploads.kept(opened):
        for said in upload.corrections.get("waiting", []):
            for channel in said["channels"]:
                files = found.setdefault(channel, {})
                files[upload.name] = files.get(upload.name, 0) + int(said["count"])
    return found


def stated_rates() -> dict[str, float | None]:
    """Every role that sheets name, with its hourly rate; None where no roles sheet gives one."""
    opened = workspace()
    return _stated_rates(opened, opened.revision)


@lru_cache(maxsize=8)
def _stated_rates(opened: Workspace, revision: int) -> dict[str, float | None]:
    known = _guessed(opened, revision)
    rates: dict[str, tuple[str, float | None]] = {
        role_key(role): (str(role), None) for role in known.steps["role"].dropna().unique()
    }
    for role, rate in zip(known.roles["role"], known.roles["hourly_rate"], strict=True):
        rates[role_key(role)] = (str(role), None if pd.isna(rate) else float(rate))
    return dict(rates.values())


def steps() -> pd.DataFrame:
    """The kept steps with the user's changes and the minutes that count."""
    opened = workspace()
    return _book(opened, opened.revision).steps


def prices() -> dict[str, float]:
    """The price of one order by channel, as the user typed it."""
    return dict(settings.get(workspace(), "prices", {}))


def chosen_delivery() -> str | None:
    """The delivery process that the user chose for channels without one of their own."""
    chosen: str | None = settings.get(workspace(), "delivery")
    return chosen


def order(economics: Economics, channel: str) -> Order | None:
    """One order of a channel at its typed price; None where price or cost is not known."""
    price = prices().get(channel)
    line = economics.channels.set_index("channel").loc[channel]
    if price is None or pd.isna(line["cost"]):
        return None
    delivery = delivery_of(economics.chains, channel, chosen_delivery())
    return Order(
        price,
        float(line["cost"]),
        float(line["minutes"]),
        delivery.cost_per_win if delivery else 0.0,
        delivery.minutes_per_win if delivery else 0.0,
        cash=float(line["cash"] + line["spend"]) + (delivery.cash_per_win if delivery else 0.0),
    )
