"""A chart as a file: SVG, PNG and PDF as they look on the page, and its rows as CSV.

All of it is made on this machine: the letters come with vl-convert, and nothing is asked of anybody.
"""

from __future__ import annotations

import csv as comma
import io
import json
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import altair as alt
import numpy as np
import pandas as pd

from core.charts.drawn_texts import SVG, WIDE_LETTER, crowded, texts_in
from core.charts.lettering import lines
from core.charts.picture import ROWS, Picture, Spec
from core.charts.printable import on_one_line, printable
from core.charts.theme import DARK, LIGHT, number_signs
from core.language import current
from core.sheets.writing.defused import defused

WIDTH = 720
"""In pixels, as wide as a chart is drawn where nobody says."""
MEASURED = "Liberation Sans"
"""The letters that vl-convert brings along; as wide as Arial, which is nearly everywhere."""
READ_WITH = "Arial, 'Liberation Sans', Helvetica, sans-serif"
"""The letters of an SVG, whoever opens it: as wide as those it was measured with."""

_VERSION = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
ElementTree.register_namespace("", SVG)
_LONG_FRACTION = re.compile(r"\.\d{3,}")


def svg(picture: Picture, width: int = WIDTH, *, titled: bool = True) -> str:
    """The chart as SVG, `width` pixels wide with all its texts; `titled` leaves its title out where False.

    It scales, says its description to whoever cannot see it, and asks for nothing from elsewhere.
    """
    root = ElementTree.fromstring(_drawn(picture, width, titled))
    _leave_room(root)
    root.set("role", "img")
    root.set("aria-label", on_one_line(picture.description))
    root.set("font-family", READ_WITH)
    for node in list(root.iter())[1:]:
        # The parts tell their columns, in words that are ours and not the reader's.
        for told in [name for name in node.attrib if name == "role" or name.startswith("aria-")]:
            del node.attrib[told]
        node.attrib.pop("font-family", None)
        for path in ("d", "transform"):
            if path in node.attrib:
                # A hundredth of a pixel is exact enough, and half as long.
                node.set(path, _LONG_FRACTION.sub(lambda digits: digits[0][:3], node.attrib[path]))
        for silent in node.findall(f"{{{SVG}}}text"):
            if not "".join(silent.itertext()):
                node.remove(silent)
    return ElementTree.tostring(root, encoding="unicode")


def _leave_room(root: ElementTree.Element) -> None:
    """Widen the drawing to the left, where names end, should its reader's letters be wider than ours."""
    width, height = (float(root.get(side, "0")) for side in ("width", "height"))
    left = math.floor(min([0.0, *(text.left for text in texts_in(root, letter=WIDE_LETTER))]))
    root.set("viewBox", f"{left} 0 {width - left:g} {height:g}")
    root.set("width", f"{width - left:g}")
    # The paper is the first thing that is drawn.
    paper = root.find(f"{{{SVG}}}rect")
    if paper is not None:
        paper.set("x", f"{left}")
        paper.set("width", f"{width - left:g}")


def png(picture: Picture, width: int = WIDTH, scale: float = 3, *, titled: bool = True) -> bytes:
    """The chart as PNG, `scale` times as many pixels wide as `width`, on the paper it was drawn for."""
    import vl_convert

    drawn: bytes = vl_convert.svg_to_png(_drawn(picture, width, titled), scale=scale)
    return drawn


def pdf(picture: Picture, width: int = WIDTH, *, titled: bool = True) -> bytes:
    """The chart as one page of PDF with its letters in it; a pixel becomes a point."""
    import vl_convert

    drawn: bytes = vl_convert.svg_to_pdf(_drawn(picture, width, titled))
    return drawn


def csv(frame: pd.DataFrame) -> bytes:
    """A table as a CSV file for the spreadsheet program of whoever speaks the language spoken now.

    UTF-8 with a mark. Where the decimal sign is a comma, semicolons stand between the cells. Figures have
    all their digits and no grouping, days are written 2026-04-03, what is not known is empty. No text is
    taken for a formula.

    >>> csv(pd.DataFrame({"Step": ["=1+1"], "Minutes": [7.5]})).decode("utf-8-sig")
    "Step,Minutes\\r\\n'=1+1,7.5\\r\\n"
    """
    sign = str(number_signs(current())["decimal"])
    buffer = io.StringIO()
    writer = comma.writer(buffer, delimiter=";" if sign == "," else ",", lineterminator="\r\n")
    writer.writerow([defused(printable(str(name))) for name in frame.columns])
    columns = [frame.iloc[:, place].tolist() for place in range(frame.shape[1])]
    writer.writerows([_cell(value, sign) for value in row] for row in zip(*columns, strict=True))
    return buffer.getvalue().encode("utf-8-sig")


def _cell(value: object, sign: str) -> str:
    if isinstance(value, (list, tuple, dict)):
        return defused(printable(json.dumps(value, ensure_ascii=False, default=str)))
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, (float, np.floating)):
        if not np.isfinite(value):
            return ""
        return str(np.format_float_positional(value, trim="-")).replace(".", sign)
    if isinstance(value, pd.Timestamp):
        return str(value.isoformat(" ")).removesuffix(" 00:00:00")
    return defused(printable(str(value)))


def spec_with_rows(picture: Picture, width: int, *, titled: bool = True) -> Spec:
    """The whole Vega-Lite spec of a chart: its rows in it, so many pixels wide, its own letters and paper."""
    rows = json.loads(_clean(picture.frame).to_json(orient="records", date_format="iso"))
    config: dict[str, Any] = dict(picture.spec.get("config", {}))
    dark = config.get("title", {}).get("color") == DARK.text
    config |= {"font": MEASURED, "background": (DARK if dark else LIGHT).paper}
    # Names stand in the spec too, in the domain of a scale for instance: they must stay those of the rows.
    data = {"name": ROWS, "values": rows}
    spec: Spec = {**_cleaned(picture.spec), "width": width, "config": config, "data": data}
    title, look = spec.pop("title", {}), config.get("title", {})
    subtitle = _broken(title.get("subtitle", []), width, look.get("subtitleFontSize", 13))
    if titled:
        finding = " ".join(title.get("text", []))
        spec["title"] = {"text": _broken([finding], width, look.get("fontSize", 16))}
        if subtitle:
            spec["title"]["subtitle"] = subtitle
    elif subtitle:
        # What the marks mean still has to be said; it takes the place of the title.
        spec["title"] = {
            "text": subtitle,
            "fontSize": look.get("subtitleFontSize", 13),
            "lineHeight": look.get("subtitleLineHeight", 18),
            "color": look.get("subtitleColor"),
            "fontWeight": "normal",
        }
    return spec


def _broken(said: list[str], width: int, size: float) -> list[str]:
    """These lines, those that are too long for so many pixels in letters of this size on several."""
    room = max(10, int((width - 12) / (WIDE_LETTER * size)))
    return [line for text in said for line in lines(printable(text), room)]


def _drawn(picture: Picture, width: int, titled: bool) -> str:
    return svg_of(json.dumps(spec_with_rows(picture, width, titled=titled)))


# The same chart is wanted in several ways of telling, and drawing it is most of what they cost.
@lru_cache(maxsize=64)
def svg_of(spec: str) -> str:
    """The drawing of a whole Vega-Lite spec, given as JSON. What it would fetch from anywhere is refused."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(spec, vl_version=_VERSION, allowed_base_urls=[])
    return drawn


def _clean(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with texts that a drawing can hold."""
    clean = frame.copy(deep=False)
    for name in frame.columns:
        if frame[name].dtype == object or pd.api.types.is_string_dtype(frame[name]):
            clean[name] = pd.Series([_cleaned(value) for value in frame[name]], frame.index, dtype=object)
    return clean


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_cleaned(inner) for inner in value]
    if isinstance(value, dict):
        return {name: _cleaned(inner) for name, inner in value.items()}
    return value


def roomy_width(picture: Picture, widths: Sequence[int], *, titled: bool = False) -> int:
    """The least of these widths, in pixels, at which the chart's texts have room; the last where none has.

    A chart that says itself how wide it must be is drawn so wide.
    """
    wide_enough = [width for width in widths if width >= picture.least_width]
    return next(
        (width for width in wide_enough[:-1] if not crowded(svg(picture, width, titled=titled))),
        max(widths[-1], picture.least_width),
    )
