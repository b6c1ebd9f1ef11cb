// The board as a drawing of its own: its boxes, texts and marks where they stand, scrolled or not.
function snapshot(board) {
  const scrolled = [board.scrollLeft, board.scrollTop];
  board.classList.add("whole");
  board.scrollTo(0, 0);
  const frame = board.getBoundingClientRect();
  const size = { width: Math.max(board.scrollWidth, board.clientWidth), height: board.scrollHeight };
  const content = drawn("g", {});
  const place = (box) => [box.left - frame.left, box.top - frame.top];
  const visit = (element) => {
    if (!element.getClientRects().length) return;
    if (element.tagName.toLowerCase() === "svg") {
      content.append(...vectorAt(element, place(element.getBoundingClientRect())));
      return;
    }
    content.append(...boxParts(element, place));
    for (const child of inOrder(element)) {
      if (child.nodeType === Node.TEXT_NODE) content.append(...textParts(child, place));
      else if (child.nodeType === Node.ELEMENT_NODE) visit(child);
    }
  };
  [...board.children].forEach(visit);
  board.classList.remove("whole");
  board.scrollTo(...scrolled);
  return { content, ...size };
}

// What floats above its neighbours is drawn after them.
function inOrder(element) {
  const floats = (child) => child.nodeType === Node.ELEMENT_NODE && getComputedStyle(child).position === "sticky";
  const children = [...element.childNodes];
  return [...children.filter((child) => !floats(child)), ...children.filter(floats)];
}

function vectorAt(svg, [x, y]) {
  const copy = plainCopy(svg);
  const box = svg.getBoundingClientRect();
  for (const [name, value] of Object.entries({ x, y, width: box.width, height: box.height, overflow: "visible" })) copy.setAttribute(name, value);
  return [copy];
}

const seen = (shade) => !/, 0\)$|transparent/.test(shade);
function boxParts(element, place) {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const [x, y] = place(box);
  const parts = [];
  if (seen(style.backgroundColor)) parts.push(drawn("rect", { x, y, width: box.width, height: box.height, fill: style.backgroundColor }));
  const sides = [["Top", 0, 0, 1, 0], ["Bottom", 0, 1, 1, 1], ["Left", 0, 0, 0, 1], ["Right", 1, 0, 1, 1]];
  for (const [side, a, b, c, d] of sides) {
    const wide = parseFloat(style["border" + side + "Width"]);
    if (!wide || style["border" + side + "Style"] === "none" || !seen(style["border" + side + "Color"])) continue;
    parts.push(drawn("path", { d: `M${x + a * box.width} ${y + b * box.height}L${x + c * box.width} ${y + d * box.height}`, stroke: style["border" + side + "Color"], "stroke-width": wide }));
  }
  return parts;
}

// The words of a text node, a text element a line.
function textParts(node, place) {
  const style = getComputedStyle(node.parentElement);
  const found = [];
  const range = document.createRange();
  for (const match of node.data.matchAll(/\S+/g)) {
    range.setStart(node, match.index);
    range.setEnd(node, match.index + match[0].length);
    const box = range.getBoundingClientRect();
    if (!box.width) continue;
    const last = found.at(-1);
    if (last && Math.abs(last.top - box.top) < 3) last.text += " " + match[0];
    else found.push({ text: match[0], top: box.top, box });
  }
  const look = { "font-size": style.fontSize, "font-weight": style.fontWeight, "font-style": style.fontStyle, fill: style.color };
  return found.map(({ text, box }) => {
    const [x, y] = place(box);
    const shown = style.textTransform === "uppercase" ? text.toUpperCase() : text;
    return drawn("text", { x, y: y + box.height * 0.78, ...look }, shown);
  });
}
