"""Query + tables -> the rows and columns it speaks of, table by table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from reportqa.answer.match import is_counted, is_frame, is_head, matches, same_deed, same_word
from reportqa.answer.table_words import TableWords, caption
from reportqa.facts.model import PlacedTable
from reportqa.language.lexicon import lexicon
from reportqa.language.periods import Period, find_periods, period_words
from reportqa.language.tokens import stem, stems
from reportqa.question.cues import has_cue, plain
from reportqa.question.query import Query, Term


@dataclass(frozen=True, slots=True)
class Selection:
    """What a question picks from one table.

    `torn` tells that its words name parts of several labels, and no label has them all.

    `row_sets` holds one list of rows for each reading (more than one where a word fits several
    rows equally); `columns` the columns named, in the order named; `missing_years` the years
    asked for that the table doesn't have. `selected` tells that a word of the question names the
    table's measure; `whole` tells that the columns together are the one period asked for;
    `unexplained` are the words that nothing in the table accounts for, `foreign`
    those that name another table's measure, and how; `accounted` is how many words the table accounts for.
    """

    table: PlacedTable
    row_sets: tuple[tuple[int, ...], ...]
    exact_rows: bool
    columns: tuple[int, ...]
    whole: bool
    missing_years: tuple[int, ...]
    selected: bool
    named_at: int
    named_by: str
    named_last: int
    unexplained: tuple[Term, ...]
    torn: bool
    foreign: Mapping[Term, int]
    accounted: int


# A word of a table's own names.
NAMED = 3
# A row that a question may name: the row, the share of its label's words, their places, how many.
_Found = tuple[int, float, list[int], int]


def select(query: Query, words: Sequence[TableWords]) -> list[Selection]:
    """What the question picks from each table of the measures it names, or of all."""
    naming = [
        [0 if _is_part_of_list(term, table) else _names(term, table) for term in query.terms]
        for table in words
    ]
    best = [sorted(column)[-2:] for column in zip(*naming, strict=True)]
    selections = [
        # By term: how well the table is named, and the best of the others.
        _select(query, table, [(n, _without(b, n)) for n, b in zip(here, best, strict=True)])
        for table, here in zip(words, naming, strict=True)
    ]
    return [s for s in selections if not query.measures or s.table.measure in query.measures]


def _without(best_two: Sequence[int], own: int) -> int:
    """The best of the others, of which the best two of all are given. Where there are none, a
    table's own: no word tells the only table from others.
    """
    if len(best_two) < 2:
        return own
    return best_two[0] if best_two[1] == own else best_two[1]


def _select(query: Query, words: TableWords, naming: Sequence[tuple[int, int]]) -> Selection:
    used = _period_terms(query, words)
    row_sets, exact, torn = _rows(query.terms, words, used)
    columns, whole = _columns(query, words, used)
    foreign: dict[int, int] = {}
    selected, named_at, named_by, named_last = False, len(query.text), "", -1
    for i, term in enumerate(query.terms):
        if i in used or _is_part_of_list(term, words):
            continue
        if _is_corner(term, words) or _is_unit(term, words):
            used.add(i)
            continue
        here, elsewhere = naming[i]
        # A word of another table's names that is only akin to this one's: `kafeene` isn't the desks.
        if elsewhere > 1 and (not here or (here == 1 and elsewhere == NAMED)):
            foreign[i] = elsewhere
        elif here:
            used.add(i)
        if here > elsewhere:
            if term.start < named_at:
                named_at = term.start
                named_by = words.abbreviations.get(term.text, term.text)
            selected, named_last = True, max(named_last, term.start)
    unexplained = tuple(
        t
        for i, t in enumerate(query.terms)
        if i not in used and i not in foreign and not is_frame(t) and not _is_counted_head(t, query)
    )
    return Selection(
        words.placed,
        row_sets,
        exact,
        columns,
        whole,
        _missing_years(query, words.placed),
        selected,
        named_at,
        named_by,
        named_last,
        unexplained,
        torn,
        {query.terms[i]: named for i, named in foreign.items() if not is_frame(query.terms[i])},
        len(used),
    )


def _missing_years(query: Query, placed: PlacedTable) -> tuple[int, ...]:
    """The years asked for that none of the columns is of; without years there, the caption none."""
    dated = any(period and period.year for period in placed.periods)
    labels = [c.text for c in placed.table.columns] if dated else [caption(placed)]
    told = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", " ".join(labels))}
    asked = query.years if dated else (*query.years, *_years_beside(query))
    return tuple(year for year in asked if told and year not in told)


def _period_terms(query: Query, words: TableWords) -> set[int]:
    """The words of the question that name a part of a year, where the table has such columns."""
    if not any(period and period.parts for period in words.placed.periods):
        return set()
    if not any(period.parts for period in find_periods(query.text)):
        return set()
    said = period_words()
    return {i for i, t in enumerate(query.terms) if set(plain(t.text).split()) <= said}


def _years_beside(query: Query) -> tuple[int, ...]:
    """The year before or after the one named: `i 2022 enn året før`."""
    step = {"before": -1, "after": 1}.get(query.relative or "", 0)
    return (query.years[0] + step,) if step and len(query.years) == 1 else ()


def _names(term: Term, words: TableWords) -> int:
    """How a term names the table: 3 by a word of its names or a short form of one, 2 by another
    word for one, 1 by a part of one; else 0.
    """
    names = (*words.identity, *words.corner, *words.axis)
    own = replace(term, forms=term.forms[:1])
    if any(matches(own, w.forms[:1]) for w in names):
        return NAMED
    if any(matches(term, w.forms) for w in names):
        return NAMED if term.text.isupper() else 2
    if any(matches(term, w.forms, compounds=True) for w in words.identity):
        return 1
    # `kafeene` of `reparasjonskafeer`, and what was done to what is counted: `reparert`.
    if is_frame(term):
        return 0
    return int(
        any(
            is_head(term.forms[0], w.forms[0]) or same_deed(term.forms, w.forms)
            for w in (*words.identity, *words.unit)
        )
    )


def _is_part_of_list(term: Term, words: TableWords) -> bool:
    """A proper name that the measure's title lists among others doesn't name the whole."""
    return (
        term.name
        and term.text.isalpha()
        and not term.text.isupper()
        and any(term.text in listed for listed in words.listed)
    )


def _is_counted_head(term: Term, query: Query) -> bool:
    return is_counted(term) or bool(
        query.counted and term.text in query.counted.split()[:1] and is_frame(term)
    )


def _rows(
    terms: Sequence[Term], words: TableWords, used: set[int]
) -> tuple[tuple[tuple[int, ...], ...], bool, bool]:
    """The rows that the question names; where none is named in full, those that fit best in part."""
    naming = [(i, t) for i, t in _naming(terms, words) if i not in used]
    found = []
    for i, alternatives in enumerate(words.rows):
        if i == words.placed.total_row:
            continue
        fits = [(_closest(naming, label, words), len(label)) for label in alternatives if label]
        places, count = max(fits, key=lambda f: (len(f[0]) / f[1], f[1]), default=([], 1))
        # What all rows are counted in names none of them in part: `infections`, `smittetilfeller`.
        if len(places) < count and all(_is_unit(terms[p], words) for p in places):
            continue
        if places:
            found.append((i, len(places) / count, places, count))
    full = _with_extras([f for f in found if f[1] == 1.0], terms, words)
    if full:
        chosen = _tiling(full, terms, words)
        for row, _, _, _ in chosen:
            used.update(
                i
                for i, t in enumerate(terms)
                if any(
                    matches(t, w.forms, compounds=True)
                    for w in (*words.rows[row][0], *words.extras[row])
                )
            )
        return (tuple(f[0] for f in chosen),), True, False
    if not found:
        return (), True, False
    said = {place for f in found for place in f[2]}
    best = max(f[1] for f in found)
    partial = [f for f in found if f[1] == best and f[1] >= 0.5 and set(f[2]) == said]
    used.update(said)
    done = _done(partial, terms, words)
    if done:
        return ((done[0],),), True, False
    return tuple((f[0],) for f in partial), False, not partial and len(said) > 1


def _is_unit(term: Term, words: TableWords) -> bool:
    return any(matches(term, unit.forms) for unit in words.unit)


def _done(partial: Sequence[_Found], terms: Sequence[Term], words: TableWords) -> _Found | None:
    """Of rows named equally in part, the only one of what took place, where the question says so
    by a word of its own: `utført A` is `Gjennomført A`, not `Frykt for A`.
    """
    if len(partial) < 2 or not any(_is_done(t) for t in terms):
        return None
    done = [f for f in partial if any(_is_done(w) for w in words.rows[f[0]][0])]
    return done[0] if len(done) == 1 else None


def _is_done(term: Term) -> bool:
    return has_cue("frame", "done", plain(term.text))


def _with_extras(full: list[_Found], terms: Sequence[Term], words: TableWords) -> list[_Found]:
    """Where the question says a word in the brackets of some labels, those labels alone."""
    said = []
    bare = []
    for row, share, places, count in full:
        extras = words.extras[row]
        extra = [i for i, t in enumerate(terms) if any(matches(t, w.forms) for w in extras)]
        if extra:
            said.append((row, share, sorted({*places, *extra}), count))
            bare.append(places)
    others = [f for f in full if f[2] not in bare]
    return [*said, *others] if said else full


def _naming(terms: Sequence[Term], words: TableWords) -> list[tuple[int, Term]]:
    """The words of a question that may name a row or column, with their places.

    A word that only frames a question names a label by itself, not through the vocabulary.
    """
    return [
        (i, replace(t, forms=t.forms[:1]) if is_frame(t) else t)
        for i, t in enumerate(terms)
        if not _is_corner(t, words)
    ]


def _closest(naming: list[tuple[int, Term]], label: list[Term], words: TableWords) -> list[int]:
    """Where the question says the words of a label, as close together as it does; [] for nowhere."""
    places = [_all_matches(naming, word, words) for word in label]
    found = [p for p in places if p]
    if not found:
        return []
    spread = min(product(*found), key=lambda places: max(places) - min(places))
    return sorted(spread)


def _all_matches(naming: list[tuple[int, Term]], word: Term, words: TableWords) -> list[int]:
    """Where the question says a word of a label: itself, else as a compound with the unit.

    `telefonbesøkene` names the row `Telefon` of a table of visits; `telefonvakt` doesn't.
    """
    exact = [i for i, t in naming if matches(t, word.forms)]
    return exact or [i for i, t in naming if _with_unit(t, word, words)]


def _is_corner(term: Term, words: TableWords) -> bool:
    """True for the word that names what all rows are: `årsak`, `kategori`."""
    return any(matches(term, w.forms[:1]) for w in words.corner)


def _with_unit(term: Term, word: Term, words: TableWords) -> bool:
    return _is_compound(term.forms, word.forms, words.units)


@lru_cache(maxsize=20_000)
def _is_compound(
    forms: tuple[str, ...], word_forms: tuple[str, ...], units: frozenset[str]
) -> bool:
    """True where a form of one word is a form of the other and a unit, in one word."""
    for own in forms:
        for other in word_forms:
            long, short = (own, other) if len(own) > len(other) else (other, own)
            rest = long.removeprefix(short)
            if (
                len(short) >= 4
                and rest != long
                and any(same_word(rest.removeprefix("s"), unit) for unit in units if len(rest) > 2)
            ):
                return True
    return False


def _tiling(full: list[_Found], terms: Sequence[Term], words: TableWords) -> list[_Found]:
    """The rows named, longest labels first; a row whose words another row uses up is left out.

    `frykt for A og frykt for B` names two rows even where a row `frykt for A og B` exists: its
    words stand apart, with one of them said again between.
    """
    chosen: list[_Found] = []
    taken: set[int] = set()
    for found in sorted(full, key=lambda f: (-f[3], f[2])):
        places = set(found[2])
        if places <= taken:
            continue
        label = words.rows[found[0]][0]
        inside = range(min(places), max(places) + 1)
        repeated = any(
            p not in places and any(matches(terms[p], w.forms) for w in label) for p in inside
        )
        if repeated:
            continue
        chosen.append(found)
        taken |= places
    return sorted(chosen, key=lambda f: f[2])


def _columns(query: Query, words: TableWords, used: set[int]) -> tuple[tuple[int, ...], bool]:
    """The columns of the years named, or else those whose label the question names; and whether
    they are the parts of one period that is asked for as a whole.

    Of several columns of different units the one that counts what is asked for is taken.
    """
    placed = words.placed
    labels = [c.text for c in placed.table.columns]
    if any(period and period.parts for period in placed.periods):
        of_periods = _period_columns(query, placed.periods)
        if of_periods[0]:
            return of_periods
    years = [i for i, label in enumerate(labels) if label.isdigit() and len(label) == 4]
    named: list[int] = []
    said_at: dict[int, tuple[int, int]] = {}
    naming = _naming(query.terms, words)
    for i, label in enumerate(words.columns):
        digits = re.findall(r"\d+", labels[i])
        if i in years or i == placed.total_column or not (label or digits):
            continue
        if not all(_says_number(int(d), query.text) for d in digits):
            continue
        places = [_all_matches(naming, word, words)[:1] for word in label]
        if all(places):
            named.append(i)
            at = min((place for [place] in places), default=i)
            said_at[i] = (at, max((query.text.find(d) for d in digits), default=0))
            used.update(place for [place] in places)
    named = _telling(query, words, sorted(named, key=lambda i: said_at[i]))
    named = _of_kind(query, placed, named)
    if years:
        spoken = [
            i for i in _year_columns(query, labels, years) if not _is_within(i, named, labels)
        ]
        return tuple([*named, *spoken]), False
    return tuple(named), False


def _is_within(year: int, named: Sequence[int], labels: Sequence[str]) -> bool:
    """True for a year that the question says as a part of another column's label: `Mål 2024`."""
    return any(labels[year] in labels[i].split() for i in named)


def _telling(query: Query, words: TableWords, named: list[int]) -> list[int]:
    """Of the columns named, those that say more than what is counted: where the question says
    `innvilget`, `søknader` alone names no column beside it. A share takes both.
    """
    more = [
        i
        for i in named
        if not all(any(matches(w, u.forms) for u in words.unit) for w in words.columns[i])
    ]
    return more if more and query.operation != "share" and query.per is None else named


def _of_kind(query: Query, placed: PlacedTable, named: list[int]) -> list[int]:
    """Of columns of different units, those of amounts where an amount is asked for, or of what is
    counted; a ratio takes both.
    """
    if len({placed.units[i] for i in named}) < 2 or query.per is not None:
        return named
    wanted = "prosent" if query.operation == "share" else asked_unit(query)
    fitting = [i for i in named if placed.units[i] == wanted]
    counted = stem((query.counted or "").split()[0]) if query.counted else ""
    by_noun = [i for i in named if counted and counted in stems(placed.table.columns[i].text)]
    return fitting or by_noun or named


def asked_unit(query: Query) -> str | None:
    """`kroner` or `prosent` where the question asks for an amount or a percentage."""
    words = plain(query.text)
    if query.percent:
        return "prosent"
    is_amount = has_cue("number_kinds", "money", words) or has_cue("number_kinds", "much", words)
    return "kroner" if is_amount or query.field == "budget" else None


def _period_columns(query: Query, periods: Sequence[Period | None]) -> tuple[tuple[int, ...], bool]:
    """The columns of the periods that a question names, and whether one of these has several: a
    year of two halves.
    """
    asked = list(find_periods(query.text))
    step = {"before": -1, "after": 1}.get(query.relative or "", 0)
    if step and len(asked) == 1 and asked[0].year is not None:
        asked.append(replace(asked[0], year=asked[0].year + step))
    found = [[i for i, p in enumerate(periods) if p and wanted.holds(p)] for wanted in asked]
    if not all(found):
        return (), False
    columns = dict.fromkeys(i for of_one in found for i in of_one)
    return tuple(columns), any(len(of_one) > 1 for of_one in found)


def _says_number(number: int, text: str) -> bool:
    """True where a question says a small number, as digits or as an ordinal word."""
    ordinals = lexicon("questions")["ordinals"]["words"]
    words = ordinals[number - 1] if 0 < number <= len(ordinals) else []
    return bool(re.search("|".join([rf"\b{number}\b", *(rf"\b{w}\b" for w in words)]), text, re.I))


def _year_columns(query: Query, labels: list[str], years: list[int]) -> tuple[int, ...]:
    """The columns of the years that a question names, by number or by their place in time."""
    years = sorted(years, key=lambda i: labels[i])
    named = [labels.index(str(y)) for y in query.years if str(y) in labels]
    if query.year_range and len(named) == 2:
        first, last = sorted(labels[i] for i in named)
        return tuple(i for i in years if first <= labels[i] <= last)
    at = years.index(named[0]) if len(named) == 1 else 0
    if query.relative == "before" and at > 0:
        return (named[0], years[at - 1])
    if named:
        return tuple(named)
    if query.relative == "last":
        return (years[-1],)
    if query.relative == "first":
        return (years[0],)
    if query.relative == "last_two":
        return tuple(years[-2:])
    return ()
