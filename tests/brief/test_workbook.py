"""The workbook as whoever opens it without computing reads it: cells, names, charts, looks."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.brief.story import ChainSheet, Column, Slide, Story, Table
from core.brief.workbook import workbook
from core.language import LANGUAGES
from core.sheets.intake import take_in
from tests.brief.processes import ADS, DELIVERY, EVENTS, STUCK, WON, step, story
from tests.brief.stories import hand_story, named_story
from tests.brief.sums import sums


def opened(told: Story, *, values: bool = True) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(told)), data_only=values)


def texts(sheet: Any) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def test_the_events_come_to_345_minutes_and_575_before_anybody_computes() -> None:
    found = sums(opened(story(EVENTS))["Events"])
    assert found["minutes"] == pytest.approx(345)
    assert found["labour"] == pytest.approx(575)
    assert found["cash"] == 0
    assert found["cost"] == pytest.approx(575)


def test_every_figure_of_a_step_is_a_formula_over_its_inputs_and_the_rate() -> None:
    sheet = opened(story(EVENTS), values=False)["Events"]
    offer = {cell.column_letter: cell.value for cell in sheet[16]}
    assert offer["A"] == "offer"
    assert offer["C"] == 20
    assert offer["E"] == 0.5
    assert offer["I"] == "=Value_of_an_hour"
    assert offer["K"] == '=IF(ISNUMBER(F16),F16,IF(J16=0,"",1/J16))'
    assert offer["L"] == '=IF($A$3="",K16*IF(ISNUMBER(D16),D16,1)*IF(H16="no",0,C16),"")'
    assert offer["M"] == '=IF($A$3="",L16*I16/60,"")'
    assert offer["Q"] == "events.xlsx, Events, row 6"


def test_one_cell_holds_the_value_of_an_hour_and_one_each_role() -> None:
    book = opened(story(EVENTS, ADS, DELIVERY))
    names = {name: defined.attr_text for name, defined in book.defined_names.items()}
    assert set(names) == {"Value_of_an_hour", "Rate_Editor"}
    overview = book["Overview"]
    found = {name: overview[place.partition("!")[2].replace("$", "")].value for name, place in names.items()}
    assert found == {"Value_of_an_hour": 100, "Rate_Editor": 45}


def test_a_role_without_a_rate_of_its_own_follows_the_general_one() -> None:
    chain = ChainSheet("Events", "acquire", (step("talk", 60, role="Owner"),), None, None, 60, 100)
    overview = opened(story(chain), values=False)["Overview"]
    assert "=Value_of_an_hour" in texts(overview)


def test_spend_is_shared_by_the_customers_won() -> None:
    found = sums(opened(story(ADS))["Search ads"])
    assert (found["minutes"], found["labour"], found["cash"]) == pytest.approx((120, 90, 80))
    assert found["with_spend"] == pytest.approx(320)


def test_what_the_customer_or_a_system_does_costs_none_of_our_time() -> None:
    chain = ChainSheet(
        "Shop", "acquire", (step("choose", 45, ours=False), step("pack", 6)), None, None, 6, 10
    )
    assert sums(opened(story(chain))["Shop"])["minutes"] == pytest.approx(6)


def test_the_delivery_is_counted_forwards_from_the_order() -> None:
    found = sums(opened(story(DELIVERY))["Films, delivery"])
    assert found["minutes"] == pytest.approx(600)
    assert found["cost"] == pytest.approx(763)


def test_where_nobody_gets_through_a_sentence_says_so_and_no_error_stands_anywhere() -> None:
    book = opened(story(STUCK, EVENTS))
    said = texts(book["Flyers"])
    assert (
        "Nobody gets past “hand out”, so Flyers never wins a customer. Check its pass rate: it is 0." in said
    )
    assert sums(book["Flyers"])["cost"] == "–"
    assert not [text for sheet in book for text in texts(sheet) if text.startswith("#")]


def test_the_channels_together_are_all_cost_by_all_customers() -> None:
    sheet = opened(story(WON, ADS, STUCK))["Channels"]
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    assert rows["Events"][5] == pytest.approx(575)
    assert rows["Search ads"][4:6] == pytest.approx((150, 320))
    assert rows["Flyers"][5] == "–"
    # (575 · 6 + 320 · 4) / 10, not (575 + 320) / 2
    assert rows["All channels together"][5] == pytest.approx(473)


def test_without_known_customers_a_sentence_stands_for_the_cost_over_all() -> None:
    sheet = opened(story(EVENTS))["Channels"]
    assert "How many customers the channels won is not known yet, so there is no figure over all." in texts(
        sheet
    )


def test_spend_without_known_customers_is_no_free_customer() -> None:
    chain = replace(EVENTS, spend=900.0, wins=None)
    sheet = opened(story(chain))["Events"]
    assert sums(sheet)["with_spend"] == "–"
    assert any(text.startswith("How many customers the spend has won is not known") for text in texts(sheet))


def test_the_first_sheet_states_files_day_rates_and_assumptions(example_story: Story) -> None:
    said = texts(opened(example_story)["Overview"])
    assert "Studio Nord" in said
    assert set(example_story.files) <= set(said)
    assert {one.value for one in example_story.assumptions} <= set(said)
    assert {slide.title for slide in example_story.slides} <= set(said)
    assert any("The figures were computed on" in text for text in said)


def test_frozen_figures_are_called_so() -> None:
    said = texts(opened(replace(story(EVENTS), frozen=True))["Overview"])
    assert any(text.endswith("kept as they were.") for text in said)


def test_every_chain_of_the_example_carries_the_figures_of_the_app(example_story: Story) -> None:
    book = opened(example_story)
    for chain in example_story.chains:
        name = chain.channel if chain.phase == "acquire" else f"{chain.channel}, delivery"
        found = sums(book[name])
        assert found["minutes"] == pytest.approx(chain.minutes_per_win, rel=1e-9)
        assert found["cost"] == pytest.approx(chain.cost_per_win, rel=1e-9)


def test_the_tables_behind_the_slides_are_all_there_with_figures_as_figures(example_story: Story) -> None:
    book = opened(example_story)
    for place, slide in enumerate(example_story.slides, start=1):
        for table in slide.tables:
            sheet = next(sheet for sheet in book if sheet.title.startswith(f"{place} "))
            rows = list(sheet.iter_rows(values_only=True))
            header = tuple(column.name for column in table.columns)
            first = next(number for number, row in enumerate(rows) if row[: len(header)] == header and number)
            for line, row in zip(table.rows, rows[first + 1 :], strict=False):
                for column, value, shown in zip(table.columns, line, row, strict=False):
                    if value is None or value == "":
                        assert shown == ("–" if column.unit else None)
                    elif isinstance(value, str):
                        assert shown == value
                    else:
                        assert shown == pytest.approx(value)


def parts(told: Story, beginning: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(workbook(told))) as held:
        return [held.read(name).decode() for name in sorted(held.namelist()) if name.startswith(beginning)]


def test_each_kind_of_chart_is_excels_own_with_title_and_words_for_who_cannot_see_it() -> None:
    told = hand_story()
    charts = parts(told, "xl/charts/chart")
    drawn = [slide for slide in told.slides if slide.bars]
    assert len(charts) == len(drawn) == 4
    assert [chart.count('<c:grouping val="stacked"/>') for chart in charts] == [1, 0, 1, 0]
    assert [chart.count('<c:barDir val="col"/>') for chart in charts] == [0, 0, 0, 1]
    for chart, slide in zip(charts, drawn, strict=True):
        assert slide.title.replace("&", "&amp;") in chart
    (first, *_others) = parts(told, "xl/drawings/drawing")
    assert drawn[0].picture is not None
    assert drawn[0].picture.description[:40] in ElementTree.fromstring(first)[0][2][0][0].attrib["descr"]


def test_the_funnel_is_centred_by_the_room_before_each_bar() -> None:
    sheet = next(sheet for sheet in opened(hand_story(), values=False) if sheet.title == "3 Funnel")
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    assert rows["Customer"][1:3] == (8, "8 people · 32 %")
    assert rows["Customer"][3].startswith("=(MAX(")


@pytest.mark.parametrize("name", ["=1+1", "a" * 60, "[x]:*?/\\", "<r>&amp;</r>", "History", "'quoted'"])
def test_names_of_all_kinds_make_a_workbook_that_opens_and_computes_nothing_of_theirs(name: str) -> None:
    chain = ChainSheet(name, "acquire", (step(name, 30, 0.5, role=name),), None, None, 60, 100)
    told = replace(
        named_story(name), chains=(chain, chain, replace(chain, phase="deliver")), hourly_rate=100.0
    )
    book = opened(told, values=False)
    assert len({sheet.title.lower() for sheet in book}) == len(book.sheetnames)
    assert all(len(sheet.title) <= 31 for sheet in book)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" and cell.value == name]
    assert any(cell.value == name for cell in cells if cell.data_type != "f")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=50), st.text(max_size=50))
def test_whatever_somebody_types_every_part_of_the_file_is_sound(one: str, other: str) -> None:
    table = Table(one, (Column(other), Column(one, "money")), ((other, 1.0), (None, None)))
    slide = Slide("cost", one or "-", (other,), None, None, (table,), (other,), one)
    chain = ChainSheet(
        one, "acquire", (step(other, 30, 0.5, role=one), step(one, 3, 0.0)), None, None, None, None, one
    )
    told = replace(story(chain, name=other), slides=(slide,), files=(one,))
    data = workbook(told)
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        for part in held.namelist():
            ElementTree.fromstring(held.read(part))
    openpyxl.load_workbook(io.BytesIO(data))


def test_sheets_print_on_wide_paper_with_their_header_on_every_page_and_stay_in_view() -> None:
    sheet = opened(story(EVENTS))["Events"]
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$7:$7"
    assert sheet.freeze_panes == "B8"


def test_money_looks_as_in_the_language_and_currency_of_the_story() -> None:
    def look(language: str, currency: str) -> str:
        sheet = opened(story(EVENTS, language=language, currency=currency))["Events"]
        return str(sheet["O8"].number_format)

    assert look("en", "EUR") == "[$€]#,##0.00"
    assert look("de", "EUR") == "#,##0.00 [$€]"
    assert look("en", "CHF") == "[$CHF] #,##0.00"


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_workbook_speaks_the_language_of_the_story(language: str) -> None:
    book = opened(story(EVENTS, ADS, DELIVERY, STUCK, language=language))
    assert sums(book["Events"])["cost"] == pytest.approx(575)


def test_the_file_says_what_it_is() -> None:
    book = opened(story(EVENTS, name="Studio Nord"))
    assert book.properties.title == "Studio Nord"
    assert book.properties.created.replace(tzinfo=None) == story(EVENTS).made


def test_a_workbook_loaded_again_is_refused_with_a_sentence_and_never_counted_twice(
    example_story: Story,
) -> None:
    taken = take_in("brief.xlsx", workbook(example_story))
    assert taken.tables == ()
    assert taken.refusal is not None
    assert taken.refusal.sentence.startswith("Stepwise wrote this workbook itself, from your sheets.")


def test_a_story_without_processes_still_states_what_it_rests_on() -> None:
    book = opened(story())
    assert book.sheetnames == ["Overview"]
    assert "events.xlsx" in texts(book["Overview"])
