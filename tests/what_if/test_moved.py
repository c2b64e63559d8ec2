"""Where the constraint moves to, in sentences."""

from __future__ import annotations

from core.language import speaking
from core.what_if.changes import ALL, Change, HandedOver, Moved
from core.what_if.outcome import moved, outcome
from core.what_if.situation import Situation
from tests.what_if.situations import OFFER, TALK, WRITE, situation


def said(here: Situation, *changes: Change) -> tuple[str, ...]:
    return moved(outcome(here), outcome(here, changes))


def test_a_better_first_rate_hands_the_constraint_on_to_the_offer() -> None:
    assert said(situation(), Moved("pass_rate", WRITE, 0.9)) == ("Then “offer” (Events) holds you back.",)


def test_a_little_better_is_not_enough() -> None:
    assert said(situation(), Moved("pass_rate", WRITE, 0.42)) == (
        "“write to contacts” (Events) still holds you back.",
    )


def test_many_more_starts_fill_the_hours() -> None:
    assert said(situation(), Moved("leads", "Events", 9.0)) == (
        "Then the hours of Owner hold you back.",
        "More would come than the hours of Owner are enough for.",
    )


def test_a_full_role_that_is_relieved_a_little_stays_the_constraint() -> None:
    here = situation(hours={"Owner": 7.0})
    assert said(here, HandedOver(TALK, "partner")) == ("The hours of Owner still hold you back.",)


def test_a_full_role_that_works_much_faster_hands_the_constraint_on() -> None:
    here = situation(hours={"Owner": 7.0})
    assert said(here, Moved("minutes", ALL, 0.4, "times")) == (
        "Then “write to contacts” (Events) holds you back.",
    )


def test_nobody_who_signs_is_no_customer() -> None:
    assert said(situation(), Moved("pass_rate", OFFER, 0.0)) == (
        "Then nobody would become a customer any more.",
    )


def test_without_verdicts_nothing_is_said() -> None:
    here = situation()
    assert moved(outcome(here, verdict=False), outcome(here, verdict=False)) == ()


def test_it_is_said_in_the_language_that_is_spoken() -> None:
    here = situation()
    before, after = outcome(here), outcome(here, (Moved("pass_rate", WRITE, 0.9),))
    with speaking("de"):
        assert "offer" in moved(before, after)[0]
