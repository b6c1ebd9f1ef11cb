"""Who says what: reporting verbs with their speaker and the words they report, quotations included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.ingest import syntax
from kg.ingest.extractors import contents, speaking
from kg.ingest.extractors.quotes import Quote, quotes
from kg.ingest.model import Analysis
from kg.ingest.reading import Reading

_COMMENTING = frozenset({"comment", "elaborate", "say", "specify", "confirm", "disclose"})
_VERSIONS = ("account", "words", "view", "version", "telling")
_NOUNS = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class Saying:
    """A reporting verb: `speaker` the keys of who says it, `content` the tokens of what is said."""

    cue: int
    kind: str
    speaker: tuple[str, ...]
    speaker_token: int | None
    content: frozenset[int]
    quotes: tuple[Quote, ...]
    addressee: tuple[str, ...] = ()
    direct: bool = False  # whether words of its sentence stand in quotation marks


def find(r: Reading) -> list[Saying]:
    """All sayings of the article in text order; quoted sentences without a verb go on with the last speaker."""
    a = r.analysis
    quoted = quotes(a)
    found = _quoted_once(a, [s for t in a.tokens if (s := _at(r, t.i, quoted))])
    settled = _continued(a, _settled(a, sorted(found, key=lambda s: s.cue)), quoted)
    sentences = {a.tokens[i].sentence for q in quoted for i in range(q.first, q.last)}
    return [replace(s, direct=a.tokens[s.cue].sentence in sentences) for s in settled]


def _quoted_once(a: Analysis, found: Sequence[Saying]) -> list[Saying]:
    """was quoted as saying: one saying and not two."""
    at = {s.cue: s for s in found}
    for s in found:
        token = a.tokens[s.cue]
        outer = at.get(a.tokens[token.head].head) if token.dep == "pcomp" and s.kind != "source" else None
        if outer is not None and outer.kind == "source" and outer.speaker == s.speaker:
            del at[outer.cue]
            at[s.cue] = replace(s, quotes=(*outer.quotes, *s.quotes), content=s.content | outer.content - {s.cue})
    return [at[cue] for cue in sorted(at)]


def _settled(a: Analysis, found: Sequence[Saying]) -> list[Saying]:
    """Each quotation is one saying's: of several that claim it the one nearest to it that speaks."""
    owner: dict[Quote, Saying] = {}
    for saying in found:
        for q in saying.quotes:
            if q not in owner or _claim(saying, q) < _claim(owner[q], q):
                owner[q] = saying
    settled = []
    for saying in found:
        own = tuple(q for q in saying.quotes if owner[q] is saying)
        lost = {t for q in saying.quotes if q not in own for t in range(q.first, q.last)}
        kept = replace(saying, quotes=own, content=saying.content - lost) if lost else saying
        if kept.content or kept.quotes or not saying.content:
            settled.append(kept)
    return settled


def _claim(s: Saying, q: Quote) -> tuple[int, int]:
    """How far a saying is from a quotation; verbs of saying come before verbs that only go with one."""
    return (0 if s.kind in ("say", "source") else 1, min(abs(s.cue - q.first), abs(s.cue - q.last)))


def _at(r: Reading, i: int, quoted: Sequence[Quote]) -> Saying | None:
    token = r.analysis.tokens[i]
    if token.lower_is("according") and (source := _according(r, i)):
        return source
    if token.lower_is(*_VERSIONS):
        return _in_words(r, i)
    if not syntax.is_verb(token):
        return None
    kind = contents.kind_of(r, i)
    return _reported(r, i, kind, quoted) if kind else None


def _according(r: Reading, i: int) -> Saying | None:
    """according to X: X says the rest of the clause."""
    a = r.analysis
    nouns = [n for p in syntax.kids(a, i, "prep") for n in syntax.kids(a, p, "pobj")]
    nouns = nouns or syntax.kids(a, i, "pobj")
    if not nouns:
        return None
    own = set(syntax.subtree(a, i))
    clause = syntax.clause_of(a, a.tokens[i].head)
    content = frozenset(t for t in syntax.subtree(a, clause) if t not in own)
    source = nouns[0]
    keys = r.actors(source) or (speaking.issuers(r, source) if speaking.is_paper(r, source) else r.affected(source))
    return Saying(i, "source", keys, source, content, ()) if keys or a.tokens[source].pos in _NOUNS else None


def _in_words(r: Reading, n: int) -> Saying | None:
    """in her account, in X's words: she or X says the rest of the clause."""
    a = r.analysis
    within = a.tokens[a.tokens[n].head]
    owners = [o for o in syntax.kids(a, n, "poss") if r.actors(o)]
    if not owners or a.tokens[n].dep != "pobj" or not within.lower_is("in"):
        return None
    own = set(syntax.subtree(a, within.i))
    content = frozenset(t for t in syntax.subtree(a, syntax.clause_of(a, within.head)) if t not in own)
    kind = "think" if a.tokens[n].lower_is("view") else "source"
    return Saying(n, kind, r.actors(owners[0]), owners[0], content, ())


def _reported(r: Reading, v: int, kind: str, quoted: Sequence[Quote]) -> Saying | None:
    a = r.analysis
    kind, content = contents.of(r, v, kind)
    if silence := _silence(r, v):
        return silence
    if any(a.tokens[x].lemma in r.frames.cues for x in syntax.kids(a, v, "xcomp")) and kind == "quote":
        return None
    near = tuple(q for q in quoted if _belongs(a, q, v, content))
    if kind == "source":
        return _cited(r, v, content or _words_of(near))
    if not content and not near:
        return None
    if kind in ("quote", "as") and not near:
        return None
    if kind in ("say", "tell", "pledge", "appeal") and not near and _unsaid(a, v):
        return None
    content = content | _words_of(near)
    keys, token = speaking.speaker(r, v)
    addressee = tuple(k for n in syntax.kids(a, v, "dobj", "dative") for k in r.actors(n)) if kind != "as" else ()
    return Saying(v, kind, keys, token, frozenset(content), near, addressee)


def _unsaid(a: Analysis, v: int) -> bool:
    """did not say; nobody said: not "warned no sanctions would be lifted", where "no" belongs to what is said."""
    found = syntax.kids(a, v, "neg") or any(a.tokens[c].lower_is("never", "neither", "nor") for c in a.children[v])
    return bool(found) or any(syntax.has_no(a, c) for c in syntax.kids(a, v, "nsubj", "nsubjpass"))


def _words_of(found: Sequence[Quote]) -> frozenset[int]:
    return frozenset(t for q in found for t in range(q.first, q.last))


def _cited(r: Reading, v: int, content: frozenset[int]) -> Saying | None:
    """citing an official; quoted X: who is cited speaks, unless a verb of his own follows ("as saying")."""
    a = r.analysis
    saying = any(a.tokens[p].lower_is("as") and syntax.kids(a, p, "pcomp") for p in syntax.kids(a, v, "prep"))
    if syntax.is_passive(a, v):
        subjects = syntax.surface_subjects(a, v)
        said = content - set(syntax.subtree(a, subjects[0])) if subjects else None
        return Saying(v, "source", r.actors(subjects[0]), subjects[0], said, ()) if said and subjects else None
    if saying:
        return None
    cited = [n for n in syntax.objects(a, v) if r.actors(n) or "someone" in r.noun_classes(n)]
    if not cited:
        return _cited_thing(r, v)
    own = set(syntax.subtree(a, v))
    clause = a.tokens[v].head
    around = frozenset(t for t in syntax.subtree(a, clause) if t not in own) if a.tokens[v].dep == "advcl" else content
    if not around:
        return None
    return Saying(v, "source", r.actors(cited[0]), cited[0], around, ())


def _cited_thing(r: Reading, v: int) -> Saying | None:
    """cited the split of the party: who cites a thing says so."""
    keys, token = speaking.speaker(r, v)
    content = frozenset(t for o in syntax.kids(r.analysis, v, "dobj") for t in syntax.subtree(r.analysis, o))
    cites = r.analysis.tokens[v].lemma.lower() == "cite" and bool(keys) and bool(content)
    return Saying(v, "tell", keys, token, content, ()) if cites else None


def _silence(r: Reading, v: int) -> Saying | None:
    """declined to comment: a statement without content."""
    a = r.analysis
    if a.tokens[v].lemma not in ("decline", "refuse"):
        return None
    if not any(a.tokens[x].lemma in _COMMENTING for x in syntax.kids(a, v, "xcomp")):
        return None
    keys, token = speaking.speaker(r, v)
    return Saying(v, "say", keys, token, frozenset(), ())


def _belongs(a: Analysis, q: Quote, v: int, content: frozenset[int]) -> bool:
    """Whether a quotation is this verb's: in its content, or in its sentence with no other reporting verb nearer."""
    if q.first <= v < q.last:
        return False
    if any(q.first <= t < q.last for t in content):
        return True
    if content or q.first >= len(a.tokens) or q.first >= q.last:
        return False
    if v < q.first and any(t.text == ":" for t in a.tokens[v : q.first]):
        between = a.tokens[v + 1 : q.first]
        if all(t.pos in ("PUNCT", "SPACE", "SYM") for t in between):
            return True  # X adds: and the quotation in the next paragraph
    middle = a.tokens[q.first].sentence <= a.tokens[v].sentence <= a.tokens[q.last - 1].sentence
    return middle and v not in range(q.first, q.last) and v in (*syntax.ancestors(a, q.first), *_paths(a, q, v))


def _paths(a: Analysis, q: Quote, v: int) -> Iterator[int]:
    """The verb itself where the quotation stands under one of its children, or directly beside it."""
    if abs(q.first - v) < 12 or abs(v - q.last) < 8:
        yield v


def _continued(a: Analysis, sayings: list[Saying], quoted: Sequence[Quote]) -> list[Saying]:
    """Quotations that no verb claims belong to the last speaker before them, if he spoke a sentence ago."""
    claimed = {q for s in sayings for q in s.quotes}
    for q in quoted:
        if q in claimed or q.last - q.first < 4:
            continue
        before = [n for n, s in enumerate(sayings) if s.cue < q.first and s.speaker]
        if before and a.tokens[q.first].sentence - _end(a, sayings[before[-1]]) <= 2:
            s = sayings[before[-1]]
            more = frozenset(range(q.first, q.last)) | _whole_sentences(a, q)
            sayings[before[-1]] = replace(s, content=s.content | more, quotes=(*s.quotes, q))
    return sayings


def _end(a: Analysis, s: Saying) -> int:
    """The sentence in which a saying ends, its quotations so far included."""
    return max(a.tokens[i].sentence for i in (s.cue, *(q.last - 1 for q in s.quotes)))


def _whole_sentences(a: Analysis, q: Quote) -> frozenset[int]:
    numbers = {a.tokens[i].sentence for i in range(q.first, q.last)}
    return frozenset(
        t
        for s in a.sentences
        if s.number in numbers and q.first <= s.first + 1
        for t in range(s.first, min(s.last, q.last))
    )


def attribution(sayings: Sequence[Saying]) -> dict[int, Saying]:
    """For each token inside reported words the innermost saying that reports it.

    What somebody promises to do is his own act, and words without any speaker are those of the speaker around them.
    """
    innermost: dict[int, Saying] = {}
    reporting = [
        s for s in sayings if s.kind not in ("pledge", "appeal") and (s.speaker or s.speaker_token is not None)
    ]
    for saying in sorted(reporting, key=lambda s: -len(s.content)):
        for t in saying.content:
            innermost[t] = saying
    return innermost
