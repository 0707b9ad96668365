"""Words, stems and character n-grams: one tokenizer for index and question alike."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:[.'’@][^\W_]+)*", re.UNICODE)
_AGENT_PLURAL = re.compile(r"(?<=\w{3})(?:ernes?|eranes?|aranes?|arar)$")
_SHORT_FORM = re.compile(r"^([A-ZÆØÅ]{2,})(?:s|er|ene|en|ar|ane|enes)$")
_STEMMER = Stemmer.Stemmer("norwegian")
_SPELT_OUT = str.maketrans({"æ": "a", "ø": "o", "å": "a", "ß": "s"})


class Token(NamedTuple):
    """A word of a text, as written, with its place in that text."""

    word: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """The words of `text` in order; punctuation, slashes and hyphens divide words."""
    return [Token(m.group(), *m.span()) for m in _WORD.finditer(text)]


def words_in(text: str) -> list[str]:
    """The words of `text` in order, as `tokenize` parts them."""
    return _WORD.findall(text)


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Lower case without diacritics; æ/ae, ø/oe and å/aa meet, as hasty writers mix them."""
    return bare(word).replace("ae", "a").replace("oe", "o").replace("aa", "a")


def bare(word: str) -> str:
    """Lower case without diacritics, letter for letter."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_SPELT_OUT))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The folded Norwegian Snowball stem of a word; numbers and single letters stay.

    Abbreviations lose their endings (MRene, IRs). Definite plurals of agent nouns (rådgiverne,
    rådgjevarane), which Snowball leaves apart from their singular, are brought to it first.
    """
    bare = _AGENT_PLURAL.sub("er", _SHORT_FORM.sub(r"\1", word).casefold())
    shorter = _STEMMER.stemWord(bare)
    while shorter != bare:  # once more where an ending is left: kursene, kurs
        bare, shorter = shorter, _STEMMER.stemWord(shorter)
    return fold(shorter)


def stems(text: str) -> list[str]:
    """The stem of each word of `text`, in order."""
    return [stem(word) for word in words_in(text)]


def grams(text: str) -> list[str]:
    """Character 4- and 5-grams of each folded word with its ends marked; short words whole.

    They join inflections, compounds, misspellings and the two written standards.
    """
    return [gram for word in words_in(text) for gram in word_grams(fold(word))]


@lru_cache(maxsize=50_000)
def word_grams(word: str) -> tuple[str, ...]:
    """The 4- and 5-grams of one folded word."""
    marked = f"<{word}>"
    if len(marked) <= 4:
        return (marked,)
    return tuple(marked[i : i + n] for n in (4, 5) for i in range(len(marked) - n + 1))
