"""Which workspace was used last, remembered beside them; so the next start goes on where this one ended."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from core.store.workspaces import listed

_NAME = "last-used.json"


def remember_used(start: Path, path: Path) -> None:
    """A Stepwise that starts with the file `start` shall go on with the workspace in `path`.

    It is no harm where this cannot be written: the next start begins with `start`.
    """
    known = _known(start.parent)
    if known.get(start.name, start.name) == path.name or path.parent != start.parent:
        return
    known[start.name] = path.name
    written = start.with_name(f"{_NAME}.new")
    with suppress(OSError):
        written.write_text(json.dumps(known, ensure_ascii=False, indent=1), "utf-8")
        written.replace(start.with_name(_NAME))


def to_go_on_with(start: Path) -> Path:
    """The workspace that was used last, where it is still there; else `start`, made or not.

    Where `start` was renamed or deleted, and the last one too, it is the one that changed last.
    """
    last = _known(start.parent).get(start.name)
    if last is None:
        return start
    for path in (start.with_name(last), start):
        if path.is_file():
            return path
    left = sorted(listed(start.parent), key=lambda one: one.changed)
    return left[-1].path if left else start


def _known(folder: Path) -> dict[str, str]:
    """The last one by the name of the file that was started with."""
    try:
        known = json.loads((folder / _NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    # A name alone: a path in it would lead out of the folder.
    return {name: last for name, last in known.items() if isinstance(last, str) and Path(last).name == last}
