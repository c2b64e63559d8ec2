"""The story of the example: slides whose titles are sentences with the pages' figures in them."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from core.brief.facts import Facts, facts_of, load
from core.brief.slides import SLIDES
from core.brief.story import Slide, Story, Table
from core.brief.story_json import from_json, to_json
from core.brief.telling import story_of
from core.charts.projected import TALL, projected
from core.errors import StepwiseError
from core.language import LANGUAGES, speaking
from core.sheets.examples import EXAMPLES
from core.store.funnel_settings import FunnelSettings
from core.store.goal_settings import GoalSettings
from core.store.presentation import Presentation
from tests.charts.actions import judged

WHOLE = ["cost", "time", "funnel", "weakest_link", "actions", "goal", "ask"]


def slide(story: Story, key: str) -> Slide:
    return next(one for one in story.slides if one.key == key)


def table(found: Slide, title: str) -> list[dict[str, str | float | None]]:
    one = next(table for table in found.tables if table.title == title)
    return [dict(zip([column.name for column in one.columns], row, strict=True)) for row in one.rows]


def texts(story: Story) -> Iterator[str]:
    for one in story.slides:
        yield from (one.title, *one.points, *one.evidence)
        for shown in one.tables:
            yield shown.title
            yield from (column.name for column in shown.columns)
            yield from (cell for row in shown.rows for cell in row if isinstance(cell, str))
        if one.bars is not None:
            yield from (*one.bars.categories, *one.bars.labels, *(row.name for row in one.bars.series))
    for assumption in story.assumptions:
        yield from (assumption.name, assumption.value)


def figures(story: Story) -> Iterator[float]:
    tables: list[Table] = [shown for one in story.slides for shown in one.tables]
    yield from (cell for one in tables for row in one.rows for cell in row if isinstance(cell, float | int))
    bars = [one.bars for one in story.slides if one.bars is not None]
    yield from (value for one in bars for row in one.series for value in row.values if value is not None)


@pytest.fixture(scope="module")
def whole_facts(example_facts: Facts) -> Facts:
    """The example with an action whose weeks are counted."""
    return replace(example_facts, actions=(judged(),))


def test_the_cost_slide_says_575_and_shows_what_it_is_made_of(example_story: Story) -> None:
    cost = slide(example_story, "cost")
    assert "€575 from Events, the dearest" in cost.title
    (events,) = [row for row in table(cost, "All channels for one customer") if row["Channel"] == "Events"]
    assert (events["Time"], events["In all"], events["At 0 an hour"]) == (345, 575, 0)
    assert cost.bars is not None
    assert cost.bars.kind == "stacked"
    assert [row.colour for row in cost.bars.series] == ["time", "cash"]
    ends = dict(
        zip(cost.bars.categories, zip(*(row.values for row in cost.bars.series), strict=True), strict=True)
    )
    assert sum(value or 0 for value in ends["Events"]) == 575
    assert cost.bars.categories[cost.bars.accent or 0] == "Search ads"


def test_the_time_slide_is_about_the_channel_with_the_largest_sink(example_story: Story) -> None:
    found = slide(example_story, "time")
    assert found.title.startswith("A customer from Events costs 5 h 45 min and €575; “Gespräche vor Ort”")
    assert found.points[0] == "4 h 38 min of the 5 h 45 min went to people who never bought."
    steps = table(found, "Steps of Events")
    assert sum(float(step["Time for one customer"] or 0) for step in steps) == pytest.approx(345)
    assert found.bars is not None
    assert sum(value or 0 for value in found.bars.series[0].values) == pytest.approx(345)
    assert found.bars.labels[0] == "2 h · 35%"


def test_every_step_can_be_traced_to_its_row(example_story: Story) -> None:
    (events,) = [sheet for sheet in example_story.chains if sheet.channel == "Events"]
    assert (events.phase, events.minutes_per_win, events.cost_per_win) == ("acquire", 345, 575)
    assert [step.row for step in events.steps] == list(range(6, 15))
    assert {(step.file, step.sheet) for step in events.steps} == {("akquise-events.xlsx", "Events")}
    letters = events.steps[5]
    assert (letters.minutes, letters.pass_rate, letters.hourly_rate, letters.ours) == (3, 0.4, 100, True)
    assert "counted 4 of 10" in letters.evidence


def test_the_funnel_slide_counts_4_400_people_and_7_customers(example_story: Story) -> None:
    found = slide(example_story, "funnel")
    assert found.title.startswith("Of 4,400 people 7 become customers")
    assert found.bars is not None
    assert (found.bars.kind, found.bars.series[0].values) == ("funnel", (4400, 20, 17, 7))
    by_channel = table(found, "How many reach each stage, by channel")
    assert sum(float(row["Customer"] or 0) for row in by_channel) == 7


def test_the_goal_slide_needs_11_new_customers(example_story: Story) -> None:
    goal = slide(example_story, "goal")
    assert goal.title.startswith("11 new customers by ")
    assert "€120,000 a year are 20 customers at €6,000 each." in goal.points[1]


def test_the_ask_is_the_next_move_and_names_what_it_brings(example_story: Story) -> None:
    ask, weakest = slide(example_story, "ask"), slide(example_story, "weakest_link")
    assert ask.title.startswith("What we ask for: Work on “Angebot schreiben” (Events) alone")
    assert weakest.title.startswith("“Angebot schreiben” (Events) seems to hold you back")
    assert ask.bars is not None
    assert ask.bars.accent == 0
    assert len(ask.bars.categories) <= 6


def test_where_the_goal_lacks_hours_they_are_asked_for() -> None:
    """200 orders of 12 h 37 min of Schnitt, 2,522 h, are 54 h 50 min in each of 46 weeks; 16 h count."""
    goal = GoalSettings(revenue=1_200_000, revenue_per_customer=6_000)
    files = [example.path for example in EXAMPLES]
    story = story_of(facts_of(load(files, 100.0, "EUR", FunnelSettings(window_days=60), goal)))
    ask = slide(story, "ask")
    assert ask.title == (
        "What we ask for: 38 h 50 min more a week of Schnitt. The goal needs 54 h 50 min, and there are 16 h."
    )
    assert ask.points[0].startswith("A week, ")
    assert "of Kamera are missing as well." in ask.points[0]
    assert ask.bars is not None
    assert (ask.bars.categories[0], ask.bars.labels[0], ask.bars.accent) == (
        "Schnitt",
        "54 h 50 min of 16 h",
        0,
    )


def test_the_whole_story_has_seven_slides_in_the_order_it_is_told(whole_facts: Facts) -> None:
    assert [one.key for one in story_of(whole_facts).slides] == WHOLE == list(SLIDES)


def test_the_slide_on_what_was_done_shows_the_weeks_before_and_since(whole_facts: Facts) -> None:
    done = slide(story_of(whole_facts), "actions")
    assert done.bars is not None
    assert done.bars.kind == "columns"
    (row,) = table(done, "What was done")
    weeks = table(done, f"Week by week: {row['What was done']}")
    assert len(weeks) == len(done.bars.categories)
    assert {week["Part"] for week in weeks} >= {"before the action", "since the action"}


def test_of_steps_alone_only_what_they_tell_becomes_a_slide() -> None:
    events = next(example.path for example in EXAMPLES if "events" in example.name)
    story = story_of(facts_of(load([events], 100.0, "EUR")))
    assert [one.key for one in story.slides] == ["cost", "time"]


def test_of_nothing_there_is_no_slide_and_no_error(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("", "utf-8")
    story = story_of(facts_of(load([empty], 100.0, "EUR")))
    assert (story.slides, story.chains, story.files) == ((), (), ())


def test_slides_are_left_out_moved_and_added_to_as_its_user_wants(example_facts: Facts) -> None:
    wanted = Presentation(
        order=("ask", "cost"), left_out=("time", "goal"), notes={"ask": "20,000 €"}, name="Nord"
    )
    story = story_of(example_facts, wanted)
    assert [one.key for one in story.slides] == ["ask", "cost", "funnel", "weakest_link"]
    assert story.slides[0].note == "20,000 €"
    assert story.name == "Nord"


def test_slides_have_no_more_points_and_bars_than_can_be_read(whole_facts: Facts) -> None:
    for one in story_of(whole_facts).slides:
        assert len(one.points) <= 3
        assert one.title.endswith("."), one.title
        if one.bars is not None and one.bars.kind != "columns":
            assert len(one.bars.categories) <= 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slide_says_nan_none_or_infinity_in_any_language(whole_facts: Facts, language: str) -> None:
    with speaking(language):
        story = story_of(whole_facts)
    assert story.language == language
    assert [one.key for one in story.slides] == WHOLE
    for said in texts(story):
        assert said.strip()
        assert not {"nan", "NaN", "None", "inf", "-inf"} & set(said.replace(".", " ").split()), said
    assert all(math.isfinite(figure) for figure in figures(story))


@pytest.mark.parametrize("dark", [False, True])
def test_a_story_kept_as_text_comes_back_with_its_pictures(whole_facts: Facts, dark: bool) -> None:
    story = replace(story_of(whole_facts, dark=dark), frozen=True)
    text = to_json(story)
    again = from_json(text)
    assert to_json(again) == text
    for one, other in zip(story.slides, again.slides, strict=True):
        assert replace(one, picture=None) == replace(other, picture=None)
        assert one.picture is not None
        assert other.picture is not None
        assert_frame_equal(one.picture.frame, other.picture.frame)
        assert one.picture.spec == other.picture.spec
    assert replace(story, slides=()) == replace(again, slides=())


def test_what_an_older_stepwise_did_not_write_takes_its_default() -> None:
    story = Story((), (), (), (), dt.datetime(2026, 4, 3), "en", "EUR", "Nord")
    kept = json.loads(to_json(story))
    del kept["name"]
    assert from_json(json.dumps({**kept, "unheard_of": 1})) == replace(story, name="")


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"slides": [{"key": "cost"}]}', '{"slides": 3}'])
def test_what_is_no_story_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(StepwiseError, match="cannot be read any more"):
        from_json(text)


def test_on_a_wall_rows_are_taller_and_titles_narrower(example_story: Story) -> None:
    for one in example_story.slides:
        assert one.picture is not None
        shown = projected(one.picture)
        if one.key == "weakest_link":
            assert shown is one.picture
            continue
        assert one.picture.height <= shown.height <= max(TALL, one.picture.height)
        assert max(map(len, shown.spec["title"]["text"])) <= 46
        assert one.picture.spec["height"] == one.picture.height


def test_spend_that_the_sheets_tell_and_nobody_counts_is_said_on_the_slide(example_facts: Facts) -> None:
    points = slide(story_of(example_facts), "cost").points
    assert "Not in it: the €6,282 that your sheets say were spent on channels." in points


def test_who_became_a_customer_too_late_for_the_rates_is_said_beside_them(example_facts: Facts) -> None:
    days = example_facts.settings.window_days
    late = f"3 more became customers, but later than {days} days after the first contact."
    assert late in slide(story_of(replace(example_facts, won_late=3)), "funnel").points
    assert late not in slide(story_of(replace(example_facts, won_late=0)), "funnel").points


def test_no_sentence_calls_an_action_a_success_that_cannot_be_judged(example_facts: Facts) -> None:
    told = slide(story_of(replace(example_facts, actions=(judged(),))), "actions")
    assert not any(said.startswith("What was counted is consistent") for said in told.evidence)
    assert any(said.startswith("“Worked” says that") for said in told.evidence)


def test_only_links_that_bring_something_stand_in_the_table(example_facts: Facts) -> None:
    rows = table(slide(story_of(example_facts), "ask"), "What moving each link alone would bring")
    assert rows
    assert all(isinstance(row["More"], float) and row["More"] > 0 for row in rows)
