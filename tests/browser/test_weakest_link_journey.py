"""From the example to the verdict, and two months later to whether what was done about it worked."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import headline, settled, upload

pytestmark = pytest.mark.browser


def two_more_months(path: Path) -> Path:
    """The list of enquiries goes on in July and August: one a day, of whom two in three become customers."""
    lines = ["Kunde;Kanal;Anfrage;Telefonat;Angebot;Auftrag"]
    for number in range(55):
        asked = dt.date(2026, 7, 2) + dt.timedelta(days=number)
        days = [asked + dt.timedelta(days=later) for later in (0, 2, 4, 9)]
        reached = days if number % 3 else days[:3]
        written = [f"{day:%d.%m.%Y}" if day <= dt.date(2026, 8, 31) else "" for day in reached]
        lines.append(";".join([f"Neukunde {number}", "Events", *written, *[""] * (4 - len(written))]))
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_from_the_example_to_whether_what_was_done_worked(visit: Page, tmp_path: Path) -> None:
    visit.goto("/?lang=en")
    visit.get_by_role("button", name="Try the example").click()
    expect(headline(visit)).to_contain_text("€452")
    visit.get_by_role("link", name="Weakest link").click()
    expect(headline(visit)).to_contain_text("“Angebot schreiben” (Events)")
    drawn = visit.locator("svg.marks, .vega-embed svg")
    expect(drawn.first).to_contain_text("weakest link")

    visit.get_by_role("link", name="Actions").click()
    visit.get_by_role("button", name="Note what you did").click()
    visit.get_by_role("textbox", name="What did you do?").fill("Offers on the day of the call")
    day = visit.get_by_test_id("stDateInput").get_by_role("textbox")
    if day.count():
        day.first.fill("2026-07-01")
        day.first.press("Enter")
    else:
        for part, typed in zip(("year", "month", "day"), ("2026", "07", "01"), strict=True):
            visit.get_by_role("spinbutton", name=re.compile(part)).first.fill(typed)
    visit.get_by_role("combobox", name="Step or stage it is about").click()
    visit.get_by_role("option", name="Stage “Customer”").click()
    visit.get_by_role("button", name="Note it").click()
    expect(headline(visit)).to_contain_text("cannot be told")

    visit.get_by_role("link", name="Sheets").click()
    upload(visit, two_more_months(tmp_path / "juli-august.csv"))
    visit.get_by_role("button", name=re.compile("^Keep")).first.click()
    settled(visit)
    visit.get_by_role("link", name="Actions").click()
    expect(headline(visit)).to_contain_text("worked")
    expect(visit.get_by_text("consistent with").first).to_be_visible()
    visit.reload()
    expect(headline(visit)).to_contain_text("worked")
