// What stands around the drawing is built before it, so that the drawing keeps its size.
function header() {
  const { nodes, claims: told, first: from, last: to } = data.counts; // the claims themselves come later
  const parts = [plural(nodes, data.noun), plural(told, "claim"), plural(data.sources.length, "article")].map(counted);
  if (from) parts.push(make("span", {}, from === to ? from : from + " to " + to));
  byId("counts").append(...parts);
  byId("legend").open = matchMedia("(min-width: 1001px)").matches;
}
header();
