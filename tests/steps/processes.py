"""Processes for the tests, written as short as on paper."""

from __future__ import annotations

from typing import Any

import pandas as pd

from core.sheets.kinds import PROCESS

EVENTS = [
    ("find events", 20, 1),
    ("register", 5, 1),
    ("travel there", 25, 1),
    ("talk", 120, 1),
    ("travel home", 25, 10),
    ("write to contacts", 3, 0.4),
    ("arrange a call", 5, 0.75),
    ("phone", 20, 2 / 3),
    ("offer", 20, 0.5),
]
"""The worked example: an event brings 10 contacts, one of them becomes a customer."""


def process(
    rows: list[tuple[Any, ...]], *, channel: str = "Events", phase: str = "acquire", **columns: list[Any]
) -> pd.DataFrame:
    """Steps from (step, minutes, pass rate), with further columns by name."""
    frame = pd.DataFrame(
        {name: [None] * len(rows) for name, _ in PROCESS.fields}, columns=[name for name, _ in PROCESS.fields]
    )
    for name, sql in PROCESS.fields:
        frame[name] = frame[name].astype("float64" if sql == "double" else object)
    frame["channel"], frame["phase"] = channel, phase
    frame["step"] = [row[0] for row in rows]
    frame["minutes"] = [float(row[1]) for row in rows]
    frame["pass_rate"] = [float("nan") if row[2] is None else float(row[2]) for row in rows]
    for name, values in columns.items():
        frame[name] = values
    frame["row"] = frame["position"] = range(len(rows))
    frame["step_id"] = frame["step"]
    return frame
