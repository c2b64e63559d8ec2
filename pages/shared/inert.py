"""Tables whose texts stay texts, also in the file that a table's own download button writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from core.sheets.writing.defused import begins_a_formula

INVISIBLE = "\u200b"


def inert(table: pd.DataFrame | Mapping[str, Sequence[object]]) -> pd.DataFrame:
    """The table with an invisible sign before every text that a spreadsheet would run as a formula.

    Streamlit offers each table as CSV and writes its cells as they are.

    >>> inert({"name": ["=1+1", "Call", "-5"], "minutes": [1, 2, 3]})["name"].tolist()
    ['\\u200b=1+1', 'Call', '-5']
    """
    frame = pd.DataFrame(table)
    texts = [name for name, kind in frame.dtypes.items() if not pd.api.types.is_numeric_dtype(kind)]
    return frame.assign(**{str(name): frame[name].map(_inert) for name in texts})


def _inert(cell: object) -> object:
    return INVISIBLE + cell if isinstance(cell, str) and begins_a_formula(cell) else cell


def typed(text: str) -> str:
    """What was typed into such a table, without the sign.

    >>> typed(" \\u200b=1+1 ")
    '=1+1'
    """
    return text.replace(INVISIBLE, "").strip()
