"""A decision begins with the customer."""

import datetime as dt
from dataclasses import replace

import pytest

from core.customer.decisions import Decision, checked
from core.errors import StepwiseError

BOOKING = Decision("", dt.date(2026, 4, 3), "Customers book online", "no waiting", "20 min a call", both=True)


def test_needless_spaces_are_left_out() -> None:
    spaced = replace(BOOKING, what="  Customers  book online ", customer_gains=" no  waiting")
    assert checked(spaced) == BOOKING


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"customer_gains": " "}, "Begin with the customer"),
        ({"customer_gains": "", "what": ""}, "Begin with the customer"),
        ({"what": ""}, "what is to be decided"),
        ({"decided": "perhaps"}, "yes, no or later"),
    ],
)
def test_what_says_nothing_of_the_customer_is_no_decision_yet(said: dict[str, object], answer: str) -> None:
    with pytest.raises(StepwiseError, match=answer):
        checked(replace(BOOKING, **said))  # type: ignore[arg-type]
