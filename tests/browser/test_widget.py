import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Host, Server

pytestmark = pytest.mark.browser

AMBIGUOUS = "Hvor mange saker om ekstrem kontroll var det i 2016?"


def opened(page: Page) -> Page:
    page.get_by_role("button", name="Spør rapporten").click()
    return page


def ask(page: Page, question: str) -> None:
    page.get_by_label("Spørsmålet ditt").fill(question)
    page.get_by_label("Spørsmålet ditt").press("Enter")


def test_a_question_is_answered_and_its_source_opens_at_the_words(
    widget_page: Callable[..., Page], look: Any
) -> None:
    page = opened(widget_page())
    expect(page.locator(".suggestions button")).not_to_have_count(0)
    look(page, "widget-open")
    ask(page, "Når ble Agdernettverket opprettet?")
    expect(page.locator(".said")).to_contain_text("august 2012")
    expect(page.get_by_role("status")).to_have_text("Svaret er klart, 1 kilde.")
    page.get_by_role("button", name="Kilde 1", exact=True).click()
    expect(page.get_by_role("group", name="Kilde 1")).to_contain_text(
        "Agdernettverket ble opprettet"
    )
    look(page, "widget-source")
    with page.context.expect_page() as reader:
        page.get_by_role("group", name="Kilde 1").get_by_role("link").click()
    cited = reader.value.locator("mark.cited")
    expect(cited.first).to_contain_text("Agdernettverket ble opprettet")
    expect(cited.first).to_be_in_viewport()
    look(reader.value, "reader-cited")


def test_follow_up_ambiguity_and_refusal(widget_page: Callable[..., Page], look: Any) -> None:
    page = opened(widget_page())
    ask(page, AMBIGUOUS)
    expect(page.locator(".said").last).to_contain_text("116")
    expect(page.locator(".said").last).to_contain_text("2 saker")
    look(page, "widget-ambiguous")
    page.locator(".suggestions button").first.click()
    expect(page.locator(".said")).to_have_count(2)
    expect(page.locator(".said").last).to_contain_text("116")
    ask(page, "Og i 2015?")
    expect(page.locator(".said")).to_have_count(3)
    expect(page.locator(".said").last).to_contain_text("56")
    ask(page, "Hva er budsjettet for tiltak 7?")
    expect(page.locator(".said").last).to_contain_text("ikke tiltak 7")
    look(page, "widget-refusal")
    page.get_by_role("button", name="Ny samtale").click()
    expect(page.locator(".said")).to_have_count(0)


def test_a_series_is_drawn_and_given_as_a_table(
    widget_page: Callable[..., Page], look: Any
) -> None:
    page = opened(widget_page())
    ask(page, "Hvordan utviklet antall saker seg hos minoritetsrådgiverne?")
    expect(page.locator("figure svg rect")).to_have_count(4)
    page.get_by_text("Tallene i figuren").click()
    expect(page.get_by_role("cell", name="261")).to_be_visible()
    look(page, "widget-chart")


def test_the_server_gone_and_back(
    browser: Any, home: Any, host: Host, look: Any, widget_page: Callable[..., Page]
) -> None:
    own = Server(home, host.origin)
    own.start()
    page = opened(
        widget_page(
            f'data-language="nb" data-server="{own.url}"',
            policy=f"script-src http://127.0.0.1:*; connect-src {own.url}",
        )
    )
    own.stop()
    page.context.set_offline(True)
    ask(page, AMBIGUOUS)
    expect(page.get_by_role("alert")).to_contain_text("Får ikke kontakt")
    look(page, "widget-unreachable")
    page.context.set_offline(False)
    own.start()
    try:
        page.get_by_role("button", name="Prøv igjen").click()
        expect(page.locator(".said")).to_contain_text("116")
        expect(page.get_by_role("alert")).to_have_count(0)
    finally:
        page.context.close()
        own.stop()


def test_the_keyboard_alone_is_enough(widget_page: Callable[..., Page]) -> None:
    page = widget_page()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Spørsmålet ditt")).to_be_focused()
    page.keyboard.type("Hva er budsjettet for tiltak 6?")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("340 000")
    mark = page.get_by_role("button", name="Kilde 1", exact=True)
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Kilde 1")).to_be_focused()
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Spør rapporten")).to_be_focused()


@pytest.mark.parametrize(
    ("language", "launcher", "question", "said"),
    [
        (
            "nb",
            "Spør rapporten",
            "Hva er budsjettet for tiltak 7?",
            "Rapporten har ikke tiltak 7",
        ),
        (
            "nn",
            "Spør rapporten",
            "Kva er budsjettet for tiltak 7?",
            "Rapporten har ikkje tiltak 7",
        ),
        ("en", "Ask the report", "What is the budget of measure 7?", "The report has no measure 7"),
    ],
)
def test_three_languages(
    widget_page: Callable[..., Page], language: str, launcher: str, question: str, said: str
) -> None:
    page = widget_page(f'data-language="{language}"')
    page.get_by_role("button", name=launcher).click()
    page.locator("textarea").fill(question)
    page.locator("textarea").press("Enter")
    expect(page.locator(".said")).to_contain_text(said)
    expect(page.locator(".said .line > span").first).to_have_attribute("lang", language)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("narrow", {"viewport": {"width": 320, "height": 640}}),
        ("zoomed", {"viewport": {"width": 320, "height": 256}}),
        ("keyboard-up", {"viewport": {"width": 360, "height": 330}}),
        ("dark", {"color_scheme": "dark"}),
        ("forced-colours", {"forced_colors": "active"}),
        ("reduced-motion", {"reduced_motion": "reduce"}),
    ],
)
def test_small_dark_and_high_contrast_pages(
    widget_page: Callable[..., Page], look: Any, name: str, options: dict[str, Any]
) -> None:
    follows = "<style>html { color-scheme: light dark; background: Canvas }</style>"
    page = opened(widget_page(body=follows, **options))
    ask(page, AMBIGUOUS)
    expect(page.locator(".said")).to_contain_text("116")
    panel = page.locator(".panel").bounding_box()
    assert panel is not None
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= options.get("viewport", {"width": 1000})["width"]
    for label in ("Ny samtale", "Lukk", "Spør"):  # nothing is cut off
        button = page.locator(".panel").get_by_role("button", name=label, exact=True).bounding_box()
        assert button is not None
        assert button["x"] + button["width"] <= panel["x"] + panel["width"]
        assert panel["y"] <= button["y"]
        assert button["y"] + button["height"] <= panel["y"] + panel["height"]
    expect(page.locator(".said .line").first).to_be_in_viewport()
    look(page, f"widget-{name}")


def test_text_at_twice_the_size(widget_page: Callable[..., Page], look: Any) -> None:
    body = "<style>html { font-size: 200% }</style>"
    page = opened(widget_page(body=body, viewport={"width": 640, "height": 480}))
    ask(page, AMBIGUOUS)
    expect(page.locator(".said")).to_contain_text("116")
    inner = page.locator(".log").evaluate("log => log.scrollWidth <= log.clientWidth + 1")
    assert inner
    look(page, "widget-large-text")
    fresh = page.get_by_role("button", name="Ny samtale")
    fresh.scroll_into_view_if_needed()  # reached by scrolling the panel
    expect(fresh).to_be_in_viewport(ratio=1)


HOSTILE = {
    "important": (
        "body, body * { color: red !important; font-size: 40px !important; display: inline !important;"
        " position: static !important; width: 20px !important }"
        " button, textarea { visibility: hidden !important; position: fixed !important }"
    ),
    "small-rem": "html { font-size: 62.5% }",
    "inherited": (
        "reportqa-chat { position: relative; pointer-events: none; text-transform: uppercase;"
        " letter-spacing: 10px; opacity: .2; transform: rotate(5deg) } html { direction: rtl }"
    ),
    "properties": "* { --ink: red; --paper: lime; --line: red; --accent: red; --radius: 30px }",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_style_leaves_the_widget_as_it_is(
    widget_page: Callable[..., Page], look: Any, name: str
) -> None:
    page = opened(widget_page(body=f"<style>{HOSTILE[name]}</style>"))
    ask(page, AMBIGUOUS)
    expect(page.locator(".said")).to_contain_text("116")
    look(page, f"widget-hostile-{name}")
    said = page.locator(".said .line").first.evaluate(
        "p => (({fontSize, direction, textTransform, letterSpacing, color}) =>"
        " [fontSize, direction, textTransform, letterSpacing, color])(getComputedStyle(p))"
    )
    assert said == ["16px", "ltr", "none", "normal", "rgb(27, 31, 36)"]
    panel = page.locator(".panel").bounding_box()
    assert panel is not None
    assert (panel["x"] + panel["width"], round(panel["width"])) == (984, 432)


@pytest.mark.parametrize(
    ("attributes", "style", "is_dark"),
    [
        ("", "", False),
        ("", "html { color-scheme: light }", False),
        ("", "html { color-scheme: light dark; background: Canvas }", True),
        ("data-theme='auto'", "", True),
        ("data-theme='light'", "html { color-scheme: dark; background: Canvas }", False),
    ],
)
def test_the_theme_is_the_pages_unless_it_is_set(
    widget_page: Callable[..., Page], attributes: str, style: str, is_dark: bool
) -> None:
    page = opened(
        widget_page(
            f"data-language='nb' {attributes}",
            body=f"<style>{style}</style>",
            color_scheme="dark",
        )
    )
    paper = page.locator(".panel").evaluate("p => getComputedStyle(p).backgroundColor")
    assert paper == ("rgb(23, 27, 32)" if is_dark else "rgb(255, 255, 255)")


def test_quotations_are_marked_with_their_language(widget_page: Callable[..., Page]) -> None:
    page = widget_page('data-language="en"')
    page.get_by_role("button", name="Ask the report").click()
    page.locator("textarea").fill("When was the Agder network established?")
    page.locator("textarea").press("Enter")
    sentence = page.locator(".said .line > span").first
    expect(sentence).to_contain_text("Agdernettverket ble opprettet")
    expect(sentence).to_have_attribute("lang", "nb")
    expect(page.get_by_role("group", name="Source 1")).to_have_count(0)
    page.get_by_role("button", name="Source 1").click()
    assert "?lang=en#c" in str(page.get_by_role("link").first.get_attribute("href"))


def test_a_question_asked_while_one_is_answered_waits_for_it(
    widget_page: Callable[..., Page],
) -> None:
    page = opened(widget_page())
    page.locator("reportqa-chat").evaluate(
        "w => { w.ask('Hva er budsjettet for tiltak 6?'); w.ask('Hva er budsjettet for tiltak 7?') }"
    )
    expect(page.locator(".said")).to_have_count(2)
    expect(page.locator(".said").first).to_contain_text("340 000")
    expect(page.get_by_role("status")).to_have_text("Rapporten svarer ikke på dette.")


def test_a_conversation_begins_with_questions_to_press(widget_page: Callable[..., Page]) -> None:
    page = opened(widget_page())
    page.locator(".suggestions button").first.click()
    expect(page.locator(".said")).to_have_count(1)
    expect(page.get_by_role("heading", name="For eksempel")).to_have_count(0)


def test_a_page_with_the_line_twice_has_one_launcher(
    widget_page: Callable[..., Page], server: Server
) -> None:
    page = widget_page(body=f"<script src='{server.url}/widget.js' data-language='nb'></script>")
    expect(page.get_by_role("button", name="Spør rapporten")).to_have_count(1)


def test_a_busy_server_is_asked_again(widget_page: Callable[..., Page], server: Server) -> None:
    page = opened(widget_page())
    tries: list[int] = []

    def busy_once(route: Any) -> None:
        tries.append(1)
        if len(tries) > 1 or route.request.method != "POST":
            return route.continue_()
        allowed = {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Expose-Headers": "Retry-After",
        }
        return route.fulfill(status=503, headers={"Retry-After": "1", **allowed})

    page.route("**/api/ask/stream", busy_once)
    ask(page, "Hva er budsjettet for tiltak 6?")
    expect(page.locator(".said")).to_contain_text("340 000")
    assert len(tries) == 2


def test_two_widgets_on_a_page_keep_to_themselves(widget_page: Callable[..., Page]) -> None:
    body = "<reportqa-chat inline id='a'></reportqa-chat><reportqa-chat inline id='b' language='en'></reportqa-chat>"
    page = widget_page('data-launcher="none"', body=body)
    first, second = page.locator("#a"), page.locator("#b")
    first.locator("textarea").fill(AMBIGUOUS)
    first.locator("textarea").press("Enter")
    expect(first.locator(".said")).to_contain_text("116")
    expect(second.locator(".said")).to_have_count(0)
    expect(second.get_by_role("heading", name="Ask the report")).to_be_visible()


def test_screen_readers_hear_each_message_once(widget_page: Callable[..., Page]) -> None:
    page = opened(widget_page())
    log = page.get_by_role("log")
    assert log.get_attribute("aria-live") == "off"
    ask(page, AMBIGUOUS)
    live = page.locator("[aria-live=polite].hidden")
    expect(live).to_contain_text("116")
    expect(live).to_be_empty(timeout=3000)
    assert log.get_attribute("aria-busy") is None


def test_feedback_is_an_event_of_the_page_and_nothing_is_stored(
    widget_page: Callable[..., Page],
) -> None:
    page = opened(widget_page())
    page.evaluate(
        "addEventListener('reportqa:feedback', e => { window.heard = [e.detail.useful, e.detail.question] })"
    )
    ask(page, AMBIGUOUS)
    page.get_by_role("button", name="Ikke nyttig").click()
    assert page.evaluate("window.heard") == [False, AMBIGUOUS]
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]
    assert re.search("ekstrem", page.url) is None
