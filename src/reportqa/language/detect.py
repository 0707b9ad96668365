"""Bokmål, nynorsk or English: counted on small words and endings, good for short questions."""

from functools import cache
from typing import Literal

from reportqa.language.lexicon import lexicon
from reportqa.language.tokens import tokenize

Language = Literal["nb", "nn", "en"]
# What a caller may ask for: `auto` is the language of the question.
LanguageChoice = Literal["auto", "nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")

# Measured with bench/languages.py: what a telling word and a mere ending count against a word.
_TELLING_WEIGHT = 2.0
_ENDING_WEIGHT = 0.3


def detect_language(text: str, default: Language = "nb") -> Language:
    """The main language of a question; `default` where nothing tells them apart."""
    scores = dict.fromkeys(LANGUAGES, 0.0)
    for token in tokenize(text):
        for language, weight in _evidence(token.word.casefold()):
            scores[language] += weight
    best = max(scores.values())
    if scores[default] == best:
        return default
    return max(LANGUAGES, key=lambda language: scores[language])


def _evidence(word: str) -> list[tuple[Language, float]]:
    """The languages that a word speaks for, with its weight shared among them."""
    telling = [lang for lang in LANGUAGES if word in _listed("telling", lang)]
    known = telling or [lang for lang in LANGUAGES if word in _listed("words", lang)]
    if known:
        weight = _TELLING_WEIGHT if telling else 1.0
        return [(lang, weight / len(known)) for lang in known]
    ending = [lang for lang in LANGUAGES if word.endswith(tuple(_listed("endings", lang)))]
    return [(lang, _ENDING_WEIGHT / len(ending)) for lang in ending]


@cache
def _listed(kind: str, language: Language) -> frozenset[str]:
    return frozenset(lexicon("detect")[kind][language])
