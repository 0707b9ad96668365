"""A conversation in the terminal: follow-up questions use what went before."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from reportqa.engine import ReportQA
from reportqa.errors import ReportQAError
from reportqa.interfaces.render import print_answer, print_sources
from reportqa.language.detect import LANGUAGES, Language
from reportqa.language.messages import message

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer

_COMMANDS = ("sources", "new", "help", "quit")
# As many words before the cursor as a name may begin with.
_LONGEST_START = 5


def converse(qa: ReportQA, console: Console, kept: Path | None = None) -> None:
    """Answer questions until the input ends.

    What is typed is remembered for the arrow keys in memory alone, or in the file `kept`.
    """
    talk = qa.chat()
    typed = sys.stdin.isatty() and sys.stdout.isatty()
    if typed:
        console.print(message("chat.welcome", "nb"), style="dim")
    for line in _typed_lines(qa, kept) if typed else _piped_lines():
        last = talk.last
        language: Language = last.language if last else "nb"
        match _command(line):
            case "quit":
                return
            case "help":
                console.print(message("chat.welcome", _spoken(line, language)))
            case "new":
                talk.restart()
                console.print(message("chat.begun_anew", _spoken(line, language)), style="dim")
            case "sources" if last is None or not last.citations:
                console.print(message("chat.no_sources", _spoken(line, language)), style="dim")
            case "sources" if last is not None:
                print_sources(last, console)
            case "unknown":
                console.print(message("chat.unknown", language, command=line), style="dim")
            case _:
                try:
                    print_answer(talk.ask(line), console, sources=False)
                except ReportQAError as error:
                    console.print(str(error), soft_wrap=True)
        if not typed:
            console.print()


def command_names() -> list[str]:
    """The commands in all three languages."""
    names = (message(f"chat.commands.{c}", lang) for c in _COMMANDS for lang in LANGUAGES)
    return list(dict.fromkeys(names))


def _command(line: str) -> str | None:
    """The command that a line gives, in whichever language; None for a question."""
    if not line.startswith("/"):
        return None
    for name in _COMMANDS:
        if line.casefold() in (message(f"chat.commands.{name}", lang) for lang in LANGUAGES):
            return name
    return "unknown"


def _spoken(command: str, language: Language) -> Language:
    """The language that a command's own word has, else that of the conversation."""
    of_word = [
        lang
        for lang in LANGUAGES
        for name in _COMMANDS
        if message(f"chat.commands.{name}", lang) == command.casefold()
    ]
    return language if language in of_word else of_word[0]


def _piped_lines() -> Iterator[str]:
    return (line.strip() for line in sys.stdin if line.strip())


def _typed_lines(qa: ReportQA, kept: Path | None) -> Iterator[str]:
    """Lines typed with editing, history and completion; Ctrl-C drops a line, Ctrl-D ends."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    history: History = FileHistory(str(kept)) if kept else InMemoryHistory()
    session: PromptSession[str] = PromptSession(
        history=history,
        completer=_completer([*command_names(), *qa.names()]),
        complete_while_typing=False,
        auto_suggest=AutoSuggestFromHistory(),
    )
    while True:
        try:
            line = session.prompt("› ").strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if line:
            yield line


def _completer(names: Sequence[str]) -> "Completer":
    from collections.abc import Iterable

    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document

    class Names(Completer):
        def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
            for name, start in completions(document.text_before_cursor, names):
                yield Completion(name, start_position=start)

    return Names()


def completions(text: str, names: Sequence[str]) -> list[tuple[str, int]]:
    """The names that the last words of `text` begin, and how far back these reach (negative)."""
    words = text.split(" ")
    for count in range(min(_LONGEST_START, len(words)), 0, -1):
        start = " ".join(words[-count:])
        found = [name for name in names if start and name.casefold().startswith(start.casefold())]
        if found:
            return [(name, -len(start)) for name in found]
    return []
