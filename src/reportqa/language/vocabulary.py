"""Vocabulary files: the reader's words, each pointing at the words that reports use.

A file is TOML with the tables `synonyms`, `nynorsk`, `english` and `abbreviations`; each line is
`"report's word" = "reader's word, another, a phrase"`. The package ships a general one; a file
`vocabulary.toml` in the corpus folder adds to it and wins over it.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from reportqa.errors import VocabularyError
from reportqa.language.tokens import stems

TABLES = ("synonyms", "nynorsk", "english", "abbreviations")
_LONGEST_KEY = 5
_LEAST_MENDED = 5
_TWO_EDITS_FROM = 9


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Stems of a reader's word or phrase -> the stemmed phrases of the report it stands for."""

    entries: dict[str, tuple[str, ...]]
    english: dict[str, tuple[str, ...]]
    known: frozenset[str] = frozenset()

    def mended(self, stem: str) -> str | None:
        """The known stem that a misspelt one is nearest to; None for a known or distant one."""
        if len(stem) < _LEAST_MENDED or stem in self.known or stem.isdigit():
            return None
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        edits = 1 if len(stem) < _TWO_EDITS_FROM else 2
        near = [
            word
            for word in self.known
            if word[:1] == stem[:1] and abs(len(word) - len(stem)) <= edits
        ]
        found = process.extractOne(
            stem, near, scorer=DamerauLevenshtein.distance, score_cutoff=edits
        )
        return found[0] if found else None

    def meanings(self, key: str, language: str) -> tuple[str, ...]:
        """What stemmed words stand for; English ones only in an English question."""
        english = self.english.get(key, ()) if language == "en" else ()
        return tuple(dict.fromkeys((*english, *self.entries.get(key, ()))))

    def longest_match(
        self, words: list[str], at: int, language: str
    ) -> tuple[int, tuple[str, ...]]:
        """The most stems from `at` on that are an entry, and what it stands for; (0, ()) for none."""
        for count in range(min(_LONGEST_KEY, len(words) - at), 0, -1):
            found = self.meanings(" ".join(words[at : at + count]), language)
            if found:
                return count, found
        return 0, ()


def compile_vocabulary(
    file: Path | None = None,
    abbreviations: Iterable[Mapping[str, str]] = (),
    words: Iterable[str] = (),
) -> Vocabulary:
    """The general vocabulary, what reports explain themselves, and an editor's `file`, joined.

    `words` are the stems of the reports; with the readers' words they are the known ones.

    Raises VocabularyError, naming the file and line, where the editor's file breaks the rules.
    """
    general = files("reportqa.language") / "data" / "vocabulary.toml"
    tables = read_vocabulary(general.read_text("utf-8"), "vocabulary.toml")
    for learnt in abbreviations:
        tables += [("abbreviations", short, [long]) for long, short in learnt.items()]
        tables += [("abbreviations", long, [short]) for long, short in learnt.items()]
    if file is not None and file.exists():
        tables += read_vocabulary(file.read_text("utf-8"), str(file))
    norwegian = _by_reader((t, r) for table, t, r in tables if table != "english")
    english = _by_reader((t, r) for table, t, r in tables if table == "english")
    known = frozenset(words) | {w for key in (*norwegian, *english) for w in key.split()}
    return Vocabulary(norwegian, english, known)


def read_vocabulary(text: str, name: str) -> list[tuple[str, str, list[str]]]:
    """The entries of a vocabulary file: table, report's word, readers' words.

    Raises VocabularyError with file and line.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{name}: {error}.", "Mend that line and build again.") from None
    entries: list[tuple[str, str, list[str]]] = []
    for table, words in tables.items():
        if table not in TABLES or not isinstance(words, dict):
            where = _line(text, table)
            known = ", ".join(TABLES)
            raise VocabularyError(
                f"{name}, line {where}: unknown table '{table}'.", f"Use one of: {known}."
            )
        for term, value in words.items():
            readers = [word.strip() for word in value.split(",")] if isinstance(value, str) else []
            if not readers or not all(_is_word(word) for word in (term, *readers)):
                raise VocabularyError(
                    f"{name}, line {_line(text, term)}: '{term}' must be given readers' words.",
                    'Write "report\'s word" = "reader\'s word, another".',
                )
            entries.append((table, term, readers))
    return entries


def _is_word(value: str) -> bool:
    return bool(stems(value))


def _line(text: str, key: str) -> int:
    """The line that a key or table stands on (the first that begins with it)."""
    match = re.search(rf"^\s*[\[\"']*{re.escape(key)}[\]\"']*\s*(?:=|$|#)", text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else 1


def _by_reader(entries: Iterable[tuple[str, list[str]]]) -> dict[str, tuple[str, ...]]:
    """File entries (report's word, readers' words) under each reader's word, later ones first."""
    joined: dict[str, list[str]] = {}
    for term, readers in entries:
        target = " ".join(stems(term))
        for reader in readers:
            key = " ".join(stems(reader))
            if key != target:
                joined[key] = [target, *joined.get(key, [])]
    return {key: tuple(dict.fromkeys(values)) for key, values in joined.items()}
