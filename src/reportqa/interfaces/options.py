"""What all commands share: where corpus and index are, and how they are opened."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from reportqa.language.detect import Language, LanguageChoice

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from reportqa.engine import ReportQA

Corpus = Annotated[
    Path, typer.Option("--corpus", envvar="REPORTQA_CORPUS", help="Folder of reports.")
]
IndexFolder = Annotated[
    Path, typer.Option("--index", envvar="REPORTQA_INDEX", help="Folder of the index.")
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model", envvar="REPORTQA_MODEL", help="A sentence-transformers model's name or folder."
    ),
]
Spoken = Annotated[
    LanguageChoice, typer.Option("--language", help="The language of the frame text.")
]
FactFormat = Literal["table", "csv", "json"]
CORPUS, INDEX = Path("corpus"), Path("index")


def frame_language(choice: LanguageChoice) -> Language:
    """The language chosen; of what answers no question, bokmål by default."""
    return "nb" if choice == "auto" else choice


@contextmanager
def opened(corpus: Path, index: Path, model: str | None) -> "Iterator[ReportQA]":
    """ReportQA on the folders; a build says why and shows its progress on stderr."""
    from reportqa.engine import open_corpus

    with progress() as update:
        qa = open_corpus(corpus, index, model, update, say)
    yield qa


def say(line: str) -> None:
    """A line on stderr."""
    typer.echo(f"reportqa: {line}", err=True)


@contextmanager
def progress() -> "Iterator[Callable[[str, int, int], None]]":
    """What shows the steps of a build as bars on stderr."""
    bars = _Bars()
    try:
        yield bars.update
    finally:
        bars.stop()


class _Bars:
    """Progress bars that appear with the first step of a build."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def update(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` steps of a stage are done."""
        if self._progress is None:
            from rich.console import Console
            from rich.progress import Progress

            self._progress = Progress(console=Console(stderr=True))
            self._progress.start()
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage.capitalize(), total=total)
        self._progress.update(self._tasks[stage], completed=done, total=total)

    def stop(self) -> None:
        """Leave the bars as they are."""
        if self._progress is not None:
            self._progress.stop()
