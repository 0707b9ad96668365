"""Vocabulary files: the reader's words, each pointing at the words that reports use.

A file is TOML with the tables `synonyms`, `nynorsk`, `english` and `abbreviations`; each line is
`"report's word" = "reader's word, another, a phrase"`. The package ships a general one; a file
`vocabulary.toml` in the corpus folder adds to it and wins over it.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from reportqa.errors import VocabularyError
from reportqa.language.spelling import Spelling, learn_spelling
from reportqa.language.tokens import stems

TABLES = ("synonyms", "nynorsk", "english", "abbreviations")
_LONGEST_KEY = 5
_LEAST_MENDED = 5
_LEAST_PART = 4
_LEAST_REST = 3
# What a stem may have lost that a compound keeps: `bolig` is `bol`, `boliglån` isn't `bollån`.
_CUT = ("", "ig")
_TWO_EDITS_FROM = 9
# Known stems are kept by length for the vocabulary of the index that is open.
_VOCABULARIES_KEPT, _SHELVES_KEPT = 2, 2048


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Stems of a reader's word or phrase -> the stemmed phrases of the report it stands for.

    Known by identity, so that what is read with it can be remembered.
    """

    entries: dict[str, tuple[str, ...]]
    english: dict[str, tuple[str, ...]]
    known: frozenset[str] = frozenset()
    spelling: Spelling = field(default_factory=Spelling)
    measure_words: frozenset[str] = frozenset()

    def mended(self, stem: str) -> str | None:
        """The known stem that a misspelt one is nearest to; None for a known or distant one.

        `spelling` mends whole words as reports write them; forms that no report has are mended
        here (bench/robustness.py: without it 125 of 2,265 rewritten questions turn wrong, not 115).
        """
        if len(stem) < _LEAST_MENDED or stem in self.known or stem.isdigit():
            return None
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        edits = 1 if len(stem) < _TWO_EDITS_FROM else 2
        near = _of_length(self, stem[0], len(stem) - edits, len(stem) + edits)
        found = process.extractOne(
            stem, near, scorer=DamerauLevenshtein.distance, score_cutoff=edits
        )
        return found[0] if found else None

    def meanings(self, key: str, language: str) -> tuple[str, ...]:
        """What stemmed words stand for; English ones only in an English question."""
        english = self.english.get(key, ()) if language == "en" else ()
        return tuple(dict.fromkeys((*english, *self.entries.get(key, ()))))

    def compounds(self, stem: str, language: str) -> tuple[str, ...]:
        """Known words that an unknown compound stands for by its first part: `austlandsnettverk`,
        østlandsnettverk.
        """
        if stem in self.known:
            return ()
        for end in range(len(stem) - _LEAST_REST, _LEAST_PART - 1, -1):
            firsts = self.meanings(stem[:end], language)
            found = [f"{word}{cut}{stem[end:]}" for word in firsts for cut in _CUT]
            known = tuple(word for word in found if word in self.known)
            if known:
                return known
        return ()

    def longest_match(
        self, words: list[str], at: int, language: str
    ) -> tuple[int, tuple[str, ...]]:
        """The most stems from `at` on that are an entry, and what it stands for; (0, ()) for none."""
        for count in range(min(_LONGEST_KEY, len(words) - at), 0, -1):
            found = self.meanings(" ".join(words[at : at + count]), language)
            if found:
                return count, found
        return 0, ()


@lru_cache(maxsize=_SHELVES_KEPT)
def _of_length(vocabulary: Vocabulary, first: str, least: int, most: int) -> list[str]:
    """The known stems of so many characters, in order: the first of the nearest is taken."""
    shelves = _shelved(vocabulary)
    return sorted(word for n in range(least, most + 1) for word in shelves.get((first, n), ()))


@lru_cache(maxsize=_VOCABULARIES_KEPT)
def _shelved(vocabulary: Vocabulary) -> dict[tuple[str, int], list[str]]:
    """The known stems by first letter and length."""
    shelves: dict[tuple[str, int], list[str]] = {}
    for word in vocabulary.known:
        shelves.setdefault((word[:1], len(word)), []).append(word)
    return shelves


def compile_vocabulary(
    file: Path | None = None,
    abbreviations: Iterable[Mapping[str, str]] = (),
    texts: Iterable[str] = (),
    measure_words: Iterable[str] = (),
) -> Vocabulary:
    """The general vocabulary, what reports explain themselves, and an editor's `file`, joined.

    `texts` are those of the reports; their words and the readers' are the known ones.
    `measure_words` are those that the reports number their measures with.

    Raises VocabularyError, naming the file and line, where the editor's file breaks the rules.
    """
    general = files("reportqa.language") / "data" / "vocabulary.toml"
    tables = read_vocabulary(general.read_text("utf-8"), "vocabulary.toml")
    for learnt in abbreviations:
        tables += [("abbreviations", short, [long]) for long, short in learnt.items()]
        tables += [("abbreviations", long, [short]) for long, short in learnt.items()]
    if file is not None and file.exists():
        tables += read_vocabulary(_text_of(file), str(file))
    norwegian = _by_reader((t, r) for table, t, r in tables if table != "english")
    english = _by_reader((t, r) for table, t, r in tables if table == "english")
    told = list(texts)
    known = {word for text in told for word in stems(text)}
    known |= {word for key in (*norwegian, *english) for word in key.split()}
    spelling = learn_spelling(
        told,
        (word for table, _, readers in tables if table != "english" for word in readers),
        (word for table, _, readers in tables if table == "english" for word in readers),
    )
    return Vocabulary(norwegian, english, frozenset(known), spelling, frozenset(measure_words))


def _text_of(file: Path) -> str:
    """The file's text, with or without a byte order mark."""
    stored = file.read_bytes()
    try:
        return stored.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = stored.count(b"\n", 0, error.start) + 1
        raise VocabularyError(
            f"{file}, line {line}: the text is not UTF-8.", "Save the file as UTF-8."
        ) from None


def read_vocabulary(text: str, name: str) -> list[tuple[str, str, list[str]]]:
    """The entries of a vocabulary file: table, report's word, readers' words.

    Raises VocabularyError with file and line.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(
            f"{name}, {_place_of(error, text)}.",
            'Write one line a term: "report\'s word" = "reader\'s word, another".',
        ) from None
    entries: list[tuple[str, str, list[str]]] = []
    for table, words in tables.items():
        if table not in TABLES or not isinstance(words, dict):
            known = ", ".join(f"[{known}]" for known in TABLES)
            raise VocabularyError(
                f"{name}, line {_line(text, table)}: '{table}' is none of the tables.",
                f"Put each term under one of {known}.",
            )
        for term, value in words.items():
            readers = [word.strip() for word in value.split(",")] if isinstance(value, str) else []
            if not readers or not all(_is_word(word) for word in (term, *readers)):
                raise VocabularyError(
                    f"{name}, line {_line(text, term, table)}: '{term}' has no readers' words, "
                    "or an empty one between commas.",
                    'Write "report\'s word" = "reader\'s word, another".',
                )
            entries.append((table, term, readers))
    return entries


def _is_word(value: str) -> bool:
    return bool(stems(value))


def _place_of(error: tomllib.TOMLDecodeError, text: str) -> str:
    """`line 3: a quotation mark or = is missing`, from the parser's words."""
    found = re.search(r"\(at line (\d+), column \d+\)", str(error))
    line = int(found.group(1)) if found else text.count("\n") + 1
    said = re.sub(r"\s*\(at .*\)$", "", str(error))
    reason = "the term stands there already" if "overwrite" in said else said
    return f"line {line}: {reason}"


def _line(text: str, key: str, table: str | None = None) -> int:
    """The line that a table, or a key of that table, stands on."""
    header = re.search(rf"^\s*\[{re.escape(table)}\]", text, re.MULTILINE) if table else None
    start = header.end() if header else 0
    match = re.compile(
        rf"^\s*[\[\"']*{re.escape(key)}[\]\"']*\s*(?:[=.]|$|#)", re.MULTILINE
    ).search(text, start)
    at = match.end() - 1 if match else start
    return text.count("\n", 0, at) + 1


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
