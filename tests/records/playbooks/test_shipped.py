"""The playbooks that the product ships: every citation of advice opens."""

import pytest
import yaml

from assistant.records.playbooks.frames import with_passages
from assistant.records.playbooks.library import Library
from assistant.settings import OUR_PLAYBOOKS, Settings
from evals.retrieval.questions import read_questions
from tests.builders import frames
from tests.programs import shipped
from tools.advice import NotCovered, advice


@pytest.fixture(scope="module")
def ours() -> Library:
    """The shipped playbooks, whatever the settings name."""
    return Library((OUR_PLAYBOOKS,), Settings().playbooks_index)


def test_every_section_has_ten_phrases_that_it_answers(ours: Library) -> None:
    assert [section.id for section in ours.shelf.read()[0] if len(section.asked) < 10] == []


def test_phrases_name_only_sections_that_there_are(ours: Library) -> None:
    named = yaml.safe_load((OUR_PLAYBOOKS / "asked.yaml").read_text(encoding="utf-8"))
    known = {section.id for section in ours.sections()}
    assert {f"{stem}#{part}" for stem, parts in named.items() for part in parts} <= known


def test_every_citation_of_advice_on_every_question_opens(ours: Library) -> None:
    opened = {section.id: section for section in ours.sections()}
    cited: set[str] = set()
    program = shipped()
    for question in read_questions("development"):
        try:
            found = advice(
                with_passages(frames(), ours, question.ask, audience="vendor"), program, question=question.ask
            )
        except NotCovered as refusal:
            cited |= {one.id for one in refusal.nearest}
            continue
        claims = [*([found.lead] if found.lead else []), *found.steps, *found.also]
        assert claims
        assert {claim.cites for claim in claims} <= {one.id for one in found.passages}
        cited |= {one.id for one in found.passages}
    assert cited <= set(opened)
    assert len(cited) > 250
    for citation in sorted(cited):
        assert ours.section(citation) == opened[citation]
