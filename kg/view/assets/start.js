// Reads the data of the page and makes elements. Text reaches the page as text nodes only.
const data = JSON.parse(document.getElementById("data").textContent);
const SVG = "http://www.w3.org/2000/svg";
const CERTAIN = "asserted";
const FACTUALITIES = ["asserted", "planned", "possible", "conditional", "negated"];
const DASHES = { asserted: false, planned: [10, 6], possible: [5, 6], conditional: [10, 4, 2, 4], negated: [1.5, 5] };

const byId = (id) => document.getElementById(id);
const numberOf = (id) => Number(id.slice(1));
const words = (code) => code.replaceAll("_", " ");
const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

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

function drawn(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text !== undefined) element.textContent = text;
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

function plural(number, noun) {
  return number.toLocaleString("en") + " " + (number === 1 ? noun : noun + "s");
}

// "258 actors" with the number set off.
function counted(text) {
  const [count, ...word] = text.split(" ");
  return make("span", {}, make("b", {}, count), " " + word.join(" "));
}

// Same form for "Erdoğan" and "erdogan".
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ı", "i").replaceAll("ø", "o").toLowerCase();
}

function countBy(items, key) {
  const counts = new Map();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) || 0) + 1);
  return counts;
}

byId("skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address keeps what is selected
  byId("panel").focus();
});
