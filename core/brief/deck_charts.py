"""The charts that PowerPoint draws by itself: editable, with their figures in a workbook of their own.

All lying bars are stacked ones. A series that nobody sees keeps the place for the texts beside them, and
in a funnel another one keeps each bar in the middle; both are formulas in the chart's workbook, so that
they follow whatever the reader changes.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.brief.deck_design import EMU, Box, Drawn
from core.brief.endnotes import said
from core.brief.story import Bars, Colour, Series
from core.brief.workbook.number_formats import format_of
from core.charts.lettering import short
from core.charts.printable import printable
from core.language import _

_LABEL, _SMALL = 14, 7
"""The size of the letters in a chart, in points: usually, and at least where there are many bars."""
_LETTER = 0.55
"""About how wide a letter is, as a share of its height."""
_NAME = 44
"""How many letters of a name stand beside its bar; the notes and the tables have all of it."""
_ROW, _BAR = 1.0, 0.56
"""How high a row and a bar are at most, in inches."""
_MANY = 14
"""Up to so many columns, each has its figure on it."""
_THEME: dict[Colour, str] = {
    "accent": "ACCENT_6",
    "time": "ACCENT_1",
    "cash": "ACCENT_2",
    "spend": "ACCENT_3",
    "customer": "ACCENT_4",
    "calm": "ACCENT_5",
    "firm": "TEXT_2",
}


@dataclass(frozen=True)
class _Plan:
    """The series of a chart in their order, with the formula of those that nobody sees."""

    bars: Bars
    series: tuple[Series, ...]
    formulas: dict[int, str]
    """By the place of the series; `{row}` and `{last}` are rows of the workbook."""
    texts: tuple[str, ...]
    """What stands beside each bar; none where the figures themselves stand on it."""


def can_be_drawn(bars: Bars | None) -> bool:
    """Whether there is anything that PowerPoint can draw."""
    return bars is not None and any(
        value is not None and math.isfinite(value)
        for one in bars.series
        for value in one.values[: len(bars.categories)]
    )


def add_chart(slide: Drawn, bars: Bars, box: Box, currency: str, description: str) -> None:
    """Put these bars on a slide as PowerPoint's own chart; `description` is for whoever cannot see them."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Emu

    standing = bars.kind == "columns"
    letters = _LABEL if standing else _letters(len(bars.categories), box)
    plan = _planned(_tidy(bars), box, currency, letters)
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if standing else XL_CHART_TYPE.BAR_STACKED
    code = _format(plan.bars, currency)
    data: Any = CategoryChartData(number_format=code)  # type: ignore[no-untyped-call]
    data.categories = list(plan.bars.categories)
    for one in plan.series:
        data.add_series(one.name, one.values)
    room = box if standing else replace(box, height=_height(plan, box))
    frame = slide.shapes.add_chart(
        kind, *(Emu(round(side * EMU)) for side in (room.left, room.top, room.width, room.height)), data
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", description)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(plan, code))
    _look(chart, plan, letters, code)
    _paint(chart, plan)
    _label(chart, plan, letters, code)
    _thin(chart, plan, room.height)


def _tidy(bars: Bars) -> Bars:
    """The same with names that fit and figures that are figures; lists that are too short are filled up."""
    count = len(bars.categories)
    series = tuple(
        replace(
            one,
            name=short(printable(one.name), _NAME),
            values=tuple(
                value if value is not None and math.isfinite(value) else None
                for value in (*one.values, *[None] * count)[:count]
            ),
        )
        for one in bars.series
    )
    labels = tuple(short(printable(label), _NAME) if label else "" for label in bars.labels)[:count]
    return replace(
        bars,
        categories=tuple(short(printable(name), _NAME) for name in bars.categories),
        series=series[:1] if bars.kind in ("bars", "funnel") else series,
        labels=labels if len(labels) == count else (),
    )


def _format(bars: Bars, currency: str) -> str:
    """How the figures are written; a chart that holds only whole ones needs no decimals."""
    figures = _figures(bars)
    if bars.unit == "per_week" and all(figure == round(figure) for figure in figures):
        return format_of("people", figures, currency)
    return format_of(bars.unit, figures, currency)


def _sum(values: Sequence[float | None]) -> float | None:
    """What the parts come to; None where none of them is known."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _figures(bars: Bars) -> list[float]:
    return [value for one in bars.series for value in one.values if value is not None]


def _planned(bars: Bars, box: Box, currency: str, letters: int) -> _Plan:
    """The bars with the series that nobody sees."""
    if bars.kind == "columns":
        return _Plan(bars, bars.series, {}, bars.labels)
    rows = range(len(bars.categories))
    sums = [_sum([one.values[at] for one in bars.series]) for at in rows]
    texts = bars.labels or tuple(said(total, bars.unit, currency) for total in sums)
    series, formulas = list(bars.series), {}
    longest = max((total or 0.0 for total in sums), default=0.0)
    if bars.kind == "funnel":
        series.insert(
            0,
            Series(
                _("Space before the bar"), tuple((longest - (total or 0.0)) / 2 for total in sums), "calm"
            ),
        )
        formulas[0] = "(MAX(C$2:C${last})-N(C{row}))/2"
    share = _share_for(texts, bars.categories, box.width, letters / 72 * _LETTER)
    factor = round(share / (1 - share), 3)
    seen = [_column(place) for place in range(len(series)) if place not in formulas]
    together = "+".join(f"{column}$2:{column}${{last}}" for column in seen)
    formulas[len(series)] = f"SUMPRODUCT(MAX({together}))*{factor}"
    # In a legend even a series that nobody sees has its name; this one is a space.
    name = "\u00a0" if len(bars.series) > 1 else _("Place of the label")
    series.append(Series(name, (longest * factor,) * len(rows), "calm"))
    return _Plan(bars, tuple(series), formulas, texts)


def _column(place: int) -> str:
    """The column of the workbook in which a series stands."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(place + 1))


def _share_for(texts: Sequence[str], names: Sequence[str], width: float, letter: float) -> float:
    """The share of the bars' room that the texts beside them need; all in inches."""
    beside = min(0.45 * width, max(map(len, names), default=0) * letter)
    room = max(width - beside - 0.3, 1.0)
    return min(0.6, (max(map(len, texts)) * letter + 0.25) / room)


def _letters(rows: int, box: Box) -> int:
    """The size of the letters, in points, at which so many rows have room."""
    return max(_SMALL, min(_LABEL, round(box.height * 72 / max(rows, 1) * 0.6)))


def _height(plan: _Plan, box: Box) -> float:
    legend = 0.5 if plan.bars.kind == "stacked" else 0.1
    return min(box.height, len(plan.bars.categories) * _ROW + legend)


def _workbook(plan: _Plan, code: str) -> bytes:
    """The chart's figures as the workbook that PowerPoint opens on Edit Data; no text becomes a formula."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, figure = book.add_worksheet("Sheet1"), book.add_format({"num_format": code})
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, len(plan.series), 18)
    for row, name in enumerate(plan.bars.categories, start=1):
        sheet.write_string(row, 0, name)
    for column, one in enumerate(plan.series, start=1):
        sheet.write_string(0, column, one.name)
        formula = plan.formulas.get(column - 1)
        for row, value in enumerate(one.values, start=1):
            if formula is not None:
                told = formula.format(row=row + 1, last=len(one.values) + 1)
                sheet.write_formula(row, column, f"={told}", figure, value)
            elif value is not None:
                sheet.write_number(row, column, value, figure)
    book.close()
    return buffer.getvalue()


def _look(chart: Any, plan: _Plan, letters: int, code: str) -> None:
    """Letters, axes and legend; no line that does not tell anything."""
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Pt

    standing = plan.bars.kind == "columns"
    chart.font.size = Pt(letters)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    chart.has_title = False
    names, lengths = chart.category_axis, chart.value_axis
    if standing:
        names.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    else:
        names.format.line.fill.background()
    names.major_tick_mark = names.minor_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = False
    if min(_figures(plan.bars), default=0) >= 0:
        lengths.minimum_scale = 0
    many = standing and len(plan.bars.categories) > _MANY
    lengths.has_major_gridlines = many
    lengths.visible = many
    if many:
        lengths.major_gridlines.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
        lengths.format.line.fill.background()
        lengths.major_tick_mark = XL_TICK_MARK.NONE
        lengths.tick_labels.number_format = code
        lengths.tick_labels.number_format_is_linked = False
    if not standing:
        # From the top down, as they are read.
        names.reverse_order = True
        _name_every_bar(names)
    chart.has_legend = len(plan.bars.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False


def _name_every_bar(axis: Any) -> None:
    """Where many bars lie, PowerPoint would else leave every second name out."""
    from pptx.oxml import parse_xml

    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    every = parse_xml(f'<c:tickLblSkip xmlns:c="{space}" val="1"/>')
    axis._element.find(f"{{{space}}}noMultiLvlLbl").addprevious(every)


def _paint(chart: Any, plan: _Plan) -> None:
    """Each series in its colour; where one stands alone, its bar that the slide is about in the answer's."""
    from pptx.enum.dml import MSO_THEME_COLOR

    alone = len(plan.series) - len(plan.formulas) == 1
    for place, (one, drawn) in enumerate(zip(plan.series, chart.plots[0].series, strict=True)):
        drawn.invert_if_negative = False
        if place in plan.formulas:
            drawn.format.fill.background()
            continue
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.theme_color = getattr(MSO_THEME_COLOR, _THEME[one.colour])
        if alone and _accent(plan) is not None:
            point = drawn.points[_accent(plan)]
            point.format.fill.solid()
            point.format.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_6


def _accent(plan: _Plan) -> int | None:
    accent = plan.bars.accent
    return accent if accent is not None and 0 <= accent < len(plan.bars.categories) else None


def _label(chart: Any, plan: _Plan, letters: int, code: str) -> None:
    """The texts beside the bars; on columns without any, the figures themselves."""
    from pptx.enum.chart import XL_LABEL_POSITION

    drawn, standing = list(chart.plots[0].series), plan.bars.kind == "columns"
    if standing and len(plan.bars.categories) > _MANY:
        return
    for at, text in enumerate(plan.texts):
        place = _highest(plan.series, at) if standing else len(drawn) - 1
        if place is None or not text:
            continue
        label = drawn[place].points[at].data_label
        label.text_frame.text = text
        label.text_frame.word_wrap = False
        label.position = XL_LABEL_POSITION.OUTSIDE_END if standing else XL_LABEL_POSITION.INSIDE_BASE
        for run in label.text_frame.paragraphs[0].runs:
            _write(run.font, letters, answer=at == _accent(plan))
    if not plan.texts:
        for series in drawn:
            labels = series.data_labels
            labels.show_value = True
            labels.number_format, labels.number_format_is_linked = code, False
            labels.position = XL_LABEL_POSITION.OUTSIDE_END
            _write(labels.font, letters, answer=False)


def _highest(series: Sequence[Series], at: int) -> int | None:
    """The place of the series whose bar is the highest here."""
    known = [(value, place) for place, one in enumerate(series) if (value := one.values[at]) is not None]
    return max(known)[1] if known else None


def _write(font: Any, letters: int, *, answer: bool) -> None:
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Pt

    font.size = Pt(letters)
    font.bold = answer
    font.color.theme_color = MSO_THEME_COLOR.ACCENT_6 if answer else MSO_THEME_COLOR.TEXT_1


def _thin(chart: Any, plan: _Plan, height: float) -> None:
    """Bars are no thicker than they need be, however few there are."""
    if plan.bars.kind == "columns":
        chart.plots[0].gap_width = 60
        return
    row = height / len(plan.bars.categories)
    bar = min(_BAR, row * 0.66)
    chart.plots[0].gap_width = min(500, round((row - bar) / bar * 100))
