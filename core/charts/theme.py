"""The look of every chart: its colours, light and dark, its letters and its number signs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
from babel.numbers import format_currency, get_decimal_symbol, get_group_symbol

from core.language.amounts import locale

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
"""The letters of the pages; nothing is fetched for them."""
Drawing = alt.LayerChart | alt.FacetChart
"""What Altair returns where marks are laid over each other."""

LETTERS = 12
"""The smallest size of any text in a chart, in pixels."""


@dataclass(frozen=True)
class Palette:
    """What each colour means; on every page and in every export the same."""

    paper: str
    """The page behind a chart."""
    text: str
    muted: str
    grid: str
    accent: str
    """The answer, and nothing else."""
    time: str
    cash: str
    spend: str
    customer: str
    calm: str
    """What is neither the answer nor has a meaning of its own."""
    firm: str
    """Calm, but with weight: the part of a calm bar that counts."""
    pale: float
    """How strongly the inside of a guess is filled, 0 to 1; its outline stays solid."""
    on_time: str
    """The letters on a bar of that colour, and so on."""
    on_cash: str
    on_spend: str


LIGHT = Palette(
    paper="#FFFFFF",
    text="#0F172A",
    muted="#52606F",
    grid="#E2E8F0",
    accent="#C2410C",
    time="#0072B2",
    cash="#B8860B",
    # A plum that nobody, colour-blind or not, takes for the blue or the gold beside it.
    spend="#662B4E",
    customer="#009E73",
    calm="#94A3B8",
    firm="#64748B",
    pale=0.4,
    on_time="#FFFFFF",
    on_cash="#0F172A",
    on_spend="#FFFFFF",
)
DARK = Palette(
    paper="#0F172A",
    text="#E8EDF4",
    muted="#A9B5C6",
    grid="#283548",
    accent="#FB923C",
    time="#56B4E9",
    cash="#E9B949",
    spend="#A65993",
    customer="#009E73",
    calm="#64748B",
    firm="#94A3B8",
    pale=0.55,
    on_time="#0F172A",
    on_cash="#0F172A",
    on_spend="#FFFFFF",
)


def palette(dark: bool) -> Palette:
    """The colours on a dark page or on a light one.

    >>> palette(dark=False).accent
    '#C2410C'
    """
    return DARK if dark else LIGHT


def finish(chart: Drawing, language: str, *, dark: bool, currency: str = "") -> dict[str, Any]:
    """The chart's spec with the look and the number signs of its reader; it alone then decides.

    `currency` is the sign's code, such as "EUR", where an axis counts money (d3's "$").
    """
    colours = palette(dark)
    finished = chart.configure(
        background="transparent",
        font=FONT,
        locale={"number": number_signs(language, currency), "time": time_words(language)},
        view={"stroke": None},
        # No tooltip but the ones a chart names itself, with titles for people.
        mark={"tooltip": None},
        text={"color": colours.text, "fontSize": LETTERS},
        axis={
            "domain": False,
            "ticks": False,
            "gridColor": colours.grid,
            "labelColor": colours.muted,
            "labelFontSize": LETTERS,
            "labelPadding": 8,
            "titleColor": colours.muted,
            "titleFontSize": LETTERS,
            "titleFontWeight": "normal",
            "titlePadding": 10,
        },
        axisY={"labelColor": colours.text},
        legend={
            "orient": "top",
            "direction": "horizontal",
            "title": None,
            "labelColor": colours.text,
            "labelFontSize": LETTERS,
            "labelLimit": 320,
            "symbolType": "square",
            "symbolSize": 120,
            "symbolStrokeWidth": 0,
            "columnPadding": 18,
            "offset": 10,
        },
        title={
            "anchor": "start",
            "frame": "bounds",
            "color": colours.text,
            "fontSize": 16,
            "fontWeight": 600,
            "lineHeight": 21,
            "subtitleColor": colours.muted,
            "subtitleFontSize": 13,
            "subtitleLineHeight": 18,
            "subtitlePadding": 6,
            "offset": 14,
        },
    )
    # Checking it against Vega-Lite's schema takes as long as all the rest; the tests do that.
    spec: dict[str, Any] = finished.to_dict(validate=False)
    return spec


@lru_cache
def number_signs(language: str, currency: str = "") -> dict[str, Any]:
    """How numbers on an axis are written: decimal sign, thousands, percent and where the currency stands.

    >>> number_signs("de", "EUR")["decimal"], number_signs("de", "EUR")["currency"]
    (',', ['', '\\xa0€'])
    """
    own = locale(language)
    before = after = ""
    if currency:
        before, after = format_currency(1, currency, locale=own).split(
            format_currency(1, currency, format="0.00", locale=own)
        )
    return {
        "decimal": get_decimal_symbol(own),
        "thousands": get_group_symbol(own),
        "grouping": [3],
        "currency": [before, after],
        "percent": str(own.percent_formats[None].pattern).partition("0")[2],
    }


@lru_cache
def time_words(language: str) -> dict[str, Any]:
    """The names of days and months, and how a date is written.

    >>> time_words("de")["months"][2]
    'März'
    """
    own = locale(language)

    # Babel counts days from Monday, d3 from Sunday.
    def days(width: str) -> list[str]:
        names = own.days["format"][width]
        return [names[(day - 1) % 7] for day in range(7)]

    def months(width: str) -> list[str]:
        names = own.months["format"][width]
        return [names[month] for month in range(1, 13)]

    date = "%-m/%-d/%Y" if language == "en" else "%d.%m.%Y"
    return {
        "dateTime": f"{date} %H:%M",
        "date": date,
        "time": "%H:%M",
        "periods": [own.periods.get("am", "AM"), own.periods.get("pm", "PM")],
        "days": days("wide"),
        "shortDays": days("abbreviated"),
        "months": months("wide"),
        "shortMonths": months("abbreviated"),
    }
