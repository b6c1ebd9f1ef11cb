"""Attribution of the whole report to another outlet: ", reports Financial Times." in one of its first paragraphs.

Only the clause that does nothing else is taken out, so that the outlet becomes neither a speaker nor an actor; where the
outlet is the subject ("The New York Post reports that ...") the sentence stays and its statement is extracted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAMED = (
    r"(?:(?:The|the)\s)?(?:[A-Z][\w&.'’-]*\s){0,4}"
    r"(?:Times|Post|Journal|Guardian|Tribune|Herald|Telegraph|Gazette|Standard|Observer|Independent|Economist|Mail|Mirror"
    r"|Chronicle|Monitor|News|Today|Press|Agency|Zeitung|Review|Magazine|Bulletin|Daily|Weekly|Insider|Week|Globe|Age)"
)
_KNOWN = (
    r"(?:the\s)?(?:Reuters|AP|AFP|Agence France-Presse|BBC|CNN|NBC|CBS|ABC|NPR|PBS|TASS|Tass|Interfax|RIA Novosti|Xinhua"
    r"|Anadolu|Al[ -]Jazeera|Al[ -]Arabiya|Axios|Politico|Bloomberg|Der Spiegel|Le Monde|Le Figaro|El País|Die Zeit"
    r"|Haaretz|Ha'aretz|Ynet|Kyodo|Yonhap|IRNA|Tasnim|Fars|Mehr|SANA|WAFA|Ukrainska Pravda|Kommersant|Meduza|RT|Sky News"
    r"|Deutsche Welle|DW|Nikkei|Dawn|Hürriyet|Asharq Al-Awsat)"
)
_OUTLET = rf"(?P<outlet>(?:{_NAMED}|{_KNOWN})(?:\s(?:news agency|newspaper|daily))?)(?![\w’'-])"
_WHEN = r"(?:\s(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?"
_END = r"(?=[.,;]?(?:\s|$)|[.,;][\"”’])"
_SAYS = r"(?:reports|reported|writes|wrote|has reported|has learned)"
_CLAUSES = (
    re.compile(rf",\s{_SAYS}\s{_OUTLET}{_WHEN}(?=\.(?:\s|$))"),
    re.compile(rf",\s{_OUTLET}\s{_SAYS}{_WHEN}(?=\.(?:\s|$))"),
    re.compile(rf",?\saccording to {_OUTLET}(?=\.(?:\s|$))"),
    re.compile(rf"\s\((?:via|[Ss]ource:)?\s?{_OUTLET}\)(?=\.)"),
)
_OPENING = re.compile(rf"(?:According to|As reported by) {_OUTLET},\s(?=[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Attribution:
    """An outlet and the clause [start, end) of the paragraph that names it as the source."""

    outlet: str
    start: int
    end: int


def attribution(paragraph: str) -> Attribution | None:
    """The clause in `paragraph` that credits another outlet with the report; None if there is none."""
    if match := _OPENING.match(paragraph):
        return Attribution(_bare(match["outlet"]), match.start(), match.end())
    for clause in _CLAUSES:
        if match := clause.search(paragraph):
            return Attribution(_bare(match["outlet"]), match.start(), match.end())
    return None


def _bare(outlet: str) -> str:
    return re.sub(r"^[Tt]he\s", "", outlet)
