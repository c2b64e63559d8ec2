"""All that is known of the funnel: the events are asked, the counts are read, each stage has its figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
import pyarrow as pa

from core.funnel.counts import CountsRead, reach_of_counts
from core.funnel.events import LONGEST_WINDOW, Question, doubts, question_of
from core.funnel.funnel import Source
from core.funnel.matching import meanings
from core.funnel.periods import Period
from core.language import Text
from core.store import event_funnel
from core.store.event_log import EventLog
from core.store.funnel_settings import FunnelSettings


@dataclass(frozen=True, eq=False)
class Asked:
    """What the events answer; `question` and `cases` are None where they answer nothing."""

    log: EventLog
    names: pd.DataFrame
    """The names of their stages, as `core.funnel.events.NAMES` describes them."""
    means: Mapping[str, str | None]
    question: Question | None = None
    cases: pa.Table | None = None
    doubts: tuple[Text, ...] = ()

    @cached_property
    def whenever(self) -> pa.Table | None:
        """The cases without a window: who got how far at any time; asks the events once more.

        A customer is one, however long it took.
        """
        if self.question is None or self.cases is None:
            return None
        return event_funnel.cases_of(self.log, replace(self.question, window_days=LONGEST_WINDOW))


def ask(log: EventLog, settings: FunnelSettings, now: dt.datetime) -> Asked:
    """Ask the events once; what is told by channel, by period or of the times costs little after that."""
    names = event_funnel.names_of(log, now)
    means = meanings(names["stage"], settings.stages, dict(settings.meanings))
    question = question_of(settings.stages, names, means, how=settings.how, window_days=settings.window_days)
    if question is None:
        return Asked(log, names, means, doubts=tuple(doubts(names, means, None)))
    cases = event_funnel.cases_of(log, question)
    said = doubts(names, means, question, event_funnel.late_only(log, question))
    return Asked(log, names, means, question, cases, tuple(said))


@dataclass(frozen=True, eq=False)
class Figures:
    """How many reached each stage, by channel and period, from each source; and the names that say so."""

    reach: Mapping[Source, pd.DataFrame]
    """A reach frame (`core.funnel.funnel.REACH`) of each source that knows anything."""
    period: Period
    """The periods by which they are told."""
    asked: Asked
    counts: CountsRead
    count_names: Mapping[str, str | None]
    """What each name of the counts means."""

    @property
    def notes(self) -> tuple[Text, ...]:
        """What must be said of how the figures came about."""
        return (*self.asked.doubts, *self.counts.notes)

    def times(
        self,
        *,
        channels: Collection[str] | None = None,
        first: dt.date | None = None,
        before: dt.date | None = None,
    ) -> pd.DataFrame | None:
        """The days that each stage takes, of these channels and of cases that entered in this time."""
        asked = self.asked
        if asked.question is None or asked.cases is None:
            return None
        return event_funnel.times_of(
            asked.cases, asked.question, channels=channels, first=first, before=before
        )


def figures_of(asked: Asked, counts: pd.DataFrame, settings: FunnelSettings, period: Period) -> Figures:
    """The figures of the asked events and of the kept stage counts, told by these periods.

    Where the counts are too coarse for the period, everything is told by the finest that they allow.
    """
    count_names = meanings(counts["stage"].dropna().unique(), settings.stages, dict(settings.meanings))
    read = reach_of_counts(counts, settings.stages, count_names, period)
    reach: dict[Source, pd.DataFrame] = {}
    if not read.reach.empty:
        reach["counts"] = read.reach
        period = read.period
    if asked.question is not None and asked.cases is not None:
        reach["events"] = event_funnel.reach_of(asked.cases, asked.question, period)
    return Figures(reach, period, asked, read, count_names)


def after_the_window(asked: Asked) -> int:
    """How many cases became customers only after their window was over."""
    question = asked.question
    if question is None or question.won > len(question.stages):
        return 0
    assert asked.cases is not None
    assert asked.whenever is not None
    won = f"time_{question.won}"
    return int(asked.cases[won].null_count - asked.whenever[won].null_count)
