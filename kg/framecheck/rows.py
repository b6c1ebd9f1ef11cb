"""What can be wrong in one row of a frame file: words that no part of the program would ever understand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.framecheck.sheets import Sheet, key
from kg.ingest.authority.check import Problem
from kg.ingest.frames import Row
from kg.schema.terms import ACTS, AGREEMENT_STATUSES, ISSUES, SECTORS, STANCES, TYPES

PREPOSITIONS = frozenset(
    "about across after against ahead along alongside amid among around as at before behind beside between beyond by "
    "concerning for from in including inside into involving like near of off on onto out outside over regarding "
    "round since through throughout to toward towards under until upon versus via with within without".split()
)
NOMINAL = frozenset({"subj", "obj", "iobj", "attr"})  # slots that nouns fill, besides prepositions
CLAUSAL = frozenset({"xcomp", "ccomp", "acomp", "oprd", "pcomp"})
STATES = frozenset({"passive", "neg", "will", "subjunctive"})  # conditions that take no value
CLAUSES = frozenset({"that", "for", "xcomp", "ccomp"})  # paths that go on inside a clause: that.subj
CUE_KINDS = ("say", "tell", "ask", "quote", "source", "think", "act", "as", "appeal")
CLAIM_KINDS = ("event", "meeting", "proposal", "response", "agreement", "statement")
ATTITUDES = (
    "thought", "feeling", "wish", "plan", "stance", "appeal", "evaluation", "naming", "mention", "evidence",
)  # fmt: skip
COMPANY = frozenset({"obj", "clause", "to", "gerund", "as"})  # what goes with a cue, besides prepositions
IMPLIED_KINDS = ("duty", "future", "readiness", "verdict", "feeling", "option", "deed", "risk", "reprisal")
COMPLEMENTS = ("asserted", "planned", "possible", "negated", "content", "wish")
PHASES = ("begin", "continue", "end", "cancel", "postpone")
OPEN_ACTS = frozenset({"noun", "none"})  # the act of the event noun; no act at all
ENTITY_CLASSES = frozenset({"event", "actor", "person", "organization", "state", "place", "venue", "many", "any"})


@dataclass(frozen=True, slots=True)
class Known:
    """What rows may refer to: the acts, and the nouns with their classes, of all files together."""

    acts: frozenset[str]
    nouns: frozenset[str]


def problems(sheets: Sequence[Sheet]) -> list[Problem]:
    """Everything wrong in the rows, duplicate keys within a file included."""
    known = _known(sheets)
    found = [p for sheet in sheets for p in _duplicates(sheet)]
    for sheet in sheets:
        if check := _CHECKS.get(sheet.name):
            found.extend(Problem(str(sheet.path), line, said) for line, row in sheet.rows for said in check(row, known))
    return found


def _known(sheets: Iterable[Sheet]) -> Known:
    acts, nouns = set[str](), set[str](ENTITY_CLASSES)
    for sheet in sheets:
        if sheet.name == "acts":
            acts.update(row["act"] for _, row in sheet.rows)
        if sheet.name == "nouns":
            nouns.update(word for _, row in sheet.rows for word in (row["noun"], *row["classes"].split()))
    return Known(frozenset(acts), frozenset(nouns))


def _duplicates(sheet: Sheet) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], int] = {}
    for line, row in sheet.rows:
        first = seen.setdefault(key(sheet.name, row), line)
        if first != line:
            words = " ".join(part for part in key(sheet.name, row) if part)
            yield Problem(str(sheet.path), line, f"{words}: stands in line {first} already")


def _verb(row: Row, known: Known) -> Iterator[str]:
    if not row["act"]:
        yield "the act is missing"
    yield from _coded(row["act"], known)
    for condition in row["conditions"].split():
        yield from _condition(condition, known)
    for column in ("agent", "target"):
        yield from _paths(row[column], column)


def _coded(act: str, known: Known) -> Iterator[str]:
    """An act; with the PLOVER type that it has instead of its own, and the manual's: detain/ASSAULT, seize//COERCE."""
    name, *kinds = act.split("/")
    if name and name not in known.acts | OPEN_ACTS:
        yield f"unknown act {name!r}: acts.csv lists {', '.join(sorted(known.acts))}"
    if len(kinds) > 2:
        yield f"an act has at most a type and the manual's type: {act!r}"
    for kind in kinds:
        if kind and kind not in TYPES:
            yield f"unknown PLOVER type {kind!r}: the types are {', '.join(TYPES)}"


def _condition(text: str, known: Known) -> Iterator[str]:
    slot, colon, value = text.removeprefix("!").removeprefix("+").partition(":")
    if slot not in NOMINAL | CLAUSAL | STATES | PREPOSITIONS:
        yield f"unknown slot {slot!r} in the condition {text!r}"
    elif slot in STATES and colon:
        yield f"{slot} takes no value: {text!r}"
    elif slot not in CLAUSAL and value and value not in known.nouns:
        yield f"unknown noun class {value!r} in {text!r}: nouns.csv must list the class, or the noun itself"


def _paths(text: str, column: str) -> Iterator[str]:
    if text == "-" and column == "target":
        return
    for path in text.split("|") if text else ():
        slot, dot, rest = path.partition(".")
        known = slot in NOMINAL | PREPOSITIONS | {"oprd", "acomp"} or (slot in CLAUSES and rest)
        inner = PREPOSITIONS | {"owner"} | (NOMINAL if slot in CLAUSES else frozenset())
        if not known or (dot and rest not in inner):
            yield f"unknown path {path!r} of the {column}"


def _act(row: Row, known: Known) -> Iterator[str]:
    if row["act"] not in ACTS:
        yield f"{row['act']!r} is no act of the schema: {', '.join(ACTS)}"
    if row["type"] and row["type"] not in TYPES:
        yield f"unknown PLOVER type {row['type']!r}: the types are {', '.join(TYPES)}"
    if row["mutual"] not in ("", "yes"):
        yield f"mutual is yes or empty, not {row['mutual']!r}"
    for column in ("agent", "target"):
        yield from _paths(row[column], column)


def _noun(row: Row, known: Known) -> Iterator[str]:
    yield from _coded(row["act"], known)


def _confidence(row: Row, known: Known) -> Iterator[str]:
    yield from _one_of("kind", CLAIM_KINDS)(row, known)
    if not (row["right"].isdecimal() and row["made"].isdecimal() and int(row["right"]) <= int(row["made"])):
        yield f"right and made are counts, right at most made: not {row['right']!r} of {row['made']!r}"


def _implied(row: Row, known: Known) -> Iterator[str]:
    yield from _one_of("kind", IMPLIED_KINDS)(row, known)
    yield from _coded(row["act"], known)


def _attribution(row: Row, known: Known) -> Iterator[str]:
    yield from _one_of("pos", ("verb", "adj", "noun"))(row, known)
    yield from _one_of("kind", ATTITUDES)(row, known)
    for word in row["with"].split():
        if word not in COMPANY | PREPOSITIONS:
            yield f"unknown company {word!r}: it is a preposition or one of {', '.join(sorted(COMPANY))}"


def _issue(row: Row, known: Known) -> Iterator[str]:
    yield from _one_of("issue", ISSUES)(row, known)
    if row["scope"] not in ("", "local"):
        yield f"scope is local or empty, not {row['scope']!r}"


def _one_of(column: str, values: Iterable[str]) -> Callable[[Row, Known], Iterator[str]]:
    allowed = tuple(values)

    def check(row: Row, known: Known) -> Iterator[str]:
        if row[column] not in allowed:
            yield f"unknown {column} {row[column]!r}: it is one of {', '.join(allowed)}"

    return check


def _slotted(column: str, values: Iterable[str]) -> Callable[[Row, Known], Iterator[str]]:
    """A row that says of a word, and of what stands in a slot of it, one of `values`."""
    coded = _one_of(column, values)

    def check(row: Row, known: Known) -> Iterator[str]:
        yield from coded(row, known)
        if row["slot"] not in {"subj", "obj"} | PREPOSITIONS:
            yield f"unknown slot {row['slot']!r}: it is subj, obj or a preposition"

    return check


_CHECKS: Mapping[str, Callable[[Row, Known], Iterator[str]]] = {
    "acts": _act,
    "verbs": _verb,
    "nouns": _noun,
    "cues": _one_of("kind", CUE_KINDS),
    "complements": _one_of("complement", COMPLEMENTS),
    "phases": _one_of("phase", PHASES),
    "outcomes": _slotted("status", AGREEMENT_STATUSES),
    "stances": _slotted("stance", STANCES),
    "confidence": _confidence,
    "issues": _issue,
    "implied": _implied,
    "attributions": _attribution,
    "sectors": _one_of("sector", SECTORS),
}
