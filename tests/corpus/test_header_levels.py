"""Tables with two rows of column labels: an upper label is over each column that it goes over."""

from pathlib import Path

from reportqa.corpus.pdf_table import Segment, find_table
from reportqa.corpus.readers import read_file
from reportqa.report.model import Table
from reportqa.report.parse import parse_report

_COLUMNS = ["Kontroller 2022", "Kontroller 2023", "Andel med pålegg 2022", "Andel med pålegg 2023"]
_PAGE = """<h1>Gode bad 2023</h1><h2>Tiltak 1: Badeplasser (HOD)</h2><p>Det ble gjort kontroller.</p>
<table><tr><th rowspan="2">Landsdel</th><th colspan="2">Kontroller</th>
<th colspan="2">Andel med pålegg</th></tr>
<tr><th>2022</th><th>2023</th><th>2022</th><th>2023</th></tr>
<tr><td>Nord</td><td>40</td><td>52</td><td>10 %</td><td>12 %</td></tr>
<tr><td>Vest</td><td>90</td><td>85</td><td>20 %</td><td>18 %</td></tr></table>"""


def test_labels_over_several_columns_of_a_web_page(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text(_PAGE, "utf-8")
    document = read_file(page)
    report = parse_report("bad", document.text, layout=document.layout)
    (table,) = (b for _, _, s in report.parts() for b in s.blocks if isinstance(b, Table))
    assert [column.text for column in table.columns] == _COLUMNS
    assert [cell.value for cell in table.rows[0].cells] == [40, 52, 10, 12]


def test_labels_over_several_columns_of_a_page_that_is_set() -> None:
    def row(top: float, *texts: tuple[str, float]) -> list[Segment]:
        return [Segment(text, x, x + 4.5 * len(text), top, 10, bold=False) for text, x in texts]

    years = [("2022", 180.0), ("2023", 250.0), ("2022", 320.0), ("2023", 390.0)]
    rows = [
        row(0, ("Landsdel", 50), ("Kontroller", 200), ("Andel med pålegg", 320)),
        row(14, *years),
        row(28, ("Nord", 50), ("40", 185), ("52", 255), ("10 %", 320), ("12 %", 390)),
        row(42, ("Vest", 50), ("90", 185), ("85", 255), ("20 %", 320), ("18 %", 390)),
    ]
    found = find_table(rows, 0)
    assert found is not None
    assert found[1][0] == ["Landsdel", *_COLUMNS]
