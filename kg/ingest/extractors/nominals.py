"""Event nouns: an act told by a noun (talks with X, the U.S.-brokered deal), with those whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.ingest import syntax
from kg.ingest.extractors import phrases
from kg.ingest.extractors.fillers import MOVES, Filler, movers, noun_fillers, without
from kg.ingest.extractors.predicate import Predicate
from kg.ingest.reading import SPANS, Reading

_PATHS = ("owner", "between", "among", "by", "involving")
_SENT = frozenset(
    {"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "ASSAULT"}
)  # types of what comes from somebody
_AFTER = frozenset("after following during in at over on upon since amid through via".split())
_TRAVEL = frozenset({"arrival", "visit"})  # noun classes of what one side does alone
_PREFIXED = frozenset({"mediate", "host", "propose", "impose_sanctions"})  # acts that a U.S.-brokered plan tells


def noun_predicate(r: Reading, n: int) -> Predicate | None:
    """An event noun by itself, if the text says whose it is: Russia's rejection of the plan, talks between A and B."""
    a = r.analysis
    lemma = a.tokens[n].lemma.lower()
    act_name = r.noun_act(n)
    if not act_name or a.tokens[n].dep in ("compound", "amod") or syntax.beside(a, n) is not None:
        return None
    if is_body(r, n) or _is_intention(r, n):
        return None
    act = r.frames.acts[act_name]
    agents = sides(r, n) if act.mutual else list(named(r, n))
    if not agents and (act.type in _SENT or act_name in ("promise", "accept")):
        agents = list(noun_fillers(r, n, "from"))
    if not agents and act_name in MOVES:
        agents = list(movers(r, syntax.prepositions(a, n).get("of", []) + syntax.kids(a, n, "compound")))
    keys = {k for f in agents for k in f.keys}
    if not _nominal(r, n, act_name) and (
        not keys or (act.mutual and len(keys) < 2 and not r.noun_classes(n) & _TRAVEL)
    ):
        return None
    targets = next(iter(noun_targets(r, n, keys)), ())
    targets = () if act.mutual else targets
    words = () if targets or act.mutual else tuple(phrases.of_noun(r, n))
    return Predicate(n, act_name, f"noun:{lemma}", n, tuple(agents), targets, (n,), words)


def named(r: Reading, n: int, paths: Sequence[str] = _PATHS) -> Iterator[Filler]:
    """Actors whom the noun's own modifiers name; those of an empty noun before it count: six months of talks."""
    for path in paths:
        yield from noun_fillers(r, n, path)
    head = r.analysis.tokens[n].head
    if r.analysis.tokens[n].dep == "pobj" and r.analysis.tokens[head].lower_is("of"):
        outer = r.analysis.tokens[head].head
        if r.content_noun(outer) == n or r.analysis.tokens[outer].lemma.lower() in SPANS:
            yield from noun_fillers(r, outer, "owner")


def sides(r: Reading, n: int) -> list[Filler]:
    """Those who do together what a noun says: talks with X, after a call with X the one who acts in the clause."""
    found = list(named(r, n, (*_PATHS, "with"))) + list(_paired(r, n))
    keys = {k for f in found for k in f.keys}
    if len(keys) == 1 and noun_fillers(r, n, "owner"):
        found += [f for f in _strayed(r, n) if not keys & set(f.keys)]
    elif len(keys) == 1 or (not keys and r.noun_classes(n) & _TRAVEL):
        found += [f for f in _acting_beside(r, n) if not keys & set(f.keys)]
    return found


def _paired(r: Reading, n: int) -> Iterator[Filler]:
    """the Hamas-Israel deal: two names joined by a hyphen before the noun."""
    a = r.analysis
    for c in syntax.kids(a, n, "nmod", "compound", "amod"):
        if c >= 2 and a.tokens[c - 1].text in "-–" and r.actors(c) and r.actors(c - 2):
            yield Filler(c - 2, r.actors(c - 2))
            yield Filler(c, r.actors(c))


def _strayed(r: Reading, n: int) -> Iterator[Filler]:
    """his talks last month in Washington with X: company that the parser hangs on the verb or the place."""
    a = r.analysis
    end = max(syntax.subtree(a, n))
    for p in range(n + 1, min(end + 8, len(a.tokens))):
        token = a.tokens[p]
        if syntax.is_verb(token) or token.pos == "PUNCT" or token.sentence != a.tokens[n].sentence:
            return
        if token.lower_is("with") and token.dep == "prep":
            yield from (Filler(o, r.actors(o)) for o in syntax.kids(a, p, "pobj") if r.actors(o))
            return


def _acting_beside(r: Reading, n: int) -> Iterator[Filler]:
    """announced it after a call with X, said on arrival: the subject of the clause that the noun is an adjunct of."""
    a = r.analysis
    token = a.tokens[n]
    if token.dep != "pobj" or not a.tokens[token.head].lower_is(*_AFTER):
        return
    for s in syntax.subjects(a, syntax.clause_of(a, a.tokens[token.head].head)):
        keys = tuple(k for k in r.actors(s))
        if keys and s not in syntax.subtree(a, n):
            yield Filler(s, keys)


def prefixed_predicate(r: Reading, i: int) -> Predicate | None:
    """a U.S.-brokered agreement, an Egyptian-proposed plan: the participle's act, by the one before the hyphen."""
    a = r.analysis
    token = a.tokens[i]
    if token.dep != "amod" or token.tag != "VBN" or i < 2 or a.tokens[i - 1].text not in "-–":
        return None
    keys = r.at.get(i - 2, ())
    for frame in r.frames.verbs.get(token.lemma.lower(), ()) if keys else ():
        asked = [c for c in frame.conditions if c.slot != "passive"]
        if frame.act in _PREFIXED and all(
            c.slot == "obj" and r.noun_is(token.head, c.value) != c.negated for c in asked
        ):
            found = Predicate(i, frame.act, frame.key, token.head, (Filler(i - 2, keys),), ())
            between = noun_fillers(r, token.head, "between") if frame.act == "mediate" else ()
            return replace(found, targets=between)
    return None


def is_body(r: Reading, n: int) -> bool:
    """the Syrian opposition, whom the word means; but not the opposition to a plan."""
    return bool(r.at.get(n)) and "to" not in syntax.prepositions(r.analysis, n)


def _is_intention(r: Reading, n: int) -> bool:
    """plans to visit, a plan to attack: what somebody means to do is no proposal."""
    below = syntax.kids(r.analysis, n, "acl", "xcomp")
    return "plan_word" in r.noun_classes(n) and any("to" in syntax.auxiliaries(r.analysis, x) for x in below)


_OBJECTS = {  # what a nominalisation without an agent must be of, to tell an event of the negotiation
    "release": ("prisoner", "hostage"),
    "suspend": ("meeting", "agreement", "aid", "cooperation"),
    "sign": ("agreement", "document"),
    "ease_sanctions": ("sanction", "ban"),
    "impose_sanctions": ("sanction", "tariff", "envoy"),
    "withdraw": ("troops",),
    "deploy": ("troops",),
}


def _nominal(r: Reading, n: int, act: str) -> bool:
    """the suspension of the talks, the freeing of prisoners: the noun's object says enough without an agent."""
    wanted = _OBJECTS.get(act, ())
    objects = syntax.prepositions(r.analysis, n).get("of", []) + syntax.kids(r.analysis, n, "compound")
    return "nominal" in r.noun_classes(n) and any(r.noun_is(o, value) for o in objects for value in wanted)


def noun_targets(r: Reading, n: int, agents: set[str]) -> Iterator[tuple[Filler, ...]]:
    """Actors at whom the act of a noun is directed, by each preposition that names some."""
    for path in ("on", "against", "to", "of", "with", "from", "at", "in"):
        found = tuple(f for f in (without(t, agents) for t in noun_fillers(r, n, path)) if f.keys)
        if found:
            yield found
