"""Tests of .streamlit/config.toml: the look that every visitor gets."""

import subprocess
import sys
import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parent.parent
CONFIGURATION = PROJECT / ".streamlit" / "config.toml"
THEME: dict[str, Any] = tomllib.loads(CONFIGURATION.read_text())["theme"]
TEXTS = ("orange", "blue", "yellow", "green", "gray")


def brightness(colour: str) -> float:
    """Relative luminance of "#RRGGBB", 0 (black) to 1 (white), as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 (none) to 21 (black on white); 4.5 reads well."""
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_streamlit_knows_every_setting_and_none_is_on_its_way_out() -> None:
    shown = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning", "-m", "streamlit", "config", "show"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert shown.returncode == 0
    assert shown.stderr == ""
    assert "not a valid config option" not in shown.stdout
    assert f'primaryColor = "{THEME["light"]["primaryColor"]}"' in shown.stdout


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_texts_and_buttons_can_be_read(mode: str) -> None:
    look = THEME[mode]
    on_page = [look["textColor"], look["linkColor"], *(look[f"{name}TextColor"] for name in TEXTS)]
    assert min(contrast(colour, look["backgroundColor"]) for colour in on_page) >= 4.5
    # Streamlit writes white on a primary button, whatever the mode.
    assert contrast("#FFFFFF", look["primaryColor"]) >= 4.5
    assert contrast(look["primaryColor"], look["backgroundColor"]) >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_accent_is_kept_for_the_answer(mode: str) -> None:
    look = THEME[mode]
    accent = look["orangeColor"]
    assert accent == {"light": "#C2410C", "dark": "#FB923C"}[mode]
    everything_else = [look["primaryColor"], look["linkColor"], *look["chartCategoricalColors"]]
    assert accent not in everything_else


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_charts_get_as_many_colours_as_streamlit_asks_for(mode: str) -> None:
    look = THEME[mode]
    assert len(look["chartSequentialColors"]) == len(look["chartDivergingColors"]) == 10
    categories = look["chartCategoricalColors"]
    assert all(one != other for one, other in combinations(categories, 2))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_more_stands_out_more_from_the_background(mode: str) -> None:
    look = THEME[mode]
    strength = [contrast(colour, look["backgroundColor"]) for colour in look["chartSequentialColors"]]
    assert strength == sorted(strength)


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert "://" not in CONFIGURATION.read_text()
