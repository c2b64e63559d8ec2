"""Ten minutes before the meeting: from the example to the slides on the wall, and to the deck to be sent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import headline, settled

pytestmark = pytest.mark.browser

WALL = {"width": 1920, "height": 1080}


def fits(page: Page) -> bool:
    """Whether the slide stands in the window whole, with nothing to scroll."""
    found: bool = page.evaluate(
        """() => {
            const main = document.querySelector('[data-testid="stMain"]');
            return main.scrollHeight <= main.clientHeight && main.scrollWidth <= main.clientWidth;
        }"""
    )
    return found


def progress(page: Page, said: str) -> None:
    """The slide is there, with its picture."""
    expect(page.get_by_text(said, exact=True)).to_be_visible()
    page.locator("svg.marks").wait_for()
    settled(page)


def test_in_german_from_the_example_to_the_slides_and_the_deck(visit: Page, tmp_path: Path) -> None:
    visit.goto("/present?lang=de")
    visit.get_by_role("button", name="Beispiel ausprobieren").click()
    expect(headline(visit)).to_contain_text("5 Folien")
    visit.get_by_text("Notiz hinzufügen").last.click()
    visit.get_by_role("textbox", name="Sie steht auf der Folie").fill("Wir bitten um 20.000 €.")
    visit.get_by_role("textbox", name="Sie steht auf der Folie").press("Control+Enter")
    expect(visit.get_by_text("Notiz: Wir bitten um 20.000 €.")).to_be_visible()
    visit.keyboard.press("Escape")
    settled(visit)

    with visit.expect_download() as waited:
        visit.get_by_role("button", name="PowerPoint").click()
    deck = tmp_path / waited.value.suggested_filename
    waited.value.save_as(deck)
    assert re.search(r"\d{4}-\d\d-\d\d\.pptx$", deck.name)
    from pptx import Presentation

    slides = Presentation(str(deck)).slides
    texts = [shape.text_frame.text for one in slides for shape in one.shapes if shape.has_text_frame]
    assert any("575" in text for text in texts)
    assert any("Wir bitten um 20.000 €." in text for text in texts)

    visit.get_by_role("button", name="Präsentieren").click()
    progress(visit, "1 von 5")
    expect(headline(visit)).to_contain_text("575")
    expect(visit.get_by_test_id("stSidebar")).to_be_hidden()
    expect(visit.get_by_test_id("stHeader")).to_be_hidden()
    for number in range(2, 6):
        visit.keyboard.press("ArrowRight" if number % 2 else "PageDown")
        progress(visit, f"{number} von 5")
        assert fits(visit)
    assert "slide=5" in visit.url
    expect(visit.get_by_text("Wir bitten um 20.000 €.")).to_be_visible()
    visit.set_viewport_size(WALL)
    for number in range(4, 1, -1):
        visit.keyboard.press("ArrowLeft")
        progress(visit, f"{number} von 5")
        assert fits(visit)

    visit.reload()
    progress(visit, "2 von 5")
    visit.keyboard.press("Escape")
    expect(visit.get_by_test_id("stSidebar")).to_be_visible()
    expect(headline(visit)).to_contain_text("5 Folien")
    assert "present=1" not in visit.url
    assert "slide=" not in visit.url
