"""A story as JSON text and back, with its pictures, so that it can be kept as it was on one day."""

from __future__ import annotations

import datetime as dt
import json
import math
import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pandas as pd

from core.brief.story import Story
from core.charts.picture import Picture
from core.errors import StepwiseError

_MOMENTS = "datetime64"


def to_json(story: Story) -> str:
    """The story as text; equal stories give equal texts.

    >>> story = Story((), (), (), ("steps.xlsx",), dt.datetime(2026, 4, 3, 9, 30), "en", "EUR")
    >>> from_json(to_json(story)) == story
    True
    """
    return json.dumps(_plain(story), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def from_json(text: str) -> Story:
    """The story of such a text. Raises StepwiseError where it is none.

    What an older Stepwise did not write takes its default; what this one does not know is left out.
    """
    try:
        story = _made(json.loads(text), Story)
    except (ValueError, TypeError, KeyError, LookupError) as error:
        raise StepwiseError(
            "This frozen story cannot be read any more. Delete it, and freeze the story anew."
        ) from error
    assert isinstance(story, Story)
    return story


def _plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, Picture):
        kept = {field.name: getattr(value, field.name) for field in fields(value)}
        return {**kept, "frame": _frame_plain(value.frame)}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return value


def _frame_plain(frame: pd.DataFrame) -> dict[str, Any]:
    return {
        "columns": [str(name) for name in frame.columns],
        "types": [str(kind) for kind in frame.dtypes],
        "rows": [[_cell(cell) for cell in row] for row in frame.itertuples(index=False, name=None)],
    }


def _cell(value: Any) -> Any:
    """One cell of a frame; what is missing is null, what has no end is written out."""
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, (pd.Timestamp, dt.datetime, dt.date)):
        return value.isoformat()
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    return value


def _frame(kept: dict[str, Any]) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {}
    for place, (name, kind) in enumerate(zip(kept["columns"], kept["types"], strict=True)):
        cells = [row[place] for row in kept["rows"]]
        if kind.startswith(_MOMENTS):
            columns[name] = pd.Series(pd.to_datetime(pd.Series(cells, dtype="str"))).astype(kind)
        else:
            columns[name] = pd.Series(cells, dtype=kind)
    return pd.DataFrame(columns)


def _made(value: Any, kind: Any) -> Any:
    """A value of this type from what JSON holds."""
    if kind is Picture:
        known = {field.name: value[field.name] for field in fields(Picture)}
        return Picture(**{**known, "frame": _frame(value["frame"])})
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _made(value[name], hint) for name, hint in hints.items() if name in value})
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        # Of a figure or a text, what JSON holds is told by itself; of all else there is but one kind.
        own = [part for part in parts if part is not type(None)]
        return value if len(own) > 1 else _made(value, own[0])
    if origin is tuple:
        inner = parts[0]
        return tuple(_made(one, inner) for one in value)
    if kind is dt.datetime:
        return dt.datetime.fromisoformat(value)
    if origin is Literal and value not in parts:
        raise ValueError(value)
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
