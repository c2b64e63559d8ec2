"""The kept time entries, with what tells of the step that each belongs to."""

from __future__ import annotations

import pandas as pd

from core.sheets.kinds import TIME_ENTRIES
from core.store.tables import rows_table
from core.store.typed_rows import pandas_rows
from core.store.workspace import Workspace


def time_entries(workspace: Workspace) -> pd.DataFrame:
    """Every kept time entry, one row each: date, began, minutes, person, and the texts of it.

    Without the rest of their columns, as there may be a million of them.

    >>> with Workspace.open() as workspace:
    ...     len(time_entries(workspace))
    0
    """
    with workspace.cursor() as cursor:
        found = cursor.sql(
            f"""
            select
                date::timestamp as date, began, minutes, person, customer, project, task, description, tags
            from {rows_table(TIME_ENTRIES)} as these
            join uploads on uploads.id = these.upload
            where uploads.status = 'kept'
            """
        ).to_arrow_table()
    return pandas_rows(found)
