"""python -m docs.generate [--check]"""

from __future__ import annotations

import sys

from docs.generate import stale, write


def main(arguments: list[str]) -> int:
    """Write the generated pages; with --check name the stale ones and fail where there are any."""
    if arguments not in ([], ["--check"]):
        print("python -m docs.generate [--check]", file=sys.stderr)
        return 2
    if not arguments:
        for path in write():
            print(f"docs/{path}")
        return 0
    old = stale()
    for path in old:
        print(f"docs/{path} is stale: run `python -m docs.generate`")
    return 1 if old else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
