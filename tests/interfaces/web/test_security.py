from typing import Any

import pytest

from reportqa.interfaces.web.security import hash_key

ASK = {"question": "Hva er budsjettet for tiltak 6?"}


def test_every_page_and_answer_carries_the_strict_headers(client) -> None:
    for path in ("/", "/docs", "/report/tiltaksrapport-2016", "/api/measures", "/nothing"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "require-trusted-types-for 'script'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in headers


def test_foreign_origins_are_denied_unless_listed(make_client: Any) -> None:
    listed, other = "https://intranett.example", "https://elsewhere.example"
    with make_client(origins=(listed,)) as client:
        allowed = client.post("/api/ask", json=ASK, headers={"Origin": listed})
        assert allowed.headers["access-control-allow-origin"] == listed
        denied = client.post("/api/ask", json=ASK, headers={"Origin": other})
        assert denied.status_code == 403
        assert "access-control-allow-origin" not in denied.headers
        own = client.post("/api/ask", json=ASK, headers={"Origin": "http://testserver"})
        assert own.status_code == 200
        assert f"frame-ancestors {listed}" in allowed.headers["content-security-policy"]


def test_a_key_opens_the_api_and_nothing_else_does(make_client: Any) -> None:
    with make_client(key_hashes=(hash_key("open sesame"), hash_key("another"))) as client:
        assert client.post("/api/ask", json=ASK).status_code == 401
        assert client.post("/", data=ASK).status_code == 401
        wrong = {"Authorization": "Bearer open"}
        assert client.post("/api/ask", json=ASK, headers=wrong).status_code == 401
        right = {"Authorization": "Bearer another"}
        assert client.post("/api/ask", json=ASK, headers=right).status_code == 200
        assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(("proxies", "status"), [(("127.0.0.0/8",), 200), (("10.0.0.1",), 401)])
def test_a_user_header_counts_from_a_listed_proxy_alone(
    make_client: Any, proxies: tuple[str, ...], status: int
) -> None:
    settings = {"key_hashes": (hash_key("k"),), "user_header": "X-User", "proxies": proxies}
    with make_client(**settings) as client:
        assert client.post("/api/ask", json=ASK, headers={"X-User": "kari"}).status_code == status


def test_who_asks_too_often_is_told_when_to_come_back(make_client: Any) -> None:
    with make_client(requests_per_minute=3) as client:
        codes = [client.post("/api/ask", json=ASK).status_code for _ in range(4)]
        assert codes == [200, 200, 200, 429]
        assert int(client.post("/api/ask", json=ASK).headers["retry-after"]) >= 1
        assert client.get("/healthz").status_code == 200


def test_large_bodies_and_long_histories_are_bounded(make_client: Any) -> None:
    with make_client(body_bytes=2_000) as client:
        assert client.post("/api/ask", content=b"x" * 3_000).status_code == 413

        def in_pieces():
            for _ in range(100):
                yield b"x" * 100

        assert client.post("/api/ask", content=in_pieces()).status_code == 413
    with make_client(history_turns=1) as client:
        history = [{"question": "Hva er budsjettet for tiltak 5?"}] * 300
        assert client.post("/api/ask", json={**ASK, "history": history}).status_code == 200


def test_no_question_is_written_to_the_log(make_client: Any, capfd) -> None:
    from reportqa.interfaces.web.metrics import configure_logs

    configure_logs()
    with make_client() as client:
        client.post("/api/ask", json={"question": "Hemmelig spørsmål om tiltak 6 og budsjett?"})
        client.get("/api/measures?report=hemmelig")
    said = capfd.readouterr()
    assert "/api/ask" in said.err
    assert "emmelig" not in said.err + said.out


def test_an_origin_that_is_none_is_refused(client) -> None:
    for origin in ("http://[", "null", "", "javascript:"):
        assert client.get("/api/measures", headers={"Origin": origin}).status_code == 403


def test_forms_come_from_the_pages_themselves(client) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/", data=ASK, headers=headers).status_code == 403
    own = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}  # as browsers send it
    assert client.post("/", data=ASK, headers=own).status_code == 200


def test_who_has_no_name_from_the_proxy_is_refused_where_names_are_asked_for(
    make_client: Any,
) -> None:
    with make_client(user_header="X-User", proxies=("127.0.0.1",)) as client:
        assert client.post("/api/ask", json=ASK).status_code == 401
        assert client.post("/api/ask", json=ASK, headers={"X-User": "kari"}).status_code == 200


def test_the_last_address_that_no_proxy_has_is_the_client(make_client: Any) -> None:
    with make_client(requests_per_minute=2, proxies=("127.0.0.0/8",)) as client:
        codes = []
        for i in range(4):  # a first line of the client's own, then the proxy's
            lines = [("X-Forwarded-For", f"9.9.9.{i}"), ("X-Forwarded-For", "10.1.1.1, 127.0.0.2")]
            codes.append(client.post("/api/ask", json=ASK, headers=lines).status_code)
        assert codes == [200, 200, 429, 429]


def test_the_scheme_is_that_of_the_proxys_client(make_client: Any) -> None:
    forwarded = {"X-Forwarded-Proto": "https"}
    with make_client(proxies=("127.0.0.1",)) as client:
        assert "https://testserver/widget.js" in client.get("/", headers=forwarded).text
    with make_client() as client:
        assert "http://testserver/widget.js" in client.get("/", headers=forwarded).text


def test_head_is_answered_as_get_without_a_body(client) -> None:
    for path in ("/", "/healthz", "/readyz", "/widget.js", "/report/tiltaksrapport-2016", "/docs"):
        response = client.head(path)
        assert (response.status_code, response.content) == (200, b"")
    assert client.head("/nothing").status_code == 404


def test_pages_and_widget_are_compressed(client) -> None:
    for path in ("/report/tiltaksrapport-2016", "/widget.js"):
        assert client.get(path).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in client.post("/api/ask/stream", json=ASK).headers


def test_refused_requests_are_counted_by_their_route(make_client: Any) -> None:
    with make_client(requests_per_minute=1) as client:
        for _ in range(2):
            client.post("/api/ask/stream", json=ASK)
        figures = client.get("/metrics").text
        assert 'reportqa_requests_total{route="/api/ask/stream",status="429"}' in figures


HOSTILE = [
    "<script>alert(1)</script>", "{{7*7}}", "${7*7}", "../../../../etc/passwd", "' OR 1=1 --",
    "\u202eabc", "\x00\x01", "a\u0300" * 900, "🙂" * 1_000, "%00%0a", "<img src=x onerror=alert(1)>",
    "[1](javascript:alert(1))", "\ud83d\ude00", "﷽" * 500, "tiltak " * 280, "9" * 1_900, "?" * 50 + "x",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_input_runs_nothing_and_the_server_goes_on(client, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    for prefix in ("", "Hva er "):
        response = client.post("/api/ask", json={"question": prefix + text})
        assert response.status_code in (200, 422)
    page = client.post("/", data={"question": text}).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    search = client.post("/report/tiltaksrapport-2016", data={"question": text})
    assert search.status_code == 200
    assert "<script>alert" not in search.text
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "path", ["/report/..%2f..%2fetc", "/static/../app.py", "/static/%2e%2e/app.py", "/report/%00"]
)
def test_no_path_leads_out(client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("body", [b"\xff\xfe", b"[" * 10_000, b'{"question": 7}', b"null", b""])
def test_broken_bodies_are_refused(client, body: bytes) -> None:
    sent = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert sent.status_code in (400, 422)
    assert sent.headers["content-type"] == "application/problem+json"
