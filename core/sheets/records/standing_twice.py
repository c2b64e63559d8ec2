"""Records that stand in two sheets of a file, as where an overview repeats the sheets of the months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from core.language import Text
from core.sheets.checks.checked import CheckedTable, Ignored
from core.sheets.kinds import KINDS

_LEAST = 3
"""So many equal rows are no chance: two entries alike in two sheets may both have happened."""
_NAMED = 1_000


def records_once(tables: Sequence[CheckedTable]) -> list[CheckedTable]:
    """The tables of a file, where rows that an earlier table of the same kind has too are left out.

    Only rows equal in all they say count as the same, and only from three of them between two tables on.
    """
    settled = list(tables)
    for at, later in enumerate(settled):
        if not KINDS[later.kind].records or later.rows.empty:
            continue
        for earlier in settled[:at]:
            if earlier.kind == later.kind and not earlier.rows.empty:
                later = _without(later, earlier)
        settled[at] = later
    return settled


def _without(later: CheckedTable, earlier: CheckedTable) -> CheckedTable:
    """The later table without the rows that the earlier one has, each as often as it has it."""
    again = _repeated(later.rows, earlier.rows)
    count = int(np.count_nonzero(again))
    if count < _LEAST:
        return later
    where = {"sheet": earlier.sheet, "count": count}
    why = Text("the same row stands in the sheet “{sheet}”", {"sheet": earlier.sheet})
    sheet_rows = later.rows["row"][again].drop_duplicates()
    named = [Ignored(f"{row}", "", why, row=int(row)) for row in sheet_rows[:_NAMED]]
    more = len(sheet_rows) - len(named)
    if more > 0:
        named.append(Ignored("", "", Text("and {count} rows more", {"count": more})))
    note = Text(
        "{count} rows stand in the sheet “{sheet}” too, with all they say. They are counted once, there",
        where,
    )
    return replace(
        later,
        rows=later.rows[~again].reset_index(drop=True),
        ignored=(*later.ignored, *named),
        notes=(*later.notes, note),
    )


def _repeated(later: pd.DataFrame, earlier: pd.DataFrame) -> np.ndarray:
    """The rows of the later table that are in the earlier one: the first as often as it has them."""
    fields = [name for name in later.columns if name != "row"]
    both = pd.concat([earlier[fields], later[fields]], ignore_index=True)
    hashes = pd.util.hash_pandas_object(both, index=False).to_numpy()
    first, second = hashes[: len(earlier)], hashes[len(earlier) :]
    if not np.isin(second, first).any():
        return np.zeros(len(later), dtype=bool)
    held = pd.Series(first).value_counts()
    times = pd.Series(second).groupby(second).cumcount().to_numpy()
    again: np.ndarray = times < pd.Series(second).map(held).fillna(0).to_numpy()
    return again
