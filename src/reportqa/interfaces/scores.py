"""The figures of an evaluation on a terminal."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from reportqa.errors import QuestionError
from reportqa.evaluate.calibration import calibration
from reportqa.evaluate.compare import compare
from reportqa.evaluate.run import Metric, by_topic
from reportqa.evaluate.score import Outcome
from reportqa.interfaces.eval_files import Record, right_by_id


def print_engines(table: Mapping[str, Sequence[Metric]], console: Console) -> None:
    """One row a metric, one column an engine: share, interval and on how many it stands."""
    shown = Table("metric", *table)
    for name in dict.fromkeys(m.name for found in table.values() for m in found):
        cells = []
        for found in table.values():
            metric = next((m for m in found if m.name == name), None)
            cells.append(_shown(metric) if metric else "")
        shown.add_row(name, *cells)
    console.print(shown)


def print_latency(seconds: Mapping[str, tuple[float, float]], console: Console) -> None:
    """What a question takes with each engine."""
    for name, (median, slow) in seconds.items():
        console.print(
            f"{name}: a question takes {median * 1000:.0f} ms (p50), {slow * 1000:.0f} ms (p95)"
        )


def print_calibration(outcomes: Sequence[Outcome], console: Console) -> None:
    """How far the confidence of answers can be believed."""
    found = calibration(outcomes)
    if found:
        console.print(f"confidence: ECE {found.ece:.3f}, Brier {found.brier:.3f}")


def print_groups(outcomes: Sequence[Outcome], field: str, console: Console) -> None:
    """The share right by a field of the questions."""
    table = Table(field, "right")
    for metric in by_topic(outcomes, field):
        table.add_row(metric.name, _shown(metric))
    console.print(table)


def print_comparison(before: Record, after: Record, console: Console) -> None:
    """What broke and what got right since an earlier run."""
    found = compare(right_by_id(before), right_by_id(after))
    console.print(f"broke: {', '.join(found.broke) or 'nothing'}", soft_wrap=True)
    console.print(f"got right: {', '.join(found.mended) or 'nothing'}", soft_wrap=True)
    console.print(f"McNemar's exact test: p = {found.p_value:.3f}")


def _shown(metric: Metric) -> str:
    return f"{metric.value:.3f} ({metric.low:.2f}–{metric.high:.2f}; {metric.count})"


def print_failures(outcomes: Sequence[Outcome], console: Console) -> None:
    """Each question that went wrong: gold, answer and why."""
    for outcome in outcomes:
        if outcome.right and outcome.measure is not False and outcome.words is not False:
            continue
        gold = outcome.located.question
        why = outcome.why or "cites another place"
        console.print(f"[bold]{gold.id}[/bold] {escape(gold.question)}", soft_wrap=True)
        console.print(f"    {escape(why)}", style="red", soft_wrap=True)
        console.print(f"    {escape(outcome.answer.text[:300])}", style="dim", soft_wrap=True)


def below(found: Sequence[Metric], thresholds: Sequence[str]) -> list[str]:
    """The thresholds (`numeric=0.97`) that are not met. Raises QuestionError for an unknown one."""
    values = {metric.name: metric.value for metric in found}
    missed = []
    for threshold in thresholds:
        name, _, least = threshold.partition("=")
        if name not in values or not least.replace(".", "", 1).isdigit():
            known = ", ".join(values)
            raise QuestionError(
                f"There is no metric '{threshold}'.", f"Use NAME=SHARE of: {known}."
            )
        if values[name] < float(least):
            missed.append(f"{name} {values[name]:.3f} < {least}")
    return missed
