// The canvas: what is drawn, in which colour, and what fades.
const SMALL = 3000; // edges up to which a selection fades all others
const FEW = 1000; // edges up to which lines are widened; more of them would hide one another
let lineScale = 1; // lines grow as the whole is drawn smaller
const nodeSet = new vis.DataSet(data.nodes);
const edgeSet = new vis.DataSet(data.edges.map((edge, i) => ({ ...edge, ...edgeLook(i, data.edgeInfo[i].cards, false) })));
const edgesOf = data.nodes.map(() => []);
data.edges.forEach((edge, i) => {
  edgesOf[numberOf(edge.from)].push(i);
  if (edge.to !== edge.from) edgesOf[numberOf(edge.to)].push(i);
});
const otherEnd = (edge, node) => {
  const [from, to] = [numberOf(data.edges[edge].from), numberOf(data.edges[edge].to)];
  return from === node ? to : from;
};
const network = new vis.Network(byId("graph"), { nodes: nodeSet, edges: edgeSet }, { ...data.options, ...themeOptions() });

function themeOptions() {
  const outline = colour("outline");
  const look = (group) => {
    const fill = { background: groupColour(group), border: outline };
    return { color: { ...fill, highlight: fill, hover: fill } };
  };
  const font = { color: colour("ink"), strokeColor: colour("page"), strokeWidth: 4, face: "system-ui, sans-serif" };
  return {
    nodes: { ...data.options.nodes, font },
    groups: Object.fromEntries(data.groups.map((group) => [group.id, look(group.id)])),
  };
}

// An edge is solid if one of the claims it stands for is asserted; its width grows with their number.
function edgeLook(edge, cards, faded) {
  const found = FACTUALITIES.filter((name) => cards.some((card) => (data.cards[card].factuality || CERTAIN) === name));
  const shade = kindColour(data.edgeInfo[edge].kind);
  return {
    color: { color: shade, highlight: shade, hover: shade, opacity: faded ? 0.1 : 0.85 },
    width: lineScale * (data.edgeInfo[edge].kind === "office" ? 1.2 : Math.min(9, 1.8 + 1.3 * Math.log2(Math.max(1, cards.length)))),
    dashes: data.edgeInfo[edge].kind === "office" ? false : DASHES[found[0]] || false,
    hidden: cards.length === 0,
  };
}

// `shown` says which claims pass the filters; `chosen` is what is selected: null or {nodes, edges} to keep bright.
function redraw(shown, chosen) {
  const fades = chosen && data.edges.length <= SMALL;
  edgeSet.update(data.edges.map((edge, i) => ({
    id: edge.id, ...edgeLook(i, shown.edges[i], fades && !chosen.edges.has(i)),
  })));
  nodeSet.update(data.nodes.map((node, i) => {
    const faded = (fades && !chosen.nodes.has(i)) || !shown.busy[i];
    const font = { size: fontSizes[i], color: faded ? colour("soft") + "66" : colour("ink"), strokeColor: colour("page") };
    return { id: node.id, hidden: !shown.nodes[i], opacity: faded ? 0.2 : 1, font };
  }));
}

function repaint(shown, chosen) {
  colours.clear();
  network.setOptions(themeOptions());
  themed.forEach(({ paint }) => paint());
  redraw(shown, chosen);
}

// The names of the largest nodes stay readable and the lines visible however small the whole is drawn.
const READABLE = 12; // pixels on the screen
const GLYPH = 0.56; // mean width of a letter, in font sizes
const ROOM = 28000; // square pixels of canvas for each such name
const largest = data.nodeInfo.map((_, i) => i).sort((a, b) => data.nodeInfo[b].weight - data.nodeInfo[a].weight || a - b);
// Box of a node's name in `size` pixels: left, right, top, bottom.
function nameBox(node, size) {
  const lines = node.label.split("\n");
  const half = (GLYPH * size * Math.max(...lines.map((line) => line.length))) / 2;
  const top = node.y + node.size;
  return [node.x - half, node.x + half, top, top + 1.2 * size * lines.length];
}
// Those of the nodes, the largest first, whose names in `size` pixels keep clear of the names before them.
function apart(nodes, size) {
  const taken = [];
  return nodes.filter((i) => {
    const [left, right, top, bottom] = nameBox(data.nodes[i], size);
    const free = !taken.some((box) => left < box[1] && box[0] < right && top < box[3] && box[2] < bottom);
    if (free) taken.push([left, right, top, bottom]);
    return free;
  });
}

let fontSizes = data.nodes.map((node) => node.font.size);
function keepLegible(shown) {
  const stage = byId("graph");
  const least = READABLE / network.getScale();
  const before = fontSizes;
  const thin = lineScale;
  lineScale = data.edges.length > FEW ? 1 : Math.min(2.5, Math.max(1, 0.75 / network.getScale()));
  if (lineScale !== thin) {
    edgeSet.update(data.edges.map((edge, i) => ({ id: edge.id, width: edgeLook(i, shown.edges[i], false).width })));
  }
  fontSizes = data.nodes.map((node) => node.font.size);
  const candidates = largest.slice(0, Math.max(5, Math.round((stage.clientWidth * stage.clientHeight) / ROOM)));
  for (const i of apart(candidates, least)) fontSizes[i] = Math.max(fontSizes[i], least);
  nodeSet.update(data.nodes.map((node, i) => ({ id: node.id, font: { size: fontSizes[i] } })).filter((_, i) => fontSizes[i] !== before[i]));
}

const still = matchMedia("(prefers-reduced-motion: reduce)");
const motion = () => (still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

// Fits what is drawn with its labels into the canvas; the library's own fit looks at the nodes alone.
function showAll(animation) {
  const boxes = data.nodes.map((node) => network.getBoundingBox(node.id)).filter((box) => box && box.right > box.left);
  const stage = byId("graph");
  if (!boxes.length) return;
  const edge = (side, pick) => boxes.reduce((found, box) => pick(found, box[side]), boxes[0][side]);
  const [left, right, top, bottom] = [edge("left", Math.min), edge("right", Math.max), edge("top", Math.min), edge("bottom", Math.max)];
  const scale = Math.min((stage.clientWidth - 24) / (right - left), (stage.clientHeight - 84) / (bottom - top), 1.4);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation });
}
function zoom(factor) { network.moveTo({ scale: network.getScale() * factor, animation: motion() }); }
function centre(node) {
  network.focus("n" + node, { scale: Math.max(0.9, network.getScale()), animation: motion() });
}
