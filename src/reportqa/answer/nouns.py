"""What a question counts: the noun after "how many"."""

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
    if not words or fold(words[0]) in word_set("stopwords", "words"):
        return []
    return list(content_terms(query.counted or "", vocabulary, query.language))


def head_words(query: Query, vocabulary: Vocabulary) -> list[str]:
    """The stems that mean the thing counted."""
    return [form for term in head_terms(query, vocabulary)[:1] for form in term.forms]
