"""Whether the sentences chosen hold the kind of thing that is asked for."""

import re
from collections.abc import Iterator

from reportqa.answer.asking import Asking
from reportqa.answer.coverage import is_unknown
from reportqa.answer.match import is_frame, is_verb, matches
from reportqa.answer.passages.extract import Extract
from reportqa.answer.passages.listed import follows_preposition
from reportqa.language.lexicon import lexicon
from reportqa.language.numbers import find_numbers
from reportqa.language.tokens import stem
from reportqa.language.vocabulary import Vocabulary
from reportqa.question.cues import find_cue, has_cue, plain
from reportqa.question.query import Query, Term
from reportqa.question.understand import content_terms

# Smaller numbers are often a reader's own count: `de to`.
_TELLING = 10
_PERSON = re.compile(r"(?<![.?!] )(?<!^)[A-ZÆØÅ][a-zæøåé]+(?: [A-ZÆØÅ]\.)? [A-ZÆØÅ][a-zæøåé]+")
# A capitalised word inside a sentence, or a title in quotation marks.
_NAME = re.compile(r"(?<=[\w,)] )[A-ZÆØÅ][\w-]+|[«“”\"][A-ZÆØÅ][^»“”\"]+[»“”\"]")


def holds_kind(asking: Asking, found: Extract) -> bool:
    """True where the sentences chosen hold what is asked for: a name, an address, or a time in the
    best of them; a reason; the numbers that the question gives; and a word that is to be explained.
    """
    query = asking.query
    if not _holds_name(asking, found) or not _holds_time(query, found):
        return False
    if not _holds_reason(query, found):
        return False
    telling = [t for t in query.terms if not is_frame(t)] or query.terms
    if query.kind == "definition" and all(is_unknown(t, asking.index) for t in telling):
        return False
    if query.kind in ("where", "who") and _is_of_other_years(query, found):
        return False
    held = {n.value for c in found.chosen for n in find_numbers(c.chunk.text)}
    return query.kind == "yes_no" or all(n in held for n in query.claims if n >= _TELLING)


def lacks_day(query: Query, text: str) -> bool:
    """True where the question asks for a date, and the text gives no day."""
    if not has_cue("kinds", "day", plain(query.text)):
        return False
    months = lexicon("number_words")["months"]
    return not any(
        n.kind == "date" or (n.kind == "ordinal" and _next_word(text, n.end) in months)
        for n in find_numbers(text)
    )


def _holds_name(asking: Asking, found: Extract) -> bool:
    """True where a name or address that is asked for is given."""
    query, words = asking.query, plain(asking.query.text)
    if query.field == "contact" and not query.yes_no and has_cue("kinds", "email", words):
        return any("@" in c.text.text for c in found.chosen)
    if query.asks_person:
        return _names_person(asking, found)
    if query.kind == "who" and has_cue("scope", "leads", words):
        return any(has_cue("evidence", "leads", plain(c.text.text)) for c in found.chosen)
    return _names_thing(asking, found) if has_cue("scope", "thing_name", words) else True


def _names_person(asking: Asking, found: Extract) -> bool:
    """True where the sentences chosen tell of the role asked for, and name a person: two
    capitalised words that are no body's or place's name elsewhere in the reports.
    """
    if any(has_cue("scope", "roles", plain(word)) for word in found.missing):
        return False
    frequency = asking.index.sentence_words.document_frequency
    names = (m.group().split() for c in found.chosen for m in _PERSON.finditer(c.text.text))
    return any(all(frequency(stem(word)) <= 2 for word in name) for name in names)


def _names_thing(asking: Asking, found: Extract) -> bool:
    """True where a sentence chosen tells of what is asked for, and gives a name that the question
    doesn't: not only that of the place that a preposition puts it in (`skolene i Nairobi`).
    """
    query, vocabulary = asking.query, asking.index.vocabulary
    asked = set(plain(query.text).split())
    head = next((t for t in query.terms if not is_frame(t)), None)
    for sentence in (c.text.text for c in found.chosen):
        if head is None or not _holds(head, sentence, vocabulary):
            continue
        for match in _NAME.finditer(sentence):
            strange = not set(plain(match.group()).split()) <= asked
            beside = _holds(head, _next_word(sentence, match.end()), vocabulary)
            if strange and (beside or not follows_preposition(match)):
                return True
    return False


def _holds(head: Term, text: str, vocabulary: Vocabulary) -> bool:
    words = content_terms(f". {text}", vocabulary)
    return any(matches(head, w.forms, compounds=True) for w in words)


def _next_word(text: str, at: int) -> str:
    return next(iter(plain(text[at:]).split()), "")


def _holds_time(query: Query, found: Extract) -> bool:
    """True unless a time is asked for that the best sentence doesn't tell."""
    said = max(found.chosen, key=lambda c: c.score).text.text
    if lacks_day(query, said):
        return False
    told = any(n.kind in ("year", "date") for n in find_numbers(said))
    return query.kind != "when" or told or has_cue("evidence", "when", plain(said))


def _holds_reason(query: Query, found: Extract) -> bool:
    """False where the sentences chosen give no reason, and don't tell of what is to be explained
    either: `Hvorfor ble ordningen lagt ned?` of one that goes on.
    """
    reasons = (has_cue("evidence", "why", plain(c.text.text)) for c in found.chosen)
    if query.kind != "why" or any(reasons):
        return True
    cue = find_cue("kinds", "why", plain(query.text))
    asking = plain(query.text)[cue[0] : sum(cue)] if cue else ""
    return not any(
        t.text in found.missing and plain(t.text) not in asking and _tells_event(t, asking, query)
        for t in query.terms
    )


def _tells_event(term: Term, asking: str, query: Query) -> bool:
    """True for a word of its own meaning, and for a verb, be it one that mostly says little."""
    before = plain(query.text[: term.start])
    return not is_frame(term) or is_verb(term) or before == asking


def _is_of_other_years(query: Query, found: Extract) -> bool:
    """True where the question names a year, and the sentences chosen say others alone."""
    said = set(_years(found))
    return bool(query.years and said) and not said & set(query.years)


def _years(found: Extract) -> Iterator[int]:
    for number in find_numbers(found.chosen[0].text.text):
        if number.kind in ("year", "date"):
            yield int(number.value)
