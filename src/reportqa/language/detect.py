"""Bokmål, nynorsk or English: counted on small words and endings, good for short questions."""

from functools import cache
from typing import Literal

from reportqa.language.lexicon import lexicon
from reportqa.language.tokens import tokenize

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")

# Endings that one written standard has and the other lacks, with their weight against a word.
_ENDINGS: dict[Language, tuple[str, ...]] = {
    "nb": ("lig", "lige", "ene", "het", "heten", "erte", "sjon"),
    "nn": ("leg", "lege", "ane", "heit", "inga", "erte", "sjon", "jande"),
    "en": ("tion", "ing", "ies", "ship", "ment"),
}
_ENDING_WEIGHT = 0.3


def detect_language(text: str, default: Language = "nb") -> Language:
    """The main language of a question; `default` where nothing tells them apart."""
    scores = dict.fromkeys(LANGUAGES, 0.0)
    for token in tokenize(text):
        word = token.word.casefold()
        known = [lang for lang in LANGUAGES if word in _words(lang)]
        for lang in known:
            scores[lang] += 1 / len(known)
        if not known:
            ends = [lang for lang in LANGUAGES if word.endswith(_ENDINGS[lang])]
            for lang in ends:
                scores[lang] += _ENDING_WEIGHT / len(ends)
    best = max(scores.values())
    if scores[default] == best:
        return default
    return max(LANGUAGES, key=lambda lang: scores[lang])


@cache
def _words(language: Language) -> frozenset[str]:
    return frozenset(lexicon("detect")[language])
