// Which names are drawn how large: those of the largest nodes stay readable however small the whole is drawn.
const READABLE = 12; // pixels on the screen
const GLYPH = 0.56; // mean width of a letter, in font sizes
const ROOM = 28000; // square pixels of canvas for each such name
const largest = data.nodeInfo.map((_, i) => i)
  .sort((a, b) => (b === data.focus) - (a === data.focus) || data.nodeInfo[b].weight - data.nodeInfo[a].weight || a - b);

// Nodes grow as the whole is drawn smaller, so that their shapes are told apart.
let nodeScale = 1;
let leastSize = 0;
const GROWN = 2;
const LEAST = 3.8; // pixels on the screen
const LARGEST_LEAST = 32;
const sizeOf = (node) => Math.max(node.size * nodeScale, leastSize);

// Box of a node's name in `size` pixels: left, right, top, bottom.
function nameBox(node, size) {
  const lines = node.label.split("\n");
  const half = (GLYPH * size * Math.max(...lines.map((line) => line.length))) / 2;
  const top = node.y + sizeOf(node);
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

// Font size of each name where the whole is drawn at `scale` on `area` square pixels; `there` says which nodes are drawn.
function legibleSizes(scale, area, there) {
  const least = READABLE / scale;
  const sizes = data.nodes.map((node) => node.font.size);
  const candidates = largest.filter((i) => !there || there[i]).slice(0, Math.max(5, Math.round(area / ROOM)));
  for (const i of apart(candidates, least)) sizes[i] = Math.max(sizes[i], least);
  return sizes;
}

// What the nodes take up with their names: left, right, top, bottom.
function extent(nodes, sizes) {
  const box = [Infinity, -Infinity, Infinity, -Infinity];
  for (const i of nodes) {
    const node = data.nodes[i];
    const [left, right, , bottom] = nameBox(node, sizes ? sizes[i] : node.font.size);
    box[0] = Math.min(box[0], left, node.x - sizeOf(node));
    box[1] = Math.max(box[1], right, node.x + sizeOf(node));
    box[2] = Math.min(box[2], node.y - sizeOf(node));
    box[3] = Math.max(box[3], bottom);
  }
  return box;
}

// Scale and middle at which a box fits into a stage of `width` by `height` pixels.
function fitting([left, right, top, bottom], width, height) {
  const scale = Math.min((width - 24) / (right - left), (height - 84) / (bottom - top), 1.4);
  return { scale: Math.max(scale, 0.005), position: { x: (left + right) / 2, y: (top + bottom) / 2 } };
}
