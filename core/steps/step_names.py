"""What the steps are called in time entries: just so, nearly so, or as the user said once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz import process as likeness

from core.steps.entry_processes import Process, Processes, text_key

SURE, LIKELY = 85.0, 65.0
"""From which likeness on, of 100, a text is taken for a step's name, and from which on it is suggested."""

NO_STEP = "none"
"""What a text means of which the user said that it is no step."""

_AT_ONCE = 20_000
"""So many texts are compared with all steps at a time."""

Text = tuple[str, Process]
"""The words of a text as they are compared, and the process that its entries are narrowed to."""


class Verdict(NamedTuple):
    """What a text means by itself; sure enough to be taken, or only to be suggested."""

    step: str | None
    """None where the user said that it is no step, and where nothing is known."""
    sure: bool = False
    score: float = 0.0
    """How like the step's name it is, 0 to 100."""
    chosen: bool = False


NOTHING = Verdict(None)


def remembered_as(text: Text) -> str:
    """The key that a choice for this text is remembered by."""
    words, process = text
    # No sign stands in words that are compared, so none is mistaken for these.
    return " | ".join(part for part in (words, text_key(process.channel), process.phase) if part)


def key_of(steps: pd.DataFrame, task: str, project: str = "") -> str:
    """The key that a choice for this task is remembered by, in entries of this project.

    >>> key_of(pd.DataFrame({"channel": ["Events"], "phase": ["acquire"]}), "Phone call!", "Events 2026")
    'phone call | events'
    """
    return remembered_as((text_key(task), Processes(steps).of(project)))


def task_names(steps: pd.DataFrame) -> dict[str, str]:
    """By step_id how the task of an entry calls each step: no two steps of a channel alike.

    >>> steps = pd.DataFrame({"step_id": ["a", "b", "c"], "step": ["Call", "Call", "Offer"]})
    >>> task_names(steps.assign(channel="Ads"))
    {'a': 'Call', 'b': 'Call (2)', 'c': 'Offer'}
    """
    counted: Counter[tuple[str, str]] = Counter()
    names: dict[str, str] = {}
    columns = (steps[name].tolist() for name in ("step_id", "step", "channel"))
    for step_id, step, channel in zip(*columns, strict=True):
        counted[text_key(step), channel] += 1
        times = counted[text_key(step), channel]
        names[step_id] = step if times == 1 else f"{step} ({times})"
    return names


class StepNames:
    """The steps by what they are called, and what the user chose."""

    def __init__(self, steps: pd.DataFrame, chosen: Mapping[str, str]) -> None:
        self.processes = Processes(steps)
        self._ids: list[str] = steps["step_id"].tolist()
        self._where = list(zip(steps["channel"].tolist(), steps["phase"].tolist(), strict=True))
        there = {*self._ids, NO_STEP}
        self._chosen = {key: said for key, said in chosen.items() if said in there}
        self._by_name: dict[str, list[int]] = {}
        names = steps["step"].tolist()
        for number, name in enumerate(names):
            for called in {_sorted(name), _sorted(f"{self._where[number][0]} {name}")}:
                self._by_name.setdefault(called, []).append(number)
        # A step that was renamed still has entries by its old name, unless another one has that name now.
        for called, number in [(_sorted(_in_the_sheet(one)), at) for at, one in enumerate(self._ids)]:
            self._by_name.setdefault(called, [number])
        self._by_name.pop("", None)
        self._names = [name for name, steps_of in self._by_name.items() for _step in steps_of]
        self._of = [number for steps_of in self._by_name.values() for number in steps_of]
        self._held: dict[Process, NDArray[np.bool_]] = {}

    def exact(self, text: Text) -> Verdict:
        """What the user chose for a text, else the step that is called just so."""
        choice = self._chosen.get(remembered_as(text))
        if choice is not None:
            return Verdict(None if choice == NO_STEP else choice, True, 100.0, chosen=True)
        words, process = text
        called = self._by_name.get(_sorted(words))
        if called is None:
            return NOTHING
        near = [number for number in called if process.holds(*self._where[number])]
        return Verdict(self._ids[(near or called)[0]], len(near) == 1, 100.0)

    def alike(self, texts: Sequence[Text]) -> dict[Text, Verdict]:
        """The step whose name is most like each text, where it is at least LIKELY."""
        found: dict[Text, Verdict] = {}
        for start in range(0, len(texts) if self._names else 0, _AT_ONCE):
            part = texts[start : start + _AT_ONCE]
            # Both are sorted already: the plain ratio is then the token sort ratio, in a third of the time.
            scores = likeness.cdist(
                [_sorted(words) for words, _process in part],
                self._names,
                scorer=fuzz.ratio,
                score_cutoff=LIKELY,
                dtype=np.float32,
            )
            for row in np.flatnonzero(scores.max(axis=1) > 0).tolist():
                found[part[row]] = self._judged(part[row], scores[row])
        return found

    def _judged(self, text: Text, scores: NDArray[np.float32]) -> Verdict:
        words, process = text
        near = np.where(self._within(process), scores, 0.0)
        score = float(near.max())
        if score == 0.0:
            # What is like the name of a step elsewhere is none of the process that the entry names.
            return Verdict(self._ids[self._of[int(scores.argmax())]], False, float(scores.max()))
        best = np.flatnonzero(near == score).tolist()
        steps = {self._of[number] for number in best}
        sure = score >= SURE and len(steps) == 1 and _numbers(self._names[best[0]]) == _numbers(words)
        return Verdict(self._ids[min(steps)], sure, score)

    def _within(self, process: Process) -> NDArray[np.bool_]:
        """Which names are those of steps of this process."""
        if process not in self._held:
            held = [process.holds(*self._where[number]) for number in self._of]
            self._held[process] = np.array(held, dtype=bool)
        return self._held[process]


def _in_the_sheet(step_id: str) -> str:
    """The name that a step has in its sheet, as its id tells; "" of a step that the user inserted."""
    parts = step_id.split("|")
    return "|".join(parts[2:-1]) if len(parts) > 3 else ""


def _sorted(words: str) -> str:
    return " ".join(sorted(text_key(words).split()))


def _numbers(words: str) -> list[str]:
    return sorted(re.findall(r"\d+", words))
