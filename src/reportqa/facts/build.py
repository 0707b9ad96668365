"""Report -> facts: from table cells, running text, headings, field lines and footnotes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportqa.facts.model import Fact, FactSource, PlacedTable
from reportqa.facts.tables import tables_of
from reportqa.language.numbers import NumberKind, find_numbers, starts_with_them
from reportqa.report.model import ListBlock, Paragraph, Report, Section
from reportqa.span import Text

_KINDS: dict[str, NumberKind] = {"prosent": "percent", "kroner": "money"}


def build_facts(report: Report) -> tuple[Fact, ...]:
    """Every number of a report. Table cells come from the tables, all others from sentences."""
    facts: list[Fact] = []
    for table in tables_of(report):
        facts += _table_facts(report, table)
    before: list[Fact] = []
    for measure, path, source, footnote, text in _texts(report):
        stated = list(_text_facts(report, measure, path, source, footnote, text))
        if starts_with_them(text.text):
            stated = [_of_them(fact, before) for fact in stated]
        before = [_with_noun_of_whole(fact, facts) for fact in stated]
        facts += before
    return tuple(sorted(facts, key=lambda fact: fact.span))


def _table_facts(report: Report, placed: PlacedTable) -> Iterator[Fact]:
    for row in placed.table.rows:
        columns = zip(placed.table.columns, placed.units, row.cells, strict=True)
        for column, unit, cell in columns:
            if cell.value is None:
                continue
            yield Fact(
                report=report.id,
                measure=placed.measure,
                path=placed.path,
                footnote=None,
                page=report.page(cell.text.span.start),
                source="table",
                value=cell.value,
                kind=_KINDS.get(unit or "", "count"),
                unit=unit,
                noun=unit,
                phrase=None,
                modality="exact",
                scale=None,
                of=None,
                article=False,
                range=None,
                text=cell.text.text,
                span=cell.text.span,
                start=0,
                sentence=row.text,
                row=row.label.text,
                column=column.text,
            )


def _with_noun_of_whole(fact: Fact, before: Sequence[Fact]) -> Fact:
    """`Det var 23 rådgivere. Av 23 har 12 tiltrådt`: a part of a whole that has no noun counts
    what that number counted before in the same section.
    """
    if fact.of is None or fact.noun is not None:
        return fact
    place = (fact.measure, fact.path, fact.source)
    for known in reversed(before):
        if (known.measure, known.path, known.source) != place:
            break
        if known.value == fact.of and known.noun is not None and known.kind == fact.kind:
            return replace(fact, noun=known.noun, unit=known.unit, phrase=known.phrase)
    return fact


def _of_them(fact: Fact, before: Sequence[Fact]) -> Fact:
    """`Det kom 31 søkere. Av dem fikk 19 plass`: a number of such a sentence is a part of what the
    sentence before counted, where that is one thing.
    """
    counted = [f for f in before if f.kind == "count" and f.noun and f.counts]
    bare = fact.kind == "count" and fact.noun is None and fact.counts
    place = (fact.measure, fact.path, fact.source)
    if not bare or len({f.noun for f in counted}) != 1:
        return fact
    whole = next((f for f in counted if f.of is not None), counted[0])
    if (whole.measure, whole.path, whole.source) != place or fact.value > whole.value:
        return fact
    return replace(fact, of=whole.value, noun=whole.noun, unit=whole.unit, phrase=whole.phrase)


def _texts(
    report: Report,
) -> Iterator[tuple[int | None, tuple[str, ...], FactSource, int | None, Text]]:
    if report.title:
        yield None, (), "heading", None, report.title
    for measure in report.measures:
        yield measure.number, (), "heading", None, measure.heading
        for field in measure.fields:
            yield measure.number, (), "fields", None, field
    for number, path, section in report.parts():
        for text in _running(section):
            yield number, path, "text", None, text
    for note in report.footnotes:
        for sentence in note.sentences:
            yield note.measure, note.path, "footnote", note.number, sentence


def _running(section: Section) -> Iterator[Text]:
    for block in section.blocks:
        match block:
            case Paragraph(sentences):
                yield from sentences
            case ListBlock(items):
                yield from items


def _text_facts(
    report: Report,
    measure: int | None,
    path: tuple[str, ...],
    source: FactSource,
    footnote: int | None,
    text: Text,
) -> Iterator[Fact]:
    for number in find_numbers(text.text):
        span = text.slice(number.start, number.end).span
        yield Fact(
            report=report.id,
            measure=measure,
            path=path,
            footnote=footnote,
            page=report.page(span.start),
            source=source,
            value=number.value,
            kind=number.kind,
            unit=number.unit,
            noun=number.noun,
            phrase=number.phrase,
            modality=number.modality,
            scale=number.scale,
            of=number.of,
            article=number.article,
            range=number.range,
            text=text.text[number.start : number.end],
            span=span,
            start=number.start,
            sentence=text,
        )
