"""Two small reports and their index, built once; each test gets a copy that it may spoil."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportqa.index.encoder import PassageEncoder, resolve_model
from reportqa.index.index import Index
from reportqa.index.store import build_index

_COURSES = """Tiltak 1: Kurs for lærere (KD)

Ansvarlig utfører: Utdanningsdirektoratet

Resultatmål: Flere lærere har kunnskap om retten til å velge selv.

I 2016 ble det holdt tolv kurs for lærere i Bergen og Trond-
heim. Over 300 lærere deltok.

Måloppnåelse: Målet er nådd.
"""
_ADVICE = """Tiltak 2: Rådgiving til ungdom (BLD)

Ansvarlig utfører: IMDi

Resultatmål: Ungdom får råd når de trenger det.

Rådgiverne svarte på 48 henvendelser fra ungdom.

Måloppnåelse: Målet er delvis nådd.
"""


@dataclass(frozen=True)
class Home:
    """A corpus folder and an index folder."""

    corpus: Path
    index: Path

    def file(self, pattern: str) -> Path:
        """The one file of the index that fits a pattern."""
        return next(self.index.glob(pattern))

    def manifest(self) -> bytes:
        return (self.index / "manifest.json").read_bytes()

    def build(self, model: str | None = None) -> Index:
        return build_index(self.index, self.corpus, model)

    def drafts(self) -> list[Path]:
        return list(self.index.glob(".building-*"))


@pytest.fixture(scope="session")
def model() -> PassageEncoder:
    return PassageEncoder(resolve_model(None))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Home:
    small = Home(
        tmp_path_factory.mktemp("built") / "corpus", tmp_path_factory.mktemp("built") / "i"
    )
    small.corpus.mkdir()
    (small.corpus / "kurs.txt").write_text(_COURSES, "utf-8")
    (small.corpus / "raad.txt").write_text(_ADVICE, "utf-8")
    small.build()
    return small


@pytest.fixture
def small(built: Home, tmp_path: Path) -> Home:
    """A copy; the files are links, so `spoil` one, don't write into it."""
    copy = Home(tmp_path / "corpus", tmp_path / "index")
    shutil.copytree(built.corpus, copy.corpus)
    shutil.copytree(built.index, copy.index, copy_function=os.link)
    return copy


def spoil(path: Path, data: bytes) -> None:
    """Put other bytes in the place of a file."""
    path.unlink()
    path.write_bytes(data)


def flipped(path: Path) -> bytes:
    """A file's bytes, the first hundred of them turned round: the same size, another content."""
    data = path.read_bytes()
    return bytes(byte ^ 0xFF for byte in data[:100]) + data[100:]
