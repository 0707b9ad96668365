"""Names in running text."""

import re

_NAME = (
    r"[A-ZÆØÅ«“\"][\w«»“”\"’./-]*(?:[ -](?:[A-ZÆØÅ][\w./-]*|i|og (?=[A-ZÆØÅ][\w-]+(?:,| og ))))*"
)
# Names in a row: `A, B og C`.
NAMES = re.compile(rf"{_NAME}(?:, {_NAME})+ (?:og|and|samt|eller) {_NAME}")
