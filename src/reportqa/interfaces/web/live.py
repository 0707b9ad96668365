"""The engine in use: a rebuilt index is taken up without a restart."""

import threading
import time
from pathlib import Path

import structlog

from reportqa.engine import ReportQA, open_corpus
from reportqa.errors import ReportQAError

_CHECK_SECONDS = 1.0
_log = structlog.get_logger()


class Live:
    """Holds a ReportQA and opens the index anew when its manifest changes.

    Questions in flight keep the one they began with; an index that can't be opened is logged
    and the old one kept.
    """

    def __init__(self, corpus: Path, index: Path, model: str | None) -> None:
        self._corpus, self._index, self._model = corpus, index, model
        self._qa = open_corpus(corpus, index, model)
        self._stamp = self._manifest_stamp()
        self._checked = time.monotonic()
        self._lock = threading.Lock()

    @property
    def qa(self) -> ReportQA:
        """The engine to ask now."""
        now = time.monotonic()
        if now - self._checked > _CHECK_SECONDS and self._lock.acquire(blocking=False):
            try:
                self._checked = now
                self._take_up()
            finally:
                self._lock.release()
        return self._qa

    def _take_up(self) -> None:
        stamp = self._manifest_stamp()
        if stamp == self._stamp:
            return
        try:
            self._qa = open_corpus(self._corpus, self._index, self._model)
            self._stamp = self._manifest_stamp()
            _log.info("index_taken_up", generation=self._qa.index.manifest.generation)
        except (ReportQAError, OSError) as error:
            _log.error("index_not_taken_up", error=str(error))

    def _manifest_stamp(self) -> tuple[int, int]:
        try:
            stat = (self._index / "manifest.json").stat()
        except OSError:
            return (0, 0)
        return (stat.st_ino, stat.st_mtime_ns)
