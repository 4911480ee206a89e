"""Which partner of the demo company shows which situation. Tests hold the rows to every sentence."""

from typing import NamedTuple


class Situation(NamedTuple):
    """A partner and what its rows show."""

    partner_id: str
    sentence: str


TOP, THIRD = "P-001", "P-002"
APPROVED_UNPAID = "P-003"
REFUND_AFTER_PAYMENT = "P-005"
FAST_TRACK = "P-013"
AT_RISK_OF_DEMOTION = "P-014"
DUE_FOR_DEMOTION = "P-015"
CLAIM_EXPIRING = "P-016"
CLAIM_LAST_DAY = "P-017"
CLAIM_EXPIRED = "P-018"
TIE = ("P-019", "P-020")
PARTIAL_REFUND = "P-021"
MULTI_YEAR_UPSELL = "P-022"
MDF_REPORT_DUE = "P-023"
MDF_REPORT_OVERDUE = "P-024"
CERTIFICATION_EXPIRING = "P-025"
BALANCING = "P-026"
MOST_CONTRIBUTIONS = "P-027"
PAYMENT_OVERDUE = "P-028"
APPROVAL_OVERDUE = "P-029"
MDF_CLAIM_WAITING = "P-045"
WAY_UP = "P-047"
WAY_UP_ONCE = "P-048"
EXIT_AFTER_FOUR = "P-049"
VIOLATED = "P-050"
WITHOUT_TARGET = "P-051"
NEW_LOGO_DAY_60 = "P-052"
NEW_LOGO_DAY_61 = "P-053"
MDF_NEARLY_USED = "P-058"
REGISTRATION_EXPIRING = "P-059"
NEAR_DAY_90 = "P-136"
PAST_DAY_90 = "P-137"
REGISTERED_RISING = "P-154"
EXACTLY_100K = "P-138"
ABOVE_100K = "P-139"
FIRST_WIN = "P-140"
NO_DEALS = "P-143"
EXITED = "P-235"

NAMES = {
    TOP: "Quillhaven Systems",
    THIRD: "Tarnwick Digital",
    FAST_TRACK: "Larkmere Cloud",
    CLAIM_LAST_DAY: "Acme Nordic",
    WAY_UP: "Acme Networks",
    WAY_UP_ONCE: "Saltmarsh Harbor",
    NEAR_DAY_90: "Bluefern Analytics",
    PAST_DAY_90: "Bluefern Advisory",
}
"""The names that questions are written with; two pairs share a first word, so that it asks for a question back."""

SITUATIONS: dict[str, Situation] = {
    "top_partner": Situation(TOP, "Platinum with the most partner-sourced revenue of April 2025: $420,150."),
    "third_partner": Situation(THIRD, "Platinum with the third most partner-sourced revenue of April 2025: $310,200."),
    "fast_track": Situation(FAST_TRACK, "Gold with $2,560,000 or more in Q1 2025, 11 certified and a strategic win."),
    "on_the_way_up": Situation(WAY_UP, "Silver that met Gold at the ends of 2024-Q4 and 2025-Q1."),
    "on_the_way_up_once": Situation(WAY_UP_ONCE, "Silver that met Gold at the end of 2025-Q1 only."),
    "at_risk_of_demotion": Situation(AT_RISK_OF_DEMOTION, "Gold that missed its new logos at the end of 2025-Q1 only."),
    "due_for_demotion": Situation(
        DUE_FOR_DEMOTION, "Gold with four certified people at the ends of 2024-Q4 and 2025-Q1, and five before."
    ),
    "exit_after_four": Situation(EXIT_AFTER_FOUR, "Silver that missed its requirements at four quarter ends in a row."),
    "agreement_violated": Situation(VIOLATED, "Silver that violated its agreement on 2025-03-20 and is still active."),
    "near_day_90": Situation(NEAR_DAY_90, "Registered whose day 90 is 2025-05-05, five days ahead."),
    "past_day_90": Situation(PAST_DAY_90, "Registered whose day 90 was 2025-04-13."),
    "registered_rising": Situation(
        REGISTERED_RISING, "Registered past day 90 that met Silver at the end of 2025-Q1 only."
    ),
    "claim_expiring": Situation(
        CLAIM_EXPIRING, "A deal above $100,000 won on 2025-04-02 is unclaimed; its window ends on 2025-05-02."
    ),
    "claim_last_day": Situation(
        CLAIM_LAST_DAY, "A deal above $100,000 won on 2025-03-31 is unclaimed; its window ends on 2025-04-30."
    ),
    "claim_expired": Situation(
        CLAIM_EXPIRED, "A deal above $100,000 won on 2025-03-28 is unclaimed; its window ended on 2025-04-27."
    ),
    "approved_unpaid_claim": Situation(APPROVED_UNPAID, "A quick bonus claim approved in April 2025 is not paid yet."),
    "approval_overdue": Situation(
        APPROVAL_OVERDUE, "A claim for a reference, submitted on 2025-04-14, was not decided within five business days."
    ),
    "payment_overdue": Situation(
        PAYMENT_OVERDUE, "A claim for a reference, approved on 2025-04-03, was not paid within 15 business days."
    ),
    "most_contributions": Situation(
        MOST_CONTRIBUTIONS, "Seven approved community contributions in Q1 2025, more than any other partner."
    ),
    "mdf_report_due": Situation(MDF_REPORT_DUE, "The report on an MDF event of 2025-04-04 is due on 2025-05-04."),
    "mdf_report_overdue": Situation(
        MDF_REPORT_OVERDUE, "The report on an MDF event of 2025-03-14 was due on 2025-04-13."
    ),
    "mdf_claim_waiting": Situation(MDF_CLAIM_WAITING, "An MDF claim of 2025-04-22 with its report waits for approval."),
    "mdf_nearly_used_up": Situation(MDF_NEARLY_USED, "Silver with $4,800 of its $5,000 of 2025 allocated and used."),
    "refund_after_payment": Situation(
        REFUND_AFTER_PAYMENT, "A deal won in February 2025, paid a quick bonus in March, was refunded on 2025-04-14."
    ),
    "partial_refund": Situation(PARTIAL_REFUND, "A deal won in April 2025 was refunded by $20,000 on 2025-04-24."),
    "award_tie": Situation(TIE[0], "Six new logos in Q1 2025, as many as one other partner and more than all others."),
    "award_tie_other": Situation(TIE[1], "Six new logos in Q1 2025, the other partner of the tie."),
    "deal_at_100k": Situation(EXACTLY_100K, "A deal of exactly $100,000.00 won in April 2025."),
    "deal_above_100k": Situation(ABOVE_100K, "A deal of $100,000.01 won in April 2025."),
    "first_ever_win": Situation(FIRST_WIN, "One won deal ever, in April 2025."),
    "no_deals": Situation(NO_DEALS, "Registered without any deal."),
    "exited": Situation(EXITED, "A former Silver that exited on 2025-04-11."),
    "without_target": Situation(WITHOUT_TARGET, "Silver without a target of its own."),
    "multi_year_upsell": Situation(MULTI_YEAR_UPSELL, "An upsell of three contract years won in April 2025."),
    "new_logo_day_60": Situation(NEW_LOGO_DAY_60, "A new logo won in April 2025, 60 days after its registration."),
    "new_logo_day_61": Situation(NEW_LOGO_DAY_61, "A new logo won in April 2025, 61 days after its registration."),
    "certification_expiring": Situation(
        CERTIFICATION_EXPIRING, "Gold with five certified people, of whom one expires on 2025-05-20."
    ),
    "registration_expiring": Situation(REGISTRATION_EXPIRING, "An open deal's registration expires on 2025-05-06."),
}
