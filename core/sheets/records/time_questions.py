"""What is asked of a column of durations: is 1.30 an hour and a half, is 0.0625 a part of a day?"""

from __future__ import annotations

from collections.abc import Sequence

from core.language import Text
from core.sheets.cells.wording import shown
from core.sheets.checks.checked import Question
from core.sheets.kinds import Column
from core.sheets.tables.table import ColumnUse
from core.sheets.tables.time_notation import DAY_FRACTION, HOURS_MINUTES, OPEN_DAYS

_HOURS_IN_A_DAY = 24
_SHORTEST_BREAK = 5


def are_mixed(bare: Sequence[float], *, pause: bool, given: bool) -> bool:
    """Whether some numbers without unit are hours and some are minutes, so that no answer holds for all.

    `pause` is for breaks; where the duration is `given`, they need not be asked for at all.

    >>> are_mixed([90, 1.5], pause=False, given=True), are_mixed([90, 10], pause=False, given=True)
    (True, False)
    >>> are_mixed([30, 1], pause=True, given=False), are_mixed([30, 45], pause=True, given=False)
    (True, False)
    """
    if pause:
        long = [number >= _SHORTEST_BREAK for number in bare]
        return (any(long) and not all(long)) or (given and not any(long) and max(bare) > 3)
    fractions = any(number != int(number) and number <= _HOURS_IN_A_DAY for number in bare)
    return fractions and any(number > _HOURS_IN_A_DAY for number in bare)


def notation_question(column: Column, use: ColumnUse, bare: Sequence[float]) -> Question:
    """What the numbers of a column mean that can be hours, hours and minutes, or parts of a day."""
    if use.unit == OPEN_DAYS:
        number = next((each for each in bare if each * 100 != round(each * 100)), bare[0])
        words = {"found": shown(number), "header": use.header, "time": _clock(number * 1440)}
        text = Text(
            "Numbers such as {found} under “{header}” look like times that lost their format: as a part of "
            "a day that is {time}. Or are they hours?",
            words,
        )
        options = (
            (DAY_FRACTION, Text("a part of a day: {found} is {time}", words)),
            ("h", Text("hours")),
        )
        return Question("unit", column.name, use.letter, text, options)
    number = next((each for each in bare if each != int(each)), bare[0])
    hundredths = round(number * 100)
    written = f"{number:.2f}"
    words = {
        "found": written,
        "header": use.header,
        "time": _clock(hundredths // 100 * 60 + hundredths % 100),
        "hours": _clock(number * 60),
    }
    text = Text(
        "Behind the point of “{header}” there are only 00, 15, 30 and 45. Is {found} hours and minutes, "
        "{time}, or {found} hours, which is {hours}?",
        words,
    )
    return Question(
        "unit",
        column.name,
        use.letter,
        text,
        (
            (HOURS_MINUTES, Text("hours and minutes: {found} is {time}", words)),
            ("h", Text("hours and hundredths: {found} is {hours}", words)),
        ),
    )


def _clock(minutes: float) -> str:
    whole = round(minutes)
    return f"{whole // 60}:{whole % 60:02}"
