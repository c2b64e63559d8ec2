"""Where the time goes: the figures, and what moves them."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open


def on_steps(app: AppTest, process: str = "acquire Events") -> AppTest:
    app.switch_page("pages/steps.py").run()
    app.selectbox(key="process").select(process).run()
    assert not app.exception
    return app


def test_events_cost_5_h_45_min_and_575(example: AppTest) -> None:
    app = on_steps(example)
    assert app.header[0].value.startswith("A customer from Events costs 5 h 45 min and €575;")


def test_the_example_says_that_the_split_is_ours(example: AppTest) -> None:
    app = on_steps(example)
    assert any("split into nine steps is ours" in caption.value for caption in app.caption)


def test_at_0_an_hour_the_customer_costs_nothing(example: AppTest) -> None:
    app = on_steps(example)
    app.sidebar.text_input(key="hourly_rate").set_value("0").run()
    assert "5 h 45 min and €0;" in app.header[0].value
    assert app.query_params["rate"] == "0"


def test_a_german_rate_with_a_comma_is_understood_and_echoed(example: AppTest) -> None:
    app = on_steps(example)
    app.selectbox(key="language_choice").select("de").run()
    app.sidebar.text_input(key="hourly_rate").set_value("1.500,75").run()
    assert "1.500,75\u00a0€" in app.sidebar.caption[0].value


def test_a_rate_that_cannot_be_read_is_refused_and_the_last_one_stays(example: AppTest) -> None:
    app = on_steps(example)
    app.sidebar.text_input(key="hourly_rate").set_value("a lot").run()
    assert "“a lot” is no number" in app.sidebar.error[0].value
    assert "€575" in app.header[0].value


def test_a_shared_address_shows_the_senders_rate(example: AppTest, open_app: Open) -> None:
    app = open_app(rate="0")
    assert app.sidebar.text_input(key="hourly_rate").value == "0"


def test_a_typed_rate_is_still_there_after_a_reload(example: AppTest, open_app: Open) -> None:
    example.sidebar.text_input(key="hourly_rate").set_value("80").run()
    assert open_app().sidebar.text_input(key="hourly_rate").value == "80"


def test_a_step_that_was_inserted_and_stands_in_the_sheet_is_pointed_out(example: AppTest) -> None:
    app = on_steps(example)
    app.text_input(key="new step steps acquire Events").set_value("telefonat").run()
    app.button(key="insert steps acquire Events").click().run()
    assert "counts twice" in app.warning[0].value


def test_steps_can_be_inserted_moved_and_removed_and_each_change_taken_back(example: AppTest) -> None:
    app = on_steps(example)
    name = "steps acquire Events"
    app.text_input(key=f"new step {name}").set_value("Coffee").run()
    app.button(key=f"insert {name}").click().run()
    app.button(key=f"down {name}").click().run()
    app.button(key=f"remove {name}").click().run()
    assert not app.exception
    assert "€575" not in app.header[0].value
    said = " ".join(block.value for block in app.markdown)
    assert "**Coffee** inserted" in said
    assert "left out" in said
    app.button(key=f"revert all {name}").click().run()
    assert "€575" in app.header[0].value
