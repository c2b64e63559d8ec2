"""What the tests of charts share: pictures of the worked example, and a look at what is really drawn."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import vl_convert

from core.charts.before_after import before_after
from core.charts.blueprint import blueprint
from core.charts.both_sides import both_sides
from core.charts.chain_runs import chain_runs
from core.charts.channel_costs import channel_costs
from core.charts.cost_interval import cost_interval
from core.charts.customer_passage import customer_passage
from core.charts.focus_weeks import focus_weeks
from core.charts.funnel_bars import funnel_bars
from core.charts.funnel_channels import funnel_channels
from core.charts.funnel_trend import funnel_trend
from core.charts.goal_stages import goal_stages
from core.charts.leverage import leverage_bars
from core.charts.link_gains import link_gains
from core.charts.now_then import now_then
from core.charts.picture import ROWS, Picture
from core.charts.ranking import ranking_lines
from core.charts.role_hours import role_hours
from core.charts.scenario_bars import scenario_bars
from core.charts.time_lost import time_lost
from core.charts.time_sinks import time_sinks
from core.charts.tornado import tornado
from core.charts.utilisation import utilisation
from core.charts.verdict_spans import verdict_spans
from core.steps import sinks
from core.steps.chain import Chain, chain
from core.steps.channels import Spend, compare, crossings
from core.steps.leverage import leverage
from core.steps.rates import Rates
from tests.charts import actions, capacities, customers, funnels, verdicts, what_ifs
from tests.factory.weeks import week
from tests.steps.processes import EVENTS, process

SVG = "{http://www.w3.org/2000/svg}"
CHARTS = (
    *("time_sinks", "chain_runs", "time_lost", "leverage", "channel_costs", "ranking"),
    *("funnel_bars", "funnel_channels", "funnel_trend", "goal_stages", "role_hours"),
    *("cost_interval", "utilisation"),
    *("before_after", "focus_weeks"),
    *("blueprint", "link_gains", "verdict_spans"),
    *("customer_passage", "both_sides"),
    *("now_then", "tornado", "scenario_bars"),
)


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
        "funnel_bars": funnel_bars(
            funnels.funnel([120, 48, 25, 8], still_open=[20, 10, 5, 0]),
            dark=dark,
            title="Most are lost before “Lead”",
            lost_most="lead",
        ),
        "funnel_channels": funnel_channels(
            funnels.channels(), dark=dark, title="“Events” wins most", best="Events"
        ),
        "funnel_trend": funnel_trend(
            funnels.months(), "lead", "month", dark=dark, title="Fewer became leads in February"
        ),
        "goal_stages": goal_stages(funnels.needs(), per="week", dark=dark, title="“Lead” breaks the goal"),
        "role_hours": role_hours(funnels.hours(), dark=dark, title="“Founder” has too few hours"),
        "cost_interval": cost_interval(capacities.costs(), "EUR", dark=dark),
        "utilisation": utilisation(capacities.busy(), dark=dark),
        "before_after": before_after(actions.judged(), dark=dark, title="“Customer” rose"),
        "focus_weeks": focus_weeks(actions.logged(), dark=dark, title="76 % of the time went to “Offer”"),
        "blueprint": blueprint(verdicts.drawn(), dark=dark, title="“Offer” holds the factory back"),
        "link_gains": link_gains(verdicts.verdict(), dark=dark),
        "verdict_spans": verdict_spans(
            verdicts.moved_twice(), verdicts.CALLED, week(47), dark=dark, title="It moved twice"
        ),
        "customer_passage": customer_passage(customers.walked(), dark=dark),
        "both_sides": both_sides(customers.changes(), "EUR", dark=dark),
        "now_then": now_then(what_ifs.measures(), dark=dark, title="A customer would cost €431"),
        "tornado": tornado(
            what_ifs.swings(), 575, "€575", less_is_better=True, dark=dark, title="“Offer” moves it most"
        ),
        "scenario_bars": scenario_bars(
            what_ifs.scenarios(), "Cost of a customer", dark=dark, title="“Template for offers” costs least"
        ),
    }
    return {name: there(picture) for name, picture in pictures.items()}


def there(picture: Picture | None) -> Picture:
    """The picture, which must not be missing."""
    assert picture is not None
    return picture


@dataclass(frozen=True)
class Written:
    """One line of text as it is really drawn, in pixels; how wide it is can only be told roughly."""

    text: str
    left: float
    right: float
    y: float
    size: float

    def covers(self, other: Written) -> bool:
        """Whether both lie on each other."""
        apart = self.right <= other.left or other.right <= self.left
        return not apart and abs(self.y - other.y) < 0.8 * min(self.size, other.size)


def drawing_of(picture: Picture, width: int) -> ElementTree.Element:
    """The chart as it is really drawn, as SVG."""
    rows = json.loads(picture.frame.to_json(orient="records"))
    spec = {**picture.spec, "width": width, "data": {"name": ROWS, "values": rows}}
    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    return ElementTree.fromstring(vl_convert.vegalite_to_svg(json.dumps(spec), vl_version=version))


def written_in(picture: Picture, width: int = 700) -> list[str]:
    """Every text of the chart as it is really drawn, without the marks that nobody sees."""
    drawing = drawing_of(picture, width)
    texts = (" ".join(text.itertext()) for text in drawing.iter(f"{SVG}text"))
    return [" ".join(html.unescape(text).replace("\u200b", "").split()) for text in texts if text.strip()]


def lines_in(picture: Picture, width: int) -> list[Written]:
    """Every line of text that can be seen, and where it stands."""
    return list(_lines(drawing_of(picture, width), 0.0, 0.0))


def _lines(node: ElementTree.Element, x: float, y: float) -> Iterator[Written]:
    moved = re.search(r"translate\(([-\d.e]+),([-\d.e]+)\)", node.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    if node.tag == f"{SVG}text" and node.get("opacity") != "0" and node.get("stroke") is None:
        size = float(node.get("font-size", "12px").removesuffix("px"))
        for line in list(node) or [node]:
            y += float(line.get("dy", 0))
            text = html.unescape(line.text or "").replace("\u200b", "")
            long = 0.55 * size * len(text)
            left = x - {"start": 0.0, "middle": long / 2, "end": long}[node.get("text-anchor", "start")]
            if text.strip():
                yield Written(text, left, left + long, y, size)
    for inner in node:
        yield from _lines(inner, x, y)


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
        for said in (node.get("test"), node.get("filter"), node.get("expr")):
            # An axis asks for its own label and value; those are no columns.
            found |= set(re.findall(r"datum\.(\w+)", said or "")) - {"label", "value"} if said else set()
    return found
