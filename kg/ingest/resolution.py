"""Resolution: drafts of one article become claims that agree with one another, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.ingest import confidence, syntax
from kg.ingest.attributed import numbered, roles, spoken
from kg.ingest.claims import Agreement, Event, Evidence, Handover, Meeting, Proposal, Response, Statement
from kg.ingest.evidence import Cutter
from kg.ingest.extractors import issues
from kg.ingest.extractors.accords import Accord
from kg.ingest.extractors.answers import Answer
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.sayings import Saying
from kg.ingest.extractors.tabled import Tabled
from kg.ingest.extractors.told import Gathered
from kg.ingest.labels import Labels
from kg.ingest.model import Quantity

Roles = list[tuple[str, int, int]]


class Claims:
    """Turns what the extractors gathered into claims; knows the article's evidence and entities."""

    def __init__(self, c: Context, cutter: Cutter) -> None:
        self.c = c
        self.a = c.reading.analysis
        self.cutter = cutter
        self.labels = Labels(c, cutter)

    # events

    def events(self, drafts: Sequence[Draft], meetings: Mapping[int, str]) -> list[Event]:
        ids = numbered(f"e{self.a.tokens[d.at].sentence}-{d.act.replace('_', '-')}" for d in drafts)
        return [self._event(d, name, meetings.get(d.at)) for d, name in zip(drafts, ids, strict=True)]

    def _event(self, d: Draft, name: str, meeting: str | None) -> Event:
        return Event(
            id=name, evidence=self.evidence([d.at], self.roles(d)), attributed_to=d.attributed_to,
            factuality=d.factuality, date=d.date, extractor=f"frames:{d.rule}",
            group=confidence.of_event(self.c.reading, d), type=d.type, act=d.act,
            type_candidates=d.candidates, agents=d.agents, targets=tuple(k for k in d.targets if k not in d.agents),
            issues=d.issues, place=d.place,
            venue=d.venue, quantity=d.quantity, meeting=meeting,
        )  # fmt: skip

    def roles(self, d: Draft) -> Roles:
        found: Roles = [("trigger", d.at, d.at + 1)]
        if d.predicate.noun is not None and d.predicate.noun != d.at:
            found.append(("trigger", d.predicate.noun, d.predicate.noun + 1))
        found += [("agent", f.token, f.token + 1) for f in d.predicate.agents]
        found += [("target", f.token, f.token + 1) for f in d.predicate.targets]
        found += [(role, first, last) for role, first, last in d.predicate.phrases]
        return found

    def evidence(self, tokens: Iterable[int], roles: Roles) -> tuple[Evidence, ...]:
        numbers = dict.fromkeys(self.a.tokens[i].sentence for i in tokens)
        return tuple(self.cutter.cut(n, roles) for n in numbers)

    # meetings

    def meetings(self, gathered: Sequence[Gathered]) -> list[Meeting]:
        return [self._meeting(m, f"m{n}") for n, m in enumerate(gathered)]

    def _meeting(self, m: Gathered, name: str) -> Meeting:
        place, venue, round_ = (m.first(f) for f in ("place", "venue", "round"))
        participants = m.people
        parties = self._parties(participants) or (self.c.slots.parties if m.status in ("held", "ongoing") else ())
        if len(parties) < 2 and round_ is not None and m.status == "held" and len(self.c.slots.parties) == 2:
            parties = self.c.slots.parties  # one who chairs or speaks after it is not a party alone
            participants = tuple(dict.fromkeys((*parties, *participants)))
        roles: Roles = [("trigger", t.at, t.at + 1) for t in m.tellings]
        return Meeting(
            id=name, evidence=self.evidence((t.at for t in m.tellings), roles), date=m.date,
            attributed_to=m.tellings[0].attributed_to, factuality=_factuality(m.status), extractor="meetings",
            group=confidence.of_meeting(m),
            label=self._meeting_label(m, parties), kind=m.kind, round=_as_int(round_), status=m.status,
            place=_as_key(place), venue=_as_key(venue), country=self._country(_as_key(place) or _as_key(venue)),
            parties=parties, participants=participants or parties, hosts=m.merged("hosts"),
            mediators=m.merged("mediators"), heads=tuple(m.heads), duration=_as_key(m.first("duration")),
            organizers=m.merged("organizers"),
        )  # fmt: skip

    def _parties(self, participants: Iterable[str]) -> tuple[str, ...]:
        """States and groups on whose behalf the participants are there."""
        entities = self.c.reading.entities
        keys = [
            k if entities[k].kind in ("state", "armed_group", "organization") else entities[k].side
            for k in participants
        ]
        return tuple(dict.fromkeys(k for k in keys if k))

    def _meeting_label(self, m: Gathered, parties: Sequence[str]) -> str:
        entities = self.c.reading.entities
        noun = {"summit": "summit", "call": "call", "ceremony": "ceremony"}.get(m.kind, "talks")
        who = "–".join(entities[k].label for k in (m.merged("participants") if m.kind == "summit" else parties)[:3])
        where = m.first("place")
        round_ = m.first("round")
        parts = [who, noun, f"in {entities[str(where)].label}" if where else "", f"round {round_}" if round_ else ""]
        return " ".join(p for p in parts if p)

    def _country(self, key: str | None) -> str | None:
        """Key of the state that a place or venue lies in, or that it is."""
        entities = self.c.reading.entities
        while key and key in entities and entities[key].kind in ("venue", "place"):
            key = entities[key].within
        return key if key in entities else None

    # proposals

    def proposals(self, table: Sequence[Tabled]) -> list[Proposal]:
        return [self._proposal(p, f"p{n}") for n, p in enumerate(table)]

    def _proposal(self, p: Tabled, name: str) -> Proposal:
        roles: Roles = [("trigger", t, t + 1) for t in p.mentions]
        answers = [self._response(x, f"{name}-r{n}") for n, x in enumerate(p.answers)]
        tokens = [*p.mentions] if p.mentions else [p.at]
        return Proposal(
            id=name, evidence=self.evidence(tokens, roles), attributed_to=p.attributed_to, extractor="proposals",
            group=confidence.of_proposal(p),
            date=p.draft.date if p.draft else None, label=self.labels.of_proposal(p), issues=p.issues,
            proposers=p.proposers, addressees=p.addressees, conditions=self._conditions(p), responses=tuple(answers),
        )  # fmt: skip

    def _conditions(self, p: Tabled) -> tuple[str, ...]:
        """Clauses with if, provided or unless below the proposal."""
        found = []
        for t in p.content:
            if self.a.tokens[t].dep == "mark" and self.a.tokens[t].lower_is("if", "unless", "provided", "once"):
                head = self.a.tokens[t].head
                found.append(self.cutter.phrase(i for i in p.content if i >= t and i <= max(self._below(head))))
        return tuple(found)

    def _below(self, i: int) -> list[int]:
        return syntax.subtree(self.a, i)

    def _response(self, x: Answer, name: str) -> Response:
        roles = self.roles(x.draft) if x.draft else [("trigger", x.at, x.at + 1)]
        return Response(
            id=name, evidence=self.evidence([x.at], roles), attributed_to=x.attributed_to, factuality=x.factuality,
            date=x.draft.date if x.draft else None, extractor="responses", group=confidence.of_response(x),
            stance=x.stance, by=x.by,
        )  # fmt: skip

    # agreements and handovers

    def agreements(self, accords: Sequence[Accord]) -> list[Agreement]:
        return [self._agreement(x, f"a{n}") for n, x in enumerate(accords)]

    def _agreement(self, x: Accord, name: str) -> Agreement:
        told = [t.draft for t in x.tellings if t.draft is not None]
        roles = [role for d in told for role in self.roles(d)]
        roles += [("trigger", i, i + 1) for t in x.tellings if t.draft is None for i in {t.at, t.noun or t.at}]
        return Agreement(
            id=name, evidence=self.evidence((t.at for t in x.tellings), roles), attributed_to=x.last.attributed_to,
            date=x.date, extractor="agreements", factuality="planned" if x.last.status == "planned" else "asserted",
            label=self.labels.of_accord(x), parties=x.parties, issues=x.issues, status=x.last.status,
            quantity=next((t.quantity for t in x.tellings if t.quantity), None) or self._quantity_about(x.issues[:1]),
            terms=tuple(self.cutter.phrase(d.content)[:300] for d in told),
        )  # fmt: skip

    def _quantity_about(self, about: Sequence[str]) -> Quantity | None:
        """An amount given elsewhere in the article of what the agreement is about: prisoners, hostages, troops."""
        frames = self.c.reading.frames
        for mention in self.c.quantities:
            unit = self.a.tokens[mention.last - 1].lemma.lower()
            if any(frames.issues.get(unit) == issue for issue in about) and mention.quantity.minimum != 1:
                return mention.quantity
        return None

    def handovers(self, drafts: Sequence[Draft]) -> list[Handover]:
        handed = [d for d in drafts if d.act == "hand_over_document" and d.factuality == "asserted"]
        found = [d for d in handed if d.agents]
        self.c.drops["paper handed over by nobody named"] += len(handed) - len(found)
        return [self._handover(d, f"h{n}") for n, d in enumerate(found)]

    def _handover(self, d: Draft, name: str) -> Handover:
        noun = d.predicate.noun if d.predicate.noun is not None else d.at
        words = [t for t in d.content if t >= noun] or [noun]
        receivers = d.targets or (d.agents if len(d.agents) > 1 else self._others(d.agents))
        return Handover(
            id=name, evidence=self.evidence([d.at], self.roles(d)), attributed_to=d.attributed_to, date=d.date,
            extractor="handovers", group=confidence.of_event(self.c.reading, d),
            item=self.cutter.phrase(self._item(noun, words))[:160], givers=d.agents, receivers=receivers,
            issues=d.issues or issues.of_act(d.act),
        )  # fmt: skip

    def _item(self, noun: int, words: Sequence[int]) -> list[int]:
        below = set(self._below(noun))
        return sorted(below) if below else list(words)

    def _others(self, agents: Sequence[str]) -> tuple[str, ...]:
        sides = set(self._parties(agents)) | set(agents)
        return tuple(p for p in self.c.slots.parties if p not in sides) if len(self.c.slots.parties) == 2 else ()

    # statements

    def statements(self, sayings: Sequence[Saying]) -> list[Statement]:
        told = spoken(sayings)
        self.c.drops["statement without a speaker"] += sum(s.speaker_token is None and not s.speaker for s in sayings)
        self.c.drops["statement in another's words"] += sum(
            bool(s.speaker) and s.kind != "think" and s not in told for s in sayings
        )
        pairs = [(s, k) for s in told for k in s.speaker]
        ids = numbered(f"s{self.a.tokens[s.cue].sentence}" for s, _ in pairs)
        return [self._statement(s, key, name) for (s, key), name in zip(pairs, ids, strict=True)]

    def _statement(self, s: Saying, speaker: str, name: str) -> Statement:
        sentences = [s.cue, *(q.first for q in s.quotes)]
        quote = " ... ".join(self.cutter.words(q.first, q.last) for q in s.quotes if q.last > q.first)
        return Statement(
            id=name, evidence=self.evidence(sentences, roles(s)), attributed_to=None, extractor="statements",
            group=confidence.of_statement(self.c.reading, s),
            speaker=speaker, cue=self.a.tokens[s.cue].text, direct=s.direct, quote=quote or None,
            addressee=s.addressee[0] if s.addressee else None,
        )  # fmt: skip


def _factuality(status: str) -> str:
    return {"planned": "planned", "proposed": "possible", "denied": "negated", "cancelled": "negated"}.get(
        status, "asserted"
    )


def _as_int(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _as_key(value: object) -> str | None:
    return value if isinstance(value, str) else None
