"""Keeps what a service has answered, by service and question, so that nothing is asked twice."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from kg.errors import InputError

Query = Mapping[str, Any]


def default_folder() -> Path:
    """parley-kg/reconcile in the user's cache folder (XDG_CACHE_HOME, else ~/.cache)."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else Path.home() / ".cache") / "parley-kg" / "reconcile"


class Cache:
    """Answers of the service at `url`, one file each, in `folder`. With `refresh` what is there is not read."""

    def __init__(self, folder: Path, url: str, *, refresh: bool = False) -> None:
        self._folder = folder
        self._url = url
        self._refresh = refresh

    def get(self, query: Query) -> Any:
        """The answer to `query`; None if there is none that can be read."""
        if self._refresh:
            return None
        try:
            found = json.loads(self._path(query).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        asked = isinstance(found, dict) and (found.get("service"), found.get("query")) == (self._url, dict(query))
        return found.get("result") if asked else None

    def put(self, query: Query, result: Any) -> None:
        """Keep an answer. InputError if it cannot be written."""
        path = self._path(query)
        kept = {"service": self._url, "query": dict(query), "result": result}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("w", dir=path.parent, suffix=".part", encoding="utf-8", delete=False) as out:
                out.write(json.dumps(kept, ensure_ascii=True, sort_keys=True))
            os.replace(out.name, path)
        except OSError as error:
            raise InputError(
                f"{self._folder} cannot be written: {error.strerror}: name a folder with --cache"
            ) from error

    def _path(self, query: Query) -> Path:
        text = json.dumps([self._url, dict(query)], sort_keys=True)
        name = hashlib.sha256(text.encode()).hexdigest()
        return self._folder / name[:2] / f"{name}.json"
