"""Footnotes: their lines at the page ends, and the markers that are glued to words."""

import re
from dataclasses import dataclass
from functools import cache

from reportqa.corpus.document import Layout
from reportqa.language.lexicon import lexicon
from reportqa.report.lines import Line
from reportqa.report.model import Marker
from reportqa.span import Span

# A note begins with its number; an extractor may set the number on a line of its own.
_START = re.compile(r"(\d{1,3})\s*(?=[A-ZÆØÅÄÖa-zæøå«“\"(]|$)")
_YEAR = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class RawFootnote:
    """A footnote as found: its number, its lines (the number left out) and its marker."""

    number: int
    spans: tuple[Span, ...]
    page: int
    marker: Marker | None


def find_footnotes(text: str, lines: list[Line]) -> tuple[list[Line], list[RawFootnote]]:
    """Divide lines into running text and footnotes; each footnote with its marker.

    On a page, footnotes begin after a rule line, or else at the line whose number is the next
    one expected and whose marker is glued to a word earlier on the same page.
    """
    body: list[Line] = []
    notes: list[RawFootnote] = []
    after = 0
    for page in sorted({line.page for line in lines}):
        on_page = [line for line in lines if line.page == page]
        words = [line for line in on_page if line.kind == "words"]
        first = _first_note_line(text, on_page, words, len(notes) + 1, after)
        body += words[:first]
        for number, spans in _grouped(words[first:], len(notes) + 1):
            marker = _find_marker(text, words[:first], number, after)
            after = marker.span.end if marker else after
            notes.append(RawFootnote(number, spans, page, marker))
    return body, notes


def paragraph_footnotes(text: str, lines: list[Line]) -> tuple[list[Line], list[RawFootnote]]:
    """Divide lines as `find_footnotes` does, for a file that parts its paragraphs and has no
    pages: a footnote is a paragraph that begins with the next number, after its marker.
    """
    body: list[Line] = []
    notes: list[RawFootnote] = []
    words = [line for line in lines if line.kind == "words"]
    at = after = 0
    while at < len(words):
        number = len(notes) + 1
        starts = _number(words[at]) == number
        marker = _find_marker(text, body, number, after) if starts else None
        if marker is None:
            body.append(words[at])
            at += 1
            continue
        stop = at + 1
        while stop < len(words) and words[stop].gap == 0:
            stop += 1
        [(_, spans)] = _grouped(words[at:stop], number)[:1]
        notes.append(RawFootnote(number, spans, words[at].page, marker))
        at, after = stop, marker.span.end
    return body, notes


def told_footnotes(
    text: str, lines: list[Line], layout: Layout
) -> tuple[list[Line], list[RawFootnote]]:
    """Divide lines as `find_footnotes` does, where the file itself told its footnotes."""
    spans = [note.text for note in layout.notes]
    words = [line for line in lines if line.kind == "words"]
    body = [line for line in words if not any(line.span.overlaps(span) for span in spans)]
    pages = {line.span: line.page for line in words}
    notes = []
    for note in layout.notes:
        page = next((p for span, p in pages.items() if span.overlaps(note.text)), 1)
        marker = None
        if note.marker is not None:
            word = re.search(r"\S*$", text[: note.marker.start])
            marker = Marker(note.number, word.group() if word else "", note.marker)
        notes.append(RawFootnote(note.number, (note.text,), page, marker))
    return body, notes


def _first_note_line(
    text: str, on_page: list[Line], words: list[Line], expected: int, after: int
) -> int:
    rules = [i for i, line in enumerate(on_page) if line.kind == "rule"]
    if rules:
        below = [line for line in on_page[rules[-1] :] if line.kind == "words"]
        if below and _number(below[0]) == expected:
            return len(words) - len(below)
    starts = [i for i, line in enumerate(words) if _number(line) == expected]
    for i in reversed(starts):
        if _find_marker(text, words[:i], expected, after) is not None:
            return i
    return len(words)


def _number(line: Line) -> int | None:
    match = _START.match(line.text)
    return int(match.group(1)) if match else None


def _grouped(lines: list[Line], expected: int) -> list[tuple[int, tuple[Span, ...]]]:
    """The footnote lines by number; a line that doesn't begin the next footnote goes on."""
    groups: list[tuple[int, list[Span]]] = []
    for line in lines:
        match = _START.match(line.text)
        if match and int(match.group(1)) == expected + len(groups):
            start = line.span.start + match.end()
            groups.append((int(match.group(1)), [Span(start, line.span.end)]))
        elif groups:
            groups[-1][1].append(line.span)
    return [(number, tuple(spans)) for number, spans in groups]


def _find_marker(text: str, body: list[Line], number: int, after: int) -> Marker | None:
    """The marker: after a word, else after closing punctuation, else after digits.

    Digits are cut only where they can be no number of their own: a year, whole thousands, a post
    or chapter, a leading zero, a percentage.
    """
    tail = rf"(?P<mark>{number})(?!\w|[.,]\d)"
    forms = (
        rf"(?P<word>[^\W\d_]{{2,}}){tail}",
        rf"(?P<word>[^\W\d_]+[.,;:!?»”\"')\]]+){tail}",
        rf"(?<!\d)(?P<word>{_YEAR}){tail}",
        rf"(?<![\d.,])(?P<word>\d{{1,3}}(?:[ .]\d{{3}})+){tail}",
        rf"(?:{_identifiers()})\.?\s(?P<word>\d+){tail}",
        rf"(?<!\d)(?P<word>0\d+|\d+\s?[%»”)\]]){tail}",
    )
    for form in forms:
        for line in body:
            for match in re.finditer(form, line.text):
                if _in_address(line.text, match.start("mark")):
                    continue
                start = line.span.start + match.start("mark")
                if start >= after:
                    span = Span(start, start + len(match.group("mark")))
                    return Marker(number, match.group("word"), span)
    return None


@cache
def _identifiers() -> str:
    return "|".join(re.escape(w) for w in lexicon("structure")["footnotes"]["numbered"])


def _in_address(text: str, at: int) -> bool:
    """True inside an e-mail or web address."""
    start = text.rfind(" ", 0, at) + 1
    word = text[start:].split(" ", 1)[0]
    return "@" in word or "://" in word or word.startswith("www.")
