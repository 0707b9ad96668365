"""Years and parts of years, in the labels of tables and in questions."""

import pytest

from reportqa.language.periods import Period, find_periods, read_period

_H1, _H2 = (Period(2023, 2, n) for n in (1, 2))


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("2023", Period(2023)),
        ("1. halvår 2023", _H1),
        ("2023 H2", _H2),
        ("Første halvår 2023", _H1),
        ("Q3", Period(None, 4, 3)),
        ("4. kvartal", Period(None, 4, 4)),
        ("2. tertial 2021", Period(2021, 3, 2)),
        ("4. tertial", None),
        ("Mål 2023", None),
        ("Sum", None),
    ],
)
def test_a_label_is_a_period_or_not(label: str, period: Period | None) -> None:
    assert read_period(label) == period


@pytest.mark.parametrize(
    ("question", "periods"),
    [
        ("Hvor mange i andre halvår 2023?", [_H2]),
        ("How many in the first half of 2023?", [_H1]),
        ("Kor mange i 1. og 2. halvår i 2023?", [_H1, _H2]),
        ("Flere i 2. halvår 2023 enn i 1. halvår?", [_H2, _H1]),
        ("I 2023, hvor mange i første halvår?", [_H1]),
        ("Hvor mange i første halvår i 2023 og 2024?", [_H1, Period(2024, 2, 1)]),
        ("from the first to the third quarter", [Period(None, 4, n) for n in (1, 2, 3)]),
        ("fra 2021 til 2023", [Period(2021), Period(2023)]),
        ("Hvor mange av de andre?", []),
    ],
)
def test_a_question_names_periods_in_order(question: str, periods: list[Period]) -> None:
    assert list(find_periods(question)) == periods


def test_a_period_holds_what_lies_within_it() -> None:
    assert Period(2023).holds(_H1)
    assert _H1.holds(Period(2023, 4, 2))
    assert not _H1.holds(Period(2023, 4, 3))
    assert not _H1.holds(Period(2023))
    assert not Period(2022).holds(_H1)
    assert Period(None, 2, 1).holds(_H1)
    assert not Period(2023).holds(Period(None, 4, 1))
