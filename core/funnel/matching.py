"""Which stage of the funnel each name in the sheets means: by known words, or as the user says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from core.funnel.stages import Stage
from core.sheets.kinds.plain import plain_heading
from core.sheets.kinds.stages import outcome_of, stage_of

LOST = "lost"
"""What a name means that says a case was lost."""
LEFT_OUT = "left out"
"""What a name means that the user does not want counted."""


def name_key(name: object) -> str:
    """A name as it is compared and remembered: without case, spaces and signs around it.

    >>> name_key(" Angebot  versendet ")
    'angebot versendet'
    """
    return plain_heading(str(name))


def meanings(
    names: Iterable[str], stages: Sequence[Stage], chosen: Mapping[str, str] | None = None
) -> dict[str, str | None]:
    """What each name of the sheets means: a stage's key, LOST or LEFT_OUT; None where nobody knows yet.

    What the user chose (by `name_key`) comes first, then a stage that is called just so, then the words
    known for the six stages, where that stage is in the list.

    >>> from core.funnel.stages import DEFAULT_STAGES
    >>> meanings(["Angebote", "verloren", "Blau"], DEFAULT_STAGES)
    {'Angebote': 'prospect', 'verloren': 'lost', 'Blau': None}
    """
    chosen = chosen or {}
    keys = {stage.key for stage in stages}
    called = {name_key(stage.label): stage.key for stage in stages}
    found: dict[str, str | None] = {}
    for name in names:
        plain = name_key(name)
        said = chosen.get(plain)
        if said in keys or said in (LOST, LEFT_OUT):
            found[name] = said
        elif plain in called:
            found[name] = called[plain]
        elif outcome_of(name) == "lost":
            found[name] = LOST
        else:
            known = stage_of(name)
            found[name] = known if known in keys else None
    return found
