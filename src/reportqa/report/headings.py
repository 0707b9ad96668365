"""What a line is by its form and place: a labelled heading, a plain heading, a field, a list item."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from reportqa.language.lexicon import lexicon
from reportqa.report.lines import Line

LabelKind = Literal[
    "measure", "objective", "attainment", "ministries", "responsible", "contact", "budget"
]

_END = re.compile(r"[.,;:?!]$")
_SENTENCE_END = re.compile(r"[.?!:][»”\"')\]]*$")
_CAPITAL = re.compile(r"[«“”\"'(]*(?:[A-ZÆØÅÄÖÉ]|\d)")
_HEADING_START = re.compile(r"[«“”\"']?[A-ZÆØÅÄÖÉ]")

# A line shorter than this share of the report's usual line is the last one of a paragraph.
_SHORT = 0.75
_LONGEST_HEADING_WORDS = 22


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled start of a line: `Tiltak 1:`, `Resultatmål:`, `Budsjett:`. `word` is in lower case."""

    kind: LabelKind
    title: str
    number: int | None
    length: int
    word: str


@cache
def _label_patterns(loose: bool) -> dict[LabelKind, re.Pattern[str]]:
    known: dict[str, list[str]] = lexicon("structure")["labels"]
    kinds: tuple[LabelKind, ...] = get_args(LabelKind)
    labels = {kind: known[kind] for kind in kinds}
    labels["measure"] = [*known["measure"], *known["area"]]
    parted = r"\s*[:.–—-]\s+(?=\S)" + (r"|\s+(?=[A-ZÆØÅÄÖ«])|\s*$" if loose else "")
    patterns: dict[LabelKind, re.Pattern[str]] = {}
    for kind, words in labels.items():
        either = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
        if kind == "measure":
            form = rf"(?P<title>(?P<word>{either})\s+(?P<number>\d{{1,3}}))(?:{parted})"
        elif kind in ("objective", "attainment"):
            measures = "|".join(re.escape(w) for w in known["measure"])
            form = (
                rf"(?P<title>(?P<word>{either})(?:\s+(?P<number>\d{{1,2}}(?:\.\d)?))?"
                rf"(?:\s+(?:for\s+)?(?:{measures})\s+\d{{1,3}})?)\s*(?::|$)\s*"
            )
        else:
            form = rf"(?P<title>(?P<word>{either})(?P<number>))(?:\s*\([^)]*\))?\s*:\s*"
        patterns[kind] = re.compile(form, re.IGNORECASE)
    return patterns


def read_label(text: str, loose: bool = False) -> Label | None:
    """The label that a line begins with, if it begins with one (and with a capital letter).

    `loose` is for lines that are known to be headings: a measure's number needs no colon then.
    """
    if not text[:1].isupper():
        return None
    for kind, pattern in _label_patterns(loose).items():
        match = pattern.match(text)
        if match:
            number = match.group("number")
            value = int(number) if number and number.isdigit() else None
            word = match.group("word").casefold()
            return Label(kind, match.group("title"), value, match.end(), word)
    return None


@dataclass(frozen=True, slots=True)
class Layout:
    """How the report sets its lines: the usual full width, and the blank lines between lines.

    `told` means that the file's reader parted all paragraphs by blank lines.
    """

    width: int
    gap: int
    told: bool = False

    @classmethod
    def of(cls, lines: Sequence[Line], told: bool = False) -> "Layout":
        """Measured on the lines of running text."""
        widths = sorted(len(line.text) for line in lines) or [80]
        gaps = sorted(line.gap for line in lines) or [0]
        return cls(widths[int(len(widths) * 0.8)], gaps[len(gaps) // 2], told)

    def is_short(self, line: Line) -> bool:
        """True for a line that leaves a good part of its width empty."""
        return len(line.text) < _SHORT * self.width

    def parts(self, line: Line) -> bool:
        """True for a line that white space parts from the one before it."""
        return line.gap > (0 if self.told else self.gap)

    def ends_paragraph(self, line: Line, following: Line | None) -> bool:
        """True where `following` begins a new paragraph."""
        if following is None or following.item:
            return True
        if self.told and following.page == line.page:
            return following.gap > 0
        if following.page == line.page and following.gap > self.gap:
            return self.gap == 0 or bool(_SENTENCE_END.search(line.text)) or self.is_short(line)
        starts = bool(_CAPITAL.match(following.text))
        if _SENTENCE_END.search(line.text):
            return self.is_short(line) and starts
        return self.is_short(line) and starts and not _is_open(line.text)


def plain_heading(lines: Sequence[Line], at: int, start_of_text: bool, layout: Layout) -> int:
    """How many lines from `at` make a heading without a label; 0 where there is none.

    A heading begins with a capital where the text before it has ended, holds no finite verb,
    ends without a full stop, and is followed by a line that begins something new.
    """
    before = lines[at - 1] if at > 0 else None
    if not start_of_text and before is not None and not _has_ended(before, lines[at], layout):
        return 0
    for count in (1, 2):
        if at + count >= len(lines):
            return 0
        block = lines[at : at + count]
        text = " ".join(line.text for line in block)
        if any(line.item for line in block):
            return 0
        if not looks_like_heading(text):
            return 0
        following = lines[at + count]
        if not _CAPITAL.match(following.text) and not following.item:
            if count == 1 and len(block[0].text) >= _SHORT * layout.width:
                continue
            return 0
        isolated = following.gap > layout.gap and following.page == block[-1].page
        full = len(text) >= _SHORT * layout.width
        if full and not isolated and layout.gap == 0:
            return 0
        return 0 if _is_open(block[-1].text) else count
    return 0


def _has_ended(before: Line, line: Line, layout: Layout) -> bool:
    if layout.gap == 0 and line.page == before.page and line.gap == 0:
        return read_label(before.text) is not None or looks_like_heading(before.text)
    return bool(_SENTENCE_END.search(before.text)) or layout.is_short(before)


def looks_like_heading(text: str) -> bool:
    """True for words that begin with a capital, hold no finite verb and end without a stop."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return (
        bool(_HEADING_START.match(text))
        and not _END.search(text)
        and "@" not in text
        and 0 < len(words) <= _LONGEST_HEADING_WORDS
        and not _verbs() & set(words)
        and not re.search(r"[.?!] [A-ZÆØÅ]", text)
    )


def _is_open(text: str) -> bool:
    """True where the line ends with a word that asks for more (og, av, for ...)."""
    last = re.search(r"([^\W\d_]+)[-–]?$", text.casefold())
    return text.endswith(("-", ",", "(")) or (last is not None and last.group(1) in _open_ends())


@cache
def _verbs() -> frozenset[str]:
    return frozenset(lexicon("structure")["headings"]["verbs"])


@cache
def _open_ends() -> frozenset[str]:
    return frozenset(lexicon("structure")["headings"]["open_ends"])


def is_open(text: str, layout: Layout, following: Line | None) -> bool:
    """True where a heading's line goes on in the next: an open bracket, comma or small word,
    or a full line followed by one that begins in lower case.
    """
    if following is None or read_label(following.text):
        return False
    if text.count("(") > text.count(")") or _is_open(text):
        return True
    if text.endswith((")", ".")):
        return False
    full = len(text) >= _SHORT * layout.width
    return (
        full
        and (following.text[:1].islower() or "(" in following.text)
        and following.gap <= layout.gap
    )
