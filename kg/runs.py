"""A run: documents in, the store brought up to date, and an account of what was done and what could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import InputError, SkippedFiles, StoreError, UnreadableDocument
from kg.ingest import documents
from kg.ingest.articles import clean
from kg.ingest.claims import ArticleClaims
from kg.ingest.model import Article
from kg.ingest.pipeline import Pipeline
from kg.schema.terms import BASE
from kg.store.base import find_article
from kg.world.relinking import relink

if TYPE_CHECKING:
    from kg.store import LogRecord, Store

_KINDS = ("events", "meetings", "proposals", "agreements", "handovers", "statements", "attributions")
Progress = Callable[[str, str], None]  # what was done (written, unchanged, failed), source


@dataclass
class Account:
    """What a run did. `failures` are one line each; `claims` counts the claims written by kind, `drops` by reason.

    `without_claims` of the `written` articles say nothing that was understood.
    """

    written: int = 0
    without_claims: int = 0
    unchanged: int = 0
    failures: list[str] = field(default_factory=list)
    claims: dict[str, int] = field(default_factory=dict)
    drops: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run goes: `date` dates articles that have none, `force` extracts unchanged ones again.

    `base` begins the IRIs of all nodes; InputError if no IRI can begin with it.
    """

    date: str | None = None
    force: bool = False
    base: str = BASE
    stdin: BinaryIO | None = None

    def __post_init__(self) -> None:
        if self.base != BASE and not _can_begin_iris(self.base):
            raise InputError(
                f"--base {self.base!r}: an absolute IRI that ends in / or # is wanted, as in https://example.org/id/"
            )


def ingest(
    sources: Sequence[str],
    store: Store,
    pipeline: Pipeline,
    *,
    options: RunOptions = RunOptions(),
    progress: Progress = lambda done, source: None,
) -> Account:
    """Bring `store` up to date with `sources`: new articles are added, changed ones replaced, unchanged ones skipped.

    A document that cannot be read is a line in the account and the rest goes on; each article is one atomic update, and
    so are the links across articles, which are made at the end. Raises StoreError if the articles in the store have
    another base.
    """
    account = Account()
    log = store.log()
    _check_base(store.url, log, options.base)
    try:
        for claims in pipeline.run(_fresh(sources, log, pipeline, options, account, progress)):
            _write(claims, store, options.base)
            _count(claims, account)
            progress("written", claims.article.source)
    finally:
        relink(store)
    return account


def retract(names: Sequence[str], store: Store, done: Callable[[str], None] = lambda name: None) -> None:
    """Take articles out of `store`, with all that came from them alone, and link the others anew.

    `names` are as `find_article` takes them; each is one atomic update. Raises NotFound for the first that the store
    does not hold: those before it are gone, and the links are in order.
    """
    try:
        for name in names:
            store.retract(find_article(store, name))
            done(name)
    finally:
        relink(store)


def _can_begin_iris(base: str) -> bool:
    from pyoxigraph import NamedNode

    try:
        NamedNode(base)
    except ValueError:
        return False
    return base.endswith(("/", "#")) and base.isprintable()


def _check_base(url: str, log: Iterable[str], base: str) -> None:
    """Refuse a base that the articles of the log do not stand under: their ids would mean two things."""
    for iri in log:
        found = iri.rpartition("article/")[0]
        if found != base:
            raise StoreError(
                f"{url} was written with --base {found}, not {base}: give that one or name another --store"
            )


def _fresh(
    sources: Sequence[str],
    log: dict[str, LogRecord],
    pipeline: Pipeline,
    options: RunOptions,
    account: Account,
    progress: Progress,
) -> Iterator[Article]:
    """Articles that the store does not hold as they are; failures and skips go to the account."""
    read: dict[str, str] = {}  # where the article with a key stood
    for document in documents.read(sources, stdin=options.stdin):
        try:
            if isinstance(document, UnreadableDocument):
                raise document
            article = clean(document, date=options.date, lexicon=pipeline.lexicon)
            _check_key(article, read)
        except UnreadableDocument as error:
            if not isinstance(error, SkippedFiles):
                account.failures.append(str(error))
            progress("failed", str(error))
            continue
        if not options.force and _known(article, log, pipeline.fingerprint, options.base):
            account.unchanged += 1
            progress("unchanged", article.source)
        else:
            yield article


def _check_key(article: Article, read: dict[str, str]) -> None:
    """UnreadableDocument for a second article with one key: it would replace the first."""
    first = read.get(article.key)
    read.setdefault(article.key, article.source)
    if first is not None:
        what = "url" if article.key == article.url else "text" if article.source == "-" else "name"
        raise UnreadableDocument(article.source, f"same {what} as {first}, which is kept: leave one of them out")


def text_hash(article: Article) -> str:
    """Hash of all of an article that decides its claims."""
    parts = (article.source_text, article.text, str(article.date), article.title or "", article.publisher or "")
    return hashlib.sha256("\x1f".join((*parts, article.source)).encode()).hexdigest()[:32]


def _known(article: Article, log: dict[str, LogRecord], fingerprint: str, base: str) -> bool:
    from kg.ingest.triples import article_iri

    record = log.get(str(article_iri(article.key, base)))
    return record is not None and (record.text_hash, record.fingerprint) == (text_hash(article), fingerprint)


def _write(claims: ArticleClaims, store: Store, base: str) -> None:
    from kg import __version__
    from kg.ingest.triples import article_iri, graphs
    from kg.store import LogRecord

    article = claims.article
    record = LogRecord(
        key=article.key, text_hash=text_hash(article), fingerprint=claims.fingerprint, program=__version__,
        drops=claims.drops,
    )  # fmt: skip
    store.replace(str(article_iri(article.key, base)), graphs(claims, base), record)


def _count(claims: ArticleClaims, account: Account) -> None:
    account.written += 1
    numbers = {kind: len(getattr(claims, kind)) for kind in _KINDS}
    account.without_claims += not any(numbers.values())
    for kind, number in numbers.items():
        account.claims[kind] = account.claims.get(kind, 0) + number
    for reason, number in claims.drops:
        account.drops[reason] = account.drops.get(reason, 0) + number
