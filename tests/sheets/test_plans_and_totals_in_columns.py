"""Plans, earlier years, running sums and totals that stand in columns of their own are not read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sheets.tables.heading_periods import period_key
from core.sheets.tables.turn_of_year import turned
from core.sheets.tables.versions import version_of_name
from tests.sheets.small_grids import names, tables

MONTHS = ["Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"]


def keys(*rows: list[object], name: str = "Tabelle1") -> list[str]:
    """The keys of the columns of figures."""
    (table,) = tables(*rows, name=name)  # type: ignore[arg-type]
    return [use.key for use in table.columns if use.name in ("count", "amount")]


def test_quarters_and_the_year_between_the_months_are_no_periods_of_their_own() -> None:
    found = keys(
        ["Trinn", "Jan", "Feb", "Mar", "Q1", "2025"],
        ["Leads", 1, 2, 3, 6, 6],
        ["Salg", 1, 1, 1, 3, 3],
        name="2025",
    )
    assert [key[:7] for key in found] == ["2025-01", "2025-02", "2025-03"]


def test_quarters_alone_are_periods() -> None:
    found = keys(["Stufe", "Q1 2026", "Q2 2026"], ["Leads", 1, 2], ["Angebote", 1, 1])
    assert [key[:7] for key in found] == ["2026-01", "2026-04"]


@pytest.mark.parametrize(
    ("planned", "actual"), [("Soll", "Ist"), ("Budget", "Actual"), ("Plan", "Ist"), ("Mål", "Faktisk")]
)
def test_of_plan_and_actual_in_two_rows_of_headings_only_the_actual_is_read(
    planned: str, actual: str
) -> None:
    (table,) = tables(
        [None, "Jan 2026", None, "Feb 2026", None],
        ["Stufe", planned, actual, planned, actual],
        ["Leads", 40, 31, 40, 44],
        ["Angebote", 10, 8, 10, 11],
    )
    assert [use.index for use in table.columns if use.name == "count"] == [2, 4]


def test_of_plan_and_actual_beside_a_stage_only_the_actual_is_read() -> None:
    (table,) = tables(
        ["Monat", "Leads Plan", "Leads Ist", "Kunden Vorjahr", "Kunden"], ["Jan 2026", 20, 12, 4, 2]
    )
    assert names(table) == {"period": "Monat", "count:Leads": "Leads Ist", "count:Kunden": "Kunden"}
    assert "plan" in str(table.columns[1].reason)


def test_a_channel_over_its_stages_is_kept() -> None:
    (table,) = tables(
        [None, "Website", None, "Messe", None],
        ["Monat", "Leads", "Kunden", "Leads", "Kunden"],
        ["Jan 2026", 12, 2, 5, 1],
        ["Feb 2026", 15, 3, 0, 0],
    )
    assert [(use.over, use.key) for use in table.columns[1:]] == [
        ("Website", "Leads"),
        ("Website", "Kunden"),
        ("Messe", "Leads"),
        ("Messe", "Kunden"),
    ]


def test_months_over_the_turn_of_a_year_need_two_years_in_the_title() -> None:
    rows: list[list[object]] = [["Stufe", "Nov", "Dez", "Jan"], ["Leads", 1, 2, 3], ["Angebote", 1, 1, 1]]
    assert [key[:4] for key in keys(["Leads 2025/26"], *rows)] == ["2025", "2025", "2026"]
    assert all(key.startswith("--") for key in keys(["Leads 2025"], *rows))


def test_a_table_under_a_plan_is_not_read_beside_one_under_actual() -> None:
    block: list[list[object]] = [["Kanal", "Jan 2026", "Feb 2026"], ["Google", 500, 500], ["Flyer", 90, 100]]
    (table,) = tables(["Plan Werbung 2026"], *block, [None], ["Ist Werbung 2026"], *block)  # type: ignore[arg-type]
    assert table.title == "Ist Werbung 2026"


@given(st.integers(0, 11), st.integers(2, 12))
def test_months_in_their_order_turn_the_year_only_where_december_is_passed(first: int, count: int) -> None:
    run = [MONTHS[(first + n) % 12] for n in range(count)]
    second = turned([period_key(month) for month in run])
    passed = [month for n, month in enumerate(run) if first + n >= 12]
    assert second == frozenset(period_key(month) for month in passed)


@given(
    st.sampled_from(["Leads", "Angebote", "Google Ads", "Erstgespräche"]),
    st.sampled_from(["Soll", "Plan", "Budget"]),
)
def test_a_plan_is_told_wherever_the_word_stands(name: str, word: str) -> None:
    assert version_of_name(f"{name} {word}") == version_of_name(f"{name} ({word})") == (name, "planned")
    assert version_of_name(f"{word} {name}") == (name, "planned")
    assert version_of_name(name) == (name, "")
