"""The fields of the goal page: each shows what is kept, and keeps what it is given at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.errors import StepwiseError
from core.language import _
from core.language.amounts import CURRENCIES, currency_sign, parse, percent, typed
from core.store.goal_settings import put_figure
from pages.shared import session
from pages.shared.pieces import escaped
from pages.shared.workspace import workspace


def text_field(
    name: str,
    label: str,
    kept: str,
    keep: Callable[[str], None],
    *,
    understood: str = "",
    placeholder: str = "",
    help: str | None = None,  # noqa: A002
    wrong_at: DeltaGenerator | None = None,
) -> None:
    """A field of text. What cannot be read stays in it, with the sentence about it; what is kept stays too.

    `understood` is what was made of the text, to be said below. `wrong_at` is where there is room for the
    sentence, if not below the field.
    """
    field, wrong = f"goal {name}", f"goal {name} refused"
    if session.remembered(field) is None:
        session.forget(wrong)  # it was left on another page
    refused = session.remembered(wrong)
    # Set only where it shows something else: else it would take away what is being typed.
    if refused is None and (session.remembered(field) or "").strip() != kept:
        session.remember(field, kept)

    @session.callback
    def edit() -> None:
        session.forget(wrong)
        try:
            keep((session.remembered(field) or "").strip())
        except StepwiseError as error:
            session.remember(wrong, error)

    st.text_input(label, key=field, placeholder=placeholder, help=help, on_change=edit)
    if refused is not None:
        (wrong_at or st).error(escaped(str(refused)))
    elif understood:
        st.caption(escaped(understood))


def amount_field(
    name: str,
    label: str,
    kept: float | None,
    *,
    understood: str = "",
    placeholder: str = "",
    help: str | None = None,  # noqa: A002
    wrong_at: DeltaGenerator | None = None,
) -> None:
    """A field of one figure of the goal (`core.store.goal_settings.BOUNDS`); empty: not known."""
    text_field(
        name,
        label,
        "" if kept is None else typed(kept),
        lambda text: put_figure(workspace(), name, amount_of(text) if text else None),
        understood=understood if kept is not None else "",
        placeholder=placeholder,
        help=help,
        wrong_at=wrong_at,
    )


def amount_of(text: str) -> float:
    """A typed number, with or without the sign of a currency. Raises CellRefused, see `parse`."""
    for sign in (*CURRENCIES, *(currency_sign(code) for code in CURRENCIES)):
        text = text.removeprefix(sign).removesuffix(sign).strip()
    return parse(text)


def slider(
    name: str,
    label: str,
    kept: int,
    keep: Callable[[int], None],
    *,
    lowest: int = 0,
    highest: int = 100,
    step: int = 1,
    of_percent: bool = False,
    help: str | None = None,  # noqa: A002
) -> None:
    """A slider of whole numbers, or of percent."""
    field = f"goal {name}"
    kept = min(max(kept, lowest), highest)
    if session.remembered(field) != kept:
        session.remember(field, kept)
    st.slider(
        label,
        lowest,
        highest,
        step=step,
        format=percent(0.11).replace("%", "%%").replace("11", "%d") if of_percent else "%d",
        key=field,
        help=help,
        on_change=session.callback(lambda: keep(int(session.remembered(field)))),
    )


def choice_slider(
    name: str,
    label: str,
    kept: float,
    offered: Sequence[float],
    keep: Callable[[float], None],
    said: Callable[[float], str],
    *,
    help: str | None = None,  # noqa: A002
) -> None:
    """A slider over some values, each said as the reader writes it; what is kept is always among them."""
    field = f"goal {name}"
    if session.remembered(field) != kept:
        session.remember(field, kept)
    st.select_slider(
        label,
        sorted({*offered, kept}),
        format_func=said,
        key=field,
        help=help,
        on_change=session.callback(lambda: keep(float(session.remembered(field)))),
    )


def take_over(name: str, suggestion: str, keep: Callable[[], None]) -> None:
    """What the sheets suggest, and the button that takes it over."""
    st.caption(escaped(suggestion))
    st.button(_("Take it over"), key=f"goal take over {name}", on_click=session.callback(keep))
