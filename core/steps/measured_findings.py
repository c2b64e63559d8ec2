"""What the time entries say, as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from core.language import _, ngettext
from core.language.amounts import duration, exact_number, listing, money, number, percent
from core.steps.chain import ACQUIRE
from core.steps.findings import quoted
from core.steps.measured import HonestClock
from core.steps.step_runs import LONGEST_MINUTES
from core.steps.time_log import ENOUGH_RUNS, TimeLog

ABOUT_RIGHT = 0.05
"""So far from 1 a factor still says that the guesses were about right."""
NAMED = 3
"""So many steps are named in a sentence."""


def times_words(factor: float) -> str:
    """A factor as it is said.

    >>> times_words(1.58), times_words(0.25)
    ('1.6 times', '0.25 times')
    """
    return _("{factor} times").format(factor=_figures(factor))


def _figures(factor: float) -> str:
    return number(round(factor, 1 if factor >= 1 else 2))


def honest_clock(clock: HonestClock) -> str:
    """How the guesses stand to what was measured."""
    if abs(clock.factor - 1) < ABOUT_RIGHT:
        return _("Your measured steps take about as long as you guessed.")
    return _("Your measured steps take {times} your guesses.").format(times=times_words(clock.factor))


def how_sure(clock: HonestClock) -> str:
    """How sure the factor of the honest clock is, and what it rests on."""
    if clock.low is None or clock.high is None:
        return _("That rests on too few runs to say how sure it is.")
    return ngettext(
        "That rests on {runs} runs of {steps} step; it is likely between {low} and {high} times.",
        "That rests on {runs} runs of {steps} steps; it is likely between {low} and {high} times.",
        clock.steps,
    ).format(
        runs=exact_number(clock.runs),
        steps=exact_number(clock.steps),
        low=_figures(clock.low),
        high=_figures(clock.high),
    )


def corrected_win(line: Mapping[str, Any], currency: str, spend_per_win: float = 0.0) -> str | None:
    """What one win takes by the honest clock instead of the guesses; None where that is the same.

    `line` is a row of `core.steps.clocks.per_win_by_clock`.
    """
    guessed, honest = duration(line["minutes_guessed"]), duration(line["minutes_honest"])
    cost, honest_cost = (
        money(line[f"cost_{use}"] + spend_per_win, currency) for use in ("guessed", "honest")
    )
    if guessed == honest or pd.isna(line["minutes_honest"]):
        return None
    told = {"channel": line["channel"], "guessed": guessed, "honest": honest}
    if cost == honest_cost:
        template = (
            _("A customer from {channel} then takes {honest} instead of {guessed}.")
            if line["phase"] == ACQUIRE
            else _("One order of {channel} then takes {honest} instead of {guessed}.")
        )
        return template.format(**told)
    template = (
        _(
            "A customer from {channel} then takes {honest} instead of {guessed}, and costs {honest_cost} "
            "instead of {cost}."
        )
        if line["phase"] == ACQUIRE
        else _(
            "One order of {channel} then takes {honest} instead of {guessed}, and costs {honest_cost} "
            "instead of {cost}."
        )
    )
    return template.format(**told, cost=cost, honest_cost=honest_cost)


def trend(step: Mapping[str, Any]) -> str:
    """Whether a step takes less or more time than it did; "" where it cannot be told."""
    if not step["trend"]:
        return ""
    if step["trend"] == "steady":
        return _("about as long as before")
    template = _("lately {share} faster") if step["trend"] == "faster" else _("lately {share} slower")
    return template.format(share=percent(abs(step["change"])))


def spread(step: Mapping[str, Any]) -> str:
    """Between which times half of a step's runs lie; "" where there are too few to say so."""
    if step["runs"] < ENOUGH_RUNS:
        return ""
    low, high = duration(step["quarter"]), duration(step["three_quarters"])
    return low if low == high else _("{low} to {high}").format(low=low, high=high)


def far_off(steps: pd.DataFrame) -> str | None:
    """Which steps took so much more or less than guessed that they do not count for now, and what to do."""
    doubted = steps[steps["doubtful"]]
    if doubted.empty:
        return None
    names = listing([quoted(str(name)) for name in doubted["step"].head(NAMED)])
    return ngettext(
        "{steps} took very much more or less than you guessed, so its measured time does not count for now. "
        "If one entry holds several runs, say below that its text belongs to no step. If the time is right, "
        "type it over the guess.",
        "{steps} took very much more or less than you guessed, so their measured times do not count for now. "
        "If one entry holds several runs, say below that its text belongs to no step. If the time is right, "
        "type it over the guess.",
        len(doubted),
    ).format(steps=names)


def unknown_hours(log: TimeLog) -> str | None:
    """How much of what was logged belongs to no step; None where all of it does."""
    unknown, logged = log.unknown_minutes, log.logged_minutes
    if not unknown > 0:
        return None
    return _("{unknown} of the {logged} logged, {share}, belong to no step of your processes.").format(
        unknown=duration(unknown), logged=duration(logged), share=percent(unknown / logged)
    )


def set_aside(log: TimeLog) -> list[str]:
    """Which entries count nowhere, and why."""
    aside = log.aside
    said = []
    if aside.unfinished:
        said.append(
            ngettext(
                "{count} entry has no duration and counts nowhere: give it an end.",
                "{count} entries have no duration and count nowhere: give them an end.",
                aside.unfinished,
            ).format(count=exact_number(aside.unfinished))
        )
    if aside.empty:
        said.append(
            ngettext(
                "{count} entry of 0 minutes counts nowhere.",
                "{count} entries of 0 minutes count nowhere.",
                aside.empty,
            ).format(count=exact_number(aside.empty))
        )
    if aside.too_long:
        said.append(
            ngettext(
                "{count} entry of more than {hours} hours, {time} in all, counts nowhere: perhaps the clock "
                "was not stopped, or it is a sum.",
                "{count} entries of more than {hours} hours, {time} in all, count nowhere: perhaps the clock "
                "was not stopped, or they are sums.",
                aside.too_long,
            ).format(
                count=exact_number(aside.too_long),
                hours=LONGEST_MINUTES // 60,
                time=duration(aside.too_long_minutes),
            )
        )
    return said
