"""Which stage a step leads to: what the user says, then the sheet, then a guess that says it is one."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.funnel.matching import LEFT_OUT, LOST, meanings
from core.funnel.stages import DEFAULT_STAGES, Stage
from core.funnel.step_stages import led_backwards, stages_of_steps
from tests.steps.processes import EVENTS, process

SUSPECT, LEAD, PROSPECT, CUSTOMER, CONSUMPTION, REFERRAL = DEFAULT_STAGES
FOUR_STEPS = [("event", 60, 10), ("write", 3, 0.4), ("call", 20, 0.5), ("offer", 20, 0.5)]
GUESSED = ["suspect", "lead", "prospect", "customer"]
NAN = float("nan")


def led(
    steps: pd.DataFrame,
    stages: tuple[Stage, ...] = DEFAULT_STAGES,
    chosen: dict[str, str] | None = None,
    **means: str | None,
) -> pd.DataFrame:
    names = meanings([name for name in steps["stage"] if isinstance(name, str)], stages)
    return stages_of_steps(steps, stages, {**names, **means}, chosen)


def keys(*arguments: Any, **more: Any) -> list[str | None]:
    return led(*arguments, **more)["stage"].tolist()


def test_without_a_word_about_stages_the_events_are_guessed() -> None:
    found = led(process(EVENTS))
    assert found["stage"].tolist() == [*["suspect"] * 5, "lead", "prospect", "prospect", "customer"]
    assert found["step_id"].tolist() == [name for name, *_ in EVENTS]
    assert set(found["evidence"]) == {"guessed"}


def test_what_the_sheet_says_is_taken_whatever_a_guess_would_be() -> None:
    found = led(process(FOUR_STEPS, stage=["Kontakt", "Kontakt", "Anfrage", "Kunde"]))
    assert found["stage"].tolist() == ["suspect", "suspect", "lead", "customer"]
    assert found["evidence"].tolist() == ["sheet"] * 4


def test_the_work_before_a_named_step_leads_where_that_step_leads() -> None:
    found = led(process(EVENTS, stage=[*[None] * 4, "Kontakt", "Anfrage", None, "Angebot", "Kunde"]))
    assert found["stage"].tolist() == [*["suspect"] * 5, "lead", "prospect", "prospect", "customer"]
    assert set(found["evidence"]) == {"sheet"}


def test_what_follows_the_last_named_step_is_guessed_to_win_the_customer() -> None:
    found = led(process(FOUR_STEPS, stage=["Kontakt", "Kontakt", "Angebot", None]))
    assert found["stage"].tolist() == ["suspect", "suspect", "prospect", "customer"]
    assert found["evidence"].tolist() == ["sheet", "sheet", "sheet", "guessed"]


def test_the_user_has_the_last_word_over_the_sheet() -> None:
    steps = process(FOUR_STEPS, stage=["Kontakt", "Anfrage", "Angebot", "Kunde"])
    found = led(steps, chosen={"write": "suspect"})
    assert found["stage"].tolist() == ["suspect", "suspect", "prospect", "customer"]
    assert found["evidence"].tolist() == ["sheet", "chosen", "sheet", "sheet"]


def test_one_choice_leaves_the_guesses_beside_it() -> None:
    found = led(process(FOUR_STEPS), chosen={"write": "prospect"})
    assert found["stage"].tolist() == ["suspect", "prospect", "prospect", "customer"]
    assert found["evidence"].tolist() == ["guessed", "chosen", "guessed", "guessed"]


def test_a_guess_never_contradicts_a_choice() -> None:
    assert keys(process(FOUR_STEPS), chosen={"event": "prospect"}) == [*["prospect"] * 3, "customer"]
    assert keys(process(FOUR_STEPS), chosen={"call": "suspect"}) == [*["suspect"] * 3, "customer"]


def test_between_two_choices_the_work_leads_to_the_second() -> None:
    found = led(process(FOUR_STEPS), chosen={"event": "suspect", "call": "lead"})
    assert found["stage"].tolist() == ["suspect", "lead", "lead", "customer"]


def test_a_choice_of_a_stage_that_was_taken_out_of_the_list_is_none() -> None:
    assert keys(process(FOUR_STEPS), chosen={"event": "gone"}) == GUESSED


def test_names_that_mean_no_stage_say_nothing() -> None:
    steps = process(FOUR_STEPS, stage=["red", "blue", "green", "grey"])
    found = led(steps, red=LOST, blue=LEFT_OUT, green=None, grey="gone")
    assert found["stage"].tolist() == GUESSED
    assert set(found["evidence"]) == {"guessed"}


@pytest.mark.parametrize(
    "name",
    ["Write the offer", "Proposal", "send QUOTE", "Festpreisangebot", "Kostenvoranschläge", "Pristilbud"],
)
def test_from_the_offer_on_the_work_leads_to_the_customer(name: str) -> None:
    steps = process([("call", 20, 0.5), ("visit", 60, 0.5), (name, 20, 0.5), ("follow up", 5, 0.5)])
    assert keys(steps) == ["lead", "prospect", "customer", "customer"]


def test_an_offer_before_the_event_is_none_to_the_people_met_there() -> None:
    steps = process([("print offers", 60, 1), ("hand out", 60, 50), ("call", 20, 0.5), ("sign", 5, 0.5)])
    assert keys(steps) == ["suspect", "suspect", "lead", "customer"]


def test_the_last_step_wins_the_customer_even_where_it_opens_many() -> None:
    assert keys(process([("call", 20, 0.5), ("show to the board", 60, 3)])) == ["lead", "customer"]


def test_where_nobody_is_lost_before_the_offer_all_are_leads() -> None:
    assert keys(process([("read", 2, 1), ("answer", 5, None), ("offer", 9, 0.5)])) == [
        "lead",
        "lead",
        "customer",
    ]


def test_given_runs_are_as_good_as_pass_rates() -> None:
    steps = process(FOUR_STEPS, pass_rate=[NAN] * 4, runs_per_win=[1.0, 10.0, 4.0, 2.0])
    assert keys(steps) == GUESSED


def test_a_step_that_is_never_done_is_no_step_that_opens_many() -> None:
    steps = process(FOUR_STEPS, pass_rate=[NAN] * 4, runs_per_win=[10.0, 0.0, 4.0, 2.0])
    assert keys(steps) == ["lead", "prospect", "prospect", "customer"]


def after_the_win() -> pd.DataFrame:
    delivery = process([("film", 60, 1)], channel="Video", phase="deliver")
    upkeep = process([("ask", 10, 0.3)], channel="Video", phase="after")
    return pd.concat([delivery, upkeep], ignore_index=True)


def test_a_delivery_leads_to_the_consumption_and_what_follows_to_the_referral() -> None:
    assert keys(after_the_win()) == ["consumption", "referral"]


def test_without_a_stage_for_the_delivery_the_last_one_after_the_customer_stands_in() -> None:
    assert keys(after_the_win(), (LEAD, CUSTOMER, CONSUMPTION)) == ["consumption", "consumption"]
    assert keys(after_the_win(), (LEAD, CUSTOMER, REFERRAL)) == ["referral", "referral"]
    own = Stage("own 1", "Film in use", factory="activation")
    assert keys(after_the_win(), (LEAD, CUSTOMER, own)) == ["own 1", "own 1"]


def test_where_the_list_ends_at_the_customer_a_delivery_leads_to_none() -> None:
    # Its minutes would otherwise stand at the customer, and a customer would cost more than a win.
    assert keys(after_the_win(), (LEAD, CUSTOMER)) == [None, None]


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ((SUSPECT, PROSPECT, CUSTOMER), ["suspect", "prospect", "prospect", "customer"]),
        ((SUSPECT, LEAD, CUSTOMER), ["suspect", "lead", "customer", "customer"]),
        ((LEAD, CUSTOMER), ["lead", "lead", "customer", "customer"]),
        ((SUSPECT, LEAD, PROSPECT), ["suspect", "lead", "prospect", None]),
        ((SUSPECT, LEAD, PROSPECT, CONSUMPTION), ["suspect", "lead", "prospect", "consumption"]),
        ((SUSPECT, LEAD, Stage("own 1", "Demo"), CUSTOMER), ["suspect", "lead", "own 1", "customer"]),
        ((SUSPECT, LEAD, PROSPECT, Stage("own 1", "Order")), ["suspect", "lead", "prospect", "own 1"]),
        (
            tuple(Stage(f"own {number}", f"Level {number}") for number in (1, 2, 3, 4)),
            ["own 1", "own 2", "own 3", "own 4"],
        ),
        (
            (Stage("own 1", "Met"), Stage("own 2", "Paid", factory="revenue"), Stage("own 3", "Fan")),
            ["own 1", "own 2", "own 2", "own 2"],
        ),
    ],
)
def test_a_list_of_the_users_own_is_guessed_at_by_what_its_stages_stand_for(
    stages: tuple[Stage, ...], expected: list[str | None]
) -> None:
    assert keys(process(FOUR_STEPS), stages) == expected


def test_a_sheet_that_leads_backwards_is_warned_of_and_taken_as_it_is() -> None:
    steps = process(FOUR_STEPS, stage=["Kontakt", "Angebot", "Anfrage", "Kunde"])
    found = led(steps)
    assert found["stage"].tolist() == ["suspect", "prospect", "lead", "customer"]
    (warning,) = led_backwards(steps, found, DEFAULT_STAGES)
    assert str(warning) == (
        "In Events, “call” leads to “Lead”, although “write” above it leads further, to “Prospect”. "
        "Look at the funnel stages of the two steps."
    )


def test_a_chain_that_goes_on_is_not_warned_of() -> None:
    steps = pd.concat([process(EVENTS), after_the_win()], ignore_index=True)
    assert led_backwards(steps, led(steps), DEFAULT_STAGES) == ()


def test_no_steps_lead_nowhere() -> None:
    assert led(process(FOUR_STEPS).iloc[:0]).empty


lists = st.lists(
    st.sampled_from([*DEFAULT_STAGES, Stage("own 1", "A"), Stage("own 2", "B", factory="retention")]),
    min_size=1,
    max_size=8,
    unique_by=lambda stage: stage.key,
).map(tuple)
rates = st.none() | st.just(0.0) | st.floats(0.01, 1) | st.integers(2, 30).map(float)
names = st.sampled_from(["call", "offer", "write", "Angebot"])
said = st.none() | st.sampled_from(["Kontakt", "Anfrage", "Angebot", "Kunde", "blue", "Empfehlung"])
rows = st.lists(st.tuples(names, st.just(5), rates, said), min_size=1, max_size=8)


@settings(deadline=None)
@given(rows, lists, st.sampled_from(["acquire", "deliver", "after"]))
def test_only_stages_of_the_list_come_out_one_a_step(
    rows: list[Any], stages: tuple[Stage, ...], phase: str
) -> None:
    steps = process([row[:3] for row in rows], phase=phase, stage=[row[3] for row in rows])
    found = led(steps, stages)
    assert found["step_id"].tolist() == steps["step_id"].tolist()
    assert set(found["stage"].dropna()) <= {stage.key for stage in stages}
    assert set(found["evidence"]) <= {"sheet", "guessed"}


@settings(deadline=None)
@given(rows, lists, st.integers(0, 7), st.integers(0, 7))
def test_a_guess_never_leads_backwards(
    rows: list[Any], stages: tuple[Stage, ...], at: int, which: int
) -> None:
    steps = process([(f"{row[0]} {number}", *row[1:3]) for number, row in enumerate(rows)])
    choice = {steps["step_id"].iloc[at % len(rows)]: stages[which % len(stages)].key}
    for chosen in ({}, choice):
        assert led_backwards(steps, led(steps, stages, chosen), stages) == ()


@settings(deadline=None)
@given(rows, rows)
def test_a_second_channel_changes_nothing_in_the_first(one: list[Any], other: list[Any]) -> None:
    apart = [
        process([row[:3] for row in part], channel=channel, stage=[row[3] for row in part])
        for part, channel in ((one, "A"), (other, "B"))
    ]
    mixed = pd.concat(apart, ignore_index=True).sort_values("position", kind="stable", ignore_index=True)
    found = led(mixed).assign(channel=mixed["channel"])
    for part, channel in zip(apart, ("A", "B"), strict=True):
        alone = led(part)
        together = found[found["channel"] == channel]
        assert together["stage"].tolist() == alone["stage"].tolist()
        assert together["evidence"].tolist() == alone["evidence"].tolist()
