"""The names of months and weekdays as English, German and Norwegian sheets write them."""

from __future__ import annotations

_MONTHS = """
    january jan januar jänner jaenner jän
    february feb februar feber febr
    march mar märz maerz mär mrz mars
    april apr
    may mai
    june jun juni
    july jul juli
    august aug
    september sep sept
    october oct oktober okt
    november nov
    december dec dezember dez desember des
"""
_WEEKDAYS = """
    monday mon mo montag mandag måndag man ma må
    tuesday tue tues tu dienstag di die tirsdag tysdag tirs tir ti ty
    wednesday wed we mittwoch mi mit mitt onsdag ons on
    thursday thu thur thurs th donnerstag do don torsdag tors tor to
    friday fri fr freitag fre fredag
    saturday sat sa samstag sam sonnabend lørdag laurdag lør lø lau la
    sunday sun su sonntag so son søndag sundag søn sø
"""
_MONTH_OF = {
    name: number
    for number, names in enumerate(_MONTHS.strip().splitlines(), start=1)
    for name in names.split()
}
_WEEKDAY_OF = {
    name: number for number, names in enumerate(_WEEKDAYS.strip().splitlines()) for name in names.split()
}

_NEVER_ENGLISH = """
    januar jänner jaenner jän februar feber febr märz maerz mär mrz mars mai juni juli oktober okt
    dezember dez desember des
"""


def _either(names: dict[str, int]) -> str:
    return "(?:" + "|".join(sorted(names, key=len, reverse=True)) + r")(?![^\W\d_])"


MONTH_NAME = _either(_MONTH_OF)
"""A pattern of all names of months, to be matched without regard to case."""

WEEKDAY_NAME = _either(_WEEKDAY_OF)
"""A pattern of all names of weekdays, to be matched without regard to case."""


def month_number(name: str) -> int | None:
    """The number of a month by its name or short name, or None.

    >>> month_number("Mär"), month_number("okt."), month_number("Sept"), month_number("Q1")
    (3, 10, 9, None)
    """
    return _MONTH_OF.get(name.strip(" .").lower())


def weekday_number(name: str) -> int | None:
    """The number of a weekday by its name or short name, from 0 for Monday, or None.

    >>> weekday_number("Mo."), weekday_number("søndag"), weekday_number("Monat")
    (0, 6, None)
    """
    return _WEEKDAY_OF.get(name.strip(" .").lower())


def month_before_day(name: str) -> bool:
    """Whether people who use this name write the month before the day: January 26, not 26. Januar.

    >>> month_before_day("January"), month_before_day("Jan"), month_before_day("Januar")
    (True, True, False)
    """
    return name.strip(" .").lower() not in _NEVER_ENGLISH.split()
