"""What a reader sees as the hierarchy: which headings there are, and which of them are measures.

What a file tells of its headings goes before their form. A measure's word is not fixed: of the
words that a report numbers its headings with, the most measure-like one is taken; without such a
word, numbered headings with a measure's fields or parts under them are the measures.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from reportqa.corpus.document import Layout as FileLayout
from reportqa.language.lexicon import lexicon
from reportqa.report.headings import Label, looks_like_heading, read_label
from reportqa.report.lines import Line

_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[A-ZÆØÅÄÖ«“\"])")
# Bold sentences of running text are no headings.
_LONGEST_SENTENCE = 60


@dataclass(frozen=True, slots=True)
class HeadingAt:
    """A heading that begins at a line: how many lines it has, and its level from 0 (title)."""

    count: int
    level: int


@dataclass(frozen=True, slots=True)
class MeasureLabel:
    """What a measure's heading begins with: its number, the label (`Tiltak 6`) and its length."""

    number: int
    title: str
    length: int


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """Headings and measures by the line that they begin at.

    `drawn` tells that the file told its headings, so that no others are looked for. `outer` are
    the lines where a part begins that is outside all measures.
    """

    headings: dict[int, HeadingAt]
    measures: dict[int, MeasureLabel]
    outer: frozenset[int]
    drawn: bool

    @property
    def starts(self) -> list[int]:
        """Where measures and parts outside them begin, in order."""
        return sorted({*self.measures, *self.outer})


def find_hierarchy(lines: Sequence[Line], layout: FileLayout | None) -> Hierarchy:
    """The headings and measures of a report's lines of running text."""
    drawn = bool(layout and layout.headings)
    headings = _drawn_headings(lines, layout) if layout and drawn else _numbered_headings(lines)
    measures = _find_measures(lines, headings, drawn)
    return Hierarchy(headings, measures, _outer(headings, measures), drawn)


def heading_text(lines: Sequence[Line], at: int, heading: HeadingAt) -> str:
    """The heading's lines as one."""
    return " ".join(line.text for line in lines[at : at + heading.count])


def _drawn_headings(lines: Sequence[Line], layout: FileLayout) -> dict[int, HeadingAt]:
    found: dict[int, HeadingAt] = {}
    by_start = {line.span.start: i for i, line in enumerate(lines)}
    for heading in layout.headings:
        at = by_start.get(heading.span.start)
        if at is None:
            continue
        stop = at
        while stop < len(lines) and lines[stop].span.end <= heading.span.end:
            stop += 1
        place = HeadingAt(max(1, stop - at), heading.level)
        if not _is_running_text(heading_text(lines, at, place)):
            found[at] = place
    return found


def _is_running_text(text: str) -> bool:
    """True for what is set like a heading and is none: a caption, a field, a bold sentence."""
    label = read_label(text)
    field = label is not None and label.kind in ("responsible", "contact", "budget")
    sentence = text.endswith(".") and len(text) > _LONGEST_SENTENCE
    return field or sentence or is_caption(text)


def is_caption(text: str) -> bool:
    """True for the line over a table or figure: `Tabell 2: ...`."""
    return bool(_caption().match(text))


@cache
def _caption() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in lexicon("structure")["tables"]["numbered"])
    return re.compile(rf"(?:{words})\s+\d", re.IGNORECASE)


def _numbered_headings(lines: Sequence[Line]) -> dict[int, HeadingAt]:
    """Headings that are numbered through a whole text: 1, 1.1, 1.2, 2 ..."""
    found: dict[int, HeadingAt] = {}
    last: tuple[int, ...] = ()
    for i, line in enumerate(lines):
        match = _NUMBERED.match(line.text)
        if not match or not looks_like_heading(line.text[match.end() :]):
            continue
        number = tuple(int(part) for part in match.group("number").split("."))
        if _follows(number, last):
            found[i] = HeadingAt(1, len(number))
            last = number
    return found if sum(h.level == 1 for h in found.values()) > 1 else {}


def _follows(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    if not last:
        return number == (1,)
    if len(number) > len(last):
        return number == (*last, 1)
    same = last[: len(number)]
    return number == (*same[:-1], same[-1] + 1)


def _find_measures(
    lines: Sequence[Line], headings: dict[int, HeadingAt], drawn: bool
) -> dict[int, MeasureLabel]:
    """Measures by a word and a number, else by number alone; of a number that comes twice, the last (the first is a
    contents list).
    """
    words: dict[str, dict[int, tuple[int, Label]]] = {}
    repeated: set[str] = set()
    for i, line in enumerate(lines):
        if drawn and i not in headings:
            continue
        text = heading_text(lines, i, headings[i]) if i in headings else line.text
        label = read_label(text, loose=drawn)
        if label is None or label.number is None or label.kind not in ("measure", "objective"):
            continue
        numbers = words.setdefault(label.word, {})
        if label.number in numbers:
            repeated.add(label.word)
        numbers[label.number] = (i, label)
    by_number = _numbered_measures(lines, headings)
    for group in ("measure", "area", "objective"):
        candidates = [word for word in lexicon("structure")["labels"][group] if word in words]
        if group == "objective":
            # numbers that begin anew are parts of something, not measures
            candidates = [w for w in candidates if w not in repeated and len(words[w]) > 1]
            if by_number:
                break
        if candidates:
            chosen = max(candidates, key=lambda w: len(words[w]))
            return {
                i: MeasureLabel(number, label.title, label.length)
                for number, (i, label) in words[chosen].items()
            }
    return by_number


def _numbered_measures(
    lines: Sequence[Line], headings: dict[int, HeadingAt]
) -> dict[int, MeasureLabel]:
    """Numbered headings of one level, where fields, objectives or attainments stand under two."""
    for level in sorted({h.level for h in headings.values()}):
        starts = [i for i, h in headings.items() if h.level == level]
        labels: dict[int, MeasureLabel] = {}
        for at, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            match = _NUMBERED.match(lines[at].text)
            if match and match.group("number").isdigit() and _has_parts(lines[at + 1 : end]):
                number = match.group("number")
                labels[at] = MeasureLabel(int(number), number, match.end())
        if len(labels) > 1:
            return labels
    return {}


def _has_parts(lines: Sequence[Line]) -> bool:
    return any(read_label(line.text) is not None for line in lines)


def _outer(headings: dict[int, HeadingAt], measures: Collection[int]) -> frozenset[int]:
    """Headings after the first measure that are no measures and not inside one."""
    levels = [headings[i].level for i in measures if i in headings]
    if measures and not levels and headings:
        levels = [max(h.level for h in headings.values() if h.level <= 1) + 1]
    if not levels:
        return frozenset()
    level, first = min(levels), min(measures)
    return frozenset(
        i for i, h in headings.items() if i > first and i not in measures and h.level <= level
    )
