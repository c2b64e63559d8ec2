"""The channels side by side, and what a customer costs over all of them, as formulas over their sheets."""

from __future__ import annotations

import math
from collections.abc import Sequence

from core.brief.story import ChainSheet
from core.brief.workbook.leaf import ANSWER, FIGURE, NOTHING, QUIET, SUM, Leaf, literal
from core.brief.workbook.number_formats import COUNT, MINUTES, money_format
from core.brief.workbook.process_sheet import ChannelTotals
from core.language import _

WIDTHS = (34, 16, 16, 16, 16, 16, 16, 18)
_HEADER, _FIRST = 4, 5
(_CHANNEL, _MINUTES, _LABOUR, _CASH, _SPEND, _COST, _WINS, _OF_ALL) = range(8)


def write_channels(leaf: Leaf, channels: Sequence[tuple[ChainSheet, ChannelTotals]], currency: str) -> None:
    """One row a channel that wins customers, for one win each; below, Σ cost / Σ wins. At least one."""
    leaf.mark(_("Channels"))
    leaf.title(_("What a customer costs in each channel"))
    leaf.sentence(
        2,
        _(
            "Every figure comes from the sheet of its channel. All channels together: the cost of all "
            "customers / customers won, never the mean of the channels; a channel of which either is not "
            "known is left out."
        ),
        QUIET,
    )
    header = (
        _("Channel"),
        _("Minutes per win"),
        _("Labour per win"),
        _("Cash per win"),
        _("Spend per win"),
        _("Cost per win"),
        _("Customers won"),
        _("Cost of all customers won"),
    )
    leaf.heads(_HEADER, header, figures=range(1, 8))
    money = money_format(currency)
    for row, (process, totals) in enumerate(channels, start=_FIRST):
        _write_channel(leaf, row, process, totals, money)
    _write_together(leaf, channels, money)
    leaf.sheet.freeze_panes(_FIRST, 1)
    leaf.sheet.repeat_rows(_HEADER)


def _write_channel(leaf: Leaf, row: int, process: ChainSheet, totals: ChannelTotals, money: str) -> None:
    found, wins = totals.found, process.wins
    leaf.link(row, _CHANNEL, process.channel, totals.cost.sheet)
    shown = (
        (_MINUTES, totals.minutes, found.chain.minutes_per_win, MINUTES),
        (_LABOUR, totals.labour, found.chain.labour_per_win, money),
        (_CASH, totals.cash, found.chain.cash_per_win, money),
        (_SPEND, totals.spend, found.spend_per_win, money),
        (_COST, totals.cost, found.cost_per_win, money),
    )
    for column, place, value, number_format in shown:
        leaf.formula(row, column, f"={place.reference}", value, {**FIGURE, "num_format": number_format})
    won = totals.wins.reference
    known = f'=IF(ISNUMBER({won}),{won},"{NOTHING}")'
    leaf.formula(row, _WINS, known, NOTHING if wins is None else wins, {**FIGURE, "num_format": COUNT})
    cost_cell, wins_cell = leaf.here(row, _COST), leaf.here(row, _WINS)
    of_all = f'=IF(AND(ISNUMBER({cost_cell}),N({wins_cell})>0),{cost_cell}*{wins_cell},"")'
    now = found.cost_per_win * wins if wins and math.isfinite(found.cost_per_win) else ""
    leaf.formula(row, _OF_ALL, of_all, now, {**FIGURE, "num_format": money})


def _write_together(leaf: Leaf, channels: Sequence[tuple[ChainSheet, ChannelTotals]], money: str) -> None:
    """The row over all channels: Σ cost / Σ wins of those that both are known of."""
    known = [
        (totals.found.cost_per_win, process.wins)
        for process, totals in channels
        if process.wins and math.isfinite(totals.found.cost_per_win)
    ]
    wins, cost = sum(won for _cost, won in known), sum(each * won for each, won in known)
    last = _FIRST + len(channels) - 1
    total = last + 1
    for column in range(len(WIDTHS)):
        words = _("All channels together") if column == _CHANNEL else None
        leaf.write(total, column, words, {**SUM, "align": "left"})
    costs, won = leaf.between(_FIRST, last, _OF_ALL), leaf.between(_FIRST, last, _WINS)
    all_won, all_cost = leaf.here(total, _WINS), leaf.here(total, _OF_ALL)
    # Only the customers that stand beside a cost of theirs.
    counted = f'SUMIF({costs},">=0",{won})'
    formulas = (
        (_WINS, f'=IF({counted}>0,{counted},"{NOTHING}")', wins, {**SUM, "num_format": COUNT}),
        (_OF_ALL, f'=IF(ISNUMBER({all_won}),SUM({costs}),"{NOTHING}")', cost, {**SUM, "num_format": money}),
        (
            _COST,
            f'=IF(ISNUMBER({all_won}),{all_cost}/{all_won},"{NOTHING}")',
            cost / wins if wins else 0.0,
            {**ANSWER, "num_format": money},
        ),
    )
    for column, formula, now, look in formulas:
        leaf.formula(total, column, formula, now if wins else NOTHING, look)
    unknown = _("How many customers the channels won is not known yet, so there is no figure over all.")
    said = f'=IF(ISNUMBER({leaf.here(total, _COST)}),"",{literal(unknown)})'
    leaf.formula(total + 1, 0, said, "" if wins else unknown, QUIET)
