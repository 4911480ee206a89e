"""The cards of every kind of answer: valid by the Adaptive Card schema, small enough, with all that was answered."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.answer import Answer, Citation, Table
from assistant.asking import Desk
from assistant.channels.teams.cards import MOST_CARDS, cards, said
from assistant.wording import answered
from tests.channels.mcp.calls import CALLS

SCHEMA = jsonschema.Draft202012Validator(json.loads((Path(__file__).parent / "card_schema.json").read_text()))
LIMIT = 28_000
"""Teams takes a message of about 28 KB."""


def cells(card: dict[str, Any]) -> list[list[str]]:
    """The rows of a card's tables, as they are shown."""
    tables = [element for element in card["body"] if element["type"] == "Table"]
    return [[cell["items"][0]["text"] for cell in row["cells"]] for table in tables for row in table["rows"]]


@pytest.mark.parametrize("tool", [name for name in CALLS if name != "ask"])
def test_the_cards_of_every_tool_are_valid_and_fit(desk: Desk, tool: str) -> None:
    answer = answered([desk.call(tool, CALLS[tool])])
    made = cards(answer, picture="https://sales.example.com/a.png")
    assert 1 <= len(made) <= MOST_CARDS
    for card in made:
        SCHEMA.validate(card)
        assert len(json.dumps(card).encode()) < LIMIT


def test_a_refusal_a_question_and_help_are_cards(desk: Desk) -> None:
    for question in ("tier Zzyzx", "/channel-sales tier Acme", "help"):
        (card,) = cards(desk.ask(question))
        SCHEMA.validate(card)
    SCHEMA.validate(said("Ask *me* in our own chat."))


@pytest.mark.parametrize(
    "question",
    ["tier Acme Networks", "rebate Larkmere Cloud Q1 2025", "rules rebate", "tier Zzyzx", "/channel-sales tier Acme"],
)
def test_a_card_is_as_it_was_looked_at(desk: Desk, snapshot: SnapshotAssertion, question: str) -> None:
    assert cards(desk.ask(question)) == snapshot


def test_a_long_table_goes_on_in_the_next_card_under_its_header() -> None:
    rows = tuple((f"Partner {number} with quite a long name", "$1,000") for number in range(200))
    made = cards(Answer(text="Many.", tables=(Table(columns=("Partner", "Due"), rows=rows, right=("Due",)),)))
    assert 1 < len(made) <= MOST_CARDS
    shown = [row for card in made for row in cells(card)]
    assert [tuple(row) for row in shown if row != ["Partner", "Due"]] == list(rows)
    for card in made:
        SCHEMA.validate(card)
        assert cells(card)[0] == ["Partner", "Due"]


def test_what_is_too_much_for_five_cards_says_so_and_keeps_what_it_rests_on(desk: Desk) -> None:
    receipts = desk.ask("tier Acme Networks").receipts
    rows = tuple((f"Partner {number}", "x" * 300) for number in range(2_000))
    made = cards(Answer(text="Too many.", tables=(Table(columns=("Partner", "Why"), rows=rows),), receipts=receipts))
    assert len(made) == MOST_CARDS
    last = json.dumps(made[-1])
    assert "There is more than fits here." in last
    assert receipts[0].id in last
    assert all(len(json.dumps(card).encode()) < LIMIT for card in made)


def test_a_long_text_is_cut_at_its_paragraphs_and_loses_none() -> None:
    text = "\n\n".join(f"Paragraph {number}: {'word ' * 100}".strip() for number in range(60))
    made = cards(Answer(text=text))
    joined = "\n\n".join(element["text"] for card in made for element in card["body"])
    assert joined == text


def test_names_are_not_read_as_markup_and_an_empty_cell_is_a_cell() -> None:
    table = Table(columns=("Partner", "Note"), rows=(("*Acme* [x](y)", ""),))
    (card,) = cards(Answer(text="One.", tables=(table,)))
    SCHEMA.validate(card)
    assert cells(card)[1] == [r"\*Acme\* \[x\](y)", " "]


def test_a_citation_opens_its_page_where_there_is_one() -> None:
    cited = Citation(id="co-sell#steps", playbook="Co-sell", heading="Steps", source="playbooks/co-sell.md")
    answer = Answer(text="So. [co-sell#steps]", citations=(cited,))
    (card,) = cards(answer, link=lambda _: "https://sales.example.com/playbooks/co-sell/steps")
    assert card["body"][0]["text"] == "So. [co-sell#steps](https://sales.example.com/playbooks/co-sell/steps)"
    assert card["body"][1]["text"].endswith(") Co-sell: Steps")
    (plain,) = cards(answer)
    assert "](" not in json.dumps(plain)


def test_a_text_that_is_streamed_beside_is_not_said_twice(desk: Desk) -> None:
    answer = desk.ask("tier Acme Networks")
    assert answer.text not in json.dumps(cards(answer, told=True), ensure_ascii=False)
