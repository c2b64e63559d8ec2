"""Names, rates and paces as they stand in the sentences on the factory."""

from __future__ import annotations

import math

from core.factory.business import Business
from core.factory.links import Link
from core.funnel.findings import share_words
from core.funnel.rates import Rate
from core.language import _, ngettext
from core.language.amounts import number
from core.steps.capacity import RoleUse
from core.steps.findings import quoted

_WEEKS_OF_A_YEAR = 52
_WEEKS_OF_A_MONTH = _WEEKS_OF_A_YEAR / 12


def called(role: RoleUse) -> str:
    """What a role is called."""
    return named_role(role.role)


def named_role(role: str | None) -> str:
    """A role by its name; of steps without one whoever does them."""
    return role or _("whoever does the steps without a role")


def named(step: str, process: str) -> str:
    """A step with its channel, or its delivery; a stage, which is of none, alone.

    >>> named("Offer", "Events"), named("Consumption", "")
    ('“Offer” (Events)', '“Consumption”')
    """
    return _("“{step}” ({channel})").format(step=step, channel=process) if process else quoted(step)


def rate_said(rate: float) -> str:
    """A pass rate: a share; above 1 how many come from one run.

    >>> rate_said(0.4), rate_said(10)
    ('40%', '10 from each run')
    """
    return share_words(rate) if rate <= 1 else _("{count} from each run").format(count=number(rate))


def counted_said(link: Link) -> str:
    """A rate with what it was counted from, or that it is a guess."""
    if link.counted is None:
        template = _("{rate}, between two ends") if link.source == "range" else _("{rate} (guessed)")
        return template.format(rate=rate_said(link.now))
    k, n = link.counted
    if k > n:
        return _("{k} from {n} runs").format(k=number(k), n=number(n))
    return _("{k} of {n}").format(k=number(k), n=number(n))


def interval_said(link: Link) -> str:
    """What the count of a rate leaves open; "" where it was not counted."""
    rate = None if link.counted is None else Rate.counted(*link.counted)
    return "" if rate is None else rate.words


def weeks_said(weeks: float) -> str:
    """So many weeks.

    >>> weeks_said(1), weeks_said(25.86)
    ('1 week', '26 weeks')
    """
    said = few(weeks)
    return ngettext("{count} week", "{count} weeks", many(said)).format(count=said)


def few(amount: float) -> str:
    """An amount with as many figures as an estimate deserves: whole from ten on, below one a single figure.

    >>> few(25.86), few(4.02), few(0.292), few(0)
    ('26', '4', '0.3', '0')
    """
    if amount == 0 or not math.isfinite(amount):
        return number(amount)
    size = math.floor(math.log10(abs(amount)))
    return number(round(amount, max(-size, 0 if size > 0 else 1)))


def two_figures(amount: float) -> str:
    """An amount that is held against others: with two figures, or whole.

    >>> two_figures(0.2143), two_figures(128.4), two_figures(0)
    ('0.21', '128', '0')
    """
    return number(float(f"{amount:.2g}") if abs(amount) < 100 else round(amount))


def per_week(count: float, *, of_happy: bool) -> str:
    """So many customers a week, however few, so that it can be held against other flows of a week.

    >>> per_week(0.2143, of_happy=True), per_week(1, of_happy=False)
    ('0.21 happy customers a week', '1 customer a week')
    """
    said = two_figures(count)
    template = (
        ngettext("{count} happy customer a week", "{count} happy customers a week", many(said))
        if of_happy
        else ngettext("{count} customer a week", "{count} customers a week", many(said))
    )
    return template.format(count=said)


def many(said: str) -> int:
    """The number that the plural goes by: that of the figure that is said, 1.001 is said as 1."""
    return 1 if said == number(1) else 2


def more(business: Business, per_week: float, *, like: float | None = None) -> str:
    """So many customers more, a week, a month or a year; happy ones, where it is known who is.

    With `like` they are told by the same of the three as that pace, so that both can be compared.
    """
    said = more_happy if business.happy is not None else more_customers
    return said(per_week, like=like)


def pace(business: Business, per_week: float) -> str:
    """So many customers a week, a month or a year; happy ones, where it is known who is."""
    return happy_pace(per_week) if business.happy is not None else customer_pace(per_week)


def more_customers(per_week: float, *, like: float | None = None) -> str:
    """So many customers more.

    >>> more_customers(0.077)
    '4 more customers a year'
    """
    count, unit = _paced(per_week, like)
    template = {
        "week": ngettext("{count} more customer a week", "{count} more customers a week", many(count)),
        "month": ngettext("{count} more customer a month", "{count} more customers a month", many(count)),
        "year": ngettext("{count} more customer a year", "{count} more customers a year", many(count)),
    }[unit]
    return template.format(count=count)


def more_happy(per_week: float, *, like: float | None = None) -> str:
    """So many happy customers more.

    >>> more_happy(1)
    '1 more happy customer a week'
    """
    count, unit = _paced(per_week, like)
    template = {
        "week": ngettext(
            "{count} more happy customer a week", "{count} more happy customers a week", many(count)
        ),
        "month": ngettext(
            "{count} more happy customer a month", "{count} more happy customers a month", many(count)
        ),
        "year": ngettext(
            "{count} more happy customer a year", "{count} more happy customers a year", many(count)
        ),
    }[unit]
    return template.format(count=count)


def customer_pace(per_week: float) -> str:
    """So many customers in a week, a month or a year.

    >>> customer_pace(0.27), customer_pace(0)
    ('1.2 customers a month', '0 customers a year')
    """
    count, unit = _paced(per_week)
    template = {
        "week": ngettext("{count} customer a week", "{count} customers a week", many(count)),
        "month": ngettext("{count} customer a month", "{count} customers a month", many(count)),
        "year": ngettext("{count} customer a year", "{count} customers a year", many(count)),
    }[unit]
    return template.format(count=count)


def happy_pace(per_week: float) -> str:
    """So many happy customers in a week, a month or a year.

    >>> happy_pace(2), happy_pace(0.02)
    ('2 happy customers a week', '1 happy customer a year')
    """
    count, unit = _paced(per_week)
    template = {
        "week": ngettext("{count} happy customer a week", "{count} happy customers a week", many(count)),
        "month": ngettext("{count} happy customer a month", "{count} happy customers a month", many(count)),
        "year": ngettext("{count} happy customer a year", "{count} happy customers a year", many(count)),
    }[unit]
    return template.format(count=count)


def as_said(per_week: float, like: float) -> str:
    """The bare count of another pace in the unit in which `like` is said: a year, a month or a week.

    >>> as_said(0.02, like=0.077)
    '1'
    """
    return few(per_week * _WEEKS_OF[_unit(like)])


_WEEKS_OF = {"week": 1.0, "month": _WEEKS_OF_A_MONTH, "year": float(_WEEKS_OF_A_YEAR)}


def _unit(per_week: float) -> str:
    """The shortest of week, month and year in which there is at least one."""
    return next((unit for unit, weeks in _WEEKS_OF.items() if abs(per_week) * weeks >= 1), "year")


def _paced(per_week: float, like: float | None = None) -> tuple[str, str]:
    like = per_week if like is None else like
    return as_said(per_week, like), _unit(like)
