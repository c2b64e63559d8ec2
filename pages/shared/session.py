"""What one visitor's session remembers. The only file that names Streamlit's session state."""

from __future__ import annotations

from typing import Any

import streamlit as st


def remembered(name: str, default: Any = None) -> Any:
    """A value that this session remembers."""
    return st.session_state.get(name, default)


def remember(name: str, value: Any) -> None:
    """Remember a value, or set a widget's, until the session ends."""
    st.session_state[name] = value


def forget(name: str) -> None:
    """Forget a value if there is one."""
    st.session_state.pop(name, None)


def forget_all(beginning: str) -> None:
    """Forget every value whose name begins so."""
    for name in [name for name in st.session_state if str(name).startswith(beginning)]:
        del st.session_state[name]


def key(name: str) -> str:
    """The present key of a widget that is renewed after each edit, see `renew`."""
    return f"{name}#{remembered(f'{name}#', 0)}"


def renew(name: str) -> None:
    """Give the widget a new key, so that it starts again from what is kept."""
    remember(f"{name}#", remembered(f"{name}#", 0) + 1)


def edited_cells(name: str) -> dict[int, dict[str, Any]]:
    """What was typed into the table of this name: row number to column to text."""
    state = remembered(key(name)) or {}
    return dict(state.get("edited_rows", {}))


def toast(text: str) -> None:
    """Say something with the next run, once."""
    remember("toasts", [*remembered("toasts", []), text])


def trouble(text: str) -> None:
    """Say with the next run what was refused, once."""
    remember("troubles", [*remembered("troubles", []), text])


def tell() -> None:
    """Say what earlier runs left to be said."""
    for text in remembered("toasts", []):
        st.toast(text)
    for text in remembered("troubles", []):
        st.error(text, icon=":material/error:")
    forget("toasts")
    forget("troubles")
