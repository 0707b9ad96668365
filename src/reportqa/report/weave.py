"""Lines -> one clean text whose every character knows its place in the stored text."""

import re
from collections.abc import Iterable, Sequence

from reportqa.report.lines import Line
from reportqa.span import Run, Span, Text

_WORDS = re.compile(r"\S+")
_SUSPENDED = re.compile(r"(?:og|eller|and|or|samt|til|/)\b", re.IGNORECASE)


class Weaver:
    """Joins lines of one stored text: folds white space, mends hyphenation, drops markers."""

    def __init__(self, source: str, markers: Iterable[Span], foreign: Iterable[Span]) -> None:
        """`markers` are left out; two lines with a `foreign` span between are two places."""
        self._source = source
        self._markers = sorted(markers)
        self._foreign = sorted(foreign)
        self._vocabulary = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", source.casefold()))

    def lines(self, lines: Sequence[Line]) -> Text:
        """The lines as one text."""
        return self.spans([line.span for line in lines])

    def spans(self, spans: Sequence[Span]) -> Text:
        """The stored ranges as one text, in the order given."""
        text, runs, last_end = "", list[Run](), None
        for piece in (p for span in spans for p in self._without_markers(span)):
            for word in _WORDS.finditer(self._source, piece.start, piece.end):
                text, runs = self._append(text, runs, Span(*word.span()), last_end)
                last_end = word.end()
        return Text(text, tuple(runs))

    def _append(
        self, text: str, runs: list[Run], word: Span, last_end: int | None
    ) -> tuple[str, list[Run]]:
        written = self._source[word.start : word.end]
        if last_end is None:
            return written, [Run(0, word.start, len(written), False)]
        between = self._source[last_end : word.start]
        if between == " " or not between:
            last = runs[-1]
            length = last.length + len(between) + len(written)
            return text + between + written, [
                *runs[:-1],
                Run(last.at, last.start, length, last.joined),
            ]
        if not between.isspace() and not self._foreign_between(last_end, word.start):
            # only a footnote marker was left out; white space after it still parts words
            glue = " " if between[-1:].isspace() else ""
        elif "\n" in between and text.endswith("-"):
            text, runs, glue = self._mend_hyphen(text, runs, written)
        else:
            glue = " "
        joined = not self._foreign_between(last_end, word.start)
        text += glue
        return text + written, [*runs, Run(len(text), word.start, len(written), joined)]

    def _mend_hyphen(
        self, text: str, runs: list[Run], following: str
    ) -> tuple[str, list[Run], str]:
        """A hyphen at a line end: part of a name, of a suspended compound, or of the line break."""
        left = re.findall(r"[^\W\d_]*(?=-$)", text)[0]
        if "://" in text.rsplit(" ", 1)[-1]:
            return text, runs, ""
        right = re.match(r"[^\W\d_]*", following)
        right_word = right.group() if right else ""
        if _SUSPENDED.match(following) or not left:
            return text, runs, " "
        known_whole = (left + right_word).casefold() in self._vocabulary
        known_parted = f"{left}-{right_word}".casefold() in self._vocabulary
        name = right_word[:1].isupper() or any(c.isupper() for c in left[1:])
        if known_parted or (name and not known_whole):
            return text, runs, ""
        last = runs[-1]
        return text[:-1], [*runs[:-1], Run(last.at, last.start, last.length - 1, last.joined)], ""

    def _without_markers(self, span: Span) -> list[Span]:
        pieces, start = [], span.start
        for marker in self._markers:
            if span.covers(marker):
                pieces.append(Span(start, marker.start))
                start = marker.end
        return [*pieces, Span(start, span.end)]

    def _foreign_between(self, start: int, end: int) -> bool:
        return any(start <= f.start < end for f in self._foreign)
