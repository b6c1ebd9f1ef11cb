"""Small hand-made reports on invented talks, for the data sets: who mediates, hosts, visits, and who says it twice."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from kg.export.datasets import write_dataset
from kg.ingest.claims import ArticleClaims, Claim, Event, Evidence, Meeting, RoleSpan
from kg.ingest.model import Article, DateValue, Entity, OffsetMap
from kg.store import Store
from tests.claims_fixture import ARVENIA, HALDEN, KESTRIA, NORLAND, OLLIN, SEEHOF, SESTAK, UNION
from tests.fixture_store import filled

DAY = DateValue("2030-06-01", "day")
ENVOY = Entity("person/signe-dahl", "person", "Signe Dahl", True, country="NLD", sector="GOV", side="state/nl2")
GUEST = Entity("person/ilse-varga", "person", "Ilse Varga", True, country="ARV", sector="GOV", side="state/av")
ISLE = Entity("venue/isle-pavilion", "venue", "Isle Pavilion", True, within="place/halden-nl2")
KNOWN = (ARVENIA, KESTRIA, NORLAND, SESTAK, OLLIN, ENVOY, GUEST, UNION, HALDEN, SEEHOF, ISLE)
A, K, N, U, DAHL, VARGA = (entity.key for entity in (ARVENIA, KESTRIA, NORLAND, UNION, ENVOY, GUEST))
SENTENCE = "Signe Dahl of Norland mediated between Arvenia and Kestria; both met."


def proof() -> tuple[Evidence, ...]:
    """The one sentence of each report."""
    return (Evidence(0, 0, len(SENTENCE), SENTENCE, (RoleSpan("trigger", 22, 30),)),)


def act(name: str, agents: Iterable[str] = (), targets: Iterable[str] = (), **more: Any) -> Event:
    """An act, asserted and undated unless `more` says otherwise."""
    kind = more.pop("type", "CONSULT")
    identifier = more.pop("id", f"e0-{name}-0")
    sides = {"agents": tuple(agents), "targets": tuple(targets)}
    return Event(id=identifier, evidence=proof(), type=kind, act=name, **sides, **more)


def talks(**more: Any) -> Meeting:
    """Talks of Arvenia and Kestria in Halden on the day."""
    fields: dict[str, Any] = {"id": "m0", "date": DAY, "label": "Halden talks", "place": HALDEN.key}
    fields |= {"parties": (A, K), "participants": (A, K)}
    return Meeting(evidence=proof(), **(fields | more))


def report(name: str, *claims: Claim, **article: Any) -> ArticleClaims:
    """A report of one sentence with these meetings and events."""
    fields: dict[str, Any] = {"source": name, "title": f"Report {name}", "date": DAY, "publisher": "Northern Wire"}
    offsets = OffsetMap((0,), (0,))
    text = Article(key=name, source_text=SENTENCE, text=SENTENCE, offsets=offsets, **(fields | article))
    mentions = tuple(
        (entity.key, Evidence(0, 0, len(SENTENCE), SENTENCE, (RoleSpan("mention", 0, 5),))) for entity in KNOWN
    )
    return ArticleClaims(
        article=text,
        sentences=1,
        words=10,
        entities=KNOWN,
        mentions=mentions,
        meetings=tuple(claim for claim in claims if isinstance(claim, Meeting)),
        events=tuple(claim for claim in claims if isinstance(claim, Event)),
        extractor_version="0.1.0",
    )


Row = dict[str, str]


def rows(form: str, articles: Iterable[ArticleClaims], evidence: str = "full") -> list[Row]:
    """Rows of a data set of some articles, as csv reads them."""
    with filled("memory:", articles) as store:
        return read(store, form, evidence)


def read(store: Store, form: str, evidence: str = "full") -> list[Row]:
    """Rows of a data set of a store, as csv reads them."""
    return list(csv.DictReader(io.StringIO(written(store, form, evidence), newline=""), strict=True))


def written(store: Store, form: str, evidence: str = "full") -> str:
    """A data set of a store."""
    out = io.StringIO()
    write_dataset(store, form, evidence, out)
    return out.getvalue()


def picked(row: Row, names: str) -> tuple[str, ...]:
    """Cells of a row by the names of their columns."""
    return tuple(row[name] for name in names.split())
