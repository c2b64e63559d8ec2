"""The canvas: texts, assumptions and checklists of the stages, and two filled examples."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CellRefused
from core.funnel.canvas import (
    CELLS,
    WRITTEN,
    CanvasRow,
    CheckItem,
    against_measured,
    filled_from,
    kept_row,
    read_assumed,
    row_of,
    ticked,
    with_cell,
    with_item,
    without_item,
)
from core.funnel.canvas_examples import CANVAS_EXAMPLES, ELECTRONICS
from core.funnel.canvas_figures import FIGURES, figures_at
from core.funnel.rates import Rate
from core.funnel.stages import DEFAULT_STAGES, SIX
from core.language import LANGUAGES, speaking

TEXTS = st.text(max_size=20)
ITEMS = st.builds(CheckItem, TEXTS, st.just("lead"), TEXTS, st.booleans(), st.none() | st.dates())
ROWS = st.builds(
    CanvasRow,
    st.just("lead"),
    *[TEXTS] * len(WRITTEN),
    points_at=st.sampled_from(["", *FIGURES]),
    assumed_rate=st.none() | st.floats(0, 1),
    checklist=st.lists(ITEMS, max_size=3).map(tuple),
)
APRIL_3 = dt.date(2026, 4, 3)


@given(ROWS)
def test_a_row_comes_back_from_json_as_it_was(row: CanvasRow) -> None:
    assert row_of("lead", json.loads(json.dumps(kept_row(row)))) == row


@given(ROWS, st.sampled_from(WRITTEN), TEXTS)
def test_setting_one_cell_leaves_every_other_as_it_was(row: CanvasRow, cell: str, text: str) -> None:
    before, after = kept_row(row), kept_row(with_cell(row, cell, text))
    assert {name for name in before if before[name] != after[name]} <= {cell}


def test_a_cell_that_no_canvas_has_is_not_set() -> None:
    with pytest.raises(KeyError):
        with_cell(CanvasRow("lead"), "stage", "customer")


def test_a_gesture_that_is_ticked_has_its_day_until_it_is_ticked_off_again() -> None:
    row = with_item(with_item(CanvasRow("lead"), "a", "Use their name"), "b", "Call back")
    done = ticked(row, "b", APRIL_3)
    assert [(item.done, item.day) for item in done.checklist] == [(False, None), (True, APRIL_3)]
    assert ticked(done, "b", None) == row


def test_a_gesture_that_is_removed_leaves_the_others_in_their_order() -> None:
    row = CanvasRow("lead")
    for name in "abc":
        row = with_item(row, name, f"gesture {name}")
    assert [item.id for item in without_item(row, "b").checklist] == ["a", "c"]


def test_a_gesture_without_a_text_is_none() -> None:
    assert with_item(CanvasRow("lead"), "a", " \n ").empty


@given(ROWS, ROWS)
def test_an_example_fills_what_is_empty_and_touches_nothing_that_was_written(
    mine: CanvasRow, example: CanvasRow
) -> None:
    filled = filled_from(mine, example)
    for cell in WRITTEN:
        assert getattr(filled, cell) == (getattr(mine, cell) or getattr(example, cell))
    assert filled.checklist == (mine.checklist or example.checklist)
    assert filled.assumed_rate == mine.assumed_rate
    assert filled_from(filled, example) == filled


def test_a_metric_of_my_own_does_not_show_the_figure_of_an_example() -> None:
    example = CanvasRow("lead", metric="Enquiries", points_at="people")
    assert filled_from(CanvasRow("lead", metric="Calls"), example).points_at == ""
    assert filled_from(CanvasRow("lead"), example).points_at == "people"


@pytest.mark.parametrize(
    ("typed", "decimal", "share"),
    [("30", ".", 0.3), ("30 %", ".", 0.3), ("12,5 %", ",", 0.125), ("3 von 10", ",", 0.3), ("100", ".", 1.0)],
)
def test_an_assumed_share_is_read_as_people_write_it(typed: str, decimal: str, share: float) -> None:
    assert read_assumed(typed, decimal) == pytest.approx(share)


def test_no_assumed_share_is_none_and_not_0() -> None:
    assert read_assumed("  ", ".") is None
    assert read_assumed("0 %", ".") == 0


@pytest.mark.parametrize("typed", ["10x", "20-40 %", "120 %", "0.3", "1", "often", "-5 %"])
def test_what_is_no_single_share_is_refused(typed: str) -> None:
    with pytest.raises(CellRefused):
        read_assumed(typed, ".")


def test_an_assumption_inside_the_interval_is_within_what_was_measured() -> None:
    # 3 of 10: 15 to 50 of 100.
    assert str(against_measured(0.2, Rate.counted(3, 10))) == (
        "within what we measured (between 15 and 50 of 100)"
    )


def test_an_assumption_beyond_the_interval_is_outside_of_what_was_measured() -> None:
    assert str(against_measured(0.8, Rate.counted(3, 10))) == (
        "outside what we measured (between 15 and 50 of 100)"
    )


def test_an_assumption_is_held_against_the_interval_as_it_is_said() -> None:
    # The upper end is 50.2 of 100 and is said as 50; so are 50.4. "50 % is outside of up to 50" says nobody.
    rate = Rate.counted(3, 10)
    assert rate is not None
    assert rate.high is not None
    assert rate.high < 0.504
    assert str(against_measured(0.504, rate)).startswith("within")


def test_an_assumption_about_what_nobody_measured_is_not_judged() -> None:
    assert str(against_measured(0.5, None)) == "not measured yet"


def test_a_ratio_of_two_units_judges_no_assumption() -> None:
    assert str(against_measured(0.5, Rate.ratio(200, 500))) == (
        "measured is a ratio (0.4 for each), and nothing says how sure it is"
    )


@given(st.integers(0, 200), st.integers(1, 200))
def test_what_was_measured_is_always_within_what_was_measured(k: int, n: int) -> None:
    rate = Rate.counted(min(k, n), n)
    assert rate is not None
    assert str(against_measured(rate.share, rate)).startswith("within what we measured (")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", CANVAS_EXAMPLES, ids=lambda one: one.key)
def test_an_example_is_whole_in_every_language(language: str, example: object) -> None:
    assert example in CANVAS_EXAMPLES
    with speaking(language):
        rows = example.rows()  # type: ignore[attr-defined]
    assert tuple(rows) == SIX
    for stage, row in rows.items():
        assert row.stage == stage
        assert all(getattr(row, cell) for cell in (*CELLS, "owner"))
        assert 2 <= len(row.checklist) <= 4
        assert row.points_at in figures_at(stage, DEFAULT_STAGES)
        assert not any(item.done for item in row.checklist)


def test_no_two_lines_of_the_examples_have_one_id() -> None:
    ids = [item.id for one in CANVAS_EXAMPLES for row in one.rows().values() for item in row.checklist]
    assert len(set(ids)) == len(ids)


def test_the_electronics_example_expects_half_of_the_offers_to_become_orders_and_says_where_from() -> None:
    assert ELECTRONICS.rows()["customer"].assumed_rate == 0.5
    # Ten references of 200 firms.
    assert ELECTRONICS.rows()["referral"].assumed_rate == 10 / 200
    for figure in ("8,000", "25,000", "1,000", "half", "200", "ten"):
        assert figure in str(ELECTRONICS.about)
