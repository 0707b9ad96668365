"""Whether a question leans on the one before, and how."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reportqa.language.lexicon import lexicon
from reportqa.language.tokens import fold, tokenize
from reportqa.question.cues import cue_names, find_cue, has_cue, plain, word_set
from reportqa.question.places import is_general
from reportqa.question.query import Query, Term

Relation = Literal["alone", "fragment", "question"]

# A pronoun behind this many telling words of the same question is explained by these.
_OWN_WORDS = 2
_LONGEST_FRAGMENT = 8
# A question of so few words for a number or a choice says not all.
_SHORT = 4
# A definite noun alone ("Hva er formålet?") means that of what was spoken of before.
DEFINITE = re.compile(r"\w{3}(?:en|et|a|ene|ane|rne|ets|ens)$")
# These asking words go with a noun.
_CHOOSING = frozenset(("hvilken", "hvilket", "hvilke", "which", "whose"))
# Kinds whose cues are of several words: `hvor ofte`, `hva skyldes`.
_CUED = frozenset(("number", "why", "when", "year", "where"))
_CUE_TABLES = ("kinds", "operations", "percent", "direction", "years", "number_kinds")
_ADDS = re.compile(r"\s*(?:og|and|men|but|enn|også)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Leaning:
    """How a question leans: `fragment` is no whole question (`Og i 2015?`), `question` is one that
    speaks of something named before.

    `lead` is the length of what opens it and says nothing of its own; `own` are its telling
    words; `pronoun` is the place of the word that points back, if one does.
    """

    relation: Relation
    lead: int
    own: tuple[Term, ...]
    pronoun: tuple[int, int] | None = None


def leaning(query: Query) -> Leaning:
    """How a question asked after another leans on it."""
    lead = lead_length(query.text)
    own = tuple(t for t in query.terms if t.start >= lead and is_telling(t, query))
    rest = query.text[lead:]
    pronoun = _pronoun(query, own, lead)
    if _is_fragment(query, rest, own, lead):
        return Leaning("fragment", lead, own, pronoun)
    if pronoun is not None or _leaves_out(query, own, rest):
        return Leaning("question", lead, own, pronoun)
    return Leaning("alone", lead, own)


def lead_length(text: str) -> int:
    """How many characters of a question only open it: `Nei, jeg mente `."""
    match = _lead_pattern().match(text)
    return match.end() if match else 0


def goes_back(text: str) -> int:
    """The length of `tilbake til ` at a question's start; 0 where it isn't there."""
    match = _back_pattern().match(text)
    return match.end() if match else 0


def is_telling(term: Term, query: Query) -> bool:
    """True for a word that neither frames a question nor tells what kind it is."""
    word = fold(term.text)
    small = word_set("stopwords", "words")
    if is_said(term, query):
        return False
    if len(word) == 1 or all(is_general(part) or part in small for part in plain(word).split()):
        return False
    if is_general(word) or word in word_set("follow_up", "pronouns") or is_asking(term, query):
        return False
    return term.name or not any(
        has_cue(table, name, word) for table in _CUE_TABLES for name in cue_names(table)
    )


def is_said(term: Term, query: Query) -> bool:
    """True for what is said of something: `lavt` of `så lavt`."""
    before = plain(query.text[: term.start]).split()
    return bool(before) and before[-1] in word_set("follow_up", "degrees")


def is_asking(term: Term, query: Query) -> bool:
    """True for a word that belongs to the asking: `ofte` of `hvor ofte`, or the verb after `hvem`.

    After one asking word alone stands the verb, in Norwegian and in English.
    """
    before = plain(query.text[lead_length(query.text) : term.start]).split()
    asking = word_set("follow_up", "asking")
    if not before and (query.yes_no or plain(term.text).split()[0] in asking):
        return True
    if len(before) == 1 and before[0] in asking:
        return before[0] not in _CHOOSING
    return set(plain(term.text).split()) <= _asking_words(query)


def _asking_words(query: Query) -> set[str]:
    """The words of the cues that tell what a question asks for."""
    words = plain(query.text)
    names = [query.kind] if query.kind in _CUED else []
    fields = [query.field] if query.field else []
    cues = [find_cue("kinds", name, words) for name in (*names, *fields)]
    return {word for cue in cues if cue for word in words[cue[0] : sum(cue)].split()}


def _is_fragment(query: Query, rest: str, own: tuple[Term, ...], lead: int) -> bool:
    """True for what is no full question: `Og i 2015?`, `parkvaktene`, `Why?`."""
    words = plain(rest).split()
    if not words or len(words) > _LONGEST_FRAGMENT:
        return not words
    asks = query.kind != "text" or query.field is not None or query.operation != "lookup"
    asks = asks or words[0] in word_set("follow_up", "asking")
    if query.yes_no or (asks and not _only_named(query, words, lead)):
        return not own and _only_asks(query, words)
    if lead:
        return True
    return bool(own or query.measures or query.years or query.relative) and len(own) <= 4


def _only_asks(query: Query, words: list[str]) -> bool:
    """True for `Hvorfor ikke?`, `How many cases?`: all but the asking is left out."""
    small = word_set("follow_up", "asking") | word_set("parts", "negation")
    small |= word_set("follow_up", "pronouns")
    if query.kind == "number":
        small |= word_set("frame", "counted") | word_set("follow_up", "joints")
        small |= _asking_words(query)
    kinds = ("why", "how", "who", "when", "where", "number")
    return query.kind in kinds and not query.field and set(words) <= small


def _only_named(query: Query, words: list[str], lead: int) -> bool:
    """True where nothing is asked but another thing named: `Og økningen siden 2013?`."""
    asking = {"number", "year", "who", "where", "why", "how", "when", "definition", "list"}
    starts = " ".join(words[:3])
    cued = any(has_cue("kinds", kind, starts) for kind in asking)
    cued = cued or words[0] in word_set("follow_up", "asking")
    return bool(lead) and not cued and not query.field


def _pronoun(query: Query, own: tuple[Term, ...], lead: int) -> tuple[int, int] | None:
    """The place of a pronoun or demonstrative that nothing in the question itself explains."""
    tokens = tokenize(query.text)
    words = [fold(t.word) for t in tokens]
    named = any(t.name for t in own)
    for i, (token, word) in enumerate(zip(tokens, words, strict=True)):
        if token.start < lead or word not in word_set("follow_up", "pronouns"):
            continue
        before = [t for t in own if t.start < token.start]
        follower = tokens[i + 1] if i + 1 < len(tokens) else None
        person = word in word_set("follow_up", "personal")
        if named and word not in ("der", "there"):
            continue
        if not person and follower and _is_explained(query.text, before, token.start):
            continue
        has_noun = bool(before) or query.counted is not None or (query.yes_no and bool(own))
        if _is_expletive(words, i, has_noun) or (follower and _is_article(word, follower.word)):
            continue
        return token.start, token.end
    return None


def _is_explained(text: str, before: list[Term], start: int) -> bool:
    """True where telling words of the same question explain a pronoun: those of another clause
    (`skolene når elevene deres ...`), or the noun right before it (`tilbudet de får`).
    """
    if len(before) < _OWN_WORDS:
        return False
    last = before[-1]
    clauses = word_set("follow_up", "clauses")
    between = plain(text[before[0].end : start]).split()
    if any(word in clauses for word in between) or "," in text[before[0].end : start]:
        return True
    return not text[last.end : start].strip() and bool(DEFINITE.search(last.text))


def _is_expletive(words: list[str], i: int, has_noun: bool) -> bool:
    """`Hvor mange saker var det`, `were there`, `stemmer det at`: no pronoun."""
    word, before = words[i], words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    if word in ("det", "there") and after in word_set("follow_up", "any"):
        return True
    if word in ("det", "it") and (after in ("at", "that", "som", "true") or before == "stemmer"):
        return True
    if word == "that" and i and has_noun:
        return before not in word_set("follow_up", "being")
    if word in ("det", "there") and before in word_set("follow_up", "being"):
        return has_noun
    return word in ("der", "there") and bool(after) and after not in word_set("follow_up", "joints")


def _is_article(word: str, follower: str) -> bool:
    """`det regionale nettverket`, `de fleste`: an article before an adjective."""
    if word not in ("den", "det", "de", "dei") or not follower.endswith("e"):
        return False
    plain_word = fold(follower)
    verb = plain_word in word_set("frame", "verbs") or plain_word in word_set("stopwords", "words")
    return not verb and not follower.endswith(("ene", "ane"))


def _leaves_out(query: Query, own: tuple[Term, ...], rest: str) -> bool:
    """True where a question names nothing, or one definite thing that only the talk explains."""
    if query.measures or query.outside or query.page or query.footnote:
        return False
    named = any(t.name for t in own)
    if not own or (_ADDS.match(query.text) and not (named and len(own) > 1)):
        return True
    if named:
        return False
    if len(own) == 1 and len(plain(rest).split()) <= _SHORT and _asks_of_one(query):
        return True
    definite = [t for t in own if DEFINITE.search(t.text)]
    if len(own) == 1:
        return bool(definite or re.search(r"\bthe\b", rest, re.I)) or (
            query.asks_number and query.counted is None
        )
    return len(own) == 2 and bool(re.search(rf"\bthe\s+{re.escape(own[0].text)}", rest, re.I))


def _asks_of_one(query: Query) -> bool:
    """`Hvor mange deltok?`, `Fra hvilke land?`: of what is left out."""
    words = plain(query.text)
    which = any(word in _CHOOSING for word in words.split())
    return (query.asks_number or which) and not has_cue("follow_up", "exists", words)


@cache
def _lead_pattern() -> re.Pattern[str]:
    lists = lexicon("questions")["follow_up"]
    return _opening([*lists["openers"], *lists["corrections"]], repeated=True)


@cache
def _back_pattern() -> re.Pattern[str]:
    return _opening(lexicon("questions")["follow_up"]["back"], repeated=False)


def _opening(phrases: list[str], repeated: bool) -> re.Pattern[str]:
    longest = sorted(phrases, key=len, reverse=True)
    one = "(?:" + "|".join(re.escape(p) for p in longest) + r")\b[\s,.:!–-]*"
    return re.compile(rf"\s*(?:{one}){'{1,4}' if repeated else ''}", re.IGNORECASE)
