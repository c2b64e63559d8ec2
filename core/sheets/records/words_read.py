"""Columns of names, notes and choices: each different text is tidied once, tidy ones stay as they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core.sheets.records.cell_columns import EMPTY, CellColumn, Mask, Texts, at, in_one_piece
from core.sheets.records.plain_texts import to_look_at
from core.sheets.records.readings import BLANK, READ, ReadColumn, Readings, Way, read_one


def read_words(cells: CellColumn, way: Way, *, names: bool) -> Readings:
    """The text that each different cell says; `names` are kept as they stand where they are tidy.

    >>> from core.sheets.records.cell_columns import cell_column
    >>> from core.sheets.records.readings import Said
    >>> way = Way(lambda cell: Said((str(cell).strip(),)), (), words=True)
    >>> read_words(cell_column(["Anna ", "n/a", 7.5]), way, names=True).words.to_pylist()
    ['Anna', None, '7.5']
    """
    size = cells.different + 1
    state = np.full(size, BLANK, dtype=np.int8)
    converted = np.zeros(size, dtype=bool)
    count = len(cells.texts)
    asked = cells.texts.is_valid().to_numpy(zero_copy_only=False)
    words = cells.texts
    if count:
        if names:
            plain = asked & ~to_look_at(cells.texts)
            state[:count][plain] = READ
            asked = asked & ~plain
        if asked.any():
            words = pc.replace_with_mask(
                in_one_piece(words), pa.array(asked), _said(cells, way, np.flatnonzero(asked), state)
            )
    rest = np.arange(count, size - 1)
    if len(rest):
        words = pa.concat_arrays([in_one_piece(words), _said(cells, way, rest, state)])
    return Readings(state, (), converted, words=words)


def _said(cells: CellColumn, way: Way, codes: NDArray[np.int64], state: NDArray[np.int8]) -> pa.Array:
    """What these cells say, None where nothing or nothing readable; their states are noted."""
    words: list[str | None] = []
    known: dict[object, tuple[int, str | None]] = {}
    held: list[object] = (
        cells.texts.take(pa.array(codes)).to_pylist()
        if len(codes) and codes[-1] < len(cells.texts)
        else [cells.cell(int(code)) for code in codes]
    )
    for code, cell in zip(codes, held, strict=True):
        key = (type(cell), cell)
        if key not in known:
            found, said = read_one(way, cell)  # type: ignore[arg-type]
            known[key] = (found, None if said is None else said.parts[0])
        state[code], word = known[key]
        words.append(word)
    return pa.array(words, pa.string())


@dataclass(frozen=True)
class Words:
    """A text for each row: a code into the different words, `EMPTY` where nothing is said."""

    codes: NDArray[np.int32]
    words: Texts

    @classmethod
    def none(cls, rows: int) -> Words:
        """Rows that say nothing."""
        return cls(np.full(rows, EMPTY, dtype=np.int32), pa.array([], pa.string()))

    @classmethod
    def all_the_same(cls, word: str, rows: int) -> Words:
        """Rows that all say this; nothing where the word is empty."""
        if not word:
            return cls.none(rows)
        return cls(np.zeros(rows, dtype=np.int32), pa.array([word], pa.string()))

    @classmethod
    def of_column(cls, column: ReadColumn) -> Words:
        """What the cells of a column of texts say."""
        codes = np.where(column.said, column.cells.codes, EMPTY).astype(np.int32, copy=False)
        assert column.readings.words is not None
        return cls(codes, column.readings.words)

    @classmethod
    def of_list(cls, words: list[str | None]) -> Words:
        """A text for each row, None where nothing is said."""
        encoded = pa.array(words, pa.string()).dictionary_encode()
        codes = pc.fill_null(encoded.indices, EMPTY).to_numpy(zero_copy_only=False).astype(np.int32)
        return cls(codes, encoded.dictionary)

    @property
    def said(self) -> Mask:
        """The rows that say something."""
        mask: Mask = self.codes != EMPTY
        return mask

    def at(self, rows: NDArray[np.int64]) -> Words:
        """These rows, in this order."""
        return Words(at(self.codes, rows), self.words)

    def or_else(self, other: str) -> Words:
        """The same, where rows that say nothing say `other`."""
        if not other or self.said.all():
            return self
        words = pa.concat_arrays([in_one_piece(self.words), pa.array([other], pa.string())])
        return Words(np.where(self.said, self.codes, len(self.words)).astype(np.int32), words)

    def only(self, kept: Mask) -> Words:
        """The same, where the rows that are not kept say nothing."""
        return Words(np.where(kept, self.codes, EMPTY).astype(np.int32), self.words)

    def to_arrow(self) -> Texts:
        """The texts row by row, as large strings."""
        if len(self.codes) == len(self.words) and _counts_up(self.codes):
            return self.words.cast(pa.large_string())
        words = in_one_piece(self.words).cast(pa.large_string())
        empty = ~self.said
        if empty.all():
            return pa.nulls(len(self.codes), pa.large_string())
        return words.take(pa.array(self.codes, mask=empty) if empty.any() else pa.array(self.codes))

    def to_categories(self) -> pd.Categorical:
        """The texts row by row, each different one kept once.

        >>> said = Words(np.array([0, 1, -1, 2], np.int32), pa.array(["Lead", "Won", "Lead"]))
        >>> said.to_categories().tolist(), said.to_categories().categories.tolist()
        (['Lead', 'Won', nan, 'Lead'], ['Lead', 'Won'])
        """
        encoded = in_one_piece(self.words).dictionary_encode()
        place = pc.fill_null(encoded.indices, EMPTY).to_numpy(zero_copy_only=False)
        texts = pd.array(encoded.dictionary, dtype=pd.StringDtype(storage="pyarrow", na_value=np.nan))
        return pd.Categorical.from_codes(np.append(place, EMPTY)[self.codes], texts)

    def to_list(self) -> list[str | None]:
        """The texts row by row, None where nothing is said."""
        texts: list[str | None] = self.to_arrow().to_pylist()
        return texts

    def same(self) -> NDArray[np.int64]:
        """A number for each row that two rows share only where they say the same; -1 where nothing."""
        encoded = in_one_piece(self.words).dictionary_encode()
        number = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
        return np.append(number, -1)[self.codes]


def _counts_up(codes: NDArray[np.int32]) -> bool:
    return len(codes) == 0 or bool(
        codes[0] == 0 and codes[-1] == len(codes) - 1 and (np.diff(codes) == 1).all()
    )
