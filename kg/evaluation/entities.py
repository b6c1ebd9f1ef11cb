"""Canonical names: whether the actors and places that people linked to an encyclopedia come out under its title.

A title is found when an entity of the article has it as label, after folding and without what tells namesakes apart
("Fatah (movement)", "Michael Martin, Baron Martin of Springburn"), or when the authority knows it as an alias of that
entity. "Government of Israel" is Israel, for Parley's governments are their states. Two files differ in what is asked:

- with topics (short dated reports, first mentions marked): mentions written as names. Those whose title names an
  office, an event, a text or another thing that is neither actor nor place are scored apart, by the words of the title;
- with salience: the titles that three readers in three held to be what the article is about (salience 3), as far as
  kinds.csv, typed by hand, calls them person, organization or state.

Identity is B-cubed over the marked mentions of the reports of one topic: marked clusters share a title (U.S. and United
States are one, as the authority reads them), found ones an entity; a mention that is not found is alone. Entities that
only one article knows count as different in each article.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.evaluation.gold import GoldFile, Row
from kg.evaluation.matching import Span
from kg.evaluation.naming import Names, folded, without_brackets
from kg.evaluation.scores import Measure, Mistake, Scored, share
from kg.evaluation.texts import as_article, as_sentence, claims
from kg.ingest.claims import ArticleClaims
from kg.ingest.pipeline import Pipeline

_NAMES, _ALL = "canonical names: actors and places", "canonical names: all written as names"
_MAIN, _IDENTITY = "canonical names: salience 3", "identity over articles, B-cubed F1"
_PEER = re.compile(r", (?:\d\w+ )?(?:Baron|Baroness|Earl|Viscount|Duke|Lord|Marquess)\b.*")
_GOVERNMENT = re.compile(r"(?:Government|Politics|Foreign relations) of (?:the )?(.+)")
_THINGS = frozenset(
    "accord accords adviser advisor agreement agreements aircraft airstrikes ambassador ambassadors attack "
    "attacks blockade border borders cabinet ceasefire chancellor citizenship conflict corridor crisis currency "
    "day director dollar dollars earthquake economy election elections emperor energy envoy euro famine flotilla "
    "general genocide governor hostage hostages inauguration intelligence invasion kidnapping king language "
    "leader list massacre memorandum minister ministers missile missiles monarchy month occupation offensive "
    "passover peace people peoples plan pope premier presidency president prime prisoners prize process program "
    "programme protests queen race ramadan relations resolution resolutions sanctions secretary ship speaker "
    "strike strikes summit tariffs trade treaty war wars".split()
)


@dataclass(frozen=True)
class Linked:
    """A marked mention: the title, where it stands, and the entity found there."""

    title: str
    span: Span
    found: str | None


def score_topics(gold: GoldFile, pipeline: Pipeline) -> Scored:
    """Recall of names, and identity over the articles of a topic."""
    made = claims([as_sentence(row) for row in gold.rows], pipeline)
    asked: list[tuple[bool, bool]] = []
    mistakes: list[Mistake] = []
    topics: dict[str, list[Linked]] = defaultdict(list)
    for row, found in zip(gold.rows, made, strict=True):
        names = Names(pipeline.authority, found.entities)
        for entity in _written_as_names(row):
            right, thing = named(entity["wikipedia"], names), is_thing(entity)
            asked.append((right, thing))
            if not right:
                mistakes.append(_mistake(_ALL if thing else _NAMES, row, entity, found))
            if not thing:
                topics[_topic(row)].append(_link(entity, names, row, found))
    measures = (
        share(_NAMES, sum(right for right, thing in asked if not thing), sum(not t for _, t in asked), reach=0.92),
        share(_ALL, sum(right for right, _ in asked), len(asked)),
        b_cubed([list(group) for group in topics.values()]),
    )
    return Scored(gold.name, len(gold.rows), measures, (*mistakes, *_merged_or_split(topics)))


def score_salient(gold: GoldFile, pipeline: Pipeline) -> Scored:
    """Recall of the titles of salience 3 that are persons, organizations or states."""
    kinds = _kinds()
    wanted = {
        row["id"]: [e for e in row["entities"] if e.get("salience") == 3 and e["wikipedia"] in kinds]
        for row in gold.rows
    }
    rows = [row for row in gold.rows if wanted[row["id"]]]
    mistakes: list[Mistake] = []
    for row, found in zip(rows, claims([as_article(row, pipeline) for row in rows], pipeline), strict=True):
        names = Names(pipeline.authority, found.entities)
        missing = [e for e in wanted[row["id"]] if not named(e["wikipedia"], names)]
        mistakes += [_mistake(_MAIN, row, entity, found, kinds[entity["wikipedia"]]) for entity in missing]
    total = sum(map(len, wanted.values()))
    return Scored(gold.name, len(rows), (share(_MAIN, total - len(mistakes), total, reach=0.92),), tuple(mistakes))


def named(title: str, names: Names) -> bool:
    """Whether an entity of the article stands under this title."""
    name = _PEER.sub("", without_brackets(title))
    government = _GOVERNMENT.fullmatch(name)
    return any(
        names.same(asked, key)
        for asked in (name, government[1] if government else "")
        if asked
        for key in names.entities
    )


def is_thing(entity: Row) -> bool:
    """Whether the title names an office, an event, a text or something else that is neither actor nor place."""
    title = without_brackets(entity["wikipedia"])
    return bool(re.match(r"\d", title)) or any(word in _THINGS for word in folded(title).split())


def _written_as_names(row: Row) -> Iterator[Row]:
    """Entities whose words all begin with a capital, save small ones; pronouns and nouns are no names."""
    for entity in row["entities"]:
        words = [w for m in entity["mentions"][:1] for w in m["text"].split()]
        if entity["wikipedia"] and words and all(w[0].isupper() or w in ("of", "the", "and", "for") for w in words):
            yield entity


def _topic(row: Row) -> str:
    return str(row["topics"][0] if row["topics"] else row["id"])


def _link(entity: Row, names: Names, row: Row, made: ArticleClaims) -> Linked:
    mention, title = entity["mentions"][0], entity["wikipedia"]
    span = (mention["start"], mention["end"])
    key = mention_at(span, made)
    return Linked(names.sense(without_brackets(title)), span, f"{row['id']} {key}" if key and "local/" in key else key)


def mention_at(span: Span, made: ArticleClaims) -> str | None:
    """Key of the entity whose mention shares most characters with `span`, and has the fewest besides."""
    best: tuple[int, int, str] | None = None
    for key, evidence in made.mentions:
        for role in evidence.spans:
            shared = min(span[1], role.end) - max(span[0], role.start)
            if shared > 0 and (best is None or (shared, role.start - role.end) > best[:2]):
                best = (shared, role.start - role.end, key)
    return best[2] if best else None


def b_cubed(groups: Sequence[Sequence[Linked]], *, reach: float = 0.92) -> Measure:
    """B-cubed precision, recall and F1 (Bagga and Baldwin 1998) over all mentions of all groups."""
    precision = recall = 0.0
    mentions = 0
    for group in groups:
        found = [m.found or f"alone {n}" for n, m in enumerate(group)]
        both = Counter((m.title, f) for m, f in zip(group, found, strict=True))
        in_gold, in_found = Counter(m.title for m in group), Counter(found)
        for m, f in zip(group, found, strict=True):
            precision += both[m.title, f] / in_found[f]
            recall += both[m.title, f] / in_gold[m.title]
        mentions += len(group)
    p, r = (precision / mentions, recall / mentions) if mentions else (0.0, 0.0)
    value = 2 * p * r / (p + r) if p + r else 0.0
    return Measure(_IDENTITY, value, mentions, mentions, mentions, p, r, reach)


def _merged_or_split(topics: Mapping[str, Sequence[Linked]]) -> Iterator[Mistake]:
    for topic, group in topics.items():
        yield from (Mistake(_IDENTITY, "miss", "mention not found", topic, m.title) for m in group if not m.found)
        found = {m.title: {x.found for x in group if x.title == m.title and x.found} for m in group}
        for title, keys in found.items():
            if len(keys) > 1:
                yield Mistake(_IDENTITY, "wrong", "one entity as several", topic, f"{title}: {sorted(map(str, keys))}")
        for key in sorted({m.found for m in group if m.found}):
            titles = sorted({m.title for m in group if m.found == key})
            if len(titles) > 1:
                yield Mistake(_IDENTITY, "wrong", "several entities as one", topic, f"{key}: {titles}")


def _mistake(measure: str, row: Row, entity: Row, made: ArticleClaims, kind: str = "") -> Mistake:
    labels = {e.key: e.label for e in made.entities}
    spans = [(m["start"], m["end"]) for m in entity["mentions"]]
    keys = [key for span in spans if (key := mention_at(span, made))]
    words = f"{entity['wikipedia']} as {', '.join(dict.fromkeys(labels[k] for k in keys)) or 'nothing'}"
    where = "no mention found" if not keys else "another name"
    return Mistake(measure, "miss", f"{kind} {where}".strip(), row["id"], words)


@cache
def _kinds() -> Mapping[str, str]:
    text = files("kg.evaluation").joinpath("kinds.csv").read_text(encoding="utf-8")
    rows: Iterable[dict[str, str]] = csv.DictReader(text.splitlines())
    return {row["title"]: row["kind"] for row in rows}
