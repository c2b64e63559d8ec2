"""How sure the figures of a chain are, in plain words, and what to measure first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from core.language import _
from core.language.amounts import duration, money, number, percent
from core.steps.chain import ACQUIRE, Chain
from core.steps.findings import quoted
from core.steps.uncertainty import Spread, Spreads
from core.steps.what_moves_it import Mover

Say = Callable[[float], str]


def range_of(spread: Spread, say: Say) -> str:
    """The interval as short as it can be said, for a table: "€480 to €720"; "guessed", or nothing.

    `say` writes one figure: money, a time, a number.

    >>> range_of(Spread(575.0, 480.0, 720.0, "known"), "{:.0f} €".format)
    '480 € to 720 €'
    """
    if spread.low is not None and spread.high is not None:
        low, high = say(spread.low), say(spread.high)
        return (
            _("about {value}").format(value=low)
            if low == high
            else _("{low} to {high}").format(low=low, high=high)
        )
    if spread.low is not None:
        return _("at least {low}").format(low=say(spread.low))
    if spread.high is not None:
        return _("at most {high}").format(high=say(spread.high))
    return _("guessed") if spread.evidence == "guessed" else ""


def between(spread: Spread, say: Say) -> str:
    """The interval in words, with how sure it is; for a bare guess the figure itself, called so.

    >>> between(Spread(575.0, 480.0, 720.0, "known"), "{:.0f} €".format)
    'between 480 € and 720 € (80 of 100 such cases)'
    """
    partly = spread.evidence == "partly"
    if spread.low is not None and spread.high is not None:
        low, high = say(spread.low), say(spread.high)
        if low == high:
            return _("about {value}").format(value=low)
        template = (
            _("between {low} and {high} (80 of 100 such cases, if the guesses in it are right)")
            if partly
            else _("between {low} and {high} (80 of 100 such cases)")
        )
        return template.format(low=low, high=high)
    if spread.low is not None:
        template = (
            _("at least {low} (90 of 100 such cases, if the guesses in it are right)")
            if partly
            else _("at least {low} (90 of 100 such cases)")
        )
        return template.format(low=say(spread.low))
    if spread.high is not None:
        template = (
            _("at most {high} (90 of 100 such cases, if the guesses in it are right)")
            if partly
            else _("at most {high} (90 of 100 such cases)")
        )
        return template.format(high=say(spread.high))
    value = "–" if spread.median is None else say(spread.median)
    return _("{value}, guessed").format(value=value) if spread.evidence == "guessed" else value


def how_sure(chain: Chain, found: Spreads | None, currency: str) -> str | None:
    """How sure the cost of a customer, or of an order, is; where nothing costs anything, its time.

    None where there is nothing to say: nothing is open, or a guess says that nobody gets through.
    """
    if found is None:
        return None
    in_money = found.cost_per_win.median != 0
    spread = found.cost_per_win if in_money else found.minutes_per_win
    if not spread.is_open:
        nothing = spread.median == 0 or spread.evidence == "known"
        return None if nothing else _("All of this is guessed so far, so nobody can say how sure it is.")
    said = between(spread, partial(money, currency=currency) if in_money else duration)
    if chain.phase != ACQUIRE:
        template = (
            _("One order of {channel} costs {range}.")
            if in_money
            else _("One order of {channel} takes {range}.")
        )
    elif chain.blocked_by is not None:
        template = (
            _("Of {tried} so far nobody got past {step}; a customer from {channel} costs {range}.")
            if in_money
            else _("Of {tried} so far nobody got past {step}; a customer from {channel} takes {range}.")
        )
    else:
        template = (
            _("A customer from {channel} costs {range}.")
            if in_money
            else _("A customer from {channel} takes {range}.")
        )
    tried = ""
    if chain.blocked_by is not None:
        stuck = chain.steps.loc[chain.steps["reached_rate"] == 0, "pass_rate_tried"]
        tried = number(float(stuck.iloc[-1]))
    return template.format(channel=chain.channel, range=said, step=quoted(str(chain.blocked_by)), tried=tried)


def measure_first(mover: Mover) -> str:
    """What to count, time or note next, and how much of what is open it settles."""
    if mover.what == "rate":
        template = _(
            "Count how many of the next {count} runs of {step} go on: "
            "{share} of what is unsure about the cost comes from there."
        )
    elif mover.what == "cash":
        template = _(
            "Note what the next {count} runs of {step} cost: "
            "{share} of what is unsure about the cost comes from there."
        )
    elif mover.next_runs is None:
        template = _(
            "Time three times as many runs of {step} as so far: "
            "{share} of what is unsure about the cost comes from there."
        )
    else:
        template = _(
            "Time the next {count} runs of {step}: {share} of what is unsure about the cost comes from there."
        )
    return template.format(
        count=number(mover.next_runs or 0), step=quoted(mover.step), share=percent(mover.share)
    )
