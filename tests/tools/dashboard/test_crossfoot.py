"""What does not add up is told."""

from datetime import date

import pytest

from tests.tools.dashboard.april import april, won
from tools.dashboard.crossfoot import differs
from tools.dashboard.models import Metric

TOTAL = Metric(key="sourced_revenue", label="Partner-sourced revenue", kind="money", value=100_00)


@pytest.mark.parametrize(
    ("added", "notes"),
    [
        pytest.param(100_00, [], id="adds up"),
        pytest.param(
            99_99,
            ["Does not add up: revenue by tier comes to $99.99, but Partner-sourced revenue is $100."],
            id="a cent is missing",
        ),
        pytest.param(
            100_01,
            ["Does not add up: revenue by tier comes to $100.01, but Partner-sourced revenue is $100."],
            id="a cent too much",
        ),
    ],
)
def test_rows_are_held_against_their_total(added: int, notes: list[str]) -> None:
    assert differs("revenue by tier", added, TOTAL) == notes


def test_counts_are_told_as_counts_and_a_missing_total_is_not_compared() -> None:
    active = Metric(key="active_partners", label="Active partners", kind="count", value=3)

    assert differs("all classes together", 2, active) == [
        "Does not add up: all classes together comes to 2, but Active partners is 3."
    ]
    assert differs("all classes together", 2, active.model_copy(update={"value": None})) == []


def test_a_partner_that_exited_before_it_joined_breaks_the_movements() -> None:
    found = april(partners=[{"joined_on": date(2025, 4, 20), "exited_on": date(2025, 3, 1)}])

    assert found.notes[-1] == (
        "Does not add up: 0 partners on 2025-04-01, 1 joined and 0 exited make 1, and 0 are active. "
        "A partner that exited before it joined does this."
    )


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"joined_on": date(2025, 4, 1)}, id="joined on the quarter's first day"),
        pytest.param({"joined_on": date(2025, 3, 31)}, id="joined the day before"),
        pytest.param({"exited_on": date(2025, 4, 1)}, id="exited on the quarter's first day"),
        pytest.param({"exited_on": date(2025, 3, 31)}, id="exited the day before"),
        pytest.param({"joined_on": date(2025, 4, 2), "exited_on": date(2025, 4, 3)}, id="came and went"),
    ],
)
def test_every_partner_is_in_the_opening_base_or_joined_and_exits_once(columns: dict[str, date]) -> None:
    assert not [note for note in april(partners=[{}, {"partner_id": "P-2", **columns}]).notes if "Does not" in note]


def test_a_refund_above_its_deal_can_push_the_top_over_the_total() -> None:
    found = april(
        partners=[{}, {"partner_id": "P-2"}],
        deals=[won(100_00), won(10_00, partner_id="P-2")],
        refunds=[{"deal_id": "D-2", "refunded_on": date(2025, 4, 20), "amount_cents": 60_00}],
    )

    assert found.metric("sourced_revenue").value == 50_00
    assert found.notes[-1] == (
        "Does not add up: the top partners' revenue of $100 is more than the total of $50; "
        "refunds above a deal's amount do this."
    )


def test_revenue_of_a_role_that_no_section_shows_is_told() -> None:
    found = april(deals=[won(100_00, role="referral")])

    assert found.notes[-1] == "Total revenue holds $100 of deals with the unknown role 'referral'."
