"""The text of a question without what tells nothing of what is asked for."""

import re
from functools import cache

from reportqa.language.detect import Language
from reportqa.language.lexicon import lexicon
from reportqa.language.numbers import find_numbers
from reportqa.question.cues import plain, word_set

# The kinds of number that say how much or how many.
QUANTITIES = ("count", "percent", "money", "multiple", "fraction", "percentage_point")


def telling_text(text: str, language: Language) -> str:
    """The text with blanks, so that offsets stay, for the quantities it states, for how it is to be
    answered, for when in a year something was, and for what the asker is doing.
    """
    return _without_asides(_without_instruction(_without_numbers(text, language)))


def _without_numbers(text: str, language: Language) -> str:
    """The text with blanks for the quantities it states, their units and scales."""
    for number in find_numbers(text, language):
        if number.kind in QUANTITIES and not number.article:
            blank = " " * (number.end - number.start)
            text = text[: number.start] + blank + text[number.end :]
    return text


def _without_instruction(text: str) -> str:
    """The text with a blank for a last sentence such as "Oppgi antallet"."""
    asked, mark, told = text.partition("?")
    first = plain(told).split()[:1]
    instructs = bool(mark and first) and first[0] in word_set("instructions", "starts")
    return asked + mark + " " * len(told) if instructs else text


def _without_asides(text: str) -> str:
    """The text with blanks for what only says when in a year, or what the asker is doing:
    `i slutten av 2016`, `Jeg skriver en artikkel`.
    """
    return _asides().sub(lambda m: " " * len(m.group()), text)


@cache
def _asides() -> re.Pattern[str]:
    words = word_set("years", "within").union(lexicon("questions")["instructions"]["asker"])
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b", re.IGNORECASE)
