"""Advice in words: the answer first, its steps, what others add, and each with the section it stands in."""

import re

from assistant.answer import Citation, Table, Worded
from assistant.wording.figures import counted
from assistant.wording.rules import TITLES, value
from assistant.wording.tiers import missing, recommended
from tools.advice import Advice
from tools.advice.passages import Claim
from tools.core.money import dollars
from tools.mdf.balance import MdfBalance
from tools.rules import ProgramRules
from tools.tiers.status import TierStatus

_MOST_RULE_ROWS, _FEW = 6, 2
_ROW = " → "
_APART = frozenset({"decision-table", "metrics", "pitfalls", "edge-cases"})
_FIRST_COLUMN = re.compile(r"^[^:;→]{1,60}: ")


def advice(result: Advice) -> Worded:
    """The lead, the steps under their citation, what others add or say differently, then program and partner."""
    blocks = [
        *_answer(result),
        "\n".join(f"Also: {cited(claim)}" for claim in result.also),
        _differing(result),
        _partner(result.tier, result.funds),
    ]
    return Worded(
        text="\n\n".join(block for block in blocks if block),
        tables=tuple(_rule(rules) for rules in result.rules),
        notes=result.notes,
        citations=tuple(
            Citation(
                id=one.id, playbook=one.playbook, heading=one.heading, source=one.source, updated_on=one.updated_on
            )
            for one in result.passages
        ),
    )


def cited(claim: Claim) -> str:
    """A claim with its citation: `channel-sales playbook show ID` opens it."""
    return f"{claim.text} [{claim.cites}]"


def _answer(result: Advice) -> list[str]:
    """The lead and the list; the citation above a list is that of all its items, and is not said twice."""
    lead = cited(result.lead) if result.lead else ""
    if not result.steps:
        return [lead]
    cites = result.steps[0].cites
    if result.lead and result.lead.cites == cites:
        return ["\n".join([lead, *_items(result)])]
    if len(result.steps) <= _FEW and not lead:
        return ["\n".join(f"{_row(claim.text)} [{claim.cites}]" for claim in result.steps)]
    heading = next((one.heading for one in result.passages if one.id == cites), "Steps")
    return [lead, "\n".join([f"{heading} [{cites}]:", *_items(result)])]


def _items(result: Advice) -> list[str]:
    """Steps by number, and what stands each for itself by a dash."""
    apart = result.steps[0].cites.partition("#")[2] in _APART or all(_ROW in claim.text for claim in result.steps)
    return [f"{'-' if apart else f'{number}.'} {_row(claim.text)}" for number, claim in enumerate(result.steps, 1)]


def _row(text: str) -> str:
    """A row of a table without the name of its first column, which its heading tells."""
    return _FIRST_COLUMN.sub("", text, count=1) if _ROW in text else text


def _differing(result: Advice) -> str:
    sources = {one.id: one for one in result.passages}
    lines = []
    for pair in result.disagreements:
        both = [f"{sources[claim.cites].source} says: {cited(claim)}" for claim in (pair.one, pair.other)]
        lines.append("Two playbooks differ. " + " But ".join(both))
    return "\n".join(lines)


def _partner(tier: TierStatus | None, funds: MdfBalance | None) -> str:
    said = []
    if tier:
        met = "meets its requirements" if tier.own.met else f"misses {missing(tier.own)}"
        said.append(f"{tier.name} holds {tier.held} and {met}.")
        if tier.next and not tier.next.met:
            said.append(f"For {tier.next.tier} it lacks {missing(tier.next)}.")
        elif tier.next:
            said.append(f"It meets those of {tier.next.tier} too.")
        if tier.recommendation.action != "hold":
            said.append(recommended(tier))
    if funds and funds.eligible:
        said.append(
            f"MDF in {funds.year}: {dollars(funds.remaining_cents)} of {dollars(funds.entitled_cents)} is left, "
            f"matched {funds.match_vendor}:{funds.match_partner}."
        )
    return " ".join(said)


def _rule(rules: ProgramRules) -> Table:
    """The first values of a rule; `channel-sales rules` shows the rest."""
    shown = rules.rows[:_MOST_RULE_ROWS]
    rows = [
        ((f"{row.group}: " if row.group not in {"", None, rules.tier} else "") + row.label, value(row)) for row in shown
    ]
    rest = len(rules.rows) - len(rows)
    if rest > 0:
        rows.append((f"and {counted(rest, 'more value')}", f"`rules {rules.section}`"))
    who = f" for {rules.tier}" if rules.tier else ""
    return Table(
        title=f"The program: {TITLES[rules.section].lower()}{who}", columns=("Rule", "Value"), rows=tuple(rows)
    )
