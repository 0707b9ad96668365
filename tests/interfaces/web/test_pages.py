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


def test_a_search_that_finds_nothing_says_so(client) -> None:
    for question in ("xyzzyqwert", "???", ""):
        page = client.post("/report/tiltaksrapport-2016?lang=nb", data={"question": question}).text
        assert "Ingen treff" in page
        assert not re.search(r'<li><a href="#c\d+-\d+"', page)


def test_a_search_shows_the_sentence_with_its_words(client) -> None:
    page = client.post("/report/tiltaksrapport-2016", data={"question": "ekstrem kontroll"}).text
    found = re.findall(r'<a href="#c\d+-\d+">[^<]*</a> <q [^>]*>([^<]*)</q>', page)
    assert any(quote.startswith("Ekstrem kontroll") for quote in found[:3])


def test_a_search_waits_in_the_same_line_as_a_question(make_client) -> None:
    with make_client(concurrent=1) as client:
        client.app.state.desk._places.acquire()
        page = client.post("/report/tiltaksrapport-2016", data={"question": "Agder"})
        assert (page.status_code, page.headers["retry-after"]) == (503, "2")


BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_people_get_pages_where_something_is_wrong(client, make_client) -> None:
    missing = client.get("/report/nothing?lang=nb", headers=BROWSER)
    assert missing.status_code == 404
    assert "Forsiden viser rapportene" in missing.text
    assert client.get("/api/reports/nothing", headers=BROWSER).json()["status"] == 404
    untaken = client.post("/?lang=nn", data={"question": "???"})
    assert "kan ikkje svarast på" in untaken.text
    assert 'value="???"' in untaken.text
    with make_client(requests_per_minute=1) as client:
        for _ in range(2):
            page = client.post("/?lang=en", data={"question": "Hva?"}, headers=BROWSER)
        assert page.status_code == 429
        assert "Wait a minute" in page.text
        assert "retry-after" in page.headers


def test_an_answer_is_marked_with_the_language_of_its_words(client) -> None:
    quoted = client.post("/", data={"question": "When was the Agder network established?"}).text
    assert re.search(r'<span lang="nb">\s*Agdernettverket ble opprettet', quoted)
    said = client.post("/", data={"question": "What is the budget of measure 7?"}).text
    assert '<span lang="en">The report has no measure 7.' in said


def test_a_series_on_the_front_page_is_a_table_with_bars(client) -> None:
    question = "Hvordan utviklet antall saker seg hos minoritetsrådgiverne?"
    page = client.post("/?lang=nb", data={"question": question}).text
    assert page.count("<rect") == 4
    assert "<td>261</td>" in page


def test_the_templates_say_words_alone(client) -> None:
    for path in ("/", "/docs", "/report/tiltaksrapport-2016"):
        assert "built-in" not in client.get(f"{path}?lang=en").text


def test_examples_and_suggestions_can_be_asked_by_pressing_them(client) -> None:
    assert 'name="question" value="' in client.get("/").text
    refusal = client.post("/", data={"question": "What is the budget of measure 7?"}).text
    assert '<button name="question" value="What is the budget of measure 1?"' in refusal


def test_a_caption_that_stands_above_its_table_is_shown_once(client) -> None:
    page = client.get("/report/tiltaksrapport-2016").text
    article = page[page.index("<article") :]
    assert (
        len(re.findall(r">Tabellen viser antall saker rapportert", article)) == 2
    )  # of two tables


def test_an_unknown_report_is_not_found(client) -> None:
    assert client.get("/report/nothing").status_code == 404
