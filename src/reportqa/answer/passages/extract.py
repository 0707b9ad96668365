"""Answers in the report's own words: the sentences that answer, and whether they do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from reportqa.answer.compose import Composer, leading_heading, sources_of
from reportqa.answer.coverage import about_terms, coverage, is_unknown
from reportqa.answer.match import is_frame, matches
from reportqa.answer.passages.listed import kinds_listed
from reportqa.chunks.chunk import Chunk
from reportqa.index.index import Index
from reportqa.language.names import NAMES
from reportqa.language.numbers import find_numbers
from reportqa.question.cues import has_cue, plain, word_set
from reportqa.question.query import Query, Term
from reportqa.question.understand import content_terms
from reportqa.retrieve.rank import Ranking
from reportqa.span import Text

# How a sentence is scored, fitted by bench/fit_sentences.py on the question sets of eval/.
WEIGHTS = {
    "words": 0.1,
    "dense": 0.06,
    "passage": 0.44,
    "own": 6.2,
    "around": 1.8,
    "leaning": 5.4,
    "year": 2.0,
    "kind": 2.0,
}
_PASSAGES = 8
_LINK = re.compile(r"(?:https?://|www\.)\S+")
# An answer is the best sentence and those of its measure that score nearly as well: measured on
# 456 text questions of eight sets over five reports, where it holds what is asked for in 0.85,
# and with the best sentence's neighbours instead in 0.79.
MOST_CHARACTERS = 700
MOST_SENTENCES = 5
NEARLY = 3.5
# What the sentence right after the best one counts more for, or the one before it where the best
# leans on that (`Tallene er derfor for lave.`).
BESIDE = 1.5
_OPENING = 6
_FIRST = 2
# A reason tells more of an answer than a name or a time does.
_REASON = 1.8
# How sure an answer is: a logistic regression, answerable questions against unanswerable ones.
# Fitted by bench/fit_confidence.py on the question sets of eval/.
SURE = {
    "around": 3.0,
    "cosine": 1.25,
    "absent": -1.49,
    "focus": -1.9,
    "open": -1.11,
    "yes_no": 3.53,
}
SURE_BIAS = -0.14


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with its chunk and score."""

    row: int
    chunk_row: int
    chunk: Chunk
    text: Text
    score: float
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class Extract:
    """The sentences chosen, in reading order, with how sure it is that they answer."""

    chosen: tuple[Candidate, ...]
    confidence: float
    missing: tuple[str, ...]
    features: dict[str, float]


def extract(query: Query, ranking: Ranking, index: Index) -> Extract | None:
    """The sentences that answer best; None where the index holds none to choose from."""
    candidates = find_candidates(query, ranking, index)
    if not candidates:
        return None
    best = max(candidates, key=lambda c: c.score)
    chosen = _completed(best, candidates)
    return Extract(tuple(chosen), *_confidence(query, best, chosen, ranking, index))


def find_candidates(query: Query, ranking: Ranking, index: Index) -> list[Candidate]:
    """The sentences of the best passages; a list's lead-in counts with the list alone."""
    found: list[Candidate] = []
    for row in ranking.order[:_PASSAGES]:
        chunk = index.chunk(int(row))
        if chunk.kind in ("row", "table"):
            continue
        rows = index.sentences_of(int(row))
        titles = [*chunk.path, chunk.context.rsplit(" › ", 1)[-1]]
        around = coverage(query, _said(query, [chunk.text, *titles]), index, chunk.measure).share
        for place, (sentence, text) in enumerate(zip(rows, chunk.sentences, strict=True)):
            if _LINK.fullmatch(text.text.strip()):
                continue
            said = _said(query, [text.text, *titles])
            own = coverage(query, said, index, chunk.measure).share
            # `Det gjelder tre kommuner` is about what the sentence before says.
            leans = place > 0 and _leans(text, _FIRST)
            both = [*said, chunk.sentences[place - 1].text] if leans else said
            features = {
                "words": float(ranking.sentences["words"][sentence]),
                "dense": float(ranking.sentences["dense"][sentence]),
                "passage": float(ranking.scores[row]),
                "own": own,
                "around": around,
                "leaning": coverage(query, both, index, chunk.measure).share - own,
                "year": _year_bonus(query, text),
                "kind": _kind_bonus(query, chunk, text, index),
            }
            score = sum(WEIGHTS[name] * value for name, value in features.items())
            found.append(Candidate(sentence, int(row), chunk, text, score, features))
    leads = {c.chunk.sentences[0].text for c in found if c.chunk.kind == "list"}
    return [c for c in found if c.chunk.kind == "list" or c.text.text not in leads]


def _said(query: Query, texts: list[str]) -> list[str]:
    """The texts with the words that name the kind of what the first of them lists."""
    return [*texts, *kinds_listed(query, texts[0])]


def _leans(text: Text, opening: int) -> bool:
    """True where one of so many words at its start leans on the sentence before."""
    return has_cue("evidence", "leans_back", plain(" ".join(text.text.split()[:opening])))


def _year_bonus(query: Query, text: Text) -> float:
    if not query.years:
        return 0.0
    held = {n.value for n in find_numbers(text.text) if n.kind in ("year", "date")}
    return float(any(year in held for year in query.years))


def _kind_bonus(query: Query, chunk: Chunk, text: Text, index: Index) -> float:
    """A sentence that holds the kind of thing asked for: a time, a name, a reason, a definition."""
    match query.kind:
        case "when" | "year":
            kinds = {n.kind for n in find_numbers(text.text)}
            told = kinds & {"year", "date"} or has_cue("evidence", "when", plain(text.text))
            return 1.0 if told else -1.0
        case "why":
            return _REASON * has_cue("evidence", "why", plain(text.text))
        case "who" | "where":
            inner = text.text[1:].split()
            named = 0.5 if any(w[:1].isupper() for w in inner) else -1.0
            return named + _enumeration_bonus(query, chunk, text)
        case "list":
            return _enumeration_bonus(query, chunk, text)
        case "definition":
            return _definition_bonus(query, chunk, text, index)
    return 0.0


def _enumeration_bonus(query: Query, chunk: Chunk, text: Text) -> float:
    """A question for several things is best answered by a list or a sentence that lists them."""
    asks = has_cue("kinds", "list", plain(query.text))
    return float(asks and (chunk.kind == "list" or text.text.count(",") >= 2))


def _definition_bonus(query: Query, chunk: Chunk, text: Text, index: Index) -> float:
    """A definition begins with what it defines, or is the footnote to it."""
    telling = [t for t in query.terms if not is_frame(t)]
    first = content_terms(" ".join(text.text.split()[:4]), index.vocabulary)
    begins = any(matches(t, w.forms) for t in telling for w in first)
    opens_note = chunk.footnote is not None and text is chunk.sentences[0]
    return float(begins) + float(opens_note and begins) * 2.0


def _completed(best: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best sentence with those of the same measure that answer nearly as well, as long as the
    answer stays short: its own passage first, each passage in reading order. A list is given whole.
    """
    if best.chunk.kind == "list":
        return [c for c in candidates if c.chunk_row == best.chunk_row]
    chosen = [best]
    length = len(best.text.text)
    place = (best.chunk.report, best.chunk.measure)
    leans = _leans(best.text, _OPENING)

    def worth(candidate: Candidate) -> float:
        follows = candidate.row == best.row + 1
        explains = leans and candidate.row == best.row - 1
        return candidate.score + BESIDE * (follows or explains)

    for other in sorted(candidates, key=lambda c: -worth(c)):
        if best.score - worth(other) > NEARLY or len(chosen) == MOST_SENTENCES:
            break
        beside = (other.chunk.report, other.chunk.measure) == place and other is not best
        longer = length + len(other.text.text)
        if beside and other.chunk.kind in ("text", "footnote") and longer <= MOST_CHARACTERS:
            chosen.append(other)
            length = longer
    passages = list(dict.fromkeys(c.chunk_row for c in chosen))
    return sorted(chosen, key=lambda c: (passages.index(c.chunk_row), c.row))


def _confidence(
    query: Query, best: Candidate, chosen: Sequence[Candidate], ranking: Ranking, index: Index
) -> tuple[float, tuple[str, ...], dict[str, float]]:
    """How sure it is that the sentences answer, 0 to 1, and the words that stand nowhere near."""
    # When something happened in A is not told by a passage below `... i A, B og C` on its own.
    context = best.chunk.context
    context = NAMES.sub("", context) if query.kind == "when" else context
    told = " ".join([best.chunk.text, *(c.text.text for c in chosen), _leading_up_to(best, index)])
    said = _said(query, [told, context])
    around = coverage(query, said, index, best.chunk.measure)
    features = {
        "around": around.share,
        "cosine": max(0.0, float(ranking.cosine[best.row])),
        "absent": sum(t.name for t in around.missing) + _missing_numbers(query, best),
        "focus": float(_focus_is_unknown(query, around.missing, index)),
        "open": float(query.kind == "text"),
        "yes_no": float(query.yes_no),
    }
    raw = SURE_BIAS + sum(SURE[name] * value for name, value in features.items())
    return 1 / (1 + exp(-raw)), tuple(t.text for t in around.missing), features


def _leading_up_to(best: Candidate, index: Index) -> str:
    """The passage that a list follows in its section; nothing for running text."""
    if best.chunk.kind != "list" or best.chunk_row == 0:
        return ""
    before, chunk = index.chunk(best.chunk_row - 1), best.chunk
    places = [(c.report, c.measure, c.path) for c in (before, chunk)]
    return before.text if places[0] == places[1] else ""


def _focus_is_unknown(query: Query, missing: Sequence[Term], index: Index) -> bool:
    """True where no report holds what is asked for (`which hotel`, `hvem vant`), or about."""
    focus = [t for t in query.terms if _follows_which(t, query)] + about_terms(query)
    return any(t in missing and is_unknown(t, index) and not is_frame(t) for t in focus)


def _follows_which(term: Term, query: Query) -> bool:
    before = plain(query.text[: term.start])
    return any(f" {before}".endswith(f" {which}") for which in word_set("axis", "which"))


def _missing_numbers(query: Query, best: Candidate) -> int:
    """How many numbers and years of the question stand nowhere in the passage."""
    held = {n.value for n in find_numbers(f"{best.chunk.context} {best.chunk.text}")}
    return sum(n not in held for n in (*query.claims, *query.years))


def say_extract(found: Extract, composer: Composer) -> None:
    """Say the chosen sentences, each with its citation, readable on its own."""
    last: Chunk | None = None
    for candidate in found.chosen:
        marks = composer.cite(sources_of(candidate.chunk, candidate.text))
        heading = (
            leading_heading(candidate.chunk.path, candidate.text.text)
            if candidate.chunk is not last
            else ""
        )
        composer.say(f"{heading}{_ended(candidate.text.text)} {marks}")
        last = candidate.chunk


def _ended(sentence: str) -> str:
    return sentence if sentence[-1:] in '.?!:»”"' else f"{sentence}."
