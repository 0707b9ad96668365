"""What numbers of one text are to each other: ranges, parts of a whole, shared nouns, lists."""

import re
from decimal import Decimal
from itertools import pairwise

from reportqa.language.counted import is_plural, label_at
from reportqa.language.dates import Date
from reportqa.language.lexemes import SPACES, Line, number_words, words_of
from reportqa.language.quantities import Draft

_RANGE_GAP = re.compile(r"\.?\s?[-–—]\s?|−|\s+(?:til|to|til og med|through)\s+")
_AND_GAP = re.compile(r"\s+(?:og|and)\s+")
_SHARING_GAP = re.compile(r"\.?\s?[-–—/]\s?|,?\s+(?:og|eller|and|or|til|to|til og med|through)\s+")
_COMMA = re.compile(r",\s+")
_PART_GAP = re.compile(
    r"\s+(?:av|of|out of)\s+(?:(?:de|dei|the|these|our|their|totalt|i alt|til sammen|alle|all"
    r"|om lag|ca\.?|[^\W\d_]+['’]?s)\s+){0,2}"
)
_ONE_IN = re.compile(r"\s+in\s+")
_WHOLE_BEFORE = re.compile(
    r"\b(?:av|of|out of)\s+(?:(?:de|dei|the|disse|desse|totalt|i alt)\s+)?$", re.IGNORECASE
)
_ITEM_GAP = re.compile(r"\s[^\d.:;()?!]{2,80}?(?:,|\s)\s?(?:(?:og|and|samt)\s)?")
_VERB_IN_PART = ("har", "hadde", "er", "var", "ble", "blei", "vart", "have", "has", "had", "were")
_WORDS_TO_PART = 5
_CHANGE_WORDS_AWAY = 5


def relate(line: Line, drafts: list[Draft]) -> list[Draft]:
    """The drafts with their relations filled in; articles that count nothing are left out."""
    _mark_parts(line, drafts)
    kept = [draft for draft in drafts if _counts(line, draft)]
    _complete_years(line, kept)
    _label_items(line, kept)
    _share(line, kept)
    _mark_ranges(line, kept)
    return kept


def _between(line: Line, first: Draft, second: Draft) -> str:
    return line.text[first.end : second.start]


def _mark_parts(line: Line, drafts: list[Draft]) -> None:
    """`12 av fylkets 14 kommuner`, `one in four`, `Av 23 har 12 tiltrådt`: the part's whole."""
    for first, second in pairwise(drafts):
        if first.kind != "count" or second.kind != "count" or second.article:
            continue
        gap = _between(line, first, second)
        one_in = line.english and first.value < 10 and _ONE_IN.fullmatch(gap)
        if first.value <= second.value and (_PART_GAP.fullmatch(gap) or one_in):
            first.of, first.article = second.value, False
            first.noun, first.unit, first.phrase = second.noun, second.unit, second.phrase
        elif _is_part_of_before(line, first, second):
            second.of = first.value
            second.noun, second.unit, second.phrase = first.noun, first.unit, first.phrase


def _is_part_of_before(line: Line, whole: Draft, part: Draft) -> bool:
    if part.noun or whole.article or part.value > whole.value:
        return False
    if not _WHOLE_BEFORE.search(line.text, 0, whole.start):
        return False
    words = [line.word(i) for i in range(whole.last, part.first)]
    gap = _between(line, whole, part)
    near = len(words) <= _WORDS_TO_PART and "," not in gap
    return near and any(word in _VERB_IN_PART for word in words)


def _counts(line: Line, draft: Draft) -> bool:
    """False for an article without a noun or before "del", and for the one of "one of them"."""
    ones = number_words()["ones"]
    if draft.article:
        uncounted = words_of(ones["uncounted"])
        first = line.word(draft.last)
        times = number_words()["times"]
        if line.word(draft.first - 1) in (*times["words"].split(), *times["adverbs"]):
            return False
        return draft.noun is not None and not ({first, draft.noun.lower()} & uncounted)
    if draft.word and draft.value == 1 and draft.kind == "count" and draft.of is None:
        return line.word(draft.last) not in ("av", "of", "another", "eller", "annen", "annet")
    return True


def _complete_years(line: Line, drafts: list[Draft]) -> None:
    """`2015/16` and `2013-16`: the second is a year too."""
    for first, second in pairwise(drafts):
        gap = _between(line, first, second)
        short = second.end - second.start == 2 and second.bare and gap in ("/", "-", "–")
        if first.kind == "year" and short:
            year = first.value - first.value % 100 + second.value
            if year > first.value:
                second.value, second.kind, second.unit = year, "year", "år"
                second.date, second.noun, second.phrase = Date(int(year)), None, None


def _label_items(line: Line, drafts: list[Draft]) -> None:
    """`202 saker: 13 gjennomført tvangsekteskap, 38 frykt for vold`: each counts its whole item.

    Such a list begins the text or follows a colon or bracket. Its unit is what the number before
    the colon counts.
    """
    at = 0
    while at < len(drafts):
        end = _list_end(line, drafts, at)
        if end - at > 1:
            unit = _heading_unit(line, drafts, at)
            for i in range(at, end):
                stop = drafts[i + 1].start if i + 1 < end else len(line.text)
                _label_item(line, drafts[i], stop, unit)
        at = max(end, at + 1)


def _list_end(line: Line, drafts: list[Draft], at: int) -> int:
    """Past the last of the items that begin with the draft `at`; `at` itself where none begin."""
    before = line.text[: drafts[at].start].rstrip(SPACES)
    if before and before[-1] not in ":(":
        return at
    end = at
    while end < len(drafts) and drafts[end].kind == "count" and not drafts[end].word:
        end += 1
        if end == len(drafts) or not _is_item(line, drafts[end - 1], drafts[end]):
            break
    return end if all(line.word(d.last) and _opens(line, d) for d in drafts[at:end]) else at


def _opens(line: Line, draft: Draft) -> bool:
    return line.gap(draft.last) == " "


def _is_item(line: Line, item: Draft, following: Draft) -> bool:
    """True where nothing but an item's words and a comma or "og" lie between two numbers."""
    gap = _between(line, item, following)
    if not _ITEM_GAP.fullmatch(gap) or "," in gap.rstrip(" ogandsmt")[:-1]:
        return False
    words = [line.word(i) for i in range(item.last, following.first)]
    if item.of is not None or words[:1] in (["og"], ["and"], ["samt"]):
        return False
    return not any(word in _VERB_IN_PART or word in ("som", "that") for word in words)


def _heading_unit(line: Line, drafts: list[Draft], at: int) -> str | None:
    """What the number right before the list's colon counts."""
    if at == 0 or not line.text[: drafts[at].start].rstrip(SPACES).endswith(":"):
        return None
    head = drafts[at - 1]
    gap = _between(line, head, drafts[at]).rstrip(SPACES + ":")
    return head.noun if head.noun and gap.strip() == head.phrase else None


def _label_item(line: Line, draft: Draft, stop: int, unit: str | None) -> None:
    label = label_at(line, draft.last, stop)
    for joiner in (" og", " and", " samt"):
        label = label.removesuffix(joiner)
    label = label.rstrip(", ")
    one = draft.value == 1
    agrees = draft.noun is not None and (one or line.english or is_plural(draft.noun))
    if not agrees or draft.noun not in label.split():
        draft.noun = label
    draft.phrase = label
    draft.unit = unit or draft.noun


def _share(line: Line, drafts: list[Draft]) -> None:
    """`44 og 28 prosent`, `13, 14 og 15 år`, `12. og 14. mars`: what the last one says for all."""
    chained = False
    for first, second in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        gap = _between(line, first, second)
        joined = _SHARING_GAP.fullmatch(gap) or (chained and _COMMA.fullmatch(gap))
        chained = bool(joined) and _give(first, second)


def _give(first: Draft, second: Draft) -> bool:
    date = second.date
    if second.kind == "date" and date and date.day and first.kind in ("count", "ordinal"):
        if first.word or not 1 <= first.value <= 31 or first.noun:
            return False
        first.date = Date(date.year, date.month, int(first.value))
        first.kind, first.unit, first.value = "date", second.unit, second.value
        return True
    if first.kind == "money" and second.bare and second.scale and second.phrase is None:
        second.kind, second.unit = "money", first.unit
        return True
    if not first.bare or second.kind in ("year", "date", "identifier", "ordinal", "fraction"):
        return False
    if second.article or first.of is not None or second.of is not None:
        return False
    if second.unit is None:
        return True
    first.kind, first.unit = second.kind, second.unit
    first.noun, first.phrase = second.noun, second.phrase
    if second.scale and not first.scale and first.value < 1000 and not first.word:
        first.value *= _factor(second.scale)
        first.scale = second.scale
    return True


def _factor(scale: str) -> Decimal:
    return Decimal(number_words()["scales"][scale]["factor"])


def _mark_ranges(line: Line, drafts: list[Draft]) -> None:
    """`2013-2016`, `mellom 13 og 24 år`, `to til fire ganger`; no change ("økte fra 1 til 2")."""
    context = number_words()["modality_context"]
    for first, second in pairwise(drafts):
        gap = _between(line, first, second)
        before = line.word(first.first - 1)
        between = before in words_of(context["between"]) and _AND_GAP.fullmatch(gap)
        school_year = gap == "/" and first.kind == "year"
        if not (between or school_year or _RANGE_GAP.fullmatch(gap)) or not _can_range(
            first, second
        ):
            continue
        given = before in words_of(context["from"])
        timely = first.kind in ("year", "date")
        if given and not timely and _is_change(line, first):
            continue
        first.range, second.range = "from", "to"
        if between or not (given or timely or first.kind == "identifier"):
            first.modality = second.modality = "between"


def _can_range(first: Draft, second: Draft) -> bool:
    if first.article or second.article:
        return False
    if first.kind in ("year", "date") and second.kind in ("year", "date"):
        return _order(first) < _order(second)
    return first.kind == second.kind and first.value < second.value


def _order(draft: Draft) -> tuple[int, int, int]:
    date = draft.date or Date(None)
    return date.year or 0, date.month or 0, date.day or 0


def _is_change(line: Line, first: Draft) -> bool:
    change = words_of(number_words()["modality_context"]["change"])
    near = range(max(0, first.first - 1 - _CHANGE_WORDS_AWAY), first.first)
    return any(line.word(at) in change for at in near)
