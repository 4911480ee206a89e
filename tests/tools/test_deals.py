"""A partner's deals of a period: which, in what state, and what they come to."""

from datetime import date
from typing import Any

import pytest

from assistant.asking import Desk
from tests.builders import frames
from tests.programs import shipped
from tools.core.errors import BadPeriod, UnknownPartner
from tools.core.frames import Frames
from tools.deals import PartnerDeals, partner_deals
from tools.health import PartnerHealth

Rows = list[dict[str, Any]]

DEALS: Rows = [
    {"won": date(2025, 4, 1), "amount_cents": 1_000_00},
    {"won": date(2025, 4, 30), "amount_cents": 2_000_00, "role": "assisted"},
    {"won": date(2025, 3, 31), "amount_cents": 4_000_00},
    {"lost": date(2025, 4, 10), "amount_cents": 8_000_00},
    {"amount_cents": 16_000_00, "probability_bp": 5_000},
    {"amount_cents": 32_000_00, "opened_on": date(2025, 4, 20)},
    {"won": date(2025, 4, 5), "amount_cents": 64_000_00, "partner_id": "P-2"},
]
REFUNDS: Rows = [{"deal_id": "D-1", "refunded_on": date(2025, 4, 20), "amount_cents": 300_00}]


def rows_of(as_of: date = date(2025, 4, 30)) -> Frames:
    return frames(as_of, partners=[{}, {"partner_id": "P-2", "name": "Birch Cloud"}], deals=DEALS, refunds=REFUNDS)


def asked(period: str | None = None, as_of: date = date(2025, 4, 30)) -> PartnerDeals:
    return partner_deals(rows_of(as_of), shipped(), partner_id="P-1", period=period)


@pytest.mark.parametrize(
    ("period", "deals"),
    [
        pytest.param(None, {"D-2": "won", "D-1": "won", "D-4": "lost", "D-6": "open", "D-5": "open"}, id="the month"),
        pytest.param(
            "2025-03", {"D-3": "won", "D-4": "open", "D-5": "open", "D-2": "open", "D-1": "open"}, id="before"
        ),
        pytest.param("2023", {}, id="before the first was opened"),
    ],
)
def test_a_deal_is_in_the_state_that_it_had_at_the_period_s_end(period: str | None, deals: dict[str, str]) -> None:
    found = {row.deal_id: row.state for row in asked(period).rows}
    assert found == deals
    assert list(found.values()) == sorted(found.values(), key=("won", "lost", "open").index)


def test_the_newest_stands_first_and_of_the_open_ones_the_largest() -> None:
    assert [row.deal_id for row in asked().rows] == ["D-2", "D-1", "D-4", "D-6", "D-5"]


def test_won_deals_are_summed_by_role_less_their_refunds_and_open_ones_whole() -> None:
    found = asked()
    assert (found.sourced_cents, found.assisted_cents, found.open_cents) == (700_00, 2_000_00, 48_000_00)
    assert (found.won, found.lost, found.open) == (2, 1, 2)
    assert found.rows[1].refunded_cents == 300_00


def test_a_refund_after_the_as_of_day_is_not_known_yet() -> None:
    assert asked("2025-04", date(2025, 4, 19)).sourced_cents == 1_000_00


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(UnknownPartner):
        partner_deals(rows_of(), shipped(), partner_id="P-9")
    with pytest.raises(BadPeriod, match="starts after"):
        asked("2026")


@pytest.mark.parametrize("partner", ["P-001", "P-020", "P-047", "P-100"])
@pytest.mark.parametrize("period", ["2025-04", "2025-Q1", "2024"])
def test_the_sourced_sum_is_the_revenue_that_health_counts(desk: Desk, partner: str, period: str) -> None:
    deals = desk.call("partner_deals", {"partner": partner, "period": period}).result
    health = desk.call("partner_health", {"partner": partner, "period": period}).result
    assert isinstance(deals, PartnerDeals)
    assert isinstance(health, PartnerHealth)
    assert deals.sourced_cents == health.rows[0].revenue_cents
    assert deals.open_cents >= health.rows[0].pipeline_cents
