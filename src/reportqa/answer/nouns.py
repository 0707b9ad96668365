"""What a question counts: the noun after "how many"."""

from itertools import takewhile

from reportqa.language.counted import counted as counted_after
from reportqa.language.tokens import fold
from reportqa.language.vocabulary import Vocabulary
from reportqa.question.cues import has_cue, plain, word_set
from reportqa.question.query import Query, Term
from reportqa.question.understand import content_terms


def head_terms(query: Query, vocabulary: Vocabulary) -> list[Term]:
    """The words for what is counted; none where no noun follows "how many"."""
    if has_cue("number_kinds", "often", plain(query.text)):
        return list(content_terms("ganger", vocabulary))
    if has_cue("number_kinds", "age", plain(query.text)):
        return list(content_terms("år", vocabulary))
    counted = query.counted or ""
    if not counted or fold(counted.split()[0]) in word_set("stopwords", "words"):
        return []
    english = has_cue("axis", "how_many_english", plain(query.text))
    noun = _noun_of(counted, english)
    terms = content_terms(counted, vocabulary, query.language)
    return sorted(terms, key=lambda t: noun not in t.text.split())


def _noun_of(counted: str, english: bool) -> str:
    """What is counted by words such as `rene videregående skoler hadde`: in English the last noun
    of the phrase, else the one that a number before the words would count.
    """
    if not english:
        noun, _ = counted_after(counted, 0)
        return noun or counted.split()[0]
    phrase = takewhile(lambda word: not _ends_phrase(word), counted.split())
    return [counted.split()[0], *phrase][-1]


def _ends_phrase(word: str) -> bool:
    """True for a word that no English noun phrase goes on over."""
    folded = fold(word)
    return folded in word_set("stopwords", "words") or folded in word_set("frame", "verbs")


def head_words(query: Query, vocabulary: Vocabulary) -> list[str]:
    """The stems that mean the thing counted."""
    return [form for term in head_terms(query, vocabulary)[:1] for form in term.forms]
