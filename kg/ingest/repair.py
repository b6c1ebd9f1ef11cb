"""Attachments that small parsers get wrong in news prose, put right by tense before anything is read off the parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.ingest import syntax
from kg.ingest.frames import Frames
from kg.ingest.model import Analysis, Token

_TELLING = frozenset({"tell", "inform", "remind", "assure", "notify", "advise", "convince"})
_UTTERANCES = frozenset(
    "statement interview speech letter post message briefing conference report address tweet communique comment".split()
)
_COMMITTING = frozenset({"promise", "pledge", "vow", "swear", "threaten"})
_PREPOSITIONS = frozenset(
    "about above after against amid among around as at before behind below between beyond by despite during for from "
    "in inside into like near of off on over since through to toward towards under unlike until upon with within "
    "without".split()
)
_RESUMING = frozenset({"will", "would", "has", "have", "had"})
_OF_WHOM = frozenset({"GPE", "NORP", "ORG"})


def repair(a: Analysis, frames: Frames) -> Analysis:
    """The analysis with verbs moved to the clause they belong to; tokens and offsets stay.

    "X said Y would help but accused Z": a simple past beside a clause in another tense belongs to the reporting verb,
    and "declined to comment" always does.
    """
    moves = (
        {i: (head, "") for i, head in _misplaced(a, frames)}
        | dict(_wrong_subjects(a, frames))
        | dict(_missing_subjects(a))
        | dict(_asked_to(a))
        | dict(_visiting(a))
        | dict(_names_as_prepositions(a))
        | dict(_told(a, frames))
        | dict(_time_of_saying(a, frames))
        | dict(_second_said(a, frames))
        | dict(_resumed(a, frames))
        | dict(_persons_of_states(a))
        | dict(_subjects_of_auxiliaries(a))
    )
    if not moves:
        return a
    tokens = tuple(_moved(t, *moves[t.i]) if t.i in moves else t for t in a.tokens)
    below: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            below[token.head].append(token.i)
    return Analysis(a.text, tokens, a.sentences, tuple(tuple(group) for group in below))


def _moved(token: Token, head: int, dep: str) -> Token:
    return replace(token, head=head, dep=dep or token.dep)


def _wrong_subjects(a: Analysis, frames: Frames) -> Iterator[tuple[int, tuple[int, str]]]:
    """After talks in X, Y said: the noun after a fronted preposition is its object, the one before the verb speaks."""
    for v in (t.i for t in a.tokens if t.tag in ("VBD", "VBZ", "VBP") and t.lemma.lower() in frames.cues):
        subject = syntax.kid(a, v, "nsubj")
        if subject is None or v == 0 or a.tokens[v - 1].pos not in ("NOUN", "PROPN") or v - 1 == subject:
            continue
        empty = [p for p in syntax.kids(a, v, "prep") if p < subject and not a.children[p]]
        inside = syntax.subtree(a, subject)
        if empty and empty[-1] == inside[0] - 1 and v - 1 in inside:
            yield subject, (empty[-1], "pobj")
            yield v - 1, (v, "nsubj")


def _missing_subjects(a: Analysis) -> Iterator[tuple[int, tuple[int, str]]]:
    """dominates the government and the U.S. accuses: a noun joined to an object right before a finite verb acts."""
    for token in a.tokens[1:]:
        noun = a.tokens[token.i - 1]
        if (
            token.tag not in ("VBD", "VBZ", "VBP")
            or token.dep != "conj"
            or syntax.kids(a, token.i, "nsubj", "nsubjpass")
        ):
            continue
        if noun.dep == "conj" and noun.pos in ("PROPN", "NOUN") and a.tokens[noun.head].dep in ("dobj", "pobj", "conj"):
            yield noun.i, (token.i, "nsubj")


def _time_of_saying(a: Analysis, frames: Frames) -> Iterator[tuple[int, tuple[int, str]]]:
    """said on Monday X had left: what stands between the reporting verb and the subject of what is said is its own."""
    for token in a.tokens[1:]:
        cue, clause = a.tokens[token.i - 1], a.tokens[token.head]
        if token.dep not in ("prep", "npadvmod") or clause.dep != "ccomp" or clause.head != cue.i:
            continue
        subject = syntax.kid(a, clause.i, "nsubj", "nsubjpass")
        if subject is not None and token.i < subject and frames.cues.get(cue.lemma.lower()):
            yield token.i, (cue.i, token.dep)


def _names_as_prepositions(a: Analysis) -> Iterator[tuple[int, tuple[int, str]]]:
    """Barack Obama met: a given name taken for a preposition belongs to the name, which is the subject."""
    for token in a.tokens:
        if token.pos != "ADP" or token.entity != "PERSON" or token.lower_is(*_PREPOSITIONS):
            continue
        name = syntax.kid(a, token.i, "pobj")
        verb = a.tokens[token.head]
        if name == token.i + 1 and a.tokens[name].entity == "PERSON" and syntax.is_verb(verb) and verb.i > name:
            yield name, (verb.i, "nsubj" if syntax.kid(a, verb.i, "nsubj", "nsubjpass") is None else "npadvmod")
            yield token.i, (name, "compound")


def _asked_to(a: Analysis) -> Iterator[tuple[int, tuple[int, str]]]:
    """pressed both to attend: the infinitive is what is asked of the object, no purpose of the subject."""
    for token in a.tokens:
        if token.dep != "advcl" or token.tag != "VB" or "to" not in syntax.auxiliaries(a, token.i):
            continue
        asking = a.tokens[token.head].lemma in syntax.OBJECT_CONTROL and syntax.kids(a, token.head, "dobj")
        if asking and not syntax.kids(a, token.head, "xcomp", "ccomp"):
            yield token.i, (token.head, "xcomp")


def _visiting(a: Analysis) -> Iterator[tuple[int, tuple[int, str]]]:
    """talks with visiting President X: X is whom the preposition means, not somebody who is visited."""
    for token in a.tokens:
        guest = syntax.kid(a, token.i, "dobj") if token.lower_is("visiting") and token.dep == "pcomp" else None
        if guest is not None and a.tokens[guest].pos in ("PROPN", "NOUN") and a.tokens[guest].i - token.i < 8:
            yield guest, (token.head, "pobj")
            yield token.i, (guest, "amod")


def _told(a: Analysis, frames: Frames) -> Iterator[tuple[int, tuple[int, str]]]:
    """told the envoys that X left; said in a statement that X left: the clause is what is said, not about the noun."""
    for v in (t.i for t in a.tokens if frames.cues.get(t.lemma.lower()) in ("say", "tell") and syntax.is_verb(t)):
        if syntax.kids(a, v, "ccomp"):
            continue
        nouns = syntax.kids(a, v, "dobj", "dative") if a.tokens[v].lemma in _TELLING else []
        nouns += [n for p in syntax.kids(a, v, "prep") for n in syntax.kids(a, p, "pobj") if _carries_speech(a, n)]
        for c in (c for n in nouns for c in syntax.kids(a, n, "acl", "relcl", "ccomp")):
            if a.tokens[v].lemma.lower() in _COMMITTING and "to" in syntax.auxiliaries(a, c):
                yield c, (v, "xcomp")
            elif syntax.kids(a, c, "nsubj", "nsubjpass") and any(a.tokens[m].lower_is("that") for m in _marks(a, c)):
                yield c, (v, "ccomp")


def _carries_speech(a: Analysis, noun: int) -> bool:
    return a.tokens[noun].lemma.lower() in _UTTERANCES


def _marks(a: Analysis, c: int) -> list[int]:
    return syntax.kids(a, c, "mark")


def _second_said(a: Analysis, frames: Frames) -> Iterator[tuple[int, tuple[int, str]]]:
    """said X was close but declined: a past without subject after a clause that was said goes on with the verb."""
    for token in a.tokens:
        cue = a.tokens[token.head]
        if token.dep != "ccomp" or token.tag != "VBD" or cue.tag != "VBD" or cue.lemma.lower() not in frames.cues:
            continue
        earlier = [c for c in syntax.kids(a, cue.i, "ccomp") if cue.i < c < token.i]
        joined = any(syntax.kids(a, c, "cc") for c in earlier)
        if joined and not syntax.kids(a, token.i, "nsubj", "nsubjpass", "mark", "aux"):
            yield token.i, (cue.i, "conj")


def _resumed(a: Analysis, frames: Frames) -> Iterator[tuple[int, tuple[int, str]]]:
    """X refused, Y said on Monday, and will go on refusing: the words go on behind the verb that reports them."""
    for v in (t.i for t in a.tokens if t.tag == "VBD" and t.lemma.lower() in frames.cues):
        before = [c for c in syntax.kids(a, v, "ccomp") if c < v and syntax.is_verb(a.tokens[c])]
        for c in syntax.kids(a, v, "conj") if before else ():
            tense = a.tokens[c].tag in ("VBZ", "VBP") or _RESUMING & set(syntax.auxiliaries(a, c))
            comma = any(t.text == "," for t in a.tokens[v + 1 : c])
            if tense and comma and not syntax.kids(a, c, "nsubj", "nsubjpass"):
                yield c, (before[-1], "conj")


def _subjects_of_auxiliaries(a: Analysis) -> Iterator[tuple[int, tuple[int, str]]]:
    """X has for years accused Y: what the parser hangs on the auxiliary is the verb's subject."""
    for token in a.tokens:
        auxiliary = a.tokens[token.head]
        if token.dep in ("nsubj", "nsubjpass") and auxiliary.dep in ("aux", "auxpass"):
            yield token.i, (auxiliary.head, token.dep)


def _persons_of_states(a: Analysis) -> Iterator[tuple[int, tuple[int, str]]]:
    """A of Armenia and B of Azerbaijan met: B is joined to A, not to the state between them."""
    for token in a.tokens:
        state = a.tokens[syntax.first_conjunct(a, token.i)]
        if token.dep != "conj" or token.entity != "PERSON" or state.dep != "pobj" or state.entity not in _OF_WHOM:
            continue
        person = a.tokens[a.tokens[state.head].head]
        if person.entity == "PERSON" and a.tokens[state.head].lower_is("of"):
            yield token.i, (person.i, "conj")


def _misplaced(a: Analysis, frames: Frames) -> Iterator[tuple[int, int]]:
    for token in a.tokens:
        if token.dep == "advcl" and token.tag == "VBG":
            home = _speaking_above(a, token, frames)
        elif token.dep == "conj" and syntax.is_verb(token) and not syntax.kids(a, token.i, "nsubj", "nsubjpass", "aux"):
            home = _coordinated_home(a, token, frames)
        else:
            continue
        if home is not None:
            yield token.i, home


def _coordinated_home(a: Analysis, token: Token, frames: Frames) -> int | None:
    """The verb that a coordinated simple past goes on with, where that is not the one it hangs on."""
    content = syntax.first_conjunct(a, token.i)
    if token.tag == "VBD" and "to" in syntax.auxiliaries(a, content):
        return _finite_above(a, content)
    cue = a.tokens[a.tokens[content].head]
    if a.tokens[content].dep != "ccomp" or cue.i > content or cue.lemma.lower() not in frames.cues:
        return None
    past = token.tag == "VBD" and cue.tag == "VBD"
    return cue.i if past and _other_tense(a, content, token.i, frames) else None


def _speaking_above(a: Analysis, token: Token, frames: Frames) -> int | None:
    """The reporting verb that "adding that ..." goes on with, where the parser hung it below what was said."""
    if frames.cues.get(token.lemma.lower()) not in ("say", "tell") or not syntax.kids(a, token.i, "ccomp", "dobj"):
        return None
    for i in syntax.ancestors(a, token.i):
        if frames.cues.get(a.tokens[i].lemma.lower()) in ("say", "tell") and i < token.i:
            return i if i != token.head else None
    return None


def _finite_above(a: Analysis, v: int) -> int | None:
    """The nearest simple past above an infinitive: "agreed to hold talks and swapped lists"."""
    for i in syntax.ancestors(a, v):
        if a.tokens[i].tag == "VBD":
            return i
        if not syntax.is_verb(a.tokens[i]):
            return None
    return None


def _other_tense(a: Analysis, content: int, v: int, frames: Frames) -> bool:
    """Whether the said clause has another tense than the verb, or the verb is one of speaking or declining."""
    if syntax.kids(a, content, "aux", "auxpass") and a.tokens[content].tag in ("VB", "VBN", "VBG"):
        return True
    lemma = a.tokens[v].lemma.lower()
    silent = lemma in ("decline", "refuse") and any(a.tokens[x].lemma == "comment" for x in syntax.kids(a, v, "xcomp"))
    return silent or lemma in ("add", "accuse", "urge", "warn", "call", "describe", "suggest")
