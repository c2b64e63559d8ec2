"""What a page shows can be saved: a chart's figures as people read them, a table as a picture."""

from __future__ import annotations

from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts.customer_passage import customer_passage
from core.charts.readable_rows import readable_rows
from core.charts.table_picture import png, svg
from core.customer.journey import journey
from core.steps.chain import chain
from core.steps.rates import Rates
from tests.charts import every_picture, there
from tests.charts.customers import NAN, walked
from tests.steps.processes import process

SVG = "{http://www.w3.org/2000/svg}"
CHANNELS = pd.DataFrame({"Channel": ["Events", "Ads & fairs"], "Cost": ["€575", "€1,234"]})


def test_the_figures_of_a_chart_come_with_the_names_that_its_readers_see() -> None:
    told = readable_rows(every_picture()["channel_costs"])
    assert told.columns.tolist()[:3] == ["Channel", "Together", "your time"]
    assert told["Channel"].tolist() == ["Search ads", "Events", "Webinar"]
    assert told["Together"].tolist() == [280.0, 575.0, 810.0]


def test_every_chart_tells_something_and_nothing_twice() -> None:
    for name, chart in every_picture().items():
        told = readable_rows(chart)
        assert len(told) > 0, name
        assert not told.duplicated().any(), name
        assert not any(str(column).endswith("_said") for column in told), name


def test_the_way_of_a_customer_has_one_row_a_step_and_what_is_not_noted_is_no_0() -> None:
    told = readable_rows(there(customer_passage(walked(customer_minutes=[NAN, 20.0, NAN, 5.0]), dark=False)))
    assert told["Step"].tolist() == ["call", "sign"]
    assert told["Waiting and value"].tolist() == ["waits 1 h · adds value", "waits 1 h 15 min · necessary"]
    told = readable_rows(there(customer_passage(walked(customer_minutes=[NAN] * 4), dark=False)))
    assert told["the customer's time"].isna().all()


def test_two_steps_that_are_alike_are_two_rows() -> None:
    rows = process([("call", 20, 1), ("call", 20, 1)], customer_minutes=[20.0, 20.0])
    told = readable_rows(there(customer_passage(journey(chain(rows, Rates(60))), dark=False)))
    assert told["Step"].tolist() == ["call", "call"]
    assert told["the customer's time"].tolist() == [20.0, 20.0]


def test_the_ranking_tells_each_channel_once_and_its_turning_points_apart() -> None:
    told = readable_rows(every_picture()["ranking"])
    lines, turns = told[told["Channel"] != ""], told[told["Channel"] == ""]
    assert sorted(lines["Channel"]) == ["Events", "Search ads", "Webinar"]
    assert lines["Cost"].str.contains("where an hour is worth nothing").all()
    assert (lines["Turning point"] == "").all()
    assert turns["Turning point"].str.startswith("From ").all()
    assert (turns["Cost"] == "").all()


def test_a_table_is_drawn_with_every_name_and_figure() -> None:
    root = ElementTree.fromstring(svg(CHANNELS, "What a customer costs"))
    texts = {node.text: node for node in root.iter(f"{SVG}text")}
    assert set(texts) == {
        "What a customer costs",
        *("Channel", "Events", "Ads & fairs"),
        *("Cost", "€575", "€1,234"),
    }
    assert texts["€575"].get("text-anchor") == texts["Cost"].get("text-anchor") == "end"
    assert texts["Events"].get("text-anchor") == "start"


def test_a_table_is_a_picture_too() -> None:
    assert png(CHANNELS, "What a customer costs").startswith(b"\x89PNG")


@pytest.mark.parametrize("table", [pd.DataFrame(), CHANNELS.iloc[:0]])
def test_a_table_without_rows_is_its_title_and_its_head(table: pd.DataFrame) -> None:
    texts = [node.text for node in ElementTree.fromstring(svg(table, "Nothing")).iter(f"{SVG}text")]
    assert texts == ["Nothing", *table.columns]


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_stand_in_a_table(name: str, cell: str) -> None:
    drawn = svg(pd.DataFrame({name: [cell]}), name)
    root = ElementTree.fromstring(drawn)
    width = float(root.get("width", "0"))
    assert all(float(node.get("x", "0")) <= width for node in root.iter(f"{SVG}text"))
