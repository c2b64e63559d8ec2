"""Which stage of the funnel each step leads to: as the user or the sheet says, else guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from core.funnel.stages import (
    CONSUMPTION,
    CUSTOMER,
    LEAD,
    NAMES,
    PROSPECT,
    REFERRAL,
    SUSPECT,
    Factory,
    Stage,
)
from core.language import Text
from core.steps.chain import ACQUIRE, DELIVER, runs_per_win

Evidence = Literal["chosen", "sheet", "guessed"]
"""Who says which stage a step leads to: the user on a page, the sheet, or nobody."""
Said = tuple[str, Evidence]

_OFFER = re.compile(r"\b(?:offer|proposal|quot(?:e|ation)s?\b)|angebot|kostenvoranschl[aä]g|tilbud")
"""An offer in the name of a step. Only German and Norwegian write it into longer words."""
_AFTER_THE_WIN: frozenset[Factory] = frozenset({"activation", "retention", "referral"})


def stages_of_steps(
    steps: pd.DataFrame,
    stages: Sequence[Stage],
    means: Mapping[str, str | None],
    chosen: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """The stage that a person reaches with each step.

    `steps` has channel, phase, step, step_id, stage, pass_rate and runs_per_win; `means` says what the names
    in the column "stage" mean (see `core.funnel.matching.meanings`), `chosen` is a stage's key by step_id.

    One row a step, in order: step_id, stage (a key of `stages`; None where the list has none for it) and
    evidence ("chosen", "sheet" or "guessed"). What the user chose comes before what the sheet says. Within
    one process, a step of which nothing is said

    - leads to the stage of the next step below of which something is said: the work before leads there.
      A blank above the first one is filled only by a sheet: a single choice leaves the guesses beside it;
    - otherwise is guessed. Up to the last step that opens many (pass rate above 1): the first stage. From
      the first later step on that is named after an offer, else from the last one on: the customer. Between
      them, up to the first step that loses people: the lead; the rest: the prospect. A delivery leads to
      the consumption, what comes after it to the referral. Where the list lacks such a stage, the next one
      that can be meant stands in. A guess never leads back behind what is said above it, nor beyond what
      is said below.

    >>> from core.funnel.stages import DEFAULT_STAGES
    >>> steps = pd.DataFrame({"step": ["Event", "Write", "Call", "Offer"], "pass_rate": [10, 0.4, 0.5, 0.5]})
    >>> steps = steps.assign(channel="Events", phase="acquire", step_id=steps["step"], stage=None)
    >>> steps["runs_per_win"] = float("nan")
    >>> stages_of_steps(steps, DEFAULT_STAGES, {})["stage"].tolist()
    ['suspect', 'lead', 'prospect', 'customer']
    """
    place = {stage.key: number for number, stage in enumerate(stages)}
    ids, names = steps["step_id"].tolist(), steps["step"].tolist()
    said = _said(ids, steps["stage"].tolist(), place, means, chosen or {})
    rates, runs = steps["pass_rate"].to_numpy(float), steps["runs_per_win"].to_numpy(float)
    stand_in = _standing_for(stages)
    found: list[tuple[str | None, Evidence]] = [(None, "guessed")] * len(steps)
    for (_channel, phase), rows in _processes(steps).items():
        if phase == ACQUIRE:
            guess = _winning([str(names[row]) for row in rows], rates[rows], runs[rows], stand_in)
        else:
            guess = [stand_in.consumption if phase == DELIVER else stand_in.referral] * len(rows)
        for row, one in zip(rows, _filled([said[row] for row in rows], guess, place), strict=True):
            found[row] = one
    return pd.DataFrame(
        {
            "step_id": pd.Series(ids, dtype=object),
            "stage": pd.Series([key for key, _evidence in found], dtype=object),
            "evidence": pd.Series([evidence for _key, evidence in found], dtype=object),
        }
    )


def led_backwards(
    steps: pd.DataFrame, step_stages: pd.DataFrame, stages: Sequence[Stage]
) -> tuple[Text, ...]:
    """A warning for each process in which a later step leads to an earlier stage, at its first such step.

    `step_stages` are the rows that `stages_of_steps` gives for the same steps.
    """
    place = {stage.key: number for number, stage in enumerate(stages)}
    called = [stage.name or NAMES.get(stage.key, stage.key) for stage in stages]
    names, keys = steps["step"].tolist(), step_stages["stage"].tolist()
    warnings = []
    for (channel, _phase), rows in _processes(steps).items():
        furthest: int | None = None
        for row in (row for row in rows if keys[row] in place):
            if furthest is not None and place[keys[row]] < place[keys[furthest]]:
                warnings.append(
                    Text(
                        "In {channel}, “{step}” leads to “{stage}”, although “{before}” above it leads "
                        "further, to “{further}”. Look at the funnel stages of the two steps.",
                        {
                            "channel": channel,
                            "step": names[row],
                            "stage": called[place[keys[row]]],
                            "before": names[furthest],
                            "further": called[place[keys[furthest]]],
                        },
                    )
                )
                break
            furthest = row
    return tuple(warnings)


def _processes(steps: pd.DataFrame) -> dict[tuple[str, str], list[int]]:
    """The rows of each channel and phase, in their order."""
    rows: dict[tuple[str, str], list[int]] = {}
    for row, process in enumerate(zip(steps["channel"].tolist(), steps["phase"].tolist(), strict=True)):
        rows.setdefault(process, []).append(row)
    return rows


def _said(
    ids: Sequence[str],
    written: Sequence[object],
    place: Mapping[str, int],
    means: Mapping[str, str | None],
    chosen: Mapping[str, str],
) -> list[Said | None]:
    found: list[Said | None] = []
    for step_id, name in zip(ids, written, strict=True):
        meant = means.get(name) if isinstance(name, str) else None
        if (choice := chosen.get(step_id)) in place:
            found.append((str(choice), "chosen"))
        else:
            # "Lost", what is left out and what nobody knows are no stage to lead to.
            found.append((str(meant), "sheet") if meant in place else None)
    return found


def _filled(
    said: Sequence[Said | None], guess: Sequence[str | None], place: Mapping[str, int]
) -> list[tuple[str | None, Evidence]]:
    """What is said of a process, the gaps filled from below, and the guess where nothing else tells."""
    by_sheet = any(one is not None and one[1] == "sheet" for one in said)
    below: list[Said | None] = [None] * (len(said) + 1)
    for i in range(len(said) - 1, -1, -1):
        below[i] = said[i] or below[i + 1]
    found: list[tuple[str | None, Evidence]] = []
    above: str | None = None
    for one, under, key in zip(said, below, guess, strict=False):
        if one is not None:
            above = one[0]
        if under is not None and (one is not None or above is not None or by_sheet):
            found.append(under)
            continue
        if key is not None and above is not None and place[key] < place[above]:
            key = above
        if under is not None and (key is None or place[key] > place[under[0]]):
            key = under[0]
        found.append((key, "guessed"))
    return found


@dataclass(frozen=True)
class _StandIns:
    """The keys of the stages that steps are guessed to lead to; None where the list has none."""

    first: str | None
    lead: str | None
    prospect: str | None
    customer: str | None
    consumption: str | None
    referral: str | None


def _standing_for(stages: Sequence[Stage]) -> _StandIns:
    keys = [stage.key for stage in stages]
    customer = _customer(stages)
    win = keys.index(customer) if customer is not None else len(keys)
    before, since = keys[:win], keys[win:]
    first = before[0] if before else customer
    lead = LEAD if LEAD in before else before[1] if len(before) > 1 else customer
    beyond = before[before.index(lead) :] if lead in before else []
    prospect = PROSPECT if PROSPECT in beyond else beyond[-1] if len(beyond) > 1 else customer
    consumption = _by_meaning(stages[win:], CONSUMPTION, "activation") or next(iter(since[1:]), None)
    referral = _by_meaning(stages[win:], REFERRAL, "referral") or next(iter(since[:0:-1]), None)
    return _StandIns(first, lead, prospect, customer, consumption, referral)


def _customer(stages: Sequence[Stage]) -> str | None:
    """The stage that a win leads to: the customer, else what comes last before the delivery."""
    if known := _by_meaning(stages, CUSTOMER, "revenue"):
        return known
    early = [number for number, stage in enumerate(stages) if stage.key in (SUSPECT, LEAD, PROSPECT)]
    rest = stages[max(early, default=-1) + 1 :]
    own = [
        stage.key
        for stage in rest
        if stage.factory not in _AFTER_THE_WIN and stage.key not in (CONSUMPTION, REFERRAL)
    ]
    if own:
        return own[-1]
    return rest[0].key if rest else None


def _by_meaning(stages: Sequence[Stage], key: str, factory: Factory) -> str | None:
    """The stage of this key, else the first one that stands for this step of the factory."""
    if any(stage.key == key for stage in stages):
        return key
    return next((stage.key for stage in stages if stage.factory == factory), None)


def _winning(
    names: Sequence[str],
    pass_rates: np.ndarray,
    given_runs: np.ndarray,
    stand_in: _StandIns,
) -> list[str | None]:
    """The guess for the steps that win a customer."""
    _runs, rates = runs_per_win(pass_rates, given_runs)
    last = len(names) - 1
    opening = [i for i in range(last) if 1 < rates[i] < np.inf]
    opened = opening[-1] + 1 if opening else 0
    offer = next((i for i in range(opened, last) if _OFFER.search(names[i].casefold())), last)
    losing = next((i + 1 for i in range(opened, offer) if rates[i] < 1), offer)
    return [
        *[stand_in.first] * opened,
        *[stand_in.lead] * (losing - opened),
        *[stand_in.prospect] * (offer - losing),
        *[stand_in.customer] * (last + 1 - offer),
    ]
