"""Sentences, tokens, detection, vocabulary and messages."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportqa.errors import VocabularyError
from reportqa.language.detect import LANGUAGES, detect_language
from reportqa.language.lexicon import lexicon
from reportqa.language.sentences import split_sentences
from reportqa.language.tokens import fold, stem, tokenize
from reportqa.language.vocabulary import compile_vocabulary


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Metoder som f.eks. Flexid bidrar. De virker.", 2),
        ("Det skjedde i april d.å. IMDis råd var klart.", 2),
        ("Rune S. Foss leder det.", 1),
        ("I 1. halvår 2016 kom det. Så gikk det.", 2),
        ("Les mer. http://www.flexid.no/", 2),
        ("Han sa: «Jeg har lært mer». (sitat fra et kurs) I 2016 kom 261 saker.", 3),
        ("Det gikk bra. (jf. tiltak 2)", 2),
        ("Det gikk bra (jf. tiltak 2) I fjor.", 1),
        ("Tema var «vold». Det ble godt mottatt.", 2),
        ("Metoder som f.eks. (se tiltak 2) Flexid bidrar.", 1),
        ("I fjor steg tallet til 61. Veksten var størst i vest.", 2),
        ("Tabell 3. Veksten i vest", 1),
        ("Det kosta 45 mill. kr. Arbeidet går vidare. Kr. 300 000 er brukt.", 3),
        ("Den varte til 17. Mai 2016 i vest.", 1),
        ("De kom 8. og 9. november fra 5. til 10. trinn.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


@given(st.text(max_size=200))
def test_sentences_hold_every_character(text: str) -> None:
    kept = "".join(text[a:b] for a, b in split_sentences(text))
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("a", "b"), [("når", "naar"), ("kjønnslemlestelse", "kjonnslemlestelse"), ("Vært", "vaert")]
)
def test_hasty_spelling_meets(a: str, b: str) -> None:
    assert fold(a) == fold(b)


def test_agent_nouns_meet_their_plural() -> None:
    assert stem("rådgiverne") == stem("rådgiver") == stem("rådgivernes")


def test_tokens_know_their_place() -> None:
    text = "E-post: a.b@c.no, Sør-Trøndelag"
    assert all(text[t.start : t.end] == t.word for t in tokenize(text))


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Kven leier det?", "nn"),
        ("Kor mange saker?", "nn"),
        ("Hvem leder det?", "nb"),
        ("Hvor mange saker?", "nb"),
        ("Who leads it?", "en"),
        ("Why?", "en"),
        ("How many cases?", "en"),
        ("Kva er Flexid?", "nn"),
        ("antall MR 2016", "nb"),
        ("Kor mange færre", "nn"),
        ("gjennomført omskjæring 2014", "nb"),
        ("frykt for omskjering", "nn"),
        ("Sorry, I meant 2014", "en"),
        ("Stemmer det at 45 ungdommer deltok på konferansen?", "nb"),
        ("Stemmer det at 200 deltok?", "nb"),
        ("Deltok 45 personer på møtet?", "nb"),
        ("Er det flere enn 45?", "nb"),
        ("Stemmer det at 45 ungdomar deltok på konferansen?", "nn"),
        ("Var det fleire enn 45 elevar?", "nn"),
    ],
)
def test_short_questions_tell_their_language(question: str, language: str) -> None:
    assert detect_language(question) == language


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (b'[synonyms]\n"sak" = "case"\n"tom" = ["liste"]\n', "line 3"),
        (b'[synonyms]\n"sak" = \n', "line 2"),
        (b'[synonyms]\n"sak" = "a, , b"\n', "line 2"),
        (b'[synonyms]\n"sak" = "a"\n"sak" = "b"\n', "line 3"),
        (b'[synonyms]\n"sak" = "a"\n\n[english]\n"sak" = ""\n', "line 5"),
        (b'# words\n[synonym]\n"sak" = "case"\n', "line 2"),
        (b'[synonyms]\n"s\xe5r" = "kutt"\n', "line 2"),
    ],
)
def test_a_vocabulary_mistake_names_file_and_line(tmp_path: Path, text: bytes, place: str) -> None:
    file = tmp_path / "words.toml"
    file.write_bytes(text)
    with pytest.raises(VocabularyError, match=rf"words\.toml, {place}:"):
        compile_vocabulary(file)


def test_an_editors_word_wins(tmp_path: Path) -> None:
    file = tmp_path / "vocabulary.toml"
    file.write_bytes(b'\xef\xbb\xbf[synonyms]\r\n"ekstrem kontroll" = "strenghet"\r\n')
    entries = compile_vocabulary(file).entries
    assert entries[stem("strenghet")][0] == "ekstrem kontroll"


def test_every_message_is_said_in_three_languages() -> None:
    def check(entry: dict[str, object], name: str) -> None:
        if any(isinstance(value, dict) for value in entry.values()):
            for key, value in entry.items():
                check(value, f"{name}.{key}")  # type: ignore[arg-type]
        else:
            assert set(entry) == set(LANGUAGES), name

    for name, entry in lexicon("messages").items():
        check(entry, name)
