"""The brief tells the customer's side: what one of every channel gives, and null where nobody noted it."""

from __future__ import annotations

import json

import pytest

from core.brief.customer import customer_side
from tests.customer.ways import NAN, ads_steps, business, delivered


def test_every_channel_is_told_with_its_delivery() -> None:
    (told,) = customer_side(business(ads_steps(), delivered()))
    assert told["channel"] == "Ads"
    assert told["minutes"] == pytest.approx(35 + 120 + 15)
    assert told["waiting_minutes"] == pytest.approx(135 + 1440)
    assert told["minutes_of_all_contacted"] == pytest.approx(85 + 135)
    assert told["value_share"]["at_least"] <= told["value_share"]["at_most"]
    assert told["sentence"].startswith("A customer from Ads gives you 2 h 50 min and waits 1.1 days")
    assert (told["steps"], told["steps_with_minutes"]) == (6, 5)


def test_what_nobody_noted_is_null_and_not_0() -> None:
    blank = {name: [NAN] * 4 for name in ("customer_minutes", "waiting")}
    (told,) = customer_side(business(ads_steps(**blank, customer_value=[None] * 4, performed_by=[None] * 4)))
    for name in ("minutes", "waiting_minutes", "contacts", "lead_time_minutes", "value_share"):
        assert told[name] is None, name
    assert "NaN" not in json.dumps(told)
