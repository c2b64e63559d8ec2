"""The sheets of a story put together into one workbook."""

from __future__ import annotations

from io import BytesIO

from core.brief.story import ChainSheet, Story
from core.brief.workbook import channel_sheet, overview_sheet, process_columns
from core.brief.workbook.channel_sheet import write_channels
from core.brief.workbook.leaf import Leaf, legible
from core.brief.workbook.overview_sheet import write_overview
from core.brief.workbook.process_sheet import ChannelTotals, Totals, title_of, write_process
from core.brief.workbook.rate_cells import RateCells
from core.brief.workbook.slide_sheet import has_sheet, sheet_name_of, widths_of, write_slide
from core.language import _, speaking
from core.sheets.writing.pen import Pen, new_workbook
from core.sheets.writing.sheet_names import legal_sheet_names
from core.steps.chain import ACQUIRE


def bound(story: Story) -> bytes:
    """The workbook of a story; see `core.brief.workbook.workbook`."""
    with speaking(story.language):
        return _bound(story)


def _bound(story: Story) -> bytes:
    rates = RateCells.of(story)
    processes = [process for process in story.chains if process.steps]
    slides = list(enumerate(story.slides, start=1))
    behind = [(place, slide) for place, slide in slides if has_sheet(slide)]
    buffer = BytesIO()
    workbook = new_workbook(buffer)
    pen = Pen(workbook)
    wanted = [
        _("Overview"),
        _("Channels"),
        *(title_of(process) for process in processes),
        *(sheet_name_of(slide, place) for place, slide in behind),
    ]
    overview, channels, *others = legal_sheet_names(wanted)
    process_names, slide_names = others[: len(processes)], others[len(processes) :]
    first = Leaf(workbook.add_worksheet(overview), pen, overview_sheet.WIDTHS, landscape=False)
    winning = any(process.phase == ACQUIRE for process in processes)
    second = Leaf(workbook.add_worksheet(channels), pen, channel_sheet.WIDTHS) if winning else None
    written: list[tuple[ChainSheet, Totals]] = []
    for process, name in zip(processes, process_names, strict=True):
        leaf = Leaf(workbook.add_worksheet(name), pen, process_columns.WIDTHS)
        written.append((process, write_process(leaf, process, rates, story.currency, overview)))
    if second is not None:
        acquiring = [(process, totals) for process, totals in written if isinstance(totals, ChannelTotals)]
        write_channels(second, acquiring, story.currency)
    for (_place, slide), name in zip(behind, slide_names, strict=True):
        leaf = Leaf(workbook.add_worksheet(name), pen, widths_of(slide))
        write_slide(workbook, leaf, slide, story)
    names = {place: name for (place, _slide), name in zip(behind, slide_names, strict=True)}
    told = [(slide, names.get(place, "")) for place, slide in slides]
    write_overview(workbook, first, story, rates, written, told)
    workbook.set_properties(
        {
            "title": legible(story.name) or _("What a customer costs, and what it rests on"),
            "author": legible(story.name),
            "comments": _("Made by Stepwise"),
            "created": story.made.replace(tzinfo=None),
        }
    )
    workbook.close()
    return buffer.getvalue()
