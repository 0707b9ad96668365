// Marks the words that the address names: #c{start}-{end}, offsets in the report's stored text.
"use strict";

function unmark() {
  for (const mark of document.querySelectorAll("mark.cited")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
}

function markPart(span, from, to) {
  const text = span.firstChild;
  const range = document.createRange();
  range.setStart(text, from);
  range.setEnd(text, to);
  const mark = document.createElement("mark");
  mark.className = "cited";
  range.surroundContents(mark);
  return mark;
}

// The space between two marked parts, which was a line end in the report.
function markBetween(before, after) {
  const space = before.nextSibling;
  if (space?.nextSibling !== after || space.nodeType !== Node.TEXT_NODE) return;
  const mark = document.createElement("mark");
  mark.className = "cited";
  space.replaceWith(mark);
  mark.append(space);
}

function show() {
  unmark();
  for (const link of document.querySelectorAll("header [hreflang]")) link.hash = location.hash;
  const place = /^#c(\d+)-(\d+)$/.exec(location.hash);
  if (!place) return;
  const [start, end] = [Number(place[1]), Number(place[2])];
  let first = null;
  let last = null;
  for (const span of document.querySelectorAll("[data-start]")) {
    // Offsets count code points, as the report does; a string counts UTF-16 units.
    const points = Array.from(span.textContent);
    const at = Number(span.dataset.start);
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, points.length);
    if (from >= to) continue;
    const units = (count) => points.slice(0, count).join("").length;
    const mark = markPart(span, units(from), units(to));
    if (last) markBetween(last, span);
    last = span;
    first = first ?? mark;
  }
  if (first) {
    first.id = "cited";
    first.tabIndex = -1;
    first.scrollIntoView({ block: "center" });
    first.focus({ preventScroll: true });
  }
}

window.addEventListener("hashchange", show);
show();

// The contents list stands open where there is room beside the text.
for (const contents of document.querySelectorAll("details.contents")) {
  contents.open = window.matchMedia("(min-width: 62rem)").matches;
}
