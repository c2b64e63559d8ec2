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

    Only rows equal in all they say count as the same, and only from three of them on, or where they have a
    number that tells them apart, as invoices do.
    """
    settled = list(tables)
    for at, later in enumerate(settled):
        if not KINDS[later.kind].records or later.rows.empty:
            continue
        alike = [earlier for earlier in settled[:at] if earlier.kind == later.kind and not earlier.rows.empty]
        settled[at] = _without_all(later, alike)
    return settled


def _without_all(later: CheckedTable, alike: Sequence[CheckedTable]) -> CheckedTable:
    """The later table without the rows that the earlier ones have, each as often as they have it."""
    rest, found = later.rows, []
    for earlier in alike:
        again = _repeated(rest, earlier.rows)
        if again.any():
            found.append((earlier, rest.index[again]))
            rest = rest[~again]
    if len(later.rows) - len(rest) < _LEAST:
        # Few rows may be alike by chance, unless they have a number of their own.
        found = [(earlier, places[_numbered(later.rows.loc[places])]) for earlier, places in found]
    for earlier, places in found:
        if len(places):
            later = _without(later, earlier, later.rows.index.isin(places))
    return replace(later, rows=later.rows.reset_index(drop=True)) if found else later


def _numbered(rows: pd.DataFrame) -> np.ndarray:
    """The rows that have a number of their own."""
    return rows["number"].notna().to_numpy() if "number" in rows else np.zeros(len(rows), dtype=bool)


def _without(later: CheckedTable, earlier: CheckedTable, again: np.ndarray) -> CheckedTable:
    """The later table without these rows, which the earlier one has too."""
    count = int(np.count_nonzero(again))
    where = {"sheet": earlier.sheet, "count": count}
    why = Text("the same row stands in the sheet “{sheet}”", {"sheet": earlier.sheet})
    sheet_rows = later.rows["row"][again].drop_duplicates()
    named = [Ignored(f"{row}", "", why, row=int(row)) for row in sheet_rows[:_NAMED]]
    more = len(sheet_rows) - len(named)
    if more > 0:
        named.append(Ignored("", "", Text("and {count} rows more", {"count": more})))
    note = (
        Text("1 row stands in the sheet “{sheet}” too, with all it says. It is counted once, there", where)
        if count == 1
        else Text(
            "{count} rows stand in the sheet “{sheet}” too, with all they say. They are counted once, there",
            where,
        )
    )
    return replace(
        later,
        rows=later.rows[~again],
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
