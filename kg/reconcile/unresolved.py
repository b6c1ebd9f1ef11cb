"""Lists the names that articles use and the authority does not know, one row a name, most mentioned first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.reconcile.known import Known, Words, words
from kg.reconcile.sheet import TO_FILL, Row
from kg.tables import Queryable, Record
from kg.tables.actors import actors
from kg.tables.reading import Reader, open_reader

_TYPES = ("person", "organization", "armed_group")
_HINTS = 8  # keys of the authority that a name may be
_SIDES = "SELECT ?actor ?side { ?actor neg:onBehalfOf ?side }"
_NAMED = """SELECT ?actor ?article ?number ?words ?text {
  ?span gaf:denotes ?actor ; neg:sentence ?sentence ; neg:text ?words .
  FILTER(CONTAINS(STR(?actor), "actor/"))
  ?sentence oa:hasSource ?article ; neg:number ?number ; oa:hasSelector ?quoted . ?quoted oa:exact ?text
}"""


@dataclass
class _Name:
    """The actors of one name, as their articles know them."""

    actors: list[Record] = field(default_factory=list)

    @property
    def mentions(self) -> int:
        return sum(actor["mentions"] for actor in self.actors)

    def most(self, column: str) -> str:
        """The value that most mentions speak for, the least of several; empty without one."""
        votes: Counter[str] = Counter()
        for actor in self.actors:
            if actor[column]:
                votes[actor[column]] += actor["mentions"]
        return min(votes, key=lambda value: (-votes[value], value), default="")

    def every(self, column: str) -> list[str]:
        return sorted({value for actor in self.actors for value in actor[column]})


def unresolved(store: Queryable, known: Known, own: Known | None = None) -> list[Row]:
    """Rows of the names in `store` that have no entity of the authority, by falling mentions, then by label.

    Persons, organizations and armed groups count, unnamed ones, delegations and mere descriptions ("Indian gunmen") do
    not. Names that `own` knows beyond `known` are left out: what has been accepted since the articles were read.
    """
    reader = open_reader(store)
    sides = _sides(reader, known)
    names: dict[Words, _Name] = defaultdict(_Name)
    for actor in actors(reader):
        if _is_nobody_known(actor, known) and not (own and own.knows(actor["label"], beyond=known)):
            names[words(actor["label"])].actors.append({**actor, "side": sides.get(actor["id"], "")})
    examples = _examples(reader)
    rows = [_row(name, known, examples) for name in names.values()]
    return sorted(rows, key=lambda row: (-int(row["mentions"]), row["label"], row["type"]))


def _is_nobody_known(actor: Record, known: Known) -> bool:
    """Whether an actor has a name and an article minted its node, or several share one that the authority lacks."""
    minted = actor["id"].startswith(("article/", "actor/"))
    return minted and actor["type"] in _TYPES and not _describes(actor, known)


def _describes(actor: Record, known: Known) -> bool:
    """Whether a label only describes: no capital in its first word, or a nationality and words in lower case."""
    first, *rest = actor["label"].split() or [""]
    if first == first.lower() and not any(c.isdigit() for c in first):
        return True
    return bool(rest) and known.is_nationality(first) and all(word == word.lower() for word in rest)


def _sides(reader: Reader, known: Known) -> dict[str, str]:
    """Key of the authority's actor that somebody serves, by the id of that somebody."""
    pairs = sorted((reader.id(actor), reader.id(side)) for actor, side in reader.rows(_SIDES))
    return {actor: side for actor, side in reversed(pairs) if side in known.entities}


def _examples(reader: Reader) -> dict[str, list[tuple[str, int, str, str]]]:
    """(article id, number of the sentence, words that name the actor, the sentence) by id of the actor."""
    found: dict[str, list[tuple[str, int, str, str]]] = defaultdict(list)
    for actor, article, number, said, text in reader.rows(_NAMED):
        found[reader.id(actor)].append((reader.id(article), number, said, text))
    return found


def _row(name: _Name, known: Known, examples: dict[str, list[tuple[str, int, str, str]]]) -> Row:
    label = name.most("label")
    spellings = {*name.every("aliases"), *(actor["label"] for actor in name.actors)} - {label}
    article, sentence = _example(label, [e for actor in name.actors for e in examples.get(actor["id"], ())])
    hints = list(dict.fromkeys((*known.named(label), *known.resembling(label))))[:_HINTS]
    cells: dict[str, str | Iterable[str]] = {
        "label": label,
        "spellings": sorted(spelling for spelling in spellings if ";" not in spelling),
        "type": name.most("type"),
        "country": name.most("country"),
        "side": name.most("side"),
        "sector": name.most("sector"),
        "offices": _offices(name.actors),
        "mentions": str(name.mentions),
        "articles": str(len(name.every("articles"))),
        "example": sentence,
        "article": article,
        "known": hints,
    }
    given = {column: value if isinstance(value, str) else "; ".join(value) for column, value in cells.items()}
    return {**{column: _one_line(value) for column, value in given.items()}, **dict.fromkeys(TO_FILL, "")}


def _example(label: str, sentences: Sequence[tuple[str, int, str, str]]) -> tuple[str, str]:
    """Article and words of the first sentence that names somebody in full, else of the first that means him."""
    name = f" {' '.join(words(label))} "
    full = [one for one in sentences if name in f" {' '.join(words(one[2]))} "]
    article, _, _, text = min(full or sentences, default=("", 0, "", ""))
    return article, text


def _offices(found: Iterable[Record]) -> list[str]:
    """Offices as texts state them: "ambassador of Saudi Arabia"."""
    stated = [p for actor in found for p in actor["positions"] if p["source"] == "text"]
    return sorted({f"{p['office']} of {p['of']}" if p["of"] else p["office"] for p in stated})


def _one_line(text: str) -> str:
    return " ".join(text.split())
