"""Questions about the dependency parse: who does it, to whom, is it negated. Pure functions over an Analysis.

Labels are those of spaCy's English pipelines (ClearNLP style). Token numbers go in and come out.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.ingest.model import Analysis, Token

RELATIVES = frozenset({"who", "which", "that", "whom"})
_NEGATIVE_WORDS = frozenset({"no", "neither", "nor", "none", "nobody", "nothing", "never", "without"})
OBJECT_CONTROL = frozenset(
    "urge ask tell order force press prompt allow enable call want expect lead invite encourage push require "
    "compel persuade convince help pressure implore instruct permit cause command oblige enjoin direct request beg "
    "beseech entreat exhort prod nudge coax bully coerce advise authorise authorize license commission task challenge "
    "dare forbid remind induce motivate obligate empower entitle leave need trust warn appoint lobby incite "
    "bind".split()
)


def kids(a: Analysis, i: int, *labels: str) -> list[int]:
    """Children of token i with one of the dependency labels, in text order."""
    below = a.children[i]
    if not below:
        return []
    tokens = a.tokens
    return [c for c in below if tokens[c].dep in labels]


def kid(a: Analysis, i: int, *labels: str) -> int | None:
    found = kids(a, i, *labels)
    return found[0] if found else None


def subtree(a: Analysis, i: int) -> list[int]:
    """Token i and all below it, in text order."""
    found, queue = [], [i]
    while queue:
        j = queue.pop()
        found.append(j)
        queue.extend(a.children[j])
    return sorted(found)


def ancestors(a: Analysis, i: int) -> Iterator[int]:
    """The heads above token i, nearest first."""
    while a.tokens[i].head != i:
        i = a.tokens[i].head
        yield i


def conjuncts(a: Analysis, i: int) -> list[int]:
    """Token i and what is coordinated below it: A, B and C."""
    found = [i]
    if not a.children[i]:
        return found
    for j in found:
        found.extend(c for c in kids(a, j, "conj") if c not in found)
    return [*_inverted(a, i), *found]


def _inverted(a: Analysis, i: int) -> list[int]:
    """President A and leader B, where the parser makes the name A a modifier of B instead of its first conjunct."""
    if a.tokens[i].pos != "PROPN":
        return []
    titles = [i, *kids(a, i, "compound")]
    before = [c for j in titles for c in kids(a, j, "nmod") if a.tokens[c].pos == "PROPN"]
    return [c for c in before if kids(a, c, "cc") and not kids(a, c, "conj")]


def first_conjunct(a: Analysis, i: int) -> int:
    while a.tokens[i].dep == "conj":
        i = a.tokens[i].head
    return i


def is_verb(token: Token) -> bool:
    return token.pos in ("VERB", "AUX")


def is_passive(a: Analysis, v: int) -> bool:
    """Whether the verb is a passive: it has a passive subject or auxiliary, or is a past participle after a noun."""
    if kids(a, v, "nsubjpass", "auxpass", "csubjpass"):
        return True
    token = a.tokens[v]
    if token.tag != "VBN":
        return False
    if token.dep in ("acl", "amod", "relcl"):
        return not kids(a, v, "aux", "nsubj")
    if token.dep == "conj" and a.tokens[token.head].tag == "VBN":
        return not kids(a, v, "nsubj", "aux") and is_passive(a, token.head)
    return token.dep == "advcl" and not kids(a, v, "aux", "nsubj", "dobj")


def surface_subjects(a: Analysis, v: int, depth: int = 0) -> list[int]:
    """Grammatical subject of verb v, its own or taken over from a coordinated, controlling or modified word."""
    own = kids(a, v, "nsubj", "nsubjpass")
    own = [j for j in own if a.tokens[j].dep != "expl"]
    if own:
        return _antecedents(a, v, own)
    return _inherited_subjects(a, v, depth) if depth < 6 else []


def _antecedents(a: Analysis, v: int, own: list[int]) -> list[int]:
    """A relative pronoun stands for the noun that its clause modifies."""
    if a.tokens[own[0]].text.lower() not in RELATIVES:
        return own
    clause = v
    while a.tokens[clause].dep in ("conj", "xcomp", "ccomp") and a.tokens[clause].head != clause:
        clause = a.tokens[clause].head
    return [a.tokens[clause].head] if a.tokens[clause].dep == "relcl" else own


def _inherited_subjects(a: Analysis, v: int, depth: int) -> list[int]:
    token = a.tokens[v]
    head = token.head
    if token.dep == "conj" and is_verb(a.tokens[head]):
        return surface_subjects(a, head, depth + 1)
    if token.dep in ("xcomp", "ccomp") and head != v:
        return _controller(a, v, head, depth)
    if token.dep == "advcl" and is_verb(a.tokens[head]):
        return surface_subjects(a, head, depth + 1)
    if token.dep in ("acl", "relcl") and (token.tag in ("VBG", "VBN") or not kids(a, v, "mark")):
        return [] if kids(a, v, "aux") and token.tag == "VB" else [head]
    if token.dep in ("acomp", "oprd") and is_verb(a.tokens[head]):
        return surface_subjects(a, head, depth + 1)
    if token.dep == "pcomp":
        return _gerund_subject(a, head, depth)
    return []


def _controller(a: Analysis, v: int, head: int, depth: int) -> list[int]:
    controlled = kids(a, head, "dobj", "dative")
    if controlled and a.tokens[head].lemma in OBJECT_CONTROL:
        return controlled
    if is_passive(a, head) and a.tokens[head].lemma in OBJECT_CONTROL:
        return kids(a, head, "nsubjpass") or surface_subjects(a, head, depth + 1)
    if a.tokens[v].dep == "ccomp" and a.tokens[v].tag != "VB" and not kids(a, v, "aux"):
        return []
    if is_verb(a.tokens[head]) or a.tokens[head].pos == "ADJ":
        return surface_subjects(a, head, depth + 1)
    return []


def _gerund_subject(a: Analysis, preposition: int, depth: int) -> list[int]:
    """In "accused Kyiv of turning" the object acts, in "after meeting", "is close to meeting" the subject."""
    verb = a.tokens[preposition].head
    if a.tokens[verb].dep in ("acomp", "advmod") and a.tokens[verb].pos in ("ADJ", "ADV"):
        verb = a.tokens[verb].head
    if not is_verb(a.tokens[verb]):
        return []
    if a.tokens[preposition].lower_is("of", "for", "from", "to", "into") and (objects := kids(a, verb, "dobj")):
        return objects
    return surface_subjects(a, verb, depth + 1)


def subjects(a: Analysis, v: int) -> list[int]:
    """Who does it: the logical subject, coordinated ones included; empty in a passive without "by"."""
    if is_passive(a, v):
        by = kids(a, v, "agent") or [p for p in kids(a, v, "prep") if a.tokens[p].lower_is("by")]
        return [c for p in by for o in kids(a, p, "pobj") for c in conjuncts(a, o)]
    return [c for s in surface_subjects(a, v) for c in conjuncts(a, s)]


def objects(a: Analysis, v: int) -> list[int]:
    """What it is done to: direct object, or subject of a passive; coordinated ones included."""
    if is_passive(a, v):
        direct = kids(a, v, "nsubjpass") or surface_subjects(a, v)
        direct = direct + kids(a, v, "dobj", "oprd")
    else:
        fronted = _fronted_object(a, v)
        direct = [o for o in kids(a, v, "dobj", "attr") if not (fronted and a.tokens[o].lower_is(*RELATIVES))] + fronted
    return [c for o in direct for c in conjuncts(a, o)]


def _fronted_object(a: Analysis, v: int) -> list[int]:
    """In "the plan (that) Russia rejected" the noun before the clause is the object."""
    token = a.tokens[v]
    if token.dep != "relcl" or not kids(a, v, "nsubj"):
        return []
    if a.tokens[kids(a, v, "nsubj")[0]].text.lower() in RELATIVES:
        return []
    relative = [o for o in kids(a, v, "dobj") if a.tokens[o].text.lower() in RELATIVES]
    return [token.head] if relative or not kids(a, v, "dobj", "ccomp", "xcomp") else []


def prepositions(a: Analysis, i: int) -> dict[str, list[int]]:
    """Objects of the prepositions below token i, by lower-case preposition; coordinated ones included."""
    if i not in a.memo:
        a.memo[i] = _prepositions(a, i)
    return {name: list(nouns) for name, nouns in a.memo[i].items()}


def _prepositions(a: Analysis, i: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for p in kids(a, i, "prep", "agent", "dative"):
        nouns = [c for o in kids(a, p, "pobj") for c in conjuncts(a, o)]
        if nouns:
            found.setdefault(a.tokens[p].text.lower(), []).extend(nouns)
        for inner in kids(a, p, "prep"):
            name = f"{a.tokens[p].text.lower()} {a.tokens[inner].text.lower()}"
            found.setdefault(name, []).extend(c for o in kids(a, inner, "pobj") for c in conjuncts(a, o))
    for name, noun in (*_swallowed(a, i), *_beyond(a, i)):
        found.setdefault(name, []).extend(conjuncts(a, noun))
    return found


def strayed(a: Analysis, v: int) -> list[int]:
    """met at the White House with X: the company that the parser hangs on the place of it, or on the hour."""
    found: list[int] = []
    near = [o for p in kids(a, v, "prep") for o in kids(a, p, "pobj")] + kids(a, v, "npadvmod")
    near += [o for n in near for p in kids(a, n, "prep") if a.tokens[p].lower_is("of") for o in kids(a, p, "pobj")]
    for n in near:
        if a.tokens[n].pos == "PROPN" or a.tokens[n].dep == "npadvmod" or beside(a, n) is not None:
            found.extend(prepositions(a, n).get("with", []))
    return found


def _beyond(a: Analysis, i: int) -> Iterator[tuple[str, int]]:
    """walked away from, was concerned about: prepositions that hang on the verb's particle or adjective."""
    if is_verb(a.tokens[i]):
        for p in (p for c in kids(a, i, "prt", "advmod", "acomp", "oprd") for p in kids(a, c, "prep")):
            yield from ((a.tokens[p].text.lower(), noun) for noun in kids(a, p, "pobj"))


def beside(a: Analysis, i: int) -> int | None:
    """The verb of which the noun at i is only the occasion: met on the sidelines of the assembly."""
    of = a.tokens[a.tokens[i].head]
    edge = a.tokens[of.head]
    if a.tokens[i].dep == "pobj" and of.lower_is("of") and edge.lemma.lower() in ("sideline", "margin", "fringe"):
        return clause_of(a, edge.i)
    return None


def _swallowed(a: Analysis, i: int) -> Iterator[tuple[str, int]]:
    """spoke with X to congratulate him: the noun that the parser made the subject of the infinitive."""
    for c in a.children[i]:
        clauses = kids(a, c, "pcomp") if a.tokens[c].dep == "prep" else [c] if a.tokens[c].dep == "advcl" else []
        for v in clauses:
            subject, to = kid(a, v, "nsubj"), [x for x in kids(a, v, "aux") if a.tokens[x].lower_is("to")]
            mark = a.tokens[c] if v != c else next((a.tokens[m] for m in kids(a, v, "mark")), None)
            if subject is not None and to and mark is not None and mark.lower_is("with"):
                yield "with", subject


def is_negated(a: Analysis, v: int) -> bool:
    """not, never, no longer; "no agreement was reached"; "neither side"; "without signing"."""
    if kids(a, v, "neg"):
        return True
    for c in a.children[v]:
        word = a.tokens[c]
        if word.dep in ("advmod", "preconj", "cc") and word.text.lower() in ("never", "neither", "nor", "hardly"):
            return True
        if word.lower_is("longer") and any(a.tokens[n].lower_is("no") for n in a.children[c]):
            return True
        if word.dep in ("nsubj", "nsubjpass", "dobj", "attr") and has_no(a, c):
            return True
    head = a.tokens[a.tokens[v].head]
    return a.tokens[v].dep == "pcomp" and head.text.lower() == "without"


def has_no(a: Analysis, noun: int) -> bool:
    """no, neither or none of before a noun, or the pronouns none and nothing."""
    if a.tokens[noun].text.lower() in _NEGATIVE_WORDS:
        return True
    return any(a.tokens[d].text.lower() in ("no", "neither") for d in kids(a, noun, "det", "preconj", "neg"))


def auxiliaries(a: Analysis, v: int) -> list[str]:
    """Lower-case auxiliaries of verb v; a coordinated verb without its own takes those of the first."""
    own = [a.tokens[c].text.lower() for c in kids(a, v, "aux", "auxpass")]
    token = a.tokens[v]
    if not own and token.dep == "conj" and token.tag in ("VB", "VBN") and is_verb(a.tokens[token.head]):
        return auxiliaries(a, token.head)
    return own


def clause_of(a: Analysis, i: int) -> int:
    """The nearest verb at or above token i, or the root of its sentence."""
    while not is_verb(a.tokens[i]) and a.tokens[i].head != i:
        i = a.tokens[i].head
    return i


def span_root(a: Analysis, first: int, last: int) -> int:
    """The token of [first, last) whose head lies outside: what the rest of the sentence attaches to."""
    for i in range(first, last):
        if not first <= a.tokens[i].head < last or a.tokens[i].head == i:
            return i
    return last - 1
