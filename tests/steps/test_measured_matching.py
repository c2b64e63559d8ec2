"""Which step a time entry belongs to."""

from __future__ import annotations

import pandas as pd
import pytest

from core.steps.edits import step_ids
from core.steps.entry_matching import match_entries
from core.steps.step_names import NO_STEP, key_of, task_names
from tests.steps.processes import process
from tests.steps.time_logs import entries, entry

EVENTS = process([("Phone call", 20, 0.5), ("Write the offer", 20, 0.5)])
WEBINAR = process([("Run the webinar", 75, 1), ("Write the offer", 30, 0.5)], channel="Webinar")
FILM = process([("Rough cut", 210, 1), ("Sound 1", 60, 1)], channel="Film", phase="deliver")
STEPS = pd.concat([EVENTS, WEBINAR, FILM], ignore_index=True)
STEPS["step_id"] = step_ids(STEPS)
CALL, OFFER, WEBINAR_OFFER = (
    "Events|acquire|Phone call|1",
    "Events|acquire|Write the offer|1",
    "Webinar|acquire|Write the offer|1",
)
CUT = "Film|deliver|Rough cut|1"


def step_of(chosen: dict[str, str] | None = None, **said: str) -> tuple[object, str]:
    """The step that one entry saying this belongs to, and by what."""
    found = match_entries(entries({"minutes": 10.0, **said}), STEPS, chosen).entries.iloc[0]
    return (found["step_id"] if isinstance(found["step_id"], str) else None), found["evidence"]


def suggested(**said: str) -> object:
    return match_entries(entries({"minutes": 10.0, **said}), STEPS).texts["suggested"].iloc[0]


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        ({"task": "  PHONE – call! "}, "task"),
        ({"task": "call, phone"}, "task"),
        ({"description": "Phone calls"}, "name"),
        ({"tags": "urgent, phone call"}, "tag"),
        ({"project": "Phone call"}, "project"),
    ],
)
def test_an_entry_is_matched_by_its_description_task_tag_or_project(
    said: dict[str, str], evidence: str
) -> None:
    assert step_of(**said) == (CALL, evidence)


def test_the_description_tells_more_than_the_task_and_a_name_more_than_a_likeness() -> None:
    assert step_of(description="rough cut", task="phone call") == (CUT, "name")
    assert step_of(description="phone cals", task="rough cut") == (CUT, "task")


def test_a_text_that_is_only_a_little_like_a_step_is_suggested_and_not_taken() -> None:
    assert step_of(task="rough cut, day 2") == (None, "suggested")
    assert suggested(task="rough cut, day 2") == CUT


def test_a_step_with_another_number_is_not_taken() -> None:
    assert step_of(task="Sound 2") == (None, "suggested")


def test_a_name_of_two_steps_is_suggested_until_the_project_says_which() -> None:
    assert step_of(task="write the offer") == (None, "suggested")
    assert step_of(task="write the offer", project="Webinar in May") == (WEBINAR_OFFER, "task")
    assert step_of(task="write the offer", tags="events") == (OFFER, "task")
    assert step_of(description="Webinar write the offer") == (WEBINAR_OFFER, "name")


def test_a_step_of_another_process_than_the_project_names_is_only_suggested() -> None:
    assert step_of(task="rough cut", project="Sales") == (None, "suggested")
    assert step_of(task="rough cut", project="Delivery") == (CUT, "task")
    assert step_of(task="rough cut", project="Lindner") == (CUT, "task")


def test_a_text_that_was_corrected_once_is_understood_from_then_on() -> None:
    key = match_entries(entries(entry("Editing", 60)), STEPS).texts["key"].iloc[0]
    assert key == key_of(STEPS, "EDITING!") == "editing"
    assert step_of({key: CUT}, task="editing") == (CUT, "chosen")
    assert step_of({key: CUT}, task="editing", description="phone call") == (CALL, "name")


def test_what_the_user_says_is_no_step_is_none() -> None:
    assert step_of({"phone call": NO_STEP}, task="Phone call") == (None, "chosen")


def test_a_choice_for_a_step_that_is_gone_counts_no_more() -> None:
    assert step_of({"phone call": "Events|acquire|Gone|1"}, task="Phone call") == (CALL, "task")


def test_a_renamed_step_is_still_known_by_the_name_of_its_sheet() -> None:
    renamed = STEPS.assign(step=STEPS["step"].replace("Phone call", "First talk"))
    for task in ("Phone call", "First talk"):
        assert match_entries(entries(entry(task, 10)), renamed).entries["step_id"].tolist() == [CALL]
    swapped = renamed.assign(step=renamed["step"].replace("Rough cut", "Phone call"))
    assert match_entries(entries(entry("Phone call", 10)), swapped).entries["step_id"].tolist() == [CUT]


def test_what_is_not_known_is_listed_by_its_task_else_by_the_text_that_entries_share() -> None:
    found = match_entries(
        entries(
            entry("Bookkeeping", 60, description="January"),
            entry("bookkeeping", 30, description="February"),
            {"minutes": 20.0, "project": "Office", "description": "tidied up"},
            {"minutes": 20.0, "project": "Office", "description": "bought paper"},
        ),
        STEPS,
    )
    assert found.texts[["text", "entries", "minutes"]].values.tolist() == [
        ["Bookkeeping", 2, 90.0],
        ["Office", 2, 40.0],
    ]
    assert found.texts["evidence"].tolist() == ["unknown"] * 2


def test_an_entry_that_says_nothing_belongs_to_no_step() -> None:
    found = match_entries(entries({"minutes": 20.0}, {"minutes": 5.0, "task": "–"}), STEPS)
    assert found.texts[["key", "entries"]].values.tolist() == [["", 2]]


def test_steps_that_are_called_alike_are_numbered_in_entries() -> None:
    steps = pd.concat([EVENTS, EVENTS], ignore_index=True)
    steps["step_id"] = step_ids(steps)
    assert list(task_names(steps).values()) == [
        "Phone call",
        "Write the offer",
        "Phone call (2)",
        "Write the offer (2)",
    ]


def test_without_steps_or_entries_there_is_nothing_to_match() -> None:
    assert match_entries(entries(), STEPS).texts.empty
    found = match_entries(entries(entry("Phone call", 10)), STEPS.iloc[:0])
    assert found.entries["evidence"].tolist() == ["unknown"]
