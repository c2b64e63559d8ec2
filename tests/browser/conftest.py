"""The app in a real Chromium: a server of its own for each test, nothing leaves this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

PROJECT = Path(__file__).parents[2]
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PATIENCE = 20_000
"""Milliseconds that a page may take on a slow machine."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests. Where there is none they are skipped, in CI they fail."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        if os.environ.get("STEPWISE_BROWSER_REQUIRED"):
            pytest.fail("No Chromium is installed: apt-get install chromium")
        pytest.skip("No Chromium is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@dataclass
class Server:
    """A running Stepwise over a workspace of its own."""

    address: str
    process: subprocess.Popen[bytes]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Stepwise as python3 run.py starts it, on a free port."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    environment = {**os.environ, "STEPWISE_WORKSPACE": str(tmp_path / "test.duckdb")}
    log = (tmp_path / "server.log").open("wb")
    process = subprocess.Popen(
        [*command, "--server.headless=true", "--server.fileWatcherType=none", "--server.address=127.0.0.1"],
        cwd=PROJECT,
        env=environment,
        stdout=log,
        stderr=log,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health")
        yield Server(address, process)
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def _wait_for(address: str) -> None:
    for _attempt in range(150):
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"{address} does not answer")


@pytest.fixture
def visit(chromium: Browser, server: Server) -> Iterator[Page]:
    """A visitor with a laptop who reads English; errors in the console and outside requests fail the test."""
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="en-US", base_url=server.address
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    wrong: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            wrong.append(f"console: {message.text}")

    def answered(response: Response) -> None:
        # On a deep link Streamlit's own page first asks below that page for what it then finds at the root.
        if response.status >= 400 and not response.url.endswith(("/_stcore/health", "/_stcore/host-config")):
            wrong.append(f"{response.status}: {response.url}")

    def asked(request: Request) -> None:
        if not request.url.startswith(
            (server.address, server.address.replace("http", "ws"), "data:", "blob:")
        ):
            wrong.append(f"outside request: {request.url}")

    page.on("console", heard)
    page.on("request", asked)
    page.on("response", answered)
    page.on("pageerror", lambda error: wrong.append(f"page: {error}"))
    yield page
    context.close()
    assert wrong == []


def settled(page: Page) -> None:
    """Wait until the page has nothing more to run."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def upload(page: Page, *files: Path) -> None:
    """Choose files in the file dialog, once the page is drawn: a box that is drawn anew forgets them."""
    box = page.get_by_test_id("stFileUploaderDropzoneInput").first
    box.wait_for(state="attached")
    settled(page)
    box.set_input_files([str(file) for file in files])


def headline(page: Page) -> Locator:
    """The page's answer."""
    return page.get_by_role("heading", level=2).first
