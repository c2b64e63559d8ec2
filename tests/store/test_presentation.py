"""How the story is told is kept, and a frozen one stays as it was."""

from dataclasses import dataclass
from pathlib import Path

from core.store import Workspace, rows
from core.store.presentation import (
    LONGEST_NAME,
    Presentation,
    forget,
    freeze,
    frozen,
    leave_out,
    presentation,
    put_name,
    put_note,
    put_order,
    story_text,
)


@dataclass(frozen=True)
class Card:
    key: str


CARDS = [Card("cost"), Card("time"), Card("goal"), Card("ask")]


def keys(cards: tuple[Card, ...]) -> list[str]:
    return [card.key for card in cards]


def test_slides_come_in_the_chosen_order_and_new_ones_after_them_in_theirs() -> None:
    chosen = Presentation(order=("ask", "cost"))
    assert keys(chosen.in_order(CARDS)) == ["ask", "cost", "time", "goal"]


def test_a_slide_that_is_left_out_keeps_its_place_for_when_it_comes_back(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "kept.duckdb") as workspace:
        put_order(workspace, ["goal", "cost", "time", "ask"])
        leave_out(workspace, "cost")
        assert keys(presentation(workspace).arranged(CARDS)) == ["goal", "time", "ask"]
        leave_out(workspace, "cost", out=False)
        assert keys(presentation(workspace).arranged(CARDS)) == ["goal", "cost", "time", "ask"]


def test_notes_and_the_name_are_there_after_a_restart(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "kept.duckdb") as workspace:
        put_note(workspace, "ask", "  We need 20,000 € for a year.\n")
        put_note(workspace, "cost", "gone")
        put_note(workspace, "cost", " ")
        put_name(workspace, "  Studio   Nord " + "x" * 200)
    with Workspace.open(tmp_path / "kept.duckdb") as workspace:
        kept = presentation(workspace)
    assert kept.notes == {"ask": "We need 20,000 € for a year."}
    assert kept.name.startswith("Studio Nord xx")
    assert len(kept.name) == LONGEST_NAME


def test_telling_it_otherwise_makes_nobody_compute_anew(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "kept.duckdb") as workspace:
        before = workspace.revision
        put_note(workspace, "ask", "Please")
        freeze(workspace, "Board", "{}", "{}")
        assert workspace.revision == before


def test_frozen_stories_are_listed_the_latest_first_and_each_can_be_deleted(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "kept.duckdb") as workspace:
        first = freeze(workspace, "Board", '{"a": 1}', '{"a": 2}')
        second = freeze(workspace, "Investor", '{"b": 1}', '{"b": 2}')
    with Workspace.open(tmp_path / "kept.duckdb") as workspace:
        assert frozen(workspace) == [second, first]
        assert story_text(workspace, first.id) == '{"a": 1}'
        assert story_text(workspace, first.id, dark=True) == '{"a": 2}'
        forget(workspace, first.id)
        forget(workspace, first.id)
        assert frozen(workspace) == [second]
        assert story_text(workspace, first.id) is None
        assert freeze(workspace, "Team", "{}", "{}").id > second.id


def test_a_workspace_from_before_there_were_frozen_stories_gets_them_and_keeps_all(version_3: Path) -> None:
    with Workspace.open(version_3) as workspace:
        assert frozen(workspace) == []
        assert rows.steps(workspace)["step"].tolist() == ["find", "talk"]
        kept = freeze(workspace, "Board", "{}", "{}")
    with Workspace.open(version_3) as workspace:
        assert frozen(workspace) == [kept]
