"""Advice from the playbooks: what their sections say, with citations, the program's rule and the partner's numbers."""

import re
from typing import Any

from tools.advice.conflicts import Disagreement, disagreements
from tools.advice.facts import funds, rules_named, standing
from tools.advice.passages import Claim, Found, Passage, found
from tools.core.errors import CannotAnswer, shown
from tools.core.frames import Frames
from tools.core.program import Program
from tools.core.receipts import Basis, Result
from tools.mdf.balance import MdfBalance
from tools.mdf.requests import READS as MDF_READS
from tools.rules import ProgramRules
from tools.tiers.status import STATUS_READS, TierStatus

ADVICE_READS = tuple(dict.fromkeys((*STATUS_READS, *MDF_READS)))
"""The tables of a partner that a question names; the passages come beside them."""

_ALSO_WITHIN_BP = 1_000
_MOST_ALSO = 2
_ASKS_HOW = re.compile(
    r"\W*(?:how (?:do|does|should|can|could|would|to)|what (?:do|should|can) (?:we|i|you) do)\b", re.I
)
_TELL_NO_WAY = frozenset({"when", "pitfalls", "metrics"})
"""Kinds of sections whose items are no way of doing something."""


class NotCovered(CannotAnswer):
    """The playbooks hold nothing that answers; `nearest` are the sections that come closest."""

    def __init__(self, question: str, nearest: tuple[Passage, ...]) -> None:
        listed = "; ".join(f"{one.playbook}, {one.heading} [{one.id}]" for one in nearest)
        nearby = f" The nearest sections are: {listed}." if nearest else ""
        super().__init__(f"The playbooks do not cover {shown(question)}, so I will not make an answer up.{nearby}")
        self.nearest = nearest


class Advice(Result):
    """What the playbooks say to a question. Every claim cites the section that it stands in.

    `lead` answers first, `steps` are the best section's own steps or items, `also` what other sections add.
    `rules` are the program's, where the question names one; `tier` and `funds` a named partner's.
    """

    question: str
    lead: Claim | None
    steps: tuple[Claim, ...]
    also: tuple[Claim, ...]
    disagreements: tuple[Disagreement, ...]
    passages: tuple[Passage, ...]
    rules: tuple[ProgramRules, ...]
    partner_id: str | None
    tier: TierStatus | None
    funds: MdfBalance | None
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def advice(frames: Frames, program: Program, *, question: str, partner_id: str | None = None) -> Advice:
    """How something is done in channel sales, from the playbooks: recruit, onboard, co-sell, settle, plan, pay, end.

    Choose it for what should be done and how, not for what a partner has earned or holds.

    Args:
        question: The question in the person's own words.
        partner_id: Record id, such as "P-042", where the question is about one partner.

    Returns:
        Claims with their citations, documents that disagree, and the program's rule and partner's numbers if named.

    Raises:
        NotCovered: no playbook answers it; the nearest sections are named.
        UnknownPartner: no such partner, or none that the person asking may see.
    """
    passages, covered = found(frames, question)
    if not covered:
        raise NotCovered(question, tuple(one.passage for one in passages[:3]))
    status = standing(frames, program, partner_id) if partner_id else None
    tier = status if isinstance(status, TierStatus) else None
    rules = tuple(rules_named(frames, program, question, tier.held if tier else None))
    money = funds(frames, program, partner_id, question) if partner_id else None
    said = _said(passages, question)
    return Advice(
        question=question,
        **said,
        rules=rules,
        partner_id=partner_id,
        tier=tier,
        funds=money,
        basis=(*_dated(said["passages"]), *_rested(rules, tier, money)),
        notes=_notes(said["passages"], status, said["disagreements"]),
    )


def _said(passages: list[Found], question: str) -> dict[str, Any]:
    """The claims of an advice, and the passages that they cite."""
    first, *others = passages
    stepped = _with_steps(first, others, question)
    lead, steps = first.lead(), tuple(stepped.items())
    also = tuple(claim for one in _adding(first, others, stepped) if (claim := one.also()))
    differing = disagreements(passages, question)
    claims = [*([lead] if lead else []), *steps, *also, *(c for pair in differing for c in (pair.one, pair.other))]
    cited = {claim.cites for claim in claims}
    return {
        "lead": lead,
        "steps": steps,
        "also": also,
        "disagreements": differing,
        "passages": tuple(one.passage for one in passages if one.passage.id in cited),
    }


def _with_steps(first: Found, others: list[Found], question: str) -> Found:
    """The section whose items answer: the best one, or its playbook's steps where how is asked and it tells none."""
    tells = first.kind not in _TELL_NO_WAY or not _ASKS_HOW.match(question)
    if first.items() and tells:
        return first
    near = [one for one in others[:3] if one.passage.playbook == first.passage.playbook and one.of("step")]
    return near[0] if near else first


def _adding(first: Found, others: list[Found], stepped: Found) -> list[Found]:
    """The other sections that come near to the best, those of another folder first: two sources are both heard."""
    near = [
        one
        for one in others
        if one is not stepped and one.passage.nearness_bp >= first.passage.nearness_bp - _ALSO_WITHIN_BP
    ]
    folder = first.passage.source.partition("/")[0]
    near.sort(key=lambda one: one.passage.source.partition("/")[0] == folder)
    return near[:_MOST_ALSO]


def _dated(passages: tuple[Passage, ...]) -> tuple[Basis, ...]:
    """Each cited playbook, with the day it was last changed."""
    dated = {one.playbook: one for one in passages if one.updated_on is not None}
    return tuple(
        Basis(rule="playbooks", since=one.updated_on, until=None, source=f"{one.playbook} ({one.source})")
        for one in dated.values()
        if one.updated_on is not None
    )


def _rested(rules: tuple[ProgramRules, ...], tier: TierStatus | None, money: MdfBalance | None) -> tuple[Basis, ...]:
    parts = [*(rule.basis for rule in rules), tier.basis if tier else (), money.basis if money else ()]
    return tuple(dict.fromkeys(basis for part in parts for basis in part))


def _notes(
    passages: tuple[Passage, ...], status: TierStatus | CannotAnswer | None, differing: tuple[Disagreement, ...]
) -> tuple[str, ...]:
    notes = [f"{one.playbook} ({one.source}) carries no date." for one in passages if one.updated_on is None]
    if isinstance(status, CannotAnswer):
        notes.append(str(status))
    if differing:
        notes.append("Two playbooks differ here; decide which one holds, and change or remove the other.")
    return tuple(dict.fromkeys(notes))
