"""Copies of the report with other numbers and names: the answers follow the report."""

import re
from collections.abc import Callable

import pytest

from reportqa.engine import ReportQA

Mutate = Callable[[Callable[[str], str]], ReportQA]


def test_other_table_numbers_give_other_answers(mutated: Mutate) -> None:
    qa = mutated(
        lambda text: text.replace(
            "Ekstrem kontroll 79 47 56 116 298", "Ekstrem kontroll 81 40 58 109 288"
        )
    )
    asked = "Hvor mange saker om ekstrem kontroll hadde minoritetsrådgiverne i 2016?"
    assert [v.value for v in qa.ask(asked).values] == [109]
    change = qa.ask("Hvor mange færre saker om ekstrem kontroll hadde MR i 2014 enn i 2013?")
    assert [v.value for v in change.values] == [41]
    total = qa.ask("Hvor mange saker fikk minoritetsrådgiverne i 2016?")
    assert "109" not in total.text
    assert "delene gir 254" in total.text  # the total no longer agrees with its parts


def test_other_category_names_are_asked_for_by_them(mutated: Mutate) -> None:
    qa = mutated(lambda text: text.replace("Ekstrem kontroll", "Digital overvåking"))
    answer = qa.ask("Hvor mange saker om digital overvåking hadde integreringsrådgiverne i 2014?")
    assert [v.value for v in answer.values] == [5]


def test_other_number_words_are_read(mutated: Mutate) -> None:
    qa = mutated(lambda text: text.replace("fire ungdomsskoler", "tretten ungdomsskoler"))
    answer = qa.ask("Hvor mange ungdomsskoler hadde minoritetsrådgiver i 2016?")
    assert [v.value for v in answer.values] == [13]


def test_another_year_in_the_table_is_covered(mutated: Mutate) -> None:
    def with_2017(text: str) -> str:
        table = text.index("Kategori 2013 2014 2015 2016 Totalt")
        end = text.index("I tillegg til sakene")
        rows = re.sub(
            r"(?m)^(\D.*? )(\d+ \d+ \d+) (\d+) (\d+) *$",
            lambda m: f"{m[1]}{m[2]} {m[3]} 7 {int(m[4]) + 7}" if "Totalt" not in m[1] else m[0],
            text[table:end],
        )
        rows = rows.replace("2016 Totalt", "2016 2017 Totalt")
        return (
            text[:table]
            + rows.replace("222 157 147 261 787", "222 157 147 261 63 850")
            + text[end:]
        )

    qa = mutated(with_2017)
    answer = qa.ask("Hvor mange saker om ekstrem kontroll hadde minoritetsrådgiverne i 2017?")
    assert [v.value for v in answer.values] == [7]


def test_an_added_measure_is_known(mutated: Mutate) -> None:
    added = (
        " Tiltak 21: Veiledere i idretten (KUD)\n\nAnsvarlig utfører: Idrettsforbundet\n\n"
        "Budsjett: Kr. 415 000 på post 03.\n\n"
        "Ordningen omfatter sytten idrettslag i Nordland.\n"
    )
    qa = mutated(lambda text: text + added)
    assert [v.value for v in qa.ask("Hva er budsjettet til tiltak 21?").values] == [415000]
    clubs = qa.ask("Hvor mange idrettslag omfatter ordningen i Nordland?")
    assert [v.value for v in clubs.values] == [17]


@pytest.mark.parametrize("marker", ["2016", "0110"])
def test_footnote_markers_are_no_numbers(qa: ReportQA, marker: str) -> None:
    values = {str(f.value) for f in qa.index.entry("tiltaksrapport-2016").facts}
    assert marker + "14" not in values
    assert marker not in values or marker == "2016"
