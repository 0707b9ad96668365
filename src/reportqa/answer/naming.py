"""What an answer calls a measure: by the report's own word for it."""

from reportqa.language.detect import Language
from reportqa.language.messages import message
from reportqa.report.model import Measure


def measure_name(measure: Measure, language: Language) -> str:
    """`tiltak 3`, `innsatsområde 3`; `measure 3` in English."""
    if language == "en":
        return message("measure", language, number=measure.number)
    return measure.label[:1].lower() + measure.label[1:]
