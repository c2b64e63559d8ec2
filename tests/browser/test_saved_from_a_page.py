"""What a page shows is taken along: its charts and its tables, as pictures and as figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser


def saved(page: Page, kind: str, which: int) -> tuple[str, bytes]:
    """The name and the content of a file, by the place of what it shows on the page."""
    with page.expect_download() as waited:
        buttons = page.get_by_test_id("stPopoverBody").get_by_role("button", name=kind, exact=True)
        buttons.nth(which).click()
    return waited.value.suggested_filename, Path(waited.value.path()).read_bytes()


def test_a_chart_and_a_table_are_saved_as_picture_and_as_figures(visit: Page) -> None:
    visit.goto("/?lang=en")
    visit.get_by_role("button", name="Try the example").click()
    visit.get_by_role("link", name="Compare the channels").click()
    settled(visit)
    visit.get_by_text("Save the charts and tables of this page").click()
    body = visit.get_by_test_id("stPopoverBody")
    expect(body.get_by_text("All channels for one customer")).to_be_visible()

    name, chart = saved(visit, "PNG", 0)
    assert name.startswith("stepwise-channel-costs-20")
    assert chart.startswith(b"\x89PNG")
    _name, figures = saved(visit, "CSV", 0)
    told = figures.decode("utf-8-sig").splitlines()
    assert told[0].startswith("Channel,Together,")
    assert any(line.startswith("Events,575") for line in told)

    name, table = saved(visit, "SVG", 2)
    assert name.startswith("stepwise-channels-20")
    assert "5 h 45 min" in table.decode()
    _name, cells = saved(visit, "CSV", 2)
    assert "Events,5 h 45 min,€575" in cells.decode("utf-8-sig")
