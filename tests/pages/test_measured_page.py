"""Measured against guessed on the steps page, and the stopwatch."""

from __future__ import annotations

import datetime as dt
import json

import pandas as pd
from streamlit.testing.v1 import AppTest

from core.sheets.examples import EXAMPLES
from core.sheets.intake import take_in
from core.store import entry_matches, settings, stopwatch, uploads
from core.store.clock import now
from core.store.workspace import Workspace
from pages.shared.pieces import escaped
from tests.pages.conftest import Open


def on_steps(app: AppTest, process: str = "deliver Videoproduktion") -> AppTest:
    app.switch_page("pages/steps.py").run()
    app.selectbox(key="process").select(process).run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return " ".join(str(one.value) for one in (*app.markdown, *app.caption, *app.warning, *app.error))


def table(app: AppTest, with_column: str) -> pd.DataFrame:
    """The table that has this column."""
    return next(one.value for one in (*app.dataframe, *app.data_editor) if with_column in one.value)


def typed(app: AppTest, with_column: str, row: int, column: str, value: object) -> AppTest:
    """Type into a cell of the table that has this column; AppTest itself has no way to."""
    editor = next(one for one in app.data_editor if with_column in one.value)
    states = app._tree.get_widget_states()
    cell = states.widgets.add()
    cell.id = editor.proto.id
    edited = {"edited_rows": {str(row): {column: value}}, "added_rows": [], "deleted_rows": []}
    cell.string_value = json.dumps(edited)
    app._run(states)
    assert not app.exception
    return app


def opened() -> Workspace:
    from pages.shared.workspace import workspace

    return workspace()


def began(app: AppTest, ago: dt.timedelta) -> AppTest:
    """Let the running stopwatch have been started so long ago."""
    kept = settings.get(opened(), "stopwatch")
    settings.put(opened(), "stopwatch", {**kept, "began": (now() - ago).isoformat()})
    return app.run()


def test_without_time_entries_one_line_says_how_to_get_them(open_app: Open) -> None:
    app, events = open_app(), EXAMPLES[0]
    upload, _known = uploads.receive(opened(), events.name, events.path.read_bytes())
    tables = take_in(events.name, events.path.read_bytes()).tables
    uploads.keep(opened(), upload.id, [uploads.KeptTable(one.kind, one.sheet, one.rows) for one in tables])
    app = on_steps(app, "acquire Events")
    assert "Load an export of your time tracking" in said(app)
    assert "Measured against guessed" not in [one.value for one in app.subheader]


def test_the_films_took_longer_than_guessed_and_count_as_measured(example: AppTest) -> None:
    app = on_steps(example)
    assert escaped("Your measured steps take 1.2 times your guesses.") in said(app)
    rows = table(app, "measured").set_index("step")
    assert rows.loc["Drehplan schreiben", ["guessed", "runs", "counts"]].tolist() == ["1 h", "3", "measured"]
    assert rows.loc["Keywords auswählen", "counts"] == "guessed"
    app = on_steps(example, "acquire Events")
    assert "€575" in app.header[0].value


def test_the_clock_that_is_chosen_counts_on_every_page_and_after_a_reload(
    example: AppTest, open_app: Open
) -> None:
    app = on_steps(example, "acquire Events")
    app.button_group(key="clock").set_value("honest").run()
    dearer = app.header[0].value
    assert "€575" not in dearer
    assert "guessed × 1.22" in " ".join(table(app, "evidence")["evidence"])
    app = on_steps(open_app(), "acquire Events")
    assert app.header[0].value == dearer
    app.button_group(key="clock").set_value("guessed").run()
    assert "€575" in app.header[0].value


def test_minutes_that_are_typed_count_before_those_that_were_measured(example: AppTest) -> None:
    app = on_steps(example)
    app.toggle[0].set_value(False).run()
    place = table(app, "evidence")["step"].tolist().index("Rohschnitt")
    typed(app, "evidence", place, "minutes", "200")
    assert table(app, "evidence")["minutes"].tolist()[place] == "200"
    rows = table(app, "measured").set_index("step")
    assert rows.loc["Rohschnitt", ["guessed", "counts"]].tolist() == ["3 h 20 min", "what you typed"]


def test_a_text_is_corrected_once_and_remembered(example: AppTest, open_app: Open) -> None:
    app = on_steps(example)
    first = table(app, "why").loc[0]
    assert first[["text", "why"]].tolist() == ["Rohschnitt Tag 2", "perhaps Rohschnitt"]
    assert "16 h 40 min" in " ".join(one.label for one in app.expander)
    typed(app, "why", 0, "step", "Rohschnitt")
    assert "15 h" in " ".join(one.label for one in app.expander)
    app = on_steps(open_app())
    corrected = table(app, "why").set_index("text").loc["Rohschnitt Tag 2"]
    assert corrected[["step", "why"]].tolist() == ["Rohschnitt", "you said so"]


def test_all_suggestions_are_taken_with_one_click(example: AppTest) -> None:
    app = on_steps(example)
    app.button(key="take_suggestions").click().run()
    assert not app.exception
    assert list(entry_matches.all(opened())) == ["rohschnitt tag 2"]
    assert "take_suggestions" not in [one.key for one in app.button]


def test_the_stopwatch_writes_an_entry_of_the_step_it_ran_for(example: AppTest) -> None:
    app = on_steps(example, "acquire Events")
    app.selectbox(key="stopwatch step acquire Events").select("Events|acquire|Termin vereinbaren|1").run()
    app.button(key="stopwatch_start").click().run()
    began(app, dt.timedelta(minutes=7))
    assert "**Termin vereinbaren**, running since" in said(app)
    assert "7 min" in said(app)
    app.button(key="stopwatch_stop").click().run()
    assert not app.exception
    assert [round(entry.minutes) for entry in stopwatch.entries(opened())] == [7]
    rows = table(app, "measured").set_index("step")
    assert rows.loc["Termin vereinbaren", "runs"] == "1"


def test_a_running_stopwatch_is_still_there_after_a_reload_and_can_be_discarded(
    example: AppTest, open_app: Open
) -> None:
    on_steps(example, "acquire Events").button(key="stopwatch_start").click().run()
    app = on_steps(open_app(), "acquire Webinar")
    assert "**Events finden**, running since" in said(app)
    app.button(key="stopwatch_discard").click().run()
    assert stopwatch.running(opened()) is None
    assert stopwatch.entries(opened()) == []


def test_a_forgotten_stopwatch_asks_how_long_it_really_took(example: AppTest) -> None:
    app = on_steps(example, "acquire Events")
    app.button(key="stopwatch_start").click().run()
    began(app, dt.timedelta(hours=13))
    assert "How long did it really take?" in said(app)
    app.button(key="stopwatch_keep").click().run()
    assert "No time is given" in said(app)
    app.text_input(key="stopwatch_took").set_value("1.5 h").run()
    app.button(key="stopwatch_keep").click().run()
    assert [entry.minutes for entry in stopwatch.entries(opened())] == [90]


def test_an_entry_of_the_stopwatch_is_corrected_and_deleted(example: AppTest) -> None:
    app = on_steps(example, "acquire Events")
    for minutes in (5, 9):
        stopwatch.start(opened(), "Events|acquire|Telefonat|1", "Telefonat", "Events")
        stopwatch.stop(opened(), minutes=minutes)
    app.run()
    assert table(app, "delete")["minutes"].tolist() == ["9", "5"]
    typed(app, "delete", 0, "minutes", "0:12")
    assert table(app, "delete")["minutes"].tolist() == ["12", "5"]
    typed(app, "delete", 1, "delete", True)
    assert table(app, "delete")["minutes"].tolist() == ["12"]
    typed(app, "delete", 0, "minutes", "soon")
    assert "soon" in said(app)
    assert table(app, "delete")["minutes"].tolist() == ["12"]


def test_the_file_of_the_stopwatch_is_undone_like_any_other(example: AppTest) -> None:
    stopwatch.start(opened(), "Events|acquire|Telefonat|1", "Telefonat", "Events")
    stopwatch.stop(opened(), minutes=9)
    example.switch_page("pages/sheets.py").run()
    kept = next(one for one in uploads.kept(opened()) if one.name == "Stopwatch.csv")
    example.button(key=f"undo {kept.id}").click().run()
    assert not example.exception
    assert "Stopwatch\\.csv" in [one.value for one in example.subheader]
    example.button(key=f"keep {kept.id}").click().run()
    assert [entry.minutes for entry in stopwatch.entries(opened())] == [9]
