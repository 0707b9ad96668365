"""The engine in use: a rebuilt index is taken up without a restart."""

import threading
import time
from pathlib import Path

import structlog

from reportqa.engine import ReportQA, open_corpus
from reportqa.errors import ReportQAError
from reportqa.index.store import open_index

_CHECK_SECONDS = 1.0
_log = structlog.get_logger()


class Live:
    """Holds a ReportQA and opens the index anew when its manifest changes.

    That is done beside the requests, which go on with the engine that they began with. An index
    that can't be opened is logged and the old one kept; none is ever built here but the first.
    """

    def __init__(self, corpus: Path, index: Path, model: str | None) -> None:
        self._corpus, self._index, self._model = corpus, index, model
        self._stamp = self._manifest_stamp()
        self._qa = open_corpus(corpus, index, model)
        self._checked = time.monotonic()
        self._fault = ""
        self._opening = threading.Lock()

    @property
    def qa(self) -> ReportQA:
        """The engine to ask now; never waits."""
        now = time.monotonic()
        if now - self._checked > _CHECK_SECONDS and self._opening.acquire(blocking=False):
            self._checked = now
            threading.Thread(target=self._take_up, name="index", daemon=True).start()
        return self._qa

    def _take_up(self) -> None:
        """Open the index where it is another than the one in use; `_opening` is held."""
        try:
            stamp = self._manifest_stamp()
            if stamp == self._stamp:
                return
            opened = open_index(self._index, self._corpus, self._model)
            self._qa, self._stamp, self._fault = ReportQA(opened, self._corpus), stamp, ""
            _log.info("index_taken_up", generation=opened.manifest.generation)
        except (ReportQAError, OSError) as error:
            if str(error) != self._fault:  # tried again each time, told once
                _log.error("index_not_taken_up", error=str(error))
            self._fault = str(error)
        finally:
            self._opening.release()

    def _manifest_stamp(self) -> tuple[int, int]:
        try:
            stat = (self._index / "manifest.json").stat()
        except OSError:
            return (0, 0)
        return (stat.st_ino, stat.st_mtime_ns)
