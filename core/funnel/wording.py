"""Names, numbers and days inside a sentence that is said later, in whatever language is spoken then."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core.funnel.events_sql import How
from core.funnel.stages import Stage
from core.language import _
from core.language.amounts import number, span


def hows() -> dict[How, str]:
    """The ways in which events may count, as people choose them."""
    return {
        "ordered": _("One stage after the other; anything may come between"),
        "any": _("In any order, within the window before or after the first stage"),
        "strict": _("One stage after the other, with no other stage in between"),
    }


@dataclass(frozen=True)
class Called:
    """What a stage is called.

    >>> str(Called(Stage("lead")))
    'Lead'
    """

    stage: Stage

    def __str__(self) -> str:
        return self.stage.label


@dataclass(frozen=True)
class Unit:
    """What is counted at a stage.

    >>> str(Unit(Stage("lead")))
    'people'
    """

    stage: Stage

    def __str__(self) -> str:
        return self.stage.unit_label


@dataclass(frozen=True)
class Figure:
    """How many there are.

    >>> str(Figure(4283.0))
    '4,283'
    """

    value: float

    def __str__(self) -> str:
        return number(self.value)


@dataclass(frozen=True)
class Days:
    """From which day to which; without both where no period is given.

    >>> str(Days(dt.date(2026, 4, 1), dt.date(2026, 4, 1))), str(Days(None, None))
    ('Apr 1, 2026', 'without a period')
    """

    first: dt.date | None
    last: dt.date | None

    def __str__(self) -> str:
        if self.first is None or self.last is None:
            return _("without a period")
        return span(self.first, self.last)
