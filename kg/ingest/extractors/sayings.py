"""Who says what: reporting verbs with their speaker and the words they report, quotations included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.ingest import syntax
from kg.ingest.model import Analysis
from kg.ingest.reading import Reading

_OPEN = {"“": "”", "«": "»", '"': '"', "``": "''"}
MAX_QUOTE = 400  # tokens; a quotation left open longer is a slip of the pen


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted tokens [first, last), the marks left out."""

    first: int
    last: int


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

    @property
    def direct(self) -> bool:
        return bool(self.quotes)


def quotes(a: Analysis) -> list[Quote]:
    """Quotations in text order; a paragraph break closes one that the next paragraph does not go on with."""
    found: list[Quote] = []
    start, closing = None, ""
    for token in a.tokens:
        mark = token.text
        if start is None and mark in _OPEN:
            start, closing = token.i + 1, _OPEN[mark]
        elif (start is not None and (mark == closing or (mark == "''" and closing == '"'))) or (
            start is not None and (token.i - start > MAX_QUOTE or "\n\n" in mark)
        ):
            found.append(Quote(start, token.i))
            start = None
    return [q for q in found if q.last - q.first < 0.8 * len(a.tokens) or len(found) > 1]


def find(r: Reading) -> list[Saying]:
    """All sayings of the article in text order; quoted sentences without a verb go on with the last speaker."""
    a = r.analysis
    quoted = quotes(a)
    found = [s for t in a.tokens if (s := _at(r, t.i, quoted))]
    return _continued(a, _settled(a, sorted(found, key=lambda s: s.cue)), quoted)


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
    if not syntax.is_verb(token):
        return None
    kind = r.frames.cues.get(_cue_lemma(r, i))
    return _reported(r, i, kind, quoted) if kind else None


def _cue_lemma(r: Reading, v: int) -> str:
    particles = [r.analysis.tokens[p].text.lower() for p in syntax.kids(r.analysis, v, "prt")]
    joined = " ".join([r.analysis.tokens[v].lemma.lower(), *particles])
    return joined if joined in r.frames.cues else joined.split(" ", maxsplit=1)[0]


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
    keys = r.affected(nouns[0])
    return Saying(i, "source", keys, nouns[0], content, ()) if keys else None


def _reported(r: Reading, v: int, kind: str, quoted: Sequence[Quote]) -> Saying | None:
    a = r.analysis
    content = _content(a, v, kind) or (_told(a, v) if kind == "tell" else frozenset())
    if silence := _silence(r, v):
        return silence
    if any(a.tokens[x].lemma in r.frames.cues for x in syntax.kids(a, v, "xcomp")) and kind == "quote":
        return None
    near = tuple(q for q in quoted if _belongs(a, q, v, content))
    if not content and not near:
        return None
    if kind in ("quote", "as") and not near:
        return None
    content = content | {t for q in near for t in range(q.first, q.last)}
    keys, token = _speaker(r, v)
    addressee = tuple(k for n in syntax.kids(a, v, "dobj", "dative") for k in r.actors(n)) if kind != "as" else ()
    return Saying(v, kind, keys, token, frozenset(content), near, addressee)


def _told(a: Analysis, v: int) -> frozenset[int]:
    """What is announced, denied or demanded where a noun says it: the object and what "of" or "for" adds."""
    objects = [*syntax.kids(a, v, "dobj"), *(p for p in syntax.kids(a, v, "prep") if a.tokens[p].lower_is("of", "for"))]
    if syntax.is_passive(a, v) or not syntax.kids(a, v, "nsubj"):
        return frozenset()
    return frozenset(t for o in objects for t in syntax.subtree(a, o))


def _silence(r: Reading, v: int) -> Saying | None:
    """declined to comment: a statement without content."""
    a = r.analysis
    if a.tokens[v].lemma not in ("decline", "refuse"):
        return None
    if not any(a.tokens[x].lemma == "comment" for x in syntax.kids(a, v, "xcomp")):
        return None
    keys, token = _speaker(r, v)
    return Saying(v, "say", keys, token, frozenset(), ())


def _content(a: Analysis, v: int, kind: str) -> frozenset[int]:
    """Tokens of the clause that is reported: below the verb, or above it where the verb stands in a parenthesis."""
    clauses = [c for c in syntax.kids(a, v, "ccomp", "parataxis") if _clausal(a, c)]
    if clauses:
        own = {t for c in clauses for x in _asides(a, v, c) for t in syntax.subtree(a, x)}
        return frozenset(t for c in clauses for t in syntax.subtree(a, c) if t not in own)
    token = a.tokens[v]
    if token.dep == "parataxis" or (
        token.dep == "ccomp" and token.head > v and kind in ("say", "tell") and _bare(a, v)
    ):
        own = set(syntax.subtree(a, v))
        return frozenset(t for t in syntax.subtree(a, token.head) if t not in own)
    return frozenset()


def _asides(a: Analysis, v: int, c: int) -> Iterator[int]:
    """Adverbial clauses in the present tense below what was said in the past: the article speaks again."""
    if a.tokens[v].tag in ("VBD", "VBN"):
        for x in syntax.kids(a, c, "advcl"):
            if a.tokens[x].tag in ("VBZ", "VBP") and syntax.kids(a, x, "nsubj") and syntax.kids(a, x, "mark"):
                yield x


def _clausal(a: Analysis, c: int) -> bool:
    return syntax.is_verb(a.tokens[c]) or bool(syntax.kids(a, c, "nsubj", "cop", "mark")) or a.tokens[c].dep == "ccomp"


def _bare(a: Analysis, v: int) -> bool:
    return not syntax.kids(a, v, "mark", "dobj")


def _belongs(a: Analysis, q: Quote, v: int, content: frozenset[int]) -> bool:
    """Whether a quotation is this verb's: in its content, or in its sentence with no other reporting verb nearer."""
    if q.first <= v < q.last:
        return False
    if any(q.first <= t < q.last for t in content):
        return True
    if content or q.first >= len(a.tokens) or q.first >= q.last:
        return False
    middle = a.tokens[q.first].sentence <= a.tokens[v].sentence <= a.tokens[q.last - 1].sentence
    return middle and v not in range(q.first, q.last) and v in (*syntax.ancestors(a, q.first), *_paths(a, q, v))


def _paths(a: Analysis, q: Quote, v: int) -> Iterator[int]:
    """The verb itself where the quotation stands under one of its children, or directly beside it."""
    if abs(q.first - v) < 12 or abs(v - q.last) < 8:
        yield v


def _speaker(r: Reading, v: int) -> tuple[tuple[str, ...], int | None]:
    """Keys and token of the logical subject; a statement or report speaks for those whose it is."""
    a = r.analysis
    tokens = syntax.subjects(a, v)
    keys = [k for t in tokens for k in r.actors(t)]
    if keys:
        return tuple(dict.fromkeys(keys)), tokens[0]
    for t in tokens:
        sources = syntax.prepositions(a, t)
        owners = r.owner(t) or tuple(k for p in ("from", "by", "of") for n in sources.get(p, []) for k in r.actors(n))
        if owners:
            return owners, t
    return (), tokens[0] if tokens else None


def _continued(a: Analysis, sayings: list[Saying], quoted: Sequence[Quote]) -> list[Saying]:
    """Quotations that no verb claims belong to the last speaker before them, if he spoke a sentence ago."""
    claimed = {q for s in sayings for q in s.quotes}
    for q in quoted:
        if q in claimed or q.last - q.first < 4:
            continue
        before = [n for n, s in enumerate(sayings) if s.cue < q.first and s.speaker]
        if before and a.tokens[q.first].sentence - a.tokens[sayings[before[-1]].cue].sentence <= 2:
            s = sayings[before[-1]]
            more = frozenset(range(q.first, q.last)) | _whole_sentences(a, q)
            sayings[before[-1]] = replace(s, content=s.content | more, quotes=(*s.quotes, q))
    return sayings


def _whole_sentences(a: Analysis, q: Quote) -> frozenset[int]:
    numbers = {a.tokens[i].sentence for i in range(q.first, q.last)}
    return frozenset(
        t
        for s in a.sentences
        if s.number in numbers and q.first <= s.first + 1
        for t in range(s.first, min(s.last, q.last))
    )


def first_persons(r: Reading, said: Mapping[int, Saying]) -> dict[int, tuple[str, ...]]:
    """Whom I and we mean in reported words: the speaker; with we those for whom he speaks."""
    found: dict[int, tuple[str, ...]] = {}
    for i, saying in said.items():
        token = r.analysis.tokens[i]
        if token.pos != "PRON" or token.text == "US":
            continue
        word = token.text.lower()
        if word in ("i", "me", "my", "myself"):
            found[i] = saying.speaker
        elif word in ("we", "us", "our", "ourselves"):
            found[i] = tuple(dict.fromkeys(_spoken_for(r, k) for k in saying.speaker))
    return {i: keys for i, keys in found.items() if keys}


def _spoken_for(r: Reading, key: str) -> str:
    side = r.entities[key].side
    return side if side and r.entities[key].kind in ("person", "unnamed", "delegation") else key


def attribution(sayings: Sequence[Saying]) -> dict[int, Saying]:
    """For each token inside reported words the innermost saying that reports it."""
    innermost: dict[int, Saying] = {}
    for saying in sorted(sayings, key=lambda s: -len(s.content)):
        for t in saying.content:
            innermost[t] = saying
    return innermost
