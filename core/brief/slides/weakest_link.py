"""The weakest link, why it is the one, and how sure that is."""

from __future__ import annotations

from core.brief.facts import Facts
from core.brief.figures import figure
from core.brief.story import Column, Slide, Table
from core.charts.blueprint import blueprint
from core.factory.findings import (
    blueprint_says,
    confidence_says,
    confidence_words,
    evidence,
    lowest_says,
    runner_up_says,
    verdict_says,
)
from core.factory.next_move import to_add
from core.funnel.stages import FACTORY
from core.language import _


def weakest_link(facts: Facts, dark: bool) -> Slide | None:
    """What holds the business back; None where too little is known to say."""
    verdict, drawn = facts.verdict, facts.blueprint
    if verdict.kind == "flying_blind":
        return None
    why = evidence(verdict)
    # How many customers there are stands in the picture.
    points = why[1:3] if len(why) > 2 else why
    if verdict.confidence is not None:
        points = [*points, _("How sure: {words}.").format(words=confidence_words(verdict.confidence))]
    beside = (lowest_says(verdict), runner_up_says(verdict))
    return Slide(
        "weakest_link",
        verdict_says(verdict),
        points=tuple(points),
        picture=blueprint(drawn, dark=dark, title=blueprint_says(verdict, drawn)),
        tables=(_factory(facts),),
        evidence=(
            *why,
            confidence_says(verdict),
            *(said for said in beside if said),
            *to_add(verdict.business),
        ),
    )


def _factory(facts: Facts) -> Table:
    """The five steps of the factory, as the picture shows them."""
    rows = []
    for step in facts.blueprint.steps:
        rate = step.rate
        rows.append(
            (
                str(FACTORY[step.name]),
                None if step.stage is None else step.stage.label,
                figure(step.per_week),
                *(
                    (None, None, None)
                    if rate is None
                    else (figure(rate.k), figure(rate.n), figure(rate.share))
                ),
                _("weakest link") if step.name == facts.blueprint.marked else None,
            )
        )
    columns = (
        Column(_("Step of the factory")),
        Column(_("Stage")),
        Column(_("A week"), "per_week"),
        Column(_("Got through"), "people"),
        Column(_("Of so many"), "people"),
        Column(_("Rate"), "share"),
        Column(_("What limits")),
    )
    return Table(_("The customer factory"), columns, tuple(rows))
