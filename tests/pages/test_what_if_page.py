"""Moving inputs on the what-if page: what it says, what is kept, compared, sent and found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from core.language import LANGUAGES
from core.sheets.intake import take_in
from core.store import scenarios, settings, uploads
from core.what_if.address import encode
from core.what_if.changes import Changes, HandedOver, LeftOut, Moved
from core.what_if.movable import Input, Unit
from pages.shared.what_if_sliders import UNKNOWN, one_for_each_text, stops
from tests.pages.conftest import Open
from tests.pages.test_goal_page import load
from tests.pages.test_measured_page import table, typed

OFFER = "Events|acquire|Angebot schreiben|1"
FASTER = "what_if move minutes|*"


def on_what_if(app: AppTest) -> AppTest:
    app.switch_page("pages/what_if.py").run()
    assert not app.exception
    return app


def look_at(app: AppTest, section: str) -> AppTest:
    app.button_group(key="what_if_section").set_value(section).run()
    assert not app.exception
    return app


def group(app: AppTest, name: str) -> AppTest:
    app.button_group(key="what_if_group").set_value(name).run()
    assert not app.exception
    return app


def move(app: AppTest, key: str, value: float) -> AppTest:
    app.select_slider(key=key).set_value(value).run()
    assert not app.exception
    return app


def keep(app: AppTest, name: str) -> AppTest:
    app.text_input(key="what_if name").set_value(name).run()
    app.button(key="what_if keep").click().run()
    assert not app.exception
    return app


def headline(app: AppTest) -> str:
    return str(app.header[0].value).replace("\\", "")


def said(app: AppTest) -> str:
    blocks = (*app.header, *app.subheader, *app.markdown, *app.caption, *app.error, *app.warning)
    return " ".join(str(block.value) for block in blocks).replace("\\", "")


def take(name: str, *lines: str) -> None:
    """Keep one sheet of these lines."""
    from pages.shared.workspace import workspace

    data = "\n".join(lines).encode()
    upload, _known = uploads.receive(workspace(), name, data)
    tables = take_in(name, data).tables
    uploads.keep(workspace(), upload.id, [uploads.KeptTable(one.kind, one.sheet, one.rows) for one in tables])


def compared(app: AppTest) -> pd.DataFrame:
    return next(one.value for one in app.dataframe if "figure" in one.value).set_index("figure")


@pytest.fixture
def with_example(open_app: Open, example_file: Path, tmp_path: Path) -> Open:
    """Opens the app over a workspace of the test's own that holds the example."""
    shutil.copy(example_file, tmp_path / "test.duckdb")
    return open_app


@pytest.fixture
def app(with_example: Open) -> AppTest:
    """The page with the example loaded: a customer costs 538 in the mix of the channels."""
    return on_what_if(with_example())


def test_with_nothing_moved_it_says_what_would_move_the_cost_most(app: AppTest) -> None:
    assert headline(app).startswith(
        "Pass rate of “Angebot schreiben” (Events) moves the cost of a customer most"
    )
    assert "now €538" in app.get("vega_lite_chart")[0].proto.data.data.decode("utf-8", "ignore")


def test_a_slider_moves_the_answer_and_says_where_the_constraint_goes(app: AppTest) -> None:
    move(app, FASTER, 0.5)
    # Spend and cash stay: of 538 there are 54 for ads and the webinar. Half of the labour is saved.
    assert headline(app).startswith("A customer would cost €296 instead of €538.")
    assert "still holds you back" in headline(app)
    assert "Time for every step: 50% less" in said(app)
    assert "Weakest link: “Angebot schreiben” (Events), as now" in said(app)


def test_what_is_moved_can_be_taken_back_one_by_one_and_all_at_once(app: AppTest) -> None:
    move(app, FASTER, 0.9)
    move(group(app, "hours"), "what_if move hours|Kamera", 20.0)
    app.button(key="what_if back minutes *").click().run()
    assert "Time for every step" not in said(app)
    assert "Hours of Kamera" in said(app)
    move(app, "what_if move hours|Schnitt", 30.0)
    app.button(key="what_if back all").click().run()
    assert "moves the cost of a customer most" in headline(app)
    assert app.select_slider(key="what_if move hours|Kamera").value == 16.0


def test_a_slider_that_is_moved_back_moves_nothing_any_more(app: AppTest) -> None:
    move(app, FASTER, 0.9)
    move(app, FASTER, 1.0)
    assert "what" not in app.query_params
    assert "moves the cost of a customer most" in headline(app)


def test_each_step_of_a_channel_has_its_slider_once_the_channel_is_chosen(app: AppTest) -> None:
    group(app, "keep")
    app.selectbox(key="what_if process keep").select("acquire Events").run()
    move(app, f"what_if move pass_rate|{OFFER}", 1.0)
    # Of seven customers three cost 575, the others 510. Then the events bring six, for 287.5 each.
    assert headline(app).startswith("A customer would cost €377 instead of €538.")
    assert "Pass rate of “Angebot schreiben” (Events): 50% → 100%" in said(app)


def test_a_step_said_by_itself_takes_its_place_where_all_are_moved(app: AppTest) -> None:
    move(app, FASTER, 0.5)
    app.selectbox(key="what_if process faster").select("acquire Search ads").run()
    one = next(each for each in app.select_slider if "Search ads" in str(each.key))
    name, before = one.key, one.value
    move(app, name, 2 * before)
    # Back where it was it stays said, or else it would be halved with all others.
    assert len([each for each in app.button if str(each.key).startswith("what_if back minutes")]) == 2
    assert app.select_slider(key=name).value == 2 * before


def test_a_price_that_is_not_known_can_be_tried(app: AppTest) -> None:
    group(app, "price")
    slider = "what_if move price|Events"
    assert app.select_slider(key=slider).value == UNKNOWN
    move(app, slider, 4000.0)
    assert headline(app).startswith("Of an order €")
    assert "Price of an order from Events: not known → €4,000" in said(app)
    move(app, slider, UNKNOWN)
    assert "Price of an order" not in said(app)


def test_a_step_is_handed_over_with_what_is_left_of_it(app: AppTest) -> None:
    group(app, "hand_over")
    app.selectbox(key="what_if_handed").select(OFFER).run()
    app.button_group(key=f"what_if who {OFFER}").set_value("system").run()
    # 2 offers of 20 minutes for a customer are 66.67 of the 575 of the events, of three in seven customers.
    assert headline(app).startswith("A customer would cost €510 instead of €538.")
    move(app, f"what_if handed share {OFFER}", 0.5)
    assert headline(app).startswith("A customer would cost €524 instead of €538.")
    move(app, f"what_if handed set_up {OFFER}", 500.0)
    assert "To set it up costs €500 once." in said(app)
    app.button_group(key=f"what_if who {OFFER}").set_value("nobody").run()
    assert "“Angebot schreiben” (Events): left out" in said(app)
    app.button_group(key=f"what_if who {OFFER}").set_value("us").run()
    assert "moves the cost of a customer most" in headline(app)


def test_nothing_is_lost_by_another_page_or_a_reload(app: AppTest, with_example: Open) -> None:
    move(app, FASTER, 0.9)
    before = headline(app)
    app.switch_page("pages/steps.py").run()
    assert headline(on_what_if(app)) == before
    # Another browser window, whose address says nothing of it.
    assert headline(with_example("what_if")) == before


def test_the_address_holds_what_is_moved_and_wins_over_what_was_kept(
    app: AppTest, with_example: Open
) -> None:
    move(app, FASTER, 0.9)
    assert encode((Moved("minutes", "*", 0.9, "times"),)) in app.query_params["what"]
    sent = encode((LeftOut(OFFER),))
    assert "left out" in said(with_example("what_if", what=sent))


def test_an_address_that_was_cut_off_is_told_and_changes_nothing(with_example: Open) -> None:
    opened = with_example("what_if", what="1abc")
    assert "cut off or damaged" in said(opened)
    assert "moves the cost of a customer most" in headline(opened)


def test_a_step_that_is_gone_is_said_and_the_rest_goes_on(with_example: Open) -> None:
    sent = encode((LeftOut("Events|acquire|Gone|1"), Moved("minutes", "*", 0.9, "times")))
    opened = with_example("what_if", what=sent)
    assert "“Gone” is in no sheet any more, so this changes nothing." in said(opened)
    assert headline(opened).startswith("A customer would cost €")


def test_scenarios_are_kept_and_stand_side_by_side_against_now(app: AppTest) -> None:
    keep(move(app, FASTER, 0.5), "Half the time")
    keep(move(app, FASTER, 0.9), "A tenth less")
    look_at(app, "compare")
    assert headline(app) == "Cost of a customer: “Half the time” is best, with €296."
    table = compared(app)
    assert table.loc["Cost of a customer"].tolist() == ["€538", "€296 (−€242)", "€490 (−€48)"]
    assert "Weakest link in all of them: “Angebot schreiben” (Events)" in said(app)
    app.button_group(key="what_if compared by").set_value("ceiling").run()
    assert headline(app).startswith("Customers a week at most: “Half the time” is best")


def test_a_scenario_is_loaded_copied_renamed_and_removed(app: AppTest) -> None:
    from pages.shared.workspace import workspace

    keep(move(app, FASTER, 0.5), "Half the time")
    app.button(key="what_if back minutes *").click().run()
    look_at(app, "compare")
    app.button(key="what_if load Half the time").click().run()
    assert headline(app).startswith("A customer would cost €296")
    look_at(app, "compare")
    app.button(key="what_if copy Half the time").click().run()
    app.text_input(key="what_if rename Half the time").set_value("Twice as fast").run()
    app.button(key="what_if renamed Half the time").click().run()
    assert [one.name for one in scenarios.all(workspace())] == ["Twice as fast", "Half the time (copy)"]
    app.button(key="what_if remove Half the time (copy)").click().run()
    assert [one.name for one in scenarios.all(workspace())] == ["Twice as fast"]
    assert not app.exception


def test_a_scenario_that_is_called_now_does_not_hide_what_is_now(app: AppTest) -> None:
    keep(move(app, FASTER, 0.5), "Now")
    look_at(app, "compare")
    assert compared(app).loc["Cost of a customer"].tolist() == ["€538", "€296 (−€242)"]


def test_a_scenario_without_a_name_is_refused(app: AppTest) -> None:
    keep(move(app, FASTER, 0.5), " ")
    assert "is no name for a scenario" in said(app)


def test_at_most_four_stand_side_by_side(app: AppTest) -> None:
    for part in (0.5, 0.6, 0.7, 0.8, 0.9):
        keep(move(app, FASTER, part), f"{part:.0%}")
    look_at(app, "compare")
    assert len(compared(app).columns) == 5


def test_what_is_kept_later_joins_those_that_are_compared(app: AppTest) -> None:
    keep(move(app, FASTER, 0.5), "Half the time")
    look_at(app, "compare")
    keep(move(look_at(app, "try"), FASTER, 0.9), "A tenth less")
    look_at(app, "compare")
    assert len(compared(app).columns) == 3


def test_new_data_flows_into_a_scenario(app: AppTest) -> None:
    keep(move(app, FASTER, 0.5), "Half the time")
    app.sidebar.text_input(key="hourly_rate").set_value("200").run()
    look_at(app, "compare")
    assert compared(app).loc["Cost of a customer"].tolist()[0] != "€538"
    assert "−" in compared(app).loc["Cost of a customer"].tolist()[1]


def test_the_tornado_is_of_the_figure_that_is_chosen(app: AppTest) -> None:
    look_at(app, "moves")
    app.selectbox(key="what_if_channel").select("Events").run()
    assert "€575" in app.get("vega_lite_chart")[0].proto.data.data.decode("utf-8", "ignore")
    app.button_group(key="what_if_answer").set_value("throughput").run()
    assert "moves how many customers come through most" in headline(app)
    ranges = next(one.value for one in app.dataframe if "basis" in one.value)
    assert "guessed: half to double" in ranges["basis"].tolist()


def test_a_target_is_reached_by_one_input_or_cannot_be(app: AppTest) -> None:
    look_at(app, "reach")
    app.selectbox(key="what_if_channel").select("Events").run()
    target = app.text_input(key="what_if target cost_per_win Events")
    assert target.value == "460"
    # 575 · 0.5 / 400 = 71.9 %.
    target.set_value("400").run()
    assert "Pass rate of “Angebot schreiben” (Events)" in said(app)
    assert "72%" in said(app)
    assert "Target €400, now €575" in said(app)
    app.text_input(key="what_if target cost_per_win Events").set_value("100").run()
    assert "cannot be reached by this alone" in said(app)
    app.text_input(key="what_if target cost_per_win Events").set_value("much less").run()
    assert "is no number that can be read with certainty" in said(app)


def test_the_next_best_step_is_the_one_with_the_least_effort(app: AppTest) -> None:
    from pages.shared.workspace import workspace

    look_at(app, "reach")
    assert headline(app).startswith("The next best step.")
    rows = table(app, "effort")
    last = rows["input"].tolist()[-1]
    typed(app, "effort", len(rows) - 1, "effort", "1")
    assert table(app, "effort")["input"].tolist()[0] == last
    assert list(settings.get(workspace(), "what_if_efforts").values()) == [1]
    assert last in headline(app)


def test_what_was_found_can_be_tried_with_a_click(app: AppTest) -> None:
    look_at(app, "reach")
    app.button(key="what_if try one").click().run()
    assert headline(app).startswith("A customer would cost €430 instead of €538.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_figure_is_left_without_words(with_example: Open, language: str) -> None:
    app = on_what_if(with_example(lang=language))
    keep(move(app, FASTER, 0.5), "Half")
    move(group(app, "price"), "what_if move price|Events", 2000.0)
    for section in ("try", "compare", "moves", "reach"):
        look_at(app, section)
        shown = " ".join(
            [said(app), *(str(cell) for one in app.dataframe for cell in one.value.to_numpy().flat)]
        )
        assert not {"nan", "None", "inf", "NaN", "NaT"} & set(shown.split())


def test_the_stops_of_a_slider_are_round_and_hold_where_it_stands() -> None:
    rate = stops(Input("pass_rate", "a", "to", "share", 1 / 3, 0.5, 0.0, 1.0))
    assert {0.0, 0.02, 1 / 3, 0.5, 1.0} <= set(rate)
    assert len(rate) < 130
    minutes = stops(Input("minutes", "a", "to", "minutes", 120.0, 120.0, 0.0, 1200.0))
    assert (minutes[0], minutes[1], minutes[-1]) == (0.0, 5.0, 360.0)
    assert stops(Input("price", "a", "to", "money", None, None, 0.0, 1e9))[0] == UNKNOWN


@given(
    st.sampled_from(["minutes", "share", "runs", "money", "money_per_hour", "hours", "per_week", "times"]),
    st.none() | st.floats(0, 1e6),
    st.none() | st.floats(0, 1e6),
)
def test_every_slider_has_few_stops_within_its_bounds_and_stands_on_one(
    unit: Unit, value: float | None, before: float | None
) -> None:
    one = Input("minutes", "a", "to", unit, value, before, 0.0, 1e6)
    found = stops(one)
    assert list(found) == sorted(set(found))
    assert 2 <= len(found) < 140
    assert all(known in found for known in (value, before) if known is not None)
    assert all(0 <= stop <= one.highest for stop in found if stop != UNKNOWN)


def test_without_wins_a_customer_is_told_by_channel(open_app: Open) -> None:
    app = open_app()
    load("search-ads-and-webinar.xlsx")
    on_what_if(app)
    channel = app.selectbox(key="what_if_channel")
    assert channel.options == ["Search ads", "Webinar"]
    channel.select("Webinar").run()
    assert "moves the cost of a customer from Webinar most" in headline(app)
    move(app, FASTER, 0.5)
    assert headline(app).startswith("A customer from Webinar would cost €")


def test_where_the_funnel_alone_is_known_the_throughput_is_told(open_app: Open) -> None:
    app = open_app()
    load("trichter.xlsx")
    on_what_if(app)
    assert "moves how many customers come through most" in headline(app)
    move(group(app, "keep"), "what_if move pass_rate|*", 0.5)
    assert headline(app).startswith("You would win ")


def test_a_delivery_alone_says_what_is_missing(open_app: Open) -> None:
    app = open_app()
    load("video-production-delivery.xlsx")
    assert headline(on_what_if(app)).startswith("What a customer costs is not known yet.")


@given(st.floats(0, 500), st.lists(st.floats(0, 500), max_size=30))
def test_every_stop_of_a_slider_has_a_text_of_its_own(stands: float, offered: list[float]) -> None:
    found = one_for_each_text(stands, offered, lambda value: f"{value:.0f} min")
    assert stands in found
    assert len({f"{value:.0f}" for value in found}) == len(found)
    assert {f"{value:.0f}" for value in (stands, *offered)} == {f"{value:.0f}" for value in found}


def test_one_slider_that_is_moved_moves_no_other(app: AppTest) -> None:
    # 71.6 minutes read like the next stop, 72: both are 1 h 12 min.
    app.selectbox(key="what_if process faster").select("deliver Videoproduktion").run()
    chosen = next(one for one in app.selectbox if str(one.key).startswith("what_if one of"))
    chosen.select("minutes|Videoproduktion|deliver|Drehplan schreiben|1").run()
    move(app, FASTER, 0.9)
    assert app.query_params["what"] == encode((Moved("minutes", "*", 0.9, "times"),))


STEPS = "Channel,Step,Minutes per run,Pass rate,Role"
TWICE = (STEPS, "E,Find,10,,Owner", "E,Call,20,0.5,Owner", "E,Call,30,0.5,Owner")


def test_of_two_steps_of_one_name_the_one_that_is_chosen_is_meant(open_app: Open) -> None:
    app = open_app()
    take("steps.csv", *TWICE)
    group(on_what_if(app), "hand_over")
    for step in ("E|acquire|Call|1", "E|acquire|Call|2"):
        app.selectbox(key="what_if_handed").select(step).run()
        assert app.selectbox(key="what_if_handed").value == step
    assert app.selectbox(key="what_if_handed").options == ["E: Find", "E: Call (1)", "E: Call (2)"]
    look_at(app, "reach")
    for step in ("minutes|E|acquire|Call|1", "minutes|E|acquire|Call|2"):
        app.selectbox(key="what_if reached by").select(step).run()
        assert app.selectbox(key="what_if reached by").value == step


def test_of_many_steps_the_one_that_is_chosen_is_moved_though_another_is_called_so(open_app: Open) -> None:
    app = open_app()
    take("steps.csv", STEPS, *(f"E,{'Call' if place > 10 else place},10,0.9,Owner" for place in range(13)))
    on_what_if(app).selectbox(key="what_if process faster").select("acquire E").run()
    app.selectbox(key="what_if one of faster acquire E").select("minutes|E|acquire|Call|1").run()
    assert [str(one.key) for one in app.select_slider][-1] == "what_if move minutes|E|acquire|Call|1"


def test_a_target_stays_the_same_in_another_language(app: AppTest) -> None:
    look_at(app, "reach")
    app.button_group(key="what_if_answer").set_value("throughput").run()
    app.text_input(key="what_if target throughput ").set_value("0.75").run()
    app.sidebar.selectbox(key="language_choice").select("de").run()
    assert app.text_input(key="what_if target throughput ").value == "0,75"
    assert not app.error
    app.sidebar.selectbox(key="language_choice").select("en").run()
    assert app.text_input(key="what_if target throughput ").value == "0.75"


MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05")
OUT: Changes = tuple(
    HandedOver(f"E|acquire|{step}|1", "partner", 1.0, 0.0, 5.0) for step in ("Call", "Offer")
)


@pytest.fixture
def counted(open_app: Open) -> Open:
    """A channel of two steps, counted for five months, and a role of ten hours."""
    open_app()
    take("steps.csv", STEPS, "E,Call,60,0.5,Owner", "E,Offer,30,0.5,Owner")
    take("roles.csv", "Role,Hourly rate,Hours per week", "Owner,80,10")
    stages = (("Lead", 40), ("Prospect", 10), ("Customer", 5))
    lines = [f"{month},E,{stage},{count}" for month in MONTHS for stage, count in stages]
    take("counts.csv", "Month,Channel,Stage,Count", *lines)
    return open_app


def test_a_limit_that_is_lifted_is_better_than_every_other(counted: Open) -> None:
    app = counted("what_if", what=encode(OUT))
    look_at(keep(app, "All out"), "compare")
    assert compared(app).loc["Customers a week at most"].tolist() == ["1.6", "no limit"]
    app.button_group(key="what_if compared by").set_value("ceiling").run()
    assert headline(app) == "Customers a week at most: “All out” is best, with no limit."


def test_where_nobody_comes_through_any_more_no_limit_is_not_lifted(counted: Open) -> None:
    nobody = (*OUT, Moved("pass_rate", "E|acquire|Offer|1", 0.0))
    app = look_at(keep(counted("what_if", what=encode(nobody)), "Nobody"), "compare")
    assert compared(app).loc["Customers a week at most"].tolist() == ["1.6", "not known"]


def test_a_scenario_whose_step_is_gone_says_so_where_it_is_compared(app: AppTest) -> None:
    from pages.shared.workspace import workspace

    scenarios.put(workspace(), "Old", (LeftOut("Events|acquire|Gone|1"),))
    look_at(app, "compare")
    assert "“Old”: “Gone” is in no sheet any more, so this changes nothing." in said(app)


def test_where_nobody_gets_through_it_says_past_which_step(open_app: Open) -> None:
    app = open_app()
    take("steps.csv", STEPS, "Ads,Page,5,0.3,Owner", "Ads,Ring,15,0,Owner", "Ads,Sign,5,,Owner")
    on_what_if(app)
    for section in ("try", "moves", "reach"):
        look_at(app, section)
        assert headline(app).startswith("Nobody gets past “Ring”, so Ads never wins a customer.")


def test_with_nothing_moved_nothing_is_as_now(open_app: Open) -> None:
    app = open_app()
    take("steps.csv", STEPS, "Ads,Page,5,0,Owner")
    on_what_if(app)
    assert "Weakest link: Too little is known" in said(app)
    assert "as now" not in said(app)


def test_a_figure_over_all_channels_says_how_they_are_put_together(app: AppTest) -> None:
    together = "Over all channels, each by the customers it wins."
    assert together in said(app)
    app.selectbox(key="what_if_channel").select("Events").run()
    assert together not in said(app)


def test_the_other_sections_say_what_they_start_from(app: AppTest) -> None:
    move(app, FASTER, 0.9)
    for section in ("moves", "reach"):
        assert "With what is moved on “Try”: Time for every step: 10% less" in said(look_at(app, section))
