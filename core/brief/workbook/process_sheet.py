"""A process as a sheet that computes itself: inputs, and formulas for what one win takes at each step."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from xlsxwriter.utility import xl_rowcol_to_cell

from core.brief.story import ChainSheet, ChainStep
from core.brief.workbook.leaf import (
    ANSWER,
    BESIDE,
    FIGURE,
    INPUT,
    NOTHING,
    QUIET,
    SAID,
    SUM,
    TEXT,
    Leaf,
    Place,
    literal,
)
from core.brief.workbook.number_formats import COUNT, money_format
from core.brief.workbook.process_columns import (
    AT_THE_RIGHT,
    CASH,
    CASH_A_RUN,
    COMPUTED,
    COST,
    EVIDENCE,
    GIVEN_RUNS,
    HOURLY,
    INPUTS,
    LABOUR,
    MINUTES_A_RUN,
    MINUTES_OUT,
    ORIGIN,
    OURS,
    PASS_RATE,
    REACHED,
    ROLE,
    RUNS,
    SOURCE,
    STEP,
    TIMES,
    headers,
    number_formats,
)
from core.brief.workbook.process_formulas import Formulas
from core.brief.workbook.rate_cells import RateCells
from core.brief.workbook.worked import Worked, worked
from core.language import _
from core.steps.chain import ACQUIRE, DELIVER
from core.steps.findings import blocked

_OBSTACLE, _INPUTS_SAID, _COMPUTED_SAID, _GROUPS, _HEADER, _FIRST = 2, 3, 4, 5, 6, 7
"""The rows: the sentence about an obstacle, two that explain, the headers, and the first step."""
_PLACE = "\x00"


@dataclass(frozen=True)
class Totals:
    """The cells that sum a process up, and what stands in them now."""

    found: Worked
    minutes: Place
    labour: Place
    cash: Place
    cost: Place
    """With the channel's spend."""


@dataclass(frozen=True)
class ChannelTotals(Totals):
    """The same of a channel, which has spend and wins beside its steps."""

    spend: Place
    """For one win."""
    wins: Place
    """Of the period."""


def title_of(process: ChainSheet) -> str:
    """What a process is called: its channel, and after the win also what is done then."""
    if process.phase == ACQUIRE:
        return process.channel
    if process.phase == DELIVER:
        return _("{channel}, delivery").format(channel=process.channel)
    return _("{channel}, afterwards").format(channel=process.channel)


def write_process(leaf: Leaf, process: ChainSheet, rates: RateCells, currency: str, overview: str) -> Totals:
    """Write a process that has a step, with its formulas. Gives the cells that sum it up.

    `overview` is the name of the sheet that holds the rates.
    """
    found, one_win = worked(process), process.phase == ACQUIRE
    last = _FIRST + len(process.steps) - 1
    formulas = Formulas(
        _FIRST, last, xl_rowcol_to_cell(_OBSTACLE, 0, True, True) if one_win else None, no=_("no")
    )
    _write_head(leaf, process, formulas, found, overview)
    formats = number_formats(currency)
    for place, step in enumerate(process.steps):
        _write_inputs(leaf, _FIRST + place, step, formats)
        _write_figures(leaf, _FIRST + place, place, rates.name_for(step), formulas, found, formats)
    totals = _write_totals(leaf, last + 1, formulas, found, formats)
    if one_win:
        totals = _write_spend(leaf, last + 3, process, totals, currency)
    leaf.sheet.freeze_panes(_FIRST, 1)
    leaf.sheet.repeat_rows(_HEADER)
    return totals


def _write_head(leaf: Leaf, process: ChainSheet, formulas: Formulas, found: Worked, overview: str) -> None:
    one_win = process.phase == ACQUIRE
    leaf.mark(title_of(process))
    if one_win:
        leaf.title(_("{channel}: what one customer takes, step by step").format(channel=process.channel))
        # The same sentence as on the pages, with the step's name to be filled in by the formula.
        before, _name, after = blocked(replace(found.chain, blocked_by=_PLACE)).partition(_PLACE)
        now = blocked(found.chain) if found.chain.blocked_by is not None else ""
        leaf.formula(_OBSTACLE, 0, formulas.obstacle(before, after), now, SAID)
        how = _(
            "Runs per win, from the last step backwards: runs of the next step / pass rate; one win stands "
            "behind the last. Minutes: runs × times × minutes. Labour: minutes × rate / 60. "
            "Cash: runs × times × cash. A blank pass rate is 100 %, a blank number of times is 1."
        )
    else:
        words = (
            _("{channel}: what one order takes to deliver, step by step")
            if process.phase == DELIVER
            else _("{channel}: what one order takes afterwards, step by step")
        )
        leaf.title(words.format(channel=process.channel))
        how = _(
            "Runs per order, from the first step on: runs of the step before × its pass rate; one order "
            "enters the first. Minutes: runs × times × minutes. Labour: minutes × rate / 60. "
            "Cash: runs × times × cash. A blank pass rate is 100 %, a blank number of times is 1."
        )
    leaf.sentence(
        _INPUTS_SAID,
        _(
            "Blue figures are inputs, as your sheets say; change one, and all that follows from it changes. "
            "The rates stand on the sheet “{overview}”."
        ).format(overview=overview),
        QUIET,
    )
    leaf.sentence(_COMPUTED_SAID, how, QUIET)
    groups = (
        (INPUTS, _("As your sheets say")),
        (COMPUTED, _("Computed")),
        (ORIGIN, _("Where it comes from")),
    )
    for columns, words in groups:
        leaf.write(_GROUPS, columns[0], words, {**QUIET, "bold": True})
    leaf.heads(_HEADER, headers(one_win=one_win), figures=AT_THE_RIGHT)


def _write_inputs(leaf: Leaf, row: int, step: ChainStep, formats: dict[int, str]) -> None:
    texts = {STEP: step.step, ROLE: step.role, EVIDENCE: step.evidence, SOURCE: _source_of(step)}
    for column, text in texts.items():
        leaf.write(row, column, text or None, TEXT if column == STEP else BESIDE)
    leaf.fit(row, texts)
    figures = {
        MINUTES_A_RUN: step.minutes,
        TIMES: step.times,
        PASS_RATE: step.pass_rate,
        GIVEN_RUNS: step.given_runs,
        CASH_A_RUN: step.cash,
    }
    for column, figure in figures.items():
        known = figure if figure is not None and math.isfinite(figure) else None
        leaf.write(row, column, known, {**INPUT, "num_format": formats[column]})
        leaf.only_from_0(row, column)
    leaf.write(row, OURS, _("yes") if step.ours else _("no"), INPUT)
    leaf.one_of(row, OURS, [_("yes"), _("no")])


def _source_of(step: ChainStep) -> str:
    """The file, the sheet and the row that a step stands in."""
    if not step.file:
        return _("typed in")
    if step.row is None:
        return ", ".join(part for part in (step.file, step.sheet) if part)
    return _("{file}, {sheet}, row {row}").format(file=step.file, sheet=step.sheet, row=step.row)


def _write_figures(
    leaf: Leaf,
    row: int,
    place: int,
    rate_name: str,
    formulas: Formulas,
    found: Worked,
    formats: dict[int, str],
) -> None:
    step = found.chain.steps.iloc[place]
    written = {
        HOURLY: (f"={rate_name}", step["hourly_rate"]),
        REACHED: (formulas.reached(row), found.reached[place]),
        RUNS: (formulas.runs(row), found.runs[place]),
        MINUTES_OUT: (formulas.minutes(row), step["minutes_per_win"]),
        LABOUR: (formulas.labour(row), step["labour_per_win"]),
        CASH: (formulas.cash(row), step["cash_per_win"]),
        COST: (formulas.cost(row), step["cost_per_win"]),
    }
    for column, (formula, value) in written.items():
        now = float(value) if math.isfinite(value) else ""
        leaf.formula(row, column, formula, now, {**FIGURE, "num_format": formats[column]})


def _write_totals(leaf: Leaf, row: int, formulas: Formulas, found: Worked, formats: dict[int, str]) -> Totals:
    for column in (*INPUTS, *COMPUTED, *ORIGIN):
        leaf.write(row, column, _("Total") if column == STEP else None, {**SUM, "align": "left"})
    sums = {
        MINUTES_OUT: found.chain.minutes_per_win,
        LABOUR: found.chain.labour_per_win,
        CASH: found.chain.cash_per_win,
        COST: found.chain.cost_per_win,
    }
    cells = {
        column: leaf.formula(
            row, column, formulas.total(column), value, {**SUM, "num_format": formats[column]}
        )
        for column, value in sums.items()
    }
    minutes, labour, cash, cost = cells.values()
    in_hours = f'=IF(ISNUMBER({minutes.here}),{minutes.here}/60,"{NOTHING}")'
    hours = {**FIGURE, "num_format": '0.00" h"'}
    leaf.write(row + 1, RUNS, _("In hours"), {**QUIET, "align": "right"})
    leaf.formula(row + 1, MINUTES_OUT, in_hours, found.chain.minutes_per_win / 60, hours)
    return Totals(found, minutes, labour, cash, cost)


def _write_spend(leaf: Leaf, row: int, process: ChainSheet, totals: Totals, currency: str) -> ChannelTotals:
    """The channel's spend beside its steps, and what one win costs with it."""
    found, money = totals.found, money_format(currency)
    labels = (
        _("Spend of the channel in the period"),
        _("Customers won in it"),
        _("Spend per win"),
        _("Cost per win, with spend"),
    )
    for number, label in enumerate(labels):
        leaf.write(row + number, CASH, label, {**QUIET, "align": "right", "bold": number == 3})
    spend, wins, each, whole = (Place(leaf.name, row + number, COST) for number in range(4))
    leaf.write(spend.row, COST, process.spend, {**INPUT, "num_format": money})
    leaf.write(wins.row, COST, process.wins, {**INPUT, "num_format": COUNT})
    leaf.only_from_0(spend.row, COST)
    leaf.only_from_0(wins.row, COST)
    per_win = f'=IF(N({spend.here})=0,0,IF(N({wins.here})>0,{spend.here}/{wins.here},"{NOTHING}"))'
    leaf.formula(each.row, COST, per_win, found.spend_per_win, {**FIGURE, "num_format": money})
    both = f"AND(ISNUMBER({totals.cost.here}),ISNUMBER({each.here}))"
    with_spend = f'=IF({both},{totals.cost.here}+{each.here},"{NOTHING}")'
    leaf.formula(whole.row, COST, with_spend, found.cost_per_win, {**ANSWER, "num_format": money})
    unknown = _("How many customers the spend has won is not known, so that what one costs cannot be told.")
    said = f'=IF({each.here}="{NOTHING}",{literal(unknown)},"")'
    now = unknown if math.isnan(found.spend_per_win) else ""
    leaf.formula(whole.row + 1, 0, said, now, SAID)
    return ChannelTotals(found, totals.minutes, totals.labour, totals.cash, whole, each, wins)
