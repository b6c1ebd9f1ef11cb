// The legend is the filter: each entry can be switched off.
const off = { kinds: new Set(), types: new Set(), factualities: new Set(), groups: new Set() };

// What passes: claims of each edge and node, whether a node is drawn, whether it has a claim left.
function whatIsShown() {
  const passes = data.cards.map((card) => !off.types.has(card.type) && !off.factualities.has(card.factuality));
  const nodes = data.nodeInfo.map((node) => !off.groups.has(node.group));
  const edges = data.edgeInfo.map((edge, i) => {
    const ends = nodes[numberOf(data.edges[i].from)] && nodes[numberOf(data.edges[i].to)];
    return ends && !off.kinds.has(edge.kind) ? edge.cards.filter((card) => passes[card]) : [];
  });
  const cards = data.nodeInfo.map((node) => node.cards.filter((card) => passes[card]));
  // A node whose ties are all switched off fades; one that never had a tie stays as long as its claims do.
  const busy = edgesOf.map((mine, i) => (mine.length ? mine.some((edge) => edges[edge].length) : cards[i].length > 0));
  return { passes, nodes, edges, cards, busy };
}

function countBy(items, key) {
  const counts = new Map();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) || 0) + 1);
  return counts;
}

function buildFilters(changed) {
  const form = byId("filters");
  const kinds = countBy(data.edgeInfo.flatMap((edge) => edge.cards.map((card) => edge.kind + " " + card)), (pair) => pair);
  const kindCounts = countBy([...kinds.keys()], (pair) => pair.split(" ")[0]);
  const directed = new Set(data.edgeInfo.filter((edge) => !edge.mutual).map((edge) => edge.kind));
  const real = countBy(data.cards.filter((card) => card.factuality), (card) => card.factuality);
  const groups = countBy(data.nodeInfo, (node) => node.group);
  const entry = (set, id, name, picture, count) => choice({ set, id, name, picture, count, changed });
  form.append(...[
    fieldset("Relations", data.kinds.filter((kind) => kindCounts.has(kind.id)).map((kind) =>
      entry("kinds", kind.id, kind.name, lineSwatch(kind.id, false, directed.has(kind.id)), kindCounts.get(kind.id)))),
    fieldset("Did it happen?", FACTUALITIES.filter((name) => real.has(name)).map((name) =>
      entry("factualities", name, name[0].toUpperCase() + name.slice(1), lineSwatch(null, DASHES[name], false), real.get(name)))),
    fieldset("Nodes", data.groups.filter((group) => groups.has(group.id)).map((group) =>
      entry("groups", group.id, group.name, shapeSwatch(group.id), groups.get(group.id)))),
    typeChoices(changed),
    make("button", { type: "button", class: "plain-button", id: "reset", on: { click: () => resetFilters(changed) } }, "Show everything"),
  ].filter((part) => part));
}

function typeChoices(changed) {
  const types = countBy(data.cards.filter((card) => card.type), (card) => card.type);
  const entries = [...types.keys()].sort().map((type) => choice({ set: "types", id: type, name: type, count: types.get(type), changed }));
  return fieldset("Event type (PLOVER)", entries);
}

function fieldset(title, entries) {
  return entries.length > 1 ? make("fieldset", {}, make("legend", {}, title), ...entries) : null;
}

function choice({ set, id, name, picture, count, changed }) {
  const box = make("input", { type: "checkbox", checked: true, "data-set": set, "data-value": id });
  box.addEventListener("change", () => {
    off[set][box.checked ? "delete" : "add"](id);
    changed();
  });
  const number = make("output", {}, count.toLocaleString("en"));
  return make("label", { class: picture ? null : "plain" }, box, picture, make("span", {}, name), number);
}

function resetFilters(changed) {
  Object.values(off).forEach((set) => set.clear());
  byId("filters").querySelectorAll("input").forEach((box) => { box.checked = true; });
  changed();
}
