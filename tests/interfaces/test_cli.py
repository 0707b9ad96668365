"""The command line, run as people run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def run(home: Path, tmp_path: Path):
    def call(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        code = "from reportqa.interfaces.cli import main; main()"
        folders = {
            "REPORTQA_CORPUS": str(home / "corpus"),
            "REPORTQA_INDEX": str(home / "index"),
        }
        return subprocess.run(
            [sys.executable, "-c", code, *words],
            input=stdin,
            capture_output=True,
            env={**os.environ, **folders},
            cwd=tmp_path,
        )

    return call


def test_ask_prints_answer_and_sources(run) -> None:
    done = run("ask", "Når ble Agdernettverket opprettet?")
    assert done.returncode == 0
    assert "august 2012" in done.stdout.decode()
    assert "tiltak 11, Resultatmål 1, IMDi Sør, Agdernettverket, side 8" in done.stdout.decode()


def test_ask_json_prints_one_object_and_nothing_else(run) -> None:
    answer = json.loads(run("ask", "--json", "Antall saker hos IR i 2016?").stdout)
    assert answer["values"][0]["value"] == 202


@pytest.mark.parametrize("question", ["", "   ", "?!", "x" * 100_000, "\x07\x1b"])
def test_a_question_that_cannot_be_taken_is_one_line(run, question: str) -> None:
    done = run("ask", question)
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.decode().count("\n") == 1


def test_ask_without_a_question_shows_questions_that_are_answered(run) -> None:
    examples = run("ask").stdout.decode().splitlines()
    assert examples
    answer = json.loads(run("ask", "--json", examples[0]).stdout)
    assert answer["status"] == "answered"


def test_batch_keeps_order_and_survives_bad_lines(run) -> None:
    lines = b'{"id": "a", "question": "Antall saker hos IR i 2016?"}\nnot json\n\xff\xfe\n'
    lines += b'{"id": "b", "question": ""}\n'
    lines += b'{"id": "c", "question": "Og i 2015?", "history": [{"question": "Antall saker hos IR i 2016?"}]}\n'
    done = run("batch", stdin=lines)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["status"] for a in answers] == ["answered", "error", "error", "error", "answered"]
    assert [a.get("id") for a in answers] == ["a", None, None, "b", "c"]
    assert answers[4]["values"][0]["value"] == 154


def test_batch_writes_a_file_whole(run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": 1, "question": "Hva er Flexid?"}\n', "utf-8")
    assert run("batch", "in.jsonl", "-o", "out.jsonl").returncode == 0
    assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["id"] == "1"


def test_chat_works_in_a_pipe(run) -> None:
    done = run("chat", stdin=b"Antall saker hos IR i 2016?\nOg i 2015?\n/kilder\n")
    assert "202" in done.stdout.decode()
    assert "154" in done.stdout.decode()


def test_listing_commands(run) -> None:
    assert "Nairobi" in run("measures").stdout.decode()
    assert "Tabanka" in run("show", "6").stdout.decode()
    assert run("show", "99").returncode == 1
    facts = json.loads(run("facts", "--format", "json").stdout)
    assert {"measure", "section", "page", "start", "end", "value", "kind"} <= set(facts[0])
    assert run("facts", "--format", "csv").stdout.decode().startswith("report,measure,section")


def test_index_commands(run) -> None:
    assert run("index", "verify").returncode == 0
    assert "123" in run("index", "info").stdout.decode() or run("index", "info").returncode == 0
    unread = run("index", "info", "--unread").stdout.decode().splitlines()
    assert unread
    assert all("mailto:" in line or "file:" in line or "http" in line for line in unread)


def test_wrong_usage_is_exit_code_2(run) -> None:
    assert run("ask", "--language", "xx", "Hva er ART?").returncode == 2
    assert run("nothing").returncode == 2


def test_a_missing_corpus_is_one_line(run) -> None:
    done = run("ask", "--corpus", "none", "Hva er ART?")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_a_question_makes_no_connection(home: Path) -> None:
    code = (
        "import socket\n"
        "def refuse(*a, **k): raise AssertionError('a connection was tried')\n"
        "socket.socket.connect = refuse; socket.create_connection = refuse\n"
        "from pathlib import Path; from reportqa.engine import open_corpus\n"
        f"qa = open_corpus(Path({str(home / 'corpus')!r}), Path({str(home / 'index')!r}))\n"
        "print(qa.ask('Hvem leder Agdernettverket?').status)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "answered", done.stderr


@pytest.mark.parametrize("words", [("--debug", "show", "6"), ("show", "--debug", "6")])
def test_a_traceback_is_shown_where_it_is_asked_for(run, words: tuple[str, ...]) -> None:
    done = run(*words, "--corpus", "none")
    assert b"Traceback" in done.stderr
    assert b"There is no corpus folder none" in done.stderr


def test_debug_behind_two_dashes_is_a_word_like_others(run) -> None:
    assert run("ask", "--json", "--", "--debug").returncode == 0
    assert b"--debug" in run("ask", "--help").stdout


def test_the_version_is_told(run) -> None:
    assert run("--version").stdout.decode().startswith("reportqa 0.")


def test_an_interrupt_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportqa import __main__
    from reportqa.interfaces import cli

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupted)
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert ended.value.code == 130


@pytest.mark.parametrize(("language", "head"), [("auto", "Tall"), ("nn", "Tal"), ("en", "Numbers")])
def test_tables_have_heads_in_the_language_asked_for(run, language: str, head: str) -> None:
    shown = run("list", "--language", language).stdout.decode()
    assert f" {head} " in shown
    assert "tiltaksrapport-2016" in shown


def test_an_error_answer_keeps_what_could_be_read(run) -> None:
    line = b'{"id": "w", "question": "Og?", "history": "foo"}\n'
    answer = json.loads(run("batch", stdin=line).stdout)
    assert (answer["id"], answer["question"], answer["status"]) == ("w", "Og?", "error")


def test_batch_writes_to_no_folder(run, tmp_path: Path) -> None:
    assert run("batch", "-o", str(tmp_path)).returncode == 2
