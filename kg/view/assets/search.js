// Search by label or alias, with suggestions (combobox pattern: arrows, Enter, Escape; "/" goes to the field).
const SUGGESTIONS = 8;
const names = data.nodeInfo.map((node) => [node.label, ...node.aliases].map(folded));

function matches(query) {
  const wanted = folded(query.trim());
  if (!wanted) return [];
  const rank = (i) => Math.min(...names[i].map((name) => {
    const at = name.indexOf(wanted);
    return at < 0 ? 9 : at === 0 ? 0 : /\W/.test(name[at - 1]) ? 1 : 2;
  }));
  return names.map((_, i) => [rank(i), -data.nodeInfo[i].cards.length, i]).filter(([found]) => found < 9)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, SUGGESTIONS).map(([, , i]) => i);
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
    field.value = data.nodeInfo[node].label;
    select({ node, centred: true });
  };
  const suggest = () => {
    found = matches(field.value);
    const items = found.map((node, i) => make("li", { role: "option", id: "suggestion-" + i, on: { mousedown: (event) => { event.preventDefault(); take(i); } } },
      make("span", {}, data.nodeInfo[node].label), make("span", {}, groupName(data.nodeInfo[node].group))));
    list.replaceChildren(...(items.length || !field.value.trim() ? items : [make("li", {}, make("span", {}, "No such name"))]));
    list.hidden = !list.children.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    mark(found.length ? 0 : -1);
  };
  field.addEventListener("input", suggest);
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
