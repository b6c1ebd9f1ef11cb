// What the timeline and the record share: marks, filters, and the panel of one item.
const STANCE_NAMES = { accept: "Accepts", partial: "Accepts in part", counter: "Makes a counter-offer", defer: "Puts off", reject: "Rejects", no_comment: "Does not comment" };
const stanceName = (stance) => (Object.hasOwn(STANCE_NAMES, stance) ? STANCE_NAMES[stance] : capital(words(stance)));
const LOOKS = { full: "Held, agreed, said", open: "Planned or proposed", crossed: "Cancelled, denied, broken" };
const UNANSWERED = "none";
const answersOf = data.items.map(() => []);
data.items.forEach((item, i) => { item.number = i; if (item.proposal !== null) answersOf[item.proposal].push(i); });

// What the filter of answers asks for: an answer's stance, or that a proposal got none; null is never filtered.
function stanceOf(item) {
  if (item.kind === "response") return item.stance || UNANSWERED;
  return item.kind === "proposal" && !answersOf[item.number].length ? UNANSWERED : null;
}

// Does the item pass all filters?
function passes(item) {
  if (off.kinds.has(item.kind) || off.looks.has(item.look) || off.stances.has(stanceOf(item))) return false;
  if (chosen.lane && data.lanes[item.lane] !== chosen.lane) return false;
  if (chosen.actor && !item.actors.some((actor) => data.actors[actor] === chosen.actor)) return false;
  return placePasses(item, claims[item.number]);
}
function placePasses(one, card) {
  if (chosen.issue && !one.issues.includes(chosen.issue)) return false;
  return datePasses(one.from ? [one.from, one.to] : null) && sourcesPass(card.sources);
}

const kindOf = (item) => data.kinds.find((kind) => kind.id === item.kind).name;

function buildItemFilters() {
  const count = (key) => countBy(data.items, key);
  const [kinds, looks, stances] = [count((item) => item.kind), count((item) => item.look), count(stanceOf)];
  const actors = countBy(data.items.flatMap((item) => item.actors), (actor) => actor);
  const ranked = data.actors.map((_, i) => i).sort((a, b) => actors.get(b) - actors.get(a) || a - b);
  const dates = data.items.flatMap((item) => (item.from ? [item.from, item.to] : [])).sort();
  const entry = (set, id, name, picture, number) => choice({ set, id, name, picture, count: number, changed });
  byId("filters").append(...[
    make("fieldset", { class: "fields" }, make("legend", {}, "Show"),
      choiceField("lane", "Negotiation", data.lanes.map((lane) => [lane, lane]), changed),
      choiceField("issue", "Issue", data.issues.map((issue) => [issue, words(issue)]), changed),
      choiceField("actor", "Actor", ranked.map((i) => [data.actors[i], data.actors[i] + " (" + actors.get(i) + ")"]), changed),
      dateField("from", "From", dates, changed), dateField("to", "To", dates, changed), ...sourceFields(changed)),
    fieldset("Marks", data.kinds.filter((kind) => kinds.has(kind.id)).map((kind) =>
      entry("kinds", kind.id, kind.name, swatchOf(kind.id, "full", null), kinds.get(kind.id)))),
    fieldset("Did it happen?", Object.keys(LOOKS).filter((look) => looks.has(look)).map((look) =>
      entry("looks", look, LOOKS[look], swatchOf("meeting", look, null), looks.get(look)))),
    fieldset("Answers", [...data.stances, UNANSWERED].filter((stance) => stances.has(stance)).map((stance) =>
      entry("stances", stance, stance === UNANSWERED ? "No answer told" : stanceName(stance), stance === UNANSWERED ? swatchOf("proposal", "full", null) : swatchOf("response", "full", stance), stances.get(stance)))),
    make("button", { type: "button", class: "plain-button", id: "reset", on: { click: () => resetFilters(changed) } }, "Show everything"),
  ].filter((part) => part));
}

function chooseActor(actor) {
  chosen.actor = data.actors[actor];
  showFilters();
  changed();
}

// The panel of one item: what it is, what answers what, where accounts differ, and the claims with their words.
function showItem(i, shown, select) {
  const item = data.items[i];
  const facts = [["Date", item.date ? item.date + " (" + item.precision + ")" : "not known"], ["Negotiation", data.lanes[item.lane]]];
  if (item.kind === "response" && item.stance) facts.unshift(["Answer", stanceName(item.stance)]);
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
  byId("board").setAttribute("aria-label", data.board);
  const counts = countBy(data.items, (item) => item.kind);
  const nouns = { meeting: "meeting", proposal: "proposal", response: "answer", agreement: "agreement", handover: "paper" };
  const parts = data.kinds.filter((kind) => counts.has(kind.id)).map((kind) => plural(counts.get(kind.id), nouns[kind.id]));
  byId("counts").append(...[...parts, plural(data.sources.length, "article")].map(counted));
}

// After a change of the filters.
function changed() {
  shown = whatPasses();
  if (selection && selection.node !== undefined && !shown.items[selection.node]) selection = null;
  draw();
  fill();
  say();
  remember();
}

// What is selected, by its id: a page made again has other numbers.
function writeItem(parameters) {
  if (selection && selection.node !== undefined) parameters.set("item", data.items[selection.node].key);
}
function readItem(parameters) {
  const node = data.items.findIndex((item) => item.key === parameters.get("item"));
  select(node >= 0 ? { node, centred: true } : null);
}

function startItems() {
  itemHeader();
  byId("legend").open = matchMedia("(min-width: 1001px)").matches;
  buildItemFilters();
  buildSearch(select);
  buildSaving(() => snapshot(board));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") select(null); });
}
