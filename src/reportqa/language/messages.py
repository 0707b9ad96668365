"""The message catalogue: what the assistant says itself, in three languages."""

from reportqa.language.detect import Language
from reportqa.language.lexicon import lexicon


def message(key: str, language: Language, /, **values: object) -> str:
    """The message `key` in a language, filled in. `a.b` names a message inside a group."""
    entry = lexicon("messages")
    for part in key.split("."):
        entry = entry[part]
    text: str = entry[language]
    return text.format(**values)
