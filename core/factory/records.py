"""What was reached before: counts of single periods and of other channels, that show what can be reached."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core.funnel.periods import Period, label


@dataclass(frozen=True)
class Record:
    """So many of so many got through, in one of one's own periods or in another channel.

    >>> Record(7, 10, start=dt.date(2026, 2, 1), period="month").where
    'Feb 2026'
    """

    k: float
    n: float
    channel: str = ""
    """The channel it was counted in; "" where it is a period of the same one."""
    start: dt.date | None = None
    period: Period | None = None

    @property
    def where(self) -> str:
        """The channel or the period, in the language spoken."""
        return self.channel if self.start is None or self.period is None else label(self.start, self.period)
