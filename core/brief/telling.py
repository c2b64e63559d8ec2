"""The story of a business: its slides as they are told, with all that stands behind them."""

from __future__ import annotations

from dataclasses import replace

from core.brief.chain_sheets import chain_sheets
from core.brief.facts import Facts
from core.brief.slides import SLIDES
from core.brief.story import Assumption, Slide, Story
from core.funnel.wording import hows
from core.language import _, current
from core.language.amounts import exact_money, exact_number, percent
from core.store.presentation import Presentation


def story_of(facts: Facts, wanted: Presentation | None = None, *, dark: bool = False) -> Story:
    """The story of these facts in the language spoken now, as its user wants it told.

    The user may have left slides out, put them in another order, and added notes. Pictures are drawn for a
    light page unless it is `dark`.
    """
    wanted = wanted or Presentation()
    return Story(
        wanted.arranged(slides_of(facts, wanted, dark=dark)),
        chain_sheets(facts.economics),
        _assumptions(facts),
        facts.files,
        facts.made,
        current(),
        facts.currency,
        wanted.name or facts.name,
        hourly_rate=facts.economics.rates.hourly_rate,
    )


def slides_of(facts: Facts, wanted: Presentation, *, dark: bool = False) -> tuple[Slide, ...]:
    """Every slide that can be told, with its note, those left out too, in the order that is wanted."""
    told = [slide for tell in SLIDES.values() if (slide := tell(facts, dark)) is not None]
    noted = [replace(slide, note=wanted.notes.get(slide.key, "")) for slide in told]
    return wanted.in_order(noted)


def _assumptions(facts: Facts) -> tuple[Assumption, ...]:
    rates, settings, currency = facts.economics.rates, facts.settings, facts.currency
    said = [Assumption(_("Value of an hour"), exact_money(rates.hourly_rate, currency))]
    said += [
        Assumption(_("An hour of {role}").format(role=role), exact_money(rate, currency))
        for role, rate in rates.by_role.items()
    ]
    said.append(Assumption(_("Currency"), currency))
    said.append(
        Assumption(_("Share of the hours that can be booked"), percent(facts.practical)),
    )
    if facts.funnel.known:
        said.append(Assumption(_("Which events count"), hows()[settings.how]))
        said.append(
            Assumption(
                _("Window of a case"), _("{days} days").format(days=exact_number(settings.window_days))
            )
        )
    return tuple(said)
