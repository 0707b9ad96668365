"""The stored texts of a corpus by report id, each read when first asked for."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from reportqa.corpus.manifest import list_reports, read_text

_KEPT = 32


class StoredTexts(Mapping[str, str]):
    """A mapping from report id to stored text that keeps the last few in memory."""

    def __init__(self, corpus: Path) -> None:
        self._reports = {report.id: report for report in list_reports(corpus)}
        self._read = lru_cache(maxsize=_KEPT)(lambda report_id: read_text(self._reports[report_id]))

    def __getitem__(self, report_id: str) -> str:
        return self._read(report_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._reports)

    def __len__(self) -> int:
        return len(self._reports)
