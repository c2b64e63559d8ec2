"""The workbook in an accountant's hands: LibreOffice computes it, and comes to the figures of the app."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.brief.facts import Facts
from core.brief.story import ChainSheet, Story
from core.brief.workbook import workbook
from core.brief.workbook.process_columns import RUNS
from core.brief.workbook.worked import worked
from core.steps.chain import ACQUIRE, chains
from core.steps.rates import Rates
from tests.brief.office import Office, changed
from tests.brief.processes import ADS, DELIVERY, EVENTS, STUCK, WON, step, story
from tests.brief.sums import sums


def named(book: Any, name: str) -> Any:
    """The cell behind a name."""
    sheet, _separator, place = book.defined_names[name].attr_text.rpartition("!")
    return book[sheet.strip("'")][place.replace("$", "")]


def with_rate(data: bytes, rate: float, name: str = "Value_of_an_hour") -> bytes:
    def change(book: Any) -> None:
        named(book, name).value = rate

    return changed(data, change)


def holds(book: Any, facts: Facts, rate: float) -> None:
    """Every process sheet comes to what the app says at this value of an hour."""
    rates = Rates(rate, facts.economics.rates.by_role)
    for chain in chains(facts.economics.steps, rates):
        name = chain.channel if chain.phase == ACQUIRE else f"{chain.channel}, delivery"
        found = sums(book[name])
        assert found["minutes"] == pytest.approx(chain.minutes_per_win, rel=1e-9)
        assert found["labour"] == pytest.approx(chain.labour_per_win, rel=1e-9)
        assert found["cash"] == pytest.approx(chain.cash_per_win, rel=1e-9)
        assert found["cost"] == pytest.approx(chain.cost_per_win, rel=1e-9)


def test_computed_anew_every_chain_of_the_example_comes_to_the_figures_of_the_app(
    office: Office, example_story: Story, example_facts: Facts
) -> None:
    holds(office.recomputed(workbook(example_story)), example_facts, 100.0)


def test_another_value_of_an_hour_moves_every_chain_as_in_the_app(
    office: Office, example_story: Story, example_facts: Facts
) -> None:
    holds(office.recomputed(with_rate(workbook(example_story), 62.5)), example_facts, 62.5)


def test_the_575_of_the_events_follow_their_rate(office: Office) -> None:
    data = workbook(story(EVENTS))
    assert sums(office.recomputed(data)["Events"])["with_spend"] == pytest.approx(575)
    assert sums(office.recomputed(with_rate(data, 0))["Events"])["with_spend"] == 0
    assert sums(office.recomputed(with_rate(data, 120))["Events"])["with_spend"] == pytest.approx(690)


def test_each_role_has_its_own_rate_to_change(office: Office) -> None:
    found = office.recomputed(with_rate(workbook(story(ADS, DELIVERY)), 60, "Rate_Editor"))
    # 2 h at 60 € and 80 € of clicks, 150 € of spend; 5 h of cutting at 60 € beside 538 €
    assert sums(found["Search ads"])["with_spend"] == pytest.approx(350)
    assert sums(found["Films, delivery"])["cost"] == pytest.approx(838)


def test_the_channels_follow_their_sheets(office: Office) -> None:
    ads = replace(ADS, channel="It's [A&B] <ads> of the whole year 2026")
    sheet = office.recomputed(with_rate(workbook(story(WON, ads, STUCK)), 200))["Channels"]
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    assert rows["Events"][5] == pytest.approx(1150)
    assert rows["Flyers"][5] == "–"
    assert rows["All channels together"][5] == pytest.approx((1150 * 6 + 320 * 4) / 10)


def test_a_pass_rate_typed_over_with_0_gives_the_sentence_and_back_the_figures(office: Office) -> None:
    def block(book: Any) -> None:
        book["Events"]["E14"].value = 0
        book["Flyers"]["E9"].value = 0.5

    book = office.recomputed(changed(workbook(story(EVENTS, STUCK)), block))
    assert book["Events"]["A3"].value == (
        "Nobody gets past “arrange”, so Events never wins a customer. Check its pass rate: it is 0."
    )
    assert sums(book["Events"])["with_spend"] == "–"
    assert not book["Flyers"]["A3"].value
    # 2 talks of 30 minutes after 4 hand-outs and 4 prints of an hour
    assert sums(book["Flyers"])["minutes"] == pytest.approx(540)


def test_nothing_that_is_computed_is_an_error(office: Office, example_story: Story) -> None:
    told = replace(example_story, chains=(*example_story.chains, STUCK, WON, ADS))
    book = office.recomputed(workbook(told))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [f"{cell.parent.title}!{cell.coordinate}" for cell in cells if cell.data_type == "e"] == []


figures = st.none() | st.floats(0, 500).map(lambda value: round(value, 3))
rates = st.none() | st.just(0.0) | st.floats(0.01, 20).map(lambda value: round(value, 4))


@st.composite
def processes(draw: st.DrawFn) -> ChainSheet:
    steps = tuple(
        step(
            f"step {number}",
            draw(figures),
            draw(rates),
            times=draw(st.none() | st.floats(0, 5)),
            given=draw(st.none() | st.none() | st.sampled_from([0.0, 1.0, 2.5, 12.0])),
            cash=draw(figures),
            role=draw(st.sampled_from(["", "Editor"])),
            ours=draw(st.booleans()),
        )
        for number in range(draw(st.integers(1, 7)))
    )
    steps = tuple(replace(one, hourly_rate=45.0) if one.role else one for one in steps)
    phase = draw(st.sampled_from(["acquire", "acquire", "deliver", "after"]))
    return ChainSheet("Events", phase, steps, draw(figures), draw(figures), None, None)


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(processes(), min_size=25, max_size=25))
def test_whatever_the_sheets_say_the_formulas_come_to_what_the_app_computes(
    office: Office, found: list[ChainSheet]
) -> None:
    told = [replace(one, channel=f"Way {number}") for number, one in enumerate(found)]
    data = workbook(story(*told))
    book = office.recomputed(data)
    endings = {"acquire": "", "deliver": ", delivery", "after": ", afterwards"}
    for process in told:
        expected, sheet = worked(process), book[process.channel + endings[process.phase]]
        shown = sums(sheet)
        if expected.chain.blocked_by is not None:
            assert shown["cost"] == "–"
            assert f"“{expected.chain.blocked_by}”" in sheet["A3"].value
            continue
        assert shown["minutes"] == pytest.approx(expected.chain.minutes_per_win, rel=1e-9)
        assert shown["cost"] == pytest.approx(expected.chain.cost_per_win, rel=1e-9)
        runs = [sheet.cell(8 + place, RUNS + 1).value for place in range(len(process.steps))]
        assert runs == pytest.approx(expected.runs.tolist(), rel=1e-9)
