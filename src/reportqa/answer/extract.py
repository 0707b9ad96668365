"""Answers in the report's own words: the sentences that answer, and whether they do."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reportqa.answer.compose import Composer, sources_of
from reportqa.answer.coverage import coverage, is_unknown
from reportqa.answer.match import is_frame, matches
from reportqa.chunks.chunk import Chunk
from reportqa.index.store import Index
from reportqa.language.numbers import find_numbers
from reportqa.question.cues import has_cue, plain
from reportqa.question.query import Query
from reportqa.question.understand import content_terms
from reportqa.retrieve.rank import Ranking
from reportqa.span import Text

# How a sentence is scored, measured on the question sets of eval/.
_SENTENCE_WEIGHTS = {"grams": 1.0, "words": 0.3, "dense": 0.6}
_PASSAGE_WEIGHT = 0.6
_PASSAGES = 8
_TYPE_BONUS = 0.6
_YEAR_BONUS = 0.4
_COVERAGE_BONUS = 2.5
# Further sentences are said where they score this near the best, up to so many characters.
_NEAR = 0.85
_NEAR_BESIDE = 0.7
_MOST_CHARACTERS = 520
_MOST_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with its chunk and score."""

    row: int
    chunk_row: int
    chunk: Chunk
    text: Text
    score: float


@dataclass(frozen=True, slots=True)
class Extract:
    """The sentences chosen, in reading order, with how sure it is that they answer."""

    chosen: tuple[Candidate, ...]
    confidence: float
    missing: tuple[str, ...]


def extract(query: Query, ranking: Ranking, index: Index) -> Extract | None:
    """The sentences that answer best; None where the index holds none to choose from."""
    candidates = _candidates(query, ranking, index)
    if not candidates:
        return None
    best = max(candidates, key=lambda c: c.score)
    chosen = _completed(query, best, candidates, index)
    return Extract(tuple(chosen), *_confidence(query, best, chosen, ranking, index))


def _candidates(query: Query, ranking: Ranking, index: Index) -> list[Candidate]:
    found = []
    for row in ranking.order[:_PASSAGES]:
        if not np.isfinite(ranking.scores[row]):
            break
        chunk = index.chunk(int(row))
        if chunk.kind in ("row", "table"):
            continue
        for sentence in index.sentences_of(int(row)):
            text = chunk.sentences[sentence - index.sentences_of(int(row)).start]
            score = sum(
                w * float(ranking.sentences[s][sentence]) for s, w in _SENTENCE_WEIGHTS.items()
            )
            score += _PASSAGE_WEIGHT * float(ranking.scores[row])
            score += _type_bonus(query, chunk, text, index)
            own = coverage(query, [text.text, *chunk.path], index, chunk.measure).share
            whole = coverage(
                query, [text.text, *chunk.path, chunk.text], index, chunk.measure
            ).share
            score += _COVERAGE_BONUS * (0.75 * own + 0.25 * whole) + _year_bonus(query, text)
            found.append(Candidate(sentence, int(row), chunk, text, score))
    return found


def _year_bonus(query: Query, text: Text) -> float:
    held = {n.value for n in find_numbers(text.text) if n.kind in ("year", "date")}
    return _YEAR_BONUS if any(year in held for year in query.years) else 0.0


def _type_bonus(query: Query, chunk: Chunk, text: Text, index: Index) -> float:
    """A sentence that holds the kind of thing asked for: a time, a name, a reason, a definition."""
    match query.kind:
        case "when" | "year":
            kinds = {n.kind for n in find_numbers(text.text)}
            return _TYPE_BONUS if kinds & {"year", "date"} else -_TYPE_BONUS
        case "why":
            return _TYPE_BONUS if has_cue("evidence", "why", plain(text.text)) else 0.0
        case "who" | "where":
            inner = text.text[1:].split()
            named = _TYPE_BONUS / 2 if any(w[:1].isupper() for w in inner) else -_TYPE_BONUS
            return named + _enumeration_bonus(query, text)
        case "list":
            return _enumeration_bonus(query, text)
        case "definition":
            return _definition_bonus(query, chunk, text, index)
    return 0.0


def _enumeration_bonus(query: Query, text: Text) -> float:
    """A question for several things is best answered by a sentence that lists them."""
    lists = has_cue("kinds", "list", plain(query.text))
    return _TYPE_BONUS if lists and text.text.count(",") >= 2 else 0.0


def _definition_bonus(query: Query, chunk: Chunk, text: Text, index: Index) -> float:
    telling = [t for t in query.terms if not is_frame(t)]
    first = content_terms(" ".join(text.text.split()[:4]), index.vocabulary)
    begins = any(matches(t, w.forms) for t in telling for w in first)
    explained = chunk.footnote is not None and text is chunk.sentences[0]
    return _TYPE_BONUS * (
        begins + (begins or (explained and bool(telling))) * (chunk.footnote is not None)
    )


def _completed(
    query: Query, best: Candidate, candidates: Sequence[Candidate], index: Index
) -> list[Candidate]:
    """The best sentence, with those it can't be read without, and others that score near it."""
    if best.chunk.kind == "list" and query.kind in ("list", "definition", "text", "number", "how"):
        return [c for c in candidates if c.chunk_row == best.chunk_row]
    chosen = [best]
    length = len(best.text.text)
    others = sorted((c for c in candidates if c is not best), key=lambda c: -c.score)
    for other in others:
        near = other.score >= best.score * _NEAR
        beside = other.chunk_row == best.chunk_row and abs(other.row - best.row) == 1
        if other.text.text == best.text.text or not (
            near or (beside and other.score >= best.score * 0.6)
        ):
            continue
        if len(chosen) >= _MOST_SENTENCES or length + len(other.text.text) > _MOST_CHARACTERS:
            continue
        chosen.append(other)
        length += len(other.text.text)
    return sorted(chosen, key=lambda c: c.row)


def _confidence(
    query: Query, best: Candidate, chosen: Sequence[Candidate], ranking: Ranking, index: Index
) -> tuple[float, tuple[str, ...]]:
    """How sure it is that the sentences answer, 0 to 1, and the words that stand nowhere near."""
    said = [best.chunk.context, *(c.text.text for c in chosen)]
    spoken = coverage(query, said, index, best.chunk.measure)
    around = coverage(
        query, [best.chunk.context, best.chunk.text, *said], index, best.chunk.measure
    )
    absent = sum(t.name for t in around.missing) + _missing_numbers(query, best)
    unknown = [t for t in around.missing if is_unknown(t, index) and not is_frame(t)]
    focus = query.terms and query.terms[0] in unknown
    cosine = max(0.0, float(ranking.cosine[best.row]))
    raw = 0.55 * spoken.share + 0.25 * around.share + 0.5 * cosine
    raw -= 0.3 * absent + 0.08 * len(unknown) + (0.2 if focus else 0.0)
    return max(0.0, min(1.0, raw)), tuple(t.text for t in around.missing)


def _missing_numbers(query: Query, best: Candidate) -> int:
    """How many numbers and years of the question stand nowhere in the passage."""
    held = {n.value for n in find_numbers(f"{best.chunk.context} {best.chunk.text}")}
    return sum(n not in held for n in (*query.claims, *query.years))


def say_extract(found: Extract, composer: Composer) -> None:
    """Say the chosen sentences, each with its citation, readable on its own."""
    last: Chunk | None = None
    for candidate in found.chosen:
        marks = composer.cite(sources_of(candidate.chunk, candidate.text))
        heading = _heading_for(candidate) if candidate.chunk is not last else ""
        composer.say(f"{heading}{_ended(candidate.text.text)} {marks}")
        last = candidate.chunk


def _heading_for(candidate: Candidate) -> str:
    """The heading that a sentence leans on ("Nettverket ...") and doesn't say itself."""
    if not candidate.chunk.path or len(candidate.chunk.path) < 2:
        return ""
    heading = candidate.chunk.path[-1]
    first = heading.split()[0].strip("«»“”\"'-")
    return "" if first.casefold()[:8] in candidate.text.text.casefold() else f"{heading}: "


def _ended(sentence: str) -> str:
    return sentence if sentence[-1:] in '.?!:»”"' else f"{sentence}."
