"""The weakest link and the throughput as a script reads them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core.brief.__main__ import main
from core.brief.factory import throughput, weakest_link
from core.factory.weakest_link import weakest_link as verdict_of
from core.funnel.funnel import funnel_of
from core.funnel.stages import DEFAULT_STAGES
from core.sheets.examples import EXAMPLES
from tests.factory.businesses import Shop, Step
from tests.factory.test_throughput import of_counts
from tests.funnel.reaches import funnel_reach

EVENTS = [Step("write", 3, 40, 100), Step("call", 20, 45, 60), Step("offer", 20, 20, 60)]
SHOPS = {
    "flying_blind": Shop({"Events": [Step("call", 20, 1, 2, guessed=True)]}, {"Events": 26}),
    "not_running": Shop({"Events": EVENTS}, {"Events": 0}),
    "not_repeatable": Shop({"Events": EVENTS}, {"Events": 2}),
    "capacity": Shop({"Events": EVENTS}, {"Events": 26}, hours={"Owner": 4}),
    "flow": Shop({"Events": EVENTS}, {"Events": 26}, hours={"Owner": 30}),
}


def as_read(told: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(told, allow_nan=False))
    return read


@pytest.mark.parametrize("kind", SHOPS)
def test_every_kind_of_verdict_is_plain_data_with_all_its_parts(kind: str) -> None:
    told = as_read(weakest_link(verdict_of(SHOPS[kind].business()), "EUR"))
    assert told["kind"] == kind
    asked = {"kind", "step", "role", "channel", "confidence", "gain_per_week", "saves_per_win", "runner_up"}
    assert asked | {"next_move", "evidence"} <= set(told)
    assert (told["gain_per_week"] is None) == (kind not in ("capacity", "flow"))
    assert told["sentence"]
    assert told["next_move"]
    assert told["evidence"]


def test_the_figures_are_those_of_the_verdict() -> None:
    told = as_read(weakest_link(verdict_of(SHOPS["flow"].business()), "EUR"))
    assert (told["step"], told["channel"], told["role"]) == ("offer", "Events", None)
    assert told["gain_per_week"] == pytest.approx(1)
    assert told["links"][0]["reachable"] == pytest.approx(2 / 3)
    assert told["runner_up"]["step"] == "write"


def test_the_throughput_is_told_by_the_wins_and_by_the_weeks_where_they_are_counted() -> None:
    people = funnel_reach(("prospect", 60), ("customer", 26))
    verdict = verdict_of(SHOPS["flow"].business(funnel=funnel_of(DEFAULT_STAGES, {"counts": people})))
    told = as_read(throughput(verdict))
    assert (told["happy_per_week"], told["customers_stand_in"], told["between"]) == (1, True, None)
    assert told["ceiling_wins_per_week"] == pytest.approx(30 * 60 * 0.8 / 170)
    assert told["expense_per_week"]["total"] == pytest.approx(170)
    assert [step["per_week"] for step in told["steps"]][-1] == 1
    weekly = as_read(throughput(verdict, of_counts(*[1.0, 2.0] * 6)))
    assert (weekly["happy_per_week"], weekly["counted"], weekly["weeks"]) == (1.5, 18, 12)
    assert weekly["predictable"] is True
    assert weekly["between"][0] < 1.5 < weekly["between"][1]


def test_what_nobody_knows_is_null() -> None:
    told = as_read(throughput(verdict_of(Shop({"Events": EVENTS}, {}).business())))
    assert (told["happy_per_week"], told["wins_per_week"], told["expense_per_week"]) == (None, None, None)


def test_the_brief_of_the_example_files_has_the_verdict_and_the_throughput(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([str(example.path) for example in EXAMPLES]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["weakest_link"]["kind"] == "flow"
    assert (told["weakest_link"]["step"], told["weakest_link"]["channel"]) == ("Angebot schreiben", "Events")
    # The CRM export tells of seven customers, however long they took; the first weeks are too early for any.
    assert (told["throughput"]["counted"], told["throughput"]["weeks"]) == (7, 19)
    assert told["throughput"]["happy_per_week"] == pytest.approx(7 / 19)


def test_the_brief_of_steps_alone_says_that_nobody_counts_customers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    events = next(example.path for example in EXAMPLES if "events" in example.name)
    assert main([str(events), "--language", "de"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["weakest_link"]["kind"] == "flying_blind"
    assert told["weakest_link"]["confidence"] is None
    assert told["throughput"]["happy_per_week"] is None
