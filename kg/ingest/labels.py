"""Labels: short noun phrases that say what was agreed or proposed, cut out of the words that tell it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.ingest import syntax
from kg.ingest.evidence import Cutter
from kg.ingest.extractors import issues
from kg.ingest.extractors.accords import Accord
from kg.ingest.extractors.agreed import Telling
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.tabled import Tabled

LONG = 14  # words of a label
_ASIDES = ("relcl", "advcl", "appos", "parataxis", "intj", "meta", "preconj")
_BESIDE = ("compound", "amod", "nummod", "nmod", "quantmod", "poss", "case", "npadvmod", "advmod")
_POINTING = frozenset(
    "such same said this that those these first last recent new latest several separate own another".split()
)
_WHAT = ("on", "to", "upon", "over", "about")
_BREAKS = (",", ";", ":", "–", "—", "(", ")")
_QUOTES = ('"', "“", "”", "``", "''")
_AFTER = ("after", "before", "following", "during", "without", "despite", "amid")


class Labels:
    """Makes labels of one article."""

    def __init__(self, c: Context, cutter: Cutter) -> None:
        self.c = c
        self.a = c.reading.analysis
        self.cutter = cutter
        self._times = {
            t for e in c.clock.expressions if e.kind == "point" for t in range(e.first, e.last)
        }  # fmt: skip

    def of_accord(self, accord: Accord) -> str:
        """What the parties agreed, in the words of the first telling that says it."""
        found = [words for t in accord.tellings if (words := self._of_telling(t))]
        best = next((words for words in found if len(words.split()) > 1), "")
        if best or (found and self._says(found[0])):
            return best or found[0]
        told = next((t.issues for t in accord.tellings if t.issues and t.draft is None), accord.issues)
        about = f" on {told[0].replace('_', ' ')}" if told and told[0] != "other" else ""
        return f"{found[0] if found else 'agreement'}{about}"

    def _says(self, word: str) -> bool:
        """Whether one word says it by itself: truce, ceasefire."""
        return "ceasefire" in self.c.reading.frames.classes(word.lower().removesuffix("s"))

    def _of_telling(self, t: Telling) -> str:
        d = t.draft
        if d is None:
            return self.noun(t.noun) if t.noun is not None else ""
        return self._of_act(d) or (self.noun(t.noun) if t.noun is not None else "")

    def _of_act(self, d: Draft) -> str:
        """agreed to exchange, agreed an exchange, agreed on an exchange: exchange of prisoners"""
        a = self.a
        if not syntax.is_verb(a.tokens[d.at]):
            return self.noun(d.at)
        for x in syntax.kids(a, d.at, "xcomp"):
            return self.clause(x, "agreement")
        if d.act == "exchange_prisoners":
            return next((f"exchange of {words}" for o in syntax.objects(a, d.at) if (words := self.noun(o))), "")
        nouns = [o for o in syntax.objects(a, d.at) if not self.c.reading.actors(o)]
        nouns += [n for p in _WHAT for n in syntax.prepositions(a, d.at).get(p, []) if n not in self._times]
        for x in syntax.kids(a, d.at, "ccomp") if not nouns else ():
            return _short(f"agreement that {self.cutter.phrase(self._kept(x))}")
        return next((words for n in nouns if a.tokens[n].pos in ("NOUN", "PROPN") and (words := self.noun(n))), "")

    def of_proposal(self, p: Tabled) -> str:
        """What is proposed: that of the noun, of what is offered, or of the clause that says what to do."""
        words = self._of_offer(p.draft) if p.draft is not None and p.draft.at == p.at else ""
        if not words and p.noun is not None and p.noun in p.content:
            words = self.noun(p.noun)
        words = words or _short(self.cutter.phrase(t for t in p.content if t not in self._times))
        own = issues.distinct(issues.find(self.a, self.c.reading.frames, p.content))
        about = own[0].replace("_", " ") if own else ""
        if len(words.split()) > 1 or words.lower().startswith(about[:6] or "?"):
            return words
        if not about:
            return self._with_owner(words or "proposal", p)
        return f"{words or 'proposal'} on {about}"

    def _with_owner(self, word: str, p: Tabled) -> str:
        entities = self.c.reading.entities
        tabled = self.c.reading.frames.classes(word.lower()) & {"proposal", "document"}
        return f"{word} of {entities[p.proposers[0]].label}" if p.proposers and tabled else word

    def _of_offer(self, d: Draft) -> str:
        """proposed to, called on somebody to, offered a, suggested that"""
        a, r = self.a, self.c.reading
        kind = {"urge": "call", "demand": "demand", "promise": "offer"}.get(d.act, "proposal")
        if not syntax.is_verb(a.tokens[d.at]):
            return self.noun(d.at)
        nouns = [n for n in syntax.objects(a, d.at) if not r.is_somebody(n) and a.tokens[n].pos in ("NOUN", "PROPN")]
        for n in nouns:
            return self.noun(n)
        ready = [x for r in syntax.kids(a, d.at, "acomp", "oprd") for x in syntax.kids(a, r, "xcomp")]
        for x in [*ready, *syntax.kids(a, d.at, "xcomp", "ccomp", "advcl")]:
            if a.tokens[x].dep == "xcomp" or "to" in syntax.auxiliaries(a, x):
                return self.clause(x, kind)
            if a.tokens[x].dep == "ccomp" and syntax.is_passive(a, x) and not syntax.kids(a, x, "aux", "auxpass"):
                return self._done(x)
            if a.tokens[x].dep == "ccomp":
                return _short(f"{kind} that {self.cutter.phrase(self._kept(x))}")
        below = [n for p in ("for", *_WHAT) for n in syntax.prepositions(a, d.at).get(p, [])]
        return next((self.noun(n) for n in below if self._is_thing(n)), "")

    def _is_thing(self, n: int) -> bool:
        return not self.c.reading.is_somebody(n) and n not in self._times and not self.a.tokens[n].lower_is("table")

    def _done(self, v: int) -> str:
        """wants sanctions lifted: lifting of sanctions"""
        noun = self.c.reading.frames.deverbals.get(self.a.tokens[v].lemma.lower(), "")
        what = next((self.noun(s) for s in syntax.kids(self.a, v, "nsubj", "nsubjpass")), "")
        return f"{noun} of {what}" if noun and what else ""

    def clause(self, v: int, kind: str) -> str:
        """An infinitive as a noun phrase: release of hostages, agreement to meet again."""
        deverbals = self.c.reading.frames.deverbals
        lemma = self.a.tokens[v].lemma.lower()
        particles = [t for t in syntax.kids(self.a, v, "prt", "advmod") if t == v + 1]
        phrase = f"{lemma} {self.a.tokens[particles[0]].text.lower()}" if particles else lemma
        noun = deverbals.get(phrase) or deverbals.get(lemma)
        objects = syntax.kids(self.a, v, "dobj")
        if noun and objects:
            rest = [t for t in self._kept(v) if t > v and t not in particles]
            return _short(f"{noun} of {self.cutter.phrase(rest)}") if self.a.tokens[objects[0]].pos != "PRON" else ""
        words = self.cutter.phrase(t for t in self._kept(v) if t >= v)
        return _short(f"{kind} to {words}") if words else ""

    def noun(self, n: int) -> str:
        """The noun with what describes it, without determiner, day and asides: exchange of 1,000 prisoners each."""
        tokens = [t for t in self._kept(n) if not self._points(n, t)]
        return _short(self.cutter.phrase(tokens))

    def _points(self, n: int, t: int) -> bool:
        token = self.a.tokens[t]
        return t < n and token.head == n and (token.dep in ("det", "predet") or token.text.lower() in _POINTING)

    def _kept(self, top: int) -> list[int]:
        """Tokens below `top` without asides and days, up to a comma that joins no list."""
        kept = sorted(self._below(top))
        inside = set(kept)
        for t in kept:
            if t > top and t not in self._times and self.a.tokens[t].text in _BREAKS and not self._lists(t, inside):
                kept = [x for x in kept if x < t]
                break
        return [t for t in kept if self.a.tokens[t].text not in _QUOTES]

    def _lists(self, comma: int, inside: set[int]) -> bool:
        """Whether a comma stands between things of one list, or between adjectives."""
        head = self.a.tokens[self.a.tokens[comma].head]
        joined = syntax.kids(self.a, head.i, "conj", "amod") or head.dep == "conj"
        return bool(joined) and {comma - 1, comma + 1} <= inside

    def _below(self, i: int) -> Iterator[int]:
        yield i
        for x in self.a.children[i]:
            if not self._left_out(i, x):
                yield from self._below(x)

    def _left_out(self, i: int, x: int) -> bool:
        token = self.a.tokens[x]
        if token.dep in _ASIDES or token.pos == "SPACE":
            return True
        if token.dep == "acl":
            return "to" not in syntax.auxiliaries(self.a, x)
        if token.dep == "conj" and syntax.is_verb(token) and x > i + 1:
            return True
        if token.dep == "prep" and not token.lower_is("of"):
            return any(n in self._times for n in syntax.kids(self.a, x, "pobj")) or token.lower_is(*_AFTER)
        return x in self._times and token.dep in ("npadvmod", "tmod", "nmod", "advmod")


def _short(words: str) -> str:
    """At most LONG words, cut before a word that leads on to nothing."""
    parts = words.removesuffix(" not").rstrip(",").split()[:LONG]
    while parts and parts[-1].lower() in _OPENING:
        parts.pop()
    return " ".join(parts).rstrip(",;:")


_OPENING = frozenset("of for to in on at by with from and or the a an their its his that which under over as".split())
