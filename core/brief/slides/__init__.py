"""The slides of the story, one small module each: a function of the facts, and what it needs to be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.brief.facts import Facts
from core.brief.slides.actions import actions
from core.brief.slides.ask import ask
from core.brief.slides.cost import cost
from core.brief.slides.funnel import funnel
from core.brief.slides.goal import goal
from core.brief.slides.time import time
from core.brief.slides.weakest_link import weakest_link
from core.brief.story import Slide, SlideKey

Tell = Callable[[Facts, bool], Slide | None]
"""A slide of these facts, its picture dark or light; None where nothing can be told."""

SLIDES: Mapping[SlideKey, Tell] = {
    "cost": cost,
    "time": time,
    "funnel": funnel,
    "weakest_link": weakest_link,
    "actions": actions,
    "goal": goal,
    "ask": ask,
}
"""In the order in which the story is told, unless its user chooses another."""
