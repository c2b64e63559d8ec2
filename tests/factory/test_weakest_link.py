"""The verdict: businesses of which it is known by construction what holds them back, and the smallest."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from core.factory.business import business_of
from core.factory.findings import (
    confidence_says,
    constraint,
    evidence,
    lowest_says,
    runner_up_says,
    verdict_says,
)
from core.factory.known import known_share
from core.factory.next_move import next_move, to_add, watch
from core.factory.weakest_link import Verdict, weakest_link
from core.factory.wins import WinsPerWeek
from core.funnel.funnel import funnel_of
from core.funnel.stages import DEFAULT_STAGES
from core.steps.economics import economics
from tests.factory.businesses import NO_ROLES, Shop, Step
from tests.funnel.reaches import funnel_reach
from tests.steps.processes import process

EVENTS = [Step("write", 3, 40, 100), Step("call", 20, 45, 60), Step("offer", 20, 20, 60)]
RUNNING = Shop({"Events": EVENTS}, {"Events": 26}, hours={"Owner": 30})
"""One customer a week; of the offers two thirds are lost, so those at the offer gain most."""


def everything_said(verdict: Verdict) -> str:
    parts = [
        *(verdict_says(verdict), constraint(verdict), *evidence(verdict), lowest_says(verdict)),
        *(runner_up_says(verdict), confidence_says(verdict), next_move(verdict, "EUR"), watch(verdict)),
        *to_add(verdict.business),
    ]
    return "\n".join(part for part in parts if part)


def assert_fit_for_a_page(verdict: Verdict) -> None:
    said = everything_said(verdict)
    assert re.findall(r"\bnan\b|\binf\b|\bNone\b(?! of)|[{}]", said) == []
    assert said.count("\n") >= 3


def test_flying_blind_where_everything_is_guessed_names_what_to_measure_first() -> None:
    guessed = [Step(step.name, step.minutes, step.k, step.n, guessed=True) for step in EVENTS]
    verdict = weakest_link(Shop({"Events": guessed}, {"Events": 26}).business())
    # The offer is the last step: all the work before it hangs on its rate.
    assert (verdict.kind, verdict.channel, verdict.step) == ("flying_blind", "Events", "offer")
    assert verdict.known == 0
    assert (verdict.gain_per_week, verdict.confidence) == (None, None)
    assert verdict_says(verdict) == (
        "Too little is counted or measured to tell what holds you back: 100% of what a customer costs rests "
        "on guesses. Measure “offer” (Events) first."
    )
    assert next_move(verdict, "EUR").startswith("Count how many of the next 25 runs of “offer” go on")
    assert_fit_for_a_page(verdict)


def test_not_running_names_the_first_empty_stage() -> None:
    people = funnel_reach(("suspect", 80), ("lead", 12), ("prospect", 0), ("customer", 0))
    shop = Shop({"Ads": EVENTS}, {"Ads": 0})
    verdict = weakest_link(shop.business(funnel=funnel_of(DEFAULT_STAGES, {"counts": people})))
    assert (verdict.kind, verdict.step_id) == ("not_running", "prospect")
    assert verdict_says(verdict) == (
        "No customer was won in 26 weeks: the first stage that nobody gets to is “Prospect”."
    )
    assert next_move(verdict, "EUR") == (
        "Lead one from “Lead” to “Prospect” yourself, and note what stops the others."
    )
    assert watch(verdict) == "You will know once somebody gets to “Prospect”."
    assert_fit_for_a_page(verdict)


def test_not_repeatable_as_long_as_fewer_than_five_were_won() -> None:
    verdict = weakest_link(Shop({"Events": EVENTS, "Ads": EVENTS}, {"Events": 3, "Ads": 1}).business())
    assert (verdict.kind, verdict.channel) == ("not_repeatable", "Events")
    assert verdict_says(verdict) == "4 customers were won so far: too few to know that it can be done again."
    assert next_move(verdict, "EUR") == (
        "Win the next 10 the same way: Events brought most. Note of each where they came from."
    )
    assert_fit_for_a_page(verdict)


def test_not_repeatable_where_nobody_knows_where_most_came_from() -> None:
    verdict = weakest_link(Shop({"Events": EVENTS}, {"Events": 4, "": 9}).business())
    assert verdict.kind == "not_repeatable"
    assert verdict_says(verdict) == (
        "Of 9 of 13 customers nobody knows where they came from, so nobody can get more of them."
    )
    assert "Ask each of the next 10" in next_move(verdict, "EUR")
    assert_fit_for_a_page(verdict)


def test_capacity_names_the_drum_and_the_step_that_takes_most_of_its_minutes() -> None:
    # A film a week takes 60 + 420 minutes of an editor who can book 9.6 h: ρ = 0.83 + 0.04 of showing it.
    delivery = [
        Step("sort", 60, role="Editor"),
        Step("cut", 420, role="Editor"),
        Step("show", 24, role="Editor"),
    ]
    shop = Shop({"Events": EVENTS}, {"Events": 26}, delivery=delivery, hours={"Editor": 12, "Owner": 40})
    verdict = weakest_link(shop.business())
    assert (verdict.kind, verdict.step, verdict.channel) == ("capacity", "cut", "Work")
    assert verdict.role is not None
    assert (verdict.role.role, verdict.role.utilisation) == ("Editor", pytest.approx(504 / 576))
    assert verdict.move is not None
    assert (verdict.move.kind, verdict.move.step) == ("role", "cut")
    assert verdict.gain_per_week == pytest.approx(
        1.0
    )  # room for six times as many, of whom twice are believed
    assert verdict_says(verdict) == (
        "Editor holds you back: 88% of the hours that can be booked are taken, most of them by “cut” (Work)."
    )
    assert lowest_says(verdict) == (
        "The lowest conversion is “offer” (Events) with 33%. It is not the constraint: as long as Editor is "
        "full, whoever gets through there only waits."
    )
    assert_fit_for_a_page(verdict)


def test_at_85_percent_a_role_is_full_and_just_below_it_is_not() -> None:
    def kind(minutes: float) -> str:
        shop = Shop(
            {"Events": EVENTS},
            {"Events": 26},
            delivery=[Step("cut", minutes, role="Editor")],
            hours={"Editor": 10},
        )
        return weakest_link(shop.business()).kind

    assert (kind(408), kind(407)) == ("capacity", "flow")  # 0.85 · 480 minutes


def test_hours_that_go_into_the_customers_one_has_count_too() -> None:
    shop = Shop(
        {"Events": EVENTS},
        {"Events": 26},
        delivery=[Step("cut", 60, role="Editor")],
        hours={"Editor": 10},
        upkeep={"Editor": 400},
    )
    verdict = weakest_link(shop.business())
    assert (verdict.kind, verdict.step) == ("capacity", "cut")
    assert_fit_for_a_page(verdict)


def test_where_two_roles_are_equally_full_relieving_one_alone_brings_nothing_and_that_is_said() -> None:
    work = [Step("film", 450, role="Camera"), Step("cut", 450, role="Editor")]
    shop = Shop({"Events": EVENTS}, {"Events": 26}, delivery=work, hours={"Camera": 10, "Editor": 10})
    verdict = weakest_link(shop.business())
    assert (verdict.kind, verdict.gain_per_week) == ("capacity", 0)
    assert "it is just as full, so one alone brings nothing" in next_move(verdict, "EUR")
    assert_fit_for_a_page(verdict)


def test_flow_names_the_step_whose_move_lifts_the_throughput_most() -> None:
    verdict = weakest_link(RUNNING.business())
    assert (verdict.kind, verdict.step, verdict.channel) == ("flow", "offer", "Events")
    assert verdict.gain_per_week == pytest.approx(1.0)  # a third becomes two thirds
    assert verdict.confidence is not None
    assert verdict.confidence > 0.5
    assert verdict.runner_up is not None
    assert verdict.runner_up.step == "write"
    assert verdict_says(verdict).endswith(
        "holds you back: 20 of 60 get through. With 67% there would be 1 more customer a week."
    )
    assert verdict.lowest is None
    assert lowest_says(verdict) is None
    assert_fit_for_a_page(verdict)


def test_the_lowest_conversion_is_shown_and_why_it_is_not_the_constraint() -> None:
    ads = [Step("click", 0, 20, 1000), Step("answer", 5, 20, 40)]
    shop = Shop({"Events": EVENTS, "Ads": ads}, {"Events": 40, "Ads": 4})
    verdict = weakest_link(shop.business())
    assert (verdict.channel, verdict.step) == ("Events", "offer")
    assert lowest_says(verdict) == (
        "The lowest conversion is “click” (Ads) with 2%. It is not the constraint: 4 of 44 customers come "
        "that way, so moving it would bring 8 more customers a year; “offer” (Events) brings 1.5 more "
        "customers a week."
    )


def test_of_two_that_bring_as_much_the_one_with_more_work_behind_it_is_named() -> None:
    steps = [Step("write", 3, 10, 100), Step("call", 20, 20, 100), Step("offer", 20, 30, 100)]
    verdict = weakest_link(Shop({"Events": steps}, {"Events": 26}).business())
    assert verdict.step == "offer"
    assert "“offer” (Events) brings as much, and has more of the work behind it" in (
        lowest_says(verdict) or ""
    )


def test_few_cases_make_an_unsure_verdict_and_many_a_sure_one() -> None:
    few = [Step("write", 3, 4, 10), Step("call", 20, 3, 6), Step("offer", 20, 2, 6)]
    many = [Step("write", 3, 400, 1000), Step("call", 20, 450, 600), Step("offer", 20, 200, 800)]
    unsure = weakest_link(Shop({"Events": few}, {"Events": 6}).business())
    sure = weakest_link(Shop({"Events": many}, {"Events": 60}).business())
    assert (unsure.step, sure.step) == ("offer", "offer")
    assert unsure.confidence is not None
    assert sure.confidence is not None
    assert unsure.confidence < 0.6 < 0.95 < sure.confidence
    assert "seems to hold you back" in verdict_says(unsure)
    assert "holds you back" in verdict_says(sure)
    assert confidence_says(sure).startswith("How sure: quite sure")


def test_where_nobody_is_lost_only_more_starts_bring_more() -> None:
    sure = [Step("ask", 10), Step("sign", 5)]
    business = Shop({"Friends": sure}, {"Friends": 10}).business()
    assert weakest_link(business).kind == "flying_blind"  # all minutes are guessed
    measured = business.economics.steps.assign(minutes_evidence="measured")
    again = business_of(economics(measured, NO_ROLES, 60), business.wins, {})
    verdict = weakest_link(again)
    assert (verdict.kind, verdict.step, verdict.gain_per_week) == ("flow", "ask", None)
    assert "only more starts bring more customers" in verdict_says(verdict)
    assert_fit_for_a_page(verdict)


def test_customers_of_whom_none_is_happy_are_no_running_factory() -> None:
    shop = Shop({"Events": EVENTS}, {"Events": 12}, happy=(0, 12))
    verdict = weakest_link(shop.business())
    assert (verdict.kind, verdict.step_id) == ("not_running", "consumption")
    assert verdict_says(verdict).startswith("None of 12 customers has reached “Consumption” yet")
    assert_fit_for_a_page(verdict)


def test_happy_customers_can_be_the_weakest_link() -> None:
    shop = Shop({"Events": [Step("offer", 30, 80, 100)]}, {"Events": 40}, happy=(10, 40))
    verdict = weakest_link(shop.business())
    assert (verdict.kind, verdict.step, verdict.channel) == ("flow", "Consumption", "")
    assert verdict.steps == frozenset()
    assert "10 of 40 become happy" in verdict_says(verdict)
    assert "more happy customers" in verdict_says(verdict)
    assert_fit_for_a_page(verdict)


def test_the_worked_example_rests_to_67_percent_on_what_was_counted() -> None:
    rows = process(
        [
            ("at the event", 195, 10),
            ("write", 3, 0.4),
            ("arrange", 5, 0.75),
            ("phone", 20, 2 / 3),
            ("offer", 20, 0.5),
        ]
    )
    rows["pass_rate_succeeded"] = [float("nan"), 4, 3, 2, 1]
    rows["pass_rate_tried"] = [float("nan"), 10, 4, 3, 2]
    rows["pass_rate_evidence"] = ["guessed", *["counted"] * 4]
    rows["minutes_evidence"] = "guessed"
    business = business_of(economics(rows, NO_ROLES, 100), {"Events": WinsPerWeek(6, 26, "counts")}, {})
    assert known_share(weakest_link(business).links.plant) == pytest.approx(1120 / 1660)


def test_without_roles_the_verdict_says_that_hours_are_not_known_and_asks_for_them() -> None:
    verdict = weakest_link(Shop({"Events": EVENTS}, {"Events": 26}).business())
    assert verdict.kind == "flow"
    assert "Whether your hours are enough is not known." in evidence(verdict)
    assert "Add your roles with their hours a week: nobody knows yet whether they are enough." in to_add(
        verdict.business
    )


def test_without_any_counts_it_is_flying_blind_and_asks_for_the_wins() -> None:
    business = business_of(economics(process([("call", 10, 0.5)]), NO_ROLES, 100), {}, {})
    verdict = weakest_link(business)
    assert verdict.kind == "flying_blind"
    assert verdict_says(verdict) == (
        "Nobody knows yet how many customers you win, so what holds you back cannot be told."
    )
    assert next_move(verdict, "EUR").startswith("Note how many customers you win")
    assert_fit_for_a_page(verdict)


def test_with_nothing_at_all_there_is_still_an_answer() -> None:
    nothing = process([("call", 10, 0.5)]).iloc[:0]
    verdict = weakest_link(business_of(economics(nothing, NO_ROLES, 100), {}, {}))
    assert (verdict.kind, verdict.step) == ("flying_blind", "")
    assert verdict.links.ranked == ()
    typed = weakest_link(
        business_of(economics(nothing, NO_ROLES, 100), {"Ads": WinsPerWeek(9, 4, "typed")}, {})
    )
    assert typed.kind == "flying_blind"
    assert "No process and no funnel" in verdict_says(typed)
    for one in (verdict, typed):
        assert_fit_for_a_page(one)


def test_nobody_at_all_is_known_by_the_first_stage_even_if_customers_are_not_counted() -> None:
    nobody = funnel_of(DEFAULT_STAGES, {"counts": funnel_reach(("suspect", 0), ("lead", 0))})
    business = business_of(economics(process([("call", 10, 0.5)]), NO_ROLES, 100), {}, {}, funnel=nobody)
    verdict = weakest_link(business)
    assert (verdict.kind, verdict.step_id) == ("not_running", "suspect")
    assert verdict_says(verdict) == (
        "Nobody comes in: “Suspect”, where it begins, is empty. Acquisition comes first."
    )


def test_a_step_that_nobody_gets_past_is_named_where_no_funnel_tells_more() -> None:
    rows = process([("write", 3, 0.4), ("call", 20, 0.0), ("offer", 20, 0.5)])
    verdict = weakest_link(
        business_of(economics(rows, NO_ROLES, 100), {"Events": WinsPerWeek(0, 8, "typed")}, {})
    )
    assert (verdict.kind, verdict.step) == ("not_running", "call")
    assert verdict_says(verdict) == "Nobody gets past “call” (Events), so no customer was won in 8 weeks."


def test_one_win_in_a_year_and_a_single_week_get_the_smaller_honest_answer() -> None:
    one = weakest_link(Shop({"Events": EVENTS}, {"Events": 1}, weeks=52).business())
    assert verdict_says(one) == "1 customer was won so far: too few to know that it can be done again."
    week = Shop({"Events": EVENTS}, {"Events": 6}, weeks=1).business()
    assert weakest_link(week).kind == "flow"
    assert "Counted so far: 1 week. Go on counting, so few hardly tell of the next ones." in to_add(week)
    for business in (week,):
        assert_fit_for_a_page(weakest_link(business))


def test_a_role_without_hours_is_a_role_that_is_full() -> None:
    shop = Shop({"Events": EVENTS}, {"Events": 26}, hours={"Owner": 0})
    verdict = weakest_link(shop.business())
    assert verdict.kind == "capacity"
    assert_fit_for_a_page(verdict)


def test_a_process_after_whose_name_the_channel_is_called_otherwise_is_said_to_be_unknown() -> None:
    business = Shop({"Search ads": EVENTS}, {"Suchanzeigen": 9}).business()
    assert to_add(business)[-1] == (
        "Add the customers won through “Search ads”: as long as nobody knows, they do not count."
    )


def test_the_key_of_a_constraint_is_the_same_in_every_language() -> None:
    from core.language import speaking

    with speaking("de"):
        german = weakest_link(RUNNING.business())
    assert german.key == weakest_link(RUNNING.business()).key == "flow|Events|acquire|offer|1"


def test_a_spend_without_wins_is_no_reason_to_say_nothing(recwarn: pytest.WarningsRecorder) -> None:
    from core.steps.channels import Spend

    business = RUNNING.business()
    again = economics(business.economics.steps, NO_ROLES, 60, spends={"Events": Spend(900.0, None)})
    verdict = weakest_link(business_of(again, business.wins, {}))
    assert verdict.kind == "flow"
    assert_fit_for_a_page(verdict)
    assert len(recwarn) == 0
    assert isinstance(verdict.business.economics.channels, pd.DataFrame)
