"""Saying that the reports don't answer, with what is nearest or what there is instead."""

from collections.abc import Iterable, Sequence

from reportqa.answer.asking import Asking
from reportqa.answer.compose import sources_of
from reportqa.answer.model import Answer
from reportqa.answer.naming import measure_name
from reportqa.chunks.chunk import Chunk
from reportqa.language.messages import message
from reportqa.report.model import Measure
from reportqa.retrieve.rank import Ranking

_LOOKED_AT = 20
# How sure a refusal is: by the search, or by what the report's structure shows.
_UNFOUND, _ABSENT = 0.7, 0.98


def refuse(asking: Asking, ranking: Ranking | None = None) -> Answer:
    """A refusal; with a ranking, the nearest passage is shown."""
    composer = asking.composer()
    language = asking.query.language
    several = len(asking.scope) > 1
    composer.say(message("not_in_reports" if several else "not_in_report", language))
    chunk = _nearest(asking, ranking) if ranking is not None and asking.query.terms else None
    if chunk is not None:
        sentence = chunk.sentences[0]
        marks = composer.cite(sources_of(chunk, sentence))
        composer.say(message("nearest", language, quote=sentence.text, marks=marks))
    return composer.answer("not_in_report", _UNFOUND)


def refuse_measure(asking: Asking, known: Iterable[int]) -> Answer:
    """A refusal of a measure that no report has, with those there are."""
    there = sorted(known)
    number = next(n for n in asking.query.measures if n not in there)
    others = ", ".join(str(n) for n in there)
    labels = [m.label for r in asking.reports.values() for m in r.measures]
    word = labels[0].split()[0].lower() if labels else ""
    return _said(asking, "measure_missing", _ABSENT, word=word, number=number, others=others)


def refuse_section(asking: Asking, kind: str, number: int | None, measure: Measure) -> Answer:
    """A refusal of an objective or attainment that a measure doesn't have."""
    field = message(f"field_names.{kind}", asking.query.language)
    name = f"{field} {number}" if number else field
    called = measure_name(measure, asking.query.language)
    return _said(asking, "field_missing", _ABSENT, field=name, measure=called)


def refuse_years(asking: Asking, years: Sequence[int]) -> Answer:
    """A refusal of years that no report speaks of."""
    return _said(asking, "word_missing", 0.9, words=", ".join(str(year) for year in years))


def _said(asking: Asking, name: str, confidence: float, **values: object) -> Answer:
    composer = asking.composer()
    composer.say(message(name, asking.query.language, **values))
    return composer.answer("not_in_report", confidence)


def _nearest(asking: Asking, ranking: Ranking) -> Chunk | None:
    """The best passage of running text in the reports asked."""
    chunks = (asking.index.chunk(int(row)) for row in ranking.order[:_LOOKED_AT])
    wanted = ("text", "list", "footnote")
    return next((c for c in chunks if c.kind in wanted and c.report in asking.scope), None)
