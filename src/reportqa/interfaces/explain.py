"""Why passages were ranked as they were: the rank by each signal."""

import numpy as np
from rich.console import Console
from rich.table import Table

from reportqa.engine import ReportQA

_SHOWN = 8


def print_explanation(qa: ReportQA, question: str, console: Console) -> None:
    """The first passages with their rank by every signal, and how the question was understood."""
    query = qa.understood(question)
    ranking = qa.ranking(question)
    console.print(
        f"\nkind {query.kind}, operation {query.operation}, measures {query.measures}, years {query.years}"
    )
    console.print(
        "words " + ", ".join(f"{t.text} ({'/'.join(t.forms)})" for t in query.terms), soft_wrap=True
    )
    names = list(ranking.signals)
    places = {n: np.argsort(np.argsort(-ranking.signals[n], kind="stable")) + 1 for n in names}
    table = Table("score", *names, "passage")
    for row in ranking.order[:_SHOWN]:
        chunk = qa.index.chunk(int(row))
        ranks = [str(int(places[n][row])) for n in names]
        table.add_row(f"{ranking.scores[row]:.2f}", *ranks, f"{chunk.context}: {chunk.text[:70]}")
    console.print(table)
