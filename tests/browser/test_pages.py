from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Server

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("wide", {}),
        ("narrow", {"viewport": {"width": 320, "height": 640}}),
        ("dark", {"color_scheme": "dark"}),
        ("forced-colours", {"forced_colors": "active"}),
    ],
)
def test_front_page_and_reader_have_no_barriers(
    open_page: Any, server: Server, look: Any, name: str, options: dict[str, Any]
) -> None:
    page = open_page(f"{server.url}/?lang=nb", **options)
    page.get_by_label("Spørsmål").fill("Hvem er kontaktperson for tiltak 6?")
    page.get_by_role("button", name="Spør", exact=True).click()
    expect(page.get_by_role("heading", name="Svar")).to_be_visible()
    look(page, f"front-{name}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{server.url}/report/tiltaksrapport-2016?lang=nb")
    look(page, f"reader-{name}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_reader_works_without_scripts(open_page: Any, server: Server) -> None:
    page = open_page(f"{server.url}/report/tiltaksrapport-2016?lang=nb", java_script_enabled=False)
    page.get_by_label("Søk i rapporten").fill("Agdernettverket")
    page.get_by_role("button", name="Søk", exact=True).click()
    expect(page.get_by_role("heading", name="Treff")).to_be_visible()
    assert "Agder" not in page.url


def test_footnotes_lead_both_ways(open_page: Any, server: Server) -> None:
    page = open_page(f"{server.url}/report/tiltaksrapport-2016")
    page.locator("#ref8 a").click()
    expect(page.locator("#fn8")).to_be_in_viewport()
    page.locator("#fn8 sup a").click()
    expect(page.locator("#ref8")).to_be_in_viewport()


def test_the_contents_fold_away_where_there_is_little_room(open_page: Any, server: Server) -> None:
    address = f"{server.url}/report/tiltaksrapport-2016?lang=nb"
    narrow = open_page(address, viewport={"width": 320, "height": 640})
    title = narrow.get_by_role("heading", level=1).bounding_box()
    assert title is not None
    assert title["y"] < 400
    narrow.get_by_text("Innhold", exact=True).click()
    narrow.get_by_role("link", name="Tiltak 5").click()
    expect(narrow.locator("#m5")).to_be_in_viewport()
    wide = open_page(address)
    expect(wide.get_by_role("link", name="Tiltak 5")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1000, 1100])
def test_no_word_of_a_table_is_broken(open_page: Any, server: Server, width: int) -> None:
    size = {"width": width, "height": 800}
    page = open_page(f"{server.url}/report/tiltaksrapport-2016", viewport=size)
    heights = page.locator("thead th").evaluate_all("all => all.map(th => th.offsetHeight)")
    assert max(heights) < 40


def test_cited_words_are_marked_without_gaps(open_page: Any, server: Server, text: str) -> None:
    start = text.index("Ved utgangen av 2016 var det totalt 23")
    end = text.index("veiledningssenter.", start) + len("veiledningssenter.")
    page = open_page(f"{server.url}/report/tiltaksrapport-2016#c{start}-{end}")
    marked = "".join(page.locator("mark.cited").all_text_contents())
    assert " ".join(marked.split()) == " ".join(text[start:end].split())
    page.get_by_role("link", name="Nynorsk").click()  # another language, the same place
    expect(page.locator("mark.cited").first).to_be_in_viewport()


def test_search_charts_and_faults_have_no_barriers(
    open_page: Any, server: Server, look: Any
) -> None:
    page = open_page(f"{server.url}/report/tiltaksrapport-2016?lang=nb")
    page.get_by_label("Søk i rapporten").fill("ekstrem kontroll")
    page.get_by_role("button", name="Søk", exact=True).click()
    expect(page.get_by_role("heading", name="Treff")).to_be_focused()
    look(page, "reader-search")
    page.goto(f"{server.url}/?lang=nb")
    expect(page.get_by_role("button", name="Kopier linjen")).to_be_visible()
    look(page, "front-start")
    page.get_by_label("Spørsmål").fill(
        "Hvordan utviklet antall saker seg hos minoritetsrådgiverne?"
    )
    page.get_by_role("button", name="Spør", exact=True).click()
    expect(page.get_by_role("heading", name="Svar")).to_be_focused()
    assert page.title().startswith("Svar: Hvordan")
    expect(page.get_by_role("cell", name="261")).to_be_visible()
    look(page, "front-chart")
    page.goto(f"{server.url}/report/nothing?lang=nb")
    expect(page.get_by_text("Det finnes ingen slik side")).to_be_visible()
    look(page, "fault")
    page.goto(f"{server.url}/docs?lang=nb")
    look(page, "docs")


def test_an_example_is_asked_by_pressing_it(open_page: Any, server: Server) -> None:
    page = open_page(f"{server.url}/?lang=nb", java_script_enabled=False)
    page.get_by_role("button", name="Hvor mange").first.click()
    expect(page.get_by_role("heading", name="Svar")).to_be_visible()
