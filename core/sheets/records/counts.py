"""Stage counts: how many reached a stage in a period; long, or with a column for each stage or month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from core.errors import CellRefused
from core.language import Text
from core.sheets.grid import cell_name
from core.sheets.records.blocks_of_rows import blocks_of_rows
from core.sheets.records.cell_columns import Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.covering import covering
from core.sheets.records.draft import Draft, joined
from core.sheets.records.filling_down import fill_down
from core.sheets.records.needs import Need
from core.sheets.records.no_counts import (
    left_of,
    no_stages,
    other_versions,
    sums_of_channels,
)
from core.sheets.records.of_periods import not_of_a_period
from core.sheets.records.row_periods import (
    ask_year_of_headings,
    heading_period,
    is_period_key,
    row_periods,
    tell_backward,
)
from core.sheets.records.rules import Dropped, Rules, need
from core.sheets.records.sum_rows import named_beside
from core.sheets.records.troubles import LISTED, Troubles
from core.sheets.records.ways import NO_DAY
from core.sheets.records.words_read import Words
from core.sheets.tables.heading_periods import period_key

_MOSTLY_BLANK = 0.4
_A_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def _prepare(columns: Columns) -> None:
    ask_year_of_headings(columns, "count")
    columns.blocks = blocks_of_rows(columns, "count", "stage")
    counted = _counted(columns)
    fill_down(columns, "period", counted, share=_MOSTLY_BLANK)
    fill_down(columns, "channel", counted, share=_MOSTLY_BLANK)
    fill_down(columns, "stage", counted, share=_MOSTLY_BLANK)


def _counted(columns: Columns) -> Mask:
    """The rows in which anything is counted, with something said beside it."""
    counted = np.zeros(columns.rows, dtype=bool)
    for column in columns.all_of("count"):
        counted |= column.said
    return counted & named_beside(columns, ("period", "channel", "stage"))


def _needs(columns: Columns) -> list[Need]:
    found = [need(column) for name in ("period", "stage") if (column := columns.one(name)) is not None]
    if columns.table.period is not None:
        found = [each for each in found if each.index != _index(columns, "period")]
    counts = columns.all_of("count")
    wide_periods = any(is_period_key(column.use.key) for column in counts)
    channel = columns.one("channel")
    if wide_periods and columns.one("stage") is None and channel is not None:
        found.append(need(channel))
    if len(counts) == 1 and not counts[0].use.key:
        found.append(need(counts[0]))
    return found


def _index(columns: Columns, name: str) -> int:
    column = columns.one(name)
    return -1 if column is None else column.use.index


def _dropped(columns: Columns) -> Dropped:
    kinds = [*other_versions(columns), *no_stages(columns)]
    nothing = Text("nothing is counted in this row")
    return not_of_a_period(columns, "count", kinds, ("period", "stage", "channel"), nothing)


def _draft(columns: Columns, kept: Mask, troubles: Troubles) -> Draft:
    periods = row_periods(columns)
    columns.notes += periods.notes
    counts = columns.all_of("count")
    left = left_of(columns, [*other_versions(columns), *no_stages(columns)])
    _tell_doubtful(columns, "period", covering(columns, periods, counts, left)[1], kept, troubles)
    _tell_doubtful(columns, "channel", sums_of_channels(columns, periods, counts, left)[1], kept, troubles)
    tell_backward(columns, periods, kept, troubles)
    kept = kept & ~troubles.waiting
    headed = None if columns.blocks is None else columns.blocks.channel
    channel = (headed or columns.words("channel")).or_else(columns.table.channel)
    stage = columns.words("stage").or_else(columns.table.stage)
    parts: list[Draft] = []
    places: list[Any] = []
    for column in columns.all_of("count"):
        rows = np.flatnonzero(kept & column.said)
        first, last = periods.first[rows], periods.last[rows]
        named = stage.at(rows)
        if is_period_key(column.use.key):
            days = heading_period(column.use, columns.table.year)
            assert days is not None
            first, last = np.full(len(rows), days[0]), np.full(len(rows), days[1])
        elif column.use.key:
            named = Words.all_the_same(column.use.key, len(rows))
        by = channel.at(rows)
        if _A_YEAR.fullmatch(column.use.over):
            of_year = row_periods(columns, int(column.use.over))
            first, last = of_year.first[rows], of_year.last[rows]
        elif key := period_key(column.use.over):
            days = heading_period(replace(column.use, header=column.use.over, key=key), columns.table.year)
            first, last = (np.full(len(rows), day) for day in days or (NO_DAY, NO_DAY))
        elif column.use.over:
            by = Words.all_the_same(column.use.over, len(rows))
        parts.append(
            Draft(
                rows,
                {
                    "period_start": first,
                    "period_end": last,
                    "channel": by,
                    "stage": named,
                    "count": column.part()[rows],
                },
            )
        )
        places.append(np.full(len(rows), column.use.index))
    draft = joined(parts)
    order = np.argsort(np.concatenate([part.rows for part in parts]), kind="stable")
    _tell_twice(draft, np.concatenate(places)[order], troubles)
    return draft


def _tell_doubtful(
    columns: Columns,
    name: str,
    doubtful: Sequence[tuple[int, CellRefused]],
    kept: Mask,
    troubles: Troubles,
) -> None:
    column = columns.one(name)
    for row, refused in doubtful:
        if column is not None and kept[row]:
            troubles.tell(np.array([row]), column.use.index, lambda row, refused=refused: refused)  # type: ignore[misc]


def _tell_twice(draft: Draft, columns_of: np.ndarray, troubles: Troubles) -> None:
    """Say where the same period, channel and stage stand twice; both count until one is taken out."""
    fields = draft.fields
    channel, stage = fields["channel"], fields["stage"]
    assert isinstance(channel, Words)
    assert isinstance(stage, Words)
    keys = pd.DataFrame(
        {
            "first": fields["period_start"],
            "last": fields["period_end"],
            "channel": channel.same(),
            "stage": stage.same(),
        }
    )
    number = keys.groupby(list(keys), sort=False, dropna=False).ngroup().to_numpy()
    _, first = np.unique(number, return_index=True)
    again = np.flatnonzero(first[number] != np.arange(len(number)))
    counts = np.asarray(fields["count"])
    above = troubles.table.first_row
    for place in again[:LISTED]:
        earlier = first[number[place]]
        cell = cell_name(above + int(draft.rows[earlier]), int(columns_of[earlier]))
        words = {"other": cell, "count": f"{counts[place]:g}", "before": f"{counts[earlier]:g}"}
        text = (
            Text(
                "The same period, channel and stage stand in {other} too, with the same {count}. Both "
                "count: if it is "
                "one and the same, delete one of them.",
                words,
            )
            if counts[place] == counts[earlier]
            else Text(
                "The same period, channel and stage stand in {other} too, with {before} instead of "
                "{count}. Both "
                "count: if they are one and the same, delete one of them.",
                words,
            )
        )
        troubles.say(int(columns_of[place]), int(draft.rows[place]), text)
    if len(again) > LISTED:
        troubles.add_alike(len(again) - LISTED)


STAGE_COUNT_RULES = Rules(("count",), _prepare, _needs, _dropped, _draft)
