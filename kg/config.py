"""kg.toml: options of the command line that a project keeps in a file.

Keys of the file's top level are options of every command that has them; a table named like a command holds that
command's own:

    store = "talks.store"
    [ingest]
    authority = ["my-authority"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from kg.errors import InputError

DEFAULT = "kg.toml"


def read(path: Path) -> dict[str, Any]:
    """The options in `path`. Raises InputError when it cannot be read or is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}: name a readable file with --config") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: no valid TOML: {error}") from error


def options_for(command: str, known: Collection[str], found: dict[str, Any], where: Path) -> dict[str, Any]:
    """Options of one command: the shared ones that it knows, and its own table, whose keys it must know."""
    shared = {name: value for name, value in found.items() if not isinstance(value, dict) and name in known}
    own = found.get(command, {})
    unknown = sorted(set(own) - set(known))
    if unknown:
        raise InputError(f"{where}: [{command}] has no option {', '.join(unknown)}: it has {', '.join(sorted(known))}")
    return {**shared, **own}
