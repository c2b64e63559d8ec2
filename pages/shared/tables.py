"""A table of results: texts that stay texts, over the full width, and it can be saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared.inert import inert
from pages.shared.take_along import note_table


def result_table(
    table: pd.DataFrame | Mapping[str, Sequence[object]],
    columns: Mapping[str, Any],
    *,
    title: str,
    key: str,
    **more: Any,
) -> Any:
    """Show a table; `columns` are Streamlit's, of which those that the table has are shown, in its order.

    `title` says what it holds to whoever gets it as a file. The answer is that of `st.dataframe`.
    """
    frame = pd.DataFrame(table)
    note_table(frame, columns, title, key)
    return st.dataframe(
        inert(frame),
        hide_index=True,
        column_config={name: columns[name] for name in frame if name in columns},
        key=key,
        **more,
    )


def edited_table(table: pd.DataFrame, *, title: str, key: str, **more: Any) -> Any:
    """Show a table that is typed into; it too can be saved. The answer is that of `st.data_editor`.

    The texts of `table` are inert already; `key` is the one of this drawing, see `session.key`.
    """
    note_table(table, more["column_config"], title, key.partition("#")[0])
    return st.data_editor(table, key=key, **more)
