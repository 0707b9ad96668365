"""Offsets in a report's stored text: the one place that counts characters."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters (Unicode code points) of a stored text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """True where every character of `other` is in this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Run:
    """`length` characters of a clean text, from `at`, that stand at `start` in the stored text.

    `joined` tells that only white space, a line-break hyphen or a footnote marker lies between
    this run and the one before, so that the two are one place for a reader.
    """

    at: int
    start: int
    length: int
    joined: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of a report as a person reads it, each character of it mapped to the stored text.

    Line ends are folded, line-break hyphens removed, footnote markers and link remains left out;
    `runs` says where each remaining character stands. A folded line end is one space that
    belongs to no run.
    """

    text: str
    runs: tuple[Run, ...]

    @property
    def span(self) -> Span:
        """From the first character to the last, in the stored text."""
        last = self.runs[-1]
        return Span(self.runs[0].start, last.start + last.length)

    def spans(self, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """Where the clean characters `start` to `end` stand: one span a contiguous place."""
        end = len(self.text) if end is None else end
        found: list[Span] = []
        for run in self.runs:
            first, last = max(start, run.at), min(end, run.at + run.length)
            if first >= last:
                continue
            span = Span(run.start + first - run.at, run.start + last - run.at)
            if found and run.joined:
                found[-1] = Span(found[-1].start, span.end)
            else:
                found.append(span)
        return tuple(found)

    def slice(self, start: int, end: int) -> "Text":
        """The clean characters `start` to `end` as a text of their own, outer spaces left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        runs = []
        for run in self.runs:
            first, last = max(start, run.at), min(end, run.at + run.length)
            if first < last:
                at = first - start
                runs.append(Run(at, run.start + first - run.at, last - first, run.joined))
        return Text(self.text[start:end], tuple(runs))


def merge(spans: Iterable[Span]) -> list[Span]:
    """The same characters as `spans` in ascending spans that don't touch."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
