"""Tests of run.py: what somebody gets who starts Stepwise on a machine where something is amiss.

Each works on a copy in a folder of its own, so the environment that runs the tests is never touched,
and pip is kept off the network: it is given no index to ask and no configuration of this machine's.
"""

import ast
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

import run

PROJECT = Path(run.__file__).parent
REFUSAL = 1
STOPPED_BY_CTRL_C = 130

DEBIAN_WITHOUT_VENV = """\
#!/bin/sh
cat <<WORDS
The virtual environment was not created successfully because ensurepip is not
available.  On Debian/Ubuntu systems, you need to install the python3-venv
package using the following command.

    apt install python3.11-venv

Failing command: .venv/bin/python3
WORDS
exit 1
"""

ECHO = """\
#!/bin/sh
echo "$@"
case "$*" in *mypy*) exit 1;; esac
"""

ANSWER = """\
import json, sys
print(json.dumps({"files": sys.argv[1:], "folder": __import__("os").getcwd()}))
"""


def copy_of_stepwise(folder: Path, requirements: str = "") -> Path:
    """run.py with requirements that need no network, and a brief that says what it was asked."""
    (folder / "core" / "brief").mkdir(parents=True)
    shutil.copy(PROJECT / "run.py", folder)
    (folder / "requirements.txt").write_text(requirements)
    (folder / "requirements-dev.txt").write_text("-r requirements.txt\n")
    (folder / "core" / "__init__.py").touch()
    (folder / "core" / "brief" / "__init__.py").touch()
    (folder / "core" / "brief" / "__main__.py").write_text(ANSWER)
    return folder


def surroundings(**variables: str) -> dict[str, str]:
    """The variables of a user's terminal, without our own and without a network for pip."""
    outside = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "PYTEST_", "STEPWISE_", "STREAMLIT_")) and name != "CI"
    }
    return outside | {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull} | variables


def stepwise(
    folder: Path, *words: str, cwd: Path | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(folder / "run.py"), *words],
        cwd=cwd or folder,
        env=surroundings(**variables),
        capture_output=True,
        text=True,
        timeout=60,
    )


def program(path: Path, text: str) -> str:
    path.write_text(text)
    path.chmod(0o755)
    return str(path)


@pytest.fixture(scope="module")
def two_first_starts(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, list[tuple[str, str]]]:
    """A fresh copy that was started twice at once; the copy and what each start said and answered."""
    folder = copy_of_stepwise(tmp_path_factory.mktemp("stepwise"))
    command = [sys.executable, str(folder / "run.py"), "brief", "events.xlsx"]
    starts = [
        subprocess.Popen(
            command, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder
        )
        for _ in range(2)
    ]
    return folder, [start.communicate(timeout=60) for start in starts]


def test_help_shows_every_command_without_setting_anything_up(tmp_path: Path) -> None:
    copy = copy_of_stepwise(tmp_path / "copy")
    for word in ("help", "-h", "--help"):
        told = stepwise(copy, word)
        assert told.returncode == 0
        assert told.stderr == ""
        assert all(f"run.py {command}" in told.stdout for command in run.COMMANDS)
    assert not (copy / ".venv").exists()


@pytest.mark.parametrize(("typed", "meant"), [("tests", "test"), ("breif", "brief"), ("xyz", "help")])
def test_a_mistyped_command_is_answered_with_the_one_that_was_meant(typed: str, meant: str) -> None:
    told = stepwise(PROJECT, typed)
    assert told.returncode == REFUSAL
    assert told.stderr == f"Stepwise has no command “{typed}”: did you mean `python3 run.py {meant}`?\n"


def test_a_file_alone_is_answered_with_the_command_that_reads_it(tmp_path: Path) -> None:
    (tmp_path / "events.xlsx").touch()
    assert "run.py brief events.xlsx" in stepwise(PROJECT, "events.xlsx", cwd=tmp_path).stderr


def test_an_old_python_can_read_the_file_that_tells_it_that_it_is_too_old() -> None:
    tree = ast.parse((PROJECT / "run.py").read_text(), feature_version=(3, 6))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    hints = [hint.annotation for function in functions for hint in function.args.args if hint.annotation]
    hints += [function.returns for function in functions if function.returns]
    assert hints
    # An old Python would stumble over list[str] or str | None where they are not quoted.
    assert not [ast.unparse(hint) for hint in hints if not isinstance(hint, ast.Name | ast.Constant)]


def test_an_old_python_is_told_where_to_get_a_newer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(run.Refused) as refusal:
        run.require_python((3, 9, 2))
    assert str(refusal.value) == (
        "Stepwise needs Python 3.11 or newer and this is Python 3.9.2: get a newer one from python.org"
        " or your system's packages, then run `python3.11 run.py`."
    )


def test_an_old_python_is_told_of_a_newer_one_on_the_same_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    program(tmp_path / "python3.11", "#!/bin/sh\nexit 127\n")  # named, but not installed
    program(tmp_path / "python3.12", "#!/bin/sh\n")
    with pytest.raises(run.Refused, match=r"so run `python3\.12 run\.py`"):
        run.require_python((3, 10, 13))


def test_python_3_11_and_newer_are_welcome() -> None:
    run.require_python((3, 11, 0))
    run.require_python((4, 0, 0))


def test_a_missing_venv_module_is_told_with_the_package_that_brings_it(tmp_path: Path) -> None:
    copy = copy_of_stepwise(tmp_path / "copy")
    python = program(tmp_path / "python3", DEBIAN_WITHOUT_VENV)
    with pytest.raises(run.Refused, match=r"venv module is missing.*`sudo apt install python3\.11-venv`"):
        run.Environment(copy, python).prepare(run.FOR_THE_APP)


def test_a_python_without_any_venv_module_is_told_the_usual_package(tmp_path: Path) -> None:
    copy = copy_of_stepwise(tmp_path / "copy")
    python = program(tmp_path / "python3", '#!/bin/sh\necho "$0: No module named venv" >&2; exit 1\n')
    with pytest.raises(run.Refused, match=r"`sudo apt install python3-venv`"):
        run.Environment(copy, python).prepare(run.FOR_THE_APP)


def test_a_venv_that_fails_for_another_reason_says_which(tmp_path: Path) -> None:
    copy = copy_of_stepwise(tmp_path / "copy")
    python = program(tmp_path / "python3", "#!/bin/sh\necho 'Error: something odd.' >&2; exit 1\n")
    with pytest.raises(run.Refused, match=r"with “something odd”: delete that folder, then start again\.$"):
        run.Environment(copy, python).prepare(run.FOR_THE_APP)


def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    copy = copy_of_stepwise(tmp_path / "copy")
    words = "Error: [Errno 28] No space left on device: 'pip'"
    python = program(tmp_path / "python3", f'#!/bin/sh\necho "{words}" >&2; exit 1\n')
    with pytest.raises(run.Refused, match=r"\.venv \(No space left on device\): move Stepwise"):
        run.Environment(copy, python).prepare(run.FOR_THE_APP)


def test_a_folder_that_may_not_be_written_to_is_told() -> None:
    with tempfile.TemporaryDirectory() as parent:
        Path(parent).chmod(0o755)
        copy = copy_of_stepwise(Path(parent) / "copy")
        copy.chmod(0o555)
        # Root may write anywhere, so where the tests run as root the start is nobody's.
        started = f"import os, sys; sys.path.insert(0, {str(copy)!r}); import run\n"
        started += "if os.geteuid() == 0: os.seteuid(65534)\nsys.exit(run.main(['brief']))"
        told = subprocess.run(
            [sys.executable, "-B", "-c", started], env=surroundings(), capture_output=True, text=True, cwd="/"
        )
        copy.chmod(0o755)
    assert told.returncode == REFUSAL
    last = told.stderr.splitlines()[-1]
    assert last.startswith(f"Stepwise cannot write to {copy / '.venv'} (Permission denied): move Stepwise")


def test_a_copy_without_its_requirements_is_told_to_be_incomplete(tmp_path: Path) -> None:
    shutil.copy(PROJECT / "run.py", tmp_path)
    told = stepwise(tmp_path, "brief")
    assert told.returncode == REFUSAL
    assert told.stderr.startswith("The file requirements.txt is missing from ")


def test_the_first_start_sets_up_beside_the_answer(
    two_first_starts: tuple[Path, list[tuple[str, str]]],
) -> None:
    folder, starts = two_first_starts
    said = "".join(talk for _, talk in starts)
    assert "Setting up Stepwise (once, about a minute) ..." in said
    assert "Ready." in said
    answer = f'{{"files": ["events.xlsx"], "folder": "{folder}"}}\n'
    assert [answered for answered, _ in starts] == [answer, answer]


def test_of_two_starts_at_once_one_waits_for_the_other(
    two_first_starts: tuple[Path, list[tuple[str, str]]],
) -> None:
    _, starts = two_first_starts
    assert sorted(talk.count("making the folder") for _, talk in starts) == [0, 1]


def test_a_later_start_sets_nothing_up(two_first_starts: tuple[Path, list[tuple[str, str]]]) -> None:
    again = stepwise(two_first_starts[0], "brief", "events.xlsx")
    assert again.returncode == 0
    assert again.stderr == ""


def test_changed_requirements_are_installed_into_the_same_folder(
    two_first_starts: tuple[Path, list[tuple[str, str]]],
) -> None:
    folder, _ = two_first_starts
    requirements = folder / "requirements.txt"
    requirements.write_text(requirements.read_text() + "# one more\n")
    changed = stepwise(folder, "brief")
    assert changed.returncode == 0
    assert changed.stderr.startswith("Bringing Stepwise up to date")
    assert "making the folder" not in changed.stderr
    assert stepwise(folder, "brief").stderr == ""


def test_what_was_set_up_for_the_tests_serves_the_app_as_well(
    two_first_starts: tuple[Path, list[tuple[str, str]]],
) -> None:
    folder, _ = two_first_starts
    assert "pytest" in stepwise(folder, "test").stderr  # these requirements name no pytest
    (folder / ".venv" / "requirements.txt.stamp").unlink()
    (folder / ".venv" / "requirements-dev.txt.stamp").unlink()
    assert stepwise(folder, "test").stderr.startswith("Bringing Stepwise up to date")
    assert stepwise(folder, "brief").stderr == ""


def test_a_failed_install_says_why_and_is_done_over_next_time(
    two_first_starts: tuple[Path, list[tuple[str, str]]],
) -> None:
    folder, _ = two_first_starts
    requirements = folder / "requirements.txt"
    before = requirements.read_text()
    requirements.write_text("no-such-package-anywhere==1.0\n")
    failed = stepwise(folder, "brief")
    assert (failed.returncode, failed.stdout) == (REFUSAL, "")
    assert failed.stderr.splitlines()[-1] == (
        "Installing what Stepwise needs failed with “No matching distribution found for"
        " no-such-package-anywhere==1.0”: check that this computer reaches the internet, then start again"
        f" (the details are in {folder / '.venv' / 'setup.log'})."
    )
    assert (folder / ".venv" / "setup.log").exists()
    requirements.write_text(before)
    assert stepwise(folder, "brief").stderr.startswith("Bringing Stepwise up to date")


def test_ctrl_c_in_the_set_up_ends_it_quietly_and_the_next_start_mends_it(tmp_path: Path) -> None:
    copy = copy_of_stepwise(tmp_path / "copy")
    start = subprocess.Popen(
        [sys.executable, str(copy / "run.py"), "brief"],
        env=surroundings(),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not (copy / ".venv" / "pyvenv.cfg").exists():  # from here on it takes seconds
        assert start.poll() is None
        time.sleep(0.01)
    os.killpg(start.pid, signal.SIGINT)
    _, said = start.communicate(timeout=20)
    assert start.returncode == STOPPED_BY_CTRL_C
    assert said.splitlines()[1:] == ["  making the folder .venv ...", "Stopped."]

    mended = stepwise(copy, "brief")
    assert mended.returncode == 0
    assert mended.stderr.startswith("The folder .venv is half-made or of another Python")


def test_sheets_are_looked_for_where_the_user_stands_and_their_neighbours_do_no_harm(tmp_path: Path) -> None:
    copy = copy_of_stepwise(tmp_path / "copy")
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    (sheets / "json.py").write_text("raise SystemExit('this is the user\\'s own file')")
    told = stepwise(copy, "brief", "a.xlsx", "--format", "json", cwd=sheets, STEPWISE_PYTHON=sys.executable)
    assert told.stderr == ""
    assert told.stdout == f'{{"files": ["a.xlsx", "--format", "json"], "folder": "{sheets}"}}\n'


@pytest.mark.parametrize(("outcome", "exit_code"), [("True", 0), ("False", 1)])
def test_the_exit_code_of_the_tests_is_pytests_own(tmp_path: Path, outcome: str, exit_code: int) -> None:
    copy = copy_of_stepwise(tmp_path / "copy")
    (copy / "test_it.py").write_text(f"def test_it():\n    assert {outcome}\n")
    told = stepwise(copy, "test", "-q", "-p", "no:cacheprovider", STEPWISE_PYTHON=sys.executable)
    assert told.returncode == exit_code
    assert "1 passed" in told.stdout or "1 failed" in told.stdout


def test_check_runs_every_tool_and_fails_where_one_does(tmp_path: Path) -> None:
    told = stepwise(PROJECT, "check", STEPWISE_PYTHON=program(tmp_path / "python", ECHO))
    assert told.returncode == 1
    assert told.stdout.splitlines() == ["-m ruff check .", "-m ruff format --check .", "-m mypy"]


def test_the_app_starts_with_the_port_and_options_that_were_asked_for(tmp_path: Path) -> None:
    python = program(tmp_path / "python", ECHO)
    port = run.next_free_port()
    told = stepwise(
        PROJECT, "--no-browser", f"--port={port}", "--", "--theme.base=dark", STEPWISE_PYTHON=python
    )
    assert told.returncode == 0
    assert told.stderr == f"Stepwise is at http://localhost:{port} (Ctrl-C ends it)\n"
    assert told.stdout.startswith("-m streamlit run app.py --server.headless=true ")
    assert told.stdout.endswith(f" --server.port={port} --theme.base=dark\n")


def test_the_browser_opens_unless_a_machine_is_at_the_keyboard(tmp_path: Path) -> None:
    python = program(tmp_path / "python", ECHO)
    assert "headless" not in stepwise(PROJECT, STEPWISE_PYTHON=python).stdout
    assert "headless" in stepwise(PROJECT, STEPWISE_PYTHON=python, CI="true").stdout


@pytest.mark.parametrize(
    ("words", "variables", "local"),
    [
        ([], {}, "1"),
        (["--port=8999", "--", "--theme.base=dark"], {}, "1"),
        (["--no-browser"], {}, "none"),
        ([], {"CI": "true"}, "none"),
        (["--", "--server.address=0.0.0.0"], {}, "none"),
        ([], {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}, "none"),
    ],
)
def test_files_are_read_by_their_path_only_where_nobody_else_reaches_the_app(
    tmp_path: Path, words: list[str], variables: dict[str, str], local: str
) -> None:
    python = program(tmp_path / "python", '#!/bin/sh\necho "${STEPWISE_LOCAL_FILES-none}"\n')
    assert stepwise(PROJECT, *words, STEPWISE_PYTHON=python, **variables).stdout == f"{local}\n"


def test_whoever_sets_up_the_server_keeps_the_last_word_about_its_address(tmp_path: Path) -> None:
    python = program(tmp_path / "python", ECHO)
    words = ("--no-browser", "--", "--server.address=0.0.0.0", "--server.port=80")
    told = stepwise(PROJECT, *words, STEPWISE_PYTHON=python)
    assert told.stderr == ""
    assert told.stdout.split()[4:] == ["--server.headless=true", *words[2:]]


def test_a_port_that_is_taken_is_told_with_one_that_is_free() -> None:
    with socket.create_server(("localhost", 0)) as other:
        port = other.getsockname()[1]
        told = stepwise(PROJECT, "--port", str(port))
    assert told.returncode == REFUSAL
    assert told.stderr.startswith(f"Port {port} is taken")
    assert "try `--port 8" in told.stderr


@pytest.mark.parametrize("words", [["--port", "many"], ["--port=0"], ["--port", "70000"], ["--port"]])
def test_a_port_that_is_none_is_told(words: list[str]) -> None:
    told = stepwise(PROJECT, *words)
    assert told.returncode == REFUSAL
    assert told.stderr.startswith("--port takes a number from 1 to 65535, found “")


def test_an_option_that_there_is_none_of_is_told() -> None:
    told = stepwise(PROJECT, "--prot", "8600")
    assert told.returncode == REFUSAL
    assert told.stderr == "Stepwise does not know --prot: `python3 run.py help` shows what it knows.\n"


def test_a_named_python_that_is_none_is_told() -> None:
    told = stepwise(PROJECT, "test", STEPWISE_PYTHON="no-such-python")
    assert told.returncode == REFUSAL
    assert told.stderr.startswith("STEPWISE_PYTHON names no-such-python, which is no program")


def test_a_named_python_that_cannot_run_is_told(tmp_path: Path) -> None:
    broken = program(tmp_path / "python", "")
    Path(broken).write_bytes(b"\x7fELF")
    told = stepwise(PROJECT, "test", STEPWISE_PYTHON=broken)
    assert told.returncode == REFUSAL
    assert told.stderr.startswith(f"{broken} cannot be run (Exec format error): ")
