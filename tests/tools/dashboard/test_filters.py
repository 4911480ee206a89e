"""Dashboards of one tier, region or manager."""

from datetime import date

import pytest

from tests.builders import frames
from tests.programs import shipped
from tests.tools.dashboard.april import Rows, partners, won
from tools.core.errors import BadArgument
from tools.core.frames import Frames
from tools.dashboard import dashboard
from tools.dashboard.models import Dashboard, Filters


def company() -> Frames:
    rows = partners(4)
    rows[1] |= {"region": "East", "manager": "Lee Wong"}
    rows[2] |= {"region": None, "manager": None}
    rows[3] |= {"region": "East", "exited_on": date(2025, 4, 20)}
    held: Rows = [{"partner_id": f"P-{n}", "tier": tier} for n, tier in ((1, "Gold"), (2, "Silver"), (4, "Gold"))]
    held[2] |= {"until": date(2025, 4, 19)}
    deals = [won(n * 100_00, partner_id=f"P-{n}") for n in (1, 2, 3, 4)] + [
        won(1_000_00, role="direct", partner_id=None)
    ]
    return frames(partners=rows, tier_history=held, deals=deals)


def cut(**filters: str) -> Dashboard:
    return dashboard(company(), shipped(), **filters)


@pytest.mark.parametrize(
    ("filters", "active", "cents"),
    [
        pytest.param({}, 3, 1_000_00, id="everyone"),
        pytest.param({"region": "West"}, 1, 100_00, id="a region"),
        pytest.param({"region": "east"}, 1, 600_00, id="in any case, with one that exited"),
        pytest.param({"manager": " Lee Wong "}, 1, 200_00, id="a manager"),
        pytest.param({"tier": "GOLD"}, 1, 500_00, id="a tier, with one that held it when it exited"),
        pytest.param({"tier": "Platinum"}, 0, 0, id="a tier that nobody holds"),
        pytest.param({"region": "East", "tier": "Silver"}, 1, 200_00, id="both"),
        pytest.param({"region": "West", "tier": "Silver"}, 0, 0, id="both, of nobody"),
    ],
)
def test_figures_are_those_of_the_partners_that_the_filters_leave(
    filters: dict[str, str], active: int, cents: int
) -> None:
    found = cut(**filters)

    assert found.metric("active_partners").value == active
    assert found.metric("sourced_revenue").value == cents
    assert sum(row.revenue_cents for row in found.section("top").top) <= cents


def test_the_share_stays_of_everything_won() -> None:
    share = cut(region="West").metric("sourced_revenue").part("share")

    assert (share.numerator, share.denominator) == (100_00, 2_000_00)


def test_a_filter_is_told_as_the_records_spell_it() -> None:
    assert cut(region="east", manager="lee wong").filters == Filters(region="East", manager="Lee Wong")


def test_one_tier_has_one_row() -> None:
    assert [row.tier for row in cut(tier="gold").section("by_tier").tiers] == ["Gold"]
    assert len(cut(region="East").section("by_tier").tiers) == 4


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        pytest.param({"region": "Wes"}, "the partners' regions are East, West.", id="half a region"),
        pytest.param({"manager": "Nobody"}, "the partners' managers are Dana Reyes, Lee Wong.", id="a manager"),
        pytest.param({"tier": "Bronze"}, "tiers are Platinum, Gold, Silver, Registered.", id="a tier"),
        pytest.param({"region": ""}, "the partners' regions are East, West.", id="an empty text"),
    ],
)
def test_an_unknown_value_is_refused_with_those_that_are_known(filters: dict[str, str], said: str) -> None:
    with pytest.raises(BadArgument, match=said):
        cut(**filters)


def test_a_long_list_of_known_values_is_cut() -> None:
    rows = [{"partner_id": f"P-{n}", "manager": f"Manager {n:02d}"} for n in range(20)]

    with pytest.raises(BadArgument, match="Manager 10, Manager 11 and 8 more"):
        dashboard(frames(partners=rows), shipped(), manager="Z")


def test_where_no_partner_has_a_region_the_refusal_says_so() -> None:
    with pytest.raises(BadArgument, match="no partner has a region"):
        dashboard(frames(partners=[{"region": None}]), shipped(), region="West")
