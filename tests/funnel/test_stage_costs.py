"""What a stage costs for each one who reaches it and for one win, worked by hand."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.funnel.matching import meanings
from core.funnel.stage_cost_findings import costs_of_stages, dearest_stage, untold
from core.funnel.stage_costs import COLUMNS, Blended, blended, stage_costs
from core.funnel.stages import DEFAULT_STAGES, Stage
from core.funnel.step_stages import stages_of_steps
from core.language import speaking
from core.sheets.examples import read_examples
from core.sheets.intake import take_in
from core.steps.channels import Spend
from core.steps.economics import Economics, economics
from tests.steps.processes import EVENTS, process

NO_ROLES = pd.DataFrame({"role": [], "hourly_rate": []})
EVENT_STAGES = [*["Kontakt"] * 5, "Anfrage", "Angebot", "Angebot", "Kunde"]
NAN = float("nan")


def priced(*parts: pd.DataFrame, rate: float = 100, **spends: Spend) -> Economics:
    steps = pd.concat(parts, ignore_index=True).drop(columns="step_id")
    return economics(steps, NO_ROLES, rate, spends=spends)


def led(found: Economics, stages: tuple[Stage, ...] = DEFAULT_STAGES) -> pd.DataFrame:
    names = [name for name in found.steps["stage"] if isinstance(name, str)]
    return stages_of_steps(found.steps, stages, meanings(names, stages))


def costs(
    found: Economics, stages: tuple[Stage, ...] = DEFAULT_STAGES, *more: Any, **named: Any
) -> pd.DataFrame:
    return stage_costs(found, led(found, stages), stages, *more, **named)


def of(table: pd.DataFrame, figure: str, channel: str = "Events") -> dict[str, float]:
    rows = table[table["channel"] == channel]
    return dict(zip(rows["stage"], rows[figure], strict=True))


def events(**spends: Spend) -> Economics:
    return priced(process(EVENTS, stage=EVENT_STAGES), **spends)


def ads(**columns: list[Any]) -> pd.DataFrame:
    rows = [("click", 0, 0.1), ("call", 30, 0.5)]
    return process(rows, channel="Ads", **{"stage": ["Visitor", "Customer"], "cash": [5.0, NAN], **columns})


def delivery(channel: str = "Video") -> pd.DataFrame:
    steps = process([("film", 300, 1), ("cut again", 60, 1)], channel=channel, phase="deliver")
    return steps.assign(cash=[40.0, NAN])


def test_an_event_of_195_minutes_brings_ten_contacts_so_each_takes_19_and_a_half() -> None:
    table = costs(events())
    assert of(table, "people_per_win")["suspect"] == pytest.approx(10)
    assert of(table, "minutes_per_win")["suspect"] == pytest.approx(20 + 5 + 25 + 120 + 25)
    assert of(table, "minutes_to_reach")["suspect"] == pytest.approx(19.5)
    assert of(table, "cost_to_reach")["suspect"] == pytest.approx(32.5)


def test_each_stage_carries_all_the_work_before_it_and_those_lost_on_the_way() -> None:
    table = costs(events())
    # 10 written to, 4 agree: 225 minutes so far. 4 calls arranged, 3 happen, 2 want an offer: 305. 2 offers.
    own = {"suspect": 195, "lead": 10 * 3, "prospect": 4 * 5 + 3 * 20, "customer": 2 * 20}
    assert of(table, "minutes_per_win") == pytest.approx(own)
    assert of(table, "people_per_win") == pytest.approx(
        {"suspect": 10, "lead": 4, "prospect": 2, "customer": 1}
    )
    reached = {"suspect": 19.5, "lead": 225 / 4, "prospect": 305 / 2, "customer": 345}
    assert of(table, "minutes_to_reach") == pytest.approx(reached)
    assert of(table, "cost_to_reach") == pytest.approx({key: 100 * m / 60 for key, m in reached.items()})


def test_the_stages_of_the_events_sum_to_345_minutes_and_575() -> None:
    table = costs(events())
    assert table["minutes_per_win"].sum() == pytest.approx(345)
    assert table["cost_per_win"].sum() == pytest.approx(575)
    assert table.columns.tolist() == list(COLUMNS)


def test_the_spend_of_a_channel_is_work_before_its_first_step() -> None:
    table = costs(events(Events=Spend(300, 2)))
    assert of(table, "spend_per_win") == {"suspect": 150, "lead": 0, "prospect": 0, "customer": 0}
    assert of(table, "cost_per_win")["suspect"] == pytest.approx(325 + 150)
    assert of(table, "cost_to_reach")["lead"] == pytest.approx((375 + 150) / 4)
    assert of(table, "cost_to_reach")["customer"] == pytest.approx(725)


def test_spend_without_wins_leaves_the_cost_untold_but_not_the_time() -> None:
    found = events(Events=Spend(300, None))
    table = costs(found)
    assert of(table, "minutes_to_reach")["lead"] == pytest.approx(56.25)
    assert table["cost_to_reach"].isna().all()
    assert untold(found, led(found)) == [
        "Events has spend but no customers won in the period, so its cost cannot be told."
    ]


def test_a_stage_that_no_step_leads_to_has_no_figure_that_looks_like_none() -> None:
    assert of(costs(priced(ads())), "people_per_win", "Ads") == pytest.approx({"suspect": 2, "customer": 1})


def test_cash_and_time_of_a_stage_stand_apart() -> None:
    table = costs(priced(ads()))
    # 20 clicks at 5 bring 2 calls; half of the two are won.
    assert of(table, "cash_per_win", "Ads") == pytest.approx({"suspect": 100, "customer": 0})
    assert of(table, "labour_per_win", "Ads") == pytest.approx({"suspect": 0, "customer": 100})
    assert of(table, "cost_to_reach", "Ads") == pytest.approx({"suspect": 50, "customer": 200})


def test_the_delivery_follows_the_win_for_each_order() -> None:
    found = priced(process(EVENTS, stage=EVENT_STAGES), delivery())
    table = costs(found)
    assert of(table, "minutes_per_win")["consumption"] == pytest.approx(360)
    assert of(table, "cost_per_win")["consumption"] == pytest.approx(640)
    assert of(table, "people_per_win")["consumption"] == 1
    assert of(table, "minutes_to_reach")["consumption"] == pytest.approx(345 + 360)
    assert of(table, "cost_to_reach")["consumption"] == pytest.approx(575 + 640)
    assert table["phase"].tolist() == [*["acquire"] * 4, "deliver"]


def test_what_comes_after_the_delivery_goes_on_with_the_sum() -> None:
    thanks = process([("call again", 30, 1)], channel="Video", phase="after")
    table = costs(priced(process(EVENTS), delivery("Video"), delivery("Ads"), thanks), delivery="Video")
    assert of(table, "minutes_to_reach")["referral"] == pytest.approx(345 + 360 + 30)


def test_where_no_delivery_can_be_told_nothing_after_the_win_is_priced() -> None:
    thanks = process([("call again", 30, 1)], channel="Thanks", phase="after")
    found = priced(process(EVENTS), delivery("Video"), delivery("Photo"), thanks)
    assert costs(found)["stage"].tolist() == ["suspect", "lead", "prospect", "customer"]
    assert untold(found, led(found)) == [
        "What a customer from Events costs after the win is left out: there are several deliveries, and none "
        "is its own. Choose one under “Spend, wins and price”."
    ]
    assert costs(found, delivery="Photo")["stage"].tolist()[-2:] == ["consumption", "referral"]
    assert untold(found, led(found), delivery="Photo") == []


def test_a_chain_that_never_wins_has_no_rows_and_says_why() -> None:
    found = priced(process([("write", 3, 0.4), ("call", 20, 0)]), ads())
    assert costs(found)["channel"].unique().tolist() == ["Ads"]
    (why,) = untold(found, led(found))
    assert why.startswith("Nobody gets past “call”")


def test_only_the_channels_asked_for_are_priced() -> None:
    found = priced(process(EVENTS, stage=EVENT_STAGES), ads(), Events=Spend(9, None))
    assert costs(found, DEFAULT_STAGES, ["Ads"])["channel"].unique().tolist() == ["Ads"]
    assert untold(found, led(found), ["Ads"]) == []
    assert costs(found, DEFAULT_STAGES, []).empty


def test_steps_that_lead_to_no_stage_are_said_and_still_carried_by_the_stages_after_them() -> None:
    stages = (DEFAULT_STAGES[1], DEFAULT_STAGES[3])
    found = priced(process(EVENTS, stage=EVENT_STAGES), delivery())
    step_stages = led(found, stages)
    step_stages.loc[:4, "stage"] = None
    table = stage_costs(found, step_stages, stages)
    assert of(table, "minutes_to_reach") == pytest.approx({"lead": 225 / 4, "customer": 345})
    (said,) = untold(found, step_stages)
    # Five at the event and two of the delivery.
    assert said.startswith("7 steps for a customer from Events lead to no stage of your list")


def test_a_chain_led_backwards_still_costs_what_was_done_before() -> None:
    steps = process(
        [("write", 3, 0.5), ("call", 20, 0.5), ("offer", 20, 0.5)], stage=["Lead", "Kontakt", "Kunde"]
    )
    table = costs(priced(steps))
    # 8 written to, 4 called, 2 offers; who is a contact after the call has been written to as well.
    assert of(table, "minutes_to_reach") == pytest.approx(
        {"suspect": (24 + 80) / 2, "lead": 24 / 4, "customer": 144}
    )


def test_where_the_next_step_is_never_done_nobody_can_be_told_to_have_a_cost() -> None:
    steps = process([("write", 3, 0.5), ("gift", 5, None), ("call", 20, None)], runs_per_win=[NAN, 0.0, 2.0])
    found = priced(steps.assign(stage=["Kontakt", "Anfrage", "Kunde"]))
    table = costs(found)
    assert math.isnan(of(table, "people_per_win")["suspect"])
    assert math.isnan(of(table, "minutes_to_reach")["suspect"])
    assert of(table, "minutes_to_reach")["customer"] == pytest.approx(40)
    assert len(costs_of_stages(table, DEFAULT_STAGES, "EUR")) == 2


def test_a_figure_says_whether_its_stage_is_a_guess() -> None:
    found = priced(process(EVENTS, stage=[*[None] * 4, *EVENT_STAGES[4:8], None]))
    assert of(costs(found), "evidence") == {
        "suspect": "sheet",
        "lead": "sheet",
        "prospect": "sheet",
        "customer": "guessed",
    }


def over_all(found: Economics) -> Blended:
    return blended(costs(found), found, DEFAULT_STAGES)


def test_over_channels_all_cost_is_shared_by_all_wins_never_the_mean_of_ratios() -> None:
    found = priced(process(EVENTS, stage=EVENT_STAGES), ads(), Events=Spend(None, 1), Ads=Spend(None, 3))
    table = over_all(found).costs
    assert table is not None
    assert of(table, "cost_per_win", "") == pytest.approx(
        {
            "suspect": (325 + 3 * 100) / 4,
            "lead": 50 / 4,
            "prospect": 400 / 3 / 4,
            "customer": (200 / 3 + 300) / 4,
        }
    )
    # 10 contacts and 3 times 2 visitors, for 325 and 3 times 100; only events have leads.
    assert of(table, "cost_to_reach", "")["suspect"] == pytest.approx(625 / 16)
    assert of(table, "cost_to_reach", "")["lead"] == pytest.approx(93.75)
    assert of(table, "people_per_win", "") == pytest.approx(
        {"suspect": 16 / 4, "lead": 4, "prospect": 2, "customer": 1}
    )
    assert of(table, "cost_to_reach", "")["customer"] == pytest.approx(found.blended)


def test_channels_whose_wins_are_missing_are_named_instead_of_a_figure() -> None:
    found = priced(process(EVENTS), ads(), Events=Spend(None, 1))
    answer = over_all(found)
    assert answer.costs is None
    assert str(answer.missing) == (
        "What a stage costs over all channels cannot be told: the customers won in the period are missing "
        "for “Ads”. Type them in under “Spend, wins and price”."
    )


def test_over_channels_nothing_is_told_where_nobody_was_won_or_no_channel_wins() -> None:
    none = over_all(priced(process(EVENTS), Events=Spend(None, 0)))
    assert str(none.missing).endswith("nobody was won in the period.")
    assert "has spend but no customers won" in str(over_all(events(Events=Spend(50, 0))).missing)
    blocked = over_all(priced(process([("call", 20, 0)])))
    assert str(blocked.missing).startswith("No channel wins a customer yet")


def test_a_channel_that_won_nobody_weighs_nothing() -> None:
    found = priced(process(EVENTS), ads(), Events=Spend(None, 2), Ads=Spend(None, 0))
    table = over_all(found).costs
    assert table is not None
    assert of(table, "cost_to_reach", "")["customer"] == pytest.approx(575)


def test_each_stage_is_one_sentence() -> None:
    found = priced(process(EVENTS, stage=EVENT_STAGES), delivery())
    assert costs_of_stages(costs(found), DEFAULT_STAGES, "EUR") == [
        "It takes 20 min and €33 to bring one to “Suspect” through Events, those lost on the way included; "
        "one customer needs 10 people there.",
        "It takes 56 min and €94 to bring one to “Lead” through Events, those lost on the way included; "
        "one customer needs 4 people there.",
        "It takes 2 h 33 min and €254 to bring one to “Prospect” through Events, those lost on the way "
        "included; one customer needs 2 people there.",
        "It takes 5 h 45 min and €575 to bring one to “Customer” through Events, those lost on the way "
        "included.",
        "Until “Consumption”, a customer from Events takes 11 h 45 min and €1,215, the winning included.",
    ]


def test_a_sentence_counts_in_the_unit_of_the_stage_and_names_all_channels_together() -> None:
    stages = (Stage("suspect", "Kontakt", unit="contacts"), *DEFAULT_STAGES[1:])
    found = events(Events=Spend(None, 1))
    table = blended(costs(found, stages), found, stages).costs
    assert table is not None
    first, *_others = costs_of_stages(table, stages, "EUR")
    assert "to “Kontakt” through all channels" in first
    assert first.endswith("one customer needs 10 contacts there.")


def test_a_sentence_without_a_known_cost_says_so() -> None:
    table = costs(events(Events=Spend(300, None)))
    first, *_others = costs_of_stages(table, DEFAULT_STAGES, "EUR")
    assert first.startswith(
        "It takes 20 min to bring one to “Suspect” through Events; the cost cannot be told"
    )


def test_the_stage_that_takes_most_of_a_customer_is_the_event_itself() -> None:
    # 195 of 345 minutes, delivery or not.
    found = priced(process(EVENTS, stage=EVENT_STAGES), delivery())
    assert dearest_stage(costs(found), DEFAULT_STAGES, "EUR") == (
        "Of the €575 that a customer from Events costs, €325 (57%) go into getting to “Suspect”."
    )


def test_at_0_an_hour_the_dearest_stage_is_told_in_time() -> None:
    found = priced(process(EVENTS, stage=EVENT_STAGES), rate=0)
    assert dearest_stage(costs(found), DEFAULT_STAGES, "EUR") == (
        "Of the 5 h 45 min that a customer from Events takes, 3 h 15 min (57%) go into getting to “Suspect”."
    )


def test_of_one_stage_or_of_nothing_noted_none_is_the_dearest() -> None:
    one = costs(priced(process([("call", 20, 0.5)])))
    assert dearest_stage(one, DEFAULT_STAGES, "EUR") is None
    idle = costs(priced(process([(name, 0, rate) for name, _minutes, rate in EVENTS])))
    assert dearest_stage(idle, DEFAULT_STAGES, "EUR") is None
    assert dearest_stage(idle.iloc[:0], DEFAULT_STAGES, "EUR") is None


def test_sentences_keep_their_figures_in_another_language() -> None:
    with speaking("de"):
        said = costs_of_stages(costs(events()), DEFAULT_STAGES, "EUR")
    assert "345" not in said[-1]
    assert "5 h 45 min" in said[-1]
    assert "575\u00a0€" in said[-1]


def test_the_example_says_its_stages_and_an_enquiry_from_search_ads_costs_33() -> None:
    # 125 of clicks and 16 minutes of looking after them for each win, shared by 4.63 enquiries.
    tables = [table for name, data in read_examples() for table in take_in(name, data).tables]
    found = priced(*(table.rows.assign(step_id="") for table in tables if table.kind == "process"))
    table = costs(found)
    before_the_win = table[table["phase"] == "acquire"]
    assert set(before_the_win["evidence"]) == {"sheet"}
    for channel in ("Events", "Search ads", "Webinar"):
        assert list(of(before_the_win, "people_per_win", channel)) == [
            stage.key for stage in DEFAULT_STAGES[:4]
        ]
    assert of(table, "minutes_to_reach", "Events")["suspect"] == pytest.approx(19.5)
    assert of(table, "cost_to_reach", "Search ads")["lead"] == pytest.approx(32.87, abs=0.01)
    assert of(table, "cost_to_reach", "Search ads")["customer"] == pytest.approx(452, abs=0.5)


stage_names = st.none() | st.sampled_from(["Kontakt", "Anfrage", "Angebot", "Kunde"])
steps = st.lists(
    st.tuples(
        st.sampled_from(["call", "offer", "write"]),
        st.floats(0, 300),
        st.floats(0.02, 1.0) | st.integers(2, 30).map(float),
        st.floats(0, 50),
        stage_names,
    ),
    min_size=1,
    max_size=10,
)


def drawn(rows: list[Any], spend: float, channel: str = "Events") -> Economics:
    one = process([row[:3] for row in rows], channel=channel)
    one = one.assign(cash=[row[3] for row in rows], stage=[row[4] for row in rows])
    return priced(one, rate=60, **{channel: Spend(spend, 4)})


@settings(deadline=None)
@given(steps, st.floats(0, 500))
def test_the_stages_sum_to_the_win(rows: list[Any], spend: float) -> None:
    found = drawn(rows, spend)
    table, (chain,) = costs(found), found.chains
    assert table["minutes_per_win"].sum() == pytest.approx(chain.minutes_per_win)
    assert table["cash_per_win"].sum() == pytest.approx(chain.cash_per_win)
    assert table["cost_per_win"].sum() == pytest.approx(chain.cost_per_win + found.spend_per_win(chain))


@settings(deadline=None)
@given(steps, st.floats(0, 500))
def test_who_reaches_the_customer_has_cost_a_win(rows: list[Any], spend: float) -> None:
    *before, (name, minutes, rate, cash, _stage) = rows
    found = drawn([*before, (name, minutes, rate, cash, "Kunde")], spend)
    last = costs(found).iloc[-1]
    assert last["stage"] == "customer"
    assert last["people_per_win"] == 1
    assert last["minutes_to_reach"] == pytest.approx(found.channels["minutes"].iloc[0])
    assert last["cost_to_reach"] == pytest.approx(found.channels["cost"].iloc[0])


@settings(deadline=None)
@given(steps)
def test_what_one_costs_times_how_many_are_needed_never_falls_on_the_way(rows: list[Any]) -> None:
    order = {"Kontakt": 0, "Anfrage": 1, "Angebot": 2, "Kunde": 3}
    said = sorted((row[4] for row in rows if row[4]), key=order.__getitem__)
    forward = [(*row[:4], said[i] if i < len(said) else "Kunde") for i, row in enumerate(rows)]
    table = costs(drawn(forward, 0))
    spent = (table["minutes_to_reach"] * table["people_per_win"]).tolist()
    assert spent == pytest.approx(table["minutes_per_win"].cumsum().tolist())


@settings(deadline=None)
@given(steps, steps, st.integers(1, 9), st.integers(1, 9))
def test_blended_stages_sum_to_the_blended_win(
    one: list[Any], other: list[Any], wins: int, other_wins: int
) -> None:
    parts = [
        process([row[:3] for row in rows], channel=channel, stage=[row[4] for row in rows])
        for rows, channel in ((one, "A"), (other, "B"))
    ]
    found = priced(*parts, rate=60, A=Spend(90, wins), B=Spend(None, other_wins))
    table = over_all(found).costs
    assert table is not None
    assert table["cost_per_win"].sum() == pytest.approx(found.blended)
