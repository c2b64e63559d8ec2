"""What a language shows as an example can be typed: every reader of cells understands it."""

from __future__ import annotations

import pytest
from pandas.testing import assert_frame_equal

from core.language import LANGUAGES, gettext, speaking
from core.sheets.cells import count, duration, money, number, rate
from core.sheets.cells.counts import WANTED as A_COUNT
from core.sheets.cells.durations import WANTED as A_TIME
from core.sheets.cells.money import WANTED as AN_AMOUNT
from core.sheets.cells.numbers import WANTED as A_NUMBER
from core.sheets.cells.rates import WANTED as A_RATE
from core.sheets.intake import take_in
from core.sheets.kinds import KINDS, Column
from core.sheets.kinds.stages import stage_of
from core.sheets.tables.headers import plain
from core.sheets.writing.column_words import choice_word
from core.sheets.writing.templates import template, template_name

CHOICES = [(column, value) for kind in KINDS.values() for column in kind.columns for value in column.choices]
every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_language
@pytest.mark.parametrize(("column", "value"), CHOICES, ids=lambda one: getattr(one, "name", one))
def test_a_value_is_offered_in_a_word_that_is_read_as_that_value(
    language: str, column: Column, value: str
) -> None:
    with speaking("en"):
        english = choice_word(column, value)
    with speaking(language):
        assert choice_word(column, value) == gettext(english)
        assert plain(choice_word(column, value)) in {plain(word) for word in (*column.choices[value], value)}


@every_language
@pytest.mark.parametrize("kind", KINDS)
def test_a_template_is_read_without_a_problem_and_says_the_same_in_every_language(
    kind: str, language: str
) -> None:
    read = take_in(template_name(kind, language), template(kind, language))
    english = take_in(template_name(kind, "en"), template(kind, "en"))
    assert read.refusal is None
    assert not read.left_out
    (table,), (original,) = read.tables, english.tables
    assert table.problems == ()
    assert not table.table.conflicts
    figures = [name for name, sql in KINDS[kind].fields if sql == "double"]
    assert_frame_equal(table.rows[figures], original.rows[figures])
    chosen = [column.name for column in KINDS[kind].columns if column.choices and column.stored]
    assert_frame_equal(table.rows[chosen], original.rows[chosen])


@every_language
def test_the_times_that_a_refusal_shows_can_be_typed(language: str) -> None:
    with speaking(language):
        assert duration(str(A_TIME.range)).low == 20
        assert duration(str(A_TIME.instead_of_date)).high == 10
        assert duration(gettext("1.5 h")).value == 90
        assert duration(gettext("2 h 30 min")).value == 150
        assert duration(gettext("2 h")).value == 120
        assert duration(gettext("2 days"), calendar=True).value == 2880


@every_language
def test_the_rates_that_a_refusal_shows_can_be_typed(language: str) -> None:
    with speaking(language):
        assert rate(str(A_RATE.range), scale=None).high == 0.4
        assert rate(str(A_RATE.instead_of_date), scale=None).tried == 10
        assert rate(gettext("1 of 4"), scale=None).value == 0.25


@every_language
def test_the_amounts_that_a_refusal_shows_can_be_typed(language: str) -> None:
    with speaking(language):
        assert money(str(AN_AMOUNT.range)).high == 40
        assert money(str(AN_AMOUNT.instead_of_date)).value == 12.5
        assert count(str(A_COUNT.range)).low == 2
        assert count(str(A_COUNT.instead_of_date)).high == 3
        assert number(str(A_NUMBER.instead_of_date)) == 1.5


def test_german_sentences_show_figures_as_germans_write_them() -> None:
    with speaking("de"):
        assert str(A_TIME.phrase) == "eine Zeit wie 25 min, 1:30 oder 1,5 h"
        assert str(AN_AMOUNT.phrase) == "einen Betrag wie 12 €, 12,50 € oder 500 NOK"
        assert str(A_NUMBER.phrase) == "eine Zahl wie 25 oder 1,5"
        assert str(A_RATE.phrase) == "eine Quote wie 12 %, 3 von 10 oder 10x"


@every_language
@pytest.mark.parametrize("stage", ["suspect", "lead", "prospect", "customer"])
def test_the_stages_that_a_template_names_are_known_everywhere(language: str, stage: str) -> None:
    with speaking(language):
        assert stage_of(gettext(stage)) == stage
