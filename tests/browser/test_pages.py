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
    page.locator("#fn8 > a").click()
    expect(page.locator("#ref8")).to_be_in_viewport()
