"""How many get through: from the sheets as they are to rates, names matched, stages changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.sheets.intake import take_in
from core.store import settings, uploads
from core.store.funnel_settings import funnel_settings, put_meaning, put_source, put_window
from tests.pages.conftest import Open

EXPORT = """Deal;Kanal;Stufe;Datum
A;Messe;Erstgespräch geführt;01.03.2026
A;Messe;Muster gezeigt;09.03.2026
A;Messe;Auftrag;20.03.2026
B;Messe;Erstgespräch geführt;02.03.2026
B;Messe;Muster gezeigt;04.03.2026
C;Anzeige;Erstgespräch geführt;03.03.2026
D;Anzeige;Erstgespräch geführt;29.04.2026
"""


def keep(name: str, data: bytes) -> None:
    """Keep a file as the page Sheets does."""
    from pages.shared.workspace import workspace

    upload, _known = uploads.receive(workspace(), name, data)
    tables = [uploads.KeptTable(one.kind, one.sheet, one.rows) for one in take_in(name, data).tables]
    uploads.keep(workspace(), upload.id, tables)


def on_funnel(app: AppTest) -> AppTest:
    app.switch_page("pages/funnel.py").run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    blocks = (*app.header, *app.markdown, *app.caption, *app.warning)
    return " ".join(str(block.value) for block in blocks).replace("\\", "")


def stages(app: AppTest) -> dict[str, dict[str, str]]:
    table = next(
        table.value for table in app.dataframe if "people" in table.value and "before" in table.value
    )
    return {row["stage"]: row for row in table.to_dict("records")}


@pytest.fixture
def export(open_app: Open) -> AppTest:
    app = open_app()
    keep("deals.csv", EXPORT.encode())
    return on_funnel(app)


def test_the_example_tells_how_many_become_customers(example: AppTest) -> None:
    app = on_funnel(example)
    assert app.header[0].value.startswith("Of 4,400 people 4 become customers")
    assert stages(app)["Prospect"]["people"] == "17 people (2 still open)"
    assert "20 of 4,400" in stages(app)["Lead"]["before"]


def test_a_longer_window_takes_in_who_needed_longer(example: AppTest) -> None:
    from pages.shared.workspace import workspace

    assert "3 more cases became customers, but after the window of 30 days" in said(on_funnel(example))
    example.text_input(key="funnel_window").set_value("60").run()
    assert funnel_settings(workspace()).window_days == 60
    assert example.header[0].value.startswith("Of 4,400 people 7 become customers")


@pytest.mark.parametrize("typed", ["0", "1.5", "-3", "many", "99999"])
def test_a_window_that_is_none_is_refused_in_one_sentence(example: AppTest, typed: str) -> None:
    app = on_funnel(example)
    app.text_input(key="funnel_window").set_value(typed).run()
    assert not app.exception
    assert len(app.error) == 1
    assert typed.strip("-") in str(app.error[0].value)
    assert app.header[0].value.startswith("Of 4,400 people 4 become")


def test_names_that_nobody_knows_are_asked_and_count_once_they_are_matched(export: AppTest) -> None:
    assert "2 names in your sheets mean no stage yet" in said(export)
    export.selectbox(key="meaning erstgespräch geführt").select("lead").run()
    export.selectbox(key="meaning muster gezeigt").select("prospect").run()
    assert "mean no stage yet" not in said(export)
    assert stages(export)["Lead"]["people"] == "4 people (1 still open)"
    # A, B and C have had their thirty days by April 29th; D has not.
    assert stages(export)["Prospect"]["before"].startswith("2 of 3")
    assert stages(export)["Customer"]["before"].startswith("1 of 2")


def test_what_was_matched_once_is_remembered_for_the_next_export(export: AppTest) -> None:
    export.selectbox(key="meaning muster gezeigt").select("left out").run()
    keep("april.csv", EXPORT.replace("D;", "E;").encode())
    assert "Muster gezeigt" not in " ".join(box.label for box in on_funnel(export).selectbox)


def test_a_channel_is_looked_at_alone(example: AppTest) -> None:
    app = on_funnel(example)
    app.selectbox(key="funnel_channel").select("Events").run()
    assert app.header[0].value.startswith("Of 69 people 1 becomes a customer")


def test_a_period_is_held_against_the_one_before(example: AppTest) -> None:
    app = on_funnel(example)
    app.selectbox(key="funnel_by").select("quarter").run()
    app.selectbox(key="funnel_period quarter").select("2026-04-01").run()
    assert "Against Q1 2026" in " ".join(block.value for block in app.subheader)
    assert "2,108" in stages(app)["Suspect"]["people"]
    assert "which could be chance" in said(app)


def test_the_user_chooses_between_counts_and_events(example: AppTest) -> None:
    from pages.shared.workspace import workspace

    app = on_funnel(example)
    assert stages(app)["Customer"]["source"] == "events"
    put_source(workspace(), "customer", "counts")
    assert stages(on_funnel(app))["Customer"] == {
        **stages(app)["Customer"],
        "people": "7 people",
        "source": "counts",
    }


def test_a_stage_of_their_own_stands_between_the_others(example: AppTest) -> None:
    from pages.shared.workspace import workspace

    app = on_funnel(example)
    app.selectbox(key="stage_to_move").select("lead").run()
    app.text_input(key="new_stage").set_value("Call").run()
    app.button(key="insert_stage").click().run()
    own = funnel_settings(workspace()).stages[2]
    assert own.label == "Call"
    put_meaning(workspace(), "Telefonat", own.key)
    assert list(stages(on_funnel(app))) == ["Suspect", "Lead", "Call", "Prospect", "Customer"]
    assert stages(app)["Call"]["before"].startswith("15 of 18")
    app.button(key="six_stages").click().run()
    assert "Call" not in stages(app)


def test_two_stages_of_one_name_are_refused(example: AppTest) -> None:
    app = on_funnel(example)
    app.text_input(key="new_stage").set_value("lead").run()
    app.button(key="insert_stage").click().run()
    assert "Two stages are called" in str(app.error[0].value)


def test_each_view_below_the_funnel_tells_its_own(example: AppTest) -> None:
    app = on_funnel(example)
    for view, expected in {
        "stuck": "Stadtwerke Ahlen",
        "lost": "zu teuer",
        "cost": "€575",
    }.items():
        app.segmented_control(key="funnel_view").set_value(view).run()
        assert not app.exception
        tables = " ".join(str(table.value.values.tolist()) for table in app.dataframe)
        assert expected in tables, view
    app.segmented_control(key="funnel_view").set_value("time").run()
    assert len(app.get("vega_lite_chart")) == 2


def test_counts_alone_are_enough(open_app: Open) -> None:
    app = open_app()
    keep("zahlen.csv", b"Monat;Anfragen;Angebote;Auftr\xe4ge\nJanuar 2026;20;12;6\nFebruar 2026;30;15;9\n")
    app = on_funnel(app)
    assert app.header[0].value.startswith("Of 50 people 15 become customers (30%)")
    assert stages(app)["Prospect"]["before"] == "27 of 50, between 45 and 63 of 100"
    assert "stuck" not in app.segmented_control(key="funnel_view").options


def test_events_without_time_and_in_the_future_are_said(open_app: Open) -> None:
    app = open_app()
    soon = (dt.date.today() + dt.timedelta(days=400)).isoformat()
    rows = [
        "case,stage,time",
        "A,Lead,2026-01-02",
        "A,Offer,2026-01-05",
        "B,Lead,2026-01-03",
        f"B,Offer,{soon}",
    ]
    keep("events.csv", "\n".join(rows).encode())
    assert "One event is still to come" in said(on_funnel(app))
    assert stages(app)["Prospect"]["people"].startswith("1 people")


def test_the_canvas_stands_on_the_same_page(example: AppTest) -> None:
    app = on_funnel(example)
    app.segmented_control(key="funnel_or_canvas").set_value("canvas").run()
    assert not app.exception
    assert "The canvas" in [block.value for block in app.subheader]


def test_every_step_of_the_example_leads_to_a_stage(example: AppTest) -> None:
    from pages.shared.funnel_data import step_stages

    on_funnel(example)
    assert step_stages()["stage"].notna().all()


def test_settings_of_the_funnel_survive_a_restart(example: AppTest) -> None:
    from pages.shared.workspace import workspace

    put_window(workspace(), 45)
    assert settings.get(workspace(), "funnel_window") == 45
    assert on_funnel(example).text_input(key="funnel_window").value == "45"
    assert Path(str(workspace().path)).is_file()
