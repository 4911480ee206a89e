"""The partners with the most revenue."""

from datetime import date

from tests.tools.dashboard.april import april, partners, won


def test_the_three_with_the_most_sourced_revenue_are_listed_with_tier_and_target() -> None:
    found = april(
        partners=partners(4),
        tier_history=[{"partner_id": f"P-{n}", "tier": tier} for n, tier in enumerate(["Gold", "Silver", "Gold"], 1)],
        deals=[
            won(310_00),
            won(100_00, partner_id="P-2"),
            won(320_00, partner_id="P-2"),
            won(380_00, partner_id="P-3"),
            won(5_00, partner_id="P-4"),
            won(999_00, partner_id="P-4", role="assisted"),
        ],
        targets=[{"partner_id": "P-2", "amount_cents": 300_00}],
    )

    first, second, third = found.section("top").top
    assert (first.rank, first.partner_id, first.name, first.revenue_cents) == (1, "P-2", "Partner 2", 420_00)
    assert (first.tier, first.target_cents) == ("Silver", 300_00)
    assert (second.rank, second.partner_id, second.target_cents) == (2, "P-3", 0)
    assert (third.rank, third.partner_id, third.revenue_cents) == (3, "P-1", 310_00)


def test_partners_without_revenue_are_not_listed() -> None:
    refund = {"deal_id": "D-2", "refunded_on": date(2025, 4, 20), "amount_cents": 50_00}

    found = april(partners=partners(2), deals=[won(10_00), won(50_00, partner_id="P-2")], refunds=[refund])

    assert [row.partner_id for row in found.section("top").top] == ["P-1"]


def test_equal_revenue_shares_a_rank_by_name_and_the_ones_left_out_are_told() -> None:
    deals = [won(100_00, partner_id=f"P-{n}") for n in (5, 4, 3, 2)] + [won(200_00)]

    found = april(partners=partners(5), deals=deals)

    assert [(row.rank, row.partner_id) for row in found.section("top").top] == [(1, "P-1"), (2, "P-2"), (2, "P-3")]
    assert "2 more partners tie with Partner 3 for place 2." in found.notes


def test_one_more_is_told_as_one() -> None:
    deals = [won(100_00, partner_id=f"P-{n}") for n in (1, 2, 3, 4)]

    assert "1 more partner ties with Partner 3 for place 1." in april(partners=partners(4), deals=deals).notes


def test_a_partner_that_exited_is_listed_without_a_tier() -> None:
    found = april(partners=[{"exited_on": date(2025, 4, 20)}], tier_history=[{"tier": "Gold"}], deals=[won(10_00)])

    assert [(row.partner_id, row.tier) for row in found.section("top").top] == [("P-1", None)]
