"""Changes as data: one for each thing that is moved, kept as JSON and sent in an address."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import StepwiseError
from core.what_if.address import decode, encode
from core.what_if.changes import (
    ALL,
    Change,
    HandedOver,
    LeftOut,
    Moved,
    as_data,
    checked,
    from_data,
    settled,
    with_change,
    without,
)

NAMES = st.text(min_size=1, max_size=30).filter(lambda name: bool(name.strip()) and name != ALL)
AMOUNTS = st.floats(0, 1e6)
SHARES = st.floats(0, 1)
MOVES = st.one_of(
    st.builds(Moved, st.sampled_from(["minutes", "price", "cash", "leads"]), NAMES, AMOUNTS),
    st.builds(Moved, st.just("pass_rate"), NAMES, AMOUNTS),
    st.builds(Moved, st.just("pass_rate"), st.just(ALL), SHARES, st.just("kept")),
    st.builds(Moved, st.sampled_from(["minutes", "price", "leads"]), st.just(ALL), AMOUNTS, st.just("times")),
    st.builds(Moved, st.just("hours"), st.one_of(st.just(""), NAMES), st.floats(0, 168)),
    st.builds(Moved, st.just("mix"), NAMES, SHARES),
)
CHANGES = st.lists(
    st.one_of(
        MOVES,
        st.builds(LeftOut, NAMES),
        st.builds(
            HandedOver,
            NAMES,
            st.sampled_from(["customer", "partner", "system"]),
            SHARES,
            AMOUNTS,
            AMOUNTS,
            AMOUNTS,
        ),
    ),
    max_size=8,
).map(lambda made: tuple(settled(made).values()))


@given(CHANGES)
def test_what_is_kept_as_json_comes_back_the_same(changes: tuple[Change, ...]) -> None:
    assert from_data(json.loads(json.dumps(as_data(changes)))) == changes


@given(CHANGES)
def test_what_is_sent_in_an_address_comes_back_the_same(changes: tuple[Change, ...]) -> None:
    text = encode(changes)
    assert decode(text) == changes
    assert all(letter.isalnum() or letter in "-_" for letter in text)


def test_an_address_stays_short() -> None:
    offer = "Events|acquire|Angebot schreiben|1"
    assert len(encode((Moved("pass_rate", offer, 0.75), Moved("minutes", offer, 15.0)))) < 120


@given(CHANGES.filter(bool), st.data())
def test_an_address_that_is_cut_off_or_damaged_is_refused_in_one_sentence(
    changes: tuple[Change, ...], data: st.DataObject
) -> None:
    text = encode(changes)
    place = data.draw(st.integers(1, len(text) - 2))
    other = data.draw(st.sampled_from("AZaz09-_"))
    for damaged in (text[:place], text[:place] + other + text[place + 1 :], "2" + text[1:], text + "!"):
        # The same letter again, or one whose bits do not count, does no damage.
        assert read(damaged) in (changes, "refused")


def read(text: str) -> tuple[Change, ...] | str:
    try:
        return decode(text)
    except StepwiseError:
        return "refused"


@pytest.mark.parametrize(
    "text", ["x", "1", "1AAAA", "1" + "A" * 5000, "ü", "1eNqLjlbKVdJRKijKTE4F0q5l", "1 2"]
)
def test_what_never_was_an_address_is_refused(text: str) -> None:
    with pytest.raises(StepwiseError, match="cannot be read"):
        decode(text)


@pytest.mark.parametrize(
    "rows",
    ['[["m","price","Events",1' + 400 * "0" + ',"to"]]', '[["m","price","\\ud800",9,"to"]]'],
    ids=["a number of 401 digits", "half a letter"],
)
def test_an_address_that_somebody_made_up_is_refused_as_a_damaged_one_is(rows: str) -> None:
    made_up = base64.urlsafe_b64encode(zlib.compress(rows.encode())).decode().rstrip("=")
    with pytest.raises(StepwiseError, match="cut off or damaged"):
        decode(f"1{made_up}")


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        [{"kind": "moved", "what": "price", "target": "Events", "value": 10**400}],
        [1],
        [{"kind": "left_out"}],
        [{"kind": "burnt", "step_id": "a"}],
        [{"kind": "left_out", "step_id": 5}],
        [{"kind": "left_out", "step_id": ""}],
        [{"kind": "left_out", "step_id": "a", "more": 1}],
        [{"kind": "moved", "what": "colour", "target": "a", "value": 1.0}],
        [{"kind": "moved", "what": "minutes", "target": "a", "value": "ten"}],
        [{"kind": "moved", "what": "minutes", "target": "a", "value": float("nan")}],
        [{"kind": "moved", "what": "minutes", "target": "a", "value": True}],
        [{"kind": "moved", "what": "minutes", "target": "a", "value": 1.0, "how": "kept"}],
        [{"kind": "moved", "what": "mix", "target": "*", "value": 0.5}],
        [{"kind": "moved", "what": "price", "target": "*", "value": 900.0}],
        [{"kind": "handed_over", "step_id": "a", "to": "nobody"}],
    ],
)
def test_damaged_data_is_refused(data: Any) -> None:
    with pytest.raises(StepwiseError):
        from_data(data)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (Moved("minutes", "a", -1.0), "-1 cannot be right here"),
        (Moved("hours", "Owner", 200.0), "from 0 to 168"),
        (Moved("mix", "Ads", 1.5), "from 0 to 1"),
        (HandedOver("a", "partner", share=2.0), "from 0 to 1"),
        (Moved("pass_rate", ALL, 1.2, "kept"), "from 0 to 1"),
    ],
)
def test_what_cannot_be_right_is_said_with_what_could_be(change: Change, found: str) -> None:
    with pytest.raises(StepwiseError, match=found):
        checked(change)


def test_the_same_thing_moved_again_takes_the_place_of_what_was_said() -> None:
    changes = with_change((Moved("price", "Events", 900.0), LeftOut("a")), Moved("price", " events", 950.0))
    assert changes == (LeftOut("a"), Moved("price", " events", 950.0))
    assert without(changes, LeftOut("a").slot) == (Moved("price", " events", 950.0),)
