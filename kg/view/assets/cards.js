// One claim with its words and its source.
function cardElement(number) {
  const card = data.cards[number];
  const unreal = card.factuality && card.factuality !== CERTAIN;
  const chips = [
    card.type && make("span", { class: "type" }, card.type),
    card.act && make("span", {}, card.act),
    card.date && make("span", {}, card.date),
    card.factuality && make("span", { class: unreal ? "unreal" : null }, card.factuality),
  ];
  return make("article", { class: "card" },
    make("h4", {}, card.heading),
    make("div", { class: "chips" }, ...chips.map((chip) => chip || null)),
    factList(card.rows),
    ...card.sentences.flatMap(sentenceElements));
}

function factList(rows) {
  if (!rows.length) return null;
  return make("dl", { class: "facts" }, ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
}

function sentenceElements(sentence) {
  const words = sentence.pieces.map(([text, role]) => {
    if (!role) return text;
    return role === "trigger" ? make("mark", {}, text) : make("span", { class: "role", title: role }, text);
  });
  const source = sentence.source === null ? null : make("cite", {}, sourceElement(data.sources[sentence.source]));
  return [make("blockquote", {}, ...words), source];
}

// A link only to the web, whatever the data say.
function sourceElement(source) {
  let address = null;
  try { address = source.link && new URL(source.link); } catch { address = null; }
  if (!address || !["http:", "https:"].includes(address.protocol)) return source.text;
  return make("a", { href: address.href, target: "_blank", rel: "noopener noreferrer" }, source.text);
}
