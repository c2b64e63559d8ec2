"""What the tests of charts share: pictures of the worked example, and a look at what is really drawn."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import vl_convert

from core.charts.chain_runs import chain_runs
from core.charts.channel_costs import channel_costs
from core.charts.leverage import leverage_bars
from core.charts.picture import ROWS, Picture
from core.charts.ranking import ranking_lines
from core.charts.time_lost import time_lost
from core.charts.time_sinks import time_sinks
from core.steps import sinks
from core.steps.chain import Chain, chain
from core.steps.channels import Spend, compare, crossings
from core.steps.leverage import leverage
from core.steps.rates import Rates
from tests.steps.processes import EVENTS, process

CHARTS = ("time_sinks", "chain_runs", "time_lost", "leverage", "channel_costs", "ranking")


def events(hourly_rate: float = 100, **columns: list[Any]) -> Chain:
    """The worked example: 345 minutes and 575 at 100 an hour."""
    return chain(process(EVENTS, **columns), Rates(hourly_rate))


def channels(hourly_rate: float = 100) -> pd.DataFrame:
    """The worked example beside a channel that costs cash and one that costs spend."""
    ads = process([("click", 0, 0.1), ("call", 15, 0.5), ("offer", 30, 0.5)], channel="Search ads")
    ads["cash"] = [2.0, float("nan"), float("nan")]
    webinar = process([("webinar", 300, 20), ("offer", 30, 0.1)], channel="Webinar")
    rates = Rates(hourly_rate)
    chains = [events(hourly_rate), chain(ads, rates), chain(webinar, rates)]
    return compare(chains, {"Webinar": Spend(300, 5)}, rates)


def every_picture(*, dark: bool = False) -> dict[str, Picture]:
    """Each chart once, of the worked example, in the language spoken now."""
    one, table = events(), channels()
    pictures = {
        "time_sinks": time_sinks(sinks.time_sinks(one), one, dark=dark),
        "chain_runs": chain_runs(one, dark=dark),
        "time_lost": time_lost(one, dark=dark),
        "leverage": leverage_bars(leverage(one), "EUR", dark=dark, in_minutes=False),
        "channel_costs": channel_costs(table, "EUR", dark=dark),
        "ranking": ranking_lines(table, crossings(table, 200), 100, 200, "EUR", dark=dark),
    }
    return {name: there(picture) for name, picture in pictures.items()}


def there(picture: Picture | None) -> Picture:
    """The picture, which must not be missing."""
    assert picture is not None
    return picture


def written_in(picture: Picture, width: int = 700) -> list[str]:
    """Every text of the chart as it is really drawn, without the marks that nobody sees."""
    rows = json.loads(picture.frame.to_json(orient="records"))
    spec = {**picture.spec, "width": width, "data": {"name": ROWS, "values": rows}}
    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    drawing = ElementTree.fromstring(vl_convert.vegalite_to_svg(json.dumps(spec), vl_version=version))
    texts = (" ".join(text.itertext()) for text in drawing.iter("{http://www.w3.org/2000/svg}text"))
    return [" ".join(html.unescape(text).replace("\u200b", "").split()) for text in texts if text.strip()]


def nodes(spec: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a spec."""
    if isinstance(spec, dict):
        yield spec
    for inner in spec.values() if isinstance(spec, dict) else spec if isinstance(spec, list) else ():
        yield from nodes(inner)


def fields_in(spec: dict[str, Any]) -> set[str]:
    """Every column that a spec draws from, those in its conditions and filters too."""
    found = set()
    for node in nodes(spec):
        if isinstance(node.get("field"), str):
            found.add(node["field"])
        for said in (node.get("test"), node.get("filter")):
            # An axis asks for its own label and value; those are no columns.
            found |= set(re.findall(r"datum\.(\w+)", said or "")) - {"label", "value"} if said else set()
    return found
