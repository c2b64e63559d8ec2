"""What rows say that head the rows below them."""

from __future__ import annotations

from dataclasses import dataclass

from core.sheets.records.cell_columns import Mask, Moments
from core.sheets.records.words_read import Words


@dataclass(frozen=True)
class Blocks:
    """The rows that head others, and what they say of those: their channel, or their first and last day."""

    titles: Mask
    channel: Words | None = None
    days: tuple[Moments, Moments] | None = None
