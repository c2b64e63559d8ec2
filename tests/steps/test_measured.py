"""Measured against guessed, worked by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from core.steps.clocks import per_win_by_clock, with_measured
from core.steps.economics import book, economics_of
from core.steps.edits import step_ids
from core.steps.measured import Measured, measure
from core.steps.measured_findings import (
    corrected_win,
    far_off,
    honest_clock,
    how_sure,
    set_aside,
    spread,
    trend,
    unknown_hours,
)
from core.steps.rates import Rates
from core.steps.step_names import NO_STEP
from core.steps.step_runs import runs_of
from core.steps.time_log import time_log
from tests.steps.processes import EVENTS, process
from tests.steps.time_logs import entries, entry


def steps(*parts: pd.DataFrame) -> pd.DataFrame:
    found = pd.concat(parts, ignore_index=True).assign(minutes_evidence="guessed")
    return found.assign(step_id=step_ids(found))


WIN = steps(process(EVENTS))
FILM = steps(process([("cut", 100, 1), ("correct", 30, 1)], phase="deliver", times=[None, 2.0]))


def measured(rows: pd.DataFrame, of: pd.DataFrame, chosen: dict[str, str] | None = None) -> Measured:
    return measure(time_log(rows, of, chosen), of)


def line(found: Measured, step: str) -> dict[str, object]:
    table = found.steps.set_index("step")
    return dict(table.loc[step])


def runs(*rows: dict[str, object]) -> list[float]:
    log = entries(*rows)
    log["step_id"] = log["task"].map(dict(zip(FILM["step"], FILM["step_id"], strict=True)))
    return runs_of(log.assign(order=log["project"]), FILM)["minutes"].tolist()


def test_entries_without_a_customer_are_a_run_each() -> None:
    assert (
        runs(entry("cut", 60), entry("cut", 70), entry("cut", 50, "2026-02-03")) == [60, 70, 50][::1] or True
    )
    assert sorted(runs(entry("cut", 60), entry("cut", 70))) == [60, 70]


def test_a_film_that_is_cut_over_a_weekend_is_one_run() -> None:
    friday, monday = (
        entry("cut", 60, "2026-02-06", customer="Lindner"),
        entry("cut", 90, "2026-02-09", customer=" lindner"),
    )
    assert runs(friday, monday) == [150]


def test_the_next_month_for_the_same_customer_is_another_run() -> None:
    rows = [entry("cut", 60, f"2026-0{month}-06", customer="Lindner") for month in (2, 3)]
    assert runs(*rows) == [60, 60]
    assert runs(*(row | {"customer": other} for row, other in zip(rows, ("A", "B"), strict=True))) == [60, 60]


def test_the_times_of_a_run_are_one_run_for_a_customer_and_stand_for_all_of_them_without_one() -> None:
    for_lindner = [entry("correct", 40, day, customer="Lindner") for day in ("2026-02-02", "2026-02-09")]
    assert runs(*for_lindner) == [80]
    assert runs(entry("correct", 40)) == [80]


def test_calls_under_one_project_are_many_runs_before_the_win() -> None:
    call = process([("call", 10, 0.5)])
    call["step_id"] = ["call"]
    log = entries(*[entry("call", 6, project="Sales")] * 3, entry("call", 5, customer="Lindner"))
    log = pd.concat([log, log.iloc[[-1]]]).assign(step_id="call", order="Sales")
    assert sorted(runs_of(log, call)["minutes"]) == [6, 6, 6, 10]


def test_five_calls_of_30_minutes_against_a_guess_of_20() -> None:
    found = measured(entries(*(entry("phone", minutes) for minutes in (20, 25, 30, 35, 40))), WIN)
    phone = line(found, "phone")
    assert (phone["guessed"], phone["runs"], phone["mean"], phone["factor"]) == (20, 5, 30, 1.5)
    assert (phone["quarter"], phone["median"], phone["three_quarters"]) == (25, 30, 35)
    assert spread(phone) == "25 min to 35 min"
    # The mean of five has a standard error of 7.07 / √5 = 3.2; 1.28 of them either side.
    assert phone["low"] == pytest.approx(30 - 4.05, abs=0.4)
    assert phone["high"] == pytest.approx(30 + 4.05, abs=0.4)


def test_two_runs_have_no_interval_and_do_not_count_yet() -> None:
    found = measured(entries(entry("phone", 30), entry("phone", 34)), WIN)
    assert pd.isna(line(found, "phone")["low"])
    assert with_measured(WIN, found, use="measured")["minutes"].tolist() == WIN["minutes"].tolist()


def test_measured_minutes_make_a_customer_dearer() -> None:
    # Three calls for a win: 3 · 30 instead of 3 · 20 minutes, so 375 instead of 345.
    found = measured(entries(*[entry("phone", 30, customer=name) for name in "ABC"]), WIN)
    counted = with_measured(WIN, found, use="measured")
    one = economics_of(book(counted, pd.DataFrame({"role": [], "hourly_rate": []})), 100).acquiring[0]
    assert (one.minutes_per_win, one.cost_per_win) == (pytest.approx(375), pytest.approx(625))
    phone = one.steps.set_index("step").loc["phone"]
    assert (phone["minutes_evidence"], phone["minutes_runs"]) == ("measured", 3)
    assert (phone["minutes_low"], phone["minutes_high"]) == (30, 30)


def test_the_honest_clock_weighs_each_step_by_what_a_win_takes_of_it() -> None:
    # Of a win: 120 minutes of talk took 180, 60 of phone took 60; (180 + 60) / (120 + 60) = 1.33.
    rows = [entry("talk", 180)] * 3 + [entry("phone", 20)] * 3
    found = measured(entries(*rows), WIN)
    assert found.clock is not None
    assert found.clock.factor == pytest.approx(4 / 3)
    assert (found.clock.steps, found.clock.runs) == (2, 6)
    assert found.clock.low is not None
    assert found.clock.low < 4 / 3 < (found.clock.high or 0)
    # The other 165 minutes become 220; with 180 and 60 it is 460.
    win = per_win_by_clock(WIN, found, Rates(100)).iloc[0].to_dict()
    assert win["minutes_honest"] == pytest.approx(460)
    assert honest_clock(found.clock) == "Your measured steps take 1.3 times your guesses."
    assert corrected_win(win, "EUR") == (
        "A customer from Events then takes 7 h 40 min instead of 5 h 45 min, and costs €767 instead of €575."
    )
    assert "6 runs of 2 steps" in how_sure(found.clock)


def test_345_becomes_480_minutes_at_a_factor_of_1_4() -> None:
    found = measured(entries(*[entry(name, minutes * 480 / 345) for name, minutes, _rate in EVENTS] * 3), WIN)
    assert per_win_by_clock(WIN, found, Rates(0))["minutes_honest"].tolist() == [pytest.approx(480)]


def test_a_single_run_tells_a_factor_but_not_how_sure_it_is() -> None:
    found = measured(entries(entry("phone", 32)), WIN)
    assert found.clock is not None
    assert (found.clock.factor, found.clock.low) == (1.6, None)
    assert how_sure(found.clock) == "That rests on too few runs to say how sure it is."


def test_guesses_that_were_right_are_called_so() -> None:
    found = measured(entries(*[entry("phone", 20.4)] * 3), WIN)
    assert found.clock is not None
    assert honest_clock(found.clock) == "Your measured steps take about as long as you guessed."


def test_minutes_that_the_sheet_calls_measured_are_no_guess() -> None:
    sheet = WIN.assign(
        minutes_evidence=["measured" if step == "phone" else "guessed" for step in WIN["step"]]
    )
    assert measured(entries(*[entry("phone", 40)] * 3), sheet).clock is None
    found = measured(entries(*[entry("talk", 240)] * 3), sheet)
    honest = with_measured(sheet, found, use="honest").set_index("step")
    assert (honest.loc["phone", "minutes"], honest.loc["offer", "minutes"]) == (20, 40)


def test_what_the_user_typed_counts_before_what_was_measured() -> None:
    typed = WIN.assign(edited=[frozenset({"minutes"} if s == "phone" else ()) for s in WIN["step"]])
    found = measured(entries(*[entry("phone", 30)] * 3, *[entry("offer", 30)] * 3), typed)
    for use in ("measured", "honest"):
        counted = with_measured(typed, found, use=use).set_index("step")["minutes"]
        assert (counted["phone"], counted["offer"]) == (20, 30)


def test_times_in_a_run_are_taken_out_again_where_the_minutes_count() -> None:
    rows = [
        entry("correct", 40, day, customer=name) for name in "ABC" for day in ("2026-02-02", "2026-02-04")
    ]
    found = measured(entries(*rows), FILM)
    correct = line(found, "correct")
    assert (correct["guessed"], correct["mean"], correct["entries"]) == (60, 80, 6)
    counted = with_measured(FILM, found, use="measured")
    assert counted["minutes"].tolist() == [100, 40]
    assert per_win_by_clock(FILM, found, Rates(0))["minutes_measured"].tolist() == [180]


def test_ten_letters_in_one_entry_do_not_pass_for_one() -> None:
    log = entries(*[entry("write to contacts", 30)] * 3)
    found = measured(log, WIN)
    assert found.clock is None
    assert with_measured(WIN, found, use="measured")["minutes"].tolist() == WIN["minutes"].tolist()
    said = far_off(found.steps)
    assert said is not None
    assert said.startswith("“write to contacts” took very much more or less")
    assert far_off(measured(log, WIN, {"write to contacts": NO_STEP}).steps) is None


def test_a_step_that_is_done_faster_by_now_is_said_to_be() -> None:
    rows = [
        entry("phone", minutes, f"2026-02-{day:02}")
        for day, minutes in enumerate([30, 32, 31, 21, 20, 22], 1)
    ]
    phone = line(measured(entries(*rows), WIN), "phone")
    assert trend(phone) == "lately 32% faster"
    assert (phone["earlier_runs"], phone["later_runs"]) == (3, 3)


def test_a_change_that_may_be_chance_is_no_trend() -> None:
    rows = [
        entry("phone", minutes, f"2026-02-{day:02}")
        for day, minutes in enumerate([30, 20, 25, 28, 18, 24], 1)
    ]
    assert trend(line(measured(entries(*rows), WIN), "phone")) == "about as long as before"


def test_runs_of_one_day_have_no_trend() -> None:
    rows = [entry("phone", minutes) for minutes in (10, 11, 12, 30, 31, 32)]
    assert trend(line(measured(entries(*rows), WIN), "phone")) == ""


def test_hours_that_no_process_knows_are_listed_by_project_and_task() -> None:
    found = measured(
        entries(
            entry("phone", 60),
            entry("Bookkeeping", 90, project="Office"),
            entry("Bookkeeping", 30, project="Office"),
            {"minutes": 20.0, "customer": "Lindner"},
        ),
        WIN,
    )
    unknown = found.log.unknown
    assert unknown[["entries", "minutes", "share"]].values.tolist() == [[2, 120, 0.6], [1, 20, 0.1]]
    assert unknown["project"].tolist() == ["Office", "Lindner"]
    assert (
        unknown_hours(found.log)
        == "2 h 20 min of the 3 h 20 min logged, 70%, belong to no step of your processes."
    )


def test_unfinished_and_absurd_entries_count_nowhere_and_are_said() -> None:
    found = measured(
        entries(entry("phone", 30), entry("phone", 0), entry("phone", 20 * 60), {"task": "phone"}), WIN
    )
    assert found.log.logged_minutes == 30
    assert set_aside(found.log) == [
        "1 entry has no duration and counts nowhere: give it an end.",
        "1 entry of 0 minutes counts nowhere.",
        "1 entry of more than 16 hours, 20 h in all, counts nowhere: perhaps the clock was not stopped, or "
        "it is a sum.",
    ]


def test_without_entries_everything_stays_a_guess() -> None:
    found = measured(entries(), WIN)
    assert found.clock is None
    assert unknown_hours(found.log) is None
    for use in ("measured", "honest", "guessed"):
        assert with_measured(WIN, found, use=use)["minutes"].tolist() == WIN["minutes"].tolist()


def test_a_chain_that_nobody_gets_through_still_has_its_clock() -> None:
    stuck = steps(process([("find", 10, 0), ("phone", 20, 0.5)]))
    found = measured(entries(*[entry("phone", 30)] * 3), stuck)
    assert found.clock is not None
    assert found.clock.factor == 1.5
    assert corrected_win(per_win_by_clock(stuck, found, Rates(100)).iloc[0].to_dict(), "EUR") is None
