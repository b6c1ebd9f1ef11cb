"""Extraction of one article: its analysis in, all its claims out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from kg.ingest import confidence, coreference, linking, mentions, quantities, syntax
from kg.ingest.attributed import attributed
from kg.ingest.authority import Authority
from kg.ingest.claims import ArticleClaims, Evidence, Head
from kg.ingest.evidence import Cutter
from kg.ingest.extractors import (
    accords,
    deixis,
    events,
    implied,
    issues,
    meetings,
    narrative,
    nounevents,
    proposals,
    sayings,
)
from kg.ingest.extractors.context import complete, meeting_events, news_day, settle
from kg.ingest.extractors.drafts import Context
from kg.ingest.extractors.freespeech import carried
from kg.ingest.extractors.timing import Clock
from kg.ingest.extractors.told import Gathered
from kg.ingest.frames import Frames
from kg.ingest.groups import name_groups
from kg.ingest.here import mark_capitals, mark_here, place_of_dateline
from kg.ingest.linked import Linked
from kg.ingest.model import Analysis, Article, Entity
from kg.ingest.reading import Reading
from kg.ingest.repair import repair
from kg.ingest.resolution import Claims
from kg.ingest.slots import Slots
from kg.ingest.speakers import name_speakers
from kg.ingest.twins import mark_twins

_ACTORS = frozenset({"person", "state", "organization", "armed_group", "delegation", "unnamed"})


def extract(article: Article, analysis: Analysis, *, authority: Authority, frames: Frames) -> ArticleClaims:
    """Everything that the article says, as claims with evidence in the source's offsets."""
    a = repair(analysis, frames)
    linked = linking.link(a, mentions.find(a, authority, frames), authority=authority, frames=frames, date=article.date)
    mark_twins(a, linked, authority)
    slots = coreference.resolve(a, linked, frames)
    name_groups(a, linked, frames, authority=authority, slots=slots)
    mark_here(a, linked, authority, article.dateline_place)
    mark_capitals(a, linked, authority)
    context = _context(a, article, linked, frames, authority, slots)
    drafts = events.drafts(context)
    day = news_day(context, drafts)
    drafts = complete(context, implied.drafts(context, drafts))
    drafts = narrative.dated(context, drafts, day)
    gathered = meetings.gather(context, drafts)
    settle(context, gathered, day)
    drafts = sorted([*drafts, *meeting_events(context, gathered, drafts)], key=lambda d: d.at)
    _add_heads(context, linked, gathered)
    handed = [d for d in drafts if d.act == "hand_over_document"]
    claims = Claims(context, Cutter(article, a))
    told = sorted([*drafts, *nounevents.further(context, drafts, gathered)], key=lambda d: d.at)
    built = claims.meetings(gathered)
    by_trigger = {
        at: m.id for m, g in zip(built, gathered, strict=True) for t in g.tellings for at in (*t.events, t.at)
    }
    made = ArticleClaims(
        article=article, sentences=len(a.sentences), words=sum(t.pos not in ("PUNCT", "SPACE") for t in a.tokens),
        entities=(), meetings=tuple(built), events=tuple(claims.events(told, by_trigger)),
        proposals=tuple(claims.proposals(proposals.gather(context, drafts, handed))),
        agreements=tuple(claims.agreements(accords.gather(context, drafts))), handovers=tuple(claims.handovers(drafts)),
        statements=tuple(claims.statements(context.sayings)),
        attributions=tuple(attributed(context, Cutter(article, a))),
    )  # fmt: skip
    made = replace(confidence.rate(made, frames.confidence), drops=tuple(context.drops.items()))
    return _with_entities(made, linked, authority, Cutter(article, a))


def _context(
    a: Analysis, article: Article, linked: Linked, frames: Frames, authority: Authority, slots: Slots
) -> Context:
    reading = Reading(a, frames, linked.entities, linked.at, linked.places)
    anchor = article.dateline_date or article.date
    said, clock = name_speakers(reading, linked, authority, sayings.find(reading)), Clock(a, anchor)
    amounts = quantities.find(a.tokens, times=clock.expressions)
    told = sayings.attribution(said)
    told |= carried(reading, said, told)
    linked.at.update(deixis.first_persons(reading, told) | deixis.third_persons(reading, told))
    return Context(
        reading, slots, clock, said, told, amounts,
        issues.topics(a, frames), here=place_of_dateline(linked, authority, article.dateline_place),
    )  # fmt: skip


def _add_heads(c: Context, linked: Linked, gathered: Sequence[Gathered]) -> None:
    """Heads of delegation go to the meeting that was held, or to the only one."""
    heads = [
        Head(key, of[0]) for key, held in linked.offices.items() for office, of in held
        if of and _leads_delegation(office.title) and linked.entities[key].kind == "person"
    ]  # fmt: skip
    heads += _leading(c)
    held_meetings = [g for g in gathered if g.status in ("held", "ongoing")] or list(gathered)
    if heads and held_meetings:
        held_meetings[0].heads.extend(dict.fromkeys(heads))


def _leading(c: Context) -> list[Head]:
    """the delegation of X, led by Y: who heads whose delegation by a verb."""
    r, found = c.reading, list[Head]()
    for v in (t.i for t in r.analysis.tokens if t.lemma.lower() in ("lead", "head") and syntax.is_verb(t)):
        led = [r.entities[k] for o in syntax.objects(r.analysis, v) for k in r.actors(o)]
        persons = [k for s in syntax.subjects(r.analysis, v) for k in r.actors(s) if r.entities[k].kind == "person"]
        found.extend(Head(k, e.side) for e in led if e.kind == "delegation" for k in persons[:1])
    return found


def _leads_delegation(title: str) -> bool:
    words = title.lower().split()
    return "delegation" in words or title.lower() in ("chief negotiator", "lead negotiator")


def _with_entities(made: ArticleClaims, linked: Linked, authority: Authority, cutter: Cutter) -> ArticleClaims:
    """The claims with those entities that they or an actor's mention use, and with their places' surroundings."""
    outlets = {e.key for e in linked.entities.values() if e.sector == "JRN"}
    wanted = Counter(_used_keys(made, outlets))
    names: list[tuple[str, Evidence]] = []
    doubtful = 0
    for mention in linked.mentions:
        entity = linked.entities[mention.entity]
        if not wanted[mention.entity] and _doubtful(entity):
            doubtful += 1
            continue
        if mention.kind == "place" and entity.kind not in ("place", "venue"):
            continue  # a state where something happens is no actor for that
        roles = [("mention", mention.first, mention.last)]
        names.append((mention.entity, cutter.cut(cutter.sentence_of(mention.first), roles)))
        wanted[entity.key] += 1
    told = {key for key, _ in names}
    names += [
        (key, cutter.cut(cutter.sentence_of(first), [("mention", first, last)]))
        for key, first, last in linked.sides() if key in told
    ]  # fmt: skip
    entities: dict[str, Entity] = {}
    for key in sorted({*wanted, *(s.addressee for s in made.statements if s.addressee)}):
        _include(key, entities, linked, authority)
    drops = (*made.drops, ("name of doubtful kind that no claim uses", doubtful))
    held = tuple(x if x.holder in entities else replace(x, holder=None) for x in made.attributions)
    return replace(
        made, entities=tuple(entities[k] for k in sorted(entities)), mentions=tuple(names), attributions=held,
        drops=tuple(sorted((reason, n) for reason, n in drops if n)),
    )  # fmt: skip


def _doubtful(entity: Entity) -> bool:
    """Somebody without a name, an outlet, an organization or a single word that only the pipeline calls a name."""
    if entity.kind == "unnamed" or entity.sector == "JRN" or entity.label.islower():
        return True
    if entity.authority or entity.positions:
        return False
    if entity.kind in ("place", "venue"):
        return True
    return entity.kind == "organization" or (entity.kind == "person" and " " not in entity.label)


def _include(key: str, entities: dict[str, Entity], linked: Linked, authority: Authority) -> None:
    """An entity with its side and what it lies within."""
    while key and key not in entities:
        entity = linked.entities.get(key) or authority.entity(key)
        entities[key] = entity
        if entity.side:
            _include(entity.side, entities, linked, authority)
        key = entity.within or ""


def _used_keys(made: ArticleClaims, outlets: Set[str] = frozenset()) -> Iterable[str]:
    """Keys of the entities in claims; an outlet that is told something plays no part by that."""
    for e in made.events:
        yield from (*e.agents, *e.targets, *(k for k in (e.place, e.venue) if k))
    for m in made.meetings:
        yield from (*m.parties, *m.participants, *m.hosts, *m.mediators, *m.organizers)
        yield from (k for k in (m.place, m.venue, m.country) if k)
    for p in made.proposals:
        yield from (*p.proposers, *p.addressees, *(k for r in p.responses for k in r.by))
    for a in made.agreements:
        yield from a.parties
    for h in made.handovers:
        yield from (*h.givers, *h.receivers)
    for s in made.statements:
        yield s.speaker
        if s.addressee and s.addressee not in outlets:
            yield s.addressee
