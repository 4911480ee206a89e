"""An answer as Markdown, read back by a Markdown parser: what it shows is what was answered."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from syrupy.assertion import SnapshotAssertion

from assistant.answer import Answer, Citation, Table
from assistant.asking import Desk
from assistant.channels.markdown import Lines, escaped, lined, markdown

READ = MarkdownIt("commonmark").enable("table")
CITED = Citation(id="co-sell#steps", playbook="Co-sell", heading="Steps", source="playbooks/co-sell.md")
SHOWN = {"text", "text_special"}


def shown(text: str) -> str:
    """The words that a reader sees of a Markdown text."""
    parts = [token.content for block in READ.parse(text) for token in block.children or [] if token.type in SHOWN]
    return "".join(parts)


def test_a_table_keeps_its_cells_and_puts_figures_to_the_right() -> None:
    table = Table(title="Bands", columns=("Band", "Rate"), rows=(("a | b", "2%"), ("", "3.5%")), right=("Rate",))
    text = markdown(Answer(text="Two bands.", tables=(table,)))
    assert text == "Two bands.\n\n**Bands**\n\n| Band | Rate |\n| --- | ---: |\n| a \\| b | 2% |\n|  | 3.5% |"
    assert "<td>a | b</td>" in READ.render(text)
    assert READ.render(text).count("<tr>") == 3


def test_a_citation_is_a_link_where_it_opens_and_its_id_where_not() -> None:
    answer = Answer(text="Do it so. [co-sell#steps]", citations=(CITED,))
    linked = markdown(answer, lambda one: f"playbook://{one.id}")
    assert linked == (
        "Do it so. [co-sell#steps](playbook://co-sell#steps)\n\n"
        "- [co-sell#steps](playbook://co-sell#steps) Co-sell: Steps"
    )
    assert shown(markdown(answer)) == "Do it so. [co-sell#steps][co-sell#steps] Co-sell: Steps"


def test_notes_and_what_it_rests_on_come_last() -> None:
    text = markdown(Answer(text="So.", notes=("Assumed: today.",)))
    assert text == "So.\n\n> Note: Assumed: today."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("One.\nTwo.", "One.\n\nTwo.", id="two lines"),
        pytest.param("One.\n\nTwo.", "One.\n\nTwo.", id="two paragraphs"),
        pytest.param("Do:\n1. a\n2. b\nThen c.", "Do:\n\n1. a\n2. b\n\nThen c.", id="a list within a text"),
        pytest.param(
            "Ask:\n  tier X    held\n  path X    a way", "Ask:\n\n- tier X: held\n- path X: a way", id="pairs"
        ),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_line_stays_a_line(text: str, shown: str) -> None:
    assert lined(text) == shown
    lines = Lines()
    assert "".join(lines(piece) for piece in text.splitlines(keepends=True)) == shown


@pytest.mark.parametrize(
    "question",
    ["tier Acme Networks", "rebate Larkmere Cloud Q1 2025", "health Acme Networks", "tier Zzyzx", "tier Acme"],
)
def test_an_answer_is_as_it_was_looked_at(desk: Desk, snapshot: SnapshotAssertion, question: str) -> None:
    assert markdown(desk.ask(question)) == snapshot


@given(st.text(st.characters(categories=("L", "N", "P", "S"), exclude_characters="`"), min_size=1, max_size=40))
@example("*Acme* _Nordic_ [x](y) <b> &copy; ~~a~~ \\* snake_case_ltd | #1 __0__")
def test_a_name_is_shown_as_it_is_written(name: str) -> None:
    said = f"Partner {name} holds Gold."
    assert shown(escaped(said)) == said
