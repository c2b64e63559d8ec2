"""Time entries for the tests, written as short as on paper."""

from __future__ import annotations

from typing import Any

import pandas as pd

_TEXTS = ("person", "customer", "project", "task", "description", "tags")


def entries(*rows: dict[str, Any]) -> pd.DataFrame:
    """Time entries with the columns that the store hands over."""
    frame = pd.DataFrame(list(rows)).reindex(columns=["date", "began", "minutes", *_TEXTS])
    frame = frame.astype({"minutes": "float64", **dict.fromkeys(_TEXTS, "str")})
    return frame.assign(date=pd.to_datetime(frame["date"]), began=pd.to_datetime(frame["began"]))


def entry(task: str | None, minutes: float, day: str = "2026-02-02", **more: Any) -> dict[str, Any]:
    """One entry of a task."""
    return {"task": task, "minutes": minutes, "date": day, **more}
