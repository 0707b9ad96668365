"""Which measures a ministry, a responsible unit or a contact person has."""

from collections.abc import Iterator, Sequence

from reportqa.answer.compose import Source
from reportqa.answer.match import is_frame, matches, same_word
from reportqa.answer.structure.parts import Counted
from reportqa.language.lexicon import lexicon
from reportqa.language.tokens import stem
from reportqa.language.vocabulary import Vocabulary
from reportqa.question.cues import has_cue, plain
from reportqa.question.query import Query, Term
from reportqa.question.understand import content_terms
from reportqa.report.model import Measure, Report
from reportqa.span import Text

_CUES = ("ministries", "responsible", "contact", "owner")


def measures_of(query: Query, reports: Sequence[Report], vocabulary: Vocabulary) -> Counted | None:
    """The measures whose fields name what the question names (`hvilke tiltak har JD ansvar for`).

    None where the question doesn't ask for measures, names nothing else, or names more than one
    field of a measure holds.
    """
    asks_which = query.kind in ("list", "number", "text") and not query.measures
    head = next((t for t in query.terms if _is_measure_word(t)), None)
    if not asks_which or head is None or head is not query.terms[0]:
        return None
    named = [t for t in query.terms if t is not head and not is_frame(t) and not _is_cue(t)]
    if not named or not any(t.name for t in named):
        return None
    found: dict[str, list[Source]] = {}
    for report, measure in ((r, m) for r in reports for m in r.measures):
        texts = [t for t in _fields(measure) if _holds_all(t, named, vocabulary)]
        if texts:
            places = [span for text in (measure.heading, *texts) for span in text.spans()]
            found[measure.label] = [
                Source(report.id, measure.number, (), p) for p in dict.fromkeys(places)
            ]
    if not found:
        return None
    sources = tuple(place for places in found.values() for place in places)
    return Counted(head.text, tuple(found), sources, None)


def _fields(measure: Measure) -> Iterator[Text]:
    """The places where a measure names somebody; its ministries stand in its heading."""
    if measure.ministries:
        yield measure.heading
    if measure.responsible is not None:
        yield measure.responsible
    for contact in measure.contacts:
        yield contact.text


def _holds_all(text: Text, named: Sequence[Term], vocabulary: Vocabulary) -> bool:
    words = content_terms(f". {text.text}", vocabulary)
    return all(any(matches(t, w.forms) for w in words) for t in named)


def _is_measure_word(term: Term) -> bool:
    return any(same_word(term.forms[0], stem(w)) for w in lexicon("structure")["labels"]["measure"])


def _is_cue(term: Term) -> bool:
    return any(has_cue("kinds", name, plain(term.text)) for name in _CUES)
