"""All that a story is made of: the answers of every page together, from whoever has computed them.

The pages take them from the workspace, the command line from files; `Loaded` is what files say, as the
pages would tell it had they been loaded there with nothing typed in.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from core.brief.funnel import asked_of_files, figures_of_files
from core.errors import Problem
from core.factory.blueprint import Blueprint, blueprint_of
from core.factory.focus import Focus
from core.factory.judged import Judged
from core.factory.recent import Counted, Recent, flows, recent_business, window_of
from core.factory.throughput import Throughput, throughput_of
from core.factory.weakest_link import Verdict, weakest_link
from core.funnel.funnel import Funnel, by_channel, funnel_of
from core.funnel.goal.hours import effort_of, hours_of
from core.funnel.goal.measured import Measured
from core.funnel.goal.plan import Plan
from core.funnel.goal.planning import plan_of
from core.funnel.goal.rates import marks_of
from core.funnel.matching import meanings
from core.funnel.periods import Period
from core.funnel.step_stages import stages_of_steps
from core.language import Text
from core.sheets.intake import Intake, rows_of, take_in
from core.sheets.kinds import CHANNEL_SPEND, PROCESS, ROLES, TIME_ENTRIES
from core.steps.capacity import PRACTICAL
from core.steps.clocks import with_measured
from core.steps.economics import Book, Economics, book, economics_of
from core.steps.measured import Measured as MeasuredSteps
from core.steps.measured import measure
from core.steps.time_log import time_log
from core.store.funnel_figures import Asked, Figures, after_the_window
from core.store.funnel_settings import FunnelSettings
from core.store.goal_settings import GoalSettings
from core.store.stage_logs import events_until, stage_log_of


@dataclass(frozen=True, eq=False)
class Facts:
    """What is known of a business at one moment, computed; the slides tell it."""

    economics: Economics
    currency: str
    funnel: Funnel
    """Everybody, by whatever channel and whenever they came."""
    channels: Mapping[str, Funnel]
    """The same by channel; "" those of no known one."""
    funnel_notes: tuple[Text, ...]
    """What must be said of how the funnel's figures came about."""
    settings: FunnelSettings
    recent: Recent
    verdict: Verdict
    blueprint: Blueprint
    throughput: Throughput | None
    actions: tuple[Judged, ...] = ()
    """The latest first."""
    focus: tuple[Focus, str] | None = None
    """Where the time went since the verdict, and what its steps are called."""
    plan: Plan | None = None
    """None where there is no goal yet, or it cannot be planned for."""
    pace: Mapping[str, float] | None = None
    """How many came to each stage a week, lately, by its key."""
    practical: float = PRACTICAL
    """The share of people's hours that can be planned."""
    files: tuple[str, ...] = ()
    made: dt.datetime = dt.datetime.min
    """In the clock of whoever tells the story."""
    name: str = ""
    """What the business is called."""
    sheet_spend: Mapping[str, float] = field(default_factory=dict)
    """What the sheets say was spent on channels, in the currency of the story."""
    won_late: int = 0
    """Cases that became customers only after their window was over."""

    @property
    def today(self) -> dt.date:
        """The day of the story."""
        return self.made.date()


@dataclass(frozen=True, eq=False)
class Loaded:
    """Some files with all that they tell, at these inputs."""

    intakes: tuple[Intake, ...]
    book: Book
    measured: MeasuredSteps
    economics: Economics
    currency: str
    settings: FunnelSettings
    goal: GoalSettings
    asked: Asked
    now: dt.datetime

    def figures(self, period: Period) -> Figures:
        """The figures of the funnel, told by these periods."""
        return {"week": self.weekly, "month": self.monthly}.get(period) or self._figures(period)

    @cached_property
    def weekly(self) -> Figures:
        """The figures of the funnel, told by weeks."""
        return self._figures("week")

    @cached_property
    def monthly(self) -> Figures:
        """The figures of the funnel, told by months."""
        return self._figures("month")

    def _figures(self, period: Period) -> Figures:
        return figures_of_files(self.asked, self.intakes, self.settings, period)

    @cached_property
    def step_stages(self) -> pd.DataFrame:
        """The stage that each step leads to."""
        steps, settings = self.book.steps, self.settings
        means = meanings(steps["stage"].dropna().unique(), settings.stages, dict(settings.meanings))
        return stages_of_steps(steps, settings.stages, means, dict(settings.steps))

    @cached_property
    def counted(self) -> Counted:
        """What the factory asks of the funnel."""
        weekly, monthly, settings = self.weekly, self.monthly, self.settings
        return Counted(
            settings.stages,
            weekly.reach,
            weekly.period,
            monthly.reach,
            monthly.period,
            self.step_stages,
            stage_log_of(weekly, settings),
            settings.chosen_sources,
            events_until(weekly),
        )

    @cached_property
    def recent(self) -> Recent:
        """The business in its latest weeks."""
        window = window_of(self.counted, self.now.date())
        hours = hours_of(self.book.roles)
        return recent_business(
            self.economics, self.counted, hours, window, quick_minutes=self.measured.quick_minutes
        )

    @cached_property
    def verdict(self) -> Verdict:
        """What holds the business back."""
        return weakest_link(self.recent.business)

    @cached_property
    def throughput(self) -> Throughput | None:
        """Happy customers as they were counted; None where they were not."""
        window = self.recent.window
        found = throughput_of(self.counted.log, since=window.since, until=window.until)
        return None if found is None or found.stage.factory == "acquisition" else found

    def paced(self, period: Period) -> Measured:
        """The funnel as a goal is counted back with it, told by this period."""
        figures, settings = self.figures(period), self.settings
        return Measured.of(
            settings.stages,
            figures.reach,
            settings.chosen_sources,
            figures.times(),
            figures.period,
            self.now.date(),
        )

    def plan(self, period: Period = "month") -> Plan | None:
        """What the goal takes; None where there is none. Raises StepwiseError where it cannot be planned."""
        measured, stages = self.paced(period), self.settings.stages
        ambition = self.goal.ambition(measured.customers(marks_of(stages).customer), self.now.date())
        if ambition is None:
            return None
        return plan_of(
            ambition,
            stages,
            measured.rates(self.goal.assumed_rates),
            lags=measured.lags,
            effort=effort_of(self.economics, stages, self.step_stages),
            hours=hours_of(self.book.roles),
        )


def load(
    files: Sequence[Path],
    hourly_rate: float,
    currency: str,
    settings: FunnelSettings | None = None,
    goal: GoalSettings | None = None,
) -> Loaded:
    """Read these files; one given twice counts once, one that cannot be opened is refused in its intake."""
    intakes: dict[str, Intake] = {}
    for file in files:
        try:
            data = file.read_bytes()
        except OSError as error:
            intakes[str(file)] = Intake(file.name, refusal=_unopened(file, error))
            continue
        digest = hashlib.sha256(data).hexdigest()
        if digest not in intakes:
            intakes[digest] = take_in(file.name, data)
    taken = tuple(intakes.values())
    guessed = book(_process_rows(taken), rows_of(taken, ROLES))
    measured = measure(time_log(rows_of(taken, TIME_ENTRIES), guessed.steps), guessed.steps)
    # The minutes that the time entries measured count, as on the pages.
    steps = replace(guessed, steps=with_measured(guessed.steps, measured, use="measured"))
    said, now = settings or FunnelSettings(), dt.datetime.now()
    return Loaded(
        taken,
        steps,
        measured,
        economics_of(steps, hourly_rate),
        currency,
        said,
        goal or GoalSettings(),
        asked_of_files(taken, said, now),
        now,
    )


def facts_of(loaded: Loaded, *, name: str = "") -> Facts:
    """What the files tell, for a story. Raises StepwiseError where their goal cannot be planned for."""
    settings, reach = loaded.settings, loaded.monthly.reach
    chosen = settings.chosen_sources
    leads_to = dict(zip(loaded.step_stages["step_id"], loaded.step_stages["stage"], strict=True))
    verdict, found = loaded.verdict, loaded.throughput
    business = loaded.recent.business
    counted_pace = business.happy_per_week if business.wins_known else None
    return Facts(
        loaded.economics,
        loaded.currency,
        funnel_of(settings.stages, reach, chosen=chosen, times=loaded.monthly.times()),
        by_channel(settings.stages, reach, chosen=chosen),
        loaded.monthly.notes,
        settings,
        loaded.recent,
        verdict,
        blueprint_of(
            verdict,
            flows(loaded.recent, loaded.counted),
            settings.stages,
            leads_to,
            counted_pace if found is None else found.per_week,
            of_happy=business.happy is not None if found is None else not found.stands_in,
        ),
        found,
        plan=loaded.plan(),
        pace=loaded.paced("month").pace,
        practical=loaded.goal.planned,
        files=tuple(intake.file for intake in loaded.intakes if intake.rows),
        made=loaded.now,
        name=name,
        sheet_spend=_spend(loaded),
        won_late=after_the_window(loaded.asked),
    )


def _spend(loaded: Loaded) -> dict[str, float]:
    rows = rows_of(loaded.intakes, CHANNEL_SPEND)
    told = rows[rows["currency"].isna() | (rows["currency"] == loaded.currency)]
    by_channel = told.groupby("channel")["amount"].sum()
    return {str(name): float(amount) for name, amount in by_channel.items()}


def _process_rows(intakes: Sequence[Intake]) -> pd.DataFrame:
    """The rows of all processes, each with its file and its sheet, as a workspace has them."""
    frames = [
        table.rows.assign(file=intake.file, sheet=table.table.sheet)
        for intake in intakes
        for table in intake.tables
        if table.kind == PROCESS.name and len(table.rows)
    ]
    return pd.concat(frames, ignore_index=True) if frames else rows_of([], PROCESS)


def _unopened(file: Path, error: OSError) -> Problem:
    reason = {"reason": error.strerror}
    text = Text("The file cannot be opened ({reason}). Check its name and folder.", reason)
    return Problem(file.name, "", "", text)
