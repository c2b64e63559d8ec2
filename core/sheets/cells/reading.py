"""What one cell was understood to say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """What one cell says: the value in the field's unit and where it came from.

    `value` is in minutes, money, ratio (12 % is 0.12) or times; it is finite, always. A range whose
    two ends are equal says no more than one number and is read as that number, without ends.

    >>> Reading(30, low=20, high=40, converted=True).value
    30
    """

    value: float
    low: float | None = None
    """The low end of a range "20-40"; `value` is then the midpoint."""
    high: float | None = None
    """The high end of a range "20-40"."""
    succeeded: float | None = None
    """k of a counted "k of n"."""
    tried: float | None = None
    """n of a counted "k of n"."""
    parts: tuple[float, ...] = ()
    """The parts of a sum "5+5+8+7", in the field's unit; `value` is their sum."""
    batch: bool = False
    """Whether one run opens several, as in "10x"; `value` is then above 1."""
    currency: str | None = None
    """The ISO code where a money cell names a currency."""
    converted: bool = False
    """Whether the value differs from what the cell shows, so that a user should see both."""


def midpoint(low: float, high: float, *, currency: str | None = None) -> Reading:
    """The reading of a range: halfway between its ends.

    >>> midpoint(20, 40)
    Reading(value=30.0, low=20, high=40, succeeded=None, tried=None, parts=(), batch=False, \
currency=None, converted=True)
    >>> midpoint(20, 20).low is None
    True
    """
    if low == high:
        return Reading(low, currency=currency, converted=True)
    halfway = min(max(without_dust((low + high) / 2), low), high)
    return Reading(halfway, low=low, high=high, currency=currency, converted=True)


def without_dust(value: float) -> float:
    """The value without the traces of binary arithmetic.

    >>> 12.3 / 100, without_dust(12.3 / 100)
    (0.12300000000000001, 0.123)
    """
    return float(format(value, ".15g"))
