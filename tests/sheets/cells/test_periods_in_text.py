import datetime as dt

import pytest

from core.sheets.cells.periods import Period, period_in_text

QUARTER = Period(dt.date(2026, 1, 1), dt.date(2026, 3, 31))


@pytest.mark.parametrize(
    "line",
    [
        "Report period: 1 January 2026 - 31 March 2026", "Zeitraum: 01.01.2026 bis 31.03.2026",
        "January 1, 2026 - March 31, 2026", "Campaign report, Jan 1 - Mar 31, 2026 (all)",
        "Period 2026-01-01 - 2026-03-31", "Zeitraum 01.01.2026–31.03.2026",
        "Custom range,2026-01-01 to 2026-03-31",
        "Periode: 1. januar 2026 til 31. mars 2026", "Januar - März 2026",
        "Zeitraum: 1.1. - 31.3.2026 | Alle",
        "Report from 1/1/2026 - 3/31/2026", "Zeitraum: 01.01.2026 - 31.03.2026; gedruckt am 02.04.2026",
        "01.01.2026 - 31.03.2026 / 01.01.2026 - 31.03.2026",
    ],
)  # fmt: skip
def test_the_period_stated_above_a_table_is_found(line):
    assert period_in_text(line) == QUARTER


def test_days_of_one_month_are_found_inside_a_line():
    january = Period(dt.date(2026, 1, 1), dt.date(2026, 1, 31))
    assert period_in_text("Projekt A, 1.-31. Januar 2026") == january
    assert period_in_text("Ads, January 1-31, 2026") == january


@pytest.mark.parametrize(
    "line",
    [
        "", "Campaign report", "Stand 31.12.2026", "Rooms 1-31", "Invoice 3 - 31.03.2026",
        "1/2/2026 - 3/4/2026",
        "Report 1 Jan 2026 14:00 - 31 Jan 2026 15:00", "01.01.2026-31.01.2026 against 01.01.2025-31.01.2025",
        "31.01.2026 - 01.01.2026", "01.01.2026 - 31.02.2026", "Jan - Mar", "Version 1.2.3 - 1.2.4", "2025-26",
        "Phone +49 30 123-456-78", "x" * 10_000, "1.1.2026 - 5", "Januar 2026",
    ],
    ids=lambda line: line[:40],
)  # fmt: skip
def test_no_period_is_made_of_a_line_that_states_none_for_sure(line):
    assert period_in_text(line) is None
