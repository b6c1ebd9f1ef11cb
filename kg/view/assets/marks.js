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
