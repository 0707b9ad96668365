"""Numbers as Norwegian and English readers write them."""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from reportqa.language.detect import Language
from reportqa.language.lexicon import lexicon

_NO_BREAK_SPACE = "\u00a0"
_MINUS = "\u2212"


def rounded(value: Decimal, decimals: int) -> Decimal:
    """`value` to `decimals` places, halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def format_number(value: Decimal, language: Language, decimals: int = 1) -> str:
    """A number for a reader: at most `decimals` places, none where they are zero.

    Thousands are parted from 10 000 up (Norwegian) or 1,000 up (English).
    """
    shown = rounded(value, decimals) if value != value.to_integral_value() else value
    whole, _, fraction = f"{abs(shown):f}".partition(".")
    fraction = fraction.rstrip("0")
    separator, least, point = (",", 4, ".") if language == "en" else (_NO_BREAK_SPACE, 5, ",")
    if len(whole) >= least:
        whole = f"{int(whole):,}".replace(",", separator)
    sign = _MINUS if shown < 0 else ""
    return sign + whole + (point + fraction if fraction else "")


def format_quantity(value: Decimal, unit: str | None, language: Language, decimals: int = 1) -> str:
    """A number with its unit: `77,6 prosent`, `880 000 kroner`, `116 saker`, `1 sak`, `10 personer`."""
    number = format_number(value, language, decimals)
    if unit == "kroner":
        return f"NOK {number}" if language == "en" else f"{number} kroner"
    if unit == "prosent":
        return f"{number} per cent" if language == "en" else f"{number} prosent"
    if unit == "prosentpoeng" and language == "en":
        return f"{number} percentage points"
    if unit:
        forms = lexicon("units")["singular"] if abs(value) == 1 else _plurals(language)
        unit = forms.get(unit, unit)
    return f"{number} {unit}" if unit else number


@cache
def _plurals(language: Language) -> dict[str, str]:
    """The plural of a counted noun that stands in the singular; in nynorsk, those in -ar alone."""
    plurals: dict[str, str] = {}
    for plural, singular in lexicon("units")["singular"].items():
        if plural.endswith("ar") == (language == "nn") and singular not in plurals:
            plurals[singular] = plural
    # A noun of one form has no other: `tiltak`, `kurs`.
    return {one: many for one, many in plurals.items() if one not in lexicon("units")["singular"]}
