"""An action judged by what was counted around it: the whole, its own step, the next ones, its neighbours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.factory.action_findings import (
    answer,
    cautions,
    evidence,
    outcome,
    own_sentence,
    rate_sentence,
    verdict_words,
)
from core.factory.actions import Action
from core.factory.judged import Judged, judge
from core.factory.stage_log import StageLog, Told
from core.funnel.stages import DEFAULT_STAGES, Stage
from core.language import speaking
from tests.factory.weeks import UNKNOWN, log_of, reach_of, week

LATER = week(60)


def action(number: int = 12, **said: object) -> Action:
    given = {"id": number, "day": week(number), "what": "Call back", "step": "lead", **said}
    return Action(**given)  # type: ignore[arg-type]


def counts(
    customers: Sequence[float], leads: Sequence[float] = (), prospects: Sequence[float] = ()
) -> StageLog:
    people = {"suspect": [100] * len(customers), "customer": customers}
    if leads:
        people["lead"] = leads
    if prospects:
        people["prospect"] = prospects
    return log_of(reach_of(people))


def said_of(judged: Judged, today: dt.date = LATER) -> str:
    rates = [own_sentence(judged), *(rate_sentence(one) for one in judged.rates)]
    return " ".join([outcome(judged, today), *evidence(judged), *rates, *cautions(judged)])


SIX_TEN = [1, 0] * 6 + [1, 1, 1, 1, 1, 0] * 2


def test_six_in_twelve_weeks_and_ten_in_the_next_cannot_be_told_yet() -> None:
    judged = judge(action(), counts(SIX_TEN))
    assert (judged.figures.before.count, judged.figures.after.count) == (6, 10)
    assert (judged.figures.before.weeks, judged.figures.after.weeks) == (12, 12)
    assert judged.verdict == "cannot tell"
    assert judged.look_again == week(24 + 64)
    today = week(26)
    assert judged.weeks_left(today) == 62
    assert outcome(judged, today) == (
        "Since “Call back”, “Customer” went from 0.5 to 0.83 a week, which can be chance. "
        "Look again in 62 weeks."
    )
    assert evidence(judged) == [
        "Customer: 6 in 12 weeks before, 10 in 12 weeks since.",
        "That is 1.67 times as many a week; the counts allow for 0.77 to 3.75 times.",
        "That it truly rose has a chance of 84%. If nothing had changed, as many or more would come in 23 of "
        "100 such cases.",
    ]


def test_once_the_weeks_are_over_only_the_counts_are_missing() -> None:
    judged = judge(action(), counts(SIX_TEN))
    assert judged.weeks_left(week(24 + 70)) == 0
    assert "Load what was counted since." in outcome(judged, week(24 + 70))


def test_a_clear_rise_is_consistent_with_it_having_worked_and_nothing_more() -> None:
    judged = judge(action(), counts([1, 0] * 6 + [2] * 12))
    assert (judged.verdict, verdict_words(judged, LATER)) == ("broken", "worked")
    said = said_of(judged)
    assert "rose from 0.5 to 2 a week: consistent with it having worked." in said
    assert "That it truly rose has a chance of over 99%." in said
    assert "caus" not in said


def test_a_step_that_rose_while_the_whole_fell_is_a_local_gain() -> None:
    log = counts([2] * 12 + [1] * 12, leads=[20] * 12 + [40] * 12, prospects=[10] * 12 + [9] * 12)
    judged = judge(action(), log)
    assert [one.stage.key for one in judged.rates] == ["lead", "prospect", "customer"]
    assert [one.change.verdict for one in judged.rates if one.change] == ["rose", "fell", "fell"]
    assert judged.verdict == "local gain"
    said = said_of(judged)
    assert (
        "“Call back” was a local gain: its own step rose, while “Customer” went from 2 to 1 a week. "
        "1 + 1 + 1 = −2." in said
    )
    assert "From Suspect to Lead: 240 of 1,200, between" in said
    assert "It rose." in said
    assert "It fell." in said


def test_more_at_the_first_stage_with_fewer_at_the_end_is_a_local_gain_too() -> None:
    log = log_of(reach_of({"suspect": [10] * 12 + [40] * 12, "customer": [2] * 12 + [1] * 12}))
    judged = judge(action(step="suspect"), log)
    assert judged.own is None
    assert judged.verdict == "local gain"
    assert own_sentence(judged) == "To “Suspect” itself came 10 a week before, 40 since. It rose."


def test_a_step_that_rose_while_the_whole_may_be_the_same_is_no_local_gain() -> None:
    log = counts([2, 1] * 6 + [1, 2] * 6, leads=[20] * 12 + [40] * 12)
    judged = judge(action(), log)
    assert judged.step_rose
    assert judged.verdict == "not broken"


@pytest.mark.parametrize(
    ("what", "number", "series", "today", "answer"),
    [
        (
            "no week after",
            12,
            [1] * 12,
            week(12),
            "too young to be judged: the first week that counts is over",
        ),
        ("no counts since", 12, [1] * 12, LATER, "the counts end before"),
        ("no week before", 0, [1] * 12, LATER, "nothing was counted before it to compare with"),
        ("still to come", 90, [1] * 12, LATER, "is planned for"),
        ("nobody before", 12, [0] * 12 + [1] * 12, LATER, "Nobody came before; the counts allow for"),
        ("nobody since", 12, [1] * 12 + [0] * 12, LATER, "Nobody came since; the counts allow for"),
        ("nobody at all", 12, [0] * 24, LATER, "there is nothing to compare"),
        ("one win a year", 12, [1] + [0] * 23, LATER, "will not show within two years"),
        ("a single week", 12, [1], LATER, "the counts end before"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(
    what: str, number: int, series: list[float], today: dt.date, answer: str
) -> None:
    judged = judge(action(number), counts(series))
    said = said_of(judged, today)
    assert answer in said, what
    assert not {"nan", "inf", "None"} & set(said.replace(".", " ").split())
    for language in ("en", "de"):
        with speaking(language):
            assert said_of(judged, today)


def test_where_nothing_is_counted_by_week_that_is_said() -> None:
    judged = judge(action(), StageLog(DEFAULT_STAGES, {}))
    assert outcome(judged, LATER).startswith("Whether “Call back” worked cannot be told: nobody counts yet")
    assert (evidence(judged), cautions(judged)) == ([], [])


def test_batches_a_trend_and_unknown_weeks_are_pointed_out() -> None:
    batches = judge(action(), counts([0, 0, 0, 6] * 3 + [0, 0, 0, 12] * 3))
    assert batches.figures.spread > 3
    assert "as if many came at once" in said_of(batches)
    rising = judge(action(), counts([0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 4] + [5] * 12))
    assert "It rose already before." in said_of(rising)
    falling = judge(action(), counts([4, 4, 3, 3, 2, 2, 1, 1, 0, 0, 0, 0] + [3] * 12))
    assert "It fell before." in said_of(falling)
    gaps = judge(action(), counts([1, UNKNOWN, 1, 1] * 6))
    assert "6 periods were not counted and are left out" in said_of(gaps)
    assert gaps.figures.before.weeks == 9


def test_with_events_the_weeks_count_once_the_lag_from_the_step_is_over() -> None:
    keys = ["lead", "prospect", "customer"]
    reach = reach_of({key: [1] * 30 for key in keys})
    told = Told.events(
        reach,
        pd.DataFrame(columns=["stage", "channel", "period", "passed", "tried"]),
        keys,
        {"prospect": 4.0, "customer": 10.0},
        first=week(0),
        before=week(30),
    )
    log = StageLog(DEFAULT_STAGES, {"events": told})
    judged = judge(action(), log)
    assert judged.lag_days == 14.0
    assert judged.weeks.loc[judged.weeks["part"] == "after", "start"].iloc[0] == week(14)
    # Nobody can be a customer in the first two weeks of the log, so these are unknown.
    assert judged.figures.before.weeks == 12 - 2
    assert "From this step to “Customer” half of them take 14 days or more" in said_of(judged)
    assert judge(action(step="customer"), log).lag_days == 10.0
    assert judge(action(step="funnel|ads|customer"), log).lag_days == 10.0
    assert judge(action(step="A talk at the fair"), log).lag_days is None


def test_two_actions_in_the_same_weeks_cannot_be_told_apart() -> None:
    log = counts([1, 0] * 6 + [2] * 24)
    first, second, third = action(12), action(15, what="New price"), action(30, what="Newsletter")
    every = (first, second, third)
    judged = {one.id: judge(one, log, others=every) for one in every}
    # The weeks from the third on tell of the third.
    assert judged[12].together == (second,)
    assert judged[15].together == (first,)
    assert judged[12].verdict == "broken"
    assert judged[12].figures.after.weeks == 30 - 12
    assert cautions(judged[12])[0] == (
        "It falls into the same weeks as “New price”: what each of them did to “Customer” cannot be told "
        "apart."
    )
    # Fifteen weeks lie between the second and the third: these alone are what it is compared with.
    assert judged[30].together == ()
    assert judged[30].figures.before.weeks == 15


def test_where_nothing_was_counted_between_two_actions_that_is_said() -> None:
    log = counts([1] * 4 + [UNKNOWN] * 20 + [1])
    judged = judge(action(4), log, others=[action(16)])
    assert outcome(judged, LATER).endswith("cannot be told: nothing was counted in the weeks after it.")


def test_what_the_next_action_overtakes_cannot_be_told_any_more() -> None:
    log = counts([1, 0] * 15 + [2] * 30)
    first, second = action(14, what="New website"), action(30)
    judged = judge(first, log, others=[first, second])
    assert (judged.verdict, judged.figures.after.weeks) == ("cannot tell", 16)
    assert judged.overtaken
    assert judged.look_again is None
    assert verdict_words(judged, LATER) == "cannot be told"
    assert outcome(judged, LATER) == (
        "Since “New website”, “Customer” stayed at 0.5 a week. "
        "It cannot be told any more: “Call back” came before that."
    )
    assert judge(second, log, others=[first, second]).verdict == "broken"


def test_happy_customers_count_where_they_are_known_and_were_not_for_free() -> None:
    both = log_of(reach_of({"customer": [2] * 4, "consumption": [1] * 4}))
    free = log_of(reach_of({"customer": [2] * 4, "consumption": [3] * 4}))
    for log, key in ((both, "consumption"), (free, "customer")):
        assert log.throughput is not None
        assert log.throughput.key == key
    only_leads = log_of(reach_of({"lead": [2] * 4}))
    assert only_leads.throughput == Stage("lead")


def test_a_stock_is_no_count_of_those_who_came() -> None:
    stages = (*DEFAULT_STAGES[:3], Stage("customer", measure="stock", factory="revenue"))
    log = log_of(reach_of({"prospect": [2] * 4, "customer": [50] * 4}), stages=stages)
    assert log.throughput == Stage("prospect")


def test_the_answer_counts_the_actions_by_what_became_of_them() -> None:
    worked = judge(action(), counts([1, 0] * 6 + [2] * 12))
    waiting = judge(action(), counts(SIX_TEN))
    soon = judge(action(), counts([1] * 12 + [1] * 8))
    failed = judge(action(), counts([2] * 12 + [2] * 12))
    assert soon.look_again == week(12 + 13)
    assert answer([worked, waiting, soon], week(20)) == (
        "Of 3 actions 1 worked. 2 cannot be told yet. Look again in 5 weeks."
    )
    assert answer([failed, failed, waiting], LATER) == (
        "Of 3 actions none is known to have worked. 2 did not. 1 cannot be told yet. Look again in 28 weeks."
    )
    assert answer([worked], LATER) == outcome(worked, LATER)
    assert "whether it worked" in answer([], LATER)


def test_a_longer_period_than_a_week_still_counts_in_weeks() -> None:
    months = pd.concat(
        [
            reach_of({"customer": [count]}, first=dt.date(2026, month, 1))
            for month, count in enumerate([2, 2, 2, 4, 4, 4], start=1)
        ]
    )
    log = StageLog(DEFAULT_STAGES, {"counts": Told.counts(months, DEFAULT_STAGES, "month")})
    judged = judge(action(day=dt.date(2026, 4, 1)), log)
    assert judged.figures.before.weeks == pytest.approx(90 / 7)
    assert judged.figures.after.weeks == pytest.approx(91 / 7)
    assert "Counted by weeks, it could be told sooner" in said_of(judged)


@given(st.lists(st.integers(0, 20), min_size=2, max_size=60), st.integers(0, 59), st.integers(0, 6))
@settings(max_examples=60, deadline=None)
def test_every_week_that_is_compared_lies_on_its_side_of_the_action(
    series: list[int], number: int, days: int
) -> None:
    one = action(number, day=week(number) + dt.timedelta(days=days))
    judged = judge(one, counts(series))
    weeks = judged.weeks
    ends = [start + dt.timedelta(days=7) for start in weeks["start"]]
    for start, end, part in zip(weeks["start"], ends, weeks["part"], strict=True):
        assert part != "before" or end <= one.day
        assert part != "after" or start >= one.day
    known = weeks[weeks["part"].isin(["before", "after"])]
    assert judged.figures.before.count + judged.figures.after.count == known["count"].sum()


@given(st.lists(st.integers(0, 20), min_size=24, max_size=24), st.randoms())
@settings(max_examples=30, deadline=None)
def test_in_which_order_the_weeks_of_a_side_came_changes_no_figure(series: list[int], random: Random) -> None:
    sides = [series[:12], series[12:]]
    shuffled = [count for side in sides for count in random.sample(side, len(side))]
    one, other = (asdict(judge(action(), counts(row)).figures) for row in (series, shuffled))
    assert one.pop("before") == other.pop("before")
    assert one.pop("after") == other.pop("after")
    assert one == pytest.approx(other)
