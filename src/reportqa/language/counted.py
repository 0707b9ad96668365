"""What a number counts: the noun phrase after it, its noun told from its adjectives by form."""

import re
from dataclasses import dataclass
from functools import cache

from reportqa.language.lexemes import SPACES, Line, number_words, words_of
from reportqa.language.number_words import read_word

_LONGEST_PHRASE = 6
_SUSPENDING = ("og", "eller", "samt", "and", "or")
_PLURAL_ADJECTIVE = re.compile(
    r"(?:ende|ande|lige|lege|dige|tige|nige|rige|ske|ale|elle|ive|ære|øse|bare|somme|erte|ede|este"
    r"|aste|rne|ante|ente|ete|inære)$"
)
_SINGULAR_ADJECTIVE = re.compile(
    r"(?:ende|ande|lig|leg|dig|tig|nig|isk|sk|al|alt|ell|elt|iv|ivt|ær|ært|øs|øst|bar|bart|som|somt"
    r"|ert|tt|vidt|det|ant|ent|ere|ebasert|este)$"
)
_VERB_LIKE = re.compile(r"(?:[^iul]et|dde|[aeiouyæøå]dt|dt|ådte|kk|ørt)$")
_PLURAL_NOUN = re.compile(r"(?:er|ar|or|ene|ane|era|ra)$")
_LABEL = re.compile(r"[^,.:;()\d?!«»\"]{2,80}")


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun as written, and the phrase it stands in (adjectives, no number).

    `noun` is None where the words after the number are only "more" or "fewer".
    """

    noun: str | None
    phrase: str


def counted_at(line: Line, index: int, *, one: bool = False) -> Counted | None:
    """The noun phrase that begins at the lexeme `index`; None where none does.

    `one` tells that exactly one is counted, so that adjectives and noun are singular.
    """
    words = _phrase(line, index)
    if not words:
        return None
    head = (_english_head if line.english else _norwegian_head)(line, words, one)
    if head is None:
        more = [i for i in words if line.word(i) in words_of(_lists()["comparative"])]
        return Counted(None, _text(line, more[0], more[0])) if more else None
    return Counted(_text(line, head, head), _text(line, words[0], head))


def label_at(line: Line, index: int, end: int) -> str:
    """The words from the lexeme `index` up to the character `end`, or a mark before it."""
    start = line.lexemes[index].start
    match = _LABEL.match(line.text, start, end)
    return match.group().strip() if match else ""


def is_plural(noun: str) -> bool:
    """True where a Norwegian noun looks plural, or is the same in both numbers."""
    word = noun.lower()
    return bool(_PLURAL_NOUN.search(word)) or noun.isupper() or word.endswith(_same_plurals())


def _text(line: Line, first: int, last: int) -> str:
    return line.text[line.lexemes[first].start : line.lexemes[last].end]


def _phrase(line: Line, index: int) -> list[int]:
    """The lexemes of a possible noun phrase: up to a stop word, a number or a mark."""
    words: list[int] = []
    ends = words_of(_lists()["ends"])
    while index < len(line.lexemes) and len(words) < _LONGEST_PHRASE:
        word, gap = line.word(index), line.gap(index)
        if not word or (words and not _goes_on(line, index, words, gap)):
            break
        suspended = bool(words) and line.word(words[-1]).endswith("-")
        acronym = _is_acronym(line, index)
        if word in ends and not acronym and not (suspended and word in _SUSPENDING):
            break
        reading = None if words or acronym else read_word(word)
        if reading and reading.reading not in ("joined", "ordinal"):
            break
        words.append(index)
        index += 1
    while words and line.word(words[-1]) in _SUSPENDING:
        words.pop()
    return words


def _is_acronym(line: Line, index: int) -> bool:
    lexeme = line.lexemes[index]
    return lexeme.end - lexeme.start > 1 and line.text[lexeme.start : lexeme.end].isupper()


def _goes_on(line: Line, index: int, words: list[int], gap: str) -> bool:
    """True where a phrase may cross the gap: spaces, a slash, a comma between adjectives."""
    if gap.strip(SPACES) == "":
        return True
    if gap == "/":
        return True
    if gap == ", ":
        return _is_adjective(line, words[-1], True) and _is_adjective(line, index, True)
    return False


def _norwegian_head(line: Line, words: list[int], one: bool) -> int | None:
    """The first word that is no adjective; else the last, if people are called so."""
    for position, index in enumerate(words):
        word = line.word(index)
        if word.endswith("-") or word in _SUSPENDING:
            continue
        last = position == len(words) - 1
        if _is_adjective(line, index, one) and not last:
            continue
        if word in words_of(_lists()["nominal"]):
            follows = words[position + 1] if not last else None
            if follows is not None and is_plural(line.word(follows)):
                continue
            return index
        return index if _can_be_noun(line, index, one, last) else None
    return None


def _can_be_noun(line: Line, index: int, one: bool, last: bool) -> bool:
    word = line.word(index)
    lists = _lists()
    if word in words_of(lists["comparative"]) or word in words_of(lists["adjectives"]):
        return False
    if _is_acronym(line, index) or is_plural(word) or one:
        return True
    return not _VERB_LIKE.search(word) or (last and word.endswith(_same_plurals()))


def _is_adjective(line: Line, index: int, one: bool) -> bool:
    word = line.word(index)
    lists = _lists()
    if word in words_of(lists["adjectives"]):
        return True
    if word in words_of(lists["nominal"]) or _is_acronym(line, index):
        return False
    if word.endswith(_same_plurals()) and not one:
        return False
    reading = read_word(word)
    if reading and reading.reading in ("joined", "ordinal"):
        return True
    return bool(_PLURAL_ADJECTIVE.search(word) or (one and _SINGULAR_ADJECTIVE.search(word)))


def _english_head(line: Line, words: list[int], one: bool) -> int | None:
    """The first plural; for one, or where none is plural, the last word."""
    lists = _lists()
    plurals = words_of(lists["english_plurals"])
    for index in words:
        word = line.word(index)
        plural = word in plurals or (word.endswith("s") and word[-2:] not in ("ss", "us", "is"))
        if plural and not one:
            return index
    last = words[-1]
    word = line.word(last)
    if word in words_of(lists["comparative"]) or word in words_of(lists["adjectives"]):
        return None
    return None if not one and word.endswith("ed") else last


def _lists() -> dict[str, str]:
    lists: dict[str, str] = number_words()["noun_phrase"]
    return lists


@cache
def _same_plurals() -> tuple[str, ...]:
    return tuple(_lists()["same_plural"].split())
