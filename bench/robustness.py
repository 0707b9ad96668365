"""How many right answers become wrong when the same question is written hastily.

    .venv/bin/python bench/robustness.py [--show]

Every question of eval/ (on the report in corpus/) that is answered rightly is perturbed
mechanically, each way with a fixed seed, and asked again. `--show` prints those that turn wrong.
"""

import random
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec

import reportqa
from reportqa.evaluate.questions import Located, read_questions
from reportqa.evaluate.run import ask_all
from reportqa.language.lexicon import lexicon
from reportqa.language.tokens import fold

_WORD = re.compile(r"[^\W\d_]+")
_LONG = 7
_SMALL = {fold(w) for w in lexicon("questions")["stopwords"]["words"]}
_YES_NO = {fold(w) for w in lexicon("questions")["yes_no"]["starts"]}
_LEFT_OUT = set(
    re.findall(
        r"\w+",
        "i pa av for til om ved med en et ein ei eit den det de dei er var har hadde ble blei vart "
        "the a an of in at by to was were is are did do does had have has",
    )
)
_PAIRS = {
    "økning": "auke", "økte": "auka", "flere": "fleire", "færre": "færrare", "hvor": "kor",
    "hva": "kva", "hvem": "kven", "ikke": "ikkje", "fra": "frå", "høyest": "høgast",
    "lavest": "lågast", "etablert": "skipa", "opprettet": "oppretta", "ble": "vart",
    "årsaken": "årsaka", "rådgiverne": "rådgjevarane", "minoritetsrådgiverne":
    "minoritetsrådgjevarane", "integreringsrådgiverne": "integreringsrådgjevarane",
    "ansvarlig": "ansvarleg", "skolen": "skulen", "skolene": "skulane", "vold": "vald",
    "uke": "veke", "ungdommer": "ungdomar", "deltakere": "deltakarar", "kommuner": "kommunar",
    "nettverket": "nettverket", "forskjellen": "skilnaden", "hvordan": "korleis",
    "hvorfor": "kvifor", "hvilke": "kva for", "hvilken": "kva for ein", "leder": "leier",
    "møter": "møte", "trusler": "truslar", "utviklingen": "utviklinga", "foreldre": "foreldre",
}  # fmt: skip


def _swapped(text: str, rng: random.Random) -> str:
    """Two neighbouring letters inside one long word change places."""
    words = [m for m in _WORD.finditer(text) if len(m.group()) >= _LONG]
    if not words:
        return text
    word = rng.choice(words)
    at = rng.randrange(word.start() + 1, word.end() - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _dropped(text: str, rng: random.Random) -> str:
    """One letter inside one long word is left out."""
    words = [m for m in _WORD.finditer(text) if len(m.group()) >= _LONG]
    if not words:
        return text
    word = rng.choice(words)
    at = rng.randrange(word.start() + 1, word.end() - 1)
    return text[:at] + text[at + 1 :]


def _apart(text: str, rng: random.Random) -> str:
    """A compound of two words that the question set knows is written apart."""
    found = [m for m in _WORD.finditer(text) if _split(m.group())]
    if not found:
        return text
    word = rng.choice(found)
    return text[: word.start()] + " ".join(_split(word.group())) + text[word.end() :]


def _split(word: str) -> list[str]:
    for head in ("rådgiverne", "rådgiver", "rådgivere", "nettverket", "nettverk", "konferansen",
                 "konferanse", "seminaret", "møter", "ekteskap", "lemlestelse", "planen",
                 "persone", "person", "avtaler", "avtalene", "arbeid", "kommuner"):  # fmt: skip
        if word.casefold().endswith(head) and len(word) > len(head) + 3:
            return [word[: -len(head)], word[-len(head) :]]
    return []


def _joined(text: str, rng: random.Random) -> str:
    """Two words side by side, of which none is a small one, are written as one."""
    found = [
        m
        for m in re.finditer(r"([a-zæøå]{4,}) (?=([a-zæøå]{4,}))", text)
        if not {fold(m.group(1)), fold(m.group(2))} & _SMALL
    ]
    if not found:
        return text
    at = rng.choice(found).end() - 1
    return text[:at] + text[at + 1 :]


def _keywords(text: str, _: random.Random) -> str:
    """What a search would hold, in lower case: no articles, prepositions, auxiliaries.

    A yes/no question has no such form.
    """
    if fold(text.split()[0]) in _YES_NO:
        return text
    for asking, noun in (
        ("hvor mange", "antall"),
        ("kor mange", "antal"),
        ("how many", "number of"),
    ):
        text = re.sub(rf"\b{asking}\b", noun, text, flags=re.IGNORECASE)
    return " ".join(
        w for w in re.findall(r"[\w/%.-]+", text) if fold(w) not in _LEFT_OUT
    ).casefold()


def _nynorsk(text: str, _: random.Random) -> str:
    return _WORD.sub(lambda m: _PAIRS.get(m.group().casefold(), m.group()), text)


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "ae oe aa": lambda t, _: t.translate(str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Ø": "Oe"})),
    "a o a": lambda t, _: t.translate(str.maketrans({"æ": "a", "ø": "o", "å": "a", "Ø": "O"})),
    "lower case, no question mark": lambda t, _: t.casefold().rstrip("?"),
    "capitals": lambda t, _: t.upper(),
    "two letters swapped": _swapped,
    "a letter dropped": _dropped,
    "a compound apart": _apart,
    "two words joined": _joined,
    "nynorsk words": _nynorsk,
    "keywords": _keywords,
}  # fmt: skip


def main() -> None:
    """Print for each way how many questions it changes and the share that turn wrong."""
    qa = reportqa.open()
    home = Path(__file__).parent.parent / "eval"
    files = [*(home / "report-2016").glob("*.jsonl"), *(home / "sample").glob("*.jsonl")]
    right = [o.located for o in ask_all(qa, read_questions(files, qa.texts())) if o.right]
    right = [q for q in right if not q.question.history and q.question.kind != "abstain"]
    turned = asked = 0
    print(f"{len(right)} questions that are answered rightly as they stand\n")
    print("| written | questions changed | turned wrong | share |\n|---|---|---|---|")
    for name, change in WAYS.items():
        rng = random.Random(0)
        rewritten = [_with(q, change(q.question.question, rng)) for q in right]
        pairs = [(n, o) for n, o in zip(rewritten, right, strict=True) if n != o]
        outcomes = ask_all(qa, [new for new, _ in pairs])
        wrong = [o for o in outcomes if not o.right]
        print(f"| {name} | {len(pairs)} | {len(wrong)} | {len(wrong) / len(pairs):.3f} |")
        if "--show" in sys.argv:
            for outcome in wrong:
                print("   ", outcome.located.question.question, "|", outcome.why)
        turned, asked = turned + len(wrong), asked + len(pairs)
    print(f"| all | {asked} | {turned} | {turned / asked:.3f} |")


def _with(located: Located, text: str) -> Located:
    return replace(located, question=msgspec.structs.replace(located.question, question=text))


if __name__ == "__main__":
    main()
