"""What became of the actions, as sentences: consistent with, never caused."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from core.factory.before_after import BeforeAfter
from core.factory.focus import GOAL, Focus, Hopping
from core.factory.judged import Judged, StepRate
from core.funnel.findings import rate_words
from core.language import _, ngettext
from core.language.amounts import day, duration, listing, number, percent


def answer(judged: Sequence[Judged], today: dt.date) -> str:
    """The page's answer over all actions: of one how it went, of several how many went how.

    >>> answer([], dt.date(2026, 4, 3))
    'Here you will see what you did, and whether it worked.'
    """
    if not judged:
        return _("Here you will see what you did, and whether it worked.")
    if len(judged) == 1:
        return outcome(judged[0], today)
    begun = [one for one in judged if one.action.day <= today]
    waiting = [one for one in begun if one.look_again is not None]
    counts = Counter(one.verdict for one in begun)
    worked, failed, local = counts["broken"], counts["not broken"], counts["local gain"]
    never = counts["cannot tell"] - len(waiting)
    said = [
        ngettext("Of {count} actions {worked} worked.", "Of {count} actions {worked} worked.", worked).format(
            count=len(judged), worked=worked
        )
        if worked
        else _("Of {count} actions none is known to have worked.").format(count=len(judged))
    ]
    if failed:
        said.append(ngettext("{count} did not.", "{count} did not.", failed).format(count=failed))
    if local:
        said.append(
            ngettext("{count} was a local gain.", "{count} were local gains.", local).format(count=local)
        )
    if never:
        said.append(ngettext("{count} cannot be told.", "{count} cannot be told.", never).format(count=never))
    if waiting:
        count = len(waiting)
        said.append(
            ngettext("{count} cannot be told yet.", "{count} cannot be told yet.", count).format(count=count)
        )
        said.append(_when(waiting, today))
    if planned := len(judged) - len(begun):
        said.append(ngettext("{count} is planned.", "{count} are planned.", planned).format(count=planned))
    return " ".join(said)


def _when(judged: Sequence[Judged], today: dt.date) -> str:
    """When to look again, at the earliest; "" where no action will ever be told."""
    left = [weeks for one in judged if (weeks := one.weeks_left(today)) is not None]
    if not left:
        return ""
    if min(left) == 0:
        return _("Load what was counted since.")
    return ngettext("Look again in {weeks} week.", "Look again in {weeks} weeks.", min(left)).format(
        weeks=min(left)
    )


def verdict_words(judged: Judged, today: dt.date) -> str:
    """The verdict as it stands in a list."""
    if judged.action.day > today:
        return _("planned")
    return {
        "broken": _("worked"),
        "not broken": _("did not work"),
        "local gain": _("a local gain"),
        "cannot tell": _("cannot be told") if judged.look_again is None else _("cannot be told yet"),
    }[judged.verdict]


def outcome(judged: Judged, today: dt.date) -> str:
    """What became of one action, in one or two sentences."""
    figures, what = judged.figures, _("“{name}”").format(name=judged.action.what)
    if judged.action.day > today:
        return _("{what} is planned for {day}.").format(what=what, day=day(judged.action.day))
    if judged.throughput is None:
        return _(
            "Whether {what} worked cannot be told: nobody counts yet who becomes a customer, and when."
        ).format(what=what)
    if not figures.after.weeks:
        return _none_after(judged, what, today)
    if not figures.before.weeks:
        return _(
            "Whether {what} worked cannot be told: nothing was counted before it to compare with."
        ).format(what=what)
    went = {
        "what": what,
        "stage": judged.throughput.label,
        "before": rounded(figures.before.per_week),
        "after": rounded(figures.after.per_week),
    }
    if judged.verdict == "local gain":
        return _(
            "{what} was a local gain: its own step rose, while “{stage}” went from {before} to {after} a "
            "week. 1 + 1 + 1 = −2."
        ).format(**went)
    if judged.verdict == "broken":
        return _(
            "Since {what}, “{stage}” rose from {before} to {after} a week: consistent with it having worked."
        ).format(**went)
    if judged.verdict == "not broken":
        template = (
            _("Since {what}, “{stage}” fell from {before} to {after} a week: it did not work.")
            if figures.high is not None and figures.high < 1
            else _(
                "Since {what}, “{stage}” went from {before} to {after} a week: a rise as large as expected "
                "would show by now."
            )
        )
        return template.format(**went)
    template = (
        _("Since {what}, “{stage}” stayed at {before} a week.")
        if went["before"] == went["after"]
        else _("Since {what}, “{stage}” went from {before} to {after} a week, which can be chance.")
    )
    said = template.format(**went)
    return f"{said} {_when([judged], today) or _never(judged)}"


def _none_after(judged: Judged, what: str, today: dt.date) -> str:
    until = judged.counted_until
    if today < judged.first_counts or until is None:
        return _("{what} is too young to be judged: the first week that counts is over on {day}.").format(
            what=what, day=day(judged.first_counts)
        )
    if until > judged.first_counts:
        return _("Whether {what} worked cannot be told: nothing was counted in the weeks after it.").format(
            what=what
        )
    return _(
        "Whether {what} worked cannot be told: the counts end before {day}. Load what was counted since."
    ).format(what=what, day=day(until))


def _never(judged: Judged) -> str:
    figures = judged.figures
    if judged.overtaken and judged.following is not None:
        return _("It cannot be told any more: {next} came before that.").format(
            next=_("“{name}”").format(name=judged.following.what)
        )
    template = (
        _("At {rate} a week, a rise by {percent} will not show within two years.")
        if judged.own is None
        else _(
            "At {rate} a week, a rise by {percent} will not show within two years. Look at the rate of its "
            "own step, where more people are counted."
        )
    )
    return template.format(rate=rounded(figures.before.per_week), percent=percent(figures.expected - 1))


def picture_title(judged: Judged) -> str:
    """What the picture of an action finds: the level before it, and the one since."""
    if judged.throughput is None:
        return ""
    figures, said = judged.figures, {"stage": judged.throughput.label}
    said |= {
        "before": rounded(figures.before.per_week),
        "after": rounded(figures.after.per_week),
    }
    if not figures.after.weeks:
        return _("“{stage}”: {before} a week before, nothing counted since").format(**said)
    if not figures.before.weeks:
        return _("“{stage}”: {after} a week since, nothing counted before").format(**said)
    return _("“{stage}”: {before} a week before, {after} a week since").format(**said)


def evidence(judged: Judged) -> list[str]:
    """What the verdict rests on: what was counted, the ratio with its interval, and what chance would do."""
    figures, stage = judged.figures, judged.throughput
    if stage is None or not (figures.before.weeks and figures.after.weeks):
        return []
    said = [
        _("{stage}: {before} in {weeks_before} weeks before, {after} in {weeks_after} weeks since.").format(
            stage=stage.label,
            before=number(figures.before.count),
            weeks_before=number(figures.before.weeks),
            after=number(figures.after.count),
            weeks_after=number(figures.after.weeks),
        )
    ]
    if figures.low is None:
        return [*said, _("Nobody came before or since, so there is nothing to compare.")]
    said.append(ratio_words(figures))
    if figures.chance is not None and figures.p_value is not None:
        said.append(
            _(
                "That it truly rose has a chance of {chance}. If nothing had changed, as many or more would "
                "come in {cases} of 100 such cases."
            ).format(chance=_likely(figures.chance), cases=_of_100(figures.p_value))
        )
    return said


def own_sentence(judged: Judged) -> str:
    """How many got to its own stage, where that is told by no rate; "" where it is."""
    own, stage = judged.reached, judged.stage
    if judged.own is not None or own is None or stage is None or own.low is None:
        return ""
    template = {
        "broken": _("To “{stage}” itself came {before} a week before, {after} since. It rose."),
        "not broken": _("To “{stage}” itself came {before} a week before, {after} since. It did not rise."),
        "cannot tell": _(
            "To “{stage}” itself came {before} a week before, {after} since. Whether it moved cannot be told."
        ),
    }[own.verdict]
    return template.format(
        stage=stage.label, before=rounded(own.before.per_week), after=rounded(own.after.per_week)
    )


def _likely(chance: float) -> str:
    """A chance in percent; what is nearly sure is not said to be it."""
    if chance > 0.99:
        return _("over {share}").format(share=percent(0.99))
    if chance < 0.01:
        return _("under {share}").format(share=percent(0.01))
    return percent(chance)


def _of_100(share: float) -> str:
    return _("fewer than 1") if share < 0.005 else number(round(100 * share))


def ratio_words(figures: BeforeAfter) -> str:
    """How many times as many came, with what the counts leave open.

    >>> from core.factory.before_after import Counted, before_after
    >>> ratio_words(before_after(Counted(6, 12), Counted(10, 12)))
    'That is 1.67 times as many a week; the counts allow for 0.77 to 3.75 times.'
    """
    low, high = figures.low or 0.0, figures.high
    if figures.ratio is None or high is None:
        return _("Nobody came before; the counts allow for {low} times as many a week, or more.").format(
            low=rounded(low)
        )
    if not figures.after.count:
        return _("Nobody came since; the counts allow for {high} times as many a week, or fewer.").format(
            high=rounded(high)
        )
    return _("That is {ratio} times as many a week; the counts allow for {low} to {high} times.").format(
        ratio=rounded(figures.ratio), low=rounded(low), high=rounded(high)
    )


def rounded(value: float) -> str:
    """A number a week, or of times, with at most two decimals: more nobody could tell.

    >>> rounded(0.8333), rounded(0.0004)
    ('0.83', '0.0004')
    """
    return number(round(value, 2) or value)


def rate_sentence(rate: StepRate) -> str:
    """The rate of one step before and since, and whether it truly moved."""
    names = {"before": rate.before.label, "stage": rate.stage.label}
    if rate.change is None:
        return _("From {before} to {stage}: nobody was counted before, or nobody since.").format(**names)
    units = (rate.before.unit_label, rate.stage.unit_label)
    names["first"] = rate_words(rate.change.before, *units)
    names["then"] = rate_words(rate.change.after, *units)
    if rate.change.chance is None:
        return _("From {before} to {stage}: {first} before, {then} since.").format(**names)
    template = {
        "rose": _("From {before} to {stage}: {first} before, {then} since. It rose."),
        "fell": _("From {before} to {stage}: {first} before, {then} since. It fell."),
        "cannot tell": _(
            "From {before} to {stage}: {first} before, {then} since. Whether it moved cannot be told."
        ),
    }[rate.change.verdict]
    return template.format(**names)


def cautions(judged: Judged) -> list[str]:
    """What may mislead, one sentence each."""
    figures = judged.figures
    said: list[str] = []
    if judged.throughput is None:
        return said
    stage = judged.throughput.label
    if judged.together:
        said.append(
            _(
                "It falls into the same weeks as {others}: what each of them did to “{stage}” cannot be told "
                "apart."
            ).format(
                others=listing([_("“{name}”").format(name=other.what) for other in judged.together]),
                stage=stage,
            )
        )
    if judged.step_rose and judged.verdict == "cannot tell" and figures.after.weeks:
        said.append(_("Its own step rose; whether “{stage}” follows cannot be told yet.").format(stage=stage))
    if not (figures.before.weeks and figures.after.weeks):
        return said
    if figures.before.count == 0 and figures.after.count > 0:
        said.append(_("Nobody came in the weeks before, so nobody knows how many times as many it is."))
    if figures.spread > 1:
        said.append(
            _(
                "The weeks differ {times} times as much as by chance, as if many came at once. So each "
                "counts for less, and the range is wider."
            ).format(times=rounded(round(figures.spread, 1)))
        )
    rose = figures.after.per_week > figures.before.per_week
    if judged.trend == "rising" and rose:
        said.append(_("It rose already before. What came since may be the same rise going on."))
    if judged.trend == "falling" and rose:
        said.append(_("It fell before. A return to what is usual looks like a rise, too."))
    if judged.lag_days:
        said.append(
            _(
                "From this step to “{stage}” half of them take {days} days or more, so weeks count from "
                "{day} on."
            ).format(stage=stage, days=number(round(judged.lag_days)), day=day(judged.counts_from))
        )
    if judged.period != "week":
        said.append(
            _("Counted by weeks, it could be told sooner: longer periods hide on which day it began.")
        )
    if unknown := judged.unknown_weeks:
        said.append(
            ngettext(
                "{count} period was not counted and is left out: unknown is not 0.",
                "{count} periods were not counted and are left out: unknown is not 0.",
                unknown,
            ).format(count=unknown)
        )
    return said


def focus_words(focus: Focus, step: str) -> str:
    """Where the time went since the verdict, against the goal; `step` is what the weakest link is called."""
    share = focus.share
    if share is None:
        return _("No time was logged since {day}, so nobody knows how much went to {step}.").format(
            day=day(focus.since), step=step
        )
    template = (
        _("Since {day}, {share} of the logged time went to {step}: {on} of {all}. That is focus.")
        if focus.reached
        else _("Since {day}, {share} of the logged time went to {step}: {on} of {all}. The goal is {goal}.")
    )
    return template.format(
        day=day(focus.since),
        share=percent(share),
        step=step,
        on=duration(focus.on),
        all=duration(focus.minutes),
        goal=percent(GOAL),
    )


def hopping_words(hopping: Hopping) -> str:
    """That channels were left before they could be judged; "" where that is no habit."""
    if not hopping.noticed:
        return ""
    return _(
        "In {months} months most of the effort moved to another channel {moves} times, {early} times before "
        "the one that was left had brought {needed} cases: too few to judge it by."
    ).format(months=hopping.months, moves=hopping.moves, early=hopping.early, needed=hopping.needed)
