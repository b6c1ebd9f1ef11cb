"""The tables and their columns: names that users' scripts depend on."""

from __future__ import annotations

COLUMNS: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "articles": """id source title publisher date date_source dateline_place dateline_date language words sentences
            claims citation citation_key""",
        "actors": "id label type qid country sector positions aliases mentions articles citation",
        "meetings": """id label kind process round status date end date_precision place venue country parties
            participants hosts mediators heads duration articles evidence citation""",
        "events": """id article source sentence start end evidence spans event_type type_candidates mode context act
            agents targets issues attributed_to factuality date date_precision place venue quantity meeting confidence
            extractor citation""",
        "proposals": """id label issues proposers addressees conditions date attributed_to responses articles
            evidence citation""",
        "agreements": "id label issues parties date status quantity articles evidence citation",
        "handovers": "id item issues from to date attributed_to articles evidence citation",
        "positions": """party actor issue date stance act status factuality towards attributed_to claim proposal
            articles evidence citation""",
        "statements": "id article speaker cue direct quote addressee sentence start end evidence citation",
        "attributions": "id article holder wording cue attitude sentence start end evidence citation",
        "conflicts": "id about first second first_by second_by evidence citation",
    }.items()
}
SHOWN: dict[str, tuple[str, ...]] = {  # what fits on a screen, for people
    name: tuple(columns.split())
    for name, columns in {
        "articles": "id title publisher date date_source source claims citation",
        "actors": "id label type country positions mentions",
        "meetings": "label kind status date place venue parties mediators heads evidence citation",
        "events": "date agents event_type act targets issues factuality attributed_to evidence citation",
        "proposals": "label proposers addressees date attributed_to responses evidence citation",
        "agreements": "label issues parties date status quantity evidence citation",
        "handovers": "item from to date attributed_to evidence citation",
        "positions": "party issue date stance act towards attributed_to evidence citation",
        "statements": "speaker cue quote addressee evidence citation",
        "attributions": "holder wording cue attitude evidence citation",
        "conflicts": "about first first_by second second_by evidence citation",
    }.items()
}
INTEGERS = frozenset({"words", "sentences", "claims", "mentions", "round"})  # columns of the frames that are Int64
