"""The throughput, the ladder and the history of the constraints in sentences."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from core.factory.history import Span
from core.factory.ladder import Premature, Standing
from core.factory.throughput import FactoryStep, OperatingExpense, Throughput
from core.factory.wording import as_said, customer_pace, few, happy_pace, many, named_role, weeks_said
from core.funnel.findings import rate_words
from core.funnel.stages import CUSTOMER, FACTORY
from core.language import _, ngettext
from core.language.amounts import day, duration, listing, money, number
from core.steps.findings import quoted

AHEAD = 4.0
"""So many weeks ahead it is told how many will come."""


def throughput_says(found: Throughput) -> str:
    """How many happy customers there are in a week, a month or a year, and how sure that is."""
    counted = found.counted
    if counted.count == 0:
        return _("No {unit} at “{stage}” in {weeks} so far.").format(
            unit=found.stage.unit_label, stage=found.stage.label, weeks=weeks_said(counted.weeks)
        )
    words = {
        "pace": _pace(found, found.per_week),
        "count": number(counted.count),
        "weeks": weeks_said(counted.weeks),
    }
    between = found.between
    assert between is not None
    # Where others than customers are counted they are told by the week.
    low, high = (
        as_said(end, max(found.per_week, 1.0) if _by_week(found) else found.per_week) for end in between
    )
    return _("{pace}: {count} in {weeks}; between {low} and {high} in 80 of 100 such cases.").format(
        low=low, high=high, **words
    )


def stands_in_says(found: Throughput) -> str | None:
    """That others stand in for happy customers, who are not counted; None where they are."""
    if not found.stands_in:
        return None
    return _(
        "Who reached the outcome is not counted, so “{stage}” stands in for happy customers. Count them, and "
        "this figure becomes the true one."
    ).format(stage=found.stage.label)


def free_says(found: Throughput) -> str | None:
    """How many had the outcome for free; None where nobody did."""
    if not found.free > 0:
        return None
    return ngettext(
        "{count} more reached the outcome without having paid: it counts apart, for free is no proof.",
        "{count} more reached the outcome without having paid: they count apart, for free is no proof.",
        many(number(found.free)),
    ).format(count=number(found.free))


def evenness_says(found: Throughput) -> str:
    """Whether they come evenly, and how many will come in the next weeks."""
    expected = found.expected_in(AHEAD)
    if found.predictable is None or expected is None:
        return _("Whether they come evenly cannot be told yet: too few were counted.")
    low, high = expected
    words = {"weeks": weeks_said(AHEAD), "low": number(low), "high": number(high)}
    if found.predictable:
        return _(
            "They come as evenly as chance allows: in the next {weeks} between {low} and {high} (80 of 100 "
            "such cases)."
        ).format(**words)
    return _(
        "They come by fits and starts, {times} times as unevenly as chance alone would have it: in the next "
        "{weeks} between {low} and {high} (80 of 100 such cases)."
    ).format(times=few(found.spread), **words)


def expense_says(expense: OperatingExpense, currency: str) -> str:
    """What the customers of a week cost."""
    total = money(expense.total, currency)
    if expense.untold:
        return _(
            "Winning and serving them costs at least {total} a week: of {channels} it is not known."
        ).format(
            total=total,
            channels=listing([quoted(name) for name in expense.untold if name])
            or _("customers of no known channel"),
        )
    parts = [
        _("{amount} of work").format(amount=money(expense.labour, currency)) if expense.labour else "",
        _("{amount} of cash").format(amount=money(expense.cash, currency)) if expense.cash else "",
        _("{amount} of spend").format(amount=money(expense.spend, currency)) if expense.spend else "",
    ]
    told = [part for part in parts if part]
    if len(told) < 2:
        return _("Winning and serving them costs {total} a week.").format(total=total)
    return _("Winning and serving them costs {total} a week: {parts}.").format(
        total=total, parts=listing(told)
    )


def factory_step_says(step: FactoryStep) -> str:
    """One step of the blueprint: how many come out of it, and of how many."""
    name = str(FACTORY[step.name])
    if step.per_week is None and step.stage is None:
        return _("{factory}: not counted.").format(factory=name)
    if step.per_week is None or step.stage is None:
        if step.stage is None and step.per_week is not None:
            return _("{factory}: {pace}.").format(factory=name, pace=customer_pace(step.per_week))
        return _("{factory}: “{stage}” is how many there are, not how many come.").format(
            factory=name, stage="" if step.stage is None else step.stage.label
        )
    words = {
        "factory": name,
        "count": few(step.per_week),
        "unit": step.stage.unit_label,
        "stage": step.stage.label,
    }
    if step.rate is None or step.since is None:
        return _("{factory}: {count} a week at “{stage}” ({unit}).").format(**words)
    return _("{factory}: {count} a week at “{stage}” ({unit}); from “{since}” {rate}.").format(
        since=step.since.label,
        rate=rate_words(step.rate, step.since.unit_label, step.stage.unit_label),
        **words,
    )


def standing_says(found: Standing) -> str:
    """Where the business stands on the ladder, and how far the next rung is."""
    if found.next is None:
        assert found.reached is not None
        return _("You stand on the highest rung, {rung}.").format(rung=quoted(found.reached.label))
    words = {"next": quoted(found.next.label), "target": happy_pace(found.next.target)}
    if found.reached is None:
        said = _("You stand below the first rung, {next}: {target}.").format(**words)
    else:
        said = _("You stand on {rung}; the next one is {next}: {target}.").format(
            rung=quoted(found.reached.label), **words
        )
    if found.times is not None:
        said += " " + _("That is {times} times what you have now.").format(times=few(found.times))
    return f"{said} {_how_far(found)}"


def _how_far(found: Standing) -> str:
    if found.trend is None:
        return _("How far that is cannot be told yet: too few weeks are counted.")
    weeks = found.weeks_to_next
    if weeks is not None and math.isfinite(weeks):
        return _("At the present trend that takes {weeks}.").format(weeks=weeks_said(max(1.0, weeks)))
    if found.trend.high < 0:
        return _("At present it goes down, so there is no way there yet.")
    return _("At present no trend leads there: the counts go neither up nor down for sure.")


def premature_says(found: Premature, currency: str) -> str:
    """What is spent too early, and what should stand first."""
    if found.kind == "spend":
        return _(
            "{amount} a week for {channel} are premature: first comes {rung}, {target}. "
            "Until then ads bring people to something that nobody is known to want."
        ).format(
            amount=money(found.per_week, currency),
            channel=quoted(found.name),
            rung=quoted(found.rung.label),
            target=happy_pace(found.rung.target),
        )
    return _(
        "{hours} a week of {role} are premature: nobody needs them yet. First comes {rung}, {target}."
    ).format(
        hours=duration(60 * found.per_week),
        role=named_role(found.name),
        rung=quoted(found.rung.label),
        target=happy_pace(found.rung.target),
    )


def span_says(span: Span, name: str, today: dt.date) -> str:
    """How long a constraint held, called `name`, and what the throughput was under it."""
    words = {"name": name, "first": day(span.first), "weeks": weeks_said(span.weeks(today))}
    if span.until is None and span.weeks(today) < 1:
        said = _("{name}: since {first}.").format(**words)
    elif span.until is None:
        said = _("{name}: since {first}, for {weeks}.").format(**words)
    else:
        said = _("{name}: from {first} to {until}, for {weeks}.").format(until=day(span.until), **words)
    if span.throughput is None:
        return said
    return f"{said} " + _("Under it there were {pace}.").format(pace=happy_pace(span.throughput))


def history_says(spans: Sequence[Span]) -> str:
    """How often the constraint moved."""
    if not spans:
        return _(
            "No verdict is kept yet. From the first one on you will see here what held you back, and when."
        )
    moves = len(spans) - 1
    if moves == 0:
        return _("The constraint has not moved since {first}.").format(first=day(spans[0].first))
    return ngettext(
        "The constraint has moved {count} time since {first}.",
        "The constraint has moved {count} times since {first}.",
        moves,
    ).format(count=number(moves), first=day(spans[0].first))


def _by_week(found: Throughput) -> bool:
    return found.stands_in and not (found.stage.factory == "revenue" or found.stage.key == CUSTOMER)


def _pace(found: Throughput, per_week: float) -> str:
    if not _by_week(found):
        return customer_pace(per_week) if found.stands_in else happy_pace(per_week)
    return _("{count} a week at “{stage}” ({unit})").format(
        count=few(per_week), unit=found.stage.unit_label, stage=found.stage.label
    )
