"""What several articles tell of one thing: joined where they agree, apart where they cannot be one, in conflict."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.explain import explain
from kg.explain.words import lines
from kg.ingest.claims import Handover
from kg.ingest.model import Entity
from kg.runs import retract
from kg.store import Store, graph_of
from kg.store.results import records as rows_of
from kg.tables import records
from kg.validate import check
from kg.world.decisions import Decision, Target
from kg.world.relinking import is_linked, relink, state_of
from tests.world_fixture import (
    Draft,
    agreement,
    day,
    event,
    graph_of_all,
    meeting,
    people,
    proposal,
    put,
    random_draft,
    response,
    state,
    store_of,
)

HALDEN = {"place": "place/halden"}
FOURTH = {"on": "2030-05-20", "round": 4}
BODY = {"label": "session of the joint border commission"}
PEOPLE = {"participants": (state("av"), state("ks"), "person/ollin", "person/sestak")}
THIRD = {"parties": (state("so"),), "mediators": (state("so"),)}
ONE, TWO = "2030-05-14", "2030-05-15"
PREFIX = "PREFIX neg: <https://w3id.org/parley/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "


def ask(store: Store, pattern: str) -> bool:
    return store.query(f"{PREFIX} ASK {{ {pattern} }}").truth


def two(first: Any, second: Any, told: tuple[str, str] = (ONE, TWO)) -> Store:
    words = {"e0": "The barracks near the bridge were shelled at dawn."}
    return store_of(
        [
            Draft("a", told[0], claims=(first,), sentences=words),
            Draft("b", told[1], claims=(second,), sentences=words),
        ]
    )


MEETINGS: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [  # case, two meetings, what they are
    ("same parties and day", {"on": ONE}, {"on": ONE}, "one"),
    ("same day, one names fewer parties", {"on": ONE, "sides": "av ks nl"}, {"on": ONE}, "one"),
    ("planned, then held", {"on": ONE, "status": "planned"}, {"on": ONE, "status": "held"}, "one"),
    ("same round, one has no date", {"on": ONE, "round": 2}, {"round": 2}, "one"),
    ("same round, days that differ", {"on": ONE, "round": 2}, {"on": TWO, "round": 2}, "one"),
    ("day and month, one place", {"on": ONE, **HALDEN}, {"on": "2030-05", **HALDEN}, "one"),
    ("day and month, no place", {"on": ONE}, {"on": "2030-05"}, "likely"),
    ("the next day", {"on": ONE}, {"on": TWO}, "likely"),
    ("other rounds on one day", {"on": ONE, "round": 1}, {"on": ONE, "round": 2}, "two"),
    ("other months", {"on": ONE}, {"on": "2030-07-01"}, "two"),
    ("other places", {"on": ONE, **HALDEN}, {"on": ONE, "place": "place/ilm"}, "two"),
    ("a call and talks", {"on": ONE, "kind": "call"}, {"on": ONE}, "two"),
    ("other parties", {"on": ONE}, {"on": ONE, "sides": "nl so"}, "two"),
    ("one side in common", {"on": ONE}, {"on": ONE, "sides": "av nl"}, "two"),
    ("one side and the place in common", {"on": ONE, **HALDEN}, {"on": ONE, "sides": "av nl", **HALDEN}, "likely"),
    ("news of two days, nothing but the parties", {}, {}, "one"),
    ("held, and planned some day", {}, {"status": "planned"}, "likely"),
    ("told before the other was held", {"round": 2}, {"on": "2030-05-28", "round": 2}, "two"),
    ("news of one, the other long ago", {"on": "2030-01-02"}, {}, "likely"),
    ("a round that was put off", {"on": "2030-05-03", "round": 4, "status": "postponed"}, FOURTH, "one"),
    ("a round held twice, weeks apart", {"on": "2030-05-03", "round": 4}, FOURTH, "two"),
    ("a session that was moved", {"on": "2030-05-10", "status": "planned", **BODY}, {"on": ONE, **BODY}, "one"),
    ("another meeting than was planned", {"on": "2030-05-10", "status": "planned"}, {"on": ONE}, "two"),
    ("the same people elsewhere", {"on": ONE, **HALDEN, **PEOPLE}, {"on": ONE, "place": "place/ilm", **PEOPLE}, "one"),
    ("one mediator between others", {"on": ONE, "sides": "av so", **THIRD}, {"on": ONE, "sides": "ks so"}, "two"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "wanted"), [case[1:] for case in MEETINGS], ids=[c[0] for c in MEETINGS])
def test_when_two_accounts_are_one_meeting(first: dict[str, Any], second: dict[str, Any], wanted: str) -> None:
    store = two(meeting(**first), meeting(**second))
    found = list(records(store, "meetings"))
    assert len(found) == (1 if wanted == "one" else 2)
    assert ask(store, "?one neg:maybeSameAs ?other") == (wanted == "likely")
    if wanted == "one":
        assert len(found[0]["articles"]) == len(found[0]["evidence"]) == 2


TWICE: list[tuple[str, dict[str, Any], dict[str, Any], int]] = [
    ("one day", {"on": ONE}, {"on": ONE}, 2),
    ("one round", {"on": ONE, "round": 2}, {"round": 2}, 1),
    ("a round, and its day and place", {"on": ONE, "round": 2, **HALDEN}, {"on": ONE, **HALDEN}, 1),
    ("a round, and its day", {"on": ONE, "round": 2}, {"on": ONE}, 2),
]


@pytest.mark.parametrize(("first", "second", "wanted"), [c[1:] for c in TWICE], ids=[c[0] for c in TWICE])
def test_one_article_tells_of_one_meeting_twice_only_where_it_says_so(
    first: dict[str, Any], second: dict[str, Any], wanted: int
) -> None:
    draft = Draft("a", ONE, claims=(meeting("m0", **first), meeting("m1", **second)))
    assert len(list(records(store_of([draft]), "meetings"))) == wanted


def test_a_vague_account_that_fits_two_meetings_is_left_to_a_person() -> None:
    place = {"place": "place/halden"}
    store = store_of(
        [
            Draft("a", ONE, claims=(meeting(on="2030-05-02", **place),)),
            Draft("b", TWO, claims=(meeting(on="2030-05-14", **place),)),
            Draft("c", "2030-06-01", claims=(meeting(on="2030-05", **place),)),
        ]
    )
    assert len(list(records(store, "meetings"))) == 3
    assert len(list(rows_of(store.query(f'{PREFIX} SELECT ?l {{ ?l neg:linkKind "likely" }}')))) == 2


def test_a_joined_meeting_has_what_its_accounts_have() -> None:
    first = meeting(on="2030-05", place="place/halden", status="planned", mediators=(state("nl"),), label="talks")
    second = meeting(on=ONE, place="place/halden", status="held", round=2, venue="venue/seehof", duration="an hour")
    row = next(records(two(first, second), "meetings"))
    wanted = {
        "status": "held", "date": ONE, "date_precision": "day", "round": 2, "place": "Halden", "duration": "an hour",
        "venue": "Seehof Palace", "mediators": ["Norland"], "parties": ["Arvenia", "Kestria"],
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert row["id"].startswith("meeting/")


def test_what_pointed_to_accounts_points_to_the_joined_node() -> None:
    store = store_of(
        [
            Draft("a", ONE, claims=(meeting(on=ONE), event(meeting="m0"))),
            Draft("b", TWO, claims=(meeting(on=ONE),)),
        ]
    )
    row = next(records(store, "meetings"))
    assert next(records(store, "events"))["meeting"] == row["id"]
    attended = store.query(f"{PREFIX} SELECT DISTINCT ?m {{ ?actor neg:attended ?m }}").rows
    assert [term.value.endswith(row["id"]) for (term,) in attended if term] == [True]
    assert ask(store, "?a a neg:Account, neg:Claim ; neg:accountOf ?m ; neg:article ?x . ?m a neg:Meeting")
    assert not ask(store, "?m a neg:Meeting, neg:Account")


def test_an_answer_in_a_later_report_reaches_the_proposal_of_an_earlier_one() -> None:
    answered = proposal(responses=(response(attributed_to="person/sestak"),))
    store = two(proposal(), answered)
    row = next(records(store, "proposals"))
    assert [answer["stance"] for answer in row["responses"]] == ["reject"]
    assert len(row["articles"]) == 2
    assert row["label"] == "unconditional ceasefire of thirty days"


PROPOSALS: list[tuple[str, dict[str, Any], str]] = [  # case, how the second differs, what they are
    ("the same words", {}, "one"),
    ("the shorter wording", {"label": "unconditional ceasefire"}, "one"),
    ("another proposer", {"by": "nl"}, "two"),
    ("other words and issue", {"label": "list of deported children", "issues": ("children",)}, "two"),
    ("other words on one issue", {"label": "ceasefire at sea"}, "likely"),
    ("other addressees", {"addressees": (state("so"),)}, "two"),
]


@pytest.mark.parametrize(("given", "wanted"), [case[1:] for case in PROPOSALS], ids=[case[0] for case in PROPOSALS])
def test_when_two_accounts_are_one_proposal(given: dict[str, Any], wanted: str) -> None:
    store = two(proposal(), proposal(**given))
    assert len(list(records(store, "proposals"))) == (1 if wanted == "one" else 2)
    assert ask(store, "?one neg:maybeSameAs ?other") == (wanted == "likely")


def _person(name: str, side: str | None = None, kind: str = "person") -> Entity:
    return Entity(f"local/{kind}/x", kind, name, side=state(side) if side else None)


ACTORS: list[tuple[str, Entity, Entity, str]] = [
    ("name and side", _person("Ilse Varga", "av"), _person("Ilse Varga", "av"), "one"),
    ("accents", _person("Ilse Varga", "av"), _person("Ilse Vargá", "av"), "one"),
    ("among the same people", _person("Ilse Varga"), _person("Ilse Varga"), "one"),
    ("other sides", _person("Ilse Varga", "av"), _person("Ilse Varga", "ks"), "two"),
    ("nearly the same name", _person("Ilse Varga", "av"), _person("Ilse Vargha", "av"), "likely"),
    ("one word", _person("Varga", "av"), _person("Varga", "av"), "likely"),
    ("unnamed", _person("official (unnamed)", "av", "unnamed"), _person("official (unnamed)", "av", "unnamed"), "two"),
    (
        "other countries",
        replace(_person("Ilse Varga"), country="AVX"),
        replace(_person("Ilse Varga"), country="KSX"),
        "two",
    ),
    ("another class", _person("Red Lantern"), _person("Red Lantern", kind="armed_group"), "two"),
]


@pytest.mark.parametrize(("one", "other", "wanted"), [case[1:] for case in ACTORS], ids=[case[0] for case in ACTORS])
def test_when_two_unknown_actors_are_one(one: Entity, other: Entity, wanted: str) -> None:
    def draft(key: str, told: str, actor: Entity) -> Draft:
        claims = (meeting(on=ONE), event(attributed_to=actor.key))
        return Draft(key, told, claims=claims, locals=(actor,))

    store = store_of([draft("a", ONE, one), draft("b", TWO, other)])
    named = {row["attributed_to"] for row in records(store, "events")}
    speakers = {t.value for (t,) in store.query(f"{PREFIX} SELECT ?s {{ ?e neg:attributedTo ?s }}").rows if t}
    assert len(speakers) == (1 if wanted == "one" else 2)
    assert ask(store, "?one neg:maybeSameAs ?other") == (wanted == "likely")
    assert one.label in named


CONFLICTS: list[tuple[str, Callable[[], Store], tuple[str, str, str] | None]] = [
    (
        "numbers of one agreement",
        lambda: two(agreement(quantity=people(1000)), agreement(quantity=people(1200))),
        ("quantity", "1000 prisoners", "1200 prisoners"),
    ),
    (
        "one number within the bounds of the other",
        lambda: two(agreement(quantity=people(1000)), agreement(quantity=replace(people(1200), minimum=900))),
        None,
    ),
    (
        "venues of one meeting",
        lambda: two(meeting(on=ONE, venue="venue/seehof"), meeting(on=ONE, venue="venue/kursaal")),
        ("venue", "Seehof Palace", "Kursaal"),
    ),
    (
        "days of one round",
        lambda: two(meeting(on=ONE, round=2), meeting(on=TWO, round=2)),
        ("date", ONE, TWO),
    ),
    (
        "held or cancelled",
        lambda: two(meeting(on=ONE), meeting(on=ONE, status="cancelled")),
        ("status", "held", "cancelled"),
    ),
    ("planned, then held", lambda: two(meeting(on=ONE, status="planned"), meeting(on=ONE)), None),
    (
        "accepted or rejected",
        lambda: two(
            proposal(responses=(response(stance="accept", attributed_to="person/ollin"),)),
            proposal(responses=(response(stance="reject", attributed_to="person/sestak"),)),
        ),
        ("stance", "accept", "reject"),
    ),
    (
        "rejected, accepted a month later",
        lambda: two(
            proposal(responses=(response(stance="reject"),)),
            proposal(responses=(response(stance="accept"),)),
            (ONE, "2030-06-02"),
        ),
        None,
    ),
    (
        "one asserts what the other denies",
        lambda: two(event(), event(factuality="negated", attributed_to="person/ollin")),
        ("polarity", "asserted", "negated"),
    ),
    (
        "one voice says both",
        lambda: two(event(attributed_to="person/ollin"), event(factuality="negated", attributed_to="person/ollin")),
        None,
    ),
    ("other targets", lambda: two(event(), event(targets="nl", factuality="negated")), None),
    (
        "one voice tells two answers",
        lambda: two(
            proposal(responses=(response(stance="accept", attributed_to="person/ollin"),)),
            proposal(responses=(response(stance="reject", attributed_to="person/ollin"),)),
        ),
        None,
    ),
    (
        "a date that was moved",
        lambda: two(meeting(on="2030-05-10", round=2, status="planned"), meeting(on=ONE, round=2)),
        None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("made", "wanted"), [case[1:] for case in CONFLICTS], ids=[case[0] for case in CONFLICTS])
def test_conflicts(made: Callable[[], Store], wanted: tuple[str, str, str] | None) -> None:
    store = made()
    found = [(row["about"].split(":")[0], row["first"], row["second"]) for row in records(store, "conflicts")]
    assert found == ([wanted] if wanted else [])
    assert ask(store, "?one neg:conflictsWith ?other") == bool(wanted)


def test_a_conflict_says_who_says_what() -> None:
    store = two(event(attributed_to="person/sestak"), event(factuality="negated", attributed_to="person/ollin"))
    row = next(records(store, "conflicts"))
    assert (row["first_by"], row["second_by"]) == ("Milan Šestak", "Tarek Ollin")
    assert len(row["evidence"]) == 2


def test_disputed_claims_make_no_short_edges_but_others_do() -> None:
    disputed = two(event(), event(factuality="negated", attributed_to="person/ollin"))
    assert not ask(disputed, "?a neg:attacked ?b")
    third = Draft("c", "2030-08-01", claims=(event(),))  # another day, which nobody denies
    put(disputed, third)
    relink(disputed)
    assert ask(disputed, "?a neg:attacked ?b")


def test_a_process_holds_its_meetings_in_order() -> None:
    store = store_of(
        [
            Draft("a", ONE, claims=(meeting(on="2030-05-14", place="place/halden"),)),
            Draft("b", "2030-06-03", claims=(meeting(on="2030-06-02", place="place/halden"),)),
            Draft("c", "2031-06-03", claims=(meeting(on="2031-06-02", place="place/halden"),)),
        ]
    )
    pattern = "?m neg:inProcess/rdfs:label ?label ; neg:sequence ?n ; neg:date ?date"
    query = f"{PREFIX} SELECT ?label ?n ?date {{ {pattern} }} ORDER BY ?n"
    assert [tuple(row.values()) for row in rows_of(store.query(query))] == [
        ("Arvenia–Kestria talks in Halden, 2030", 1, "2030-05-14"),
        ("Arvenia–Kestria talks in Halden, 2030", 2, "2030-06-02"),
    ]


def test_explain_says_why_accounts_are_one_and_what_may_be() -> None:
    store = store_of(
        [
            Draft("a", ONE, claims=(meeting(on=ONE, round=1),)),
            Draft("b", TWO, "Halden Post", claims=(meeting(on=ONE, round=1),)),
            Draft("c", TWO, claims=(meeting(on=TWO),)),
        ]
    )
    joined = next(row for row in records(store, "meetings") if len(row["articles"]) == 2)
    about = explain(store, joined["id"])
    assert [account["publisher"] for account in about["accounts"]] == ["Northern Wire", "Halden Post"]
    assert about["keys"] == [[f"date: {ONE}", "parties: Arvenia, Kestria", "round: 1"]]
    assert len(about["maybe"]) == 1
    text = "\n".join(lines(about))
    assert "joined by: date: 2030-05-14; parties: Arvenia, Kestria; round: 1" in text
    assert "maybe the same as" in text


def test_explain_shows_a_process_and_both_sides_of_a_conflict() -> None:
    store = store_of(
        [
            Draft("a", ONE, claims=(meeting(on=ONE, venue="venue/seehof"),)),
            Draft("b", TWO, claims=(meeting(on=ONE, venue="venue/kursaal"),)),
            Draft("c", "2030-06-03", claims=(meeting(on="2030-06-02", label="second talks"),)),
        ]
    )
    (process,) = rows_of(store.query(f"{PREFIX} SELECT ?p {{ ?p a neg:Process }}"))
    text = list(lines(explain(store, str(process["p"]))))
    assert [line.strip().split("  ")[0] for line in text[-2:]] == ["1. 2030-05-14", "2. 2030-06-02"]
    about = explain(store, next(records(store, "conflicts"))["id"])
    assert [claim["evidence"][0]["text"] for claim in about["between"]] == [
        "Sentence on m0 of a.",
        "Sentence on m0 of b.",
    ]
    assert "  between" in list(lines(about))


def test_the_order_of_ingest_does_not_change_the_graph() -> None:
    rng = random.Random(5)
    drafts = [random_draft(rng, number) for number in range(14)]
    first = graph_of_all(store_of(drafts))
    for seed in range(6):
        shuffled = drafts[:]
        random.Random(seed).shuffle(shuffled)
        assert graph_of_all(store_of(shuffled)) == first
    assert any("accountOf" in line for line in first)


@pytest.mark.parametrize("url", ["memory:", "disk"])
def test_stores_agree_on_the_world(url: str, tmp_path: Any) -> None:
    drafts = [random_draft(random.Random(3), number) for number in range(6)]
    with store_of(drafts, url if url == "memory:" else str(tmp_path / "w.store")) as store:
        scratch = store_of(drafts)
        for name in ("meetings", "proposals", "agreements", "conflicts", "actors", "events"):
            assert list(records(store, name)) == list(records(scratch, name)), name
        assert is_linked(store)


def test_taking_an_article_out_leaves_what_the_other_says() -> None:
    drafts = [Draft("a", ONE, claims=(meeting(on=ONE),)), Draft("b", TWO, claims=(meeting(on=ONE, round=1),))]
    store = store_of(drafts)
    retract(["b"], store)
    assert graph_of_all(store) == graph_of_all(store_of(drafts[:1]))


def test_replacing_an_article_shows_at_once_that_the_links_are_undone() -> None:
    drafts = [Draft("a", ONE, claims=(meeting(on=ONE),)), Draft("b", TWO, claims=(meeting(on=ONE),))]
    store = store_of(drafts)
    put(store, replace(drafts[1], claims=(meeting(on="2030-07-01"),)))
    assert not is_linked(store)
    assert len(list(records(store, "meetings"))) == 2
    assert relink(store) is True
    assert relink(store) is False


def printed(key: str, told: str, first: str = "The envoys met at dawn.") -> Draft:
    """An article of six sentences that another may print as well."""
    claims = (*(event(f"e{n}", targets=code) for n, code in enumerate(("ks", "nl", "so", "ks", "nl"))), meeting())
    words = {f"e{n}": f"Sentence {n} of the dispatch, word for word." for n in range(5)} | {"m0": first}
    return Draft(key, told, claims=claims, sentences=words)


def test_syndicated_copies_are_one_source() -> None:
    store = store_of([printed("a", ONE), printed("b", TWO)])
    pairs = store.query(f"{PREFIX} SELECT ?copy ?of {{ ?copy neg:copyOf ?of ; neg:key ?b . ?of neg:key ?a }}").rows
    assert len(pairs) == 1
    row = next(records(store, "meetings"))
    assert explain(store, row["id"])["keys"] == [["the same sentence of one text"]]


def test_articles_that_share_few_sentences_are_no_copies() -> None:
    other = replace(printed("b", TWO), sentences={"m0": "The envoys met at dawn."})
    assert not ask(store_of([printed("a", ONE), other]), "?copy neg:copyOf ?of")


AGREEMENTS: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("parties, issue and day", {}, {"label": "release of captives"}, "one"),
    ("another issue", {}, {"issues": ("trade",), "label": "tariffs"}, "two"),
    ("another day", {}, {"on": "2030-09-14"}, "two"),
    ("told within days, without a date", {"on": None}, {"on": None}, "one"),
    ("told within days, other words", {"on": None}, {"on": None, "label": "return of the fallen"}, "two"),
    ("a month and a day of it, other words", {"on": "2030-05"}, {"label": "return of the fallen"}, "two"),
    ("a month and a day of it, the same words", {"on": "2030-05"}, {}, "one"),
    ("other parties", {}, {"sides": "av nl"}, "two"),
]


@pytest.mark.parametrize(("first", "second", "wanted"), [c[1:] for c in AGREEMENTS], ids=[c[0] for c in AGREEMENTS])
def test_when_two_accounts_are_one_agreement(first: dict[str, Any], second: dict[str, Any], wanted: str) -> None:
    found = list(records(two(agreement(**first), agreement(**second)), "agreements"))
    assert len(found) == (1 if wanted == "one" else 2)


def test_an_agreement_without_parties_is_of_those_who_negotiate_in_its_article() -> None:
    bare = agreement(on=None, parties=())
    drafts = [
        Draft("a", ONE, claims=(meeting(on=ONE), agreement(on=None))),
        Draft("b", TWO, claims=(meeting(on=ONE), bare)),
        Draft("c", TWO, claims=(meeting(on=ONE, sides="nl so"), bare)),
    ]
    rows = sorted(len(row["articles"]) for row in records(store_of(drafts), "agreements"))
    assert rows == [1, 2]


TABLED: list[tuple[str, dict[str, Any], str, bool]] = [  # case, the proposal, the day of its article, at the meeting
    ("the day after", {}, TWO, True),
    ("on the eve", {}, "2030-05-12", True),
    ("some days later", {}, "2030-05-20", True),
    ("weeks later", {}, "2030-06-20", False),
    ("to somebody else", {"addressees": (state("so"),)}, TWO, False),
    ("by a mediator", {"by": "nl"}, TWO, True),
]


@pytest.mark.parametrize(("given", "told", "wanted"), [c[1:] for c in TABLED], ids=[c[0] for c in TABLED])
def test_a_proposal_is_tabled_at_the_meeting_of_its_addressee(given: dict[str, Any], told: str, wanted: bool) -> None:
    store = store_of([Draft("a", ONE, claims=(meeting(on=ONE),)), Draft("b", told, claims=(proposal(**given),))])
    assert ask(store, "?proposal neg:tabledAt ?meeting") == wanted


def test_the_graph_of_many_articles_is_valid() -> None:
    rng = random.Random(11)
    store = store_of([random_draft(rng, number) for number in range(8)])
    assert ask(store, "?x a neg:Account . ?c a neg:Conflict . ?l a neg:Link . ?p a neg:Process")
    triples = graph_of(store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
    assert check(triples) == []


HANDOVERS: list[tuple[str, dict[str, Any], bool]] = [
    ("the same paper", {}, True),
    ("another paper", {"item": "list of children", "issues": ("children",)}, False),
    ("another giver", {"givers": (state("nl"),)}, False),
    ("another receiver", {"receivers": (state("so"),)}, False),
]


@pytest.mark.parametrize(("given", "one"), [case[1:] for case in HANDOVERS], ids=[case[0] for case in HANDOVERS])
def test_when_two_accounts_are_one_handover(given: dict[str, Any], one: bool) -> None:
    paper = {
        "item": "memorandum on a truce", "givers": (state("av"),), "receivers": (state("ks"),),
        "issues": ("memorandum",), "date": day(ONE),
    }  # fmt: skip
    store = two(Handover("h0", (), **paper), Handover("h0", (), **(paper | given)))
    assert len(list(records(store, "handovers"))) == (1 if one else 2)


PROCESSES: list[tuple[str, list[dict[str, Any]], list[int]]] = [  # case, meetings, how many each process has
    ("no long pause", [{"on": "2030-01-10"}, {"on": "2030-03-10"}], [2]),
    ("a long pause", [{"on": "2030-01-10"}, {"on": "2030-03-10"}, {"on": "2031-01-10"}, {"on": "2031-02-10"}], [2, 2]),
    (
        "the rounds begin again",
        [{"on": f"2030-0{m}-10", "round": r} for m, r in ((1, 1), (2, 2), (3, 1), (4, 2))],
        [2, 2],
    ),
    ("calls", [{"on": "2030-01-10", "kind": "call"}, {"on": "2030-02-10", "kind": "call"}], []),
    ("one party more", [{"on": "2030-01-10"}, {"on": "2030-03-10", "sides": "av ks nl"}], [2]),
    ("another table", [{"on": "2030-01-10", "sides": "av ks nl"}, {"on": "2030-03-10", "sides": "ks nl so"}], []),
    ("other parties", [{"on": "2030-01-10"}, {"on": "2030-03-10", "sides": "nl so"}], []),
    (
        "the table that fits best",
        [
            {"on": "2030-01-10", "sides": "av nl"},
            {"on": "2030-01-12", "sides": "av ks"},
            {"on": "2030-02-10", "sides": "av ks so"},
        ],
        [2],
    ),
    (
        "the next round, though others sit in",
        [
            {"on": "2030-01-10", "sides": "av nl so"},
            {"on": "2030-01-12", "round": 1},
            {"on": "2030-02-10", "round": 2},
            {"on": "2030-03-10", "round": 3, "sides": "av ks nl so"},
        ],
        [3],
    ),
]


@pytest.mark.parametrize(("meetings", "wanted"), [case[1:] for case in PROCESSES], ids=[case[0] for case in PROCESSES])
def test_what_makes_a_process(meetings: list[dict[str, Any]], wanted: list[int]) -> None:
    store = store_of([Draft(f"a{n}", m["on"], claims=(meeting(**m),)) for n, m in enumerate(meetings)])
    query = f"{PREFIX} SELECT ?p (COUNT(?m) AS ?n) {{ ?m neg:inProcess ?p }} GROUP BY ?p"
    assert sorted(row["n"] for row in rows_of(store.query(query)) if row["p"]) == wanted


def test_a_disputed_number_leaves_the_deal_undisputed() -> None:
    store = two(agreement(quantity=people(1000)), agreement(quantity=people(1200)))
    assert ask(store, "?c a neg:Conflict . ?one neg:agreedWith ?other")


def test_decisions_and_articles_decide_the_state() -> None:
    store = store_of([Draft("a", ONE, claims=(meeting(on=ONE),))])
    decision = Decision("accept", Target("x", "y", "Meeting", "z"), by="Ann", at="2030-01-01T00:00:00Z")
    assert state_of(store.log(), []) == store.linked() != state_of(store.log(), [decision])
