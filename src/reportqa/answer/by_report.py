"""Answers from several reports: each says where it is from, and those to one question stand
side by side.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportqa.answer.join import joined
from reportqa.answer.model import Answer, Chart, Series, Value

_PREFIX = "{name}: {text}"


def named(answer: Answer, shown: Mapping[str, str]) -> Answer:
    """The answer with the name of its report in front, where it is from one of several."""
    cited = {citation.report for citation in answer.citations}
    if len(shown) < 2 or len(cited) != 1 or answer.status == "not_in_report":
        return answer
    (report,) = cited
    return replace(answer, text=_PREFIX.format(name=shown[report], text=answer.text))


def side_by_side(answers: Sequence[tuple[str, Answer]], question: str) -> Answer:
    """One answer that gives each report's own, by the name it is shown by.

    Where each gives one number of the same unit, the numbers are a series over the reports.
    """
    whole = joined([_titled(name, answer) for name, answer in answers], question)
    found = [(name, answer.values[0]) for name, answer in answers if len(answer.values) == 1]
    units = {value.unit for _, value in found}
    if len(found) < 2 or len(found) < len(answers) or len(units) != 1:
        return whole
    labels = tuple(_label(name, value) for name, value in found)
    series = Series(found[0][1].label, tuple(value.value for _, value in found))
    return replace(whole, chart=Chart(labels, (series,), found[0][1].unit))


def _titled(name: str, answer: Answer) -> Answer:
    return replace(answer, text=_PREFIX.format(name=name, text=answer.text))


def _label(name: str, value: Value) -> str:
    """The year of a report's name, else the name."""
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", name)
    return year.group() if year else name
