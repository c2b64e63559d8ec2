"""Writes data/examples/ and data/columns.md. Run by hand by whoever changes an example or a column:

    python -m data.make_examples

The same tables always give the same bytes. What one win takes in each channel, and the value of an hour at
which one channel overtakes another, is worked out from the tables and printed, to be looked at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import combinations
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from core.sheets.grid import Cell
from core.sheets.writing.dictionary import column_dictionary
from core.sheets.writing.pen import HEADER, QUIET, TITLE, Look, Pen, new_workbook
from data.example_tables import events, funnel_files, money_files, search_and_webinar, time_tracking, video
from data.example_tables.page import Page
from data.example_tables.roles import ROLES
from data.example_tables.step import Percent, win

DATA = Path(__file__).parent
WRITTEN = dt.datetime(2026, 1, 1)
"""The date every file says it was made on, so that making it again changes nothing."""

FILES: Mapping[str, Sequence[Page]] = {
    "akquise-events.xlsx": (events.EVENTS,),
    "search-ads-and-webinar.xlsx": (search_and_webinar.SEARCH_ADS, search_and_webinar.WEBINAR),
    "video-production-delivery.xlsx": (video.VIDEO,),
    "roles.xlsx": (ROLES,),
    "trichter.xlsx": (funnel_files.FUNNEL,),
    "anfragen.xlsx": (funnel_files.ENQUIRIES,),
    "zeiterfassung.xlsx": (time_tracking.HOURS,),
    "rechnungen.xlsx": (money_files.INVOICES,),
    "werbeausgaben.xlsx": (money_files.SPEND,),
}
"""What the example in the app is made of: of one business, at least one file for each kind of sheet."""


def workbook_of(pages: Sequence[Page]) -> bytes:
    """An example file with these sheets."""
    buffer = BytesIO()
    workbook = new_workbook(buffer)
    workbook.set_properties({"created": WRITTEN})
    pen = Pen(workbook)
    for page in pages:
        _write(workbook.add_worksheet(page.name), pen, page)
    workbook.close()
    return buffer.getvalue()


def _write(sheet: Worksheet, pen: Pen, page: Page) -> None:
    for row, title in enumerate(page.titles):
        pen.write(sheet, row, 0, title, QUIET if row else TITLE)
    header_row = len(page.titles) + 1
    for column, (header, width) in enumerate(page.widths.items()):
        look = _look(page, header)
        sheet.set_column(column, column, width)
        pen.write(sheet, header_row, column, header, {**HEADER, **_only_alignment(look)})
        cells = [row.get(header) for row in page.rows]
        for row, cell in enumerate(cells, start=header_row + 1):
            _write_cell(sheet, pen, row, column, cell, look)
        for first, last in _spans(cells, page.merged.get(header, frozenset())):
            top, bottom = header_row + 1 + first, header_row + 1 + last
            sheet.merge_range(
                top, column, bottom, column, cells[first], pen.format({**look, "valign": "top"})
            )
        if page.total is not None:
            below = header_row + 1 + len(page.rows)
            _write_cell(sheet, pen, below, column, page.total.get(header), {**look, "bold": True, "top": 1})
    sheet.freeze_panes(header_row + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write_cell(sheet: Worksheet, pen: Pen, row: int, column: int, cell: Cell, look: Look) -> None:
    if not isinstance(cell, (int, float)):
        look = {key: value for key, value in look.items() if key != "num_format"}
    pen.write(sheet, row, column, cell, look, percent=isinstance(cell, Percent))


def _look(page: Page, header: str) -> Look:
    look: dict[str, object] = {"align": "right"} if header in page.right else {"align": "left", "indent": 1}
    if header in page.number_formats:
        look["num_format"] = page.number_formats[header]
    return look


def _only_alignment(look: Look) -> Look:
    return {key: value for key, value in look.items() if key in ("align", "indent")}


def _spans(cells: Sequence[Cell], merged: frozenset[str]) -> list[tuple[int, int]]:
    """First and last row of each text that is merged with the blanks below it."""
    filled = [row for row, cell in enumerate(cells) if cell is not None]
    ends = [following - 1 for following in [*filled[1:], len(cells)]]
    return [(row, end) for row, end in zip(filled, ends, strict=False) if cells[row] in merged]


def main() -> None:
    """Write every file and print what its figures come to."""
    folder = DATA / "examples"
    folder.mkdir(exist_ok=True)
    for name, pages in FILES.items():
        (folder / name).write_bytes(workbook_of(pages))
    (DATA / "columns.md").write_text(column_dictionary("en"), encoding="utf-8")

    wins = {
        "Events": win(events.STEPS),
        "Search ads": win(search_and_webinar.SEARCH_STEPS),
        "Webinar": win(search_and_webinar.WEBINAR_STEPS),
    }
    for channel, one in wins.items():
        costs = ", ".join(f"{one.cost(rate):.0f} at {rate}/h" for rate in (0, 25, 50, 75, 100))
        print(f"{channel}: {one.minutes:.0f} minutes and {one.cash:.0f} cash per win; {costs}")
    for (channel, one), (rival, other) in combinations(wins.items(), 2):
        print(f"{channel} and {rival} cost the same at {one.crossing(other):.0f}/h")
    delivery = win(video.STEPS)
    print(f"Delivery: {delivery.minutes / 60:.1f} hours and {delivery.cash:.2f} cash per order")


if __name__ == "__main__":
    main()
