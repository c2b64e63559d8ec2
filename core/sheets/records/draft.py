"""The rows that a table of records gives, field by field, on their way to a frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from core.sheets.kinds import Kind
from core.sheets.records.cell_columns import Places, in_one_piece
from core.sheets.records.words_read import Words

_LONG, _REPEATED = 50_000, 10
"""In a table of more rows than this, texts that stand in ten rows each are kept once, as categories."""
_TEXT = pd.StringDtype(storage="pyarrow", na_value=np.nan)


@dataclass
class Draft:
    """Records, each with the row of the table it comes from (0 is the first below the header).

    A field that is missing says nothing in any row. A flag is 1, 0 or NaN.
    """

    rows: Places
    fields: dict[str, Words | NDArray[Any]] = field(default_factory=dict)

    def frame(self, kind: Kind, first_row: int) -> pd.DataFrame:
        """The records as typed rows: the kind's fields, and `row`, the sheet's row number from 1.

        The fields are handed over, to save memory.
        """
        nothing = pa.nulls(len(self.rows), pa.large_string())
        columns: dict[str, Any] = {
            name: _typed(self.fields.pop(name, None), sql, len(self.rows), nothing)
            for name, sql in kind.fields
        }
        columns["row"] = self.rows.astype(np.int64) + (first_row + 1)
        return pd.DataFrame(columns, copy=False)


def empty_rows(kind: Kind) -> pd.DataFrame:
    """The typed rows of a table of records that has none.

    >>> from core.sheets.kinds import KINDS
    >>> empty_rows(KINDS["stage_counts"]).dtypes.astype(str).tolist()
    ['datetime64[us]', 'datetime64[us]', 'str', 'str', 'float64', 'int64']
    """
    return Draft(np.empty(0, dtype=np.int64)).frame(kind, 0)


def joined(drafts: list[Draft]) -> Draft:
    """Several drafts as one, sorted by the rows they come from; within a row in the order given."""
    if len(drafts) == 1:
        return drafts[0]
    rows = np.concatenate([draft.rows for draft in drafts]) if drafts else np.empty(0, dtype=np.int64)
    order = np.argsort(rows, kind="stable")
    names = dict.fromkeys(name for draft in drafts for name in draft.fields)
    fields: dict[str, Words | NDArray[Any]] = {}
    for name in names:
        parts = [draft.fields[name] for draft in drafts]
        fields[name] = _joined(parts, order)
    return Draft(rows[order], fields)


def _joined(parts: list[Words | NDArray[Any]], order: Places) -> Words | NDArray[Any]:
    if isinstance(parts[0], Words):
        words = [part for part in parts if isinstance(part, Words)]
        firsts = np.cumsum([0, *(len(part.words) for part in words[:-1])])
        codes = np.concatenate(
            [np.where(part.said, part.codes + first, -1) for part, first in zip(words, firsts, strict=True)]
        )
        return Words(
            codes.astype(np.int32)[order], pa.concat_arrays([in_one_piece(part.words) for part in words])
        )
    values: NDArray[Any] = np.concatenate([np.asarray(part) for part in parts])[order]
    return values


def _typed(values: Words | NDArray[Any] | None, sql: str, count: int, nothing: pa.Array) -> Any:
    if sql == "varchar":
        if isinstance(values, Words) and count > _LONG and _REPEATED * len(values.words) < count:
            return values.to_categories()
        texts = nothing if not isinstance(values, Words) else values.to_arrow()
        return pd.array(texts, dtype=_TEXT)
    if sql == "double":
        return np.full(count, np.nan) if values is None else np.asarray(values, dtype=float)
    if sql == "boolean":
        flags = np.full(count, np.nan) if values is None else np.asarray(values, dtype=float)
        unknown = np.isnan(flags)
        return pd.arrays.BooleanArray(np.where(unknown, 0.0, flags).astype(bool), unknown)
    if values is None:
        return np.full(count, np.datetime64("NaT"), dtype="datetime64[us]")
    return np.asarray(values, dtype="datetime64[us]")
