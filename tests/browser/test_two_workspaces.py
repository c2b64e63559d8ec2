"""Two clients in one browser: what the browser still holds of the one never reaches the other."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import headline, settled
from tests.browser.test_first_journey import type_into_cell

pytestmark = pytest.mark.browser


def rate(page: Page, typed: str) -> None:
    field = page.get_by_role("textbox", name="Value of an hour")
    field.fill(typed)
    field.press("Enter")
    settled(page)


def look_at(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="Workspace").click()
    page.get_by_role("option", name=name, exact=True).click()
    settled(page)


def test_what_was_typed_for_one_client_stays_out_of_the_other(visit: Page) -> None:
    visit.goto("/")
    visit.get_by_role("button", name="Try the example").click()
    expect(headline(visit)).to_contain_text("€")
    rate(visit, "80")
    visit.get_by_role("link", name="Sheets").click()
    visit.get_by_text("Workspaces", exact=True).click()
    field = visit.get_by_role("textbox", name="Another name for this one")
    field.fill("Aas")
    field.press("Tab")
    settled(visit)
    visit.get_by_role("button", name="Rename it").click()
    expect(visit.get_by_text("Open now: Aas")).to_be_visible()
    visit.get_by_role("button", name="Copy").click()
    expect(visit.get_by_text("Open now: Aas (copy)")).to_be_visible()

    visit.get_by_role("link", name="Steps").click()
    expect(headline(visit)).to_contain_text("€")
    before = headline(visit).inner_text()
    type_into_cell(visit, 2, 1, "400", table_number=-1)
    expect(headline(visit)).not_to_have_text(before)
    changed = headline(visit).inner_text()
    visit.get_by_text("More settings").click()
    currency = visit.get_by_role("combobox", name="Currency")
    currency.scroll_into_view_if_needed()
    visit.wait_for_timeout(500)  # a list that opens while the sidebar still unfolds is shut by it
    currency.click()
    visit.get_by_role("option", name="NOK").first.click()
    expect(headline(visit)).to_contain_text("NOK")

    look_at(visit, "Aas")
    expect(headline(visit)).to_have_text(before)
    rate(visit, "81")
    rate(visit, "80")
    expect(headline(visit)).to_have_text(before)

    look_at(visit, "Aas (copy)")
    expect(headline(visit)).to_contain_text("NOK")
    expect(headline(visit)).not_to_have_text(changed)
    visit.reload()
    settled(visit)
    expect(headline(visit)).to_contain_text("NOK")
