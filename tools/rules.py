"""The program's own rules: what it asks, pays and allows on a day."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tools.core.errors import BadArgument
from tools.core.frames import Frames
from tools.core.periods import day_of
from tools.core.program import RULES, Program
from tools.core.receipts import Basis, Result
from tools.core.rulings import Incentives, Ruling
from tools.rule_rows import SECTIONS, RuleRow


class ProgramRules(Result):
    """One section of the program on a day. `basis` holds its dates, source and readings."""

    section: str
    on: date
    tier: str | None
    rows: tuple[RuleRow, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def program_rules(
    frames: Frames, program: Program, *, section: str, on: str | None = None, tier: str | None = None
) -> ProgramRules:
    """Choose it for what the program itself says: tier requirements, SPIFFs, rebate bands, MDF match, claim windows.

    Args:
        section: One of tiers, spiffs, bonuses, rebate, mdf, awards, claims, health.
        on: Day the rules are asked for, such as "2025-04-30"; the records' as-of day by default.
        tier: One tier's name, to see only what concerns it.

    Returns:
        Rows of label, kind and exact value; the ruling's dates, source and readings in `basis`.

    Raises:
        BadArgument: no such section or tier; the message names those there are.
        NoRuleInForce: the program has no such rule on that day.
    """
    day = day_of(on) if on else frames.as_of
    name = _one_of("section", section, tuple(RULES))
    ruling: Any = getattr(program, name).on(day)
    held = _tier(program, day, tier)
    rows = [*SECTIONS[name](ruling, held)]
    basis = [Basis.of(name, ruling, *ruling.readings)]
    if name == "claims":
        for other, window in _windows(program, day):
            rows.append(window)
            basis.append(Basis.of(other, getattr(program, other).on(day)))
    notes = [f"The program does not set the {_called(row)}." for row in rows if row.value is None]
    notes += _who(ruling, name, held)
    return ProgramRules(section=name, on=day, tier=held, rows=tuple(rows), basis=tuple(basis), notes=tuple(notes))


def _one_of(argument: str, written: str, known: tuple[str, ...]) -> str:
    for name in known:
        if name.casefold() == written.strip().casefold():
            return name
    raise BadArgument(argument, written, f"it is none of {', '.join(known)}.")


def _tier(program: Program, day: date, written: str | None) -> str | None:
    if written is None:
        return None
    return _one_of("tier", written, tuple(tier.name for tier in program.tiers.on(day).tiers))


def _called(row: RuleRow) -> str:
    return f"{row.label} of {row.group}" if row.group else row.label


def _who(ruling: Ruling, section: str, tier: str | None) -> Iterator[str]:
    """What a tier's holder must be told of rules that are not written tier by tier."""
    if tier is None or section in ("tiers", "mdf"):
        return
    if isinstance(ruling, Incentives) and ruling.tiers is not None and tier not in ruling.tiers:
        yield f"{tier} partners earn none of these: they are open to {' and '.join(ruling.tiers)}."
    elif not isinstance(ruling, Incentives) or (ruling.tiers is None and not any(r.when.tiers for r in ruling.deals)):
        yield f"These rules are the same for every tier, {tier} among them."


def _windows(program: Program, day: date) -> Iterator[tuple[str, RuleRow]]:
    """The windows that stand in other rules of that day."""
    windows = {
        "spiffs": ("quick bonus (SPIFF)", "claim after the close within", "claim_within_days"),
        "bonuses": ("strategic bonus", "claim after the close within", "claim_within_days"),
        "rebate": ("volume rebate", "paid after the quarter ends within", "paid_after_days"),
        "mdf": ("MDF", "report after the activity within", "report_within_days"),
    }
    for rule, (group, label, key) in windows.items():
        held = getattr(program, rule)
        if held.covers(day):
            yield rule, RuleRow(group=group, label=label, kind="days", value=getattr(held.on(day), key))
