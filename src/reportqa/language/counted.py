"""The words behind a number -> what it counts: the noun and its phrase."""

import re
from functools import cache

from reportqa.language.lexicon import lexicon
from reportqa.language.number_words import word_value

# `rene` is no plural in `-ene`; `møtene` is.
_SHORT_ADJECTIVE = 5
_PHRASE_WORD = re.compile(r"\s*(?:(?:,\s)?(?P<word>[^\W\d_][\w/’'-]*))")
# Its noun is in the definite plural: `av stasjonene`, not `av gangen`.
_SOME_OF = re.compile(
    r"\s+(?:av|of)\s+(?:de\s+|dei\s+|the\s+)?(?P<noun>[^\W\d_]{3,}(?:ene|ane|s))\b"
)


def counted(text: str, end: int) -> tuple[str | None, str | None]:
    """The counted noun (the last word of the phrase) and the phrase, up to six words."""
    words: list[re.Match[str]] = []
    at = end
    while len(words) < 6 and (match := _PHRASE_WORD.match(text, at)):
        word = match.group("word")
        comma = text[at : match.start("word")].strip() == ","
        suspended = (
            words and words[-1].group("word").endswith("-") and word.casefold() in ("og", "eller")
        )
        if comma or (not suspended and _ends_phrase(word)):
            break
        words.append(match)
        at = match.end()
    words = [
        w
        for i, w in enumerate(words)
        if i or w.group("word").casefold() not in _data()["noun_phrase"]["skipped"]
    ]
    if not words:
        return None, None
    phrase = text[words[0].start("word") : words[-1].end()]
    return _head(words), phrase


def some_of(text: str, end: int) -> str | None:
    """What the number that ends there counts some of: `tolv av stasjonene`."""
    match = _SOME_OF.match(text, end)
    return match["noun"] if match and not _ends_phrase(match["noun"]) else None


def _ends_phrase(word: str) -> bool:
    """True for a small word, a verb or another number: what is counted ends before it."""
    if word == word.upper():
        return False
    folded = word.casefold()
    return folded in _phrase_ends() or word_value(folded) is not None


def number_follows(text: str, end: int) -> bool:
    """True for `9 millionar tre`: the word after it may be a noun that is a number word as well."""
    match = _PHRASE_WORD.match(text, end)
    return match is not None and word_value(match.group("word").casefold()) is not None


def _head(words: list[re.Match[str]]) -> str:
    """The counted noun: the first plural or last word that is no adjective, by its ending."""
    adjectives = _data()["noun_phrase"]["adjectives"]
    for match in words:
        word = match.group("word").casefold()
        if word.endswith("-") or word in ("og", "eller") or word in adjectives:
            continue
        if not re.search(
            r"(?:ende|ande|ede|lige|lege|ske|ale|ne|te|sk|ige|elle|este|ære|ive|åte|ulike|nye|felles|faste|store|små|ene?|andre|fulle|hele|rike|liten|stor|god|gode|røde|gule|blå|grå|hvite|kvite|svarte)$",
            word,
        ) or (len(word) > _SHORT_ADJECTIVE and word.endswith(("ene", "ane", "erne", "arne"))):
            return match.group("word")
    return words[-1].group("word")


@cache
def _phrase_ends() -> frozenset[str]:
    words = _data()["noun_phrase"]["ends"], _data()["articles"]["words"], verbs()
    return frozenset(word for group in words for word in group)


def verbs() -> list[str]:
    """The finite verbs that are known."""
    known: list[str] = lexicon("structure")["headings"]["verbs"]
    return known


def _data() -> dict[str, dict]:  # type: ignore[type-arg]
    return lexicon("number_words")
