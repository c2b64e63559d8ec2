"""What is moved at the moment: in the session, in the address, and kept in the workspace.

The address wins over what is kept, so that a shared link shows what its sender saw; what is moved here goes
into both.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import streamlit as st

from core.errors import StepwiseError
from core.store import settings
from core.what_if.address import decode, encode
from core.what_if.changes import ALL, Change, Changes, Moved, Slot, as_data, from_data, with_change, without
from core.what_if.movable import Input
from pages.shared import session
from pages.shared.workspace import workspace

_HELD = "what_if moved"
_KEPT = "what_if_moved"
"""The setting that keeps what was moved last."""
_ADDRESS = "what"


def moves_now() -> Changes:
    """All that is moved now. What cannot be read in the address, or in what was kept, is told once."""
    if session.remembered(_HELD) is None:
        session.remember(_HELD, _first())
    held: Changes = session.remembered(_HELD)
    return held


def _first() -> Changes:
    try:
        if _ADDRESS in st.query_params:
            return decode(st.query_params[_ADDRESS])
        return from_data(settings.get(workspace(), _KEPT, []))
    except StepwiseError as error:
        session.trouble(str(error))
        return ()


def put_moves(changes: Changes) -> None:
    """Move this, and nothing else."""
    session.remember(_HELD, changes)
    settings.put(workspace(), _KEPT, as_data(changes))


def write_address() -> None:
    """Say in the address what is moved."""
    written = encode(moves_now())
    if written and st.query_params.get(_ADDRESS) != written:
        st.query_params[_ADDRESS] = written
    elif not written and _ADDRESS in st.query_params:
        del st.query_params[_ADDRESS]


def moves_input(one: Input, said: Callable[[], float | None]) -> Callable[[], None]:
    """A callback that moves an input to the value that is said then; None: not known, as before."""

    @session.callback
    def move() -> None:
        value = said()
        if value is None or _as_it_is(one, value):
            put_moves(without(moves_now(), one.moved(value or 0.0).slot))
        else:
            put_moves(with_change(moves_now(), one.moved(value)))

    return move


def _as_it_is(one: Input, value: float) -> bool:
    """Whether an input is back where it was. Said of one step, that is a change where all are moved."""
    if one.before is None or not math.isclose(value, one.before, rel_tol=1e-9, abs_tol=1e-12):
        return False
    return one.target == ALL or not any(
        isinstance(change, Moved) and change.what == one.what and change.target == ALL
        for change in moves_now()
    )


@session.callback
def put_change(change: Change) -> None:
    """Move one thing more."""
    put_moves(with_change(moves_now(), change))


@session.callback
def take_back(slot: Slot) -> None:
    """Leave one thing as it is."""
    put_moves(without(moves_now(), slot))


@session.callback
def take_back_all() -> None:
    """Leave everything as it is."""
    put_moves(())
