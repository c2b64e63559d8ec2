"""From the example to two scenarios side by side, as a German freelancer makes them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import headline, settled

pytestmark = pytest.mark.browser


def move(slider: Locator, key: str, times: int) -> None:
    """Move a slider by the keyboard, so many stops."""
    slider.focus()
    for _stop in range(times):
        slider.press(key)


def keep(page: Page, name: str) -> None:
    """Keep what is moved under a name."""
    page.get_by_role("textbox", name="Als Szenario behalten").fill(name)
    page.get_by_role("button", name="Behalten").click()
    expect(page.get_by_text(f"Behalten als „{name}“")).to_be_visible()
    settled(page)


def test_two_scenarios_are_tried_kept_and_compared(visit: Page) -> None:
    visit.goto("/what_if?lang=de")
    visit.get_by_role("button", name="Beispiel ausprobieren").click()
    expect(headline(visit)).to_contain_text("Die Kosten eines Kunden bewegt am meisten")

    # 25 stops of 2 % each: all steps in half the time.
    move(visit.get_by_role("slider", name="Zeit für jeden Schritt"), "ArrowLeft", 25)
    expect(headline(visit)).to_contain_text("Ein Kunde würde 296 € statt 538 € kosten.")
    expect(visit.locator(".vega-embed svg").first).to_contain_text("jetzt 538 €")
    keep(visit, "Halbe Zeit")

    visit.get_by_role("button", name="Zurücknehmen").first.click()
    expect(headline(visit)).to_contain_text("Die Kosten eines Kunden bewegt am meisten")
    visit.get_by_text("Weniger verlieren", exact=True).click()
    visit.get_by_role("combobox", name="Schritt für Schritt").click()
    visit.get_by_role("option", name="Events", exact=True).click()
    move(visit.get_by_role("slider", name="Angebot schreiben"), "End", 1)
    expect(headline(visit)).to_contain_text("Ein Kunde würde 377 € statt 538 € kosten.")
    keep(visit, "Jedes Angebot sitzt")

    visit.reload()
    expect(headline(visit)).to_contain_text("Ein Kunde würde 377 € statt 538 € kosten.")
    visit.get_by_text("Vergleichen", exact=True).click()
    expect(headline(visit)).to_contain_text("„Halbe Zeit“ ist am besten, mit 296 €.")
    drawn = visit.locator(".vega-embed svg").first
    expect(drawn).to_contain_text("Jedes Angebot sitzt")
    expect(drawn).to_contain_text("161 € weniger")

    visit.get_by_role("button", name="Laden").first.click()
    expect(headline(visit)).to_contain_text("Ein Kunde würde 296 € statt 538 € kosten.")
    assert re.search(r"[?&]what=1\w+", visit.url)
