"""The first sheet: the rates that everything follows from, and what the story rests on."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter import Workbook

from core.brief.story import ChainSheet, Slide, Story
from core.brief.workbook.leaf import BESIDE, FIGURE, INPUT, QUIET, SECTION, TEXT, Leaf, Place
from core.brief.workbook.number_formats import MINUTES, money_format
from core.brief.workbook.process_sheet import Totals, title_of
from core.brief.workbook.rate_cells import EVERYBODY, RateCells
from core.language import _
from core.language.amounts import moment
from core.steps.chain import ACQUIRE

WIDTHS = (40, 18, 18, 26, 26)


def write_overview(
    workbook: Workbook,
    leaf: Leaf,
    story: Story,
    rates: RateCells,
    processes: Sequence[tuple[ChainSheet, Totals]],
    slides: Sequence[tuple[Slide, str]],
) -> None:
    """Write the first sheet; `slides` come with the name of their sheet, or "" where there is none."""
    leaf.mark(_("Overview"))
    leaf.title(story.name or _("What a customer costs, and what it rests on"))
    made = (
        _("The figures are those of {moment}, kept as they were.")
        if story.frozen
        else _("The figures were computed on {moment}.")
    )
    leaf.sentence(2, made.format(moment=moment(story.made)), QUIET)
    row = _write_rates(workbook, leaf, 4, rates, story.currency)
    if processes:
        row = _write_processes(leaf, row + 1, processes, story.currency)
    if slides:
        row = _write_slides(leaf, row + 1, slides)
    leaf.write(row + 1, 0, _("What the figures rest on"), SECTION)
    row += 2
    for assumption in story.assumptions:
        leaf.write(row, 0, assumption.name, TEXT)
        leaf.over(row, 1, assumption.value, TEXT)
        row += 1
    leaf.write(row + 1, 0, _("Files"), SECTION)
    for number, file in enumerate(story.files or (_("None: the figures were typed in."),), start=row + 2):
        leaf.over(number, 0, file, TEXT)


def _write_rates(workbook: Workbook, leaf: Leaf, row: int, rates: RateCells, currency: str) -> int:
    leaf.write(row, 0, _("What an hour is worth"), SECTION)
    leaf.sentence(
        row + 1,
        _(
            "Change a blue figure: the processes and the channels follow. The sentences and tables of the "
            "slides stay as they were."
        ),
        QUIET,
    )
    leaf.heads(row + 2, [_("Role"), _("Rate an hour"), "", _("Name in the formulas")], figures=[1])
    look = {**INPUT, "num_format": money_format(currency)}
    for number, cell in enumerate(rates.cells, start=row + 3):
        everybody = cell.name == EVERYBODY
        role = _("Everybody without a rate of their own") if everybody else cell.role or "–"
        leaf.write(number, 0, role, TEXT)
        if cell.own:
            leaf.write(number, 1, cell.rate, look)
        else:
            leaf.formula(number, 1, f"={EVERYBODY}", cell.rate, look)
        leaf.write(number, 2, None if cell.own else _("as everybody"), {**BESIDE, **QUIET})
        leaf.write(number, 3, cell.name, {**BESIDE, **QUIET})
        leaf.only_from_0(number, 1)
        workbook.define_name(cell.name, f"={Place(leaf.name, number, 1).reference}")
    return row + 3 + len(rates.cells)


def _write_processes(
    leaf: Leaf, row: int, processes: Sequence[tuple[ChainSheet, Totals]], currency: str
) -> int:
    leaf.write(row, 0, _("What it costs"), SECTION)
    leaf.heads(row + 1, [_("Process"), _("Minutes"), _("Cost"), _("For")], figures=[1, 2])
    for number, (process, totals) in enumerate(processes, start=row + 2):
        leaf.link(number, 0, title_of(process), totals.cost.sheet)
        minutes, cost = totals.found.chain.minutes_per_win, totals.found.cost_per_win
        leaf.formula(number, 1, f"={totals.minutes.reference}", minutes, {**FIGURE, "num_format": MINUTES})
        money = {**FIGURE, "num_format": money_format(currency)}
        leaf.formula(number, 2, f"={totals.cost.reference}", cost, money)
        leaf.write(number, 3, _("one customer won") if process.phase == ACQUIRE else _("one order"), BESIDE)
    return row + 2 + len(processes)


def _write_slides(leaf: Leaf, row: int, slides: Sequence[tuple[Slide, str]]) -> int:
    leaf.write(row, 0, _("What the slides say"), SECTION)
    for number, (slide, sheet) in enumerate(slides, start=row + 1):
        if sheet:
            leaf.link(number, 0, sheet, sheet)
        else:
            leaf.write(number, 0, None, TEXT)
        leaf.over(number, 1, slide.title, TEXT)
    return row + 1 + len(slides)
