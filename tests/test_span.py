"""Offsets: what is cut out of a text is found again where it stands."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportqa.span import Run, Span, Text, merge

_spans = st.builds(
    lambda start, length: Span(start, start + length),
    st.integers(0, 60),
    st.integers(1, 15),
)


@st.composite
def _read(draw: st.DrawFn) -> tuple[str, Text]:
    """A stored text and what a person reads of it: pieces, with things between left out.

    A piece is joined to the one before where white space alone was left out, folded to a space.
    """
    stored, clean, runs = "", "", []
    for i in range(draw(st.integers(1, 5))):
        joined = draw(st.booleans())
        stored += draw(st.sampled_from([" \n", "  "])) if joined else " [left out] "
        clean += " " if i else ""
        piece = draw(st.text("abcæøå12", min_size=1, max_size=8))
        runs.append(Run(len(clean), len(stored), len(piece), joined))
        stored += piece
        clean += piece
    return stored, Text(clean, tuple(runs))


@given(_read(), st.data())
def test_a_slice_is_found_again_in_the_stored_text(read: tuple[str, Text], data: st.DataObject):
    stored, text = read
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    piece = text.slice(start, end)
    assert piece.text == text.text[start:end].strip()
    said = " ".join(stored[s.start : s.end] for s in piece.spans())
    assert said.split() == piece.text.split()
    assert piece.spans() == text.spans(start, end)


@given(_read())
def test_spans_ascend_apart_and_begin_and_end_with_the_text(read: tuple[str, Text]):
    _, text = read
    spans = text.spans()
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert text.span == Span(spans[0].start, spans[-1].end)


@given(_read(), st.data())
def test_a_slice_of_a_slice_is_a_slice(read: tuple[str, Text], data: st.DataObject):
    _, text = read
    start = data.draw(st.integers(0, len(text.text)))
    outer = text.slice(start, len(text.text))
    at = data.draw(st.integers(0, len(outer.text)))
    shift = text.text.index(outer.text, start) if outer.text else start
    assert outer.slice(at, len(outer.text)) == text.slice(shift + at, len(text.text))


def test_a_break_is_one_place_for_a_reader_only_where_runs_are_joined():
    text = Text("en to", (Run(0, 10, 2, False), Run(3, 14, 2, True)))
    assert text.spans() == (Span(10, 16),)
    apart = Text("en to", (Run(0, 10, 2, False), Run(3, 40, 2, False)))
    assert apart.spans() == (Span(10, 12), Span(40, 42))


@pytest.mark.parametrize(
    ("other", "overlaps", "covers"),
    [
        (Span(2, 5), True, True),
        (Span(3, 4), True, True),
        (Span(4, 6), True, False),
        (Span(5, 7), False, False),
        (Span(0, 2), False, False),
    ],
)
def test_ends_are_outside(other: Span, overlaps: bool, covers: bool):
    assert Span(2, 5).overlaps(other) == other.overlaps(Span(2, 5)) == overlaps
    assert Span(2, 5).covers(other) == covers


@given(st.lists(_spans, max_size=8))
def test_merging_keeps_every_character_and_no_other(spans: list[Span]):
    merged = merge(spans)
    assert {i for s in merged for i in range(s.start, s.end)} == {
        i for s in spans for i in range(s.start, s.end)
    }
    assert all(a.end < b.start for a, b in pairwise(merged))
    assert merge(merged) == merged
