"""Digit groups that belong together: thousands, a minus sign, a telephone number."""

import re

from reportqa.language.lexemes import SPACES, Line, number_words, words_of

_PHONE_GROUPS = re.compile(r"(?:\+\d\d )?(?:\d\d \d\d \d\d \d\d|\d{3} \d\d \d{3})(?!\d)")
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)(?:[.,]\d{1,2}(?!\d))?")
_LONGEST_GROUPING = 3


def group_end(line: Line, index: int) -> int:
    """Past the last group of `1 250 000`: plain spaces join only one to three digits and threes.

    A row of numbers ("79 47 56 116 298", "124 136 154 202 616") is not one number, nor is a
    label with a number after it ("tiltak 6 340 000 kroner").
    """
    text, lexemes = line.text, line.lexemes
    first = lexemes[index]
    if first.end - first.start > 3 or not text[first.start : first.end].isdecimal():
        return index + 1
    if _follows_label(line, index):
        return index + 1
    last = index + 1
    while last < len(lexemes) and line.gap(last) == " " and lexemes[last].word == "":
        if not _THREE_DIGITS.fullmatch(text, lexemes[last].start, lexemes[last].end):
            break
        last += 1
        if not text[lexemes[last - 1].start : lexemes[last - 1].end].isdecimal():
            break
    if last == index + 1 or last - index > _LONGEST_GROUPING:
        return index + 1
    full = last - index == _LONGEST_GROUPING and first.end - first.start == 3
    if full and not (line.word(last) and line.gap(last) == " "):
        return index + 1
    before, after = index - 1, last
    if index and line.gap(index) == " " and _is_row_number(line, before):
        return index + 1
    if after < len(lexemes) and line.gap(after) == " " and _is_row_number(line, after):
        return index + 1
    return last


def signed_start(line: Line, index: int) -> int:
    """The place of a minus sign that belongs to the number, or of its first digit."""
    text, start = line.text, line.lexemes[index].start
    if start == 0 or text[start - 1] not in "-–−":
        return start
    gap = line.gap(index)
    after_number = index > 0 and line.lexemes[index - 1].form != "word"
    free = start == 1 or text[start - 2] in SPACES + "(=/"
    dash = after_number and len(gap) < 3 and text[start - 1] != "−"
    return start - 1 if free and not dash else start


def phone_at(line: Line, index: int) -> tuple[int, int] | None:
    """The characters of a telephone number after `tlf.` or a country code, or None."""
    start = line.lexemes[index].start
    named = line.word(index - 1) in words_of(number_words()["identifiers"]["phone"])
    country = line.text[start - 1 : start] == "+"
    if not (named or country):
        return None
    begin = start - 1 if country else start
    match = _PHONE_GROUPS.match(line.text, begin)
    return begin, match.end() if match else line.lexemes[index].end


def _is_row_number(line: Line, index: int) -> bool:
    """True for a digit group that is no year, code or label, as stands in a row of cells."""
    lexeme = line.lexemes[index]
    return (
        not _follows_label(line, index)
        and lexeme.form == "digits"
        and lexeme.end - lexeme.start < 4
    )


def _follows_label(line: Line, index: int) -> bool:
    """True for the 6 of "tiltak 6"."""
    return line.word(index - 1) in words_of(number_words()["identifiers"]["before"])
