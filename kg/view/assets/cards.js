// One claim with its words and its source.
let claims = data.cards || []; // a graph page reads them after its first drawing
function cardElement(number) {
  const card = claims[number];
  const unreal = card.factuality && card.factuality !== CERTAIN;
  const chips = [
    card.type && make("span", { class: "type" }, card.type),
    card.act && make("span", {}, card.act),
    card.date && make("span", {}, card.date),
    card.factuality && make("span", { class: unreal ? "unreal" : null }, card.factuality),
  ];
  return make("article", { class: "card" },
    make("h4", {}, ...linked(card.heading)),
    make("div", { class: "chips" }, ...chips.map((chip) => chip || null)),
    factList(card.rows),
    ...card.sentences.flatMap(sentenceElements));
}

function factList(rows) {
  if (!rows.length) return null;
  return make("dl", { class: "facts" }, ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, ...linked(value))]));
}

function sentenceElements(sentence) {
  const marked = sentence.pieces.map(([text, role]) => {
    if (!role) return text;
    return role === "trigger" ? make("mark", {}, text) : make("span", { class: "role", title: role }, text);
  });
  const source = sentence.source === null ? null : data.sources[sentence.source];
  return [make("blockquote", {}, ...marked), source && make("cite", {}, sourceElement(source, source.short))];
}
