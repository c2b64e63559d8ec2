"""What stands behind one slide: its chart to be edited, its tables, and where the figures come from."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter import Workbook

from core.brief.story import Slide, Story, Table
from core.brief.workbook.leaf import BESIDE, FIGURE, NOTHING, QUIET, SECTION, TEXT, Leaf, Place
from core.brief.workbook.native_charts import ROW, draw, height_of, write_figures
from core.brief.workbook.number_formats import format_of
from core.language import Text, _
from core.language.amounts import moment

_FIRST, _OTHERS, _WIDEST, _FEWEST = 36, 17, 60, 6
"""Widths of the first column, the others and the widest, and how many there are at least."""

_NAMES: Mapping[str, Text] = {
    "cost": Text("Cost"),
    "time": Text("Time"),
    "funnel": Text("Funnel"),
    "weakest_link": Text("Weakest link"),
    "actions": Text("Actions"),
    "goal": Text("Goal"),
    "ask": Text("What is needed"),
}


def sheet_name_of(slide: Slide, place: int) -> str:
    """The name of a slide's sheet: its place in the story, counted from 1, and what it is about."""
    return f"{place} {_NAMES[slide.key]}"


def has_sheet(slide: Slide) -> bool:
    """Whether anything stands behind a slide but its words."""
    return bool(slide.tables or slide.bars)


def widths_of(slide: Slide) -> list[float]:
    """The widths of the sheet's columns."""
    counts = [len(table.columns) for table in slide.tables]
    if slide.bars is not None:
        counts.append(len(slide.bars.series) + 4)
    widths: list[float] = [_FIRST, *[_OTHERS] * (max([*counts, _FEWEST]) - 1)]
    for table in slide.tables:
        for place in range(1, len(table.columns)):
            longest = max(
                (len(text) for line in table.rows if isinstance(text := line[place], str)), default=0
            )
            # A long text takes two lines or three.
            widths[place] = max(widths[place], min(longest / 2, _WIDEST))
    return widths


def write_slide(workbook: Workbook, leaf: Leaf, slide: Slide, story: Story) -> None:
    """Write the sheet of a slide."""
    leaf.mark(leaf.name)
    leaf.title(slide.title)
    leaf.sentence(
        2,
        _("These are the figures of {moment}; they do not follow the rates.").format(
            moment=moment(story.made)
        ),
        QUIET,
    )
    row = 3
    for point in slide.points:
        leaf.sentence(row, point)
        row += 1
    chart_row = row + 1
    if slide.bars is not None:
        row = chart_row + -(-height_of(slide.bars) // ROW) + 1
    # On paper the header of the one table stands on every page; of several none fits all pages.
    leaf.sheet.repeat_rows(row + 2 if len(slide.tables) == 1 else 1)
    for table in slide.tables:
        row = _write_table(leaf, row + 1, table, story.currency)
    if slide.bars is not None:
        leaf.write(row + 1, 0, _("Figures of the chart"), SECTION)
        figures = write_figures(leaf, row + 2, slide.bars, story.currency)
        draw(
            workbook,
            leaf,
            chart_row,
            slide.bars,
            figures,
            title=Place(leaf.name, 1, 0),
            description=slide.picture.description if slide.picture else slide.title,
            currency=story.currency,
        )
        row = figures.last + 1
    for heading, words in (
        (_("Where the figures come from"), slide.evidence),
        (_("Note"), (slide.note,) if slide.note else ()),
    ):
        if words:
            leaf.write(row + 1, 0, heading, SECTION)
            for number, sentence in enumerate(words, start=row + 2):
                leaf.sentence(number, sentence, QUIET)
            row += 1 + len(words)
    leaf.sheet.freeze_panes(2, 0)


def _write_table(leaf: Leaf, row: int, table: Table, currency: str) -> int:
    """Write a table from this row on; the first row below it."""
    leaf.write(row, 0, table.title, SECTION)
    figures = [place for place, column in enumerate(table.columns) if column.unit is not None]
    leaf.heads(row + 1, [column.name for column in table.columns], figures=figures)
    looks = [
        {**FIGURE, "num_format": format_of(column.unit, (line[place] for line in table.rows), currency)}
        if column.unit is not None
        else (BESIDE if place else TEXT)
        for place, column in enumerate(table.columns)
    ]
    for number, line in enumerate(table.rows, start=row + 2):
        leaf.fit(number, {place: value for place, value in enumerate(line) if isinstance(value, str)})
        for place, value in enumerate(line):
            unknown = value is None and place in figures
            leaf.write(number, place, NOTHING if unknown else value, looks[place])
    return row + 2 + len(table.rows)
