// Ties the parts: what is selected and what passes the filters decide what is drawn and listed.
let selection = null; // null, {node} or {edge}, by number
let shown = whatIsShown();

function kept() {
  if (!selection) return null;
  const edges = selection.edge === undefined
    ? edgesOf[selection.node].filter((edge) => shown.edges[edge].length) : [selection.edge];
  const ends = edges.flatMap((edge) => [numberOf(data.edges[edge].from), numberOf(data.edges[edge].to)]);
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
}

function fill() {
  if (!selection) showOverview(shown, select);
  else if (selection.edge !== undefined) showEdge(selection.edge, shown, select);
  else showNode(selection.node, shown, select);
}

function changed() {
  shown = whatIsShown();
  redraw(shown, kept());
  fill();
  say();
}

function say() {
  const claims = shown.passes.filter((passes, card) => passes && isClaim(card)).length;
  const nodes = shown.nodes.filter((there, i) => there && shown.busy[i]).length;
  byId("shown").textContent = nodes.toLocaleString("en") + " of " + plural(data.nodes.length, data.noun) + ", "
    + claims.toLocaleString("en") + " of " + plural(claimCount, "claim");
}

function header() {
  byId("title").textContent = data.title;
  byId("subject").textContent = "Parley · " + data.subject;
  const dates = data.cards.map((card) => card.date).filter(Boolean).map((date) => date.slice(0, 10)).sort();
  const numbers = [[data.nodes.length, data.noun], [claimCount, "claim"], [data.sources.length, "article"]];
  const parts = numbers.map(([number, noun]) => {
    const [count, word] = plural(number, noun).split(" ");
    return make("span", {}, make("b", {}, count), " " + word);
  });
  if (dates.length) parts.push(make("span", {}, dates[0] === dates.at(-1) ? dates[0] : dates[0] + " to " + dates.at(-1)));
  byId("counts").append(...parts);
}

function hint(text, at) {
  const box = byId("hint");
  box.textContent = text;
  box.hidden = !text;
  if (text) {
    box.style.left = Math.min(at.x + 14, byId("graph").clientWidth - 200) + "px";
    box.style.top = at.y + 14 + "px";
  }
}

header();
buildFilters(changed);
buildSearch(select);
byId("legend").open = matchMedia("(min-width: 1001px)").matches;
network.on("click", ({ nodes, edges }) => {
  if (nodes.length) select({ node: numberOf(nodes[0]) });
  else select(edges.length ? { edge: numberOf(edges[0]) } : null);
});
network.on("hoverNode", ({ node, pointer }) => hint(data.nodeInfo[numberOf(node)].label + ", " + plural(shown.cards[numberOf(node)].length, "claim"), pointer.DOM));
network.on("hoverEdge", ({ edge, pointer }) => hint(nameOf(numberOf(edge)) + ": " + kindName(data.edgeInfo[numberOf(edge)].kind).toLowerCase() + ", " + plural(shown.edges[numberOf(edge)].length, "claim"), pointer.DOM));
for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, () => hint("", null));
network.on("zoom", settle);
const controls = { "zoom-in": () => zoom(1.3), "zoom-out": () => zoom(1 / 1.3), "zoom-fit": () => showAll(motion()) };
for (const [id, run] of Object.entries(controls)) byId(id).addEventListener("click", () => { run(); settle(); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") select(null); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint(shown, kept()));
// After a change of scale, the view's own movement included.
let settling = 0;
function settle() {
  clearTimeout(settling);
  settling = setTimeout(() => keepLegible(shown), still.matches ? 30 : 400);
}

function refit() {
  showAll(false);
  keepLegible(shown);
}
network.once("afterDrawing", () => {
  refit(); // only now are the labels measured
  new ResizeObserver(() => { if (!selection) refit(); }).observe(byId("graph"));
  document.body.dataset.drawn = "yes";
});
fill();
say();
