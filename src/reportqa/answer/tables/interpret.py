"""Answers from tables: what the question picks, and the operation it asks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from reportqa.answer.claims import without_limit
from reportqa.answer.coverage import about_terms
from reportqa.answer.match import is_counted, is_frame, is_head, matches, same_word
from reportqa.answer.table_words import TableWords
from reportqa.answer.tables.across import across_tables
from reportqa.answer.tables.compounds import joined_terms, words_of
from reportqa.answer.tables.operations import OPERATIONS
from reportqa.answer.tables.reading import Reading
from reportqa.answer.tables.select import NAMED, Selection, asked_unit, select
from reportqa.facts.model import PlacedTable
from reportqa.facts.tables import AMOUNTS
from reportqa.language.lexicon import lexicon
from reportqa.language.periods import find_periods
from reportqa.language.tokens import fold, stem, tokenize
from reportqa.language.vocabulary import Vocabulary
from reportqa.question.cues import find_cue, has_cue, plain, word_set
from reportqa.question.query import Query, Term
from reportqa.question.understand import content_terms, without_words

_BRACKET = re.compile(r"\s*\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a table that the question speaks of has no answer: years or a category it lacks."""

    placed: PlacedTable
    years: tuple[int, ...]
    category: bool = False


def read_tables(
    query: Query, words: Sequence[TableWords], vocabulary: Vocabulary
) -> list[Reading] | list[Missing]:
    """Every reading of a question over the tables; Missing where only the year doesn't fit."""
    by_table = {id(w.placed): w for w in words}
    query = without_limit(query)
    query = replace(query, terms=joined_terms(query.terms, query.text, words_of(words)))
    fitting = _answering(query, words, vocabulary) if words else []
    if not _asks_for_numbers(query):
        # Keywords that name a row and a column in full ask for the cell.
        named = [s for s in fitting if s.row_sets and s.exact_rows and s.columns]
        fitting = named if query.kind == "text" else []
    best_exact = [s for s in fitting if s.row_sets and s.exact_rows]
    fitting = best_exact or fitting
    missing = [
        Missing(s.table, s.missing_years, s.torn) for s in fitting if s.missing_years or s.torn
    ]
    fitting = [s for s in fitting if not s.missing_years and not s.torn]
    if not fitting:
        return missing
    crossed = across_tables(query, fitting)
    if crossed:
        return [crossed]
    readings: list[Reading] = []
    for selection in fitting:
        for rows in selection.row_sets or ((),):
            reading = _read(query, selection, list(rows), by_table[id(selection.table)])
            if reading:
                readings.append(replace(reading, exact=selection.exact_rows))
    return readings


def _answering(
    query: Query, words: Sequence[TableWords], vocabulary: Vocabulary
) -> list[Selection]:
    """What the question picks from the tables that can answer it.

    Of several tables those that account for most of the question's words are taken. Where it
    names several tables by their measures, all of these.
    """
    by_table = {id(w.placed): w for w in words}
    fitting = [
        s for s in select(query, words) if _fits(query, s, by_table[id(s.table)], vocabulary)
    ]
    own = [
        s
        for s in fitting
        if all(
            named < NAMED and _is_spoken_of(replace(t, forms=t.forms[:1]), s, by_table[id(s.table)])
            for t, named in s.foreign.items()
        )
    ]
    if own:
        most = max(s.accounted for s in own)
        best = [s for s in own if s.accounted == most]
        # `både A og B` is one row where a table has one for both.
        fewest = min(_rows_named(s) for s in best)
        return [s for s in best if _rows_named(s) == fewest]
    return [s for s in fitting if s.selected]


def _rows_named(selection: Selection) -> int:
    return len(selection.row_sets[0]) if selection.row_sets else 0


def _asks_for_numbers(query: Query) -> bool:
    placed_in_time = bool(query.years or query.period or query.relative)
    if query.kind in ("definition", "list") and (placed_in_time or query.operation == "sum"):
        return True
    if query.kind in ("why", "how", "definition", "summary", "where") and not query.asks_number:
        return query.operation not in ("lookup", "difference", "max", "min")
    if query.asks_number or query.kind in ("number", "year", "when"):
        return True
    if query.operation != "lookup":
        return True
    return query.kind in ("text", "yes_no") and (placed_in_time or bool(query.claims))


def _fits(query: Query, selection: Selection, words: TableWords, vocabulary: Vocabulary) -> bool:
    """True where nothing in the question is left unexplained, and it counts what the table counts."""
    if any(not _is_explained(t, query, selection, words) for t in selection.unexplained):
        return False
    if _names_column_in_part(query, selection) or not _lists_of_axes(query, selection, words):
        return False
    counted = _counted_nouns(query, words, vocabulary)
    if counted:
        return _counts(counted, query, selection, words)
    if selection.row_sets:
        return True
    cues = plain(query.text)
    names_unit = any(matches(t, u.forms) for t in query.terms for u in words.unit)
    names_unit = names_unit or (
        has_cue("operations", "share", cues) and set(selection.table.units) == {"prosent"}
    )
    sums = selection.selected and has_cue("operations", "sum", cues)
    asks_rows = any(matches(t, c.forms[:1]) for t in query.terms for c in words.corner)
    return names_unit or sums or asks_rows or has_cue("axis", "rows", cues)


def _lists_of_axes(query: Query, selection: Selection, words: TableWords) -> bool:
    """False for `Hvilke kommuner ...?` where neither rows, columns nor numbers are called so."""
    if query.kind != "list" or query.asks_number or query.operation != "lookup":
        return True
    asked = _asked_which(query)
    axes = (*words.corner, *words.axis, *words.unit)
    labels = [t for names in (*words.rows, words.columns) for name in names for t in name]
    return not asked or any(
        is_counted(t) or any(matches(t, w.forms) for w in (*axes, *labels)) for t in asked
    )


def _asked_which(query: Query) -> list[Term]:
    """The words right behind the question's `which`: what is asked for."""
    found = find_cue("kinds", "list", plain(query.text))
    start = len(query.text.split()[0]) if found and found[0] == 0 else None
    asked: list[Term] = []
    for term in query.terms:
        if start is None or query.text[start : term.start].strip():
            break
        asked.append(term)
        start = term.end
    return asked


def _counted_nouns(query: Query, table: TableWords, vocabulary: Vocabulary) -> list[Term]:
    """What follows "how many", up to its verb or preposition: `nye saker`, `guidance sessions`."""
    words: list[str] = []
    for word in (query.counted or "").split():
        if fold(word) in _phrase_ends():
            break
        if words and (fold(word) in word_set("stopwords", "words") or _is_verb(word)):
            break
        words.append(word)
    # The report's own word may stand in brackets after: `sessions (samtaler)`.
    bracket = _BRACKET.match(query.text.partition(query.counted or "(")[2])
    phrase = f". {' '.join(words)} {bracket.group(1) if bracket else ''}"
    terms = content_terms(phrase, vocabulary, query.language)
    terms = joined_terms(terms, phrase, frozenset(table.stems))
    return [t for t in terms if not has_cue("percent", "words", fold(t.text)) and not _modifies(t)]


@cache
def _phrase_ends() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon("number_words")["noun_phrase"]["ends"])


def _is_verb(word: str) -> bool:
    return fold(word) in word_set("frame", "verbs")


def _modifies(term: Term) -> bool:
    return fold(term.text) in word_set("frame", "others")


def _is_explained(term: Term, query: Query, selection: Selection, words: TableWords) -> bool:
    """True for a word that the table's row and column, its unit or the text around it account for.

    `How many guidance sessions`: what stands right beside the unit belongs to it. Where row and
    column are named, a word of the section's own text is no further constraint, unless it is a
    name or what the question is about (`saker om gutter`).
    """
    if query.language == "en" and _is_beside_unit(term, query, words):
        # A word that no vocabulary knows, or that is a part of a row's, may be what only some of
        # the rows are of.
        return bool(selection.row_sets) or (
            len(term.forms) > 1 and not _is_part_of_row(term, words)
        )
    if _is_compound(term, words) or _is_ordinal(term, selection):
        return True
    if has_cue("axis", "rows", plain(term.text)) or _is_set_phrase(term, query):
        return True
    if has_cue("frame", "done", plain(term.text)):
        return not any(matches(term, w.forms[:1]) for names in words.rows for w in names[0])
    if any(matches(term, w.forms) for w in words.lead):
        return not term.name
    return term not in about_terms(query) and _is_spoken_of(term, selection, words)


def _is_part_of_row(term: Term, words: TableWords) -> bool:
    """True for a part of a word that names a row: `wound`, of `Sårinfeksjon`."""
    return any(matches(term, w.forms, compounds=True) for names in words.rows for w in names[0])


def _is_set_phrase(term: Term, query: Query) -> bool:
    """True for a word in the midst of `i løpet av` or `de to ordningene`."""
    words = plain(query.text)
    cues = (find_cue("years", "during", words), find_cue("operations", "both", words))
    return any(cue and fold(term.text) in words[cue[0] : sum(cue)].split() for cue in cues)


def _is_spoken_of(term: Term, selection: Selection, words: TableWords) -> bool:
    """True for a word of the section's own text, no name, where a row is named in full."""
    named_in_full = bool(selection.row_sets) and selection.exact_rows
    if not named_in_full or term.name:
        return False
    return any(matches(term, w.forms[:1]) for w in words.around)


def _is_beside_unit(term: Term, query: Query, words: TableWords) -> bool:
    """True for a word of the phrase that says what the table counts: `garden centre inspections`."""
    phrase: list[Term] = []
    for other in query.terms:
        apart = not phrase or query.text[phrase[-1].end : other.start] not in (" ", " (")
        if apart and term in phrase:
            break
        phrase = [other] if apart else [*phrase, other]
    return term in phrase and any(matches(t, u.forms) for t in phrase for u in words.unit)


def _is_compound(term: Term, words: TableWords) -> bool:
    """True for a compound of a word of the table and its unit: `tipssaker`, of tips."""
    own = term.forms[0]
    firsts = [*words.identity, *(t for names in words.rows for t in names[0])]
    for unit in words.unit:
        first = own.removesuffix(unit.forms[0])
        if first != own and any(_same_part(first, w.forms[0]) for w in firsts):
            return True
    return False


def _same_part(first: str, word: str) -> bool:
    return len(first) > 1 and same_word(first.rstrip("s"), word.rstrip("s"))


def _is_ordinal(term: Term, selection: Selection) -> bool:
    """True for a word that says the number of a column: `fourth`, of `4. kvartal`."""
    return fold(term.text) in ordinals_of(selection)


def ordinals_of(selection: Selection) -> set[str]:
    """The ordinal words, folded, of the numbers in the labels of the columns picked."""
    ordinals: list[list[str]] = lexicon("questions")["ordinals"]["words"]
    labels = " ".join(selection.table.table.columns[i].text for i in selection.columns)
    numbers = [int(n) for n in re.findall(r"\b\d\b", labels)]
    return {fold(w) for n in numbers if 0 < n <= len(ordinals) for w in ordinals[n - 1]}


def _counts(nouns: Sequence[Term], query: Query, selection: Selection, words: TableWords) -> bool:
    """True where the noun after "how many" is what the table counts, or what a label names."""
    placed = selection.table
    columns = selection.columns or range(len(placed.table.columns))
    units = {placed.units[i] for i in columns}
    if any(_names_unit(noun, unit) for noun in nouns for unit in words.unit):
        return True
    if _counts_rows(query, selection, words):
        return True
    if _chooses(query) and all(is_counted(noun) for noun in nouns):
        return any(matches(t, unit.forms) for t in query.terms for unit in words.unit)
    labels = [*words.corner, *(t for names in words.rows for t in names[0])]
    labels += [t for i in columns for t in words.columns[i]]
    if any(matches(noun, w.forms) for noun in nouns for w in labels):
        return bool(selection.row_sets or selection.columns) or _chooses(query)
    if any(_is_compound(noun, words) for noun in nouns):
        return True
    # What the text calls the cells otherwise: `tilskudd` of a table of granted applications.
    named_in_full = bool(selection.row_sets and selection.columns) and selection.exact_rows
    if named_in_full and any(matches(nouns[-1], w.forms[:1]) for w in words.identity):
        return True
    if units <= set(AMOUNTS):
        return asked_unit(query) in units and all(is_frame(noun) for noun in nouns)
    return bool(selection.row_sets) and (units == {None} or is_frame(nouns[0]))


def _names_unit(noun: Term, unit: Term) -> bool:
    return matches(noun, unit.forms) or is_head(noun.forms[0], unit.forms[0])


def _chooses(query: Query) -> bool:
    return query.operation in ("max", "min", "rank", "count", "trend")


def _names_column_in_part(query: Query, selection: Selection) -> bool:
    """True where the question speaks of a kind of column (`kvartal`) but of none that is there."""
    asks_part = any(period.parts for period in find_periods(query.text))
    has_part = any(_is_part_of_year(selection, i) for i in selection.columns)
    if asks_part and not has_part and not selection.missing_years:
        return True
    if selection.columns or query.operation not in ("lookup", "sum", "share"):
        return False
    table = selection.table
    labels = [c.text for i, c in enumerate(table.table.columns) if i != table.total_column]
    words = {stem(t.word) for label in labels for t in tokenize(label) if t.word.isalpha()}
    asked = {stem(word) for word in plain(query.text).split()}
    return bool(words & asked)


def _is_part_of_year(selection: Selection, column: int) -> bool:
    period = selection.table.periods[column]
    return period is not None and period.parts is not None


def _counts_rows(query: Query, selection: Selection, words: TableWords) -> bool:
    """True where the noun after "how many" is what the rows are: `hvor mange av sakstypene`."""
    head = plain(query.counted or "").split()[:1]
    if not head or query.operation in ("max", "min", "rank"):
        return False
    named = stem(head[0])
    if any(named in unit.forms for unit in words.unit):
        return False
    limited = bool(query.claims or query.direction) or not selection.columns
    corner = {form for t in words.corner for form in t.forms[:1]}
    return has_cue("axis", "rows", head[0]) or (limited and named in corner)


# What a period of several columns can be asked for: the columns together.
_OF_WHOLES = ("lookup", "sum")


def _read(query: Query, selection: Selection, rows: list[int], words: TableWords) -> Reading | None:
    placed = selection.table
    labels = [placed.table.rows[row].label.text for row in rows]
    labels += [placed.table.columns[i].text for i in selection.columns]
    said = set(plain(" ".join(labels)).split()) | ordinals_of(selection)
    named = [w for row in rows for w in words.rows[row][0]]
    naming = [t.text for t in query.terms if any(matches(t, w.forms) for w in named)]
    said |= set(plain(" ".join(naming)).split())
    cues = said & set(plain(query.text).split())
    query = without_words(query, cues) if cues else query
    if not rows and _counts_rows(query, selection, words):
        query = replace(query, operation="count")
    if selection.whole:
        if query.operation not in _OF_WHOLES:
            return None
        query = replace(query, operation="sum")
    try:
        return OPERATIONS[query.operation](query, placed, rows, list(selection.columns))
    except ValueError:
        return None
