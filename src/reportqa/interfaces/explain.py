"""Why passages were ranked as they were: the rank by each signal."""

import numpy as np
from rich.console import Console
from rich.table import Table

from reportqa.engine import ReportQA
from reportqa.retrieve.signals import Scored

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
    places = {name: _places(scored) for name, scored in ranking.signals.items()}
    table = Table("score", *places, "passage")
    for row in ranking.order[:_SHOWN]:
        chunk = qa.index.chunk(int(row))
        ranks = [str(place[int(row)]) for place in places.values()]
        table.add_row(f"{ranking.scores[row]:.2f}", *ranks, f"{chunk.context}: {chunk.text[:70]}")
    console.print(table)


def _places(scored: Scored) -> dict[int, int]:
    """The place of each row by a signal, the best first."""
    order = scored.rows[np.argsort(-scored.values, kind="stable")]
    return {int(row): place for place, row in enumerate(order, start=1)}
