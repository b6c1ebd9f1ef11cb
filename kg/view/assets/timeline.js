// The timeline: a lane a negotiation. Places come with the data, at three scales; here they are drawn and filtered.
const ROW = 27;
const TOP = 26; // of a lane, where its name stands
const AXIS = 34;
const board = byId("board");
const boxes = new Map(); // by item
let selection = null; // null, {node} or {bundle}
let level = 0;
let shown = { items: [] };

function whatPasses() { return { items: data.items.map(passes) }; }

function fittingLevel() {
  const wide = Math.max(2600, board.clientWidth * 4);
  const found = data.levels.findIndex((one) => one.width <= wide);
  return found < 0 ? data.levels.length - 1 : found;
}

function draw() {
  const { width } = data.levels[level];
  boxes.clear();
  const lanes = data.lanes.map((_, lane) => laneElement(lane)).filter((element) => element);
  board.replaceChildren(make("div", { class: "axis" }, axisElement()), ...lanes);
  if (!lanes.length) board.append(make("p", { class: "nothing" }, "Nothing with a date passes the filters."));
  for (const part of board.children) if (part.tagName !== "P") part.style.width = width + "px";
  markSelected();
  byId("zoom").querySelectorAll("button").forEach((button, i) => button.setAttribute("aria-pressed", String(i === level)));
}

function axisElement() {
  const { width, ticks, breaks } = data.levels[level];
  const svg = drawn("svg", { width, height: AXIS, "aria-hidden": "true" });
  svg.append(...breaks.map(([x, wide]) => drawn("rect", { class: "fold", x, y: 0, width: wide, height: AXIS })));
  for (const [x, label] of ticks) {
    svg.append(drawn("path", { class: "tick", d: `M${x} ${label ? 0 : 27}V${AXIS}` }));
    if (label) svg.append(text(x + 4, 13, label, "date"));
  }
  for (const [x, wide, label] of breaks) {
    const name = text(x + wide / 2, 28, label, "folded");
    name.setAttribute("text-anchor", "middle");
    svg.append(name);
  }
  return svg;
}

function text(x, y, content, kind) {
  const element = drawn("text", { x, y, class: kind });
  element.textContent = content;
  return element;
}

function laneElement(lane) {
  const { places, rows, bundles, width, breaks, ticks } = data.levels[level];
  const here = data.items.map((_, i) => i).filter((i) => data.items[i].lane === lane && shown.items[i] && places[i]);
  if (!here.length) return null;
  const bundled = bundles.filter(([of]) => of === lane).map(([, x, row, members]) => [x, row, members.filter((i) => shown.items[i])]).filter(([, , members]) => members.length);
  const height = TOP + ROW * rows[lane] + 8;
  const svg = drawn("svg", { width, height });
  svg.append(...breaks.map(([x, wide]) => drawn("rect", { class: "fold", x, y: 0, width: wide, height })));
  svg.append(...ticks.filter(([, label]) => label).map(([x]) => drawn("path", { class: "grid", d: `M${x} 0V${height}` })));
  svg.append(...here.filter((i) => places[i][3] !== null).flatMap((i) => linkOf(i)));
  svg.append(...here.filter((i) => places[i][3] !== null).map(itemElement), ...bundled.map(bundleElement));
  const name = make("h2", { class: "lane-name" }, make("button", { type: "button", title: "Go to its first mark", on: { click: () => toLane(here) } },
    data.lanes[lane], make("span", { class: "soft" }, " " + here.length)));
  return make("section", { class: "lane", "aria-label": data.lanes[lane] }, name, svg);
}

const middle = (row) => TOP + ROW * row + ROW / 2;

// A line from a proposal to an answer that has a date of its own.
function linkOf(i) {
  const { places } = data.levels[level];
  const from = data.items[i].proposal;
  if (from === null || !places[from] || !shown.items[from] || places[from][3] === null) return [];
  const [x0, y0, x1, y1] = [places[from][2], middle(places[from][3]), places[i][2], middle(places[i][3])];
  const half = (x0 + x1) / 2;
  return [drawn("path", { class: "link stance-" + (data.stances.includes(data.items[i].stance) ? data.items[i].stance : "none"), d: `M${x0} ${y0}C${half} ${y0} ${half} ${y1} ${x1} ${y1}` })];
}

function itemElement(i) {
  const item = data.items[i];
  const [left, right, x, row, name] = data.levels[level].places[i];
  const y = middle(row);
  const group = drawn("g", { class: "item", role: "button", tabindex: -1, "aria-label": spoken(i), "data-item": i });
  if (item.precision !== "day") {
    group.append(drawn("rect", { class: "bar " + item.look, x: left, y: y - 10, width: Math.max(2, right - left), height: 20, rx: 4 }));
  }
  const sign = mark(item.kind, item.look, item.kind === "response" ? item.stance : null);
  sign.setAttribute("transform", `translate(${x} ${y})`);
  group.append(sign);
  let at = x + 13;
  const answers = answersOf[i].filter((answer) => shown.items[answer]).slice(0, 3);
  for (const answer of answers) {
    const small = mark("response", "full", data.items[answer].stance);
    small.setAttribute("transform", `translate(${at + 5} ${y}) scale(.7)`);
    small.classList.add("pip");
    group.append(small);
    at += 14;
  }
  if (name) group.append(text(at, y + 4.5, (item.conflicts.length ? "≠ " : "") + name, "name"));
  else if (item.conflicts.length) group.append(text(x + 6, y - 4, "≠", "name"));
  group.append(drawn("title", {}));
  group.lastChild.textContent = spoken(i);
  group.addEventListener("click", () => select({ node: i }));
  boxes.set(i, group);
  return group;
}

function bundleElement([x, row, members]) {
  const group = drawn("g", { class: "item bundle", role: "button", tabindex: -1, "aria-label": plural(members.length, "more mark"), "data-item": members[0] });
  group.append(drawn("rect", { class: "heap mark", x: x - 4, y: middle(row) - 10, width: 48, height: 20, rx: 10 }), text(x + 20, middle(row) + 4.5, "+" + members.length, "count"));
  group.lastChild.setAttribute("text-anchor", "middle");
  group.addEventListener("click", () => select({ bundle: members }));
  for (const i of members) boxes.set(i, group);
  return group;
}

function spoken(i) {
  const item = data.items[i];
  const parts = [item.label, kindOf(item), item.status && words(item.status), item.stance && words(item.stance), item.date || "no date", data.lanes[item.lane]];
  const answers = answersOf[i].length ? plural(answersOf[i].length, "answer") : null;
  return [...parts, answers, item.conflicts.length ? "accounts differ" : null].filter(Boolean).join(", ");
}

function select(wanted) {
  if (wanted && wanted.node >= data.items.length) {
    chooseActor(wanted.node - data.items.length);
    return;
  }
  selection = wanted;
  if (wanted && wanted.node !== undefined && !shown.items[wanted.node]) resetFilters(changed);
  markSelected();
  fill();
  if (wanted && wanted.node !== undefined) reveal(wanted.node);
  remember();
}

function markSelected() {
  for (const group of board.querySelectorAll(".item")) {
    group.classList.remove("selected");
    group.setAttribute("tabindex", -1);
  }
  const current = selection && selection.node !== undefined ? boxes.get(selection.node) : null;
  const first = current || board.querySelector(".item");
  if (first) first.setAttribute("tabindex", 0);
  if (current) current.classList.add("selected");
}

function toLane(members) {
  const { places } = data.levels[level];
  board.scrollTo({ left: Math.min(...members.map((i) => places[i][0])) - 30, top: board.scrollTop });
}

function reveal(i) {
  const group = boxes.get(i);
  if (!group) return;
  const [box, stage] = [group.querySelector(".mark").getBoundingClientRect(), board.getBoundingClientRect()];
  if (box.left > stage.left && box.right < stage.right - 40 && box.top > stage.top + AXIS && box.bottom < stage.bottom) return;
  board.scrollTo({ left: board.scrollLeft + box.left - stage.left - stage.width / 3, top: board.scrollTop + box.top - stage.top - stage.height / 2 });
}

function fill() {
  if (selection && selection.node !== undefined) showItem(selection.node, shown, select);
  else if (selection) showBundle(selection.bundle.filter((i) => shown.items[i]), select);
  else overview();
}

function overview() {
  const there = data.items.map((_, i) => i).filter((i) => shown.items[i]);
  const undated = there.filter((i) => !data.items[i].from);
  fillPanel(
    make("p", { class: "soft" }, "Each lane is a negotiation. A dot is a day; a bar as wide as a month says that no more than the month is known. Grey bands are stretches without anything, folded. Select a mark to read who says so, in which words."),
    data.conflicts.length ? make("p", { class: "soft" }, "≠ marks what the reports tell differently.") : null,
    make("h3", {}, undated.length ? "Without a date: " + undated.length.toLocaleString("en") : "All have a date"),
    ...itemList(undated, select),
    ...differing(select),
    ...sourceList());
}

function say() {
  const there = shown.items.filter((one) => one).length;
  const bundled = data.levels[level].bundles.reduce((sum, [, , , members]) => sum + members.filter((i) => shown.items[i]).length, 0);
  byId("shown").textContent = there.toLocaleString("en") + " of " + plural(data.items.length, "mark")
    + (bundled ? ", " + bundled.toLocaleString("en") + " bundled where lanes are crowded" : "");
}

function goTo(next) {
  level = next;
  const first = [...boxes.keys()].find((i) => boxes.get(i).getBoundingClientRect().left >= board.getBoundingClientRect().left);
  draw();
  say();
  const kept = selection && selection.node !== undefined ? selection.node : first;
  if (kept !== undefined && boxes.has(kept)) {
    const place = data.levels[level].places[kept];
    board.scrollLeft = Math.max(0, place[2] - 120);
  }
}

// Arrow keys: along the lane, and to the nearest mark of the next one.
function neighbour(from, key) {
  const groups = [...new Set(boxes.values())];
  const here = from.getBoundingClientRect();
  const centre = (box) => [box.left + 8, (box.top + box.bottom) / 2];
  const [x, y] = centre(here);
  const lane = from.closest(".lane");
  const best = { at: null, score: Infinity };
  for (const group of groups) {
    if (group === from) continue;
    const [u, v] = centre(group.getBoundingClientRect());
    const same = group.closest(".lane") === lane;
    const along = key === "ArrowRight" ? u - x : x - u;
    const down = key === "ArrowDown" ? v - y : y - v;
    const score = key === "ArrowRight" || key === "ArrowLeft" ? (same && (along > 0 || (along === 0 && (key === "ArrowRight") === v > y && v !== y)) ? along + Math.abs(v - y) / 1000 : Infinity) : down > 0 ? Math.abs(u - x) / 4 + down * 3 : Infinity;
    if (score < best.score) Object.assign(best, { at: group, score });
  }
  return best.at;
}

board.addEventListener("keydown", (event) => {
  const group = event.target.closest(".item");
  if (!group) {
    if (event.key === "Enter" || event.key === "ArrowDown") {
      const first = board.querySelector('.item[tabindex="0"]');
      if (first) { event.preventDefault(); first.focus(); }
    }
    return;
  }
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    group.dispatchEvent(new MouseEvent("click"));
    return;
  }
  if (!event.key.startsWith("Arrow")) return;
  event.preventDefault();
  const next = neighbour(group, event.key);
  if (!next) return;
  board.querySelectorAll('.item[tabindex="0"]').forEach((other) => other.setAttribute("tabindex", -1));
  next.setAttribute("tabindex", 0);
  next.focus();
});

// The scale, and how far the board is scrolled to the right and down once the reader has scrolled it.
let scrolled = false;
function writeState(parameters) {
  writeItem(parameters);
  if (level !== fittingLevel()) parameters.set("scale", data.levels[level].name);
  if (scrolled && board.scrollLeft + board.scrollTop > 0) parameters.set("view", Math.round(board.scrollLeft) + "," + Math.round(board.scrollTop));
}
function readState(parameters) {
  readItem(parameters);
  const found = data.levels.findIndex((one) => one.name === parameters.get("scale"));
  const wanted = found < 0 ? fittingLevel() : found;
  if (wanted !== level) goTo(wanted);
  const [left, top] = (parameters.get("view") || "").split(",").map(Number);
  scrolled = Number.isFinite(left) && Number.isFinite(top);
  if (scrolled) board.scrollTo(left, top);
}

startItems();
byId("zoom").append(...data.levels.map((one, i) => make("button", { type: "button", on: { click: () => { goTo(i); remember(); } } }, one.name)));
level = fittingLevel();
keepState({ write: writeState, read: readState, changed });
for (const event of ["wheel", "pointerdown", "touchmove", "keydown"]) board.addEventListener(event, () => { scrolled = true; }, { passive: true });
board.addEventListener("scrollend", remember);
document.body.dataset.drawn = "yes";
