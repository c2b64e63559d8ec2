"""What holds for every chart: its fields exist, its words are drawn, its spec is everybody's and nobody's."""

from __future__ import annotations

from itertools import combinations

import altair as alt
import pandas as pd
import pytest

from core.charts import time_sinks as time_sinks_module
from core.charts.picture import picture, spec_of
from core.charts.theme import LETTERS
from core.language import LANGUAGES, speaking
from tests.charts import CHARTS, every_picture, fields_in, lines_in, nodes, written_in

BARS = ("time_sinks", "chain_runs", "time_lost", "leverage", "channel_costs")
TALL_BARS = (
    *("funnel_bars", "goal_stages", "role_hours", "cost_interval", "utilisation", "link_gains"),
    *("now_then", "scenario_bars"),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("dark", [False, True])
def test_every_encoded_field_exists_in_the_frame(language: str, dark: bool) -> None:
    with speaking(language):
        for name, chart in every_picture(dark=dark).items():
            assert fields_in(chart.spec) - set(chart.frame.columns) == set(), name


def test_every_value_has_its_place_on_its_scale() -> None:
    for name, chart in every_picture().items():
        for node in nodes(chart.spec):
            domain = (node.get("scale") or {}).get("domain") if "field" in node else None
            if domain and isinstance(domain[0], str):
                assert set(chart.frame[node["field"]]) <= set(domain), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("dark", [False, True])
def test_title_names_and_figures_are_really_drawn(language: str, dark: bool) -> None:
    with speaking(language):
        for name, chart in every_picture(dark=dark).items():
            written = written_in(chart)
            assert " ".join(chart.spec["title"]["text"]) == chart.title
            assert " ".join(chart.title.split()) in " ".join(written), name
            names = ("row", "label", "below", "edge", "edge_below", "inside", "period")
            columns = [column for column in names if column in chart.frame]
            expected = {" ".join(text.split()) for column in columns for text in chart.frame[column] if text}
            assert len(expected) > 2, name
            assert expected <= set(written), name


def test_the_specs_are_what_vega_lite_understands() -> None:
    for chart in every_picture().values():
        alt.Chart.from_dict({**chart.spec, "data": {"name": "source"}})


def test_figures_are_written_as_the_reader_writes_them() -> None:
    with speaking("de"):
        pictures = every_picture()
    assert "25 min · 7,2\u00a0%".replace("\u00a0", " ") in written_in(pictures["time_sinks"])
    assert "575 €" in written_in(pictures["channel_costs"])
    # The axis is written by the browser, with the signs that the spec brings along.
    assert "1.000 €" in written_in(pictures["ranking"])
    assert "€1,000" in written_in(every_picture()["ranking"])


@pytest.mark.parametrize("width", [700, 1000])
def test_a_chart_has_no_text_too_small_to_read(width: int) -> None:
    for chart in every_picture().values():
        sizes = [
            size
            for node in nodes(chart.spec)
            for key, size in node.items()
            if key.lower().endswith("fontsize") and isinstance(size, int)
        ]
        assert sizes
        assert min(sizes) >= LETTERS == 12
        assert written_in(chart, width)


@pytest.mark.parametrize("width", [700, 1000])
def test_no_text_covers_another(width: int) -> None:
    for name, chart in every_picture().items():
        for one, other in combinations(lines_in(chart, width), 2):
            assert not one.covers(other), (name, one, other)


def test_a_spec_carries_no_data_and_asks_for_nothing_from_elsewhere() -> None:
    for chart in every_picture().values():
        assert chart.spec["data"] == {"name": "source"}
        assert "datasets" not in chart.spec
        assert not any("url" in node for node in nodes(chart.spec))


def test_a_chart_fits_the_page_and_its_height_fits_its_rows() -> None:
    for name, chart in every_picture().items():
        assert chart.spec["width"] == "container"
        assert chart.spec["height"] == chart.height
        if name in BARS:
            assert chart.height <= 28 * chart.frame["row"].nunique()
        if name in TALL_BARS:
            assert chart.height == 40 * chart.frame["row"].nunique()


def test_bars_start_at_zero() -> None:
    for name in (*BARS, *TALL_BARS, "funnel_channels", "funnel_trend"):
        for node in nodes(every_picture()[name].spec):
            if node.get("type") == "quantitative" and "scale" in node and "axis" in node:
                assert node["scale"]["zero"] is True


def test_the_accent_is_spent_on_one_mark_only() -> None:
    pictures = every_picture()
    for name, column in (("time_sinks", "kind"), ("time_lost", "part"), ("leverage", "way")):
        assert (pictures[name].frame[column] == "answer").sum() == 1, name
    for name in ("chain_runs", "channel_costs"):
        frame = pictures[name].frame
        marked = frame[frame["kind"] == "answer"] if name == "chain_runs" else frame[frame["cheapest"]]
        assert marked["row"].nunique() == 1, name

    for name, column in (
        ("funnel_bars", "answer"),
        ("funnel_channels", "best"),
        ("goal_stages", "breaks"),
        ("role_hours", "over"),
        ("cost_interval", "cheapest"),
        ("utilisation", "answer"),
    ):
        frame = pictures[name].frame
        assert frame.loc[frame[column], "row"].nunique() == 1, name


def test_whoever_cannot_see_a_chart_is_told_its_finding_and_its_figures() -> None:
    for chart in every_picture().values():
        assert chart.description.startswith(f"{chart.title}. ")
        assert chart.description.endswith(".")
        assert "nan" not in chart.description.lower().split()


def test_a_spec_is_built_once_for_all_visitors() -> None:
    shape = time_sinks_module.shape
    kept = spec_of(shape, "en", False)
    assert spec_of(shape, "en", False) is kept
    assert spec_of(shape, "en", True) is not kept
    assert spec_of(shape, "de", False) is not kept


def test_what_one_visitor_sees_never_reaches_another() -> None:
    shape, frame = time_sinks_module.shape, pd.DataFrame({"row": ["Call"]})
    said = {"description": "", "height": 28, "dark": False}
    mine = picture(shape, frame, title="My secret step", subtitle="Mine", **said)
    mine.spec["layer"][0]["mark"]["type"] = "spoiled"
    yours = picture(shape, frame, title="Yours", **said)
    assert mine.spec["title"] == {"text": ["My secret step"], "subtitle": ["Mine"]}
    assert yours.spec["title"] == {"text": ["Yours"]}
    assert yours.spec["layer"][0]["mark"]["type"] == "bar"
    assert "title" not in spec_of(shape, "en", False)


def test_there_is_a_test_for_every_chart() -> None:
    assert set(every_picture()) == set(CHARTS)
