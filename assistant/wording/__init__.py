"""From a tool's result to an answer that a person reads: one module a subject, chosen by the tool's name."""

from collections.abc import Sequence
from importlib import import_module

from assistant.answer import Answer, Worded
from assistant.toolbox import Outcome, tool_named
from tools.core.errors import ToolError, UnclearPartner

SUBJECTS = {
    "tier_status": "tiers",
    "tier_path": "tier_paths",
    "deal_estimate": "incentives",
    "incentive_statement": "incentives",
    "rebate_earned": "rebates",
    "mdf_balance": "mdf",
    "mdf_match": "mdf",
    "partner_directory": "partners.directory",
    "partner_deals": "partners.deals",
    "quarter_awards": "awards",
    "dashboard": "dashboard",
    "partner_health": "partners.health",
    "deadlines": "deadlines",
    "claim_status": "deadlines",
    "program_rules": "rules",
    "arithmetic": "arithmetic",
    "advice": "advice",
    "onboarding_plan": "plans",
    "recruitment_scorecard": "plans",
    "partner_profile": "plans",
    "joint_business_plan": "plans",
    "qbr_pack": "plans",
    "improvement_plan": "plans",
    "campaign_brief": "plans",
    "rules_of_engagement": "plans",
    "agreement_checklist": "plans",
}
"""The module of this package that words each tool; only that one is imported."""


def worded(outcome: Outcome) -> Worded:
    """A result in words, by the function of its tool's name."""
    module = import_module(f"assistant.wording.{SUBJECTS[outcome.tool]}")
    words: Worded = getattr(module, outcome.tool)(outcome.result)
    return words


def answered(outcomes: Sequence[Outcome], notes: tuple[str, ...] = ()) -> Answer:
    """The answer that tool calls come to, in the order they were made."""
    parts = [_named(worded(outcome), outcome, outcomes) for outcome in outcomes]
    return Answer(
        text="\n\n".join(part.text for part in parts),
        tables=tuple(table for part in parts for table in part.tables),
        notes=tuple(dict.fromkeys([*_seen(outcomes), *(note for part in parts for note in part.notes), *notes])),
        citations=tuple({one.id: one for part in parts for one in part.citations}.values()),
        receipts=tuple(outcome.receipt for outcome in outcomes),
        results=tuple(outcome.result.model_dump(mode="json") for outcome in outcomes),
    )


def _named(words: Worded, outcome: Outcome, outcomes: Sequence[Outcome]) -> Worded:
    """A result's words, its tables under whose and of when they are where the tool answers more than once."""
    if sum(one.tool == outcome.tool for one in outcomes) < 2:
        return words
    result, given = outcome.result, outcome.receipt.arguments
    own = getattr(result, "rows", ()) if given.get("partner_id") else ()
    name = getattr(result, "name", None) or getattr(own[0] if own else None, "name", None)
    spans = (getattr(result, span, None) for span in ("period", "quarter", "year"))
    label = ", ".join(filter(None, [name, *spans, *(given.get(by) for by in ("tier", "region", "manager"))]))
    titles = (": ".join(filter(None, [label, table.title])) for table in words.tables)
    tables = tuple(table.model_copy(update={"title": title}) for table, title in zip(words.tables, titles, strict=True))
    return words.model_copy(update={"tables": tables})


def _seen(outcomes: Sequence[Outcome]) -> list[str]:
    """That figures over everyone are over those whom the person may see, where that is not everyone."""
    cut = any(o.receipt.scope != "everything" and tool_named(o.tool).scope == "everyone" for o in outcomes)
    return ["Only the partners that you may see are counted; totals and shares are of theirs alone."] if cut else []


def refused(error: ToolError) -> Answer:
    """A tool's refusal as an answer; an unclear name is a question back."""
    kind = "question" if isinstance(error, UnclearPartner) else "refusal"
    return Answer(kind=kind, text=str(error), code=error.code)
