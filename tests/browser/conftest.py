"""A real server, host pages of another origin, and Debian's Chromium."""

import http.server
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium")
SHOTS = Path(__file__).parents[2] / "build" / "screenshots"
_ARGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


class Server:
    """A `reportqa serve` process that can be stopped and started again on the same port."""

    def __init__(self, home: Path, origin: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._home, self._origin = home, origin
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, **settings: str) -> None:
        command = [sys.executable, "-c", "from reportqa.interfaces.cli import main; main()"]
        command += ["serve", "--port", str(self.port), "--origin", self._origin]
        command += ["--corpus", str(self._home / "corpus"), "--index", str(self._home / "index")]
        env = {**os.environ, "REPORTQA_REQUESTS_PER_MINUTE": "100000", **settings}
        self._process = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=1)
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait(30)
            self._process = None


class Host:
    """Pages of another origin that embed the widget, under a content policy of their own."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, str]] = {}
        pages = self.pages

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                html, policy = pages.get(self.path, ("", ""))
                self.send_response(200 if html else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                if policy:
                    self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                self.wfile.write(html.encode())

            def log_message(self, *_: Any) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()


@pytest.fixture(scope="module")  # its event loop must not outlive the tests that use it
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    host = Host()
    yield host
    host.close()


@pytest.fixture(scope="session")
def server(home: Path, host: Host) -> Iterator[Server]:
    server = Server(home, host.origin)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def open_page(browser: Browser, server: Server, host: Host) -> Iterator[Callable[..., Page]]:
    """Opens pages; afterwards, nothing may have been asked of any other origin, and no error said."""
    contexts = []
    seen: list[str] = []
    errors: list[str] = []

    def open_page(url: str, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1000, "height": 800}, **options})
        contexts.append(context)
        context.on("request", lambda request: seen.append(request.url))
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda m: errors.append(m.text) if "Policy" in m.text else None)
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    own = ("http://127.0.0.1:", "data:", "blob:")
    assert [url for url in seen if not url.startswith(own)] == []
    assert errors == []


@pytest.fixture
def widget_page(open_page: Any, server: Server, host: Host) -> Callable[..., Page]:
    """A host page with the widget's script, opened."""

    def widget_page(
        attributes: str = 'data-language="nb"',
        body: str = "",
        policy: str | None = None,
        **options: Any,
    ) -> Page:
        strict = (
            f"default-src 'none'; script-src {server.url}; connect-src {server.url}; "
            "style-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types 'none'"
        )
        name = f"/{len(host.pages)}"
        html = (
            "<!doctype html><html lang='nb'><head><title>Intranett</title></head><body>"
            f"<main><h1>Intranett</h1>{body}</main>"
            f"<script src='{server.url}/widget.js' {attributes}></script></body></html>"
        )
        host.pages[name] = (html, strict if policy is None else policy)
        page: Page = open_page(host.origin + name, **options)
        return page

    return widget_page


@pytest.fixture
def look(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keeps a screenshot of a state, and lets axe find nothing wrong with it."""
    from axe_playwright_python.sync_playwright import Axe

    def look(page: Page, name: str) -> None:
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    return look
