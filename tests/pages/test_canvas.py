"""The canvas on the page: read as on a wall, written stage by stage, kept as it is written."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from core.funnel.canvas import with_cell
from core.funnel.funnel import Funnel, Reached
from core.funnel.rates import Rate
from core.funnel.stages import DEFAULT_STAGES, Stage
from core.store import canvas
from tests.pages.conftest import Open

SUSPECT, LEAD, PROSPECT = DEFAULT_STAGES[:3]
MEASURED = Funnel(
    (
        Reached(SUSPECT, "counts", 40.0),
        Reached(LEAD, "counts", 12.0, from_before=Rate.counted(12, 40), before=SUSPECT),
        *(Reached(stage) for stage in DEFAULT_STAGES[2:]),
    )
)


def page(stages: object, funnel: object, costs: object) -> None:
    """What stands around the canvas wherever it is drawn."""
    from pages.shared import inputs, session
    from pages.shared.canvas import draw_canvas
    from pages.shared.opened import settle

    opened = settle()
    session.speak_as_before(inputs.language(opened))
    inputs.draw(opened, {})
    session.tell()
    draw_canvas(stages, funnel, costs)


def open_canvas(
    stages: tuple[Stage, ...] = DEFAULT_STAGES,
    funnel: Funnel | None = None,
    costs: pd.DataFrame | None = None,
    locale: str = "en-US",
) -> AppTest:
    app = AppTest.from_function(page, args=(stages, funnel, costs), default_timeout=30)
    app.context = {"locale": locale}
    app.run()
    assert not app.exception
    return app


@pytest.fixture(autouse=True)
def one_workspace(open_app: Open) -> None:
    """The workspace of `open_app`, without its pages."""


def said(app: AppTest) -> str:
    blocks = (*app.markdown, *app.caption, *app.info, *app.error)
    return " ".join(str(block.value) for block in blocks).replace("\\", "")


def kept(stage: str) -> Any:
    from pages.shared.workspace import workspace

    return canvas.all(workspace())[stage]


def at(app: AppTest, stage: str) -> AppTest:
    """Choose a stage to write at; "" is the wall."""
    app.button_group(key="canvas stage").set_value(stage).run()
    assert not app.exception
    return app


def take_over(app: AppTest, example: str) -> AppTest:
    app.button_group(key="canvas example#0").set_value(example).run()
    app.button(key="canvas take over").click().run()
    assert not app.exception
    return app


def test_an_empty_canvas_says_what_would_be_here_and_offers_two_examples() -> None:
    app = open_canvas()
    assert "Here you will see on one wall" in app.info[0].value
    assert app.button_group(key="canvas example#0").options == ["Hairdresser", "Electronics design service"]
    assert not app.text_area


def test_an_example_is_read_before_anything_is_kept() -> None:
    from pages.shared.workspace import workspace

    app = open_canvas()
    app.button_group(key="canvas example#0").set_value("electronics").run()
    assert "about 8,000 firms with 25,000 contacts" in said(app)
    assert "50 % assumed" in said(app)
    assert canvas.all(workspace()) == {}


def test_an_example_taken_over_fills_the_wall_but_not_what_was_written() -> None:
    from pages.shared.workspace import workspace

    canvas.change(workspace(), "lead", lambda row: with_cell(row, "task", "My own way"))
    app = take_over(open_canvas(), "hairdresser")
    assert "My own way" in said(app)
    assert "Slows down, looks in, reads the prices." in said(app)
    assert "0 of 3 small gestures done" in said(app)
    assert kept("lead").task == "My own way"
    assert kept("lead").assumed_rate is None


def test_a_stage_that_was_left_out_is_neither_shown_nor_filled() -> None:
    from pages.shared.workspace import workspace

    take_over(open_canvas(DEFAULT_STAGES[:4]), "hairdresser")
    assert set(canvas.all(workspace())) == {stage.key for stage in DEFAULT_STAGES[:4]}


def test_what_is_written_is_kept_at_once_and_there_after_a_reload() -> None:
    app = at(open_canvas(), "lead")
    app.text_area(key="canvas task lead").set_value("Call back\n*today*").run()
    app.text_input(key="canvas owner lead").set_value("Anna").run()
    assert (kept("lead").task, kept("lead").owner) == ("Call back\n*today*", "Anna")
    again = open_canvas()
    cards = " ".join(str(block.value) for block in again.markdown)
    # Two lines, and signs that Markdown leaves alone.
    assert ":small[Call back]  \n:small[\\*today\\*]" in cards
    assert at(again, "lead").text_area(key="canvas task lead").value == "Call back\n*today*"


def test_a_card_leads_to_its_stage() -> None:
    app = take_over(open_canvas(), "hairdresser")
    app.button(key="canvas edit prospect").click().run()
    assert app.button_group(key="canvas stage").value == "prospect"
    assert app.text_area(key="canvas metric prospect").value.startswith("Of those who ask")


def test_what_another_window_wrote_is_shown_by_the_next_run() -> None:
    app = at(open_canvas(), "lead")
    other = at(open_canvas(), "lead")
    other.text_area(key="canvas task lead").set_value("Call back").run()
    app.text_area(key="canvas metric lead").set_value("Calls").run()
    assert app.text_area(key="canvas task lead").value == "Call back"
    assert (kept("lead").task, kept("lead").metric) == ("Call back", "Calls")


def test_a_metric_shows_the_measured_figure_with_its_evidence() -> None:
    app = at(open_canvas(funnel=MEASURED), "lead")
    app.selectbox(key="canvas figure lead").select("rate").run()
    assert "**12 of 40 (30%)** · between 22 and 40 of 100; counted in your sheets" in said(app)
    assert "**12 of 40 (30%)**" in said(at(app, ""))


def test_a_metric_whose_figure_is_missing_says_so() -> None:
    app = at(open_canvas(funnel=MEASURED), "prospect")
    app.selectbox(key="canvas figure prospect").select("people").run()
    assert "How many got here: not measured yet" in said(app)


def test_the_cost_of_a_stage_is_shown_where_one_figure_can_be_told() -> None:
    costs = pd.DataFrame(
        {
            "channel": ["Ads", "Ads", "Events"],
            "stage": ["lead", "prospect", "prospect"],
            "minutes_to_reach": [56.25, 100.0, 200.0],
            "cost_to_reach": [93.75, 170.0, 340.0],
        }
    )
    app = at(open_canvas(costs=costs), "lead")
    app.selectbox(key="canvas figure lead").select("cost").run()
    assert "**€94** · for each who gets here" in said(app)
    at(app, "prospect").selectbox(key="canvas figure prospect").select("cost").run()
    assert "Cost of each who gets here: not measured yet" in said(app)


def test_an_assumption_stands_beside_what_was_measured() -> None:
    app = at(open_canvas(funnel=MEASURED), "lead")
    app.text_input(key="canvas assumed lead").set_value("1 of 4").run()
    assert "25 % assumed: within what we measured (between 22 and 40 of 100)" in said(app)
    app.text_input(key="canvas assumed lead").set_value("60").run()
    assert "60 % assumed: outside what we measured (between 22 and 40 of 100)" in said(app)
    assert app.text_input(key="canvas assumed lead").value == "60 %"
    app.text_input(key="canvas assumed lead").set_value("").run()
    assert kept("lead").assumed_rate is None


def test_an_assumption_that_can_be_misread_is_refused_and_the_kept_one_stays() -> None:
    app = at(open_canvas(), "lead")
    app.text_input(key="canvas assumed lead").set_value("30 %").run()
    app.text_input(key="canvas assumed lead").set_value("0.3").run()
    assert "“0.3” can be 0.3 percent or 30 percent." in said(app)
    assert app.text_input(key="canvas assumed lead").value == "30 %"
    assert kept("lead").assumed_rate == pytest.approx(0.3)


def test_an_assumption_is_read_and_shown_in_the_notation_of_the_reader() -> None:
    app = at(open_canvas(locale="de-DE"), "lead")
    app.text_input(key="canvas assumed lead").set_value("12,5").run()
    assert app.text_input(key="canvas assumed lead").value == "12,5 %"
    assert kept("lead").assumed_rate == 0.125


def test_the_first_stage_asks_for_no_share_of_a_stage_before() -> None:
    app = at(open_canvas(funnel=MEASURED), "suspect")
    assert not [field for field in app.text_input if "assumed" in str(field.key)]
    assert "Share of the stage before" not in app.selectbox(key="canvas figure suspect").options


def test_a_gesture_is_added_ticked_with_its_day_and_removed() -> None:
    app = at(open_canvas(), "lead")
    app.text_input(key="canvas new lead").set_value("Send a *card*").run()
    app.text_input(key="canvas new lead").set_value("Use their name").run()
    assert app.text_input(key="canvas new lead").value == ""
    card, name = kept("lead").checklist
    app.checkbox(key=f"canvas done {card.id}").check().run()
    done = kept("lead").checklist[0]
    assert done.done
    assert str(done.day.year) in app.checkbox(key=f"canvas done {card.id}").label
    app.button(key=f"canvas remove {name.id}").click().run()
    assert kept("lead").checklist == (done,)
    app.checkbox(key=f"canvas done {card.id}").uncheck().run()
    assert kept("lead").checklist[0].day is None
