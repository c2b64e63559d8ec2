"""Several tables in one sheet: below each other, beside each other, with summaries that are not read."""

from __future__ import annotations

from core.sheets.grid import Cell
from tests.sheets.small_grids import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, names, tables

HOURS: list[list[Cell]] = [["Datum", "Kunde", "Stunden"], [MONDAY, "A", 5], [TUESDAY, "B", 4]]


def test_a_pivot_below_the_data_is_named_and_not_read() -> None:
    (table,) = tables(*HOURS, ["Summe", None, 9], [], ["Kunde", "Summe Stunden"], ["A", 5], ["B", 4])
    assert (table.kind, table.last_row) == ("time_entries", 3)
    assert "Rows 6 to 8 below the table are not read" in str(table.notes[0])


def test_a_pivot_beside_the_data_is_named_and_not_read() -> None:
    rows: list[list[Cell]] = [
        [*HOURS[0], None, "Zeilenbeschriftung", "Summe von Stunden"],
        [*HOURS[1], None, "A", 5],
        [*HOURS[2], None, "B", 4],
    ]
    (table,) = tables(*rows)
    assert len(table.columns) == 3
    assert "Columns E to F beside the table are not read" in str(table.notes[-1])


def test_a_lone_total_and_a_remark_after_a_gap_still_belong_to_the_table() -> None:
    (table,) = tables(*HOURS, [], ["Summe", None, 9], [], ["Stand: 1. April 2026"])
    assert table.last_row == 6
    assert table.notes == ()


def test_weeks_with_a_blank_row_between_them_are_one_table() -> None:
    (table,) = tables(*HOURS, ["Summe KW 10", None, 9], [], [WEDNESDAY, "A", 3], [THURSDAY, "B", 2])
    assert table.last_row == 6


def test_blocks_with_a_title_each_are_tables_of_their_own() -> None:
    block: list[list[Cell]] = [["Monat", "Kontakte", "Aufträge"], ["Jan 2026", 88, 6], ["Feb 2026", 14, 2]]
    found = tables(["Kanal: Messe"], *block, [], ["Kanal: Webinar"], *block)
    assert [(table.header_row, table.last_row, table.channel) for table in found] == [
        (1, 3, "Messe"),
        (6, 8, "Webinar"),
    ]


def test_a_header_repeated_on_every_page_begins_no_new_table() -> None:
    (table,) = tables(*HOURS, ["Seite 1 von 2"], HOURS[0], [WEDNESDAY, "A", 3])
    assert table.last_row == 5


def test_invoices_below_time_entries_are_a_table_of_their_own() -> None:
    found = tables(*HOURS, [], ["Rechnungsnr.", "Kunde", "Datum", "Netto"], ["R1", "A", THURSDAY, 500])
    assert [(table.kind, table.header_row, table.last_row) for table in found] == [
        ("time_entries", 0, 2),
        ("invoices", 4, 5),
    ]


def test_a_process_below_time_entries_is_a_table_of_its_own() -> None:
    found = tables(*HOURS, [], ["Schritt", "Minuten", "Quote"], ["Anruf", 5, 0.5], ["Angebot", 10, 0.3])
    assert [(table.kind, table.last_row) for table in found] == [("time_entries", 2), ("process", 6)]


def test_time_entries_below_a_process_are_a_table_of_their_own() -> None:
    steps: list[list[Cell]] = [["Schritt", "Minuten", "Quote"], ["Anruf", 5, 0.5], ["Angebot", 10, 0.3]]
    found = tables(
        *steps, [], ["Gemessen im März"], ["Datum", "Kunde", "Stunden", "Tätigkeit"], [MONDAY, "A", 5, "x"]
    )
    assert [(table.kind, table.header_row, table.last_row) for table in found] == [
        ("process", 0, 3),
        ("time_entries", 5, 6),
    ]


def test_a_summary_of_work_below_time_entries_is_no_process() -> None:
    (table,) = tables(*HOURS, [], ["Tätigkeit", "Stunden"], ["Beratung", 5], ["Schulung", 4])
    assert (table.kind, table.last_row) == ("time_entries", 2)


def test_two_lists_beside_each_other_are_read_apart() -> None:
    rows: list[list[Cell]] = [
        [*HOURS[0], None, "Rechnungsnr.", "Kunde", "Datum", "Netto"],
        [*HOURS[1], None, "R1", "A", THURSDAY, 500],
        [*HOURS[2], None, "R2", "B", THURSDAY, 400],
    ]
    found = tables(*rows)
    assert [(table.kind, table.left) for table in found] == [("time_entries", 0), ("invoices", 4)]
    assert names(found[1])["amount"] == "Netto"


def test_a_blank_column_inside_a_list_does_not_part_it() -> None:
    rows: list[list[Cell]] = [
        ["Datum", "Kunde", None, "Stunden", "Betrag"],
        [MONDAY, "A", None, 5, 400],
        [TUESDAY, "B", None, 4, 320],
    ]
    (table,) = tables(["Stundenzettel"], *rows)
    assert set(names(table)) == {"date", "customer", "minutes", "amount"}


def test_the_order_of_dates_that_one_block_proves_holds_for_the_others() -> None:
    header: list[Cell] = ["Date", "Hours", "Client"]
    found = tables(["March"], header, ["3/2/2026", 5, "A"], [], ["April"], header, ["4/14/2026", 5, "A"])
    assert [use.order for table in found for use in table.columns if use.name == "date"] == ["mdy", "mdy"]
