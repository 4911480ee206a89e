"""What is left of a partner's marketing funds, as a plan counts on it."""

from tools.core.errors import NoRuleInForce
from tools.core.frames import Frames
from tools.core.money import portion
from tools.core.periods import Period
from tools.core.program import Program
from tools.core.receipts import Result
from tools.mdf.balance import mdf_balance


class Funds(Result):
    """What is left of a year's MDF, the cost of activities that uses it, and the pipeline to expect of it."""

    entitled_cents: int
    allocated_cents: int
    remaining_cents: int
    cost_cents: int
    pipeline_cents: int


def funds_of(
    frames: Frames, program: Program, partner_id: str, year: Period, multiple: int
) -> tuple[Funds | None, tuple[str, ...]]:
    """The funds of a year with what they are expected to bring; None with the reason where there are none."""
    try:
        found = mdf_balance(frames, program, partner_id=partner_id, year=year.name)
    except NoRuleInForce as error:
        return None, (str(error),)
    if not found.eligible or not found.match_vendor:
        return None, ((found.reason,) if found.reason else ())
    parts = found.match_vendor + (found.match_partner or 0)
    return Funds(
        entitled_cents=found.entitled_cents,
        allocated_cents=found.allocated_cents,
        remaining_cents=found.remaining_cents,
        cost_cents=portion(found.remaining_cents, parts, found.match_vendor),
        pipeline_cents=found.remaining_cents * multiple,
    ), ()
