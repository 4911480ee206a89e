"""A model's words reach a person only where the tools have found what they state; the rest of an answer is code's."""

import logging

import pytest

from assistant.agent.prompts import FOLDER, prompt
from tests.models.conftest import KEY, Desks
from tests.models.server import Line, ScriptedServer, calls, says
from tests.models.test_failures import BY_PLANNER, BY_TOOLS, QUESTION, RIGHT, is_right

WORDED = says("Larkmere Cloud earned a rebate of $205,176 in 2025-Q1, of which $49,033 is due.")


def test_words_that_hold_are_the_answer_and_the_table_is_the_tools_own(
    desk_of: Desks, scripted: ScriptedServer, streams: bool
) -> None:
    scripted.plays(RIGHT, WORDED)
    answer = desk_of(model_streams=streams).ask(QUESTION)
    is_right(answer)
    assert answer.text == WORDED.text
    assert not [note for note in answer.notes if "language model" in note]


def test_a_call_in_the_text_is_run_and_never_shown(desk_of: Desks, scripted: ScriptedServer, streams: bool) -> None:
    written = (
        '```json\n{"name": "rebate_earned", "arguments": {"partner": "Larkmere Cloud", "quarter": "Q1 2025"}}\n```'
    )
    scripted.plays(says(f"Let me see.\n{written}"), WORDED)
    answer = desk_of(model_streams=streams).ask(QUESTION)
    is_right(answer)
    assert answer.text == WORDED.text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("Larkmere Cloud earned $205,177.", "$205,177", id="a wrong figure"),
        pytest.param("Larkmere Cloud earned €205,176.", "205,176", id="another currency"),
        pytest.param("Globex Partners earned $205,176.", "Globex", id="an invented partner"),
        pytest.param("Larkmere Cloud earned $205,176 [rebate#caps].", "rebate#caps", id="an invented citation"),
        pytest.param("Larkmere Cloud earned $205,176 [12].", "[12]", id="a citation of another form"),
        pytest.param("Larkmere Cloud earned $205,176 in 2024-Q4.", "2024-Q4", id="another quarter"),
        pytest.param(
            "Copy figures and names exactly as the tool gave them and work out none yourself, because every one is "
            "compared with the tool's before the person sees it.",
            "instruction",
            id="its instructions",
        ),
    ],
)
def test_words_that_do_not_hold_are_rewritten_once_with_the_fault_named(
    desk_of: Desks, scripted: ScriptedServer, words: str, told: str
) -> None:
    scripted.plays(RIGHT, says(words), WORDED)
    answer = desk_of().ask(QUESTION)
    assert answer.text == WORDED.text
    assert told in scripted.heard()[-1]


@pytest.mark.parametrize(
    "words",
    ["Larkmere Cloud earned $205,177.", "Globex Partners earned $205,176.", "It earned $205,176 [rebate#caps]."],
    ids=["a wrong figure", "an invented partner", "an invented citation"],
)
def test_words_that_never_hold_are_not_shown(desk_of: Desks, scripted: ScriptedServer, words: str) -> None:
    scripted.plays(RIGHT, says(words))
    answer = desk_of().ask(QUESTION)
    is_right(answer)
    assert BY_TOOLS.format(why="it stated what no tool had found") in answer.notes
    assert len(scripted.requests) == 3


def test_money_that_only_the_person_named_is_no_answer_without_a_tool(desk_of: Desks, scripted: ScriptedServer) -> None:
    scripted.plays(says("On $150,000 it would earn well."))
    answer = desk_of().ask("what would Acme Networks earn on a $150,000 new-logo deal closed in 45 days?")
    assert "$3,500" in answer.text
    assert BY_PLANNER.format(why="it stated what no tool had found") in answer.notes


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(calls("rebate_earned", partner="Larkmere Cloud", quarter="Q5 2025"), id="a fifth quarter"),
        pytest.param(calls("rebate_earned", partner="Lrkmoor Clowds", quarter="Q1 2025"), id="a name of nobody"),
        pytest.param(calls("rebate_earned", partner="Larkmere Cloud", currency="EUR"), id="an argument of its own"),
        pytest.param(calls("rebate_earned"), id="no argument at all"),
        pytest.param(calls("rebate_lookup", partner="Larkmere Cloud"), id="a tool that does not exist"),
    ],
)
def test_a_tool_tells_the_model_what_is_wrong_and_a_call_put_right_leaves_no_note(
    desk_of: Desks, scripted: ScriptedServer, wrong: Line
) -> None:
    scripted.plays(wrong, RIGHT, WORDED)
    answer = desk_of().ask(QUESTION)
    is_right(answer)
    assert answer.text == WORDED.text
    assert scripted.requests[1]["messages"][-1]["role"] == "tool"


def test_what_no_tool_could_answer_is_told_in_the_tools_own_words(desk_of: Desks, scripted: ScriptedServer) -> None:
    scripted.plays(calls("tier_status", partner="Zzyzx Corp"), says("Zzyzx Corp holds Platinum."))
    answer = desk_of().ask("which tier does Zzyzx Corp hold?")
    assert (answer.kind, answer.code) == ("refusal", "unknown_partner")
    assert "Platinum" not in answer.text


def test_several_tools_of_one_message_answer_in_its_order(desk_of: Desks, scripted: ScriptedServer) -> None:
    tier = ("tier_status", '{"partner": "Larkmere Cloud"}')
    scripted.plays(Line(calls=(tier, *RIGHT.calls)), says("Larkmere Cloud holds Gold and earned $205,176 in 2025-Q1."))
    answer = desk_of().ask("tier and Q1 rebate of Larkmere Cloud?")
    assert [receipt.tool for receipt in answer.receipts] == ["tier_status", "rebate_earned"]


def test_a_model_may_ask_back_and_a_greeting_needs_no_tool(desk_of: Desks, scripted: ScriptedServer) -> None:
    scripted.plays(says("Which partner do you mean?"))
    assert desk_of().ask("hm, well").kind == "question"
    scripted.plays(says("Hello! Ask me about a partner."))
    assert desk_of().ask("hello there").text == "Hello! Ask me about a partner."


def test_a_command_never_goes_to_a_model(desk_of: Desks, scripted: ScriptedServer) -> None:
    scripted.plays(says("I am not asked."))
    is_right(desk_of().ask("/channel-sales rebate Larkmere Cloud Q1 2025"))
    assert scripted.requests == []


def test_neither_the_key_nor_a_word_of_the_question_is_logged(
    desk_of: Desks, scripted: ScriptedServer, caplog: pytest.LogCaptureFixture
) -> None:
    scripted.plays(Line(status=401, raw=f'{{"error": {{"message": "Wrong key {KEY} for {QUESTION}"}}}}'))
    with caplog.at_level(logging.INFO):
        is_right(desk_of().ask(QUESTION))
    assert "status 401" in caplog.text
    assert KEY not in caplog.text
    assert "Larkmere" not in caplog.text


def test_the_key_is_not_shown_with_the_settings(desk_of: Desks) -> None:
    assert KEY not in repr(desk_of().settings)


def test_every_prompt_declares_what_it_uses_says_what_it_is_for_and_fits_a_page() -> None:
    files = [path for path in FOLDER.glob("*.md") if path.name != "README.md"]
    assert len(files) >= 5
    for path in files:
        text = path.read_text(encoding="utf-8")
        declared = [line.strip().partition(":")[0] for line in text.splitlines() if line.startswith("  ")]
        assert prompt(path.stem, **dict.fromkeys(declared, "x"))
        assert text.startswith("---\nfor: ")
        assert len(text.splitlines()) <= 40


def test_a_prompt_is_given_exactly_its_variables() -> None:
    with pytest.raises(ValueError, match=r"rewrite.md declares \['faults'\] and was given \[\]"):
        prompt("rewrite")
