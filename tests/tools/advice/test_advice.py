"""Advice from passages: what leads, what is cited, what is refused, and where two documents disagree."""

import pytest

from tests.programs import shipped
from tests.tools.advice.sections import asked, passage
from tools.advice import Advice, NotCovered, advice
from tools.core.frames import Frames

STEPS = "Settle it early.\n\n1. Freeze offers.\n2. Hear both sides.\n3. Decide in writing."


def advised(frames: Frames, question: str) -> Advice:
    return advice(frames, shipped(), question=question)


def test_the_best_sections_steps_are_given_in_order_and_cited() -> None:
    found = advised(asked(passage("conflict#steps", STEPS)), "how is a conflict settled")
    assert found.lead is not None
    assert (found.lead.text, found.lead.cites) == ("Settle it early.", "conflict#steps")
    assert [(claim.text, claim.cites) for claim in found.steps] == [
        ("Freeze offers.", "conflict#steps"),
        ("Hear both sides.", "conflict#steps"),
        ("Decide in writing.", "conflict#steps"),
    ]
    assert [one.id for one in found.passages] == ["conflict#steps"]


def test_a_section_without_items_borrows_the_steps_of_its_playbook() -> None:
    found = advised(
        asked(passage("conflict#when", "Use it the same day."), passage("conflict#steps", STEPS)), "when to act"
    )
    assert found.lead is not None
    assert found.lead.cites == "conflict#when"
    assert {claim.cites for claim in found.steps} == {"conflict#steps"}


def test_of_edge_cases_only_those_that_bear_on_the_question_are_given() -> None:
    text = (
        "- The owner dies: ask the heirs.\n- A tender: everyone may bid.\n- A typing error: correct it.\n- Rain: wait."
    )
    found = advised(asked(passage("rules#edge-cases", text)), "who may bid in a tender")
    assert "A tender: everyone may bid." in [claim.text for claim in found.steps]
    assert len(found.steps) == 2
    assert found.lead is None


def test_what_is_not_covered_is_refused_with_the_nearest_titles() -> None:
    with pytest.raises(NotCovered) as refused:
        advised(asked(passage("conflict#steps", STEPS), passage("rules#when", "Now."), covered=False), "what is VAT")
    assert 'do not cover "what is VAT"' in str(refused.value)
    assert "Conflict, Heading [conflict#steps]; Rules, Heading [rules#when]" in str(refused.value)
    assert [one.id for one in refused.value.nearest] == ["conflict#steps", "rules#when"]


def test_without_any_passage_it_is_refused_and_no_title_is_named() -> None:
    with pytest.raises(NotCovered, match=r"so I will not make an answer up\.$"):
        advised(asked(covered=False), "what is VAT")


def test_each_cited_playbook_stands_with_its_day_and_an_undated_one_is_said_to_be_so() -> None:
    dated = advised(asked(passage("conflict#steps", STEPS, day=4)), "conflict")
    assert [(str(one.since), one.source) for one in dated.basis] == [("2025-03-04", "Conflict (ours/conflict.md)")]
    undated = advised(asked(passage("conflict#steps", STEPS, day=0)), "conflict")
    assert undated.basis == ()
    assert undated.notes == ("Conflict (ours/conflict.md) carries no date.",)


def test_a_rule_that_the_question_names_comes_with_it() -> None:
    found = advised(asked(passage("mdf#steps", STEPS)), "how does the MDF match work for Gold?")
    assert [rule.section for rule in found.rules] == ["mdf"]
    assert advised(asked(passage("conflict#steps", STEPS)), "how is a conflict settled").rules == ()


OURS = "Answer a registration request of a partner within 2 business days."
CASES = [
    pytest.param("Answer a registration request of a partner within 5 business days.", True, id="another figure"),
    pytest.param("Never answer a registration request of a partner within 2 business days.", True, id="the opposite"),
    pytest.param(OURS, False, id="the same"),
    pytest.param("Send the invoice to the customer within 30 days.", False, id="another subject"),
    pytest.param("Answer a registration request of a partner for 2% of revenue.", False, id="another unit"),
]


@pytest.mark.parametrize(("theirs", "differ"), CASES)
def test_two_documents_that_contradict_are_both_cited(theirs: str, differ: bool) -> None:
    found = advised(
        asked(passage("ours#answers", OURS), passage("theirs#answers", theirs, source="theirs/answers.md")),
        "how fast is a registration request answered?",
    )
    assert bool(found.disagreements) is differ
    if differ:
        (pair,) = found.disagreements
        assert (pair.one.cites, pair.other.cites) == ("ours#answers", "theirs#answers")
        assert {one.id for one in found.passages} == {"ours#answers", "theirs#answers"}
        assert "Two playbooks differ here" in found.notes[-1]


def test_two_authors_who_give_another_figure_in_other_words_are_both_cited() -> None:
    handbook = passage(
        "handbook#long",
        "A registered deal is kept for the reseller for 45 days. One extension of 15 days is given.",
        heading="How long a reseller keeps a registered deal",
    )
    memo = passage(
        "memo#days",
        "In the south region a registration protects the reseller for 120 days and cannot be extended.",
        heading="How many days a deal registration protects a reseller",
        source="theirs/memo.md",
    )
    found = advised(asked(handbook, memo), "how long should a deal registration protect a reseller?")
    assert [(pair.one.cites, pair.other.cites) for pair in found.disagreements] == [("handbook#long", "memo#days")]
    assert {one.id for one in found.passages} == {"handbook#long", "memo#days"}


@pytest.mark.parametrize(
    ("one", "other", "source"),
    [
        pytest.param("ours#answers", "ours#more", "ours/ours.md", id="one document does not contradict itself"),
        pytest.param("ours#answers", "theirs#worked-example", "theirs/a.md", id="an example rules nothing"),
        pytest.param("ours#answers", "theirs#metrics", "theirs/a.md", id="a metric rules nothing"),
    ],
)
def test_what_rules_nothing_does_not_disagree(one: str, other: str, source: str) -> None:
    theirs = "Answer a registration request of a partner within 5 business days."
    found = advised(
        asked(passage(one, OURS), passage(other, theirs, source=source)), "how fast is a registration request answered?"
    )
    assert found.disagreements == ()


def test_another_folders_section_is_heard_before_a_second_one_of_ours() -> None:
    found = advised(
        asked(
            passage("ours#a", "Registration requests are answered quickly."),
            passage("ours#b", "A registration request is answered in the portal."),
            passage("more#c", "A registration request is answered by channel operations."),
            passage("theirs#d", "A registration request is answered by mail.", source="theirs/d.md"),
        ),
        "how is a registration request answered?",
    )
    assert [claim.cites for claim in found.also] == ["theirs#d", "ours#b"]


def test_a_section_far_from_the_best_adds_nothing() -> None:
    found = advised(
        asked(
            passage("ours#a", "Registration requests are answered quickly.", near=0.8),
            passage("far#b", "A registration request is answered in the portal.", near=0.69),
        ),
        "how is a registration request answered?",
    )
    assert found.also == ()
