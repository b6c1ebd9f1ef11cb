"""kg.toml and the options that all commands share."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.config import options_for, read
from kg.errors import InputError


def test_own_table_wins_over_shared_options() -> None:
    found = {"store": "a", "format": "csv", "other": 1, "table": {"store": "b"}, "query": {"store": "c"}}
    assert options_for("table", ["store", "format"], found, Path("kg.toml")) == {"store": "b", "format": "csv"}


@pytest.mark.parametrize(
    ("content", "message"),
    [("store = ", "no valid TOML"), ("[status]\ncolour = 1", r"\[status\] has no option colour")],
)
def test_a_wrong_file_is_a_clear_error(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "kg.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        options_for("status", ["store"], read(path), path)


def test_a_missing_file_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--config"):
        read(tmp_path / "none.toml")


def test_the_store_of_the_file_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kg.toml").write_text('store = "talks.store"\n', encoding="utf-8")
    Path("report.txt").write_text("Iran and the United States met in Muscat on 12 April 2025.\n", encoding="utf-8")
    runner = CliRunner()
    assert runner.invoke(cli, ["ingest", "report.txt", "--quiet"], catch_exceptions=False).exit_code == 0
    assert Path("talks.store").is_dir()
    verbose = runner.invoke(cli, ["status", "--verbose"], catch_exceptions=False)
    assert "talks.store" in verbose.output
    assert "kg status:" in verbose.output
