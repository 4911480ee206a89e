"""Questions of the evals on the page: the cells and receipts of the desk, no more and no less."""

import html
import re

import pytest
from fastapi.testclient import TestClient

from assistant.asking import Desk
from evals.cases import read_cases
from tests.channels.web.served import client_of, told, turn_of

CASES = read_cases()
SOME = [case.turns[0].ask for case in CASES[:: len(CASES) // 16][:16]]


@pytest.fixture(scope="module")
def client(desk: Desk) -> TestClient:
    return client_of(desk)


def cells(shown: str) -> list[str]:
    """The text of every cell of a page's tables."""
    found = re.findall(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", shown, flags=re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]*>", "", cell)) for cell in found]


def test_some_of_them_are_answered_with_figures(desk: Desk) -> None:
    assert sum(bool(desk.ask(question).receipts) for question in SOME) > 5


@pytest.mark.parametrize("question", SOME)
def test_a_question_has_the_desk_s_answer_on_the_page(client: TestClient, desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    shown = told(client, question)[-1]
    kept = client.get(f"/turns/{turn_of(shown)}.json").json()
    given = answer.model_dump(mode="json")
    assert {name: kept[name] for name in given} == given
    assert cells(shown) == [cell for table in answer.tables for row in (table.columns, *table.rows) for cell in row]
    assert all(receipt.id in shown for receipt in answer.receipts)
    assert f'class="turn {answer.kind}"' in shown
