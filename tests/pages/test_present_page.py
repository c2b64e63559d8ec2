"""The story is arranged, noted, frozen and presented on its page."""

from __future__ import annotations

import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

from core.factory.actions import Action
from core.language import LANGUAGES
from core.store import actions, goal_settings, presentation
from tests.pages.conftest import Open


def on_present(app: AppTest) -> AppTest:
    app.switch_page("pages/present.py").run()
    assert not app.exception
    return app


def headline(app: AppTest) -> str:
    return str(app.header[0].value).replace("\\", "")


def said(app: AppTest) -> str:
    blocks = (*app.header, *app.subheader, *app.markdown, *app.caption, *app.info, *app.error)
    return " ".join(str(block.value) for block in blocks).replace("\\", "")


def turn(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def shown_order(app: AppTest) -> list[str]:
    return [box.label for box in app.checkbox if str(box.key).startswith("present_shown")]


@pytest.fixture
def loaded(example: AppTest) -> AppTest:
    """The page with the example loaded."""
    return on_present(example)


def test_an_empty_page_says_what_a_story_would_be(open_app: Open) -> None:
    app = open_app("present")
    assert headline(app).startswith("Here your figures become a story")
    assert app.button(key="try_the_example")


def test_the_example_is_a_story_of_five_slides_and_what_lacks_has_its_way(loaded: AppTest) -> None:
    assert headline(loaded) == "Your story has 5 slides, ready to be shown."
    assert "€575 from Events" in said(loaded)
    assert "Note what you changed, with its day" in said(loaded)
    assert "Say what you want to reach" in said(loaded)


def test_with_an_action_and_a_goal_there_are_seven(loaded: AppTest) -> None:
    from pages.shared.workspace import workspace

    actions.add(workspace(), Action(0, dt.date(2026, 4, 3), what="Call *back* within the hour"))
    for name, value in (("revenue", 120_000), ("revenue_per_customer", 6_000)):
        goal_settings.put_figure(workspace(), name, value)
    loaded.run()
    assert headline(loaded) == "Your story has 7 slides, ready to be shown."
    assert "What the story lacks" not in said(loaded)
    loaded.query_params["present"] = "1"
    for number in range(1, 8):
        loaded.query_params["slide"] = str(number)
        loaded.run()
        assert not loaded.exception
        assert f"{number} of 7" in said(loaded)
        assert len(loaded.header) == 1


def test_a_slide_is_left_out_and_taken_in_again(loaded: AppTest) -> None:
    loaded.checkbox(key="present_shown time").uncheck().run()
    assert headline(loaded) == "Your story has 4 slides, ready to be shown."
    loaded.checkbox(key="present_shown time").check().run()
    assert headline(loaded) == "Your story has 5 slides, ready to be shown."


def test_slides_are_moved_and_stay_so_after_a_restart(loaded: AppTest, open_app: Open) -> None:
    turn(loaded, "present_down cost")
    turn(loaded, "present_up ask")
    wanted = ["Where the time goes", "What a customer costs", "How many get through", "What we ask for"]
    assert shown_order(loaded) == [*wanted, "The weakest link"]
    assert shown_order(open_app("present")) == [*wanted, "The weakest link"]


def test_when_every_slide_is_left_out_they_can_still_be_taken_in(loaded: AppTest) -> None:
    for key in ("cost", "time", "funnel", "weakest_link", "ask"):
        loaded.checkbox(key=f"present_shown {key}").uncheck().run()
    assert not loaded.exception
    assert headline(loaded) == "Every slide is left out. Take one in again below."
    assert loaded.button(key="present_begin").disabled
    loaded.checkbox(key="present_shown ask").check().run()
    assert headline(loaded) == "Your story has 1 slide, ready to be shown."


def test_a_note_stands_on_its_slide_and_is_no_markdown(loaded: AppTest) -> None:
    loaded.text_area(key="present_note ask").set_value("We ask for *20,000 €*")
    loaded.button(key="present_note_keep ask").click().run()
    loaded.query_params.update({"present": "1", "slide": "5"})
    loaded.run()
    assert any("\\*20,000" in str(block.value) for block in loaded.markdown)


def test_presenting_begins_with_the_first_slide_turns_and_leaves(loaded: AppTest) -> None:
    turn(loaded, "present_begin")
    assert loaded.query_params["present"] == "1"
    assert "1 of 5" in said(loaded)
    assert "€575 from Events" in headline(loaded)
    assert loaded.button(key="show_back").disabled
    turn(loaded, "show_next")
    assert loaded.query_params["slide"] == "2"
    assert "5 h 45 min" in headline(loaded)
    assert not loaded.dataframe
    turn(loaded, "show_back")
    turn(loaded, "show_leave")
    assert "present" not in loaded.query_params
    assert "slide" not in loaded.query_params
    assert headline(loaded) == "Your story has 5 slides, ready to be shown."


@pytest.mark.parametrize(("asked", "shown"), [("3", 3), ("99", 5), ("0", 1), ("-1", 1), ("x", 1), ("²", 1)])
def test_a_reload_stays_on_the_slide_of_the_address(
    example: AppTest, open_app: Open, asked: str, shown: int
) -> None:
    app = open_app("present", present="1", slide=asked)
    assert f"{shown} of 5" in said(app)


def test_presenting_nothing_says_so_and_lets_go(open_app: Open) -> None:
    app = open_app("present", present="1")
    assert headline(app) == "There is no slide to show yet."
    turn(app, "show_leave")
    assert headline(app).startswith("Here your figures become a story")


def test_a_frozen_story_stays_as_it_was_when_the_figures_move(loaded: AppTest) -> None:
    from pages.shared.workspace import workspace

    loaded.text_input(key="present_freeze_name").set_value("Bank")
    turn(loaded, "present_freeze")
    (kept,) = presentation.frozen(workspace())
    assert kept.name == "Bank"
    loaded.sidebar.text_input(key="hourly_rate").set_value("50").run()
    assert "€575" not in said(loaded)
    loaded.selectbox(key="present_figures").select(str(kept.id)).run()
    assert not loaded.exception
    assert "€575 from Events" in said(loaded)
    assert loaded.query_params["frozen"] == str(kept.id)
    turn(loaded, "present_begin")
    assert "€575 from Events" in headline(loaded)
    turn(loaded, "show_leave")
    loaded.selectbox(key="present_figures").select("").run()
    assert "€575" not in said(loaded)
    turn(loaded, f"present_delete {kept.id}")
    assert presentation.frozen(workspace()) == []


def test_two_frozen_on_one_day_under_one_name_stay_apart(loaded: AppTest) -> None:
    from pages.shared.workspace import workspace

    for _time in range(2):
        loaded.text_input(key="present_freeze_name").set_value("Bank")
        turn(loaded, "present_freeze")
    later, earlier = (str(one.id) for one in presentation.frozen(workspace()))
    labels = loaded.selectbox(key="present_figures").options
    assert len(set(labels)) == len(labels) == 3
    for one in (earlier, later):
        loaded.selectbox(key="present_figures").select(one).run()
        # Looking at another slide changes nothing of it.
        loaded.button_group(key="present_preview").set_value("time").run()
        assert loaded.query_params["frozen"] == loaded.selectbox(key="present_figures").value == one


def test_a_goal_that_is_set_is_not_asked_for_again(loaded: AppTest) -> None:
    from pages.shared.workspace import workspace

    goal_settings.put_figure(workspace(), "happy_per_week", 3.0)
    goal_settings.put_aim(workspace(), "happy")
    loaded.run()
    assert "Say what you want to reach" not in said(loaded)
    assert "**What the goal takes**: How many customers the goal takes cannot be told yet." in said(loaded)


def test_a_frozen_story_that_was_deleted_gives_way_to_the_figures_of_now(
    loaded: AppTest, open_app: Open
) -> None:
    from pages.shared.workspace import workspace

    turn(loaded, "present_freeze")
    (kept,) = presentation.frozen(workspace())
    presentation.forget(workspace(), kept.id)
    app = open_app("present", frozen=str(kept.id))
    assert headline(app) == "Your story has 5 slides, ready to be shown."


def test_a_frozen_story_that_cannot_be_read_says_so_and_can_be_deleted(
    loaded: AppTest, open_app: Open
) -> None:
    from pages.shared.workspace import workspace

    kept = presentation.freeze(workspace(), "Broken", "no story", "no story")
    app = open_app("present", frozen=str(kept.id))
    assert "cannot be read any more" in said(app)
    turn(app, f"present_delete {kept.id}")
    assert headline(app) == "Your story has 5 slides, ready to be shown."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slide_is_presented_in_every_language(example: AppTest, open_app: Open, language: str) -> None:
    for number in range(1, 6):
        app = open_app("present", present="1", slide=str(number), lang=language)
        assert not app.exception
        assert len(app.header) == 1
        assert not {"nan", "None", "inf", "NaN"} & set(said(app).split())


def test_files_carry_the_name_and_the_day(loaded: AppTest) -> None:
    from pages.shared.present_files import file_called

    buttons = [button.proto.label for button in loaded.get("download_button")]
    assert {"PowerPoint", "One page", "PDF", "Excel workbook"} <= set(buttons)
    day = dt.date(2026, 4, 3)
    assert file_called("Studio / Nord", day, "pptx") == "Studio %2F Nord 2026-04-03.pptx"
    assert file_called("", day, "pdf") == "Stepwise 2026-04-03.pdf"
    # That of a frozen story is another file than that of the present one.
    frozen = dt.datetime(2026, 4, 3, 9, 5)
    assert file_called("", frozen, "pdf") == "Stepwise 2026-04-03 0905.pdf"


def test_the_name_of_the_business_stands_on_every_slide(loaded: AppTest) -> None:
    loaded.text_input(key="present_name").set_value("Studio Nord").run()
    turn(loaded, "present_begin")
    assert "Studio Nord · Figures of" in said(loaded)
