"""What stands around a table: its title, the year and the period that the lines above it state, its names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from core.errors import CellRefused
from core.sheets.cells.currencies import currency_code
from core.sheets.cells.periods import period, period_in_text
from core.sheets.grid import Grid
from core.sheets.tables.heading_periods import shown_heading, the_year
from core.sheets.tables.titles import is_generic, own_cells, sheet_name, title_above
from core.sheets.tables.turn_of_year import two_years

_LINES = 12
_LONGEST = 300
_NOT_A_NAME = re.compile(
    r"\(\d+\)|\b(?:tables?|tabelle|exports?|reports?|bericht|rapport|berichte|download|final|kopie|copy|neu|csv|xlsx)\b"
    r"|\b(?:19|20)\d{2}(?:[-._ ]?\d{1,2}(?:[-._ ]?\d{1,2})?)?\b"
    r"|\b\d{1,2}[-._]\d{1,2}[-._](?:\d{4}|\d{2})\b|\b\d{6,}\b"
    r"|\bv\d+\b|\b(?:from|to|von|bis)\b",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"€|\$|£|\b(?:EUR|USD|GBP|CHF|NOK|SEK|DKK|BRL|PLN|CZK|CAD|AUD)\b|\b(?:kr|Euro)\b")


@dataclass(frozen=True)
class Around:
    """The words around a table, and what they state for rows that do not say it themselves."""

    title: str
    said: str
    """All of them: the lines above, the sheet's name, the file's."""
    year: int | None
    period: tuple[dt.date, dt.date] | None
    currency: str | None = None
    """The one currency that the lines above name for all amounts."""
    turn: tuple[int, int] | None = None
    """The two years, one after the other, that they name instead of one: "2025/26"."""


def around(grid: Grid, file: str, row: int, after: int = -1, span: tuple[int, int] | None = None) -> Around:
    """What stands around the table whose header is in this row; lines down to row `after` are another's.

    `span` are its columns, where other tables with lines of their own may stand beside it.

    >>> found = around(Grid("Ads", [["Report 1.1.2026 - 31.3.2026"], [], ["Campaign", "Cost"]]), "a.csv", 2)
    >>> found.year, found.period[1].isoformat()
    (2026, '2026-03-31')
    """
    lines = [_line(grid, r, span) for r in range(max(after + 1, row - _LINES), row)]
    lines = [line for line in lines if line]
    title = title_above(grid, row, after, span)[0]
    sheet = "" if is_generic(grid.name) else grid.name
    stem = PurePath(file).stem
    stated = _stated_period([*reversed(lines), sheet])
    names = [sheet, stem.replace("_", " ")]
    turn = two_years([title, *reversed(lines), *names])
    year = the_year([title, *reversed(lines), *names]) if turn is None else None
    said = " ".join([*lines, sheet, stem.replace("_", " ")])
    return Around(title, said, year, stated, stated_currency([*lines, sheet]), turn)


def _line(grid: Grid, r: int, span: tuple[int, int] | None) -> str:
    cells = [shown_heading(cell) for cell in own_cells(grid.rows[r], span)]
    line = " ".join(" ".join(str(cell).split()) for cell in cells[:6])
    return line if len(line) <= _LONGEST else ""


def _stated_period(lines: list[str]) -> tuple[dt.date, dt.date] | None:
    for line in lines:
        found = period_in_text(line)
        if found is None:
            for part in re.split(r"[:|,;#]\s*", line):
                try:
                    found = period(part.strip()) if re.search(r"\d", part) else None
                except CellRefused:
                    continue
                if found is not None:
                    break
        if found is not None:
            return found.first, found.last
    return None


def stated_currency(lines: Sequence[str]) -> str | None:
    """The one currency that lines around a table name: "all amounts in USD", "Beträge in €".

    >>> stated_currency(["Werbeausgaben 2026 in EUR (netto)"]), stated_currency(["Wechselkurs EUR/CHF"])
    ('EUR', None)
    """
    named = {currency_code(word.strip("()[]:;,. ")) for line in lines for word in _CURRENCY.findall(line)}
    named.discard(None)
    return named.pop() if len(named) == 1 else None


def tidy_name(name: str) -> str:
    """A sheet's or file's name as a name for its rows: without dates, "(3)", "report" and underscores.

    >>> tidy_name("home_page_table"), tidy_name("Google Ads report 2026-03 (2)")
    ('home page', 'Google Ads')
    """
    text = _NOT_A_NAME.sub(" ", name.replace("_", " "))
    tidied = " ".join(text.split()).strip(" -–.,:()")
    return tidied or " ".join(name.replace("_", " ").split())


def name_of_rows(grid: Grid, file: str) -> str:
    """What the rows of a sheet are called where no column says it: by the sheet's name, else the file's.

    >>> name_of_rows(Grid("Tabelle1", []), "linkedin_report_2026.xlsx")
    'linkedin'
    """
    return tidy_name(sheet_name(grid, file))
