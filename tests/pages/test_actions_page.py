"""The actions page: what was done is noted, judged, corrected and removed; what is missing is said."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from core.factory.actions import Action
from core.store import Workspace, actions, uploads, verdicts
from core.store.uploads import KeptTable
from core.store.verdicts import KeptVerdict
from tests.pages.conftest import Open

MONDAY = dt.date(2024, 1, 1)
"""Long enough ago that everything counted here is over."""


def opened() -> Workspace:
    from pages.shared.workspace import workspace

    return workspace()


def on_actions(app: AppTest) -> AppTest:
    app.switch_page("pages/actions.py").run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    blocks = (*app.header, *app.subheader, *app.markdown, *app.caption, *app.info, *app.warning, *app.error)
    return " ".join(str(block.value) for block in blocks).replace("\\", "")


def told(chart: object) -> str:
    """What is said of a chart to whoever cannot see it: its finding first."""
    return str(chart.proto.alt)  # type: ignore[attr-defined]


def headline(app: AppTest) -> str:
    return str(app.header[0].value).replace("\\", "")


def keep(kind: str, rows: pd.DataFrame) -> None:
    """Keep a sheet of these rows, as if it had been uploaded."""
    upload, _ = uploads.receive(opened(), f"{kind}.csv", kind.encode())
    table = KeptTable(kind, "Sheet1", rows.assign(row=range(2, 2 + len(rows))))
    uploads.keep(opened(), upload.id, [table])


def counted(leads: list[int], customers: list[int]) -> None:
    """Counts by week of one channel."""
    rows = [
        (
            pd.Timestamp(MONDAY + dt.timedelta(weeks=i)),
            pd.Timestamp(MONDAY + dt.timedelta(weeks=i, days=6)),
            name,
            n,
        )
        for name, counts in (("Lead", leads), ("Customer", customers))
        for i, n in enumerate(counts)
    ]
    frame = pd.DataFrame(rows, columns=["period_start", "period_end", "stage", "count"])
    keep("stage_counts", frame.assign(channel="Ads", count=frame["count"].astype(float)))


def note(number: int = 12, what: str = "Call back", **given: object) -> Action:
    day = MONDAY + dt.timedelta(weeks=number)
    return actions.add(opened(), Action(0, day, what=what, **given))  # type: ignore[arg-type]


def form(app: AppTest, field: str) -> str:
    """The key of a field of the form that is open."""
    every = (*app.text_input, *app.selectbox, *app.date_input)
    return next(
        str(one.key) for one in every if str(one.key).endswith(f" {field}") and "form" in str(one.key)
    )


def test_an_empty_page_has_one_button_that_opens_the_form(open_app: Open) -> None:
    app = open_app("actions")
    assert headline(app) == "Here you will see what you did, and whether it worked."
    assert "Nothing is counted yet." in said(app)
    app.button(key="action first").click().run()
    app.text_input(key=form(app, "what")).set_value("Call back within the hour")
    app.text_input(key=form(app, "expected")).set_value("50 %")
    app.text_input(key=form(app, "cost")).set_value("€120")
    app.text_input(key=form(app, "owner")).set_value("Anna")
    app.selectbox(key=form(app, "step")).select("lead")
    app.button(key="action keep 0").click().run()
    assert not app.exception
    (kept,) = actions.all(opened())
    assert (kept.what, kept.step, kept.expected, kept.cost, kept.owner) == (
        "Call back within the hour",
        "lead",
        0.5,
        120.0,
        "Anna",
    )
    assert "cannot be told: nobody counts yet who becomes a customer" in headline(app)
    assert "Stage “Lead” · 50% more expected · cost €120 · Anna" in said(app)


def test_six_and_then_ten_customers_cannot_be_told_yet(open_app: Open) -> None:
    app = open_app()
    counted([10] * 24, [1, 0] * 6 + [1, 1, 1, 1, 1, 0] * 2)
    note(step="customer", channel="Ads")
    on_actions(app)
    assert "“Customer” went from 0.5 to 0.83 a week, which can be chance." in headline(app)
    assert "Customer: 6 in 12 weeks before, 10 in 12 weeks since." in said(app)
    assert "From Lead to Customer: 6 of 120, between" in said(app)
    (chart,) = app.get("vega_lite_chart")
    assert "“Customer”: 0.5 a week before, 0.83 a week since" in told(chart)


def test_several_actions_are_answered_together_and_each_has_its_verdict(open_app: Open) -> None:
    app = open_app()
    counted([10] * 60, [1, 0] * 15 + [2] * 30)
    note(14, "New website")
    note(30)
    note(58, "Newsletter")
    on_actions(app)
    assert headline(app).startswith(
        "Of 3 actions 1 worked. 1 cannot be told. 1 cannot be told yet. Load what was counted since."
    )
    words = said(app)
    assert "**Call back** · worked" in words
    # What came after “Call back” is not put down to what was done before it.
    assert "**New website** · cannot be told" in words
    assert "It cannot be told any more: “Call back” came before that." in words
    assert "**Newsletter** · cannot be told yet" in words
    assert app.subheader[0].value == "Newsletter"
    app.button(key="action show 2").click().run()
    assert app.subheader[0].value == "Call back"
    assert "rose from 0.5 to 2 a week: consistent with it having worked." in said(app)


def test_a_step_that_rose_while_fewer_came_is_called_a_local_gain(open_app: Open) -> None:
    app = open_app()
    counted([10] * 12 + [40] * 12, [3] * 12 + [1] * 12)
    note(step="lead")
    on_actions(app)
    assert "was a local gain: its own step rose, while “Customer” went from 3 to 1 a week." in said(app)
    assert "It fell." in said(app)


def test_an_action_can_be_corrected_and_removed(open_app: Open) -> None:
    app = open_app()
    kept = note(step="A talk at the fair", expected=0.5)
    on_actions(app)
    assert "A talk at the fair" in said(app)
    app.button(key=f"action correct {kept.id}").click().run()
    what = next(str(one.key) for one in app.text_input if str(one.key).startswith(f"action form {kept.id}#"))
    assert app.text_input(key=what).value == "Call back"
    assert app.text_input(key=what.replace(" what", " expected")).value == "50 %"
    app.text_input(key=what).set_value("Call back within ten minutes")
    app.text_input(key=what.replace(" what", " expected")).set_value("")
    app.button(key=f"action keep {kept.id}").click().run()
    (corrected,) = actions.all(opened())
    assert (corrected.what, corrected.expected) == ("Call back within ten minutes", None)
    assert (corrected.day, corrected.step) == (kept.day, "A talk at the fair")
    app.button(key=f"action remove {kept.id}").click().run()
    assert not app.exception
    assert actions.all(opened()) == []
    assert app.button(key="action first")


@pytest.mark.parametrize(
    ("field", "typed", "answer"),
    [
        ("what", "", "Nothing is said of what was done."),
        ("expected", "half", "“half” is no number"),
        ("expected", "-20", "An effect of -20 percent"),
        ("expected", "0", "An effect of 0 percent"),
        ("cost", "much", "“much” is no number"),
        ("cost", "-5", "“-5” is no cost"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_stays_to_be_mended(
    open_app: Open, field: str, typed: str, answer: str
) -> None:
    app = open_app("actions")
    app.button(key="action first").click().run()
    app.text_input(key=form(app, "what")).set_value("Call back")
    app.text_input(key=form(app, field)).set_value(typed)
    app.button(key="action keep 0").click().run()
    assert not app.exception
    assert answer in app.error[0].value
    assert actions.all(opened()) == []
    assert app.text_input(key=form(app, field)).value == typed


def test_the_page_is_there_with_the_example_and_takes_its_steps(example: AppTest) -> None:
    on_actions(example)
    example.button(key="action first").click().run()
    example.text_input(key=form(example, "what")).set_value("Call back")
    example.date_input(key=form(example, "day")).set_value(dt.date(2026, 4, 1))
    options = example.selectbox(key=form(example, "step")).options
    assert "Stage “Lead”" in options
    step = next(option for option in options if option.startswith("Events: "))
    example.selectbox(key=form(example, "step")).select(
        next(key for key in known_steps() if key.startswith("Events|"))
    )
    example.button(key="action keep 0").click().run()
    assert not example.exception
    (kept,) = actions.all(opened())
    # A step of a channel is about that channel.
    assert kept.channel == "Events"
    assert step in said(example)
    for unfit in ("nan", "None", "inf", "NaN"):
        assert unfit not in said(example).replace(".", " ").split()
    assert example.get("vega_lite_chart")


def known_steps() -> list[str]:
    from pages.shared.workspace import steps

    return [str(step) for step in steps()["step_id"]]


def test_focus_is_the_share_of_the_time_since_the_verdict(example: AppTest) -> None:
    with opened().change() as cursor:  # the start page kept today's verdict
        cursor.execute("delete from verdicts")
    app = on_actions(example)
    assert "Once there is a verdict on it" in said(app)
    step = next(key for key in known_steps() if "Telefonat" in key)
    day = dt.date(2026, 1, 20)
    for days in (0, 3):
        verdicts.put(opened(), KeptVerdict(day + dt.timedelta(days=days), "flow-bound", step, "Events", step))
    app.run()
    (chart,) = app.get("vega_lite_chart")
    assert "Since Jan 20, 2026, " in told(chart)
    assert "of the logged time went to" in told(chart)
    verdicts.put(
        opened(), KeptVerdict(day + dt.timedelta(days=9), "capacity-bound", "Founder", role="Founder")
    )
    app.run()
    assert "no step that time could be logged on" in said(app)


def test_moving_from_channel_to_channel_too_early_is_noticed(open_app: Open) -> None:
    app = open_app()
    counted([2] * 20, [1, 0] * 10)
    starts = pd.to_datetime(["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"])
    spend = pd.DataFrame(
        {"period_start": starts, "period_end": starts + pd.offsets.MonthEnd(0), "amount": 100.0}
    )
    keep("channel_spend", spend.assign(channel=["Ads", "Fairs", "Webinar", "Ads"]))
    on_actions(app)
    assert (
        "In 4 months most of the effort moved to another channel 3 times, 3 times before the one that was "
        "left had brought 20 cases: too few to judge it by."
    ) in said(app)


def test_words_that_markdown_would_read_stay_as_they_were_typed(open_app: Open) -> None:
    app = open_app()
    note(what="*Call* $5 [back](x)")
    on_actions(app)
    assert "\\*Call\\* \\$5 \\[back\\]\\(x\\)" in app.header[0].value


def test_the_page_speaks_german(open_app: Open) -> None:
    app = open_app(lang="de")
    counted([10] * 24, [1, 0] * 6 + [2] * 12)
    note(step="customer", expected=0.5)
    on_actions(app)
    assert not app.exception
    assert "0,5" in headline(app)
    app.text_input(key=form(app, "what")).set_value("Zurückrufen")
    app.text_input(key=form(app, "expected")).set_value("12,5 %")
    app.button(key="action keep 0").click().run()
    assert actions.all(opened())[-1].expected == 0.125
