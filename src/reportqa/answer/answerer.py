"""Query -> Answer: from structure, tables or passages, past the gate; else a refusal."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from reportqa.answer.asking import Asking, Holding
from reportqa.answer.gate import ungrounded
from reportqa.answer.model import Answer
from reportqa.answer.passages.from_passages import from_passages, from_year
from reportqa.answer.refuse import refuse
from reportqa.answer.structure.from_structure import from_structure, without_place
from reportqa.answer.suggest import suggestions
from reportqa.answer.tables.from_tables import from_tables
from reportqa.index.index import Index
from reportqa.language.detect import Language
from reportqa.question.query import Query
from reportqa.question.understand import understand
from reportqa.retrieve.rank import Ranking, rank

# A corpus of more reports than this is searched first, and the best few are read.
_READ_WHOLE = 8
_REPORTS_READ = 3
_REPORTS_KEPT = 32
# Whether a question that may be suggested is answered: refusals suggest the same few.
_SUGGESTIONS_KEPT = 1024


class Answerer:
    """Answers queries from one opened index and the stored texts of its reports."""

    def __init__(self, index: Index, texts: Mapping[str, str]) -> None:
        """`texts` are the stored texts by report id, from which quotes are taken."""
        self._index = index
        self._texts = texts
        self._held = lru_cache(maxsize=_REPORTS_KEPT)(self._hold)
        self._is_answered = lru_cache(maxsize=_SUGGESTIONS_KEPT)(self._can_answer)

    def answer(self, query: Query, report: str | None = None) -> Answer:
        """The answer to a query; `report` narrows where it is looked for."""
        asking = self._asking(query, report)
        answer = self._answer(asking)
        is_answered = partial(self._is_answered, tuple(asking.scope))
        further = suggestions(answer, query, list(asking.reports.values()), is_answered)
        return replace(answer, suggestions=further)

    def ungrounded(self, answer: Answer) -> list[str]:
        """The numbers of an answer that the gate doesn't let through."""
        return _ungrounded(answer, {rid: self._held(rid) for rid in self._index.report_ids})

    def _hold(self, report_id: str) -> Holding:
        return Holding(self._index.entry(report_id), self._index.vocabulary)

    def _asking(self, query: Query, report: str | None) -> Asking:
        ids = [rid for rid in self._index.report_ids if report in (None, rid)]
        if len(ids) > _READ_WHOLE:
            ids = self._best_reports(rank(query, self._index)) or ids[:_REPORTS_READ]
        scope = {rid: self._held(rid) for rid in ids}
        return Asking(query, self._index, scope, self._texts)

    def _best_reports(self, ranking: Ranking) -> list[str]:
        """The reports of the best passages."""
        best: dict[str, None] = {}
        for row in ranking.order:
            best[self._index.report_of(int(row))] = None
            if len(best) == _REPORTS_READ:
                break
        return sorted(best)

    def _can_answer(self, reports: tuple[str, ...], text: str, language: Language) -> bool:
        """True where the reports answer a question that may be suggested."""
        query = understand(text, self._index.vocabulary, language)
        scope = {rid: self._held(rid) for rid in reports}
        asking = Asking(query, self._index, scope, self._texts)
        return self._answer(asking).status == "answered"

    def _answer(self, asking: Asking) -> Answer:
        """The first way that answers; what the gate stops is replaced by a refusal."""
        answer = (
            from_structure(asking)
            or from_tables(asking)
            or from_year(asking)
            or without_place(asking)
            or from_passages(asking)
        )
        named = asking.query.measures
        return refuse(asking) if _ungrounded(answer, asking.scope, named) else answer


def _ungrounded(
    answer: Answer, scope: Mapping[str, Holding], named: Sequence[int] = ()
) -> list[str]:
    """What the gate finds; the measures that the question is of, `named`, may always be said."""
    cited = {c.report for c in answer.citations}
    facts = {rid: scope[rid].facts for rid in cited}
    measures = {rid: held.measures.union(named) for rid, held in scope.items()}
    sums = [check for rid in cited for t in scope[rid].tables for check in t.placed.checks]
    return ungrounded(answer, facts, measures, sums)
