"""A conversation in the terminal: commands, typed lines, completion."""

import io
from collections.abc import Iterator

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from reportqa.engine import ReportQA
from reportqa.interfaces.chat import command_names, completions, converse

BACKSPACE, CTRL_C, CTRL_D = "\x7f", "\x03", "\x04"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def keyboard() -> Iterator[PipeInput]:
    """Keys for a terminal that isn't there."""
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield keys


def _shown(qa: ReportQA) -> str:
    out = io.StringIO()
    converse(qa, Console(file=out, width=200))
    return out.getvalue()


def _piped(qa: ReportQA, monkeypatch: pytest.MonkeyPatch, lines: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    return _shown(qa)


def test_lines_are_edited_and_dropped(
    qa: ReportQA, keyboard: PipeInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", _Terminal())
    monkeypatch.setattr("sys.stdout", _Terminal())
    question = "Antall saker hos IR i 2016?"
    keyboard.send_text(f"tull{CTRL_C}{question}\rOg i 2014?{BACKSPACE * 2}5?\r{CTRL_D}")
    shown = _shown(qa)
    assert "202 saker" in shown
    assert "154 saker" in shown
    assert "tull" not in shown


def test_a_new_conversation_forgets_the_old(qa: ReportQA, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "Hvem er kontaktperson for tiltak 6?\n"
    assert "880 000" not in _piped(qa, monkeypatch, f"{asked}Og budsjettet?\n")
    assert "880 000" in _piped(qa, monkeypatch, f"{asked}/nytt\nOg budsjettet?\n")


@pytest.mark.parametrize("command", ["/kilder", "/kjelder", "/sources"])
def test_sources_are_shown_in_each_language(
    qa: ReportQA, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    shown = _piped(qa, monkeypatch, f"Antall saker hos IR i 2016?\n{command}\n")
    assert "Totalt 124 136 154 202 616" in shown


def test_unknown_commands_are_no_questions(qa: ReportQA, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "/fisk er ingen kommando" in _piped(qa, monkeypatch, "/fisk\n")


def test_help_is_in_the_language_of_its_word(qa: ReportQA, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Ask about the report" in _piped(qa, monkeypatch, "/help\n")
    assert "Spør om rapporten" in _piped(qa, monkeypatch, "/hjelp\n")


def test_the_last_words_are_completed_to_commands_and_names(qa: ReportQA) -> None:
    names = [*command_names(), *qa.names()]
    assert completions("/ki", names) == [("/kilder", -3)]
    assert ("Agdernettverket", -4) in completions("Hvem leder Agde", names)
    assert any("nordisk konferanse" in n for n, _ in completions("Hva er årlig nord", names))
