"""A chart as a file: as wide as was asked for, in the reader's language; its rows as CSV."""

from __future__ import annotations

import csv as comma
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.charts.drawn_texts import crowded
from core.charts.export import csv, pdf, png, roomy_width, spec_with_rows, svg, svg_of
from core.charts.picture import Picture
from core.charts.printable import on_one_line, printable
from core.charts.theme import DARK, LIGHT
from core.language import speaking
from tests.charts import CHARTS, SVG, every_picture


@cache
def pictures() -> dict[str, Picture]:
    """Every chart, in English."""
    return every_picture()


def texts(drawing: str) -> list[str]:
    """Every line of text."""
    return [text for node in ElementTree.fromstring(drawing).iter(f"{SVG}text") for text in node.itertext()]


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_can_be_had_as_svg_png_and_pdf(name: str) -> None:
    picture = pictures()[name]
    drawing = svg(picture, 640)
    root = ElementTree.fromstring(drawing)
    assert 640 <= float(root.get("width", "0")) < 720
    assert root.get("aria-label") == on_one_line(picture.description)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", drawing)
    assert not [node for node in list(root.iter())[1:] if "aria-label" in node.attrib]
    image = Image.open(io.BytesIO(png(picture, 640, scale=2)))
    assert image.size[0] == 1280
    assert pdf(picture).startswith(b"%PDF-")


def test_an_image_stands_on_the_paper_it_was_drawn_for() -> None:
    for dark, paper in ((False, LIGHT.paper), (True, DARK.paper)):
        image = Image.open(io.BytesIO(png(every_picture(dark=dark)["time_sinks"], scale=1))).convert("RGB")
        assert image.getpixel((1, 1)) == tuple(bytes.fromhex(paper[1:]))


def test_a_chart_beside_its_sentence_comes_without_its_title_but_says_what_its_marks_mean() -> None:
    picture = pictures()["funnel_bars"]
    title, subtitle = picture.spec["title"]["text"][0], picture.spec["title"]["subtitle"][0]
    assert {title, subtitle} <= set(texts(svg(picture, 800)))
    alone = texts(svg(picture, 800, titled=False))
    assert title not in alone
    assert subtitle in alone


def test_a_long_title_is_broken_where_the_chart_is_narrow() -> None:
    spec = spec_with_rows(pictures()["cost_interval"], 400)
    assert len(spec["title"]["text"]) == 2


def test_figures_are_written_in_the_language_of_the_chart() -> None:
    with speaking("de"):
        german = every_picture()["ranking"]
    assert "1.000\u00a0€" in texts(svg(german, 720))


def test_what_a_drawing_would_fetch_is_refused() -> None:
    spec = {"data": {"url": "http://127.0.0.1:9/rows.csv"}, "mark": "point", "encoding": {}}
    with pytest.raises(ValueError, match="not allowed"):
        svg_of(json.dumps(spec))


def test_several_visitors_can_have_their_charts_drawn_at_once() -> None:
    wanted = [pictures()[name] for name in ("time_sinks", "funnel_bars", "ranking", "blueprint")]
    alone = [svg(picture, 501) for picture in wanted]
    svg_of.cache_clear()
    with ThreadPoolExecutor(4) as visitors:
        assert list(visitors.map(lambda picture: svg(picture, 501), wanted)) == alone


def test_the_spec_of_the_page_stays_as_it_is() -> None:
    picture = pictures()["time_sinks"]
    before = repr(picture.spec)
    svg(picture, 300, titled=False)
    assert repr(picture.spec) == before


def test_it_is_told_where_a_chart_is_too_narrow_for_its_texts() -> None:
    assert crowded(svg(pictures()["blueprint"], 400))
    assert not crowded(svg(pictures()["blueprint"], 720))
    unboxed = replace(pictures()["blueprint"], least_width=0)
    assert roomy_width(unboxed, (400, 720, 900)) == 720


def test_a_row_of_boxes_is_as_wide_as_the_words_in_its_boxes_need() -> None:
    drawn = pictures()["blueprint"]
    assert roomy_width(drawn, (400, 720, 900)) == max(900, drawn.least_width)


def test_a_frame_as_csv_opens_in_the_readers_own_program() -> None:
    frame = pd.DataFrame(
        {
            "Step": ["Call", "=1+1", None],
            "Minutes": [7.5, 1_234_567.25, float("nan")],
            "Runs": [1, -2, 3],
            "Day": pd.to_datetime(["2026-04-03 00:00", None, "2026-04-05 10:30"]),
        }
    )
    english = csv(frame)
    assert english.startswith(b"\xef\xbb\xbf")
    assert list(comma.reader(io.StringIO(english.decode("utf-8-sig")))) == [
        ["Step", "Minutes", "Runs", "Day"],
        ["Call", "7.5", "1", "2026-04-03"],
        ["'=1+1", "1234567.25", "-2", ""],
        ["", "", "3", "2026-04-05 10:30:00"],
    ]
    with speaking("de"):
        lines = csv(frame).decode("utf-8-sig").split("\r\n")
    assert lines[1] == "Call;7,5;1;2026-04-03"
    assert lines[2] == "'=1+1;1234567,25;-2;"


@given(st.lists(st.text(), min_size=1), st.sampled_from(["en", "de"]))
def test_no_cell_of_a_csv_becomes_a_formula_and_none_is_lost(names: list[str], language: str) -> None:
    with speaking(language):
        data = csv(pd.DataFrame({"name": names, "value": 1.5}))
    sign = ";" if language == "de" else ","
    rows = list(comma.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=sign))
    assert len(rows) == len(names) + 1
    for name, row in zip(names, rows[1:], strict=True):
        assert row[0].removeprefix("'") == printable(name).removeprefix("'")
        assert not row[0].startswith(("=", "@", "\t"))


@given(st.text())
def test_a_printable_text_can_stand_in_any_file(text: str) -> None:
    clean = printable(text)
    assert printable(clean) == clean
    ElementTree.fromstring(f"<a>{clean.replace('&', '').replace('<', '')}</a>")
    assert not set(clean) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


@given(st.text(max_size=40))
def test_no_name_breaks_a_drawing(name: str) -> None:
    picture = pictures()["cost_interval"]
    frame = picture.frame.assign(row=[f"{name} {place}" for place in range(len(picture.frame))])
    drawn = replace(picture, frame=frame, title=name, description=name)
    ElementTree.fromstring(svg(drawn, 400))
