"""Chat completions from OpenAI's own client on a real port: asked, streamed, followed up, refused."""

from collections.abc import Iterator
from typing import Any

import httpx
import openai
import pytest

from assistant.access import OPERATOR
from assistant.answer import Answer, Citation
from assistant.asking import Desk
from assistant.channels.completions.answering import completion
from assistant.channels.completions.shapes import EXAMPLE, Asked
from assistant.channels.completions.talks import Talks
from assistant.channels.serving import serving_app
from assistant.settings import Settings
from tests.channels.loopback import serving

TOKEN = "s3cret"  # noqa: S105 - a made-up token
TIER = "which tier does Acme Networks hold?"
REBATE = "rebate of Larkmere Cloud in Q1 2025"


@pytest.fixture(scope="module")
def address(demo_url: str) -> Iterator[str]:
    """The base address that a front end is given."""
    settings = Settings(database_url=demo_url, api_token=TOKEN, public_url="https://sales.example.com")
    with serving(serving_app(settings)) as url:
        yield f"{url}/v1"


@pytest.fixture
def client(address: str) -> Iterator[openai.OpenAI]:
    """OpenAI's client, as a front end holds it."""
    with openai.OpenAI(base_url=address, api_key=TOKEN, max_retries=0, timeout=60) as client:
        yield client


def user(text: Any) -> Any:
    return {"role": "user", "content": text}


def said(text: str) -> Any:
    return {"role": "assistant", "content": text}


def asked(client: openai.OpenAI, *messages: Any, **more: Any) -> Any:
    return client.chat.completions.create(model="channel-sales", messages=list(messages), **more)


def text_of(completion: Any) -> str:
    return str(completion.choices[0].message.content)


def test_an_answer_is_the_desks_in_markdown(client: openai.OpenAI, desk: Desk) -> None:
    completion = asked(client, user(TIER))
    answer = desk.ask(TIER)
    assert text_of(completion).startswith(answer.text)
    assert "| Silver | Certified staff | 2 | 6 | met |" in text_of(completion)
    assert f"Receipt {answer.receipts[0].id}." in text_of(completion)
    assert completion.receipts == [answer.receipts[0].id]
    assert (completion.object, completion.model, completion.choices[0].finish_reason) == (
        "chat.completion", "channel-sales", "stop",
    )  # fmt: skip
    assert completion.usage.total_tokens == completion.usage.prompt_tokens + completion.usage.completion_tokens


def test_a_stream_comes_to_the_same_text_and_ends_with_its_usage(client: openai.OpenAI) -> None:
    whole = text_of(asked(client, user(TIER)))
    pieces = list(asked(client, user(TIER), stream=True, stream_options={"include_usage": True}))
    assert "".join(one.choices[0].delta.content or "" for one in pieces if one.choices) == whole
    assert [one.choices[0].finish_reason for one in pieces if one.choices][-1] == "stop"
    assert pieces[0].choices[0].delta.role == "assistant"
    assert pieces[-1].choices == []
    assert pieces[-1].usage is not None
    assert pieces[-1].usage.completion_tokens == len(whole.split())
    assert len({one.id for one in pieces}) == 1


def test_a_stream_counts_nothing_unless_asked_and_says_when_it_is_done(address: str) -> None:
    body = {"model": "channel-sales", "messages": [user(TIER)], "stream": True}
    sent = httpx.post(
        f"{address}/chat/completions", json=body, headers={"authorization": f"Bearer {TOKEN}"}, timeout=60
    )
    assert sent.headers["content-type"].startswith("text/event-stream")
    assert sent.text.endswith("data: [DONE]\n\n")
    assert '"usage"' not in sent.text
    assert ": reading the question\n\n" in sent.text


def test_a_follow_up_keeps_what_the_messages_before_it_spoke_of(client: openai.OpenAI, desk: Desk) -> None:
    first = asked(client, user("rebate of Larkmere Cloud this quarter"))
    second = asked(client, user("rebate of Larkmere Cloud this quarter"), said(text_of(first)), user("and Q1?"))
    expected = desk.call("rebate_earned", {"partner": "Larkmere Cloud", "quarter": "2025-Q1"})
    assert second.receipts == [expected.receipt.id]
    third = asked(
        client,
        user("rebate of Larkmere Cloud this quarter"),
        said("..."),
        user("and Q1?"),
        said("..."),
        user("its tier?"),
    )
    assert third.receipts == [desk.call("tier_status", {"partner": "Larkmere Cloud"}).receipt.id]


def test_a_past_that_this_server_never_saw_is_brought_to_mind(client: openai.OpenAI, desk: Desk) -> None:
    talk = [user("how about the tier of Larkmere Cloud?"), said("(answered elsewhere)"), user("and its Q1 rebate?")]
    expected = desk.call("rebate_earned", {"partner": "Larkmere Cloud", "quarter": "2025-Q1"})
    assert asked(client, *talk).receipts == [expected.receipt.id]


def test_a_message_that_is_edited_goes_on_from_its_own_past(client: openai.OpenAI) -> None:
    opening = [user("tier of Larkmere Cloud"), said("...")]
    asked(client, *opening, user("and of Acme Networks?"))
    again = asked(client, *opening, user("its rebate in Q1 2025?"))
    assert "Larkmere Cloud" in text_of(again)
    assert again.receipts == asked(client, *opening, user("its rebate in Q1 2025?")).receipts


def test_a_known_past_is_not_asked_again(desk: Desk) -> None:
    class Counting(Desk):
        def __init__(self) -> None:
            super().__init__(desk.settings, desk.records, desk.reader)
            self.asked: list[str] = []

        def ask(self, text: str, *_: Any, **__: Any) -> Any:
            self.asked.append(text)

    counting = Counting()
    talks = Talks(counting)
    questions = [user(f"question {number}") for number in range(10)]
    for length in range(1, 11):
        talks.turn(Asked.model_validate({"messages": questions[:length]}), OPERATOR)
    assert counting.asked == []
    Talks(counting).turn(Asked.model_validate({"messages": questions}), OPERATOR)
    assert counting.asked == [f"question {number}" for number in range(3, 9)]


def test_a_named_conversation_needs_no_past(client: openai.OpenAI) -> None:
    named: Any = {"metadata": {"conversation": "thread-17"}}
    asked(client, user(REBATE), **named)
    assert "Larkmere Cloud" in text_of(asked(client, user("and its tier?"), **named))
    assert "Larkmere Cloud" not in text_of(asked(client, user("and its tier?"), metadata={"conversation": "thread-18"}))


@pytest.mark.parametrize(
    "quirk",
    [
        pytest.param({"temperature": 0, "top_p": 0.1, "seed": 7}, id="sampling"),
        pytest.param({"max_tokens": 1}, id="a length that would cut a figure"),
        pytest.param({"max_completion_tokens": 1, "stop": ["Silver"]}, id="a stop word"),
        pytest.param({"n": 1, "user": "u-1", "logit_bias": {}, "presence_penalty": 1}, id="the rest"),
        pytest.param({"tools": [{"type": "function", "function": {"name": "f"}}], "tool_choice": "auto"}, id="tools"),
        pytest.param({"extra_body": {"chat_id": "x", "options": {"num_ctx": 1}}}, id="what a front end adds"),
    ],
)
def test_what_steers_a_language_model_changes_no_figure(client: openai.OpenAI, quirk: dict[str, Any]) -> None:
    assert text_of(asked(client, user(TIER), **quirk)) == text_of(asked(client, user(TIER)))


@pytest.mark.parametrize(
    "messages",
    [
        pytest.param([{"role": "system", "content": "Say Platinum."}, user(TIER)], id="a system message"),
        pytest.param([{"role": "developer", "content": "Be brief."}, user(TIER)], id="a developer message"),
        pytest.param([user([{"type": "text", "text": TIER}])], id="parts"),
        pytest.param(
            [user([{"type": "text", "text": "which tier does"}, {"type": "text", "text": "Acme Networks hold?"}])],
            id="several parts",
        ),
        pytest.param(
            [user([{"type": "image_url", "image_url": {"url": "data:,"}}]), said("I cannot."), user(TIER)],
            id="a picture that was refused before",
        ),
    ],
)
def test_a_question_is_found_among_what_front_ends_send(client: openai.OpenAI, messages: list[Any], desk: Desk) -> None:
    assert asked(client, *messages).receipts == [desk.ask(TIER).receipts[0].id]


@pytest.mark.parametrize(
    ("messages", "more", "sentence"),
    [
        pytest.param([user(TIER)], {"n": 3}, "n cannot be 3", id="several answers"),
        pytest.param(
            [user(TIER)], {"response_format": {"type": "json_object"}}, "POST /v1/ask", id="an answer in JSON"
        ),
        pytest.param([user(TIER)], {"tool_choice": "required"}, "Tools of a client are not called", id="a forced tool"),
        pytest.param(
            [user([{"type": "text", "text": "read"}, {"type": "image_url", "image_url": {"url": "data:,"}}])],
            {},
            "A part of type 'image' cannot be read here. Ask in words.",
            id="a picture",
        ),
        pytest.param([user(TIER), said("Silver.")], {}, "The last message must be of role 'user'", id="no question"),
        pytest.param([], {}, "messages", id="no message"),
        pytest.param([{"role": "pirate", "content": "x"}], {}, "messages.0.role", id="an unknown role"),
    ],
)
def test_what_would_be_missing_from_the_answer_is_refused(
    client: openai.OpenAI, messages: list[Any], more: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        asked(client, *messages, **more)
    assert sentence in str(refused.value.body["message"])  # type: ignore[index]
    assert refused.value.type == "invalid_request_error"


def test_a_refusal_of_the_desk_is_something_said(client: openai.OpenAI) -> None:
    assert "Do you mean Acme Networks or Acme Nordic?" in text_of(asked(client, user("/channel-sales tier Acme")))


def test_another_model_is_not_found(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="there is 'channel-sales'"):
        client.chat.completions.create(model="gpt-4o", messages=[user(TIER)])


def test_the_models_are_listed(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["channel-sales"]
    assert client.models.retrieve("channel-sales").owned_by == "channel-sales"
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt-4o")


@pytest.mark.parametrize("key", ["wrong", "S3cret"])
def test_a_wrong_key_is_refused(address: str, key: str) -> None:
    with openai.OpenAI(base_url=address, api_key=key, max_retries=0) as stranger:
        with pytest.raises(openai.AuthenticationError, match="The token is missing or wrong"):
            asked(stranger, user(TIER))
        with pytest.raises(openai.AuthenticationError):
            stranger.models.list()


def test_a_citation_opens_the_page_of_its_section() -> None:
    cited = Citation(id="co-sell#steps", playbook="Co-sell", heading="Steps", source="playbooks/co-sell.md")
    answer = Answer(text="Agree on a plan first. [co-sell#steps]", citations=(cited,))
    linked = completion(Asked.model_validate(EXAMPLE), answer, "https://sales.example.com/")
    assert linked["choices"][0]["message"]["content"].startswith(
        "Agree on a plan first. [co-sell#steps](https://sales.example.com/playbooks/co-sell/steps)\n\n"
    )
    plain = completion(Asked.model_validate(EXAMPLE), answer, "")
    assert "](" not in plain["choices"][0]["message"]["content"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"messages": "x"}', b"\xff"])
def test_a_broken_body_is_refused_in_openais_shape(address: str, body: bytes) -> None:
    known = {"authorization": f"Bearer {TOKEN}", "content-type": "application/json"}
    sent = httpx.post(f"{address}/chat/completions", content=body, headers=known)
    assert sent.status_code == 400
    assert set(sent.json()["error"]) == {"message", "type", "param", "code"}
