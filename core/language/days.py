"""A calendar day inside a sentence that is said later, in whatever language is spoken then."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from babel.dates import format_date

from core.language.amounts import locale
from core.language.catalogue import current


@dataclass(frozen=True)
class SpeltDay:
    """A day with its month in letters, which nobody takes for another day.

    >>> str(SpeltDay(dt.date(2026, 4, 3)))
    'April 3, 2026'
    """

    day: dt.date

    def __str__(self) -> str:
        return format_date(self.day, "long", locale=locale(current()))
