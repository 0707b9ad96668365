"""A follow-up question in full words: what it left out is said."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from reportqa.language.detect import Language
from reportqa.language.lexicon import lexicon
from reportqa.language.messages import message
from reportqa.language.tokens import fold, stems
from reportqa.question.cues import find_cue, plain, word_set
from reportqa.question.places import is_general
from reportqa.question.query import Query, Term

_YEARS = re.compile(r"\b(?:19|20)\d\d\b(?:.{1,12}?\b(?:19|20)\d\d\b)*")
_IN_YEARS = re.compile(r"\s*\b(?:(?:i|in|for|fra|frå|from|per|siden)\s+)?" + _YEARS.pattern)
_BRACKET = re.compile(r"\s\(([^()]*)\)\s*\??$")
# Words that join two terms to one phrase: `frykt for tvangsekteskap`, `trusler/vold`.
_LONGEST_JOINT = 12
# As much of a word's beginning shows it akin: `badevaktene`, `badeplasser`.
_KIN = 5


def with_exchanged(text: str, dropped: Sequence[Term], phrase: str) -> str:
    """`text` with a phrase in the place of some of its terms; at its end where none is dropped.

    The number before a term goes with it (`2. kvartal`).
    """
    places = sorted((t.start, t.end) for t in dropped if text[t.start : t.end] == t.text)
    if not places:
        return with_added(text, phrase)
    spans = _joined(text, places)
    for start, end in reversed(spans[1:]):
        text = _cut(text, start, end)
    start, end = spans[0]
    start = numbered(text, start)
    lists = ["indefinite"]
    if fold(phrase.partition(" ")[0]) in word_set("follow_up", "articles"):
        lists.append("articles")
    for name in lists:
        start = _article(text, start, name) or start
    return text[:start] + phrase + text[end:]


def without(text: str, dropped: Sequence[Term], phrase: str) -> str:
    """`text` with a phrase in the place of some terms and of the prepositions before them."""
    places = sorted((t.start, t.end) for t in dropped if text[t.start : t.end] == t.text)
    for start, end in reversed(_joined(text, places)):
        text = _cut(text, start, end, f" {phrase}" if phrase not in text else "")
    return text


def numbered(text: str, start: int) -> int:
    """The start of the phrase whose noun stands at `start`, with the number before it."""
    match = _ordinal_before().search(text[:start])
    return match.start("number") if match else start


def number_in(text: str) -> re.Match[str] | None:
    """The first `3.` or `third` of a text."""
    return _ordinal().search(text)


def _cut(text: str, start: int, end: int, phrase: str = "") -> str:
    """`text` without a span and the preposition before it."""
    before = text[: numbered(text, start)].rstrip()
    words = before.rsplit(" ", 1)
    if len(words) == 2 and fold(words[1]) in word_set("follow_up", "joints"):
        before = words[0]
    return before + phrase + text[end:]


@cache
def _ordinal_words() -> str:
    ordinals: list[list[str]] = lexicon("questions")["ordinals"]["words"]
    words = "|".join(re.escape(word) for same in ordinals for word in same)
    return rf"(?P<number>\d{{1,2}}\.|\b(?:{words}))"


@cache
def _ordinal_before() -> re.Pattern[str]:
    return re.compile(_ordinal_words() + r"\s+$", re.IGNORECASE)


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(_ordinal_words() + r"(?=\s|\?|$)", re.IGNORECASE)


def with_added(text: str, words: str) -> str:
    """Words put behind a question in brackets: `Hva er mandatet (Agdernettverket)?`."""
    if not words:
        return text
    asked, about = _parted(text)
    return f"{asked.rstrip(' ?.!')} ({', '.join(filter(None, (about, words)))})?"


def in_full(text: str, language: Language) -> str:
    """A question as it is said to a person: what stands behind it in brackets comes first, as
    what it is about.
    """
    asked, about = _parted(text)
    if not about:
        return text
    named = about.split(", ")
    years = [word for word in named if _YEARS.fullmatch(word)]
    things = [word for word in named if word not in years] or years
    joint = f" {message('and', language)} "
    apart = bool(years) and things != years
    said = message("in_years", language, years=_listed(years, joint)) if apart else ""
    about = " ".join(filter(None, (_listed(things, joint), said)))
    return message("about", language, about=about, question=f"{asked}?")


def asked_anew(word: str, last: str, about: Sequence[str], *, yes_no: bool) -> str:
    """`Why?` as a whole question: `Why did it fall?` after one that asked whether it did; with
    another asking word in the place of the last one; else about what the last spoke of.
    """
    bare = word.strip(" ?")
    asking, *rest = bare.split()
    first, _, others = last.partition(" ")
    adverbs = word_set("follow_up", "adverbs")
    if yes_no and adverbs & {fold(w) for w in bare.split()}:
        not_ = next((w for w in rest if fold(w) in word_set("parts", "negation")), "")
        verb = f"{first}n't" if not_ == "not" else f"{first} {not_}".strip()
        asked = " ".join(
            [
                asking,
                *(
                    w
                    for w in rest
                    if w != not_ and fold(w) not in word_set("follow_up", "pronouns")
                ),
            ]
        )
        return f"{asked} {verb[:1].lower()}{verb[1:]} {others}"
    much = find_cue("number_kinds", "much", plain(last))
    if much and not much[0] and fold(asking) in adverbs:
        return " ".join([bare, *last.split()[2:]])
    verb = fold(others.split(" ", 1)[0])
    if {fold(asking), fold(first)} <= adverbs and verb in word_set("follow_up", "being"):
        return f"{bare} {others}"
    return with_added(bare, ", ".join(about))


def _parted(text: str) -> tuple[str, str]:
    """A question and what stands behind it in brackets."""
    match = _BRACKET.search(text)
    return (text[: match.start()], match.group(1)) if match else (text, "")


def _listed(words: Sequence[str], joint: str) -> str:
    return joint.join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def with_years(text: str, years: Sequence[int], language: Language, whole: str = "") -> str:
    """`text` with other years in the place of those it names; `whole` says that all are meant."""
    said = f" {message('and', language)} ".join(str(year) for year in years)
    if not years:
        match = _IN_YEARS.search(text)
        if match is None:
            return text if whole in text else with_added(text, whole)
        rest = _IN_YEARS.sub("", text[match.end() :])
        return text[: match.start()] + (f" {whole}" if whole else "") + rest
    asked, about = _parted(text)
    if about and not _YEARS.search(asked):
        named = [word for word in about.split(", ") if not _YEARS.fullmatch(word)]
        return with_added(f"{asked}?", ", ".join([*named, *map(str, years)]))
    if _YEARS.search(text):
        return _YEARS.sub(said, text, count=1)
    return with_added(text, said)


def with_measures(text: str, old: Sequence[int], new: Sequence[int], language: Language) -> str:
    """`text` with other measures in the place of those it names."""
    said = ", ".join(message("measure", language, number=number) for number in new)
    for number in old:
        named = re.compile(rf"\b(?:tiltak|measure)\w*\s+{number}\b", re.IGNORECASE)
        if named.search(text):
            return named.sub(said, text, count=1) if said else named.sub("", text)
    return with_added(text, said)


def phrases(text: str, terms: Sequence[Term]) -> list[str]:
    """The terms as they stand in `text`, those beside each other as one phrase, with its article."""
    places = sorted((t.start, t.end) for t in terms if text[t.start : t.end] == t.text)
    spans = _joined(text, places)
    return [text[_with_article(text, numbered(text, start)) : end] for start, end in spans]


def _with_article(text: str, start: int) -> int:
    """The start of a phrase with its article: `the network`, `den nordiske konferansen`."""
    article = _article(text, start, "articles")
    first = fold(text[start:].partition(" ")[0])
    if article is None or (fold(text[article:start].strip()) != "the" and not first.endswith("e")):
        return start
    return article


def _article(text: str, start: int, name: str) -> int | None:
    """Where the word of a list that stands right before a phrase starts."""
    last = re.search(r"([^\W\d_]+)\s+$", text[:start])
    return last.start() if last and fold(last.group(1)) in word_set("follow_up", name) else None


def located(terms: Sequence[Term], text: str) -> tuple[Term, ...]:
    """The terms at their places in a text that holds them, in order."""
    found = []
    taken: list[tuple[int, int]] = []
    for term in terms:
        for match in re.finditer(re.escape(term.text), text):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                found.append(replace(term, start=match.start(), end=match.end()))
                break
        else:
            found.append(replace(term, start=len(text), end=len(text)))
    return tuple(sorted(found, key=lambda t: t.start))


def is_plain(query: Query, asked: str, answered: str) -> bool:
    """True where an answer's own words tell all that a question took from those before it."""
    said = set(stems(answered))
    numbers = {*query.measures, *query.years} - {int(n) for n in re.findall(r"\d+", asked)}
    return all(str(number) in said for number in numbers) and all(
        _is_told(term, query, said) for term in query.carried
    )


def _is_told(term: Term, query: Query, said: set[str]) -> bool:
    """True for a word that tells little, or that an answer says in its own or a kindred form."""
    word = fold(term.text)
    if is_general(word) or (query.field and not term.name):
        return True
    return any(all(_is_said(part, said) for part in form.split()) for form in term.forms)


def _is_said(stem: str, said: set[str]) -> bool:
    kin = stem[: max(_KIN, len(stem) - _KIN)]
    return stem in said or (len(stem) > _KIN and any(word.startswith(kin) for word in said))


def _joined(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of terms, those with at most a small word between them joined."""
    spans: list[tuple[int, int]] = []
    for start, end in places:
        between = text[spans[-1][1] : start] if spans else ""
        small = len(between) <= _LONGEST_JOINT and len(between.split()) <= 1
        small = small and fold(between.strip()) not in word_set("frame", "verbs")
        if spans and small and not re.search(r"[?.,;()]", between):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans
