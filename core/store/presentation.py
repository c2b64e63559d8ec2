"""How the user wants the story told: the order of its slides, what is left out, notes and a name; and the
stories that were frozen, so that a meeting sees what was sent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol, TypeVar

from core.store import settings
from core.store.clock import now
from core.store.workspace import Workspace

_KEY = "presentation"
LONGEST_NAME, LONGEST_NOTE = 100, 600
"""In letters; more has no room on a slide."""


class Keyed(Protocol):
    """A slide, as far as its place is concerned."""

    @property
    def key(self) -> str:
        """What it is about."""


S = TypeVar("S", bound=Keyed)


@dataclass(frozen=True)
class Presentation:
    """What the user chose; slides are called by their keys."""

    order: tuple[str, ...] = ()
    """The slides that have a place of their own; the others follow in the order they come in."""
    left_out: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    """What the business is called on the first slide; "": as the workspace is."""

    def in_order(self, slides: Iterable[S]) -> tuple[S, ...]:
        """All of them, in the order that was chosen."""
        there = list(slides)
        usual = {slide.key: place for place, slide in enumerate(there)}
        own = {key: place for place, key in enumerate(self.order)}
        return tuple(sorted(there, key=lambda slide: (own.get(slide.key, len(own)), usual[slide.key])))

    def arranged(self, slides: Iterable[S]) -> tuple[S, ...]:
        """Those that are shown, in the order that was chosen."""
        return tuple(slide for slide in self.in_order(slides) if slide.key not in self.left_out)


def presentation(workspace: Workspace) -> Presentation:
    """What the user chose so far.

    >>> with Workspace.open() as workspace:
    ...     leave_out(workspace, "goal")
    ...     presentation(workspace).left_out
    ('goal',)
    """
    kept = settings.get(workspace, _KEY, {})
    return Presentation(
        tuple(kept.get("order", ())),
        tuple(kept.get("left_out", ())),
        dict(kept.get("notes", {})),
        str(kept.get("name", "")),
    )


def put_order(workspace: Workspace, order: Iterable[str]) -> None:
    """Tell the slides in this order."""
    _put(workspace, order=list(order))


def leave_out(workspace: Workspace, slide: str, out: bool = True) -> None:
    """Leave a slide out, or take it in again."""
    kept = [key for key in presentation(workspace).left_out if key != slide]
    _put(workspace, left_out=[*kept, slide] if out else kept)


def put_note(workspace: Workspace, slide: str, note: str) -> None:
    """What the user adds to a slide; "" takes it away."""
    notes = {key: said for key, said in presentation(workspace).notes.items() if key != slide}
    said = note.strip()[:LONGEST_NOTE]
    _put(workspace, notes={**notes, slide: said} if said else notes)


def put_name(workspace: Workspace, name: str) -> None:
    """What the business is called; "": as the workspace is."""
    _put(workspace, name=" ".join(name.split())[:LONGEST_NAME])


def _put(workspace: Workspace, **changed: Any) -> None:
    settings.put(workspace, _KEY, {**asdict(presentation(workspace)), **changed})


@dataclass(frozen=True)
class FrozenStory:
    """A story as it was on one day; the story itself is read apart, so that a list of them costs nothing."""

    id: int
    """Never used again."""
    name: str
    """What it is called in the list: the meeting, or the day."""
    made: dt.datetime
    """In UTC."""


def freeze(workspace: Workspace, name: str, light: str, dark: str) -> FrozenStory:
    """Keep a story as it is now: as JSON text, drawn for a light page and for a dark one.

    The revision stays: no answer is computed from it.

    >>> with Workspace.open() as workspace:
    ...     kept = freeze(workspace, "Board meeting", "{}", "{}")
    ...     frozen(workspace) == [kept], story_text(workspace, kept.id)
    (True, '{}')
    """
    called, moment = " ".join(name.split())[:LONGEST_NAME], now()
    with workspace.change(revises=False) as cursor:
        ((number,),) = cursor.execute(
            "insert into frozen_stories (name, made, light, dark) values (?, ?, ?, ?) returning id",
            [called, moment, light, dark],
        ).fetchall()
    return FrozenStory(int(number), called, moment)


def frozen(workspace: Workspace) -> list[FrozenStory]:
    """Every frozen story, the latest first."""
    with workspace.cursor() as cursor:
        rows = cursor.execute("select id, name, made from frozen_stories order by made desc, id desc")
        return [FrozenStory(*row) for row in rows.fetchall()]


def story_text(workspace: Workspace, story: int, *, dark: bool = False) -> str | None:
    """The JSON text of a frozen story; None where it is not there any more."""
    drawn = "dark" if dark else "light"
    with workspace.cursor() as cursor:
        row = cursor.execute(f"select {drawn} from frozen_stories where id = ?", [story]).fetchone()
    return None if row is None else str(row[0])


def forget(workspace: Workspace, story: int) -> None:
    """Delete a frozen story; one that is gone already stays so."""
    with workspace.change(revises=False) as cursor:
        cursor.execute("delete from frozen_stories where id = ?", [story])
