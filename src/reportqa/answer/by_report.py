"""Answers from several reports: each says where it is from, and those to one question stand
side by side.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportqa.answer.join import joined
from reportqa.answer.model import Answer, Chart, Series, Value

_PREFIX = "{name}: {text}"
# A sentence with its markers; the last may have none.
_SENTENCE = re.compile(r".+?(?:\[\d+\])+\.?(?=\s|$)|.+$", re.DOTALL)


def named(answer: Answer, shown: Mapping[str, str]) -> Answer:
    """The answer with the name of its report in front, where it is from one of several; where it
    is from several of them, a line for each.
    """
    reports = {str(citation.number): citation.report for citation in answer.citations}
    cited = set(reports.values())
    if len(shown) < 2 or not cited or answer.status == "not_in_report":
        return answer
    if len(cited) == 1:
        text = _PREFIX.format(name=shown[cited.pop()], text=answer.text)
        return replace(answer, text=text)
    lines: list[str] = []
    before = ""
    for sentence in (match.group().strip() for match in _SENTENCE.finditer(answer.text)):
        marked = (reports[number] for number in re.findall(r"\[(\d+)\]", sentence))
        name = ", ".join(shown[report] for report in dict.fromkeys(marked))
        if name and name != before:
            lines.append(_PREFIX.format(name=name, text=sentence))
            before = name
        else:
            lines[-1:] = [" ".join([*lines[-1:], sentence])]
    return replace(answer, text="\n".join(lines))


def unnamed(answer: Answer, shown: Mapping[str, str]) -> Answer:
    """The answer without the names of reports before its lines: a year in one is no number of it."""
    names = "|".join(map(re.escape, shown.values()))
    lead = re.compile(rf"^(?:{names})(?:, (?:{names}))*: ", re.MULTILINE)
    return replace(answer, text=lead.sub("", answer.text))


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
