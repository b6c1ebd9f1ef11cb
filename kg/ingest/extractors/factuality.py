"""Factuality: whether what a predicate tells happened, is planned, possible, conditional or denied.

None means that the predicate is only the content of another act (what is demanded, proposed, refused) and tells
nothing that happened.
"""

from __future__ import annotations

from kg.ingest import syntax
from kg.ingest.frames import Frames
from kg.ingest.model import Analysis

_STRENGTH = {"asserted": 0, "planned": 1, "possible": 2, "conditional": 3, "negated": 4}
_POSSIBLE = frozenset({"may", "might", "could", "can", "ca"})
_PLANNED = frozenset({"will", "'ll", "wo", "shall"})
_DUTY = frozenset({"should", "must", "ought", "need"})
_DOUBTFUL = {
    "possible": "possible",
    "potential": "possible",
    "proposed": "possible",
    "eventual": "possible",
} | dict.fromkeys(
    ("planned", "upcoming", "future", "forthcoming", "next", "expected", "scheduled", "further"), "planned"
)
_PRESUPPOSED = frozenset({"propose", "demand", "urge", "accuse", "threaten", "reject"})
_MAKING = frozenset(
    {"make", "table", "prepare", "seek", "want", "draft", "present", "issue", "submit", "need", "await"}
)
_OUTLOOK = frozenset("be remain seem look appear become get move edge inch come draw stay prove".split())
_TRYING = frozenset({"attempt", "effort", "bid", "push", "drive"})
_CONDITIONS = frozenset({"if", "unless", "until", "till", "whether", "lest"})
_WITHIN = ("ccomp", "advcl", "conj", "xcomp", "relcl", "pcomp", "prep")
_DEPTH = 8


def of_verb(a: Analysis, frames: Frames, v: int, depth: int = 0) -> str | None:
    """Factuality of the verb at v in its clause and under the verbs that govern it."""
    if depth > _DEPTH:
        return "asserted"
    own = None if _owed(a, v) or (depth == 0 and _asked(a, v)) else _own(a, v)
    if own is None:
        return None
    above = _governed(a, frames, v, depth)
    if above is None:
        return None
    if above == "negated" and own == "negated":
        return "asserted"
    if own in ("asserted", "planned") and not has_happened(a, v) and is_conditioned(a, v):
        own = "conditional"
    return max(own, above, key=_STRENGTH.__getitem__)


def is_conditioned(a: Analysis, v: int) -> bool:
    """Whether the verb stands on a condition: will sign if they withdraw; accepts it, provided that they do."""
    clauses = syntax.kids(a, v, "advcl", "ccomp")
    marked = (m for c in clauses for m in syntax.kids(a, c, "mark"))
    if any(a.tokens[m].lower_is("if", "unless", "provided", "providing") and not _is_concession(a, m) for m in marked):
        return True
    return any(a.tokens[c].lower_is("provided", "providing") and not syntax.kids(a, c, "dobj") for c in clauses)


def _is_concession(a: Analysis, mark: int) -> bool:
    """even if, as if: no condition."""
    return mark > 0 and a.tokens[mark - 1].lower_is("even", "as", "only")


def has_happened(a: Analysis, v: int) -> bool:
    """Whether the verb's own form tells a past: signed, has signed, were signed."""
    token, auxiliaries = a.tokens[v], syntax.auxiliaries(a, v)
    if set(auxiliaries) & (_POSSIBLE | _PLANNED | _DUTY | {"would", "'d", "to"}):
        return False
    return token.tag == "VBD" or (token.tag == "VBN" and bool(set(auxiliaries) & {"has", "have", "had", "was", "were"}))


def of_noun(a: Analysis, frames: Frames, n: int, depth: int = 0) -> str | None:
    """Factuality of an event noun: its modifiers', else that of the verb it depends on."""
    if syntax.has_no(a, n):
        return "negated"
    if doubtful := doubt(a, n):
        return doubtful
    if frames.noun_acts.get(a.tokens[n].lemma.lower()) in _PRESUPPOSED and not _made(a, n):
        return "asserted"
    if "arrival" in frames.classes(a.tokens[n].lemma.lower()) and a.tokens[a.tokens[n].head].lower_is("on", "upon"):
        return "asserted"
    return _noun_governed(a, frames, n, depth)


def doubt(a: Analysis, n: int) -> str | None:
    """What an adjective makes of what the noun names: a possible, planned, further agreement."""
    words = (w for c in syntax.kids(a, n, "amod") for w in (a.tokens[c].lemma.lower(), a.tokens[c].text.lower()))
    return next((found for w in words if (found := _DOUBTFUL.get(w))), None)


def _made(a: Analysis, n: int) -> bool:
    """Whether the noun's verb brings it about: to table a proposal, to seek a promise."""
    verb = a.tokens[a.tokens[n].head]
    return a.tokens[n].dep in ("dobj", "nsubjpass") and verb.lemma in _MAKING


def _noun_governed(a: Analysis, frames: Frames, n: int, depth: int) -> str | None:
    token = a.tokens[syntax.first_conjunct(a, n)]
    head = a.tokens[token.head]
    if token.dep == "pobj":
        governor = a.tokens[head.head]
        if head.lower_is("without"):
            return None
        if governor.pos in ("ADJ", "ADV") and (nearness := frames.complements.get(governor.lemma.lower())) in _STRENGTH:
            return nearness  # far from a truce
        if head.lower_is("for", "to", "on", "about", "of", "against", "over") and governor.i != head.i:
            effect = frames.complements.get(governor.lemma.lower())
            nominal = governor.pos == "NOUN" and frames.noun_acts.get(governor.lemma.lower())
            if effect in ("content", "wish") or nominal:
                return None
            if effect:
                return effect
        return _taking_part(a, frames, n, head.i)
    if token.dep in ("dobj", "nsubjpass") and syntax.is_verb(head):
        effect = frames.complements.get(head.lemma.lower(), "asserted")
        if effect in ("content", "wish"):
            return None
        return effect if effect != "asserted" else of_verb(a, frames, head.i, depth + 1)
    if token.dep in ("nsubj",) and syntax.is_verb(head):
        return prospect(a, frames, head.i) or of_verb(a, frames, head.i, depth + 1)
    return "asserted"


def prospect(a: Analysis, frames: Frames, v: int) -> str | None:
    """A deal is near, remains elusive, is in sight; they edge closer to one: by the words beside the verb."""
    if a.tokens[v].lemma.lower() not in _OUTLOOK:
        return None
    beside = syntax.kids(a, v, "acomp", "advmod", "oprd", "prt")
    found = (frames.complements.get(a.tokens[c].lemma.lower()) for c in beside)
    if effect := next((e for e in found if e in _STRENGTH and e != "asserted"), None):
        return effect
    ahead = [n for p in ("in", "within", "on") for n in syntax.prepositions(a, v).get(p, [])]
    return "possible" if any(a.tokens[n].lemma.lower() in ("reach", "sight", "horizon") for n in ahead) else None


def _taking_part(a: Analysis, frames: Frames, n: int, preposition: int) -> str | None:
    """A meeting that somebody is wanted or expected to take part in is wanted or expected itself."""
    meeting = "meeting" in frames.classes(a.tokens[n].lemma.lower())
    if not meeting or not a.tokens[preposition].lower_is("in", "at", "for", "to"):
        return "asserted"
    verb = syntax.clause_of(a, preposition)
    if not syntax.is_verb(a.tokens[verb]) or a.tokens[verb].lemma.lower() in frames.cues:
        return "asserted"
    value = of_verb(a, frames, verb)
    return value if value in ("planned", "possible", None) else "asserted"


def _asked(a: Analysis, v: int) -> bool:
    """Asked if they would meet, asked about a truce while talks are held: a question tells nothing."""
    for i in syntax.ancestors(a, v):
        token = a.tokens[i]
        if token.lemma.lower() == "ask" and syntax.is_verb(token):
            return token.tag == "VBN" and token.dep == "advcl" and not syntax.kids(a, i, "nsubj", "nsubjpass")
        if token.dep not in _WITHIN and token.dep != "pobj":
            return False
    return False


def _own(a: Analysis, v: int) -> str | None:
    """What the verb's own auxiliaries, negation and conjunctions say."""
    marks = {a.tokens[m].text.lower() for m in syntax.kids(a, v, "mark")}
    if a.tokens[v].dep == "advcl" and marks & _CONDITIONS:
        return "conditional"
    if syntax.is_negated(a, v):
        return "negated"
    once = any(a.tokens[m].lower_is("once") for m in syntax.kids(a, v, "mark", "advmod"))
    if a.tokens[v].dep == "advcl" and once and a.tokens[v].tag in ("VBP", "VBZ"):
        return "conditional"
    if a.tokens[v].dep == "advcl" and "before" in marks and a.tokens[v].tag in ("VBP", "VBZ"):
        return None  # before negotiations take place
    auxiliaries = syntax.auxiliaries(a, v)
    for word in auxiliaries:
        if word in _POSSIBLE:
            return "possible"
        if word in _PLANNED:
            return "planned"
        if word in ("would", "'d") and "have" not in auxiliaries:
            return _would(a, v)
        if word in _DUTY:
            return None
    if "to" in auxiliaries and a.tokens[v].dep in ("advcl", "acl", "relcl", "dobj", "attr", "appos"):
        return None
    return "asserted"


def _would(a: Analysis, v: int) -> str:
    head = a.tokens[a.tokens[syntax.first_conjunct(a, v)].head]
    if head.lemma in ("suggest", "hint", "imply", "hope", "wish"):
        return "possible"
    return "planned" if _reported(a, v) else "conditional"


def _reported(a: Analysis, v: int) -> bool:
    """would below a past reporting verb is the future of what was said."""
    first = syntax.first_conjunct(a, v)
    head = a.tokens[a.tokens[first].head]
    return a.tokens[first].dep in ("ccomp", "ROOT") and (head.tag in ("VBD", "VBN", "VBG") or head.i == first)


def _owed(a: Analysis, v: int) -> bool:
    """had to be worked out, would need to agree: a duty tells nothing that happened."""
    token = a.tokens[v]
    head = a.tokens[token.head]
    infinitive = token.dep == "xcomp" and "to" in syntax.auxiliaries(a, v)
    return infinitive and (head.lemma == "need" or (head.lemma == "have" and not syntax.kids(a, head.i, "dobj")))


def _governed(a: Analysis, frames: Frames, v: int, depth: int) -> str | None:
    """What the governing word makes of its complement."""
    first = syntax.first_conjunct(a, v)
    token = a.tokens[first]
    head = a.tokens[token.head]
    if token.dep == "pcomp":
        return _gerund(a, frames, head.i, depth)
    if token.dep in ("acl", "relcl") and "to" in syntax.auxiliaries(a, first):
        return "negated" if _failed(a, frames, head.i) else None
    if token.dep in ("acl", "ccomp", "relcl") and head.pos == "NOUN" and _is_that_clause(a, first):
        return None if frames.noun_acts.get(head.lemma.lower()) else "asserted"
    if token.dep not in ("xcomp", "ccomp", "csubj") or head.i == first:
        return _enclosing(a, frames, first, depth)
    effect = _effect(a, frames, head.i)
    if effect == "wish" and syntax.is_negated(a, head.i):
        return None  # not to want to is to refuse
    if effect == "wish":  # to want to is one's own, to want somebody to is asking
        effect = "possible" if token.dep == "xcomp" and not syntax.kids(a, head.i, "dobj") else "content"
    if effect == "content":
        return _finite_report(a, frames, first, head.i)
    controlled = token.dep == "xcomp" or "to" in syntax.auxiliaries(a, first)
    above = a.tokens[head.head] if head.pos == "ADJ" and head.dep == "acomp" else head  # is not ready to
    outer = of_verb(a, frames, above.i, depth + 1) if controlled and syntax.is_verb(above) else "asserted"
    if outer is None or effect is None:
        return outer
    if outer == "negated" and (effect == "negated" or head.lemma == "hesitate"):  # will not hesitate to
        return "planned" if (_PLANNED | {"would"}) & set(syntax.auxiliaries(a, head.i)) else "asserted"
    return max(outer, effect, key=_STRENGTH.__getitem__)


def _failed(a: Analysis, frames: Frames, n: int) -> bool:
    """Attempts to do it failed: it was not done."""
    verb = a.tokens[a.tokens[n].head]
    subject = a.tokens[n].lemma.lower() in _TRYING and a.tokens[n].dep == "nsubj"
    return subject and frames.complements.get(verb.lemma.lower()) == "negated"


def _is_that_clause(a: Analysis, v: int) -> bool:
    """demands that it suspend: the clause says what is demanded."""
    return any(a.tokens[m].lower_is("that") for m in syntax.kids(a, v, "mark"))


def _effect(a: Analysis, frames: Frames, head: int) -> str | None:
    token = a.tokens[head]
    particles = " ".join(a.tokens[p].text.lower() for p in syntax.kids(a, head, "prt"))
    lemma = token.lemma.lower()
    effect = frames.complements.get(f"{lemma} {particles}") if particles else None
    if effect is None:
        effect = frames.complements.get(lemma)
    if lemma == "go" and token.tag == "VBG":
        return "planned"  # is going to meet
    if lemma == "be":
        adjectives = [frames.complements.get(a.tokens[c].lemma.lower()) for c in syntax.kids(a, head, "acomp", "attr")]
        effect = next((e for e in adjectives if e), "planned")
    return effect


def _finite_report(a: Analysis, frames: Frames, v: int, head: int) -> str | None:
    """suggested that he might attend: a finite clause below a verb of speech is said, not proposed."""
    kind = frames.cues.get(a.tokens[head].lemma.lower())
    token = a.tokens[v]
    bare = token.tag in ("VB", "VBP") and token.text.lower() == token.lemma.lower() and not syntax.kids(a, v, "aux")
    if bare and a.tokens[head].lemma in ("suggest", "propose", "recommend", "insist"):
        return None  # suggests that they meet
    finite = (
        a.tokens[v].dep == "ccomp"
        and (a.tokens[v].tag != "VB" or syntax.kids(a, v, "aux"))
        and bool(syntax.kids(a, v, "nsubj", "nsubjpass"))
    )
    return "asserted" if finite and kind == "say" else None


def _gerund(a: Analysis, frames: Frames, preposition: int, depth: int) -> str | None:
    word = a.tokens[preposition].text.lower()
    governor = a.tokens[preposition].head
    if word in ("after", "by", "while", "since", "despite", "when", "following", "without"):
        return "asserted"  # that without negates is said of the gerund itself
    effect = frames.complements.get(a.tokens[governor].lemma.lower())
    if effect in _STRENGTH and a.tokens[governor].pos in ("ADJ", "ADV"):
        return effect  # close to reaching, far from agreeing
    if effect == "content" or a.tokens[governor].pos in ("NOUN", "ADJ") or frames.verbs.get(a.tokens[governor].lemma):
        return None
    return effect or "asserted"


def _enclosing(a: Analysis, frames: Frames, v: int, depth: int) -> str | None:
    """An adverbial clause inside demanded or planned content shares its fate."""
    token = a.tokens[v]
    if token.dep != "advcl" or token.tag not in ("VBG", "VB") or not syntax.is_verb(a.tokens[token.head]):
        return "asserted"
    return of_verb(a, frames, token.head, depth + 1)
