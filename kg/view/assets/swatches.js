// Shapes of nodes and looks of lines, for the legend and the panel.
const SHAPES = {
  square: "M9 2h12v12H9z",
  dot: "M15 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z",
  hexagon: "M11.5 2h7l3.5 6-3.5 6h-7L8 8z",
  triangle: "M15 1.5l7 12.5H8z",
  triangleDown: "M15 14.5L8 2h14z",
  diamond: "M15 .5l7.5 7.5-7.5 7.5L7.5 8z",
  star: "M15 0l2.2 5.4 5.8.4-4.500 3.700 1.500 5.600L15 12l-5 3.100 1.500-5.600L7 5.800l5.800-.4z",
};
const HEADS = { // of arrows that point to the right and end at 0,0; those of vis-network by name
  triangle: "M0 0L-9 -4.500V4.500z",
  vee: "M0 0L-9 -4.500L-6 0L-9 4.500z",
  bar: "M0 -6H-2.500V6H0z",
  box: "M0 -4H-8V4H0z",
  circle: "M0 0a4 4 0 1 0 -8 0a4 4 0 1 0 8 0z",
  diamond: "M0 0L-5 -4.500L-10 0L-5 4.500z",
  curve: "M-8 -5.500A5.500 5.500 0 0 1 -8 5.500L-8 3.500A3.500 3.500 0 0 0 -8 -3.500z",
};
const kindOfEdge = (kind) => data.kinds.find((known) => known.id === kind);
const kindName = (kind) => kindOfEdge(kind).name;
const groupOf = (group) => data.groups.find((known) => known.id === group);
const groupName = (group) => groupOf(group).name;
const kindColour = (kind) => colour("kind-" + kind) || colour("kind-office");
const groupColour = (group) => colour("group-" + group) || colour("group-unlisted");
const BROKEN = new Set(["folded", "unlisted"]); // drawn with a broken outline
const HOLLOW = new Set(["unnamed", "folded", "unlisted"]); // known by their outline

// Drawn with colours looked up now; `themed` redraws them when the theme changes.
const themed = [];
function shapeSwatch(group) {
  const path = drawn("path", { d: SHAPES[groupOf(group).shape], "stroke-width": 1.2 });
  if (BROKEN.has(group)) path.setAttribute("stroke-dasharray", "2.5 2");
  return swatch([path], () => ({ fill: groupColour(group), stroke: colour("outline") }));
}
function lineSwatch(kind, dashes, head) {
  const line = drawn("path", { d: head ? "M1 8H21" : "M1 8H29", fill: "none", "stroke-width": 3 });
  if (dashes) line.setAttribute("stroke-dasharray", dashes.join(" "));
  const shade = () => (kind ? kindColour(kind) : colour("soft"));
  const parts = [line];
  if (head) parts.push(drawn("path", { d: HEADS[head], transform: "translate(29 8)", "stroke-width": 0 }));
  return swatch(parts, () => (head ? { stroke: shade(), fill: shade() } : { stroke: shade() }));
}
function swatch(shapes, look) {
  const paint = () => shapes.forEach((shape) => Object.entries(look()).forEach(([name, value]) => {
    if (name !== "fill" || shape.getAttribute("fill") !== "none") shape.setAttribute(name, value);
  }));
  paint();
  themed.push({ shape: shapes[0], paint });
  const svg = drawn("svg", { viewBox: "0 0 30 16", "aria-hidden": "true" });
  svg.append(...shapes);
  return svg;
}

function forgetSwatches() {
  const kept = themed.filter(({ shape }) => shape.isConnected);
  themed.splice(0, themed.length, ...kept);
}
