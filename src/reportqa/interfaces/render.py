"""Answers on a terminal: rich for a person, plain text for a pipe."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from reportqa.answer.model import Answer, Chart, Citation
from reportqa.language.detect import Language
from reportqa.language.messages import message

_BAR_WIDTH = 40


def print_answer(answer: Answer, console: Console, sources: bool = True) -> None:
    """The answer, a small chart where it has one, then its numbered sources."""
    console.print(Text(answer.text), soft_wrap=not console.is_terminal)
    if answer.chart and console.is_terminal:
        print_chart(answer.chart, console)
    if sources and answer.citations:
        print_sources(answer, console)
    if answer.suggestions:
        console.print()
        for suggestion in answer.suggestions:
            _print_line(f"  → {suggestion}", "cyan", console)


def print_sources(answer: Answer, console: Console) -> None:
    """Each source with measure, section, page and words."""
    language = answer.language
    console.print()
    console.print(Text(message("sources", language), style="bold"))
    for citation in answer.citations:
        _print_line(f"[{citation.number}] {place(citation, language)}", "dim", console)
        words = Text(f"“{citation.quote}”")
        for value in answer.values:
            if citation.number in value.citations:
                words.highlight_words([f"{value.value:n}"], "bold reverse")
        if console.is_terminal:
            console.print(Padding(words, (0, 0, 0, 4)))
        else:
            console.print(Text("    ").append_text(words), soft_wrap=True)


def _print_line(line: str, style: str, console: Console) -> None:
    """A line that wraps between words on a terminal and stays whole in a pipe."""
    console.print(Text(line, style=style), soft_wrap=not console.is_terminal)


def place(citation: Citation, language: Language) -> str:
    """`tiltaksrapport-2016, tiltak 1, Resultatmål 1, side 2`."""
    parts = [citation.report]
    if citation.measure is not None:
        parts.append(message("measure", language, number=citation.measure))
    parts += citation.section
    if citation.footnote is not None:
        parts.append(message("footnote", language, number=citation.footnote))
    parts.append(message("page", language, page=citation.page))
    return ", ".join(parts)


def print_chart(chart: Chart, console: Console) -> None:
    """One bar a label, as long as its number."""
    labels, values = chart.labels, chart.series[0].values
    longest = max((abs(v) for v in values), default=0) or 1
    width = max(len(label) for label in labels)
    console.print()
    for label, value in zip(labels, values, strict=True):
        bar = "█" * max(1 if value else 0, round(abs(value) / longest * _BAR_WIDTH))
        console.print(Text(f"{label:<{width}}  {bar} {value:n}"), soft_wrap=True)
