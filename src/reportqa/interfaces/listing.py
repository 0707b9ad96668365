"""What the index holds, for people and spreadsheets: measures, one measure, all numbers."""

import csv
import io
import json
from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Column
from rich.table import Table as RichTable

from reportqa.facts.model import Fact
from reportqa.index.build import Entry
from reportqa.interfaces.options import FactFormat
from reportqa.language.detect import Language
from reportqa.language.messages import message
from reportqa.report.model import ListBlock, Measure, Paragraph, Report, Section, Table


def found_in(entry: Entry) -> str:
    """What was found in a report: one line of counts, and how many places were not read."""
    report = entry.report
    sections = [section for _, _, section in report.parts()]
    blocks = [block for section in sections for block in section.blocks]
    counts = {
        "measures": len(report.measures),
        "sections": sum(bool(section.title) for section in sections),
        "tables": sum(isinstance(block, Table) for block in blocks),
        "footnotes": len(report.footnotes),
        "pages": len(report.pages),
        "numbers": len(entry.facts),
        "unread places": len(report.unread),
    }
    found = ", ".join(f"{count} {name}" for name, count in counts.items())
    hint = " (`reportqa index info --unread` lists them)" if report.unread else ""
    return f"{report.id}: {found}{hint}"


def print_reports(entries: Iterable[Entry], console: Console, language: Language) -> None:
    """Id, title, period and size of each report."""
    table = _table(language, "report", "title", "period", "measures", "pages", "numbers")
    for entry in entries:
        counts = (len(entry.report.measures), len(entry.report.pages), len(entry.facts))
        table.add_row(entry.report.id, escape(entry.title), entry.period, *map(str, counts))
    console.print(table)


def _table(language: Language, *heads: str) -> RichTable:
    """An empty table; a report's id, which commands are given, stands whole on its line."""
    names = {head: message(f"heads.{head}", language) for head in heads}
    return RichTable(*(Column(name, no_wrap=head == "report") for head, name in names.items()))


def print_measures(reports: Iterable[Report], console: Console, language: Language) -> None:
    """Number, title, ministries and parts of each measure."""
    table = _table(language, "report", "measure", "title", "ministry", "parts")
    for report in reports:
        for measure in report.measures:
            ministries = ", ".join(name.text for name in measure.ministries)
            parts = ", ".join(s.title for s in measure.sections if s.title)
            table.add_row(
                report.id, str(measure.number), escape(measure.title), ministries, escape(parts)
            )
    console.print(table)


def print_measure(measure: Measure, console: Console) -> None:
    """A measure as it reads: fields, sections, lists and tables."""
    console.print(f"[bold]{escape(measure.heading.text)}[/bold]\n")
    for field in measure.fields:
        console.print(escape(field.text))
    for section in measure.sections:
        _print_section(section, console, 0)


def _print_section(section: Section, console: Console, depth: int) -> None:
    if section.title:
        console.print(f"\n[bold]{'  ' * depth}{escape(section.title)}[/bold]")
    for block in section.blocks:
        match block:
            case Paragraph(sentences):
                console.print(escape(" ".join(s.text for s in sentences)))
            case ListBlock(items):
                for item in items:
                    console.print(f"  • {escape(item.text)}")
            case Table():
                table = RichTable(
                    block.corner.text if block.corner else "", *(c.text for c in block.columns)
                )
                for row in block.rows:
                    table.add_row(escape(row.label.text), *(cell.text.text for cell in row.cells))
                console.print(table)
    for inner in section.sections:
        _print_section(inner, console, depth + 1)


_COLUMNS = (
    "report", "measure", "section", "page", "start", "end", "source", "text", "value", "kind",
    "unit", "noun", "modality", "scale", "row", "column", "sentence",
)  # fmt: skip


def facts_as(facts: Iterable[Fact], form: FactFormat, language: Language = "nb") -> str:
    """Every number with its place, as CSV or JSON, or as a table with heads in a language."""
    rows = [_fact_row(fact) for fact in facts]
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1)
    out = io.StringIO()
    if form == "csv":
        writer = csv.DictWriter(out, _COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue().rstrip("\n")
    heads = ("measure", "part", "page", "number", "value", "kind", "unit", "place")
    table = _table(language, *heads)
    for row in rows:
        where = f"{row['row']}, {row['column']}" if row["row"] else str(row["sentence"])[:60]
        cells = (
            row["measure"],
            row["section"],
            row["page"],
            row["text"],
            row["value"],
            row["kind"],
            row["unit"],
            where,
        )
        table.add_row(*(escape("" if c is None else str(c)) for c in cells))
    Console(file=out, width=160).print(table)
    return out.getvalue().rstrip("\n")


def _fact_row(fact: Fact) -> dict[str, object]:
    whole = fact.value == fact.value.to_integral_value()
    return {
        "report": fact.report,
        "measure": fact.measure,
        "section": " › ".join(fact.path),
        "page": fact.page,
        "start": fact.span.start,
        "end": fact.span.end,
        "source": fact.source,
        "text": fact.text,
        "value": int(fact.value) if whole else float(fact.value),
        "kind": fact.kind,
        "unit": fact.unit,
        "noun": fact.noun,
        "modality": fact.modality,
        "scale": fact.scale,
        "row": fact.row,
        "column": fact.column,
        "sentence": fact.sentence.text,
    }
