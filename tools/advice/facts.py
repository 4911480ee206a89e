"""What the program and the records say of a question that names a rule or a partner."""

import re
from collections.abc import Iterator

from tools.core.errors import CannotAnswer
from tools.core.frames import Frames
from tools.core.program import Program
from tools.mdf.balance import MdfBalance, mdf_balance
from tools.rules import ProgramRules, program_rules
from tools.tiers.status import TierStatus, tier_status

_MOST_RULES = 2
_NAMED = (
    ("mdf", r"\bmdf\b|market(?:ing)? development funds?|marketing (?:funds?|money)|co-?op funds?"),
    ("rebate", r"\brebates?\b|\bbands?\b"),
    ("spiffs", r"\bspiffs?\b|quick bonus"),
    ("bonuses", r"cross-?sell|up-?sell|multi-?year|testimonial|bonus(?:es)?\b"),
    ("awards", r"\bawards?\b"),
    ("claims", r"\bclaims?\b.*\b(?:days?|window|deadline|until|late|paid)\b|\b(?:deadline|until|late)\b.*\bclaims?\b"),
    ("tiers", r"\btiers?\b|\b(?:advance|promot|demot)\w*|fast-?track"),
    ("health", r"\bat[- ]risk\b|\b(?:on|off)[- ]target\b"),
)


def rules_named(frames: Frames, program: Program, question: str, tier: str | None) -> Iterator[ProgramRules]:
    """The rules in force that a question names, two at most; for one tier where it names one."""
    named = [section for section, pattern in _NAMED if re.search(pattern, question, re.IGNORECASE)]
    held = _tier_named(frames, program, question)
    if held and not named:
        named = ["tiers"]
    for section in named[:_MOST_RULES]:
        try:
            yield program_rules(frames, program, section=section, tier=held or tier)
        except CannotAnswer:
            continue


def _tier_named(frames: Frames, program: Program, question: str) -> str | None:
    try:
        tiers = program.tiers.on(frames.as_of).tiers
    except CannotAnswer:
        return None
    named = [tier.name for tier in tiers if re.search(rf"\b{re.escape(tier.name)}s?\b", question)]
    return named[0] if len(named) == 1 else None


def standing(frames: Frames, program: Program, partner_id: str) -> TierStatus | CannotAnswer:
    """Where a partner stands, or why that cannot be said."""
    try:
        return tier_status(frames, program, partner_id=partner_id)
    except CannotAnswer as error:
        return error


def funds(frames: Frames, program: Program, partner_id: str, question: str) -> MdfBalance | None:
    """A partner's marketing funds, where the question is about them."""
    if not re.search(_NAMED[0][1], question, re.IGNORECASE):
        return None
    try:
        return mdf_balance(frames, program, partner_id=partner_id)
    except CannotAnswer:
        return None
