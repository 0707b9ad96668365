"""`reportqa eval`: question sets in, figures out; `new` drafts a set, `retrieval` ranks SQuAD data."""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from reportqa.errors import QuestionError
from reportqa.interfaces.options import CORPUS, INDEX, Corpus, IndexFolder, Model, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportqa.evaluate.retrieval import Hit
    from reportqa.evaluate.run import EngineRun
    from reportqa.evaluate.score import Outcome

Engines = Annotated[
    list[str] | None,
    typer.Option("--engine", help="reportqa, llamaindex, bm25 or dense. Repeatable."),
]


class _RunByDefault(TyperGroup):
    """`reportqa eval FILE` is `reportqa eval run FILE`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Puts `run` before what is no command."""
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = ["run", *args]
        return super().parse_args(ctx, args)


eval_app = typer.Typer(
    cls=_RunByDefault,
    help="Run question sets and show which answers are right (`run`, also without its name).",
)


@eval_app.command("run")
def run(
    sets: Annotated[
        list[Path] | None, typer.Argument(help="Question sets or folders; eval/ without any.")
    ] = None,
    engine: Engines = None,
    least: Annotated[
        list[str] | None, typer.Option("--min", help="A threshold: numeric=0.97. Repeatable.")
    ] = None,
    failures: Annotated[
        bool, typer.Option(help="Show what went wrong, question by question.")
    ] = False,
    by: Annotated[
        list[str] | None, typer.Option(help="Also by kind, topic, lang or measure. Repeatable.")
    ] = None,
    html: Annotated[Path | None, typer.Option(help="Write a page with every question.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the run as JSON.")] = None,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML.")] = None,
    before: Annotated[
        Path | None,
        typer.Option("--compare", help="An earlier --json: what broke, what got right."),
    ] = None,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leave broken lines out and count them.")
    ] = False,
    corpus: Corpus = CORPUS,
    index: IndexFolder = INDEX,
    model: Model = None,
) -> None:
    """Run question sets and show how many answers are right; fails under a threshold."""
    from rich.console import Console

    from reportqa.evaluate.run import latency, metrics, retrieval_metrics
    from reportqa.interfaces import eval_files, scores

    if by and (wrong := set(by) - {"kind", "topic", "lang", "measure"}):
        raise typer.BadParameter(f"no such field: {', '.join(wrong)}", param_hint="--by")
    console = Console(highlight=False)
    groups = _groups(sets or [Path("eval")], corpus, index)
    skip = _skipper(console) if keep_going else None
    runs = [_run_engine(name, groups, model, skip) for name in engine or ["reportqa"]]
    first = runs[0]
    if failures:
        scores.print_failures(first.outcomes, console)
    table = {r.name: [*metrics(r.outcomes), *retrieval_metrics(r.hits)] for r in runs}
    scores.print_engines(table, console)
    scores.print_latency({r.name: latency(r.outcomes) for r in runs}, console)
    scores.print_calibration(first.outcomes, console)
    for field in by or []:
        scores.print_groups(first.outcomes, field, console)
    record = eval_files.record_of(runs, table)
    if before is not None:
        scores.print_comparison(eval_files.read_record(before), record, console)
    if json_file is not None:
        eval_files.write_whole(json_file, json.dumps(record, ensure_ascii=False, indent=1))
    if junit is not None:
        eval_files.write_whole(junit, eval_files.junit_of(first.outcomes))
    if html is not None:
        eval_files.write_whole(html, eval_files.page_of(runs, table))
    missed = scores.below(table[first.name], least or [])
    if missed:
        typer.echo(f"reportqa: Under the threshold: {', '.join(missed)}.", err=True)
        sys.exit(1)


@eval_app.command("new")
def new(
    output: Annotated[Path, typer.Argument(help="The set to write, as my-report.jsonl.")],
    count: Annotated[int, typer.Option(help="How many questions at most.")] = 60,
    seed: Annotated[int, typer.Option(help="Another seed, other questions.")] = 0,
    corpus: Corpus = CORPUS,
    index: IndexFolder = INDEX,
    model: Model = None,
) -> None:
    """Draft a question set from the reports' tables, with golds to confirm."""
    from reportqa.evaluate.draft import draft_questions
    from reportqa.interfaces.eval_files import write_whole

    if output.exists():
        raise QuestionError(f"{output} exists.", "Name a new file; nothing is written over.")
    with opened(corpus, index, model) as qa:
        lines = draft_questions(qa.reports(), count, seed)
    if not lines:
        raise QuestionError("No table was found to draft from.", "Write the set by hand.")
    write_whole(output, "".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines))
    typer.echo(f"{len(lines)} questions in {output}: confirm each gold before you rely on it.")


@eval_app.command("retrieval")
def retrieval(
    file: Annotated[Path, typer.Argument(help="Data in SQuAD's form.")],
    engine: Engines = None,
    limit: Annotated[int | None, typer.Option(help="Only so many questions.")] = None,
    model: Model = None,
) -> None:
    """recall@k over the passages of SQuAD-form data, for the product's retriever and its peers."""
    from rich.console import Console

    from reportqa.evaluate.engines import NAMES, make_engine
    from reportqa.evaluate.retrieval import rank_passages, read_squad, write_corpus
    from reportqa.evaluate.run import retrieval_metrics
    from reportqa.interfaces import scores

    passages, asked = read_squad(file)
    asked = asked[:limit]
    console = Console(highlight=False)
    console.print(f"{len(passages)} passages, {len(asked)} questions")
    with tempfile.TemporaryDirectory(prefix="reportqa-") as folder:
        write_corpus(passages, Path(folder) / "corpus")
        with opened(Path(folder) / "corpus", Path(folder) / "index", model) as qa:
            table = {}
            for name in engine or NAMES:
                with _bar(name, len(asked)) as advance:
                    hits = rank_passages(make_engine(name, qa), asked, advance)
                table[name] = retrieval_metrics(hits)
    scores.print_engines(table, console)


def _run_engine(
    name: str,
    groups: "list[tuple[list[Path], Path, Path]]",
    model: str | None,
    skip: "Callable[[QuestionError], None] | None",
) -> "EngineRun":
    from reportqa.evaluate.engines import make_engine
    from reportqa.evaluate.questions import read_questions
    from reportqa.evaluate.retrieval import rank_evidence
    from reportqa.evaluate.run import EngineRun, ask_all

    outcomes: list[Outcome] = []
    hits: list[Hit] = []
    for files, corpus, index in groups:
        with opened(corpus, index, model) as qa:
            questions = read_questions(files, qa.texts(), skip)
            made = make_engine(name, qa)
            with _bar(name, len(questions)) as advance:
                outcomes += ask_all(qa, questions, advance, made)
            hits += rank_evidence(made, questions)
    return EngineRun(name, outcomes, hits)


def _groups(
    sets: Sequence[Path], corpus: Path, index: Path
) -> "list[tuple[list[Path], Path, Path]]":
    """The sets by their corpus: one that stands beside a set is the set's own.

    Its index is kept in the user's temporary folder.
    """
    found: dict[Path, list[Path]] = {}
    for path in sets:
        files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
        if not files or not all(f.is_file() for f in files):
            raise QuestionError(
                f"There is no question set {path}.", "Name a .jsonl file or a folder."
            )
        for file in files:
            own = file.parent / "corpus"
            found.setdefault(own if own.is_dir() else corpus, []).append(file)
    kept = Path(tempfile.gettempdir()) / "reportqa-eval"
    return [
        (files, home, index if home == corpus else kept / home.resolve().as_posix().strip("/"))
        for home, files in found.items()
    ]


def _skipper(console: Any) -> "Callable[[QuestionError], None]":
    def skipped(error: QuestionError) -> None:
        console.print(f"left out: {error}", style="yellow", soft_wrap=True)

    return skipped


@contextmanager
def _bar(name: str, total: int) -> "Iterator[Callable[[int], None]]":
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task(f"Asking {name}", total=total)
        yield lambda done: bar.update(task, completed=done)
