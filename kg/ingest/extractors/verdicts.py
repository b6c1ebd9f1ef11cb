"""Verdicts: how a said clause judges what it speaks of, by the good and bad words in its predicate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.ingest import syntax
from kg.ingest.extractors.drafts import Context
from kg.ingest.extractors.saidclauses import OPEN, Clause

COPULAS = frozenset("be remain seem become look appear sound constitute represent mark prove stay feel signify".split())
_LIGHT = frozenset(
    "have make show take pose see maintain demonstrate give display lack create cause commit achieve register "
    "hold".split()
)
_NEGATED = {"praise": "criticize", "criticize": "", "urge": "", "reject": "", "deny": ""}
_PLANS = frozenset({"plan", "intention", "question", "reason", "need", "truth", "basis", "doubt"})
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "'re"})
_LESS = frozenset("little few less insufficient hardly barely scant".split())
_OF = frozenset("kind sort act piece form matter sign one case source proof expression step move attempt part".split())
_ONLY = frozenset("way solution option path pathway mean means choice answer road basis alternative route".split())
_DUE = frozenset({"important", "time", "hope"})
_MATTERS = frozenset("thing priority goal aim hope task step wish objective point purpose".split())


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement: its act, who is judged by it, and the way in which it is given."""

    act: str
    targets: tuple[str, ...]
    way: str


def of(c: Context, k: Clause) -> Verdict | None:
    """The verdict of a said clause, if its predicate has one."""
    a = c.reading.analysis
    lemma = a.tokens[k.v].lemma.lower()
    if k.negated and (found := _too_little(c, k) or _there_is_no(c, k)):
        return found
    if lemma in COPULAS:
        return _needed(c, k) or _excluded(c, k) or _copular(c, k)
    if ("verdict", form := a.tokens[k.v].text.lower()) in c.reading.frames.implied and not k.own:
        act = c.reading.frames.implied["verdict", form]  # was biased, is misleading: parsed as a verb
        being = k.auxiliaries & _BEING and not syntax.kids(a, k.v, "agent", "dobj")
        return Verdict(act, k.actors, "adj") if being and not k.negated and act != "urge" else None
    if lemma in ("need", "require") and syntax.is_passive(a, k.v):
        return None if k.negated else Verdict("urge", k.actors, "needed")
    if k.own:
        return None
    if lemma in _LIGHT and (objects := syntax.kids(a, k.v, "dobj")):
        return next((v for o in objects if (v := _held(c, k, o))), None)
    return _harming(c, k) or _deed(c, k)


def _too_little(c: Context, k: Clause) -> Verdict | None:
    """It did not go far enough."""
    a = c.reading.analysis
    below = [k.v, *syntax.kids(a, k.v, "advmod", "acomp", "dobj", "attr", "prep")]
    enough = any(a.tokens[x].lower_is("enough") for w in below for x in a.children[w])
    return Verdict("criticize", () if k.own else k.actors, "not-enough") if enough else None


def _harming(c: Context, k: Clause) -> Verdict | None:
    """pushes the world closer to conflict, led to bloodshed."""
    a, implied = c.reading.analysis, c.reading.frames.implied
    if k.own or k.negated or k.auxiliaries & OPEN or syntax.is_passive(a, k.v):
        return None
    near = [k.v, *syntax.kids(a, k.v, "advmod", "dobj", "prt", "ccomp", "advcl")]
    nouns = [n for w in near for p in ("to", "into", "toward", "towards") for n in syntax.prepositions(a, w).get(p, [])]
    if any(("risk", a.tokens[n].lemma.lower()) in implied for n in nouns):
        return Verdict("criticize", k.actors, "harming")
    return None


def _there_is_no(c: Context, k: Clause) -> Verdict | None:
    """There were no violations, no plans to do it; there is no will."""
    a, implied = c.reading.analysis, c.reading.frames.implied
    if not k.is_there or k.auxiliaries & OPEN:
        return None
    for x in syntax.kids(a, k.v, "attr", "dobj", "nsubj"):
        known = next((implied[key] for w in _words(c, x) if (key := ("verdict", w)) in implied), "")
        if syntax.has_no(a, x) and (known == "criticize" or a.tokens[x].lemma.lower() in _PLANS):
            return Verdict("deny", (), "there-no-plan")
        if syntax.has_no(a, x) and known == "praise":
            return Verdict("criticize", (), "there-no")
    return None


def _held(c: Context, k: Clause, o: int) -> Verdict | None:
    """poses a threat, has shown courage, had a good meeting."""
    a, implied = c.reading.analysis, c.reading.frames.implied
    noun = a.tokens[o]
    good = ("verdict", noun.lemma.lower()) in implied or c.reading.noun_is(o, "meeting")
    if noun.pos != "NOUN" or not good:
        return None
    act = polar(c, o, "verdict")
    if k.negated and act:
        act = _NEGATED.get(act, "") if not syntax.has_no(a, o) else act
    return Verdict(act, k.actors, "held") if act in ("praise", "criticize") else None


def _needed(c: Context, k: Clause) -> Verdict | None:
    """It is essential that, it is time to, it is up to X to, the only way is, the important thing is that."""
    a, implied = c.reading.analysis, c.reading.frames.implied
    if k.negated or k.is_there:
        return None
    clause = syntax.kids(a, k.v, "ccomp", "xcomp", "advcl", "csubj")
    found = syntax.kids(a, k.v, "acomp", "attr")
    below = [x for w in found for x in syntax.kids(a, w, "ccomp", "xcomp", "advcl", "acl", "relcl")]
    for x in found:
        lemma = a.tokens[x].lemma.lower()
        owed = (clause or below) and (
            implied.get(("verdict", lemma)) == "urge" or lemma in ("important", "time", "hope")
        )
        only = lemma in _ONLY and any(a.tokens[m].lower_is("only") for m in a.children[x])
        if owed or only:
            return Verdict("urge", _asked(c, [*clause, *below]), "needed")
    matters = [s for s in k.subjects if a.tokens[s].lemma.lower() in _MATTERS]
    if matters and clause and any(x > k.v for x in clause):
        return Verdict("urge", _asked(c, clause), "matters")
    up = [p for p in syntax.kids(a, k.v, "prep", "advmod", "acomp") if a.tokens[p].lower_is("up", "incumbent")]
    if up and not k.actors:
        nouns = [n for p in up for ns in syntax.prepositions(a, p).values() for n in ns]
        return Verdict("urge", tuple(x for n in nouns for x in c.reading.actors(n)), "up-to")
    return None


def _asked(c: Context, clauses: list[int]) -> tuple[str, ...]:
    nouns = [n for x in clauses for n in syntax.kids(c.reading.analysis, x, "nsubj", "nsubjpass")]
    return tuple(dict.fromkeys(x for n in nouns for x in c.reading.actors(n)))


def _excluded(c: Context, k: Clause) -> Verdict | None:
    """No ceasefire is possible, it is no option, hardly likely, off the table; there can be no deal."""
    a, implied = c.reading.analysis, c.reading.frames.implied
    if k.negated and k.is_there and k.auxiliaries & OPEN:
        return Verdict("reject", (), "excluded")
    found = syntax.prepositions(a, k.v)
    words = syntax.kids(a, k.v, "acomp", "attr") if k.negated or _scant(c, k) else []
    where = [p for p in found if p in ("off", "out of") or (k.negated and p in ("on", "in"))]
    words += [n for p in where for n in found[p]]
    words += [n for x in words if a.tokens[x].lower_is("open") for n in syntax.prepositions(a, x).get("to", [])]
    named = any(("option", a.tokens[x].lemma.lower()) in implied for x in words)
    return Verdict("reject", (), "excluded") if named else None


def _scant(c: Context, k: Clause) -> bool:
    """hardly possible"""
    a = c.reading.analysis
    near = [k.v, *syntax.kids(a, k.v, "acomp")]
    return any(a.tokens[x].text.lower() in _LESS for w in near for x in a.children[w])


def _copular(c: Context, k: Clause) -> Verdict | None:
    a = c.reading.analysis
    if k.own and not k.is_there:
        return _felt(c, k)
    for x in syntax.kids(a, k.v, "acomp", "attr", "dobj", "oprd", "advmod"):
        if act := polar(c, x, "verdict"):
            way = "there" if k.is_there else "adj" if a.tokens[x].pos != "NOUN" else "noun"
            turned = k.negated and not syntax.has_no(a, x)
            act = _NEGATED.get(act, "") if turned else act
            return Verdict(act, k.actors, way) if act not in ("", "urge") else None
    return None


def _felt(c: Context, k: Clause) -> Verdict | None:
    """We are grateful to them, disappointed with the answer: the actors below the feeling's prepositions."""
    a = c.reading.analysis
    for x in syntax.kids(a, k.v, "acomp", "attr", "oprd"):
        act = polar(c, x, "feeling")
        if not act or syntax.kids(a, x, "xcomp"):
            continue  # pleased to announce
        nouns = [n for i in (x, k.v) for found in syntax.prepositions(a, i).values() for n in found]
        targets = tuple(dict.fromkeys(w for n in nouns for w in c.reading.affected(n)))
        act = _NEGATED.get(act, "") if k.negated else act
        return Verdict(act, targets, "feeling") if act and targets else None
    return None


def _deed(c: Context, k: Clause) -> Verdict | None:
    """undermines our security, has not kept its word."""
    a, implied = c.reading.analysis, c.reading.frames.implied
    act = implied.get(("deed", a.tokens[k.v].lemma.lower()), "")
    if syntax.is_passive(a, k.v):
        return None
    if k.negated:
        act = _NEGATED.get(act, "")
    return Verdict(act, k.actors, f"deed-{act}") if act else None


def polar(c: Context, x: int, kind: str) -> str:
    """The act of a predicate word: its own, or that of its modifiers, turned round by no, little, not."""
    a, implied = c.reading.analysis, c.reading.frames.implied
    found = next((implied[kind, w] for w in _words(c, x) if (kind, w) in implied), "")
    if not found and a.tokens[x].lemma.lower() in _OF:
        nouns = [n for n in syntax.prepositions(a, x).get("of", []) if a.tokens[n].pos == "NOUN"]
        found = next((p for n in nouns if (p := polar(c, n, kind))), "")
    less = syntax.has_no(a, x) or any(
        a.tokens[m].text.lower() in _LESS or a.tokens[m].dep == "neg" for m in a.children[x]
    )
    return _NEGATED.get(found, "") if less and found else found


def _words(c: Context, x: int) -> Iterator[str]:
    """The word with its modifiers, by pairs first, then the modifiers, which say more than the noun."""
    a = c.reading.analysis
    own = [x, *syntax.kids(a, x, "amod", "compound", "advmod", "npadvmod", "conj")]
    own += [w for w in syntax.kids(a, a.tokens[x].head, "advmod") if w > x]  # was a step forward
    lemmas = [a.tokens[i].lemma.lower() for i in own]
    yield from (f"{lemmas[0]} {w}" for w in lemmas[1:])
    forms = [a.tokens[i].text.lower() for i in own]
    yield from (f"{w} {lemmas[0]}" for pair in zip(lemmas[1:], forms[1:], strict=True) for w in pair)
    yield from lemmas
    yield from forms
