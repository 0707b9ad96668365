"""ReportQA: open a corpus with its index, and ask. The one place where the steps are joined."""

import os
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from reportqa.answer.answerer import Answerer
from reportqa.answer.model import Answer
from reportqa.corpus.manifest import list_reports, read_text
from reportqa.errors import QuestionError
from reportqa.index.encoder import Progress
from reportqa.index.store import Index, build_index, open_index, why_unusable
from reportqa.language.detect import Language
from reportqa.question.understand import split_questions, understand

_LONGEST_QUESTION = 2_000


def default_folder(name: str, variable: str) -> Path:
    """The folder from the environment, else `name` in the working directory."""
    return Path(os.environ.get(variable) or name)


class ReportQA:
    """Answers questions about the reports of one corpus."""

    def __init__(self, index: Index, corpus: Path) -> None:
        self.index = index
        self.corpus = corpus
        texts = {report.id: read_text(report) for report in list_reports(corpus)}
        self._answerer = Answerer(index, texts)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        report: str | None = None,
        measure: int | None = None,
        language: Language | None = None,
    ) -> Answer:
        """The answer to a question. Raises QuestionError for one that can't be taken."""
        text = cleaned(question)
        query = understand(text, self.index.vocabulary, language)
        return self._answerer.answer(query, report, measure)


def open_corpus(
    corpus: Path | None = None,
    index: Path | None = None,
    model: str | None = None,
    progress: Progress = lambda *_: None,
) -> ReportQA:
    """ReportQA on a corpus folder; an index that is missing or doesn't fit is built first."""
    corpus = corpus or default_folder("corpus", "REPORTQA_CORPUS")
    index = index or default_folder("index", "REPORTQA_INDEX")
    if why_unusable(index, corpus, model) is None:
        return ReportQA(open_index(index, corpus, model), corpus)
    return ReportQA(build_index(index, corpus, model, progress), corpus)


def cleaned(question: str) -> str:
    """A question as one line of plain characters. Raises QuestionError where nothing is left."""
    text = " ".join("".join(c if c.isprintable() else " " for c in question).split())
    if not any(c.isalnum() for c in text):
        raise QuestionError("The question is empty.", "Ask, for example: Hvem er kontaktperson for tiltak 6?")
    if len(text) > _LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(text)} characters.", f"Ask in at most {_LONGEST_QUESTION}."
        )
    return text
