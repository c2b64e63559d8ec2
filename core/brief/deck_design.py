"""The empty deck that every PowerPoint export begins with: its size, its theme, its master and its layouts.

The look stands in the theme and the master, so that whoever edits the deck, or puts it into a theme of their
own, changes it in one place. Colours by meaning: accent 1 time, 2 cash, 3 spend, 4 customer, 5 calm and
6 the answer; text 2 is the firm grey.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from core.charts.theme import LIGHT
from core.language import _

Deck = Any
Drawn = Any
"""A presentation of python-pptx and a slide of it; what it says of its own types does not hold everywhere."""
FONT = "Arial"
"""On every computer with PowerPoint, and as wide as the letters of the charts."""
EMU = 914_400
"""PowerPoint's unit: so many to the inch."""
WIDE, HIGH = 13.333, 7.5
"""The size of a slide in inches."""

_SPACES = " ".join(
    f'xmlns:{short}="http://schemas.openxmlformats.org/{long}/2006/{what}"'
    for short, long, what in (
        ("a", "drawingml", "main"),
        ("r", "officeDocument", "relationships"),
        ("p", "presentationml", "main"),
    )
)
_COLOURS = {
    "dk1": LIGHT.text,
    "lt1": LIGHT.paper,
    "dk2": LIGHT.firm,
    "lt2": LIGHT.grid,
    "accent1": LIGHT.time,
    "accent2": LIGHT.cash,
    "accent3": LIGHT.spend,
    "accent4": LIGHT.customer,
    "accent5": LIGHT.calm,
    "accent6": LIGHT.accent,
    "hlink": LIGHT.time,
    "folHlink": LIGHT.firm,
}
_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Stepwise</Application></Properties>"
)


@dataclass(frozen=True)
class Box:
    """A place on a slide, in inches from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


TITLE = Box(0.6, 0.42, 12.13, 1.2)
CHART = Box(0.6, 1.85, 8.15, 4.85)
"""Where the chart stands beside points."""
POINTS = Box(9.05, 1.85, 3.68, 4.85)
WHOLE = Box(0.6, 1.85, 12.13, 4.85)
"""The same without points, or points without a chart."""
ABOVE, BELOW = Box(0.6, 1.85, 12.13, 3.05), Box(0.6, 5.0, 12.13, 1.7)
"""A chart over the whole width, and its points."""
_DATE = Box(0.6, 6.93, 4.2, 0.32)
_FOOTER = Box(4.9, 6.93, 6.6, 0.32)
_NUMBER = Box(11.73, 6.93, 1.0, 0.32)
_LINE = Box(0.6, 6.85, 12.13, 0.0)

TITLE_SIZE = 28
POINT_SIZE = 18
FINDING, CHART_ALONE, TEXT = range(3)
"""The layouts, by their place."""


def empty_deck() -> Deck:
    """A deck without slides, in the look of Stepwise; the layouts have names in the language spoken now."""
    from pptx import Presentation
    from pptx.util import Emu

    deck: Deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(round(WIDE * EMU)), Emu(round(HIGH * EMU))
    # The template's own size says that it is a 4:3 screen.
    size = deck.element.find(f"{{{deck.element.nsmap['p']}}}sldSz")
    size.attrib.pop("type", None)
    _drop_leftovers(deck)
    layouts = list(deck.slide_layouts)
    for layout in layouts[3:]:
        deck.slide_layouts.remove(layout)
    _theme(deck)
    _draw_master(deck)
    points = _placeholder(3, "body", 1, POINTS, _("Points"))
    whole = _placeholder(3, "body", 1, WHOLE, _("Points"))
    _draw_layout(layouts[FINDING], _("Finding with points"), points)
    _draw_layout(layouts[CHART_ALONE], _("Finding"), "")
    _draw_layout(layouts[TEXT], _("Text"), whole)
    return deck


def _drop_leftovers(deck: Deck) -> None:
    """The template brings a picture of itself, counts of itself, and the settings of somebody's printer."""
    package, part = deck.part.package, deck.part
    for owner in (package, part):
        relations = owner._rels
        for name, relation in list(relations.items()):
            if relation.reltype.endswith(("/thumbnail", "/printerSettings")):
                relations.pop(name)
            elif relation.reltype.endswith("/extended-properties"):
                relation.target_part._blob = _PROPERTIES


def _theme(deck: Deck) -> None:
    """Our colours and letters in the theme, instead of those of Office."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value[1:]}"/></a:{name}>' for name, value in _COLOURS.items()
    )
    xml = part.blob.decode("utf-8")
    xml = re.sub(
        r"<a:clrScheme .*?</a:clrScheme>",
        f'<a:clrScheme name="Stepwise">{colours}</a:clrScheme>',
        xml,
        flags=re.DOTALL,
    )
    xml = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}", xml)
    xml = re.sub(r'(<a:fontScheme name=")[^"]*', r"\g<1>Stepwise", xml)
    xml = re.sub(r'(<a:theme [^>]*name=")[^"]*', r"\g<1>Stepwise", xml)
    part._blob = xml.encode("utf-8")


def _draw_master(deck: Deck) -> None:
    from pptx.oxml import parse_xml

    master = deck.slide_master.element
    shapes = (
        _placeholder(2, "title", None, TITLE, _("One sentence with its figures")),
        _placeholder(3, "body", 1, WHOLE, _("Points")),
        *_footers(),
        _hairline(7),
    )
    master.replace(master.find(_p("cSld")), parse_xml(_slide(shapes, background=True)))
    master.replace(master.find(_p("txStyles")), parse_xml(_styles()))


def _draw_layout(layout: Any, name: str, body: str) -> None:
    from pptx.oxml import parse_xml

    element = layout.element
    title = _placeholder(2, "title", None, None, _("One sentence with its figures"))
    shapes = (title, *([body] if body else []), *_footers(ten=True))
    element.replace(element.find(_p("cSld")), parse_xml(_slide(shapes, name=name)))
    element.attrib.pop("type", None)
    element.set("userDrawn", "1")


def _footers(*, ten: bool = False) -> tuple[str, ...]:
    """Date, footer and slide number; layouts count theirs from ten, as PowerPoint does."""
    first = 10 if ten else 2
    number = '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr lang="en-US"/>'
    number += "<a:t>‹#›</a:t></a:fld>"
    small = '<a:lvl1pPr algn="{}"><a:defRPr sz="1100"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
    small += "</a:defRPr></a:lvl1pPr>"
    kinds = (
        ("dt", _DATE, "l", ""),
        # A letter, because LibreOffice writes footers as the master's text is written.
        ("ftr", _FOOTER, "l", "<a:r><a:rPr/><a:t>–</a:t></a:r>"),
        ("sldNum", _NUMBER, "r", number),
    )
    return tuple(
        _placeholder(
            4 + place,
            kind,
            first + place,
            None if ten else box,
            "",
            anchor="ctr",
            style="" if ten else small.format(algn),
            runs=runs,
        )
        for place, (kind, box, algn, runs) in enumerate(kinds)
    )


def _placeholder(
    number: int,
    kind: str,
    index: int | None,
    box: Box | None,
    prompt: str,
    *,
    anchor: str = "t",
    style: str = "",
    runs: str = "",
) -> str:
    """One placeholder as XML; without a box it stands where the master's stands."""
    names = {"title": "Title", "body": "Text", "dt": "Date", "ftr": "Footer", "sldNum": "Slide Number"}
    size = {"dt": ' sz="half"', "ftr": ' sz="quarter"', "sldNum": ' sz="quarter"'}.get(kind, "")
    place = f' idx="{index}"' if index is not None else ""
    where = _frame(box) if box else ""
    shape = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if box else ""
    body = (
        f'<a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}">'
        "<a:normAutofit/></a:bodyPr>"
        if box
        else "<a:bodyPr/>"
    )
    text = runs or (f'<a:r><a:rPr lang="en-US"/><a:t>{escape(prompt)}</a:t></a:r>' if prompt else "")
    called = quoteattr(f"{names[kind]} Placeholder {number - 1}")
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={called}/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}"{size}{place}/></p:nvPr>'
        f"</p:nvSpPr><p:spPr>{where}{shape}</p:spPr><p:txBody>{body}<a:lstStyle>{style}</a:lstStyle>"
        f'<a:p>{text}<a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
    )


def _hairline(number: int) -> str:
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="Line"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvCxnSpPr><p:spPr>{_frame(_LINE)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:schemeClr val="bg2"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
    )


def _frame(box: Box) -> str:
    left, top, width, height = (round(side * EMU) for side in (box.left, box.top, box.width, box.height))
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _slide(shapes: tuple[str, ...], *, name: str = "", background: bool = False) -> str:
    called = f" name={quoteattr(name)}" if name else ""
    paper = '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>' if background else ""
    group = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    group += '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/>'
    group += "</a:xfrm></p:grpSpPr>"
    return f"<p:cSld {_SPACES}{called}>{paper}<p:spTree>{group}{''.join(shapes)}</p:spTree></p:cSld>"


def _styles() -> str:
    """How titles, points and other texts are written."""

    def letters(size: int, *, bold: bool = False, major: bool = False) -> str:
        font = "mj" if major else "mn"
        return (
            f'<a:defRPr sz="{size * 100}" b="{int(bold)}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/>'
            f'</a:solidFill><a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/>'
            f'<a:cs typeface="+{font}-cs"/></a:defRPr>'
        )

    line = '<a:lnSpc><a:spcPct val="{}"/></a:lnSpc>'
    title = (
        f'<a:lvl1pPr algn="l" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">{line.format(95_000)}'
        f'<a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/>'
        f"{letters(TITLE_SIZE, bold=True, major=True)}</a:lvl1pPr>"
    )
    levels = "".join(
        f'<a:lvl{level}pPr marL="{(level - 1) * 228_600}" indent="0" algn="l" rtl="0" eaLnBrk="1" '
        f'latinLnBrk="0" hangingPunct="1">{line.format(105_000)}<a:spcBef><a:spcPts val="1200"/></a:spcBef>'
        f"<a:buNone/>{letters(max(POINT_SIZE - 2 * (level - 1), 12))}</a:lvl{level}pPr>"
        for level in range(1, 6)
    )
    other = f'<a:lvl1pPr marL="0" algn="l" rtl="0">{letters(POINT_SIZE)}</a:lvl1pPr>'
    return (
        f"<p:txStyles {_SPACES}><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


def _p(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/presentationml/2006/main}}{name}"
