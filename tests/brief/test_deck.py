"""The PowerPoint deck as its reader opens it: titles, notes, charts that can be edited, nothing to repair."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Inches

from core.brief.deck import deck
from core.brief.deck_design import WIDE
from core.brief.facts import Facts
from core.brief.fitting import cut, largest_size
from core.brief.story import Bars, Series, Slide, Story
from core.brief.telling import story_of
from core.charts.theme import LIGHT
from core.language import speaking
from tests.brief.office import office_at
from tests.brief.printed import on_one_line, page_count, words_in
from tests.brief.stories import BARS, COLUMNS, FUNNEL, MADE, STACKED, hand_story, named_story

LONG = "Write an offer made for the client, with everything that was said in the interview, " * 3
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def opened(story: Story) -> Any:
    return Presentation(io.BytesIO(deck(story)))


def titles(presentation: Any) -> list[str]:
    return [on_one_line(slide.shapes.title.text_frame.text) for slide in presentation.slides]


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def only_chart(bars: Bars, language: str = "en") -> Any:
    story = Story((Slide("cost", "One chart", bars=bars),), (), (), (), MADE, language, "EUR")
    return charts(opened(story).slides[0])[0]


def values(chart: Any) -> dict[str, tuple[float | None, ...]]:
    return {series.name: tuple(series.values) for series in chart.plots[0].series}


def workbook(chart: Any, *, computed: bool = False) -> list[list[Any]]:
    data = chart.part.chart_workbook.xlsx_part.blob
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=computed).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def labels(chart: Any) -> list[str]:
    found = (node.text for node in chart._chartSpace.iter(f"{DRAWING}t"))
    return [text for text in found if text]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_slides_are_those_of_the_story_in_its_order_with_what_they_rest_on_at_the_end() -> None:
    story = hand_story()
    told = titles(opened(story))
    assert told == [*(slide.title for slide in story.slides), "What the figures rest on"]


def test_the_example_is_told_whole_in_german(example_facts: Facts) -> None:
    with speaking("de"):
        story = story_of(example_facts)
    assert len(story.slides) >= 5
    presentation = opened(story)
    assert titles(presentation)[:-1] == [on_one_line(slide.title) for slide in story.slides]
    runs = [run for slide in presentation.slides for run in slide.element.iter(f"{DRAWING}rPr")]
    assert {run.get("lang") for run in runs if run.getparent().tag == f"{DRAWING}r"} == {"de-DE"}


def test_a_slide_is_as_wide_as_a_projector_and_titles_are_titles() -> None:
    presentation = opened(hand_story())
    assert presentation.slide_width == Inches(WIDE)
    assert presentation.slide_height == Inches(7.5)
    for slide in presentation.slides:
        assert slide.shapes.title.placeholder_format.idx == 0
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id


def test_points_stand_as_text_beside_the_chart() -> None:
    story = hand_story()
    for told, slide in zip(story.slides, opened(story).slides, strict=False):
        texts = [shape.text_frame.text for shape in slide.placeholders]
        points = [*told.points, *told.note.splitlines()]
        assert ("\n".join(points) in texts) == bool(points)


def test_the_notes_say_what_stands_behind_and_what_the_user_added() -> None:
    notes = opened(hand_story()).slides[0].notes_slide.notes_text_frame.text
    assert notes.startswith("Smile.\nThen go on.\n\nA customer costs 280 €")
    for said in (
        "Most of it goes to people who never buy.",
        "Guessed, 9 of 9 steps.",
        "Files: events.xlsx and roles.csv",
        "Figures of Apr 3, 2026",
        "Value of an hour: 100 €",
        "Currency: EUR",
    ):
        assert said in notes.split("\n")


def test_the_last_slide_lists_assumptions_and_files() -> None:
    last = opened(hand_story()).slides[-1]
    table = next(shape.table for shape in last.shapes if shape.has_table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Assumption", "Value"],
        ["Value of an hour", "100 €"],
        ["Currency", "EUR"],
    ]
    assert "events.xlsx and roles.csv" in last.placeholders[1].text_frame.text


def test_more_assumptions_than_fit_go_on_to_another_slide() -> None:
    story = hand_story()
    many = Story((), (), story.assumptions * 12, (), MADE, "en", "EUR")
    assert titles(opened(many)) == ["What the figures rest on"] * 3


def test_every_chart_and_picture_says_what_it_shows() -> None:
    for slide in opened(hand_story()).slides:
        for shape in slide.shapes:
            if not shape.is_placeholder:
                assert len(shape._element.xpath(".//p:cNvPr")[0].get("descr")) > 5


def test_date_name_and_number_stand_at_the_foot_of_every_slide() -> None:
    for number, slide in enumerate(opened(hand_story()).slides, start=1):
        foot = {shape.element.ph.get("type"): shape.text_frame.text for shape in slide.placeholders}
        assert (foot["dt"], foot["ftr"]) == ("Figures of Apr 3, 2026", "Studio Nord")
        assert slide.element.xpath(".//a:fld[@type='slidenum']/a:t")[0].text == str(number)


@pytest.mark.parametrize("bars", [STACKED, BARS, FUNNEL, COLUMNS], ids=lambda bars: bars.kind)
def test_a_chart_can_be_edited_and_holds_the_figures_of_the_story(bars: Bars) -> None:
    chart = only_chart(bars)
    assert list(chart.plots[0].categories) == list(bars.categories)
    found = values(chart)
    for series in bars.series:
        assert found[series.name] == series.values
    sheet = workbook(chart)
    assert [row[0] for row in sheet[1:]] == list(bars.categories)
    for series in bars.series:
        column = sheet[0].index(series.name)
        assert [row[column] for row in sheet[1:]] == list(series.values)


def test_the_charts_of_the_example_hold_its_figures(example_story: Story) -> None:
    native = [slide for slide in example_story.slides if slide.bars is not None]
    assert native
    for slide, drawn in zip(example_story.slides, opened(example_story).slides, strict=False):
        if slide.bars is not None:
            found = values(charts(drawn)[0])
            assert all(found[series.name] == series.values for series in slide.bars.series)


def test_the_bar_that_the_slide_is_about_has_the_colour_of_the_answer() -> None:
    points = only_chart(BARS).plots[0].series[0]._element.findall(f"{CHART}dPt")
    assert [point.find(f"{CHART}idx").get("val") for point in points] == ["0"]
    assert points[0].find(f".//{DRAWING}schemeClr").get("val") == "accent6"


def test_labels_are_those_of_the_story_and_else_the_figures_as_people_read_them() -> None:
    assert labels(only_chart(FUNNEL)) == list(FUNNEL.labels)
    assert labels(only_chart(BARS)) == ["2 h", "1 h", "40 min"]
    assert labels(only_chart(BARS, "de")) == ["2 h", "1 h", "40 min"]


def test_the_bars_of_a_funnel_stay_in_the_middle_whatever_figure_is_changed() -> None:
    chart = only_chart(FUNNEL)
    before, people, _room = chart.plots[0].series
    middle = {space + bar / 2 for space, bar in zip(before.values, people.values, strict=True)}
    assert middle == {600.0}
    assert before._element.find(f".//{DRAWING}noFill") is not None
    assert workbook(chart)[1][1] == "=(MAX(C$2:C$5)-N(C2))/2"


def test_what_is_not_seen_of_a_stacked_chart_has_no_name_in_its_legend() -> None:
    chart = only_chart(STACKED)
    assert chart.has_legend
    assert [series.name for series in chart.plots[0].series] == ["Your time", "Cash", "Spend", "\u00a0"]
    assert workbook(chart)[1][4].startswith("=SUMPRODUCT(MAX(B$2:B$4+C$2:C$4+D$2:D$4))*")


def test_money_is_written_as_the_reader_writes_it() -> None:
    columns = Bars("columns", ("May",), (Series("Cost", (575.0,), "cash"),), "money")
    formats = {
        language: only_chart(columns, language).plots[0].series[0].data_labels.number_format
        for language in ("en", "de")
    }
    assert formats["en"].startswith("[$€]#")
    assert formats["de"].endswith("[$€]")


def test_a_slide_without_a_chart_of_its_own_shows_a_sharp_image() -> None:
    slide = opened(hand_story()).slides[3]
    image = next(shape for shape in slide.shapes if shape.shape_type is not None and hasattr(shape, "image"))
    assert image.image.content_type == "image/png"
    assert image.image.size[0] >= 3 * 600
    shown, drawn = image.width / image.height, image.image.size[0] / image.image.size[1]
    assert shown == pytest.approx(drawn, rel=0.01)


def test_a_slide_with_a_table_alone_shows_the_table() -> None:
    slide = opened(hand_story()).slides[5]
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    assert [cell.text for cell in table.rows[2].cells] == ["phone", "1 h", "67%"]


def test_the_look_stands_in_the_theme_and_the_layouts() -> None:
    package = parts(deck(hand_story()))
    theme = package["ppt/theme/theme1.xml"].decode()
    assert LIGHT.accent[1:] in re.search(r"<a:accent6>.*?</a:accent6>", theme)[0]  # type: ignore[index]
    assert 'name="Stepwise"' in theme
    assert theme.count('<a:latin typeface="Arial"/>') == 2
    names = [layout.name for layout in opened(hand_story()).slide_layouts]
    assert names == ["Finding with points", "Finding", "Text"]


@pytest.mark.parametrize(
    "build", [hand_story, partial(hand_story, "de"), partial(named_story, LONG)], ids=["en", "de", "long"]
)
def test_there_is_nothing_for_powerpoint_to_repair(build: Callable[[], Story]) -> None:
    package = parts(deck(build()))
    assert not [name for name in package if "printerSettings" in name or "thumbnail" in name]
    for name, content in package.items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(content)
    # Every relation leads to a part that is there, and every part can be reached.
    reached = {"[Content_Types].xml"}
    for name, content in package.items():
        if not name.endswith(".rels"):
            continue
        reached.add(name)
        home = PurePosixPath(name).parent.parent
        ids = [relation.get("Id") for relation in ElementTree.fromstring(content)]
        assert len(ids) == len(set(ids))
        for relation in ElementTree.fromstring(content):
            assert relation.get("TargetMode") != "External"
            target = relation.get("Target", "")
            path = target[1:] if target.startswith("/") else str(home / target)
            while "/../" in path:
                path = re.sub(r"[^/]+/\.\./", "", path, count=1)
            assert path in package, (name, path)
            reached.add(path)
    assert set(package) == reached
    for name, content in package.items():
        if re.fullmatch(r"ppt/(slides|notesSlides|slideLayouts|slideMasters)/[^/]+\.xml", name):
            ids = re.findall(rb'<p:cNvPr id="(\d+)"', content)
            assert len(ids) == len(set(ids)), name


def test_no_placeholder_is_left_empty() -> None:
    for slide in opened(hand_story()).slides:
        for shape in slide.placeholders:
            assert shape.text_frame.text.strip()
        if slide.has_notes_slide:
            kinds = [shape.element.ph.get("type") for shape in slide.notes_slide.placeholders]
            assert kinds == ["sldImg", "body"]


def test_long_names_fit_into_their_places() -> None:
    story = named_story(LONG[:200])
    presentation = opened(story)
    for slide in presentation.slides:
        for shape in slide.placeholders:
            runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
            size = min((run.font.size.pt for run in runs if run.font.size), default=0)
            kind = shape.element.ph.get("type")
            if kind in ("title", "body"):
                usual = 28 if kind == "title" else 18
                said = [paragraph.text for paragraph in shape.text_frame.paragraphs]
                width, height = shape.width.inches, shape.height.inches
                fits = largest_size(said, width, height, [int(size or usual), 1], gap=12 / 72)
                assert fits > 1, (kind, said)
        for chart in charts(slide):
            assert max(map(len, chart.plots[0].categories)) <= 45
    assert LONG[:200].strip() in " ".join(presentation.slides[0].notes_slide.notes_text_frame.text.split())


def test_a_title_that_fits_in_no_size_is_cut() -> None:
    assert cut("word " * 2_000, 12, 1.2, 12).endswith("…")
    assert len(cut("word " * 2_000, 12, 1.2, 12)) < 1_000


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_no_name_breaks_the_deck(name: str) -> None:
    presentation = opened(named_story(name))
    assert len(presentation.slides) == 5
    for slide in presentation.slides:
        for chart in charts(slide):
            for row in workbook(chart):
                formulas = [cell for cell in row if isinstance(cell, str) and cell.startswith("=")]
                assert all(cell[1:].startswith(("(MAX(", "SUMPRODUCT(")) or cell in name for cell in formulas)


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://x")', "a\x00b\x0b\x1f", "\ud800", "‮abc", "👩‍🚀 שלום", "<a&b>"]
)
def test_a_name_that_is_no_plain_text_stays_a_text(name: str) -> None:
    chart = charts(opened(named_story(name)).slides[0])[0]
    data = chart.part.chart_workbook.xlsx_part.blob
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert all(cell.data_type != "f" for cell in sheet["A"])
    assert all(cell.hyperlink is None for cell in sheet["A"])


def test_libreoffice_opens_the_deck_with_all_its_slides(tmp_path: Path, example_story: Story) -> None:
    printed = office_at(tmp_path).convert(deck(example_story), "deck.pptx", "pdf")
    assert page_count(printed) == len(example_story.slides) + 1
    words = words_in(printed)
    if words is not None:
        for slide in example_story.slides:
            assert on_one_line(slide.title) in words
