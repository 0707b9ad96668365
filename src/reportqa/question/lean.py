"""Whether a question leans on the one before, and how."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reportqa.language.lexicon import lexicon
from reportqa.language.tokens import fold, tokenize
from reportqa.question.cues import cue_names, has_cue, plain, word_set
from reportqa.question.places import is_general
from reportqa.question.query import Query, Term

Relation = Literal["alone", "fragment", "question"]

# A pronoun behind this many telling words of the same question is explained by these.
_OWN_WORDS = 2
_LONGEST_FRAGMENT = 8
# A definite noun alone ("Hva er formålet?") means that of what was spoken of before.
_DEFINITE = re.compile(r"\w{3}(?:en|et|a|ene|ane|a|ets|ens)$")
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
    own = tuple(t for t in query.terms if t.start >= lead and _is_telling(t, query))
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


def _is_telling(term: Term, query: Query) -> bool:
    """True for a word that neither frames a question nor tells what kind it is."""
    word = fold(term.text)
    if len(word) == 1 or is_general(word) or all(is_general(part) for part in plain(word).split()):
        return False
    if word in word_set("follow_up", "pronouns"):
        return False
    return term.name or not any(
        has_cue(table, name, word) for table in _CUE_TABLES for name in cue_names(table)
    )


def _is_fragment(query: Query, rest: str, own: tuple[Term, ...], lead: int) -> bool:
    """True for what is no full question: `Og i 2015?`, `minoritetsrådgiverne`, `Why?`."""
    words = plain(rest).split()
    if not words or len(words) > _LONGEST_FRAGMENT:
        return not words
    asks = query.kind != "text" or query.field is not None or query.operation != "lookup"
    asks = asks or words[0] in word_set("follow_up", "asking")
    if query.yes_no or (asks and not _only_named(query, words, lead)):
        return not own and len(words) <= 2 and query.kind in ("why", "how", "who", "when", "where")
    if lead:
        return True
    return bool(own or query.measures or query.years or query.relative) and len(own) <= 4


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
        before = sum(t.start < token.start for t in own)
        follower = tokens[i + 1] if i + 1 < len(tokens) else None
        closes = follower is None and word in ("der", "there")
        far = before >= _OWN_WORDS and word not in word_set("follow_up", "personal")
        far = far and not closes
        if far or (named and word not in ("der", "there")):
            continue
        has_noun = before > 0 or query.counted is not None or (query.yes_no and bool(own))
        if _is_expletive(words, i, has_noun) or (follower and _is_article(word, follower.word)):
            continue
        return token.start, token.end
    return None


def _is_expletive(words: list[str], i: int, has_noun: bool) -> bool:
    """`Hvor mange saker var det`, `were there`, `stemmer det at`: no pronoun."""
    word, before = words[i], words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    if word in ("det", "it") and (after in ("at", "that", "som", "true") or before == "stemmer"):
        return True
    if word == "that" and i and has_noun:
        return before not in word_set("follow_up", "being")
    if word in ("det", "there") and before in word_set("follow_up", "being"):
        return has_noun
    return word in ("der", "there") and bool(after) and after not in _PREPOSITIONS


_PREPOSITIONS = frozenset(("i", "in", "pa", "on", "for", "om", "siden", "since"))


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
    definite = [t for t in own if _DEFINITE.search(t.text)]
    if len(own) == 1:
        return bool(definite or re.search(r"\bthe\b", rest, re.I)) or (
            query.asks_number and query.counted is None
        )
    return len(own) == 2 and bool(re.search(rf"\bthe\s+{re.escape(own[0].text)}", rest, re.I))


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
