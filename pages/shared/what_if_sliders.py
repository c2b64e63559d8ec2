"""The sliders of a what-if: each stands where its input stands, and moves it at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from core.charts.lettering import numbered
from core.language import _
from core.what_if.findings import input_label, value_says
from core.what_if.movable import Input
from pages.shared import session
from pages.shared.pieces import escaped
from pages.shared.what_if_moves import moves_input

_STOPS = 50
_MOST = 2.6
"""A slider has so many stops, and up to so many times as many."""
_FAR = 3.0
"""It goes to at most so many times what is now."""
_WITHOUT = {"money": 5_000.0, "money_per_hour": 200.0, "hours": 60.0, "minutes": 240.0, "per_week": 10.0}
"""Where a slider ends by its unit, where nothing is known to start from."""
_NOTHING = 1e-6
"""Less than this is as good as nothing to start from."""
MOST = 10
"""So many sliders stand below each other; of more the user chooses one."""
_MANY = 5
"""Of more than so many one scrolls, so that what they move stays in sight."""
_HEIGHT = 400
UNKNOWN = -1.0
"""Where a slider stands whose input is not known."""


def stops(one: Input) -> tuple[float, ...]:
    """The values an input can be moved to: round ones, and the two where it stands and where it stood.

    Where they end depends on where it stood, so that the slider stays as it is while it is moved.
    """
    known = [value for value in (one.before, one.value) if value is not None]
    before = one.before or 0.0
    end = _FAR * before if before > _NOTHING else _WITHOUT.get(one.unit, 1.0)
    if one.unit in ("share", "times"):
        end = max(end, 1.0)
    step = _round_step(max(min(one.highest, end) - one.lowest, _NOTHING))
    grid = (round(one.lowest + place * step, 10) for place in range(round(_MOST * _STOPS)))
    free = [
        value
        for value in grid
        if value <= min(one.highest, end) * (1 + 1e-9)
        and not any(math.isclose(value, other, rel_tol=1e-6) for other in known)
    ]
    return tuple(sorted({*free, *known, *((UNKNOWN,) if one.before is None else ())}))


def _round_step(span: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten of which so many stops fit into a span.

    >>> _round_step(1), _round_step(360), _round_step(90)
    (0.02, 5.0, 1.0)
    """
    size = 10.0 ** math.floor(math.log10(span / _STOPS))
    return float(round(max(size * times for times in (1, 2, 5) if size * times <= span / _STOPS), 10))


def input_slider(one: Input, label: str, currency: str) -> None:
    """The slider of one input, and what it is called there."""
    stands = one.value if one.value is not None else UNKNOWN
    # Where it stood comes first, so that one can always go back there.
    offered = [*([] if one.before is None else [one.before]), *stops(one)]
    says = {
        value: _("not known") if value == UNKNOWN else value_says(one, value, currency)
        for value in (*offered, stands)
    }
    slider(
        f"move {one.key}",
        escaped(label),
        stands,
        offered,
        says.get,
        lambda field: moves_input(one, lambda: _said(field)),
    )


def _said(field: str) -> float | None:
    value = float(session.remembered(field))
    return None if value == UNKNOWN else value


def slider(
    name: str,
    label: str,
    stands: float,
    offered: Iterable[float],
    says: Callable[[float], str | None],
    moves: Callable[[str], Callable[[], None]],
) -> None:
    """A slider over some values; `moves` makes its callback from the name it is remembered by.

    Of values that read alike there is one, the first that is offered.
    """
    field = f"what_if {name}"
    if session.remembered(field) != stands:
        session.remember(field, stands)
    values = one_for_each_text(stands, offered, says)
    st.select_slider(label, values, format_func=says, key=field, on_change=moves(field))


def one_for_each_text(
    stands: float, offered: Iterable[float], says: Callable[[float], str | None]
) -> list[float]:
    """The stops of a slider, each with a text of its own; where it stands is always one of them.

    Streamlit knows a stop by its text alone. One that reads like another comes back as that other one, and
    the slider would move by itself.

    >>> one_for_each_text(71.6, [71.0, 71.6, 72.0], {71.0: "71 min", 71.6: "72 min", 72.0: "72 min"}.get)
    [71.0, 71.6]
    """
    found: dict[str | None, float] = {}
    for value in (stands, *offered):
        found.setdefault(says(value), value)
    return sorted(found.values())


def sliders(name: str, inputs: Sequence[Input], currency: str, *, by_name: bool) -> None:
    """The sliders of some inputs. `by_name` calls them by their steps alone, where the channel is said."""
    # Two steps may have one name; a box and its options must still be told apart.
    named = numbered([one.name if by_name else input_label(one) for one in inputs])
    labels = dict(zip([one.key for one in inputs], named, strict=True))
    if len(inputs) > MOST:
        chosen = st.selectbox(
            _("Step") if by_name else _("Which one"),
            list(labels),
            format_func=labels.get,
            key=f"what_if one of {name}",
            persist_state="session",
        )
        inputs = [one for one in inputs if one.key == chosen]
    with st.container(border=False, height=_HEIGHT if len(inputs) > _MANY else "content"):
        for one in inputs:
            input_slider(one, labels[one.key], currency)
