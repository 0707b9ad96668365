"""Answers from tables: what the question picks, and the operation it asks for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportqa.answer.across import across_tables
from reportqa.answer.match import matches
from reportqa.answer.operations import OPERATIONS
from reportqa.answer.reading import Reading
from reportqa.answer.select import Selection, TableWords, select
from reportqa.facts.model import PlacedTable
from reportqa.language.tokens import stem, tokenize
from reportqa.language.vocabulary import Vocabulary
from reportqa.question.cues import has_cue, plain
from reportqa.question.query import Query
from reportqa.question.understand import content_terms, without_words


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
    fitting = [s for s in select(query, words) if _fits(query, s, vocabulary)] if words else []
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
            reading = _read(query, selection, list(rows))
            if reading:
                readings.append(replace(reading, exact=selection.exact_rows))
    return readings


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


def _fits(query: Query, selection: Selection, vocabulary: Vocabulary) -> bool:
    """True where nothing in the question is left unexplained, and it counts what the table counts."""
    if selection.unexplained or _names_column_in_part(query, selection):
        return False
    unit = content_terms(selection.table.unit or "", vocabulary)
    counted = content_terms(query.counted or "", vocabulary, query.language)[:1]
    names_unit = any(matches(t, u.forms) for t in query.terms for u in unit)
    if counted and not selection.row_sets:
        corner = selection.table.table.corner
        rows = content_terms(f". {corner.text if corner else ''}", vocabulary)
        return names_unit or any(matches(counted[0], u.forms[:1]) for u in (*unit, *rows))
    if not selection.row_sets:
        words = plain(query.text)
        sums = selection.selected and has_cue("operations", "sum", words)
        corner = selection.table.table.corner
        asks_rows = corner is not None and any(
            matches(t, c.forms[:1])
            for t in query.terms
            for c in content_terms(f". {corner.text}", vocabulary)
        )
        return names_unit or sums or asks_rows or has_cue("axis", "rows", words)
    if counted and unit and _names_measure(query, selection, vocabulary):
        return names_unit
    return True


def _names_column_in_part(query: Query, selection: Selection) -> bool:
    """True where the question speaks of a kind of column (`kvartal`) but of none that is there."""
    if selection.columns or query.operation not in ("lookup", "sum", "share"):
        return False
    table = selection.table
    labels = [c.text for i, c in enumerate(table.table.columns) if i != table.total_column]
    words = {stem(t.word) for label in labels for t in tokenize(label) if t.word.isalpha()}
    asked = {stem(word) for word in plain(query.text).split()}
    return bool(words & asked)


def _names_measure(query: Query, selection: Selection, vocabulary: Vocabulary) -> bool:
    """True where the counted word is what the measure is about, not what its table counts."""
    head = content_terms((query.counted or "").split()[0], vocabulary, query.language)
    caption = selection.table.table.caption.text if selection.table.table.caption else ""
    named = [t for t in content_terms(caption, vocabulary) if t.text[0].islower()]
    labels = [
        t for r in selection.table.table.rows for t in content_terms(r.label.text, vocabulary)
    ]
    if any(matches(h, t.forms) for h in head for t in labels):
        return False
    return any(matches(h, t.forms[:1]) for h in head for t in named)


def _read(query: Query, selection: Selection, rows: list[int]) -> Reading | None:
    placed = selection.table
    labels = " ".join(placed.table.rows[row].label.text for row in rows)
    cues = set(plain(labels).split()) & set(plain(query.text).split())
    query = without_words(query, cues) if cues else query
    try:
        return OPERATIONS[query.operation](query, placed, rows, list(selection.columns))
    except ValueError:
        return None
