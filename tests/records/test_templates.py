"""A company's own practices and templates take the place of ours, file by file, and bad ones are refused."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.documents.making import rendered
from assistant.records.templates import SHIPPED, BadTemplates, with_practices
from tests.programs import second, shipped
from tests.tools.plans.asking import one_partner
from tools.core.errors import NoRuleInForce
from tools.plans.onboarding import onboarding_plan

OWN_ONBOARDING = """
description: Two phases of our own.
values:
  - since: 2025-01-01
    source: Halden Partner Guide, chapter 3
    general: {name: any, training: our product, certification: base, first_deal: a friend}
    phases:
      - name: Start
        review: {title: Half-way talk, owner: success coach, day: 20}
        milestones: [Portal open]
        steps:
          - {business_day: 1, owner: success coach, title: "Call about {training}"}
      - name: Sell
        review: {title: Closing talk, owner: success coach, day: 45}
        milestones: []
    certifications:
      {title: "{certification} examination", owner: "partner's engineer", first_business_day: 10, last_business_day: 20}
    pipeline: {title: Pipeline, owner: "partner's seller", checks: [{day: 45, share_bp: 10_000}]}
"""


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_company_replaces_one_practice_and_keeps_the_others(tmp_path: Path) -> None:
    own = with_practices(second(), folder(tmp_path, onboarding__yaml=OWN_ONBOARDING))
    found = onboarding_plan(one_partner(tier="Associate"), own, partner_id="P-1", starts_on="2025-06-02")
    assert [(task.on, task.owner, task.title) for task in found.tasks] == [
        (date(2025, 6, 3), "success coach", "Call about our product"),
        (date(2025, 6, 16), "partner's engineer", "Base examination"),
        (date(2025, 6, 20), "success coach", "Half-way talk"),
        (date(2025, 6, 23), "partner's engineer", "Base examination"),
        (date(2025, 6, 30), "partner's engineer", "Base examination"),
        (date(2025, 7, 17), "success coach", "Closing talk"),
    ]
    assert own.scorecard == with_practices(second()).scorecard
    assert found.basis[0].source == "Halden Partner Guide, chapter 3"


def test_practices_are_dated_like_the_program(tmp_path: Path) -> None:
    own = with_practices(shipped(), folder(tmp_path, onboarding__yaml=OWN_ONBOARDING))
    with pytest.raises(NoRuleInForce, match="onboarding"):
        own.onboarding.on(date(2024, 12, 31))


def test_the_version_is_of_the_program_and_the_practices(tmp_path: Path) -> None:
    ours = with_practices(shipped())
    assert ours.version != shipped().version
    assert with_practices(shipped(), folder(tmp_path, onboarding__yaml=OWN_ONBOARDING)).version != ours.version
    assert with_practices(second()).version != ours.version


def changed(name: str, old: str, new: str) -> str:
    text = (SHIPPED / name).read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1)


ON, SCORES, BUSINESS = "onboarding.yaml", "scorecard.yaml", "business_plan.yaml"


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        pytest.param(SCORES, "weight: 25", "weight: 30", "add up to 105, not to 100", id="weights"),
        pytest.param(SCORES, "pass_mark: 70", "passmark: 70", "pass_mark", id="a key misspelt"),
        pytest.param(ON, "business_day: 2,", "business_day: 2, day: 3,", "write one of them", id="two days"),
        pytest.param(ON, "{training}", "{traning}", "{training}", id="an unknown word"),
        pytest.param(ON, "only: [reseller]", "only: [resaler]", "names no resaler", id="an unknown type"),
        pytest.param(ON, "day: 30}", "business_day: 30}", "calendar `day`", id="a review"),
        pytest.param("campaign.yaml", "pipeline_to: 15", "pipeline_to: 5", "falls from 8 to 5", id="an aim that falls"),
        pytest.param(BUSINESS, "- {plan:", "- {tiers: [], plan:", "fit every partner", id="a gap in depths"),
        pytest.param("review.yaml", "minutes: 10}", "minutes: ten}", "is not a whole number", id="a number in words"),
        pytest.param("improvement.yaml", "sign: people", "sign: stars", "is none of", id="a sign that nobody reads"),
        pytest.param("profile.yaml", "values:", "values: [", "is not YAML", id="broken YAML"),
    ],
)  # fmt: skip
def test_a_practice_that_cannot_be_used_is_told_with_file_and_line(
    tmp_path: Path, name: str, old: str, new: str, says: str
) -> None:
    (tmp_path / name).write_text(changed(name, old, new), encoding="utf-8")
    with pytest.raises(BadTemplates) as refused:
        with_practices(shipped(), tmp_path)
    assert says in str(refused.value)
    assert str(tmp_path / name) in str(refused.value)
    assert "line" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        pytest.param("onbording.yaml", "Did you mean onboarding.yaml?", id="a practice"),
        pytest.param("qbr_pak.md.j2", "Did you mean qbr_pack.md.j2?", id="a template"),
    ],
)
def test_a_name_that_nothing_reads_is_refused(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    with pytest.raises(BadTemplates) as refused:
        with_practices(shipped(), tmp_path)
    assert says in str(refused.value)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTemplates, match="There is no folder"):
        with_practices(shipped(), tmp_path / "nowhere")


GIVEN: dict[str, Any] = {"plan": {"name": "A | B"}, "receipt": None, "company": "C", "pictures": False}


def test_a_company_replaces_a_look(tmp_path: Path) -> None:
    own = folder(tmp_path, onboarding_plan__md__j2="# Welcome {{ plan.name }}\n")
    assert rendered("onboarding_plan.md.j2", GIVEN, own) == "# Welcome A \\| B\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("{% if plan %}", "line 1", id="a block that is left open"),
        pytest.param("{{ plan.nothing }}", "cannot be filled", id="a value that is not there"),
        pytest.param("{{ plan.name | sparkle }}", "sparkle", id="a filter that is not there"),
        pytest.param("{{ plan.name.__class__.__mro__ }}", "cannot be filled", id="a way out of the sandbox"),
        pytest.param("{{ 1 / 0 }}", "cannot be filled", id="arithmetic"),
    ],
)
def test_a_look_that_cannot_be_used_is_told_in_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    own = folder(tmp_path, onboarding_plan__md__j2=text)
    with pytest.raises(BadTemplates) as refused:
        rendered("onboarding_plan.md.j2", GIVEN, own)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
