"""A question with where its answer is looked for: what the ways of answering are given."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from reportqa.answer.compose import Composer
from reportqa.answer.coverage import stems_of
from reportqa.answer.table_words import TableWords, table_words
from reportqa.chunks.chunk import Chunk
from reportqa.facts.model import Fact
from reportqa.index.index import Index, StoredEntry
from reportqa.language.vocabulary import Vocabulary
from reportqa.question.query import Query
from reportqa.report.model import Report
from reportqa.retrieve.rank import Ranking, rank

# A section under a heading of its own is read as a whole up to so many characters.
_LONGEST_SECTION = 3_000


class Holding:
    """One report as answers are made from it; each part is worked out when first asked for."""

    def __init__(self, entry: StoredEntry, vocabulary: Vocabulary) -> None:
        self._entry, self._vocabulary = entry, vocabulary

    @property
    def report(self) -> Report:
        """The report."""
        return self._entry.report

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """Its passages."""
        return self._entry.chunks

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Its numbers."""
        return self._entry.facts

    @cached_property
    def measures(self) -> frozenset[int]:
        """The numbers of its measures."""
        return frozenset(m.number for m in self.report.measures)

    @cached_property
    def tables(self) -> list[TableWords]:
        """Its tables with their words."""
        return table_words(self.report, self._vocabulary)

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that it speaks of."""
        said = {int(f.value) for f in self.facts if f.kind in ("year", "date")}
        columns = {int(f.column) for f in self.facts if f.column and f.column.isdigit()}
        return frozenset(said | columns)

    @cached_property
    def main_year(self) -> int | None:
        """The year that it is of: the latest of those it speaks of most. Numbers that no year is
        given for are of this one.
        """
        years = Counter(int(f.value) for f in self.facts if f.kind in ("year", "date"))
        years.update(int(f.column) for f in self.facts if f.column and f.column.isdigit())
        most = max(years.values(), default=0)
        return max((year for year, count in years.items() if 2 * count >= most), default=None)

    def around(self, chunk: Chunk) -> str:
        """The text that a passage's sentences are read in: of a short section, all of it."""
        whole = self._sections.get((chunk.measure, chunk.path), "") if len(chunk.path) > 1 else ""
        return whole if chunk.text in whole and len(whole) <= _LONGEST_SECTION else chunk.text

    @cached_property
    def _sections(self) -> dict[tuple[int | None, tuple[str, ...]], str]:
        texts: dict[tuple[int | None, tuple[str, ...]], list[str]] = {}
        for chunk in self.chunks:
            if chunk.kind == "text":
                texts.setdefault((chunk.measure, chunk.path), []).append(chunk.text)
        return {place: " ".join(parts) for place, parts in texts.items()}

    @cached_property
    def label_stems(self) -> frozenset[str]:
        """The stems of its tables' labels: what numbers are told apart by."""
        labels = {label for f in self.facts for label in (f.row, f.column) if label is not None}
        return frozenset().union(*(stems_of(label) for label in labels))

    @cached_property
    def facts_at(self) -> dict[int, tuple[Fact, ...]]:
        """The numbers of running text, by where their sentence starts."""
        held: dict[int, list[Fact]] = {}
        for fact in self.facts:
            if fact.source != "table":
                held.setdefault(fact.sentence.span.start, []).append(fact)
        return {start: tuple(facts) for start, facts in held.items()}


@dataclass
class Asking:
    """A query and the reports it is asked of.

    `texts` are the stored texts by report id, from which quotes are taken.
    """

    query: Query
    index: Index
    scope: Mapping[str, Holding]
    texts: Mapping[str, str]

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports in scope, by id."""
        return {rid: held.report for rid, held in self.scope.items()}

    @cached_property
    def ranking(self) -> Ranking:
        """The passages, ranked when first needed."""
        return rank(self.query, self.index, tuple(self.scope))

    @property
    def tables(self) -> list[TableWords]:
        """The tables in scope."""
        return [table for held in self.scope.values() for table in held.tables]

    @cached_property
    def label_stems(self) -> frozenset[str]:
        """The stems of the labels of all tables in scope."""
        return frozenset().union(*(held.label_stems for held in self.scope.values()))

    def composer(self) -> Composer:
        """An empty answer to fill."""
        return Composer(self.query, self.reports, self.texts)
