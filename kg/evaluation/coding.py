"""Actors by country and sector, from the words of the mention alone.

Scored are mentions with a marked country (an ISO code, or none) and a marked sector (a PLOVER code, or none). Where the
gold gives an organization's code in place of a country (UNO, EUR, IGO), no country is right.
"""

from __future__ import annotations

from kg.evaluation.gold import GoldFile, Row
from kg.evaluation.scores import Mistake, Scored, share
from kg.ingest.articledate import parse_date
from kg.ingest.coding import ActorCode, code
from kg.ingest.pipeline import Pipeline

_COUNTRY, _SECTOR = "country of the actor", "sector of the actor"
_NO_STATE = ("UNO", "EUR", "IGO")


def score(gold: GoldFile, pipeline: Pipeline) -> Scored:
    """The share of mentions with the right country, and with the right sector."""
    answers = [(row, _answer(row, pipeline)) for row in gold.rows]
    countries = [(row, _country(row), a.country) for row, a in answers if _country(row) is not None]
    sectors = [(row, row["expected"]["code_1"], a.sector) for row, a in answers if "code_1" in row["expected"]]
    measures = []
    mistakes: list[Mistake] = []
    for name, reach, asked in ((_COUNTRY, 0.90, countries), (_SECTOR, 0.85, sectors)):
        wrong = [(row, want, got) for row, want, got in asked if (want or "") != got]
        measures.append(share(name, len(asked) - len(wrong), len(asked), reach=reach))
        mistakes += [
            Mistake(name, "wrong", f"{want or 'none'} as {got or 'none'}", row["id"], row["mention"])
            for row, want, got in wrong
        ]
    return Scored(gold.name, len(gold.rows), tuple(measures), tuple(mistakes))


def _answer(row: Row, pipeline: Pipeline) -> ActorCode:
    date = parse_date(row.get("query_date") or "")
    return code(row["mention"], pipeline.authority, pipeline.frames, date)


def _country(row: Row) -> str | None:
    """The marked country, "" for none; None where it is not asked."""
    country = row["expected"].get("country", row["expected"].get("cc"))
    return "" if country in _NO_STATE else country
