#!/usr/bin/env python3
"""Stepwise from the command line: sets itself up once, then starts, tests or answers.

It needs the standard library alone. An older Python must be able to read this file as well, or its
user would get a syntax error where a sentence about the old Python is due: nothing newer than
Python 3.6 stands in it outside of quoted type hints.
"""

import contextlib
import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has none; there, two set-ups at once are not kept apart
    fcntl = None  # type: ignore[assignment]

PROJECT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
USUAL_PORT = 8501
FOR_THE_APP = ("requirements.txt",)
FOR_THE_TESTS = ("requirements.txt", "requirements-dev.txt")
CHECKS = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"])
# Long files leave much memory behind; large pieces of it go back to the system at once (glibc only).
LEAN = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_MMAP_THRESHOLD_": "1000000"}
COMMANDS = ("test", "check", "brief", "help")
USAGE = """\
Stepwise: what one customer really costs, where the time goes, which step to fix next.

  python3 run.py                      start Stepwise and open the browser
      --port 8600                       at this port instead of the next free one from 8501
      --no-browser                      do not open the browser
      -- ...                            hand the rest to Streamlit
  python3 run.py brief FILE ...       print the answers for these sheets (all else: brief --help)
      -o brief.pptx                     write them as a deck; or .html, .xlsx, .pdf, .json
  python3 run.py test ...             run the tests; the rest goes to pytest
  python3 run.py check                look over style and types of the code
  python3 run.py help                 show this

The first start installs what Stepwise needs into the folder .venv beside this file, later ones only
when the requirements changed. Delete that folder to begin anew. To use a Python that has all of it
already, name it: STEPWISE_PYTHON=/path/to/python python3 run.py
"""


class Refused(Exception):
    """One sentence for the user: what is wrong and how to mend it."""


def say(sentence: str) -> None:
    """Tell the user what goes on, beside the answer: standard output belongs to the answer alone."""
    print(sentence, file=sys.stderr, flush=True)


def require_python(found: "tuple[int, ...]" = tuple(sys.version_info[:3])) -> None:
    """Refuse a Python that is too old, and name a newer one if this computer has it."""
    if found[:2] >= OLDEST_PYTHON:
        return
    newer = [f"python3.{minor}" for minor in range(OLDEST_PYTHON[1], 30)]
    # A name on the path may be an empty shell of a version manager, so each is asked whether it runs.
    at_hand = [name for name in newer if shutil.which(name) and _attempt([name, "--version"])[0] == 0]
    remedy = (
        f"this computer has a newer one, so run `{at_hand[0]} run.py`"
        if at_hand
        else "get a newer one from python.org or your system's packages, then run `python3.11 run.py`"
    )
    version = ".".join(str(number) for number in found)
    raise Refused(f"Stepwise needs Python 3.11 or newer and this is Python {version}: {remedy}.")


class Environment:
    """The folder .venv of one copy of Stepwise: a Python of its own with what is required of it.

    A stamp inside tells for which requirements, and by which Python, it was made. It is written last
    and removed first, so an environment that was left half-made never passes for a whole one.
    """

    def __init__(self, project: Path, base_python: str) -> None:
        self.project = project
        self.base_python = base_python
        self.folder = project / ".venv"
        self.python = self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self.log = self.folder / "setup.log"

    def prepare(self, requirements: "tuple[str, ...]") -> str:
        """The path of a Python that has these requirements; set up first where it must be."""
        if self._is_ready(requirements):
            return str(self.python)
        require_python()
        with (self.project / requirements[0]).open() as door:
            if fcntl is not None:  # somebody impatient starts a second time: that one waits here
                with contextlib.suppress(OSError):  # on a disk that knows no locks it does not
                    fcntl.flock(door, fcntl.LOCK_EX)
            if not self._is_ready(requirements):
                if not self.folder.exists():
                    say("Setting up Stepwise (once, about a minute) ...")
                    self._make()
                elif self._works():
                    say("Bringing Stepwise up to date (about a minute) ...")
                else:
                    say("The folder .venv is half-made or of another Python: setting up Stepwise anew ...")
                    self._make()
                self._install(requirements)
                say("Ready.")
        return str(self.python)

    def _stamp(self, requirements: "tuple[str, ...]") -> Path:
        return self.folder / f"{requirements[-1]}.stamp"

    def _fingerprint(self, requirements: "tuple[str, ...]") -> str:
        digest = hashlib.sha256("{}.{}".format(*sys.version_info[:2]).encode())
        for name in requirements:
            try:
                digest.update((self.project / name).read_bytes())
            except FileNotFoundError:
                raise Refused(
                    f"The file {name} is missing from {self.project}:"
                    " get a whole copy of Stepwise, then start again."
                ) from None
        return digest.hexdigest()

    def _is_ready(self, requirements: "tuple[str, ...]") -> bool:
        wanted = self._fingerprint(requirements)
        try:
            return self.python.exists() and self._stamp(requirements).read_text() == wanted
        except (FileNotFoundError, NotADirectoryError):
            return False

    def _works(self) -> bool:
        """Whether there is a Python in .venv that can install, of the version that runs this file."""
        if not self.python.exists():
            return False
        question = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
        return _attempt([str(self.python), "-c", question])[0] == 0

    def _make(self) -> None:
        say("  making the folder .venv ...")
        self.folder.mkdir(exist_ok=True)
        code, words = _attempt([self.base_python, "-m", "venv", "--clear", str(self.folder)])
        if code == 0:
            return
        if re.search(r"ensurepip is not\s+available|No module named '?(venv|ensurepip)", words):
            debian = re.search(r"install (python3[\w.]*-venv)", words)
            package = debian.group(1) if debian else "python3-venv"
            raise Refused(
                "Python's venv module is missing, without which Stepwise cannot set itself up:"
                f" on Debian or Ubuntu run `sudo apt install {package}`, elsewhere install Python from"
                " python.org, then start Stepwise again."
            )
        raise self._refusal("Making the folder .venv failed", words, "delete that folder, then start again")

    def _install(self, requirements: "tuple[str, ...]") -> None:
        say("  installing what is required ...")
        for outdated in self.folder.glob("*.stamp"):
            outdated.unlink()
        # What serves the tests serves the app as well.
        parts = [requirements[:count] for count in range(1, len(requirements) + 1)]
        stamps = {self._stamp(part): self._fingerprint(part) for part in parts}
        command = [str(self.python), "-m", "pip", "install", "--quiet", "--no-input"]
        command += ["--disable-pip-version-check", "--log", str(self.log)]
        for name in requirements:
            command += ["-r", str(self.project / name)]
        code, words = _attempt(command)
        if code != 0:
            remedy = "check that this computer reaches the internet, then start again"
            raise self._refusal("Installing what Stepwise needs failed", words, remedy)
        for stamp, fingerprint in stamps.items():
            stamp.write_text(fingerprint)

    def _refusal(self, what: str, words: str, remedy: str) -> Refused:
        denied = re.search(r"\[(?:Errno (?:13|28|30)|WinError 5)\] ([^:'\n]+)", words)
        if denied:
            return Refused(not_writable(self.folder, denied.group(1)))
        lines = [line.strip() for line in words.splitlines() if line.strip()]
        told = [line for line in lines if line.lower().startswith("error")] or lines or ["no reason given"]
        reason = re.sub(r"^error:\s*", "", told[-1], flags=re.IGNORECASE).rstrip(".")
        details = f" (the details are in {self.log})" if self.log.exists() else ""
        return Refused(f"{what} with “{reason}”: {remedy}{details}.")


def _attempt(command: "list[str]") -> "tuple[int, str]":
    """Run a command unseen; its exit code and all it said."""
    run = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return run.returncode, run.stdout.decode("utf-8", "replace")


def not_writable(place: "str | Path", reason: str) -> str:
    """The sentence about a place that the computer does not let this user write to."""
    return (
        f"Stepwise cannot write to {place} ({reason}): move Stepwise into a folder of your own"
        " on a disk with room, then start again."
    )


def python_with(requirements: "tuple[str, ...]") -> str:
    """The Python that runs everything else: the one named in STEPWISE_PYTHON, or that of .venv."""
    named = os.environ.get("STEPWISE_PYTHON")
    if not named:
        # Inside an environment sys.executable may be the very .venv that is to be made anew.
        base = getattr(sys, "_base_executable", None) or sys.executable
        return Environment(PROJECT, base).prepare(requirements)
    found = shutil.which(named)
    if not found:
        raise Refused(f"STEPWISE_PYTHON names {named}, which is no program: name a Python, or unset it.")
    return str(Path(found).absolute())


def hand_over(command: "list[str]", folder: "Path | None" = None, **variables: str) -> int:
    """Become this command, as far as the system can: its output, signals and exit code are ours."""
    # Sheets and answers hold more than ASCII, whatever the console's own encoding is.
    surroundings = {"PYTHONUTF8": "1", **LEAN, **os.environ, **variables}
    if os.name != "nt":
        sys.stdout.flush()
        os.chdir(folder or ".")
        try:
            os.execve(command[0], command, surroundings)
        except OSError as error:
            raise Refused(
                f"{command[0]} cannot be run ({error.strerror}): delete the folder .venv,"
                " or name another Python in STEPWISE_PYTHON, then start again."
            ) from None
    child = subprocess.Popen(command, cwd=folder, env=surroundings)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:  # the child got the same Ctrl-C and is closing
            continue


def is_free(port: int) -> bool:
    """Whether a server on this computer could listen at this port now."""
    with socket.socket() as probe:
        if os.name != "nt":  # as the server does: a port closed a moment ago counts as free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("localhost", port))
        except OSError:
            return False
    return True


def next_free_port() -> int:
    """The first port from 8501 up that nobody uses."""
    return next((port for port in range(USUAL_PORT, USUAL_PORT + 100) if is_free(port)), USUAL_PORT)


def wanted_port(words: str) -> int:
    """The port that the user asks for, if it can be had."""
    port = int(words) if words.isdecimal() else 0
    if not 1 <= port <= 65535:
        raise Refused(f"--port takes a number from 1 to 65535, found “{words}”: try `--port {USUAL_PORT}`.")
    if not is_free(port):
        raise Refused(
            f"Port {port} is taken, perhaps by a Stepwise that still runs, or not allowed to you:"
            f" end that program, or try `--port {next_free_port()}`."
        )
    return port


def start(arguments: "list[str]") -> int:
    """Start the app; the browser opens by itself where there is one."""
    port, options = 0, ["--server.headless=true"] if os.environ.get("CI") else []
    for_streamlit: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            for_streamlit = list(words)
        elif word == "--no-browser":
            options = ["--server.headless=true"]
        elif word == "--port":
            port = wanted_port(next(words, ""))
        elif word.startswith("--port="):
            port = wanted_port(word[len("--port=") :])
        else:
            raise Refused(f"Stepwise does not know {word}: `python3 run.py help` shows what it knows.")
    set_up = [word for word in for_streamlit if word.startswith("--server.")]
    set_up += [name for name in os.environ if name.startswith("STREAMLIT_SERVER_")]
    # Where only the user's own browser reaches the app, it may read files that the user names by their path.
    local = {} if options or set_up else {"STEPWISE_LOCAL_FILES": "1"}
    if any(word.startswith("--server.") for word in for_streamlit) or "STREAMLIT_SERVER_PORT" in os.environ:
        own_address = False  # whoever sets up the server is told by Streamlit where it listens
    else:
        own_address = True
        port = port or next_free_port()
        options += ["--logger.hideWelcomeMessage=true", "--logger.level=warning"]
    if port:
        options.append(f"--server.port={port}")
    python = python_with(FOR_THE_APP)
    if own_address:
        say(f"Stepwise is at http://localhost:{port} (Ctrl-C ends it)")
    return hand_over([python, "-m", "streamlit", "run", "app.py", *options, *for_streamlit], PROJECT, **local)


def test(arguments: "list[str]") -> int:
    """Run the tests; pytest's exit code."""
    return hand_over([python_with(FOR_THE_TESTS), "-m", "pytest", *arguments], PROJECT)


def check() -> int:
    """Look over style and types of the code; 1 where any of the tools finds something."""
    python = python_with(FOR_THE_TESTS)
    failed = 0
    for tool in CHECKS:
        say("$ " + " ".join(tool))
        failed += subprocess.call([python, "-m", *tool], cwd=str(PROJECT)) != 0
    return min(failed, 1)


def brief(arguments: "list[str]") -> int:
    """Print the answers for some sheets. File names count from where the user stands, so the folder
    stays, and what lies there (-P) cannot stand in for a module of ours."""
    known = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(PROJECT), known] if known else [str(PROJECT)])
    return hand_over([python_with(FOR_THE_APP), "-P", "-m", "core.brief", *arguments], PYTHONPATH=path)


def unknown(word: str) -> Refused:
    """The sentence about a command that there is none of, with the one that was probably meant."""
    import difflib

    near = difflib.get_close_matches(word.lower(), COMMANDS, n=1, cutoff=0.5)
    meant = f"brief {word}" if Path(word).is_file() else near[0] if near else "help"
    return Refused(f"Stepwise has no command “{word}”: did you mean `python3 run.py {meant}`?")


def main(arguments: "list[str]") -> int:
    """Do what the command line asks; the exit code, 1 where it was refused."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    try:
        if command in ("help", "-h", "--help"):
            print(USAGE, end="")
            return 0
        if command in ("test", "brief"):
            return (test if command == "test" else brief)(rest)
        if command == "check":
            return check()
        if command and not command.startswith("-"):
            raise unknown(command)
        return start(arguments)
    except Refused as refusal:
        say(str(refusal))
        return 1
    except OSError as error:
        say(not_writable(error.filename or PROJECT, error.strerror or str(error)))
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
