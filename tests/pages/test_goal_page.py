"""What a goal takes, typed and read on its page: the answer, what breaks it, and what moves it."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from core.language import LANGUAGES
from core.sheets.examples import EXAMPLES
from core.sheets.intake import take_in
from core.store import goal_settings as goals
from core.store import uploads
from tests.pages.conftest import Open

END = dt.date.today() + dt.timedelta(days=364)


def on_goal(app: AppTest) -> AppTest:
    app.switch_page("pages/goal.py").run()
    assert not app.exception
    return app


def type_in(app: AppTest, **texts: str) -> AppTest:
    """Type into fields of the goal, one after the other."""
    for name, text in texts.items():
        app.text_input(key=f"goal {name}").set_value(text).run()
        assert not app.exception
    return app


def type_rates(app: AppTest, **texts: str) -> AppTest:
    """Assume rates for all channels, by the stage that is reached."""
    for stage, text in texts.items():
        app.text_input(key=f"goal rate  {stage}").set_value(text).run()
        assert not app.exception
    return app


def headline(app: AppTest) -> str:
    return str(app.header[0].value).replace("\\", "")


def said(app: AppTest) -> str:
    blocks = (*app.header, *app.markdown, *app.caption, *app.error, *app.warning)
    return " ".join(str(block.value) for block in blocks).replace("\\", "")


def table(app: AppTest) -> pd.DataFrame:
    """One row a stage."""
    return next(one.value for one in app.dataframe if "need" in one.value)


def channel_table(app: AppTest) -> pd.DataFrame:
    """One row a channel."""
    return next(one.value for one in app.dataframe if "wins" in one.value)


def needed(app: AppTest) -> list[str]:
    return table(app)["need"].tolist()


def load(name: str) -> None:
    """Keep one file of the example."""
    from pages.shared.workspace import workspace

    data = next(example.path for example in EXAMPLES if example.name == name).read_bytes()
    upload, _known = uploads.receive(workspace(), name, data)
    tables = take_in(name, data).tables
    uploads.keep(workspace(), upload.id, [uploads.KeptTable(one.kind, one.sheet, one.rows) for one in tables])


@pytest.fixture
def assumed(open_app: Open) -> AppTest:
    """20 customers a year from rates that are assumed: half, two in five, one in four."""
    app = type_in(on_goal(open_app()), revenue="120000", revenue_per_customer="6000")
    return type_rates(app, customer="25", prospect="40 %", lead="1 of 2")


def test_an_empty_page_says_what_would_be_here_and_that_guesses_are_enough(open_app: Open) -> None:
    app = on_goal(open_app())
    assert headline(app).startswith("Here you will see how many people a goal takes")
    assert "begin without any sheet" in said(app)
    assert {"load_your_sheet", "try_the_example"} <= {button.key for button in app.button}
    assert not app.dataframe


def test_assumed_rates_alone_make_a_plan(assumed: AppTest) -> None:
    # 120,000 / 6,000 = 20; 20 / 0.25 = 80; 80 / 0.4 = 200; 200 / 0.5 = 400.
    assert "20 new customers by" in headline(assumed)
    assert "need 400 people at “Suspect”." in headline(assumed)
    assert needed(assumed) == ["400", "200", "80", "20"]
    assert table(assumed)["rate"].tolist() == ["assumed 50%", "assumed 40%", "assumed 25%", ""]
    assert "Nothing it could break on is known" in said(assumed)
    # How many days it takes is not known, so no day is shown by which to enter.
    assert "enter" not in table(assumed)


def test_a_plan_is_there_after_a_reload(assumed: AppTest, open_app: Open) -> None:
    again = on_goal(open_app())
    assert needed(again) == needed(assumed)
    assert again.text_input(key="goal revenue").value == "120000"
    assert again.text_input(key="goal rate  prospect").value == "40 %"


def test_the_market_breaks_the_goal_and_its_stage_stands_out(assumed: AppTest) -> None:
    app = type_in(assumed, market="300")
    assert headline(app) == (
        "The market makes it impossible: 400 people are needed at “Suspect”, and there are 300."
    )
    assert "20 new customers by" in said(app)
    type_in(app, market="1,000")
    assert headline(app) == (
        "As far as it could be checked, it is possible. The market has 600 people to spare at “Suspect”."
    )


def test_those_who_leave_are_won_again(assumed: AppTest) -> None:
    app = type_in(assumed, customers_now="12")
    app.slider(key="goal churn").set_value(25).run()
    # Of 12 now 9 stay, so 11 of 20 are missing.
    assert needed(app)[-1] == "11"
    assert "You have 12, of whom 3 leave in the period. 11 new ones are missing." in said(app)


def test_a_wrong_input_is_one_sentence_and_loses_nothing(assumed: AppTest) -> None:
    app = type_in(assumed, revenue="1.500,75")
    assert [error.value.replace("\\", "") for error in app.error] == [
        "“1.500,75” is no number that can be read with certainty. Write it like 1500.75."
    ]
    assert app.text_input(key="goal revenue").value == "1.500,75"
    assert needed(app) == ["400", "200", "80", "20"]
    type_in(app, revenue="-5")
    assert "-5 cannot be right here. Write a number from 0 to" in said(app)
    type_in(app, revenue="€60,000")
    assert not app.error
    assert "€60,000 a year" in said(app)
    assert needed(app)[-1] == "10"


def test_a_wrong_rate_is_refused_beside_its_field(assumed: AppTest) -> None:
    app = type_rates(assumed, lead="0.5")
    assert "“0.5” can be 0.5 percent or 50 percent." in said(app)
    assert needed(app)[0] == "400"
    assert "no single share" in said(type_rates(app, lead="20-40 %"))


def test_without_what_a_customer_brings_the_page_asks_for_it(open_app: Open) -> None:
    app = type_in(on_goal(open_app()), revenue="120000")
    assert headline(app).startswith("Say what one customer brings in a year")
    assert not app.dataframe


def test_german_amounts_are_read_and_echoed_in_german(open_app: Open) -> None:
    app = on_goal(open_app(locale="de-DE"))
    type_in(app, revenue="120.000,00", revenue_per_customer="6.000")
    assert app.text_input(key="goal revenue").value == "120000"
    assert "120.000\u00a0€" in said(app)
    type_rates(app, customer="12,5 %")
    assert needed(app)[-2:] == ["160", "20"]
    type_in(app, revenue="1,500.75")
    assert len(app.error) == 1


def test_counted_rates_come_from_the_funnel_by_channel(example: AppTest) -> None:
    app = on_goal(example)
    assert headline(app).startswith("Say what you want to reach")
    type_in(app, revenue="120000", revenue_per_customer="6000")
    assert headline(app).startswith("As far as it could be checked, it is possible.")
    assert set(table(app)["rate"].str.split().str[0].dropna()) == {"counted"}
    channels = channel_table(app)
    # Customers counted: 1, 2 and 1; of 20 that is 5, 10 and 5.
    assert channels[["channel", "share", "wins"]].values.tolist() == [
        ["Events", "25%", "5"],
        ["Search ads", "50%", "10"],
        ["Webinar", "25%", "5"],
    ]
    # A customer from events costs 575.
    assert channels["cost"].tolist()[0] == "€2,875"
    assert "One more hour a week of" in said(app)
    stages, hours = (chart.proto.spec for chart in app.get("vega_lite_chart"))
    assert "a month are needed at" in stages
    assert "is the fullest: needed for" in hours
    assert "illustrative, not measured" in said(app)


def test_the_hours_of_a_role_break_a_goal_that_is_too_high(example: AppTest) -> None:
    app = type_in(on_goal(example), revenue="2000000", revenue_per_customer="6000")
    assert "make it impossible" in headline(app)
    assert headline(app).startswith("The hours of")
    for role in ("inhaberin", "kamera", "schnitt"):
        app.select_slider(key=f"goal hours {role}").set_value(60).run()
    app = type_in(app, revenue="400000")
    assert headline(app).startswith("As far as it could be checked, it is possible.")


def test_invoices_suggest_and_only_a_click_takes_over(example: AppTest) -> None:
    app = type_in(on_goal(example), revenue="120000")
    # 29,400 net of six customers, in less than four months.
    assert "Your invoices: €4,900 a customer, Mar 2" in said(app)
    assert app.text_input(key="goal revenue_per_customer").value == ""
    app.button(key="goal take over revenue_per_customer").click().run()
    assert app.text_input(key="goal revenue_per_customer").value == "4900"
    assert "Your invoices: 6 customers" in said(app)
    app.button(key="goal take over customers_now").click().run()
    app.button(key="goal take over orders_per_customer").click().run()
    assert app.text_input(key="goal customers_now").value == "6"
    assert app.text_input(key="goal orders_per_customer").value == "1.3"
    assert "Your invoices" not in said(app)


def test_happy_customers_a_week_ask_for_the_rate_that_nobody_counted(example: AppTest) -> None:
    app = on_goal(example)
    app.button_group(key="goal aim").set_value("happy").run()
    type_in(app, happy_per_week="0.25")
    assert headline(app) == "How many customers the goal takes cannot be told yet."
    assert needed(app) == ["not known"] * 4 + ["13"]
    assert "Nobody counted it yet" in said(app)
    # 13 in a year; half of the customers become happy: 26.
    type_rates(app, consumption="50")
    assert needed(app)[-2:] == ["26", "13"]
    assert "Happy customers by" in said(app)
    assert "That takes 26 new customers." in said(app)


def test_the_referral_loop_says_its_k(assumed: AppTest) -> None:
    app = assumed
    app.select_slider(key="goal referred_leads").set_value(4.0).run()
    assert "Referrals are left out: no rate is known from “Customer” to “Consumption”." in said(app)
    type_rates(app, consumption="50 %")
    # K = 4 leads a year · half are happy · 0.4 · 0.25 of the leads buy = 0.2.
    assert "Each customer brings 0.2 further ones by referral (K = 0.2)" in said(app)
    assert table(app)["referred"].tolist()[-1] == "4"
    assert needed(app)[-1] == "16"


def test_the_mix_of_the_channels_moves_and_goes_back(example: AppTest) -> None:
    app = type_in(on_goal(example), revenue="120000", revenue_per_customer="6000")
    app.slider(key="goal mix Search ads").set_value(0).run()
    assert channel_table(app)["channel"].tolist() == ["Events", "Webinar"]
    assert "Counted with Events 50% and Webinar 50% of the new customers." in said(app)
    for name in ("Events", "Webinar"):
        app.slider(key=f"goal mix {name}").set_value(0).run()
    assert headline(app) == "No channel brings new customers. Give at least one a share."
    app.button(key="goal measured mix").click().run()
    assert channel_table(app)["channel"].tolist() == ["Events", "Search ads", "Webinar"]


def test_an_assumed_rate_overrules_a_counted_one(example: AppTest) -> None:
    app = type_in(on_goal(example), revenue="120000", revenue_per_customer="6000")
    type_rates(app, customer="50 %")
    assert table(app)["rate"].tolist()[2] == "assumed 50%"
    assert "counted 4 of 15" in said(app)
    app.selectbox(key="goal_rates_channel").select("events").run()
    app.text_input(key="goal rate events customer").set_value("25 %").run()
    assert table(app)["rate"].tolist()[2] == "assumed 25% to 50%"
    type_in(app, **{"rate events customer": ""})
    app.selectbox(key="goal_rates_channel").select("").run()
    type_rates(app, customer="")
    assert table(app)["rate"].tolist()[2].startswith("counted")


def test_steps_offer_their_rates_where_nobody_counted(open_app: Open) -> None:
    app = open_app()
    load("akquise-events.xlsx")
    type_in(on_goal(app), revenue="120000", revenue_per_customer="6000")
    assert "Your steps say how many get through in Events." in said(app)
    app.button(key="goal take over steps").click().run()
    # 10 contacts, 4 leads, 2 prospects for a customer.
    assert needed(app) == ["200", "80", "40", "20"]
    assert table(app)["rate"].tolist()[:3] == ["assumed 40%", "assumed 50%", "assumed 50%"]


def test_hours_that_no_sheet_says_are_asked_for(open_app: Open) -> None:
    app = open_app()
    load("akquise-events.xlsx")
    type_in(on_goal(app), revenue="1200000", revenue_per_customer="6000")
    assert "Not checked: the hours. Say how many hours a week each role has." in said(app)
    role = next(one for one in app.select_slider if str(one.key).startswith("goal hours"))
    # 200 customers of 345 minutes in 46 weeks are 25 hours a week.
    role.set_value(30.0).run()
    assert "against 24 h, 80% of 30 h" in headline(app)
    app.select_slider(key=role.key).set_value(40.0).run()
    assert headline(app).startswith("As far as it could be checked, it is possible.")


def test_the_period_and_the_start_move_the_days(assumed: AppTest) -> None:
    from pages.shared.workspace import workspace

    app = assumed
    assert f"{END.year}" in said(app)
    app.date_input(key="goal start").set_value(dt.date(2027, 1, 4)).run()
    app.slider(key="goal weeks").set_value(26).run()
    assert "Until Jul 5, 2027" in said(app)
    kept = goals.goal_settings(workspace())
    assert (kept.start, kept.weeks) == (dt.date(2027, 1, 4), 26)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_figure_is_left_without_words(example: AppTest, language: str) -> None:
    example.selectbox(key="language_choice").select(language).run()
    app = type_in(on_goal(example), revenue="120000", revenue_per_customer="6000", market="9000")
    shown = " ".join([said(app), *(str(cell) for one in app.dataframe for cell in one.value.to_numpy().flat)])
    assert not {"nan", "None", "inf", "NaN", "NaT"} & set(shown.split())


def test_a_goal_of_nothing_is_no_error(assumed: AppTest) -> None:
    app = type_in(assumed, revenue="0")
    assert headline(app) == "A goal of 0 takes no new customers."
    assert needed(app) == ["0", "0", "0", "0"]
