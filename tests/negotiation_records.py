"""Table rows of an invented negotiation, as large as a month of reports: 40 actors, 150 events, 14 meetings."""

from __future__ import annotations

import random
from typing import Any

from kg.view.records import Records

STATES = ("Arvenia", "Kestria", "Norland", "Sorrel Republic", "Velmark", "Tamaria")
PERSONS = (
    ("Tarek Ollin", "head of delegation", "Arvenia"),
    ("Ilse Varga-Montclair", "President", "Arvenia"),
    ("Bruno Castellan", "defence minister", "Arvenia"),
    ("Milan Šestak", "foreign minister", "Kestria"),
    ("Jadwiga Orłowska", "President", "Kestria"),
    ("Anton Vries", "spokesman", "Kestria"),
    ("Signe Dahl", "foreign minister", "Norland"),
    ("Per Øverby", "special envoy", "Norland"),
    ("Amadou Keïta-Lund", "Secretary-General", "Assembly of Nations"),
    ("Lucia Prati", "President", "Sorrel Republic"),
    ("Owen Hartigan", "Secretary of State", "Velmark"),
    ("Nadia Belhaj", "commissioner for prisoners", "Kestria"),
    ("Ruben Achterberg", "director", "International Relief Committee"),
    ("Selim Kaya-Brandt", "prime minister", "Tamaria"),
    ("Dorota Wilk", "member of parliament", "Kestria"),
    ("Viktor Hallström", "deputy foreign minister", "Arvenia"),
)
OTHERS = (
    ("Assembly of Nations", "organization"),
    ("International Relief Committee", "organization"),
    ("Northern Security and Cooperation Organisation", "organization"),
    ("Customs League", "organization"),
    ("Port Ilm Chamber of Shipping", "organization"),
    ("Red Lantern militia", "armed_group"),
    ("Brigade of the Eastern Marsh", "armed_group"),
    ("Free Harbour Guard", "armed_group"),
    ("delegation of Arvenia", "delegation"),
    ("delegation of Kestria", "delegation"),
    ("delegation of Norland", "delegation"),
    ("a senior Kestrian official", "unnamed"),
    ("an Arvenian diplomat", "unnamed"),
    ("two people briefed on the talks", "unnamed"),
    ("families of the missing", "unnamed"),
    ("Union of Deported Families", "organization"),
    ("Court of Halden", "organization"),
    ("Coalition for the Straits", "organization"),
)
ACTS = (
    ("AGREE", "agree", "agreed with"),
    ("AGREE", "promise", "promised"),
    ("CONSULT", "meet", "met"),
    ("CONSULT", "hand_over_document", "handed a memorandum to"),
    ("SUPPORT", "praise", "praised"),
    ("REQUEST", "propose", "proposed a truce to"),
    ("REQUEST", "demand", "demanded guarantees from"),
    ("REJECT", "reject", "rejected the offer of"),
    ("ACCUSE", "accuse", "accused"),
    ("THREATEN", "warn", "warned"),
    ("AID", "provide_aid", "sent relief to"),
    ("RETREAT", "release", "released prisoners to"),
    ("SANCTION", "impose_sanctions", "imposed sanctions on"),
    ("ASSAULT", "attack", "shelled positions of"),
)
FACTUALITIES = ("asserted",) * 7 + ("planned", "possible", "negated")
ISSUES = ("ceasefire", "prisoner_exchange", "children", "security_guarantees", "sanctions", "memorandum")


def negotiation(seed: int = 7) -> Records:
    """Rows of the tables articles, actors, meetings and events, the same for the same seed."""
    rng = random.Random(seed)
    articles = tuple(_article(i) for i in range(12))
    actors = _actors([row["id"] for row in articles])
    labels = [row["label"] for row in actors]
    weights = (
        [24, 24, 9, 3, 7, 2]
        + [7, 6, 2, 7, 6, 3, 5, 4, 4, 2, 5, 2, 2, 2, 1, 1]
        + [4, 3, 2, 1, 1, 3, 2, 1]
        + [6, 6]
        + [1] * 8
    )
    events = tuple(_event(i, rng, labels, weights) for i in range(150))
    return Records(articles, actors, tuple(_meeting(i) for i in range(14)), events)


def _article(number: int) -> dict[str, Any]:
    row = {
        "id": f"article/a{number:02}",
        "source": f"https://news.example/halden/{number}",
        "date": f"2030-05-{number + 4:02}",
    }
    return row | {"title": f"Halden talks, day {number + 1}", "publisher": "Northern Wire", "language": "en"}


def _actors(articles: list[str]) -> tuple[dict[str, Any], ...]:
    rows = [_actor(label, "state") | {"sector": "GOV", "country": label[:3].upper()} for label in STATES]
    for label, office, of in PERSONS:
        rows.append(_actor(label, "person") | {"positions": [{"office": office, "of": of, "source": "text"}]})
    rows += [_actor(label, kind) for label, kind in OTHERS]
    return tuple(row | {"articles": articles} for row in rows)


def _actor(label: str, kind: str) -> dict[str, Any]:
    key = f"{kind}/{label.lower().replace(' ', '-')}"
    return {"id": key, "label": label, "type": kind, "country": None, "sector": None, "positions": [], "aliases": []}


def _event(number: int, rng: random.Random, labels: list[str], weights: list[int]) -> dict[str, Any]:
    agent, target = _pair(rng, labels, weights)
    event_type, act, words = rng.choice(ACTS)
    before, after = f"On the margins of the talks {agent} ", f" {target}, officials in Halden said."
    text, start, article = before + words + after, rng.randrange(200, 4000), f"article/a{number * 12 // 150:02}"
    at = start + len(before)
    spans = [
        {"role": "trigger", "start": at, "end": at + len(words)},
        {"role": "agent", "start": at - len(agent) - 1, "end": at - 1},
        {"role": "target", "start": at + len(words) + 1, "end": at + len(words) + 1 + len(target)},
    ]
    row = {"id": f"{article}/event/e{number:03}", "article": article, "evidence": text, "start": start}
    row |= {"end": start + len(text), "spans": spans, "event_type": event_type, "act": act, "agents": [agent]}
    row |= {"targets": [target] if rng.random() < 0.93 else [], "issues": [rng.choice(ISSUES)], "context": []}
    said = rng.choice([None, None, "Signe Dahl", "a senior Kestrian official"])
    row |= {"attributed_to": said, "factuality": rng.choice(FACTUALITIES), "place": "Halden", "venue": None}
    return row | {"date": f"2030-05-{number * 12 // 150 + 4:02}", "meeting": None}


def _pair(rng: random.Random, labels: list[str], weights: list[int]) -> tuple[str, str]:
    agent = rng.choices(labels, weights)[0]
    others = [(label, weight) for label, weight in zip(labels, weights, strict=True) if label != agent]
    return agent, rng.choices([label for label, _ in others], [weight for _, weight in others])[0]


def _meeting(number: int) -> dict[str, Any]:
    article = f"article/a{number % 12:02}"
    people = [["Tarek Ollin", "Milan Šestak"], ["Signe Dahl", "Jadwiga Orłowska"], ["Per Øverby"]][number % 3]
    status = "planned" if number > 11 else "held"
    text = f"Round {number + 1} of the Halden talks was convened at the Seehof Palace, brokered by Norland."
    row = {"id": f"{article}/meeting/m{number}", "label": f"Round {number + 1} of the Halden talks", "kind": "meeting"}
    row |= {"process": "Halden talks", "round": number + 1, "status": status, "date": f"2030-05-{number + 4:02}"}
    row |= {"end": None, "place": "Halden", "venue": "Seehof Palace", "country": "Norland", "duration": None}
    row |= {"parties": ["Arvenia", "Kestria"], "participants": ["Arvenia", "Kestria", *people], "hosts": ["Norland"]}
    row |= {"mediators": ["Norland"] if number % 2 else ["Norland", "Assembly of Nations"], "articles": [article]}
    row |= {"heads": [{"person": "Tarek Ollin", "of": "Arvenia"}, {"person": "Milan Šestak", "of": "Kestria"}]}
    return row | {"evidence": [{"article": article, "start": 10, "end": 10 + len(text), "text": text}]}
