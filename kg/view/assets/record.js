// The record: a section a negotiation, with who stood where, and round by round what was put forward and answered.
const MANY = 400; // items from which sections are closed at first
const CELL = 9; // marks shown in a cell
const PARTIES = 8; // rows of a matrix at first
const ENTRIES = 60; // entries of a round at first
const board = byId("board");
let selection = null; // null, {node} or {cell: {title, members}}
let shown = { items: [], positions: [] };

function whatPasses() {
  return { items: data.items.map(passes), positions: data.positions.map(positionPasses) };
}

function positionPasses(position) {
  if (off.looks.has(position.look) || (position.stance && off.stances.has(position.stance))) return false;
  if (chosen.actor && !position.names.includes(chosen.actor)) return false;
  return placePasses(position, claims[position.card]);
}

// Meetings stay as headings of what passes below them.
function there(i) { return shown.items[i] || answersOf[i].some((answer) => shown.items[answer]); }
function entriesOf(section) {
  const rounds = section.rounds.map(([meeting, under]) => [meeting, under.filter(there)]).filter(([meeting, under]) => shown.items[meeting] || under.length);
  return { before: section.before.filter(there), rounds, undated: section.undated.filter(there) };
}
function cellsOf(section) {
  const rows = section.matrix.rows.map(([party, cells]) => [party, cells.map((cell) => cell.filter((i) => shown.positions[i]))]);
  const kept = section.matrix.issues.map((_, column) => rows.some(([, cells]) => cells[column].length));
  return {
    issues: section.matrix.issues.filter((_, column) => kept[column]),
    rows: rows.map(([party, cells]) => [party, cells.filter((_, column) => kept[column])]).filter(([, cells]) => cells.some((cell) => cell.length)),
  };
}

const opened = new Map(); // what the reader opened or closed, by lane
function draw() {
  const sections = data.sections.map((section, lane) => sectionElement(section, lane)).filter((part) => part);
  board.replaceChildren(make("div", { class: "record" }, ...sections));
  if (!sections.length) board.append(make("p", { class: "nothing" }, "Nothing passes the filters."));
  markSelected();
}

function sectionElement(section, lane) {
  if (chosen.lane && data.lanes[lane] !== chosen.lane) return null;
  const entries = entriesOf(section);
  const matrix = cellsOf(section);
  const count = entries.before.length + entries.undated.length + entries.rounds.reduce((sum, [meeting, under]) => sum + under.length + Number(shown.items[meeting]), 0);
  if (!count && !matrix.rows.length) return null;
  const box = make("details", { class: "negotiation", "data-lane": lane },
    make("summary", {}, make("h2", {}, data.lanes[lane]), make("span", { class: "soft" }, summaryOf(section, entries))));
  const fillBox = () => { if (box.open && box.children.length === 1) box.append(...sectionBody(section, entries, matrix)); };
  box.open = opened.get(lane) ?? (data.items.length <= MANY || lane < 2 || Boolean(chosen.lane));
  fillBox();
  box.addEventListener("toggle", () => {
    opened.set(lane, box.open);
    fillBox();
  });
  return box;
}

function summaryOf(section, entries) {
  const all = [...entries.before, ...entries.undated, ...entries.rounds.flatMap(([meeting, under]) => [meeting, ...under])].filter((i) => shown.items[i]);
  const dates = all.flatMap((i) => (data.items[i].from ? [data.items[i].from.slice(0, 7), data.items[i].to.slice(0, 7)] : [])).sort();
  const kinds = countBy(all, (i) => data.items[i].kind);
  const nouns = { meeting: "meeting", proposal: "proposal", agreement: "agreement", handover: "paper" };
  const parts = Object.keys(nouns).filter((kind) => kinds.has(kind)).map((kind) => plural(kinds.get(kind), nouns[kind]));
  if (dates.length) parts.push(dates[0] === dates.at(-1) ? dates[0] : dates[0] + " to " + dates.at(-1));
  return parts.join(", ");
}

function sectionBody(section, entries, matrix) {
  const facts = [];
  if (section.parties.length) facts.push(["Parties", section.parties.slice(0, 12).join(", ") + (section.parties.length > 12 ? " and " + (section.parties.length - 12) + " more" : "")]);
  if (section.mediators.length) facts.push(["Mediators", section.mediators.map(([name, times]) => name + (times > 1 ? " (" + times + " meetings)" : "")).join(", ")]);
  return [
    factList(facts),
    matrix.rows.length ? make("h3", {}, "Positions by party and issue, in the order of time") : null,
    matrix.rows.length ? matrixElement(matrix) : null,
    roundsElement(entries),
  ].filter((part) => part);
}

function matrixElement({ issues, rows }) {
  const body = make("tbody", {}, ...rows.slice(0, PARTIES).map(([party, cells]) => matrixRow(party, cells, issues)));
  const table = make("table", { class: "matrix" },
    make("thead", {}, make("tr", {}, make("td", {}), ...issues.map((issue) => make("th", { scope: "col" }, words(issue) || "no issue")))), body);
  const rest = rows.slice(PARTIES);
  return make("div", { class: "wide", tabindex: 0, role: "region", "aria-label": "Positions by party and issue" }, table,
    rest.length ? moreButton("Show all " + rows.length + " parties", () => body.append(...rest.map(([party, cells]) => matrixRow(party, cells, issues)))) : null);
}

function matrixRow(party, cells, issues) {
  return make("tr", {}, make("th", { scope: "row" }, party), ...cells.map((members, column) => make("td", {}, members.length ? cellButton(party, issues[column], members) : null)));
}

function cellButton(party, issue, members) {
  const title = party + (issue ? " on " + words(issue) : ", no issue named");
  const told = members.slice(0, 4).map((i) => words(data.positions[i].stance || data.positions[i].act)).join(", ");
  const rest = members.length - CELL;
  return make("button", { type: "button", class: "cell", "aria-label": title + ": " + plural(members.length, "position") + ", " + told, on: { click: () => select({ cell: { title, members } }) } },
    ...members.slice(0, CELL).map((i) => swatchOf(data.positions[i].kind, data.positions[i].look, data.positions[i].stance)),
    rest > 0 ? make("span", {}, "+" + rest) : null,
    members.some((i) => data.positions[i].conflicts.length) ? make("span", { class: "differ", title: "Accounts differ" }, "≠") : null);
}

function roundsElement(entries) {
  const parts = [];
  if (entries.before.length) parts.push(make("li", { class: "round" }, make("p", { class: "when" }, "Before the first meeting"), entryList(entries.before)));
  for (const [meeting, under] of entries.rounds) parts.push(make("li", { class: "round" }, entryButton(meeting, "meeting-row"), under.length ? entryList(under) : null));
  if (entries.undated.length) parts.push(make("li", { class: "round" }, make("p", { class: "when" }, "Without a date"), entryList(entries.undated)));
  return make("ol", { class: "rounds" }, ...parts);
}

function entryList(members) {
  const list = make("ul", { class: "entries" }, ...members.slice(0, ENTRIES).map(entryElement));
  const rest = members.slice(ENTRIES);
  if (!rest.length) return list;
  return make("div", {}, list, moreButton("Show " + rest.length.toLocaleString("en") + " more", () => list.append(...rest.map(entryElement))));
}

function entryElement(i) {
  const answers = answersOf[i].filter((answer) => shown.items[answer]);
  return make("li", {}, entryButton(i, null),
    answers.length ? make("ul", { class: "answers" }, ...answers.map((answer) => make("li", {}, entryButton(answer, null)))) : null);
}

function entryButton(i, extra) {
  const item = data.items[i];
  const who = item.kind === "response" ? null : data.cards[i].heading;
  const notes = [item.kind === "meeting" ? mediatorsOf(i) : who, item.status && (item.look !== "full" || item.kind === "agreement") ? words(item.status) : null].filter(Boolean);
  const button = make("button", { type: "button", class: "entry " + (extra || ""), "data-item": i, on: { click: () => select({ node: i }) } },
    itemSwatch(item),
    make("span", { class: "what" }, item.label, item.conflicts.length ? make("span", { class: "differ", title: "Accounts differ" }, " ≠") : null,
      notes.length ? make("small", {}, notes.join(" · ")) : null),
    make("span", { class: "number" }, item.date || ""));
  return button;
}
function mediatorsOf(i) {
  const fact = data.cards[i].rows.find(([name]) => name === "Mediators");
  return fact ? "mediated by " + fact[1] : null;
}

function select(wanted) {
  if (wanted && wanted.node >= data.items.length) {
    chooseActor(wanted.node - data.items.length);
    return;
  }
  selection = wanted;
  if (wanted && wanted.node !== undefined && !shown.items[wanted.node]) resetFilters(changed);
  if (wanted && wanted.centred) reveal(wanted.node);
  markSelected();
  fill();
  remember();
}

function reveal(i) {
  const lane = data.items[i].lane;
  const box = board.querySelector('details[data-lane="' + lane + '"]');
  if (!box) return;
  box.open = true;
  opened.set(lane, true);
  if (box.children.length === 1) box.append(...sectionBody(data.sections[lane], entriesOf(data.sections[lane]), cellsOf(data.sections[lane])));
  const entry = board.querySelector('.entry[data-item="' + i + '"]') || box;
  entry.scrollIntoView({ block: "center" });
}

function markSelected() {
  const wanted = selection && selection.node !== undefined ? String(selection.node) : null;
  for (const entry of board.querySelectorAll(".entry")) entry.setAttribute("aria-current", String(entry.dataset.item === wanted));
}

function fill() {
  if (selection && selection.node !== undefined) showItem(selection.node, shown, select);
  else if (selection) showCell(selection.cell);
  else overview();
}

function showCell({ title, members }) {
  const there = members.filter((i) => shown.positions[i]);
  const kept = there.map((i) => data.positions[i].card);
  const differ = [...new Set(there.flatMap((i) => data.positions[i].conflicts))];
  fillPanel(backButton(select), make("h2", {}, title), make("p", { class: "soft" }, plural(kept.length, "position") + ", in the order of time; undated ones last."), ...growing(kept),
    differ.length ? make("h3", {}, "Where accounts differ") : null, ...differ.map(cardElement));
}
function growing(cards) {
  const box = make("div", {}, ...cards.slice(0, PAGE).map(cardElement));
  const rest = cards.slice(PAGE);
  return rest.length ? [box, moreButton("Show all " + cards.length, () => box.append(...rest.map(cardElement)))] : [box];
}

function overview() {
  const mediators = new Map();
  for (const section of data.sections) for (const [name, times] of section.mediators) mediators.set(name, (mediators.get(name) || 0) + times);
  const most = [...mediators].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 12);
  fillPanel(
    make("p", { class: "soft" }, "A section is a negotiation. What has a date stands under the last meeting held by then; what has none under the last one of the same report. A cell shows a party's positions on an issue from the first to the last. Select anything to read who says so, in which words."),
    ...signs(),
    ...differing((wanted) => select({ ...wanted, centred: true })),
    most.length ? make("h3", {}, "Who mediated") : null,
    most.length ? make("ul", { class: "sources" }, ...most.map(([name, times]) => make("li", {}, name + ", " + plural(times, "meeting")))) : null,
    ...sourceList());
}
// The marks of a cell, which the filters do not all name.
function signs() {
  const entries = [["proposal", null, "proposes, demands, urges"], ["agreement", null, "agrees, signs, promises, endorses"], ...data.stances.map((stance) => ["response", stance, STANCE_NAMES[stance].toLowerCase()])];
  const used = new Set(data.positions.map((position) => position.kind + position.stance));
  const rows = entries.filter(([kind, stance]) => used.has(kind + stance));
  if (!rows.length) return [];
  return [make("h3", {}, "Marks of the positions"), make("ul", { class: "signs" }, ...rows.map(([kind, stance, name]) => make("li", {}, swatchOf(kind, "full", stance), make("span", {}, name))))];
}

function say() {
  const items = shown.items.filter((one) => one).length;
  const positions = shown.positions.filter((one) => one).length;
  byId("shown").textContent = items.toLocaleString("en") + " of " + plural(data.items.length, "entry").replace("entrys", "entries") + ", "
    + positions.toLocaleString("en") + " of " + plural(data.positions.length, "position");
}

startItems();
keepState({ write: writeItem, read: readItem, changed });
document.body.dataset.drawn = "yes";
