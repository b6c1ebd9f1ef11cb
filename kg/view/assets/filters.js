// The legend is the filter: each entry can be switched off. What is chosen in a field narrows further.
const off = { kinds: new Set(), types: new Set(), factualities: new Set(), groups: new Set(), looks: new Set(), stances: new Set() };
const chosen = {}; // by name of a field: "" or what is chosen

function fieldset(title, entries) {
  return entries.length > 1 ? make("fieldset", {}, make("legend", {}, title), ...entries) : null;
}

function choice({ set, id, name, picture, count, changed }) {
  const box = make("input", { type: "checkbox", checked: true, "data-set": set, "data-value": id });
  box.addEventListener("change", () => {
    off[set][box.checked ? "delete" : "add"](id);
    changed();
  });
  const number = make("output", {}, count.toLocaleString("en"));
  return make("label", { class: picture ? null : "plain" }, box, picture, make("span", {}, name), number);
}

// A field over `options`, pairs of value and text; nothing where there is no choice.
function choiceField(name, title, options, changed) {
  chosen[name] = "";
  if (options.length < 2) return null;
  const field = make("select", { id: "choose-" + name, on: { change: () => { chosen[name] = field.value; changed(); } } },
    make("option", { value: "" }, "All"), ...options.map(([value, text]) => make("option", { value }, text)));
  return make("label", { class: "field" }, make("span", {}, title), field);
}
function dateField(name, title, dates, changed) {
  chosen[name] = "";
  if (!dates.length) return null;
  const field = make("input", { type: "date", id: "choose-" + name, min: dates[0], max: dates.at(-1), on: { change: () => { chosen[name] = field.value; changed(); } } });
  return make("label", { class: "field" }, make("span", {}, title), field);
}

// Fields for the sources: outlets, and single articles.
function sourceFields(changed) {
  const outlets = countBy(data.sources.filter((source) => source.outlet), (source) => source.outlet);
  const names = [...outlets.keys()].sort();
  return [
    choiceField("outlet", "Outlet", names.map((name) => [name, name + " (" + outlets.get(name) + ")"]), changed),
    choiceField("article", "Article", data.sources.map((source) => [source.key, source.text]), changed),
  ];
}
function sourcesPass(numbers) {
  if (!chosen.outlet && !chosen.article) return true;
  return numbers.some((i) => (!chosen.outlet || data.sources[i].outlet === chosen.outlet) && (!chosen.article || data.sources[i].key === chosen.article));
}

// First and last day that a date truncated to its precision, or "from to" two of them, may mean.
const DATE = /^\d{4}(-\d\d){0,2}$/;
function daysOf(date) {
  const [start, end = start] = (date || "").split(" to ");
  return DATE.test(start) && DATE.test(end) ? [(start + "-01-01").slice(0, 10), lastDay(end)] : null;
}
function lastDay(date) {
  const [year, month = 12, day] = date.split("-").map(Number);
  return day ? date : new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
// A date range keeps what may lie in it; what has no date stays.
function datePasses(days) {
  return !days || !((chosen.from && days[1] < chosen.from) || (chosen.to && days[0] > chosen.to));
}

function resetFilters(changed) {
  Object.values(off).forEach((set) => set.clear());
  for (const name of Object.keys(chosen)) chosen[name] = "";
  showFilters();
  changed();
}

// The form as the filters stand.
function showFilters() {
  byId("filters").querySelectorAll("input[type=checkbox]").forEach((box) => { box.checked = !off[box.dataset.set].has(box.dataset.value); });
  for (const [name, value] of Object.entries(chosen)) {
    const field = byId("choose-" + name);
    if (field) field.value = value;
  }
}

// The filters in words, for a drawing that leaves the page.
function filtersInWords() {
  const hidden = [...byId("filters").querySelectorAll("input[type=checkbox]")].filter((box) => !box.checked)
    .map((box) => box.closest("label").querySelector("span").textContent);
  const narrowed = Object.entries(chosen).filter(([, value]) => value).map(([name]) => {
    const field = byId("choose-" + name);
    const value = field.selectedOptions ? field.selectedOptions[0].textContent : field.value;
    return field.closest("label").querySelector("span").textContent.toLowerCase() + " " + value;
  });
  const parts = [];
  if (hidden.length) parts.push("without " + hidden.join(", "));
  if (narrowed.length) parts.push(narrowed.join(", "));
  return parts.join("; ");
}
