"""What a heading and its cells leave open, so that the user is asked before any row is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from core.errors import CellRefused
from core.language import Quoted, Text
from core.sheets.cells.blanks import is_blank
from core.sheets.cells.durations import duration
from core.sheets.cells.rates import rate
from core.sheets.grid import Cell
from core.sheets.kinds import Kind
from core.sheets.tables.headers import plain
from core.sheets.tables.table import ColumnUse
from core.sheets.tables.twice import ends_apart

_LOST = re.compile(
    r"absprung|springen ab|abbruch|abbrecher|verlust|verloren|ausfall|ausschuss|drop|churn"
    r"|bounce|\blost\b|\bloss|no.?show"
    r"|frafall|faller fra|tapt|absage|ablehnung|reject",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(
    r"wie oft|wiederhol|häufigkeit|\bmal\b|times|repeat|repetition|how often|hvor ofte|gjenta|ganger",
    re.IGNORECASE,
)
_RATES = frozenset({"pass_rate", "tried", "succeeded", "runs_per_win"})
_MANY = 10
"""From so many on, a number that falls from step to step looks like people, not like repetitions."""


def doubts(uses: Sequence[ColumnUse], body: Sequence[Sequence[Cell]], kind: Kind) -> list[Text]:
    """The questions about a process table's columns; none where all is clear or the kind is another."""
    if kind.name != "process":
        return []
    names = {use.name for use in uses if use.name}
    asked = [*_ends(uses, names, kind), *_several(uses, body, names, kind)]
    asked = asked or _unnamed(uses, body, names, kind)
    if not names & _RATES:
        asked += [*_losses(uses, body), *_headcounts(uses, body)]
    return asked


def _ends(uses: Sequence[ColumnUse], names: set[str], kind: Kind) -> list[Text]:
    return [
        Text(
            "Columns {columns} ({headers}) seem to hold the two ends of a range. Write "
            "both into one column, such "
            "as 20-40 under “{label}”, or choose one of them.",
            {
                "columns": f"{low.letter}, {high.letter}",
                "headers": Quoted((low.header, high.header)),
                "label": kind.column(low.suggestion or high.suggestion or "minutes").label,
            },
        )
        for low, high in ends_apart(uses)
        if "minutes" not in names and (low.suggestion or high.suggestion)
    ]


def _several(
    uses: Sequence[ColumnUse], body: Sequence[Sequence[Cell]], names: set[str], kind: Kind
) -> list[Text]:
    """Several columns that may each be the minutes, or the rates, while none surely is."""
    asked = []
    paired = {use.index for pair in ends_apart(uses) for use in pair}
    for name, instead in (("minutes", {"minutes"}), ("pass_rate", _RATES)):
        alike = [
            use
            for use in uses
            if use.suggestion == name and use.index not in paired and _holds_figures(body, use.index)
        ]
        if len(alike) > 1 and not names & instead:
            words = {
                "columns": ", ".join(use.letter for use in alike),
                "label": kind.column(name).label,
                "headers": Quoted(tuple(use.header for use in alike)),
            }
            asked.append(
                Text(
                    "Columns {columns} may each be “{label}” ({headers}), and nothing "
                    "tells which. Choose one "
                    "of them, or write their sum into one column of that name.",
                    words,
                )
                if name == "minutes"
                else Text(
                    "Columns {columns} may each be “{label}” ({headers}), and nothing "
                    "tells which. Choose one "
                    "of them.",
                    words,
                )
            )
    return asked


def _unnamed(
    uses: Sequence[ColumnUse], body: Sequence[Sequence[Cell]], names: set[str], kind: Kind
) -> list[Text]:
    """Columns of nothing but times, or of counted rates, that no heading names, where none else is that."""
    asked = []
    for name, instead, tells in (("minutes", {"minutes"}, _is_time), ("pass_rate", _RATES, _is_counted)):
        alike = [
            use
            for use in uses
            if use.name is None and (cells := _cells(body, use.index)) and all(map(tells, cells))
        ]
        if alike and not names & instead:
            words = {
                "columns": ", ".join(use.letter for use in alike),
                "label": kind.column(name).label,
                "headers": Quoted(tuple(use.header for use in alike)),
            }
            asked.append(
                Text(
                    "By what stands in it, column {columns} ({headers}) may be “{label}”. Choose what it is.",
                    words,
                )
            )
    return asked


def _is_time(cell: Cell) -> bool:
    try:
        return isinstance(cell, str) and duration(cell, unit=None).value >= 0
    except CellRefused:
        return False


def _is_counted(cell: Cell) -> bool:
    try:
        return isinstance(cell, str) and rate(cell, scale=None).tried is not None
    except CellRefused:
        return False


def _losses(uses: Sequence[ColumnUse], body: Sequence[Sequence[Cell]]) -> list[Text]:
    """A column that tells how many are lost, where none tells how many go on."""
    return [
        Text(
            "Column {column} (“{header}”) tells how many are lost. Write how many go on, "
            "70 % instead of 30 %, "
            "and call the column “Pass rate”.",
            {"column": use.letter, "header": use.header},
        )
        for use in uses
        if use.name is None and _LOST.search(plain(use.header)) and _holds_figures(body, use.index)
    ]


def _headcounts(uses: Sequence[ColumnUse], body: Sequence[Sequence[Cell]]) -> list[Text]:
    """A bare "number" that is large and falls from step to step: as likely the people who got that far."""
    asked = []
    for use in uses:
        if use.name != "times" or _HOW_OFTEN.search(plain(use.header)):
            continue
        numbers = [
            c for c in _cells(body, use.index) if isinstance(c, (int, float)) and not isinstance(c, bool)
        ]
        falling = all(a > b for a, b in pairwise(numbers))
        if len(numbers) >= 3 and falling and numbers[0] >= _MANY:
            asked.append(
                Text(
                    "Column {column} (“{header}”) can be how often a step is done in one "
                    "run, or how many people "
                    "got that far. Call it “Times per run”; or write the people as 30 of "
                    "100 under “Pass rate”.",
                    {"column": use.letter, "header": use.header},
                )
            )
    return asked


def _holds_figures(body: Sequence[Sequence[Cell]], index: int) -> bool:
    """Whether most cells of a column are numbers or begin with one."""
    cells = _cells(body, index)
    figures = [c for c in cells if not isinstance(c, str) or re.match(r"[\W_]{0,2}[0-9]", c.strip())]
    return bool(cells) and len(figures) * 2 > len(cells)


def _cells(body: Sequence[Sequence[Cell]], index: int) -> list[Cell]:
    return [row[index] for row in body if index < len(row) and not is_blank(row[index])]
