"""The stored texts of a corpus by report id, as they were when it was opened."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from reportqa.corpus.manifest import list_reports, read_text
from reportqa.corpus.plain import read_bytes
from reportqa.errors import CorpusError

_KEPT = 32


class StoredTexts(Mapping[str, str]):
    """A mapping from report id to stored text.

    The texts of a few reports are read at once, so that a report which is replaced later can't
    change what offsets refer to; of an archive they are read when asked for, and the last few kept.
    """

    def __init__(self, corpus: Path) -> None:
        """Raises CorpusError where there is no report, or one can't be read."""
        self._reports = {report.id: report for report in list_reports(corpus)}
        self._read = lru_cache(maxsize=_KEPT)(self._read_unchanged)
        if len(self._reports) <= _KEPT:
            for report_id in self._reports:
                self._read(report_id)

    def __getitem__(self, report_id: str) -> str:
        """The text; raises CorpusError where the report's file was changed since."""
        return self._read(report_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._reports)

    def __len__(self) -> int:
        return len(self._reports)

    def _read_unchanged(self, report_id: str) -> str:
        report = self._reports[report_id]
        if hashlib.sha256(read_bytes(report.path)).hexdigest() != report.sha256:
            raise CorpusError(f"{report.path} was changed while it was in use.", "Ask again.")
        return read_text(report)
