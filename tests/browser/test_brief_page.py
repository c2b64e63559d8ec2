"""The one-page brief in a real Chromium with the network off: on screens, in the dark and on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from core.brief.facts import Facts, facts_of, load
from core.brief.page import page as told
from core.brief.story import Story
from core.brief.telling import story_of
from core.factory.judged import Judged
from core.language import speaking
from core.sheets.examples import EXAMPLES
from core.store.funnel_settings import FunnelSettings
from tests.brief.conftest import GOAL
from tests.brief.printed import page_count
from tests.charts.actions import judged

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def german_facts() -> Facts:
    """The facts of the example: German has the longest words."""
    files = [example.path for example in EXAMPLES]
    with speaking("de"):
        return facts_of(load(files, 100.0, "EUR", FunnelSettings(window_days=60), GOAL))


@pytest.fixture(scope="module")
def german_story(german_facts: Facts) -> Story:
    with speaking("de"):
        return story_of(german_facts)


def opened(chromium: Browser, folder: Path, story: Story, *, width: int, dark: bool = False) -> Page:
    """The file in a browser that reaches nothing."""
    file = folder / "brief.html"
    file.write_text(told(story), "utf-8")
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, offline=True, color_scheme="dark" if dark else "light"
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    return page


@pytest.mark.parametrize("actions", [(), (judged(),)], ids=["six slides", "seven slides"])
def test_it_prints_on_two_pages(
    chromium: Browser, tmp_path: Path, german_facts: Facts, actions: tuple[Judged, ...]
) -> None:
    with speaking("de"):
        story = story_of(replace(german_facts, actions=actions))
    assert len(story.slides) == 6 + len(actions)
    page = opened(chromium, tmp_path, story, width=1100)
    assert page_count(page.pdf(format="A4", prefer_css_page_size=True)) == 2
    page.context.close()


@pytest.mark.parametrize("width", [1366, 375])
def test_nothing_is_cut_off_on_a_screen_or_a_phone(
    chromium: Browser, tmp_path: Path, german_story: Story, width: int
) -> None:
    page = opened(chromium, tmp_path, german_story, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    shown = page.locator("figure svg:visible")
    assert shown.count() == len([slide for slide in german_story.slides if slide.picture is not None])
    # A chart is as large as it can be read: its smallest letters are of twelve pixels before it is scaled.
    scales = page.evaluate(
        "[...document.querySelectorAll('figure svg')].filter(svg => svg.clientWidth)"
        ".map(svg => svg.clientWidth / svg.viewBox.baseVal.width)"
    )
    assert min(scales) > 0.7
    page.context.close()


def test_charts_stand_on_white_cards_in_the_dark(
    chromium: Browser, tmp_path: Path, german_story: Story
) -> None:
    page = opened(chromium, tmp_path, german_story, width=1100, dark=True)
    colour = "element => getComputedStyle(element).backgroundColor"
    assert page.locator("body").evaluate(colour) == "rgb(15, 23, 42)"
    assert page.locator("figure").first.evaluate(colour) == "rgb(255, 255, 255)"
    page.context.close()


def test_the_tables_fold_out(chromium: Browser, tmp_path: Path, german_story: Story) -> None:
    page = opened(chromium, tmp_path, german_story, width=1100)
    assert not page.locator("table").first.is_visible()
    page.locator("summary").first.click()
    assert page.locator("table").first.is_visible()
    page.context.close()
