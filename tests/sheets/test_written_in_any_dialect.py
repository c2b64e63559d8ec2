"""A table written out in any dialect, encoding, number and date format reads back as itself, or asks."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.sheets.checks.checked import CheckedTable
from core.sheets.intake import take_in
from core.sheets.tables.table import Corrections

Rows = list[tuple[str, dt.date, int]]
"""Customer, day, and an amount in cents."""


def german(cents: int) -> str:
    return f"{cents / 100:,.2f}".translate(str.maketrans(",.", ".,"))


NUMBERS: dict[str, Callable[[int], str]] = {
    "1234.50": lambda cents: f"{cents / 100:.2f}",
    "1,234.50": lambda cents: f"{cents / 100:,.2f}",
    "1.234,50": german,
    "1234,50": lambda cents: f"{cents / 100:.2f}".replace(".", ","),
    "1 234,50": lambda cents: f"{cents / 100:,.2f}".translate(str.maketrans(",.", "\u202f,")),
    "1'234.50": lambda cents: f"{cents / 100:,.2f}".replace(",", "'"),
    "€": lambda cents: german(cents) + " €",
    "EUR": lambda cents: "EUR " + german(cents),
    "whole": lambda cents: f"{round(cents / 100):,}".replace(",", "."),
    "three": lambda cents: f"{cents / 1000:.3f}",
}
DATES: dict[str, str] = {
    "iso": "%Y-%m-%d",
    "german": "%d.%m.%Y",
    "short": "%d.%m.%y",
    "british": "%d/%m/%Y",
    "american": "%m/%d/%Y",
    "dashes": "%d-%m-%Y",
    "with time": "%Y-%m-%dT00:00:00",
}
ORDERS = {"british": "dmy", "american": "mdy", "dashes": "dmy"}


@dataclass(frozen=True)
class Dialect:
    delimiter: str
    encoding: str
    line_end: str
    quoting: Any
    numbers: str
    dates: str
    title: bool
    blank_lines: int
    total: bool


dialects = st.builds(
    Dialect,
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    numbers=st.sampled_from(sorted(NUMBERS)),
    dates=st.sampled_from(sorted(DATES)),
    title=st.booleans(),
    blank_lines=st.integers(0, 2),
    total=st.booleans(),
)
customers = st.sampled_from(["Müller GmbH", "Café, Bar & Grill", 'Hotel "Zur Post"', "Ås Bygg\nAS", "A; B"])
days = st.dates(dt.date(2019, 1, 1), dt.date(2027, 12, 31))
amounts = st.integers(-5_000_00, 900_000_00)
tables = st.lists(st.tuples(customers, days, amounts), min_size=3, max_size=25)


def written(rows: Rows, dialect: Dialect) -> bytes:
    text = io.StringIO()
    # The writer quotes a line break inside a cell only where it could end a record.
    writer = csv.writer(text, delimiter=dialect.delimiter, lineterminator="\r\n", quoting=dialect.quoting)
    if dialect.title:
        writer.writerow(["Rechnungsliste der Werkstatt"])
    for _line in range(dialect.blank_lines):
        text.write("\r\n")
    writer.writerow(["Rechnungsnummer", "Kunde", "Rechnungsdatum", "Betrag netto"])
    for number, (customer, day, cents) in enumerate(rows):
        cell = NUMBERS[dialect.numbers](cents)
        writer.writerow([f"R-{number:04}", customer, day.strftime(DATES[dialect.dates]), cell])
    if dialect.total:
        writer.writerow(["Summe", "", "", NUMBERS[dialect.numbers](sum(cents for _, _, cents in rows))])
    narrow = "\u202f" if dialect.encoding != "cp1252" else "\u00a0"
    lines = text.getvalue().replace("\r\n", dialect.line_end)
    return lines.replace("\u202f", narrow).encode(dialect.encoding)


def true_amount(cents: int, dialect: Dialect) -> float:
    if dialect.numbers == "whole":
        return float(round(cents / 100))
    if dialect.numbers == "three":
        return float(f"{cents / 1000:.3f}")
    return cents / 100


def answered(data: bytes, dialect: Dialect) -> CheckedTable:
    """The table as it is read after the user answered what it asks, as the writer meant it."""
    intake = take_in("rechnungen.csv", data)
    (table,) = intake.tables
    if not table.questions:
        return table
    assert table.rows.empty, "a table that asks keeps nothing yet"
    true = {
        "order": ORDERS.get(dialect.dates, "dmy"),
        "decimal": "." if dialect.numbers in ("1234.50", "1,234.50", "1'234.50", "three") else ",",
    }
    said = Corrections(
        orders={one.column: true["order"] for one in table.questions if one.about == "order"},
        decimals={one.column: true["decimal"] for one in table.questions if one.about == "decimal"},
    )
    (table,) = take_in("rechnungen.csv", data, corrections={(table.sheet, 0): said}).tables
    assert not table.questions
    return table


@given(rows=tables, dialect=dialects)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_list_of_invoices_reads_back_as_itself_or_its_rows_wait(rows: Rows, dialect: Dialect) -> None:
    table = answered(written(rows, dialect), dialect)
    assert table.kind == "invoices"
    first = table.table.header_row + 2
    # A line break inside a cell does not begin a row; every row after the header is one invoice.
    for read in table.rows.to_dict("records"):
        customer, day, cents = rows[int(read["number"].removeprefix("R-"))]
        assert read["customer"] == " ".join(customer.split())
        assert read["date"].date() == day
        assert read["amount"] == pytest.approx(true_amount(cents, dialect), abs=1e-9)
        assert read["row"] >= first
    not_read = len(rows) - len(table.rows)
    assert not_read <= table.waiting, (not_read, table.waiting, table.ignored)
    assert len(table.rows) + table.waiting >= len(rows)


@given(rows=tables, dialect=dialects)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_of_the_rows_changes_no_sum(rows: Rows, dialect: Dialect) -> None:
    forward, backward = (answered(written(list(one), dialect), dialect) for one in (rows, rows[::-1]))
    assert forward.rows["amount"].sum() == pytest.approx(backward.rows["amount"].sum(), abs=1e-6)
