"""The words of a table: of its rows, columns and names, as a question may say them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from reportqa.answer.match import is_frame
from reportqa.facts.model import PlacedTable
from reportqa.facts.tables import tables_of
from reportqa.language.names import NAMES
from reportqa.language.vocabulary import Vocabulary
from reportqa.question.query import Term
from reportqa.question.understand import content_terms
from reportqa.report.model import Measure, Report

# As many rows tell that a word of all their labels names none of them.
_LEAST_ROWS = 3
# The stem of `-relatert`, which says no more than that something is of what stands before.
_RELATED = "relat"
_SLASH = re.compile(r"([^\W\d_]+)-?\s?/\s?([^\W\d_]+)")


class TableWords:
    """The words of one table: its labels, and the words that name its measure. Those of the text
    around it are read when first asked for: there are many, and few questions come so far.
    """

    def __init__(
        self,
        placed: PlacedTable,
        measure: Measure | None,
        vocabulary: Vocabulary,
        abbreviations: Mapping[str, str],
    ) -> None:
        self.abbreviations = abbreviations
        self.placed, self._vocabulary = placed, vocabulary
        self.rows = [_row_names(row.label.text, vocabulary) for row in placed.table.rows]
        self.extras = [_bracketed_terms(row.label.text, vocabulary) for row in placed.table.rows]
        self.columns = [_label_terms(c.text, vocabulary) for c in placed.table.columns]
        self.rows = _without_shared(self.rows, placed.total_row)
        names = [caption(placed), *placed.path, measure.title if measure else ""]
        corner = placed.table.corner.text if placed.table.corner else ""
        by_row, by_column = placed.axes or ("", "")
        self.corner = content_terms(f". {corner} . {by_row}", vocabulary)
        self.axis = content_terms(f". {by_column}", vocabulary)
        units = dict.fromkeys(unit for unit in placed.units if unit)
        self.unit = content_terms(" . ".join(units), vocabulary)
        self.listed = [m.group() for name in names for m in NAMES.finditer(name)]
        self.units = frozenset(form for u in self.unit for form in u.forms)
        self.identity = [t for t in content_terms(" . ".join(names), vocabulary) if not is_frame(t)]
        labels = [t for names in (*self.rows, self.columns) for name in names for t in name]
        self.stems = {t.forms[0] for t in (*labels, *self.corner, *self.unit, *self.identity)}

    @cached_property
    def lead(self) -> tuple[Term, ...]:
        """The words of the text that leads to it."""
        return content_terms(self.placed.lead, self._vocabulary)

    @cached_property
    def around(self) -> tuple[Term, ...]:
        """The words of the section that it stands in."""
        return content_terms(self.placed.around, self._vocabulary)


def table_words(report: Report, vocabulary: Vocabulary) -> list[TableWords]:
    """The words of every table of a report."""
    return [
        TableWords(
            placed,
            report.measure(placed.measure) if placed.measure is not None else None,
            vocabulary,
            report.abbreviations,
        )
        for placed in tables_of(report)
        if _tells_columns_apart(placed)
    ]


def _tells_columns_apart(placed: PlacedTable) -> bool:
    """False where two columns are of one period: which of them counts what was told elsewhere."""
    periods = [period for period in placed.periods if period]
    return len(set(periods)) == len(periods)


def caption(placed: PlacedTable) -> str:
    """A table's caption; empty where it has none."""
    return placed.table.caption.text if placed.table.caption else ""


def _row_names(label: str, vocabulary: Vocabulary) -> list[list[Term]]:
    """The words that name a row: all of its label, or one side of a slash (`Tap av mann/kone`)."""
    slash = _SLASH.search(label)
    sides = [label.replace(slash.group(), side) for side in slash.groups()] if slash else []
    return [_label_terms(name, vocabulary) for name in (label, *sides)]


def _label_terms(label: str, vocabulary: Vocabulary) -> list[Term]:
    """The words of a label that tell it apart; general words only where it has no others."""
    bare = label.split("(")[0] if "(" in label and label.split("(")[0].strip() else label
    terms = list(content_terms(bare, vocabulary))
    telling = [_bare(t) for t in terms if not is_frame(t)]
    return telling or terms


def _bare(term: Term) -> Term:
    """`familierelatert` is named by `familie`, too."""
    bare = tuple(form.removesuffix(_RELATED) for form in term.forms if form.endswith(_RELATED))
    return replace(term, forms=(*term.forms, *bare))


def _without_shared(rows: list[list[list[Term]]], total: int | None) -> list[list[list[Term]]]:
    """The names of rows without the words that all of them hold: `DTA Nord`, `DTA Sør`."""
    parts = [names for i, names in enumerate(rows) if i != total]
    if len(parts) < _LEAST_ROWS:
        return rows
    shared = set.intersection(*({t.forms[0] for t in names[0]} for names in parts))
    bare = [[[t for t in name if t.forms[0] not in shared] for name in names] for names in rows]
    return bare if all(names[0] for names in bare) else rows


def _bracketed_terms(label: str, vocabulary: Vocabulary) -> list[Term]:
    """The words in a label's brackets: they tell `Skoler (private)` from `Skoler (offentlige)`."""
    inside = re.search(r"\(([^)]*)\)", label)
    return list(content_terms(f". {inside.group(1)}", vocabulary)) if inside else []
