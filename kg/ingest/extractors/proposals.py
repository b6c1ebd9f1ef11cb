"""Proposals and the answers to them: what is put on the table stays there for the rest of the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.ingest import syntax
from kg.ingest.extractors import answers, issues
from kg.ingest.extractors.answers import TABLED, Answer
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.fillers import noun_fillers
from kg.ingest.model import Analysis

_LONG = 40  # tokens: beyond it the words of a proposal are no label
_PROPOSING = ("propose", "urge")
_ANAPHORS = frozenset(
    {"it", "proposal", "offer", "plan", "initiative", "idea", "demand", "deal", "document", "text", "memorandum"}
    | {"counterproposal", "counter-proposal", "counteroffer"}
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


def gather(c: Context, drafts: Sequence[Draft], handed: Sequence[Draft]) -> list[Tabled]:
    """All proposals of the article with their answers, in text order."""
    table: list[Tabled] = []
    events = sorted([*_from_drafts(c, drafts), *_from_nouns(c, drafts, handed)], key=lambda p: p.at)
    for proposal in events:
        _put(c, table, proposal)
    for at, answer, objects in answers.find(c, drafts):
        found = _answered(c, table, answer, objects, at)
        implied = [] if found else _implied(c, answer, objects)
        c.drops["answer to nothing that was proposed"] += not (found or implied)
        for target in found or implied:
            target.answers.append(answer)
            target.addressees = target.addressees or _states(c, answer.by)
            if not found:
                _put_implied(c, table, target, answer)
    return table


def _put(c: Context, table: list[Tabled], new: Tabled) -> None:
    """Join a proposal to the one it repeats: same proposers, and the same issue or nothing said of it."""
    for known in reversed(table):
        same = set(_side_keys(c, known.proposers)) & set(_side_keys(c, new.proposers))
        if same and (set(known.issues) & set(new.issues) or not new.issues) and not _distinct(c, known, new):
            known.mentions.append(new.at)
            known.addressees = known.addressees or new.addressees
            if len(known.content) < len(new.content) < _LONG:
                known.content = new.content
            return
    if new.issues or (new.content and not (new.draft and new.draft.act == "urge")):
        table.append(new)
    else:
        c.drops["proposal that does not say what"] += 1


def _implied(c: Context, answer: Answer, objects: Sequence[int]) -> list[Tabled]:
    """Who rejects or accepts a ceasefire answers somebody who proposed it: the owner, or the other party of two."""
    d = answer.draft
    if d is None or not objects or not d.targets or not d.issues or answer.stance not in ("reject", "accept"):
        return []
    a = c.reading.analysis
    noun = objects[0]
    content = tuple(syntax.subtree(a, noun))
    about = issues.distinct(issues.find(a, c.reading.frames, content))
    if not about or a.tokens[noun].pos != "NOUN":
        return []
    return [Tabled(noun, noun, _states(c, d.targets), (), about, content, d.attributed_to, None, [noun])]


def _put_implied(c: Context, table: list[Tabled], new: Tabled, answer: Answer) -> None:
    """An implied proposal joins one of the same side on the same issue, else it is a new one."""
    for known in table:
        same = set(_side_keys(c, known.proposers)) & set(_side_keys(c, new.proposers))
        if same and set(known.issues) & set(new.issues):
            known.answers.append(answer)
            known.mentions.append(new.at)
            return
    table.append(new)


def _distinct(c: Context, a: Tabled, b: Tabled) -> bool:
    """Two coordinated contents of one noun are two proposals; so are a document and a plain offer."""
    if b.at in a.mentions:
        return True
    lemma = c.reading.analysis.tokens
    documents = [
        p.noun is not None and "document" in c.reading.frames.classes(lemma[p.noun].lemma.lower()) for p in (a, b)
    ]
    return documents[0] != documents[1]


def _side_keys(c: Context, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(x for k in keys for x in (k, c.reading.entities[k].side) if x))


def _states(c: Context, keys: Iterable[str]) -> tuple[str, ...]:
    """Delegations propose for their state."""
    entities = c.reading.entities
    return tuple(dict.fromkeys(entities[k].side or k if entities[k].kind == "delegation" else k for k in keys))


def _from_drafts(c: Context, drafts: Sequence[Draft]) -> Iterable[Tabled]:
    for d in drafts:
        proposing = d.act in _PROPOSING or (
            d.act == "plan_meeting" and d.predicate.rule.startswith(("organi", "arrange"))
        )
        if _is_tabled_noun(c, d) or (d.act == "urge" and d.predicate.noun == d.at):
            continue  # told with its contents below; "calls for a ceasefire" repeat a proposal
        if proposing and d.agents and d.factuality in ("asserted", "planned") and (d.issues or d.content):
            addressees = d.targets or _other_party(c, d.agents)
            noun = d.predicate.noun
            yield Tabled(
                d.at,
                noun,
                _states(c, d.agents),
                addressees,
                d.issues,
                tuple(sorted(d.content)),
                d.attributed_to,
                d,
                [d.at],
            )


def _is_tabled_noun(c: Context, d: Draft) -> bool:
    lemma = c.reading.analysis.tokens[d.at].lemma.lower()
    return d.predicate.noun == d.at and bool(c.reading.frames.classes(lemma) & TABLED)


def _other_party(c: Context, agents: Sequence[str]) -> tuple[str, ...]:
    """In talks of two a proposal of one goes to the other."""
    sides = set(_side_keys(c, agents))
    parties = c.slots.parties
    if len(parties) == 2 and len(sides & set(parties)) == 1:
        return tuple(p for p in parties if p not in sides)
    return ()


def _from_nouns(c: Context, drafts: Sequence[Draft], handed: Sequence[Draft]) -> Iterable[Tabled]:
    """Nouns such as proposal, plan, offer or a memorandum with an owner: "its proposal for", "a US peace plan"."""
    a, r = c.reading.analysis, c.reading
    passing = {d.predicate.noun: d for d in handed}
    own = {d.at for d in drafts if d.act in _PROPOSING and not _is_tabled_noun(c, d)}
    for token in a.tokens:
        if token.pos != "NOUN" or token.dep in ("compound", "amod"):
            continue
        classes = r.frames.classes(token.lemma.lower())
        if not classes & TABLED or (token.i in own and token.i not in passing):
            continue
        if "document" in classes and not (token.lemma.lower().startswith("memo") or "proposal" in classes):
            continue
        yield from _owned(c, token.i, passing.get(token.i))


def _owned(c: Context, n: int, passed: Draft | None) -> Iterable[Tabled]:
    a = c.reading.analysis
    owners = [k for path in ("owner", "by", "from") for f in noun_fillers(c.reading, n, path) for k in f.keys]
    if not owners and passed is not None:
        owners = list(passed.agents)
    for group in _proposer_groups(c, owners, passed):
        addressees = (passed.targets if passed else ()) or _other_party(c, group)
        for content in _contents(a, n):
            if passed is not None and len(content) == 1:
                content = sorted({*content, *_about(a, passed.at)})
            about = issues.distinct(issues.find(a, c.reading.frames, content))
            yield Tabled(n, n, _states(c, group), addressees, about, tuple(content), c.speaker_of(n), passed, [n])


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


def _answered(c: Context, table: Sequence[Tabled], answer: Answer, nouns: list[int], at: int) -> list[Tabled]:
    """The proposals that an answer is about: told by the same noun, else the last fitting one of another actor."""
    a = c.reading.analysis
    direct = [p for p in table if any(n in p.mentions or n in p.content for n in nouns) and _foreign(c, p, answer)]
    if direct:
        return direct
    if not any(a.tokens[n].lemma.lower() in _ANAPHORS for n in nouns):
        return []
    earlier = [(max(m for m in p.mentions if m < at), p) for p in table if p.at < at and _foreign(c, p, answer)]
    return [max(earlier, key=lambda e: e[0])[1]] if earlier else []


def _foreign(c: Context, p: Tabled, answer: Answer) -> bool:
    """Nobody answers a proposal of their own side."""
    return not (set(_side_keys(c, p.proposers)) & set(_side_keys(c, answer.by)))
