import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kept_tables import events, kept_file

from core.errors import StepwiseError
from core.store import Workspace, rows, uploads
from core.store.uploads import KeptTable


def steps_of(workspace: Workspace) -> list[tuple[str, str]]:
    found = rows.steps(workspace)
    return list(zip(found["file"], found["step"], strict=True))


def test_a_file_waits_with_its_bytes_until_it_is_kept(workspace: Workspace) -> None:
    upload, known = uploads.receive(workspace, "events.xlsx", b"PK\x03\x04")
    assert not known
    assert (upload.name, upload.size, upload.status, upload.rows) == ("events.xlsx", 4, "waiting", 0)
    assert upload.received.tzinfo is None
    assert uploads.waiting(workspace) == [upload] == [uploads.find(workspace, upload.id)]
    assert uploads.content(workspace, upload.id) == b"PK\x03\x04"
    assert rows.steps(workspace).empty


def test_the_same_file_twice_is_known_and_counted_once(workspace: Workspace) -> None:
    first, _ = uploads.receive(workspace, "events.xlsx", b"events")
    assert uploads.receive(workspace, "events.xlsx", b"events") == (first, True)
    uploads.keep(workspace, first.id, [events("find")])
    again, known = uploads.receive(workspace, "copy of events.xlsx", b"events")
    assert known
    assert (again.id, again.name, again.status) == (first.id, "events.xlsx", "kept")
    with pytest.raises(StepwiseError, match="kept already"):
        uploads.keep(workspace, first.id, [events("find")])
    assert steps_of(workspace) == [("events.xlsx", "find")]


def test_what_was_corrected_on_a_waiting_file_is_still_there(workspace: Workspace) -> None:
    upload, _ = uploads.receive(workspace, "events.xlsx", b"events")
    uploads.correct(workspace, upload.id, {"Sheet1": {"columns": {"3": "minutes"}, "decimal": ","}})
    (waiting,) = uploads.waiting(workspace)
    assert waiting.corrections == {"Sheet1": {"columns": {"3": "minutes"}, "decimal": ","}}


def test_a_kept_file_shows_when_it_was_kept_and_how_many_rows(workspace: Workspace) -> None:
    upload, _ = uploads.receive(workspace, "book.xlsx", b"book")
    count = uploads.keep(
        workspace, upload.id, [events("find", "talk", sheet="Events"), events("click", sheet="Ads")]
    )
    (kept,) = uploads.kept(workspace)
    assert count == kept.rows == 3
    assert kept.kept is not None
    assert kept.kept >= kept.received
    assert uploads.waiting(workspace) == []


def test_undo_takes_all_rows_of_a_file_and_no_other(workspace: Workspace) -> None:
    first = kept_file(workspace, "events.xlsx", events("find", "talk", sheet="A"), events("write", sheet="B"))
    kept_file(workspace, "ads.xlsx", events("click"))
    uploads.correct(workspace, first, {"columns": {}})
    uploads.undo(workspace, first)
    assert steps_of(workspace) == [("ads.xlsx", "click")]
    (waiting,) = uploads.waiting(workspace)
    assert (waiting.id, waiting.rows, waiting.kept) == (first, 0, None)
    assert waiting.corrections == {"columns": {}}
    assert uploads.content(workspace, first) == b"events.xlsx"
    uploads.undo(workspace, first)
    assert uploads.waiting(workspace) == [waiting]


def test_a_newer_version_replaces_the_older_one_and_undoing_it_brings_that_back(workspace: Workspace) -> None:
    older = kept_file(workspace, "events.xlsx", events("find", "talk"), data=b"1")
    kept_file(workspace, "ads.xlsx", events("click"))
    before = rows.steps(workspace)
    newer = kept_file(workspace, "events.xlsx", events("find", "call"), data=b"2", replaces=older)
    assert steps_of(workspace) == [
        ("ads.xlsx", "click"),
        ("events.xlsx", "find"),
        ("events.xlsx", "call"),
    ]
    replaced = uploads.find(workspace, older)
    assert replaced is not None
    assert replaced.status == "replaced"
    assert uploads.content(workspace, older) == b"1"

    uploads.undo(workspace, newer)
    assert rows.steps(workspace).equals(before)
    assert [upload.id for upload in uploads.waiting(workspace)] == [newer]


def test_a_replaced_file_can_only_be_undone_or_discarded_after_the_newer_one(workspace: Workspace) -> None:
    older = kept_file(workspace, "events 1.xlsx", events("find"))
    kept_file(workspace, "events 2.xlsx", events("find"), replaces=older)
    for act in (uploads.undo, uploads.discard):
        with pytest.raises(StepwiseError, match=r"events 1.xlsx was replaced by events 2.xlsx"):
            act(workspace, older)


def test_a_file_that_is_no_longer_kept_cannot_be_replaced(workspace: Workspace) -> None:
    older = kept_file(workspace, "old.xlsx", events("find"))
    uploads.undo(workspace, older)
    newer, _ = uploads.receive(workspace, "new.xlsx", b"new")
    with pytest.raises(StepwiseError, match="not kept any more"):
        uploads.keep(workspace, newer.id, [events("find")], replaces=older)
    assert rows.steps(workspace).empty
    assert len(uploads.waiting(workspace)) == 2


def test_an_older_version_can_be_kept_again_in_place_of_the_newest(workspace: Workspace) -> None:
    first = kept_file(workspace, "1.xlsx", events("one"))
    second = kept_file(workspace, "2.xlsx", events("two"), replaces=first)
    third = kept_file(workspace, "3.xlsx", events("three"), replaces=second)
    again, known = uploads.receive(workspace, "2.xlsx", b"2.xlsx")
    assert (again.id, known, again.status) == (second, True, "replaced")

    uploads.keep(workspace, second, [events("two", "and a half")], replaces=third)
    assert steps_of(workspace) == [("2.xlsx", "two"), ("2.xlsx", "and a half")]
    uploads.undo(workspace, second)
    assert steps_of(workspace) == [("3.xlsx", "three")]
    uploads.undo(workspace, third)
    assert steps_of(workspace) == [("1.xlsx", "one")]


def test_a_file_is_kept_whole_or_not_at_all(workspace: Workspace) -> None:
    upload, _ = uploads.receive(workspace, "book.xlsx", b"book")
    broken = KeptTable("process", "B", events("talk").rows.assign(unheard_of="x"))
    with pytest.raises(Exception, match="unheard_of"):
        uploads.keep(workspace, upload.id, [events("find"), broken])
    assert rows.steps(workspace).empty
    assert [waiting.id for waiting in uploads.waiting(workspace)] == [upload.id]
    assert uploads.keep(workspace, upload.id, [events("find")]) == 1


def test_discarding_deletes_a_waiting_file_with_its_bytes(workspace: Workspace) -> None:
    upload, _ = uploads.receive(workspace, "events.xlsx", b"events")
    uploads.discard(workspace, upload.id)
    assert uploads.find(workspace, upload.id) is None
    with pytest.raises(StepwiseError, match="Load it again"):
        uploads.content(workspace, upload.id)
    _, known = uploads.receive(workspace, "events.xlsx", b"events")
    assert not known


def test_a_kept_file_is_not_discarded_before_it_is_undone(workspace: Workspace) -> None:
    upload_id = kept_file(workspace, "events.xlsx", events("find"))
    with pytest.raises(StepwiseError, match=r"events.xlsx is kept. Undo it first"):
        uploads.discard(workspace, upload_id)
    assert steps_of(workspace) == [("events.xlsx", "find")]


def test_files_that_share_a_name_or_a_channel_are_candidates_to_be_replaced(workspace: Workspace) -> None:
    same_name = kept_file(workspace, "Events.xlsx", events("click", channel="Ads"), data=b"1")
    same_channel = kept_file(workspace, "fairs.xlsx", events("find", channel="Events"))
    kept_file(workspace, "webinar.xlsx", events("invite", channel="Webinar"))
    kept_file(workspace, "delivery.xlsx", events("film", channel="Events", phase="deliver"))
    undone = kept_file(workspace, "undone.xlsx", events("find", channel="Events"))
    uploads.undo(workspace, undone)
    new, _ = uploads.receive(workspace, "events.xlsx", b"2")

    found = uploads.sharing(workspace, new.id, {("Events", "acquire"), ("Trains", "acquire")})
    assert [upload.id for upload in found] == [same_name, same_channel]
    assert [upload.id for upload in uploads.sharing(workspace, new.id, [])] == [same_name]


@settings(max_examples=12, deadline=None)
@given(name=st.text(min_size=1) | st.just("b\udcff.xlsx"), data=st.binary())
def test_any_file_name_and_any_bytes_come_back_as_they_were(name: str, data: bytes) -> None:
    with Workspace.open() as workspace:
        upload, _ = uploads.receive(workspace, name, data)
        assert uploads.find(workspace, upload.id) == upload
        assert upload.name == name.replace("\udcff", "?")
        assert uploads.content(workspace, upload.id) == data


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3), st.booleans()), max_size=5))
def test_undoing_the_newest_file_again_and_again_brings_back_every_earlier_state(
    plan: list[tuple[int, bool]],
) -> None:
    with Workspace.open() as workspace:
        states = []
        for number, (length, replacing) in enumerate(plan):
            states.append(rows.steps(workspace))
            kept = uploads.kept(workspace)
            replaces = kept[number % len(kept)].id if kept and replacing else None
            sheet = events(*(f"{number}-{step}" for step in range(length)))
            kept_file(workspace, f"{number}.xlsx", sheet, replaces=replaces)
        for number, before in reversed(list(enumerate(states))):
            (newest,) = (upload for upload in uploads.kept(workspace) if upload.name == f"{number}.xlsx")
            uploads.undo(workspace, newest.id)
            assert rows.steps(workspace).equals(before)
        assert len(uploads.waiting(workspace)) == len(plan)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(["keep", "undo"]), st.none() | st.integers(0, 2)),
        max_size=12,
    )
)
def test_in_any_order_of_keeping_and_undoing_exactly_the_kept_files_count(
    acts: list[tuple[int, str, int | None]],
) -> None:
    with Workspace.open() as workspace:
        ids = [uploads.receive(workspace, f"{number}.xlsx", bytes([number]))[0].id for number in range(3)]
        for number, act, older in acts:
            try:
                if act == "undo":
                    uploads.undo(workspace, ids[number])
                else:
                    replaces = None if older is None else ids[older]
                    uploads.keep(workspace, ids[number], [events(str(number))], replaces=replaces)
            except StepwiseError:
                pass
            kept = uploads.kept(workspace)
            assert steps_of(workspace) == [(upload.name, upload.name[0]) for upload in kept]
            everything = [upload for upload_id in ids if (upload := uploads.find(workspace, upload_id))]
            replaced = sorted(upload.id for upload in everything if upload.status == "replaced")
            assert replaced == sorted(upload.replaces for upload in everything if upload.replaces)
        while kept := uploads.kept(workspace):
            uploads.undo(workspace, kept[-1].id)
        assert len(uploads.waiting(workspace)) == 3
        assert rows.steps(workspace).empty
