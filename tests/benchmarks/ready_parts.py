"""What the baseline page draws: frames and specs made ready by the benchmark before it is run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd


@dataclass
class Part:
    """One chart: its rows, its spec, and, where Altair shall build it anew, its shape."""

    frame: pd.DataFrame
    spec: dict[str, Any]
    shape: Callable[..., Any] | None


@dataclass
class Parts:
    """All that the baseline page draws."""

    charts: list[Part] = field(default_factory=list)
    tables: list[pd.DataFrame] = field(default_factory=list)


PARTS = Parts()
