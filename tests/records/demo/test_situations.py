"""Each situation of deals, claims and funds that the demo company promises is in its rows."""

from collections import Counter
from datetime import date

import pytest

from assistant.records.demo import AS_OF, SITUATIONS
from tests.records.demo import test_tier_situations
from tests.records.demo.company import APRIL, Q1, Row, Test, kept_in, of, rows, wins, wins_of

TESTS: dict[str, Test] = {}
shows = kept_in(TESTS)


def new_logos() -> Counter[str]:
    """New logos of each partner in the first quarter of 2025."""
    found: Counter[str] = Counter()
    for partner in rows()["partners"]:
        found[partner["partner_id"]] = sum(deal["new_logo"] for deal in wins(partner["partner_id"], *Q1))
    return found


def unclaimed(situation: str, closed_on: date) -> None:
    """A deal above $100,000 was won on a day, and nobody has claimed anything for it."""
    deal = next(deal for deal in wins_of(situation, closed_on, closed_on))
    assert deal["amount_cents"] > 100_000_00
    assert deal["deal_id"] not in {claim["row"] for claim in rows()["incentive_claims"]}


def registration_of(deal: Row) -> Row:
    return next(row for row in rows()["registrations"] if row["deal_id"] == deal["deal_id"])


@shows("claim_expiring")
def _() -> None:
    unclaimed("claim_expiring", date(2025, 4, 2))


@shows("claim_last_day")
def _() -> None:
    unclaimed("claim_last_day", date(2025, 3, 31))


@shows("claim_expired")
def _() -> None:
    unclaimed("claim_expired", date(2025, 3, 28))


@shows("approved_unpaid_claim")
def _() -> None:
    paid = {(payment["rule"], payment["row"]) for payment in of("payments", "approved_unpaid_claim")}
    waiting = [
        claim
        for claim in of("incentive_claims", "approved_unpaid_claim")
        if claim["rule"] == "strategic_product"
        and claim["approved_on"] == date(2025, 4, 14)
        and (claim["rule"], claim["row"]) not in paid
    ]
    assert [claim["amount_cents"] for claim in waiting] == [750_00]


@shows("approval_overdue")
def _() -> None:
    assert waiting("approval_overdue") == [("reference", 250_00, date(2025, 4, 14), None)]


@shows("payment_overdue")
def _() -> None:
    assert waiting("payment_overdue") == [("reference", 250_00, date(2025, 3, 27), date(2025, 4, 3))]


def waiting(situation: str) -> list[tuple[str, int, date, date | None]]:
    """Unpaid claims for references: rule, cents, and the days of submission and approval."""
    paid = {(payment["rule"], payment["row"]) for payment in of("payments", situation)}
    return [
        (claim["rule"], claim["amount_cents"], claim["submitted_on"], claim["approved_on"])
        for claim in of("incentive_claims", situation)
        if claim["rule"] == "reference" and (claim["rule"], claim["row"]) not in paid and not claim["rejected_on"]
    ]


@shows("most_contributions")
def _() -> None:
    counted = Counter(
        row["partner_id"]
        for row in rows()["contributions"]
        if row["kind"] in {"forum_answer", "blog_post"} and row["approved_on"] and row["approved_on"] <= Q1[1]
    )
    (leader, most), (_, second) = counted.most_common(2)
    assert (leader, most) == (SITUATIONS["most_contributions"].partner_id, 7)
    assert second < most


@shows("mdf_claim_waiting")
def _() -> None:
    (claim,) = [claim for claim in of("mdf_claims", "mdf_claim_waiting") if claim["submitted_on"].year == 2025]
    assert (claim["submitted_on"], claim["reported_on"]) == (date(2025, 4, 22), date(2025, 4, 22))
    assert claim["approved_on"] is None
    assert claim["paid_on"] is None


@shows("mdf_report_due")
def _() -> None:
    assert unreported("mdf_report_due") == [date(2025, 4, 4)]


@shows("mdf_report_overdue")
def _() -> None:
    assert unreported("mdf_report_overdue") == [date(2025, 3, 14)]


def unreported(situation: str) -> list[date]:
    """Days of approved activities up to the as-of day without a claim."""
    claimed = {claim["request_id"] for claim in rows()["mdf_claims"]}
    asked = of("mdf_requests", situation)
    return [
        row["activity_on"]
        for row in asked
        if row["approved_on"] and row["activity_on"] <= AS_OF and row["request_id"] not in claimed
    ]


@shows("mdf_nearly_used_up")
def _() -> None:
    assert sum(row["approved_cents"] for row in of("mdf_requests", "mdf_nearly_used_up")) == 4_800_00
    assert sum(row["approved_cents"] for row in of("mdf_claims", "mdf_nearly_used_up")) == 4_800_00


@shows("refund_after_payment")
def _() -> None:
    (refund,) = of("refunds", "refund_after_payment")
    deal = next(row for row in rows()["deals"] if row["deal_id"] == refund["deal_id"])
    paid = [p["paid_on"] for p in rows()["payments"] if p["row"] == deal["deal_id"] and p["programme"] == "spiffs"]
    assert (deal["closed_on"], refund["refunded_on"]) == (date(2025, 2, 12), date(2025, 4, 14))
    assert refund["amount_cents"] == deal["amount_cents"]
    assert set(paid) == {date(2025, 3, 7)}


@shows("partial_refund")
def _() -> None:
    (refund,) = of("refunds", "partial_refund")
    (deal,) = wins_of("partial_refund", *APRIL)
    assert (refund["deal_id"], refund["refunded_on"]) == (deal["deal_id"], date(2025, 4, 24))
    assert refund["amount_cents"] == 20_000_00 < deal["amount_cents"]


@shows("award_tie")
def _() -> None:
    first, second, third = (count for _, count in new_logos().most_common(3))
    assert (first, second) == (6, 6)
    assert third < 6
    assert new_logos()[SITUATIONS["award_tie"].partner_id] == 6


@shows("award_tie_other")
def _() -> None:
    assert new_logos()[SITUATIONS["award_tie_other"].partner_id] == 6


@shows("deal_at_100k")
def _() -> None:
    assert [deal["amount_cents"] for deal in wins_of("deal_at_100k", *APRIL)] == [100_000_00]


@shows("deal_above_100k")
def _() -> None:
    assert [deal["amount_cents"] for deal in wins_of("deal_above_100k", *APRIL)] == [100_000_01]


@shows("first_ever_win")
def _() -> None:
    won = [deal for deal in of("deals", "first_ever_win") if deal["outcome"] == "won"]
    assert [deal["closed_on"] for deal in won] == [date(2025, 4, 22)]


@shows("multi_year_upsell")
def _() -> None:
    (deal,) = wins_of("multi_year_upsell", *APRIL)
    assert (deal["kind"], deal["contract_years"]) == ("upsell", 3)


@shows("new_logo_day_60")
def _() -> None:
    assert days_from_registration("new_logo_day_60") == 60


@shows("new_logo_day_61")
def _() -> None:
    assert days_from_registration("new_logo_day_61") == 61


def days_from_registration(situation: str) -> int:
    (deal,) = wins_of(situation, *APRIL)
    assert deal["new_logo"]
    return int((deal["closed_on"] - registration_of(deal)["registered_on"]).days)


@shows("certification_expiring")
def _() -> None:
    expires = {row["staff_id"]: date.min for row in of("certifications", "certification_expiring")}
    for row in of("certifications", "certification_expiring"):
        expires[row["staff_id"]] = max(expires[row["staff_id"]], row["expires_on"])
    valid = sorted(day for day in expires.values() if day > AS_OF)
    assert (len(valid), valid[0]) == (5, date(2025, 5, 20))


@shows("registration_expiring")
def _() -> None:
    waiting = [deal for deal in of("deals", "registration_expiring") if deal["closed_on"] is None]
    assert date(2025, 5, 6) in [
        row["expires_on"] for row in of("registrations", "registration_expiring") if row["deal_id"] in ids(waiting)
    ]


def ids(deals: list[Row]) -> set[str]:
    return {deal["deal_id"] for deal in deals}


@pytest.mark.parametrize("situation", list(TESTS))
def test_the_rows_show_the_situation(situation: str) -> None:
    TESTS[situation]()


def test_every_situation_is_held_to_its_rows() -> None:
    assert set(SITUATIONS) == {*TESTS, *test_tier_situations.TESTS}
