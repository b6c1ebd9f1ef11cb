"""reference/shapes.md and reference/rules.md, from shapes.ttl and the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from docs.generate.markdown import block, codes, page
from kg.query.saved import parse_query
from kg.schema import SHAPES, rules

_SHAPE = re.compile(r"^shape:(\w+) .*?(?=^shape:|^# |\Z)", re.MULTILINE | re.DOTALL)
_TARGETS = re.compile(r"sh:targetClass ([^;]+);")
_MESSAGE = re.compile(r'sh:message "((?:[^"\\]|\\.)*)"')
_EDGE = re.compile(r"neg:[a-z]\w*")
_SHAPES = """Every article that `kg ingest` writes passes these rules (SHACL, `kg/schema/shapes.ttl`), and
`kg validate` checks a whole store against them:
what comes from elsewhere into a store of yours is held to the same. A breach names the node, the property and the
sentence below."""
_RULES = """Most questions need no claims, only who met, proposed to or attacked whom. For them every article's
graph gets short edges, derived from its claims by
the SPARQL rules below (`kg/schema/rules`). They follow from claims that are *asserted*, by the report or by
somebody whom it quotes; never from
what is negated, planned, possible or conditional, nor from what another claim disputes. Who says so, and in which
words, stands on the claim: use
the short edges to find, and the claims to cite."""


def pages() -> dict[str, str]:
    """Both pages."""
    return {
        "reference/shapes.md": page("What a valid graph is", _SHAPES, *_shapes(), source="kg/schema/shapes.ttl"),
        "reference/rules.md": page("Short edges", _RULES, *(_rule(path) for path in rules()), source="kg/schema/rules"),
    }


def _shapes() -> Iterator[str]:
    for match in _SHAPE.finditer(SHAPES.read_text(encoding="utf-8")):
        messages = [message.replace('\\"', '"') for message in _MESSAGE.findall(match[0])]
        if messages:
            targets = _TARGETS.search(match[0])
            of = f"Holds for every {codes(name.strip() for name in targets[1].split(','))}.\n\n" if targets else ""
            yield f"## {match[1]}\n\n{of}" + "\n".join(f"- {message}" for message in messages)


def _rule(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    query = parse_query(path.stem, text)
    edges = sorted({*_EDGE.findall(_derived(text))})
    return f"## {path.stem}\n\n{query.summary} Derives {codes(edges)}.\n\n{block('sparql', _body(text))}"


def _derived(text: str) -> str:
    """What a rule derives: its template, and the table of acts or stances with their edges."""
    template = text[text.index("CONSTRUCT") : text.index("WHERE")]
    pairs = re.search(r"VALUES \(\?\w+ \?edge\) \{.*?\}", text, re.DOTALL)
    return template + (pairs[0] if pairs else "")


def _body(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+"))
