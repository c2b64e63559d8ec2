"""The brief on the command line: python3 run.py brief FILE [FILE ...] --format json.

Prints what was read of the files, what a customer costs and how many get through. Ends with 0, or with 2 and
the problems where nothing could be kept. Nothing is stored.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.brief.answers import Json, answers
from core.brief.factory import factory_told
from core.brief.funnel import asked_of_files, figures_of_files, funnel_told
from core.brief.goal import goal_told
from core.errors import Problem, StepwiseError
from core.funnel.events import LONGEST_WINDOW, WINDOW_DAYS
from core.funnel.events_sql import HOWS
from core.funnel.periods import PERIODS, Period
from core.language import LANGUAGES, Text, _, speaking
from core.language.amounts import CURRENCIES, number
from core.sheets.intake import Intake, rows_of, take_in
from core.sheets.kinds import PROCESS, ROLES, TIME_ENTRIES
from core.steps.clocks import with_measured
from core.steps.economics import Book, book, economics_of
from core.steps.measured import measure
from core.steps.time_log import time_log
from core.store.funnel_settings import FunnelSettings
from core.store.goal_settings import BOUNDS, GoalSettings

NOTHING_KEPT = 2


def brief(
    files: Sequence[Path],
    hourly_rate: float,
    currency: str,
    funnel: FunnelSettings | None = None,
    period: Period = "month",
    goal: GoalSettings | None = None,
) -> tuple[Json, bool]:
    """The answers for these files, and whether any row could be kept. A file given twice counts once.

    `funnel` says how the funnel is counted, `period` by what it is told; `goal` is what to plan for. Raises
    StepwiseError where that cannot be planned for.
    """
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
    taken = list(intakes.values())
    steps = _with_measured(book(rows_of(taken, PROCESS), rows_of(taken, ROLES)), taken)
    found = economics_of(steps, hourly_rate)
    settings = funnel or FunnelSettings()
    now = dt.datetime.now()
    asked = asked_of_files(taken, settings, now)
    figures, weekly, monthly = (
        figures_of_files(asked, taken, settings, told_by) for told_by in (period, "week", "month")
    )
    told = {
        **answers(taken, found, currency),
        "funnel": funnel_told(figures, settings),
        "goal": goal_told(goal or GoalSettings(), figures, settings, steps, found, now.date()),
        **factory_told(weekly, monthly, settings, steps, found, currency, now.date()),
    }
    return told, any(intake.rows for intake in taken)


def _with_measured(guessed: Book, taken: Sequence[Intake]) -> Book:
    """The steps with the minutes that the time entries measured, as the pages count them."""
    log = time_log(rows_of(taken, TIME_ENTRIES), guessed.steps)
    return replace(guessed, steps=with_measured(guessed.steps, measure(log, guessed.steps), use="measured"))


def _unopened(file: Path, error: OSError) -> Problem:
    reason = {"reason": error.strerror}
    text = Text("The file cannot be opened ({reason}). Check its name and folder.", reason)
    return Problem(file.name, "", "", text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, print the brief, give the exit code."""
    parser = argparse.ArgumentParser(prog="run.py brief", description="What one customer costs, for scripts.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="xlsx, xls, ods or csv")
    parser.add_argument("--hourly-rate", type=_rate, default=100.0, help="the value of an hour (100)")
    parser.add_argument("--currency", choices=CURRENCIES, default="EUR")
    parser.add_argument("--language", choices=list(LANGUAGES), default="en")
    parser.add_argument("--order", choices=HOWS, default="ordered", help="in what order events must come")
    parser.add_argument("--window", type=_days, default=WINDOW_DAYS, metavar="DAYS", help="of a case (30)")
    parser.add_argument("--period", choices=PERIODS, default="month", help="by which the funnel is told")
    _add_goal(parser)
    parser.add_argument("--format", choices=["json"], default="json")
    said = parser.parse_args(arguments)
    with speaking(said.language):
        funnel = FunnelSettings(how=said.order, window_days=said.window)
        try:
            goal = _goal(said)
            found, any_kept = brief(said.files, said.hourly_rate, said.currency, funnel, said.period, goal)
        except StepwiseError as error:
            parser.error(str(error))
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        if not any_kept:
            sys.stderr.write(_("Nothing in these files could be kept; the problems say why.") + "\n")
    return 0 if any_kept else NOTHING_KEPT


_GOAL = {
    "revenue": "the goal: money a year",
    "happy_per_week": "or the goal: happy customers a week",
    "revenue_per_customer": "money that a customer brings in a year",
    "customers_now": "how many there are (0)",
    "churn": "share of them that leaves in a year, 0 to 1 (0)",
    "referred_leads": "leads that a happy customer brings in a year (0)",
    "market": "how many there are to be reached at all",
    "orders_per_customer": "in a year (1)",
}


def _add_goal(parser: argparse.ArgumentParser) -> None:
    for name, about in _GOAL.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=float, metavar="N", help=about)


def _goal(said: argparse.Namespace) -> GoalSettings:
    figures = {name: getattr(said, name) for name in _GOAL}
    for name, value in figures.items():
        bounds = BOUNDS[name]
        if value is not None and not bounds.lowest <= value <= bounds.highest:
            raise StepwiseError(
                "{found} cannot be right here. Write a number from {lowest} to {highest}.",
                found=f"--{name.replace('_', '-')} {value:g}",
                lowest=number(bounds.lowest),
                highest=number(bounds.highest),
            )
    return GoalSettings("happy" if said.revenue is None else "revenue", **figures)


def _days(text: str) -> int:
    try:
        days = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days; write it like 30") from None
    if not 1 <= days <= LONGEST_WINDOW:
        raise argparse.ArgumentTypeError(f"{text} is no window; it is from 1 to {LONGEST_WINDOW} days")
    return days


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number; write it like 87.5") from None
    if not 0 <= rate < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no hourly rate; it must be 0 or more")
    return rate


if __name__ == "__main__":
    sys.exit(main())
