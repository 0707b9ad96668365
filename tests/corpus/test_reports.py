"""The corpus folder: every text in it is a report, its bytes are what counts."""

import errno
import hashlib
import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportqa.corpus.manifest import (
    add_reports,
    corpus_digest,
    list_reports,
    read_text,
    remove_report,
)
from reportqa.corpus.stored import drop_left_over
from reportqa.errors import CorpusError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "b.txt").write_text("Tiltak 2: B\n", "utf-8")
    (folder / "a.txt").write_text("Tiltak 1: A\n", "utf-8")
    return folder


def test_the_manifest_of_the_repository_describes_its_report() -> None:
    (report,) = list_reports(ROOT / "corpus")
    entries = tomllib.loads((ROOT / "corpus" / "manifest.toml").read_text("utf-8"))["reports"]
    entry = entries[report.id]
    assert (entry["file"], entry["sha256"]) == (report.path.name, report.sha256)
    assert (report.period, report.language) == ("2013–2016", "nb")
    assert " ".join(read_text(report).split()).startswith(report.title)


def test_files_are_reports_with_or_without_an_entry(corpus: Path) -> None:
    (corpus / "manifest.toml").write_text('[reports.b]\ntitle = "B"\nlanguage = "nn"\n', "utf-8")
    (corpus / ".hidden.txt").write_text("x")
    (corpus / "notes.csv").write_text("x")
    (corpus / "folder.txt").mkdir()
    a, b = list_reports(corpus)
    assert (a.id, a.title, a.language) == ("a", "", "nb")
    assert (b.id, b.title, b.language) == ("b", "B", "nn")
    assert a.sha256 == hashlib.sha256(a.path.read_bytes()).hexdigest()


def test_a_stale_hash_in_the_manifest_does_not_matter(corpus: Path) -> None:
    (corpus / "manifest.toml").write_text(f'[reports.a]\nsha256 = "{"0" * 64}"\n', "utf-8")
    assert read_text(list_reports(corpus)[0]) == "Tiltak 1: A\n"


@given(st.text(min_size=1).filter(lambda text: "\x00" not in text and any(map(str.isalnum, text))))
def test_offsets_count_the_characters_of_the_file(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("c")
    (folder / "r.txt").write_bytes(text.encode("utf-8"))
    assert read_text(list_reports(folder)[0]) == text


def test_line_ends_and_a_byte_order_mark_are_kept(corpus: Path) -> None:
    (corpus / "a.txt").write_bytes(b"\xef\xbb\xbfen\r\nto\rtre\n")
    assert read_text(list_reports(corpus)[0]) == "\ufeffen\r\nto\rtre\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"text" * 2000 + b"\x00", "binary"),
        (b"bl\xe5b\xe6r", r"not UTF-8 \(byte 2\)"),
    ],
)
def test_what_is_no_text_is_named(corpus: Path, content: bytes, why: str) -> None:
    (corpus / "a.txt").write_bytes(content)
    with pytest.raises(CorpusError, match=rf"a\.txt.*{why}"):
        read_text(list_reports(corpus)[0])


def test_a_corpus_without_reports_is_said(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no report"):
        list_reports(tmp_path)
    with pytest.raises(CorpusError, match="no corpus folder"):
        list_reports(tmp_path / "nowhere")


def test_two_reports_of_one_name_are_refused(corpus: Path) -> None:
    (corpus / "a.TXT").write_text("x")
    with pytest.raises(CorpusError, match="have one name"):
        list_reports(corpus)


@pytest.mark.parametrize("content", ["reports = 3", "[reports]\na = 1", "[reports", "\udcff"])
def test_a_broken_manifest_is_named(corpus: Path, content: str) -> None:
    (corpus / "manifest.toml").write_text(content, "utf-8", errors="surrogateescape")
    with pytest.raises(CorpusError, match=r"manifest\.toml"):
        list_reports(corpus)


def test_the_digest_changes_with_every_file_that_an_index_depends_on(corpus: Path) -> None:
    seen = [corpus_digest(corpus, list_reports(corpus))]
    for name in ("a.txt", "vocabulary.toml", "manifest.toml", "c.txt"):
        (corpus / name).write_text("# noe annet\n", "utf-8")
        seen.append(corpus_digest(corpus, list_reports(corpus)))
    (corpus / "b.txt").unlink()
    seen.append(corpus_digest(corpus, list_reports(corpus)))
    assert all(seen[i] != seen[j] for i in range(len(seen)) for j in range(i))


def test_an_added_report_is_entered_in_the_manifest(corpus: Path, tmp_path: Path) -> None:
    (corpus / "manifest.toml").write_text('# mine\n[reports.a]\ntitle = "A"', "utf-8")
    source = tmp_path / "Ny «rapport» 2.0.txt"
    source.write_bytes(b"Tiltak 3\r\n")
    (added,) = add_reports(corpus, [source])
    assert added.path.read_bytes() == source.read_bytes()
    text = (corpus / "manifest.toml").read_text("utf-8")
    assert text.startswith("# mine\n")
    assert tomllib.loads(text)["reports"][added.id] == {"file": source.name, "sha256": added.sha256}
    assert [r.id for r in list_reports(corpus)] == ["Ny «rapport» 2.0", "a", "b"]


def test_adding_anew_mends_the_entry_s_hash_alone(corpus: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    for content in ("Første", "Andre", "Andre"):
        source.write_text(content, "utf-8")
        (added,) = add_reports(corpus, [source])
    entries = tomllib.loads((corpus / "manifest.toml").read_text("utf-8"))["reports"]
    assert entries == {"a": {"file": "a.txt", "sha256": added.sha256}}


def test_a_report_that_cannot_be_read_is_not_added(corpus: Path, tmp_path: Path) -> None:
    before = sorted(p.name for p in corpus.iterdir())
    (tmp_path / "bad.txt").write_bytes(b"\x00")
    for name in ("bad.txt", "missing.txt", "sheet.xlsx"):
        with pytest.raises(CorpusError):
            add_reports(corpus, [tmp_path / name])
    assert sorted(p.name for p in corpus.iterdir()) == before


def test_a_full_disk_leaves_the_report_as_it_was(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "a.txt").write_text("Ny\n", "utf-8")
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(CorpusError, match="No space left"):
        add_reports(corpus, [tmp_path / "a.txt"])
    assert sorted(p.name for p in corpus.iterdir()) == ["a.txt", "b.txt"]
    assert (corpus / "a.txt").read_text("utf-8") == "Tiltak 1: A\n"


EDITED = '''# Reports of the county
[reports.a]
file = "a.txt"
sha256 = "0000"  # when it came
title = """Two lines:
[one] in brackets"""
tags = [
  "hash 0000",
]

[reports.a.contact]
name = "Kari"

[other]
note = "0000"

[reports.b]
title = "B"
'''


def test_what_an_editor_wrote_stays_but_the_hash(corpus: Path, tmp_path: Path) -> None:
    (corpus / "manifest.toml").write_text(EDITED, "utf-8")
    new = tmp_path / "a.txt"
    new.write_text("Tiltak 1: A, anew\n", "utf-8")
    (added,) = add_reports(corpus, [new])
    text = (corpus / "manifest.toml").read_text("utf-8")
    assert text == EDITED.replace('sha256 = "0000"', f'sha256 = "{added.sha256}"')


def test_a_removed_report_takes_all_of_its_entry_and_nothing_else(corpus: Path) -> None:
    (corpus / "manifest.toml").write_text(EDITED, "utf-8")
    remove_report(corpus, "a")
    text = (corpus / "manifest.toml").read_text("utf-8")
    assert tomllib.loads(text) == {"other": {"note": "0000"}, "reports": {"b": {"title": "B"}}}
    assert text.startswith("# Reports of the county")


@pytest.mark.parametrize(
    "before",
    ["", "[other]\nx = 1\n", 'reports = {b = {title = "B"}}\n', "[reports.b]\r\nid = 1\r\n"],
)
def test_a_report_is_entered_in_any_form_of_manifest(
    corpus: Path, tmp_path: Path, before: str
) -> None:
    (corpus / "manifest.toml").write_bytes(before.encode())
    new = tmp_path / "ny rapport.txt"
    new.write_text("Tiltak 1: Nytt\n", "utf-8")
    (added,) = add_reports(corpus, [new])
    after = tomllib.loads((corpus / "manifest.toml").read_bytes().decode())
    entry = after["reports"].pop("ny rapport")
    assert entry == {"file": "ny rapport.txt", "sha256": added.sha256}
    known = tomllib.loads(before)
    assert after == {"reports": {}, **known}


def test_a_report_that_is_there_under_another_name_is_not_added(
    corpus: Path, tmp_path: Path
) -> None:
    before = sorted(p.name for p in corpus.iterdir())
    for name, content in (("ny.txt", b"Tiltak 1: A\n"), ("ny.txt", b"\xef\xbb\xbfTiltak 1:\r\nA")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(CorpusError, match=r"ny\.txt holds the same report as a\.txt"):
            add_reports(corpus, [tmp_path / name])
    (tmp_path / "x.txt").write_text("Tiltak 9: X\n", "utf-8")
    (tmp_path / "y.md").write_text("Tiltak 9: X\n", "utf-8")
    with pytest.raises(CorpusError, match=r"y\.md holds the same report as x\.txt"):
        add_reports(corpus, [tmp_path / "x.txt", tmp_path / "y.md"])
    assert sorted(p.name for p in corpus.iterdir()) == before
    (tmp_path / "a.txt").write_text("Tiltak 1: A\n", "utf-8")
    assert [report.id for report in add_reports(corpus, [tmp_path / "a.txt"])] == ["a"]


def test_what_was_read_from_a_file_goes_with_it(corpus: Path, tmp_path: Path) -> None:
    for name in ("c.md", "d.md", "e.md"):
        (tmp_path / name).write_text(f"# Tiltak 3: {name}\n", "utf-8")
    add_reports(corpus, [tmp_path / name for name in ("c.md", "d.md", "e.md")])
    (corpus / "c.md").unlink()
    (corpus / "d.md").unlink()
    (corpus / "d.md.txt").write_text("Changed by hand\n", "utf-8")
    (corpus / "mine.pdf.txt").write_text("Not ours\n", "utf-8")
    drop_left_over(corpus)
    left = {p.name for p in corpus.iterdir()} - {"a.txt", "b.txt", "manifest.toml"}
    assert left == {"d.md.txt", "e.md", "e.md.txt", "e.md.layout.json", "mine.pdf.txt"}
