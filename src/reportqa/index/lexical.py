"""BM25 over terms of any kind, in arrays that are mapped into memory, not loaded."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# Robertson and Zaragoza (2009), the usual values.
_K1 = 1.2
_B = 0.75
_LOOKUPS_KEPT = 8192
# Runs of rows, up to which looking for both ends of each is faster than for every row.
_FEW_RUNS = 12
_HASHES_KEPT = 100_000

# Postings -> where they hold the rows wanted: places among the rows, and among the postings.
_Finder = Callable[[NDArray[np.int32]], tuple[NDArray[np.int64], NDArray[np.int64]]]


class Bm25:
    """Postings by term: for term i, rows[starts[i]:starts[i+1]] hold it with impact `impacts`.

    The impact is Lucene's variant of BM25, idf · tf / (tf + k1 · (1 − b + b · |d| / avg|d|)) with
    idf = ln(1 + (N − n + 0.5) / (n + 0.5)) (Kamphuis et al. 2020, "Which BM25 do you mean?").
    Terms are known by a 64-bit hash, so that no vocabulary has to be loaded.
    """

    def __init__(
        self,
        size: int,
        terms: NDArray[np.uint64],
        starts: NDArray[np.int64],
        rows: NDArray[np.int32],
        impacts: NDArray[np.float32],
    ) -> None:
        self.size = size
        self._terms, self._starts, self._rows, self._impacts = terms, starts, rows, impacts
        self._find = lru_cache(maxsize=_LOOKUPS_KEPT)(self._look_up)

    def scores(self, weights: Mapping[str, float]) -> NDArray[np.float32]:
        """The score of every row, shape (size,), for query terms with their weights."""
        found = [(part, weight) for term, weight in weights.items() if (part := self._find(term))]
        if not found:
            return np.zeros(self.size, dtype=np.float32)
        rows = np.concatenate([self._rows[part] for part, _ in found])
        impacts = np.concatenate([self._impacts[part] for part, _ in found])
        shares = np.repeat([w for _, w in found], [part.stop - part.start for part, _ in found])
        return np.bincount(rows, impacts * shares, self.size).astype(np.float32)

    def scores_at(
        self, rows: NDArray[np.int64], weights: Mapping[str, float]
    ) -> NDArray[np.float32]:
        """The scores of some ascending rows, shape (len(rows),), as `scores` gives them."""
        if len(rows) == self.size:
            return self.scores(weights)
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        # Of the postings' own type: of another, all postings would be converted to be compared.
        find = _finder(rows.astype(self._rows.dtype))
        scores = np.zeros(len(rows), dtype=np.float32)
        for term, weight in weights.items():
            part = self._find(term)
            if part is not None:
                places, held = find(self._rows[part])
                scores[places] += np.float32(weight) * self._impacts[part][held]
        return scores

    def best(self, weights: Mapping[str, float], count: int, most: int) -> NDArray[np.int64]:
        """About the `count` best rows; after `most` postings, rarest terms first, no more are read.

        What frequent terms would add is little, and reading them is what takes time in an archive.
        """
        found = [(self.document_frequency(term), term) for term in weights]
        read: dict[str, float] = {}
        for frequency, term in sorted(found):
            most -= frequency
            if most < 0 and read:
                break
            read[term] = weights[term]
        scores = self.scores(read)
        rows = np.flatnonzero(scores)
        if len(rows) <= count:
            return rows
        best = np.argpartition(-scores[rows], count)[:count]
        return np.sort(rows[best])

    def rows(self, term: str) -> NDArray[np.int32]:
        """The rows that hold the term."""
        part = self._find(term)
        return np.empty(0, dtype=np.int32) if part is None else self._rows[part]

    def document_frequency(self, term: str) -> int:
        """How many rows hold the term."""
        part = self._find(term)
        return 0 if part is None else part.stop - part.start

    def idf(self, term: str) -> float:
        """Lucene's idf; that of a term in no row is the highest."""
        n = self.document_frequency(term)
        return float(np.log(1 + (self.size - n + 0.5) / (n + 0.5)))

    def _look_up(self, term: str) -> slice | None:
        """Where the term's postings lie; None for a term in no row."""
        key = _hash(term)
        at = int(np.searchsorted(self._terms, key))
        if at == len(self._terms) or self._terms[at] != key:
            return None
        return slice(int(self._starts[at]), int(self._starts[at + 1]))


def _finder(wanted: NDArray[np.int32]) -> _Finder:
    """Finds ascending rows in a term's postings: by run where they stand in few runs, as those of
    a report or two do; else one by one.
    """
    ends = np.flatnonzero(np.diff(wanted) != 1) + 1
    if len(ends) >= _FEW_RUNS:
        return lambda held: _in_both(wanted, held)
    firsts = np.concatenate(([0], ends))
    edges = np.stack((wanted[firsts], wanted[np.append(ends, len(wanted)) - 1] + 1), axis=1)
    shifts = wanted[firsts] - firsts

    def find(held: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        found = held.searchsorted(edges.astype(held.dtype))
        runs = [(np.arange(a, b), shift) for (a, b), shift in zip(found, shifts, strict=True)]
        places = [held[at] - shift for at, shift in runs]
        return np.concatenate(places), np.concatenate([at for at, _ in runs])

    return find


def _in_both(
    wanted: NDArray[np.int32], held: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where two ascending arrays hold the same rows: the places in each. The shorter is looked
    up in the longer.
    """
    if len(held) < len(wanted):
        there, here = _in_both(held, wanted)
        return here, there
    places = held.searchsorted(wanted)
    places[places == len(held)] = 0
    here = np.flatnonzero(held[places] == wanted)
    return here, places[here]


def build_bm25(documents: Iterable[list[str]]) -> Bm25:
    """BM25 over documents given as lists of terms."""
    ids: list[NDArray[np.uint64]] = []
    for document in documents:
        ids.append(np.array([_hash(term) for term in document], dtype=np.uint64))
    size = len(ids)
    lengths = np.array([len(d) for d in ids], dtype=np.float64)
    rows = np.repeat(np.arange(size, dtype=np.int64), lengths.astype(np.int64))
    terms, inverse = np.unique(np.concatenate([*ids, np.empty(0, np.uint64)]), return_inverse=True)
    pairs, counts = np.unique(inverse.astype(np.int64) * max(size, 1) + rows, return_counts=True)
    term_of, row_of = pairs // max(size, 1), pairs % max(size, 1)
    frequency = np.bincount(term_of, minlength=len(terms))
    idf = np.log(1 + (size - frequency + 0.5) / (frequency + 0.5))
    norm = _K1 * (1 - _B + _B * lengths / max(float(lengths.mean()) if size else 1.0, 1e-9))
    impacts = idf[term_of] * counts / (counts + norm[row_of])
    starts = np.concatenate([[0], np.cumsum(frequency)]).astype(np.int64)
    return Bm25(size, terms, starts, row_of.astype(np.int32), impacts.astype(np.float32))


def save_bm25(index: Bm25, folder: Path) -> None:
    """Write the arrays into `folder`."""
    folder.mkdir(parents=True)
    np.save(folder / "size.npy", np.array(index.size))
    for name in ("terms", "starts", "rows", "impacts"):
        np.save(folder / f"{name}.npy", getattr(index, f"_{name}"))


def open_bm25(folder: Path) -> Bm25:
    """Map the arrays of `folder` into memory."""
    arrays = [
        np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r"))
        for name in ("terms", "starts", "rows", "impacts")
    ]
    return Bm25(int(np.load(folder / "size.npy")), *arrays)


@lru_cache(maxsize=_HASHES_KEPT)
def _hash(term: str) -> np.uint64:
    return np.uint64(int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "little"))
