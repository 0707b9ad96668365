"""Two runs of the same questions: what broke, what got right, and whether it can be chance."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comparison:
    """The ids of the questions that went wrong and right since, and McNemar's exact p-value."""

    broke: tuple[str, ...]
    mended: tuple[str, ...]
    p_value: float


def compare(before: Mapping[str, bool], after: Mapping[str, bool]) -> Comparison:
    """Two runs by question id, right or not; questions of only one of them are left out.

    McNemar's test (1947) in its exact form: a binomial test of the discordant pairs.
    """
    from scipy.stats import binomtest

    shared = sorted(before.keys() & after.keys())
    broke = tuple(q for q in shared if before[q] and not after[q])
    mended = tuple(q for q in shared if after[q] and not before[q])
    discordant = len(broke) + len(mended)
    p_value = binomtest(len(broke), discordant, 0.5).pvalue if discordant else 1.0
    return Comparison(broke, mended, float(p_value))
