"""The things that a sentence or list names: how many, or which."""

import re

from reportqa.answer.compose import sources_of
from reportqa.answer.coverage import coverage
from reportqa.answer.match import matches
from reportqa.answer.structure.parts import Counted
from reportqa.chunks.chunk import Chunk
from reportqa.index.index import Index
from reportqa.language.lexicon import lexicon
from reportqa.language.names import NAMES, is_country, is_language
from reportqa.language.numbers import find_numbers
from reportqa.language.tokens import fold, words_in
from reportqa.question.cues import has_cue, plain, word_set
from reportqa.question.query import Query, Term
from reportqa.question.understand import content_terms
from reportqa.retrieve.rank import Ranking
from reportqa.span import Text

_PASSAGES = 6
_LEAST_ITEMS = 3
_LEAST_SHARE = 0.55
_LEAST_SHARE_NAMED = 0.6
# That countries are asked for and listed tells much by itself.
_LEAST_SHARE_OF_COUNTRIES = 0.4
_LEAST_NAMED = 2
_FOLLOWING = re.compile(r"\b(?:følgende|fylgjande|følgjande|following|these|disse|desse)\b", re.I)
# What follows names in a row: one more name, or a comma and a word.
_NEXT = re.compile(r"(?P<joint>,| (?:og|and|samt)(?= [A-ZÆØÅ]))\s+(?P<word>[\w-]+)")
_JOINT = re.compile(r"\s(?:og|and|samt)\s")
_ITEM_EDGE = re.compile(r",\s+|\s+(?:og|and|samt)\s+")


def count_listed(query: Query, ranking: Ranking, index: Index) -> Counted | None:
    """The things that the best fitting sentence or list names after the word that is counted."""
    return _listed(query, _heads(query, index), _LEAST_SHARE, ranking, index)


def name_listed(query: Query, ranking: Ranking, index: Index) -> Counted | None:
    """The things that the question asks for by name (`hvilke ambassader`), where a sentence that
    holds nearly all of the question lists them.
    """
    return _listed(query, list(query.terms[:1]), _LEAST_SHARE_NAMED, ranking, index)


def kinds_listed(query: Query, text: str) -> list[str]:
    """The words of the question that name the kind of what a sentence lists: `språk` where it
    lists languages, `byer` where it lists names that something is in.
    """
    return [t.text for t in query.terms if _lists_kind(plain(t.text), text)]


def _lists_kind(asked: str, text: str) -> bool:
    if has_cue("listed", "languages", asked):
        return sum(map(is_language, words_in(text))) >= _LEAST_NAMED
    if has_cue("listed", "countries", asked):
        return sum(map(is_country, words_in(text))) >= _LEAST_NAMED
    return has_cue("listed", "places", asked) and any(
        follows_preposition(match) for match in NAMES.finditer(text)
    )


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
            enough = least
            if named is None and _are_countries(head[0], items):
                named, enough = head[0], _LEAST_SHARE_OF_COUNTRIES
            share = coverage(query, [text.text, *chunk.path], index, chunk.measure).share
            if named and share >= enough and (best is None or share > best[0]):
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


def _are_countries(asked: Term, items: tuple[str, ...]) -> bool:
    """True where countries are asked for, and nothing but countries is listed."""
    return has_cue("listed", "countries", plain(asked.text)) and all(map(is_country, items))


def _lists(chunk: Chunk) -> list[tuple[Text, str, tuple[str, ...]]]:
    """What a passage lists: sentence, the noun right before the list, the items."""
    if chunk.kind == "list":
        lead = chunk.sentences[0]
        return [(lead, _announced(lead.text), tuple(s.text for s in chunk.sentences[1:]))]
    found = []
    for sentence in chunk.sentences:
        named = next((m for m in NAMES.finditer(sentence.text) if not _in_brackets(m)), None)
        items = tuple(i for i in _ITEM_EDGE.split(named.group()) if i) if named else ()
        # `kommuner i Vik-, Sand og Nes-regionen` lists no municipalities.
        whole = not any(item.endswith("-") for item in items)
        if named and whole and not _is_nested(named) and len(items) >= _LEAST_ITEMS:
            clause = sentence.text[: named.start()].rsplit(",", 1)[-1].split()
            at = next((i for i, w in reversed(list(enumerate(clause))) if _is_content(w)), 0)
            # `45 ungdommer fra A, B og C` are not A, B and C.
            counted = at > 0 and bool(find_numbers(clause[at - 1]))
            found.append((sentence, "" if counted else " ".join(clause[at : at + 1]), items))
    return found


def _is_nested(match: re.Match[str]) -> bool:
    """True for names that are no plain list of all there is: `Statsforvalteren i Oslo og Agder,
    Kystverket og Nav`, `Sogn og Fjordane, Oslo og Agder`. How many they are, nobody can count.
    """
    after = _NEXT.match(match.string, match.end())
    goes_on = after is not None and (after["joint"] != "," or _is_content(after["word"]))
    return goes_on or len(_JOINT.findall(match.group())) > 1


def follows_preposition(match: re.Match[str]) -> bool:
    """True for what a preposition puts something in or at: `skolene i Nairobi`."""
    before = match.string[: match.start()].split()
    return bool(before) and before[-1].casefold() in lexicon("questions")["reports"]["around"]


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
