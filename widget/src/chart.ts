// A bar chart as inline SVG, with the same figures as a table.

import type { Chart } from "./answer";
import { el } from "./dom";
import type { Texts } from "./texts";

const SVG = "http://www.w3.org/2000/svg";
const ROW = 26;
const LABEL = 118;
const WIDTH = 300;

/** The chart with a table of its figures that anybody can open. */
export function chartOf(chart: Chart, texts: Texts, language: string): HTMLElement {
  const series = chart.series[0];
  if (!series) return el("div");
  const format = new Intl.NumberFormat(language === "en" ? "en-GB" : "nb-NO");
  const rows = chart.labels.map((label, i) => ({ label, value: series.values[i] ?? 0 }));
  const caption = [series.name, chart.unit].filter(Boolean).join(", ");
  const table = el(
    "table",
    {},
    el("caption", {}, caption),
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

function bars(rows: { label: string; value: number }[], shown: (value: number) => string): Element {
  const most = Math.max(...rows.map((row) => Math.abs(row.value)), 1);
  const room = WIDTH - LABEL - 46;
  const svg = svgElement("svg", {
    viewBox: `0 0 ${WIDTH} ${rows.length * ROW}`,
    "aria-hidden": "true",
    focusable: "false",
  });
  rows.forEach(({ label, value }, i) => {
    const width = (Math.abs(value) / most) * room;
    const middle = i * ROW + ROW / 2;
    const name = label.length > 18 ? `${label.slice(0, 17)}…` : label;
    svg.append(
      svgElement("text", { x: LABEL - 6, y: middle, class: "name" }, name),
      svgElement("rect", { x: LABEL, y: i * ROW + 4, width, height: ROW - 8, rx: 2 }),
      svgElement("text", { x: LABEL + width + 5, y: middle }, shown(value)),
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
