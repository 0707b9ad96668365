"""Question sets: one JSON object a line, checked against the reports before anything is scored."""

import ast
import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from reportqa.errors import QuestionError
from reportqa.span import Span


class Turn(msgspec.Struct, frozen=True):
    """A question that was asked before."""

    question: str


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question with its gold answer.

    `must_include` holds groups of alternatives, one of each of which the answer's text must hold;
    `evidence` the report's exact words, white space folded; `measures` where they stand.
    """

    id: str
    lang: Literal["nb", "nn", "en"]
    topic: str
    question: str
    kind: Literal["number", "text", "list", "ambiguous", "abstain"]
    history: tuple[Turn, ...] = ()
    values: tuple[float, ...] = ()
    tolerance: float = 0
    unit: str | None = None
    must_include: tuple[tuple[str, ...], ...] = ()
    must_not_include: tuple[str, ...] = ()
    measures: tuple[int, ...] = ()
    evidence: tuple[str, ...] = ()
    formula: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """A question with the places of its evidence, by report."""

    question: Question
    evidence: tuple[tuple[str, Span], ...]


def read_questions(
    files: Iterable[Path],
    texts: Mapping[str, str],
    skipped: Callable[[QuestionError], None] | None = None,
) -> list[Located]:
    """The questions of some files, their evidence found in the stored texts.

    Raises QuestionError, naming file, line and field, for a line that breaks the form, an id that
    comes twice, evidence that no report holds, or a gold that its own formula contradicts. With
    `skipped` such a line is told to it and left out instead.
    """
    folded = {report: fold_with_places(text) for report, text in texts.items()}
    seen: set[str] = set()
    located = []
    for file in files:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                located.append(_located(line, f"{file}, line {number}", seen, folded))
            except QuestionError as error:
                if skipped is None:
                    raise
                skipped(error)
    return located


def _located(
    line: str, where: str, seen: set[str], folded: Mapping[str, tuple[str, list[int]]]
) -> Located:
    question = _decoded(line, where)
    if question.id in seen:
        raise QuestionError(f"{where}: the id {question.id} comes twice.", "Give it another.")
    seen.add(question.id)
    if question.formula is not None and question.values:
        _check_formula(question, where)
    places = [p for words in question.evidence for p in _places(words, folded, where)]
    return Located(question, tuple(places))


def _check_formula(question: Question, where: str) -> None:
    """Raises QuestionError where the first value isn't what the formula gives."""
    formula = question.formula or ""
    plain = formula.split("=")[0].replace("\u2212", "-").strip()
    if not re.fullmatch(r"[\d\s.+\-*/()]+", plain):
        return
    try:
        found = _calculated(ast.parse(plain, mode="eval").body)
    except (SyntaxError, ArithmeticError, KeyError):
        raise QuestionError(f"{where}: formula: '{formula}' can't be read.", "Mend it.") from None
    if abs(found - question.values[0]) > max(question.tolerance, 0.05):
        raise QuestionError(
            f"{where}: values: {question.values[0]} is not {formula} ({found:.2f}).",
            "Mend the gold or the formula.",
        )


_SIGNS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def _calculated(node: ast.expr) -> float:
    if isinstance(node, ast.BinOp):
        return _SIGNS[type(node.op)](_calculated(node.left), _calculated(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_calculated(node.operand)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    raise SyntaxError("only numbers and + - * / are read")


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """A text with white space folded, and where each of its characters stands."""
    folded: list[str] = []
    places: list[int] = []
    for match in re.finditer(r"\S+", text):
        if folded:
            folded.append(" ")
            places.append(match.start() - 1)
        folded += match.group()
        places += range(match.start(), match.end())
    return "".join(folded), places


def _decoded(line: str, where: str) -> Question:
    try:
        return msgspec.json.decode(line, type=Question)
    except msgspec.MsgspecError as error:
        raise QuestionError(f"{where}: {error}.", "Mend that line.") from None


def _places(
    words: str, folded: Mapping[str, tuple[str, list[int]]], where: str
) -> list[tuple[str, Span]]:
    found = []
    for report, (text, places) in folded.items():
        at = text.find(words)
        while at >= 0:
            found.append((report, Span(places[at], places[at + len(words) - 1] + 1)))
            at = text.find(words, at + 1)
    if not found:
        raise QuestionError(
            f"{where}: no report holds the evidence “{words}”.", "Quote it exactly."
        )
    return found
