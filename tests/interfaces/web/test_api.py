import json

from starlette.testclient import TestClient

AMBIGUOUS = "Hvor mange saker om ekstrem kontroll var det i 2016?"


def test_a_question_gets_the_answer_that_python_gets(client: TestClient, qa) -> None:
    answer = client.post("/api/ask", json={"question": AMBIGUOUS}).json()
    asked = qa.ask(AMBIGUOUS)
    assert answer["text"] == asked.text
    assert [v["value"] for v in answer["values"]] == [116, 2]


def test_history_a_measure_and_a_language_are_used(client: TestClient) -> None:
    body = {"question": "Og i 2015?", "history": [{"question": AMBIGUOUS}], "measure": 1}
    answer = client.post("/api/ask", json={**body, "language": "en"}).json()
    assert [v["value"] for v in answer["values"]] == [56]
    assert answer["language"] == "en"


def test_the_stream_says_the_words_and_then_the_whole_answer(client: TestClient) -> None:
    response = client.post("/api/ask/stream", json={"question": AMBIGUOUS})
    events = [block.split("\n") for block in response.text.replace("\r", "").strip().split("\n\n")]
    named = [
        (e[0].removeprefix("event: "), json.loads(e[1].removeprefix("data: "))) for e in events
    ]
    assert [name for name, _ in named][:2] == ["status", "text"]
    assert named[-1][0] == "answer"
    said = "".join(data["delta"] for name, data in named if name == "text")
    assert said == named[-1][1]["text"]


def test_a_question_that_cant_be_taken_is_a_problem_document(client: TestClient) -> None:
    for body in ({"question": " ?! "}, {"question": ""}, {"question": "x" * 2_001}, {}, {"q": "x"}):
        response = client.post("/api/ask", json=body)
        assert response.status_code == 422
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["status"] == 422


def test_an_unanswerable_question_in_the_stream_ends_with_its_refusal(client: TestClient) -> None:
    response = client.post("/api/ask/stream", json={"question": "Hva er budsjettet for tiltak 7?"})
    assert '"status":"not_in_report"' in response.text


def test_a_stream_that_cant_be_answered_has_a_status_of_its_own(make_client, client) -> None:
    untaken = client.post("/api/ask/stream", json={"question": "???"})
    assert untaken.status_code == 422
    assert untaken.headers["content-type"] == "application/problem+json"
    with make_client(concurrent=1) as small:
        desk = small.app.state.desk
        desk._places.acquire()
        for path in ("/api/ask", "/api/ask/stream"):
            full = small.post(path, json={"question": AMBIGUOUS})
            assert full.status_code == 503
            assert int(full.headers["retry-after"]) >= 1


def test_measures_and_reports_are_listed(client: TestClient) -> None:
    assert [m["number"] for m in client.get("/api/measures").json()] == [1, 5, 6, 11, 16]
    report = client.get("/api/reports/tiltaksrapport-2016").json()
    assert report["pages"] == 17
    assert client.get("/api/reports/nothing").status_code == 404


def test_health_readiness_and_figures(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["index"]
    client.post("/api/ask", json={"question": "Hva er budsjettet for tiltak 6?"})
    assert 'reportqa_answers_total{status="answered"}' in client.get("/metrics").text


def test_every_path_of_the_description_is_shown_on_its_page(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    page = client.get("/docs").text
    assert paths
    assert all(path in page for path in paths)
