"""The user's changes over the sheets: steps set otherwise, inserted, left out or moved.

The rows of a sheet are never altered; the edits are laid over them each time, and each can be taken back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import numpy as np
import pandas as pd

from core.errors import CellRefused
from core.sheets.cells.counts import count
from core.sheets.cells.durations import duration
from core.sheets.cells.money import money
from core.sheets.cells.rates import rate
from core.sheets.kinds import PROCESS
from core.steps.chain import ACQUIRE, runs_per_win

CUSTOMER_FIELDS = ("performed_by", "customer_minutes", "waiting", "customer_value")
"""What of a step is about the customer: who does it, their minutes, their waiting, what it is to them."""
EDITABLE = ("step", "minutes", "times", "pass_rate", "cash", "role", *CUSTOMER_FIELDS)
"""What of a step can be changed on a page."""
_CHOICES = ("performed_by", "customer_value")
_TEXTS = ("step", "role", *_CHOICES)


class Edit(Protocol):
    """One change, as the store keeps it: "set", "insert", "remove" or "move" of one step.

    `detail` holds the values that a "set" writes (see `read_edit`), the name of an inserted step, and
    after which step an inserted or moved one stands.
    """

    id: int
    action: str
    step: str
    field: str | None
    channel: str
    phase: str
    detail: Mapping[str, Any]


def step_ids(steps: pd.DataFrame) -> list[str]:
    """A name for each step that lasts when its sheet is replaced: channel, phase, step and its how-manieth.

    >>> rows = pd.DataFrame({"channel": ["Ads"] * 2, "phase": ["acquire"] * 2, "step": ["Call", "Call"]})
    >>> step_ids(rows)
    ['Ads|acquire|Call|1', 'Ads|acquire|Call|2']
    """
    counted: Counter[str] = Counter()
    ids = []
    for channel, phase, step in zip(
        steps["channel"].tolist(), steps["phase"].tolist(), steps["step"].tolist(), strict=True
    ):
        name = f"{channel}|{phase}|{step}"
        counted[name] += 1
        ids.append(f"{name}|{counted[name]}")
    return ids


def read_edit(field: str, written: str, decimal: str) -> dict[str, Any]:
    """What a user typed into a field, as the values it sets. An empty text sets the field empty.

    `decimal` is the decimal sign of the user's language. Waiting may be given in days, weekends counted. Who
    performs a step, and its value to the customer, are values of their columns, such as "us". Raises
    CellRefused like the cell of a sheet.

    >>> read_edit("pass_rate", "3/10", ".")["pass_rate_evidence"]
    'counted'
    >>> read_edit("minutes", "1,5 h", ",")["minutes"]
    90.0
    >>> read_edit("waiting", "2 days", ".")["waiting"]
    2880.0
    """
    text = written.strip()
    if field in _CHOICES and text and text not in PROCESS.column(field).choices:
        raise CellRefused(
            "“{found}” is none of the values known here. Write one of: {expected}.",
            found=text,
            expected=", ".join(PROCESS.column(field).choices),
        )
    if field in _TEXTS:
        return {field: text or None}
    if field == "times":
        return {field: count(text, decimal=decimal).value if text else None}
    empty = dict.fromkeys((field, f"{field}_low", f"{field}_high", f"{field}_evidence"))
    counted = {"pass_rate_succeeded": None, "pass_rate_tried": None} if field == "pass_rate" else {}
    values: dict[str, Any] = {**empty, **counted, f"{field}_written": text or None}
    if not text:
        return values
    if field == "pass_rate":
        reading = rate(text, scale="fraction", decimal=decimal)
        values |= {"pass_rate_succeeded": reading.succeeded, "pass_rate_tried": reading.tried}
    elif field in ("minutes", "customer_minutes", "waiting"):
        reading = duration(text, unit="min", decimal=decimal, calendar=field == "waiting")
    else:
        reading = money(text, decimal=decimal)
    evidence = "counted" if reading.tried is not None else "guessed"
    return values | {
        field: reading.value,
        f"{field}_low": reading.low,
        f"{field}_high": reading.high,
        f"{field}_evidence": evidence,
    }


def with_edits(steps: pd.DataFrame, edits: Iterable[Edit]) -> tuple[pd.DataFrame, list[int]]:
    """The steps as the user has them now, and the ids of edits whose step is no longer in any sheet.

    Adds step_id and `edited`, the set of fields that were changed ("new" for an inserted step). Edits are
    laid over in the order they were made. Where a pass rate is changed in a chain that gives runs per win,
    the runs are first turned into pass rates, so that the change moves all steps before it.
    """
    rows = steps.assign(step_id=step_ids(steps), edited=[frozenset()] * len(steps))
    edits = list(edits)
    if not edits:
        return rows, []
    records = {row["step_id"]: row for row in _runs_as_rates(rows, edits).to_dict("records")}
    order = list(records)
    stale = []
    for edit in edits:
        if edit.action == "insert":
            _insert(records, order, edit, rows.columns)
        elif edit.step not in records:
            stale.append(edit.id)
        elif edit.action == "remove":
            del records[edit.step]
            order.remove(edit.step)
        elif edit.action == "move":
            order.remove(edit.step)
            order.insert(_after(order, records, edit), edit.step)
        else:
            _set(records[edit.step], edit)
    frame = pd.DataFrame([records[name] for name in order], columns=rows.columns)
    for column, dtype in rows.dtypes.items():
        frame[column] = frame[column].astype(dtype)
    return frame, stale


def _set(record: dict[str, Any], edit: Edit) -> None:
    record |= {name: np.nan if _is_number(name) and v is None else v for name, v in edit.detail.items()}
    record["edited"] = record["edited"] | {edit.field}
    if edit.field == "pass_rate":
        record["runs_per_win"] = record["tried"] = record["succeeded"] = np.nan


def _is_number(name: str) -> bool:
    return not name.endswith(("_written", "_evidence")) and name not in _TEXTS


def _insert(records: dict[str, dict[str, Any]], order: list[str], edit: Edit, columns: pd.Index) -> None:
    name = str(edit.detail["name"])
    empty = {column: np.nan if _is_number(column) else None for column in columns}
    texts = dict.fromkeys(
        ("group", "performed_by", "customer_value", "stage", "scope", "note", "upload", "file")
    )
    records[edit.step] = {
        **empty,
        **{key: value for key, value in texts.items() if key in empty},
        "channel": edit.channel,
        "phase": edit.phase,
        "step": name,
        "step_id": edit.step,
        "row": 0,
        "position": 0,
        "sheet": None,
        "edited": frozenset({"new"}),
    }
    order.insert(_after(order, records, edit), edit.step)


def _after(order: list[str], records: Mapping[str, Mapping[str, Any]], edit: Edit) -> int:
    """Where a step comes to stand: after the one named, else before the first of its process."""
    after = edit.detail.get("after")
    if after in order:
        return order.index(str(after)) + 1
    mine = [
        place
        for place, name in enumerate(order)
        if (records[name]["channel"], records[name]["phase"]) == (edit.channel, edit.phase)
    ]
    return mine[0] if mine else len(order)


def _runs_as_rates(rows: pd.DataFrame, edits: Iterable[Edit]) -> pd.DataFrame:
    """Chains whose pass rates are edited, with the given runs per win turned into pass rates."""
    touched = {(edit.channel, edit.phase) for edit in edits if edit.field == "pass_rate"}
    rows = rows.copy()
    for (channel, phase), part in rows.groupby(["channel", "phase"], sort=False):
        if (channel, phase) in touched and phase == ACQUIRE and part["runs_per_win"].notna().any():
            _, rates = runs_per_win(part["pass_rate"].to_numpy(float), part["runs_per_win"].to_numpy(float))
            rows.loc[part.index, "pass_rate"] = rates
            rows.loc[part.index, "runs_per_win"] = np.nan
    return rows
