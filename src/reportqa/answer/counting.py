"""How many there are: parts of a measure, and the things that a sentence or list names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportqa.answer.compose import Source, sources_of
from reportqa.answer.coverage import coverage
from reportqa.answer.match import matches
from reportqa.chunks.chunk import Chunk
from reportqa.index.index import Index
from reportqa.language.lexicon import lexicon
from reportqa.language.numbers import find_numbers
from reportqa.language.tokens import fold, stem
from reportqa.question.cues import word_set
from reportqa.question.query import Query, Term
from reportqa.question.understand import content_terms
from reportqa.report.model import Report, walk
from reportqa.retrieve.rank import Ranking
from reportqa.span import Text

_PASSAGES = 6
_LEAST_ITEMS = 3
_LEAST_SHARE = 0.55
_LEAST_SHARE_NAMED = 0.6
_LEAST_NAMED = 2
_NAME = (
    r"[A-ZÆØÅ«“\"][\w«»“”\"’./-]*(?:[ -](?:[A-ZÆØÅ][\w./-]*|i|og (?=[A-ZÆØÅ][\w-]+(?:,| og ))))*"
)
# Names in a row: `A, B og C`.
NAMES = re.compile(rf"{_NAME}(?:, {_NAME})+ (?:og|and|samt|eller) {_NAME}")
_FOLLOWING = re.compile(r"\b(?:følgende|fylgjande|følgjande|following|these|disse|desse)\b", re.I)
_ITEM_EDGE = re.compile(r",\s+|\s+(?:og|and|samt)\s+")


@dataclass(frozen=True, slots=True)
class Counted:
    """The things counted, as they stand, with their places."""

    unit: str
    items: tuple[str, ...]
    sources: tuple[Source, ...]
    measure: int | None


def count_parts(query: Query, reports: Sequence[Report]) -> Counted | None:
    """Measures of a report, or the objectives, ministries or contacts of a measure."""
    head = (query.counted or "").split()[:1]
    if not head:
        return None
    labels: dict[str, list[str]] = lexicon("structure")["labels"]
    kind = next((k for k, words in labels.items() if any(_same(head[0], w) for w in words)), None)
    if query.field == "ministries":
        kind = "ministries"
    measures = [
        (r, m)
        for r in reports
        for m in r.measures
        if not query.measures or m.number in query.measures
    ]
    found: list[tuple[str, Source]] = []
    for report, measure in measures:
        if kind == "measure" and not query.measures:
            found.append(
                (measure.label, Source(report.id, measure.number, (), measure.heading.span))
            )
        elif kind in ("objective", "attainment") and query.measures:
            for path, section in walk(measure.sections):
                if section.kind == kind and section.heading is not None:
                    place = Source(report.id, measure.number, path, section.heading.span)
                    found.append((section.title, place))
        elif kind == "ministries" and query.measures:
            place = Source(report.id, measure.number, (), measure.heading.span)
            found += [(name.text, place) for name in measure.ministries]
        elif (kind == "contact" or query.field == "contact") and query.measures:
            found += [
                (c.name, Source(report.id, measure.number, (), span))
                for c in measure.contacts
                for span in c.text.spans()
            ]
    if not found:
        return None
    number = measures[0][1].number if len(measures) == 1 else None
    return Counted(
        head[0], tuple(i for i, _ in found), tuple(dict.fromkeys(s for _, s in found)), number
    )


def count_listed(query: Query, ranking: Ranking, index: Index) -> Counted | None:
    """The things that the best fitting sentence or list names after the word that is counted."""
    return _listed(query, _heads(query, index), _LEAST_SHARE, ranking, index)


def name_listed(query: Query, ranking: Ranking, index: Index) -> Counted | None:
    """The things that the question asks for by name (`hvilke ambassader`), where a sentence that
    holds nearly all of the question lists them.
    """
    return _listed(query, list(query.terms[:1]), _LEAST_SHARE_NAMED, ranking, index)


def _listed(
    query: Query, head: list[Term], least: float, ranking: Ranking, index: Index
) -> Counted | None:
    if not head:
        return None
    best: tuple[float, Counted] | None = None
    for row in ranking.order[:_PASSAGES]:
        chunk = index.chunk(int(row))
        if chunk.kind in ("row", "table"):
            continue
        for text, before, items in _lists(chunk):
            lead = content_terms(f". {before}", index.vocabulary)
            named = next((h for h in head if any(matches(h, t.forms) for t in lead)), None)
            if (
                named is None
                and sum(_holds(item, head[0], index) for item in items) >= _LEAST_NAMED
            ):
                named = head[0]
            share = coverage(query, [text.text, *chunk.path], index, chunk.measure).share
            if named and share >= least and (best is None or share > best[0]):
                sources = chunk.sentences[1:] if chunk.kind == "list" else (text,)
                places = tuple(s for t in sources for s in sources_of(chunk, t))
                best = share, Counted(named.text, items, places, chunk.measure)
    return best[1] if best else None


def _heads(query: Query, index: Index) -> list[Term]:
    """What is counted: the first noun, and in `utsendinger sine ambassader` the last as well."""
    words = (query.counted or "").split()
    owner = next((i for i, w in enumerate(words) if w in ("sine", "sin", "sitt")), 0)
    wanted = " ".join(words[:1] + (words[owner + 1 : owner + 2] if owner else []))
    return list(content_terms(f". {wanted}", index.vocabulary, query.language)) if wanted else []


def _holds(item: str, term: Term, index: Index) -> bool:
    return any(matches(term, t.forms) for t in content_terms(f". {item}", index.vocabulary))


def _lists(chunk: Chunk) -> list[tuple[Text, str, tuple[str, ...]]]:
    """What a passage lists: sentence, the noun right before the list, the items."""
    if chunk.kind == "list":
        lead = chunk.sentences[0]
        return [(lead, _announced(lead.text), tuple(s.text for s in chunk.sentences[1:]))]
    found = []
    for sentence in chunk.sentences:
        named = next((m for m in NAMES.finditer(sentence.text) if not _in_brackets(m)), None)
        items = tuple(i for i in _ITEM_EDGE.split(named.group()) if i) if named else ()
        if named and len(items) >= _LEAST_ITEMS:
            clause = sentence.text[: named.start()].rsplit(",", 1)[-1].split()
            at = next((i for i, w in reversed(list(enumerate(clause))) if _is_content(w)), 0)
            # `45 ungdommer fra A, B og C` are not A, B and C.
            counted = at > 0 and bool(find_numbers(clause[at - 1]))
            found.append((sentence, "" if counted else " ".join(clause[at : at + 1]), items))
    return found


def _in_brackets(match: re.Match[str]) -> bool:
    """True for names that a bracket gives, as ministries after a title."""
    before = match.string[: match.start()]
    return before.count("(") > before.count(")")


def _announced(lead: str) -> str:
    """What a lead-in says that a list is of: the word after `følgende`, else its last one."""
    words = [word for word in lead.split() if _is_content(word)]
    after = _FOLLOWING.search(lead)
    named = [word for word in lead[after.end() :].split() if _is_content(word)] if after else []
    return (named[:1] or words[-1:] or [""])[0]


def _is_content(word: str) -> bool:
    return fold(word.strip(":,.")) not in word_set("stopwords", "words")


def _same(a: str, b: str) -> bool:
    return stem(a) == stem(b)
