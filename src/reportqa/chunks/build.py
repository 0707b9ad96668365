"""Report -> chunks: by measure and section, never across one."""

from collections.abc import Iterator

from reportqa.chunks.chunk import Chunk, ChunkKind
from reportqa.report.model import (
    Footnote,
    ListBlock,
    Measure,
    Paragraph,
    Report,
    Section,
    Table,
    walk,
)
from reportqa.span import Text

# Characters of a text chunk at most (a longer sentence stands alone). Retrieval is measured on
# passages of this length: `reportqa eval retrieval`.
CHUNK_CHARACTERS = 900


def build_chunks(report: Report) -> tuple[Chunk, ...]:
    """Every chunk of a report in reading order, footnotes last."""
    chunks: list[Chunk] = []
    if report.title is not None:
        chunks.append(Chunk(report.id, None, (), "fields", "", (report.title,)))
    chunks += _sections(report.id, None, "", report.sections)
    for measure in report.measures:
        context = measure_context(measure)
        chunks.append(
            Chunk(
                report.id, measure.number, (), "fields", context, (measure.heading, *measure.fields)
            )
        )
        chunks += _sections(report.id, measure.number, context, measure.sections)
    chunks += [_footnote(report, note) for note in report.footnotes if note.sentences]
    return tuple(chunks)


def measure_context(measure: Measure) -> str:
    """`Tiltak 6: Årlig nordisk konferanse for ungdom`."""
    return f"{measure.label}: {measure.title}"


def _sections(
    report_id: str, measure: int | None, context: str, sections: tuple[Section, ...]
) -> Iterator[Chunk]:
    for path, section in walk(sections):
        where = " › ".join(part for part in (context, *path) if part)

        def chunk(
            kind: ChunkKind,
            sentences: tuple[Text, ...],
            path: tuple[str, ...] = path,
            where: str = where,
        ) -> Chunk:
            return Chunk(report_id, measure, path, kind, where, sentences)

        running: list[Text] = []
        for block in section.blocks:
            match block:
                case Paragraph(sentences):
                    running += sentences
                case ListBlock(items):
                    lead = tuple(running[-1:])
                    yield from (chunk("text", group) for group in _grouped(running))
                    running = []
                    yield chunk("list", (*lead, *items))
                case Table():
                    yield from (chunk("text", group) for group in _grouped(running))
                    running = []
                    caption = (block.caption,) if block.caption else ()
                    rows = tuple(row.text for row in block.rows)
                    yield chunk("table", (*caption, block.header, *rows))
                    yield from (chunk("row", (block.header, row)) for row in rows)
        yield from (chunk("text", group) for group in _grouped(running))


def _grouped(sentences: list[Text]) -> Iterator[tuple[Text, ...]]:
    """Consecutive sentences, as many as fit into one chunk, shared out evenly."""
    total = sum(len(s.text) + 1 for s in sentences)
    if not total:
        return
    parts = -(-total // CHUNK_CHARACTERS)
    goal = total / parts
    group: list[Text] = []
    length = 0
    for sentence in sentences:
        full = length + len(sentence.text) > CHUNK_CHARACTERS
        if group and (full or length + len(sentence.text) / 2 > goal):
            yield tuple(group)
            group, length = [], 0
        group.append(sentence)
        length += len(sentence.text) + 1
    yield tuple(group)


def _footnote(report: Report, note: Footnote) -> Chunk:
    measure = report.measure(note.measure) if note.measure is not None else None
    context = measure_context(measure) if measure else ""
    word = note.marker.word.strip(".,;:!?»”\"')]") if note.marker else ""
    where = " › ".join(part for part in (context, *note.path, word) if part)
    return Chunk(report.id, note.measure, note.path, "footnote", where, note.sentences, note.number)
