"""Standing: how far a meeting has come by what a verb or noun tells: held, ongoing, planned, proposed, put off."""

from __future__ import annotations

from datetime import date

from kg.ingest import syntax
from kg.ingest.extractors import factuality, outlook
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.model import Analysis, DateValue

_BY_FACTUALITY = {"planned": "planned", "conditional": "proposed", "possible": "proposed", "negated": "denied"}
PUT_OFF = {"cancel": "cancelled", "postpone": "postponed"}
_OPENINGS = frozenset("resumption start beginning opening launch revival renewal commencement restart".split())
_PREPARED = frozenset("way momentum groundwork preparation date invitation venue agenda ground stage timetable".split())
_UNDER_WAY = frozenset({"ongoing", "current", "continuing", "underway", "present"})
_DURING = ("after", "during", "following", "since", "amid", "from", "despite")
_DEPARTING = frozenset({"arrive", "leave", "depart", "head", "set", "return"})
_WISHING = frozenset(
    """hope wish want seek call push press appeal plead ask urge propose suggest request favor favour demand consider
    advocate recommend offer yearn long aim explore study discuss weigh contemplate mull float""".split()
)
_FUTURE = frozenset({"will", "would", "to", "could", "may", "might", "shall", "can"})
_NEAR = 4  # days that talks which "continue until" may still go on


def phase(c: Context, v: int) -> str:
    """begin, continue, end, cancel, postpone: what the verb at v says of its meeting; empty for others."""
    a, phases = c.reading.analysis, c.reading.frames.phases
    lemma = a.tokens[v].lemma.lower()
    for p in syntax.kids(a, v, "prt", "advmod", "prep"):
        if found := phases.get(f"{lemma} {a.tokens[p].text.lower()}"):
            return found
    if lemma == "be" and (state := syntax.kids(a, v, "acomp", "advmod", "prep")):
        return "continue" if any(_under_way(a, s) for s in state) else ""
    return phases.get(lemma, "")


def _under_way(a: Analysis, i: int) -> bool:
    words = [a.tokens[i].text.lower(), *(a.tokens[o].text.lower() for o in syntax.kids(a, i, "pobj", "advmod"))]
    return bool({*words} & _UNDER_WAY) or words in (["under", "way"], ["in", "progress"], ["in", "session"])


def noun_phase(c: Context, n: int) -> str:
    """The phase that the verb over a meeting noun, or a noun such as "start", gives it."""
    a = c.reading.analysis
    token = a.tokens[syntax.first_conjunct(a, n)]
    governed = token.dep in ("nsubj", "nsubjpass", "dobj") and syntax.is_verb(a.tokens[token.head])
    if governed and (found := phase(c, token.head) or _raised_phase(c, token.head)):
        return found
    relative = [v for v in syntax.kids(a, n, "relcl", "acl") if _own_subject(a, v)]
    return next((p for v in relative if (p := phase(c, v)) and not _before_that(a, v, p)), "")


def _before_that(a: Analysis, v: int, phase_: str) -> bool:
    """talks, which had begun on Monday: by then they were over or going on."""
    return phase_ == "begin" and "had" in syntax.auxiliaries(a, v)


def _own_subject(a: Analysis, v: int) -> bool:
    """Whether the relative clause at v tells of its noun: talks which ended, talks scheduled for Monday."""
    subjects = syntax.kids(a, v, "nsubj", "nsubjpass")
    return not subjects or a.tokens[subjects[0]].lower_is(*syntax.RELATIVES)


def _raised_phase(c: Context, v: int) -> str:
    """are expected to resume, are due to end: the infinitive says what the talks do."""
    a = c.reading.analysis
    inner = syntax.kids(a, v, "xcomp") if not syntax.kids(a, v, "dobj") else []
    return next((p for x in inner if (p := phase(c, x))), "")


def of_draft(c: Context, d: Draft) -> str:
    """Status by the verb of a draft; empty where it is only denied that somebody wanted it."""
    a = c.reading.analysis
    own = phase(c, d.at)
    if outlook.given_up(a, d.at):
        return "cancelled"
    if d.factuality == "negated":
        return _of_negated(c, d)
    if own in PUT_OFF:
        return PUT_OFF[own]
    if d.factuality == "planned" and outlook.doubted(a, d.at):
        return "proposed"
    if d.factuality in _BY_FACTUALITY:
        return "ongoing" if own == "continue" and _still(c, d.date) else _BY_FACTUALITY[d.factuality]
    if own == "begin" and a.tokens[d.at].tag in ("VBP", "VBZ"):
        return "planned"  # the talks begin tonight
    if _progressive(a, d.at) or own in ("begin", "continue"):
        return "ongoing"
    return "planned" if d.act == "plan_meeting" else "held"


def _of_negated(c: Context, d: Draft) -> str:
    a = c.reading.analysis
    if since(c, d.at):
        return "held"
    if not syntax.is_negated(a, d.at) or d.act == "mediate":
        return ""
    return "cancelled" if outlook.called_off(a, d.at) else "denied"


def _of_denied(c: Context, n: int) -> str:
    """will not take place: cancelled; is unlikely: still a wish; did not take place: denied."""
    a = c.reading.analysis
    verb = a.tokens[n].head
    if outlook.called_off(a, verb):
        return "cancelled"
    doubted = a.tokens[n].dep == "nsubj" and factuality.prospect(a, c.reading.frames, verb) == "negated"
    return "proposed" if doubted and not syntax.has_no(a, n) else "denied"


def since(c: Context, v: int) -> DateValue | None:
    """The last time in "have not met since May"."""
    a = c.reading.analysis
    return c.clock.at([p for p in syntax.kids(a, v, "prep") if a.tokens[p].lower_is("since")])


def _progressive(a: Analysis, v: int) -> bool:
    """are meeting, have been negotiating; not "were meeting when"."""
    auxiliaries = set(syntax.auxiliaries(a, v))
    going = a.tokens[v].tag == "VBG" or (a.tokens[v].tag == "VBN" and "being" in auxiliaries)
    return going and bool(auxiliaries & {"is", "are", "'re", "'s", "have", "has"})


def of_noun(c: Context, n: int, when: DateValue | None) -> str:
    """Status by the noun's modifiers and governing verb; a date tells what has been from what lies ahead."""
    a = c.reading.analysis
    own = noun_phase(c, n)
    if own in PUT_OFF or (own := _above(c, n) or own) in PUT_OFF:
        return PUT_OFF[own]
    value = factuality.of_noun(a, c.reading.frames, n)
    if value == "negated":
        return _of_denied(c, n)
    if outlook.hoped(a, n) or (value in ("possible", "conditional") and when is not None and _ahead(c, when)):
        return "proposed"
    if outlook.closing(a, n):
        return "ongoing"
    past = _past(c, when)
    if past == "today" and value == "asserted" and _awaited(a, n):
        return "planned"
    if (value is None or (past != "before" and value in ("planned", "possible", "conditional"))) and _wished(c, n):
        return "proposed"
    if past == "before" or (past and value in ("asserted", None)):
        return "ongoing" if own in ("begin", "continue") else "held"
    if when is not None and _ahead(c, when):
        return "ongoing" if own in ("continue", "end") and _still(c, when) else "planned"
    if value == "asserted" and _awaited(a, n):
        return "planned"
    if value == "planned":
        return "ongoing" if own == "continue" and when is None else "planned"
    if value is None:
        return "held" if _after(a, n) else "proposed"
    if value != "asserted":
        return _BY_FACTUALITY.get(value, "proposed")
    return _of_asserted(c, n, own)


def _of_asserted(c: Context, n: int, own: str) -> str:
    a = c.reading.analysis
    if any(a.tokens[m].lemma.lower() in _UNDER_WAY for m in syntax.kids(a, n, "amod", "acl")):
        return "ongoing"
    verb = a.tokens[n].head
    if own == "continue" and a.tokens[verb].dep == "advcl" and is_past(a, verb):
        return "held"  # while the talks went on
    if own in ("begin", "continue"):
        return "ongoing"
    told = a.tokens[verb].lemma.lower() in outlook.TAKING_PLACE or a.tokens[n].dep == "dobj"
    if told and a.tokens[n].dep in ("nsubj", "nsubjpass", "dobj") and _progressive(a, verb):
        return "ongoing"
    return "planned" if bound_for(a, n) else _sought(c, n) or "held"


def says_held(c: Context, n: int, when: DateValue | None) -> bool:
    """Whether more than the bare noun says that it has taken place: a day gone by, a past tense, "after"."""
    a = c.reading.analysis
    if _past(c, when) or noun_phase(c, n) == "end" or _after(a, n):
        return True
    token = a.tokens[n]
    if token.dep in ("nsubj", "nsubjpass", "dobj", "attr"):
        return is_past(a, token.head)
    near = token.dep == "pobj" and a.tokens[token.head].lower_is("at", "in", "during")
    return near and is_past(a, syntax.clause_of(a, n))


def is_past(a: Analysis, v: int) -> bool:
    """Whether the verb at v tells what was: met, has met, was meeting."""
    return a.tokens[v].tag == "VBD" or bool({*syntax.auxiliaries(a, v)} & {"was", "were", "had", "has", "have"})


def _sought(c: Context, n: int) -> str:
    """planned for the way to talks, proposed for efforts toward their resumption, empty for those that are there."""
    a = c.reading.analysis
    outer = a.tokens[a.tokens[n].head].head
    if a.tokens[n].dep == "pobj" and a.tokens[outer].lemma.lower() in _OPENINGS and outer != n:
        n = outer
    preposition = a.tokens[a.tokens[n].head]
    governor = a.tokens[preposition.head]
    if a.tokens[n].dep != "pobj" or not preposition.lower_is("for", "to", "toward", "towards"):
        return ""
    if governor.pos != "NOUN" or c.reading.actors(governor.i) or preposition.head == preposition.i:
        return "proposed" if preposition.lower_is("toward", "towards") else ""
    if governor.lemma.lower() in _PREPARED:
        return "planned"
    return "proposed" if preposition.lower_is("for", "toward", "towards") else ""


def _above(c: Context, n: int) -> str:
    """postponed a trip for talks: what becomes of the way there; who cancels plans to attend cancels no summit."""
    a = c.reading.analysis
    for i in syntax.ancestors(a, n):
        if syntax.is_verb(a.tokens[i]):
            found = phase(c, i)
            return found if found in PUT_OFF else ""
    return ""


def _awaited(a: Analysis, n: int) -> bool:
    """a summit that both will attend, where they will meet: its clause says that it lies ahead."""
    relative = syntax.kids(a, n, "relcl")
    return any({"will", "'ll", "shall"} & {*syntax.auxiliaries(a, v)} for v in relative)


def _wished(c: Context, n: int) -> bool:
    """hoped for talks, agreed to explore the conditions for them."""
    a = c.reading.analysis
    token = a.tokens[n]
    if token.dep == "pobj":
        governor = a.tokens[a.tokens[token.head].head]
        return governor.lemma.lower() in _WISHING or (governor.pos == "NOUN" and _sought(c, n) == "proposed")
    verb = a.tokens[token.head]
    wanted = a.tokens[verb.head] if verb.dep == "xcomp" else verb  # offered to hold talks
    return token.dep == "dobj" and bool({verb.lemma.lower(), wanted.lemma.lower()} & _WISHING)


def bound_for(a: Analysis, n: int) -> bool:
    """arrived in X for talks, left for the summit: it lies ahead."""
    preposition = a.tokens[a.tokens[n].head]
    verb = a.tokens[preposition.head]
    bound = a.tokens[n].dep == "pobj" and preposition.lower_is("for", "to")
    return bound and syntax.is_verb(verb) and verb.lemma.lower() in _DEPARTING


def _after(a: Analysis, n: int) -> bool:
    """Whether the noun is what something came after: since their talks, before holding talks."""
    for i in syntax.ancestors(a, n):
        token = a.tokens[i]
        if token.lower_is(*_DURING) and not _FUTURE & {*syntax.auxiliaries(a, token.head)}:
            return True
        if token.lower_is("before") and a.tokens[token.head].tag == "VBD":
            return True
        if syntax.is_verb(token) and token.dep != "pcomp":
            return False
    return False


def _past(c: Context, when: DateValue | None) -> str:
    """before or today, where a date lies before the article's or is its day; else empty."""
    anchor = c.clock.anchor
    if when is None or anchor is None:
        return ""
    last = when.end or when.start
    if when.end and when.start <= anchor.start <= when.end:
        return ""  # this week: before or after, the sentence has to say
    if len(last) == len(anchor.start) and last == anchor.start:
        return "today"
    n = min(len(last), len(anchor.start))
    return "before" if last[:n] < anchor.start[:n] else ""


def _ahead(c: Context, when: DateValue) -> bool:
    anchor = c.clock.anchor
    n = min(len(when.start), len(anchor.start)) if anchor else 0
    return anchor is not None and when.start[:n] > anchor.start[:n]


def _still(c: Context, when: DateValue | None) -> bool:
    """Whether talks that go on until a day are those of the article's day."""
    anchor = c.clock.anchor
    if when is None:
        return True
    if anchor is None or when.precision != "day" or anchor.precision != "day":
        return False
    return abs((date.fromisoformat(when.start) - date.fromisoformat(anchor.start)).days) <= _NEAR
