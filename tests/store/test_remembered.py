from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from core.steps.channels import Spend
from core.store import Workspace, matchings, settings, spend

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def test_a_matching_is_remembered_for_the_same_header_however_it_is_spaced(workspace: Workspace) -> None:
    matchings.remember(workspace, ["Schritt", "Wie lange", "Größe"], {"1": "minutes"})
    assert matchings.recall(workspace, [" schritt", "WIE  LANGE\n", "Gro\u0308ße"]) == {"1": "minutes"}


@pytest.mark.parametrize(
    "header", [["Wie lange", "Schritt"], ["Schritt"], ["Schritt", "Wie lange", ""], ["Schritt Wie lange"]]
)
def test_another_header_recalls_nothing(workspace: Workspace, header: list[str]) -> None:
    matchings.remember(workspace, ["Schritt", "Wie lange"], {"1": "minutes"})
    assert matchings.recall(workspace, header) is None


def test_a_matching_corrected_again_replaces_the_older_one_and_can_be_forgotten(file: Path) -> None:
    with Workspace.open(file) as workspace:
        matchings.remember(workspace, ["Was", "Zeit"], {"1": "minutes"})
        matchings.remember(workspace, ["Was", "Zeit"], {"1": "waiting"})
    with Workspace.open(file) as workspace:
        assert matchings.recall(workspace, ["Was", "Zeit"]) == {"1": "waiting"}
        matchings.forget(workspace, ["was", "zeit"])
        assert matchings.recall(workspace, ["Was", "Zeit"]) is None


def test_a_setting_that_was_never_made_is_its_default(workspace: Workspace) -> None:
    assert settings.get(workspace, "hourly_rate") is None
    assert settings.get(workspace, "hourly_rate", 100) == 100
    settings.put(workspace, "hourly_rate", None)
    assert settings.get(workspace, "hourly_rate", 100) is None


@examples(max_examples=12, deadline=None)
@given(st.dictionaries(st.text(), JSON, max_size=3))
def test_settings_come_back_as_they_were_made(made: dict[str, Any]) -> None:
    with Workspace.open() as workspace:
        for key, value in made.items():
            settings.put(workspace, key, "before")
            settings.put(workspace, key, value)
        assert settings.all(workspace) == made
        assert {key: settings.get(workspace, key) for key in made} == made


def test_the_spend_of_a_channel_is_kept_and_can_be_emptied(file: Path) -> None:
    with Workspace.open(file) as workspace:
        spend.put(workspace, "Search ads", Spend(spend=1200.5, wins=6))
        spend.put(workspace, "Events", Spend(wins=3))
        spend.put(workspace, "Search ads", Spend(spend=1300.0, wins=6))
    with Workspace.open(file) as workspace:
        assert spend.all(workspace) == {
            "Search ads": Spend(1300.0, 6.0),
            "Events": Spend(None, 3.0),
        }
        spend.put(workspace, "Events", Spend())
        assert list(spend.all(workspace)) == ["Search ads"]


def test_typing_the_same_spend_again_changes_nothing(workspace: Workspace) -> None:
    spend.put(workspace, "Search ads", Spend(spend=1200.0, wins=6))
    revision = workspace.revision
    spend.put(workspace, "Search ads", Spend(spend=1200, wins=6.0))
    spend.put(workspace, "Events", Spend())
    assert workspace.revision == revision
