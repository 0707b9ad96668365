"""Facts of running text: what a part of a whole counts, and which articles count."""

from reportqa.facts.build import build_facts
from reportqa.facts.model import Fact
from reportqa.report.parse import parse_report

_TEXT = """Tiltak 1: Rådgivere i skolen

Det var 23 rådgivere ved 4 skoler. Året var et godt år. Av 23 har 12 tiltrådt i 2016.

Det kom minst en klage. En skole fikk en ny rolle.
"""


def _facts(text: str) -> tuple[Fact, ...]:
    return build_facts(parse_report("r", text))


def test_a_part_counts_what_its_whole_counted_before() -> None:
    (part,) = (fact for fact in _facts(_TEXT) if fact.of is not None)
    assert (part.value, part.of, part.noun) == (12, 23, "rådgivere")


def test_a_whole_of_another_section_tells_nothing() -> None:
    apart = _TEXT.replace(" Av 23 har", "\n\nTiltak 2: Andre\n\nAv 23 har")
    (part,) = (fact for fact in _facts(apart) if fact.of is not None)
    assert part.noun is None


def test_articles_count_only_where_something_says_so() -> None:
    counted = [fact.text for fact in _facts(_TEXT) if fact.article and fact.counts]
    assert counted == ["en"]
    assert sum(fact.article for fact in _facts(_TEXT)) == 4
