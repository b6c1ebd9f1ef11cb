"""Runs: a store is brought up to date with documents, failures are accounted for, order and chance change nothing."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.errors import InputError, StoreError
from kg.ingest.pipeline import Pipeline, Settings
from kg.runs import Account, RunOptions, ingest
from kg.store import Store, column, open_store
from kg.validate import check_store

TALKS = (
    "Oman and Iran held talks in Muscat on May 3, 2025. Iran rejected the Omani proposal for a ceasefire, Oman said."
)
ACCORD = "Chad accused Sudan of attacks along the border. The two countries signed a ceasefire in Doha on May 4, 2025."
CHANGED = (
    "Oman and Iran held talks in Muscat on May 3, 2025. Iran accepted the Omani proposal for a ceasefire, Oman said."
)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:") as opened:
        yield opened


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    (tmp_path / "accord.txt").write_text(ACCORD, encoding="utf-8")
    return tmp_path


def acts(store: Store) -> list[str]:
    query = "PREFIX neg: <https://w3id.org/parley/ontology#> SELECT ?a { ?e neg:act ?a } ORDER BY ?a"
    return [str(value).rsplit("/", 1)[1] for value in column(store.query(query), "a")]


def run(store: Store, pipeline: Pipeline, *sources: Path | str, **options: object) -> Account:
    return ingest([str(s) for s in sources], store, pipeline, options=RunOptions(**options))  # type: ignore[arg-type]


# new, unchanged, changed


def test_new_articles_are_written(store: Store, pipeline: Pipeline, reports: Path) -> None:
    account = run(store, pipeline, reports)
    assert (account.written, account.unchanged, account.failures) == (2, 0, [])
    assert account.claims["meetings"] >= 1
    assert account.claims["statements"] >= 1
    assert {"accuse", "meet", "reject", "sign"} <= set(acts(store))


def test_unchanged_articles_are_skipped(store: Store, pipeline: Pipeline, reports: Path) -> None:
    run(store, pipeline, reports)
    before = sorted(store.quads())
    account = run(store, pipeline, reports)
    assert (account.written, account.unchanged) == (0, 2)
    assert sorted(store.quads()) == before


def test_force_extracts_again(store: Store, pipeline: Pipeline, reports: Path) -> None:
    run(store, pipeline, reports)
    before = sorted(store.quads())
    account = run(store, pipeline, reports, force=True)
    assert (account.written, account.unchanged) == (2, 0)
    assert sorted(store.quads()) == before


def test_a_changed_article_replaces_what_it_said(store: Store, pipeline: Pipeline, reports: Path) -> None:
    run(store, pipeline, reports)
    (reports / "talks.txt").write_text(CHANGED, encoding="utf-8")
    account = run(store, pipeline, reports)
    assert (account.written, account.unchanged) == (1, 1)
    assert "reject" not in acts(store)
    assert "accept" in acts(store)
    assert len(store.log()) == 2


def test_a_changed_article_leaves_nothing_of_itself(store: Store, pipeline: Pipeline, reports: Path) -> None:
    run(store, pipeline, reports)
    (reports / "talks.txt").write_text(CHANGED, encoding="utf-8")
    run(store, pipeline, reports)
    with open_store("memory:") as fresh:
        run(fresh, pipeline, reports)
        assert sorted(store.quads()) == sorted(fresh.quads())


def test_another_program_version_extracts_again(store: Store, pipeline: Pipeline, reports: Path) -> None:
    run(store, pipeline, reports)
    (reports / "frames").mkdir()
    (reports / "frames" / "cues.csv").write_text("cue,kind\nburble,say\n", encoding="utf-8")
    other = Pipeline(Settings(frames=(reports / "frames",)))
    other._analyzer = pipeline.analyzer  # loaded once for all tests
    account = run(store, other, reports / "talks.txt", reports / "accord.txt")
    assert (account.written, account.unchanged) == (2, 0)


def test_a_date_for_articles_without_one_makes_them_other_articles(
    store: Store, pipeline: Pipeline, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Oman and Iran held talks in Muscat yesterday.", encoding="utf-8")
    run(store, pipeline, tmp_path)
    account = run(store, pipeline, tmp_path, date="2025-05-04")
    assert (account.written, account.unchanged) == (1, 0)
    assert "2025-05-03" in "\n".join(store.quads())
    assert run(store, pipeline, tmp_path, date="2025-05-04").unchanged == 1


# failures


def test_what_cannot_be_read_is_accounted_for_and_the_rest_goes_on(
    store: Store, pipeline: Pipeline, reports: Path
) -> None:
    (reports / "b-empty.txt").write_text("", encoding="utf-8")
    (reports / "c-german.txt").write_text(
        "Die beiden Minister trafen sich gestern zu Gesprächen, ohne sich auf eine gemeinsame Erklärung zu einigen.",
        encoding="utf-8",
    )
    account = run(store, pipeline, reports, reports / "nowhere.txt")
    assert account.written == 2
    assert len(account.failures) == 3
    for name in ("b-empty.txt", "c-german.txt", "nowhere.txt"):
        assert any(name in line for line in account.failures)
    assert len(store.log()) == 2


def test_the_second_article_with_a_url_is_a_failure(store: Store, pipeline: Pipeline, reports: Path) -> None:
    front = "---\nurl: https://example.org/one\n---\n"
    for name, text in (("a.txt", TALKS), ("b.txt", ACCORD)):
        (reports / name).write_text(front + text, encoding="utf-8")
    account = run(store, pipeline, reports)
    assert account.written == 3
    assert account.failures == [
        f"{reports / 'b.txt'}: same url as {reports / 'a.txt'}, which is kept: leave one of them out"
    ]


def test_progress_tells_what_is_done(store: Store, pipeline: Pipeline, reports: Path) -> None:
    seen: list[tuple[str, str]] = []
    run(store, pipeline, reports / "talks.txt")
    (reports / "empty.txt").write_text("", encoding="utf-8")
    ingest([str(reports)], store, pipeline, progress=lambda done, source: seen.append((done, Path(source).name)))
    assert {done for done, _ in seen} == {"written", "unchanged", "failed"}
    assert ("unchanged", "talks.txt") in seen


def test_standard_input_is_an_article(store: Store, pipeline: Pipeline) -> None:
    account = run(store, pipeline, "-", stdin=io.BytesIO(TALKS.encode()))
    assert account.written == 1


# the base of all IRIs


@pytest.mark.parametrize(
    "base",
    ["not an iri> ", "/id/", "id", "https://example.org/id", "https://exa mple.org/", "https://example.org/<id>/"],
)
def test_a_base_that_cannot_begin_iris_is_refused(base: str) -> None:
    with pytest.raises(InputError, match=r"--base .*: an absolute IRI that ends in / or #"):
        RunOptions(base=base)


@pytest.mark.parametrize("base", ["https://example.org/id/", "https://example.org/talks#", "urn:talks:/"])
def test_a_base_begins_the_articles(store: Store, pipeline: Pipeline, reports: Path, base: str) -> None:
    run(store, pipeline, reports / "talks.txt", base=base)
    assert [iri.startswith(f"{base}article/") for iri in store.log()] == [True]
    assert run(store, pipeline, reports / "talks.txt", base=base).unchanged == 1


def test_a_store_keeps_its_base(store: Store, pipeline: Pipeline, reports: Path) -> None:
    run(store, pipeline, reports / "talks.txt", base="https://example.org/id/")
    before = sorted(store.quads())
    with pytest.raises(StoreError, match=r"was written with --base https://example.org/id/, not https://w3id"):
        run(store, pipeline, reports)
    assert sorted(store.quads()) == before


# the same graph


def test_the_order_of_sources_changes_nothing(pipeline: Pipeline, reports: Path) -> None:
    found = []
    for names in (("talks.txt", "accord.txt"), ("accord.txt", "talks.txt")):
        with open_store("memory:") as opened:
            run(opened, pipeline, *(reports / name for name in names))
            found.append(sorted(opened.quads()))
    assert found[0] == found[1]
    assert len(found[0]) > 200


def test_what_is_ingested_is_valid(store: Store, pipeline: Pipeline, reports: Path) -> None:
    run(store, pipeline, reports)
    assert list(check_store(store)) == []


def kg(folder: Path, seed: str, *arguments: str) -> None:
    root = Path(__file__).parent.parent
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
    subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=folder, env=environment, check=True, timeout=120)


def test_chance_changes_nothing(reports: Path) -> None:
    """The same bytes come out whatever order Python's sets and dictionaries of strings have."""
    for seed in ("1", "2"):
        kg(reports, seed, "ingest", "talks.txt", "accord.txt", "--store", f"{seed}.store", "--quiet")
        kg(reports, seed, "export", "-o", f"{seed}.ttl", "--format", "turtle", "--store", f"{seed}.store", "--quiet")
    assert (reports / "1.ttl").read_bytes() == (reports / "2.ttl").read_bytes()
    assert b"reject" in (reports / "1.ttl").read_bytes()


# the command


def command(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments])


def test_a_bad_file_among_good_ones_is_exit_code_1(reports: Path) -> None:
    (reports / "empty.txt").write_text("", encoding="utf-8")
    done = command("ingest", reports, "--store", reports / "talks.store")
    assert done.exit_code == 1
    assert "2 articles written, 0 unchanged, 1 could not be read" in done.stdout
    assert "failed: " in done.stderr
    assert "empty.txt" in done.stderr
    with open_store(str(reports / "talks.store")) as opened:
        assert len(opened.log()) == 2


def test_ingest_and_retract(reports: Path) -> None:
    there = reports / "talks.store"
    done = command("ingest", reports / "talks.txt", "--store", there)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "1 article written, 0 unchanged: " in done.stdout
    assert " events, " in done.stdout
    gone = command("retract", reports / "talks.txt", "--store", there)
    assert gone.exit_code == 0
    assert gone.stdout.startswith("retracted: ")
    with open_store(str(there)) as opened:
        assert opened.log() == {}
        assert acts(opened) == []


def test_an_article_without_claims_is_counted_and_memory_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "song.txt").write_text("The weather was mild and the birds sang all through the day.", encoding="utf-8")
    done = command("ingest", tmp_path, "--store", "memory:")
    assert done.stdout.splitlines() == [
        "1 article written, 1 without claims, 0 unchanged: memory:",
        "  0 events, 0 meetings, 0 proposals, 0 agreements, 0 handovers, 0 statements, 0 attributions",
        "  memory: keeps nothing when the command ends; name a folder with --store",
    ]


def test_quiet_prints_errors_only(reports: Path) -> None:
    (reports / "empty.txt").write_text("", encoding="utf-8")
    done = command("ingest", reports, "--store", reports / "talks.store", "--quiet")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "empty.txt" in done.stderr
