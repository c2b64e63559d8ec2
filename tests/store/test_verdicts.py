import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from core.store import Workspace, verdicts
from core.store.verdicts import KeptVerdict

DAY = dt.date(2026, 4, 3)
OFFER = KeptVerdict(
    DAY,
    kind="flow-bound",
    key="Events|acquire|Offer|1",
    channel="Events",
    step="Events|acquire|Offer|1",
    throughput=0.5,
    told={"confidence": 0.72, "runner_up": None, "evidence": ["6 of 20"]},
)


def test_a_verdict_is_there_after_a_restart_as_it_was_said(file: Path) -> None:
    with Workspace.open(file) as workspace:
        verdicts.put(workspace, OFFER)
    with Workspace.open(file) as workspace:
        assert verdicts.all(workspace) == [OFFER]


def test_a_day_has_one_verdict_its_last(workspace: Workspace) -> None:
    verdicts.put(workspace, OFFER)
    later = replace(OFFER, key="capacity", step="", role="Founder", throughput=None)
    verdicts.put(workspace, later)
    assert verdicts.all(workspace) == [later]


def test_the_history_is_in_the_order_of_the_days(workspace: Workspace) -> None:
    for days in (7, 0, 14):
        verdicts.put(workspace, replace(OFFER, day=DAY + dt.timedelta(days=days)))
    assert [(one.day - DAY).days for one in verdicts.all(workspace)] == [0, 7, 14]


def test_saying_the_same_again_writes_nothing_and_a_verdict_outdates_no_answer(file: Path) -> None:
    with Workspace.open(file) as workspace:
        before = workspace.revision
        verdicts.put(workspace, OFFER)
        written = file.with_name(file.name + ".wal").stat().st_size
        verdicts.put(workspace, replace(OFFER, told=dict(reversed(OFFER.told.items()))))
        assert file.with_name(file.name + ".wal").stat().st_size == written
        assert workspace.revision == before


def test_what_is_no_number_is_refused_and_the_verdict_of_before_stays(workspace: Workspace) -> None:
    verdicts.put(workspace, OFFER)
    with pytest.raises(ValueError, match="JSON"):
        verdicts.put(workspace, replace(OFFER, told={"confidence": float("nan")}))
    assert verdicts.all(workspace) == [OFFER]
