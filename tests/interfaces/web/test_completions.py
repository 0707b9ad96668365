import httpx
import openai
import pytest
from starlette.testclient import TestClient


@pytest.fixture
def openai_client(client: TestClient) -> openai.OpenAI:
    """The official client, its requests sent to the app in this process."""

    def pass_on(request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        headers = {"content-type": request.headers.get("content-type", ""), "accept-encoding": ""}
        found = client.request(request.method, path, content=request.read(), headers=headers)
        return httpx.Response(found.status_code, headers=found.headers, content=found.content)

    http = httpx.Client(transport=httpx.MockTransport(pass_on))
    return openai.OpenAI(base_url="http://testserver/v1", api_key="none", http_client=http)


def test_the_official_client_gets_an_answer_with_its_citations(openai_client) -> None:
    done = openai_client.chat.completions.create(
        model=openai_client.models.list().data[0].id,
        messages=[{"role": "user", "content": "Hva er budsjettet for tiltak 6?"}],
    )
    message = done.choices[0].message
    assert "340 000" in message.content
    assert message.model_extra["reportqa"]["citations"][0]["measure"] == 6


def test_the_official_client_streams(openai_client) -> None:
    chunks = openai_client.chat.completions.create(
        model="reportqa",
        stream=True,
        messages=[
            {"role": "user", "content": "Hvor mange saker om ekstrem kontroll i 2016 i tiltak 1?"},
            {"role": "assistant", "content": "116"},
            {"role": "user", "content": [{"type": "text", "text": "Og i 2015?"}]},
        ],
    )
    deltas = [chunk.choices[0].delta for chunk in chunks]
    assert "56" in "".join(d.content or "" for d in deltas)
    assert deltas[-1].model_extra["reportqa"]["values"][0]["value"] == 56


def test_a_conversation_without_a_question_is_refused(openai_client) -> None:
    with pytest.raises(openai.UnprocessableEntityError, match="holds no question"):
        openai_client.chat.completions.create(
            model="reportqa", messages=[{"role": "system", "content": "You are helpful."}]
        )


def test_the_model_is_found_and_long_answers_in_the_history_are_no_matter(openai_client) -> None:
    done = openai_client.chat.completions.create(
        model=openai_client.models.retrieve("reportqa").id,
        messages=[
            {"role": "user", "content": "Hva er budsjettet for tiltak 6?"},
            {"role": "assistant", "content": "x" * 25_000},
            {"role": "user", "content": "Og for tiltak 5?"},
        ],
    )
    assert "880 000" in done.choices[0].message.content
    with pytest.raises(openai.NotFoundError):
        openai_client.models.retrieve("gpt-9")
