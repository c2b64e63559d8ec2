from collections.abc import Iterator
from pathlib import Path

import pytest

from core.store import Workspace


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with Workspace.open() as workspace:
        yield workspace


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "mine.duckdb"
