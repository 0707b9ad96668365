"""The message catalogue: what the assistant says itself, in three languages."""

from reportqa.language.detect import Language
from reportqa.language.lexicon import lexicon


def message(name: str, language: Language, **values: object) -> str:
    """The message `name` in a language, filled in. `a.b` names a message inside a group."""
    entry = lexicon("messages")
    for part in name.split("."):
        entry = entry[part]
    text: str = entry[language]
    return text.format(**values)
