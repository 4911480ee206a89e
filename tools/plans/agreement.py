"""The checklist of a partner agreement: clauses by partner type, and the program's own windows they must carry."""

from collections.abc import Iterator
from datetime import date

from tools.core.errors import BadArgument
from tools.core.frames import Frames
from tools.core.receipts import Basis, Result
from tools.core.rulings import Requirement
from tools.plans.dating import Dates, Task, scheduled, unlisted_holidays, working_day
from tools.plans.practices import Practised
from tools.plans.practices.recruiting import Agreement, Clause, Request
from tools.plans.practices.steps import PartnerType, fitting, type_named


class Window(Result):
    """A number of days that the program sets and the agreement must not contradict."""

    what: str
    days: int
    business: bool
    rule: str


class AgreementChecklist(Result):
    """Clauses to check; those on `hold` are not given up. `entry` is what the lowest tier asks of a new partner."""

    company: str
    partner_type: str | None
    types: tuple[str, ...]
    on: date
    clauses: tuple[Clause, ...]
    windows: tuple[Window, ...]
    entry_tier: str
    entry: tuple[Requirement, ...]
    advance_within_days: int | None
    requests: tuple[Request, ...]
    law: tuple[str, ...]
    tasks: tuple[Task, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def agreement_checklist(frames: Frames, program: Practised, *, partner_type: str | None = None) -> AgreementChecklist:
    """The checklist of a partner agreement: its clauses, the changes partners ask for, and the way to signature.

    Args:
        partner_type: Partner type, such as "distributor" or "MSP"; the clauses for every type if left out.

    Returns:
        Clauses with their owners, the program's windows in days, and dated steps from the as-of day.

    Raises:
        BadArgument: no such partner type.
        NoRuleInForce: no checklist or tier structure is in force.
    """
    ruling = program.agreement.on(frames.as_of)
    tiers = program.tiers.on(frames.as_of)
    kind = _kind(ruling, partner_type)
    tasks = tuple(scheduled(ruling.steps, Dates.of(program, working_day(program, frames.as_of))))
    windows = tuple(_windows(program, frames.as_of))
    basis = [Basis.of("agreement", ruling, *ruling.readings), Basis.of("tiers", tiers)]
    basis += [
        Basis.of(rule, getattr(program, rule).on(frames.as_of)) for rule in dict.fromkeys(w.rule for w in windows)
    ]
    return AgreementChecklist(
        company=program.company.name,
        partner_type=kind.name if kind else None,
        types=tuple(known.name for known in ruling.types),
        on=frames.as_of,
        clauses=fitting(ruling.clauses, kind.name) if kind else ruling.clauses,
        windows=windows,
        entry_tier=tiers.tiers[0].name,
        entry=tiers.tiers[0].requirements,
        advance_within_days=tiers.tiers[0].advance_within_days,
        requests=ruling.requests,
        law=tuple(point.text for point in (fitting(ruling.law, kind.name) if kind else ruling.law)),
        tasks=tasks,
        basis=tuple(basis),
        notes=unlisted_holidays(program, tasks),
    )


def _kind(ruling: Agreement, text: str | None) -> PartnerType | None:
    if text is None:
        return None
    if (found := type_named(ruling.types, text)) is None:
        raise BadArgument("partner_type", text, f"the types are {', '.join(kind.name for kind in ruling.types)}.")
    return found


def _windows(program: Practised, day: date) -> Iterator[Window]:
    """The days of the program that are in force on a day."""
    wanted = (
        ("claims", "submit_within_days", "A claim is submitted after the close within", False),
        ("claims", "approve_within_business_days", "A claim is verified and approved within", True),
        ("claims", "pay_within_business_days", "An approved claim is paid within", True),
        ("rebate", "paid_after_days", "A volume rebate is paid after the quarter's end within", False),
        ("mdf", "report_within_days", "An MDF report is due after the activity within", False),
    )
    for rule, key, what, business in wanted:
        held = getattr(program, rule)
        if held.covers(day):
            yield Window(what=what, days=getattr(held.on(day), key), business=business, rule=rule)
