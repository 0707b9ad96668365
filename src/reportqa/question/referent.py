"""What a question spoke of: the phrase that a pronoun of the next one stands for."""

import re
from collections.abc import Sequence

from reportqa.language.tokens import fold
from reportqa.question.cues import cue_names, has_cue, word_set
from reportqa.question.lean import DEFINITE, Leaning, is_asking, is_said
from reportqa.question.places import is_general
from reportqa.question.query import Query, Term

# A participle or a verb's main form behind a noun: `etablert`, `opprettet`, `held`, `founded`.
_VERB_FORM = re.compile(r"(?:ert|et|dt|lt|te|de|es|ed)$")
_PARTICLE = re.compile(r" (?:up|out|down|on|off|over)$")
# What is counted and has none of these ends is a verb: `hvor mange deltok`.
_PLURAL = re.compile(r"(?:[ae]r|s|n|e)$")
_ALONE = re.compile(r"(?:ig|sk)$")
_ADJECTIVE = re.compile(r"(?:e|ig|sk)$")


def referent(last: Query, pronoun: str) -> list[Term]:
    """The terms of the last question's phrase that a word such as `det` or `they` points at.

    That is its name with what goes with it (`nettverket i Oppland`), its own before one that it
    took over; for several things those counted come first; without a name, all it speaks of.
    """
    if last.field and last.measures:
        return []
    several = pronoun in word_set("follow_up", "plural") and last.counted is not None
    groups = [g for g in _noun_phrases(last) if _tells(g) or (several and _counted(g, last))]
    own = [g for g in groups if not set(g) <= set(last.carried)]
    named = [g for g in own if _is_named(g)] or [g for g in groups if _is_named(g)]
    if several:
        counted = [g for g in groups if _counted(g, last)]
        named = counted + [g for g in named or groups if g not in counted]
    return [term for group in named or groups for term in group] or list(last.terms)


def is_operation(term: Term) -> bool:
    """True for a word that only tells what is reckoned: `snittet`, `flest`, `andel`."""
    word = fold(term.text)
    return not term.name and any(has_cue("operations", n, word) for n in cue_names("operations"))


def asks_of_contact(query: Query, how: Leaning, last: Query) -> bool:
    """True for more of a contact person than how to reach them, which no report tells."""
    pronoun = fold(query.text[slice(*how.pronoun)]) if how.pronoun else ""
    person = pronoun in word_set("follow_up", "personal") and last.field == "contact"
    return person and bool(how.own) and query.field is None


def _is_named(group: Sequence[Term]) -> bool:
    return any(term.name for term in group)


def _noun_phrases(query: Query) -> list[list[Term]]:
    """A question's terms in order, those of one phrase together; verbs left out."""
    groups: list[list[Term]] = []
    before: Term | None = None
    for term in query.terms:
        known = query.text[term.start : term.end] == term.text
        if not known or is_asking(term, query) or is_operation(term) or _is_verb(term, query):
            before = None
        elif before is not None and _goes_on(before, term, query):
            groups[-1].append(term)
            before = term
        else:
            groups.append([term])
            before = term
    return groups


def _tells(group: Sequence[Term]) -> bool:
    return not all(is_general(fold(t.text)) or _is_adjective(t) for t in group)


def _counted(group: Sequence[Term], query: Query) -> bool:
    return fold(query.counted or "").startswith(fold(group[0].text))


def _is_adjective(term: Term) -> bool:
    """True for an adjective that stands alone: what is said of something, not a thing."""
    return not term.name and bool(_ALONE.search(fold(term.text)))


def _is_verb(term: Term, query: Query) -> bool:
    """True for a verb, or what else is said of the noun right before it: `konferansen holdt`,
    `søknader ble innvilget`, `ordninga sårbar`.
    """
    word = fold(term.text)
    if term.name or word in word_set("frame", "verbs") or is_said(term, query):
        return not term.name
    before = re.search(r"([^\W\d_]+)[ ]$", query.text[: term.start])
    previous = before.group(1) if before else ""
    if query.counted == term.text and not _PLURAL.search(word):
        return True
    is_form = bool(_VERB_FORM.search(word))
    if query.language == "en":
        return bool(_PARTICLE.search(word)) or (is_form and fold(previous) != "the")
    being = fold(previous) in word_set("follow_up", "being")
    is_name = previous[:1].isupper() and before is not None and before.start() > 0
    if being or is_name:
        return is_form and (is_name or query.counted is not None)
    return bool(DEFINITE.search(previous))


def _goes_on(before: Term, term: Term, query: Query) -> bool:
    """True where a term is of one phrase with the one before: joined by a small word, or right
    behind it as its noun or its name.
    """
    between = query.text[before.end : term.start]
    if re.search(r"[?.,;():]", between):
        return False
    words = between.split()
    if words == ["som"]:
        apposed = re.search(r"([^\W\d_]+) $", query.text[: before.start])
        return before.name and apposed is not None and bool(DEFINITE.search(apposed.group(1)))
    if words:
        return all(fold(w) in word_set("follow_up", "joints") for w in words)
    if query.language == "en" or between != " ":
        return True
    if term.name:
        return before.name or not before.text.endswith("er")
    if before.name:
        return not DEFINITE.search(term.text)
    return bool(_ADJECTIVE.search(fold(before.text)))
