"""Advice in words: the answer first, one citation for a list, and the partner's numbers beside it."""

from datetime import date

import pytest

from assistant.asking import Desk
from assistant.wording.advice import advice, cited
from tools.advice import Advice
from tools.advice.conflicts import Disagreement
from tools.advice.passages import Claim, Passage

STEPS, EDGES, OTHER = "co-sell#steps", "co-sell#edge-cases", "our-own#notes"


def passage(cites: str, heading: str) -> Passage:
    return Passage(
        id=cites,
        playbook="Co-sell",
        heading=heading,
        source=f"playbooks/{cites.partition('#')[0]}.md",
        updated_on=date(2025, 4, 30),
        nearness_bp=7_000,
        text="",
    )


def claims(cites: str, *texts: str) -> tuple[Claim, ...]:
    return tuple(Claim(text=text, cites=cites) for text in texts)


def said(
    lead: Claim | None = None,
    steps: tuple[Claim, ...] = (),
    also: tuple[Claim, ...] = (),
    disagreements: tuple[Disagreement, ...] = (),
) -> Advice:
    passages = (passage(STEPS, "Steps of a deal"), passage(EDGES, "Edge cases"), passage(OTHER, "Notes"))
    return Advice(
        question="how do we co-sell",
        lead=lead,
        steps=steps,
        also=also,
        disagreements=disagreements,
        passages=passages,
        rules=(),
        partner_id=None,
        tier=None,
        funds=None,
        basis=(),
        notes=(),
    )


def test_a_lead_of_the_same_section_is_the_citation_of_its_list() -> None:
    result = said(Claim(text="Agree first.", cites=STEPS), claims(STEPS, "Call.", "Write.", "Sign."))
    assert advice(result).text == f"Agree first. [{STEPS}]\n1. Call.\n2. Write.\n3. Sign."


def test_a_lead_of_another_section_stands_by_itself_and_the_list_under_its_heading() -> None:
    result = said(Claim(text="Agree first.", cites=OTHER), claims(STEPS, "Call.", "Write."))
    assert advice(result).text == f"Agree first. [{OTHER}]\n\nSteps of a deal [{STEPS}]:\n1. Call.\n2. Write."


def test_what_stands_each_for_itself_is_not_numbered() -> None:
    assert advice(said(None, claims(EDGES, "One.", "Two.", "Three."))).text == (
        f"Edge cases [{EDGES}]:\n- One.\n- Two.\n- Three."
    )


def test_one_or_two_statements_are_cited_each() -> None:
    assert advice(said(None, claims(EDGES, "One.", "Two."))).text == f"One. [{EDGES}]\nTwo. [{EDGES}]"


def test_a_row_is_said_without_the_name_of_its_first_column() -> None:
    rows = claims("co-sell#decision-table", "Facts: two claims; Age: new → Decision: wait", "Facts: one → Decision: go")
    assert advice(said(None, rows)).text.splitlines()[0] == (
        "two claims; Age: new → Decision: wait [co-sell#decision-table]"
    )


def test_a_colon_in_a_sentence_stays() -> None:
    assert advice(said(None, claims(EDGES, "Remember: ask."))).text == f"Remember: ask. [{EDGES}]"


def test_what_others_add_is_cited_by_itself() -> None:
    result = said(Claim(text="Agree first.", cites=STEPS), (), claims(OTHER, "Then wait."))
    assert advice(result).text == f"Agree first. [{STEPS}]\n\nAlso: Then wait. [{OTHER}]"


def test_two_that_differ_are_both_said_with_their_sources() -> None:
    pair = Disagreement(one=Claim(text="30 days.", cites=STEPS), other=Claim(text="60 days.", cites=OTHER))
    assert advice(said(disagreements=(pair,))).text == (
        f"Two playbooks differ. playbooks/co-sell.md says: 30 days. [{STEPS}] "
        f"But playbooks/our-own.md says: 60 days. [{OTHER}]"
    )


def test_a_claim_ends_in_its_citation() -> None:
    assert cited(Claim(text="Call.", cites=STEPS)) == "Call. [co-sell#steps]"


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        pytest.param(
            "how do we help Acme Networks reach Gold?",
            "Acme Networks holds Silver and meets its requirements. It meets those of Gold too.",
            id="meets the next tier too",
        ),
        pytest.param(
            "how should we develop Bluefern Analytics?",
            "For Silver it lacks 1 certified staff member (1 of 2) and $100,000 of annual revenue ($0 of $100,000).",
            id="lacks some of it",
        ),
        pytest.param(
            "how should we spend Acme Networks' MDF?",
            "MDF in 2025: $5,000 of $5,000 is left, matched 1:1.",
            id="its funds, where they are asked about",
        ),
    ],
)
def test_a_partners_numbers_stand_beside_the_advice(desk: Desk, ask: str, says: str) -> None:
    answer = desk.ask(ask)
    assert says in answer.text
    assert answer.citations != ()


def test_every_citation_of_a_text_is_listed_and_none_else(desk: Desk) -> None:
    answer = desk.ask("two partners registered the same deal, who gets it?")
    assert answer.citations
    assert [one.id for one in answer.citations if f"[{one.id}]" not in answer.text] == []
    assert answer.text.count("[") >= len(answer.citations)
    assert answer.rests_on[0] == "Rests on the playbooks cited."


def test_what_is_not_covered_names_the_nearest_sections_and_cites_nothing(desk: Desk) -> None:
    answer = desk.ask("which CRM should we buy")
    assert (answer.kind, answer.code, answer.citations) == ("refusal", "not_covered", ())
    assert answer.text.count("[") == 3
