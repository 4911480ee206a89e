"""Every tool's answer, in every situation of the demo company, keeps the same manners."""

import re
from collections.abc import Iterator

import pytest

from assistant.answer import Answer
from assistant.asking import Desk
from assistant.records.demo import SITUATIONS
from assistant.wording import SUBJECTS, answered, refused
from tests.assistant.pages import WIDTH, page
from tools import TOOLS
from tools.core.errors import ToolError
from tools.core.program import RULES

OF_A_PARTNER = (
    "tier_status",
    "tier_path",
    "incentive_statement",
    "rebate_earned",
    "mdf_balance",
    "claim_status",
    "partner_directory",
    "partner_deals",
    "deadlines",
    "partner_health",
)
PERIODS = ("2025-04", "2025-Q1", "2024", "2023-07", "2025-01-15/2025-02-10")
PLANS_OF_A_PARTNER = ("onboarding_plan", "joint_business_plan", "qbr_pack", "improvement_plan")
WEBINAR = {"cost": "12000", "activity": "webinar", "activity_on": "2025-09-18"}
SOME = [s.partner_id for s in SITUATIONS.values()][::4]
"""Partners for what differs less from one situation to the next."""

Call = tuple[str, dict[str, str]]

CALLS: tuple[Call, ...] = (
    *((tool, {"partner": s.partner_id}) for tool in OF_A_PARTNER for s in SITUATIONS.values()),
    *(("incentive_statement", {"partner": partner, "period": "2025-Q1"}) for partner in SOME),
    *(("rebate_earned", {"partner": partner, "quarter": "2025-Q1"}) for partner in SOME),
    *(("deal_estimate", {"partner": partner, "amount": "150000", "kind": "upsell"}) for partner in SOME),
    *(("mdf_match", {"partner": s.partner_id, "cost": "12000"}) for s in SITUATIONS.values()),
    *(("dashboard", {"period": period}) for period in PERIODS),
    *(("dashboard", {"tier": tier}) for tier in ("Platinum", "Gold", "Silver", "Registered")),
    *(("partner_health", {"period": period}) for period in ("2025-04", "2025-Q1", "2024")),
    *(("partner_directory", {"tier": tier, "region": "West"}) for tier in ("Platinum", "Gold", "Registered")),
    *(("partner_directory", {"state": "joined", "period": period}) for period in PERIODS),
    *(("partner_directory", {"state": "exited", "period": period}) for period in PERIODS),
    *(("partner_directory", {"state": state, "period": "2024"}) for state in ("promoted", "demoted", "moved")),
    ("partner_directory", {}),
    ("partner_directory", {"manager": "Jude Lindott", "partner_type": "MSP"}),
    *(("quarter_awards", {"quarter": quarter}) for quarter in ("2025-Q1", "2025-Q2")),
    *(("program_rules", {"section": section}) for section in RULES),
    ("deadlines", {}),
    *((tool, {"partner": partner}) for tool in PLANS_OF_A_PARTNER for partner in SOME),
    *(("campaign_brief", {"partner": partner, **WEBINAR}) for partner in SOME),
    *(("partner_profile", {"partner_type": kind}) for kind in ("reseller", "MSP", "distributor")),
    ("partner_profile", {}),
    ("recruitment_scorecard", {}),
    ("recruitment_scorecard", {"scores": "market 4, technical 4, alignment 3, finance 1", "prospect": "Birch Cloud"}),
    ("recruitment_scorecard", {"scores": "market 5", "ruled_out": "sanctions"}),
    ("rules_of_engagement", {}),
    ("advice", {"question": "how do we stop resellers colliding with our own reps?"}),
    ("advice", {"question": "how do we plan a joint campaign with MDF?", "partner": SOME[0]}),
    ("arithmetic", {"operation": "share", "figures": "$2,900; $145,000", "about": "revenue"}),
    ("agreement_checklist", {"partner_type": "distributor"}),
)  # fmt: skip

LOOSE = {
    "a doubled full stop": r"\.\.",
    "a doubled space": r"\S  +\S",
    "a space before a comma or a stop": r" [,.;:](\s|$)",
    "a Python value": r"\b(None|True|False)\b|[{}]|\bdatetime\b",
    "a key of the data": r"\b[a-z]+_[a-z_]+\b",
    "one of several": r"(?<![\d,.$])\b1 (claims|deadlines|partners|days|deals|quarters|lines|payments|new logos)\b",
    "negative nothing": r"-\$0(?![\d.,])",
    "nothing that was done": r"\$0 (was|can|of refunds)\b",
}


@pytest.fixture(scope="module")
def answers(desk: Desk) -> list[tuple[Call, Answer]]:
    return list(_answers(desk))


def _answers(desk: Desk) -> Iterator[tuple[Call, Answer]]:
    toolbox = desk.toolbox()
    for tool, arguments in CALLS:
        try:
            yield (tool, arguments), answered([toolbox.call(tool, arguments)])
        except ToolError as error:
            yield (tool, arguments), refused(error)


def test_every_tool_is_asked(answers: list[tuple[Call, Answer]]) -> None:
    assert {tool for (tool, _), _ in answers} >= {tool.name for tool in TOOLS if tool.name in SUBJECTS}
    refusals = {answer.text for _, answer in answers if answer.kind != "answer"}
    assert all("exited the program" in text or "not an active partner" in text for text in refusals)


def test_every_row_has_a_cell_for_each_column_and_figures_are_named_columns(answers: list[tuple[Call, Answer]]) -> None:
    for call, answer in answers:
        for table in answer.tables:
            assert table.rows, call
            assert {len(row) for row in table.rows} == {len(table.columns)}, call
            assert set(table.right) <= set(table.columns), call
            assert len(set(table.columns)) == len(table.columns), call


def test_nothing_is_wider_than_a_terminal_and_no_figure_is_folded(answers: list[tuple[Call, Answer]]) -> None:
    for call, answer in answers:
        shown = page(answer)
        assert max(map(len, shown.splitlines())) <= WIDTH, call
        figures = [row[t.columns.index(name)] for t in answer.tables for row in t.rows for name in t.right]
        assert [figure for figure in figures if figure not in shown] == [], call


def test_answers_are_sentences(answers: list[tuple[Call, Answer]]) -> None:
    for call, answer in answers:
        for text in (answer.text, *answer.notes, *answer.rests_on):
            assert text[0].isupper() or text[0].isdigit() or text[0] == '"', (call, text)
            assert text.endswith("."), (call, text)
            assert re.search(r"[.!?] [a-z]", text) is None, (call, text)
            assert text.count("(") == text.count(")"), (call, text)


@pytest.mark.parametrize("fault", LOOSE)
def test_answers_have_no(answers: list[tuple[Call, Answer]], fault: str) -> None:
    for call, answer in answers:
        cells = [cell for table in answer.tables for row in (table.columns, *table.rows) for cell in row]
        found = [text for text in (answer.text, *answer.notes, *cells) if re.search(LOOSE[fault], text)]
        assert found == [], call


def test_an_answer_begins_short(answers: list[tuple[Call, Answer]]) -> None:
    for call, answer in answers:
        most = 1_400 if call[0] == "advice" else 620  # advice lists a section's own steps
        assert len(answer.text) <= most, call
        assert len(answer.text.partition(". ")[0]) <= 330, call


def test_what_a_tool_notes_is_said(desk: Desk) -> None:
    toolbox = desk.toolbox()
    for tool, arguments in CALLS[:: len(CALLS) // 60]:
        try:
            outcome = toolbox.call(tool, arguments)
        except ToolError:
            continue
        said = answered([outcome])
        notes = getattr(outcome.result, "notes", ())
        assert [note for note in notes if note not in said.notes and note not in said.text] == [], (tool, arguments)
