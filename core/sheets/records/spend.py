"""Channel spend: what advertising cost; long, or with a column for each month or channel."""

from __future__ import annotations

import numpy as np

from core.language import Text
from core.sheets.records.blocks_of_rows import blocks_of_rows
from core.sheets.records.cell_columns import Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.currencies import row_currencies
from core.sheets.records.draft import Draft, joined
from core.sheets.records.filling_down import fill_down
from core.sheets.records.needs import Need
from core.sheets.records.no_counts import (
    left_of,
    other_versions,
    plans_of_channels,
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
from core.sheets.records.troubles import Troubles
from core.sheets.records.words_read import Words

FIGURES = ("impressions", "clicks", "conversions")
_MOSTLY_BLANK = 0.4


def _prepare(columns: Columns) -> None:
    ask_year_of_headings(columns, "amount")
    columns.blocks = blocks_of_rows(columns, "amount", "channel")
    spent = np.zeros(columns.rows, dtype=bool)
    for column in columns.all_of("amount"):
        spent |= column.said
    beside = named_beside(columns, ("period", "channel", "campaign"))
    fill_down(columns, "period", spent & beside, share=_MOSTLY_BLANK)
    fill_down(columns, "channel", spent & beside, share=_MOSTLY_BLANK)


def _needs(columns: Columns) -> list[Need]:
    found = []
    period = columns.one("period")
    if period is not None and columns.table.period is None:
        found.append(need(period))
    amounts = columns.all_of("amount")
    if len(amounts) == 1 and not amounts[0].use.key:
        found.append(need(amounts[0]))
    names = [column for name in ("channel", "campaign") if (column := columns.one(name)) is not None]
    if names and not any(each.use.key and not is_period_key(each.use.key) for each in amounts):
        named = np.zeros(columns.rows, dtype=bool)
        told = np.zeros(columns.rows, dtype=bool)
        for column in names:
            named |= column.said
            told |= column.refused
        found.append(Need(names[0].use.index, named, need(names[0]).refused, told))
    return found


def _dropped(columns: Columns) -> Dropped:
    kinds = [*other_versions(columns), *plans_of_channels(columns)]
    nothing = Text("nothing is spent in this row")
    return not_of_a_period(columns, "amount", kinds, ("period", "channel", "campaign"), nothing)


def _draft(columns: Columns, kept: Mask, troubles: Troubles) -> Draft:
    periods = row_periods(columns)
    columns.notes += periods.notes
    tell_backward(columns, periods, kept, troubles)
    amounts = columns.all_of("amount")
    left = left_of(columns, [*other_versions(columns), *plans_of_channels(columns)])
    every = columns.one("channel")
    for row, refused in sums_of_channels(columns, periods, amounts, left)[1]:
        if every is not None and kept[row]:
            troubles.tell(np.array([row]), every.use.index, lambda row, refused=refused: refused)  # type: ignore[misc]
    currency = row_currencies(columns, amounts, kept & ~troubles.waiting, troubles)
    kept = kept & ~troubles.waiting
    channel = columns.words("channel").or_else(columns.table.channel or columns.table.export)
    parts = []
    for column in amounts:
        rows = np.flatnonzero(kept & column.said)
        first, last = periods.first[rows], periods.last[rows]
        named = channel.at(rows)
        if is_period_key(column.use.key):
            days = heading_period(column.use, columns.table.year)
            assert days is not None
            first, last = np.full(len(rows), days[0]), np.full(len(rows), days[1])
        elif column.use.key:
            named = Words.all_the_same(column.use.key, len(rows))
        parts.append(
            Draft(
                rows,
                {
                    "period_start": first,
                    "period_end": last,
                    "channel": named,
                    "campaign": columns.words("campaign").at(rows),
                    "amount": column.part()[rows],
                    "currency": currency.at(rows),
                },
            )
        )
    draft = joined(parts)
    for name in FIGURES:
        each = columns.one(name)
        if each is not None and len(amounts) == 1:
            draft.fields[name] = each.part()[draft.rows]
    if len(draft.rows) and np.isnat(np.asarray(draft.fields["period_start"])).all():
        columns.notes.append(Text("No period is given: it is known what was spent, not when"))
    return draft


CHANNEL_SPEND_RULES = Rules(("amount", *FIGURES), _prepare, _needs, _dropped, _draft)
