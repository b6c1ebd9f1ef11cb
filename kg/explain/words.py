"""Puts an explanation into words, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Mark = Callable[[str, str], str]  # words of a sentence and their role -> the words as they are to be shown

_TEMPLATES: Mapping[str, str] = {  # kind: the claim in one line; fields that are absent leave an ellipsis
    "event": "{agent}: {act} ({eventType})",
    "meeting": "{label}: {status}",
    "proposal": "{proposer}: propose {label}",
    "response": "{by}: {stance}, in answer to {respondsTo}",
    "agreement": "{party}: {label}: {status}",
    "handover": "{giver}: hand over {item}",
    "statement": "{speaker}: {cue} {quote}",
    "attribution": "{holderWords}: {cue} ({attitude})",
    "article": "{title}",
    "account": "{label}",
    "conflict": "{aspect}: {firstValue} against {secondValue}",
}
_TAILS: Mapping[str, str] = {
    "event": "target",
    "proposal": "addressee",
    "handover": "receiver",
    "statement": "addressee",
}
_ROOM = 20  # claims of an actor that are listed


def lines(about: Mapping[str, Any], mark: Mark | None = None) -> Iterator[str]:
    """The explanation for people; `mark` shows the words that carry a claim, unmarked without it."""
    yield sentence_of(about)
    yield f"  {about['kind']}  {about['id']}"
    for name, values in about["fields"].items():
        if name not in ("label", "extractor"):
            yield f"  {_spaced(name)}: {'; '.join(map(str, values))}"
    if "citation" in about:
        yield f"  cited as: {about['citation']}"
    yield from _source(about)
    yield from _entity(about)
    yield from _across(about)
    for proof in about.get("evidence", ()):
        yield from _evidence(proof, mark)
    for meeting in about.get("meetings", ()):
        date = meeting["date"] or "no date"
        yield f"  {meeting['sequence']}. {date}  {meeting['label']}: {meeting['status']}  {meeting['id']}"
    for heading, parts in (("answered by", "responses"), ("between", "between")):
        for part in about.get(parts, ()):
            yield f"  {heading}"
            yield from (f"    {line}" for line in lines(part, mark))


def one_line(value: Any) -> Any:
    """A record whose texts hold no line ends and nothing that terminals obey; offsets still hold."""
    if isinstance(value, str):
        return "".join(c if c.isprintable() else " " if c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in value)
    if isinstance(value, list):
        return [one_line(item) for item in value]
    return {name: one_line(item) for name, item in value.items()} if isinstance(value, Mapping) else value


def _across(about: Mapping[str, Any]) -> Iterator[str]:
    """What other articles add: accounts with the keys that join them, what may be the same, and conflicts."""
    if "account_of" in about:
        yield f"  one account of several: {about['account_of']}"
    for account in about.get("accounts", ()):
        said = f", {account['attributed_to']} says" if account["attributed_to"] else ""
        source = ", ".join(filter(None, (account["publisher"], account["date"])))
        yield f"  account: {account['label'] or ''} ({source}{said})  {account['id']}"
    yield from (f"  joined by: {'; '.join(keys)}" for keys in about.get("keys", ()))
    for other in about.get("maybe", ()):
        yield f"  maybe the same as {other['label'] or ''}  {other['id']} ({'; '.join(other['keys'])})"
    for conflict in about.get("conflicts", ()):
        yield f"  {conflict['aspect']} disputed: {conflict['first']} against {conflict['second']}  {conflict['id']}"


def sentence_of(about: Mapping[str, Any]) -> str:
    """The node in one line, such as "Russia: reject (REJECT) → Ukraine"."""
    fields = {name: ", ".join(map(str, values)) for name, values in about["fields"].items()}
    template = _TEMPLATES.get(about["kind"])
    if template is None:
        return fields.get("label") or str(about["id"])
    text = template.format_map(_Known(fields))
    tail = fields.get(_TAILS.get(about["kind"], ""))
    return f"{text} → {tail}" if tail else text


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…" if key != "quote" else ""


def _spaced(name: str) -> str:
    """A property's name as words: eventType becomes event type."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name)


def _source(about: Mapping[str, Any]) -> Iterator[str]:
    if "attributed_to" not in about or "accounts" in about:
        return
    yield f"  says: {about['attributed_to'] or 'the article itself'}"
    article = about["article"]
    if article:
        where = ", ".join(article[name] for name in ("publisher", "date") if article[name])
        yield f"  article: {article['title'] or article['source']}{f' ({where})' if where else ''}  {article['id']}"
        extractor = about["fields"].get("extractor", ["?"])[0]
        yield f"  extractor: {extractor} {article['extractorVersion'] or ''}".rstrip()


def _entity(about: Mapping[str, Any]) -> Iterator[str]:
    for position in about.get("positions", ()):
        of = f" ({position['of']})" if position["of"] else ""
        yield f"  position: {position['office']}{of}, source: {position['source']}"
    if "mentions" in about:
        yield f"  mentions: {about['mentions']} in {len(about['articles'])} article(s)"
    claims = about.get("claims", ())
    if isinstance(claims, Mapping):
        yield from (f"  {kind} claims: {count}" for kind, count in claims.items())
        return
    for claim in claims[:_ROOM]:
        yield f"  {_spaced(claim['role'])}: {claim['what'] or ''}  {claim['id']}"
    if len(claims) > _ROOM:
        yield f"  and {len(claims) - _ROOM} more: --format json lists them all"


def _evidence(proof: Mapping[str, Any], mark: Mark | None) -> Iterator[str]:
    yield f"  evidence: {proof['citation']}, sentence {proof['sentence']}, offsets {proof['start']} to {proof['end']}"
    if proof["text"] is None:
        yield "    (this graph holds no sentences)"
        return
    yield f"    {marked(proof, mark) if mark else proof['text']}"
    words = [f"{s['role']} “{_cut(proof, s)}” {s['start']}-{s['end']}" for s in proof["spans"]]
    if words:
        yield f"    {'; '.join(words)}"


def _cut(proof: Mapping[str, Any], span: Mapping[str, Any]) -> str:
    text: str = proof["text"]
    return text[span["start"] - proof["start"] : span["end"] - proof["start"]]


def marked(proof: Mapping[str, Any], mark: Mark) -> str:
    """The sentence with each span marked; where spans overlap the one that begins first counts."""
    text: str = proof["text"]
    at, shown = proof["start"], ""
    for span in proof["spans"]:
        if span["start"] >= at:
            shown += text[at - proof["start"] : span["start"] - proof["start"]] + mark(_cut(proof, span), span["role"])
            at = span["end"]
    return shown + text[at - proof["start"] :]
