"""The house keeps its rooms: what may know of what, and what never may."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
DOMAIN = ("steps", "funnel", "factory", "customer", "what_if")
"""The rooms of the trade itself; further ones join here."""


def imports_of(file: Path) -> set[str]:
    """Every module that a file names in an import, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def imported_in(folder: str) -> dict[str, set[str]]:
    return {
        str(file.relative_to(PROJECT)): imports_of(file) for file in sorted((PROJECT / folder).rglob("*.py"))
    }


def offenders(folder: str, *forbidden: str) -> list[str]:
    """Files below a folder that import one of these modules or something inside them."""
    return [
        f"{file} imports {module}"
        for file, modules in imported_in(folder).items()
        for module in sorted(modules)
        if any(module == name or module.startswith(f"{name}.") for name in forbidden)
    ]


def test_core_knows_no_screen() -> None:
    assert offenders("core", "streamlit", "pages", "app") == []


def test_importing_all_of_core_brings_no_streamlit_along() -> None:
    modules = [
        ".".join(file.relative_to(PROJECT).with_suffix("").parts)
        for file in (PROJECT / "core").rglob("*.py")
        if file.name != "__main__.py"
    ]
    code = f"import sys, {', '.join(modules)}; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False).returncode == 0


@pytest.mark.parametrize("room", DOMAIN)
def test_a_room_of_the_trade_knows_neither_store_nor_charts_nor_brief(room: str) -> None:
    assert offenders(f"core/{room}", "core.store", "core.charts", "core.brief") == []


def test_charts_do_not_know_the_store() -> None:
    assert offenders("core/charts", "core.store", "core.brief") == []


def test_only_the_store_opens_a_database() -> None:
    found = [*offenders("core", "duckdb"), *offenders("pages", "duckdb")]
    assert [one for one in found if not one.startswith("core/store/")] == []


def test_only_charts_and_brief_import_altair() -> None:
    found = [*offenders("core", "altair"), *offenders("pages", "altair")]
    assert [one for one in found if not one.startswith(("core/charts/", "core/brief/"))] == []


def test_no_page_knows_another_page() -> None:
    names = [f"pages.{file.stem}" for file in (PROJECT / "pages").glob("*.py")]
    assert offenders("pages", *names) == []


def test_one_file_names_the_session_state() -> None:
    files = [
        str(file.relative_to(PROJECT))
        for file in [PROJECT / "app.py", *(PROJECT / "pages").rglob("*.py")]
        if "session_state" in file.read_text("utf-8")
    ]
    assert files == ["pages/shared/session.py"]


def test_the_first_paint_waits_for_no_heavy_library(tmp_path: Path) -> None:
    """The start page and what it stands on import neither scipy nor pptx nor vl-convert."""
    code = (
        "import sys\n"
        "from streamlit.testing.v1 import AppTest\n"
        f"app = AppTest.from_file({str(PROJECT / 'app.py')!r}, default_timeout=30).run()\n"
        "assert not app.exception, app.exception\n"
        "sys.exit(bool({'scipy', 'pptx', 'vl_convert'} & set(sys.modules)))"
    )
    environment = {**os.environ, "STEPWISE_WORKSPACE": str(tmp_path / "test.duckdb")}
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False, env=environment)
    assert done.returncode == 0
