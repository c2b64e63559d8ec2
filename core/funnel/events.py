"""What is asked of the events: which names mean which stage, in what order, within how many days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.funnel.events_sql import How
from core.funnel.funnel import empty_reach
from core.funnel.matching import LEFT_OUT, LOST
from core.funnel.stages import CUSTOMER, MOST_STAGES, Stage
from core.funnel.wording import Figure
from core.language import Text

WINDOW_DAYS = 30
LONGEST_WINDOW = 3650
DAY = 86_400.0

NAMES = ("stage", "events", "without_time", "planned", "first", "last")
"""The columns of a names frame; one row is one name of a stage as the events have it.

events: how many there are. without_time: of these, those with no time. planned: those whose time is still
to come. first, last: the times of those that have happened, NaT where none has.
"""


@dataclass(frozen=True)
class Question:
    """One question to the events; two that are equal have the same answer over the same events.

    >>> Question((("Lead", 1), ("Won", 2)), ("lead", "customer"), dt.datetime(2026, 6, 30)).window_days
    30
    """

    positions: tuple[tuple[str, int], ...]
    """Each name that counts, with the position of its stage: 1 is the first."""
    stages: tuple[str, ...]
    """The keys of the stages that have events, in their order: position 1, 2 and so on."""
    until: dt.datetime
    """Up to when everything is known: a window that ends later is still open."""
    how: How = "ordered"
    window_days: int = WINDOW_DAYS
    lost: tuple[str, ...] = ()
    """The names that say a case is lost."""
    won: int = MOST_STAGES + 1
    """The position from which on a case is a customer; past the last one where nobody is a customer yet."""


def question_of(
    stages: Sequence[Stage],
    names: pd.DataFrame,
    means: Mapping[str, str | None],
    *,
    how: How = "ordered",
    window_days: int = WINDOW_DAYS,
) -> Question | None:
    """The question that these stages ask of events with these names; None where no event answers it.

    Stages of which there are no events are passed over. What is known ends with the last event, or with
    that day where it has a date alone.
    """
    happened = names[names["last"].notna()]
    by_stage: dict[str, list[str]] = {}
    for name in happened["stage"]:
        by_stage.setdefault(means.get(name) or LEFT_OUT, []).append(name)
    there = [stage.key for stage in stages if stage.key in by_stage]
    if not there:
        return None
    positions = [(name, place) for place, key in enumerate(there, start=1) for name in by_stage[key]]
    return Question(
        tuple(sorted(positions)),
        tuple(there),
        _latest(happened["last"].max()),
        how,
        window_days,
        tuple(sorted(by_stage.get(LOST, []))),
        _won(stages, there),
    )


def _won(stages: Sequence[Stage], there: Sequence[str]) -> int:
    """The first position of a stage that stands for revenue, or comes after it.

    Where none stands for revenue, that is the customer stage; where there is none either, the last one.
    """
    keys = [stage.key for stage in stages]
    customer = next((stage.key for stage in stages if stage.factory == "revenue"), CUSTOMER)
    reached = keys[keys.index(customer) :] if customer in keys else keys[-1:]
    return next((place for place, key in enumerate(there, start=1) if key in reached), len(there) + 1)


def reach_of_events(found: pd.DataFrame, question: Question) -> pd.DataFrame:
    """The answer of reach.sql as a reach frame; channels that differ by case or spaces alone are one."""
    if found.empty:
        return empty_reach()
    channels = one_name_each(found["channel"])
    parts = [
        pd.DataFrame(
            {
                "stage": key,
                "channel": found["channel"].map(channels),
                "period": pd.to_datetime(found["period"]),
                "people": found[f"people_{place}"].astype(float),
                "closed": found[f"closed_{place}"].astype(float),
            }
        )
        for place, key in enumerate(question.stages, start=1)
    ]
    return (
        pd.concat(parts)
        .groupby(["stage", "channel", "period"], sort=True, as_index=False)
        .sum()
        .astype({"stage": "str", "channel": "str"})
    )


def one_name_each(channels: pd.Series) -> dict[str, str]:
    """Each channel's name as it is shown: of names that differ by case or spaces alone, the first one.

    >>> one_name_each(pd.Series(["Ads", "ads ", "Fair"]))
    {'Ads': 'Ads', 'Fair': 'Fair', 'ads ': 'Ads'}
    """
    first: dict[str, str] = {}
    names = sorted({str(channel) for channel in channels})
    return {name: first.setdefault(" ".join(name.split()).casefold(), name.strip()) for name in names}


def times_of_events(found: Mapping[str, float | None], question: Question) -> pd.DataFrame:
    """The answer of times.sql in days: one row a stage after the first that anybody reached."""
    rows = []
    for place, key in enumerate(question.stages[1:], start=2):
        seconds = [found[f"{name}_{place}"] for name in ("median", "quick", "slow")]
        if any(value is None or np.isnan(value) for value in seconds):
            continue
        median, quick, slow = (float(value or 0.0) / DAY for value in seconds)
        rows.append({"stage": key, "median_days": median, "quick_days": quick, "slow_days": slow})
    return pd.DataFrame(rows, columns=["stage", "median_days", "quick_days", "slow_days"])


def doubts(
    names: pd.DataFrame, means: Mapping[str, str | None], question: Question | None, late_only: int = 0
) -> list[Text]:
    """What of the events does not count, or may mislead: one sentence each.

    `late_only`: the cases of which no event of the first stage is known.
    """
    said: list[Text] = []
    counting = names[names["stage"].map(means).fillna(LEFT_OUT) != LEFT_OUT]
    without, planned = int(counting["without_time"].sum()), int(counting["planned"].sum())
    if without:
        said.append(
            Text(
                "{count} events have no time, so nobody knows when they were: they do not count.",
                {"count": Figure(without)},
            )
            if without > 1
            else Text("One event has no time, so nobody knows when it was: it does not count.")
        )
    if planned:
        said.append(
            Text(
                "{count} events are still to come: they count once their time is past.",
                {"count": Figure(planned)},
            )
            if planned > 1
            else Text("One event is still to come: it counts once its time is past.")
        )
    if late_only:
        said.append(
            Text(
                "{count} cases have later stages but not the first one, so they are in no rate. Leave the "
                "first stage out, or say which names mean it, if they belong here.",
                {"count": Figure(late_only)},
            )
            if late_only > 1
            else Text(
                "One case has later stages but not the first one, so it is in no rate. Leave the first stage "
                "out, or say which names mean it, if it belongs here."
            )
        )
    if question is not None:
        entry = [name for name, place in question.positions if place == 1]
        first = _latest(names.loc[names["stage"].isin(entry), "first"].min())
        days = max((question.until - first).days, 0)
        if question.window_days > days:
            said.append(
                Text(
                    "The window of {window} days is longer than your events reach ({days} days), so every "
                    "case is still open. Choose a shorter window.",
                    {"window": question.window_days, "days": days},
                )
            )
    return said


def _latest(moment: pd.Timestamp) -> dt.datetime:
    """The last moment at which an event may have been: a date alone may have been at any of its day."""
    if moment == moment.normalize():
        moment += pd.Timedelta(days=1) - pd.Timedelta(microseconds=1)
    latest: dt.datetime = moment.to_pydatetime()
    return latest
