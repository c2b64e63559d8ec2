"""Steps that stand in a file twice: an overview beside its sheets, a copied sheet, an older version."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from core.errors import Problem
from core.language import Text
from core.sheets.checks.checked import CheckedTable, Ignored
from core.sheets.tables.headers import plain

_FIGURES = (
    "minutes",
    "times",
    "pass_rate",
    "tried",
    "succeeded",
    "runs_per_win",
    "cash",
    "customer_minutes",
    "waiting",
)
_COPY = re.compile(
    r"\s*\(\d+\)$|^(?:kopie|copy|kopi) (?:von|of|av) |\s*[-–_]?\s*(?:kopie|copy|kopi)(?:\s*\(?\d*\)?)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Chain:
    """The steps of one channel and phase in one table, with their figures, by their plain names."""

    table: int
    channel: str
    phase: str
    figures: dict[str, tuple[float, ...]]

    @property
    def empty(self) -> bool:
        """Whether no step of it has any figure."""
        return not any(any(value == value for value in values) for values in self.figures.values())


def counted_once(tables: Sequence[CheckedTable]) -> list[CheckedTable]:
    """The tables of a file with every step in it once.

    Where a table repeats the steps of a channel with the same figures, or with none, the first counts and
    the note says so. Where the figures differ nobody can know which are meant: both wait, and it is asked.
    """
    settled = list(tables)
    if sum(table.kind == "process" for table in tables) < 2:
        return settled
    chains = [chain for number, table in enumerate(settled) for chain in _chains(number, table)]
    for at, later in enumerate(chains):
        for earlier in chains[:at]:
            if earlier.table != later.table and earlier.phase == later.phase:
                _compare(settled, earlier, later)
    return settled


def _chains(number: int, table: CheckedTable) -> list[_Chain]:
    if table.kind != "process" or not len(table.rows):
        return []
    found = []
    for (channel, phase), rows in table.rows.groupby(["channel", "phase"], sort=False):
        figures = [tuple(map(float, values)) for values in rows[list(_FIGURES)].to_numpy()]
        named = dict(zip(map(plain, rows["step"]), figures, strict=True))
        found.append(_Chain(number, str(channel), str(phase), named))
    return found


def _compare(tables: list[CheckedTable], earlier: _Chain, later: _Chain) -> None:
    copy = _is_copy_of(tables[later.table], tables[earlier.table])
    if plain(earlier.channel) != plain(later.channel) and not copy:
        return
    common = earlier.figures.keys() & later.figures.keys()
    fewer = min(len(earlier.figures), len(later.figures))
    if not common or len(common) * 2 < fewer or (len(common) == 1 and fewer > 1):
        return
    first, second = tables[earlier.table], tables[later.table]
    subset = later.figures.keys() <= earlier.figures.keys()
    if subset and (later.empty or all(_same(earlier.figures[step], later.figures[step]) for step in common)):
        tables[later.table] = _left_out(second, later, first)
    elif earlier.figures.keys() <= later.figures.keys() and (
        earlier.empty or all(_same(earlier.figures[step], later.figures[step]) for step in common)
    ):
        tables[earlier.table] = _left_out(first, earlier, second)
    elif plain(earlier.channel) == plain(later.channel):
        tables[earlier.table] = _asked(first, earlier, second)
        tables[later.table] = _asked(second, later, first)
    else:
        words = {"copy": second.sheet, "original": first.sheet, "channel": later.channel}
        note = Text(
            "“{copy}” looks like a copy of “{original}” with other figures and counts as a "
            "channel of its own. "
            "Delete the sheet that is no longer right, if one is not",
            words,
        )
        tables[later.table] = replace(second, notes=(*second.notes, note))


def _same(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(a == b or (a != a and b != b) for a, b in zip(one, other, strict=True))


def _is_copy_of(later: CheckedTable, earlier: CheckedTable) -> bool:
    """Whether the name of a sheet is that of the other with a mark of copying, such as "Events (2)"."""
    stem = _COPY.sub("", later.sheet).strip()
    return stem != later.sheet.strip() and plain(stem) == plain(earlier.sheet)


def _belongs(rows: pd.DataFrame, chain: _Chain) -> pd.Series[bool]:
    return (rows["channel"] == chain.channel) & (rows["phase"] == chain.phase)


def _left_out(table: CheckedTable, chain: _Chain, counted: CheckedTable) -> CheckedTable:
    """The table without the steps that another one gives already."""
    repeated = _belongs(table.rows, chain)
    if not repeated.any():
        return table
    words = {"channel": chain.channel, "sheet": counted.sheet}
    why = Text("counted already in “{sheet}”", words)
    ignored = [
        Ignored(f"{row}", str(step), why, row=int(row))
        for row, step in zip(table.rows.loc[repeated, "row"], table.rows.loc[repeated, "step"], strict=True)
    ]
    note = Text("The steps of “{channel}” stand in “{sheet}” too and are counted once", words)
    return replace(
        table,
        rows=table.rows[~repeated].reset_index(drop=True),
        ignored=(*table.ignored, *ignored),
        notes=(*table.notes, note),
    )


def _asked(table: CheckedTable, chain: _Chain, other: CheckedTable) -> CheckedTable:
    """The table whose steps wait, because another one gives other figures for them."""
    repeated = _belongs(table.rows, chain)
    if not repeated.any():
        return table
    row = int(table.rows.loc[repeated, "row"].iloc[0])
    text = Text(
        "The steps of “{channel}” stand in “{other}” too, with other figures. Delete the "
        "rows that are no longer "
        "right, or give them a channel of their own.",
        {"channel": chain.channel, "other": other.sheet},
    )
    problem = Problem(table.file, table.sheet, f"{row}", text, found=chain.channel)
    return replace(
        table, rows=table.rows[~repeated].reset_index(drop=True), problems=(*table.problems, problem)
    )
