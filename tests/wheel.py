"""Checks a built wheel away from the checkout: `python tests/wheel.py dist`. It is complete, and kg runs from it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("data/articles", "data/authority", "data/frames", "data/geography", "queries")
PROBE = """
import kg, sys
from kg.resources import shipped
from pathlib import Path
home = Path(kg.__file__).parent
assert home.is_relative_to(sys.argv[1]), f"kg was imported from {home}"
for part in ("data/articles", "data/authority", "data/frames", "data/geography", "queries"):
    assert shipped(*part.split("/")).is_relative_to(home), part
"""


def wanted() -> set[str]:
    """Paths in the wheel of all that is tracked under `SHIPPED`, and of the package's modules."""
    listing = ["git", "-C", str(ROOT), "ls-files", "--", "kg", *SHIPPED]
    names = subprocess.run(listing, capture_output=True, text=True, check=True).stdout.splitlines()
    return {name if name.startswith("kg/") else f"kg/{name}" for name in names}


def check_contents(wheel: Path) -> None:
    """AssertionError unless the wheel holds every shipped file, the licence, and nothing of the tests."""
    names = set(ZipFile(wheel).namelist())
    missing = sorted(wanted() - names)
    assert not missing, f"missing from {wheel.name}: {missing}"
    assert any(name.endswith("/licenses/LICENSE") for name in names), "no licence"
    stray = sorted(name for name in names if not name.startswith(("kg/", "parley_kg-")))
    assert not stray, f"not of the package: {stray}"


def check_running(wheel: Path) -> None:
    """Unpack the wheel into an empty folder and run kg there, away from the checkout."""
    with tempfile.TemporaryDirectory() as folder:
        ZipFile(wheel).extractall(folder)
        run = [sys.executable, "-c", f"import sys; sys.path.insert(0, {folder!r})\n{PROBE}", folder]
        subprocess.run(run, cwd=folder, check=True)
        for arguments in (["--version"], ["--help"]):
            subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Check the one wheel in the folder that the command line names."""
    (wheel,) = Path(sys.argv[1]).glob("*.whl")
    check_contents(wheel)
    check_running(wheel)
    print(f"{wheel.name}: {len(ZipFile(wheel).namelist())} files, complete, runs outside the checkout")


if __name__ == "__main__":
    main()
