"""The grammar of cue phrases, and the word lists that are written in it."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from reportqa.language.tokens import fold
from reportqa.question.cues import cue_names, find_cue, has_cue, plain, word_set

_DATA = Path(str(files("reportqa.language"))) / "data"
# Lists whose entries are looked up one word at a time, not as phrases.
_WORD_LISTS = ("stopwords", "frame", "ordinals", "reports")


@pytest.mark.parametrize(
    ("table", "name", "text", "stands"),
    [
        # a word, whole, whatever its capitals and diacritics
        ("direction", "down", "Hvor mange FÆRRE saker?", True),
        ("direction", "down", "Hvor mange faerre saker?", True),
        ("operations", "least", "i minste laget", False),
        # `*`: any ending, or any beginning
        ("kinds", "ministries", "Hvilke departementene?", True),
        ("kinds", "ministries", "Hvilket fagdepartement?", False),
        ("years", "period", "i stortingsperioden", True),
        ("scope", "roles", "minoritetsrådgiverne", True),
        # a phrase: its words in order, one after the other
        ("kinds", "number", "hvor mange saker", True),
        ("kinds", "number", "hvor ble mange saker", False),
        # `...`: up to fourteen words between
        ("direction", "down", "gikk antall saker i Oslo ned", True),
        ("direction", "down", f"gikk {'ord ' * 14}ned", True),
        ("direction", "down", f"gikk {'ord ' * 15}ned", False),
        ("direction", "down", "ned gikk det", False),
        # a hyphen is a space, a percent sign a word
        ("kinds", "contact", "e-posten til lederen", True),
        ("kinds", "contact", "e posten til lederen", True),
        ("operations", "share", "hvor mange % av sakene", True),
        ("percent", "words", "12%", True),
    ],
)
def test_a_cue_stands_in_a_question(table: str, name: str, text: str, stands: bool) -> None:
    assert has_cue(table, name, plain(text)) == stands


def test_the_longest_phrase_is_found_at_its_place() -> None:
    words = plain("Så, hvor mange ganger så mange?")
    found = find_cue("operations", "ratio", words)
    assert found is not None
    start, length = found
    assert words[start : start + length] == "ganger sa mange"
    assert find_cue("operations", "ratio", plain("Hvor mange?")) is None


def test_lists_keep_their_order() -> None:
    assert cue_names("ranks") == ("second", "third", "fourth")
    assert "fra" in word_set("stopwords", "words")


def _lists() -> Iterator[tuple[str, list[str]]]:
    """Every list of strings of the word files, with its place."""

    def walk(node: object, place: str) -> Iterator[tuple[str, list[str]]]:
        if isinstance(node, dict):
            for key, value in node.items():
                yield from walk(value, f"{place}.{key}")
        elif isinstance(node, list) and node and isinstance(node[0], list):
            for i, value in enumerate(node):
                yield from walk(value, f"{place}[{i}]")
        elif isinstance(node, list):
            yield place, node
        elif isinstance(node, str) and place.startswith("vocabulary"):
            yield place, [word.strip() for word in node.split(",")]

    for file in sorted(_DATA.glob("*.toml")):
        yield from walk(tomllib.loads(file.read_text("utf-8")), file.stem)


_LISTS = dict(_lists())


def test_no_word_stands_twice_in_a_list() -> None:
    for place, entries in _LISTS.items():
        assert all(isinstance(e, str) and e == e.strip() != "" for e in entries), place
        # `Hei` and `hei` may both stand where capitals tell: in the vocabulary.
        words = entries if place.startswith("vocabulary") else map(str.casefold, entries)
        assert [e for e, n in Counter(words).items() if n > 1] == [], place


@pytest.mark.parametrize(
    "place",
    [
        p
        for p in _LISTS
        if p.startswith("questions.") and not p.split(".")[1].startswith(_WORD_LISTS)
    ],
)
def test_no_cue_is_another_with_other_diacritics(place: str) -> None:
    folded = Counter(" ".join(map(fold, entry.split())) for entry in _LISTS[place])
    assert [entry for entry, count in folded.items() if count > 1] == []


def test_every_message_is_in_all_languages() -> None:
    def check(node: dict[str, object], place: str) -> None:
        if any(isinstance(value, str) for value in node.values()):
            assert set(node) == {"nb", "nn", "en"}, place
            return
        for key, value in node.items():
            assert isinstance(value, dict)
            check(value, f"{place}.{key}")

    check(tomllib.loads((_DATA / "messages.toml").read_text("utf-8")), "messages")
