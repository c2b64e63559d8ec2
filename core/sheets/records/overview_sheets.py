"""Sheets of counts or spend that repeat the others of their file: overviews that add them up, and plans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from core.errors import Problem
from core.language import Text
from core.sheets.checks.checked import CheckedTable
from core.sheets.kinds.plain import plain
from core.sheets.records.row_sums import agrees
from core.sheets.records.total_names import A_TOTAL, reason
from core.sheets.tables.versions import is_a_plan

_SUBJECT = {"stage_counts": ("stage", "count"), "channel_spend": ("channel", "amount")}
_DATES = re.compile(r"\b(?:19|20)[0-9]{2}(?:\s*[/–-]\s*[0-9]{2,4})?\b")
_ALL = frozenset(
    {"alle", "all", "alle kanäle", "all channels", "alle kanaler", "alles", "jahr", "year", "år"}
)
_LEAST_PARTS = 2


def without_overviews(
    tables: Sequence[CheckedTable],
) -> tuple[list[CheckedTable], list[tuple[str, Text]]]:
    """The tables of a file without those that add up other sheets, and without plans beside what happened.

    Also the sheets that are left out, each with its reason. A sheet called "Total" that does not add up the
    others keeps no row before the user settles it.
    """
    kept = list(tables)
    left: list[tuple[str, Text]] = []
    for table in tables:
        others = [other for other in kept if other.kind == table.kind and other.sheet != table.sheet]
        if table.kind not in _SUBJECT or table.rows.empty or not others:
            continue
        if is_a_plan(table.sheet) and any(_is_alike(table, other) for other in others):
            kept.remove(table)
            left.append((table.sheet, Text("This sheet is a plan; the sheet beside it says what happened.")))
            continue
        others = [other for other in others if not other.rows.empty]
        if len({other.sheet for other in others}) < _LEAST_PARTS or not _holds(table, others):
            continue
        called = _is_called_a_total(table.sheet)
        if _adds_up(table, others, sure=called):
            kept.remove(table)
            left.append(
                (table.sheet, Text("This sheet adds up other sheets of the file, which count already."))
            )
        elif called:
            kept[kept.index(table)] = _unsettled(table)
    return kept, left


def _is_alike(table: CheckedTable, other: CheckedTable) -> bool:
    return not is_a_plan(other.sheet) and other.table.header == table.table.header


def _is_called_a_total(sheet: str) -> bool:
    name = " ".join(_DATES.sub(" ", sheet).split()).strip(" -–:")
    return plain(name) in _ALL or reason(name) is A_TOTAL


def _holds(table: CheckedTable, others: Sequence[CheckedTable]) -> bool:
    """Whether no other sheet reaches beyond the days of this one; without days, it may hold them all."""
    first, last = table.rows["period_start"].min(), table.rows["period_end"].max()
    if pd.isna(first):
        return True
    return all(
        pd.isna(other.rows["period_start"].min())
        or (first <= other.rows["period_start"].min() and other.rows["period_end"].max() <= last)
        for other in others
    )


def _adds_up(table: CheckedTable, others: Sequence[CheckedTable], *, sure: bool) -> bool:
    """Whether each stage or channel of a sheet is the sum of those of the others.

    A sheet that is not called a total has to say so in two of them, or in two periods.
    """
    name, figure = _SUBJECT[table.kind]
    parts = pd.concat([other.rows for other in others], ignore_index=True)
    mine, its = (_sums(rows, [name], figure) for rows in (table.rows, parts))
    if sure and set(mine.index) != set(its.index) and table.kind == "channel_spend":
        mine, its = (_sums(rows, ["currency"], figure) for rows in (table.rows, parts))
    if set(mine.index) != set(its.index) or not (sure or len(mine) >= _LEAST_PARTS):
        return False
    return all(agrees(float(mine[each]), float(its[each]), 0.01) for each in mine.index)


def _sums(rows: pd.DataFrame, names: list[str], figure: str) -> pd.Series:
    keys = [rows[name].astype("object").fillna("").astype(str).str.casefold() for name in names]
    sums: pd.Series = rows[figure].groupby(keys).sum()
    return sums


def _unsettled(table: CheckedTable) -> CheckedTable:
    text = Text(
        "The name “{found}” says that this sheet adds up the other sheets, and its figures are not their "
        "sums. None of its rows is kept, so that nothing counts twice. Rename the sheet if it is no total; "
        "otherwise delete it or mend its figures.",
        {"found": table.sheet},
    )
    problem = Problem(table.file, table.sheet, f"{table.table.header_row + 1}", text)
    return replace(table, rows=table.rows.iloc[:0], problems=(problem, *table.problems))
