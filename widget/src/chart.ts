// A bar chart as inline SVG, with the same figures as a table.

import type { Answer, Chart } from "./answer";
import { el } from "./dom";
import type { Texts } from "./texts";

const SVG = "http://www.w3.org/2000/svg";
const ROW = 26;
const LETTER = 7;
// Longer labels stand above their bars.
const BESIDE = 16;
const ABOVE = 44;
const WIDTH = 300;

/** The chart with a table of its figures that anybody can open. */
export function chartOf(chart: Chart, answer: Answer, texts: Texts): HTMLElement {
  const series = chart.series[0];
  if (!series) return el("div");
  const format = new Intl.NumberFormat(texts.code === "en" ? "en-GB" : "nb-NO");
  const rows = chart.labels.map((label, i) => ({ label, value: series.values[i] ?? 0 }));
  const caption = captionOf(chart, series.name, answer, texts);
  const table = el(
    "table",
    {},
    el("caption", { class: "hidden" }, caption),
    el(
      "tbody",
      {},
      ...rows.map(({ label, value }) =>
        el("tr", {}, el("th", { scope: "row" }, label), el("td", {}, format.format(value))),
      ),
    ),
  );
  return el(
    "figure",
    { class: "chart" },
    el("figcaption", { "aria-hidden": "true" }, caption),
    bars(rows, (value) => format.format(value)),
    el("details", {}, el("summary", {}, texts.figures), table),
  );
}

/** `Totalt, saker, tiltak 1, 2013–2016`: what is shown, where it stands, and for which years. */
function captionOf(chart: Chart, name: string, answer: Answer, texts: Texts): string {
  const measures = new Set(answer.citations.map((c) => c.measure));
  const [measure] = measures;
  const [first, last] = [chart.labels[0] ?? "", chart.labels.at(-1) ?? ""];
  const isYears = /^\d{4}$/.test(first) && /^\d{4}$/.test(last);
  return [
    name,
    chart.unit,
    measures.size === 1 && measure != null ? `${texts.measure} ${measure}` : "",
    isYears ? `${first}–${last}` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

function bars(rows: { label: string; value: number }[], shown: (value: number) => string): Element {
  const most = Math.max(...rows.map((row) => Math.abs(row.value)), 1);
  const longest = Math.max(...rows.map((row) => row.label.length));
  const above = longest > BESIDE;
  const [left, height] = above ? [0, 2 * ROW - 8] : [longest * LETTER + 10, ROW];
  const room = WIDTH - left - 46;
  const svg = svgElement("svg", {
    viewBox: `0 0 ${WIDTH} ${rows.length * height}`,
    "aria-hidden": "true",
    focusable: "false",
  });
  rows.forEach(({ label, value }, i) => {
    const width = (Math.abs(value) / most) * room;
    const top = i * height + (above ? ROW - 8 : 0);
    const middle = top + ROW / 2;
    const name = label.length > ABOVE ? `${label.slice(0, ABOVE - 1)}…` : label;
    svg.append(
      above
        ? svgElement("text", { x: 0, y: top - 5 }, name)
        : svgElement("text", { x: left - 6, y: middle, class: "name" }, name),
      svgElement("rect", { x: left, y: top + 4, width, height: ROW - 8, rx: 2 }),
      svgElement("text", { x: left + width + 5, y: middle }, shown(value)),
    );
  });
  return svg;
}

function svgElement(tag: string, attributes: Record<string, string | number>, text = ""): Element {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, String(value));
  }
  element.append(text);
  return element;
}
