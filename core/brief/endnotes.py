"""What every way of telling a story says beside its slides: whose it is, of which day, what it rests on."""

from __future__ import annotations

from core.brief.story import Column, Story, Unit
from core.charts.printable import on_one_line
from core.language import _
from core.language.amounts import day, duration, money, number, percent
from core.sheets.examples import about


def name_of(story: Story) -> str:
    """What the story is called: the name of the business, or what every story is about.

    >>> import datetime as dt
    >>> name_of(Story((), (), (), (), dt.datetime(2026, 4, 3), "en", "EUR"))
    'What a customer costs'
    """
    return on_one_line(story.name) or _("What a customer costs")


def as_of(story: Story) -> str:
    """Of which day the figures are.

    >>> import datetime as dt
    >>> as_of(Story((), (), (), (), dt.datetime(2026, 4, 3), "en", "EUR"))
    'Figures of Apr 3, 2026'
    """
    if any(about(file) is not None for file in story.files):
        said = _("Figures of {day}: an example, illustrative in part")
    elif story.frozen:
        said = _("Figures as they were on {day}")
    else:
        said = _("Figures of {day}")
    return said.format(day=day(story.made.date()))


def rests_on(story: Story) -> tuple[tuple[str, str], ...]:
    """Every assumption with its value, as people read them."""
    return tuple((on_one_line(one.name), on_one_line(one.value)) for one in story.assumptions)


def files_of(story: Story) -> tuple[str, ...]:
    """The names of the files; a sentence where there are none."""
    return tuple(map(on_one_line, story.files)) or (_("None: the figures were typed in."),)


def said(value: str | float | None, unit: Unit | None, currency: str) -> str:
    """A cell of a table as people read it.

    >>> said(345.0, "minutes", "EUR"), said(0.4, "share", "EUR"), said(None, "money", "EUR")
    ('5 h 45 min', '40%', 'not known')
    """
    if value is None:
        return _("not known") if unit else "–"
    if isinstance(value, str):
        return on_one_line(value)
    match unit:
        case "money":
            return money(value, currency)
        case "minutes":
            return duration(value)
        case "share":
            # One event brings ten contacts: nobody calls that 1,000 %.
            return f"{number(value)}×" if value > 1 else percent(value)
        case _other:
            return number(value)


def aligned_right(column: Column) -> bool:
    """Whether a column holds figures."""
    return column.unit is not None
