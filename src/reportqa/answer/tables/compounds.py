"""Words of a question that together say one word of a table: `course participants`, `deltok på
kurs`, of `kursdeltakere`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product

from reportqa.answer.table_words import TableWords
from reportqa.language.tokens import fold, words_in
from reportqa.question.cues import word_set
from reportqa.question.query import Term

# What may stand between the parts of a compound.
_LINKS = ("", "s", "e")
_LEAST_PART = 3


def words_of(tables: Iterable[TableWords]) -> frozenset[str]:
    """The stems of all words that tables are asked by."""
    return frozenset(word for table in tables for word in table.stems)


@lru_cache(maxsize=64)
def joined_terms(terms: tuple[Term, ...], text: str, known: frozenset[str]) -> tuple[Term, ...]:
    """The terms, with neighbours that make a word of the tables in the place of both, and of three:
    `surgical wound infections`, of `operasjonssårinfeksjon` and `sårinfeksjon`.
    """
    joined: list[Term] = []
    for term in (_with_particle(term, text, known) for term in terms):
        joined.append(term)
        while len(joined) > 1 and (found := _compounds(joined[-2], joined[-1], text, known)):
            last, first = joined.pop(), joined.pop()
            said = text[first.start : last.end]
            joined.append(Term(said, first.start, last.end, found, False))
    return tuple(joined)


def _compounds(first: Term, second: Term, text: str, known: frozenset[str]) -> tuple[str, ...]:
    """The known compounds of two terms that stand side by side, or around a preposition."""
    between = words_in(text[first.end : second.start])
    if any(fold(word) not in word_set("stopwords", "words") for word in between):
        return ()
    sides = (second.forms, first.forms) if between else (first.forms, second.forms)
    made = (a + link + b for a, b in product(*map(_parts, sides)) for link in _LINKS)
    return tuple(dict.fromkeys(word for word in made if word in known))


def _with_particle(term: Term, text: str, known: frozenset[str]) -> Term:
    """`lånt ut` is `utlånt`, too, where a table has such a word."""
    after = words_in(text[term.end :])[:1]
    particle = fold(after[0]) if after else ""
    if particle not in word_set("frame", "particles"):
        return term
    there = [word.removeprefix(particle) for word in known if word.startswith(particle)]
    made = [particle + verb for verb in there if any(_same_verb(f, verb) for f in term.forms)]
    return replace(term, forms=(*term.forms, *sorted(made)))


def _same_verb(own: str, verb: str) -> bool:
    return len(verb) >= _LEAST_PART and (own == verb or own.removesuffix("t") == verb)


def _parts(forms: Sequence[str]) -> list[str]:
    return [form for form in forms if " " not in form and len(form) >= _LEAST_PART]
