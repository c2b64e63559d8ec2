"""Checked rows between pandas and DuckDB, by way of Arrow: typed, and without an object per cell."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from core.sheets.kinds import Kind

_ARROW = {
    "varchar": pa.large_string(),
    "double": pa.float64(),
    "bigint": pa.int64(),
    "boolean": pa.bool_(),
    "timestamp": pa.timestamp("us"),
    "date": pa.date32(),
}


def arrow_rows(rows: pd.DataFrame, kind: Kind) -> pa.Table:
    """The columns that the rows have of this kind's fields, and `row`, each of its field's type.

    Texts that pandas keeps as `str` and numbers are handed on as they lie in memory. A column that
    the kind has not is a KeyError.

    >>> from core.sheets.kinds import ROLES
    >>> arrow_rows(pd.DataFrame({"role": ["Owner"], "hourly_rate": [None], "row": [2]}), ROLES).to_pylist()
    [{'role': 'Owner', 'hourly_rate': None, 'row': 2}]
    """
    types = {**dict(kind.fields), "row": "bigint"}
    return pa.table({str(name): _arrow(rows[name], types[str(name)]) for name in rows.columns})


def _arrow(column: pd.Series, sql_type: str) -> pa.Array | pa.ChunkedArray:
    if sql_type == "date":
        # A day comes as the moment of its midnight.
        return pa.array(column, type=_ARROW["timestamp"], from_pandas=True).cast(_ARROW["date"])
    if sql_type == "varchar" and column.dtype != "str":
        if isinstance(column.dtype, pd.CategoricalDtype):
            return pa.array(column).cast(pa.dictionary(pa.int32(), _ARROW["varchar"]))
        # Objects, or a column in which nothing stands, which pandas may take for numbers.
        column = column.astype("str")
    return pa.array(column, type=_ARROW[sql_type], from_pandas=True)


def said(kind: Kind, table: str) -> str:
    """The SQL that selects every field of the kind from this table, days as moments."""
    return ", ".join(
        f'{table}."{name}"::timestamp as "{name}"' if sql_type == "date" else f'{table}."{name}"'
        for name, sql_type in kind.fields
    )


def pandas_rows(rows: pa.Table) -> pd.DataFrame:
    """Rows as pandas holds them: `str`, float64, datetime64[us] and, for yes and no, "boolean"."""
    frame: pd.DataFrame = rows.to_pandas(types_mapper={pa.bool_(): pd.BooleanDtype()}.get)
    return frame
