"""The story as a PDF of A4 pages, to send and to print."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

from core.brief.endnotes import aligned_right, as_of, files_of, name_of, rests_on, said
from core.brief.story import Slide, Story, Table
from core.charts.export import pdf, roomy_width, svg
from core.charts.picture import Picture
from core.charts.printable import on_one_line
from core.charts.theme import LIGHT
from core.language import _, speaking
from core.language.amounts import listing

FONTS = ("Arial", "Liberation Sans", "Helvetica", "Noto Sans", "DejaVu Sans", "Libertinus Serif")
"""The first of these that the computer has; the last one comes with typst."""

_WIDTHS = (560, 680, 760)
"""In pixels; a chart is drawn as narrow as it can be, so that its letters are large."""
_ROOM, _TALL, _WHOLE_WIDTH = 114.0, 60.0, 184.0
"""How wide and how high a chart may be on paper, in millimetres."""
_PAGES, _SCALES = 2, (1.0, 0.94, 0.88, 0.82)
"""How many pages it shall have, and how much smaller everything may be for that; else it has more."""
_ROWS = 12
"""So many rows of a table are printed, where a slide has no chart."""
_LONG = 2_500
"""So many letters may need more than what is left of a page, or all of one."""


def paper(story: Story) -> bytes:
    """The brief as PDF in the story's language: tagged, with its title, its charts in words, page numbers.

    Charts bring their own letters along. Nothing is asked of anybody, and no text is read as typst's own.
    """
    import typst

    with speaking(story.language), TemporaryDirectory() as folder:
        root = Path(folder)
        told = [
            _slide(slide, number, root, story.currency) for number, slide in enumerate(story.slides, start=1)
        ]
        (root / "story.json").write_text(json.dumps(_whole(story, told)), "utf-8")
        source = root / "paper.typ"
        source.write_bytes(_source())
        for scale in (*_SCALES, _SCALES[0]):
            press = typst.Compiler(source, root=folder, sys_inputs={"scale": str(scale)})
            if int(press.query("<pages>", field="value", one=True)) <= _PAGES:
                break
        made = press.compile(timestamp=int(story.made.replace(tzinfo=dt.UTC).timestamp()))
    assert isinstance(made, bytes)
    return made


@cache
def _source() -> bytes:
    return (Path(__file__).parent / "paper.typ").read_bytes()


def _whole(story: Story, slides: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": name_of(story),
        "made": as_of(story),
        "language": story.language,
        "fonts": list(FONTS),
        "colours": {"text": LIGHT.text, "muted": LIGHT.muted, "grid": LIGHT.grid},
        "room": _ROOM,
        "slides": slides,
        "rests_title": _("What the figures rest on"),
        "rests": rests_on(story),
        "files_title": _("Where the figures come from"),
        "files": listing(list(files_of(story))),
    }


def _slide(slide: Slide, number: int, folder: Path, currency: str) -> dict[str, Any]:
    """What is told of a slide; its chart lies in the folder as PDF."""
    points = [line for text in (*slide.points, *slide.note.splitlines()) if (line := on_one_line(text))]
    evidence = on_one_line(" ".join(slide.evidence))
    told: dict[str, Any] = {
        "title": on_one_line(slide.title),
        "points": points,
        "evidence": evidence,
        "long": len(slide.title) + len(evidence) + sum(map(len, points)) > _LONG,
        "chart": None,
        "table": None,
    }
    if slide.picture is not None:
        name = f"chart-{number}.pdf"
        width, shape = _size(slide.picture)
        # A long row of boxes takes the whole width.
        across = slide.picture.least_width > _WIDTHS[0]
        (folder / name).write_bytes(pdf(slide.picture, width, titled=False))
        told |= {
            "chart": name,
            "across": across,
            "wide": min(_WHOLE_WIDTH if across else _ROOM, _TALL * shape),
            "alt": on_one_line(slide.picture.description),
        }
    elif table := next((table for table in slide.tables if table.rows and table.columns), None):
        told["table"] = _table(table, currency)
    return told


def _size(picture: Picture) -> tuple[int, float]:
    """The least width, in pixels, at which its texts have room, and how many times as wide as high it is."""
    width = roomy_width(picture, _WIDTHS)
    root = ElementTree.fromstring(svg(picture, width, titled=False))
    return width, width / float(root.get("height", width))


def _table(table: Table, currency: str) -> dict[str, Any]:
    """The first rows of a table; all of them are in the workbook."""
    return {
        "title": on_one_line(table.title),
        "columns": [on_one_line(column.name) for column in table.columns],
        "right": [aligned_right(column) for column in table.columns],
        "rows": [
            [said(value, column.unit, currency) for value, column in zip(row, table.columns, strict=True)]
            for row in table.rows[:_ROWS]
        ],
    }
