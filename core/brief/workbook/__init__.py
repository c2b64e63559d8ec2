"""The story as an Excel workbook whose chains compute themselves, so that an accountant can trace them."""

from __future__ import annotations

from core.brief.story import Story


def workbook(story: Story) -> bytes:
    """The workbook (xlsx) of a story, in its language and currency.

    The first sheet holds the rates, the assumptions and the files. Each process has a sheet in which runs,
    minutes, labour, cash and cost of one win are formulas over the inputs and those rates:
    cost = Σ runs · times · (minutes · rate / 60 + cash) + spend / wins. The channels stand side by side,
    Σ cost / Σ wins below them. The tables of the slides follow, with charts that can be edited. Every formula
    carries its value, for readers that do not compute.

    >>> import datetime as dt
    >>> workbook(Story((), (), (), ("events.xlsx",), dt.datetime(2026, 7, 1, 9, 30), "en", "EUR"))[:2]
    b'PK'
    """
    # Whoever does not ask for a workbook does not wait for the library that writes it.
    from core.brief.workbook.binding import bound

    return bound(story)


__all__ = ["workbook"]
