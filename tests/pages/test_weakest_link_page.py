"""The page of the weakest link: one verdict with its reasons, what is missing, and the history."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from core.sheets.intake import take_in
from core.steps.channels import Spend
from core.store import goal_settings as goals
from core.store import settings, spend, uploads, verdicts
from core.store.uploads import KeptTable
from core.store.verdicts import KeptVerdict
from tests.pages.conftest import Open
from tests.pages.test_actions_page import MONDAY, headline, keep, opened, said, told

STEPS = """Channel,Phase,Step,Minutes,Tried,Succeeded,Role
Ads,acquire,Call,20,200,100,Owner
Ads,acquire,Offer,{minutes},100,40,Owner
"""


def on_page(app: AppTest) -> AppTest:
    app.switch_page("pages/weakest_link.py").run()
    assert not app.exception
    assert not app.error
    return app


def load(name: str, text: str) -> None:
    """Keep a sheet as it is recognised."""
    data = text.encode()
    upload, _known = uploads.receive(opened(), name, data)
    tables = take_in(name, data).tables
    assert tables
    uploads.keep(opened(), upload.id, [KeptTable(one.kind, one.sheet, one.rows) for one in tables])


def counted(**stages: list[float]) -> None:
    """Counts by week of one channel, by stage."""
    rows = [
        (pd.Timestamp(MONDAY + dt.timedelta(weeks=i)), stage.title(), float(count))
        for stage, counts in stages.items()
        for i, count in enumerate(counts)
    ]
    frame = pd.DataFrame(rows, columns=["period_start", "stage", "count"])
    ends = frame["period_start"] + pd.Timedelta(days=6)
    keep("stage_counts", frame.assign(period_end=ends, channel="Ads"))


def charts(app: AppTest) -> list[str]:
    return [told(chart) for chart in app.get("vega_lite_chart")]


def test_an_empty_page_says_what_would_be_here_and_how_it_comes(open_app: Open) -> None:
    app = open_app("weakest_link")
    assert headline(app) == "Here you will see the one thing that holds you back."
    assert {button.key for button in app.button} >= {"load_your_sheet", "try_the_example"}
    assert not charts(app)
    assert verdicts.all(opened()) == []


def test_the_example_has_a_verdict_a_picture_and_a_next_move(example: AppTest) -> None:
    app = on_page(example)
    assert headline(app).startswith("“Angebot schreiben” (Events) seems to hold you back: 1 of 6 get")
    blueprint, gains, utilisation = charts(app)
    assert blueprint.startswith("0.37 customers a week; what limits them: “Angebot schreiben” (Events)")
    assert "Revenue: 0.4 a week at “Customer”" in blueprint
    assert gains.startswith("“Angebot schreiben” (Events) would bring most")
    assert "Schnitt: 29% with everything" in utilisation
    assert "7 customers in 19 weeks, from your events." in said(app)
    assert "Work on “Angebot schreiben” (Events) alone, until 17% have become 33%" in said(app)
    assert "You will know once “Angebot schreiben” (Events) lets more than 17% through" in said(app)


def test_it_speaks_german(open_app: Open) -> None:
    app = open_app("weakest_link", lang="de")
    app.button(key="try_the_example").click().run()
    assert not app.exception
    assert "seems to hold you back" not in headline(app)
    assert "nan" not in said(app).split()


def test_steps_alone_fly_blind_and_the_way_out_is_named(open_app: Open) -> None:
    app = open_app()
    load("steps.csv", STEPS.format(minutes=30))
    app = on_page(app)
    assert headline(app).startswith("Nobody knows yet how many customers you win")
    assert "Note how many customers you win in each week or month" in said(app)
    links = [link.proto.label for link in app.get("page_link")]
    assert "Fill a template" in links
    assert "weakest link" not in " ".join(charts(app))


def test_guesses_behind_a_counted_win_say_what_to_measure_first(open_app: Open) -> None:
    app = open_app()
    load(
        "steps.csv",
        "Channel,Phase,Step,Minutes,Pass rate\nAds,acquire,Call,20,50%\nAds,acquire,Offer,90,40%\n",
    )
    counted(customer=[1] * 12)
    app = on_page(app)
    assert headline(app).startswith("Too little is counted or measured to tell what holds you back")
    assert "Measure “" in headline(app)
    links = [link.proto.label for link in app.get("page_link")]
    assert {"Fill a template", "Time it with the stopwatch"} <= set(links)


def test_leads_without_a_customer_are_not_running_yet(open_app: Open) -> None:
    app = open_app()
    counted(lead=[10] * 6, customer=[0] * 6)
    app = on_page(app)
    assert (
        headline(app) == "No customer was won in 6 weeks: the first stage that nobody gets to is “Customer”."
    )
    assert "yourself, and note what stops the others" in said(app)
    assert not any("would bring most" in chart for chart in charts(app))


def test_one_win_in_a_year_is_too_few(open_app: Open) -> None:
    app = open_app()
    counted(lead=[1] * 52, customer=[0] * 30 + [1] + [0] * 21)
    app = on_page(app)
    assert headline(app).startswith("1 customer was won so far")


def test_a_single_week_is_told_and_what_to_add_is_said(open_app: Open) -> None:
    app = open_app()
    counted(lead=[30], customer=[6])
    app = on_page(app)
    assert headline(app)
    assert "Counted so far: 1 week." in said(app)
    app.toggle(key="weakest_earlier").set_value(True).run()
    assert not app.exception
    assert "Too few weeks are counted to tell what held you back before." in said(app)


def test_a_step_that_loses_too_many_holds_back_a_business_with_time_to_spare(open_app: Open) -> None:
    app = open_app()
    load("steps.csv", STEPS.format(minutes=30))
    counted(lead=[20] * 20, prospect=[10] * 20, customer=[4] * 20)
    app = on_page(app)
    assert headline(app).startswith("“")
    assert "get through" in headline(app)
    assert charts(app)[0].startswith("4 customers a week; what limits them: “")
    assert "How sure:" in said(app)
    assert "Runner-up:" in said(app)


def test_hours_typed_in_place_make_a_full_role_the_weakest_link_and_the_goal_has_them_too(
    open_app: Open,
) -> None:
    app = open_app()
    load("steps.csv", STEPS.format(minutes=120))
    counted(lead=[20] * 20, prospect=[10] * 20, customer=[4] * 20)
    app = on_page(app)
    assert "Say how many hours a week there are" in said(app)
    # 4 wins a week take 10 calls of 20 minutes and 10 offers of 120: 23 h 20 min and more.
    app.text_input(key="goal hours typed owner").set_value("20").run()
    assert not app.exception
    assert headline(app).startswith("Owner holds you back")
    assert "Hours of Owner" in charts(app)[0]
    assert "20 h a week, of which 16 h can be booked" in said(app)
    assert dict(goals.goal_settings(opened()).hours) == {"owner": 20}
    app.text_input(key="goal hours typed owner").set_value("a lot").run()
    assert app.error
    assert dict(goals.goal_settings(opened()).hours) == {"owner": 20}


def test_todays_verdict_is_kept_once_and_the_history_shows_how_it_moved(open_app: Open) -> None:
    app = open_app()
    counted(lead=[20] * 20, customer=[4] * 20)
    for days, key in ((60, "flow|call"), (30, "flow|offer")):
        day = dt.date.today() - dt.timedelta(days=days)
        verdicts.put(opened(), KeptVerdict(day, "flow", key, "Ads", key, "", 2.0, {"step": key[5:]}))
    app = on_page(app)
    app.run()
    *_earlier, today = verdicts.all(opened())
    assert len(verdicts.all(opened())) == 3
    assert (today.kind, today.throughput) == ("flow", 4)
    assert "The constraint has moved 2 times since" in charts(app)[-1]
    assert "“call” (Ads): from" in said(app)


def test_the_counts_tell_week_by_week_what_held_back_before(open_app: Open) -> None:
    app = open_app()
    counted(lead=[20] * 30, prospect=[2] * 15 + [16] * 15, customer=[1] * 15 + [4] * 15)
    app = on_page(app)
    app.toggle(key="weakest_earlier").set_value(True).run()
    assert not app.exception
    assert "The constraint has moved 1 time since" in charts(app)[-1]


def test_the_start_page_has_the_throughput_and_the_verdict_with_the_way_to_it(example: AppTest) -> None:
    assert "0.37" in [block.value for block in example.subheader]
    assert "seems to hold you back" in said(example)
    assert "See why, and what to do" in [link.proto.label for link in example.get("page_link")]


def test_counts_alone_open_the_start_page_with_the_verdict(open_app: Open) -> None:
    app = open_app()
    counted(lead=[20] * 20, customer=[4] * 20)
    app.switch_page("pages/start.py").run()
    assert not app.exception
    assert "get through" in headline(app)
    assert "4" in [block.value for block in app.subheader]


@pytest.mark.parametrize("period", ["week", "month"])
def test_wins_typed_beside_the_spend_count_for_the_period_they_stand_for(open_app: Open, period: str) -> None:
    app = open_app()
    load("steps.csv", STEPS.format(minutes=30))
    settings.put(opened(), "period", period)
    spend.put(opened(), "Ads", Spend(0.0, 13))
    app = open_app("weakest_link")
    weeks = {"week": "1 week", "month": "4.3 weeks"}[period]
    assert f"13 customers in {weeks}, as typed in." in said(app)


def test_the_targets_of_the_ladder_are_the_users(example: AppTest) -> None:
    example.switch_page("pages/weakest_link.py").run()
    example.text_input(key="rung scale").set_value("20").run()
    assert not example.exception
    assert example.text_input(key="rung scale").value == "20"
    example.text_input(key="rung scale").set_value("0.5").run()
    assert "must be higher than the one before" in str(example.error[0].value)
    assert example.text_input(key="rung scale").value == "20"
