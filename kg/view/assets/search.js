// Search by label or alias, with suggestions (combobox pattern: arrows, Enter, Escape; "/" goes to the field).
const SUGGESTIONS = 8;
const foldedNames = data.nodeInfo.map((node) => [node.label, ...node.aliases].map(folded));

function matches(query) {
  const wanted = folded(query.trim());
  if (!wanted) return [];
  const rank = (i) => Math.min(...foldedNames[i].map((name) => {
    const at = name.indexOf(wanted);
    return at < 0 ? 9 : at === 0 ? 0 : /\W/.test(name[at - 1]) ? 1 : 2;
  }));
  return foldedNames.map((_, i) => [rank(i), -data.nodeInfo[i].cards.length, i]).filter(([found]) => found < 9)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, SUGGESTIONS).map(([, , i]) => i);
}

// The name, and the alias that was looked for where it is another.
function foundName(node, query) {
  const { label, aliases } = data.nodeInfo[node];
  const wanted = folded(query.trim());
  const alias = folded(label).includes(wanted) ? null : aliases.find((name) => folded(name).includes(wanted));
  return alias ? alias + " · " + label : label;
}

function buildSearch(select) {
  const field = byId("search");
  const list = byId("suggestions");
  let found = [];
  let active = -1;
  const mark = (number) => {
    active = number;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    if (active >= 0) field.setAttribute("aria-activedescendant", "suggestion-" + active);
    else field.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    mark(-1);
  };
  const take = (number) => {
    const node = found[number];
    close();
    field.value = "";
    select({ node, centred: true });
  };
  const suggest = () => {
    found = matches(field.value);
    const items = found.map((node, i) => make("li", { role: "option", id: "suggestion-" + i, on: { mousedown: (event) => { event.preventDefault(); take(i); } } },
      make("span", {}, foundName(node, field.value)), make("span", {}, data.groups.find((group) => group.id === data.nodeInfo[node].group).name)));
    const none = make("li", { role: "option", "aria-disabled": "true" }, make("span", {}, "No such name"));
    list.replaceChildren(...(items.length || !field.value.trim() ? items : [none]));
    list.hidden = !list.children.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    mark(found.length ? 0 : -1);
  };
  field.addEventListener("input", () => { suggest(); remember(); });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) suggest();
      else if (found.length) mark((active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // the browser would empty the field
      event.stopPropagation();
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });
}
