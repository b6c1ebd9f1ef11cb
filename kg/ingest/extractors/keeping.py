"""Keeping: which predicates tell an event although the text gives no actor that is known, and which do not."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ingest import syntax
from kg.ingest.extractors.drafts import Context
from kg.ingest.extractors.predicate import Predicate
from kg.ingest.frames import Act

_MEETING_VERBS = frozenset({"meet", "talk", "negotiate", "confer", "speak", "discuss", "gather", "convene", "consult"})
# acts that a passive or a noun may tell without saying whose they are
_AGENTLESS = frozenset(
    "release exchange_prisoners sign agree attack bomb kill detain seize occupy meet withdraw ceasefire_observed "
    "impose_sanctions ease_sanctions suspend plan_meeting deploy break_off provide_aid hand_over_document cooperate "
    "host concede propose reject accuse criticize urge demand accept".split()
)
_HARM = frozenset({"attack", "bomb", "kill", "detain", "seize", "occupy"})
_SILENT = frozenset({"attack", "bomb", "kill"})  # what a thing can do too: a car bomb, a war
_TELLING = frozenset(
    "comment say elaborate specify identify name answer disclose reveal detail confirm explain clarify".split()
)
_NEED_TARGET = frozenset(
    {"impose_sanctions", "deploy", "provide_aid", "criticize", "accuse", "praise", "endorse", "warn", "threaten"}
    | {"concede", "detain", "attack", "bomb", "kill"}
)


def why_dropped(c: Context, p: Predicate, act: Act, agents: Sequence[str], targets: Sequence[str]) -> str:
    """Why a predicate with these actors is no event; "" where it is one."""
    somebody = any(role == "agent" for role, _, _ in p.phrases)
    if _is_silence(c, p):
        return "declined to comment"
    if len(agents) < 2 and _alone(c, p, somebody):
        return "one side of a meeting only"
    if p.noun == p.trigger:
        return _noun_dropped(c, p, act, agents, targets)
    if agents or somebody:
        return ""
    if _other_subject(c, p):
        return "" if act.name in _SILENT and _of_somebody(c, p, targets) else "agent is no actor"
    if act.name not in _AGENTLESS:
        return "agent is no actor" if targets else "no actor"
    return "" if targets or _says_enough(c, p, act) else "no actor"


def _noun_dropped(c: Context, p: Predicate, act: Act, agents: Sequence[str], targets: Sequence[str]) -> str:
    nominal = "nominal" in c.reading.noun_classes(p.trigger)
    aimed = any(role == "target" for role, _, _ in p.phrases)
    if not agents and not targets and not nominal and not (act.name in _HARM and aimed):
        return "no actor"
    if act.name in _NEED_TARGET and not targets and not aimed:
        return "event noun without a target"
    return ""


def _alone(c: Context, p: Predicate, somebody: bool) -> bool:
    """Whether a verb of meeting names one side and no other at all."""
    a = c.reading.analysis
    if a.tokens[p.trigger].lemma not in _MEETING_VERBS or p.noun is not None or p.act.split("/")[0] != "meet":
        return False
    other = any(role == "target" for role, _, _ in p.phrases) or (somebody and p.agents)
    bodies = [c.reading.entities[k].kind in ("organization", "armed_group") for f in p.agents for k in f.keys]
    return not other and not (bodies and all(bodies))  # a council or an opposition meets by itself


def _says_enough(c: Context, p: Predicate, act: Act) -> bool:
    """Whether a passive's object, or the event noun that it goes with, says what is done."""
    a = c.reading.analysis
    if p.noun is not None:
        return True
    if act.name not in _HARM | {"release", "deploy", "withdraw", "exchange_prisoners", "ease_sanctions", "suspend"}:
        return False
    return any(a.tokens[o].pos in ("NOUN", "PROPN") for o in syntax.objects(a, p.trigger))


def _of_somebody(c: Context, p: Predicate, targets: Sequence[str]) -> bool:
    return bool(targets) or any(c.reading.is_somebody(o) for o in syntax.objects(c.reading.analysis, p.trigger))


def _other_subject(c: Context, p: Predicate) -> bool:
    """Whether an active verb has a subject that is no actor, and no event noun of its own."""
    a = c.reading.analysis
    if p.noun == p.trigger or syntax.is_passive(a, p.trigger):
        return False
    subjects = syntax.surface_subjects(a, p.trigger)
    return bool(subjects) and p.noun not in [c.reading.content_noun(s) for s in subjects]


def _is_silence(c: Context, p: Predicate) -> bool:
    """declined to comment: an answer or a statement, but no event."""
    a = c.reading.analysis
    declined = a.tokens[p.trigger].lemma in ("decline", "refuse")
    return declined and any(a.tokens[x].lemma in _TELLING for x in syntax.kids(a, p.trigger, "xcomp"))
