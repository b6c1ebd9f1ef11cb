// What is selected, searched, filtered and in view stands in the address, so that it can be passed on.
// A page gives `write`, which adds what is its own to the parameters, and `read`, which takes it from them.
const own = { write: () => {}, read: () => {}, changed: () => {} };
let restoring = false;

function stateText() {
  const parameters = new URLSearchParams();
  own.write(parameters);
  const query = byId("search").value.trim();
  if (query) parameters.set("q", query);
  for (const [set, ids] of Object.entries(off)) for (const id of [...ids].sort()) parameters.append("hide", set + ":" + id);
  for (const [name, value] of Object.entries(chosen)) if (value) parameters.set(name, value);
  return parameters.toString();
}

function remember() {
  if (restoring) return;
  const text = stateText();
  if (text === location.hash.slice(1)) return;
  try { history.replaceState(null, "", "#" + text); } catch { /* some viewers forbid it */ }
}

// Only what the page offers is taken from the address: an unknown value changes nothing.
function restore() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  restoring = true;
  Object.values(off).forEach((set) => set.clear());
  for (const entry of parameters.getAll("hide")) {
    const [set, ...id] = entry.split(":");
    if (Object.hasOwn(off, set) && offered(set, id.join(":"))) off[set].add(id.join(":"));
  }
  for (const name of Object.keys(chosen)) {
    const field = byId("choose-" + name);
    const value = parameters.get(name) || "";
    chosen[name] = field && fits(field, value) ? value : "";
  }
  showFilters();
  byId("search").value = (parameters.get("q") || "").slice(0, 200);
  own.changed();
  own.read(parameters);
  restoring = false;
}
function offered(set, id) {
  return [...byId("filters").querySelectorAll("input[type=checkbox]")].some((box) => box.dataset.set === set && box.dataset.value === id);
}
function fits(field, value) {
  return field.options ? [...field.options].some((option) => option.value === value) : /^(\d{4}-\d\d-\d\d)?$/.test(value);
}

function keepState(parts) {
  Object.assign(own, parts);
  restore();
  window.addEventListener("hashchange", restore);
}
