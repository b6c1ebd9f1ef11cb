"""What is said: the words that a reporting verb reports, by how it takes them: clause, object or noun of speech."""

from __future__ import annotations

from collections.abc import Iterator

from kg.ingest import syntax
from kg.ingest.model import Analysis
from kg.ingest.reading import Reading

_GIVING = frozenset(
    "make issue give release deliver repeat reiterate voice express offer raise publish air renew restate reaffirm "
    "convey register provide post send share level lodge float circulate have".split()
)
_REFUSING = frozenset(
    "reject dismiss deny refute dispute rebut discount downplay repudiate counter contest question decry rebuff "
    "ridicule disown brush dispel".split()
)
_NO_REFUSED = frozenset({"demand", "call", "offer", "proposal", "request", "appeal", "plea"})  # these are acts
_CLEAR = frozenset({"clear", "plain", "known", "explicit"})
_MODIFYING = ("acl", "relcl", "advcl", "pcomp", "xcomp", "amod", "csubj")
_SMALL = ("prt", "prep")


def kind_of(r: Reading, v: int) -> str | None:
    """How the verb reports words: by its cue, with its particle or preposition first; a light verb by its noun."""
    a = r.analysis
    lemma = a.tokens[v].lemma.lower()
    small = [a.tokens[p].text.lower() for p in syntax.kids(a, v, *_SMALL) if p > v]
    small += [t.text.lower() for t in a.tokens[v + 1 : v + 2] if t.dep == "mark"]
    longer = next((f"{lemma} {word}" for word in small if f"{lemma} {word}" in r.frames.cues), lemma)
    if lemma in _GIVING | _REFUSING and _noun_clauses(r, v):
        return "tell" if lemma in _GIVING else "appeal"
    if lemma == "make" and _clear(a, v):
        return "say"
    return r.frames.cues.get(longer)


def of(r: Reading, v: int, kind: str) -> tuple[str, frozenset[int]]:
    """The tokens that are reported, none where nothing tells what was said, and the kind that they make of the verb."""
    a = r.analysis
    lemma = a.tokens[v].lemma.lower()
    if lemma in _GIVING | _REFUSING and (clauses := _noun_clauses(r, v)):
        return kind, _below(a, clauses)
    if lemma == "make" and (clauses := _clear(a, v)):
        return kind, _below(a, clauses)
    if kind == "appeal":
        return ("appeal", _below(a, found)) if (found := _asked(a, v)) else ("quote", frozenset())
    if content := _content(a, v, kind):
        return kind, content
    content = _told(a, v, kind)
    return "pledge" if content and kind == "tell" and syntax.kids(a, v, "xcomp") else kind, content


def _below(a: Analysis, found: list[int]) -> frozenset[int]:
    return frozenset(t for c in found for t in syntax.subtree(a, c))


def _noun_clauses(r: Reading, v: int) -> list[int]:
    """The clauses below a noun of speech that is given or refused: the claim that, answers about whether."""
    a = r.analysis
    found: list[int] = []
    for n in syntax.kids(a, v, "dobj"):
        lemma = a.tokens[n].lemma.lower()
        refused = a.tokens[v].lemma.lower() in _REFUSING
        unsaid = lemma in _NO_REFUSED if refused else syntax.has_no(a, n)
        if (lemma, "noun") not in r.frames.attributions or unsaid:
            continue
        marked = [
            c for c in (*syntax.kids(a, n, "acl", "relcl", "ccomp"), *syntax.kids(a, v, "ccomp")) if _marked(a, c)
        ]
        about = [c for p in syntax.kids(a, n, "prep") for c in syntax.kids(a, p, "pcomp") if _marked(a, c)]
        found += [*marked, *about]
    return found


def _marked(a: Analysis, c: int) -> bool:
    """Whether that, whether or a question word opens the clause, and not a relative pronoun."""
    marks = [*syntax.kids(a, c, "mark"), *(x for x in a.children[c] if a.tokens[x].tag == "WRB")]
    return any(a.tokens[m].lower_is("that", "whether", "if", "how", "when") for m in marks)


def _clear(a: Analysis, v: int) -> list[int]:
    """made (it) clear that: the clause, wherever the parser hangs it."""
    tokens = a.tokens
    near = [c for c in a.children[v] if tokens[c].lower_is(*_CLEAR)]
    clauses = [
        c for x in (v, *near) for c in syntax.kids(a, x, "ccomp", "advcl", "xcomp", "acl") if tokens[c].pos != "ADJ"
    ]
    found = [c for c in clauses if near and _marked(a, c)]
    return found or [c for n in near for c in syntax.subtree(a, n) if a.tokens[c].dep == "acl" and _marked(a, c)]


def _asked(a: Analysis, v: int) -> list[int]:
    """called on X to come: the infinitive, of a verb that tells the news and is no modifier."""
    token = a.tokens[v]
    if token.dep in _MODIFYING or syntax.is_passive(a, v) or not syntax.subjects(a, v):
        return []
    places = [v, *syntax.kids(a, v, "prep", "dobj", "dative")]
    places += [n for p in syntax.kids(a, v, "prep") for n in syntax.kids(a, p, "pobj", "pcomp")]
    below = [c for x in places for c in syntax.kids(a, x, "xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp")]
    return [c for c in below if c > v and "to" in syntax.auxiliaries(a, c)]


def _ends_clause(a: Analysis, v: int) -> bool:
    """The town was taken, the army reported: joined without a conjunction to the clause that it reports."""
    token = a.tokens[v]
    if token.dep != "conj" or not syntax.is_verb(a.tokens[token.head]):
        return False
    before = [c for c in syntax.kids(a, token.head, "conj") if c < v]  # X did not refuse but answered, Y said
    if any(not before or c > before[-1] for c in syntax.kids(a, token.head, "cc")):
        return False
    subjects = syntax.kids(a, v, "nsubj")
    first = syntax.subtree(a, subjects[0])[0] if subjects else 0
    return bool(subjects) and subjects[0] < v and a.tokens[first - 1].text == ","


def _content(a: Analysis, v: int, kind: str) -> frozenset[int]:
    """Tokens of the clause that is reported: below the verb, or above it where the verb stands in a parenthesis."""
    clauses = [c for c in syntax.kids(a, v, "ccomp", "parataxis") if _clausal(a, c)]
    if clauses:
        own = {t for c in clauses for x in _asides(a, v, c) for t in syntax.subtree(a, x)}
        return frozenset(t for c in clauses for t in syntax.subtree(a, c) if t not in own)
    token = a.tokens[v]
    speaks = kind in ("say", "tell") and _bare(a, v)
    as_told = token.dep == "advcl" and any(a.tokens[m].lower_is("as") for m in syntax.kids(a, v, "mark"))
    said_so = kind in ("say", "tell") and as_told and not syntax.kids(a, v, "dobj")
    if said_so and syntax.is_verb(a.tokens[token.head]):
        own = set(syntax.subtree(a, v))
        return frozenset(t for t in syntax.subtree(a, token.head) if t not in own)
    if token.dep == "parataxis" or (speaks and (_ends_clause(a, v) or (token.dep == "ccomp" and token.head > v))):
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


def _told(a: Analysis, v: int, kind: str) -> frozenset[int]:
    """What is announced, promised, demanded where a noun or an infinitive says it, and what "of" and "against" add."""
    found = [c for c in syntax.kids(a, v, "dobj", "xcomp") if c > v and (kind == "tell" or _is_long(a, v, c))]
    if kind == "tell":
        found += [p for p in syntax.kids(a, v, "prep") if a.tokens[p].lower_is("of", "against")]
    if kind == "say":
        found += [
            c for p in syntax.kids(a, v, "prep") if a.tokens[p].lower_is("on") for c in syntax.kids(a, p, "pcomp")
        ]
    if syntax.is_passive(a, v) or "to" in syntax.auxiliaries(a, v):
        return frozenset()  # a refusal to acknowledge it tells nothing
    return frozenset(t for o in found for t in syntax.subtree(a, o))


def _is_long(a: Analysis, v: int, c: int) -> bool:
    """said handing over arms was inconceivable: what the parser took for an object of saying is what is said."""
    return a.tokens[v].lemma.lower() == "say" and len(syntax.subtree(a, c)) > 3
