"""A chunk: the passage that is searched for, embedded and cited."""

from dataclasses import dataclass
from typing import Literal

from reportqa.span import Text

ChunkKind = Literal["text", "list", "table", "row", "footnote", "fields"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive sentences of one section of one measure.

    `path` is the heading path inside the measure, `context` the headings in words, put in front
    of each sentence when it is embedded or matched. `footnote` is the number where the chunk is
    a footnote.
    """

    report: str
    measure: int | None
    path: tuple[str, ...]
    kind: ChunkKind
    context: str
    sentences: tuple[Text, ...]
    footnote: int | None = None

    @property
    def text(self) -> str:
        """The sentences as one passage."""
        return " ".join(sentence.text for sentence in self.sentences)
