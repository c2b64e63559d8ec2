"""How full the roles are, as sentences, the same on pages and in the brief."""

from __future__ import annotations

from core.language import _, ngettext
from core.language.amounts import duration, listing, number, percent
from core.steps.capacity import Capacity, RoleUse
from core.steps.findings import quoted

_WEEKS_OF_A_YEAR = 52
_WEEKS_OF_A_MONTH = _WEEKS_OF_A_YEAR / 12


def drum_says(capacity: Capacity) -> str:
    """Which role sets the pace, and how many customers its hours are enough for; else what is missing."""
    drum = capacity.drum
    if drum is None or drum.ceiling is None:
        return _no_drum(capacity)
    if not drum.available:
        return how_full(drum)
    largest = drum.steps[0]
    if drum.ceiling == 0:
        template = _("{role} is the drum: the customers you have take all hours, none is left for another.")
    elif drum.upkeep > largest.minutes_per_win * drum.ceiling:
        template = _("{role} is the drum: at {pace} all hours are used up, most by the customers you have.")
    elif len(drum.steps) == 1:
        template = _("{role} is the drum: at {pace} all hours are used up by {step}.")
    else:
        template = _("{role} is the drum: at {pace} all hours are used up; {step} takes the largest part.")
    return template.format(role=_called(drum), pace=pace(drum.ceiling), step=quoted(largest.step))


def _no_drum(capacity: Capacity) -> str:
    if capacity.roles and capacity.wins_per_week > 0:
        return _("A customer takes no time of {roles}; the hours of nobody else are known.").format(
            roles=listing([_called(role) for role in capacity.roles])
        )
    if capacity.roles:
        return _(
            "How many customers your hours are enough for cannot be told before some are won: "
            "it depends on the channels that they come from."
        )
    if capacity.not_known:
        return _(
            "How many customers your hours are enough for cannot be told. Add the hours a week of {roles}."
        ).format(roles=listing([_called(role) for role in capacity.not_known]))
    return _("How many customers your hours are enough for cannot be told: no step takes time yet.")


def pace(wins_per_week: float) -> str:
    """So many customers a week; a month or a year, where there are fewer than one.

    >>> pace(3.2), pace(0.3), pace(0.02)
    ('3.2 customers a week', '1.3 customers a month', '1.04 customers a year')
    """
    if wins_per_week >= 1:
        said = number(wins_per_week)
        template = ngettext("{count} customer a week", "{count} customers a week", _plural(said))
    elif wins_per_week * _WEEKS_OF_A_MONTH >= 1:
        said = number(wins_per_week * _WEEKS_OF_A_MONTH)
        template = ngettext("{count} customer a month", "{count} customers a month", _plural(said))
    else:
        said = number(wins_per_week * _WEEKS_OF_A_YEAR)
        template = ngettext("{count} customer a year", "{count} customers a year", _plural(said))
    return template.format(count=said)


def _plural(said: str) -> int:
    # The plural goes by the figure that is said: 1.001 is said as 1.
    return 1 if said == number(1) else 2


def how_full(role: RoleUse) -> str:
    """How full a role is, with delivering alone and with everything."""
    if role.utilisation is None or role.delivery_utilisation is None:
        return _hours_missing(role)
    if not role.available and (role.demand > 0 or role.steps):
        return _("{role} has no hours, and {needed} a week are needed.").format(
            role=_called(role), needed=duration(role.demand)
        )
    if role.demand == 0:
        return _("Nothing of all this takes hours of {role}.").format(role=_called(role))
    if role.delivering == 0:
        template = _("{role} is at {all}, without any delivering.")
    elif role.delivering == role.demand:
        template = _("{role} is at {all}, with delivering alone.")
    else:
        template = _("{role} is at {delivering} with delivering, and at {all} with everything.")
    return template.format(
        role=_called(role), delivering=percent(role.delivery_utilisation), all=percent(role.utilisation)
    )


def unbooked(role: RoleUse) -> str | None:
    """How many hours of a role nobody books, or how many are missing; None where its hours are not known."""
    if role.available is None or role.unbooked is None or role.hours is None:
        return None
    if role.unbooked >= 0:
        template = _("Of the {available} a week that {role} can book, nobody books {spare}.")
    else:
        template = _(
            "{role} lacks {short} a week: {needed} are needed, and {available} of {hours} can be booked."
        )
    return template.format(
        role=_called(role),
        spare=duration(role.unbooked),
        short=duration(-role.unbooked),
        needed=duration(role.demand),
        available=duration(role.available),
        hours=duration(role.hours * 60),
    )


def logged(role: RoleUse) -> str | None:
    """What a role logs against what the steps need of it; None where nothing is logged."""
    if role.logged is None or role.beyond_steps is None:
        return None
    if role.beyond_steps > 0:
        template = _(
            "{role} logs {logged} a week, and the steps need {needed}: "
            "{beyond} belong to no step, or steps take longer than thought."
        )
    else:
        template = _(
            "{role} logs {logged} a week, and the steps need {needed}: "
            "not all is logged, or steps take less than thought."
        )
    if duration(role.logged) == duration(role.demand):
        template = _("{role} logs {logged} a week, just what the steps need.")
    return template.format(
        role=_called(role),
        logged=duration(role.logged),
        needed=duration(role.demand),
        beyond=duration(role.beyond_steps),
    )


def not_known(capacity: Capacity) -> list[str]:
    """What the figures leave out: hours, steps without a role, channels without a process, other names."""
    sentences = [_hours_missing(role) for role in capacity.not_known]
    if capacity.untold:
        template = _(
            "What winning a customer through {channels} takes is not known, so more hours are needed."
        )
        sentences.append(template.format(channels=_quoted(capacity.untold)))
    if capacity.undelivered:
        template = _("How orders from {channels} are delivered is not known, so more hours are needed.")
        sentences.append(template.format(channels=_quoted(capacity.undelivered)))
    if capacity.logged_elsewhere:
        elsewhere = capacity.logged_elsewhere
        template = _("{time} a week are logged under names that are no role here: {names}.")
        sentences.append(
            template.format(time=duration(sum(elsewhere.values())), names=_quoted(tuple(elsewhere)))
        )
    return sentences


def _hours_missing(role: RoleUse) -> str:
    if not role.role:
        template = _(
            "Steps without a role take {needed} a week. Say whose they are to hold them against hours."
        )
    else:
        template = _("The hours of {role} are not known and set no limit here; {needed} a week are needed.")
    return template.format(role=role.role, needed=duration(role.demand))


def _called(role: RoleUse) -> str:
    return role.role or _("whoever does the steps without a role")


def _quoted(names: tuple[str, ...]) -> str:
    return listing([quoted(name) for name in names])
