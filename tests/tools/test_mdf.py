"""Marketing development funds: balances, states of requests, and what a cost is matched with."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import frames
from tests.programs import second, shipped
from tools.core.errors import BadAmount, BadArgument, BadPeriod, NoRecords, NoRuleInForce, UnknownPartner
from tools.core.frames import Frames
from tools.mdf.balance import MdfBalance, mdf_balance
from tools.mdf.match import MdfMatch, mdf_match

APRIL_END = date(2025, 4, 30)
Row = dict[str, Any]


def request(approved_cents: int | None = 2_000_00, **written: Any) -> Row:
    """A request approved on 2025-02-01 for an event on 2025-03-10."""
    return {
        "requested_on": date(2025, 1, 15),
        "cost_cents": 4_000_00,
        "approved_on": date(2025, 2, 1),
        "approved_cents": approved_cents,
        "activity_on": date(2025, 3, 10),
        **written,
    }


def pending(cost_cents: int) -> Row:
    return request(cost_cents=cost_cents, approved_on=None, approved_cents=None, activity_on=date(2025, 6, 1))


def claim(request_id: str = "M-1", **written: Any) -> Row:
    row: Row = {"submitted_on": date(2025, 3, 20), "reported_on": date(2025, 3, 20), "cost_cents": 4_000_00}
    return {"request_id": request_id, **row, **written}


def rows_of(as_of: date = APRIL_END, tier: str = "Gold", **tables: list[Row]) -> Frames:
    return frames(as_of=as_of, **({"tier_history": [{"tier": tier}]} | tables))


def balance(year: str | None = None, as_of: date = APRIL_END, tier: str = "Gold", **tables: list[Row]) -> MdfBalance:
    return mdf_balance(rows_of(as_of, tier, **tables), shipped(), partner_id="P-1", year=year)


def match(
    cost_cents: int, activity: str | None = None, on: str | None = None, tier: str = "Gold", **tables: Any
) -> MdfMatch:
    found = rows_of(tier=tier, **tables)
    return mdf_match(found, shipped(), partner_id="P-1", cost_cents=cost_cents, activity=activity, activity_on=on)


@pytest.mark.parametrize(
    ("tier", "entitled", "ratio"),
    [("Silver", 5_000_00, (1, 1)), ("Gold", 20_000_00, (1, 1)), ("Platinum", 50_000_00, (2, 1))],
)
def test_each_tier_has_its_yearly_entitlement_and_ratio(tier: str, entitled: int, ratio: tuple[int, int]) -> None:
    found = balance(tier=tier)
    assert (found.entitled_cents, found.remaining_cents, found.eligible) == (entitled, entitled, True)
    assert (found.match_vendor, found.match_partner) == ratio


def test_entitled_allocated_and_utilised_are_three_numbers() -> None:
    found = balance(
        mdf_requests=[request(3_000_00), request(4_500_00), pending(1_000_01)],
        mdf_claims=[claim(approved_on=date(2025, 4, 1), approved_cents=2_800_00)],
    )
    assert (found.entitled_cents, found.allocated_cents, found.utilised_cents) == (20_000_00, 7_500_00, 2_800_00)
    assert found.remaining_cents == 12_500_00
    assert found.claimable_cents == 200_00 + 4_500_00
    assert found.pending_cents == 500_01
    assert [r.request_id for r in found.pending] == ["M-3"]


def test_a_registered_partner_has_no_funds() -> None:
    found = balance(tier="Registered")
    assert (found.eligible, found.entitled_cents, found.remaining_cents, found.match_vendor) == (False, 0, 0, None)
    assert found.reason == "Registered has no marketing development funds; Silver, Gold and Platinum have."


def test_requests_over_the_entitlement_leave_nothing_and_are_said() -> None:
    found = balance(tier="Silver", mdf_requests=[request(3_000_00), request(2_000_01)])
    assert (found.remaining_cents, found.over_allocated_cents) == (0, 1)
    assert found.notes == ("Approved requests of $5,000.01 are $0.01 over the entitlement of $5,000.",)


@pytest.mark.parametrize(
    ("written", "allocated"),
    [
        pytest.param({"approved_on": date(2024, 12, 31)}, 0, id="approved on the last day of the year before"),
        pytest.param({"approved_on": date(2025, 1, 1)}, 2_000_00, id="approved on the first day"),
        pytest.param({"approved_on": date(2025, 4, 30)}, 2_000_00, id="approved today"),
        pytest.param({"approved_on": date(2025, 5, 1)}, 0, id="not approved yet"),
        pytest.param({"approved_on": None, "rejected_on": date(2025, 2, 1)}, 0, id="rejected"),
    ],
)
def test_a_request_is_allocated_in_the_year_of_its_approval(written: Row, allocated: int) -> None:
    assert balance(mdf_requests=[request(**written)]).allocated_cents == allocated


def test_a_change_of_tier_changes_the_entitlement_of_the_whole_year() -> None:
    history = [{"tier": "Silver", "until": date(2025, 4, 29)}, {"tier": "Gold", "since": date(2025, 4, 30)}]
    assert balance(tier_history=history).entitled_cents == 20_000_00
    assert balance(tier_history=history, as_of=date(2025, 4, 29)).entitled_cents == 5_000_00


def test_a_past_year_is_judged_on_its_last_day() -> None:
    history = [{"tier": "Silver", "until": date(2025, 12, 31)}, {"tier": "Gold", "since": date(2026, 1, 1)}]
    found = balance("2025", as_of=date(2026, 2, 1), tier_history=history, mdf_requests=[request(1_000_00)])
    assert (found.year, found.tier, found.remaining_cents) == ("2025", "Silver", 4_000_00)


def test_a_fiscal_year_from_february_holds_january() -> None:
    rows: dict[str, Any] = {
        "tier_history": [{"tier": "Premier"}],
        "mdf_requests": [request(100_00, approved_on=date(2025, 1, 31))],
    }
    found = mdf_balance(frames(**rows), second(), partner_id="P-1")
    assert (found.year, found.allocated_cents) == ("FY2026", 0)
    found = mdf_balance(frames(**rows), second(), partner_id="P-1", year="2025")
    assert (found.year, found.allocated_cents) == ("FY2025", 100_00)


@pytest.mark.parametrize(
    ("written", "claims", "state", "days_left"),
    [
        pytest.param({"activity_on": date(2025, 5, 1)}, [], "planned", 31, id="activity tomorrow"),
        pytest.param({"activity_on": date(2025, 4, 30)}, [], "report_due", 30, id="activity today"),
        pytest.param({"activity_on": date(2025, 3, 31)}, [], "report_due", 0, id="report due today"),
        pytest.param({"activity_on": date(2025, 3, 30)}, [], "report_overdue", -1, id="report due yesterday"),
        pytest.param({}, [claim(reported_on=None)], "report_overdue", -21, id="claimed without a report"),
        pytest.param({}, [claim()], "reported", -21, id="reported"),
        pytest.param({}, [claim(approved_on=APRIL_END, approved_cents=1)], "claim_approved", -21, id="approved"),
        pytest.param(
            {}, [claim(approved_on=date(2025, 4, 1), approved_cents=1, paid_on=APRIL_END)], "paid", -21, id="paid"
        ),
        pytest.param(
            {}, [claim(approved_on=date(2025, 4, 1), approved_cents=1, paid_on=date(2025, 5, 1))],
            "claim_approved", -21, id="paid tomorrow",
        ),
    ],
)  # fmt: skip
def test_a_request_is_as_far_as_its_claims_have_come(
    written: Row, claims: list[Row], state: str, days_left: int
) -> None:
    found = balance(mdf_requests=[request(**written)], mdf_claims=claims)
    assert [(r.state, r.days_left) for r in found.approved] == [(state, days_left)]
    assert [r.state for r in found.reports_due] == ([state] if state.startswith("report_") else [])


def test_a_report_on_an_activity_of_last_year_is_still_due() -> None:
    found = balance(
        as_of=date(2025, 1, 20),
        mdf_requests=[
            request(approved_on=date(2024, 11, 1), requested_on=date(2024, 10, 1), activity_on=date(2024, 12, 21))
        ],
    )
    assert (found.approved, [r.report_due_on for r in found.reports_due]) == ((), [date(2025, 1, 20)])


def test_what_an_open_claim_asks_for_cannot_be_claimed_again() -> None:
    assert balance(mdf_requests=[request()], mdf_claims=[claim()]).claimable_cents == 0


@pytest.mark.parametrize(
    ("tier", "cost", "vendor", "partner"),
    [
        pytest.param("Platinum", 100_00, 66_67, 33_33, id="two thirds of $100.00"),
        pytest.param("Platinum", 50_00, 33_33, 16_67, id="two thirds of $50.00"),
        pytest.param("Platinum", 1, 1, 0, id="two thirds of a cent"),
        pytest.param("Gold", 100_01, 50_01, 50_00, id="half of $100.01, away from zero"),
        pytest.param("Gold", 40_000_00, 20_000_00, 20_000_00, id="exactly the entitlement"),
        pytest.param("Gold", 40_000_02, 20_000_00, 20_000_02, id="a cent over the entitlement"),
        pytest.param("Silver", 12_000_00, 5_000_00, 7_000_00, id="far over"),
    ],
)
def test_the_vendor_pays_its_share_up_to_the_entitlement(tier: str, cost: int, vendor: int, partner: int) -> None:
    found = match(cost, tier=tier)
    assert (found.vendor_cents, found.partner_cents) == (vendor, partner)
    assert found.capped == (found.share_cents > vendor)


def test_never_more_than_what_remains_is_paid() -> None:
    found = match(10_000_00, mdf_requests=[request(18_000_00)])
    assert (found.share_cents, found.vendor_cents, found.partner_cents) == (5_000_00, 2_000_00, 8_000_00)
    assert (found.capped, found.remaining_cents, found.remaining_after_cents) == (True, 2_000_00, 0)
    spent = match(10_000_00, mdf_requests=[request(20_000_00)])
    assert (spent.eligible, spent.vendor_cents) == (False, 0)
    assert spent.reasons == ("Nothing remains of the 2025 entitlement of $20,000.",)


def test_a_pending_request_is_said() -> None:
    found = match(1_000_00, mdf_requests=[pending(3_000_00)])
    assert found.vendor_cents == 500_00
    assert "Requests of $1,500 are not decided; approved, they lower what remains." in found.notes


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("trade show", "trade_show"),
        ("Tradeshows", "trade_show"),
        ("trade-show", "trade_show"),
        ("digital ads", "digital_ads"),
        ("ads", "digital_ads"),
        ("Webinar", "webinar"),
        ("webinars", "webinar"),
        ("events", "event"),
        ("content marketing", "content"),
    ],
)
def test_an_activity_is_known_by_what_people_call_it(said: str, meant: str) -> None:
    found = match(100_00, activity=said)
    assert (found.activity, found.eligible) == (meant, True)


@pytest.mark.parametrize("said", ["golf outing", "s", "!", "🎉"])
def test_an_activity_that_the_program_does_not_list_is_not_matched(said: str) -> None:
    found = match(100_00, activity=said)
    assert (found.activity, found.eligible, found.vendor_cents, found.partner_cents) == (None, False, 0, 100_00)
    assert "eligible are event, digital ads, content, trade show, webinar." in found.reasons[0]


@pytest.mark.parametrize(
    ("on", "eligible", "report_due_on"),
    [
        pytest.param("2025-04-29", False, date(2025, 5, 29), id="yesterday: too late to be approved"),
        pytest.param("2025-04-30", True, date(2025, 5, 30), id="today"),
        pytest.param("2025-12-31", True, date(2026, 1, 30), id="over the year's end"),
        pytest.param("2028-01-30", True, date(2028, 2, 29), id="onto a leap day"),
    ],
)
def test_approval_comes_before_the_activity_and_the_report_thirty_days_after(
    on: str, eligible: bool, report_due_on: date
) -> None:
    found = match(100_00, on=on)
    assert (found.eligible, found.report_due_on, found.pre_approval) == (eligible, report_due_on, True)


@pytest.mark.parametrize(
    ("cost", "eligible"),
    [pytest.param(2_000_00, True, id="exactly the least"), pytest.param(1_999_98, False, id="a cent under")],
)
def test_a_request_under_the_minimum_is_not_matched(cost: int, eligible: bool) -> None:
    rows = frames(tier_history=[{"tier": "Specialist"}])
    found = mdf_match(rows, second(), partner_id="P-1", cost_cents=cost, activity="call campaign")
    assert (found.eligible, found.minimum_request_cents, found.activity) == (eligible, 1_000_00, "call_campaign")


def test_a_registered_partner_pays_everything_itself() -> None:
    found = match(100_00, activity="webinar", tier="Registered")
    assert (found.eligible, found.vendor_cents, found.partner_cents) == (False, 0, 100_00)
    assert found.reasons == ("Registered has no marketing development funds; Silver, Gold and Platinum have.",)


@pytest.mark.parametrize("cost", [0, -1, 10**14 + 1, 10**20])
def test_a_cost_out_of_bounds_is_refused(cost: int) -> None:
    with pytest.raises(BadAmount):
        match(cost)


@pytest.mark.parametrize(
    ("year", "tables", "error"),
    [
        ("2025-Q1", {}, BadArgument),
        ("next year", {}, BadPeriod),
        ("2024", {}, NoRuleInForce),
        (None, {"partners": []}, UnknownPartner),
        (None, {"tier_history": []}, NoRecords),
    ],
)
def test_what_cannot_be_answered_is_said(year: str | None, tables: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        balance(year, **tables)


@settings(max_examples=40, deadline=None)
@given(
    cost=st.integers(1, 200_000_00), allocated=st.integers(0, 60_000_00), tier=st.sampled_from(["Silver", "Platinum"])
)
def test_both_parts_are_the_cost_and_the_vendors_never_exceeds_what_remains(
    cost: int, allocated: int, tier: str
) -> None:
    found = match(cost, tier=tier, mdf_requests=[request(allocated)])
    assert found.vendor_cents + found.partner_cents == cost
    assert 0 <= found.vendor_cents <= found.remaining_cents
    assert found.remaining_after_cents == found.remaining_cents - found.vendor_cents
