"""Stored text -> Report: reads lines once from top to bottom into the tree."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportqa.language.sentences import split_sentences
from reportqa.report.abbreviations import learn_abbreviations
from reportqa.report.fields import (
    is_contact_line,
    read_contacts,
    read_ministries,
    responsible_part,
)
from reportqa.report.footnotes import RawFootnote, find_footnotes
from reportqa.report.headings import Label, Layout, is_open, plain_heading, read_label
from reportqa.report.lines import BULLET, Line, read_lines, read_pages
from reportqa.report.model import (
    Block,
    Contact,
    Footnote,
    ListBlock,
    Measure,
    Paragraph,
    Report,
    Section,
    SectionKind,
    leaves,
    walk,
)
from reportqa.report.tables import RawTable, find_tables, read_table
from reportqa.report.weave import Weaver
from reportqa.span import Span, Text, merge


def parse_report(report_id: str, text: str, language: str = "nb") -> Report:
    """The report that a stored text holds. Every leaf's offsets refer to `text`."""
    pages = read_pages(text)
    lines = read_lines(text, pages)
    body, raw_notes = find_footnotes(text, lines)
    in_body = {line.span for line in body}
    foreign = [line.span for line in lines if line.span not in in_body and line.kind != "rule"]
    markers = [note.marker.span for note in raw_notes if note.marker]
    reader = _Reader(body, Weaver(text, markers, foreign))
    title, measures, sections = reader.read()
    footnotes = _place_footnotes(raw_notes, measures, sections, Weaver(text, [], []))
    report = Report(
        id=report_id,
        title=title,
        language=language,
        measures=measures,
        sections=sections,
        footnotes=footnotes,
        pages=pages,
    )
    return replace(
        report,
        abbreviations=learn_abbreviations(t.text for t in all_leaves(report)),
        unread=_unread(text, report, lines),
    )


def all_leaves(report: Report) -> list[Text]:
    """Every text of a report, in reading order, footnotes last; the leaves of its tree."""
    texts = [report.title] if report.title else []
    for measure in report.measures:
        texts += [measure.heading, *measure.fields]
    for sections in (report.sections, *(m.sections for m in report.measures)):
        for _, section in walk(sections):
            texts += leaves(section)
    return texts + [sentence for note in report.footnotes for sentence in note.sentences]


@dataclass
class _Draft:
    """A section while it is being read."""

    kind: SectionKind
    title: str
    number: int | None
    heading: Text | None
    lines: list[Line]


class _Reader:
    """Walks the lines of running text; each method reads one kind of thing."""

    def __init__(self, lines: list[Line], weaver: Weaver) -> None:
        self._lines = lines
        self._weaver = weaver
        self._layout = Layout.of(lines)
        self._tables = {table.first: table for table in find_tables(lines)}

    def read(self) -> tuple[Text | None, tuple[Measure, ...], tuple[Section, ...]]:
        """Title, measures, and the sections that stand before the first measure."""
        starts = self._measure_starts()
        first = starts[0][0] if starts else len(self._lines)
        title_end = self._title_end(first)
        title = self._weaver.lines(self._lines[:title_end]) if title_end else None
        ends = [*(i for i, _ in starts[1:]), len(self._lines)] if starts else []
        measures = [
            self._measure(i, end, label) for (i, label), end in zip(starts, ends, strict=True)
        ]
        return title, tuple(measures), self._sections(title_end, first)

    def _measure_starts(self) -> list[tuple[int, Label]]:
        """Where measures begin; of a number that comes twice, the last (the first is a contents list)."""
        found: dict[int, tuple[int, Label]] = {}
        for i, line in enumerate(self._lines):
            label = read_label(line.text)
            if label and label.kind == "measure" and label.number is not None:
                found[label.number] = (i, label)
        return sorted(found.values(), key=lambda pair: pair[0])

    def _title_end(self, first: int) -> int:
        """The title: the first lines of the report, up to a paragraph's end or the first measure."""
        for i in range(min(first, 8)):
            line = self._lines[i]
            following = self._lines[i + 1] if i + 1 < len(self._lines) else None
            wide = following is not None and following.gap > self._layout.gap
            if i + 1 == first or wide or (line.text.endswith(".") and i > 0):
                return i + 1
        return min(first, 1)

    def _measure(self, start: int, end: int, label: Label) -> Measure:
        at = start + 1
        while at < end and is_open(
            " ".join(line.text for line in self._lines[start:at]), self._layout, self._lines[at]
        ):
            at += 1
        heading = self._weaver.lines(self._lines[start:at])
        ministries, title_end = read_ministries(heading)
        fields, at = self._fields(at, end)
        responsible, contacts, budget = self._read_fields(fields)
        assert label.number is not None
        return Measure(
            number=label.number,
            label=label.title,
            title=heading.text[label.length : title_end].strip(),
            heading=heading,
            ministries=ministries,
            responsible=responsible,
            contacts=contacts,
            budget=budget,
            fields=fields,
            sections=self._sections(at, end),
        )

    def _fields(self, at: int, end: int) -> tuple[tuple[Text, ...], int]:
        """The field lines under a measure's heading, and where they end."""
        fields: list[Text] = []
        while at < end:
            label = read_label(self._lines[at].text)
            kind = label.kind if label else None
            known = kind in ("responsible", "contact", "budget")
            if not known and not is_contact_line(self._lines[at].text):
                break
            stop = self._field_end(at, end, kind)
            fields.append(self._weaver.lines(self._lines[at:stop]))
            at = stop
        return tuple(fields), at

    def _read_fields(
        self, fields: tuple[Text, ...]
    ) -> tuple[Text | None, tuple[Contact, ...], tuple[Text, ...]]:
        responsible: Text | None = None
        contacts: list[Contact] = []
        budget: list[Text] = []
        for field in fields:
            label = read_label(field.text)
            if label and label.kind == "budget":
                budget += self._sentences(field)
                continue
            if label and label.kind == "responsible":
                responsible = responsible_part(field, label.length)
            unit = responsible.text if responsible else None
            start = label.length if label and label.kind == "responsible" else 0
            contacts += read_contacts(field.slice(start, len(field.text)), unit)
        return responsible, tuple(contacts), tuple(budget)

    def _field_end(self, at: int, end: int, kind: str | None) -> int:
        stop = at + 1
        while stop < end:
            line, following = self._lines[stop - 1], self._lines[stop]
            if read_label(following.text) or is_contact_line(following.text):
                break
            if kind != "budget" or self._layout.ends_paragraph(line, following):
                break
            stop += 1
        return stop

    def _sections(self, at: int, end: int) -> tuple[Section, ...]:
        """The sections between two lines: labelled ones, each with its plain headings inside."""
        tops: list[list[_Draft]] = [[_Draft("introduction", "", None, None, [])]]
        start_of_text = True
        while at < end:
            line = self._lines[at]
            if at in self._tables:
                last = self._tables[at].last
                tops[-1][-1].lines += self._lines[at : last + 1]
                at, start_of_text = last + 1, True
                continue
            label = read_label(line.text)
            if label and label.kind in ("objective", "attainment"):
                heading = self._weaver.spans(
                    [Span(line.span.start, line.span.start + label.length)]
                )
                tops.append([_Draft(label.kind, label.title, label.number, heading, [])])
                rest = Span(line.span.start + label.length, line.span.end)
                if rest.start < rest.end:
                    text = line.text[label.length :]
                    tops[-1][-1].lines.append(replace(line, span=rest, text=text))
                at, start_of_text = at + 1, not tops[-1][-1].lines
                continue
            count = plain_heading(self._lines[:end], at, start_of_text, self._layout)
            if count:
                heading = self._weaver.lines(self._lines[at : at + count])
                tops[-1].append(_Draft("heading", heading.text, None, heading, []))
                at += count
            else:
                tops[-1][-1].lines.append(line)
                at += 1
            start_of_text = bool(count)
        return tuple(s for drafts in tops for s in self._nested(drafts))

    def _nested(self, drafts: list[_Draft]) -> list[Section]:
        """The first draft with its headings inside it; repeated first words make the outer level.

        `IMDi Sør`, `IMDi Vest` ... are a series: what stands between two of them is inside the
        first. Without a series all headings are on one level.
        """
        top, headings = drafts[0], drafts[1:]
        inner: list[Section] = []
        series = _series_word(headings)
        for draft in headings:
            section = self._section(draft, ())
            if series and inner and draft.title.split()[0] != series:
                inner[-1] = replace(inner[-1], sections=(*inner[-1].sections, section))
            else:
                inner.append(section)
        if top.kind == "introduction" and not top.lines:
            return inner
        return [self._section(top, tuple(inner))]

    def _section(self, draft: _Draft, inner: tuple[Section, ...]) -> Section:
        blocks = tuple(self._blocks(draft.lines))
        return Section(draft.kind, draft.title, draft.number, draft.heading, blocks, inner)

    def _blocks(self, lines: list[Line]) -> list[Block]:
        tables = {table.first: table for table in find_tables(lines)}
        blocks: list[Block] = []
        at = 0
        while at < len(lines):
            if at in tables:
                blocks.append(self._table(lines, tables[at], blocks))
                at = tables[at].last + 1
            elif lines[at].item:
                at = self._list(lines, at, tables, blocks)
            else:
                stop = self._block_end(lines, at, tables)
                text = self._weaver.lines(lines[at:stop])
                blocks.append(Paragraph(tuple(self._sentences(text))))
                at = stop
        return blocks

    def _block_end(self, lines: list[Line], at: int, tables: dict[int, RawTable]) -> int:
        stop = at + 1
        while (
            stop < len(lines)
            and stop not in tables
            and not self._layout.ends_paragraph(lines[stop - 1], lines[stop])
        ):
            stop += 1
        return stop

    def _list(
        self, lines: list[Line], at: int, tables: dict[int, RawTable], blocks: list[Block]
    ) -> int:
        items = []
        while at < len(lines) and lines[at].item:
            stop = self._block_end(lines, at, tables)
            bullet = BULLET.match(lines[at].text)
            skip = bullet.end() if bullet else 0
            first = Span(lines[at].span.start + skip, lines[at].span.end)
            items.append(self._weaver.spans([first, *(line.span for line in lines[at + 1 : stop])]))
            at = stop
        blocks.append(ListBlock(tuple(items)))
        return at

    def _table(self, lines: list[Line], raw: RawTable, before: list[Block]) -> Block:
        caption = None
        if before and isinstance(before[-1], Paragraph) and before[-1].sentences:
            caption = before[-1].sentences[-1]
        return read_table(lines, raw, caption, self._weaver)

    def _sentences(self, text: Text) -> list[Text]:
        return [text.slice(a, b) for a, b in split_sentences(text.text)]


def _series_word(headings: Sequence[_Draft]) -> str | None:
    if not headings:
        return None
    first = headings[0].title.split()[0]
    return first if sum(h.title.split()[0] == first for h in headings) >= 2 else None


def _place_footnotes(
    raw: Sequence[RawFootnote],
    measures: tuple[Measure, ...],
    sections: tuple[Section, ...],
    weaver: Weaver,
) -> tuple[Footnote, ...]:
    """Each footnote with the measure and heading path of the words that carry its marker."""
    places: list[tuple[Span, int | None, tuple[str, ...]]] = []
    for number, group in [(None, sections), *((m.number, m.sections) for m in measures)]:
        for path, section in walk(group):
            places += [(leaf.span, number, path) for leaf in leaves(section)]
    for measure in measures:
        places += [(leaf.span, measure.number, ()) for leaf in (measure.heading, *measure.fields)]
    notes = []
    for note in raw:
        at = note.marker.span if note.marker else note.spans[0]
        near = [p for p in places if p[0].start <= at.start]
        _, number, path = max(near, key=lambda p: p[0].start, default=(at, None, ()))
        text = weaver.spans(note.spans)
        sentences = tuple(text.slice(a, b) for a, b in split_sentences(text.text))
        notes.append(Footnote(note.number, sentences, note.marker, number, path))
    return tuple(notes)


def _unread(text: str, report: Report, lines: list[Line]) -> tuple[Span, ...]:
    """The characters that are in no leaf, white space, bullets, running heads and footnote markers apart."""
    read = merge(span for leaf in all_leaves(report) for span in leaf.spans())
    read += [note.marker.span for note in report.footnotes if note.marker]
    unread: list[Span] = []
    for line in lines:
        if line.kind in ("rule", "furniture"):
            continue
        rest = [line.span]
        for span in read:
            rest = [piece for r in rest for piece in _minus(r, span)]
        for piece in rest:
            content = text[piece.start : piece.end]
            bullet = BULLET.match(content + " x")
            note_number = content.strip().rstrip(".").isdigit()
            if content.strip() and not bullet and not note_number:
                unread.append(piece)
    return tuple(unread)


def _minus(piece: Span, span: Span) -> list[Span]:
    if not piece.overlaps(span):
        return [piece]
    parts = [
        Span(piece.start, max(piece.start, span.start)),
        Span(min(piece.end, span.end), piece.end),
    ]
    return [p for p in parts if p.start < p.end]
