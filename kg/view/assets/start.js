// Reads the data of the page and makes elements. Text reaches the page as text nodes only.
const data = JSON.parse(document.getElementById("data").textContent);
const SVG = "http://www.w3.org/2000/svg";
const CERTAIN = "asserted";
const FACTUALITIES = ["asserted", "planned", "possible", "conditional", "negated"];
const DASHES = { asserted: false, planned: [10, 6], possible: [5, 6], conditional: [5, 6], negated: [1.5, 5] };

const byId = (id) => document.getElementById(id);
const numberOf = (id) => Number(id.slice(1));

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "on") for (const [event, run] of Object.entries(value)) element.addEventListener(event, run);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function drawn(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

// Colours are those of the style sheet, so that a change of theme reaches the canvas too.
const colours = new Map();
function colour(name) {
  if (!colours.has(name)) {
    const style = getComputedStyle(document.documentElement);
    colours.set(name, style.getPropertyValue("--" + name.replaceAll("_", "-")).trim());
  }
  return colours.get(name);
}
const kindColour = (kind) => colour("kind-" + kind) || colour("kind-office");
const groupColour = (group) => colour("group-" + group) || colour("group-unlisted");

function plural(number, noun) {
  return number.toLocaleString("en") + " " + (number === 1 ? noun : noun + "s");
}

// Same form for "Erdoğan" and "erdogan".
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ı", "i").replaceAll("ø", "o").toLowerCase();
}

function nameOf(edge) {
  const ends = data.edges[edge];
  const arrow = data.edgeInfo[edge].mutual ? " – " : " → ";
  return data.nodeInfo[numberOf(ends.from)].label + arrow + data.nodeInfo[numberOf(ends.to)].label;
}
// An office that somebody holds is no claim of its own.
const isClaim = (card) => data.cards[card].factuality !== null || data.cards[card].type !== null;
const claimCount = data.cards.filter((_, card) => isClaim(card)).length;
const kindName = (kind) => data.kinds.find((known) => known.id === kind).name;
const groupName = (group) => data.groups.find((known) => known.id === group).name;

const SHAPES = {
  square: "M9 2h12v12H9z",
  dot: "M15 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z",
  hexagon: "M11.5 2h7l3.5 6-3.5 6h-7L8 8z",
  triangle: "M15 1.5l7 12.5H8z",
  triangleDown: "M15 14.5L8 2h14z",
  diamond: "M15 .5l7.5 7.5-7.5 7.5L7.5 8z",
  star: "M15 0l2.2 5.4 5.8.4-4.500 3.700 1.500 5.600L15 12l-5 3.100 1.500-5.600L7 5.800l5.800-.4z",
};

// Drawn with classes of colour looked up now; `themed` redraws them when the theme changes.
const themed = [];
function shapeSwatch(group) {
  const path = drawn("path", { d: SHAPES[data.groups.find((known) => known.id === group).shape], "stroke-width": 1.2 });
  return swatch(path, () => ({ fill: groupColour(group), stroke: colour("outline") }));
}
function lineSwatch(kind, dashes, arrow) {
  const line = drawn("path", { d: arrow ? "M1 8H23M19 4l6 4-6 4" : "M1 8H29", fill: "none", "stroke-width": 3 });
  if (dashes) line.setAttribute("stroke-dasharray", dashes.join(" "));
  return swatch(line, () => ({ stroke: kind ? kindColour(kind) : colour("soft") }));
}
function swatch(shape, look) {
  const paint = () => Object.entries(look()).forEach(([name, value]) => shape.setAttribute(name, value));
  paint();
  themed.push({ shape, paint });
  const svg = drawn("svg", { viewBox: "0 0 30 16", "aria-hidden": "true" });
  svg.append(shape);
  return svg;
}

function forgetSwatches() {
  const kept = themed.filter(({ shape }) => shape.isConnected);
  themed.splice(0, themed.length, ...kept);
}
