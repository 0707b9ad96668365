import re

import pytest


def test_the_front_page_answers_without_scripts(client) -> None:
    page = client.post("/?lang=nn", data={"question": "Kva er budsjettet for tiltak 6?"}).text
    assert "340 000" in page
    assert '<html lang="nn">' in page
    assert "/report/tiltaksrapport-2016?lang=nn#c" in page


@pytest.mark.parametrize(
    ("sent", "shown"), [("nn-NO,nn;q=0.9", "nn"), ("en-GB", "en"), ("fr", "nb"), ("no", "nb")]
)
def test_pages_speak_the_browsers_language(client, sent: str, shown: str) -> None:
    page = client.get("/", headers={"Accept-Language": sent}).text
    assert f'<html lang="{shown}">' in page


def test_the_reader_shows_every_sentence_at_its_place(client, text: str) -> None:
    page = client.get("/report/tiltaksrapport-2016").text
    pieces = re.findall(r'<span data-start="(\d+)">([^<]*)</span>', page)
    assert len(pieces) > 700
    for start, shown in pieces:
        plain = shown.replace("&amp;", "&").replace("&#34;", '"').replace("&#39;", "'")
        plain = plain.replace("&lt;", "<").replace("&gt;", ">")
        assert text[int(start) : int(start) + len(plain)] == plain


def test_measures_sections_pages_and_footnotes_have_addresses(client) -> None:
    page = client.get("/report/tiltaksrapport-2016").text
    ids = set(re.findall(r'id="([^"]+)"', page))
    for target in re.findall(r'href="#([^"]+)"', page):
        assert target in ids
    assert {"m1", "m16", "p17", "fn8", "ref8"} <= ids


def test_search_finds_places_in_the_report(client) -> None:
    page = client.post("/report/tiltaksrapport-2016", data={"question": "Agdernettverket"}).text
    assert re.search(r'href="#c\d+-\d+"', page)


def test_an_unknown_report_is_not_found(client) -> None:
    assert client.get("/report/nothing").status_code == 404
