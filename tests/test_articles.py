"""Cleaning: file pairs for whole articles, tables for datelines, bylines, hyphens and dates, properties for offsets."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError, UnreadableDocument
from kg.ingest.articledate import complete, parse_date, partial_date
from kg.ingest.articles import clean
from kg.ingest.cleaning.attribution import attribution
from kg.ingest.cleaning.byline import byline
from kg.ingest.cleaning.dateline import dateline
from kg.ingest.cleaning.draft import Edit, draft_of, offset_map, revise
from kg.ingest.cleaning.english import judge
from kg.ingest.cleaning.furniture import is_furniture, is_navigation, page_date
from kg.ingest.cleaning.hyphens import is_broken, joins
from kg.ingest.cleaning.mojibake import repairs
from kg.ingest.documents import read
from kg.ingest.model import Article, DateValue, Document

CASES = Path(__file__).parent / "cases"
PAIRS = sorted((CASES / "articles").glob("*.clean"))


def article(text: str, **options: str) -> Article:
    return clean(Document("key", "report.txt", text), **options)  # type: ignore[arg-type]


def raw_file(pair: Path) -> Path:
    return next(path for path in pair.parent.glob(f"{pair.stem}.*") if path.suffix in (".txt", ".md"))


# whole articles


def test_all_pairs_are_found() -> None:
    assert len(PAIRS) == 10


@pytest.mark.parametrize("pair", PAIRS, ids=lambda path: path.stem)
def test_text_and_fields_of_a_pair(pair: Path) -> None:
    (document,) = read([str(raw_file(pair))])
    assert isinstance(document, Document)
    found = clean(document)
    assert found.text == pair.read_text(encoding="utf-8").rstrip("\n")
    for name, wanted in json.loads(pair.with_suffix(".json").read_text(encoding="utf-8")).items():
        value = getattr(found, name)
        assert (value.start if isinstance(value, DateValue) else value) == wanted, name


@pytest.mark.parametrize("pair", PAIRS, ids=lambda path: path.stem)
def test_sentences_go_back_to_the_file(pair: Path) -> None:
    """The first and last word of every paragraph stand in the file where the map says."""
    raw = raw_file(pair).read_bytes().decode("utf-8")
    (document,) = read([str(raw_file(pair))])
    assert isinstance(document, Document)
    found = clean(document)
    for paragraph in found.text.split("\n\n"):
        at = found.text.index(paragraph)
        start, end = found.offsets.span_to_source(at, at + len(paragraph))
        assert raw[start] == paragraph[0]
        assert raw[end - 1] in (paragraph[-1], "\x9d")


def test_joined_word_is_quoted_as_the_file_has_it() -> None:
    found = article("The talks ended on Monday.\nThey in-volve two states and the Europe-ans.\n")
    at = found.text.index("involve")
    start, end = found.offsets.span_to_source(at, at + len("involve"))
    assert found.source_text[start:end] == "in-volve"


def test_repaired_quote_is_quoted_whole() -> None:
    found = article("The minister said the talks were â€œusefulâ€\x9d and left.")
    at = found.text.index("“useful”")
    start, end = found.offsets.span_to_source(at, at + len("“useful”"))
    assert found.source_text[start:end] == "â€œusefulâ€\x9d"


def test_a_name_of_the_lexicon_is_joined() -> None:
    text = "The president met Zelen-skyy in the capital on Tuesday."
    assert "Zelen-skyy" in article(text).text
    assert "Zelenskyy" in clean(Document("k", "s", text), lexicon={"Zelenskyy"}).text
    assert "Zelenskyy" in clean(Document("k", "s", text), lexicon=lambda word: word == "Zelenskyy").text


# offsets

SOURCE = st.text(alphabet="ab-\n é’", max_size=60)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[list[Edit]]]:
    """A text and rounds of edits, each against the draft of the round before (out of range ones are cut off)."""
    text = draw(SOURCE)
    spans = st.tuples(st.integers(0, 60), st.integers(0, 6), st.sampled_from(["", " ", "x", "yz", "\n\n"]))
    return text, [
        [Edit(start, start + length, new) for start, length, new in draw(st.lists(spans, max_size=5))]
        for _ in range(draw(st.integers(0, 3)))
    ]


@given(edited())
def test_map_leads_every_kept_character_home(case: tuple[str, list[list[Edit]]]) -> None:
    source, rounds = case
    draft = draft_of(source)
    for edits in rounds:
        draft = revise(draft, [edit for edit in edits if edit.end <= len(draft.text)])
    offsets = offset_map(draft)
    assert list(offsets.clean) == sorted(offsets.clean)
    assert list(offsets.source) == sorted(offsets.source)
    at = 0
    for piece in draft.pieces:
        for i, character in enumerate(piece.text):
            start, end = offsets.span_to_source(at + i, at + i + 1)
            assert 0 <= start < end <= len(source)
            if source[start:end] != character:
                assert character in " xyz\n"
            assert piece.start <= start < end <= piece.end
        at += len(piece.text)


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                "The talks ended.",
                "They in-volve two states",
                "agree-\nment",
                "Share this",
                "isnâ€™t",
                "\r\n",
                "\n\n",
                " ",
                "\u00ad",
                "\ufeff",
                "ISTANBUL, Jun 2 (AP) - ",
                "By Jane Doe",
                "and",
                "“quoted”",
                "Feb. 30",
                "\t",
                "Related articles",
                "é",
            ]
        ),
        max_size=25,
    )
)
def test_clean_text_is_tied_to_its_source(parts: list[str]) -> None:
    try:
        found = article(" ".join(parts))
    except UnreadableDocument:
        return
    assert found.text == found.text.strip()
    assert "\r" not in found.text
    assert "\n" not in found.text.replace("\n\n", "")
    for i, character in enumerate(found.text):
        start, end = found.offsets.span_to_source(i, i + 1)
        assert (
            found.source_text[start:end] == character or character in " \n’" or "\u00ad" in found.source_text[start:end]
        )


def test_overlapping_edits_do_not_corrupt() -> None:
    draft = revise(draft_of("abcdef"), [Edit(1, 4), Edit(2, 5, "x"), Edit(5, 6, "yz")])
    assert draft.text == "aeyz"
    assert offset_map(draft).span_to_source(2, 4) == (5, 6)


# hyphens and letters


def test_hyphens_of_the_table() -> None:
    """At most one genuine hyphen goes, and nine of ten print hyphens are found."""
    with (CASES / "hyphens.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    judged = {row["word"]: is_broken(*row["word"].split("-"), lambda word: False) for row in rows}
    genuine = [row["word"] for row in rows if row["broken"] == "no"]
    broken = [row["word"] for row in rows if row["broken"] == "yes"]
    assert (len(genuine), len(broken)) == (50, 43)
    assert [word for word in genuine if judged[word]] == []
    assert len([word for word in broken if judged[word]]) >= 0.9 * len(broken)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("The talks broke down -\nand no one was surprised.", "The talks broke down - and no one was surprised."),
        ("It was a state-of-the-\nart plan, they said.", "It was a state-of-the-art plan, they said."),
        ("They had a 20-\nyear plan, they said.", "They had a 20-year plan, they said."),
        ("They sent an e-\nmail, they said.", "They sent an e-mail, they said."),
        ("They had two-\nand three-year plans.", "They had two- and three-year plans."),
    ],
)
def test_no_line_end_is_left_in_a_paragraph(lines: str, text: str) -> None:
    assert article(lines).text == text


@pytest.mark.parametrize(
    "text", ["two- and three-year plans", "a 22-point plan", "Al-Assad", "state-of-the-art", "F-16"]
)
def test_hyphens_that_stay(text: str) -> None:
    assert joins(text) == []


@pytest.mark.parametrize(
    ("broken", "sound"),
    [
        ("donâ€™t", "don’t"),
        ("Ã‡Ä±raÄŸan", "Çırağan"),
        ("cafÃ©", "café"),
        ("CAFÉ” and “é”", "CAFÉ” and “é”"),
        ("أبو", "أبو"),
    ],
)
def test_mojibake(broken: str, sound: str) -> None:
    assert revise(draft_of(broken), repairs(broken)).text == sound


# dateline, byline, other outlets


@pytest.mark.parametrize(
    ("paragraph", "place", "day", "wire"),
    [
        ("Istanbul, Jun 2 (Agencies)", "Istanbul", (6, 2), "Agencies"),
        ("ISTANBUL (Reuters) - Talks resumed.", "Istanbul", None, "Reuters"),
        ("GENEVA, Nov 23 (AFP) — Talks resumed.", "Geneva", (11, 23), "AFP"),
        ("WASHINGTON — Talks resumed.", "Washington", None, None),
        ("Kinshasa/Kigali, 5 June (dpa) - Talks resumed.", "Kinshasa", (6, 5), "dpa"),
        ("NAIROBI, Kenya (AP) _", "Nairobi, Kenya", None, "AP"),
        ("MOSCOW, March 3 /TASS/. Talks resumed.", "Moscow", (3, 3), "TASS"),
        ("DAR ES SALAAM, Tanzania (AP) --", "Dar es Salaam, Tanzania", None, "AP"),
        ("BUFFALO, N.Y. (AP)-- Talks resumed.", "Buffalo, N.Y.", None, "AP"),
        ("SHARM EL-SHEIKH, Egypt, Oct 13 - Talks resumed.", "Sharm el-Sheikh, Egypt", (10, 13), None),
        ("Bogota, Feb. 29 (IANS) Talks resumed.", "Bogota", (2, 29), "IANS"),
        ("ISLAMABAD: Talks resumed.", "Islamabad", None, None),
        ("Geneva — Talks resumed.", "Geneva", None, None),
    ],
)
def test_datelines(paragraph: str, place: str, day: tuple[int, int] | None, wire: str | None) -> None:
    found = dateline(paragraph)
    assert found is not None
    assert (found.place, found.wire) == (place, wire)
    assert (found.date and (found.date.month, found.date.day)) == day
    assert paragraph[found.length :] in ("", "Talks resumed.")


@pytest.mark.parametrize(
    "paragraph",
    [
        "Tuesday, July 1, 2025",
        "Peace Talks — the third round since May — ended.",
        "President Biden (D) spoke with the prime minister.",
        "Mr. Putin - who did not attend - sent a letter.",
        "UPDATE - Talks resumed.",
        "QUESTION: Did the talks resume?",
        "Ukraine and Russia agreed to talk.",
        "Istanbul, where the talks resumed, is the host.",
        "Hamas (which runs Gaza) accepted the plan.",
        "",
    ],
)
def test_no_datelines(paragraph: str) -> None:
    assert dateline(paragraph) is None


@pytest.mark.parametrize(
    ("paragraph", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By JANE DOE and John Roe, Reuters", "JANE DOE and John Roe, Reuters"),
        ("By Jane Doe in Istanbul", "Jane Doe in Istanbul"),
        ("BY LUDWIG VAN DER BERG", "LUDWIG VAN DER BERG"),
        ("Peace Talks in Istanbul", None),
        ("By Friday", None),
        ("By Monday evening no text had been agreed.", None),
        ("By the river", None),
    ],
)
def test_bylines(paragraph: str, author: str | None) -> None:
    assert byline(paragraph) == author


def test_byline_without_by_stands_under_the_headline() -> None:
    assert byline("Jane Doe in Istanbul", under_headline=True) == "Jane Doe in Istanbul"
    found = article("Jane Doe in Istanbul\n\nThe envoys met for the second time in a week.\n")
    assert (found.title, found.byline) == ("Jane Doe in Istanbul", None)


@pytest.mark.parametrize(
    ("paragraph", "outlet", "rest"),
    [
        ("The envoys met, reports Evening Chronicle.", "Evening Chronicle", "The envoys met."),
        ("The envoys met, the Wall Street Journal reported on Friday.", "Wall Street Journal", "The envoys met."),
        ("The envoys met according to Reuters. It was short.", "Reuters", "The envoys met. It was short."),
        ("According to Tasnim news agency, the envoys met.", None, None),
        ("According to Tasnim news agency, Envoys met.", "Tasnim", "Envoys met."),
        ("The Northern Times reports that the envoys met.", None, None),
        ("The envoys met, according to the mediators.", None, None),
        ("The envoys met, according to the Times' own correspondent.", None, None),
    ],
)
def test_credits_to_other_outlets(paragraph: str, outlet: str | None, rest: str | None) -> None:
    found = attribution(paragraph)
    assert (found.outlet if found else None) == outlet
    if found:
        assert paragraph[: found.start] + paragraph[found.end :] == rest


# furniture

FURNITURE = """
Share
Facebook Twitter WhatsApp Email
Share this article
Read more: The long road
Advertisement
© 2025 Valley Wire
Copyright 2025 Valley Wire. All rights reserved.
Photo: Jane Doe/AP
5 min read
The envoys in Bern (Photo: Jane Doe)
The envoys in Bern, June 2. John Roe/Getty Images
We use cookies to improve your experience on this site.
Subscribe to our newsletter
Sign up for our daily briefing
Follow us on Telegram
Click here to read the full statement
3 comments
Tags: truce, talks
* * *
Reporting by Jane Doe; editing by John Roe
Skip to main content
Related stories
""".strip().splitlines()
REPORT = """
Share prices fell after the talks broke down.
Search teams found the wreck.
Read more than one of these letters and you see.
Register voters in all districts, the observers demanded.
Copyright law was one of the topics of the trade talks.
Photographs of the meeting were published on Monday.
The envoys left Bern.
More than 40 states signed.
Videos showed the convoy.
Sign the accord, the mediators told both sides.
Home Secretary James Hill met the envoys
Follow the road to Bern
Related charges were dropped
Both sides' comments
The end of the truce
""".strip().splitlines()


@pytest.mark.parametrize("text", FURNITURE)
def test_furniture(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize("text", REPORT)
def test_parts_of_a_report_are_no_furniture(text: str) -> None:
    assert not is_furniture(text)
    assert not is_navigation(text)


@pytest.mark.parametrize(
    "text", ["HomeWorld NewsTalks resume in Bern", "Home > World > Europe", "World » Talks", "World"]
)
def test_navigation(text: str) -> None:
    assert is_navigation(text)


@pytest.mark.parametrize(
    ("text", "is_date"),
    [
        ("Tuesday, July 1, 2025", True),
        ("Published: 2 June 2025 10:14 GMT", True),
        ("Updated 3:15 PM EDT, Tue July 1, 2025", True),
        ("2025-07-01", True),
        ("July 1, 2025 was the day of the vote", False),
        ("On July 1", False),
    ],
)
def test_page_dates(text: str, is_date: bool) -> None:
    assert (page_date(text) is not None) == is_date


# dates


@pytest.mark.parametrize(
    ("text", "start", "precision"),
    [
        ("2025-06-02", "2025-06-02", "day"),
        ("2025-06-02T10:00:00Z", "2025-06-02", "day"),
        ("2025-06", "2025-06", "month"),
        ("2025", "2025", "year"),
        ("20250602", "2025-06-02", "day"),
        ("June 2, 2025", "2025-06-02", "day"),
        ("2nd June 2025", "2025-06-02", "day"),
        ("Mon, 02 Jun 2025 10:00:00 GMT", "2025-06-02", "day"),
        ("Sept. 2025", "2025-09", "month"),
    ],
)
def test_complete_dates(text: str, start: str, precision: str) -> None:
    assert parse_date(text) == DateValue(start, precision)


@pytest.mark.parametrize(
    "text", ["", "soon", "02/06/2025", "June 2", "2025-02-30", "Feb. 29, 2025", "2025-13", "may", "0000-01-01"]
)
def test_no_complete_dates(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("partial", "reference", "day"),
    [
        ("Jun 2", "2025-07-01", "2025-06-02"),
        ("Dec 31", "2025-01-02", "2024-12-31"),
        ("Jan 2", "2025-01-01", "2025-01-02"),
        ("Feb. 29", "2025-03-01", "2024-02-29"),
        ("Feb. 30", "2025-03-01", None),
        ("Jun 2", "2025-06", "2025-06-02"),
        ("Jun 2", "2025", "2025-06-02"),
        ("Tuesday, July 1", "2026-08-01", "2025-07-01"),
        ("Jun 2", None, None),
        ("Jun 2, 2019", None, "2019-06-02"),
    ],
)
def test_year_of_a_dateline(partial: str, reference: str | None, day: str | None) -> None:
    found = partial_date(partial)
    assert found is not None
    value = parse_date(reference) if reference else None
    whole = complete(found, [value] if value else [])
    assert (whole.start if whole else None) == day


BODY = "BERN, June 2 (AP) - The envoys met for the second time in a week.\n"


@pytest.mark.parametrize(
    ("text", "metadata", "media_type", "option", "start", "found"),
    [
        (BODY, "2025-06-05", "text/plain", "2025-06-04", "2025-06-05", "front_matter"),
        (BODY, None, "text/plain", "2025-06-04", "2025-06-04", "option"),
        (BODY, "2025-06-05", "text/html", None, "2025-06-02", "dateline"),
        ("The envoys met for the second time in a week.", "2025-06-05", "text/html", None, "2025-06-05", "metadata"),
        ("July 1, 2025\n\nThe envoys met for the second time.", None, "text/plain", None, "2025-07-01", "page"),
        (BODY, None, "text/plain", None, None, None),
        (BODY, "02/06/2025", "text/csv", None, None, None),
    ],
)
def test_order_of_trust(
    text: str, metadata: str | None, media_type: str, option: str | None, start: str | None, found: str | None
) -> None:
    fields = (("date", metadata),) if metadata else ()
    cleaned = clean(Document("k", "s", text, media_type, fields), date=option)
    assert (cleaned.date.start if cleaned.date else None) == start
    assert cleaned.date_source == found


def test_a_wrong_date_of_the_user_is_an_error() -> None:
    with pytest.raises(InputError, match=r"--date tomorrow"):
        article(BODY, date="tomorrow")
    with pytest.raises(UnreadableDocument, match="front matter: date '02/06/2025'"):
        clean(Document("k", "s", BODY, "text/plain", (("date", "02/06/2025"),)))


# what is no report

FOREIGN = (
    "Die Minister der beiden Länder trafen sich am Montag in Genf, um über einen Waffenstillstand zu sprechen.",
    "Les ministres se sont réunis lundi à Genève pour discuter d'un cessez-le-feu avec les médiateurs.",
    "Los ministros se reunieron el lunes en Ginebra para hablar de un alto el fuego con los mediadores.",
    "Udenrigsministrene mødtes mandag i Genève for at tale om en våbenhvile, der under alle omstændigheder skal holde.",
    "Bakanlar pazartesi günü Cenevre'de ateşkesi görüşmek üzere arabulucularla bir araya geldi.",
    "Министры встретились в понедельник в Женеве.",
    "عقد الوزراء اجتماعا يوم الاثنين في جنيف",
)
ENGLISH = (
    "Talks resumed.",
    "Iran's Foreign Ministry spokesman strongly condemned Monday's terrorist attack.",
    "Israel's air force carried out strikes Friday evening throughout the Gaza Strip.",
    "ENVOYS OF BOTH STATES MET IN GENEVA ON MONDAY TO DISCUSS A CEASEFIRE",
)


@pytest.mark.parametrize("text", FOREIGN)
def test_other_languages_are_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument, match="not English"):
        article(text)
    assert not judge(" ".join([text] * 20)).english


@pytest.mark.parametrize("text", ENGLISH)
def test_short_english_is_read(text: str) -> None:
    assert article(text).text == text


@pytest.mark.parametrize("text", ["Share this\n\nAdvertisement\n", "* * *", "...", "© 2025 Valley Wire"])
def test_furniture_alone_is_no_article(text: str) -> None:
    with pytest.raises(UnreadableDocument, match="no text is left"):
        article(text)


def test_too_long_a_document() -> None:
    with pytest.raises(UnreadableDocument, match="longer than 10 characters"):
        clean(Document("k", "s", "The envoys met."), longest=10)
