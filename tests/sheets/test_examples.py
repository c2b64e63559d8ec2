"""The built-in example holds what it promises, and its figures are computed, not drawn."""

from __future__ import annotations

import math
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.errors import FileRefused
from core.sheets import examples
from core.sheets.examples import EXAMPLES, Example, about, read_examples
from core.sheets.intake import take_in
from core.sheets.kinds import KINDS
from core.sheets.kinds.stages import outcome_of, stage_of
from data.example_tables import cases, time_tracking
from data.example_tables.video import STEPS
from data.make_examples import FILES, workbook_of


def book(name: str) -> Workbook:
    return load_workbook(BytesIO(dict(read_examples())[name]))


def table(sheet: Worksheet, first_header: str) -> list[dict[str, Any]]:
    """The rows below the header that starts with this word, by header."""
    rows = list(sheet.iter_rows(values_only=True))
    at = next(index for index, row in enumerate(rows) if first_header in row)
    return [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :]]


def minutes(cell: object) -> float:
    """Minutes by hand: "5+5+8+7", "15+5", "2 h", "1:15" and plain numbers are all that occurs here."""
    text = str(cell)
    if hours := re.fullmatch(r"(\d+) h", text):
        return 60 * int(hours[1])
    if clock := re.fullmatch(r"(\d+):(\d+)", text):
        return 60 * int(clock[1]) + int(clock[2])
    return sum(float(part) for part in text.split("+"))


def rate(cell: object) -> float:
    """A pass rate by hand: a share, "10x", "4 von 10", "4 of 10"."""
    text = str(cell)
    if batch := re.fullmatch(r"(\d+)x", text):
        return float(batch[1])
    if counted := re.fullmatch(r"(\d+) (?:von|of) (\d+)", text):
        return int(counted[1]) / int(counted[2])
    return float(text)


def per_win(rows: list[dict[str, Any]], names: tuple[str, str, str, str]) -> tuple[float, float]:
    """Minutes and cash for one win, from the file's own cells."""
    minute, rated, times, cash = names
    total = spent = 0.0
    for index, row in enumerate(rows):
        runs = 1 / math.prod(rate(later[rated]) for later in rows[index:])
        often = row.get(times) or 1
        total += runs * often * minutes(row[minute])
        spent += runs * often * (row.get(cash) or 0)
    return total, spent


GERMAN = ("Minuten", "Quote", "Anzahl", "Kosten")
ENGLISH = ("Minutes per run", "Pass rate", "Times per run", "Cash per run")


def events() -> list[dict[str, Any]]:
    rows = table(book("akquise-events.xlsx")["Events"], "Schritt")
    return [row for row in rows if row["Schritt"] != "Summe"]


def test_the_events_are_nine_steps_and_a_total_that_is_none() -> None:
    assert [(row["Schritt"], row["Minuten"]) for row in events()] == [
        ("Events finden", 20),
        ("Anmelden", 5),
        ("Hinfahrt", "5+5+8+7"),
        ("Gespräche vor Ort", 120),
        ("Heimfahrt", 25),
        ("Kontakte anschreiben", 3),
        ("Termin vereinbaren", 5),
        ("Telefonat", 20),
        ("Angebot schreiben", 20),
    ]
    last = table(book("akquise-events.xlsx")["Events"], "Schritt")[-1]
    assert last["Schritt"] == "Summe"
    assert last["Minuten"] == sum(minutes(row["Minuten"]) for row in events())


def test_a_customer_from_events_takes_345_minutes_and_575_at_100_an_hour() -> None:
    took, spent = per_win(events(), GERMAN)
    assert took == pytest.approx(345)
    assert spent == 0
    assert took / 60 * 100 == pytest.approx(575)


def test_the_ten_contacts_stand_at_the_last_step_of_the_event() -> None:
    assert {row["Schritt"]: row["Quote"] for row in events() if rate(row["Quote"]) > 1} == {
        "Heimfahrt": "10x"
    }


def test_the_events_say_that_the_split_is_ours() -> None:
    titles = " ".join(str(cell.value) for (cell,) in book("akquise-events.xlsx")["Events"]["A1:A3"])
    assert "345 Minuten" in titles
    assert "veröffentlichten Erfahrungsbericht" in titles
    assert "die Aufteilung auf die Schritte ist unsere" in titles


def channels() -> dict[str, tuple[float, float]]:
    second = book("search-ads-and-webinar.xlsx")
    return {
        "events": per_win(events(), GERMAN),
        "search ads": per_win(table(second["Search ads"], "Step"), ENGLISH),
        "webinar": per_win(table(second["Webinar"], "Step"), ENGLISH),
    }


def test_search_ads_and_webinar_stay_within_believable_ranges() -> None:
    took, spent = channels()["search ads"]
    assert 150 <= took <= 220
    assert 120 <= spent <= 250
    took, spent = channels()["webinar"]
    assert 220 <= took <= 345
    assert 40 <= spent <= 120


def test_which_channel_is_cheapest_depends_on_the_value_of_an_hour() -> None:
    def ranking(hourly: float) -> list[str]:
        cost = {name: took * hourly / 60 + spent for name, (took, spent) in channels().items()}
        return sorted(cost, key=lambda name: cost[name])

    assert ranking(0) == ["events", "webinar", "search ads"]
    assert ranking(35)[0] == "events"
    assert ranking(60)[0] == "search ads"
    assert ranking(100) == ["search ads", "webinar", "events"]


def test_illustrative_figures_are_labelled_as_such() -> None:
    for sheet in book("search-ads-and-webinar.xlsx"):
        assert "Illustrative figures, not measured" in sheet["A2"].value
    assert "nicht gemessen" in book("video-production-delivery.xlsx")["Videoproduktion"]["A2"].value


def test_search_ads_are_twelve_steps_with_cash_for_each_click() -> None:
    rows = table(book("search-ads-and-webinar.xlsx")["Search ads"], "Step")
    assert len(rows) == 12
    assert [row["Step"] for row in rows if row["Cash per run"]] == ["Click on the ad"]


def test_the_webinar_brings_25_people_at_once() -> None:
    rows = table(book("search-ads-and-webinar.xlsx")["Webinar"], "Step")
    assert [row["Step"] for row in rows if row["Pass rate"] == "25x"] == ["Run the webinar"]


def test_every_step_to_a_customer_says_the_stage_it_leads_to_and_none_leads_back() -> None:
    second = book("search-ads-and-webinar.xlsx")
    said = [
        [row["Stufe"] for row in events()],
        *[[row["Funnel stage"] for row in table(sheet, "Step")] for sheet in second],
    ]
    for names in said:
        stages = [str(stage_of(name)) for name in names]
        assert list(dict.fromkeys(stages)) == ["suspect", "lead", "prospect", "customer"]
        assert stages == sorted(stages, key=["suspect", "lead", "prospect", "customer"].index)


def video() -> list[dict[str, Any]]:
    return table(book("video-production-delivery.xlsx")["Videoproduktion"], "Schritt")


def test_the_delivery_is_35_single_steps_in_five_groups() -> None:
    rows = video()
    assert len(rows) == len({row["Schritt"] for row in rows}) == 35
    groups = [row["Gruppe"] for row in rows if row["Gruppe"]]
    assert groups == ["Strategiegespräch", "Keyword-Analyse", "Dreh", "Schnitt", "Rechnung"]
    assert {row["Phase"] for row in rows} == {"Lieferung"}
    merged = book("video-production-delivery.xlsx")["Videoproduktion"].merged_cells.ranges
    assert len(merged) == 3  # the other two groups are written once, as people do


def test_the_delivery_takes_20_to_30_hours() -> None:
    assert [step.cells for step in STEPS] == FILES["video-production-delivery.xlsx"][0].rows
    assert 20 <= sum(step.minutes * step.times for step in STEPS) / 60 <= 30


def test_the_delivery_mixes_notations_roles_cash_and_steps_of_the_customer() -> None:
    rows = video()
    written = {str(row["Dauer"]) for row in rows}
    assert {"10", "20-40", "1,5 Std", "90 Min", "01:30:00", "10+10+15", "1 1/2 Std"} <= written
    assert {row["Rolle"] for row in rows} == {"Inhaberin", "Kamera", "Schnitt", None}
    assert sum(row["Kosten"] or 0 for row in rows) == pytest.approx(92.6)
    approvals = [row for row in rows if row["Ausgeführt von"] == "Kunde"]
    assert len(approvals) == 3
    assert all(row["Kundenzeit"] and "Tag" in row["Wartezeit"] and row["Dauer"] == 0 for row in approvals)


def test_the_owner_has_no_rate_of_her_own_so_the_hourly_rate_moves_her() -> None:
    rows = table(book("roles.xlsx")["Rollen"], "Rolle")
    assert [tuple(row.values()) for row in rows] == [
        ("Inhaberin", None, 30),
        ("Kamera", 45, 16),
        ("Schnitt", 40, 20),
    ]


def test_every_role_in_the_sheets_is_in_the_list_of_roles() -> None:
    known = {row["Rolle"] for row in table(book("roles.xlsx")["Rollen"], "Rolle")}
    english = [row["Role"] for sheet in book("search-ads-and-webinar.xlsx") for row in table(sheet, "Step")]
    used = {row["Rolle"] for row in (*events(), *video())} | set(english)
    assert used - {None} == known


def test_every_header_is_a_word_for_its_column() -> None:
    words = {word.casefold() for kind in KINDS.values() for column in kind.columns for word in column.words}
    for pages in FILES.values():
        for page in pages:
            headers = {header.casefold().strip(".") for header in page.widths} - words
            unknown = {header for header in headers if header.split(" (")[0] not in words}
            assert not {header for header in unknown if not stage_of(header) and not outcome_of(header)}


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_what_their_tables_make(name: str) -> None:
    def contents(workbook: Workbook) -> list[Any]:
        return [
            [
                sheet.title,
                sorted(str(area) for area in sheet.merged_cells.ranges),
                [(cell.coordinate, cell.value, cell.number_format) for row in sheet for cell in row],
            ]
            for sheet in workbook
        ]

    fresh = load_workbook(BytesIO(workbook_of(FILES[name])))
    assert contents(book(name)) == contents(fresh), "run python -m data.make_examples"


def test_making_a_file_twice_gives_the_same_bytes() -> None:
    pages = FILES["akquise-events.xlsx"]
    assert workbook_of(pages) == workbook_of(pages)


def test_the_list_of_examples_names_every_file() -> None:
    assert [example.name for example in EXAMPLES] == list(FILES)
    assert all(example.path.is_file() for example in EXAMPLES)


def test_every_example_says_where_its_figures_come_from() -> None:
    said = {example.name: str(about(example.name)) for example in EXAMPLES if example.about is not None}
    assert "their split into nine steps is ours" in said.pop("akquise-events.xlsx")
    assert len(said) == 7
    assert all("illustrative" in sentence for sentence in said.values())


def test_the_button_of_the_app_loads_a_file_of_every_kind() -> None:
    loaded = read_examples()
    assert {name for name, _bytes in loaded} == set(FILES)
    kinds = {found.kind for name, data in loaded for found in take_in(name, data).tables}
    assert kinds == set(KINDS)


def test_the_funnel_of_the_example_counts_the_enquiries_of_its_list() -> None:
    funnel = table(book("trichter.xlsx")["Trichter"], "Monat")
    enquiries = table(book("anfragen.xlsx")["Anfragen"], "Kunde")
    for counted, listed in (("Anfragen", "Anfrage"), ("Angebote", "Angebot"), ("Aufträge", "Auftrag")):
        for channel in {row["Kanal"] for row in enquiries}:
            of_list = [row for row in enquiries if row["Kanal"] == channel and row[listed]]
            assert sum(row[counted] for row in funnel if row["Kanal"] == channel) == len(of_list)


def test_nobody_in_the_example_reaches_a_stage_before_the_one_above_it() -> None:
    for case in cases.CASES:
        days = [day for day in (case.enquiry, case.call, case.offer, case.order) if day]
        assert days == sorted(days), case.customer
        assert not (case.order and case.declined), case.customer
        assert bool(case.declined) == bool(case.lost), case.customer


def test_who_pays_in_the_example_gave_an_order() -> None:
    ordered = {case.customer: case.order for case in cases.CASES if case.order}
    for row in table(book("rechnungen.xlsx")["Rechnungen"], "Kunde"):
        assert row["Datum"].date() >= ordered[row["Kunde"]]
        assert row["Brutto"] == pytest.approx(row["Netto"] + row["MwSt."], abs=0.01)


def test_the_hours_of_the_example_are_from_start_to_end_without_the_break() -> None:
    *rows, total = table(book("zeiterfassung.xlsx")["Stunden"], "Datum")
    for row in rows:
        begin, end = row["Beginn"], row["Ende"]
        minutes = 60 * (end.hour - begin.hour) + end.minute - begin.minute - (row["Pause (Min.)"] or 0)
        assert row["Stunden"] == pytest.approx(minutes / 60, abs=0.006)
    assert total["Stunden"] == pytest.approx(sum(row["Stunden"] for row in rows), abs=0.01)
    assert {row["Tätigkeit"] for row in rows} & {step.cells["Schritt"] for step in STEPS}
    assert len(rows) == len(time_tracking.ENTRIES)


def test_a_missing_example_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(examples, "EXAMPLES", (Example("gone.xlsx", tmp_path / "gone.xlsx"),))
    with pytest.raises(FileRefused, match=r"gone\.xlsx cannot be read"):
        read_examples()
