"""Texts of other forms than an action plan's."""

from reportqa.report.parse import parse_report


def test_a_text_without_measures_is_read() -> None:
    report = parse_report("r", "Et notat.\nOm saker.\n\nDet var 12 saker i 2016.\n", "nb", None)
    assert not report.measures
    assert "12 saker" in str(report.sections)
