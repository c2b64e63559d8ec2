"""The figures of a what-if: each with its unit, how far it is from now, and its sentence."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from core.language import _
from core.language.amounts import money, number
from core.what_if.outcome import Outcome
from core.what_if.search import Answer

Said = Callable[[float], str]


@dataclass(frozen=True)
class Figure:
    """One figure of an outcome: what it is called, how it is got and said, and which way is better."""

    key: str
    label: str
    of: Callable[[Outcome], float | None]
    bare: Said
    """The figure beside its label, or in a sentence, which name its unit,"""
    said: Said
    """and alone, with its unit."""
    instead: str
    """The sentence about a figure that changes, from {now} to {then},"""
    only: str
    """about one that is not known now,"""
    never: str
    """and about one that nobody can tell then."""
    less_is_better: bool = False
    is_endless: Callable[[Outcome], bool] = lambda _outcome: False
    """Whether nothing limits it, so that there is no figure but more than any,"""
    endless: str = ""
    """and the sentence about that."""

    def says(self, outcome: Outcome) -> str:
        """The figure in words, as it stands beside its label."""
        value = self.of(outcome)
        if value is not None:
            return self.bare(value)
        return _("no limit") if self.is_endless(outcome) else _("not known")

    def worth(self, outcome: Outcome) -> float | None:
        """The figure to hold against others: endless where nothing limits it."""
        return math.inf if self.is_endless(outcome) else self.of(outcome)

    def against(self, before: Outcome, after: Outcome) -> str:
        """How far it is from what it was, in words; "" where one of both is not known."""
        was, is_now = self.of(before), self.of(after)
        if was is None or is_now is None:
            return ""
        if self.bare(was) == self.bare(is_now):
            return _("as now")
        template = _("{amount} less") if is_now < was else _("{amount} more")
        return template.format(amount=self.bare(abs(is_now - was)))

    def signed(self, before: Outcome, after: Outcome) -> str:
        """The same with a sign, as it stands in a table; "" where it is as it was."""
        was, is_now = self.of(before), self.of(after)
        if was is None or is_now is None or self.bare(was) == self.bare(is_now):
            return ""
        return ("−" if is_now < was else "+") + self.bare(abs(is_now - was))

    def effect(self, before: Outcome, after: Outcome) -> str:
        """What becomes of it, in a sentence; "" where it stays as it is."""
        was, is_now = self.of(before), self.of(after)
        if is_now is None and self.is_endless(after):
            return "" if self.is_endless(before) else self.endless
        if is_now is None:
            return "" if was is None else self.never.format()
        if was is None:
            return self.only.format(then=self.bare(is_now))
        then, now = self.bare(is_now), self.bare(was)
        return "" if then == now else self.instead.format(then=then, now=now)


def figures(channel: str, currency: str, *, of_happy: bool) -> tuple[Figure, ...]:
    """The figures that are held before beside after, the most asked-for first.

    A customer and an order are those of a channel; "": of all together. Where nobody knows who is happy,
    customers stand in for happy ones.
    """

    def amount(value: float) -> str:
        return money(value, currency)

    def an_hour(value: float) -> str:
        return _("{money} an hour").format(money=money(value, currency))

    def hours(value: float) -> str:
        return _("{count} h").format(count=number(value))

    return (
        _cost(channel, amount),
        _throughput(of_happy=of_happy),
        Figure(
            "margin",
            _("Left of an order"),
            Answer("margin", channel).of,
            amount,
            amount,
            _("Of an order {then} would be left instead of {now}."),
            _("Of an order {then} would be left."),
            _("What would be left of an order cannot be told."),
        ),
        Figure(
            "hour_earns",
            _("What an hour earns"),
            Answer("hour_earns", channel).of,
            amount,
            an_hour,
            _("An hour would earn {then} instead of {now}."),
            _("An hour would earn {then}."),
            _("What an hour would earn cannot be told."),
        ),
        Figure(
            "hours_per_week",
            _("Hours a week"),
            lambda one: one.hours_per_week,
            hours,
            lambda value: _("{hours} a week").format(hours=hours(value)),
            _("Your customers would take {then} a week instead of {now}."),
            _("Your customers would take {then} a week."),
            _("What your customers would take a week cannot be told."),
            less_is_better=True,
        ),
        Figure(
            "ceiling",
            _("Customers a week at most"),
            lambda one: one.ceiling,
            number,
            _a_week,
            _("Your hours would do for {then} customers a week instead of {now}."),
            _("Your hours would do for {then} customers a week."),
            _("How many customers your hours would do for cannot be told."),
            is_endless=lambda one: one.is_unlimited,
            endless=_("Your hours would set no limit any more."),
        ),
    )


def _cost(channel: str, amount: Said) -> Figure:
    texts = (
        _("A customer would cost {then} instead of {now}."),
        _("A customer would cost {then}."),
        _("No customer would come out any more."),
    )
    if channel:
        # The name stands in the text: what is filled in later are figures alone.
        named = [
            _("A customer from {channel} would cost {then} instead of {now}."),
            _("A customer from {channel} would cost {then}."),
            _("No customer would come out of {channel} any more."),
        ]
        name = channel.replace("{", "{{").replace("}", "}}")
        first, second, third = (text.replace("{channel}", name) for text in named)
        texts = (first, second, third)
    return Figure(
        *("cost_per_win", _("Cost of a customer"), Answer("cost_per_win", channel).of, amount, amount),
        *texts,
        less_is_better=True,
    )


def _a_week(value: float) -> str:
    return _("{count} a week").format(count=number(value))


def _throughput(*, of_happy: bool) -> Figure:
    if of_happy:
        texts = (
            _("There would be {then} happy customers a week instead of {now}."),
            _("There would be {then} happy customers a week."),
            _("How many happy customers there would be cannot be told."),
        )
    else:
        texts = (
            _("You would win {then} customers a week instead of {now}."),
            _("You would win {then} customers a week."),
            _("How many customers you would win cannot be told."),
        )
    label = _("Happy customers a week") if of_happy else _("Customers a week")
    return Figure("throughput", label, lambda one: one.throughput, number, _a_week, *texts)
