"""Headings among the rows: a channel or a month in a row of its own, meant for the rows below it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.sheets.kinds.stages import stage_of
from core.sheets.records.blocks import Blocks
from core.sheets.records.cell_columns import Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.readings import ReadColumn
from core.sheets.records.ways import NO_DAY
from core.sheets.records.words_read import Words
from core.sheets.tables.heading_periods import period_key
from core.sheets.tables.spend_words import is_channel

_MOST = 2_000
"""More rows without any figure than this are gaps, no headings."""


def blocks_of_rows(columns: Columns, figure: str, names: str) -> Blocks | None:
    """The blocks of a table whose rows are named in the column `names` and counted in those of `figure`.

    A row with a name and no figure heads the rows below it, up to the next such row: where all of them are
    months with their year and no row has a period of its own, or where all are channels, or the same names
    stand again below each, and no row has a channel of its own.
    """
    column = columns.one(names)
    figures = columns.all_of(figure)
    if column is None or not figures or column.readings.words is None:
        return None
    blank = np.ones(columns.rows, dtype=bool)
    for each in columns.read:
        if each is not column:
            blank &= each.blank
    titles = column.said & blank
    counted = np.flatnonzero(column.said & ~titles)
    places = np.flatnonzero(titles)
    if not 0 < len(places) <= _MOST or not len(counted) or places[0] > counted[0]:
        return None
    # A heading with nothing below it is a row that nobody has filled in yet.
    headed = np.searchsorted(counted, places) < np.searchsorted(counted, np.append(places[1:], columns.rows))
    if not headed.all():
        return None
    said = Words.of_column(column)
    texts = said.at(places).to_list()
    block = np.searchsorted(places, np.arange(columns.rows), side="right") - 1
    keys = [period_key(text) if text else "" for text in texts]
    if all(len(key.partition("/")[0]) == 10 for key in keys):
        return _of_periods(columns, titles, keys, block)
    if names != "channel" and columns.one("channel") is None and _are_channels(texts, column, block, counted):
        channel = Words.of_list([texts[n] if n >= 0 else None for n in block])
        return Blocks(titles, channel=channel)
    return None


def _of_periods(columns: Columns, titles: Mask, keys: list[str], block: NDArray[np.int64]) -> Blocks | None:
    if columns.one("period") is not None or any("/" in c.use.key for c in columns.read):
        return None
    ends = [key.split("/") for key in keys]
    first, last = (np.array([np.datetime64(end[n], "us") for end in ends] + [NO_DAY]) for n in (0, 1))
    return Blocks(titles, days=(first[block], last[block]))


def _are_channels(
    texts: list[str | None], column: ReadColumn, block: NDArray[np.int64], counted: NDArray[np.int64]
) -> bool:
    if any(text is None or stage_of(text) for text in texts) or (block[counted] < 0).any():
        return False
    if all(text is not None and is_channel(text) for text in texts):
        return True
    codes = column.cells.codes
    below = [frozenset(codes[counted[block[counted] == n]].tolist()) for n in range(len(texts))]
    return len(below) > 1 and all(len(names & below[0]) * 2 >= len(names) for names in below[1:])
