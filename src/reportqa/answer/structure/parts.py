"""How many there are of a report's own parts: measures, objectives, ministries, contacts."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportqa.answer.compose import Source
from reportqa.language.lexicon import lexicon
from reportqa.language.tokens import stem
from reportqa.question.cues import has_cue, plain
from reportqa.question.query import Query
from reportqa.report.model import Report, walk


@dataclass(frozen=True, slots=True)
class Counted:
    """The things counted, as they stand, with their places."""

    unit: str
    items: tuple[str, ...]
    sources: tuple[Source, ...]
    measure: int | None


def count_parts(query: Query, reports: Sequence[Report]) -> Counted | None:
    """Measures of a report, or the objectives, ministries or contacts of a measure."""
    head = (query.counted or "").split()[:1]
    if not head:
        return None
    labels: dict[str, list[str]] = lexicon("structure")["labels"]
    kind = next((k for k, words in labels.items() if any(_same(head[0], w) for w in words)), None)
    named = plain(" ".join((query.counted or "").split()[:2]))  # `ansvarlige departementer`
    if query.field == "ministries" and has_cue("kinds", "ministries", named):
        kind = "ministries"
    measures = [
        (r, m)
        for r in reports
        for m in r.measures
        if not query.measures or m.number in query.measures
    ]
    found: list[tuple[str, Source]] = []
    for report, measure in measures:
        if kind == "measure" and not query.measures:
            found.append(
                (measure.label, Source(report.id, measure.number, (), measure.heading.span))
            )
        elif kind in ("objective", "attainment") and query.measures:
            for path, section in walk(measure.sections):
                if section.kind == kind and section.heading is not None:
                    place = Source(report.id, measure.number, path, section.heading.span)
                    found.append((section.title, place))
        elif kind == "ministries" and query.measures:
            place = Source(report.id, measure.number, (), measure.heading.span)
            found += [(name.text, place) for name in measure.ministries]
        elif (kind == "contact" or query.field == "contact") and query.measures:
            found += [
                (c.name, Source(report.id, measure.number, (), span))
                for c in measure.contacts
                for span in c.text.spans()
            ]
    if not found:
        return None
    number = measures[0][1].number if len(measures) == 1 else None
    return Counted(
        head[0], tuple(i for i, _ in found), tuple(dict.fromkeys(s for _, s in found)), number
    )


def _same(a: str, b: str) -> bool:
    return stem(a) == stem(b)
