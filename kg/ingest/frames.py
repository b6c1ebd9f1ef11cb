"""What is known about language, as data: verb and noun frames, acts, cues of speech, complements, issues.

The CSV files in data/frames are the truth; a user's folder (`--frames`) adds rows or overrides them by key.

A verb frame's `conditions` must all hold: `+on` a preposition is there, `on:actor` its object is of a noun class,
`obj:meeting` the object is, `!obj` there is no object, `xcomp` `ccomp` `acomp:ready` such a complement is there,
`passive`, `neg`, `will`, `subjunctive`. Noun classes are those of nouns.csv, a noun itself, or actor, person, place,
many, any, event (a noun that stands for an act). The act may name a PLOVER type of its own (`other/COERCE`), or the
one that PLOVER's manual gives the sense beside the act's (`agree//SUPPORT`); the act `noun` is that of the event noun
which the verb goes with, and `none` says that the sense is no act at all.
Argument paths (`agent`, `target`), "|" between: `subj`, `obj`, `iobj`, a preposition, `obj.of`, `obj.owner`,
`that.subj`.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.errors import FrameError

FILES = {
    "acts": ("act", "type", "mutual", "agent", "target"),
    "verbs": ("verb", "particle", "conditions", "act", "agent", "target"),
    "nouns": ("noun", "classes", "act"),
    "cues": ("cue", "kind"),
    "attributions": ("cue", "pos", "with", "kind"),
    "complements": ("word", "complement"),
    "phases": ("word", "phase"),
    "outcomes": ("word", "slot", "status"),
    "stances": ("word", "slot", "stance"),
    "deverbals": ("verb", "noun"),
    "issues": ("phrase", "issue"),
    "sectors": ("word", "sector"),
    "implied": ("word", "kind", "act"),
    "confidence": ("kind", "group", "right", "made"),
}
OPTIONAL = {"issues": ("scope",), "acts": ("noun",)}  # columns that a file may leave out
_WEIGHTS = {"": 2, "any": 2} | dict.fromkeys(  # of conditions that ask for less than a narrow class of nouns
    ("event", "actor", "agreement", "document", "exercise", "relation"), 3
)
Row = dict[str, str]
Paths = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """An act with its PLOVER type and where its agents and targets usually stand."""

    name: str
    type: str
    mutual: bool
    agent: Paths
    target: Paths
    noun: str = ""  # what a noun of it needs to tell it alone: any, modified, meeting; nothing tells it where empty


_OPEN = Act("", "", False, ("subj",), ())  # of frames whose act the sentence says, or that are none


@dataclass(frozen=True, slots=True)
class Condition:
    """`slot` must (or, negated, must not) be there and, unless `value` is empty, be of that noun class or word."""

    slot: str
    value: str
    negated: bool


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """One sense of a verb: the act it stands for when its conditions hold."""

    verb: str
    particle: str
    conditions: tuple[Condition, ...]
    act: str
    agent: Paths
    target: Paths

    @property
    def key(self) -> str:
        particle = f"_{self.particle}" if self.particle else ""
        conditions = " ".join(("!" if c.negated else "") + f"{c.slot}:{c.value}" for c in self.conditions)
        return f"{self.verb}{particle}" + (f"({conditions})" if conditions else "")


@dataclass(frozen=True, slots=True)
class Construction:
    """What must go with a cue for its complements to be what somebody holds: objects, clauses or prepositions."""

    needs: frozenset[str]
    kind: str


@dataclass(frozen=True)
class Frames:
    """All frame files, indexed for look-up."""

    acts: Mapping[str, Act]
    verbs: Mapping[str, tuple[VerbFrame, ...]]  # by lemma, the most specific first
    noun_classes: Mapping[str, frozenset[str]]
    noun_acts: Mapping[str, str]
    cues: Mapping[str, str]
    attributions: Mapping[tuple[str, str], tuple[Construction, ...]]  # by cue and part of speech
    complements: Mapping[str, str]
    phases: Mapping[str, str]
    outcomes: Mapping[tuple[str, str], str]  # word and where the agreement stands to it: what comes of the agreement
    stances: Mapping[tuple[str, str], str]  # the same of a proposal: what stance the word takes towards it
    deverbals: Mapping[str, str]  # the noun of what a verb does: exchange, withdrawal
    issues: Mapping[str, str]
    local_issues: frozenset[str]  # phrases that tell what an act is about, but not what a whole article is about
    sectors: Mapping[str, str]
    confidence: Mapping[tuple[str, str], tuple[int, int]]  # kind of claim and its group: right, made
    implied: Mapping[tuple[str, str], str]  # kind and word: the act that saying it is (extractors/implied.py)
    version: str

    def act_of(self, name: str) -> Act:
        """The act of a frame's `act`, whatever types it names beside."""
        return self.acts[name.split("/")[0]]

    def classes(self, lemma: str) -> frozenset[str]:
        """Classes of a noun, the noun itself among them."""
        return self.noun_classes.get(lemma, frozenset()) | {lemma}

    @cached_property
    def issue_words(self) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
        """Issue phrases by their first word, the longest first."""
        index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, issue in self.issues.items():
            for words in {self._tokens(phrase), tuple(phrase.split())}:
                index.setdefault(words[0], []).append((words, issue))
        return {w: tuple(sorted(found, key=lambda f: (-len(f[0]), f))) for w, found in index.items()}

    @cached_property
    def compounds(self) -> frozenset[str]:
        """Nouns, verbs and words of judgement with a hyphen, which are one word."""
        implied = (word for _, word in self.implied)
        words = (word for entry in (*self.noun_classes, *self.verbs, *implied) for word in entry.split())
        return frozenset(word for word in words if "-" in word)

    def _tokens(self, phrase: str) -> tuple[str, ...]:
        """The words of a phrase as they are cut: compounds stay whole, other hyphens stand by themselves."""
        words = (w if w in self.compounds else w.replace("-", " - ") for w in phrase.split())
        return tuple(" ".join(words).split())


def load(shipped: Path, user: Sequence[Path] = ()) -> Frames:
    """Read the frame files of `shipped` and then of each user folder, whose rows add or override.

    Raises FrameError with file, line and what is wrong.
    """
    for path in user:
        _check_place(path)
    rows = {name: list(_rows(name, [shipped, *user])) for name in FILES}
    digest = hashlib.sha256()
    for name in sorted(rows):
        for row in sorted(tuple(r.values()) for r in rows[name]):
            digest.update("\x1f".join(row).encode())
    acts = {row["act"]: _act(row) for row in rows["acts"]}
    frames = [_verb_frame(row, acts) for row in rows["verbs"]]
    return Frames(
        acts=acts,
        verbs=_by_verb(frames),
        noun_classes={row["noun"]: frozenset(row["classes"].split()) for row in rows["nouns"]},
        noun_acts={row["noun"]: row["act"] for row in rows["nouns"] if row["act"]},
        cues={row["cue"]: row["kind"] for row in rows["cues"]},
        attributions=_constructions(rows["attributions"]),
        complements={row["word"]: row["complement"] for row in rows["complements"]},
        phases={row["word"]: row["phase"] for row in rows["phases"]},
        outcomes={(row["word"], row["slot"]): row["status"] for row in rows["outcomes"]},
        stances={(row["word"], row["slot"]): row["stance"] for row in rows["stances"]},
        deverbals={row["verb"]: row["noun"] for row in rows["deverbals"]},
        issues={row["phrase"].lower(): row["issue"] for row in rows["issues"]},
        local_issues=frozenset(row["phrase"].lower() for row in rows["issues"] if row["scope"] == "local"),
        sectors={row["word"]: row["sector"] for row in rows["sectors"]},
        confidence={(row["kind"], row["group"]): _counts(row) for row in rows["confidence"]},
        implied={(row["kind"], row["word"]): row["act"] for row in rows["implied"]},
        version=digest.hexdigest()[:16],
    )


def _rows(name: str, folders: Iterable[Path]) -> Iterator[Row]:
    """Rows of one kind from all folders; of rows with one key the last stands."""
    found: dict[tuple[str, ...], Row] = {}
    for folder in folders:
        path = folder if folder.name == f"{name}.csv" and folder.is_file() else folder / f"{name}.csv"
        if path.is_file():
            for row in _read(path, FILES[name]):
                found[tuple(row[column] for column in _key(name))] = row
    yield from found.values()


def _check_place(path: Path) -> None:
    """FrameError unless `path` is a frame file or a folder that holds one."""
    names = [f"{name}.csv" for name in FILES]
    if not path.exists():
        raise FrameError(f"{path}: no such file or folder of frame files")
    if path.is_file() and path.name not in names:
        raise FrameError(f"{path}: no frame file; its name must be one of {', '.join(names)}")
    if path.is_dir() and not any((path / name).is_file() for name in names):
        raise FrameError(f"{path}: holds no frame file, that is none of {', '.join(names)}")


def _key(name: str) -> tuple[str, ...]:
    several = {"verbs": 3, "implied": 2, "outcomes": 2, "stances": 2, "confidence": 2, "attributions": 3}
    return FILES[name][: several.get(name, 1)]


def _read(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = set(columns) - set(reader.fieldnames or ())
        if missing:
            raise FrameError(f"{path}: line 1: the columns {', '.join(columns)} are wanted; missing: {sorted(missing)}")
        for row in reader:
            if None in row.values() or not row[columns[0]]:
                raise FrameError(f"{path}: line {reader.line_num}: a row needs {len(columns)} cells and a first one")
            yield {column: (row.get(column) or "").strip() for column in (*columns, *OPTIONAL.get(path.stem, ()))}


def _counts(row: Row) -> tuple[int, int]:
    try:
        right, made = int(row["right"]), int(row["made"])
    except ValueError:
        right, made = 1, 0
    if not 0 <= right <= made:
        raise FrameError(f"confidence.csv: {row['kind']} {row['group']}: right and made are counts, right at most made")
    return right, made


def _act(row: Row) -> Act:
    agent, target = _paths(row["agent"]), _paths(row["target"])
    return Act(row["act"], row["type"], row["mutual"] == "yes", agent, target, row["noun"])


def _paths(text: str) -> Paths:
    return tuple(p for p in text.split("|") if p)


def _constructions(rows: Iterable[Row]) -> Mapping[tuple[str, str], tuple[Construction, ...]]:
    index: dict[tuple[str, str], list[Construction]] = {}
    for row in rows:
        index.setdefault((row["cue"], row["pos"]), []).append(Construction(frozenset(row["with"].split()), row["kind"]))
    return {key: tuple(sorted(found, key=lambda c: (c.kind, sorted(c.needs)))) for key, found in index.items()}


def _verb_frame(row: Row, acts: Mapping[str, Act]) -> VerbFrame:
    act = _OPEN if row["act"] in ("noun", "none") else acts.get(row["act"].split("/")[0])
    if act is None:
        raise FrameError(f"verbs.csv: {row['verb']}: unknown act {row['act']!r}; known: {', '.join(sorted(acts))}")
    conditions = tuple(_condition(text) for text in row["conditions"].split())
    agent = _paths(row["agent"]) or act.agent
    target = () if row["target"] == "-" else _paths(row["target"]) or act.target
    return VerbFrame(row["verb"], row["particle"], conditions, row["act"], agent, target)


def _condition(text: str) -> Condition:
    negated, text = text.startswith("!"), text.lstrip("!")
    slot, _, value = text.lstrip("+").partition(":")
    return Condition(slot, value, negated)


def _by_verb(frames: Iterable[VerbFrame]) -> Mapping[str, tuple[VerbFrame, ...]]:
    index: dict[str, list[VerbFrame]] = {}
    for frame in frames:
        index.setdefault(frame.verb, []).append(frame)
    return {v: tuple(sorted(found, key=_specificity)) for v, found in index.items()}


def _specificity(frame: VerbFrame) -> tuple[int, int, str]:
    """Particles first, then the frame with more positive conditions."""
    positive = sum(0 if c.negated else _WEIGHTS.get(c.value, 4) for c in frame.conditions)
    return (0 if frame.particle else 1, -positive * 2 - len(frame.conditions), frame.key)
