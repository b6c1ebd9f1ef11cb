"""What a check found, as lines for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from kg.framecheck import Checked, Coverage


def as_text(found: Checked, *, quiet: bool = False, verbose: bool = False) -> Iterator[str]:
    """Problems and failures, each with file and line, then counts; `verbose` names the entries without example."""
    yield from map(str, found.problems)
    for f in found.failures:
        yield f"{f.file}, line {f.line}: {f.entry}: {f.sentence}"
        yield f"    wanted {f.wanted}"
        yield f"    got    {f.got}"
    if quiet:
        return
    for covered in found.coverage:
        yield from _covered(covered, verbose)
    wrong, failed = len(found.problems), len(found.failures)
    yield f"{found.examples} examples, {failed} of them {'fails' if failed == 1 else 'fail'}; " + (
        f"{wrong} malformed row{'' if wrong == 1 else 's'}"
    )


def _covered(covered: Coverage, verbose: bool) -> Iterator[str]:
    shown = covered.entries - len(covered.without)
    yield f"{covered.file}: {shown} of {covered.entries} entries have an example"
    if verbose:
        yield from (f"    {entry}" for entry in covered.without)


def as_json(found: Checked) -> str:
    """The whole of it as one object."""
    return json.dumps({"sound": found.sound, **asdict(found)}, ensure_ascii=False, indent=1)
