"""The brief on the command line: python3 run.py brief FILE [FILE ...] [-o OUT].

Prints what was read of the files, what a customer costs and how many get through, or writes the story as a
page, a deck, a workbook or a paper. Ends with 0, or with 2 and the problems where nothing could be kept.
Nothing is stored.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from core.brief.answers import Json, answers
from core.brief.customer import customer_side
from core.brief.factory import throughput, weakest_link
from core.brief.facts import Loaded, facts_of, load
from core.brief.funnel import funnel_told
from core.brief.goal import goal_told
from core.brief.outputs import FORMATS, JSON, TELLERS, format_for, require_writable, write_whole
from core.brief.telling import story_of
from core.brief.unread import unread
from core.errors import StepwiseError
from core.funnel.events import LONGEST_WINDOW, WINDOW_DAYS
from core.funnel.events_sql import HOWS
from core.funnel.periods import PERIODS, Period
from core.language import LANGUAGES, _, speaking
from core.language.amounts import CURRENCIES, number
from core.store.funnel_settings import FunnelSettings
from core.store.goal_settings import BOUNDS, GoalSettings

NOTHING_KEPT = 2


def told(loaded: Loaded, period: Period = "month") -> Json:
    """The answers as data; `period` is by what the funnel is told.

    Raises StepwiseError where the goal cannot be planned for.
    """
    return {
        "made": loaded.now.isoformat(timespec="seconds"),
        **answers(loaded.intakes, loaded.economics, loaded.currency),
        "funnel": funnel_told(loaded.figures(period), loaded.settings),
        "goal": goal_told(loaded.plan(period)),
        "weakest_link": weakest_link(loaded.verdict, loaded.currency),
        "throughput": throughput(loaded.verdict, loaded.throughput),
        "customer_side": customer_side(loaded.economics),
    }


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
    parser.add_argument("--name", default="", help="what the business is called")
    parser.add_argument("--format", choices=FORMATS, help="that of OUT's ending, or json")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="the file to write; json may do without"
    )
    said = parser.parse_args(arguments)
    with speaking(said.language):
        try:
            any_kept = _answered(said)
        except StepwiseError as error:
            parser.error(str(error))
        if not any_kept:
            sys.stderr.write(_("Nothing in these files could be kept; the problems say why.") + "\n")
    return 0 if any_kept else NOTHING_KEPT


def _answered(said: argparse.Namespace) -> bool:
    """Print or write what was asked for; whether any row could be kept."""
    wanted = format_for(said.format, said.output)
    if said.output is not None:
        require_writable(said.output, said.files)
    funnel = FunnelSettings(how=said.order, window_days=said.window)
    loaded = load(said.files, said.hourly_rate, said.currency, funnel, _goal(said))
    any_kept = any(intake.rows for intake in loaded.intakes)
    if wanted == JSON:
        data = (json.dumps(told(loaded, said.period), ensure_ascii=False, indent=2) + "\n").encode()
    else:
        # Who gets data finds the problems in it.
        sys.stderr.writelines(f"{line}\n" for line in unread(loaded.intakes))
        if not any_kept:
            return False
        data = TELLERS[wanted](story_of(facts_of(loaded, name=said.name)))
    if said.output is not None:
        write_whole(said.output, data)
    else:
        sys.stdout.write(data.decode())
    return any_kept


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
