"""The customer's side in sentences, the same on pages and in the brief."""

from __future__ import annotations

import math
from collections.abc import Sequence

from core.customer.effort import Effort
from core.customer.journey import WASTE, Journey
from core.customer.self_service import Outcome
from core.language import _, ngettext
from core.language.amounts import duration, exact_money, listing, money, number, percent
from core.steps.chain import ACQUIRE

_DAY = 1440.0


def wait(minutes: float) -> str:
    """A waiting time by the calendar, in days from one day on; it can be typed again as it stands.

    >>> wait(2880), wait(90)
    ('2 days', '1 h 30 min')
    """
    if abs(minutes) < _DAY:
        return duration(minutes)
    days = round(minutes / _DAY, 1)
    return ngettext("{count} day", "{count} days", 1 if days == 1 else 2).format(count=number(days))


def answer(effort: Effort) -> str:
    """What a customer of a channel gives, and how much of the time it takes is of worth."""
    if effort.blocked_by is not None:
        return _("Nobody gets past “{step}”, so {channel} never wins a customer.").format(
            step=effort.blocked_by, channel=effort.channel
        )
    words = {
        "channel": effort.channel,
        "time": duration(effort.minutes or 0.0),
        "waiting": wait(effort.waiting or 0.0),
        "share": _share(effort),
    }
    if effort.minutes is None and effort.waiting is None:
        return _("What a customer from {channel} spends with you is not noted yet.").format(**words)
    if effort.value_share is None:
        if effort.waiting is None:
            return _("A customer from {channel} gives you {time}.").format(**words)
        if effort.minutes is None:
            return _("A customer from {channel} waits {waiting}.").format(**words)
        return _("A customer from {channel} gives you {time} and waits {waiting}.").format(**words)
    if effort.waiting is None:
        return _(
            "A customer from {channel} gives you {time}; {share} of the time it all takes is worth anything "
            "to them."
        ).format(**words)
    if effort.minutes is None:
        return _(
            "A customer from {channel} waits {waiting}; {share} of the time it all takes is worth anything "
            "to them."
        ).format(**words)
    return _(
        "A customer from {channel} gives you {time} and waits {waiting}; {share} of the time it all takes is "
        "worth anything to them."
    ).format(**words)


def _share(effort: Effort) -> str:
    """The value-adding share in words; "" where nothing is judged."""
    if effort.value_share is None:
        return ""
    least, most = (percent(share) for share in effort.value_share)
    return least if least == most else _("{least} to {most}").format(least=least, most=most)


def share_words(effort: Effort) -> str:
    """The value-adding share: one figure, or from what to what it can lie; a dash where nothing is judged."""
    return _share(effort) or "–"


def known_words(effort: Effort) -> str:
    """On how much of the way these figures rest."""
    return ngettext(
        "Of {count} step you noted the customer's minutes for {minutes}, the waiting for {waiting} and the "
        "value to the customer for {value}; what you left out counts as not known.",
        "Of {count} steps you noted the customer's minutes for {minutes}, the waiting for {waiting} and the "
        "value to the customer for {value}; what you left out counts as not known.",
        effort.steps,
    ).format(
        count=effort.steps,
        minutes=effort.with_minutes,
        waiting=effort.with_waiting,
        value=effort.with_value,
    )


def of_all_words(effort: Effort) -> str | None:
    """What all who were contacted spend for one customer won; None where it is the customer alone."""
    if effort.minutes_of_all is None or effort.people is None or effort.minutes is None:
        return None
    if not effort.minutes_of_all > effort.minutes * 1.0005:
        return None
    return _(
        "For one who becomes your customer, up to {people} people spend {all} with you all together; "
        "{others} of it is the time of people who never become one."
    ).format(
        people=number(round(effort.people, 1)),
        all=duration(effort.minutes_of_all),
        others=duration(effort.minutes_of_all - effort.minutes),
    )


def lead_words(effort: Effort) -> str | None:
    """How long it all takes and how that is counted; None where no time is known."""
    if not effort.lead_time > 0 or not effort.known:
        return None
    if effort.waiting is None:
        return _(
            "From their first part in it to the end there are {work} of work, one step after the other, what "
            "both do together counted once; how long they wait is not noted."
        ).format(work=duration(effort.lead_time))
    return _(
        "From their first part in it to the end it takes {lead}: {work} of work, one step after the other, "
        "what both do together counted once, and {waiting} of waiting."
    ).format(
        lead=wait(effort.lead_time),
        work=duration(sum(effort.by_value.values())),
        waiting=wait(effort.lead_time - sum(effort.by_value.values())),
    )


def waste_words(journey: Journey) -> str | None:
    """What of the time is waste to the customer, and where most of it is; None where there is none."""
    waste = journey.steps[(journey.steps["value"] == WASTE) & journey.steps["in_passage"]]
    waste = waste[waste["elapsed"] > 0]
    if waste.empty:
        return None
    largest = waste.loc[waste["elapsed"].idxmax()]
    return _("{time} of it is waste to them, most of it “{step}”.").format(
        time=duration(float(waste["elapsed"].sum())), step=largest["step"]
    )


def change_name(outcome: Outcome, step: str | None = None) -> str:
    """A possible change: which step goes to whom; `step` is its name where it is said otherwise."""
    names = {
        "customer": _("{step} → customer"),
        "system": _("{step} → system"),
        "partner": _("{step} → partner"),
        "us": _("{step}, done otherwise"),
    }
    return names[outcome.handover.to].format(step=step or outcome.step)


def customer_gains(outcome: Outcome) -> str:
    """What one customer gains or loses in minutes and in waiting."""
    said = []
    minutes, waiting = outcome.their_minutes, outcome.their_waiting
    if minutes:
        text = _("{time} less of their time") if minutes > 0 else _("{time} more of their time")
        said.append(text.format(time=duration(abs(minutes))))
    if waiting:
        text = _("{time} less waiting") if waiting > 0 else _("{time} more waiting")
        said.append(text.format(time=wait(abs(waiting))))
    if said:
        return listing(said)
    if minutes is None and waiting is None:
        return _("not known: the customer's time there is not noted")
    if minutes is None:
        return _("not known: the customer's minutes there are not noted")
    return _("nothing, and they lose nothing")


def we_gain(outcome: Outcome, currency: str) -> str:
    """What we gain or lose for each customer, in money and in time."""
    if not outcome.ours_known:
        return _("not known: your minutes there are not noted")
    gain = outcome.money_per_win
    per = _("{money} and {time} a customer") if outcome.phase == ACQUIRE else _("{money} and {time} an order")
    words = {"money": signed_money(gain, currency), "time": signed_time(outcome.our_minutes)}
    return per.format(**words)


def signed_money(amount: float, currency: str) -> str:
    """A gain with a plus, a loss with a minus.

    >>> signed_money(32.4, "EUR"), signed_money(-5, "EUR")
    ('+€32', '-€5')
    """
    said = money(amount, currency)
    return f"+{said}" if amount > 0 and said != money(0, currency) else said


def signed_time(minutes: float) -> str:
    """A gain of time with a plus, a loss with a minus.

    >>> signed_time(32.4)
    '+32 min'
    """
    return f"+{duration(minutes)}" if minutes > 0 else duration(minutes)


def pays_words(outcome: Outcome, currency: str) -> str:
    """What it brings in a year, and when the set-up is earned; nothing where our time is not known."""
    if not outcome.ours_known:
        return ""
    said = []
    if outcome.first_year is None:
        said.append(_("How many customers you win in a week is not known, so a year cannot be told."))
    else:
        said.append(
            _("{money} in the first year; before the set-up {week} a week.").format(
                money=signed_money(outcome.first_year, currency),
                week=signed_money(outcome.per_week or 0.0, currency),
            )
            if outcome.handover.setup
            else _("{money} in the first year, {week} a week.").format(
                money=signed_money(outcome.first_year, currency),
                week=signed_money(outcome.per_week or 0.0, currency),
            )
        )
    if not outcome.handover.setup:
        return " ".join(said)
    setup = exact_money(outcome.handover.setup, currency)
    customers, weeks = outcome.customers_to_break_even, outcome.weeks_to_break_even
    if customers is None:
        said.append(_("It never earns its set-up of {setup}.").format(setup=setup))
        return " ".join(said)
    count = max(1, math.ceil(customers - 1e-9))
    after = ngettext(
        "The set-up of {setup} is earned after {count} customer.",
        "The set-up of {setup} is earned after {count} customers.",
        count,
    )
    said.append(after.format(setup=setup, count=number(count)))
    if weeks is not None:
        whole = max(1, math.ceil(weeks - 1e-9))
        said.append(
            ngettext(
                "With the customers you win now that is {count} week.",
                "With the customers you win now that is {count} weeks.",
                whole,
            ).format(count=number(whole))
        )
    return " ".join(said)


def verdict_word(outcome: Outcome) -> str:
    """Who gains by a change, in a word or two."""
    return {
        "both": _("both gain"),
        "us": _("only you gain"),
        "customer": _("only the customer gains"),
        "mixed": _("a gain and a loss for the customer"),
        "neither": _("nobody gains"),
        "open": _("not known yet"),
    }[outcome.verdict]


def changes_title(outcomes: Sequence[Outcome]) -> str:
    """How many of the possible changes are good for both."""
    clear = sum(outcome.clear for outcome in outcomes)
    if len(outcomes) == 1:
        return (
            _("This change helps both of you")
            if clear
            else _("This change is no clear yes: it does not help both of you")
        )
    if not clear:
        return _("None of {count} changes helps both of you").format(count=len(outcomes))
    if clear == len(outcomes):
        return _("All {count} changes help both of you").format(count=clear)
    return ngettext(
        "{clear} of {count} changes helps both of you", "{clear} of {count} changes help both of you", clear
    ).format(clear=clear, count=len(outcomes))
