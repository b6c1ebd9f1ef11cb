"""What is put on the table: proposals told by acts (proposed that, called for) and by nouns (its plan)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from kg.ingest import syntax
from kg.ingest.extractors import issues
from kg.ingest.extractors.answers import TABLED, Answer
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.fillers import noun_fillers
from kg.ingest.extractors.holders import holders
from kg.ingest.model import Analysis

PROPOSING = ("propose", "urge")
_READY = ("be(acomp:", "stand(acomp:", "stand(ready")  # rules by which readiness is an offer
# verbs whose subject presents what stands in the slot
_PRESENTING = {"come": "with", "arrive": "with"} | dict.fromkeys(
    "present make publish announce unveil draft circulate submit outline".split(), "obj"
)


@dataclass
class Tabled:
    """A proposal in tokens and keys: `at` the noun or verb that first tells it, `content` the words that say what."""

    at: int
    noun: int | None
    proposers: tuple[str, ...]
    addressees: tuple[str, ...]
    issues: tuple[str, ...]
    content: tuple[int, ...]
    attributed_to: str | None
    draft: Draft | None = None
    mentions: list[int] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)


def side_keys(c: Context, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(x for k in keys for x in (k, c.reading.entities[k].side) if x))


def states(c: Context, keys: Iterable[str]) -> tuple[str, ...]:
    """Delegations propose for their state."""
    entities = c.reading.entities
    return tuple(dict.fromkeys(entities[k].side or k if entities[k].kind == "delegation" else k for k in keys))


def from_drafts(c: Context, drafts: Sequence[Draft]) -> Iterable[Tabled]:
    """What acts propose; exhortations and calls that do not say on what are no proposals."""
    for d in drafts:
        if _is_tabled_noun(c, d) or (d.act in ("urge", "demand") and d.predicate.noun == d.at):
            continue  # told with its contents below; "calls for a ceasefire" repeat a proposal
        if (
            not is_proposing(d)
            or d.rule.startswith("implied")
            or d.factuality not in ("asserted", "planned")
            or not d.content
        ):
            continue
        own = issues.distinct(issues.find(c.reading.analysis, c.reading.frames, d.content))
        if not (d.agents or (own and d.predicate.noun is not None)):
            continue
        if not (own and _may_ask(c, d)) and (_names_nothing(c, d) or (_exhorts(d) and not _across(c, d))):
            c.drops["proposal that does not say what"] += 1
            continue
        noun = _offered(c, d)
        yield Tabled(
            d.at, noun, states(c, d.agents), d.targets or _other_party(c, d.agents), own or d.issues,
            tuple(sorted(d.content)), d.attributed_to, d, [d.at] if noun is None else [d.at, noun],
        )  # fmt: skip


def _offered(c: Context, d: Draft) -> int | None:
    """The noun that an act puts on the table: laid its memorandum on the table."""
    if d.predicate.noun is not None or not syntax.is_verb(c.reading.analysis.tokens[d.at]):
        return d.predicate.noun
    classes = c.reading.frames.classes
    tokens = c.reading.analysis.tokens
    objects = syntax.objects(c.reading.analysis, d.at)
    return next((n for n in objects if classes(tokens[n].lemma.lower()) & TABLED), None)


def _exhorts(d: Draft) -> bool:
    return d.act not in ("propose", "plan_meeting")


def _may_ask(c: Context, d: Draft) -> bool:
    """What is demanded or held ready is a proposal where a side of the talks does so; others only wish it."""
    return d.act in PROPOSING or bool(set(side_keys(c, d.agents)) & _negotiating(c))


def _negotiating(c: Context) -> set[str]:
    return {*c.slots.parties, *(k for _, keys in c.slots.occasions for k in keys)}


def _across(c: Context, d: Draft) -> bool:
    """Whether one negotiating side asks another one to do something."""
    mine, theirs = set(side_keys(c, d.agents)), set(side_keys(c, d.targets))
    clause = syntax.kids(c.reading.analysis, d.at, "xcomp", "ccomp")
    negotiating = _negotiating(c)
    return bool(clause and mine & negotiating and theirs & negotiating and not mine & theirs)


def _names_nothing(c: Context, d: Draft) -> bool:
    """invited him, offered it: whom or what the words do not name."""
    a = c.reading.analysis
    nouns = syntax.objects(a, d.at)
    return bool(nouns) and all(a.tokens[n].pos == "PRON" for n in nouns) and not syntax.kids(a, d.at, "xcomp", "ccomp")


def is_proposing(d: Draft) -> bool:
    """Whether an act puts something on the table."""
    if d.rule.startswith(("implied", "order", "instruct", "command")):
        return False
    hosting = d.act == "plan_meeting" and d.predicate.rule.startswith(("organi", "arrange"))
    offering = d.act == "promise" and d.rule.startswith(_READY)
    return d.act in (*PROPOSING, "demand") or hosting or offering


def _is_tabled_noun(c: Context, d: Draft) -> bool:
    lemma = c.reading.analysis.tokens[d.at].lemma.lower()
    return d.predicate.noun == d.at and bool(c.reading.frames.classes(lemma) & TABLED)


def _other_party(c: Context, agents: Sequence[str]) -> tuple[str, ...]:
    """In talks of two a proposal of one goes to the other."""
    sides = set(side_keys(c, agents))
    parties = c.slots.parties
    if len(parties) == 2 and len(sides & set(parties)) == 1:
        return tuple(p for p in parties if p not in sides)
    return ()


def from_nouns(c: Context, drafts: Sequence[Draft], handed: Sequence[Draft]) -> Iterable[Tabled]:
    """Nouns such as proposal, plan, offer or a memorandum with an owner: "its proposal for", "a US peace plan"."""
    a, r = c.reading.analysis, c.reading
    passing = {d.predicate.noun: d for d in handed}
    told = {d.at for d in drafts if is_proposing(d)}
    own = {d.at for d in drafts if d.act in PROPOSING and not _is_tabled_noun(c, d)}
    for token in a.tokens:
        if token.pos != "NOUN" or token.dep in ("compound", "amod"):
            continue
        classes = r.frames.classes(token.lemma.lower())
        if not classes & TABLED or (token.i in own and token.i not in passing):
            continue
        if "document" in classes and not (token.lemma.lower().startswith("memo") or "proposal" in classes):
            continue
        yield from _owned(c, token.i, passing.get(token.i), told)


def owners_of(c: Context, n: int) -> list[str]:
    """Whose a proposal is by the words around the noun: its plan, the plan of the envoy, a plan by him."""
    paths = ("owner", "by", "from") if syntax.kids(c.reading.analysis, n, "poss") else ("owner", "by", "from", "of")
    return [k for path in paths for f in noun_fillers(c.reading, n, path) for k in f.keys]


def _presenting(c: Context, n: int, told: Set[int]) -> list[str]:
    """Who presents it by a verb that tells no act of proposing: the plan that he made public, came with a proposal."""
    a = c.reading.analysis
    found = (
        v for v, slot in holders(c, n)
        if v not in told and slot == _PRESENTING.get(a.tokens[v].lemma.lower(), "") and syntax.is_verb(a.tokens[v])
        and not syntax.is_negated(a, v)
    )  # fmt: skip
    return [k for v in found for s in syntax.subjects(a, v) for k in c.reading.actors(s)]


def _owned(c: Context, n: int, passed: Draft | None, told: Set[int]) -> Iterable[Tabled]:
    a = c.reading.analysis
    owners = owners_of(c, n) or _presenting(c, n, told)
    if not owners and passed is not None:
        owners = list(passed.agents)
    for group in _proposer_groups(c, owners, passed):
        addressees = (passed.targets if passed else ()) or _other_party(c, group)
        for content in _contents(a, n):
            if passed is not None and len(content) == 1:
                content = sorted({*content, *_about(a, passed.at)})
            about = issues.distinct(issues.find(a, c.reading.frames, content))
            yield Tabled(n, n, states(c, group), addressees, about, tuple(content), c.speaker_of(n), passed, [n])


def _proposer_groups(c: Context, owners: list[str], passed: Draft | None) -> list[tuple[str, ...]]:
    """Papers that two sides swap are one of each."""
    keys = tuple(dict.fromkeys(owners))
    if not keys:
        return []
    if passed is not None and len(keys) > 1 and not passed.targets:
        return [(k,) for k in keys]
    return [keys]


def _contents(a: Analysis, n: int) -> list[list[int]]:
    """Words that say what is proposed, a list for each coordinated part: "for a ceasefire and for the US to join"."""
    parts = [
        p for p in syntax.kids(a, n, "prep", "acl", "relcl") if not a.tokens[p].lower_is("by", "from", "to", "at", "in")
    ]
    parts += [c for p in parts for c in syntax.kids(a, p, "conj")]
    parts += _for_clauses(a, n)
    own = [n, *[t for c in syntax.kids(a, n, "compound", "amod", "nummod") for t in syntax.subtree(a, c)]]
    if not parts:
        return [sorted(own)]
    seen: set[int] = set()
    found: list[list[int]] = []
    for p in parts:
        tokens = [
            t
            for t in syntax.subtree(a, p)
            if t not in seen and not any(t in syntax.subtree(a, q) for q in parts if q != p and q > p)
        ]
        seen.update(tokens)
        found.append(sorted({*tokens, *(own if not found else ())}))
    return found


def _about(a: Analysis, v: int) -> list[int]:
    """Words after "on" or "about" that the parser hung on the verb of passing."""
    below = [p for p in syntax.kids(a, v, "prep") if a.tokens[p].lower_is("on", "about", "for", "regarding")]
    return [t for p in below for t in syntax.subtree(a, p)]


def _for_clauses(a: Analysis, n: int) -> list[int]:
    """A clause "for X to do" that the parser hung on the verb although it goes on with the noun's "for"."""
    if not any(a.tokens[p].lower_is("for") and syntax.kids(a, p, "cc") for p in syntax.kids(a, n, "prep")):
        return []
    verb = syntax.clause_of(a, n)
    return [
        c for c in syntax.kids(a, verb, "advcl", "conj", "ccomp")
        if c > n and any(a.tokens[m].lower_is("for") for m in syntax.kids(a, c, "mark"))
    ]  # fmt: skip
