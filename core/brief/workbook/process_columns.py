"""The columns of a process sheet: where each stands, its header and how its figures look."""

from __future__ import annotations

from core.brief.workbook.number_formats import COUNT, MINUTES, RATE, money_format
from core.language import _

(STEP, ROLE, MINUTES_A_RUN, TIMES, PASS_RATE, GIVEN_RUNS, CASH_A_RUN, OURS) = INPUTS = range(8)
"""What the sheets say."""
(HOURLY, REACHED, RUNS, MINUTES_OUT, LABOUR, CASH, COST) = COMPUTED = range(8, 15)
"""What follows from it."""
(EVIDENCE, SOURCE) = ORIGIN = range(15, 17)
"""Where it comes from."""

WIDTHS = (27, 12, 10, 10, 9, 13, 10, 9, 10, 9, 13, 12, 12, 12, 13, 34, 40)
AT_THE_RIGHT = (*range(MINUTES_A_RUN, OURS + 1), *COMPUTED)
"""The columns whose cells, and so their headers, stand at the right."""


def headers(*, one_win: bool) -> list[str]:
    """The header of each column; figures are for one win, or for one order."""
    if one_win:
        computed = [
            _("Runs per win"),
            _("Minutes per win"),
            _("Labour per win"),
            _("Cash per win"),
            _("Cost per win"),
        ]
        given = _("Runs per win, given")
    else:
        computed = [
            _("Runs per order"),
            _("Minutes per order"),
            _("Labour per order"),
            _("Cash per order"),
            _("Cost per order"),
        ]
        given = _("Runs per order, given")
    return [
        _("Step"),
        _("Role"),
        _("Minutes per run"),
        _("Times per run"),
        _("Pass rate"),
        given,
        _("Cash per run"),
        _("Our time?"),
        _("Rate an hour"),
        _("Pass rate used"),
        *computed,
        _("Evidence"),
        _("Source"),
    ]


def number_formats(currency: str) -> dict[int, str]:
    """How the figures of each column look."""
    money = money_format(currency)
    return {
        MINUTES_A_RUN: COUNT,
        TIMES: COUNT,
        PASS_RATE: RATE,
        GIVEN_RUNS: COUNT,
        CASH_A_RUN: money,
        HOURLY: money,
        REACHED: RATE,
        RUNS: "0.00",
        MINUTES_OUT: MINUTES,
        LABOUR: money,
        CASH: money,
        COST: money,
    }
