"""The figures of an evaluation on a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from reportqa.errors import QuestionError
from reportqa.evaluate.run import Metric
from reportqa.evaluate.score import Outcome


def print_metrics(found: Sequence[Metric], seconds: tuple[float, float], console: Console) -> None:
    """One row a metric, with its interval and on how many questions it stands."""
    table = Table("metric", "share", "95 %", "questions")
    for metric in found:
        interval = f"{metric.low:.2f}–{metric.high:.2f}"
        table.add_row(metric.name, f"{metric.value:.3f}", interval, str(metric.count))
    console.print(table)
    console.print(
        f"a question takes {seconds[0] * 1000:.0f} ms (median), {seconds[1] * 1000:.0f} ms (p95)"
    )


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
