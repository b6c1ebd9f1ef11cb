// Saves the drawing: as SVG with heading, legend and sources, or as PNG of that, twice as fine.
const FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif";
const EDGE = 24; // pixels around a drawing
const LARGEST = 32000; // pixels of a side of a PNG, which browsers can still draw
const AREA = 1e8; // pixels of a PNG
const STYLED = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "font-size", "font-weight", "font-style", "text-anchor", "paint-order"];
const GEOMETRY = ["d", "x", "y", "width", "height", "rx", "transform", "viewBox", "cx", "cy", "r"];

// A copy that needs no style sheet.
function plainCopy(element) {
  if (element.tagName === "title") return null;
  const copy = drawn(element.tagName, {});
  for (const name of GEOMETRY) if (element.hasAttribute(name)) copy.setAttribute(name, element.getAttribute(name));
  const style = getComputedStyle(element);
  if (element.tagName !== "g" && element.tagName !== "svg") {
    for (const name of STYLED) {
      const value = style.getPropertyValue(name);
      if (value && value !== "normal" && !(name === "opacity" && value === "1")) copy.setAttribute(name, value);
    }
  } else if (style.opacity !== "1") copy.setAttribute("opacity", style.opacity);
  for (const child of element.childNodes) {
    const made = child.nodeType === Node.TEXT_NODE ? child.cloneNode() : child.nodeType === Node.ELEMENT_NODE ? plainCopy(child) : null;
    if (made) copy.append(made);
  }
  return copy;
}

// What of the legend is switched on, in rows.
function legendPart(width) {
  const group = drawn("g", {});
  const entries = [...byId("filters").querySelectorAll("label")].filter((label) => label.querySelector("svg") && label.querySelector("input").checked);
  let [x, y] = [EDGE, 18];
  for (const label of entries) {
    const name = label.querySelector("span").textContent;
    const wide = 44 + 7.4 * name.length;
    if (x > EDGE && x + wide > width - EDGE) [x, y] = [EDGE, y + 24];
    const picture = plainCopy(label.querySelector("svg"));
    for (const [key, value] of Object.entries({ x, y: y - 12, width: 30, height: 16, overflow: "visible" })) picture.setAttribute(key, value);
    group.append(picture, drawn("text", { x: x + 37, y: y + 1, "font-size": 13, fill: colour("ink") }, name));
    x += wide;
  }
  return [group, entries.length ? y + 14 : 0];
}

// The file: heading, `content` of `width` by `height` pixels, legend, and where the claims come from.
function figure({ content, width, height }) {
  const wide = Math.max(width, 640);
  const [legend, high] = legendPart(wide);
  const filters = filtersInWords();
  const notes = [filters && "Shown: " + filters, data.citation].filter(Boolean).flatMap((note) => lines(note, wide));
  const top = 56;
  const below = top + height + 12;
  const total = below + high + 12 + 18 * notes.length + EDGE / 2;
  const root = drawn("svg", { viewBox: `0 0 ${wide} ${total}`, width: wide, height: total, "font-family": FONT });
  const title = byId("title").textContent;
  root.append(drawn("title", {}, title), drawn("rect", { width: wide, height: total, fill: colour("page") }),
    drawn("text", { x: EDGE, y: 36, "font-size": 22, "font-weight": 700, fill: colour("ink") }, title));
  content.setAttribute("transform", `translate(0 ${top})`);
  legend.setAttribute("transform", `translate(0 ${below})`);
  root.append(content, legend, ...notes.map((note, i) => drawn("text", { x: EDGE, y: below + high + 18 * (i + 1), "font-size": 13, fill: colour("soft") }, note)));
  return { root, width: wide, height: total };
}
function lines(text, width) {
  const letters = Math.floor((width - 2 * EDGE) / 7);
  const found = [""];
  for (const word of text.split(" ")) {
    if (found.at(-1) && found.at(-1).length + word.length > letters) found.push(word);
    else found.push((found.pop() + " " + word).trim());
  }
  return found;
}

// XML admits no control characters and no half of a pair.
const INADMISSIBLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const svgText = (root) => new XMLSerializer().serializeToString(root).replace(INADMISSIBLE, "\ufffd");

function offer(blob, ending) {
  const address = URL.createObjectURL(blob);
  const link = make("a", { href: address, download: "parley-" + data.name + "." + ending });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function savePng({ root, width, height }) {
  const scale = Math.min(2, LARGEST / Math.max(width, height), Math.sqrt(AREA / (width * height)));
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = make("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => offer(blob, "png"), "image/png");
  });
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svgText(root));
}

// `draw` gives {content, width, height}.
function buildSaving(draw) {
  byId("save-svg").addEventListener("click", () => {
    const { root } = figure(draw());
    offer(new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', svgText(root)], { type: "image/svg+xml" }), "svg");
  });
  byId("save-png").addEventListener("click", () => savePng(figure(draw())));
}
