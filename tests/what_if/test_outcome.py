"""The worked example with something moved: 345 minutes and 575 € a customer, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from core.factory.links import links_of
from core.factory.weakest_link import weakest_link
from core.factory.wins import Happy
from core.funnel.rates import Rate
from core.funnel.stages import CONSUMPTION, DEFAULT_STAGES
from core.steps.channels import Spend
from core.what_if.changes import ALL, Change, HandedOver, LeftOut, Moved
from core.what_if.outcome import Outcome, outcome
from core.what_if.situation import Situation, changed, stale
from tests.factory.businesses import Shop, Step
from tests.what_if.situations import FILM, HOME, OFFER, TALK, WRITE, ads, delivery, events, situation


def after(here: Situation, *changes: Change) -> Outcome:
    return outcome(here, changes)


def test_without_changes_a_customer_costs_what_the_sheet_says() -> None:
    found = outcome(situation())
    assert found.cost_per_win == pytest.approx(575)
    assert found.minutes_per_win == pytest.approx(345)
    assert (found.wins_per_week, found.throughput) == (1.0, 1.0)
    assert found.hours_per_week == pytest.approx(5.75)
    # 40 hours of which four fifths can be booked.
    assert found.ceiling == pytest.approx(40 * 60 * 0.8 / 345)
    assert found.utilisation == pytest.approx(345 / 1920)


def test_an_offer_that_three_of_four_sign_makes_a_customer_a_third_cheaper_and_wins_half_as_many_again() -> (
    None
):
    found = after(situation(), Moved("pass_rate", OFFER, 0.75))
    assert found.cost_per_win == pytest.approx(575 * 2 / 3)
    assert found.minutes_per_win == pytest.approx(230)
    assert found.wins_per_week == pytest.approx(1.5)
    # As many events as before, so the hours stay.
    assert found.hours_per_week == pytest.approx(5.75)
    assert found.ceiling == pytest.approx(1920 / 230)
    assert found.channels[0].starts_per_week == pytest.approx(1.0)


def test_of_those_lost_everywhere_one_in_ten_kept() -> None:
    found = after(situation(), Moved("pass_rate", ALL, 0.1, "kept"))
    # 0.4 becomes 0.46, 0.75 0.775, two thirds 0.7, a half 0.55; ten contacts stay ten.
    wins = 10 * 0.46 * 0.775 * 0.7 * 0.55
    assert found.wins_per_week == pytest.approx(wins)
    offers, calls = 1 / 0.55, 1 / 0.55 / 0.7
    minutes = 195 / wins + 3 / (0.55 * 0.7 * 0.775 * 0.46) + 5 * calls / 0.775 + 20 * calls + 20 * offers
    assert found.minutes_per_win == pytest.approx(minutes)


def test_twice_as_many_events_win_twice_as_many_at_the_same_cost() -> None:
    found = after(situation(), Moved("leads", "Events", 2.0))
    assert (found.wins_per_week, found.cost_per_win) == (pytest.approx(2.0), pytest.approx(575))
    assert found.hours_per_week == pytest.approx(11.5)


def test_more_than_the_hours_allow_is_not_won() -> None:
    found = after(situation(), Moved("leads", "Events", 8.0))
    assert found.wins_per_week == found.ceiling == pytest.approx(1920 / 345)
    assert found.held_back
    assert found.constraint == "capacity|owner"


def test_a_tenth_faster_everywhere_saves_a_tenth() -> None:
    found = after(situation(), Moved("minutes", ALL, 0.9, "times"))
    assert (found.minutes_per_win, found.cost_per_win) == (pytest.approx(310.5), pytest.approx(517.5))


def test_what_is_said_of_one_step_takes_the_place_of_what_is_said_of_all() -> None:
    found = after(situation(), Moved("minutes", ALL, 0.5, "times"), Moved("minutes", TALK, 100.0))
    assert found.minutes_per_win == pytest.approx((345 - 120) / 2 + 100)


def test_the_value_of_an_hour_moves_the_cost_and_nothing_else() -> None:
    found = after(situation(), Moved("hourly_rate", "", 0.0))
    assert (found.cost_per_win, found.minutes_per_win) == (pytest.approx(0.0), pytest.approx(345))


def test_a_role_gets_a_rate_of_its_own() -> None:
    here = situation(events(), delivery(), prices={"Events": 1000.0})
    found = after(here, Moved("hourly_rate", "Editor", 40.0))
    assert found.cost_per_win == pytest.approx(575)
    assert found.order is not None
    assert found.order.delivery_cost == pytest.approx(4 * 40 + 30)


def test_a_price_is_what_a_margin_and_an_hour_hang_on() -> None:
    here = situation(events(), delivery())
    assert (outcome(here).margin, outcome(here).hour_earns) == (None, None)
    found = after(here, Moved("price", "Events", 1200.0))
    assert found.margin == pytest.approx(1200 - 575 - 430)
    assert found.hour_earns == pytest.approx((1200 - 30) * 60 / (345 + 240))


def test_a_partner_takes_over_a_step_for_a_fee() -> None:
    handed = HandedOver(TALK, "partner", share=0.5, minutes_left=20, cost_per_run=60, set_up=500)
    found = after(situation(), handed)
    # Half of the talks still take 120 minutes, of the others 20 are left.
    assert found.minutes_per_win == pytest.approx(345 - 50)
    assert found.cost_per_win == pytest.approx(575 - 50 * 100 / 60 + 30)
    assert found.set_up == 500


def test_a_step_that_is_left_out_loses_nobody_and_takes_nothing() -> None:
    found = after(situation(), LeftOut(OFFER))
    # All before it is done half as often, and the two offers of 20 minutes are gone.
    assert found.minutes_per_win == pytest.approx((345 - 40) / 2)
    assert found.wins_per_week == pytest.approx(2.0)


def test_without_the_way_home_the_ten_contacts_are_still_there() -> None:
    found = after(situation(), LeftOut(HOME))
    assert (found.minutes_per_win, found.wins_per_week) == (pytest.approx(320), pytest.approx(1.0))


def test_nobody_signs_so_no_customer_comes_out() -> None:
    found = after(situation(), Moved("pass_rate", OFFER, 0.0))
    assert (found.cost_per_win, found.minutes_per_win) == (None, None)
    assert (found.wins_per_week, found.throughput) == (0.0, 0.0)
    assert found.channels[0].blocked_by == "offer"
    assert found.constraint is not None
    assert found.constraint.startswith("not_running")


def test_the_spend_of_a_customer_falls_with_a_better_rate_and_stays_with_more_starts() -> None:
    here = situation(spends={"Events": Spend(400.0, 4.0)})
    assert outcome(here).cost_per_win == pytest.approx(675)
    assert after(here, Moved("pass_rate", OFFER, 0.75)).cost_per_win == pytest.approx(450)
    assert after(here, Moved("leads", "Events", 3.0)).cost_per_win == pytest.approx(675)
    assert after(here, Moved("spend", "Events", 200.0)).cost_per_win == pytest.approx(625)


def test_where_the_hours_are_full_more_starts_cost_more_and_win_nobody_more() -> None:
    # 5.75 of 7.1875 hours can be booked: one customer a week and no more.
    here = situation(spends={"Events": Spend(900.0, 4.0)}, hours={"Owner": 7.1875})
    assert outcome(here).cost_per_win == pytest.approx(575 + 225)
    found = after(here, Moved("leads", "Events", 10.0))
    assert found.held_back
    assert found.wins_per_week == pytest.approx(1)
    # Ten times the spend for the same four.
    assert found.cost_per_win == pytest.approx(575 + 2_250)


def test_where_nobody_was_won_what_would_be_won_is_the_throughput() -> None:
    here = situation(wins={"Events": 0.0}, counted_per_week=0.0)
    assert outcome(here).throughput == 0
    assert after(here, Moved("leads", "Events", 2.0)).throughput == pytest.approx(2)


def test_hours_that_no_customer_takes_set_no_limit() -> None:
    here = situation()
    assert not outcome(here).is_unlimited
    # Without hours, or where nobody comes through, nothing is known of a limit.
    assert not outcome(situation(hours={})).is_unlimited
    out = tuple(HandedOver(step, "partner") for step in here.layout.place_of)
    found = outcome(here, out)
    assert (found.is_unlimited, found.ceiling) == (True, None)
    assert not outcome(here, (*out, Moved("pass_rate", OFFER, 0.0))).is_unlimited


def test_the_mix_moves_customers_between_the_channels() -> None:
    here = situation(events(), ads(), wins={"Events": 39.0, "Ads": 13.0})
    # 610 minutes a customer of the ads at 100 an hour; three of four come from events.
    assert outcome(here).cost_per_win == pytest.approx((3 * 575 + 610 * 100 / 60) / 4)
    found = after(here, Moved("mix", "Ads", 0.5))
    assert found.cost_per_win == pytest.approx((575 + 610 * 100 / 60) / 2)
    assert found.wins_per_week == pytest.approx(2.0)
    assert after(here, Moved("mix", "Ads", 1.0)).cost_per_win == pytest.approx(610 * 100 / 60)


def test_a_channel_of_which_nobody_counts_customers_can_be_given_starts() -> None:
    here = situation(events(), ads())
    assert outcome(here).channels[1].wins_per_week is None
    found = after(here, Moved("leads", "Ads", 1.0))
    assert found.channels[1].wins_per_week == pytest.approx(1.0)
    assert found.wins_per_week == pytest.approx(2.0)
    assert changed(here, (Moved("leads", "Ads", 1.0),)).wins["Ads"].source == "typed"


def test_more_happy_customers_are_more_throughput() -> None:
    rate = Rate.counted(13, 26)
    assert rate is not None
    stage = next(one for one in DEFAULT_STAGES if one.key == CONSUMPTION)
    here = situation(happy=Happy(stage, rate))
    assert outcome(here).throughput == pytest.approx(0.5)
    found = after(here, Moved("happy", "", 0.75))
    assert (found.throughput, found.wins_per_week) == (pytest.approx(0.75), 1.0)


def test_the_throughput_that_was_counted_week_by_week_grows_as_the_wins_do() -> None:
    here = situation(counted_per_week=0.8)
    assert outcome(here).throughput == 0.8
    assert after(here, Moved("pass_rate", OFFER, 0.75)).throughput == pytest.approx(1.2)


class TestAFullRole:
    """With 7 hours a week 336 minutes can be booked, and one customer takes 345."""

    here = situation(hours={"Owner": 7.0})

    def test_as_things_are_it_was_counted_that_it_can_be_done(self) -> None:
        found = outcome(self.here)
        assert (found.wins_per_week, found.constraint) == (1.0, "capacity|owner")
        assert found.utilisation == pytest.approx(345 / 336)

    def test_relieving_it_lets_more_through_at_the_same_strain(self) -> None:
        found = after(self.here, HandedOver(TALK, "partner"))
        assert found.wins_per_week == pytest.approx(345 / 225)
        assert found.utilisation == pytest.approx(345 / 336)

    def test_more_hours_let_more_through(self) -> None:
        assert after(self.here, Moved("hours", "Owner", 10.0)).wins_per_week == pytest.approx(10 / 7)

    def test_more_starts_bring_nobody_more(self) -> None:
        found = after(self.here, Moved("leads", "Events", 5.0))
        assert found.wins_per_week == pytest.approx(1.0)

    def test_at_most_twice_as_many_are_thought_to_come(self) -> None:
        found = after(self.here, Moved("minutes", ALL, 0.4, "times"))
        assert found.wins_per_week == pytest.approx(2.0)
        assert found.utilisation == pytest.approx(2 * 138 / 336)
        # Of those who are written to four in ten answer; seven would be most that can be gained.
        assert found.constraint == f"flow|{WRITE}"


@pytest.mark.parametrize("hours", [8.0, 40.0])
@pytest.mark.parametrize("kind", ["rate", "minutes", "role"])
def test_moving_one_link_alone_brings_what_the_weakest_link_page_says(hours: float, kind: str) -> None:
    here = situation(events(), delivery(120, "Owner"), hours={"Owner": hours})
    told = [link for link in links_of(here.business, how_sure=False).ranked if link.kind == kind]
    assert told
    for link in told:
        change: dict[str, Any] = {
            "rate": Moved("pass_rate", link.step_id, link.then),
            "minutes": Moved("minutes", link.step_id, link.then),
            "role": HandedOver(link.step_id, "partner"),
        }
        assert after(here, change[kind]).throughput == pytest.approx(link.throughput)


def test_what_the_funnel_counted_of_a_step_moves_with_it() -> None:
    shop = Shop({"Events": [Step("write", 3, 40, 100), Step("offer", 30, 20, 40)]}, {"Events": 26})
    here = Situation(shop.business(), {})
    found = changed(here, (Moved("pass_rate", "Events|acquire|offer|1", 0.75),))
    step = found.economics.chains[0].steps.set_index("step").loc["offer"]
    assert (step["pass_rate_succeeded"], step["pass_rate_tried"]) == (30, 40)
    assert found.wins["Events"].wins == pytest.approx(39)


def test_the_verdict_is_that_of_the_changed_business() -> None:
    here = situation(events(), delivery(), hours={"Owner": 40, "Editor": 30})
    changes = (Moved("leads", "Events", 5.5),)
    verdict = weakest_link(changed(here, changes))
    found = outcome(here, changes)
    assert found.constraint == verdict.key
    assert found.verdict is not None
    assert found.verdict.confidence is None


def test_what_is_gone_is_said_and_changes_nothing() -> None:
    here = situation()
    gone = (
        Moved("minutes", "Events|acquire|fax|1", 5.0),
        LeftOut("Events|acquire|telex|1"),
        Moved("price", "Fairs", 900.0),
        Moved("hours", "Cutter", 10.0),
        Moved("happy", "", 0.9),
    )
    assert [one.sentence for one in stale(here, gone)] == [
        "“fax” is in no sheet any more, so this changes nothing.",
        "“telex” is in no sheet any more, so this changes nothing.",
        "There is no channel “Fairs” any more, so this changes nothing.",
        "There is no role “Cutter” any more, so this changes nothing.",
        "Nobody counts who becomes happy, so this changes nothing.",
    ]
    assert after(here, *gone).cost_per_win == pytest.approx(575)
    assert stale(here, (Moved("minutes", ALL, 0.9, "times"), Moved("hours", "owner", 5.0))) == ()


def test_a_business_of_which_nothing_is_known_has_no_answers() -> None:
    here = situation(events().iloc[:0], wins={}, hours={})
    found = after(here, Moved("minutes", ALL, 0.9, "times"))
    assert (found.cost_per_win, found.throughput, found.ceiling, found.hours_per_week) == (None,) * 4
    assert (found.roles, found.channels, found.margin) == ((), (), None)


def test_a_step_after_the_win_can_be_handed_to_the_customer() -> None:
    here = situation(events(), delivery(), prices={"Events": 1200.0})
    found = after(here, HandedOver(FILM, "customer", share=0.5, minutes_left=40))
    assert found.order is not None
    assert found.order.delivery_minutes == pytest.approx(120 + 20)


def test_without_hours_nobody_is_won_and_nothing_is_endless() -> None:
    found = after(situation(), Moved("hours", "Owner", 0.0))
    assert found.wins_per_week == pytest.approx(0.0, abs=1e-6)
    assert (found.ceiling, found.utilisation) == (0.0, None)
