"""Each situation of a partner and its tier that the demo company promises is in its rows."""

from datetime import date

import pytest

from assistant.records.demo import SITUATIONS
from tests.programs import shipped
from tests.records.demo.company import APRIL, Q1, Test, demo_frames, kept_in, of, partner_of, revenue, wins_of
from tools.tiers.status import TierStatus, tier_status

TESTS: dict[str, Test] = {}
shows = kept_in(TESTS)


def status(situation: str) -> TierStatus:
    return tier_status(demo_frames(), shipped(), partner_id=SITUATIONS[situation].partner_id)


def recommended(situation: str) -> tuple[str, str, str | None]:
    found = status(situation)
    return found.held, found.recommendation.action, found.recommendation.to


def met(situation: str, tier: str) -> list[bool]:
    """Whether a tier was met at the last four quarter ends, oldest first."""
    return [tier in end.met for end in status(situation).quarter_ends]


@shows("top_partner")
def _() -> None:
    assert revenue(wins_of("top_partner", *APRIL)) == 420_150_00
    assert status("top_partner").held == "Platinum"


@shows("third_partner")
def _() -> None:
    assert revenue(wins_of("third_partner", *APRIL)) == 310_200_00
    assert status("third_partner").held == "Platinum"


@shows("fast_track")
def _() -> None:
    assert revenue(wins_of("fast_track", *Q1)) >= 2_560_000_00
    assert any(deal["strategic_account"] for deal in wins_of("fast_track", *Q1))
    assert recommended("fast_track") == ("Gold", "fast_track", "Platinum")


@shows("on_the_way_up")
def _() -> None:
    assert partner_of("on_the_way_up")["name"] == "Acme Networks"
    assert met("on_the_way_up", "Gold") == [False, False, True, True]
    assert recommended("on_the_way_up") == ("Silver", "advance", "Gold")


@shows("on_the_way_up_once")
def _() -> None:
    assert met("on_the_way_up_once", "Gold") == [False, False, False, True]
    assert recommended("on_the_way_up_once") == ("Silver", "hold", None)


@shows("at_risk_of_demotion")
def _() -> None:
    assert met("at_risk_of_demotion", "Gold")[-2:] == [True, False]
    assert [state.metric for state in status("at_risk_of_demotion").own.missed] == ["new_logos"]
    assert recommended("at_risk_of_demotion") == ("Gold", "hold", None)


@shows("due_for_demotion")
def _() -> None:
    assert met("due_for_demotion", "Gold")[-3:] == [True, False, False]
    assert [(state.metric, state.actual) for state in status("due_for_demotion").own.missed] == [("certified_staff", 4)]
    assert recommended("due_for_demotion") == ("Gold", "demote", "Silver")


@shows("exit_after_four")
def _() -> None:
    assert met("exit_after_four", "Silver") == [False] * 4
    assert recommended("exit_after_four") == ("Silver", "exit", None)


@shows("agreement_violated")
def _() -> None:
    assert partner_of("agreement_violated")["agreement_violated_on"] == date(2025, 3, 20)
    assert partner_of("agreement_violated")["exited_on"] is None
    assert met("agreement_violated", "Silver")[-1]


@shows("near_day_90")
def _() -> None:
    assert partner_of("near_day_90")["joined_on"] == date(2025, 2, 4)
    assert (status("near_day_90").held, status("near_day_90").review_on) == ("Registered", date(2025, 5, 5))


@shows("past_day_90")
def _() -> None:
    assert partner_of("past_day_90")["joined_on"] == date(2025, 1, 13)
    assert recommended("past_day_90") == ("Registered", "exit_review", None)
    assert status("past_day_90").review_on == date(2025, 4, 13)


@shows("registered_rising")
def _() -> None:
    assert met("registered_rising", "Silver")[-2:] == [False, True]
    assert recommended("registered_rising") == ("Registered", "exit_review", None)


@shows("no_deals")
def _() -> None:
    assert of("deals", "no_deals") == []
    assert status("no_deals").held == "Registered"


@shows("exited")
def _() -> None:
    assert partner_of("exited")["exited_on"] == date(2025, 4, 11)
    assert [row["tier"] for row in of("tier_history", "exited")] == ["Registered", "Silver"]


@shows("without_target")
def _() -> None:
    assert of("targets", "without_target") == []
    assert status("without_target").held == "Silver"


@pytest.mark.parametrize("situation", list(TESTS))
def test_the_rows_show_the_situation(situation: str) -> None:
    TESTS[situation]()
