"""What stands side by side in the reports: a follow-up that names one takes the other's place."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reportqa.facts.tables import tables_of
from reportqa.language.vocabulary import Vocabulary
from reportqa.question.cues import word_set
from reportqa.question.query import Term
from reportqa.question.understand import content_terms
from reportqa.report.model import Report, walk

# A word in more than this share of the labels side by side tells none of them apart.
_COMMON_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Places:
    """The stems of labels that exclude one another.

    An axis holds those of one table's rows, or of the headings under one heading. `measures`
    holds for each measure the stems that its title and its tables' captions alone have.
    """

    axes: tuple[frozenset[str], ...] = ()
    measures: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def side_by_side(self, old: Term, new: Term) -> bool:
        """True where both words belong to labels that stand side by side."""
        old_stems, new_stems = stems_of(old), stems_of(new)
        return any(old_stems & axis and new_stems & axis for axis in self.axes)

    def measure_of(self, term: Term) -> int | None:
        """The one measure that a word names; None for a word of none or of several."""
        found = [n for n, words in self.measures.items() if stems_of(term) & words]
        return found[0] if len(found) == 1 else None


def places_in(reports: Iterable[Report], vocabulary: Vocabulary) -> Places:
    """The places of some reports."""
    axes: list[frozenset[str]] = []
    titles: dict[int, set[str]] = {}
    for report in reports:
        for placed in tables_of(report):
            labels = [row.label.text for row in placed.table.rows]
            axes.append(frozenset().union(*(_stems(label, vocabulary) for label in labels)))
            if placed.measure is not None and placed.table.caption is not None:
                caption = _stems(placed.table.caption.text, vocabulary)
                titles.setdefault(placed.measure, set()).update(caption)
        for measure in report.measures:
            titles.setdefault(measure.number, set()).update(_stems(measure.title, vocabulary))
            groups: dict[tuple[str, ...], list[str]] = {}
            for path, section in walk(measure.sections):
                if section.title:
                    groups.setdefault(path[:-1], []).append(section.title)
            axes += [_telling(titles_here, vocabulary) for titles_here in groups.values()]
    spread = Counter(word for words in titles.values() for word in words)
    alone = {n: frozenset(w for w in words if spread[w] == 1) for n, words in titles.items()}
    return Places(tuple(axis for axis in axes if len(axis) > 1), alone)


def stems_of(term: Term) -> frozenset[str]:
    """The stems of a term and of all that the vocabulary gives for it."""
    return frozenset(word for form in term.forms for word in form.split())


def is_general(word: str) -> bool:
    """True for a folded word that no place is known by: `saker`, `registrerte`, `ulike`."""
    return any(word in word_set("frame", name) for name in ("counted", "verbs", "others"))


def _stems(label: str, vocabulary: Vocabulary) -> frozenset[str]:
    terms = content_terms(label, vocabulary)
    own = [t.forms[0] for t in terms if not is_general(t.text.casefold())]
    return frozenset(word for form in own for word in form.split())


def _telling(titles: Sequence[str], vocabulary: Vocabulary) -> frozenset[str]:
    """The stems that tell headings side by side apart."""
    spread = Counter(word for title in titles for word in _stems(title, vocabulary))
    return frozenset(w for w, n in spread.items() if n <= max(1, _COMMON_SHARE * len(titles)))
