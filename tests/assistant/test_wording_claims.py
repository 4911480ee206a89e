"""Marketing funds, claims and deadlines in words."""

from datetime import date
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.answer import Answer
from tests.assistant.pages import answer_of, cells, page
from tests.builders import frames
from tests.programs import shipped
from tests.tools.deadlines.asking import APRIL_END, EARLIER, due, logo_win
from tests.tools.test_claims import claim, payment, status
from tests.tools.test_mdf import balance, match, pending, request
from tools.deadlines.listing import deadlines

Row = dict[str, Any]


def funds(**tables: Any) -> Answer:
    return answer_of("mdf_balance", balance(**tables))


def claims(**tables: Any) -> Answer:
    return answer_of("claim_status", status(**tables))


def falling_due(**arguments: Any) -> Answer:
    return answer_of("deadlines", due(**arguments))


def test_funds_left_come_first_and_the_three_numbers_stay_three(snapshot: SnapshotAssertion) -> None:
    approved = request(activity="trade_show", title="Regional trade show booth", activity_on=date(2025, 4, 4))
    said = funds(mdf_requests=[approved, pending(1_000_00)])
    assert said.text == (
        "Acme Networks (Gold) has $18,000 of its $20,000 MDF of 2025 left, matched 1:1. "
        "The report on Regional trade show booth is due on 2025-05-04."
    )
    assert cells(said)["Entitled in 2025"] == ("$20,000",)
    assert cells(said)["Allocated (approved requests)"] == ("$2,000",)
    assert cells(said)["Utilised (approved claims)"] == ("$0",)
    assert cells(said)["Requests not decided, vendor's share"] == ("$500",)
    assert page(said) == snapshot


@pytest.mark.parametrize(
    ("tables", "text"),
    [
        pytest.param(
            {"tier": "Platinum"},
            "Acme Networks (Platinum) has all of its $50,000 MDF of 2025 left, matched 2:1.",
            id="nothing used",
        ),
        pytest.param(
            {"tier": "Silver", "mdf_requests": [request(5_000_00, activity_on=date(2025, 6, 1))]},
            "Acme Networks (Silver) has nothing left of its $5,000 MDF of 2025, matched 1:1.",
            id="all used",
        ),
        pytest.param(
            {"tier": "Registered"},
            "Acme Networks has no MDF in 2025. "
            "Registered has no marketing development funds; Silver, Gold and Platinum have.",
            id="a tier without funds",
        ),
        pytest.param(
            {"mdf_requests": [request(title="Roadshow")]},
            "Acme Networks (Gold) has $18,000 of its $20,000 MDF of 2025 left, matched 1:1. "
            "The report on Roadshow was due on 2025-04-09.",
            id="a report that is overdue",
        ),
    ],
)
def test_a_balance_of_funds_in_a_sentence(tables: Row, text: str) -> None:
    assert funds(**tables).text == text


def test_over_allocated_funds_keep_their_note() -> None:
    said = funds(tier="Silver", mdf_requests=[request(6_000_00)])
    assert said.notes == ("Approved requests of $6,000 are $1,000 over the entitlement of $5,000.",)


def test_a_match_says_who_pays_what_and_where_it_is_cut(snapshot: SnapshotAssertion) -> None:
    said = answer_of("mdf_match", match(12_000_00, "webinars", "2025-06-12", tier="Platinum"))
    assert said.text == (
        "Of $12,000 the vendor pays $8,000 and Acme Networks (Platinum) pays $4,000. Its report is due by 2025-07-12."
    )
    assert "The request must be approved before the activity." in said.notes
    assert page(said) == snapshot
    cut = answer_of("mdf_match", match(12_000_00, tier="Silver"))
    assert cut.text == (
        "Of $12,000 the vendor pays $5,000 and Acme Networks (Silver) pays $7,000. "
        "The 1:1 share of $6,000 is cut to the $5,000 that is left."
    )


def test_an_activity_without_funds_is_refused_with_every_reason() -> None:
    said = answer_of("mdf_match", match(8_000_00, "golf", "2025-04-01"))
    assert said.text == (
        'Acme Networks gets no MDF for an $8,000 activity. "golf" is not an eligible activity; '
        "eligible are event, digital ads, content, trade show, webinar. "
        "Approval is required before the activity, and 2025-04-01 has passed."
    )
    assert said.tables == ()


def test_claims_are_counted_with_what_is_open_and_paid(snapshot: SnapshotAssertion) -> None:
    large = claim(rule="large_deal", amount_cents=2_400_00, submitted_on=date(2025, 4, 28))
    said = claims(deals=[{"won": date(2025, 4, 9)}], incentive_claims=[claim(), large], payments=[payment()])
    assert said.text == "Acme Networks has 2 claims: $2,400 open and $500 paid. The next deadline is 2025-05-05."
    assert cells(said)["IC-2"] == ("D-1", "Deal above $100,000", "$2,400", "Submitted", "2025-05-05")
    assert page(said) == snapshot


def test_an_overdue_claim_is_said_to_be() -> None:
    late = claim(submitted_on=date(2025, 4, 14))
    assert claims(incentive_claims=[late]).text == (
        "Acme Networks has 1 claim: $500 open. 1 claim is overdue, since 2025-04-21."
    )


def test_no_claims_are_said_once() -> None:
    said = claims()
    assert (said.text, said.tables, said.notes) == ("Acme Networks has no incentive claims on record.", (), ())
    of_deal = answer_of("claim_status", status("D-1", deals=[{"won": date(2025, 4, 9)}]))
    assert of_deal.text == "Acme Networks has no incentive claim on D-1 on record."


def test_a_rejected_claim_is_neither_open_nor_paid() -> None:
    said = claims(incentive_claims=[claim(rejected_on=date(2025, 4, 25))])
    assert said.text == "Acme Networks has 1 claim: nothing open and nothing paid."


def test_deadlines_name_the_incentives_by_their_titles(snapshot: SnapshotAssertion) -> None:
    said = falling_due(kind=None, partner_id="P-1", deals=[*EARLIER, logo_win()])
    assert said.text == "2 deadlines fall due for Acme Networks from 2025-04-30 to 2025-05-30."
    [window] = [row for table in said.tables for row in table.rows if row[2].startswith("Claim")]
    assert window == (
        "2025-04-30",
        "today",
        "Claim on D-2: New logo closed within 60 days, Deal above $100,000",
        "$2,900",
    )
    assert page(said) == snapshot


def test_everyones_deadlines_are_counted_by_kind_and_cut_to_the_soonest() -> None:
    partners = [{"partner_id": f"P-{n}", "name": f"Partner {n}"} for n in range(1, 21)]
    deals = [{**logo_win(), "partner_id": f"P-{n}"} for n in range(1, 21)]
    tiers = [{"partner_id": f"P-{n}"} for n in range(1, 21)]
    rows = {"partners": partners, "deals": deals, "tier_history": tiers}
    today = answer_of("deadlines", deadlines(frames(APRIL_END, **rows), shipped()))
    assert today.text == "40 deadlines fall due from 2025-04-30 to 2025-05-30."
    assert [table.title for table in today.tables] == ["", "Coming"]
    assert today.tables[1].rows[0][1:4] == ("today", "Partner 1", "Claim on D-1: 3 incentives")
    assert len(today.tables[1].rows) == 15
    assert "The 15 soonest of 40 are shown; name a partner, a kind or fewer days." in today.notes
    later = answer_of("deadlines", deadlines(frames(date(2025, 5, 1), **rows), shipped()))
    assert later.text == (
        "Nothing falls due from 2025-05-01 to 2025-05-31; 20 are overdue; "
        "20 claim windows have closed since 2025-04-01."
    )
    assert later.tables[0].rows == (("Claim windows", "0", "20"), ("Rebate payouts", "0", "20"))
    assert "The 5 latest passed of 40 are shown; name a partner, a kind or fewer days." in later.notes


def test_nothing_due_is_said_so_and_what_has_passed_still_is() -> None:
    quiet = frames(APRIL_END, tier_history=[{"tier": "Silver", "since": date(2024, 8, 1)}])
    said = answer_of("deadlines", deadlines(quiet, shipped(), partner_id="P-1"))
    assert said.text == "Nothing falls due for Acme Networks from 2025-04-30 to 2025-05-30."
    assert said.tables == ()
    passed = falling_due(kind="claim_window", as_of=date(2025, 5, 1), deals=[*EARLIER, logo_win()])
    assert passed.text.endswith("; 1 claim window has closed since 2025-04-01.")
    stuck = frames(APRIL_END, tier_history=[{"tier": "Registered", "since": date(2023, 1, 1)}])
    owed = answer_of("deadlines", deadlines(stuck, shipped(), partner_id="P-1"))
    assert owed.text == "Nothing falls due for Acme Networks from 2025-04-30 to 2025-05-30; 1 is overdue."
