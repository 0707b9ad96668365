"""Numbers and dates as Norwegian and English readers write them.

Rounding is half up, away from zero: 12.25 is 12.3 with one decimal, and -12.25 is -12.3.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from reportqa.language.lexicon import lexicon

if TYPE_CHECKING:
    from reportqa.language.detect import Language

_NO_BREAK_SPACE = "\u00a0"
_MINUS = "\u2212"


def rounded(value: Decimal, decimals: int) -> Decimal:
    """`value` to `decimals` places, halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def format_number(value: Decimal | int, language: "Language", decimals: int | None = 1) -> str:
    """A number for a reader: at most `decimals` places, none where they are zero; None for all.

    Thousands are parted by a no-break space from 10 000 up (Norwegian) or by a comma from 1,000
    up (English). The minus sign is U+2212.
    """
    value = Decimal(value)
    whole_number = value == value.to_integral_value()
    shown = value if whole_number or decimals is None else rounded(value, decimals)
    whole, _, fraction = f"{abs(shown):f}".partition(".")
    fraction = fraction.rstrip("0")
    separator, least, point = (",", 4, ".") if language == "en" else (_NO_BREAK_SPACE, 5, ",")
    if len(whole) >= least:
        whole = f"{int(whole):,}".replace(",", separator)
    sign = _MINUS if shown < 0 else ""
    return sign + whole + (point + fraction if fraction else "")


def format_percent(value: Decimal | int, language: "Language", decimals: int | None = 1) -> str:
    """A percentage (44.4, not 0.444) with its sign: `77,6 %`, in English `77.6%`."""
    number = format_number(value, language, decimals)
    return f"{number}%" if language == "en" else f"{number}{_NO_BREAK_SPACE}%"


def format_money(value: Decimal | int, language: "Language", decimals: int | None = 2) -> str:
    """An amount of Norwegian kroner: `kr 880 000`, in English `NOK 880,000`."""
    currency = "NOK" if language == "en" else "kr"
    return f"{currency}{_NO_BREAK_SPACE}{format_number(value, language, decimals)}"


def format_quantity(
    value: Decimal | int, unit: str | None, language: "Language", decimals: int | None = 1
) -> str:
    """A number with its unit in words: `77,6 prosent`, `880 000 kroner`, `116 saker`."""
    number = format_number(value, language, decimals)
    if unit == "kroner" and language == "en":
        return f"NOK {number}"
    if language == "en":
        unit = {"prosent": "per cent", "prosentpoeng": "percentage points"}.get(unit or "", unit)
    elif language == "nn" and unit == "kroner":
        unit = "kronar"
    return f"{number} {unit}" if unit else number


def format_date(year: int | None, month: int | None, day: int | None, language: "Language") -> str:
    """A date as far as it is known: `31. desember 2016`, `april 2016`, `2016`, `31 December 2016`.

    Raises ValueError for a month outside 1 to 12, a day without a month, or nothing at all.
    """
    if month is None and day is not None:
        raise ValueError("a day needs its month")
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    names = lexicon("numbers")["months"]["english" if language == "en" else "norwegian"]
    parts = [
        "" if day is None else str(day) if language == "en" else f"{day}.",
        "" if month is None else names[month - 1],
        "" if year is None else str(year),
    ]
    if not any(parts):
        raise ValueError("a date needs a year or a month")
    return " ".join(part for part in parts if part)
