from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from kept_tables import events, kept_file

from core.store import Workspace, changes, rows
from core.store.changes import Change


def set_minutes(workspace: Workspace, step: str, written: str, **where: Any) -> Change:
    place = {"channel": "Events", "phase": "acquire"} | where
    return changes.add(workspace, "set", step, field="minutes", written=written, **place)


def test_a_change_is_kept_as_it_was_typed_and_the_sheet_stays_as_it_came(workspace: Workspace) -> None:
    kept_file(workspace, "events.xlsx", events("find", minutes=20.0))
    change = set_minutes(workspace, "s1", "1,5 Std")
    assert changes.changes(workspace) == [change]
    assert (change.action, change.step, change.field, change.written) == ("set", "s1", "minutes", "1,5 Std")
    assert rows.steps(workspace)["minutes"].tolist() == [20]


def test_changes_survive_a_restart_with_all_they_say(file: Path) -> None:
    place = {"id": "new-1", "name": "Call back", "after": ""}
    with Workspace.open(file) as workspace:
        made = [
            changes.add(workspace, "insert", "new-1", channel="Events", phase="acquire", detail=place),
            changes.add(
                workspace, "move", "s2", channel="Events", phase="acquire", detail={"after": "new-1"}
            ),
            changes.add(workspace, "remove", "s3", channel="Ads", phase="acquire"),
        ]
    with Workspace.open(file) as workspace:
        assert changes.changes(workspace) == made
        assert made[0].detail == place
        assert changes.add(workspace, "remove", "s4", channel="Ads", phase="acquire").id > made[-1].id


def test_setting_the_same_field_again_replaces_what_was_set_before(workspace: Workspace) -> None:
    set_minutes(workspace, "s1", "20")
    other_step = set_minutes(workspace, "s2", "30")
    other_field = changes.add(
        workspace, "set", "s1", field="pass_rate", written="3 of 10", channel="Events", phase="acquire"
    )
    latest = set_minutes(workspace, "s1", "25")
    assert changes.changes(workspace) == [other_step, other_field, latest]


def test_moving_a_step_twice_is_two_changes(workspace: Workspace) -> None:
    for after in ("s2", "s3"):
        changes.add(workspace, "move", "s1", channel="Events", phase="acquire", detail={"after": after})
    assert [change.detail["after"] for change in changes.changes(workspace)] == ["s2", "s3"]


def test_one_change_is_taken_back_and_the_others_stay(workspace: Workspace) -> None:
    first, second = set_minutes(workspace, "s1", "20"), set_minutes(workspace, "s2", "30")
    changes.revert(workspace, first.id)
    changes.revert(workspace, first.id)
    assert changes.changes(workspace) == [second]


def test_a_button_for_a_change_taken_back_never_meets_a_later_change(workspace: Workspace) -> None:
    first = set_minutes(workspace, "s1", "20")
    changes.revert(workspace, first.id)
    later = set_minutes(workspace, "s1", "30")
    changes.revert(workspace, first.id)
    assert changes.changes(workspace) == [later]


def test_with_an_inserted_step_goes_what_was_done_to_it(workspace: Workspace) -> None:
    inserted = changes.add(
        workspace, "insert", "new-1", channel="Events", phase="acquire", detail={"name": "Call back"}
    )
    set_minutes(workspace, "new-1", "5")
    other = set_minutes(workspace, "s1", "20")
    changes.revert(workspace, inserted.id)
    assert changes.changes(workspace) == [other]


def test_all_changes_or_those_of_a_channel_and_phase_are_taken_back(workspace: Workspace) -> None:
    def left() -> list[str]:
        return [change.step for change in changes.changes(workspace)]

    set_minutes(workspace, "s1", "1", channel="Events")
    set_minutes(workspace, "s2", "2", channel="Events", phase="deliver")
    set_minutes(workspace, "s3", "3", channel="Ads")
    set_minutes(workspace, "s4", "4", channel="Ads", phase="deliver")
    changes.revert_all(workspace, channel="Events", phase="deliver")
    assert left() == ["s1", "s3", "s4"]
    changes.revert_all(workspace, channel="Events")
    assert left() == ["s3", "s4"]
    changes.revert_all(workspace, phase="acquire")
    assert left() == ["s4"]
    changes.revert_all(workspace)
    assert left() == []


@settings(max_examples=12, deadline=None)
@given(st.text(), st.dictionaries(st.text(), st.text() | st.integers() | st.none(), max_size=3))
def test_whatever_is_typed_comes_back_letter_by_letter(written: str, detail: dict[str, Any]) -> None:
    with Workspace.open() as workspace:
        set_minutes(workspace, written, written, channel=written, detail=detail)
        (change,) = changes.changes(workspace)
        assert {change.step, change.written, change.channel} == {written}
        assert change.detail == detail
