"""ReportQA: open a corpus with its index, and ask. The one place where the steps are joined."""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportqa.answer.answerer import Answerer
from reportqa.answer.by_report import named, side_by_side, unnamed
from reportqa.answer.join import joined
from reportqa.answer.model import Answer
from reportqa.answer.suggest import examples
from reportqa.corpus.texts import StoredTexts
from reportqa.errors import IndexFault, QuestionError
from reportqa.index.encoder import Progress
from reportqa.index.store import Index, build_index, open_index
from reportqa.language.detect import LANGUAGES, Language, LanguageChoice, detect_language
from reportqa.language.messages import message
from reportqa.question.follow import LAST_TURNS, follow, held_to
from reportqa.question.places import Places, places_in
from reportqa.question.query import Query
from reportqa.question.reports import Naming, ReportName, ReportNames, read_naming
from reportqa.question.reword import in_full, is_plain
from reportqa.question.understand import split_questions, understand
from reportqa.report.model import Report, walk

if TYPE_CHECKING:
    from reportqa.llama import ReportQueryEngine, ReportRetriever
    from reportqa.retrieve.rank import Ranking

_LONGEST_QUESTION = 2_000

# What a terminal's arrow and colour keys leave in a text.
_ESCAPE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")

_ANSWERS_KEPT = 256
# Of a refusal that the question's own words give.
_SURE = 0.98
_NO_NAMES = ReportNames(())


def default_folder(name: str, variable: str) -> Path:
    """The folder from the environment, else `name` in the working directory."""
    return Path(os.environ.get(variable) or name)


class ReportQA:
    """Answers questions about the reports of one corpus."""

    def __init__(self, index: Index, corpus: Path) -> None:
        self.index = index
        self.corpus = corpus
        self._texts = StoredTexts(corpus)
        self._answerer = Answerer(index, self._texts)
        self._asked = lru_cache(maxsize=_ANSWERS_KEPT)(self._ask)
        self._names = ReportNames(
            [ReportName.of(c.id, c.title, c.publisher, c.period) for c in index.cards]
        )

    def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        report: str | None = None,
        measure: int | None = None,
        language: LanguageChoice | None = None,
    ) -> Answer:
        """The answer to a question. Raises QuestionError for one that can't be taken.

        `history` are the questions asked before, oldest first; `report` and `measure` narrow
        where the answer is looked for; `language` is that of the answer, by default the question's.
        The last few answers are kept, so that a repeated question costs nothing.
        """
        before, spoken = tuple(history[-LAST_TURNS:]), _language_named(language)
        return self._asked(question, before, report, measure, spoken)

    def _ask(
        self,
        question: str,
        history: tuple[str, ...],
        report: str | None,
        measure: int | None,
        language: Language | None,
    ) -> Answer:
        if report is not None and report not in self.index.report_ids:
            raise QuestionError(f"There is no report {report}.", "`reportqa list` shows them.")
        asked = list(history)
        answers: list[Answer] = []
        for part in split_questions(cleaned(question)):
            told = bool(answers) or not history  # a line's own questions explain one another
            answer = self._answer(part, asked, report, measure, language, explained=told)
            answers.append(replace(answer, question=part))
            asked.append(part)
        return joined(answers, question) if len(answers) > 1 else answers[0]

    def _answer(
        self,
        question: str,
        history: Sequence[str],
        report: str | None,
        measure: int | None,
        language: Language | None,
        *,
        explained: bool,
    ) -> Answer:
        """One question's answer, from the reports that it names or from all.

        Where a name in a title led to a report that doesn't answer, all are asked.
        """
        known = _NO_NAMES if report else self._names
        before = [read_naming(asked, known) for asked in history]
        naming = read_naming(question, known)
        answer = self._from_named(naming, before, question, report, measure, language, explained)
        if answer.status != "not_in_report" or naming.sure:
            return answer
        anywhere = Naming((), question)
        wider = self._from_named(anywhere, before, question, report, measure, language, explained)
        return answer if wider.status == "not_in_report" else wider

    def _from_named(
        self,
        naming: Naming,
        before: Sequence[Naming],
        question: str,
        report: str | None,
        measure: int | None,
        language: Language | None,
        explained: bool,
    ) -> Answer:
        """A question's answer from the reports it names; one that leans on earlier questions and
        names none asks of the report they named.
        """
        query = self.understood(naming.question, [asked.question for asked in before], language)
        named_reports = naming.reports
        if query.leans and not named_reports:
            named_reports = next((b.reports for b in reversed(before) if b.reports), ())
        if measure is not None:
            if query.measures and measure not in query.measures and not query.leans:
                return _elsewhere(query, measure)
            query = held_to(query, measure)
        if len(named_reports) > 1:
            found = [
                (name.shown, self._answerer.answer(_for_year(query, name.year), name.id))
                for name in named_reports
            ]
            held = [(n, a) for n, a in found if a.status != "not_in_report"]
            return side_by_side(found if naming.sure else held or found, question)
        only = named_reports[0].id if named_reports else report
        answer = named(self._answerer.answer(query, only), self._shown)
        return answer if explained else _as_understood(answer, query, question)

    def chat(self) -> "Conversation":
        """A conversation: each question may lean on those before it."""
        return Conversation(self)

    def understood(
        self, question: str, history: Sequence[str] = (), language: Language | None = None
    ) -> Query:
        """The typed query of a question, with what it takes from the questions before it."""
        before: list[Query] = []
        for text in history[-LAST_TURNS:]:
            before.append(self._followed(cleaned(text), before))
        query = self._followed(cleaned(question), before)
        return replace(query, language=language) if language else query

    def _followed(self, text: str, before: Sequence[Query]) -> Query:
        """A question read alone, then in the light of those before it, whose language it has
        where its own words don't tell.
        """
        spoken = detect_language(text, before[-1].language if before else "nb")
        query = understand(text, self.index.vocabulary, spoken)
        return follow(query, before, self._places) if before else query

    @cached_property
    def _shown(self) -> dict[str, str]:
        """What each report is called in answers."""
        return {name.id: name.shown for name in self._names.all}

    @cached_property
    def _places(self) -> Places:
        return places_in(self.reports(), self.index.vocabulary)

    def ranking(self, question: str) -> "Ranking":
        """How the passages rank for a question, by each signal."""
        from reportqa.retrieve.rank import rank

        return rank(self.understood(question), self.index)

    def ungrounded(self, answer: Answer) -> list[str]:
        """The numbers of an answer that have no place in its citations and no calculation."""
        return self._answerer.ungrounded(unnamed(answer, self._shown))

    def reports(self) -> list[Report]:
        """The reports of the corpus."""
        return [self.index.entry(report_id).report for report_id in self.index.report_ids]

    def texts(self) -> Mapping[str, str]:
        """The stored texts by report, which citations' offsets refer to."""
        return self._texts

    def examples(self, language: Language = "nb") -> list[str]:
        """Questions that the reports answer."""
        return examples(self.reports(), language)

    def names(self) -> list[str]:
        """The measures and headings that a question may name."""
        found: dict[str, None] = {}
        for report in self.reports():
            for measure in report.measures:
                found[measure.label] = found[measure.title] = None
                found.update(
                    (section.title, None) for _, section in walk(measure.sections) if section.title
                )
        return list(found)

    def unread(self) -> list[str]:
        """The text of each place that is in no part of its report, with its offsets."""
        return [
            f"{report.id} {span.start}-{span.end}: {self._texts[report.id][span.start : span.end]}"
            for report in self.reports()
            for span in report.unread
        ]

    def as_retriever(self, k: int = 5) -> "ReportRetriever":
        """A llama-index retriever over the chunks."""
        from reportqa.llama import ReportRetriever

        return ReportRetriever(self, k)

    def as_query_engine(self) -> "ReportQueryEngine":
        """A llama-index query engine that answers with citations in the response's metadata."""
        from reportqa.llama import ReportQueryEngine

        return ReportQueryEngine(self)


def _language_named(choice: LanguageChoice | None) -> Language | None:
    """The language chosen; None for that of the question. Raises QuestionError for another."""
    if choice is None or choice == "auto":
        return None
    if choice not in LANGUAGES:
        raise QuestionError(f"There is no language '{choice}'.", "Use auto, nb, nn or en.")
    return choice


def _as_understood(answer: Answer, query: Query, asked: str) -> Answer:
    """The answer to what was asked; where it leans on earlier questions and the answer's words
    don't tell how, it says how it was understood.
    """
    if not query.leans or is_plain(query, asked, answer.text):
        return answer
    understood = in_full(query.text, query.language)
    said = message("understood", query.language, question=understood)
    return replace(answer, text=f"{answer.text} {said}", understood=understood)


def _elsewhere(query: Query, measure: int) -> Answer:
    """The refusal of a question that names other measures than the one it is held to."""
    named = ", ".join(map(str, query.measures))
    said = message("measure_other", query.language, number=named, only=measure)
    return Answer(query.text, query.language, "not_in_report", said, confidence=_SURE)


def _for_year(query: Query, year: int | None) -> Query:
    """A question for a trend over reports, as it is asked of each: its number for its own year."""
    if query.operation != "trend" or query.years or year is None:
        return query
    return replace(query, operation="lookup", kind="number", years=(year,))


class Conversation:
    """Questions asked one after the other; `last` is the last answer."""

    def __init__(self, qa: ReportQA) -> None:
        self._qa = qa
        self._history: list[str] = []
        self.last: Answer | None = None

    def ask(self, question: str, *, language: LanguageChoice | None = None) -> Answer:
        """The answer to a question that may lean on those before it."""
        answer = self._qa.ask(question, history=self._history, language=language)
        self._history = [*self._history, question][-LAST_TURNS:]
        self.last = answer
        return answer

    def restart(self) -> None:
        """Forget what went before."""
        self._history, self.last = [], None


def open_corpus(
    corpus: str | Path | None = None,
    index: str | Path | None = None,
    model: str | None = None,
    progress: Progress = lambda *_: None,
    told: Callable[[str], None] = lambda _: None,
) -> ReportQA:
    """ReportQA on a corpus folder; an index that is missing, doesn't fit or is damaged is built
    first, and why is `told` in a line.
    """
    corpus = Path(corpus or default_folder("corpus", "REPORTQA_CORPUS"))
    index = Path(index or default_folder("index", "REPORTQA_INDEX"))
    try:
        usable = open_index(index, corpus, model)
    except IndexFault:
        usable = build_index(index, corpus, model, progress, told)
    return ReportQA(usable, corpus)


def cleaned(question: str) -> str:
    """A question as one line of plain characters. Raises QuestionError where nothing is left."""
    text = " ".join(
        "".join(c if c.isprintable() else " " for c in _ESCAPE.sub("", question)).split()
    )
    if not any(c.isalnum() for c in text):
        raise QuestionError(
            "The question is empty.", "Ask, for example: Hvem er kontaktperson for tiltak 6?"
        )
    if len(text) > _LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(text)} characters.", f"Ask in at most {_LONGEST_QUESTION}."
        )
    return text
