"""Follow-up questions: the typed query of the last turn, carried on and changed."""

from collections.abc import Sequence
from dataclasses import replace

from reportqa.language.tokens import fold, tokenize
from reportqa.question.cues import has_cue, plain, word_set
from reportqa.question.query import Query, Term

# A question with this many words of its own stands alone, unless it points back.
_OWN_WORDS = 3
# Turns that matter for what a follow-up leans on.
LAST_TURNS = 4


def follow(query: Query, before: Sequence[Query]) -> Query:
    """The query of a question asked after others: what it leaves out is taken from the last one.

    A question that stands on its own drops what went before.
    """
    if not before or not leans(query):
        return query
    last = before[-1]
    repeats = query.kind == last.kind == "number" and not query.counted and not query.measures
    if _is_elliptic(query) or repeats:
        return _changed(last, query)
    return _with_topic(query, last)


def leans(query: Query) -> bool:
    """True where a question can't be understood without the one before."""
    words = plain(query.text)
    opener = has_cue("follow_up", "openers", words[:40])
    return opener or _points_back(query) or _is_elliptic(query)


def _points_back(query: Query) -> bool:
    """True for a pronoun or demonstrative that no noun of the question itself explains."""
    tokens = [fold(t.word) for t in tokenize(query.text)]
    pointing = word_set("follow_up", "pronouns")
    own = [t for t in query.terms if not _is_general(t)]
    if not any(token in pointing for token in tokens):
        return False
    return len(own) < _OWN_WORDS and not any(t.name for t in own)


def _is_elliptic(query: Query) -> bool:
    """True for what is no full question: `Og i 2015?`, `Hva med IMDi Nord?`, `Why?`."""
    words = plain(query.text)
    if has_cue("follow_up", "openers", words[:40]) and len(words.split()) <= 9:
        return not _asks_anew(query)
    bare = [t for t in query.terms if not _is_general(t)]
    return not bare and not query.measures and not query.field and len(words.split()) <= 8


def _asks_anew(query: Query) -> bool:
    """True where an opener is followed by a question word of its own: `Og hvem sitter i det?`."""
    words = plain(query.text)
    return (
        not has_cue("follow_up", "what_about", words)
        and query.kind != "text"
        and len(words.split()) > 3
    )


def _is_general(term: Term) -> bool:
    word = fold(term.text)
    return any(word in word_set("frame", name) for name in ("counted", "verbs", "others")) or (
        word in word_set("follow_up", "openers_words")
    )


def _changed(last: Query, new: Query) -> Query:
    """The last query with what the new one names put in place of what it named."""
    if new.relative in ("before", "after") and last.years and not new.years:
        step = 1 if new.relative == "after" else -1
        new = replace(new, years=tuple(year + step for year in last.years), relative=None)
    text = f"{last.text.rstrip(' ?.')} – {new.text}"
    own = tuple(t for t in new.terms if fold(t.text) not in word_set("follow_up", "openers_words"))
    keeps_kind = new.kind in ("text", "definition", "where") or has_cue(
        "follow_up", "what_about", plain(new.text)
    )
    changed = replace(
        last
        if keeps_kind or new.operation != "lookup" or new.years
        else replace(last, kind=new.kind),
        text=text,
        language=new.language if len(new.terms) > 1 else last.language,
        measures=new.measures or last.measures,
        sections=new.sections or last.sections,
        years=new.years or last.years,
        year_range=new.year_range if new.years else last.year_range,
        relative=new.relative or (None if new.years else last.relative),
        period=new.period or (last.period and not new.years),
        claims=new.claims or last.claims,
        field=new.field or (None if new.asks_number else last.field),
    )
    if new.operation != "lookup":
        changed = replace(
            changed,
            operation=new.operation,
            direction=new.direction,
            percent=new.percent,
            position=new.position,
            asks_number=True,
            kind="number",
            years=new.years or last.years,
        )
    if new.kind in ("why", "who", "when", "how") and not new.years:
        changed = replace(changed, kind=new.kind, operation="lookup", asks_number=False)
    if not own:
        return changed
    kept = tuple(t for t in last.terms if not _replaced(t, own))
    return replace(changed, terms=(*kept, *own), counted=new.counted or last.counted)


def _replaced(old: Term, new: Sequence[Term]) -> bool:
    """True where a word of the new question stands in the place of an old one: name for name,
    actor for actor (they share a long ending or are both proper names).
    """
    for term in new:
        if old.name and term.name:
            return True
        shared = 0
        for a, b in zip(reversed(fold(old.text)), reversed(fold(term.text)), strict=False):
            if a != b:
                break
            shared += 1
        if shared >= 6 and fold(old.text) != fold(term.text):
            return True
    return False


def _with_topic(query: Query, last: Query) -> Query:
    """The new question with the topic of the last: its names, measures and telling words."""
    known = {t.forms[0] for t in query.terms}
    topic = [t for t in last.terms if t.forms[0] not in known and not _is_general(t)]
    names = [t for t in topic if t.name]
    carried = tuple(names or topic)
    return replace(
        query,
        text=f"{query.text} ({' '.join(t.text for t in carried)})" if carried else query.text,
        terms=(*query.terms, *carried),
        measures=query.measures or last.measures,
        years=query.years or last.years if query.asks_number else query.years,
        counted=query.counted,
    )
