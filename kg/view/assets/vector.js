// The graph as vectors: every node, line and name at its place, in canvas units scaled to the width of a figure.
const FIGURE = 1600; // pixels
const TALLEST = 1500;

function graphContent(shown, kept) {
  const nodes = data.nodes.map((_, i) => i).filter((i) => shown.nodes[i] && shown.busy[i]);
  if (!nodes.length) return { content: drawn("g", {}), width: FIGURE, height: 60 };
  const onScreen = [lineScale, nodeScale, leastSize];
  [lineScale, nodeScale, leastSize] = [1, 1, 0];
  const [left, right, top, bottom] = extent(nodes);
  const scale = Math.min(1.6, (FIGURE - 2 * EDGE) / (right - left), TALLEST / (bottom - top));
  [lineScale, nodeScale, leastSize] = growth(scale);
  const figure = graphParts(shown, kept, nodes, [scale, (FIGURE * (bottom - top)) * scale]);
  [lineScale, nodeScale, leastSize] = onScreen;
  return figure;
}

function graphParts(shown, kept, nodes, [scale, area]) {
  const sizes = legibleSizes(scale, area, shown.nodes.map((there, i) => there && shown.busy[i]));
  const [west, east, north, south] = extent(nodes, sizes);
  const inner = drawn("g", { transform: `scale(${round(scale)}) translate(${round(-west)} ${round(-north)})` });
  const faded = (set, i) => (kept && data.edges.length <= SMALL && !kept[set].has(i) ? 0.15 : 1);
  const edges = data.edges.map((_, i) => i).filter((i) => shown.edges[i].length);
  inner.append(...edges.map((i) => edgePart(i, shown.edges[i], faded("edges", i))));
  inner.append(...nodes.map((i) => nodePart(i, faded("nodes", i))));
  inner.append(...nodes.filter((i) => sizes[i] * scale > 7).map((i) => namePart(i, sizes[i], faded("nodes", i))));
  const content = drawn("g", {});
  const middle = drawn("g", { transform: `translate(${EDGE} 0)` });
  middle.append(inner);
  content.append(middle);
  return { content, width: Math.max(640, Math.ceil((east - west) * scale) + 2 * EDGE), height: Math.ceil((south - north) * scale) };
}
const round = (number) => Math.round(number * 100) / 100;

function nodePart(i, opacity) {
  const node = data.nodes[i];
  const shape = drawn("path", {
    d: SHAPES[node.shape], transform: `translate(${node.x} ${node.y}) scale(${round(sizeOf(node) / 6.5)}) translate(-15 -8)`,
    fill: groupColour(node.group), stroke: HOLLOW.has(node.group) ? colour("outline") : groupColour(node.group), "stroke-width": 0.6, opacity,
  });
  if (BROKEN.has(node.group)) shape.setAttribute("stroke-dasharray", "1.6 1.2");
  shape.append(drawn("title", {}, data.nodeInfo[i].label));
  return shape;
}

function namePart(i, size, opacity) {
  const node = data.nodes[i];
  const name = drawn("text", {
    "text-anchor": "middle", "font-size": round(size), fill: colour("ink"), stroke: colour("page"), "stroke-width": round(size / 5),
    "stroke-linejoin": "round", "paint-order": "stroke", opacity,
  });
  node.label.split("\n").forEach((line, row) => {
    name.append(drawn("tspan", { x: node.x, y: round(node.y + sizeOf(node) + size * (1 + 1.15 * row)) }, line));
  });
  return name;
}

// Where a curved edge bends to: the control point of a quadratic curve, as the library places it.
function bendOf(from, to, smooth) {
  const share = smooth.roundness * 0.5 + 0.5;
  const turn = (smooth.type === "curvedCW" ? share : 0.5 - smooth.roundness * 0.5) * Math.PI;
  const angle = (Math.atan2(from.y - to.y, to.x - from.x) + turn) % (2 * Math.PI);
  const far = share * Math.hypot(to.x - from.x, to.y - from.y);
  return { x: from.x + far * Math.sin(angle), y: from.y + far * Math.cos(angle) };
}

function edgePart(i, cards, opacity) {
  const edge = data.edges[i];
  const { kind, mutual } = data.edgeInfo[i];
  const [from, to] = endsOf(i).map((node) => data.nodes[node]);
  const via = edge.smooth ? bendOf(from, to, edge.smooth) : { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const width = edgeWidth(kind, cards.length);
  const back = Math.atan2(to.y - via.y, to.x - via.x);
  const end = { x: to.x - (sizeOf(to) + 2) * Math.cos(back), y: to.y - (sizeOf(to) + 2) * Math.sin(back) };
  const group = drawn("g", { stroke: kindColour(kind), fill: "none", opacity: opacity * 0.85 });
  const line = drawn("path", { d: `M${from.x} ${from.y}Q${round(via.x)} ${round(via.y)} ${round(end.x)} ${round(end.y)}`, "stroke-width": round(width) });
  const dashes = kind === "office" ? false : DASHES[surestOf(cards)];
  if (dashes) line.setAttribute("stroke-dasharray", dashes.join(" "));
  line.append(drawn("title", {}, nameOf(i) + ": " + kindName(kind)));
  group.append(line);
  const { head } = kindOfEdge(kind);
  if (!mutual && head) {
    const turn = round((back * 180) / Math.PI);
    group.append(drawn("path", { d: HEADS[head], transform: `translate(${round(end.x)} ${round(end.y)}) rotate(${turn}) scale(${round(0.6 + width / 6)})`, fill: kindColour(kind), stroke: "none" }));
  }
  return group;
}
