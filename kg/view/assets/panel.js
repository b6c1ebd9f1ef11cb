// The panel: an overview, or what is selected, with its claims. All of the graph can be walked through it by keyboard.
const PAGE = 40; // claims added at a time
const TIES = 12; // relations of a node at first

function fillPanel(...children) {
  const panel = byId("panel");
  panel.replaceChildren(...children.filter((child) => child));
  panel.scrollTop = 0;
}

function showOverview(shown, select) {
  const order = data.nodeInfo.map((_, i) => i).filter((i) => shown.nodes[i])
    .sort((a, b) => shown.cards[b].length - shown.cards[a].length || a - b);
  const most = order.length ? shown.cards[order[0]].length : 0;
  const first = order.slice(0, 15);
  const list = rankList(first.map((i) => nodeRow(i, shown.cards[i].length, most, select)));
  const rest = order.length - first.length;
  fillPanel(
    make("p", { class: "soft" }, "Select a node or a line to read who says so, in which words. Wider lines stand for more claims; broken lines for what is planned, possible or denied."),
    ...data.notes.map((note) => make("p", { class: "soft" }, note)),
    make("h3", {}, "Most claims"), list,
    rest > 0 ? moreButton("Show all " + order.length.toLocaleString("en"), () => {
      list.append(...order.slice(15).map((i) => make("li", {}, nodeRow(i, shown.cards[i].length, most, select))));
    }) : null,
    ...sourceList());
}

function showNode(node, shown, select) {
  const info = data.nodeInfo[node];
  const ties = edgesOf[node].filter((edge) => shown.edges[edge].length)
    .sort((a, b) => shown.edges[b].length - shown.edges[a].length || a - b);
  fillPanel(
    backButton(select),
    make("h2", {}, info.label),
    make("p", { class: "soft" }, groupName(info.group)),
    actorPage(info.label),
    factList(info.rows),
    ...memberList(info.members),
    ties.length ? make("h3", {}, plural(ties.length, "relation")) : null,
    ...tieList(ties, node, shown, select),
    ...claimList(shown.cards[node]));
}

// The relations with most claims, all of them on demand: the claims stand below.
function tieList(ties, node, shown, select) {
  if (!ties.length) return [];
  const list = rankList(ties.slice(0, TIES).map((edge) => edgeRow(edge, node, shown, select)));
  const rest = ties.slice(TIES);
  return [list, rest.length ? moreButton("Show all " + ties.length.toLocaleString("en"), () => {
    list.append(...rest.map((edge) => make("li", {}, edgeRow(edge, node, shown, select))));
  }) : null];
}

// Those that a node stands for, the first of them at once.
function memberList(members) {
  if (!members.length) return [];
  const shownFirst = members.slice(0, 12).join(", ");
  const rest = members.slice(12);
  const text = make("p", {}, shownFirst);
  return [make("h3", {}, "Stands for"), text, rest.length ? moreButton("and " + rest.length.toLocaleString("en") + " more", () => text.append(", " + rest.join(", "))) : null];
}

function showEdge(edge, shown, select) {
  const [from, to] = endsOf(edge);
  fillPanel(
    backButton(select),
    make("h2", {}, nameOf(edge)),
    make("p", { class: "soft" }, kindName(data.edgeInfo[edge].kind)),
    rankList([from, to].map((node) => nodeRow(node, shown.cards[node].length, 0, select))),
    ...claimList(shown.edges[edge]));
}

function claimList(numbers) {
  const box = make("div", {});
  let next = 0;
  const more = moreButton("", () => grow());
  const grow = () => {
    box.append(...numbers.slice(next, next + PAGE).map(cardElement));
    next += PAGE;
    more.hidden = next >= numbers.length;
    more.textContent = "Show more, " + (numbers.length - next) + " left";
  };
  grow();
  return [make("h3", {}, plural(numbers.length, numbers.length && numbers.every((card) => !isClaim(card)) ? "office" : "claim")), box, more];
}

function nodeRow(node, count, most, select) {
  const info = data.nodeInfo[node];
  return make("button", { type: "button", on: { click: () => select({ node }) } },
    shapeSwatch(info.group), make("span", {}, info.label), make("span", { class: "number" }, String(count)),
    most ? make("meter", { min: 0, max: most, value: count, "aria-hidden": "true" }) : null);
}

function edgeRow(edge, node, shown, select) {
  const info = data.edgeInfo[edge];
  const other = data.nodeInfo[otherEnd(edge, node)].label;
  const sign = info.mutual ? "– " : endsOf(edge)[0] === node ? "→ " : "← ";
  return make("button", { type: "button", title: kindName(info.kind), on: { click: () => select({ edge }) } },
    lineSwatch(info.kind, info.kind !== "office" && DASHES[surestOf(shown.edges[edge])], info.mutual ? "" : kindOfEdge(info.kind).head),
    make("span", {}, sign + other, make("span", { class: "hidden" }, ", " + kindName(info.kind))),
    make("span", { class: "number" }, String(shown.edges[edge].length)));
}

const rankList = (rows) => make("ul", { class: "rank" }, ...rows.map((row) => make("li", {}, row)));
const backButton = (select) => make("button", { type: "button", class: "back", on: { click: () => select(null) } }, "Overview");
function moreButton(text, run) {
  const button = make("button", { type: "button", class: "more", on: { click: () => { if (text) button.hidden = true; run(); } } }, text);
  return button;
}
