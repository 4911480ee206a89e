"""Laws of tiers, whatever the rows."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import frames
from tests.programs import second, shipped
from tests.tools.tiers.partners import pipeline, staff
from tools.core.rulings import Tiers
from tools.tiers.status import TierStatus, tier_status

DAYS = st.dates(date(2023, 10, 1), date(2025, 4, 30))
DEALS = st.lists(
    st.fixed_dictionaries(
        {
            "won": DAYS,
            "amount_cents": st.integers(0, 3_000_000_00),
            "new_logo": st.booleans(),
            "strategic_account": st.booleans(),
        }
    ),
    max_size=6,
)
HELD = st.sampled_from(["Registered", "Silver", "Gold", "Platinum"])
QUICK = settings(max_examples=40, deadline=None)


def status(deals: list[dict[str, Any]], certified: int, held: str) -> TierStatus:
    rows: dict[str, Any] = {
        "deals": [*deals, pipeline()],
        "certifications": staff(certified),
        "tier_history": [{"tier": held}],
    }
    return tier_status(frames(**rows), shipped(), partner_id="P-1")


def rank(tier: str | None) -> int:
    ruling: Tiers = shipped().tiers.values[0]
    return -1 if tier is None else ruling.rank(tier)


@QUICK
@given(deals=DEALS, certified=st.integers(0, 11), held=HELD, more=st.integers(1, 5_000_000_00), on=DAYS)
def test_more_revenue_never_lowers_the_highest_tier_met(
    deals: list[dict[str, Any]], certified: int, held: str, more: int, on: date
) -> None:
    before = status(deals, certified, held)
    after = status([*deals, {"won": on, "amount_cents": more}], certified, held)
    assert rank(after.highest_met) >= rank(before.highest_met)
    for earlier, later in zip(before.quarter_ends, after.quarter_ends, strict=True):
        assert set(earlier.met) <= set(later.met)


@QUICK
@given(deals=DEALS, certified=st.integers(0, 11), held=HELD)
def test_a_recommendation_moves_the_way_it_says(deals: list[dict[str, Any]], certified: int, held: str) -> None:
    found = status(deals, certified, held).recommendation
    if found.action in {"advance", "fast_track"}:
        assert rank(found.to) > rank(held)
    if found.action == "demote":
        assert 0 <= rank(found.to) < rank(held)
    assert (found.proposal is None) == (found.action == "hold")


@QUICK
@given(deals=DEALS, certified=st.integers(0, 11), held=HELD)
def test_a_requirement_is_met_exactly_when_nothing_is_missing(
    deals: list[dict[str, Any]], certified: int, held: str
) -> None:
    found = status(deals, certified, held)
    for judged in (found.own, found.next):
        for state in judged.requirements if judged else ():
            assert state.met == (state.missing == 0) == (state.actual >= state.needed)
        assert judged is None or judged.met == all(state.met for state in judged.requirements)


@QUICK
@given(users=st.integers(0, 500), more=st.integers(0, 500), certified=st.integers(0, 9))
def test_more_users_never_lower_the_highest_tier_met(users: int, more: int, certified: int) -> None:
    def met(count: int) -> int:
        deals = [{"won": date(2025, 2, 3), "net_new_users": count}]
        history = [{"tier": "Associate"}]
        found = tier_status(
            frames(deals=deals, certifications=staff(certified), tier_history=history), second(), partner_id="P-1"
        )
        return ["Associate", "Specialist", "Premier"].index(found.highest_met or "Associate")

    assert met(users + more) >= met(users)
