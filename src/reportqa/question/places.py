"""What stands side by side in the reports: a follow-up that names one takes the other's place."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reportqa.facts.tables import tables_of
from reportqa.language.tokens import fold
from reportqa.language.vocabulary import Vocabulary
from reportqa.question.cues import word_set
from reportqa.question.query import Term
from reportqa.question.understand import content_terms
from reportqa.report.model import Report, walk

Axis = tuple[frozenset[str], ...]

# A word in more than this share of the labels side by side tells none of them apart.
_COMMON_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Places:
    """The stems of labels that exclude one another.

    An axis holds one table's rows or columns, or the headings under one heading, each as its
    stems; `rows` are the axes of tables. `measures` holds for each measure the stems that its title and its
    tables' captions alone have.
    """

    rows: tuple[Axis, ...] = ()
    headings: tuple[Axis, ...] = ()
    measures: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def exclude(self, old: Term, new: Sequence[Term]) -> bool | None:
        """True where `new` names a label beside that of `old`; False where both are of one label
        (`barnehager`, `kommunale`); None where they don't stand side by side.
        """
        found = [_excluded(stems_of(old), new, axis) for axis in (*self.rows, *self.headings)]
        told = [excludes for excludes in found if excludes is not None]
        return any(told) if told else None

    def in_row(self, term: Term) -> bool:
        """True for a word of a table's row or column."""
        return any(stems_of(term) & label for axis in self.rows for label in axis)

    def measure_of(self, term: Term) -> int | None:
        """The one measure that a word names; None for a word of none or of several."""
        found = [n for n, words in self.measures.items() if stems_of(term) & words]
        return found[0] if len(found) == 1 else None


def places_in(reports: Iterable[Report], vocabulary: Vocabulary) -> Places:
    """The places of some reports."""
    rows: list[Axis] = []
    headings: list[Axis] = []
    titles: dict[int, set[str]] = {}
    for report in reports:
        for placed in tables_of(report):
            labels = [row.label for row in placed.table.rows]
            for axis in (labels, placed.table.columns):
                rows.append(tuple(_stems(label.text, vocabulary, row=True) for label in axis))
            if placed.measure is not None and placed.table.caption is not None:
                caption = _stems(placed.table.caption.text, vocabulary)
                titles.setdefault(placed.measure, set()).update(caption)
        for measure in report.measures:
            titles.setdefault(measure.number, set()).update(_stems(measure.title, vocabulary))
            groups: dict[tuple[str, ...], list[str]] = {}
            for path, section in walk(measure.sections):
                if section.title:
                    groups.setdefault(path[:-1], []).append(section.title)
            headings += [_telling(titles_here, vocabulary) for titles_here in groups.values()]
    spread = Counter(word for words in titles.values() for word in words)
    alone = {n: frozenset(w for w in words if spread[w] == 1) for n, words in titles.items()}
    return Places(tuple(rows), tuple(headings), alone)


def stems_of(term: Term) -> frozenset[str]:
    """The stems of a term and of all that the vocabulary gives for it."""
    return frozenset(word for form in term.forms for word in form.split())


def is_general(word: str) -> bool:
    """True for a folded word that no place is known by: `saker`, `registrerte`, `ulike`."""
    return any(word in word_set("frame", name) for name in ("counted", "verbs", "others"))


def _stems(label: str, vocabulary: Vocabulary, *, row: bool = False) -> frozenset[str]:
    """A label's stems. In a row's label a verb's form tells too: `Fall på sykkel`."""
    terms = content_terms(label, vocabulary)
    verbs = word_set("frame", "verbs") if row and len(terms) > 1 else frozenset()
    words = [(t.forms[0], fold(t.text)) for t in terms]
    own = [form for form, word in words if word in verbs or not is_general(word)]
    return frozenset(word for form in own for word in form.split())


def _telling(titles: Sequence[str], vocabulary: Vocabulary) -> Axis:
    """The stems that tell headings side by side apart, by heading."""
    stems = [_stems(title, vocabulary) for title in titles]
    spread = Counter(word for heading in stems for word in heading)
    most = max(1, _COMMON_SHARE * len(titles))
    return tuple(frozenset(w for w in heading if spread[w] <= most) for heading in stems)


def _excluded(old: frozenset[str], new: Sequence[Term], axis: Axis) -> bool | None:
    """Whether new words name a label of an axis that lacks the old word; None where they don't
    belong to one axis. Words that stand in a label with the old one add to it, unless they are
    a label whole.
    """
    here = [stems_of(t) for t in new if any(stems_of(t) & label for label in axis)]
    if not here or not any(old & label for label in axis):
        return None
    holding = [label for label in axis if all(stems & label for stems in here)]
    whole = frozenset().union(*here)
    return not any(old & label for label in holding) or any(
        label <= whole and not old & label for label in holding
    )
