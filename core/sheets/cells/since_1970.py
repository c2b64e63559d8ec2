"""Numbers that count the time since the beginning of 1970, as machines do."""

from __future__ import annotations

FIRST_SECOND, LAST_SECOND = 1_200_000_000, 1_950_000_000
"""From January 2008 to October 2031; a larger number may be a date, such as 2026010509."""
PER_SECOND = (1, 1_000, 1_000_000)
"""Machines count seconds, thousandths or millionths of them."""


def is_since_1970(number: float) -> bool:
    """Whether a number can count the seconds since 1970, or thousandths or millionths of them.

    >>> is_since_1970(1767261600), is_since_1970(1767261600000), is_since_1970(2026010509)
    (True, True, False)
    """
    return any(FIRST_SECOND * parts <= number < LAST_SECOND * parts for parts in PER_SECOND)
