// Ties the parts: what is selected and what passes the filters decide what is drawn and listed.
let selection = null; // null, {node} or {edge}, by number
let shown = {
  nodes: data.nodes.map(() => true), edges: data.edgeInfo.map((edge) => edge.cards),
  cards: data.nodeInfo.map((node) => node.cards), busy: data.nodes.map(() => true),
};
let moved = false; // has the reader moved the drawing?
// An office that somebody holds is no claim of its own.
const isClaim = (card) => claims[card].factuality !== null || claims[card].type !== null;
let claimCount = 0;

function whatIsShown() {
  const days = claims.map((card) => daysOf(card.date));
  const passes = claims.map((card, i) => !off.types.has(card.type) && !off.factualities.has(card.factuality) && datePasses(days[i])
    && (!chosen.issue || card.issues.includes(chosen.issue)) && sourcesPass(card.sources));
  const narrowed = chosen.issue || chosen.from || chosen.to || chosen.outlet || chosen.article;
  const kept = (card) => passes[card] && !(narrowed && !isClaim(card));
  const nodes = data.nodeInfo.map((node) => !off.groups.has(node.group));
  const edges = data.edgeInfo.map((edge, i) => {
    const [from, to] = endsOf(i);
    return nodes[from] && nodes[to] && !off.kinds.has(edge.kind) ? edge.cards.filter(kept) : [];
  });
  const cards = data.nodeInfo.map((node) => node.cards.filter((card) => passes[card]));
  // A node whose ties are all switched off fades; one that never had a tie stays as long as its claims do.
  const busy = edgesOf.map((mine, i) => (mine.length ? mine.some((edge) => edges[edge].length) : cards[i].length > 0));
  return { passes, nodes, edges, cards, busy };
}

function buildFilters() {
  const pairs = new Set(data.edgeInfo.flatMap((edge) => edge.cards.map((card) => edge.kind + " " + card)));
  const kinds = countBy([...pairs], (pair) => pair.split(" ")[0]);
  const directed = new Set(data.edgeInfo.filter((edge) => !edge.mutual).map((edge) => edge.kind));
  const told = claims.filter((_, card) => isClaim(card));
  const count = (key) => countBy(told.filter(key), key);
  const [real, types, groups] = [count((card) => card.factuality), count((card) => card.type), countBy(data.nodeInfo, (node) => node.group)];
  const issues = countBy(told.flatMap((card) => card.issues), (issue) => issue);
  const dates = told.flatMap((card) => daysOf(card.date) || []).sort();
  const entry = (set, id, name, picture, number) => choice({ set, id, name, picture, count: number, changed });
  byId("filters").append(...[
    fieldset("Relations", data.kinds.filter((kind) => kinds.has(kind.id)).map((kind) =>
      entry("kinds", kind.id, kind.name, lineSwatch(kind.id, false, directed.has(kind.id) ? kind.head : ""), kinds.get(kind.id)))),
    fieldset("Nodes", data.groups.filter((group) => groups.has(group.id)).map((group) =>
      entry("groups", group.id, group.name, shapeSwatch(group.id), groups.get(group.id)))),
    fieldset("Did it happen?", FACTUALITIES.filter((name) => real.has(name)).map((name) =>
      entry("factualities", name, capital(name), lineSwatch(null, DASHES[name], ""), real.get(name)))),
    make("fieldset", { class: "fields" }, make("legend", {}, "Narrow down"),
      choiceField("issue", "Issue", [...issues.keys()].sort().map((issue) => [issue, words(issue) + " (" + issues.get(issue) + ")"]), changed),
      dateField("from", "From", dates, changed), dateField("to", "To", dates, changed), ...sourceFields(changed)),
    fieldset([...types.keys()].every((type) => /^[A-Z]+$/.test(type)) ? "Event type (PLOVER)" : "Claims",
      [...types.keys()].sort().map((type) => entry("types", type, type, null, types.get(type)))),
    make("button", { type: "button", class: "plain-button", id: "reset", on: { click: () => resetFilters(changed) } }, "Show everything"),
  ].filter((part) => part));
}

function kept() {
  if (!selection) return null;
  const edges = selection.edge === undefined
    ? edgesOf[selection.node].filter((edge) => shown.edges[edge].length) : [selection.edge];
  const ends = edges.flatMap(endsOf);
  return { edges: new Set(edges), nodes: new Set(selection.node === undefined ? ends : [...ends, selection.node]) };
}

function select(wanted) {
  selection = wanted;
  redraw(shown, kept());
  fill();
  if (!wanted) network.unselectAll();
  else if (wanted.edge !== undefined) network.setSelection({ nodes: [], edges: ["e" + wanted.edge] });
  else network.setSelection({ nodes: ["n" + wanted.node], edges: [] }, { highlightEdges: false });
  if (wanted && wanted.centred) {
    centre(wanted.node);
    settle();
  }
  remember();
}

function fill() {
  if (!selection) showOverview(shown, select);
  else if (selection.edge !== undefined) showEdge(selection.edge, shown, select);
  else showNode(selection.node, shown, select);
  forgetSwatches();
}

function changed() {
  shown = whatIsShown();
  redraw(shown, kept());
  fill();
  say();
  remember();
}

function say() {
  const number = shown.passes.filter((passes, card) => passes && isClaim(card)).length;
  const nodes = shown.nodes.filter((there, i) => there && shown.busy[i]).length;
  byId("shown").textContent = nodes.toLocaleString("en") + " of " + plural(data.nodes.length, data.noun) + ", "
    + number.toLocaleString("en") + " of " + plural(claimCount, "claim");
}

function hint(text, at) {
  const box = byId("hint");
  box.textContent = text;
  box.hidden = !text;
  if (text) {
    box.style.left = Math.min(at.x + 14, stage.clientWidth - 200) + "px";
    box.style.top = at.y + 14 + "px";
  }
}

// Selection and view in the address. An edge is named by its ends and its kind.
const edgeKey = (edge) => endsOf(edge).map((node) => data.nodeInfo[node].key).join("|") + "|" + data.edgeInfo[edge].kind;
function writeState(parameters) {
  if (selection && selection.edge !== undefined) parameters.set("edge", edgeKey(selection.edge));
  else if (selection) parameters.set("node", data.nodeInfo[selection.node].key);
  if (!moved) return;
  const { x, y } = network.getViewPosition();
  parameters.set("view", [Math.round(x), Math.round(y), network.getScale().toPrecision(3)].join(","));
}
function readState(parameters) {
  const node = data.nodeInfo.findIndex((info) => info.key === parameters.get("node"));
  const edge = parameters.has("edge") ? data.edges.findIndex((_, i) => edgeKey(i) === parameters.get("edge")) : -1;
  const view = (parameters.get("view") || "").split(",").map(Number);
  moved = view.length === 3 && view.every(Number.isFinite) && view[2] > 0;
  if (moved) network.moveTo({ position: { x: view[0], y: view[1] }, scale: Math.min(view[2], 20), animation: false });
  if (edge >= 0) select({ edge });
  else if (node >= 0) select({ node, centred: !moved });
  else if (data.focus !== null && !parameters.has("all")) select({ node: data.focus });
  else select(null);
  if (moved) settle();
}

// After a change of scale, the view's own movement included.
let settling = 0;
function settle() {
  clearTimeout(settling);
  settling = setTimeout(() => {
    keepLegible(shown);
    remember();
  }, still.matches ? 30 : 400);
}
function byHand(run) {
  return () => {
    moved = true;
    run();
    settle();
  };
}
function fitAll() {
  moved = false;
  showAll(shown, motion());
  settle();
}

function listen() {
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) select({ node: numberOf(nodes[0]) });
    else select(edges.length ? { edge: numberOf(edges[0]) } : null);
  });
  network.on("hoverNode", ({ node, pointer }) => hint(data.nodeInfo[numberOf(node)].label + ", " + plural(shown.cards[numberOf(node)].length, "claim"), pointer.DOM));
  network.on("hoverEdge", ({ edge, pointer }) => hint(nameOf(numberOf(edge)) + ": " + kindName(data.edgeInfo[numberOf(edge)].kind).toLowerCase() + ", " + plural(shown.edges[numberOf(edge)].length, "claim"), pointer.DOM));
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, () => hint("", null));
  for (const event of ["zoom", "dragEnd"]) network.on(event, byHand(() => {}));
  const controls = { "zoom-in": byHand(() => zoom(1.3)), "zoom-out": byHand(() => zoom(1 / 1.3)), "zoom-fit": fitAll };
  for (const [id, run] of Object.entries(controls)) byId(id).addEventListener("click", run);
  const keys = {
    "+": controls["zoom-in"], "=": controls["zoom-in"], "-": controls["zoom-out"], 0: fitAll,
    ArrowLeft: byHand(() => pan(-60, 0)), ArrowRight: byHand(() => pan(60, 0)), ArrowUp: byHand(() => pan(0, -60)), ArrowDown: byHand(() => pan(0, 60)),
  };
  stage.addEventListener("keydown", (event) => {
    if (!Object.hasOwn(keys, event.key) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") select(null); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint(shown, kept()));
}

// The claims are read and the parts around the drawing built once it is seen.
function finish() {
  claims = JSON.parse(byId("later").textContent);
  claimCount = claims.filter((_, card) => isClaim(card)).length;
  buildFilters();
  buildSearch(select);
  buildSaving(() => graphContent(shown, kept()));
  listen();
  shown = whatIsShown();
  keepState({ write: writeState, read: readState, changed: () => { shown = whatIsShown(); say(); } });
  const size = () => stage.clientWidth + " " + stage.clientHeight;
  let before = size();
  new ResizeObserver(() => {
    if (size() === before) return;
    before = size();
    if (!moved && !selection) showAll(shown, false);
    keepLegible(shown);
  }).observe(stage);
  document.body.dataset.drawn = "yes";
}

// The claims stand behind this script, so that it need not wait for them.
network.once("afterDrawing", () => {
  performance.mark("drawn");
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", finish);
  else setTimeout(finish, 0);
});
