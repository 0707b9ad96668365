// The Answer as the server sends it (see docs/answer.md).

export interface Citation {
  number: number;
  report: string;
  measure: number | null;
  measure_title: string | null;
  section: string[];
  page: number;
  quote: string;
  start: number;
  end: number;
  footnote: number | null;
}

export interface Chart {
  labels: string[];
  series: { name: string; values: number[] }[];
  unit: string | null;
}

export interface Answer {
  question: string;
  language: string;
  status: "answered" | "ambiguous" | "not_in_report" | "error";
  text: string;
  citations: Citation[];
  chart?: Chart;
  suggestions?: string[];
}
