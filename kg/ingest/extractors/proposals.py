"""Proposals and the answers to them: what is put on the table stays there for the rest of the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.ingest import syntax
from kg.ingest.extractors import answers, issues
from kg.ingest.extractors.answers import POINTING, TABLED, Answer
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.tabled import Tabled, from_drafts, from_nouns, owners_of, side_keys, states

_FAR = 30  # sentences after which "the plan" no longer means what was proposed
_LONG = 40  # tokens: beyond it the words of a proposal are no label
_DEFINITE = frozenset("the this that these those its their his her our".split())
_OFFERED = frozenset({"agreement", "ceasefire", "proposal", "document", "meeting", "demand", "exchange"})
_ANAPHORS = frozenset(
    {"demand", "deal", "document", "text", "memorandum", "request", "terms", "condition", "framework"}
)


def gather(c: Context, drafts: Sequence[Draft], handed: Sequence[Draft]) -> list[Tabled]:
    """All proposals of the article with their answers, in text order."""
    table: list[Tabled] = []
    events = sorted([*from_drafts(c, drafts), *from_nouns(c, drafts, handed)], key=lambda p: p.at)
    for proposal in events:
        _put(c, table, proposal)
    for at, answer, objects in answers.find(c, drafts):
        found = _answered(c, table, answer, objects, at)
        implied = [] if found else _implied(c, answer, objects)
        c.drops["answer to nothing that was proposed"] += not (found or implied)
        for target in found or implied:
            target.answers.append(answer)
            target.addressees = target.addressees or states(c, answer.by)
            if not found:
                _put_implied(c, table, target, answer)
    return table


def _put(c: Context, table: list[Tabled], new: Tabled) -> None:
    """Join a proposal to the one it repeats: same proposers, and the same issue or nothing said of it."""
    for known in reversed(table):
        same = set(side_keys(c, known.proposers)) & set(side_keys(c, new.proposers))
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
    """What is answered though nobody told of it: the truce that somebody rejects, the plan that he accepts."""
    a, d = c.reading.analysis, answer.draft
    noun = next((n for n in objects if a.tokens[n].pos == "NOUN"), None)
    if noun is None or answer.stance == "no_comment":
        return []
    asides = {t for x in syntax.kids(a, noun, "relcl", "acl", "appos") for t in syntax.subtree(a, x)}
    content = tuple(t for t in syntax.subtree(a, noun) if t not in asides)
    about = issues.distinct(issues.find(a, c.reading.frames, content))
    if _is_known(c, noun):
        by = tuple(k for k in owners_of(c, noun) if k not in answer.by)
        by = by or (d.targets if d is not None else ())
        vague = () if _says_what(c, noun) else c.topics[:1]
        return [Tabled(noun, noun, states(c, by), (), about or vague, content, answer.attributed_to, None, [noun])]
    offered = _OFFERED & answers.classes(c, noun)
    if d is None or not d.targets or not about or not offered or answer.stance not in ("reject", "accept"):
        return []
    return [Tabled(noun, noun, states(c, d.targets), (), about, content, d.attributed_to, None, [noun])]


def _is_known(c: Context, n: int) -> bool:
    """the plan, their offer: a proposal that the words take for known"""
    a = c.reading.analysis
    definite = any(a.tokens[d].text.lower() in _DEFINITE for d in syntax.kids(a, n, "det", "poss")) or owners_of(c, n)
    known = bool(definite) or _says_what(c, n)
    return "proposal" in answers.classes(c, n) and known and not _is_any(c, n)


def _put_implied(c: Context, table: list[Tabled], new: Tabled, answer: Answer) -> None:
    """An implied proposal joins one of the same side on the same issue, else it is a new one."""
    for known in table:
        same = set(side_keys(c, known.proposers)) & set(side_keys(c, new.proposers))
        if (same or not new.proposers) and set(known.issues) & set(new.issues) and _foreign(c, known, answer):
            known.answers.append(answer)
            known.mentions.append(new.at)
            return
    table.append(new)


def _distinct(c: Context, a: Tabled, b: Tabled) -> bool:
    """Two coordinated contents of one noun are two proposals; so are a document and a plain offer."""
    if b.at == a.at:
        return True
    lemma = c.reading.analysis.tokens
    documents = [
        p.noun is not None and "document" in c.reading.frames.classes(lemma[p.noun].lemma.lower()) for p in (a, b)
    ]
    return documents[0] != documents[1]


def _answered(c: Context, table: Sequence[Tabled], answer: Answer, nouns: list[int], at: int) -> list[Tabled]:
    """The proposals that an answer is about: told by the same noun, else the last fitting one of another actor."""
    direct = [p for p in table if any(n in p.mentions or _tells(c, p, n) for n in nouns) and _foreign(c, p, answer)]
    if direct:
        return direct
    if any(_is_any(c, n) for n in nouns):
        return []
    reach = max((_reach(c, n, at) for n in nouns), default=-1)
    sentence = c.reading.analysis.tokens[at].sentence
    earlier = [(_last(p, at), p) for p in table if p.at < at and _foreign(c, p, answer)]
    own = {issue for n in nouns if _says_what(c, n) for issue in _issues(c, n) or ("",)}
    earlier = [(m, p) for m, p in earlier if not own or own & set(p.issues)]
    near = [
        (_called(c, p, nouns), m, p) for m, p in earlier if sentence - c.reading.analysis.tokens[m].sentence <= reach
    ]
    return [max(near, key=lambda e: e[:2])[2]] if near else []


def _last(p: Tabled, at: int) -> int:
    """Where a proposal was last spoken of before `at`, by its own words or by an answer."""
    return max(i for i in (*p.mentions, *(x.at for x in p.answers)) if i < at)


def _is_any(c: Context, n: int) -> bool:
    """rejected any suggestion that: nothing was proposed"""
    a = c.reading.analysis
    return any(a.tokens[d].lower_is("any", "no") for d in syntax.kids(a, n, "det"))


def _says_what(c: Context, n: int) -> bool:
    """Whether a noun says itself what is proposed, so that it need not be the last one: the idea of early elections."""
    a = c.reading.analysis
    if a.tokens[n].pos != "NOUN" or "proposal" not in answers.classes(c, n):
        return False
    about = [p for p in syntax.kids(a, n, "prep") if a.tokens[p].lower_is("of", "for", "on")]
    things = [x for p in about for x in syntax.kids(a, p, "pobj", "pcomp") if not c.reading.actors(x)]
    clauses = [x for x in syntax.kids(a, n, "acl") if "to" in syntax.auxiliaries(a, x)]
    return bool(things or clauses)


def _issues(c: Context, n: int) -> tuple[str, ...]:
    below = syntax.subtree(c.reading.analysis, n)
    return issues.distinct(issues.find(c.reading.analysis, c.reading.frames, below))


def _called(c: Context, p: Tabled, nouns: Iterable[int]) -> int:
    """How well a proposal goes by the word that is answered: it has the same name, or a name at all."""
    tokens = c.reading.analysis.tokens
    words = {tokens[n].lemma.lower() for n in nouns if tokens[n].pos == "NOUN"}
    if not words or p.noun is None:
        return 0
    return 2 if tokens[p.noun].lemma.lower() in words else 1


def _tells(c: Context, p: Tabled, n: int) -> bool:
    """Whether the noun is what the words of a proposal propose: offered a truce, its call for a truce."""
    token = c.reading.analysis.tokens[n]
    above = {token.head, c.reading.analysis.tokens[token.head].head if token.dep == "pobj" else token.head}
    return n in p.content and bool(above & {p.at, p.noun})


def _reach(c: Context, n: int, at: int) -> int:
    """How many sentences back a word may mean a proposal: the plan anywhere, it in the sentence before; -1: never."""
    token = c.reading.analysis.tokens[n]
    if token.text.lower() in POINTING or n == at:
        return 1
    return _FAR if token.lemma.lower() in _ANAPHORS or answers.classes(c, n) & TABLED else -1


def _foreign(c: Context, p: Tabled, answer: Answer) -> bool:
    """Nobody answers a proposal of their own side."""
    return not (set(side_keys(c, p.proposers)) & set(side_keys(c, answer.by)))
