"""A freelancer drops what she has: a time export nobody can date, a list full of slips, a very long one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import headline, settled, upload

pytestmark = pytest.mark.browser
SHEETS = Path(__file__).parents[1] / "sheets"


def test_what_only_she_knows_is_asked_and_a_reload_loses_nothing(visit: Page) -> None:
    visit.goto("/sheets?lang=de")
    expect(headline(visit)).to_contain_text("Lade")
    upload(visit, SHEETS / "time_entries" / "toggl_export_saved_in_excel.csv")
    expect(
        visit.get_by_text("Export aus Toggl Track").or_(visit.get_by_text("Toggl Track")).first
    ).to_be_visible()
    expect(visit.get_by_role("button", name="übernehmen")).to_have_count(0)
    visit.reload()
    first = visit.get_by_role("radiogroup").first.get_by_role("radio").first
    visit.get_by_role("radiogroup").first.locator("label").nth(0).click()
    expect(first).to_have_count(0)
    settled(visit)
    visit.reload()
    keep = visit.get_by_role("button", name="Zeilen")
    expect(keep.first).to_be_visible()
    keep.first.click()
    expect(headline(visit)).to_contain_text("Zeiteinträge")


def test_problems_of_a_long_list_come_as_a_file_that_begins_no_formula(visit: Page, tmp_path: Path) -> None:
    lines = [("Kunde", "Rechnungsdatum", "Betrag")]
    lines += [("Berg", "03.02.2026", f"{n},50") for n in range(1, 30)]
    lines += [(f"=HYPERLINK({n})", "03.02.2026", f"@SUM(A{n})") for n in range(12)]
    path = tmp_path / "rechnungen.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(lines)
    visit.goto("/sheets?lang=en")
    upload(visit, path)
    expect(visit.get_by_text("12 rows wait")).to_be_visible()
    with visit.expect_download() as download:
        visit.get_by_role("button", name="Download all problems").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    listed = list(csv.reader(text.splitlines(), delimiter=";"))
    assert len(listed) == 13
    assert {row[1] for row in listed[1:]} == {f"C{n}" for n in range(31, 43)}
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in listed for cell in row)


def test_a_long_file_is_read_and_kept(visit: Page, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    with path.open("w") as file:
        file.write("case_id,stage,timestamp,note\n")
        for n in range(150_000):
            stage, when = ("Lead", "Offer", "Won")[n % 3], f"2026-0{1 + n % 9}-11 08:{n % 60:02}:00"
            file.write(f"user-{n // 3},{stage},{when},web\n")
    visit.goto("/sheets?lang=en")
    upload(visit, path)
    visit.get_by_role("button", name="Keep 150,000 rows").click()
    expect(headline(visit)).to_contain_text("150,000 events")
