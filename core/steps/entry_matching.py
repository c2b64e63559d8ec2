"""Which step each time entry belongs to: by its words, or as the user said once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.steps.entry_fields import Field, fields_of
from core.steps.entry_processes import ANY, Processes
from core.steps.step_names import StepNames, Verdict, remembered_as


@dataclass(frozen=True, eq=False)
class Matched:
    """The time entries with the step each belongs to, and the texts that this was told by.

    `texts` has one row a distinct text, the most minutes first: key (which a correction is remembered by),
    text (as most entries write it; "" for those that say nothing), process (what it was narrowed down to: a
    channel, a phase or ""), step_id (NaN where it belongs to no step), suggested (the step it may mean, where
    that is not sure; else NaN), evidence, score (0 to 100), entries and minutes. The evidence is "name",
    "task", "tag" or "project" where the description, the task, a tag or the project is a step's name or much
    like one; "chosen" where the user said so; "suggested" where it is a little like a name, or the name of
    several steps; else "unknown".

    `entries` are the entries as they came, each with its key, step_id and evidence, and with `order`: the
    project, where it names no process; else NaN.
    """

    texts: pd.DataFrame
    entries: pd.DataFrame


def match_entries(
    entries: pd.DataFrame, steps: pd.DataFrame, chosen: Mapping[str, str] | None = None
) -> Matched:
    """The step of every time entry.

    `entries` has minutes, description, task, tags, project and customer; `steps` has step_id, step, channel
    and phase. `chosen` gives by the key of a text a step's id, or NO_STEP; a step that is there no more is
    passed over.

    Texts are compared without case, signs and the order of their words. The first of description, task, tags
    and project for which the user chose, or which is a step's name, decides; else the first that is at least
    SURE like one and has the same numbers in it. A project, tag or customer that names a channel, or a phase
    ("sales", "delivery"), leaves only its steps. A name that is then still that of several steps, or only of
    steps elsewhere, is suggested and not taken.

    >>> entries = pd.DataFrame({"minutes": [30.0, 45.0], "task": ["Phone call", "write offers"]})
    >>> words = ["description", "task", "tags", "project", "customer"]
    >>> entries = entries.reindex(columns=["minutes", *words])
    >>> steps = pd.DataFrame({"step": ["phone call", "write offer"], "step_id": ["a", "b"]})
    >>> match_entries(entries, steps.assign(channel="Events", phase="acquire")).entries["step_id"].tolist()
    ['a', 'b']
    """
    names = StepNames(steps, chosen or {})
    fields = fields_of(entries, names.processes)
    # By which of the fields each entry is told; -1 while it is not.
    told = np.full(len(entries), -1)
    for field in fields:
        field.settle({text: names.exact(text) for text in field.texts})
    _tell_sure(told, fields)
    for field in fields:
        field.settle(names.alike(field.open_texts(told < 0)))
    _tell_sure(told, fields)
    _tell_likeliest(told, fields)
    _tell_unknown(told, fields)
    return _matched(entries, fields, told, names.processes)


def _tell_sure(told: NDArray[np.int64], fields: Sequence[Field]) -> None:
    """Let the first field decide whose text is sure, for every entry that is not told yet."""
    for number, field in enumerate(fields):
        told[(told < 0) & (field.told(lambda verdict: verdict.sure) > 0)] = number


def _tell_likeliest(told: NDArray[np.int64], fields: Sequence[Field]) -> None:
    """Of the entries that are not told yet, suggest what the text means that is most like a step's name."""
    scores = np.array([field.told(lambda verdict: verdict.score) for field in fields])
    likely = (told < 0) & (scores.max(axis=0) > 0)
    told[likely] = scores.argmax(axis=0)[likely]


def _tell_unknown(told: NDArray[np.int64], fields: Sequence[Field]) -> None:
    """List the rest by the task, else by the first text that several of them share, else by any.

    One choice then helps as many entries as can be.
    """
    shared = [field.shared(told < 0) for field in fields]
    tasks = [number for number, field in enumerate(fields) if field.evidence == "task"]
    for numbers, at_least in ((tasks, 1), (range(len(fields)), 2), (range(len(fields)), 1)):
        for number in numbers:
            told[(told < 0) & (shared[number] >= at_least)] = number


def _matched(
    entries: pd.DataFrame, fields: Sequence[Field], told: NDArray[np.int64], processes: Processes
) -> Matched:
    """The entries and their texts, by the field that tells of each entry."""
    rows: list[tuple[object, ...]] = []
    # The first text is the one of entries that say nothing at all.
    text = np.zeros(len(entries), dtype=np.int64)
    for number, field in enumerate(fields):
        mine = told == number
        text[mine] = 1 + len(rows) + field.of[mine]
        written = field.written(mine)
        for one, said, verdict in zip(field.texts, written, field.verdicts, strict=True):
            process = one[1].channel or one[1].phase
            step, suggested = (verdict.step, None) if verdict.sure else (None, verdict.step)
            evidence = _evidence(verdict, field.evidence)
            rows.append((remembered_as(one), said, process, step, suggested, evidence, verdict.score))
    columns = ["key", "text", "process", "step_id", "suggested", "evidence", "score"]
    texts = pd.DataFrame([("", "", "", None, None, "unknown", 0.0), *rows], columns=columns)
    texts = texts.astype(dict.fromkeys(columns[:-1], "str"))
    beside = {name: texts[name].to_numpy()[text] for name in ("key", "step_id", "evidence")}
    minutes = entries["minutes"].fillna(0.0).to_numpy(float)
    texts = texts.assign(
        entries=np.bincount(text, minlength=len(texts)),
        minutes=np.bincount(text, minutes, minlength=len(texts)),
    )
    project = entries["project"].astype("str")
    processed = [name for name in project.dropna().unique() if processes.of(name) != ANY]
    return Matched(
        _one_row_a_key(texts), entries.assign(**beside, order=project.mask(project.isin(processed)))
    )


def _evidence(verdict: Verdict, field: str) -> str:
    if not verdict.sure:
        return "suggested" if verdict.score else "unknown"
    return "chosen" if verdict.chosen else field


def _one_row_a_key(texts: pd.DataFrame) -> pd.DataFrame:
    """The texts that stand in several fields put together, those that tell of no entry left out."""
    there = texts[texts["entries"] > 0]
    ranked = there.sort_values(["entries", "text", "evidence"], ascending=[False, True, True], kind="stable")
    sums = there.groupby("key")[["entries", "minutes"]].sum()
    kept = ranked.drop_duplicates("key").set_index("key").drop(columns=["entries", "minutes"]).join(sums)
    return kept.reset_index().sort_values(["minutes", "key"], ascending=[False, True], ignore_index=True)
