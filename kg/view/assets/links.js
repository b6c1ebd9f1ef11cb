// Links to the web and to the other pages of the set, and nowhere else, whatever the data say.
const INSIDE = /^(\.\.\/)?([a-z]+\/)?[a-z0-9-]+\.html$/;
const actorPages = new Map(Object.entries(data.links.actors).filter(([, address]) => INSIDE.test(address)));

function webAddress(link) {
  try {
    const address = link && new URL(link);
    return address && ["http:", "https:"].includes(address.protocol) ? address.href : null;
  } catch {
    return null;
  }
}

// An article: its page in the set where it has one, else where it was published, else its name alone.
function sourceElement(source, text) {
  const page = Object.hasOwn(data.links.articles, source.key) ? data.links.articles[source.key] : "";
  const web = webAddress(source.link);
  const outside = (words) => make("a", { href: web, target: "_blank", rel: "noopener noreferrer" }, words);
  if (INSIDE.test(page)) {
    return make("span", {}, make("a", { href: page, title: source.text }, text), web ? " · " : null, web ? outside("original") : null);
  }
  return web ? outside(text) : make("span", { title: text === source.text ? null : source.text }, text);
}

// Text in which the names of actors with a page of their own are links to it.
function linked(text) {
  if (!actorPages.size) return [text];
  return text.split(/(, | → |; |: )/).map((part) => (actorPages.has(part) ? make("a", { href: actorPages.get(part) }, part) : part));
}
function actorPage(label) {
  return actorPages.has(label) ? make("p", {}, make("a", { href: actorPages.get(label) }, "Page of this actor")) : null;
}

function sourceList() {
  return [
    make("h3", {}, "Sources"),
    make("ol", { class: "sources" }, ...data.sources.map((source) => make("li", {}, sourceElement(source, source.text)))),
  ];
}
