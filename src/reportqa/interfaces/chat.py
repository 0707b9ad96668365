"""A conversation in the terminal: follow-up questions use what went before."""

import sys
from collections.abc import Iterator

from rich.console import Console

from reportqa.answer.model import Answer
from reportqa.engine import ReportQA
from reportqa.errors import ReportQAError
from reportqa.interfaces.render import print_answer, print_sources
from reportqa.question.follow import LAST_TURNS

_COMMANDS = ("/kilder", "/nytt", "/hjelp")
_HELP = "Spør om rapporten. /kilder viser kildene, /nytt begynner på nytt, Ctrl-D avslutter."


def converse(qa: ReportQA, console: Console) -> None:
    """Answer questions until the input ends."""
    history: list[str] = []
    last: Answer | None = None
    for line in _questions(qa, console):
        match line:
            case "/hjelp":
                console.print(_HELP)
            case "/nytt":
                history.clear()
                last = None
            case "/kilder":
                if last is not None:
                    print_sources(last, console)
            case _:
                try:
                    last = qa.ask(line, history=history)
                except ReportQAError as error:
                    console.print(str(error), soft_wrap=True)
                    continue
                print_answer(last, console, sources=False)
                history = [*history, line][-LAST_TURNS:]


def _questions(qa: ReportQA, console: Console) -> Iterator[str]:
    """Lines typed with editing, history and completion, or read from a pipe."""
    if sys.stdin.isatty():
        _complete(qa)
        console.print(_HELP, style="dim")
    while True:
        try:
            line = input("› ") if sys.stdin.isatty() else next(sys.stdin)
        except (EOFError, StopIteration):
            return
        if line.strip():
            yield line.strip()


def _complete(qa: ReportQA) -> None:
    """Complete commands, and the names of measures and sections."""
    import readline

    words = [*_COMMANDS, *qa.names()]

    def complete(text: str, state: int) -> str | None:
        found = [word for word in words if word.casefold().startswith(text.casefold())]
        return found[state] if state < len(found) else None

    readline.set_completer_delims(" ")
    readline.set_completer(complete)
    readline.parse_and_bind("tab: complete")
