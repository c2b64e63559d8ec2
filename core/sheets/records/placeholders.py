"""Cells that stand for nothing, such as "Select" and "n/a": they count as missing, and that is said."""

from __future__ import annotations

import numpy as np

from core.language import Text
from core.language.catalogue import Quoted
from core.sheets.records.cell_columns import EMPTY, Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.readings import BLANK

_NAMED = 5


def placeholder_notes(columns: Columns, records: Mask) -> list[Text]:
    """What is said of each column with placeholders among its records: how many, and which words."""
    notes = []
    for column in columns.read:
        codes = column.cells.codes[records & (column.state == BLANK) & (column.cells.codes != EMPTY)]
        if not len(codes):
            continue
        different, counts = np.unique(codes, return_counts=True)
        words: dict[str, int] = {}
        for code, count in zip(different.tolist(), counts.tolist(), strict=True):
            cell = column.cells.cell(code)
            if isinstance(cell, str) and cell.strip():
                word = " ".join(cell.split())
                words[word] = words.get(word, 0) + count
        if not words:
            continue
        named = sorted(words, key=lambda word: -words[word])[:_NAMED]
        notes.append(
            Text(
                "{count} cells under “{header}” say {words} and count as missing",
                {
                    "count": sum(words.values()),
                    "header": column.use.header,
                    "words": Quoted(tuple(named)),
                },
            )
        )
    return notes
