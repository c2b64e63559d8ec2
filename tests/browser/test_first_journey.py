"""The first whole journey, as a freelancer makes it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PROJECT, headline, settled, upload

EVENTS = PROJECT / "data" / "examples" / "akquise-events.xlsx"
pytestmark = pytest.mark.browser


def type_into_cell(page: Page, column: int, row: int, text: str, *, table_number: int = 0) -> None:
    """Type over a cell of a table; column and row as a reader counts them, from 1."""
    table = page.get_by_test_id("stDataFrame").nth(table_number)
    table.scroll_into_view_if_needed()
    # The table draws on a canvas: click its first cell below the header, then walk by arrow keys.
    table.click(position={"x": 40, "y": 52})
    for _step in range(row - 1):
        page.keyboard.press("ArrowDown")
    for _step in range(column - 1):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    editor = page.locator("#portal textarea, #portal input").first
    editor.fill(text)
    editor.press("Enter")


def test_from_the_german_excel_to_the_step_to_work_on(visit: Page) -> None:
    visit.goto("/sheets")
    upload(visit, EVENTS)
    expect(visit.get_by_text("headings in row 5, 9 rows are read")).to_be_visible()
    visit.get_by_role("button", name="Keep 9 rows").click()
    expect(headline(visit)).to_have_text("You have 9 steps in 1 channel or process.")

    visit.get_by_role("link", name="Steps").click()
    expect(headline(visit)).to_contain_text("5 h 45 min and €575")

    rate = visit.get_by_role("textbox", name="Value of an hour (€)")
    rate.fill("0")
    rate.press("Enter")
    expect(headline(visit)).to_contain_text("5 h 45 min and €0")
    rate.fill("100")
    rate.press("Enter")
    expect(headline(visit)).to_contain_text("€575")

    type_into_cell(visit, 3, 9, "100 %")
    expect(headline(visit)).to_contain_text("2 h 53 min and €288")
    expect(visit.get_by_text("pass rate is 100 %")).to_be_visible()

    visit.reload()
    expect(headline(visit)).to_contain_text("2 h 53 min and €288")
    visit.get_by_role("button", name="Take back").first.click()
    expect(headline(visit)).to_contain_text("5 h 45 min and €575")

    visit.get_by_role("link", name="Sheets").click()
    visit.get_by_role("button", name="Undo").click()
    expect(headline(visit)).to_have_text("One file waits for your look before it is kept.")


def test_a_cold_visitor_of_the_steps_page_gets_the_frame_and_the_page(visit: Page) -> None:
    visit.goto("/steps")
    expect(visit.get_by_role("button", name="Try the example")).to_be_visible()
    expect(visit.get_by_role("link", name="Channels")).to_be_visible()
    expect(visit.get_by_role("textbox", name="Value of an hour (€)")).to_have_value("100")
    visit.get_by_role("button", name="Try the example").click()
    expect(headline(visit)).to_contain_text("5 h 45 min and €575")


def test_a_file_that_cannot_be_read_gets_a_sentence_and_leaves_the_others(
    visit: Page, tmp_path: Path
) -> None:
    picture = tmp_path / "photo.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    visit.goto("/sheets")
    upload(visit, picture, EVENTS)
    expect(visit.get_by_text(re.compile("picture", re.IGNORECASE)).first).to_be_visible()
    expect(visit.get_by_role("button", name="Keep 9 rows")).to_be_visible()
    settled(visit)


def test_spend_wins_and_price_typed_in_german_move_the_channels(visit: Page) -> None:
    visit.goto("/channels?lang=de")
    visit.get_by_role("button", name="Beispiel ausprobieren").click()
    expect(headline(visit)).to_contain_text("452\u00a0€")
    type_into_cell(visit, 2, 2, "1.500,50", table_number=1)
    expect(visit.get_by_test_id("stAlert")).to_contain_text("Search ads")
    type_into_cell(visit, 3, 2, "3", table_number=1)
    expect(headline(visit)).to_contain_text("952\u00a0€")
    visit.reload()
    expect(headline(visit)).to_contain_text("952\u00a0€")


def test_the_charts_say_their_finding_and_their_labels(visit: Page) -> None:
    visit.goto("/steps")
    visit.get_by_role("button", name="Try the example").click()
    expect(headline(visit)).to_contain_text("5 h 45 min and €575")
    drawn = visit.locator("svg.marks, .vega-embed svg")
    expect(drawn.first).to_contain_text("take 52% of the 5 h 45 min")
    expect(drawn.first).to_contain_text("Gespräche vor Ort")
    expect(drawn.nth(3)).to_contain_text("went to people who never bought")


def test_a_column_that_was_not_understood_is_matched_by_hand(visit: Page, tmp_path: Path) -> None:
    file = tmp_path / "mystery.csv"
    file.write_text("Irgendwas;Minuten;Quote\nAnruf;10;50 %\nAngebot;20;50 %\n", "utf-8")
    visit.goto("/sheets")
    upload(visit, file)
    expect(visit.get_by_text("no column names the steps")).to_be_visible()
    expect(visit.get_by_role("button", name=re.compile("^Keep"))).to_have_count(0)
    table = visit.get_by_test_id("stDataFrame").first
    table.click(position={"x": 330, "y": 52})
    visit.keyboard.press("Enter")
    option = visit.get_by_role("option", name="Step", exact=True)
    option.wait_for()
    visit.wait_for_timeout(500)  # a list that is still unfolding does not take a click
    option.click()
    expect(visit.get_by_role("button", name="Keep 2 rows")).to_be_visible()
