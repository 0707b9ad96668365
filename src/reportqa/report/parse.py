"""Stored text -> Report: reads lines once from top to bottom into the tree."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportqa.corpus.document import Layout as FileLayout
from reportqa.language.sentences import split_sentences
from reportqa.report.abbreviations import learn_abbreviations
from reportqa.report.fields import (
    FieldLabel,
    field_label,
    is_contact_line,
    listed_ministries,
    read_contacts,
    read_ministries,
    responsible_part,
)
from reportqa.report.footnotes import (
    RawFootnote,
    find_footnotes,
    paragraph_footnotes,
    told_footnotes,
)
from reportqa.report.headings import Layout, is_open, plain_heading, read_label
from reportqa.report.hierarchy import MeasureLabel, find_hierarchy, is_caption
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
    parts,
    walk,
)
from reportqa.report.stacked import find_stacked
from reportqa.report.tables import (
    RawTable,
    caption_among,
    find_grids,
    find_tables,
    is_numeric,
    read_grid,
    read_table,
)
from reportqa.report.weave import Weaver
from reportqa.span import Span, Text, merge


def parse_report(
    report_id: str, text: str, language: str = "nb", layout: FileLayout | None = None
) -> Report:
    """The report that a stored text holds. Every leaf's offsets refer to `text`.

    What `layout` tells goes before what the form of the text tells.
    """
    pages = read_pages(text)
    lines = read_lines(text, pages, running_heads=layout is None)
    if layout and layout.notes:
        body, raw_notes = told_footnotes(text, lines, layout)
    elif layout and len(pages) < 2:
        body, raw_notes = paragraph_footnotes(text, lines)
    else:
        body, raw_notes = find_footnotes(text, lines)
    in_body = {line.span for line in body}
    foreign = [line.span for line in lines if line.span not in in_body and line.kind != "rule"]
    markers = [note.marker.span for note in raw_notes if note.marker]
    reader = _Reader(body, Weaver(text, markers, foreign), layout)
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
    level: int | None = None


class _Reader:
    """Walks the lines of running text; each method reads one kind of thing."""

    def __init__(self, lines: list[Line], weaver: Weaver, layout: FileLayout | None) -> None:
        self._lines = lines
        self._weaver = weaver
        self._layout = Layout.of(lines, told=layout is not None)
        self._grids = layout.grids if layout else ()
        self._tables = self._find_tables(lines)
        self._hierarchy = find_hierarchy(lines, layout)

    def read(self) -> tuple[Text | None, tuple[Measure, ...], tuple[Section, ...]]:
        """Title, measures, and the sections that stand outside the measures."""
        starts = self._hierarchy.starts
        first = starts[0] if starts else len(self._lines)
        title_end = self._title_end(first)
        title = self._weaver.lines(self._lines[:title_end]) if title_end else None
        sections = [*self._sections(title_end, first)]
        measures = []
        for start, end in pairwise([*starts, len(self._lines)]):
            if start in self._hierarchy.measures:
                measures.append(self._measure(start, end, self._hierarchy.measures[start]))
            else:
                sections += self._sections(start, end)
        return title, tuple(measures), tuple(sections)

    def _title_end(self, first: int) -> int:
        """The title: the first lines of the report, up to a paragraph's end or the first measure."""
        told = [i for i, h in self._hierarchy.headings.items() if h.level == 0 and i < first]
        if told:
            return max(i + self._hierarchy.headings[i].count for i in told)
        for i in range(min(first, 8)):
            line = self._lines[i]
            following = self._lines[i + 1] if i + 1 < len(self._lines) else None
            wide = following is not None and self._layout.parts(following)
            if i + 1 == first or wide or (line.text.endswith(".") and i > 0):
                return i + 1
        return min(first, 1)

    def _measure(self, start: int, end: int, label: MeasureLabel) -> Measure:
        at = self._measure_heading_end(start, end)
        heading = self._weaver.lines(self._lines[start:at])
        ministries, title_end = read_ministries(heading)
        labelled, at = self._fields(at, end)
        responsible, contacts, budget = self._read_fields(labelled)
        named = [(f, x.length) for f, x in labelled if x is not None and x.kind == "ministries"]
        ministries += tuple(name for field, at in named for name in listed_ministries(field, at))
        return Measure(
            number=label.number,
            label=label.title,
            title=heading.text[label.length : title_end].strip(),
            heading=heading,
            ministries=ministries,
            responsible=responsible,
            contacts=contacts,
            budget=budget,
            fields=tuple(field for field, _ in labelled),
            sections=self._sections(at, end),
        )

    def _measure_heading_end(self, start: int, end: int) -> int:
        if start in self._hierarchy.headings:
            return start + self._hierarchy.headings[start].count
        at = start + 1
        while at < end and is_open(
            " ".join(line.text for line in self._lines[start:at]), self._layout, self._lines[at]
        ):
            at += 1
        return at

    def _fields(self, at: int, end: int) -> tuple[list[tuple[Text, FieldLabel | None]], int]:
        """The field lines under a measure's heading with their labels, and where they end."""
        fields: list[tuple[Text, FieldLabel | None]] = []
        while at < end:
            line = self._lines[at].text
            label = field_label(line)
            if label is None and not is_contact_line(line):
                break
            stop = self._field_end(at, end, label)
            fields.append((self._weaver.lines(self._lines[at:stop]), label))
            at = stop
        return fields, at

    def _begins_part(self, at: int) -> bool:
        line = self._lines[at].text
        known = field_label(line) is not None or read_label(line) is not None
        return known or at in self._hierarchy.headings

    def _read_fields(
        self, fields: list[tuple[Text, FieldLabel | None]]
    ) -> tuple[Text | None, tuple[Contact, ...], tuple[Text, ...]]:
        responsible: Text | None = None
        contacts: list[Contact] = []
        budget: list[Text] = []
        for field, label in fields:
            if label and label.kind == "ministries":
                continue
            if label and label.kind == "budget":
                budget += self._sentences(field)
                continue
            start = 0
            if label and label.kind == "responsible":
                start = label.length
                responsible = responsible_part(field, start)
            unit = responsible.text if responsible else None
            contacts += read_contacts(field.slice(start, len(field.text)), unit)
        return responsible, tuple(contacts), tuple(budget)

    def _field_end(self, at: int, end: int, label: FieldLabel | None) -> int:
        stop = at + 1
        if label is not None and label.is_heading:
            stop = min(stop + 1, end)  # what is under the heading, one paragraph at least
            drawn = at in self._hierarchy.headings
            while stop < end and not self._begins_part(stop):
                line, following = self._lines[stop - 1], self._lines[stop]
                if not drawn and self._layout.ends_paragraph(line, following):
                    break
                stop += 1
            return stop
        while stop < end:
            line, following = self._lines[stop - 1], self._lines[stop]
            told = self._layout.told and following.gap == 0
            if read_label(following.text) or (is_contact_line(following.text) and not told):
                break
            goes_on = (label and label.kind == "budget") or self._layout.told
            if not goes_on or self._layout.ends_paragraph(line, following):
                break
            stop += 1
        return stop

    def _sections(self, at: int, end: int) -> tuple[Section, ...]:
        """The sections between two lines: labelled ones, each with its plain headings inside."""
        tops: list[list[_Draft]] = [[_Draft("introduction", "", None, None, [])]]
        start_of_text = True
        while at < end:
            if at in self._tables:
                last = self._tables[at].last
                tops[-1][-1].lines += self._lines[at : last + 1]
                at, start_of_text = last + 1, True
                continue
            labelled = self._labelled(at)
            if labelled:
                count = self._count_at(at)
                tops.append([labelled])
                at, start_of_text = at + count, not labelled.lines
                continue
            told = self._hierarchy.headings.get(at)
            count = told.count if told else self._plain_heading(at, end, start_of_text)
            if count:
                heading = self._weaver.lines(self._lines[at : at + count])
                level = told.level if told else None
                draft = _Draft("heading", heading.text, None, heading, [], level)
                if told and told.level <= (tops[-1][0].level or 0):
                    tops.append([draft])
                else:
                    tops[-1].append(draft)
                at += count
            else:
                tops[-1][-1].lines.append(self._lines[at])
                at += 1
            start_of_text = bool(count)
        return tuple(s for drafts in tops for s in self._nested(drafts))

    def _plain_heading(self, at: int, end: int, start_of_text: bool) -> int:
        if self._hierarchy.drawn or is_caption(self._lines[at].text):
            return 0
        return plain_heading(self._lines[:end], at, start_of_text, self._layout)

    def _count_at(self, at: int) -> int:
        told = self._hierarchy.headings.get(at)
        return told.count if told else 1

    def _labelled(self, at: int) -> _Draft | None:
        """The objective or attainment that begins at a line; its text goes on after the label."""
        line = self._lines[at]
        label = read_label(line.text)
        if label is None or label.kind not in ("objective", "attainment"):
            return None
        told = self._hierarchy.headings.get(at)
        heading = self._weaver.spans([Span(line.span.start, line.span.start + label.length)])
        lines = []
        rest = Span(line.span.start + label.length, line.span.end)
        if rest.start < rest.end:
            lines.append(replace(line, span=rest, text=line.text[label.length :]))
        lines += self._lines[at + 1 : at + self._count_at(at)]
        level = told.level if told else None
        return _Draft(label.kind, label.title, label.number, heading, lines, level)

    def _nested(self, drafts: list[_Draft]) -> list[Section]:
        """The first draft with its headings inside it, by their levels or else by their series."""
        top, headings = drafts[0], drafts[1:]
        inner = self._by_level(headings) if self._hierarchy.drawn else self._by_series(headings)
        if top.kind == "introduction" and not top.lines:
            return inner
        return [self._section(top, tuple(inner))]

    def _by_level(self, headings: list[_Draft]) -> list[Section]:
        sections: list[Section] = []
        at = 0
        while at < len(headings):
            level = headings[at].level or 0
            stop = at + 1
            while stop < len(headings) and (headings[stop].level or 0) > level:
                stop += 1
            inner = self._by_level(headings[at + 1 : stop])
            sections.append(self._section(headings[at], tuple(inner)))
            at = stop
        return sections

    def _by_series(self, headings: list[_Draft]) -> list[Section]:
        """Repeated first words make the outer level; numbered headings are outside plain ones.

        `IMDi Sør`, `IMDi Vest` ... are a series: what stands between two of them is inside the
        first. Without a series all headings are on one level.
        """
        if any(h.level is not None for h in headings):
            deepest = 1 + max(h.level or 0 for h in headings)
            return self._by_level(
                [replace(h, level=deepest if h.level is None else h.level) for h in headings]
            )
        inner: list[Section] = []
        series = _series_word(headings)
        for draft in headings:
            section = self._section(draft, ())
            if series and inner and draft.title.split()[0] != series:
                inner[-1] = replace(inner[-1], sections=(*inner[-1].sections, section))
            else:
                inner.append(section)
        return inner

    def _section(self, draft: _Draft, inner: tuple[Section, ...]) -> Section:
        blocks = tuple(self._blocks(draft.lines))
        return Section(draft.kind, draft.title, draft.number, draft.heading, blocks, inner)

    def _blocks(self, lines: list[Line]) -> list[Block]:
        tables = self._find_tables(lines)
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

    def _find_tables(self, lines: list[Line]) -> dict[int, RawTable]:
        """Tables by their first line: those that the file told, then those of a table's form."""
        told = find_grids(lines, self._grids)
        found = {table.first: table for table in told}
        for table in [*find_tables(lines), *find_stacked(lines)]:
            if not any(t.first <= table.last and table.first <= t.last for t in told):
                found[table.first] = table
        return found

    def _table(self, lines: list[Line], raw: RawTable, before: list[Block]) -> Block:
        caption = None
        if before and isinstance(before[-1], Paragraph) and before[-1].sentences:
            caption = caption_among(before[-1].sentences)
        if raw.grid is None:
            return read_table(lines, raw, caption, self._weaver)
        if is_numeric(raw.grid, self._weaver):
            return read_grid(raw.grid, caption, self._weaver)
        rows = lines[raw.first : raw.last + 1]
        return ListBlock(tuple(self._weaver.lines([row]) for row in rows))

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
    for number, path, section in parts(sections, measures):
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
