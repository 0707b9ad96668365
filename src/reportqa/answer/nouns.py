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
    words = (query.counted or "").split()
    if words and has_cue("percent", "words", plain(words[0])):
        words = words[1:]  # `hvor mange prosent flere anrop`
    counted = " ".join(words)
    if not counted or fold(counted.split()[0]) in word_set("stopwords", "words"):
        return []
    english = has_cue("axis", "how_many_english", plain(query.text))
    noun, phrase = _english(counted) if english else _norwegian(counted)
    terms = content_terms(phrase, vocabulary, query.language)
    return sorted(terms, key=lambda t: noun not in t.text.split())


def _norwegian(counted: str) -> tuple[str, str]:
    """The noun of `rene videregående skoler hadde`: what a number before it would count; with all
    words, as a verb may mean a noun.
    """
    noun, _ = counted_after(counted, 0)
    return noun or counted.split()[0], counted


def _english(counted: str) -> tuple[str, str]:
    """The noun of `planning meetings did the`, the last of its phrase, and the phrase."""
    first, *others = counted.split()
    phrase = [first, *takewhile(lambda word: not _ends_phrase(word), others)]
    return phrase[-1], " ".join(phrase)


def _ends_phrase(word: str) -> bool:
    """True for a word that no English noun phrase goes on over: a small one, or a verb."""
    folded = fold(word)
    known = folded in word_set("stopwords", "words") or folded in word_set("frame", "verbs")
    return known or folded.endswith("ed")


def head_words(query: Query, vocabulary: Vocabulary) -> list[str]:
    """The stems that mean the thing counted."""
    return [form for term in head_terms(query, vocabulary)[:1] for form in term.forms]
