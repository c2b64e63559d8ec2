"""Checked rows as a sheet's check hands them over, small enough to read."""

from typing import Any

import pandas as pd

from core.store import Workspace, uploads
from core.store.uploads import KeptTable


def events(*steps: str, channel: str = "Events", sheet: str = "Sheet1", **columns: Any) -> KeptTable:
    """A process sheet of these steps whose header stands in row 1."""
    rows = pd.DataFrame(
        {"channel": channel, "phase": "acquire", "step": list(steps), "row": range(2, 2 + len(steps))}
    )
    return KeptTable("process", sheet, rows.assign(**columns))


def kept_file(
    workspace: Workspace, name: str, *tables: KeptTable, data: bytes = b"", replaces: str | None = None
) -> str:
    """Receive and keep a file of these tables; its id. Without `data` its bytes are its name."""
    upload, _ = uploads.receive(workspace, name, data or name.encode())
    uploads.keep(workspace, upload.id, tables, replaces=replaces)
    return upload.id
