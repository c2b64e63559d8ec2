"""The slides' charts as Excel's own, drawn from cells of their sheet, so that they can be edited."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.utility import quote_sheetname, xl_range_abs

from core.brief.story import Bars, Series
from core.brief.workbook.leaf import BESIDE, FIGURE, QUIET, TEXT, Leaf, Place, legible
from core.brief.workbook.number_formats import format_of
from core.charts.theme import LIGHT
from core.language import _

WIDTH, ROW, EMPTY = 860, 20, 110
"""In pixels: of a chart, of a row of the sheet, and what a chart takes beside its bars."""
_BAR, _LOWEST, _HIGHEST = 34, 220, 560
_MOST_LABELS = 14
"""The most standing columns that have room for their figures."""
_ROOM_FOR_LABELS = 1.25
_LETTERS = {"name": "Calibri", "size": 10, "color": LIGHT.text}
_HIDDEN: dict[str, Any] = {"fill": {"none": True}, "border": {"none": True}}


@dataclass(frozen=True)
class Figures:
    """Where the figures of a chart stand in a sheet: the first row and the last, and the columns."""

    sheet: str
    first: int
    last: int
    series: range
    labels: int
    """The column of the labels, to the right of the series; behind it those that only place things."""

    def cells(self, column: int) -> str:
        """The cells of a column, as a chart refers to them."""
        return f"={quote_sheetname(self.sheet)}!{xl_range_abs(self.first, column, self.last, column)}"

    def head(self, column: int) -> str:
        """The header of a column, as a chart refers to it."""
        return f"={Place(self.sheet, self.first - 1, column).reference}"


def height_of(bars: Bars) -> int:
    """How high a chart is, in pixels."""
    if bars.kind == "columns":
        return 340
    return min(max(EMPTY + _BAR * len(bars.categories), _LOWEST), _HIGHEST)


def write_figures(leaf: Leaf, row: int, bars: Bars, currency: str) -> Figures:
    """The figures of a chart, from this row on: categories, series, labels, and what places the labels."""
    labels = 1 + len(bars.series)
    placed = {"funnel": [_("Space before the bar"), _("Place of the label")]}.get(
        bars.kind, [_("Place of the label")] if bars.kind == "stacked" else []
    )
    said = [_("Label")] if bars.labels or placed else []
    header = [_("In the chart"), *(series.name for series in bars.series), *said, *placed]
    leaf.heads(row, header, figures=[*range(1, labels), *range(labels + 1, len(header))])
    places = Figures(leaf.name, row + 1, row + len(bars.categories), range(1, labels), labels)
    values = [value for series in bars.series for value in series.values]
    look = {**FIGURE, "num_format": format_of(bars.unit, values, currency)}
    for number, category in enumerate(bars.categories):
        at = places.first + number
        leaf.write(at, 0, category, TEXT)
        for column, series in zip(places.series, bars.series, strict=True):
            leaf.write(at, column, _known(series.values[number]), look)
        if said:
            leaf.write(at, labels, bars.labels[number] if bars.labels else None, BESIDE)
        if bars.kind == "funnel":
            shown = bars.series[0].values
            largest = max((value for value in shown if value is not None), default=0.0)
            every = xl_range_abs(places.first, 1, places.last, 1)
            space = (largest - (shown[number] or 0.0)) / 2
            formula = f"=(MAX({every})-N({leaf.here(at, 1)}))/2"
            leaf.formula(at, labels + 1, formula, space, {**QUIET, "align": "right"})
        if placed:
            leaf.write(at, labels + len(placed), 0, {**QUIET, "align": "right"})
    return places


def draw(
    workbook: Workbook,
    leaf: Leaf,
    row: int,
    bars: Bars,
    figures: Figures,
    *,
    title: Place,
    description: str,
    currency: str,
) -> None:
    """Lay the chart over the sheet from this row on; its title is that cell's text."""
    stacked = bars.kind in ("stacked", "funnel")
    options = {"type": "column" if bars.kind == "columns" else "bar"}
    if stacked:
        options["subtype"] = "stacked"
    chart = workbook.add_chart(options)
    if bars.kind == "funnel":
        chart.add_series(
            {"values": figures.cells(figures.labels + 1), "categories": figures.cells(0), **_HIDDEN}
        )
    for column, series in zip(figures.series, bars.series, strict=True):
        chart.add_series(_series(bars, series, figures, column, currency))
    if stacked:
        chart.add_series(_label_series(bars, figures))
    _dress(chart, bars, title, currency)
    leaf.sheet.insert_chart(
        row,
        0,
        chart,
        {"x_offset": 4, "y_offset": 4, "object_position": 2, "description": legible(description)},
    )


def _series(bars: Bars, series: Series, figures: Figures, column: int, currency: str) -> dict[str, Any]:
    drawn: dict[str, Any] = {
        "name": figures.head(column),
        "categories": figures.cells(0),
        "values": figures.cells(column),
        "fill": {"color": getattr(LIGHT, series.colour)},
        "border": {"none": True},
        "gap": 45,
        "overlap": 100 if bars.kind in ("stacked", "funnel") else 0,
    }
    if bars.accent is not None and len(bars.series) == 1:
        highlight = {"fill": {"color": LIGHT.accent}, "border": {"none": True}}
        drawn["points"] = [
            highlight if place == bars.accent else None for place in range(len(bars.categories))
        ]
    if bars.kind == "bars" or (bars.kind == "columns" and len(bars.categories) <= _MOST_LABELS):
        drawn["data_labels"] = {
            "value": True,
            "position": "outside_end",
            "font": _LETTERS,
            "num_format": format_of(bars.unit, series.values, currency),
            **_said(bars),
        }
    return drawn


def _known(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _label_series(bars: Bars, figures: Figures) -> dict[str, Any]:
    """A bar without length behind the others, which carries what stands beside them."""
    drawn: dict[str, Any] = {
        # A name without letters: in the legend nothing is seen of it.
        "name": " ",
        "values": figures.cells(figures.labels + (2 if bars.kind == "funnel" else 1)),
        "categories": figures.cells(0),
        **_HIDDEN,
    }
    if bars.labels:
        drawn["data_labels"] = {"value": True, "position": "inside_base", "font": _LETTERS, **_said(bars)}
    return drawn


def _said(bars: Bars) -> dict[str, Any]:
    """The labels that the story gives; a text that begins like a formula must not become one."""
    if not bars.labels or (bars.kind == "columns" and len(bars.series) > 1):
        return {}
    labels = [legible(label) for label in bars.labels]
    return {"custom": [{"value": f"\u200b{label}" if label[:1] == "=" else label} for label in labels]}


def _dress(chart: Chart, bars: Bars, title: Place, currency: str) -> None:
    """Title, axes and letters, as calm as in every other export."""
    values = [value or 0.0 for series in bars.series for value in series.values]
    totals = [
        sum(series.values[place] or 0.0 for series in bars.series) for place in range(len(bars.categories))
    ]
    chart.set_title(
        {
            "name": f"={title.reference}",
            "name_font": {**_LETTERS, "size": 12, "bold": True},
            "overlay": False,
        }
    )
    chart.set_size({"width": WIDTH, "height": height_of(bars)})
    chart.set_chartarea({"border": {"none": True}, "fill": {"color": LIGHT.paper}})
    many = len(bars.series) > 1
    if many:
        chart.set_legend({"position": "top", "font": _LETTERS})
    else:
        chart.set_legend({"none": True})
    lies = bars.kind != "columns"
    categories: dict[str, Any] = {
        "num_font": _LETTERS,
        # Lying bars are drawn from the bottom, but read from the top.
        "reverse": lies,
        "line": {"color": LIGHT.grid},
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "major_gridlines": {"visible": False},
        "label_position": "low",
    }
    scale: dict[str, Any] = {
        "num_font": {**_LETTERS, "color": LIGHT.muted},
        "num_format": format_of(bars.unit, values, currency),
        "major_gridlines": {"visible": not lies, "line": {"color": LIGHT.grid}},
        "line": {"none": True},
        "min": 0,
        "visible": not lies,
    }
    if lies and max(totals, default=0.0) > 0:
        scale["max"] = max(totals) * _ROOM_FOR_LABELS
    # XlsxWriter's x is the axis that lies, which in lying bars is the scale.
    across, up = (scale, categories) if lies else (categories, scale)
    chart.set_x_axis(across)
    chart.set_y_axis(up)
