"""What the page makes of each kind of answer. Look at a snapshot's change in the browser before taking it."""

import re
from datetime import date

import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.answer import Answer, Citation
from assistant.asking import Desk
from assistant.channels.web.rendering import part
from assistant.channels.web.talks import Turn

QUESTIONS = {
    "figures": "mdf Acme Networks",
    "several tables": "statement Acme Networks Q2 2025",
    "asked back": "tier Acme",
    "refused": "tier Zzyzx",
}


def shown(answer: Answer) -> str:
    """A turn as it stands on the page. Receipts are hashes of the rules, which change for other reasons."""
    html = part("turn.html", turn=Turn("a1", "t1", "the question", answer))
    return re.sub(r"R-[0-9a-f]{10}", "R-0123456789", html)


@pytest.mark.parametrize("kind", QUESTIONS)
def test_an_answer_of_each_kind_looks_as_it_did(desk: Desk, kind: str, snapshot: SnapshotAssertion) -> None:
    assert shown(desk.ask(QUESTIONS[kind])) == snapshot


def test_a_cited_answer_links_its_sections_in_the_text_and_below(snapshot: SnapshotAssertion) -> None:
    cited = Citation(
        id="conflict-management#steps",
        playbook="Conflict management",
        heading="Steps: settle a conflict",
        source="playbooks/conflict-management.md",
        updated_on=date(2025, 4, 30),
    )
    html = shown(Answer(text="Settle it by the steps. [conflict-management#steps]", citations=(cited,)))
    assert html.count('href="/playbooks/conflict-management/steps" data-open') == 2
    assert html == snapshot


def test_help_keeps_its_columns(desk: Desk) -> None:
    html = shown(desk.ask("help"))
    assert '<pre class="help" tabindex="0">' in html
    assert "\n  tier Acme Networks  " in html
