"""What is kept: one DuckDB file a workspace, and beside them a note of which was used last.

Only this room opens database connections. Files, their rows, the user's changes and settings each
have a module; all take the `Workspace` first.
"""

from core.store.workspace import Workspace

__all__ = ["Workspace"]
