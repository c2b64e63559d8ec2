"""The canvas: what happens at each stage of the funnel, in the user's own words, and who sees to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.errors import CellRefused
from core.funnel.rates import Rate, base_of
from core.language import Text
from core.language.amounts import number, typed
from core.sheets.cells.rates import rate as read_rate

CELLS = ("buying_process", "task", "expected_answer", "metric", "discovery")
"""The five columns of the canvas, in their order."""
WRITTEN = (*CELLS, "owner")
"""What the user writes in words at a stage."""

LABELS: Mapping[str, Text] = {
    "buying_process": Text("Buying process"),
    "task": Text("Task"),
    "expected_answer": Text("Expected answer"),
    "metric": Text("Metric"),
    "discovery": Text("Discovery"),
    "owner": Text("Responsible"),
}
MEANINGS: Mapping[str, Text] = {
    "buying_process": Text("Where people stand at this stage, and what they want."),
    "task": Text("What you do so that they take the next step."),
    "expected_answer": Text("What they say or do when it works."),
    "metric": Text("What you count to see whether it works."),
    "discovery": Text("What you found out here and did not know before."),
    "owner": Text("Who answers for this stage."),
}


@dataclass(frozen=True)
class CheckItem:
    """One line of a stage's checklist: a small gesture that turns customers into fans."""

    id: str
    """Tells it from every other line, also from lines that are gone."""
    stage: str
    text: str
    done: bool = False
    day: dt.date | None = None
    """When it was done."""


@dataclass(frozen=True)
class CanvasRow:
    """One stage of the canvas.

    >>> CanvasRow("lead").empty, CanvasRow("lead", task="Call back").empty
    (True, False)
    """

    stage: str
    buying_process: str = ""
    task: str = ""
    expected_answer: str = ""
    metric: str = ""
    discovery: str = ""
    owner: str = ""
    points_at: str = ""
    """Which measured figure the metric shows, see `core.funnel.canvas_figures.FIGURES`; "" is none."""
    assumed_rate: float | None = None
    """The share of those in the stage before who are expected to get here, 0 to 1."""
    checklist: tuple[CheckItem, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nobody has written anything here yet."""
        return self == CanvasRow(self.stage)


def with_cell(row: CanvasRow, cell: str, text: str) -> CanvasRow:
    """The row with one of `WRITTEN` set; line breaks inside the text stay.

    >>> with_cell(CanvasRow("lead"), "task", " Call back\\nwithin the hour ").task
    'Call back\\nwithin the hour'
    """
    if cell not in WRITTEN:
        raise KeyError(cell)
    changed: dict[str, Any] = {cell: text.strip()}
    return replace(row, **changed)


def with_item(row: CanvasRow, id: str, text: str) -> CanvasRow:  # noqa: A002
    """The row with one more line on its checklist; a text of nothing adds none.

    >>> [item.text for item in with_item(CanvasRow("lead"), "1", "Use their name ").checklist]
    ['Use their name']
    """
    text = " ".join(text.split())
    return replace(row, checklist=(*row.checklist, CheckItem(id, row.stage, text))) if text else row


def ticked(row: CanvasRow, id: str, day: dt.date | None) -> CanvasRow:  # noqa: A002
    """The row with a line of its checklist done on this day; None: not done.

    >>> row = with_item(CanvasRow("lead"), "1", "Use their name")
    >>> ticked(row, "1", dt.date(2026, 4, 3)).checklist[0].done
    True
    """
    return replace(
        row,
        checklist=tuple(
            replace(item, done=day is not None, day=day) if item.id == id else item for item in row.checklist
        ),
    )


def without_item(row: CanvasRow, id: str) -> CanvasRow:  # noqa: A002
    """The row without a line of its checklist."""
    return replace(row, checklist=tuple(item for item in row.checklist if item.id != id))


def filled_from(row: CanvasRow, example: CanvasRow) -> CanvasRow:
    """The row with what is empty in it taken from an example; what the user wrote stays as it is.

    The figure that the metric shows comes along with the metric's text. An assumed rate does not: what
    somebody else expects of their business says nothing about this one.

    >>> mine = CanvasRow("lead", task="Call back")
    >>> filled_from(mine, CanvasRow("lead", task="Write", owner="Sales", assumed_rate=0.5))
    CanvasRow(stage='lead', buying_process='', task='Call back', expected_answer='', metric='', \
discovery='', owner='Sales', points_at='', assumed_rate=None, checklist=())
    """
    texts: dict[str, Any] = {cell: getattr(row, cell) or getattr(example, cell) for cell in WRITTEN}
    points_at = row.points_at or ("" if row.metric else example.points_at)
    return replace(row, **texts, points_at=points_at, checklist=row.checklist or example.checklist)


def read_assumed(text: str, decimal: str) -> float | None:
    """The assumed rate that a user typed, as a share; an empty text is none. A bare 30 is 30 %.

    `decimal` is the decimal sign of the user's language. Raises CellRefused where the text is no single
    rate from 0 to 100 %.

    >>> read_assumed("12,5 %", ","), read_assumed("3 of 10", "."), read_assumed(" ", ".")
    (0.125, 0.3, None)
    """
    if not text.strip():
        return None
    read = read_rate(text.strip(), scale="percent", decimal=decimal)
    if read.low is not None or read.value > 1:
        raise CellRefused(
            "“{found}” is no single share of those in the stage before. Write one rate up to 100 %, "
            "such as 30 % or 3 of 10.",
            found=text.strip(),
        )
    return read.value


def said_share(share: float) -> str:
    """An assumed rate as `read_assumed` reads it back, with all the figures that were typed.

    >>> said_share(0.125)
    '12.5 %'
    """
    return f"{typed(round(share * 100, 2))} %"


@dataclass(frozen=True)
class _Interval:
    """A rate's interval, said in whatever language is spoken then."""

    rate: Rate

    def __str__(self) -> str:
        return self.rate.words


@dataclass(frozen=True)
class _Ratio:
    """A rate as a plain number, said in whatever language is spoken then."""

    rate: Rate

    def __str__(self) -> str:
        return number(self.rate.share)


def against_measured(assumed: float, rate: Rate | None) -> Text:
    """Whether an assumed share fits what was measured: it does within the 80 % interval, ends included.

    Both are held against each other as they are said: of 100, or of 1,000 where the interval is small.

    >>> str(against_measured(0.05, Rate.counted(1, 20)))
    'within what we measured (between 1 and 15 of 100)'
    >>> str(against_measured(0.5, Rate.counted(1, 20)))
    'outside what we measured (between 1 and 15 of 100)'
    >>> str(against_measured(0.5, None))
    'not measured yet'
    """
    if rate is None:
        return Text("not measured yet")
    if rate.low is None or rate.high is None:
        # Of what is no part of the other nobody can say how sure its ratio is.
        return Text(
            "measured is a ratio ({measured} for each), and nothing says how sure it is",
            {"measured": _Ratio(rate)},
        )
    base = base_of(rate.low, rate.high)
    low, share, high = (round(end * base) for end in (rate.low, assumed, rate.high))
    if low <= share <= high:
        return Text("within what we measured ({interval})", {"interval": _Interval(rate)})
    return Text("outside what we measured ({interval})", {"interval": _Interval(rate)})


def row_of(stage: str, kept: Mapping[str, Any] | None) -> CanvasRow:
    """The row as it was kept by `kept_row`; an empty one where nothing was.

    >>> row_of("lead", {"task": "Call back"}).task
    'Call back'
    """
    kept = kept or {}
    checklist = tuple(
        CheckItem(
            item["id"],
            stage,
            item["text"],
            item["done"],
            dt.date.fromisoformat(item["day"]) if item["day"] else None,
        )
        for item in kept.get("checklist", ())
    )
    return CanvasRow(
        stage,
        **{cell: kept.get(cell, "") for cell in WRITTEN},
        points_at=kept.get("points_at", ""),
        assumed_rate=kept.get("assumed_rate"),
        checklist=checklist,
    )


def kept_row(row: CanvasRow) -> dict[str, Any]:
    """The row as plain data that JSON can say.

    >>> kept_row(CanvasRow("lead", task="Call back"))["task"]
    'Call back'
    """
    return {
        **{cell: getattr(row, cell) for cell in WRITTEN},
        "points_at": row.points_at,
        "assumed_rate": row.assumed_rate,
        "checklist": [
            {
                "id": item.id,
                "text": item.text,
                "done": item.done,
                "day": item.day.isoformat() if item.day else None,
            }
            for item in row.checklist
        ],
    }
