"""The command line: thin commands that call ReportQA and print."""

import json
import os
import signal
import sys
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any

import typer

from reportqa.errors import ReportQAError
from reportqa.interfaces.evaluation import eval_app
from reportqa.interfaces.mcp import mcp
from reportqa.interfaces.options import (
    CORPUS,
    INDEX,
    Corpus,
    FactFormat,
    IndexFolder,
    Model,
    Spoken,
    frame_language,
    opened,
    progress,
    say,
)
from reportqa.interfaces.web.serve import serve

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
index_app = typer.Typer(no_args_is_help=True, help="Build, describe and check the index.")
app.add_typer(index_app, name="index")
app.add_typer(eval_app, name="eval")
app.command()(serve)
app.command()(mcp)


_INTERRUPTED = 128 + signal.SIGINT
_debug = False


def main() -> None:
    """Run a command; failures that people can mend become one line on stderr."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        _command()()
    except ReportQAError as error:
        if _debug:
            raise
        _fail(str(error))
    except KeyboardInterrupt:
        _fail("Interrupted.", _INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)
    except OSError as error:
        if _debug:
            raise
        _fail(f"{error.filename or 'The output'}: {error.strerror}. Check the path and its rights.")


def _command() -> Any:
    """The program; its option `--debug` may stand behind a command's name as well as before it."""
    program = typer.main.get_command(app)
    (debug,) = (option for option in program.params if option.name == "debug")
    debug.expose_value = False  # its callback takes it
    inner = [program]
    for command in inner:
        inside = getattr(command, "commands", {}).values()
        for each in inside:
            each.params.append(debug)
        inner += inside
    return program


def _set_debug(given: bool) -> None:
    global _debug
    _debug = _debug or given


def _show_version(given: bool) -> None:
    if given:
        typer.echo(f"reportqa {metadata.version('reportqa')}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
    debug: Annotated[
        bool,
        typer.Option("--debug", callback=_set_debug, help="Show the traceback of a failure."),
    ] = False,
) -> None:
    """Answers from public reports, with every number traced to its place."""


@app.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(help="The question, in Norwegian or English.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one Answer object.")] = False,
    measure: Annotated[int | None, typer.Option(help="Look only in this measure (tiltak).")] = None,
    report: Annotated[str | None, typer.Option(help="Look only in this report.")] = None,
    language: Spoken = "auto",
    explain: Annotated[bool, typer.Option(help="Show how passages were ranked.")] = False,
    corpus: Corpus = CORPUS,
    index: IndexFolder = INDEX,
    model: Model = None,
) -> None:
    """Answer one question, with the places it is taken from."""
    from rich.console import Console

    from reportqa.answer.model import as_json as answer_json
    from reportqa.interfaces.render import print_answer

    with opened(corpus, index, model) as qa:
        if question is None:
            for example in qa.examples(frame_language(language)):
                typer.echo(example)
            return
        answer = qa.ask(question, measure=measure, report=report, language=language)
        if as_json:
            typer.echo(json.dumps(answer_json(answer), ensure_ascii=False, indent=2))
        else:
            print_answer(answer, Console(highlight=False))
        if explain:
            from reportqa.interfaces.explain import print_explanation

            print_explanation(qa, question, Console(stderr=True, highlight=False))


@app.command()
def chat(
    history: Annotated[
        Path | None,
        typer.Option(help="Keep what you type in this file; without it nothing is stored."),
    ] = None,
    corpus: Corpus = CORPUS,
    index: IndexFolder = INDEX,
    model: Model = None,
) -> None:
    """Talk with the report; a follow-up question uses what went before."""
    from rich.console import Console

    from reportqa.interfaces.chat import converse

    with opened(corpus, index, model) as qa:
        converse(qa, Console(highlight=False), history)


@app.command()
def batch(
    source: Annotated[
        Path | None, typer.Argument(metavar="[IN.jsonl]", help="Questions; stdin without it.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", dir_okay=False, help="Answers; stdout without it."),
    ] = None,
    corpus: Corpus = CORPUS,
    index: IndexFolder = INDEX,
    model: Model = None,
) -> None:
    """Answer many questions: one JSON object a line in, one Answer a line out."""
    from rich.console import Console
    from rich.progress import track

    from reportqa.interfaces.batch import answer_file, answer_lines

    with opened(corpus, index, model) as qa:
        lines = source.read_bytes().splitlines() if source else []
        answers = answer_file(qa, lines) if source else answer_lines(qa, sys.stdin.buffer)
        if output is None:
            for answer in answers:
                sys.stdout.write(answer + "\n")
            return
        draft = output.with_name(f".{output.name}.part")
        total = sum(1 for line in lines if line.strip()) if source else None
        shown = track(answers, "Answering", total=total, console=Console(stderr=True))
        with draft.open("w", encoding="utf-8") as out:
            for answer in shown:
                out.write(answer + "\n")
        os.replace(draft, output)


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="Reports to add.")],
    corpus: Corpus = CORPUS,
    index: IndexFolder = INDEX,
    model: Model = None,
) -> None:
    """Take reports (txt, pdf, docx, md, html) into the corpus, all or none, and update the index."""
    from reportqa.corpus.manifest import add_reports
    from reportqa.interfaces.listing import found_in

    with progress() as update:
        added = add_reports(corpus, files, partial(update, "reading pages"))
    with opened(corpus, index, model) as qa:
        for stored in added:
            typer.echo(found_in(qa.index.entry(stored.id).whole()))


@app.command()
def remove(
    report: Annotated[str, typer.Argument(help="The report's id, as `reportqa list` shows it.")],
    corpus: Corpus = CORPUS,
) -> None:
    """Take a report out of the corpus, with what was read from it."""
    from reportqa.corpus.manifest import remove_report

    remove_report(corpus, report)
    typer.echo(f"{report} is removed.")


@app.command("list")
def list_(
    language: Spoken = "auto",
    corpus: Corpus = CORPUS,
    index: IndexFolder = INDEX,
    model: Model = None,
) -> None:
    """List the reports of the corpus."""
    from rich.console import Console

    from reportqa.interfaces.listing import print_reports

    with opened(corpus, index, model) as qa:
        entries = [qa.index.entry(report.id).whole() for report in qa.reports()]
        print_reports(entries, Console(highlight=False), frame_language(language))


@app.command()
def measures(
    language: Spoken = "auto",
    corpus: Corpus = CORPUS,
    index: IndexFolder = INDEX,
    model: Model = None,
) -> None:
    """List the measures of the reports."""
    from rich.console import Console

    from reportqa.interfaces.listing import print_measures

    with opened(corpus, index, model) as qa:
        print_measures(qa.reports(), Console(highlight=False), frame_language(language))


@app.command()
def show(
    number: Annotated[int, typer.Argument(help="The measure's number.")],
    report: Annotated[str | None, typer.Option(help="The report, where several have it.")] = None,
    corpus: Corpus = CORPUS,
    index: IndexFolder = INDEX,
    model: Model = None,
) -> None:
    """Print one measure."""
    from rich.console import Console

    from reportqa.interfaces.listing import print_measure

    with opened(corpus, index, model) as qa:
        found = [
            m
            for r in qa.reports()
            if report in (None, r.id)
            for m in r.measures
            if m.number == number
        ]
        if not found:
            _fail(f"There is no measure {number}. `reportqa measures` lists them.")
        for measure in found:
            print_measure(measure, Console(highlight=False))


@app.command()
def facts(
    form: Annotated[FactFormat, typer.Option("--format", help="How they are written.")] = "table",
    language: Spoken = "auto",
    corpus: Corpus = CORPUS,
    index: IndexFolder = INDEX,
    model: Model = None,
) -> None:
    """Export every number with its place; articles (`en`, `et`) only where they count."""
    from reportqa.interfaces.listing import facts_as

    with opened(corpus, index, model) as qa:
        found = (f for r in qa.reports() for f in qa.index.entry(r.id).facts if f.counts)
        typer.echo(facts_as(found, form, frame_language(language)))


@index_app.command("build")
def index_build(corpus: Corpus = CORPUS, index: IndexFolder = INDEX, model: Model = None) -> None:
    """Build the index; what is fresh and whole is left as it is, what is damaged is mended."""
    from reportqa.index.store import build_index

    with progress() as update:
        built = build_index(index, corpus, model, update, say)
    typer.echo(", ".join(f"{value} {name}" for name, value in built.manifest.counts.items()))


@index_app.command("info")
def index_info(
    unread: Annotated[
        bool, typer.Option(help="List the text that is in no part of a report.")
    ] = False,
    corpus: Corpus = CORPUS,
    index: IndexFolder = INDEX,
    model: Model = None,
) -> None:
    """Describe the index."""
    with opened(corpus, index, model) as qa:
        manifest = qa.index.manifest
        if unread:
            for line in qa.unread():
                typer.echo(line)
            return
        typer.echo(f"generation {manifest.generation}\nmodel {manifest.model}")
        for group in (manifest.counts, manifest.versions, manifest.corpus):
            for name, value in group.items():
                typer.echo(f"{name} {value}")
        if qa.index.slow_encoder_reason:
            typer.echo(
                f"slower questions: the model could not be exported ({qa.index.slow_encoder_reason})"
            )


@index_app.command("verify")
def index_verify(corpus: Corpus = CORPUS, index: IndexFolder = INDEX) -> None:
    """Check every file of the index against what was written."""
    from reportqa.index.store import verify_index, why_unfit

    fault = why_unfit(index, corpus)
    damaged = [] if fault else verify_index(index)
    if fault or damaged:
        _fail(
            f"The index in {index} is not good: {fault or ', '.join(damaged)}. Run `reportqa index build`."
        )
    typer.echo("The index is whole and fits its corpus.")


def _fail(line: str, code: int = 1) -> None:
    say(line)
    sys.exit(code)
