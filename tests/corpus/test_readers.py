"""Files that are hard to read: each is refused with one clear line, and nothing is half added."""

import shutil
import zipfile
from pathlib import Path

import pytest

from reportqa.corpus import pdf
from reportqa.corpus.manifest import add_reports, list_reports, read_document, remove_report
from reportqa.corpus.readers import read_file
from reportqa.errors import CorpusError
from tests.report.documents import as_html, as_markdown, make, write_docx
from tests.report.pdf_writer import write_pdf


def _drawn(path: Path, draw, password: str | None = None, pages: int = 1) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), encrypt=password)
    for _ in range(pages):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def _say(canvas, words: str = "Tiltak 1: Reine hamner") -> None:
    canvas.drawString(72, 700, words)


def _picture(canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "grey")), 72, 300, 400, 400)


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 60_000_000)


def _cut(path: Path) -> None:
    write_pdf(make(1), path, 1)
    path.write_bytes(path.read_bytes()[:900])


HARD = {
    "locked.pdf": (lambda p: _drawn(p, _say, password="secret"), "is encrypted"),
    "cut.pdf": (_cut, "is damaged"),
    "empty.pdf": (lambda p: p.write_bytes(b""), "is empty"),
    "blank.pdf": (lambda p: _drawn(p, lambda _: None), "no text"),
    "scan.pdf": (lambda p: _drawn(p, _picture), "scanned PDF without text"),
    "bomb.docx": (_bomb, "unpacks to 60,000,000 bytes"),
    "old.docx": (lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600), "encrypted or an old"),
    "noise.docx": (lambda p: p.write_bytes(b"tekst"), "damaged or no Word file"),
    "archive.docx": (lambda p: zipfile.ZipFile(p, "w").close(), "damaged or no Word file"),
    "renamed.txt": (lambda p: _drawn(p, _say), "is in fact a .pdf file"),
    "renamed.pdf": (lambda p: write_docx(make(1), p), "is in fact a .docx file"),
    "latin.html": (lambda p: p.write_bytes("blåbær".encode("latin-1")), "not UTF-8"),
    "nothing.html": (lambda p: p.write_text("<html><script>1</script></html>"), "is empty"),
    "nothing.md": (lambda p: p.write_text("\n\n"), "is empty"),
}


@pytest.mark.parametrize("name", HARD)
def test_what_cannot_be_read_is_said_in_one_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    corpus, good, bad = tmp_path / "corpus", tmp_path / "good.txt", tmp_path / name
    good.write_text("Tiltak 1: Reine hamner\n", "utf-8")
    write, why = HARD[name]
    write(bad)
    with pytest.raises(CorpusError, match=why) as told:
        add_reports(corpus, [good, bad])
    assert name in str(told.value)
    assert "\n" not in str(told.value)
    assert not corpus.exists()


def test_a_scanned_pdf_is_recognised_where_the_tool_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = _drawn(tmp_path / "scan.pdf", _picture)
    tool = tmp_path / "ocrmypdf"
    recognised = _drawn(tmp_path / "done.pdf", _say)
    tool.write_text(f'#!/bin/sh\ncp "{recognised}" "$3"\n')
    tool.chmod(0o755)
    monkeypatch.setattr(pdf.shutil, "which", lambda _: str(tool))
    assert read_file(scan).text.startswith("Tiltak 1: Reine hamner")


def test_a_long_pdf_is_read_and_its_pages_are_counted(tmp_path: Path) -> None:
    long = _drawn(tmp_path / "long.pdf", _say, pages=500)
    seen: list[tuple[int, int]] = []
    text = read_file(long, lambda *step: seen.append(step)).text
    assert seen[-1] == (500, 500)
    assert text.count("\f") == 499


@pytest.mark.parametrize("kind", ["pdf", "docx", "md", "html"])
def test_the_stored_text_is_kept_beside_the_original(kind: str, tmp_path: Path) -> None:
    corpus, file = tmp_path / "corpus", tmp_path / f"Årsrapport 2020.{kind}"
    write = {
        "pdf": lambda: write_pdf(make(1), file, 1),
        "docx": lambda: write_docx(make(1), file),
        "md": lambda: file.write_text(as_markdown(make(1)), "utf-8"),
        "html": lambda: file.write_text(as_html(make(1)), "utf-8"),
    }
    write[kind]()
    (added,) = add_reports(corpus, [file])
    assert [report.id for report in list_reports(corpus)] == ["Årsrapport 2020"]
    assert added.path.read_bytes() == file.read_bytes()
    stored = corpus / f"Årsrapport 2020.{kind}.txt"
    assert read_document(added).text == stored.read_text("utf-8")
    remove_report(corpus, added.id)
    assert [path.name for path in corpus.iterdir()] == ["manifest.toml"]
    assert "Årsrapport" not in (corpus / "manifest.toml").read_text("utf-8")


def test_a_file_that_is_dropped_into_the_folder_is_read_anew_when_it_changes(
    tmp_path: Path,
) -> None:
    file = tmp_path / "r.html"
    texts = []
    for words in ("Første", "Andre"):
        file.write_text(f"<p>{words} utgave</p>", "utf-8")
        texts.append(read_document(list_reports(tmp_path)[0]).text.strip())
    (tmp_path / "r.html.txt").write_text("rettet for hånd", "utf-8")
    texts.append(read_document(list_reports(tmp_path)[0]).text.strip())
    assert texts == ["Første utgave", "Andre utgave", "Andre utgave"]


def test_what_was_read_once_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "r.html").write_text("<p>Utgave</p>", "utf-8")
    first = read_document(list_reports(tmp_path)[0])
    monkeypatch.setattr("reportqa.corpus.manifest.read_file", None)
    assert read_document(list_reports(tmp_path)[0]) == first


def test_a_stored_text_without_its_original_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "r.pdf.txt").write_text("Tiltak 1: A", "utf-8")
    with pytest.raises(CorpusError, match="holds no report"):
        list_reports(tmp_path)


def test_two_files_of_one_name_are_not_added(tmp_path: Path) -> None:
    for name in ("r.txt", "r.html"):
        (tmp_path / name).write_text("Tiltak 1: A", "utf-8")
    with pytest.raises(CorpusError, match="have one name"):
        add_reports(tmp_path / "corpus", [tmp_path / "r.txt", tmp_path / "r.html"])


def test_removing_leaves_the_other_entries_as_they_are(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Tiltak 1: A", "utf-8")
    manifest = tmp_path / "manifest.toml"
    manifest.write_text('# mine\n[reports.a]\ntitle = "A"\n\n[reports."b"]\ntitle = "B"\n', "utf-8")
    remove_report(tmp_path, "b")
    assert manifest.read_text("utf-8") == '# mine\n[reports.a]\ntitle = "A"\n'
    with pytest.raises(CorpusError, match="no report b"):
        remove_report(tmp_path, "b")


def test_a_short_line_and_a_small_note_in_a_pdf_stand_by_themselves(tmp_path: Path) -> None:
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

    plain, small = getSampleStyleSheet()["Normal"], ParagraphStyle("note", fontSize=7)
    long = "Bussen ble gratis 1. mars 2021. Formålet er å gi ungdom bedre tilgang til tilbudene i byen."
    story: list[Flowable] = [
        Paragraph("Kontaktperson: Jon Lie", plain),
        Paragraph(
            f"{long} Det gjelder fire ruter<super>1</super>, og antallet reiser økte.", plain
        ),
        Spacer(1, 20),
        Paragraph("<super>1</super> To av dem er nye.", small),
    ]
    SimpleDocTemplate(str(tmp_path / "r.pdf")).build(story)
    document = read_file(tmp_path / "r.pdf")
    assert document.text.startswith("Kontaktperson: Jon Lie\n\nBussen ble gratis")
    assert document.layout is not None
    (note,) = document.layout.notes
    assert document.text[note.text.start : note.text.end] == "To av dem er nye."


def _lines_pdf(path: Path, lines: list[tuple[str, str, float]]) -> str:
    """The stored text of a PDF with lines of a font, each so far below the one before."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    y = 800.0
    for font, words, gap in lines:
        y -= gap
        canvas.setFont(font, 11 if font == "Helvetica" else 14)
        canvas.drawString(72, y, words)
    canvas.save()
    return read_file(path).text


def test_paragraphs_a_little_apart_in_a_pdf_are_paragraphs(tmp_path: Path) -> None:
    body = (
        "Helvetica",
        "som ble reist ved fjorden og holdt oppe av frivillige fra hele bygda,",
        16,
    )
    lines = [
        (
            "Helvetica",
            "Budsjett: 4,5 mill. kroner, hvorav 2 mill. kroner fra fylket og resten egne.",
            16,
        ),
        (
            "Helvetica",
            "Et sjøbad er et lite hus ved fjorden der folk kan bade hele året gjennom,",
            19,
        ),
        *[body] * 6,
        ("Helvetica", "og av byen selv.", 16),
        ("Helvetica", "Etat Nord, kontakt Tor Li, tor@li.no", 19),
        ("Helvetica", "Etat Sør, kontakt Kari Nes, kari@nes.no", 19),
    ]
    paragraphs = _lines_pdf(tmp_path / "r.pdf", lines).strip().split("\n\n")
    assert paragraphs[0].endswith("resten egne.")
    assert paragraphs[1].startswith("Et sjøbad")
    assert paragraphs[1].count("\n") == 7
    assert [p.split(",")[0] for p in paragraphs[2:]] == ["Etat Nord", "Etat Sør"]


def test_a_label_in_a_pdf_parts_its_line_from_the_next_paragraph(tmp_path: Path) -> None:
    body = (
        "Helvetica",
        "som vart reist ved fjorden og halden oppe av frivillige frå heile bygda",
        15,
    )
    lines = [
        ("Helvetica", "Samarbeid: Fjordlaget, Badelaget i nord og Etat Nord", 15),
        ("Helvetica", "Badet er eit lite hus ved fjorden der folk kan bade heile året gjennom", 15),
        *[body] * 5,
    ]
    paragraphs = _lines_pdf(tmp_path / "r.pdf", lines).strip().split("\n\n")
    assert paragraphs[0] == "Samarbeid: Fjordlaget, Badelaget i nord og Etat Nord"
    assert len(paragraphs) == 2


def test_a_headings_second_line_may_end_in_a_year(tmp_path: Path) -> None:
    lines = [
        ("Helvetica-Bold", "Mål 1: Det skal finnes sjøbad i minst ti byer innen utgangen", 30),
        ("Helvetica-Bold", "av 2025.", 17),
        *[("Helvetica", "Det ble bygd sjøbad i tre byer, og to av dem har åpent hele året", 16)]
        * 8,
    ]
    text = _lines_pdf(tmp_path / "r.pdf", lines)
    assert text.startswith("Mål 1: Det skal finnes sjøbad i minst ti byer innen utgangen\nav 2025.")


def test_short_forms_in_a_pdf_stand_each_on_a_line(tmp_path: Path) -> None:
    forms = ["SBD – Sjøbaddirektoratet", "FIN – Finansdepartementet", "BFD – Barnedepartementet"]
    text = _lines_pdf(tmp_path / "r.pdf", [("Helvetica", form, 14) for form in forms])
    assert text.strip().split("\n\n") == forms


def test_labels_on_lines_of_one_paragraph_are_read_apart(tmp_path: Path) -> None:
    from docx import Document as Word

    word = Word()
    word.add_paragraph("Ansvarlig: Etat Nord\nØkonomisk ramme: 4 mill. kroner\nog noe til")
    word.save(str(tmp_path / "r.docx"))
    (tmp_path / "r.md").write_text(
        "**Ansvarlig:** Etat Nord\n**Økonomisk ramme:** 4 mill. kroner\nog noe til\n", "utf-8"
    )
    (tmp_path / "r.html").write_text(
        "<p><b>Ansvarlig:</b> Etat Nord<br><b>Økonomisk ramme:</b> 4 mill. kroner\nog noe til</p>",
        "utf-8",
    )
    for kind in ("docx", "md", "html"):
        text = read_file(tmp_path / f"r.{kind}").text
        assert text.split("\n\n")[:2] == [
            "Ansvarlig: Etat Nord",
            "Økonomisk ramme: 4 mill. kroner og noe til",
        ], kind


def test_definitions_and_nested_lists_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "r.html").write_text(
        "<dl><dt>Ramme</dt><dd>4 mill.</dd></dl><ul><li>båter<ul><li>store</li></ul></li></ul>",
        "utf-8",
    )
    paragraphs = read_file(tmp_path / "r.html").text.strip().split("\n\n")
    assert paragraphs == ["Ramme: 4 mill.", "• båter", "• store"]


def test_running_heads_of_two_pages_are_left_out(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "r.pdf"))
    for page, gap in ((1, 300), (2, 80)):  # one page draws the two pieces as one line
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 815, "Sjøbadtilsynet")
        canvas.drawString(60 + gap, 815, "Rapport 2022")
        canvas.setFont("Helvetica", 11)
        for row in range(20):
            canvas.drawString(
                60, 780 - 15 * row, f"Linje {page * 100 + row} handler om sjøbadene i nord."
            )
        canvas.showPage()
    canvas.save()
    assert "tilsynet" not in read_file(tmp_path / "r.pdf").text
