"""What a row must say to be a record of its kind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.errors import CellRefused
from core.sheets.records.cell_columns import Mask, Places


@dataclass(frozen=True)
class Need:
    """One thing that every record must say: which rows do, and what is said of the others.

    `index` is the column of the sheet in which it is missing. Rows whose cells could not be read are told
    so, and need not be told that something is missing: they are `told`.
    """

    index: int
    met: Mask
    refused: CellRefused
    told: Mask | None = None

    def missing(self, records: Mask) -> Places:
        """The records in which it is missing, and nothing else has been said of it."""
        rows = records & ~self.met
        if self.told is not None:
            rows = rows & ~self.told
        return np.flatnonzero(rows)
