"""What one visitor's session remembers. The only file that names Streamlit's session state."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

import streamlit as st

from core.errors import StepwiseError
from core.language import _, speak
from pages.shared.inert import typed

P = ParamSpec("P")
_log = logging.getLogger("stepwise")


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


_STAYS = ("spoken", "language", "language_choice", "toasts", "troubles")


def begin_anew() -> None:
    """Forget everything but the language and what is still to be said: another workspace is looked at.

    Widgets that are renewed by their keys get new ones, as the browser would go on sending what it holds.
    """
    switches = remembered("switches", 0) + 1
    for name in list(st.session_state):
        if name not in _STAYS:
            del st.session_state[name]
    remember("switches", switches)


def speak_as_before(language: str) -> None:
    """Speak this language in this run, and in the callbacks that come before the next one."""
    remember("spoken", language)
    speak(language)


def sentence_of(error: Exception) -> str:
    """An error as the visitor is told it.

    What nobody foresaw is written to the log, where whoever runs Stepwise finds it; a traceback on the page
    would help nobody.
    """
    if isinstance(error, StepwiseError):
        return str(error)
    _log.error("An error that nobody foresaw", exc_info=error)
    return _(
        "Stepwise stumbled over something it should have known. Nothing you loaded or typed is lost. "
        "Reload the page; what went wrong is written where Stepwise was started."
    )


def callback(function: Callable[P, None]) -> Callable[P, None]:
    """A widget's callback that reads or says something, or may be refused.

    Streamlit runs callbacks before the frame has spoken; what is refused is told by the run that follows.
    """

    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> None:
        speak(remembered("spoken", "en"))
        try:
            function(*args, **kwargs)
        except Exception as error:
            trouble(sentence_of(error))

    return called


def key(name: str) -> str:
    """The present key of a widget that is renewed after each edit, see `renew`."""
    return f"{name}#{_renewals(name)}"


def renew(name: str) -> None:
    """Give the widget a new key, so that it starts again from what is kept."""
    remember(f"{name}#", _renewals(name) + 1)


def _renewals(name: str) -> int:
    # No key comes back in another workspace: nobody renews a widget a million times in one.
    number: int = remembered(f"{name}#", remembered("switches", 0) * 1_000_000)
    return number


def typed_cells(name: str) -> list[tuple[int, str, str]]:
    """What was newly typed into the table of this name: row, column, text.

    The table keeps all that was typed since it was drawn first, so that typing goes on undisturbed; what was
    taken before is left out here.
    """
    state = remembered(key(name)) or {}
    now = {
        (int(row), column): "" if text is None else typed(str(text))
        for row, cells in state.get("edited_rows", {}).items()
        for column, text in cells.items()
    }
    seen = f"{key(name)} typed"
    before = remembered(seen, {})
    remember(seen, now)
    return [(row, column, text) for (row, column), text in now.items() if before.get((row, column)) != text]


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
        # At the top of the page, and as a toast wherever on it the reader is.
        st.error(text, icon=":material/error:")
        st.toast(text, icon=":material/error:", duration="long")
    forget("toasts")
    forget("troubles")
