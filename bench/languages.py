"""Language recognition: this package's detector against lingua, on the questions of eval/.

    .venv/bin/python bench/languages.py

lingua is no dependency of the package; `.venv/bin/pip install lingua-language-detector` adds it.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from reportqa.language.detect import LANGUAGES, detect_language

Detector = Callable[[str], str]
# How many words of each question are shown to the detectors; None for all.
CUTS = {"whole questions": None, "first five words": 5, "first three words": 3}


def questions(folder: Path) -> list[tuple[str, str]]:
    """Language and text of every question that stands on its own."""
    lines = (line for file in sorted(folder.rglob("*.jsonl")) for line in file.open("rb"))
    found = (json.loads(line) for line in lines if line.strip())
    return [(q["lang"], q["question"]) for q in found if not q.get("history")]


def lingua() -> Detector:
    """lingua, choosing among the same three languages."""
    from lingua import Language, LanguageDetectorBuilder

    names = {Language.BOKMAL: "nb", Language.NYNORSK: "nn", Language.ENGLISH: "en"}
    detector = LanguageDetectorBuilder.from_languages(*names).build()
    detector.detect_language_of("varm")

    def detect(text: str) -> str:
        found = detector.detect_language_of(text)
        return names[found] if found else "nb"

    return detect


def main() -> None:
    """Print one table: the share right by language, and the time a question takes."""
    asked = questions(Path(__file__).parent.parent / "eval")
    detectors: dict[str, Detector] = {"reportqa": detect_language}
    try:
        detectors["lingua"] = lingua()
    except ImportError:
        print("lingua is missing: .venv/bin/pip install lingua-language-detector", file=sys.stderr)
    print("| text | detector | all | nb | nn | en | µs a question |")
    print("|---|---|---|---|---|---|---|")
    for text, cut in CUTS.items():
        shown = [(lang, " ".join(words.split()[:cut])) for lang, words in asked]
        for name, detect in detectors.items():
            start = time.perf_counter()
            right = [(lang, detect(words) == lang) for lang, words in shown]
            each = (time.perf_counter() - start) / len(shown) * 1e6
            by = [[ok for lang, ok in right if lang == only] for only in LANGUAGES]
            shares = [sum(ok for _, ok in right) / len(right), *(sum(b) / len(b) for b in by)]
            figures = [*(f"{share:.3f}" for share in shares), f"{each:.0f}"]
            print(f"| {text} | {name} | {' | '.join(figures)} |")


if __name__ == "__main__":
    main()
