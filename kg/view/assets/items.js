// What the timeline and the record share: marks, filters, and the panel of one item.
const STANCE_NAMES = { accept: "Accepts", partial: "Accepts in part", counter: "Makes a counter-offer", defer: "Puts off", reject: "Rejects", no_comment: "Does not comment" };
const LOOKS = { full: "Held, agreed, said", open: "Planned or proposed", crossed: "Cancelled, denied, broken" };
Object.assign(off, { looks: new Set(), stances: new Set() });
const chosen = { lane: "", issue: "", actor: "", from: "", to: "" };
const UNANSWERED = "none";
const answersOf = data.items.map(() => []);
data.items.forEach((item, i) => { item.number = i; if (item.proposal !== null) answersOf[item.proposal].push(i); });

// What the filter of answers asks for: an answer's stance, or that a proposal got none; null is never filtered.
function stanceOf(item) {
  if (item.kind === "response") return item.stance || UNANSWERED;
  return item.kind === "proposal" && !answersOf[item.number].length ? UNANSWERED : null;
}

// Does the item pass all filters? A date range keeps what may lie in it; what has no date stays.
function passes(item) {
  if (off.kinds.has(item.kind) || off.looks.has(item.look) || off.stances.has(stanceOf(item))) return false;
  if (chosen.lane !== "" && item.lane !== Number(chosen.lane)) return false;
  if (chosen.actor !== "" && !item.actors.includes(Number(chosen.actor))) return false;
  if (chosen.issue !== "" && !item.issues.includes(data.issues[chosen.issue])) return false;
  if (!item.from) return true;
  return !(chosen.from && item.to < chosen.from) && !(chosen.to && item.from > chosen.to);
}

const words = (code) => code.replaceAll("_", " ");
const kindOf = (item) => data.kinds.find((kind) => kind.id === item.kind).name;

// Marks are drawn around 0,0 with classes; the style sheet gives the colours, so that a change of theme needs no redraw.
const SHAPE_OF = {
  meeting: "M-7 0a7 7 0 1 1 14 0a7 7 0 1 1 -14 0z",
  proposal: "M0 -8.500L8.500 0L0 8.500L-8.500 0z",
  response: "M-5 -8H5A3 3 0 0 1 8 -5V5A3 3 0 0 1 5 8H-5A3 3 0 0 1 -8 5V-5A3 3 0 0 1 -5 -8z",
  agreement: "M-4.500 -7.800H4.500L9 0L4.500 7.800H-4.500L-9 0z",
  handover: "M-6 -8H2L6.500 -3.500V8H-6z",
};
const SIGNS = {
  accept: "M-4 0.500L-1.200 3.500L4.200 -3.500",
  partial: "M-4 0H1.500M3.500 0H4.200M-4 0L-1.500 3",
  counter: "M-4 -2H3M0.500 -4.500L3.400 -2M4 2H-3M-0.500 4.500L-3.400 2",
  defer: "M-2 -4V4M2 -4V4",
  reject: "M-3.500 -3.500L3.500 3.500M3.500 -3.500L-3.500 3.500",
  no_comment: "M-4 0.500H-3.600M-0.200 0.500H0.200M3.600 0.500H4",
};
function mark(kind, look, stance) {
  const group = drawn("g", { class: "mark " + kind + " " + look + (stance ? " stance-" + stance : "") });
  group.append(drawn("path", { class: "body", d: SHAPE_OF[kind] }));
  if (stance && SIGNS[stance]) group.append(drawn("path", { class: "sign", d: SIGNS[stance] }));
  if (look === "crossed") group.append(drawn("path", { class: "cross", d: "M-9 9L9 -9" }));
  return group;
}
function swatchOf(kind, look, stance) {
  const svg = drawn("svg", { viewBox: "-15 -11 30 22", "aria-hidden": "true", class: "swatch" });
  svg.append(mark(kind, look, stance));
  return svg;
}
const itemSwatch = (item) => swatchOf(item.kind, item.look, item.stance);

function select_(name, title, options, changed) {
  const field = make("select", { id: "choose-" + name, on: { change: () => { chosen[name] = field.value; changed(); } } },
    make("option", { value: "" }, "All"), ...options.map(([value, text]) => make("option", { value }, text)));
  return make("label", { class: "field" }, make("span", {}, title), field);
}
function dateField(name, title, changed) {
  const dates = data.items.flatMap((item) => (item.from ? [item.from, item.to] : [])).sort();
  const field = make("input", { type: "date", id: "choose-" + name, min: dates[0], max: dates.at(-1), on: { change: () => { chosen[name] = field.value; changed(); } } });
  return make("label", { class: "field" }, make("span", {}, title), field);
}

function buildItemFilters(changed) {
  const count = (key) => countBy(data.items, key);
  const [kinds, looks, stances] = [count((item) => item.kind), count((item) => item.look), count(stanceOf)];
  const actors = countBy(data.items.flatMap((item) => item.actors), (actor) => actor);
  const ranked = data.actors.map((_, i) => i).sort((a, b) => actors.get(b) - actors.get(a) || a - b);
  const entry = (set, id, name, picture, number) => choice({ set, id, name, picture, count: number, changed });
  byId("filters").append(...[
    make("fieldset", { class: "fields" }, make("legend", {}, "Show"),
      select_("lane", "Negotiation", data.lanes.map((lane, i) => [i, lane]), changed),
      select_("issue", "Issue", data.issues.map((issue, i) => [i, words(issue)]), changed),
      select_("actor", "Actor", ranked.map((i) => [i, data.actors[i] + " (" + actors.get(i) + ")"]), changed),
      dateField("from", "From", changed), dateField("to", "To", changed)),
    fieldset("Marks", data.kinds.filter((kind) => kinds.has(kind.id)).map((kind) =>
      entry("kinds", kind.id, kind.name, swatchOf(kind.id, "full", null), kinds.get(kind.id)))),
    fieldset("Did it happen?", Object.keys(LOOKS).filter((look) => looks.has(look)).map((look) =>
      entry("looks", look, LOOKS[look], swatchOf("meeting", look, null), looks.get(look)))),
    fieldset("Answers", [...data.stances, UNANSWERED].filter((stance) => stances.has(stance)).map((stance) =>
      entry("stances", stance, STANCE_NAMES[stance] || "No answer told", stance === UNANSWERED ? swatchOf("proposal", "full", null) : swatchOf("response", "full", stance), stances.get(stance)))),
    make("button", { type: "button", class: "plain-button", id: "reset", on: { click: () => resetItems(changed) } }, "Show everything"),
  ].filter((part) => part));
}

function resetItems(changed) {
  for (const name of Object.keys(chosen)) {
    chosen[name] = "";
    byId("choose-" + name).value = "";
  }
  resetFilters(changed);
}
function chooseActor(actor, changed) {
  chosen.actor = String(actor);
  byId("choose-actor").value = String(actor);
  changed();
}

// The panel of one item: what it is, what answers what, where accounts differ, and the claims with their words.
function showItem(i, shown, select) {
  const item = data.items[i];
  const facts = [["Date", item.date ? item.date + " (" + item.precision + ")" : "not known"], ["Negotiation", data.lanes[item.lane]]];
  if (item.kind === "response" && item.stance) facts.unshift(["Answer", STANCE_NAMES[item.stance]]);
  const answers = answersOf[i].filter((answer) => shown.items[answer]);
  fillPanel(
    backButton(select),
    make("h2", {}, item.label),
    make("p", { class: "soft" }, kindOf(item) + (item.status ? ", " + words(item.status) : "")),
    factList(facts),
    item.proposal === null ? null : make("h3", {}, "Answers the proposal"),
    item.proposal === null ? null : rankList([itemRow(item.proposal, select)]),
    answers.length ? make("h3", {}, plural(answers.length, "answer")) : null,
    answers.length ? rankList(answers.map((answer) => itemRow(answer, select))) : null,
    item.conflicts.length ? make("h3", {}, "Where accounts differ") : null,
    ...item.conflicts.map(cardElement),
    make("h3", {}, "Evidence"),
    cardElement(i),
    ...answers.map(cardElement));
}
function itemRow(i, select) {
  const item = data.items[i];
  return make("button", { type: "button", on: { click: () => select({ node: i }) } },
    itemSwatch(item), make("span", {}, item.label, make("small", {}, data.lanes[item.lane])), make("span", { class: "number" }, (item.conflicts.length ? "≠ " : "") + (item.date || "")));
}

// All that the reports tell differently: the card, and the marks that it is about.
function differing(select) {
  if (!data.conflicts.length) return [];
  const about = new Map(data.conflicts.map((card) => [card, []]));
  data.items.forEach((item, i) => item.conflicts.forEach((card) => about.get(card).push(i)));
  const parts = data.conflicts.map((card) => [cardElement(card), about.get(card).length ? rankList(about.get(card).map((i) => itemRow(i, select))) : null]);
  const box = make("div", {}, ...parts.slice(0, 6).flat());
  const rest = parts.slice(6).flat().filter((part) => part);
  return [make("h3", {}, "Where accounts differ: " + data.conflicts.length.toLocaleString("en")), box,
    rest.length ? moreButton("Show all", () => box.append(...rest)) : null];
}

function showBundle(members, select) {
  fillPanel(backButton(select), make("h2", {}, plural(members.length, "mark")),
    make("p", { class: "soft" }, "They stand too close to be drawn one by one. A finer scale, or a filter, draws them."), ...itemList(members, select));
}
// A long list grows on demand.
function itemList(members, select) {
  const list = rankList(members.slice(0, PAGE).map((i) => itemRow(i, select)));
  if (members.length <= PAGE) return [list];
  return [list, moreButton("Show all " + members.length.toLocaleString("en"), () => {
    list.append(...members.slice(PAGE).map((i) => make("li", {}, itemRow(i, select))));
  })];
}

function itemHeader() {
  byId("title").textContent = data.title;
  byId("subject").textContent = "Parley · " + data.subject;
  byId("board").setAttribute("aria-label", data.board);
  const counts = countBy(data.items, (item) => item.kind);
  const nouns = { meeting: "meeting", proposal: "proposal", response: "answer", agreement: "agreement", handover: "paper" };
  const parts = data.kinds.filter((kind) => counts.has(kind.id)).map((kind) => plural(counts.get(kind.id), nouns[kind.id]));
  parts.push(plural(data.sources.length, "article"));
  byId("counts").append(...parts.map((text) => {
    const [count, word] = text.split(" ");
    return make("span", {}, make("b", {}, count), " " + word);
  }));
}

// What is selected stands in the address, so that it can be passed on.
function remember(i) {
  try { history.replaceState(null, "", i === null ? "#" : "#item=" + i); } catch { /* some viewers forbid it */ }
}
function remembered() {
  const found = /^#item=(\d+)$/.exec(location.hash);
  return found && data.items[Number(found[1])] ? { node: Number(found[1]), centred: true } : null;
}
