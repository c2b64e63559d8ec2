"""Time sheets, invoices, spend and the rest on the page of sheets: seen, asked about, overruled, kept."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from core.sheets.kinds import KINDS
from core.store import rows, spend
from tests.pages.conftest import Open
from tests.pages.test_sheets_page import button, drop, workbook

SHEETS = Path(__file__).parents[1] / "sheets"
SLASHED = b"Date;Customer;Invoice number;Amount\n03/04/2026;Berg;1;100,00\n05/06/2026;Dal;2;250,00\n"


def kept(kind: str) -> list[dict[str, object]]:
    from pages.shared.workspace import workspace

    found: list[dict[str, object]] = rows.kept_rows(workspace(), KINDS[kind]).to_dict("records")
    return found


def said(app: AppTest) -> str:
    pieces = [*app.markdown, *app.warning, *app.caption, *app.error]
    return " ".join(str(piece.value) for piece in pieces)


def test_an_export_is_named_with_its_tool_and_counted_once_it_is_kept(open_app: Open) -> None:
    file = SHEETS / "time_entries" / "toggl_detailed_2026_03.csv"
    app = drop(open_app("sheets"), file.name, file.read_bytes())
    assert "export of Toggl Track" in said(app)
    button(app, "Keep 17 rows")
    assert len(kept("time_entries")) == 17
    assert app.header[0].value.startswith("You have 17 time entries. Add the sheet with your steps")
    assert "Time entries\\: Mar 2" in said(app)


def test_dates_that_can_be_read_in_two_ways_are_asked_and_the_answer_is_remembered(open_app: Open) -> None:
    app = drop(open_app("sheets"), "list.csv", SLASHED)
    assert not [one for one in app.button if one.label.startswith("Keep")]
    (question,) = [one for one in app.radio if one.key and one.key.startswith("asked")]
    question.set_value("mdy").run()
    assert not app.exception
    button(app, "Keep 2 rows")
    assert [str(row["date"])[:10] for row in kept("invoices")] == ["2026-03-04", "2026-05-06"]
    drop(app, "list of may.csv", SLASHED.replace(b"Berg", b"Voss").replace(b"03/04", b"01/04"))
    assert not [one for one in app.radio if one.key and one.key.startswith("asked")]


def test_a_kind_can_be_overruled(open_app: Open) -> None:
    app = drop(open_app("sheets"), "list.csv", SLASHED.replace(b"/", b"."))
    kind = next(one for one in app.selectbox if one.label == "What this table is")
    assert kind.value == "invoices"
    kind.select("process").run()
    assert not app.exception
    assert next(one for one in app.selectbox if one.label == "What this table is").value == "process"


def test_a_sheet_that_was_refused_can_be_read_all_the_same(open_app: Open) -> None:
    lines = (
        ["Wer", "Tel", "Wann", "Wie viel"],
        ["Berg", "0170", "4.3.2026", 120],
        ["Dal", "0171", "5.3.2026", 80],
    )
    app = drop(open_app("sheets"), "liste.xlsx", workbook(*lines, sheet="Liste"))
    next(one for one in app.selectbox if one.label == "What this table is").select("invoices").run()
    button(app, "Read it so")
    assert "Invoices, headings in row 1" in said(app)


def test_one_bad_file_among_ten_leaves_the_nine(open_app: Open) -> None:
    app = open_app("sheets")
    for number in range(1, 10):
        data = SLASHED.replace(b"/", b".").replace(b"100", b"%d" % number)
        app.file_uploader[0].upload(f"list {number}.csv", data, "text/csv")
    app.file_uploader[0].upload("photo.csv", b"\x89PNG\r\n\x1a\n" + b"\x00" * 90, "text/csv")
    app.run()
    assert not app.exception
    assert len([one for one in app.button if one.label == "Keep 2 rows"]) == 9
    assert [one.value for one in app.error if "seems to be a picture" in one.value]


def test_spend_of_a_sheet_is_taken_over_by_a_click(open_app: Open) -> None:
    example = open_app("sheets")
    steps = "Channel;Step;Minutes;Pass rate\nSearch ads;Offer;30;50 %\nSearch ads;Sign;10;50 %\n"
    drop(example, "steps.csv", steps.encode())
    button(example, "Keep 2 rows")
    lines = (
        ["Month", "Channel", "Amount (EUR)"],
        ["2026-01", "Search ads", 400.5],
        ["2026-01", "Search ads", 200.0],
    )
    drop(example, "spend.xlsx", workbook(*lines, sheet="Spend"))
    button(example, "Keep 2 rows")
    example.switch_page("pages/channels.py").run()
    assert "€600\\.50 for Search ads" in said(example)
    button(example, "Take it over")
    from pages.shared.workspace import workspace

    assert spend.all(workspace())["Search ads"].spend == 600.5


def test_no_table_on_the_page_can_be_downloaded_with_a_live_formula(open_app: Open) -> None:
    data = SLASHED.replace(b"/", b".").replace(b"Berg", b"=HYPERLINK(1)")
    app = drop(open_app("sheets"), "list.csv", data)
    cells = [str(cell) for table in app.dataframe for cell in table.value.to_numpy().ravel()]
    assert "\u200b=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    button(app, "Keep 2 rows")
    assert kept("invoices")[0]["customer"] == "=HYPERLINK(1)"


def test_the_order_of_dates_can_be_overruled_where_the_cells_seemed_to_settle_it(open_app: Open) -> None:
    data = SLASHED.replace(b"05/06", b"13/06")
    app = drop(open_app("sheets"), "list.csv", data)
    choice = next(one for one in app.selectbox if one.label == "Dates are written")
    assert choice.value == "dmy"
    choice.select("mdy").run()
    assert not app.exception
    button(app, "Keep 1 row")
    assert [str(row["date"])[:10] for row in kept("invoices")] == ["2026-03-04"]


def test_the_decimal_sign_and_the_unit_can_be_overruled(open_app: Open) -> None:
    data = b"Datum;Mitarbeiter;Projekt;Dauer (min)\n3.4.2026;Ina;Web;1.500\n4.4.2026;Ina;Web;90,5\n"
    app = drop(open_app("sheets"), "zeiten.csv", data)
    next(one for one in app.selectbox if one.label == "Bare times are").select("h").run()
    assert not app.exception
    assert next(one for one in app.selectbox if one.label == "Bare times are").value == "h"
    assert next(one for one in app.selectbox if one.label == "Decimals are written with").value == ","


def test_the_spend_of_a_quarter_is_not_taken_for_that_of_a_month(example: AppTest) -> None:
    example.switch_page("pages/sheets.py").run()
    head, january = ["Month", "Channel", "Amount (EUR)"], ["2026-01", "Search ads", 400.5]
    march = ["2026-03", "Search ads", 200.0]
    drop(example, "spend.xlsx", workbook(head, january, march, sheet="Spend"))
    button(example, "Keep 2 rows")
    example.switch_page("pages/channels.py").run()
    assert "more than the period chosen" in said(example)
    assert "Take it over" not in [one.label for one in example.button]


def test_a_year_that_is_none_is_refused_at_once(open_app: Open) -> None:
    data = b"Datum;Kunde;Rechnungsnummer;Betrag\n3.4.;Berg;1;100,00\n5.6.;Dal;2;250,00\n"
    app = drop(open_app("sheets"), "liste.csv", data)
    field = next(one for one in app.text_input if one.key and one.key.startswith("asked"))
    field.input("26").run()
    assert "four digits" in said(app)
    next(one for one in app.text_input if one.key and one.key.startswith("asked")).input("2026").run()
    button(app, "Keep 2 rows")
    assert str(kept("invoices")[0]["date"])[:10] == "2026-04-03"


def test_with_the_spend_come_the_customers_that_were_counted_in_the_same_days(example: AppTest) -> None:
    example.switch_page("pages/channels.py").run()
    example.selectbox(key="period_choice").select("year").run()
    button(example, "Take it over")
    from pages.shared.workspace import workspace

    ((channel, taken),) = [(name, one) for name, one in spend.all(workspace()).items() if one.spend]
    assert channel == "Events"
    assert (taken.spend, taken.wins) == (465.0, 3.0)
    assert "Events" in said(example)


def test_spend_without_its_customers_gives_no_cost_but_asks_for_them(open_app: Open) -> None:
    app = open_app("sheets")
    drop(app, "steps.csv", b"Channel;Step;Minutes;Pass rate\nAds;Offer;30;50 %\nAds;Sign;10;50 %\n")
    button(app, "Keep 2 rows")
    from core.steps.channels import Spend
    from pages.shared.workspace import workspace

    spend.put(workspace(), "Ads", Spend(500.0, None))
    app.switch_page("pages/steps.py").run()
    assert app.header[0].value == (
        "A customer from Ads takes 2 h 20 min. Say how many its spend brought, and you see the cost."
    )
    app.switch_page("pages/channels.py").run()
    assert "No channel wins a customer yet" not in said(app)
