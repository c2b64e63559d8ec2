"""The brief as PDF: two A4 pages, tagged, with every title; no text is read as typst's own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.brief.facts import Facts
from core.brief.paper import paper
from core.brief.telling import story_of
from core.language import speaking
from tests.brief.printed import on_one_line, page_count, words_in
from tests.brief.stories import hand_story, named_story

MARKUP = [
    "#let x = 1",
    "$x^2$ *bold* _it_",
    "#panic()",
    "]#{",
    '"; #read("/etc/passwd")',
    "// gone",
    "\\",
    "@cite <label>",
]


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_example_is_told_on_two_pages(example_facts: Facts, language: str) -> None:
    with speaking(language):
        story = story_of(example_facts)
    printed = paper(story)
    assert page_count(printed) <= 2
    assert len(printed) < 600_000
    words = words_in(printed)
    if words is not None:
        for slide in story.slides:
            assert on_one_line(slide.title) in words
            assert all(on_one_line(point) in words for point in slide.points)
        assert all(word in words for one in story.assumptions for word in one.value.split())


def test_it_has_a_title_a_language_and_tags() -> None:
    printed = paper(hand_story("de"))
    assert printed.startswith(b"%PDF-1.7")
    assert re.search(rb"/Lang\s*\(de\)", printed)
    assert b"/MarkInfo" in printed
    assert b"/StructTreeRoot" in printed
    assert b"/Title" in printed
    assert b"Studio Nord" in printed


def test_the_words_of_the_charts_can_be_found() -> None:
    words = words_in(paper(hand_story()))
    if words is None:
        pytest.skip("No pdftotext is installed")
    assert "2 h · 35%" in words
    assert "2/2" in words.replace(" ", "")
    assert "Where the figures come from events.xlsx and roles.csv" in words


def test_a_slide_without_a_chart_has_its_table() -> None:
    words = words_in(paper(hand_story()))
    if words is None:
        pytest.skip("No pdftotext is installed")
    assert all(said in words for said in ("Time for one customer", "Pass rate", "67%", "not known"))


def test_the_same_story_gives_the_same_file() -> None:
    assert paper(hand_story()) == paper(hand_story())


def test_a_story_too_long_for_two_pages_has_more() -> None:
    story = hand_story()
    assert page_count(paper(replace(story, slides=story.slides * 6))) > 2


@pytest.mark.parametrize("name", MARKUP)
def test_markup_is_read_as_text(name: str) -> None:
    printed = paper(named_story(name))
    words = words_in(printed)
    if words is not None:
        assert on_one_line(f"“{name}” takes 2 h of the 3 h.") in words


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_no_name_breaks_the_paper(name: str) -> None:
    assert page_count(paper(named_story(name))) >= 1
