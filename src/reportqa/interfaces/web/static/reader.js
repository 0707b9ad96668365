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

function show() {
  unmark();
  const place = /^#c(\d+)-(\d+)$/.exec(location.hash);
  if (!place) return;
  const [start, end] = [Number(place[1]), Number(place[2])];
  let first = null;
  for (const span of document.querySelectorAll("[data-start]")) {
    // Offsets count code points, as the report does; a string counts UTF-16 units.
    const points = Array.from(span.textContent);
    const at = Number(span.dataset.start);
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, points.length);
    if (from >= to) continue;
    const units = (count) => points.slice(0, count).join("").length;
    const mark = markPart(span, units(from), units(to));
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
