"""Laws that hold of any records."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import frames
from tests.tools.incentives.asking import SECOND, SHIPPED
from tools.core.frames import Frames, rows
from tools.core.program import Program
from tools.incentives.rebate import rebate_by_partner
from tools.incentives.rebate_answer import rebate_earned
from tools.incentives.statement import incentive_statement
from tools.incentives.totals import statements

MANY = settings(max_examples=25, deadline=None)
FEW = settings(max_examples=8, deadline=None)
"""For laws over whole statements of every partner; 120 examples were seen to hold."""
AS_OF = date(2025, 7, 31)
PARTNERS: list[dict[str, Any]] = [
    {"partner_id": "P-1", "name": "Acme Networks"},
    {"partner_id": "P-2", "name": "Birch Cloud", "joined_on": date(2025, 2, 1)},
    {"partner_id": "P-3", "name": "Cobalt Systems", "exited_on": date(2025, 5, 15)},
]
TIERS = [{"partner_id": "P-1", "tier": "Premier"}, {"partner_id": "P-2", "tier": "Specialist"}]
MARGINAL = SECOND.calendar.quarter(2025, 1)
HIGHEST_SPIFF = SHIPPED.model_copy(
    update={
        "spiffs": SHIPPED.spiffs.model_copy(
            update={"values": tuple(one.model_copy(update={"stacking": "highest"}) for one in SHIPPED.spiffs.values)}
        )
    }
)
"""The shipped program, where a first deal is paid only if no other SPIFF pays more."""

days = st.integers(0, 270).map(lambda count: date(2024, 11, 1) + timedelta(days=count))
cents = st.one_of(st.integers(0, 300_000_00), st.sampled_from([100_000_00, 100_000_01, 49_999_99, 50_000_00]))


@st.composite
def deals(draw: st.DrawFn) -> dict[str, Any]:
    closed = draw(days)
    amount = draw(cents)
    incremental = draw(st.one_of(st.none(), st.integers(0, amount)))
    return {
        "partner_id": draw(st.sampled_from(["P-1", "P-2", "P-3"])),
        "role": draw(st.sampled_from(["sourced", "sourced", "sourced", "assisted"])),
        "kind": draw(st.sampled_from(["new", "cross_sell", "upsell"])),
        "opened_on": closed - timedelta(days=draw(st.integers(0, 120))),
        "registered_on": draw(st.one_of(st.none(), st.just(closed - timedelta(days=30)))),
        draw(st.sampled_from(["won", "won", "won", "lost"])): closed,
        "amount_cents": amount,
        "incremental_cents": incremental,
        "contract_years": draw(st.integers(1, 4)),
        "net_new_users": draw(st.integers(0, 60)),
        "new_logo": draw(st.booleans()),
        "strategic_product": draw(st.booleans()),
    }


@st.composite
def records(draw: st.DrawFn) -> Frames:
    """Records of three partners, with refunds and approved activities."""
    won = draw(st.lists(deals(), min_size=1, max_size=8))
    numbers = st.integers(1, len(won))
    refunds = [
        {
            "deal_id": f"D-{number}",
            "partner_id": won[number - 1]["partner_id"],
            "refunded_on": draw(days),
            "amount_cents": draw(st.integers(1, won[number - 1]["amount_cents"] + 1)),
        }
        for number in draw(st.lists(numbers, max_size=4))
    ]
    kinds = st.sampled_from(["reference", "blog_post", "case_study"])
    activities = [
        {"partner_id": "P-1", "kind": draw(kinds), "approved_on": draw(days)} for _ in range(draw(st.integers(0, 2)))
    ]
    tiers = [{**tier, "since": date(2024, 1, 1)} for tier in TIERS]
    return frames(AS_OF, partners=PARTNERS, deals=won, refunds=refunds, contributions=activities, tier_history=tiers)


def totals(found: Frames, program: Program, period: str) -> dict[tuple[str, str, str], int]:
    """The columnar statement of everyone."""
    return {
        (row["partner_id"], row["programme"], row["rule"]): row["amount_cents"]
        for row in rows(statements(found, program, program.calendar.period(period)))
    }


@FEW
@given(records(), st.sampled_from(["2025", "2025-Q1", "2025-Q2", "2025-05", "2025-02-10/2025-06-20"]))
def test_the_statement_of_everyone_is_the_statement_of_each(found: Frames, period: str) -> None:
    for program in (SHIPPED, SECOND, HIGHEST_SPIFF):
        each = [incentive_statement(found, program, partner_id=row["partner_id"], period=period) for row in PARTNERS]
        assert totals(found, program, period) == {
            (one.partner_id, total.programme, total.rule): total.amount_cents
            for one in each
            for total in one.totals
            if total.amount_cents
        }


@MANY
@given(records(), st.sampled_from(["2025", "2025-Q2", "2025-04"]))
def test_totals_are_sums_of_lines_and_each_line_is_its_rate_of_its_base(found: Frames, period: str) -> None:
    statement = incentive_statement(found, SHIPPED, partner_id="P-1", period=period)
    assert statement.total_cents == sum(line.amount_cents for line in statement.lines)
    assert statement.total_cents == sum(total.amount_cents for total in statement.totals)
    for line in statement.lines:
        if line.rate_bp is not None and line.base_cents is not None and line.amount_cents >= 0:
            assert abs(line.amount_cents * 10_000 - line.base_cents * line.rate_bp) <= 5_000


@FEW
@given(records())
def test_refunds_never_take_back_more_than_the_lines_of_their_deal(found: Frames) -> None:
    for program, period in ((SHIPPED, "2025"), (SECOND, "2024-11-01/2025-07-31")):
        for row in PARTNERS:
            lines = incentive_statement(found, program, partner_id=row["partner_id"], period=period).lines
            by_line: dict[tuple[str, str, str], int] = {}
            for line in lines:
                if line.programme != "rebate":
                    key = (line.programme, line.rule, line.row)
                    by_line[key] = by_line.get(key, 0) + line.amount_cents
            assert all(cents >= 0 for cents in by_line.values())


@MANY
@given(records(), st.sampled_from(["2025-Q1", "2025-Q2"]))
def test_settling_twice_pays_nothing_more(found: Frames, name: str) -> None:
    quarter = SHIPPED.calendar.period(name)
    due = {row["partner_id"]: row["due_cents"] for row in rows(rebate_by_partner(found, SHIPPED, quarter))}
    payments = [
        {
            "partner_id": partner,
            "programme": "rebate",
            "rule": "rebate",
            "row": name,
            "paid_on": AS_OF,
            "amount_cents": paid,
        }
        for partner, paid in due.items()
    ]
    settled = Frames(AS_OF, {**found.tables, "payments": frames(AS_OF, payments=payments).payments})
    after = {row["partner_id"]: row["due_cents"] for row in rows(rebate_by_partner(settled, SHIPPED, quarter))}
    assert after == dict.fromkeys(due, 0)


def marginal(cents_sold: int) -> int:
    sold = frames(date(2024, 5, 31), deals=[{"won": date(2024, 4, 10), "amount_cents": cents_sold}])
    return rebate_earned(sold, SECOND, partner_id="P-1", quarter=MARGINAL.name).earned_cents


@FEW
@given(
    st.one_of(st.integers(0, 600_000_00), st.sampled_from([50_000_00, 200_000_00, 449_999_99])), st.integers(1, 10**6)
)
def test_under_marginal_bands_more_revenue_never_pays_less(sold: int, more: int) -> None:
    assert marginal(sold) <= marginal(sold + 1) <= marginal(sold + more)
