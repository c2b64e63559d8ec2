"""The customer's side: what it costs them, what is typed in place, possible changes, and decisions."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from core.customer.self_service import Handover
from core.store import Workspace, changes, decisions, handovers, uploads
from core.store.uploads import KeptTable
from tests.pages.conftest import Open
from tests.steps.processes import EVENTS, process

CALL = "Events|acquire|phone|1"


def opened() -> Workspace:
    from pages.shared.workspace import workspace

    return workspace()


def on_page(app: AppTest) -> AppTest:
    app.switch_page("pages/customer_side.py").run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    blocks = (*app.header, *app.subheader, *app.markdown, *app.caption, *app.info, *app.warning, *app.error)
    return " ".join(str(block.value) for block in blocks).replace("\\", "")


def headline(app: AppTest) -> str:
    return str(app.header[0].value).replace("\\", "")


def alts(app: AppTest) -> list[str]:
    return [str(chart.proto.alt) for chart in app.get("vega_lite_chart")]


def keep_events(name: str = "events.xlsx", **noted: list[Any]) -> None:
    """Keep the worked example's sheet."""
    rows = process(EVENTS, **noted).drop(columns=["step_id", "position"])
    upload, _ = uploads.receive(opened(), name, name.encode())
    uploads.keep(opened(), upload.id, [KeptTable("process", "Events", rows)])


def type_into(app: AppTest, row: int, column: str, value: str | None) -> AppTest:
    """Type into the table of the customer's way; AppTest itself has no way to."""
    editor = next(one for one in app.data_editor if "customer_minutes" in one.value)
    states = app._tree.get_widget_states()
    cell = states.widgets.add()
    cell.id = editor.proto.id
    edited = {"edited_rows": {str(row): {column: value}}, "added_rows": [], "deleted_rows": []}
    cell.string_value = json.dumps(edited)
    app._run(states)
    assert not app.exception
    return app


def form(app: AppTest, field: str) -> str:
    every = (*app.text_input, *app.selectbox, *app.slider, *app.checkbox, *app.date_input)
    return next(
        str(one.key) for one in every if "form" in str(one.key) and str(one.key).endswith(f" {field}")
    )


def test_the_example_says_what_a_customer_gives_and_how_long_they_wait(example: AppTest) -> None:
    app = on_page(example)
    # 10 + 2 + 5 + 20 + 15 to be won, 5 + 90 + 20 + 15 + 120 + 30 + 15 + 20 for the film.
    assert headline(app).startswith("A customer from Events gives you 6 h 7 min and waits 18 days; ")
    assert "worth anything to them" in headline(app)
    # 10 talks and letters, 4 arranged, 3 calls, 2 offers, one film.
    assert "up to 10 people spend 9 h 5 min with you all together" in said(app)
    assert any(
        "“Interview drehen” takes most of the customer's time: 2 h of 6 h 7 min" in alt for alt in alts(app)
    )
    assert "Of 44 steps you noted the customer's minutes for 13" in said(app)
    app.selectbox(key="customer_channel").select("Webinar").run()
    assert headline(app).startswith("A customer from Webinar gives you 7 h 15 min")


def test_a_sheet_without_the_customer_says_what_to_note_and_where(open_app: Open) -> None:
    app = open_app()
    keep_events()
    on_page(app)
    assert headline(app) == "What a customer from Events spends with you is not noted yet."
    assert "who performs a step" in said(app)
    assert "Performed by, Customer minutes, Waiting and Value to the customer" in said(app)
    assert alts(app) == []
    for unfit in ("nan", "None", "inf", "NaN"):
        assert unfit not in said(app).split()


def test_what_is_typed_in_place_counts_at_once_and_lasts_when_the_sheet_is_replaced(open_app: Open) -> None:
    from pages.shared.customer_data import ways

    app = open_app()
    keep_events()
    on_page(app)
    for field, detail in (
        ("customer_minutes", {"customer_minutes": 20.0}),
        ("waiting", {"waiting": 2880.0}),
    ):
        changes.add(
            opened(), "set", CALL, channel="Events", phase="acquire", field=field, written="x", detail=detail
        )
    app.run()
    assert headline(app) == "A customer from Events gives you 20 min and waits 2 days."
    (old,) = uploads.kept(opened())
    rows = process([*EVENTS, ("thank them", 5, 1)]).drop(columns=["step_id", "position"])
    newer, _ = uploads.receive(opened(), "events.xlsx", b"newer")
    uploads.keep(opened(), newer.id, [KeptTable("process", "Events", rows)], replaces=old.id)
    app.run()
    assert headline(app) == "A customer from Events gives you 20 min and waits 2 days."
    assert ways()["Events"][1].steps == 10


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("customer_minutes", "1.5 h", 90.0),
        ("customer_minutes", "0", 0.0),
        ("customer_minutes", None, None),
        ("waiting", "3 days", 4320.0),
        ("customer_value", "waste", "waste"),
        ("customer_value", "–", None),
        ("performed_by", "partner", "partner"),
    ],
)
def test_a_cell_is_read_as_the_cell_of_a_sheet(
    open_app: Open, field: str, typed: str | None, kept: object
) -> None:
    app = open_app()
    keep_events()
    type_into(on_page(app), 7, field, typed)
    (change,) = changes.changes(opened())
    assert (change.step, change.field, change.detail[field]) == (CALL, field, kept)


def test_minutes_typed_in_place_are_the_answer_at_once(open_app: Open) -> None:
    app = open_app()
    keep_events()
    type_into(on_page(app), 7, "customer_minutes", "25")
    assert headline(app) == "A customer from Events gives you 25 min."


def test_a_cell_that_cannot_be_read_is_said_and_not_kept(open_app: Open) -> None:
    app = open_app()
    keep_events()
    type_into(on_page(app), 7, "waiting", "2 months")
    assert "phone: “2 months” is given in months" in app.error[0].value
    assert changes.changes(opened()) == []


def test_a_german_chooses_in_german_and_it_means_the_same(open_app: Open) -> None:
    app = open_app(lang="de")
    keep_events()
    type_into(on_page(app), 7, "customer_value", "Verschwendung")
    type_into(app, 8, "performed_by", "Kunde")
    assert [list(one.detail.values()) for one in changes.changes(opened())] == [["waste"], ["customer"]]


def test_a_possible_change_is_tried_changed_and_removed(open_app: Open) -> None:
    app = open_app()
    keep_events(
        customer_minutes=[float("nan")] * 7 + [20.0, 15.0], waiting=[float("nan")] * 7 + [2880.0, 0.0]
    )
    on_page(app)
    app.selectbox(key="handover step").select(CALL).run()
    assert (
        "Today, each time: you 20 min, the customer 20 min, waiting 2 days. For one customer it is done 3×."
        in (said(app))
    )
    assert app.text_input(key=form(app, "waiting")).value == "2 days"
    app.selectbox(key=form(app, "to")).select("system").run()
    assert app.text_input(key=form(app, "theirs")).value == "20"
    app.slider(key=form(app, "adoption")).set_value(60)
    app.text_input(key=form(app, "left")).set_value("2")
    app.text_input(key=form(app, "theirs")).set_value("5 min")
    app.text_input(key=form(app, "waiting")).set_value("1 day")
    app.text_input(key=form(app, "setup")).set_value("€540")
    app.button(key="handover keep ").click().run()
    assert not app.exception
    (kept,) = handovers.all(opened())
    assert kept == Handover(kept.id, CALL, "system", 0.6, 2.0, 5.0, 1440.0, 540.0, 0.0)
    words = said(app)
    assert "**phone → system** · both gain" in words
    # 0.6 · 15 minutes and 0.6 of a day for the customer; 0.6 · 18 · 3 minutes at 100 an hour for us.
    assert "For the customer: 9 min less of their time and 14 h 24 min less waiting" in words
    assert "For you: +€54 and +32 min a customer" in words
    assert "The set-up of €540 is earned after 10 customers." in words
    assert "How many customers you win in a week is not known" in words
    assert any("This change helps both of you" in alt for alt in alts(app))
    app.button(key=f"handover change {kept.id}").click().run()
    left = next(
        str(one.key) for one in app.text_input if str(one.key).startswith(f"handover form {kept.id}#")
    )
    app.text_input(key=left).set_value("20")
    app.button(key=f"handover keep {kept.id}").click().run()
    assert handovers.all(opened())[0].minutes_left == 20
    assert "This change is no clear yes" in " ".join(alts(app))
    app.button(key=f"handover remove {kept.id}").click().run()
    assert handovers.all(opened()) == []


NOTHING = [float("nan")] * 7


def kept_unchanged(app: AppTest, kept: Handover) -> Handover:
    """What is kept after the form of a change was opened and sent off with nothing typed."""
    app.button(key=f"handover change {kept.id}").click().run()
    app.button(key=f"handover keep {kept.id}").click().run()
    assert not app.exception
    return next(one for one in handovers.all(opened()) if one.id == kept.id)


@pytest.mark.parametrize("locale", ["en-US", "de-DE", "nb-NO"])
@pytest.mark.parametrize("waiting", [0.0, 1.0, 90.4, 1800.0, 2160.0, 5000.0, 100 / 3, 1e6, None])
def test_a_change_opened_and_kept_is_as_it_was(open_app: Open, locale: str, waiting: float | None) -> None:
    app = open_app(locale=locale)
    keep_events()
    fine = Handover("", CALL, "system", 0.333, 1 / 3, 16 / 3, waiting, 1234.5678912, 0.12345678)
    kept = handovers.add(opened(), fine)
    assert kept_unchanged(on_page(app), kept) == kept


@pytest.mark.parametrize("who", ["system", "partner", "us"])
def test_a_form_left_as_it_is_gains_and_costs_the_customer_nothing(open_app: Open, who: str) -> None:
    app = open_app()
    keep_events(customer_minutes=[*NOTHING, 16 / 3, 0.0], waiting=[*NOTHING, 1800.0, 0.0])
    on_page(app)
    app.selectbox(key="handover step").select(CALL).run()
    app.selectbox(key=form(app, "to")).select(who).run()
    # 30 hours are no 1.3 days.
    assert app.text_input(key=form(app, "waiting")).value == "30 h"
    app.button(key="handover keep ").click().run()
    (kept,) = handovers.all(opened())
    assert (kept.to, kept.customer_minutes, kept.waiting) == (who, 16 / 3, 1800.0)
    assert "For the customer: nothing, and they lose nothing" in said(app)


def test_what_is_handed_to_the_customer_takes_them_our_minutes_too(open_app: Open) -> None:
    app = open_app()
    keep_events(customer_minutes=[*NOTHING, 0.0, float("nan")])
    on_page(app)
    app.selectbox(key="handover step").select(CALL).run()
    assert app.text_input(key=form(app, "theirs")).value == "20"
    app.button(key="handover keep ").click().run()
    assert "For the customer: 20 min more of their time" in said(app)
    assert "**phone → customer** · only you gain" in said(app)
    # Of the offer nobody noted what it takes of the customer.
    app.selectbox(key="handover step").select("Events|acquire|offer|1").run()
    assert app.text_input(key=form(app, "theirs")).value == ""
    app.button(key="handover keep ").click().run()
    assert handovers.all(opened())[1].customer_minutes is None
    assert "**offer → customer** · not known yet" in said(app)


def test_steps_of_one_name_stay_apart_where_one_is_chosen(open_app: Open) -> None:
    app = open_app()
    rows = process([("call", 20, 1), ("call", 20, 1)]).drop(columns=["step_id", "position"])
    upload, _ = uploads.receive(opened(), "twice.xlsx", b"twice")
    uploads.keep(opened(), upload.id, [KeptTable("process", "Events", rows)])
    on_page(app)
    assert [one.split(" · ")[0] for one in app.selectbox(key="handover step").options] == [
        "Events: call (1)",
        "Events: call (2)",
    ]
    for step in ("Events|acquire|call|2", "Events|acquire|call|1"):
        app.selectbox(key="handover step").select(step).run()
        assert app.selectbox(key="handover step").value == step


def test_what_cannot_be_read_is_said_and_nothing_is_kept(open_app: Open) -> None:
    app = open_app()
    keep_events()
    on_page(app)
    app.text_input(key=form(app, "left")).set_value("soon")
    app.button(key="handover keep ").click().run()
    assert not app.exception
    assert "soon" in app.error[0].value
    assert handovers.all(opened()) == []
    assert app.text_input(key=form(app, "left")).value == "soon"


def test_a_change_whose_step_is_gone_is_said_and_can_be_removed(open_app: Open) -> None:
    app = open_app()
    keep_events()
    kept = handovers.add(opened(), Handover("", "Events|acquire|dance|1"))
    on_page(app)
    assert "Events: dance" in said(app)
    assert "Its step is in no sheet any more" in said(app)
    # There would be no form to open.
    assert f"handover change {kept.id}" not in [one.key for one in app.button]
    app.button(key=f"handover remove {kept.id}").click().run()
    assert handovers.all(opened()) == []


def test_a_change_becomes_a_decision_with_one_click_and_is_decided(open_app: Open) -> None:
    app = open_app()
    keep_events(customer_minutes=[float("nan")] * 7 + [20.0, float("nan")])
    change = handovers.add(opened(), Handover("", CALL, "system", 1.0, 0.0, 5.0))
    on_page(app)
    app.button(key=f"handover decide {change.id}").click().run()
    assert not app.exception
    (kept,) = decisions.all(opened())
    assert (kept.what, kept.customer_gains, kept.we_gain) == (
        "phone → system",
        "15 min less of their time",
        "+€100 and +1 h a customer",
    )
    assert (kept.both, kept.decided, kept.handover) == (True, "later", change.id)
    assert "In your decisions since" in said(app)
    assert f"handover decide {change.id}" not in [one.key for one in app.button]
    app.segmented_control(key=f"decision decided {kept.id}").set_value("yes").run()
    assert decisions.all(opened())[0].decided == "yes"


def test_a_decision_begins_with_the_customer(open_app: Open) -> None:
    app = open_app()
    keep_events()
    on_page(app)
    field = next(str(one.key) for one in app.text_input if str(one.key).startswith("decision form"))
    app.text_input(key=field.replace(" theirs", " what")).set_value("Book online")
    app.button(key="decision keep ").click().run()
    assert "Begin with the customer" in app.error[0].value
    assert decisions.all(opened()) == []
    app.text_input(key=field).set_value("*No* waiting")
    app.checkbox(key=field.replace(" theirs", " both")).check()
    app.button(key="decision keep ").click().run()
    assert not app.exception
    (kept,) = decisions.all(opened())
    assert (kept.what, kept.customer_gains, kept.both) == ("Book online", "*No* waiting", True)
    assert any("\\*No\\* waiting" in str(block.value) for block in app.markdown)
    app.button(key=f"decision correct {kept.id}").click().run()
    field = next(
        str(one.key) for one in app.text_input if str(one.key).startswith(f"decision form {kept.id}#")
    )
    app.text_input(key=field).set_value("Two days less")
    app.button(key=f"decision keep {kept.id}").click().run()
    assert decisions.all(opened())[0].customer_gains == "Two days less"
    app.button(key=f"decision remove {kept.id}").click().run()
    assert decisions.all(opened()) == []


def test_a_german_types_days_and_commas(open_app: Open) -> None:
    app = open_app(lang="de")
    keep_events(
        customer_minutes=[float("nan")] * 7 + [20.0, float("nan")], waiting=[float("nan")] * 7 + [2160.0, 0.0]
    )
    on_page(app)
    assert "1,5 Tage" in headline(app)
    app.selectbox(key="handover step").select(CALL).run()
    app.text_input(key=form(app, "theirs")).set_value("2,5")
    app.text_input(key=form(app, "waiting")).set_value("0,5 Tage")
    app.text_input(key=form(app, "fee")).set_value("1,50 €")
    app.button(key="handover keep ").click().run()
    assert not app.exception
    (kept,) = handovers.all(opened())
    assert (kept.customer_minutes, kept.waiting, kept.fee) == (2.5, 720.0, 1.5)


def test_where_nobody_gets_through_the_page_says_so(open_app: Open) -> None:
    app = open_app()
    rows = process([("call", 20, 0), ("sign", 3, None)], customer_minutes=[20.0, 1.0])
    upload, _ = uploads.receive(opened(), "stuck.xlsx", b"stuck")
    uploads.keep(
        opened(), upload.id, [KeptTable("process", "Events", rows.drop(columns=["step_id", "position"]))]
    )
    handovers.add(opened(), Handover("", "Events|acquire|call|1"))
    on_page(app)
    assert headline(app) == "Nobody gets past “call”, so Events never wins a customer."
    assert "Today, each time: you 20 min, the customer 20 min, waiting not noted." in said(app)
    assert "it is done" not in said(app)
    assert "Nobody gets through to the end there, so nothing can be told." in said(app)
    for unfit in ("nan", "None", "inf", "NaN"):
        assert unfit not in said(app).replace(",", " ").replace(".", " ").split()


def test_what_was_noted_over_the_sheet_is_listed_and_can_be_taken_back(open_app: Open) -> None:
    app = open_app()
    keep_events(customer_minutes=[float("nan")] * 7 + [20.0, float("nan")])
    kept = changes.add(
        opened(),
        "set",
        CALL,
        channel="Events",
        phase="acquire",
        field="customer_minutes",
        written="45",
        detail={"customer_minutes": 45.0},
    )
    changes.add(
        opened(),
        "set",
        CALL,
        channel="Events",
        phase="acquire",
        field="cash",
        written="5",
        detail={"cash": 5.0},
    )
    on_page(app)
    assert "gives you 45 min" in headline(app)
    assert "**phone**: customer minutes is 45" in said(app)
    assert "cash is 5" not in said(app)
    app.button(key=f"revert {kept.id}").click().run()
    assert "gives you 20 min" in headline(app)


def test_the_table_shows_nothing_that_nobody_said(open_app: Open) -> None:
    from pages.shared.customer_data import ways
    from pages.shared.customer_table import _shown

    app = open_app()
    keep_events(waiting=[float("nan")] * 8 + [2880.0])
    on_page(app)
    shown = _shown(ways()["Events"][0], "en")
    assert shown["performed_by"].tolist() == ["us"] * 9
    assert shown["customer_value"].tolist() == ["–"] * 9
    assert shown["waiting"].tolist() == [""] * 8 + ["2 days"]
    assert not pd.isna(shown).to_numpy().any()
