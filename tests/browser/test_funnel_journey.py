"""From a CRM export to the goal: two names matched, the funnel by channel, and what breaks the goal."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PROJECT, headline, settled, upload

pytestmark = pytest.mark.browser

EXAMPLES = PROJECT / "data" / "examples"
PROCESSES = (
    "akquise-events.xlsx",
    "search-ads-and-webinar.xlsx",
    "video-production-delivery.xlsx",
    "roles.xlsx",
)
STAGES = (("Lead eingegangen", 0), ("Erstgespräch geführt", 6), ("Angebot gesendet", 14), ("Gewonnen", 25))


def crm_export(path: Path) -> Path:
    """60 deals of a CRM, two in three from a fair: half are talked to, half of these get an offer."""
    lines = ["Deal;Quelle;Phase;Datum"]
    for deal in range(60):
        channel = "Events" if deal % 3 else "Webinar"
        reached = 4 if deal % 10 == 0 else 3 if deal % 4 == 0 else 2 if deal % 2 == 0 else 1
        for name, days in STAGES[:reached]:
            day = dt.date(2026, 1, 5) + dt.timedelta(days=deal + days)
            lines.append(f"D-{deal};{channel};{name};{day:%d.%m.%Y}")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of the select box with this label."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def type_into(page: Page, label: str, text: str) -> None:
    """Type into the field with this label."""
    field = page.get_by_role("textbox", name=label)
    field.fill(text)
    field.press("Enter")
    settled(page)


def test_from_a_crm_export_to_what_makes_the_goal_impossible(visit: Page, tmp_path: Path) -> None:
    visit.goto("/sheets?lang=en")
    upload(visit, crm_export(tmp_path / "deals.csv"), *(EXAMPLES / name for name in PROCESSES))
    keep = visit.get_by_role("button", name=re.compile("^Keep"))
    expect(keep).to_have_count(1 + len(PROCESSES))
    for left in range(len(PROCESSES), -1, -1):
        keep.first.click()
        expect(keep).to_have_count(left)
    expect(headline(visit)).to_contain_text("114 events")

    visit.get_by_role("link", name="Funnel").click()
    expect(visit.get_by_text("2 names in your sheets mean no stage yet")).to_be_visible()
    choose(visit, "Erstgespräch geführt", "Prospect")
    choose(visit, "Lead eingegangen", "Lead")
    expect(visit.get_by_text("mean no stage yet")).to_have_count(0)
    expect(headline(visit)).to_contain_text("become customers")
    drawn = visit.locator("svg.marks, .vega-embed svg")
    expect(drawn.first).to_contain_text("Prospect")
    expect(drawn.nth(1)).to_contain_text("Events")
    expect(drawn.nth(1)).to_contain_text("Webinar")
    choose(visit, "Channel", "Events")
    expect(headline(visit)).to_contain_text("Of")
    visit.reload()
    expect(visit.get_by_text("mean no stage yet")).to_have_count(0)

    visit.get_by_role("link", name="Goal").click()
    type_into(visit, "Goal a year", "3000000")
    type_into(visit, "Revenue of a customer", "6000")
    expect(headline(visit)).to_contain_text("impossible")
    expect(headline(visit)).to_contain_text("Schnitt")
    visit.reload()
    expect(headline(visit)).to_contain_text("Schnitt")
