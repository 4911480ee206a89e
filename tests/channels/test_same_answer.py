"""One question, one answer: the same figures and the same receipts on every surface, each in its own form."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.answer import Answer
from assistant.asking import Desk
from assistant.channels.cli.app import run
from assistant.channels.serving import serving_app
from assistant.settings import Settings
from assistant.settings import settings as own_settings
from tests.channels.loopback import serving
from tests.channels.same.forms import FORMS, answer_itself, figures, receipts
from tests.channels.same.questions import HANDFUL, QUESTIONS
from tests.channels.same.transports import TOKEN, TRANSPORTS
from tests.channels.slack.conftest import SIGNED_WITH
from tests.channels.slack.fake import BOT as SLACK_BOT
from tests.channels.teams.fake import BOT as TEAMS_BOT
from tests.channels.teams.fake import TENANT

PEOPLE = f"""
- id: operator
  sees: everything
  also: ["slack:U0ADA", "teams:oid-ada", "token:{hashlib.sha256(TOKEN.encode()).hexdigest()}"]
"""


@pytest.fixture(scope="module")
def answers(desk: Desk) -> dict[str, Answer]:
    """Each question's answer, asked once."""
    return {question: desk.ask(question) for question in QUESTIONS}


def test_there_are_sixty_questions_and_they_meet_every_kind_of_answer(answers: dict[str, Answer]) -> None:
    assert len(set(QUESTIONS)) == 60
    assert {answer.kind for answer in answers.values()} == {"answer", "question", "refusal", "help"}
    assert sum(answer.kind == "answer" for answer in answers.values()) >= 50
    assert not [question for question, answer in answers.items() if answer.code == "bug"]


@pytest.mark.parametrize("surface", FORMS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_surface_shows_the_figures_and_receipts_of_the_answer(
    answers: dict[str, Answer], question: str, surface: str
) -> None:
    answer = answers[question]
    shown = FORMS[surface](answer)
    assert receipts(shown) == {receipt.id for receipt in answer.receipts}
    assert figures(shown) == figures(answer_itself(answer))


@pytest.fixture(scope="module")
def company(demo_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a company that uses every surface; one person asks on all of them."""
    people = tmp_path_factory.mktemp("access") / "people.yaml"
    people.write_text(PEOPLE)
    return Settings(
        database_url=demo_url,
        access_file=people,
        mcp_hosts="127.0.0.1:*",
        slack_signing_secret=SecretStr(SIGNED_WITH),
        slack_bot_token=SecretStr(SLACK_BOT),
        teams_client_id=TEAMS_BOT,
        teams_client_secret=SecretStr("a-client-secret"),
        teams_tenant_id=TENANT,
    )


@pytest.fixture(scope="module")
def address(company: Settings) -> Iterator[str]:
    """All that is served, on one port."""
    with serving(serving_app(company)) as url:
        yield url


@pytest.mark.parametrize("surface", TRANSPORTS)
@pytest.mark.parametrize("question", HANDFUL)
async def test_what_comes_back_through_a_transport_is_that_answer(
    desk: Desk, company: Settings, address: str, question: str, surface: str
) -> None:
    answer = desk.ask(question)
    shown = await TRANSPORTS[surface](question, company, address)
    assert receipts(shown) == {receipt.id for receipt in answer.receipts}
    assert figures(answer_itself(answer)) <= figures(shown)
    assert answer.text.split()[0] in shown


@pytest.mark.parametrize("question", HANDFUL)
def test_the_shell_prints_that_answer(
    desk: Desk,
    demo_url: str,
    question: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("CHANNEL_SALES_DATABASE_URL", demo_url)
    monkeypatch.setenv("CHANNEL_SALES_LOG_FILE", str(tmp_path / "log"))
    monkeypatch.setenv("COLUMNS", "200")
    own_settings.cache_clear()
    run(["ask", question])
    own_settings.cache_clear()
    said = capsys.readouterr()
    answer = desk.ask(question)
    assert receipts(said.out) == {receipt.id for receipt in answer.receipts}
    assert figures(said.out + said.err) == figures(answer_itself(answer))
