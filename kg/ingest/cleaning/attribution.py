"""Attribution of the whole report to another outlet: ", reports Financial Times." in one of its first paragraphs.

Only the clause that does nothing else is taken out, so that the outlet becomes neither a speaker nor an actor; where
the outlet is the subject ("The New York Post reports that ...") the sentence stays and its statement is extracted.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

_NAMED = (
    r"(?:(?:The|the)\s)?(?:[A-Z][\w&.'’-]*\s){0,4}"
    r"(?:Times|Post|Journal|Guardian|Tribune|Herald|Telegraph|Gazette|Standard|Observer|Independent|Economist|Mail|Mirror"
    r"|Chronicle|Monitor|News|Today|Press|Agency|Zeitung|Review|Magazine|Bulletin|Daily|Weekly|Insider|Week|Globe|Age)"
)
_WHEN = r"(?:\s(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?"
_SAYS = r"(?:reports|reported|writes|wrote|has reported)"
_CLAUSES = (  # the first stands at the beginning of the paragraph, the others at the end of a sentence
    r"(?:According to|As reported by) OUTLET,\s(?=[A-Z0-9])",
    rf",\s{_SAYS}\sOUTLET{_WHEN}(?=\.(?:\s|$))",
    rf",\sOUTLET\s{_SAYS}{_WHEN}(?=\.(?:\s|$))",
    r",?\saccording to OUTLET(?=\.(?:\s|$))",
    r"\s\((?:via|[Ss]ource:)?\s?OUTLET\)(?=\.)",
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """An outlet and the clause [start, end) of the paragraph that names it as the source."""

    outlet: str
    start: int
    end: int


def attribution(paragraph: str) -> Attribution | None:
    """The clause in `paragraph` that credits another outlet with the report; None if there is none."""
    opening, *clauses = _patterns()
    found = [opening.match(paragraph), *(clause.search(paragraph) for clause in clauses)]
    for match in filter(None, found):
        return Attribution(_bare(match["outlet"]), match.start(), match.end())
    return None


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lines = Path(__file__).with_name("outlets.txt").read_text(encoding="utf-8").splitlines()
    known = "|".join(re.escape(line) for line in lines if line and not line.startswith("#"))
    outlet = rf"(?P<outlet>(?:{_NAMED}|(?:[Tt]he\s)?(?:{known}))(?:\s(?:news agency|newspaper|daily))?)(?![\w’'-])"
    return tuple(re.compile(clause.replace("OUTLET", outlet)) for clause in _CLAUSES)


def _bare(outlet: str) -> str:
    """ "the Wall Street Journal" without its article, "Tasnim news agency" without its kind; "The Post" keeps it."""
    name = re.sub(r"\s(?:news agency|newspaper|daily)$", "", outlet)
    bare = re.sub(r"^[Tt]he\s", "", name)
    return bare if " " in bare or bare.isupper() else name
