// The canvas: what is drawn, in which colour, and what fades.
const SMALL = 3000; // edges up to which a selection fades all others
const MANY = 2500; // nodes from which they keep their size
const FEW = 1000; // edges up to which lines are widened; more of them would hide one another
const stage = byId("graph");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const motion = () => (still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });
const edgesOf = data.nodes.map(() => []);
data.edges.forEach((edge, i) => {
  edgesOf[numberOf(edge.from)].push(i);
  if (edge.to !== edge.from) edgesOf[numberOf(edge.to)].push(i);
});
const endsOf = (edge) => [numberOf(data.edges[edge].from), numberOf(data.edges[edge].to)];
const otherEnd = (edge, node) => {
  const [from, to] = endsOf(edge);
  return from === node ? to : from;
};
function nameOf(edge) {
  const [from, to] = endsOf(edge).map((node) => data.nodeInfo[node].label);
  return from + (data.edgeInfo[edge].mutual ? " – " : " → ") + to;
}

// The first drawing is the last one too: fonts and lines fit the scale at which all of it is seen.
let fontSizes = data.nodes.map((node) => node.font.size);
let lineScale = 1; // lines grow as the whole is drawn smaller
const first = data.nodes.length ? fitting(extent(data.nodes.map((_, i) => i)), stage.clientWidth, stage.clientHeight) : null;
if (first) fitLooks(first.scale, null);
const nodeSet = new vis.DataSet(data.nodes.map((node, i) => ({ ...node, ...nodeLook(i) })));
const edgeSet = new vis.DataSet(data.edges.map((edge, i) => ({ ...edge, ...edgeLook(i, data.edgeInfo[i].cards.length, data.edgeInfo[i].surest, false) })));
const network = new vis.Network(stage, { nodes: nodeSet, edges: edgeSet }, { ...data.options, ...themeOptions() });
stage.querySelector(".vis-network").tabIndex = -1; // the stage itself takes the keys
if (first) network.moveTo({ ...first, animation: false });

function fitLooks(scale, there) {
  [lineScale, nodeScale, leastSize] = growth(scale);
  fontSizes = legibleSizes(scale, stage.clientWidth * stage.clientHeight, there);
}
// How much lines and nodes grow at a scale, and the least radius of a node.
function growth(scale) {
  const few = data.nodes.length <= MANY;
  return [
    data.edges.length > FEW ? 1 : Math.min(2.5, Math.max(1, 0.75 / scale)),
    few ? Math.min(GROWN, Math.max(1, 0.5 / scale)) : 1,
    few ? Math.min(LARGEST_LEAST, LEAST / scale) : 0,
  ];
}

// The rim around a name keeps it legible over lines.
function nodeLook(i) {
  return { size: sizeOf(data.nodes[i]), font: { size: fontSizes[i], strokeWidth: Math.round(fontSizes[i] * 0.3) } };
}

function themeOptions() {
  const look = (group) => {
    const fill = { background: groupColour(group), border: HOLLOW.has(group) ? colour("outline") : groupColour(group) };
    const marked = { ...fill, border: colour("accent") };
    return { color: { ...fill, highlight: marked, hover: marked } };
  };
  const font = { color: colour("ink"), strokeColor: colour("page"), face: "system-ui, sans-serif" };
  return {
    nodes: { ...data.options.nodes, font },
    groups: Object.fromEntries(data.groups.map((group) => [group.id, look(group.id)])),
  };
}

// An edge is drawn as the surest of the claims it stands for; its width grows with their number.
function edgeLook(edge, number, surest, faded) {
  const { kind } = data.edgeInfo[edge];
  const shade = kindColour(kind);
  return {
    color: { color: shade, highlight: shade, hover: shade, opacity: faded ? 0.1 : 0.85 },
    width: edgeWidth(kind, number),
    dashes: kind === "office" ? false : DASHES[surest] || false,
    hidden: number === 0,
  };
}
function edgeWidth(kind, number) {
  return lineScale * (kind === "office" ? 1.2 : Math.min(9, 1.8 + 1.3 * Math.log2(Math.max(1, number))));
}
function surestOf(cards) {
  return FACTUALITIES.find((name) => cards.some((card) => (claims[card].factuality || CERTAIN) === name)) || CERTAIN;
}

// `shown` says which claims pass the filters; `kept` is what is selected: null or {nodes, edges} to keep bright.
function redraw(shown, kept) {
  const fades = kept && data.edges.length <= SMALL;
  edgeSet.update(data.edges.map((edge, i) => ({
    id: edge.id, ...edgeLook(i, shown.edges[i].length, surestOf(shown.edges[i]), fades && !kept.edges.has(i)),
  })));
  nodeSet.update(data.nodes.map((node, i) => {
    const faded = (fades && !kept.nodes.has(i)) || !shown.busy[i];
    const font = { ...nodeLook(i).font, color: faded ? colour("soft") + "66" : colour("ink"), strokeColor: colour("page") };
    return { id: node.id, hidden: !shown.nodes[i], opacity: faded ? 0.2 : 1, font };
  }));
}

function repaint(shown, kept) {
  colours.clear();
  network.setOptions(themeOptions());
  themed.forEach(({ paint }) => paint());
  redraw(shown, kept);
}

// After a change of scale: names and lines that are seen again.
function keepLegible(shown) {
  const before = fontSizes;
  const [thin, small] = [lineScale, sizeOf(data.nodes[0] || { size: 0 })];
  fitLooks(network.getScale(), shown.nodes);
  if (lineScale !== thin) {
    edgeSet.update(data.edges.map((edge, i) => ({ id: edge.id, width: edgeWidth(data.edgeInfo[i].kind, shown.edges[i].length) })));
  }
  nodeSet.update(data.nodes.map((node, i) => ({ id: node.id, ...nodeLook(i) }))
    .filter((_, i) => fontSizes[i] !== before[i] || sizeOf(data.nodes[0]) !== small));
}

// Fits what is drawn with its labels into the canvas; the library's own fit looks at the nodes alone.
function showAll(shown, animation) {
  const there = data.nodes.map((_, i) => i).filter((i) => shown.nodes[i] && shown.busy[i]);
  const nodes = there.length ? there : data.nodes.map((_, i) => i);
  if (nodes.length) network.moveTo({ ...fitting(extent(nodes), stage.clientWidth, stage.clientHeight), animation });
}
function zoom(factor) { network.moveTo({ scale: network.getScale() * factor, animation: motion() }); }
function pan(x, y) {
  const { x: left, y: top } = network.getViewPosition();
  network.moveTo({ position: { x: left + x / network.getScale(), y: top + y / network.getScale() }, animation: false });
}
function centre(node) {
  network.focus("n" + node, { scale: Math.max(0.9, network.getScale()), animation: motion() });
}
