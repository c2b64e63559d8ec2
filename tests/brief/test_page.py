"""The one-page brief as HTML: all of it in one file, nothing asked of anybody, no text read as markup."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.brief.facts import Facts
from core.brief.page import page
from core.brief.story import Slide, Story
from core.brief.telling import story_of
from core.language import speaking
from tests.brief.printed import on_one_line
from tests.brief.stories import hand_story, named_story
from tests.charts import every_picture

ASKING = {"src", "srcset", "href", "xlink:href", "action", "data", "poster", "background", "formaction"}


class Read(HTMLParser):
    """A page as a browser takes it: its tags with what they say, and the texts below each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open:
            self.texts.append((self.open[-1], on_one_line(data)))

    def all(self, tag: str) -> list[str]:
        return [text for name, text in self.texts if name == tag]

    def asks(self) -> list[str]:
        """What it would fetch from anywhere."""
        named = [f"{tag} {name}" for tag, said in self.tags for name in said if name.lower() in ASKING]
        handlers = [f"{tag} {name}" for tag, said in self.tags for name in said if name.startswith("on")]
        return (
            named + handlers + [tag for tag, _said in self.tags if tag in ("script", "link", "iframe", "img")]
        )


def test_every_slide_is_a_heading_with_its_points_and_its_chart() -> None:
    story = hand_story()
    read = Read(page(story))
    assert read.all("h1") == ["Studio Nord"]
    assert read.all("h2") == [*(slide.title for slide in story.slides), "What the figures rest on"]
    assert read.all("li") == [point for slide in story.slides for point in slide.points]
    told = [said for tag, said in read.tags if tag == "svg"]
    pictures = [slide.picture for slide in story.slides if slide.picture is not None]
    assert {said["aria-label"] for said in told} == {picture.description for picture in pictures}
    assert all(said["role"] == "img" for said in told)


def test_the_tables_behind_a_chart_fold_out() -> None:
    read = Read(page(hand_story()))
    assert "What stands behind it" in read.all("summary")
    assert read.all("caption") == ["Steps of “Events”"] * 2
    # Where there is no chart, the table is what there is to see.
    assert ["open" in said for tag, said in read.tags if tag == "details"] == [False, False, True]
    assert read.all("td")[:6] == ["talk", "2 h", "not known", "phone", "1 h", "67%"]


def test_it_ends_with_what_the_figures_rest_on() -> None:
    read = Read(page(hand_story()))
    assert dict(zip(read.all("dt"), read.all("dd"), strict=True)) == {
        "Value of an hour": "100 €",
        "Currency": "EUR",
        "Where the figures come from": "events.xlsx and roles.csv",
    }
    assert "Figures of Apr 3, 2026" in read.all("p")


def test_a_frozen_story_says_that_its_figures_are_kept() -> None:
    read = Read(page(replace(hand_story(), frozen=True)))
    assert "Figures as they were on Apr 3, 2026" in read.all("p")


def test_what_the_user_has_added_stands_below_the_points() -> None:
    assert '<p class="note">Smile.<br>Then go on.</p>' in page(hand_story())


def test_the_page_asks_for_nothing_and_runs_nothing(example_story: Story) -> None:
    for story in (example_story, hand_story()):
        html = page(story)
        assert Read(html).asks() == []
        assert not re.search(r"url\((?!#)|@import|https?://", html)
        assert "default-src 'none'" in html


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_example_is_told_whole_and_stays_small(example_facts: Facts, language: str) -> None:
    with speaking(language):
        story = story_of(example_facts)
    html = page(story)
    assert f'<html lang="{language}">' in html
    assert len(html.encode()) < 400_000
    assert Read(html).all("h2")[:-1] == [on_one_line(slide.title) for slide in story.slides]


def test_no_two_drawings_share_a_name() -> None:
    picture = every_picture()["ranking"]
    cut_off = replace(picture, spec=deepcopy(picture.spec))
    for layer in cut_off.spec["layer"]:
        if isinstance(layer.get("mark"), dict):
            layer["mark"]["clip"] = True
    slides = tuple(Slide(key, "Cut at its edge", picture=cut_off) for key in ("cost", "time"))
    html = page(replace(hand_story(), slides=slides))
    names = re.findall(r'\bid="([^"]+)"', html)
    assert len(names) >= 4
    assert len(names) == len(set(names))
    assert set(re.findall(r"url\(#([^)]+)\)", html)) == set(names)


AROUND = ["{}", "<script>{}</script>", '"><img src=x onerror={}>', "</style>{}", "&{};", "url(#{})"]


@settings(max_examples=30)
@given(st.text(max_size=60), st.sampled_from(AROUND))
def test_no_name_breaks_the_page(name: str, around: str) -> None:
    html = page(named_story(around.format(name)))
    read = Read(html)
    assert read.open == []
    assert read.asks() == []
    assert len([tag for tag, _said in read.tags if tag == "section"]) == 4
    html.encode("utf-8")
