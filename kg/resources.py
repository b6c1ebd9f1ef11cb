"""Where the files that ship with kg lie: in the wheel under kg/, in a checkout beside it."""

from __future__ import annotations

from pathlib import Path

from kg.errors import ParleyError

_PACKAGE = Path(__file__).resolve().parent


def shipped(*parts: str) -> Path:
    """Path of a shipped file or folder, such as shipped("data", "authority") or shipped("queries")."""
    for root in (_PACKAGE, _PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise ParleyError(f"{'/'.join(parts)} is missing from the installation: reinstall parley-kg")
