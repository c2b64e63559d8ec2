"""The SQL of the event funnel, written out for as many stages as a funnel has."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

How = Literal["ordered", "any", "strict"]
"""One stage after the other, others between allowed; in any order; with nothing in between."""
HOWS: tuple[How, ...] = ("ordered", "any", "strict")

_BLOCK = re.compile(r"^-- \{( backwards)?\n(.*?)^-- \}\n", re.DOTALL | re.MULTILINE)


@cache
def statement(name: str, stages: int) -> str:
    """A query of this folder, such as "events", for a funnel of so many stages.

    >>> print(statement("events", 3).splitlines()[-1])
    select * from travelled
    """
    text = Path(__file__).with_name(f"{name}.sql").read_text("utf-8")
    text = text.replace("{stages}", str(stages))
    text = _BLOCK.sub(lambda block: _for_each(block[2], stages, backwards=bool(block[1])), text)
    return "".join(
        _for_each(line, stages) if "{stage}" in line else line for line in text.splitlines(keepends=True)
    ).rstrip("\n")


def _for_each(text: str, stages: int, *, backwards: bool = False) -> str:
    after_the_first = range(2, stages + 1)
    return "".join(
        text.replace("{stage}", str(stage)).replace("{before}", str(stage - 1))
        for stage in (reversed(after_the_first) if backwards else after_the_first)
    )


def cases_statement(stages: int, how: How) -> str:
    """The query that gives one row per case, see events.sql; parameters $window_days, $until, $any_order."""
    cases = statement("events", stages)
    if how != "strict":
        return cases
    # One `with` after the other: some engines want every name in it to be the only one of its kind.
    return cases.removesuffix("select * from travelled") + (
        f"select * from (\n{statement('strict', stages)}\n) as these"
    )
