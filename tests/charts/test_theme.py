"""The colours can be read and told apart, light and dark, and are those of the pages."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from itertools import combinations
from pathlib import Path

import pytest

from core.charts.theme import DARK, FONT, LIGHT, Palette, number_signs, time_words
from tests.test_look import contrast

THEME = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
MODES = pytest.mark.parametrize(("colours", "mode"), [(LIGHT, "light"), (DARK, "dark")])


@MODES
def test_charts_and_pages_look_the_same(colours: Palette, mode: str) -> None:
    look = THEME[mode]
    assert THEME["font"] == FONT
    assert (colours.paper, colours.text) == (look["backgroundColor"], look["textColor"])
    assert (colours.accent, colours.time, colours.cash, colours.customer) == (
        look["orangeColor"],
        look["blueColor"],
        look["yellowColor"],
        look["greenColor"],
    )


@MODES
def test_every_text_can_be_read(colours: Palette, mode: str) -> None:
    assert min(contrast(text, colours.paper) for text in (colours.text, colours.muted, colours.accent)) >= 4.5
    inside = [
        (colours.on_time, colours.time),
        (colours.on_cash, colours.cash),
        (colours.on_spend, colours.spend),
    ]
    assert min(contrast(letters, bar) for letters, bar in inside) >= 4.5


@MODES
def test_no_two_meanings_share_a_colour(colours: Palette, mode: str) -> None:
    meanings = [colours.accent, colours.time, colours.cash, colours.spend, colours.customer, colours.calm]
    assert all(one != other for one, other in combinations(meanings, 2))
    assert all(value != "" for value in asdict(colours).values())


@pytest.mark.parametrize(
    ("language", "decimal", "thousands", "currency"),
    [
        ("en", ".", ",", ["€", ""]),
        ("de", ",", ".", ["", "\u00a0€"]),
        ("nb", ",", "\u00a0", ["", "\u00a0€"]),
    ],
)
def test_an_axis_counts_as_the_reader_does(
    language: str, decimal: str, thousands: str, currency: list[str]
) -> None:
    signs = number_signs(language, "EUR")
    assert (signs["decimal"], signs["thousands"], signs["currency"]) == (decimal, thousands, currency)
    assert number_signs(language)["currency"] == ["", ""]


def test_days_begin_with_sunday_as_the_browser_counts_them() -> None:
    assert time_words("en")["days"][0] == "Sunday"
    assert time_words("nb")["shortDays"][1].startswith("man")
    assert len(time_words("de")["months"]) == 12
