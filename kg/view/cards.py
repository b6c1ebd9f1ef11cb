"""Claims as the panel shows them: who says what of whom, when, and the words that carry it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from kg.citing import short_citation
from kg.network.actors import FACTUALITY_OF_STATUS
from kg.view.records import Card, Record, Sentence, Source

POLARITY = {"asserted": "says so", "negated": "says that it is not so"}
QUESTIONS = {  # what is asked about each aspect of a conflict
    "polarity": "is it so?",
    "stance": "what was the answer?",
    "quantity": "how many?",
    "date": "when?",
    "place": "where?",
    "venue": "at which venue?",
    "status": "what came of it?",
}
MARKED_ROLES = ("trigger", "agent", "target", "speaker")  # where spans overlap, the earlier role wins


def event_card(event: Record, sources: Mapping[str, int]) -> Card:
    """The card of one row of the table `events`."""
    arrow = " → " if event.get("targets") else ""
    heading = f"{_joined(event.get('agents'))}{arrow}{_joined(event.get('targets'))}"
    rows = [
        ("Said by", event.get("attributed_to") or "the article itself"),
        ("Issue", _joined(_words(issue) for issue in event.get("issues") or ())),
        ("Place", _joined(part for part in (event.get("venue"), event.get("place")) if part)),
        ("Context", _joined(_words(context) for context in event.get("context") or ())),
    ]
    return Card(
        id=str(event["id"]),
        heading=heading or "without a named actor",
        type=event.get("event_type"),
        act=_words(event.get("act") or ""),
        factuality=event.get("factuality"),
        date=event.get("date"),
        rows=_filled(rows),
        sentences=(_sentence(event, event.get("spans") or (), sources, event.get("evidence")),),
        issues=tuple(event.get("issues") or ()),
        sources=_numbers([event.get("article")], sources),
    )


def meeting_card(meeting: Record, sources: Mapping[str, int]) -> Card:
    """The card of one row of the table `meetings`."""
    heads = [
        f"{head['person']} ({head['of']})" if head.get("of") else head["person"] for head in meeting["heads"] or ()
    ]
    places = (meeting.get("venue"), meeting.get("place"), meeting.get("country"))
    rows = [
        ("Status", _words(meeting.get("status") or "")),
        ("Parties", _joined(meeting.get("parties"))),
        ("Present", _joined(meeting.get("participants"))),
        ("Heads", _joined(heads)),
        ("Mediators", _joined(meeting.get("mediators"))),
        ("Hosts", _joined(meeting.get("hosts"))),
        ("Place", _joined(part for part in places if part)),
        ("Duration", meeting.get("duration")),
    ]
    return Card(
        id=str(meeting["id"]),
        heading=meeting.get("label") or "Meeting",
        type="CONSULT",
        act=_words(meeting.get("kind") or "meeting"),
        factuality=FACTUALITY_OF_STATUS.get(meeting.get("status") or "held", "possible"),
        date=_interval(meeting.get("date"), meeting.get("end")),
        rows=_filled(rows),
        sentences=tuple(_sentence(row, (), sources, row.get("text")) for row in meeting.get("evidence") or ()),
        issues=tuple(meeting.get("issues") or ()),
        sources=_numbers(meeting.get("articles"), sources),
    )


def office_card(actor: Record, position: Record) -> Card:
    """The card of an office that an actor holds."""
    known = "the article" if position.get("source") == "text" else "the authority file"
    heading = f"{actor['label']}, {position['office']}"
    return Card(id=f"{actor['id']} {heading}", heading=heading, act="office", rows=(("Known from", known),))


def proposal_card(proposal: Record, sources: Mapping[str, int]) -> Card:
    """The card of one row of the table `proposals`."""
    rows = [
        ("Said by", proposal.get("attributed_to") or "the article itself"),
        ("Conditions", "; ".join(proposal.get("conditions") or ())),
    ]
    heading = _between(proposal.get("proposers"), proposal.get("addressees"))
    return _told_card(proposal, ("proposal", heading), rows, sources)


def response_card(response: Record, sources: Mapping[str, int]) -> Card:
    """The card of one answer in a row of the table `proposals`."""
    rows = [("Said by", response.get("attributed_to") or "the article itself")]
    heading = f"{_joined(response.get('by')) or 'somebody'}: {_words(response.get('stance') or 'answer')}"
    return _told_card(response, ("answer", heading), rows, sources)


def agreement_card(agreement: Record, sources: Mapping[str, int]) -> Card:
    """The card of one row of the table `agreements`."""
    rows = [
        ("Status", _words(agreement.get("status") or "")),
        ("Amount", amount(agreement.get("quantity"))),
    ]
    return _told_card(agreement, ("agreement", _joined(agreement.get("parties"))), rows, sources)


def handover_card(handover: Record, sources: Mapping[str, int]) -> Card:
    """The card of one row of the table `handovers`."""
    rows = [("Said by", handover.get("attributed_to") or "the article itself")]
    return _told_card(handover, ("handover", _between(handover.get("from"), handover.get("to"))), rows, sources)


def position_card(position: Record, sources: Mapping[str, int]) -> Card:
    """The card of one row of the table `positions`."""
    done = _words(position.get("stance") or position.get("act") or "")
    rows = [
        ("Towards", _joined(position.get("towards"))),
        ("Said by", position.get("attributed_to") or "the article itself"),
        ("Status", _words(position.get("status") or "")),
    ]
    card = _told_card({**position} | {"id": position["claim"]}, (done, str(position["actor"])), rows, sources)
    return replace(card, factuality=position.get("factuality"))


def conflict_card(conflict: Record, sources: Mapping[str, int]) -> Card:
    """The card of one row of the table `conflicts`: what the two sides of it say, and who says it."""
    aspect, _, thing = str(conflict.get("about") or "").partition(": ")
    rows = [
        (conflict.get(f"{side}_by") or "An article", POLARITY.get(value, value) or "no value")
        for side in ("first", "second")
        for value in (str(conflict.get(side) or ""),)
    ]
    heading = f"{thing}: {QUESTIONS.get(aspect, _words(aspect))}"
    return _told_card(conflict, ("accounts differ", heading), rows, sources)


def amount(quantity: Record | None) -> str:
    """A quantity in words: "1,000 to 1,200 prisoners"; nothing without one."""
    if not quantity:
        return ""
    ends = [f"{end:,}" if end is not None else "" for end in (quantity.get("min"), quantity.get("max"))]
    low, high = ends
    number = (
        low if low == high else f"{low} to {high}" if low and high else f"at least {low}" if low else f"up to {high}"
    )
    return f"{number} {quantity.get('unit') or ''}".strip()


def cited(articles: Iterable[Record]) -> tuple[tuple[Source, ...], dict[str, int]]:
    """Sources in the order of their date, and the number of each by the id of its article."""
    rows = sorted(articles, key=lambda row: (str(row.get("date") or ""), str(row["id"])))
    return tuple(_citation(row) for row in rows), {str(row["id"]): i for i, row in enumerate(rows)}


def pieces(text: str, start: int, spans: Sequence[Record]) -> tuple[tuple[str, str], ...]:
    """`text`, which begins at offset `start` of its source, cut where the role of the words changes.

    The pieces joined are the text. Offsets are code points; what reaches out of the sentence is cut off.
    """
    roles = [""] * len(text)
    for role in reversed(MARKED_ROLES):
        for span in spans:
            if span["role"] == role:
                for i in range(max(span["start"] - start, 0), min(span["end"] - start, len(text))):
                    roles[i] = role
    cuts = [i for i in range(len(text)) if i == 0 or roles[i] != roles[i - 1]] + [len(text)]
    return tuple((text[a:b], roles[a]) for a, b in pairwise(cuts))


def web_address(source: str | None) -> str | None:
    """`source` if it is an http or https address with a host, else None: nothing else may become a link."""
    try:
        parts = urlsplit(source or "")
    except ValueError:
        return None
    return source if parts.scheme in ("http", "https") and parts.hostname else None


def _told_card(
    row: Record, names: tuple[str, str], rows: Iterable[tuple[str, str | None]], sources: Mapping[str, int]
) -> Card:
    """A card of what is no event: its kind, heading, and all of its sentences."""
    kind, heading = names
    proofs = row.get("evidence") or ()
    return Card(
        id=str(row.get("id") or ""),
        heading=heading or "without a named actor",
        type=kind[:1].upper() + kind[1:],
        date=_interval(row.get("date"), row.get("end")) if row.get("date") else None,
        rows=_filled((*rows, ("Issue", _joined(_words(issue) for issue in row.get("issues") or ())))),
        sentences=tuple(_sentence(proof, (), sources, proof.get("text")) for proof in proofs),
        issues=tuple(row.get("issues") or filter(None, [row.get("issue")])),
        sources=_numbers(row.get("articles") or [proof.get("article") for proof in proofs], sources),
    )


def _numbers(articles: Iterable[Any] | None, sources: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted({sources[str(article)] for article in articles or () if str(article) in sources}))


def _between(givers: Iterable[str] | None, takers: Iterable[str] | None) -> str:
    arrow = " → " if takers else ""
    return f"{_joined(givers) or 'somebody'}{arrow}{_joined(takers)}"


def _sentence(row: Record, spans: Sequence[Record], sources: Mapping[str, int], text: str | None) -> Sentence:
    """The evidence of `row`; a graph published without the sentences names their offsets instead."""
    if not text:
        return Sentence(
            ((f"Sentence left out of this graph: characters {row.get('start')} to {row.get('end')}", ""),), None
        )
    return Sentence(pieces(text, int(row.get("start") or 0), spans), sources.get(str(row.get("article"))))


def _citation(article: Record) -> Source:
    title, source = article.get("title"), str(article.get("source") or article["id"])
    parts = (article.get("publisher"), f"“{title}”" if title else source, article.get("date"))
    text = ", ".join(str(part) for part in parts if part)
    short = str(article.get("citation") or short_citation(article))
    return Source(text, web_address(source), short, str(article["id"]), article.get("publisher"), article.get("date"))


def _interval(start: str | None, end: str | None) -> str | None:
    return f"{start} to {end}" if start and end and end != start else start


def _joined(labels: Iterable[str] | None) -> str:
    return ", ".join(labels or ())


def _words(code: str) -> str:
    return code.replace("_", " ")


def _filled(rows: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in rows if value)
