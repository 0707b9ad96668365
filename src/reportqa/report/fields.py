"""The field lines of a measure: responsible unit, contact persons, budget, ministries."""

import re
from dataclasses import dataclass
from functools import cache

from reportqa.language.lexicon import lexicon
from reportqa.report.headings import read_label
from reportqa.report.model import Contact
from reportqa.span import Text

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NAME = re.compile(
    r"[:\s]*(?P<name>[A-ZÆØÅÄÖ][\w'’.-]*(?:\s+(?:[A-ZÆØÅÄÖ][\w'’-]*\.?|van|von|de|bin|al))*)"
)
_KINDS = ("ministries", "responsible", "contact", "budget")
# A further person after the first: `Tor Li (drift) og Kari Nes`, `tor@li.no, og Kari Nes`.
_FURTHER = re.compile(
    r"\s*(?:\([^()]*\))?\s*(?:[,;/]\s*(?:og|and)?|og|and)\s+(?P<name>[A-ZÆØÅ][\w'’.-]+(?:\s+[A-ZÆØÅ][\w'’-]+)+)"
)
_MINISTRIES = re.compile(r"\((?P<names>[^()]+)\)\s*$")


@dataclass(frozen=True, slots=True)
class FieldLabel:
    """What a field line begins with: its kind, its length, and whether it is a heading alone."""

    kind: str
    length: int
    is_heading: bool


def field_label(line: str) -> FieldLabel | None:
    """The label of a field that a line begins with, or is: then it is the field's heading."""
    label = read_label(line)
    if label is not None:
        return FieldLabel(label.kind, label.length, False) if label.kind in _KINDS else None
    labels: dict[str, list[str]] = lexicon("structure")["labels"]
    word = line.strip().casefold()
    kind = next((k for k in _KINDS if word in labels[k]), None)
    return FieldLabel(kind, len(line), True) if kind else None


@cache
def _contact_word() -> re.Pattern[str]:
    words = sorted(lexicon("structure")["labels"]["contact"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w in words) + r")\b", re.IGNORECASE)


def is_contact_line(text: str) -> bool:
    """True for a line that names a contact person or holds an e-mail address."""
    return bool(_contact_word().search(text) or _EMAIL.search(text))


def read_contacts(text: Text, unit: str | None) -> list[Contact]:
    """The contact persons a field line names; `unit` serves where the line names none itself."""
    found = list(_contact_word().finditer(text.text))
    contacts = []
    for i, match in enumerate(found):
        end = found[i + 1].start() if i + 1 < len(found) else len(text.text)
        name = _NAME.match(text.text, match.end(), end)
        if not name:
            continue
        email = _EMAIL.search(text.text, name.end(), end)
        before = text.text[: match.start()].strip(" ,.:;-–") if i == 0 else ""
        stop = email.end() if email else name.end()
        contacts.append(
            Contact(
                unit=before or unit,
                name=name.group("name").rstrip(". "),
                email=email.group().rstrip(".") if email else None,
                text=text.slice(0 if before else match.start(), stop),
            )
        )
        while further := _FURTHER.match(text.text, stop, end):
            email = _EMAIL.search(text.text, further.end(), end)
            stop = email.end() if email else further.end()
            contacts.append(
                Contact(
                    unit=before or unit,
                    name=further.group("name"),
                    email=email.group().rstrip(".") if email else None,
                    text=text.slice(further.start("name"), stop),
                )
            )
    return contacts


def responsible_part(text: Text, after: int) -> Text | None:
    """The unit that a `responsible` field names: up to the contact person or the sentence's end."""
    contact = _contact_word().search(text.text, after)
    end = contact.start() if contact else len(text.text)
    while end > after and text.text[end - 1] in " ,.;:-–":
        end -= 1
    part = text.slice(after, end)
    return part if part.text else None


# What stands between the names of ministries; `Helse- og omsorgsdepartementet` is one.
_BETWEEN = re.compile(
    r",\s+(?:og\s+)?|\s*[/;]\s*|\s+(?:og|and|i samråd med|sammen med|saman med)\s+(?=[A-ZÆØÅ])"
)


def listed_ministries(field: Text, after: int) -> tuple[Text, ...]:
    """The ministries that a field line names after its label."""
    names, start = [], after
    for match in [*_BETWEEN.finditer(field.text, after), None]:
        end = match.start() if match else len(field.text.rstrip(" ."))
        if field.text[start:end].strip():
            names.append(field.slice(start, end))
        start = match.end() if match else end
    return tuple(names)


def read_ministries(heading: Text) -> tuple[tuple[Text, ...], int]:
    """The names in the brackets that close a measure's heading, and where the brackets begin."""
    match = _MINISTRIES.search(heading.text)
    if not match:
        return (), len(heading.text)
    names = []
    for part in re.finditer(r"[^,/;]+?(?=\s*(?:[,/;]|\bog\b|\band\b|$))", match.group("names")):
        start = match.start("names") + part.start()
        name = re.sub(r"^(?:og|and)\s+", "", part.group().strip())
        if name:
            at = heading.text.index(name, start)
            names.append(heading.slice(at, at + len(name)))
    return tuple(names), match.start()
