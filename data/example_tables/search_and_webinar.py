"""Winning a customer through search ads or a webinar: illustrative figures that nobody measured.

They are chosen so that the answer to "which channel is cheapest?" depends on what an hour is worth.
"""

from __future__ import annotations

from core.sheets.grid import Cell
from data.example_tables.page import Page
from data.example_tables.step import Percent, Step

_WIDTHS = {
    "Step": 38,
    "Minutes per run": 16,
    "Times per run": 14,
    "Pass rate": 12,
    "Cash per run": 14,
    "Performed by": 14,
    "Role": 14,
    "Funnel stage": 14,
    "Customer minutes": 17,
    "Waiting": 12,
    "Value to the customer": 20,
    "Note": 48,
}
_TITLE = (
    "Illustrative figures, not measured. “Inhaberin” is the owner, under the name she has in roles.xlsx.",
)
_SURE = Percent(1.0)


def _step(
    name: str,
    minutes: float,
    pass_rate: float,
    rate: Cell,
    stage: str,
    note: str = "",
    *,
    times: int = 1,
    cash: float = 0.0,
    written: str = "",
    by: str = "us",
    customer: int | None = None,
    waiting: str = "",
    value: str = "",
) -> Step:
    cells: dict[str, Cell] = {
        "Step": name,
        "Minutes per run": written or int(minutes),
        "Times per run": times if times > 1 else None,
        "Pass rate": rate,
        "Cash per run": cash or None,
        "Performed by": by,
        "Role": "Inhaberin" if by == "us" else None,
        "Funnel stage": stage,
        "Customer minutes": customer,
        "Waiting": waiting or None,
        "Value to the customer": value or None,
        "Note": note or None,
    }
    return Step(minutes, pass_rate, times, cash, cells)


SEARCH_STEPS = (
    _step(
        "Check bids and search terms",
        15,
        90,
        "90x",
        "Visitor",
        "every two weeks; about 90 clicks in that time",
    ),
    _step(
        "Click on the ad", 0, 0.6, Percent(0.6), "Visitor", "four in ten leave at once", cash=1.3, by="system"
    ),
    _step(
        "Read the landing page",
        0,
        0.08,
        Percent(0.08),
        "Enquiry",
        "eight in a hundred send the form",
        by="customer",
        customer=4,
        value="adds value",
    ),
    _step(
        "Read the enquiry", 2, 8 / 10, "8 of 10", "Offer", "the others look for something else", value="waste"
    ),
    _step(
        "Answer with three questions",
        5,
        4 / 5,
        "4 of 5",
        "Offer",
        customer=10,
        waiting="4 h",
        value="necessary",
    ),
    _step(
        "Reach them by phone",
        3,
        9 / 10,
        "9 of 10",
        "Offer",
        "two calls until somebody answers",
        times=2,
        customer=2,
        waiting="1 day",
        value="waste",
    ),
    _step(
        "Talk through the need", 20, 3 / 4, "3 of 4", "Offer", written="15+5", customer=20, value="adds value"
    ),
    _step("Look at their material", 10, 1, _SURE, "Customer", value="necessary"),
    _step(
        "Write the offer", 15, 1, _SURE, "Customer", "from a template", waiting="2 days", value="necessary"
    ),
    _step("Send the offer with a short video", 5, 1, _SURE, "Customer", customer=6, value="adds value"),
    _step(
        "Follow up",
        4,
        1 / 2,
        "1 of 2",
        "Customer",
        "twice; every second offer is accepted",
        times=2,
        customer=3,
        value="waste",
    ),
    _step("Get the offer signed", 5, 1, _SURE, "Customer", customer=5, waiting="1 day", value="necessary"),
)

WEBINAR_STEPS = (
    _step("Choose a topic and prepare it", 120, 1, _SURE, "Contact", written="2 h"),
    _step("Set up the page and the reminders", 30, 1, _SURE, "Contact"),
    _step("Invite", 45, 1, _SURE, "Contact", "a paid place in a newsletter", cash=90.0),
    _step("Rehearse", 20, 1, _SURE, "Contact"),
    _step(
        "Run the webinar",
        75,
        25,
        "25x",
        "Contact",
        "25 people take part",
        cash=35.0,
        written="1:15",
        customer=75,
        value="adds value",
    ),
    _step(
        "Send the recording and a question",
        2,
        3 / 10,
        "3 of 10",
        "Enquiry",
        "to each of them",
        customer=5,
        waiting="1 day",
        value="necessary",
    ),
    _step("Arrange a call", 5, 3 / 4, "3 of 4", "Offer", customer=5, waiting="1 day", value="waste"),
    _step("Call", 20, 2 / 3, "2 of 3", "Offer", customer=20, waiting="3 days", value="adds value"),
    _step(
        "Write the offer",
        20,
        1 / 2,
        "1 of 2",
        "Customer",
        "every second offer is signed",
        customer=15,
        waiting="4 days",
        value="necessary",
    ),
)

_RIGHT = frozenset(
    {"Minutes per run", "Times per run", "Pass rate", "Cash per run", "Customer minutes", "Waiting"}
)

SEARCH_ADS = Page(
    "Search ads",
    ("Search ads: from the click to the signed offer", *_TITLE),
    _WIDTHS,
    [step.cells for step in SEARCH_STEPS],
    number_formats={"Cash per run": "#,##0.00"},
    right=_RIGHT,
)

WEBINAR = Page(
    "Webinar",
    ("Webinar: from the topic to the signed offer", *_TITLE),
    _WIDTHS,
    [step.cells for step in WEBINAR_STEPS],
    number_formats={"Cash per run": "#,##0.00"},
    right=_RIGHT,
)
