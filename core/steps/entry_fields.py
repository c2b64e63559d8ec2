"""The texts of the time entries: each distinct one once, with what it means as far as that is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.steps.entry_processes import ANY, Process, Processes, text_key
from core.steps.step_names import NOTHING, Text, Verdict

Ints = NDArray[np.int64]

_WORDS = ("description", "task", "tags", "project", "customer")
"""The fields of an entry that tell what it was for."""
_BETWEEN_TAGS = re.compile(r"[,;|]")


class _Column(NamedTuple):
    """The texts of a column as they are written, and for every entry which is its own; -1 where none is."""

    of: Ints
    texts: list[str]


class Field:
    """One field of the entries: its distinct texts, and what each means.

    `evidence` is what the field tells a step by: "name", "task", "tag" or "project". `of` says for every
    entry which of the `texts` is its own, -1 where the field is empty; `verdicts` what each text means.
    """

    def __init__(self, evidence: str, column: _Column, narrowed: Ints, processes: Sequence[Process]) -> None:
        self.evidence, self._column = evidence, column
        keys = [text_key(text) for text in column.texts]
        spoken = list(dict.fromkeys(keys))
        # What is made of signs alone is no text.
        numbers = {key: number if key else -1 for number, key in enumerate(spoken)}
        words = np.array([*(numbers[key] for key in keys), -1], dtype=np.int64)[column.of]
        there = np.flatnonzero(words >= 0)
        pairs, of = np.unique(words[there] * len(processes) + narrowed[there], return_inverse=True)
        self.of = np.full(len(words), -1, dtype=np.int64)
        self.of[there] = of
        told = (divmod(pair, len(processes)) for pair in pairs.tolist())
        self.texts: list[Text] = [(spoken[word], processes[process]) for word, process in told]
        self.verdicts = [NOTHING] * len(self.texts)

    def settle(self, found: Mapping[Text, Verdict]) -> None:
        """Take what was found of some of the texts."""
        known = zip(self.texts, self.verdicts, strict=True)
        self.verdicts = [found.get(text, verdict) for text, verdict in known]

    def open_texts(self, entries: NDArray[np.bool_]) -> list[Text]:
        """The texts of these entries of which nothing is known yet."""
        numbers = np.unique(self.of[entries & (self.of >= 0)]).tolist()
        return [self.texts[number] for number in numbers if self.verdicts[number] is NOTHING]

    def told(self, of_verdict: Callable[[Verdict], float]) -> NDArray[np.float64]:
        """For every entry this figure of what its text means; 0 where it has no text."""
        found: NDArray[np.float64] = np.array([*map(of_verdict, self.verdicts), 0.0], dtype=float)[self.of]
        return found

    def shared(self, entries: NDArray[np.bool_]) -> Ints:
        """For every entry how many of these entries have the same text; 0 where it has none."""
        counts = np.bincount(self.of[entries & (self.of >= 0)], minlength=len(self.texts))
        found: Ints = np.append(counts, 0)[self.of]
        return found

    def written(self, entries: NDArray[np.bool_]) -> list[str]:
        """Each text as most of these entries write it; "" where none has it."""
        width = max(1, len(self._column.texts))
        pairs, counts = np.unique(self.of[entries] * width + self._column.of[entries], return_counts=True)
        most = [(0, "")] * len(self.texts)
        for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
            text, written = divmod(pair, width)
            most[text] = min(most[text], (-count, self._column.texts[written]))
        return [text for _count, text in most]


def fields_of(entries: pd.DataFrame, processes: Processes) -> list[Field]:
    """The fields that may name a step, the most particular first: description, task, each tag, project.

    What names a process narrows the others down, and is itself the name of no step.
    """
    columns = {name: _column(entries[name]) for name in _WORDS}
    tags = [[tag.strip() for tag in _BETWEEN_TAGS.split(text)] for text in columns["tags"].texts]
    project = [processes.of(text) for text in columns["project"].texts]
    narrowed = _narrowed(
        (columns["project"].of, project),
        (columns["tags"].of, [processes.of_all(own) for own in tags]),
        (columns["customer"].of, [processes.of(text) for text in columns["customer"].texts]),
    )
    bare = [[tag for tag in own if processes.of(tag) == ANY] for own in tags]
    one_by_one = [
        [own[place] if place < len(own) else "" for own in bare]
        for place in range(max(map(len, bare), default=0))
    ]
    orders = [
        text if process == ANY else ""
        for text, process in zip(columns["project"].texts, project, strict=True)
    ]
    return [
        Field("name", columns["description"], *narrowed),
        Field("task", columns["task"], *narrowed),
        *(Field("tag", columns["tags"]._replace(texts=texts), *narrowed) for texts in one_by_one),
        Field("project", columns["project"]._replace(texts=orders), *narrowed),
    ]


def _column(column: pd.Series) -> _Column:
    of, texts = pd.factorize(column)
    return _Column(np.asarray(of, dtype=np.int64), [str(text) for text in texts])


def _narrowed(*said: tuple[Ints, list[Process]]) -> tuple[Ints, list[Process]]:
    """For every entry the number of the process that its fields name, the first of them most; and these."""
    found, processes = np.zeros(len(said[0][0]), dtype=np.int64), [ANY]
    for of, named in said:
        # Who has nothing in this field, and so -1, takes the last one.
        every = [*named, ANY]
        pairs, found = np.unique(found * len(every) + of % len(every), return_inverse=True)
        told = (divmod(pair, len(every)) for pair in pairs.tolist())
        both = [processes[process].narrowed(every[text]) for process, text in told]
        numbers = {process: number for number, process in enumerate(dict.fromkeys(both))}
        found = np.array([numbers[one] for one in both], dtype=np.int64)[found]
        processes = list(numbers)
    return found, processes
