"""The story as one HTML file: to read on any screen, to send, and to print on two pages."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from core.brief.endnotes import aligned_right, as_of, files_of, name_of, rests_on, said
from core.brief.story import Slide, Story, Table
from core.charts.drawn_texts import crowded
from core.charts.export import roomy_width, svg
from core.charts.picture import Picture
from core.charts.printable import on_one_line
from core.language import _, speaking
from core.language.amounts import listing

WIDE, NARROW = (680, 800, 920), 400
_MANY = 7
"""In pixels, how wide a chart is drawn beside its points, the least that it can be, and on a phone."""
_ASKS_NOTHING = "default-src 'none'; style-src 'unsafe-inline'"


def page(story: Story) -> str:
    """The brief as HTML in the story's language: charts and style stand in it, nothing is asked of anybody.

    Titles are headings, the tables behind a chart fold out, and what the figures rest on stands at the end.
    What the user has added stands below the points.
    """
    with speaking(story.language):
        sections = "\n".join(_section(slide, number, story) for number, slide in enumerate(story.slides, 1))
        return _WHOLE.format(
            language=escape(story.language),
            policy=_ASKS_NOTHING,
            name=_text(name_of(story)),
            made=_text(as_of(story)),
            # On paper a longer story is set smaller, so that it keeps its two pages.
            dense=' class="dense"' if len(story.slides) >= _MANY else "",
            style=_style(),
            sections=sections,
            end=_end(story),
        )


_WHOLE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<title>{name}</title>
<style>
{style}</style>
</head>
<body>
<main{dense}>
<header><h1>{name}</h1><p>{made}</p></header>
{sections}
{end}
</main>
</body>
</html>
"""


@cache
def _style() -> str:
    return (Path(__file__).parent / "page.css").read_text("utf-8")


def _text(text: str) -> str:
    """A text on one line that HTML does not read."""
    return escape(on_one_line(text))


def _section(slide: Slide, number: int, story: Story) -> str:
    points = "".join(f"<li>{_text(point)}</li>" for point in slide.points if point.strip())
    words = f"<ul>{points}</ul>" if points else ""
    if note := "<br>".join(_text(line) for line in slide.note.splitlines() if line.strip()):
        words += f'<p class="note">{note}</p>'
    words = f"<div>{words}</div>" if words else ""
    chart = _chart(slide.picture, number) if slide.picture is not None else ""
    # A long row of boxes takes the whole width.
    across = slide.picture is not None and slide.picture.least_width > WIDE[0]
    alone = "" if words and chart and not across else " alone"
    alone += " across" if across else ""
    return (
        f'<section>\n<h2>{_text(slide.title)}</h2>\n<div class="told{alone}">{words}{chart}</div>'
        f"{_behind(slide, story.currency)}\n</section>"
    )


def _behind(slide: Slide, currency: str) -> str:
    """Where the figures come from and their tables, folded away; on paper the first stands there alone."""
    evidence = " ".join(_text(sentence) for sentence in slide.evidence)
    told = f'<p class="evidence">{evidence}</p>' if evidence else ""
    tables = "".join(_table(table, currency) for table in slide.tables if table.rows)
    if not told and not tables:
        return ""
    kind = "" if slide.picture is not None or not tables else " open"
    heading = _text(_("What stands behind it"))
    return f"\n<details{kind}><summary>{heading}</summary>{told}{tables}</details>"


def _chart(picture: Picture, number: int) -> str:
    """The chart as it stands beside its points; for a phone one of its own, where its texts find room."""
    wide = svg(picture, roomy_width(picture, WIDE), titled=False)
    narrow = svg(picture, NARROW, titled=False)
    roomy = not crowded(narrow)
    drawings = _inline(wide, "wide", f"c{number}w")
    if roomy:
        drawings += _inline(narrow, "narrow", f"c{number}n")
    kind = ' class="has-narrow"' if roomy else ""
    return f"<figure{kind}>{drawings}</figure>"


def _inline(drawing: str, name: str, mark: str) -> str:
    """An SVG as a part of a page, as wide as its place.

    What it calls by a name, such as the edge at which it is cut, gets a mark: a name that is given twice on
    a page would point at another drawing.
    """
    root = ElementTree.fromstring(drawing)
    for node in root.iter():
        node.tag = node.tag.rpartition("}")[2]
        node.attrib.pop("class", None)
        for key, value in node.attrib.items():
            if key == "id":
                node.set(key, f"{mark}-{value}")
            elif value.startswith("url(#"):
                node.set(key, value.replace("url(#", f"url(#{mark}-"))
    for key in ("width", "height", "version"):
        root.attrib.pop(key, None)
    root.set("class", name)
    return ElementTree.tostring(root, encoding="unicode")


def _table(table: Table, currency: str) -> str:
    def cell(tag: str, text: str, right: bool) -> str:
        kind = ' class="figure"' if right else ""
        return f"<{tag}{kind}>{_text(text)}</{tag}>"

    head = "".join(cell("th", column.name, aligned_right(column)) for column in table.columns)
    rows = "".join(
        "<tr>"
        + "".join(
            cell("td", said(value, column.unit, currency), aligned_right(column))
            for value, column in zip(row, table.columns, strict=False)
        )
        + "</tr>"
        for row in table.rows
    )
    return (
        f'<div class="wrap"><table><caption>{_text(table.title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _end(story: Story) -> str:
    """Assumptions and sources."""
    told = "".join(
        f"<div><dt>{_text(name)}</dt><dd>{_text(value)}</dd></div>" for name, value in rests_on(story)
    )
    source, files = _text(_("Where the figures come from")), _text(listing(list(files_of(story))))
    told += f'<div class="files"><dt>{source}</dt><dd>{files}</dd></div>'
    heading = _text(_("What the figures rest on"))
    return f"<footer><h2>{heading}</h2><dl>{told}</dl></footer>"
