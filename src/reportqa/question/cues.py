"""Cue phrases: the words by which a question tells what it asks for."""

import re
from functools import cache

from reportqa.language.lexicon import lexicon
from reportqa.language.tokens import fold, words_in


def plain(text: str) -> str:
    """The words of a question, folded and with single spaces; a percent sign is a word."""
    spelt = text.replace("%", " prosent ")
    return " ".join(fold(word) for word in words_in(spelt))


def find_cue(table: str, name: str, words: str) -> tuple[int, int] | None:
    """Where a cue of the list `table.name` first stands in plain `words`: (start, length)."""
    match = _pattern(table, name).search(words)
    return (match.start(), len(match.group())) if match else None


def has_cue(table: str, name: str, words: str) -> bool:
    """True where a cue of the list stands in plain `words`."""
    return find_cue(table, name, words) is not None


def cue_names(table: str) -> tuple[str, ...]:
    """The names of the lists in a table of cues, in the file's order."""
    return tuple(lexicon("questions")[table])


@cache
def word_set(table: str, name: str) -> frozenset[str]:
    """A plain word list, folded."""
    return frozenset(fold(word) for word in lexicon("questions")[table][name])


@cache
def _pattern(table: str, name: str) -> re.Pattern[str]:
    phrases = sorted(lexicon("questions")[table][name], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(_phrase(p) for p in phrases) + r")\b")


def _phrase(phrase: str) -> str:
    parts = []
    for word in phrase.replace("%", "prosent").replace("-", " ").split():
        if word == "...":
            parts.append(r"(?:\w+ ){0,14}?")
        elif "*" in word:
            parts.append(r"\w*".join(re.escape(fold(w)) for w in word.split("*")) + " ")
        else:
            parts.append(re.escape(fold(word)) + " ")
    return "".join(parts).removesuffix(" ")


@cache
def cue_words() -> dict[str, str]:
    """All words that the lists of cues are made of, folded form to form; parts of words left out."""
    lists = [cues for table in lexicon("questions").values() for cues in table.values()]
    lists += lexicon("detect")["words"].values()
    flat = (cue for cues in lists for cue in _flat(cues))
    return {fold(w): w for cue in flat for w in cue.split() if w.isalpha()}


@cache
def small_words() -> frozenset[str]:
    """The words that only frame a question, folded."""
    frames = (word_set("frame", name) for name in ("counted", "verbs", "others"))
    return word_set("stopwords", "words").union(*frames) & cue_words().keys()


def _flat(cues: list[str] | list[list[str]]) -> list[str]:
    return [word for cue in cues for word in ([cue] if isinstance(cue, str) else cue)]
