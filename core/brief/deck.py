"""The story as a PowerPoint deck: the same slides in the same order, charts that can be edited, and notes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from core.brief.deck_charts import add_chart, can_be_drawn
from core.brief.deck_design import (
    ABOVE,
    BELOW,
    CHART,
    CHART_ALONE,
    EMU,
    FINDING,
    POINT_SIZE,
    POINTS,
    TEXT,
    TITLE,
    TITLE_SIZE,
    WHOLE,
    Box,
    Deck,
    Drawn,
    empty_deck,
)
from core.brief.endnotes import aligned_right, as_of, files_of, name_of, rests_on, said
from core.brief.fitting import cut, largest_size
from core.brief.story import Slide, Story, Table
from core.charts.export import png, roomy_width
from core.charts.picture import Picture, in_words
from core.charts.printable import on_one_line, printable
from core.language import _, speaking
from core.language.amounts import listing

_TITLE_SIZES = (TITLE_SIZE, 24, 20, 18, 16, 14, 12)
_POINT_SIZES = (POINT_SIZE, 16, 14, 12, 11, 10)
_TALL = 26
"""The size of points that have a slide for themselves, at most."""
_PICTURE_WIDTHS = (620, 760, 900)
"""In pixels; a chart is drawn as narrow as it can be, so that its letters are large."""
_ROWS = 10
"""So many rows of a table fit on a slide."""
_GAP = 12 / 72
"""Between two points, in inches."""
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""What Office calls a table without lines and bands."""
_TAGS = {"en": "en-US", "de": "de-DE", "nb": "nb-NO"}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def deck(story: Story) -> bytes:
    """The deck as a .pptx file, 16:9, in the story's language.

    The first slides are the story's; the last ones hold what it rests on. Notes hold the points, where the
    figures come from, and what the user has added.
    """
    with speaking(story.language):
        opened = empty_deck()
        for slide in story.slides:
            _told(opened, slide, story)
        _appendix(opened, story)
        _finished(opened, story)
        buffer = io.BytesIO()
        opened.save(buffer)
    return buffer.getvalue()


def _told(deck: Deck, slide: Slide, story: Story) -> None:
    # What the user has added stands on the slide, as it does where it is presented.
    points = [said for text in (*slide.points, *slide.note.splitlines()) if (said := on_one_line(text))]
    native = can_be_drawn(slide.bars)
    table = next((table for table in slide.tables if table.rows and table.columns), None)
    seen = native or slide.picture is not None or table is not None
    layout = FINDING if points and seen else CHART_ALONE if seen else TEXT
    drawn = deck.slides.add_slide(deck.slide_layouts[layout])
    _title(drawn, slide.title)
    # A long row of boxes takes the whole width, its points stand below.
    across = not native and slide.picture is not None and slide.picture.least_width > _PICTURE_WIDTHS[0]
    if points and across:
        _moved(drawn.placeholders[1], BELOW)
        _points(drawn, points, BELOW, _POINT_SIZES)
    elif points:
        box = POINTS if seen else WHOLE
        sizes = _POINT_SIZES if seen else (_TALL, 22, *_POINT_SIZES)
        _points(drawn, points, box, sizes)
    elif layout == TEXT:
        _remove(drawn.placeholders[1])
    box = ABOVE if points and across else CHART if points else WHOLE
    if native and slide.bars is not None:
        add_chart(drawn, slide.bars, box, story.currency, _alt(slide, story.currency))
    elif slide.picture is not None:
        _picture(drawn, slide.picture, box)
    elif table is not None:
        _table(drawn, table, box, story.currency)
    _footers(drawn, story)
    drawn.notes_slide.notes_text_frame.text = _notes(slide, story)


def _title(drawn: Drawn, title: str) -> None:
    frame = drawn.shapes.title.text_frame
    told = on_one_line(title) or "–"
    size = largest_size([told], TITLE.width, TITLE.height, _TITLE_SIZES, bold=True)
    frame.text = cut(told, TITLE.width, TITLE.height, size, bold=True)
    _sized(frame, size, usual=TITLE_SIZE)


def _moved(placeholder: Any, box: Box) -> None:
    from pptx.util import Emu

    placeholder.left, placeholder.top = Emu(round(box.left * EMU)), Emu(round(box.top * EMU))
    placeholder.width, placeholder.height = Emu(round(box.width * EMU)), Emu(round(box.height * EMU))


def _points(drawn: Drawn, points: Sequence[str], box: Box, sizes: Sequence[int]) -> None:
    frame = drawn.placeholders[1].text_frame
    size = largest_size(points, box.width, box.height, sizes, gap=_GAP)
    if size == sizes[-1]:
        room = max(box.height / len(points) - _GAP, 0.3)
        points = [cut(point, box.width, room, size) for point in points]
    frame.text = "\n".join(points)
    _sized(frame, size, usual=POINT_SIZE)


def _sized(frame: Any, size: int, *, usual: int) -> None:
    """Letters of this size; those of the usual one are left to the layout."""
    from pptx.util import Pt

    if size != usual:
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(size)


def _picture(drawn: Drawn, picture: Picture, box: Box) -> None:
    """A chart that PowerPoint has none for, as an image that is sharp on any projector."""
    from pptx.util import Emu

    width = roomy_width(picture, _PICTURE_WIDTHS)
    image = png(picture, width, scale=3, titled=False)
    shown = drawn.shapes.add_picture(io.BytesIO(image), Emu(round(box.left * EMU)), Emu(round(box.top * EMU)))
    scale = min(box.width * EMU / shown.width, box.height * EMU / shown.height)
    shown.width, shown.height = Emu(round(shown.width * scale)), Emu(round(shown.height * scale))
    named = shown._element.nvPicPr.cNvPr
    named.set("descr", on_one_line(picture.description))


def _table(drawn: Drawn, table: Table, box: Box, currency: str) -> None:
    """The first rows of a table; all of them are in the workbook."""
    header = [on_one_line(column.name) for column in table.columns]
    rows = [
        [said(value, column.unit, currency) for value, column in zip(row, table.columns, strict=False)]
        for row in table.rows[:_ROWS]
    ]
    right = [aligned_right(column) for column in table.columns]
    _grid(drawn, [header, *rows], box, right, on_one_line(table.title))


def _grid(
    drawn: Drawn, rows: Sequence[Sequence[str]], box: Box, right: Sequence[bool], description: str
) -> None:
    """A table whose first row is its header."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Emu, Pt

    widths = [max(6, *(min(len(text), 40) for text in column)) for column in zip(*rows, strict=True)]
    height = min(0.42, box.height / len(rows))
    frame = drawn.shapes.add_table(
        len(rows),
        len(widths),
        *(Emu(round(side * EMU)) for side in (box.left, box.top, box.width, height * len(rows))),
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", description)
    table = frame.table
    table._tbl.tblPr.find(f"{_DRAWING}tableStyleId").text = _NO_STYLE
    table.horz_banding = False
    for place, wide in enumerate(widths):
        table.columns[place].width = Emu(round(box.width * EMU * wide / sum(widths)))
    for line, row in enumerate(rows):
        table.rows[line].height = Emu(round(height * EMU))
        for place, text in enumerate(row):
            cell, room = table.cell(line, place), box.width * widths[place] / sum(widths) - 0.12
            size = largest_size([on_one_line(text)], room, height, (14, 12, 11, 10, 9))
            cell.text = cut(on_one_line(text), room, height, size) if size == 9 else on_one_line(text)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.margin_left = cell.margin_right = Emu(round(0.06 * EMU))
            cell.margin_top = cell.margin_bottom = 0
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.RIGHT if right[place] else PP_ALIGN.LEFT
            for run in paragraph.runs:
                run.font.size, run.font.bold = Pt(size), line == 0


def _appendix(deck: Deck, story: Story) -> None:
    """What all figures rest on: assumptions and rates on the left, the files on the right."""
    assumptions = rests_on(story)
    files = [_("Where the figures come from"), listing(list(files_of(story))), as_of(story)]
    for first in range(0, max(len(assumptions), 1), _ROWS):
        drawn = deck.slides.add_slide(deck.slide_layouts[FINDING])
        _title(drawn, _("What the figures rest on"))
        rows = assumptions[first : first + _ROWS]
        if rows:
            header = (_("Assumption"), _("Value"))
            _grid(drawn, [header, *rows], CHART, (False, False), _("What the figures rest on"))
        _points(drawn, [on_one_line(file) for file in files], POINTS, (14, 12, 11, 10, 9))
        _footers(drawn, story)


def _footers(drawn: Drawn, story: Story) -> None:
    """The date, the name and the slide's number: the layout has places for them, a slide its own."""
    number = len(drawn.part.package.presentation_part.presentation.slides)
    texts = {"dt": as_of(story), "ftr": cut(name_of(story), 6.4, 0.3, 11)}
    for place in drawn.slide_layout.placeholders:
        kind = place.element.ph.get("type")
        if kind not in ("dt", "ftr", "sldNum"):
            continue
        own = deepcopy(place.element)
        own.nvSpPr.cNvPr.set("id", str(drawn.shapes._next_shape_id))
        drawn.shapes._spTree.append(own)
        if kind in texts:
            shape = drawn.shapes[len(drawn.shapes) - 1]
            shape.text_frame.text = texts[kind]
        else:
            # PowerPoint counts for itself; others show what stands there.
            next(own.iter(f"{_DRAWING}t")).text = str(number)


def _alt(slide: Slide, currency: str) -> str:
    """A native chart in words."""
    if slide.picture is not None:
        return on_one_line(slide.picture.description)
    bars = slide.bars
    assert bars is not None
    labels = bars.labels or tuple(said(value, bars.unit, currency) for value in bars.series[0].values)
    figures = [
        f"{on_one_line(name)}: {on_one_line(label)}"
        for name, label in zip(bars.categories, labels, strict=False)
    ]
    return in_words(on_one_line(slide.title).rstrip("."), figures)


def _notes(slide: Slide, story: Story) -> str:
    """What the presenter reads: the own note first, then the points and all that stands behind them."""
    title, *more = (on_one_line(text) for text in (slide.title, *slide.points))
    parts = [
        [printable(slide.note).strip()],
        [title, *more],
        [on_one_line(text) for text in slide.evidence],
        [
            as_of(story),
            _("{name}: {value}").format(name=_("Files"), value=listing(list(files_of(story)))),
            *(_("{name}: {value}").format(name=name, value=value) for name, value in rests_on(story)),
        ],
    ]
    return "\n\n".join("\n".join(part) for part in parts if any(part))


def _remove(shape: Any) -> None:
    shape.element.getparent().remove(shape.element)


def _finished(deck: Deck, story: Story) -> None:
    """Who made it, of which day, and in which language, so that no word of it is marked as wrong."""
    known = deck.core_properties
    known.title, known.author, known.last_modified_by = name_of(story)[:250], "", ""
    known.created = known.modified = story.made.replace(tzinfo=None)
    known.revision, known.language = 1, story.language
    _notes_master(deck)
    tag = _TAGS.get(story.language, story.language)
    for slide in deck.slides:
        parts = [slide.element]
        if slide.has_notes_slide:
            for shape in list(slide.notes_slide.placeholders):
                if shape.element.ph.get("type") == "sldNum":
                    _remove(shape)
            parts.append(slide.notes_slide.element)
        for part in parts:
            for run in part.iter(f"{_DRAWING}r"):
                run.get_or_add_rPr().set("lang", tag)


def _notes_master(deck: Deck) -> None:
    """Say in the presentation where the master of its notes is, as PowerPoint itself does."""
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.oxml import parse_xml

    element, space = deck.element, deck.element.nsmap
    for name, relation in deck.part.rels.items():
        if relation.reltype == RELATIONSHIP_TYPE.NOTES_MASTER:
            told = f'<p:notesMasterIdLst xmlns:p="{space["p"]}" xmlns:r="{space["r"]}">'
            listed = parse_xml(f'{told}<p:notesMasterId r:id="{name}"/></p:notesMasterIdLst>')
            element.find(f"{{{space['p']}}}sldMasterIdLst").addnext(listed)
