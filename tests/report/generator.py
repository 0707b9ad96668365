"""Reports of the same kind from a seed, as text taken out of a PDF, with the truth known."""

import random
from dataclasses import dataclass, field

_STEMS = ["Fjell", "Skog", "Kyst", "Elv", "Dal", "Vidde", "Hav", "Myr", "Li", "Nes"]
_ENDS = ["samling", "gruppe", "ordning", "kampanje", "plan", "krets", "linje", "lag"]
_VERBS = ["styrket", "fulgte", "støttet", "prøvde", "samlet"]
_KINDS = ["Støy", "Brann", "Flom", "Ras", "Tyveri", "Hærverk", "Svindel", "Skade/uhell", "Utslipp"]


@dataclass
class Truth:
    """What the report says."""

    measures: dict[int, str] = field(default_factory=dict)
    tables: dict[int, dict[str, list[int]]] = field(default_factory=dict)
    years: list[int] = field(default_factory=list)
    footnotes: dict[int, str] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)


def make_report(seed: int) -> tuple[str, Truth]:
    """A report's stored text and the truth about it."""
    rng = random.Random(seed)
    truth = Truth()
    truth.years = [2017 + i for i in range(rng.randint(3, 5))]
    pages: list[str] = []
    numbers = sorted(rng.sample(range(1, 30), rng.randint(3, 5)))
    for note, number in enumerate(numbers, start=1):
        title = f"{rng.choice(_STEMS)}{rng.choice(_ENDS)} for {rng.choice(_STEMS).lower()}området"
        truth.measures[number] = title
        count = rng.randint(30, 900)
        truth.numbers.append(count)
        word = f"{rng.choice(_STEMS)}{rng.choice(_ENDS)}en"
        truth.footnotes[note] = word
        lines = [
            f"Tiltak {number}: {title} (KLD, SD)",
            f"Ansvarlig utfører: Etat {rng.choice(_STEMS)}. Kontaktperson: Kari Nes, kn{note}@etat.no",
            f"Budsjett: Kr. {rng.randint(100, 900)} 000",
            "Resultatmål 1: Arbeidet skal gi bedre oversikt over hendelser i hele området og dermed ",
            "tryggere hverdag.",
            f"Etaten {rng.choice(_VERBS)} {count} lokale grupper gjennom året, og {word}{note} ble tatt i bruk av",
            "de fleste av gruppene i løpet av høsten, slik det var ønsket fra starten av perioden.",
        ]
        if rng.random() < 0.7:
            lines += _table(rng, truth, number)
        lines += [
            "Måloppnåelse 1: Arbeidet er videreført og gruppene melder om gode erfaringer med det "
        ]
        lines += ["som er gjort så langt."]
        notes = [
            " " * 59,
            f"{note} Ordningen er omtalt i en egen rapport om {rng.choice(_STEMS).lower()}området.",
        ]
        pages.append(
            "\n\n".join(line + " " for line in lines) + "\n\n" + "\n".join(n + " " for n in notes)
        )
    return " Rapport om tiltak  \nfor området (2017-2021)  \n \n\n" + "\n ".join(
        pages
    ) + "\n", truth


def _table(rng: random.Random, truth: Truth, number: int) -> list[str]:
    kinds = rng.sample(_KINDS, rng.randint(3, 7))
    rows = {kind: [rng.randint(0, 400) for _ in truth.years] for kind in kinds}
    truth.tables[number] = rows
    lines = [
        "Tabellen viser antall hendelser meldt til etaten i perioden, fordelt på type hendelse."
    ]
    lines.append("Type " + " ".join(str(y) for y in truth.years) + " Totalt")
    lines += [f"{kind} {' '.join(map(str, values))} {sum(values)}" for kind, values in rows.items()]
    sums = [sum(column) for column in zip(*rows.values(), strict=True)]
    return [*lines, f"Totalt {' '.join(map(str, sums))} {sum(sums)}"]
