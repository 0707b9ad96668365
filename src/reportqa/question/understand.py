"""Question text -> Query. Pure: it knows the language and the vocabulary, not the report."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from reportqa.language.detect import Language, detect_language
from reportqa.language.lexicon import lexicon
from reportqa.language.numbers import find_numbers
from reportqa.language.spelling import MOST_LOOKED_UP, Familiar, respelt
from reportqa.language.tokens import fold, stem, tokenize
from reportqa.language.vocabulary import Vocabulary
from reportqa.question.cues import (
    cue_names,
    cue_words,
    find_cue,
    has_cue,
    plain,
    small_words,
    word_set,
)
from reportqa.question.query import FieldName, Kind, Operation, Query, Relative, SectionName, Term
from reportqa.question.telling import QUANTITIES, telling_text

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# `2013-16` is 2013-2016.
_SHORT_RANGE = re.compile(r"\b((?:19|20))(\d\d)\s*[-–—/]\s*(\d\d)\b(?!\d)")
_YEAR_RANGE = re.compile(
    r"\b((?:19|20)\d\d)\s*(?:[-–—]|til og med|t\.?o\.?m\.?|til|to|through|until)\s*((?:19|20)\d\d)\b|"
    r"(?:mellom|between)\s+((?:19|20)\d\d)\s+(?:og|and)\s+((?:19|20)\d\d)",
    re.IGNORECASE,
)
# `saker per rådgiver` asks for a ratio; `per år` and `per 31.12.2016` don't.
_PER_THING = re.compile(
    r"\b(?:per|pr|pa hver|for hver) (?!\d|ar\b|aret|year|cent|annum|maned|uke|veke|month|week|gang|dag"
    r"|kvartal|quarter|halvar|termin|januar|februar|mars|april|mai|juni|juli|august|september"
    r"|oktober|november|desember|december)(\w+(?: \w+)?)"
)
_THAN = re.compile(r"\b(?:enn|than)\b", re.IGNORECASE)
_TWICE = re.compile(
    r"(?P<ask>hvor mange|kor mange|how many)\s+(?P<first>[^\W\d_]+)\s+(?:og|and)\s+"
    r"(?:hvor mange|kor mange|how many)\s+(?P<second>[^\W\d_]+)\s+(?P<rest>.+)",
    re.IGNORECASE,
)
# The fields, those whose words are more telling first.
_FIELDS: tuple[FieldName, ...] = (
    "phone",
    "contact",
    "responsible",
    "ministries",
    "post",
    "chapter",
    "budget",
)
# A question with a greater share of capitals is shouted: they tell no names.
_SHOUTED = 0.8
_AND = re.compile(r",?\s+(?:og|and)\s+", re.IGNORECASE)
# As few words as a question that `and` joins to another has.
_LEAST_ASKED = 3
_VOCABULARIES_KEPT = 2
_PAGE = re.compile(r"\b(?:side|page)\s+(\d{1,3})\b", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\b(?:fotnote|footnote)\s+(\d{1,3})\b", re.IGNORECASE)


def understand(text: str, vocabulary: Vocabulary, language: Language | None = None) -> Query:
    """The typed query of one question. `language` None means that of the question."""
    language = language or detect_language(text)
    text = _put_right(text, vocabulary, language)
    words = plain(text)
    operation, position = _operation(words)
    text = _SHORT_RANGE.sub(r"\1\2-\1\3", text)
    years = _years(text, operation)
    kind = _kind(words)
    measures = measures_in(text, vocabulary)
    whom = _asks_whom(words, kind)
    return Query(
        text=text,
        language=language,
        kind=kind,
        operation=operation,
        terms=content_terms(telling_text(text, language), vocabulary, language),
        field="contact" if whom and kind == "who" else _field(words, measures),
        measures=measures,
        sections=_sections(text, vocabulary.measure_words),
        footnote=_first_number(_FOOTNOTE, text),
        page=_first_number(_PAGE, text),
        years=years,
        year_range=len(years) == 2 and years[0] < years[1] and bool(_YEAR_RANGE.search(text)),
        period=has_cue("years", "period", words),
        relative=_relative(words),
        position=position,
        percent=has_cue("percent", "words", words),
        direction=_direction(words),
        compares=compares(text),
        yes_no=_is_yes_no(words),
        asks_number=has_cue("kinds", "number", words) or _asks_age(words),
        asks_person=_asks_person(words),
        outside=_is_outside(words, whom),
        claims=_claims(text, language),
        per=_per(words),
        counted=counted_in(text) or _claimed_noun(text, words, language),
    )


def compares(text: str) -> bool:
    """True where two things are set against each other."""
    return bool(_THAN.search(text))


def _years(text: str, operation: Operation) -> tuple[int, ...]:
    """The years named. Of a share, the part alone: `andelen av sakene 2013-2016 som kom i 2016`."""
    outside = _YEAR.findall(_YEAR_RANGE.sub(" ", text))
    named = outside if operation == "share" and outside else _YEAR.findall(text)
    return tuple(dict.fromkeys(map(int, named)))


def _put_right(text: str, vocabulary: Vocabulary, language: Language) -> str:
    """The question as it was meant: shouting lowered, misspelt words mended."""
    letters = [c for c in text if c.isalpha()]
    if len(text.split()) > 2 and sum(c.isupper() for c in letters) > _SHOUTED * len(letters):
        text = text.lower()
    return respelt(text, vocabulary.spelling, _familiar(vocabulary), language == "en")


@lru_cache(maxsize=_VOCABULARIES_KEPT)
def _familiar(vocabulary: Vocabulary) -> Familiar:
    labels = lexicon("structure")["labels"].values()
    parts = {stem(word) for names in labels for name in names for word in name.split()}
    return Familiar(cue_words(), small_words(), vocabulary.known | parts)


def without_words(query: Query, words: set[str]) -> Query:
    """The query with its operation read anew, some folded words left out.

    A word that names a table's row (`fall på sykkel`) tells nothing of an operation.
    """
    rest = " ".join(word for word in plain(query.text).split() if word not in words)
    operation, position = _operation(rest)
    before = (*_operation(plain(query.text)), _direction(plain(query.text)))
    if before == (operation, position, _direction(rest)):
        return query
    return replace(query, operation=operation, position=position, direction=_direction(rest))


def of_measure(query: Query, measure: int) -> Query:
    """The query read as one that names this measure and no other."""
    field = query.field or _field(plain(query.text), (measure,))
    return replace(query, measures=(measure,), field=field)


def split_questions(text: str) -> list[str]:
    """The questions of one line, in order: `Hvem leder det? Når ble det opprettet?` is two."""
    parts = [part.strip() for part in re.findall(r"[^?]+\??", text) if part.strip(" ?.!")]
    asked = [part for part in parts if part.endswith("?")]
    questions = asked if len(asked) > 1 else _at_and(text.strip())
    return [single for question in questions for single in _of_each(question)]


def _at_and(text: str) -> list[str]:
    """`Hvem leder det, og når ble det opprettet?` is two, as both sides ask something whole."""
    asking, verbs = word_set("follow_up", "asking"), word_set("follow_up", "being")
    for match in _AND.finditer(text):
        left, right = plain(text[: match.start()]).split(), plain(text[match.end() :]).split()
        whole = min(len(left), len(right)) >= _LEAST_ASKED and left[0] in asking
        of_them = has_cue("follow_up", "of_them", " ".join(right[:4]))
        if whole and right[0] in asking and (right[1] in verbs or of_them):
            return [f"{text[: match.start()]}?", text[match.end() :]]
    return [text]


def _of_each(question: str) -> list[str]:
    """`Hvor mange eldre og hvor mange unge deltok?` asks how many of each."""
    twice = _TWICE.fullmatch(question)
    if twice is None:
        return [question]
    ask, first, second, rest = twice.group("ask", "first", "second", "rest")
    return [f"{ask} {first} {rest}", f"{ask} {second} {rest}"]


@lru_cache(maxsize=16_384)
def content_terms(text: str, vocabulary: Vocabulary, language: Language = "nb") -> tuple[Term, ...]:
    """The words that carry meaning, longest vocabulary phrases first; numbers left out.

    English words are looked up for English text alone.
    """
    tokens = tokenize(text)
    stemmed = [stem(token.word) for token in tokens]
    stop = word_set("stopwords", "words")
    terms: list[Term] = []
    at = looked_up = 0
    while at < len(tokens):
        count, forms = vocabulary.longest_match(stemmed, at, language)
        piece = tokens[at : at + max(1, count)]
        at += len(piece)
        if not forms and len(piece) == 1:
            forms = vocabulary.compounds(stemmed[at - 1], language)
        content = [token for token in piece if fold(token.word) not in stop]
        if not content or all(token.word.isdigit() for token in content):
            continue
        own = " ".join(stemmed[at - len(piece) : at])
        mended = None
        if len(piece) == 1 and own not in vocabulary.known and looked_up < MOST_LOOKED_UP:
            looked_up += 1
            mended = vocabulary.mended(own)
        if mended is not None:
            own, forms = mended, (own, *vocabulary.meanings(mended, language))
        start, end = piece[0].start, piece[-1].end
        name = any(t.word[:1].isupper() and (t.start > 0 or t.word.isupper()) for t in content)
        terms.append(Term(text[start:end], start, end, (own, *forms), name))
    return tuple(terms)


def _kind(words: str) -> Kind:
    """The kind whose cue stands first; of two at one place, the longer."""
    order: tuple[Kind, ...] = (
        "number",
        "when",
        "year",
        "who",
        "where",
        "why",
        "how",
        "definition",
        "list",
        "summary",
    )
    found = []
    for kind in order:
        cue = find_cue("kinds", kind, words)
        if not cue or (kind == "where" and not _asks_place(words, cue)):
            continue
        if kind == "when" and has_cue("axis", "which", words[: cue[0]]):
            continue  # `Hvilken kategori ... når alle år regnes med?`
        found.append((cue[0], -cue[1], kind))
    if found:
        return min(found, key=lambda f: f[:2])[2]
    return "yes_no" if _is_yes_no(words) else "text"


def _asks_age(words: str) -> bool:
    return has_cue("number_kinds", "age", words) and kind_is_which(words)


def kind_is_which(words: str) -> bool:
    """True where the question asks which or what, not why or how."""
    return _kind(words) in ("list", "text", "definition", "number", "who")


def _asks_place(words: str, cue: tuple[int, int]) -> bool:
    """`Hvor ble ...` asks for a place, `Hvor langt ...` does not."""
    following = words[cue[0] + cue[1] :].split()[:1]
    if not following:
        return True
    return following[0] in word_set("frame", "verbs") or following[0] in word_set(
        "stopwords", "words"
    )


def _is_yes_no(words: str) -> bool:
    first = words.split(" ", 1)[0]
    return has_cue("yes_no", "claims", words[:40]) or first in word_set("yes_no", "starts")


def _operation(words: str) -> tuple[Operation, int]:
    """The operation on numbers, and for a rank the place asked for (negative from the lowest).

    The first in the list whose words are there is taken: what says most stands first.
    """
    has = {name: has_cue("operations", name, words) for name in cue_names("operations")}
    points = has_cue("percent", "points", words)
    percent = has_cue("percent", "words", words)
    changes = _direction(words) != 0 or has["difference"]
    place = _rank(words)
    chooses = has_cue("axis", "which", words) and place == 1
    ordered: tuple[tuple[Operation, bool], ...] = (
        ("lookup", has["compare"]),
        ("rank", has["which_place"]),
        ("difference", points),
        ("max", chooses and has["most"] and not changes),
        ("min", chooses and has["least"] and not changes),
        ("percent_change", has["percent_change"] or (percent and changes and not has["share"])),
        ("share", has["share"] or (percent and not changes)),
        ("mean", has["mean"] and not (changes and has_cue("axis", "how_many", words))),
        ("ratio", has["ratio"] or bool(_PER_THING.search(words))),
        ("count", has["count"]),
        ("rank", place > 1),
        ("max", has["most"]),
        ("min", has["least"]),
        ("trend", has["trend"]),
        ("difference", changes),
        ("sum", has["sum"]),
    )
    operation: Operation = next((name for name, asked in ordered if asked), "lookup")
    if operation == "rank":
        return operation, -place if has["least"] and place > 1 else place
    return operation, 1


def _rank(words: str) -> int:
    """The place that a question names: 2 for `nest flest`, 1 where it names none."""
    for place, name in enumerate(cue_names("ranks"), start=2):
        if has_cue("ranks", name, words):
            return place
    return 1


def _direction(words: str) -> int:
    down, up = find_cue("direction", "down", words), find_cue("direction", "up", words)
    if down and (not up or down[0] < up[0]):
        return -1
    return 1 if up else 0


def _relative(words: str) -> Relative | None:
    for name in ("last_two", "before", "after", "last", "first"):
        if has_cue("years", name, words):
            return name
    return None


def _field(words: str, measures: tuple[int, ...]) -> FieldName | None:
    for name in _FIELDS:
        if has_cue("kinds", name, words):
            return name
    if measures and has_cue("kinds", "responsible_of", words):
        return "responsible"
    return "budget" if measures and has_cue("kinds", "budget_of", words) else None


def _asks_person(words: str) -> bool:
    """True for a question for the name of somebody in a role: `Hva heter rektor ved ...?`."""
    cue = find_cue("scope", "person_name", words)
    if cue is None:
        return False
    after = re.split(r"\b(?:der|som|that|which|where)\b", words[cue[0] + cue[1] :])[0].split()
    nouns = [word for word in after if word not in word_set("stopwords", "words")]
    return has_cue("scope", "roles", " ".join(nouns[:2]))


def _is_outside(words: str, whom: bool) -> bool:
    """True for what no report answers: the weather, advice for the asker, poems.

    `whom` tells that it is asked whom to turn to, which is the same for everyone who asks.
    """
    if has_cue("scope", "outside", words) or has_cue("scope", "own", words):
        return True
    allowed = whom or has_cue("scope", "personal_allowed", words)
    return has_cue("scope", "personal", words) and not allowed


def _asks_whom(words: str, kind: Kind) -> bool:
    """True where somebody asks whom or where to turn to: `Hvem skal jeg ta kontakt med?`."""
    somebody = has_cue("scope", "personal", words) or has_cue("scope", "anybody", words)
    return kind in ("who", "where") and somebody and has_cue("scope", "turns_to", words)


def _per(words: str) -> str | None:
    """What a ratio is asked for each of: `saker per rådgiver`, `per gjennomført besøk`."""
    match = _PER_THING.search(words)
    if match is None:
        return None
    first, *rest = match.group(1).split()
    ends = word_set("stopwords", "words") | word_set("frame", "verbs")
    return " ".join([first, *(word for word in rest if word not in ends)])


def _claims(text: str, language: Language) -> tuple[Decimal, ...]:
    """Quantities that the question states itself; years, identifiers and articles apart."""
    numbers = find_numbers(text, language)
    return tuple(n.value for n in numbers if n.kind in QUANTITIES and not n.article)


def counted_in(text: str) -> str | None:
    """The words right after `how many` or `how many of the 23`, up to four of them."""
    match = re.search(
        r"(?:hvor mange|kor mange|how many|antall(?:et)?|antal|tal(?:l)?et på|number of)\s+"
        r"(?:(?:av|of)\s+(?:(?:de|dei|disse|desse|the|these|those|alle|all)\s+)?(?:\d+\s+)?)?"
        r"((?:[^\W\d]+[ -]?){1,4})",
        text,
        re.IGNORECASE,
    )
    counted = match.group(1).strip() if match else ""
    verb = not counted or fold(counted.split()[0]) in word_set("frame", "verbs")
    return None if verb else counted


def _claimed_noun(text: str, words: str, language: Language) -> str | None:
    """What a yes/no question claims a number of: `Var det 30 rådgivere ...?`."""
    if not _is_yes_no(words):
        return None
    claimed = [
        n for n in find_numbers(text, language) if n.kind == "count" and not n.article and n.noun
    ]
    return claimed[0].phrase if claimed else None


@cache
def _measure_pattern(own: frozenset[str]) -> re.Pattern[str]:
    labels = lexicon("structure")["labels"]
    names = sorted({*labels["measure"], *labels["area"], *own}, key=len, reverse=True)
    words = "|".join(map(re.escape, names))
    number = r"(?!(?:19|20)\d\d\b)\d{1,3}\b"
    joined = rf"(?:\s*(?:,|og|and|eller|or|&)\s*{number})*"
    return re.compile(
        rf"\b(?:(?:{words})(?:e|ene|et|a|s)?\s*(?:nr\.?|no\.?|nummer|number|#)?\s*|T)({number}{joined})",
        re.IGNORECASE,
    )


def measures_in(text: str, vocabulary: Vocabulary) -> tuple[int, ...]:
    """The numbers of the measures that a text names: `tiltak 5 og 11`."""
    return _numbers_after(_measure_pattern(vocabulary.measure_words), text)


def _numbers_after(pattern: re.Pattern[str], text: str) -> tuple[int, ...]:
    found = [int(n) for match in pattern.finditer(text) for n in re.findall(r"\d+", match.group(1))]
    return tuple(dict.fromkeys(found))


@cache
def _section_pattern() -> re.Pattern[str]:
    labels = lexicon("structure")["labels"]
    words = "|".join(re.escape(w) for w in [*labels["objective"], *labels["attainment"]])
    return re.compile(
        rf"\b(?P<label>{words})(?:et|a|en|s)?(?:\s+(?P<number>\d{{1,2}}))?\b", re.IGNORECASE
    )


def _sections(text: str, measure_words: frozenset[str]) -> tuple[SectionName, ...]:
    """Objectives and attainments that the question names, with their number where it gives one.

    A word that the reports number their measures with names no objective.
    """
    labels = lexicon("structure")["labels"]
    found: list[SectionName] = []
    for match in _section_pattern().finditer(text):
        if match.group("label").casefold() in measure_words:
            continue
        objective = match.group("label").casefold() in labels["objective"]
        number = match.group("number")
        place = int(number) if number else _ordinal_before(text[: match.start()])
        found.append(("objective" if objective else "attainment", place))
    return tuple(dict.fromkeys(found))


def _ordinal_before(text: str) -> int | None:
    """`det første resultatmålet` is number 1."""
    last = re.search(r"([^\W\d_]+)\s+$", text)
    word = fold(last.group(1)) if last else ""
    ordinals: list[list[str]] = lexicon("questions")["ordinals"]["words"]
    return next((i for i, w in enumerate(ordinals, start=1) if word in map(fold, w)), None)


def _first_number(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return int(match.group(1)) if match else None
