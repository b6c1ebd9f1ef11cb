"""Two hand-built articles with every record of the model; the countries and people are invented.

`first()` has every claim, every kind of entity, dates of every precision and an interval, and reported and own speech;
`second()` shares authority entities with it; `hostile()` holds labels and words that try to break what prints them.
Offsets are computed from the words, so they address `source_text` by construction.
"""

from __future__ import annotations

from kg.ingest.claims import (
    Agreement,
    ArticleClaims,
    Attribution,
    Event,
    Evidence,
    Handover,
    Head,
    Meeting,
    Proposal,
    Response,
    RoleSpan,
    Statement,
)
from kg.ingest.model import Article, DateValue, Entity, OffsetMap, Position, Quantity

FIRST = (
    "Halden, May 14 (Northern Wire)",
    (
        "Arvenia and Kestria agreed on Tuesday to exchange 1,000 to 1,200 prisoners after two hours of talks at the "
        "Seehof Palace in Halden, brokered by Norland."
    ),
    (
        "Kestria’s foreign minister, Milan Šestak, said Arvenia had rejected his country’s proposal for an "
        "unconditional ceasefire of thirty days."
    ),
    "“We came for peace,” Šestak told reporters \N{DOVE OF PEACE}.",
    (
        "Arvenia’s delegation, led by Tarek Ollin, handed over a memorandum on security guarantees "
        "and a list of 339 children."
    ),
    "A senior Kestrian official said no meeting of the two presidents had been planned for June.",
    "Norland declined to comment on the ceasefire proposal.",
    "A first round was held in April, and the Red Lantern militia attacked a depot near Port Ilm on May 12-13.",
)
SECOND = (
    "Norland will host a summit of Arvenia and Kestria in 2031, its government said.",
    "Norland praised Milan Šestak.",
)
HOSTILE = ('=HYPERLINK("http://bad.example") <script>alert(1)</script>\x1b[31m said "}} ; DROP ALL # \\" to @Kestria.',)

DAY = DateValue("2030-05-14", "day")
MONTH = DateValue("2030-04", "month")
YEAR = DateValue("2031", "year")
INTERVAL = DateValue("2030-05-12", "day", "2030-05-13")


def _evidence(lines: tuple[str, ...], number: int, **roles: str) -> Evidence:
    """Sentence `number` of `lines` with the words of each role, found by their text."""
    start = sum(len(line) + 1 for line in lines[:number])
    spans = []
    for role, words in roles.items():
        at = start + lines[number].index(words)
        spans.append(RoleSpan(role, at, at + len(words)))
    return Evidence(number, start, start + len(lines[number]), lines[number], tuple(spans))


def _article(key: str, lines: tuple[str, ...], **fields: object) -> Article:
    text = "\n".join(lines)
    return Article(key=key, source_text=text, text=text, offsets=OffsetMap((0,), (0,)), **fields)  # type: ignore[arg-type]


ARVENIA = Entity("state/av", "state", "Arvenia", True, "Q900001", "A+", "ARV", "GOV", aliases=("Lorn",))
KESTRIA = Entity("state/ks", "state", "Kestria", True, "Q900002", "B", "KES", "GOV")
NORLAND = Entity("state/nl2", "state", "Norland", True, country="NLD", sector="GOV")
SESTAK = Entity(
    "person/milan-sestak",
    "person",
    "Milan Šestak",
    True,
    "Q900003",
    "A",
    "KES",
    "GOV",
    side="state/ks",
    positions=(
        Position("foreign minister", "Kestria", "text"),
        Position("Minister of Foreign Affairs", "Kestria", "authority", "2028-01-10"),
    ),
    aliases=("Šestak", "Sestak"),
)
OLLIN = Entity(
    "local/tarek-ollin",
    "person",
    "Tarek Ollin",
    side="state/av",
    positions=(Position("head", "delegation of Arvenia", "text"),),
)
DELEGATION = Entity("local/delegation-of-arvenia", "delegation", "delegation of Arvenia", side="state/av")
OFFICIAL = Entity(
    "local/a-senior-kestrian-official",
    "unnamed",
    "a senior Kestrian official",
    country="KES",
    side="state/ks",
    positions=(Position("official", "Kestria", "text"),),
)
MILITIA = Entity("armed_group/red-lantern", "armed_group", "Red Lantern", True, sector="REB")
UNION = Entity("organization/union-of-straits", "organization", "Union of the Straits", True, sector="IGO")
HALDEN = Entity(
    "place/halden-nl2", "place", "Halden", True, country="NLD", latitude=59.1229, longitude=11.3875, within="state/nl2"
)
ILM = Entity("local/port-ilm", "place", "Port Ilm")
SEEHOF = Entity("venue/seehof-palace", "venue", "Seehof Palace", True, within="place/halden-nl2")


def first() -> ArticleClaims:
    """The article with every record."""
    return ArticleClaims(
        article=_article(
            "https://news.example/halden-talks",
            FIRST,
            source="reports/halden.txt",
            title="Arvenia and Kestria agree to exchange prisoners",
            publisher="Northern Wire",
            quoted_outlet="Halden Courier",
            byline="Ada Quist",
            url="https://news.example/halden-talks",
            licence="CC-BY-4.0",
            date=DAY,
            date_source="dateline",
            dateline_place="Halden",
            dateline_date=DAY,
        ),
        sentences=len(FIRST),
        words=125,
        entities=(
            ARVENIA,
            KESTRIA,
            NORLAND,
            SESTAK,
            OLLIN,
            DELEGATION,
            OFFICIAL,
            MILITIA,
            UNION,
            HALDEN,
            ILM,
            SEEHOF,
        ),
        mentions=_first_mentions(),
        meetings=_first_meetings(),
        events=_first_events(),
        proposals=_first_proposals(),
        agreements=_first_agreements(),
        handovers=_first_handovers(),
        statements=_first_statements(),
        drops=(("no evidence", 2),),
        fingerprint="f1",
        extractor_version="0.1.0",
    )


def _first_mentions() -> tuple[tuple[str, Evidence], ...]:
    words = (
        (ARVENIA, 1, "Arvenia"),
        (KESTRIA, 1, "Kestria"),
        (NORLAND, 1, "Norland"),
        (SEEHOF, 1, "Seehof Palace"),
        (HALDEN, 1, "Halden"),
        (SESTAK, 2, "Milan Šestak"),
        (ARVENIA, 2, "Arvenia"),
        (SESTAK, 3, "Šestak"),
        (DELEGATION, 4, "Arvenia’s delegation"),
        (OLLIN, 4, "Tarek Ollin"),
        (OFFICIAL, 5, "A senior Kestrian official"),
        (NORLAND, 6, "Norland"),
        (MILITIA, 7, "Red Lantern militia"),
        (ILM, 7, "Port Ilm"),
    )
    return tuple((entity.key, _evidence(FIRST, number, mention=text)) for entity, number, text in words)


def _first_meetings() -> tuple[Meeting, ...]:
    return (
        Meeting(
            id="m1-round-2",
            evidence=(_evidence(FIRST, 1, trigger="talks"), _evidence(FIRST, 4, head="Tarek Ollin")),
            date=DAY,
            label="Second round of the Halden talks",
            process="Halden talks",
            round=2,
            place=HALDEN.key,
            venue=SEEHOF.key,
            country=NORLAND.key,
            parties=(ARVENIA.key, KESTRIA.key),
            participants=(ARVENIA.key, KESTRIA.key, DELEGATION.key, OLLIN.key, SESTAK.key),
            hosts=(NORLAND.key,),
            mediators=(NORLAND.key,),
            heads=(Head(OLLIN.key, ARVENIA.key), Head(SESTAK.key, KESTRIA.key)),
            duration="two hours",
        ),
        Meeting(
            id="m7-round-1",
            evidence=(_evidence(FIRST, 7, trigger="first round", date="in April"),),
            date=MONTH,
            label="First round of the Halden talks",
            process="Halden talks",
            round=1,
            parties=(ARVENIA.key, KESTRIA.key),
            participants=(ARVENIA.key, KESTRIA.key),
        ),
        Meeting(
            id="m5-summit",
            evidence=(_evidence(FIRST, 5, trigger="meeting"),),
            attributed_to=OFFICIAL.key,
            factuality="negated",
            date=DateValue("2030-06", "month"),
            label="Meeting of the two presidents",
            kind="summit",
            status="denied",
            organizers=(UNION.key,),
        ),
    )


def _first_events() -> tuple[Event, ...]:
    return (
        Event(
            id="e1-agree-0",
            evidence=(_evidence(FIRST, 1, trigger="agreed", agent="Arvenia and Kestria", quantity="1,000 to 1,200"),),
            date=DAY,
            type="AGREE",
            act="agree",
            context=("military", "diplomatic"),
            agents=(ARVENIA.key, KESTRIA.key),
            issues=("prisoner_exchange",),
            place=HALDEN.key,
            venue=SEEHOF.key,
            quantity=Quantity(1000.0, 1200.0, "prisoners", "1,000 to 1,200 prisoners"),
            meeting="m1-round-2",
            confidence=0.85,
        ),
        Event(
            id="e1-mediate-0",
            evidence=(_evidence(FIRST, 1, trigger="brokered", agent="Norland", target="Arvenia and Kestria"),),
            date=DAY,
            type="CONSULT",
            act="mediate",
            mode="third-party",
            agents=(NORLAND.key,),
            targets=(ARVENIA.key, KESTRIA.key),
            meeting="m1-round-2",
        ),
        Event(
            id="e2-reject-0",
            evidence=(_evidence(FIRST, 2, trigger="rejected", agent="Arvenia", target="his country"),),
            attributed_to=SESTAK.key,
            type="REJECT",
            act="reject",
            type_candidates=("AGREE",),
            agents=(ARVENIA.key,),
            targets=(KESTRIA.key,),
            issues=("ceasefire",),
        ),
        Event(
            id="e5-meet-0",
            evidence=(_evidence(FIRST, 5, trigger="meeting", date="June"),),
            attributed_to=OFFICIAL.key,
            factuality="negated",
            date=DateValue("2030-06", "month"),
            type="CONSULT",
            act="meet",
            agents=(ARVENIA.key, KESTRIA.key),
        ),
        Event(
            id="e7-attack-0",
            evidence=(_evidence(FIRST, 7, trigger="attacked", agent="Red Lantern militia", place="Port Ilm"),),
            date=INTERVAL,
            type="ASSAULT",
            act="attack",
            agents=(MILITIA.key,),
            place=ILM.key,
            quantity=Quantity(1.0, 1.0, None, "a depot"),
        ),
    )


def _first_proposals() -> tuple[Proposal, ...]:
    rejected = _evidence(
        FIRST, 2, trigger="rejected", agent="Arvenia", content="proposal for an unconditional ceasefire"
    )
    return (
        Proposal(
            id="p2-ceasefire",
            evidence=(_evidence(FIRST, 2, trigger="proposal", content="unconditional ceasefire of thirty days"),),
            attributed_to=SESTAK.key,
            label="unconditional ceasefire of thirty days",
            issues=("ceasefire",),
            proposers=(KESTRIA.key,),
            addressees=(ARVENIA.key,),
            conditions=("of thirty days", "unconditional"),
            responses=(
                Response(
                    id="r2-reject", evidence=(rejected,), attributed_to=SESTAK.key, stance="reject", by=(ARVENIA.key,)
                ),
                Response(
                    id="r6-no-comment",
                    evidence=(_evidence(FIRST, 6, trigger="declined to comment", agent="Norland"),),
                    date=DAY,
                    stance="no_comment",
                    by=(NORLAND.key,),
                ),
            ),
        ),
        Proposal(
            id="p4-guarantees",
            evidence=(_evidence(FIRST, 4, trigger="memorandum", issue="security guarantees"),),
            date=DAY,
            label="memorandum on security guarantees",
            issues=("security_guarantees", "memorandum"),
            proposers=(ARVENIA.key,),
            addressees=(KESTRIA.key,),
        ),
    )


def _first_agreements() -> tuple[Agreement, ...]:
    return (
        Agreement(
            id="a1-prisoner-exchange",
            evidence=(_evidence(FIRST, 1, trigger="agreed", quantity="1,000 to 1,200"),),
            date=DAY,
            label="exchange of 1,000 to 1,200 prisoners",
            parties=(ARVENIA.key, KESTRIA.key),
            issues=("prisoner_exchange",),
            quantity=Quantity(1000.0, 1200.0, "prisoners", "1,000 to 1,200 prisoners"),
            terms=("1,000 to 1,200 prisoners",),
        ),
    )


def _first_handovers() -> tuple[Handover, ...]:
    return (
        Handover(
            id="h4-memorandum",
            evidence=(_evidence(FIRST, 4, trigger="handed over", item="a memorandum", agent="Arvenia’s delegation"),),
            date=DAY,
            item="memorandum on security guarantees",
            givers=(DELEGATION.key,),
            receivers=(KESTRIA.key,),
            issues=("security_guarantees",),
        ),
        Handover(
            id="h4-list",
            evidence=(_evidence(FIRST, 4, trigger="handed over", item="a list of 339 children"),),
            date=DAY,
            item="list of 339 children",
            givers=(DELEGATION.key,),
            issues=("children",),
        ),
    )


def _first_statements() -> tuple[Statement, ...]:
    return (
        Statement(
            id="s2-say",
            evidence=(_evidence(FIRST, 2, cue="said", speaker="Milan Šestak"),),
            attributed_to=SESTAK.key,
            date=DAY,
            speaker=SESTAK.key,
            cue="say",
        ),
        Statement(
            id="s3-tell",
            evidence=(_evidence(FIRST, 3, cue="told", speaker="Šestak", content="We came for peace,"),),
            attributed_to=SESTAK.key,
            date=DAY,
            speaker=SESTAK.key,
            cue="tell",
            direct=True,
            quote="We came for peace,",
        ),
    )


def second() -> ArticleClaims:
    """A short article that shares states and a minister with the first; it has neither publisher nor date."""
    return ArticleClaims(
        article=_article("reports/summit.md", SECOND, source="reports/summit.md", title="A summit in Norland"),
        sentences=len(SECOND),
        words=19,
        entities=(ARVENIA, KESTRIA, NORLAND, SESTAK),
        mentions=((NORLAND.key, _evidence(SECOND, 0, mention="Norland")),),
        meetings=(
            Meeting(
                id="m0-summit",
                evidence=(_evidence(SECOND, 0, trigger="summit", date="in 2031"),),
                attributed_to=NORLAND.key,
                factuality="planned",
                date=YEAR,
                label="Summit of Arvenia and Kestria",
                kind="summit",
                status="planned",
                country=NORLAND.key,
                parties=(ARVENIA.key, KESTRIA.key),
                participants=(ARVENIA.key, KESTRIA.key),
                hosts=(NORLAND.key,),
            ),
        ),
        events=(
            Event(
                id="e1-praise-0",
                evidence=(_evidence(SECOND, 1, trigger="praised", agent="Norland", target="Milan Šestak"),),
                type="SUPPORT",
                act="praise",
                agents=(NORLAND.key,),
                targets=(SESTAK.key,),
            ),
        ),
        attributions=(
            Attribution(
                id="a1-0",
                evidence=(_evidence(SECOND, 1, cue="praised", speaker="Norland", content="Milan Šestak"),),
                holder=NORLAND.key,
                words="Norland",
                cue="praised",
                attitude="evaluation",
            ),
        ),
        extractor_version="0.1.0",
    )


def hostile() -> ArticleClaims:
    """Names and words that would be a formula, a script, an escape sequence or the end of a SPARQL string."""
    name = '=HYPERLINK("http://bad.example") <script>alert(1)</script>'
    villain = Entity("local/hyperlink", "organization", name, aliases=("-1+1", '\\\\\'"""'))
    said = _evidence(HOSTILE, 0, trigger="said", agent=name)
    return ArticleClaims(
        article=_article("../../etc/passwd?x=<y>", HOSTILE, source="../../etc/passwd?x=<y>", title="{{ 7*7 }} <b>"),
        sentences=1,
        words=9,
        entities=(villain, KESTRIA),
        mentions=(
            (villain.key, _evidence(HOSTILE, 0, mention=name)),
            (KESTRIA.key, _evidence(HOSTILE, 0, mention="Kestria")),
        ),
        events=(
            Event(
                id="e0-other-0",
                evidence=(said,),
                attributed_to=villain.key,
                type="CONSULT",
                act="other",
                agents=(villain.key,),
                targets=(KESTRIA.key,),
            ),
        ),
        statements=(
            Statement(
                id="s0-say",
                evidence=(said,),
                attributed_to=villain.key,
                speaker=villain.key,
                cue="say",
                direct=True,
                quote='"}} ; DROP ALL # \\"',
                addressee=KESTRIA.key,
            ),
        ),
        extractor_version="0.1.0",
    )


def everything() -> tuple[ArticleClaims, ...]:
    """All three articles."""
    return first(), second(), hostile()
