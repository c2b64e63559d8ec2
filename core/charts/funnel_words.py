"""What charts of the funnel say of a stage: how many reached it, and how many of those before."""

from __future__ import annotations

from core.charts.lettering import short
from core.funnel.funnel import Reached
from core.funnel.rates import Rate
from core.funnel.stages import Stage
from core.language import _, ngettext
from core.language.amounts import number, percent

_UNIT_LETTERS = 16


def people(count: float, unit: str = "") -> str:
    """So many of what is counted at a stage; without a unit, people.

    >>> people(4283), people(1), people(500, "orders")
    ('4,283 people', '1 person', '500 orders')
    """
    if unit:
        return _("{count} {unit}").format(count=number(count), unit=short(unit, _UNIT_LETTERS))
    one = number(count) == number(1)
    return ngettext("{count} person", "{count} people", 1 if one else 2).format(count=number(count))


def is_conversion(rate: Rate | None) -> bool:
    """Whether k is a part of n: then the rate is a share of one, else it is a ratio.

    >>> is_conversion(Rate.counted(8, 20)), is_conversion(Rate.ratio(200, 500))
    (True, False)
    """
    return rate is not None and rate.low is not None


def share(rate: Rate) -> str:
    """A rate in one figure; what is not quite nothing or all is never said as such.

    >>> share(Rate.counted(8, 20)), share(Rate.counted(1, 9000)), share(Rate.ratio(200, 500))
    ('40%', 'under 0.1%', '0.4 for each')
    """
    if not is_conversion(rate):
        return _("{count} for each").format(count=number(rate.share))
    if rate.k > 0 and percent(rate.share) == percent(0):
        return _("under {share}").format(share=percent(0.001))
    if rate.k < rate.n and percent(rate.share) == percent(1):
        return _("over {share}").format(share=percent(0.99))
    return percent(rate.share)


def counted(rate: Rate) -> str:
    """What a rate was counted from.

    >>> counted(Rate.counted(8, 20)), counted(Rate.ratio(200, 500))
    ('8 of 20', '200 against 500')
    """
    if is_conversion(rate):
        return _("{succeeded} of {tried}").format(succeeded=number(rate.k), tried=number(rate.n))
    return _("{count} against {other}").format(count=number(rate.k), other=number(rate.n))


def told_in_two_lines(rate: Rate, stage: Stage, before: Stage) -> tuple[str, str]:
    """A rate with what it was counted from and what the count leaves open; a ratio with both its units.

    >>> told_in_two_lines(Rate.counted(8, 20), Stage("lead"), Stage("suspect"))
    ('40% · 8 of 20', 'between 27 and 54 of 100')
    >>> told_in_two_lines(Rate.ratio(200, 500), Stage("a", unit="firms"), Stage("b", unit="orders"))
    ('0.4 firms for each of the orders', '200 against 500')
    """
    if is_conversion(rate):
        return f"{share(rate)} · {counted(rate)}", rate.words
    if stage.unit_label.strip().casefold() == before.unit_label.strip().casefold():
        return share(rate), counted(rate)
    ratio = _("{count} {unit} for each of the {others}")
    return ratio.format(count=number(rate.share), unit=_unit(stage), others=_unit(before)), counted(rate)


def told(rate: Rate | None, stage: Stage, before: Stage | None) -> str:
    """The same on one line; a dash where nothing is known.

    >>> told(Rate.counted(8, 20), Stage("lead"), Stage("suspect"))
    '40% · 8 of 20 · between 27 and 54 of 100'
    """
    if rate is None or before is None:
        return "–"
    return " · ".join(line for line in told_in_two_lines(rate, stage, before) if line)


def still_open(reached: Reached) -> str:
    """How many of a stage are still open; nothing where none is."""
    count = number(reached.still_open)
    return _("{count} still open").format(count=count) if reached.still_open > 0 else ""


def _unit(stage: Stage) -> str:
    return short(stage.unit_label, _UNIT_LETTERS)
