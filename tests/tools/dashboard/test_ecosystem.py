"""How many partners there are, of which tier, and who came and went."""

from datetime import date

from tests.builders import frames
from tests.programs import shipped
from tools.dashboard import dashboard


def test_an_empty_company_has_a_dashboard_of_zeros_and_reasons() -> None:
    found = dashboard(frames(partners=[]), shipped())

    assert found.period == "April 2025"
    assert found.metric("active_partners").value == 0
    assert found.metric("retention").reason == "no partner was active at the end of 2025-04-30"


def test_an_exit_on_the_last_day_is_an_exit_and_no_longer_active() -> None:
    partners = [{"partner_id": "P-1"}, {"partner_id": "P-2", "exited_on": date(2025, 4, 30)}]

    found = dashboard(frames(partners=partners), shipped())

    assert found.metric("active_partners").value == 1
    assert found.metric("exited").value == 1
