"""The story of the workspace: its facts as every page has them, told now or as they were frozen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from core.brief.facts import Facts
from core.brief.story import Story
from core.brief.story_json import from_json, to_json
from core.brief.telling import story_of
from core.errors import StepwiseError
from core.funnel.funnel import by_channel, funnel_of
from core.language import current, speaking
from core.store import presentation, spend, uploads
from core.store.clock import now
from core.store.funnel_settings import funnel_settings
from core.store.presentation import FrozenStory, Presentation
from core.store.workspace import Workspace
from core.store.workspace_names import name_of
from pages.shared.action_data import focus_now, judged_actions
from pages.shared.factory_data import blueprint_now, business_now, throughput_now, verdict_now
from pages.shared.funnel_data import funnel_of_workspace, late_customers
from pages.shared.goal_data import goal_of_workspace
from pages.shared.inputs import current_inputs
from pages.shared.reader_clock import local
from pages.shared.workspace import answers, workspace


@dataclass(frozen=True, eq=False)
class Told:
    """What is told: the figures of now, or those of a frozen story. It tells itself without a session too,
    as downloads need it, which are made only when somebody asks for them."""

    workspace: Workspace
    language: str
    facts: Facts | None = None
    wanted: Presentation = field(default_factory=Presentation)
    frozen: FrozenStory | None = None

    def story(self, *, dark: bool = False) -> Story:
        """The story. Raises StepwiseError where a frozen one is not there any more."""
        with speaking(self.language):
            if self.frozen is not None:
                return frozen_story(self.workspace, self.frozen, dark=dark)
            assert self.facts is not None
            return story_of(self.facts, self.wanted, dark=dark)


def told_now() -> Told:
    """The figures of now, as the user wants them told."""
    return Told(workspace(), current(), facts_now(), presentation.presentation(workspace()))


def told_frozen(frozen: FrozenStory) -> Told:
    """The figures of an earlier day."""
    return Told(workspace(), current(), frozen=frozen)


def frozen_story(opened: Workspace, frozen: FrozenStory, *, dark: bool) -> Story:
    """A story as it was kept. Raises StepwiseError where it is not there any more, or cannot be read."""
    text = presentation.story_text(opened, frozen.id, dark=dark)
    if text is None:
        raise StepwiseError(
            "“{name}” is not there any more, perhaps it was deleted in another window. Choose another one.",
            name=frozen.name,
        )
    return from_json(text)


def freeze(name: str) -> FrozenStory:
    """Keep the story as it is told now, drawn for a light page and for a dark one."""
    told = told_now()
    light, dark = (to_json(replace(told.story(dark=is_dark), frozen=True)) for is_dark in (False, True))
    return presentation.freeze(workspace(), name, light, dark)


def facts_now() -> Facts:
    """All that a story is made of, as the pages show it in this session."""
    opened, inputs, goal = workspace(), current_inputs(), goal_of_workspace()
    settings, figures = funnel_settings(opened), funnel_of_workspace("month")
    chosen, focus = settings.chosen_sources, focus_now()
    return Facts(
        answers(inputs),
        inputs.currency,
        funnel_of(settings.stages, figures.reach, chosen=chosen, times=figures.times()),
        by_channel(settings.stages, figures.reach, chosen=chosen),
        figures.notes,
        settings,
        business_now(),
        verdict_now(),
        blueprint_now(),
        throughput_now(),
        tuple(judged_actions()),
        focus if isinstance(focus, tuple) else None,
        goal.plan,
        goal.measured.pace,
        goal.settings.planned,
        tuple(upload.name for upload in uploads.kept(opened)),
        local(now()).replace(tzinfo=None),
        _business_name(opened),
        {
            one.channel: one.amount
            for one in spend.from_sheets(opened)
            if one.currency in (None, inputs.currency)
        },
        late_customers(figures),
    )


def _business_name(opened: Workspace) -> str:
    """The workspace's name, unless it is the one that everybody begins with."""
    name = "" if opened.path is None else name_of(opened.path)
    return "" if name == "default" else name
