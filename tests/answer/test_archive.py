"""An archive of more reports than are read for one question."""

import random
from pathlib import Path

import pytest

from reportqa.engine import ReportQA, open_corpus

_TEXT = """Rapport om tiltak i {place}

Tiltak 1: Kalking av sure vassdrag i {place}

Ansvarlig utfører: Etat {place}. Kontaktperson: Kari {place}, kari@{place}.no

I {place} ble {count} vassdrag kalket i 2015. Arbeidet ble ledet fra {place} sammen med kommunen.
"""
_PLACES = [
    a + b for a in ("Ask", "Birk", "Eike", "Furu", "Gran", "Hassel") for b in ("dal", "nes", "vik")
]


@pytest.fixture(scope="module")
def counts() -> dict[str, int]:
    rng = random.Random(5)
    return {place: rng.randint(11, 99) for place in _PLACES}


@pytest.fixture
def archive(tmp_path: Path, counts: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> ReportQA:
    """So many reports that they are searched first, by an index looked up before it is ranked."""
    monkeypatch.setattr("reportqa.retrieve.rank._RANKED_WHOLE", 10)
    (tmp_path / "corpus").mkdir()
    for place, count in counts.items():
        text = _TEXT.format(place=place, count=count)
        (tmp_path / "corpus" / f"{place.lower()}.txt").write_text(text, "utf-8")
    return open_corpus(tmp_path / "corpus", tmp_path / "index")


def test_a_number_is_found_in_its_report(archive: ReportQA, counts: dict[str, int]) -> None:
    for place, count in counts.items():
        answer = archive.ask(f"Hvor mange vassdrag ble kalket i {place}?")
        assert [value.value for value in answer.values] == [count], place
        assert {citation.report for citation in answer.citations} == {place.lower()}


def test_what_no_report_says_is_refused(archive: ReportQA) -> None:
    assert archive.ask("Hvor mange vassdrag ble kalket i Osp?").status == "not_in_report"
