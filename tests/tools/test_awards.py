"""Who wins the quarter's awards."""

from datetime import date
from typing import Any

import pytest

from tests.builders import frames
from tests.programs import second, shipped
from tools.awards import AwardResult, QuarterAwards, awards_since, quarter_awards
from tools.core.errors import BadPeriod, NoRuleInForce

APRIL_30 = date(2025, 4, 30)
MARCH = date(2025, 3, 10)
THREE: list[dict[str, Any]] = [
    {"partner_id": "P-1", "name": "Acme Networks"},
    {"partner_id": "P-2", "name": "Birch Cloud"},
    {"partner_id": "P-3", "name": "Cobalt Systems"},
]


def awards(*, quarter: str | None = "2025-Q1", as_of: date = APRIL_30, **tables: list[dict[str, Any]]) -> QuarterAwards:
    return quarter_awards(frames(as_of, **{"partners": THREE, **tables}), shipped(), quarter=quarter)


def award(found: QuarterAwards, name: str) -> AwardResult:
    return next(award for award in found.awards if award.id == name)


def ids(found: AwardResult) -> list[str]:
    return [standing.partner_id for standing in found.winners]


def won(partner: str, dollars: int, day: date = MARCH, **more: Any) -> dict[str, Any]:
    return {"partner_id": partner, "won": day, "amount_cents": dollars * 100, **more}


def test_the_partner_of_the_quarter_has_the_highest_sourced_revenue_less_refunds() -> None:
    found = awards(
        deals=[won("P-1", 300_000), won("P-2", 290_000), won("P-3", 900_000, role="assisted")],
        refunds=[{"deal_id": "D-1", "partner_id": "P-1", "refunded_on": MARCH, "amount_cents": 20_000_00}],
    )
    best = award(found, "partner_of_the_quarter")
    assert [(s.name, s.value) for s in best.winners] == [("Birch Cloud", 290_000_00)]
    assert [(s.name, s.value) for s in best.runners_up] == [("Acme Networks", 280_000_00)]
    assert best.prize_cents == 5_000_00
    assert [(line.partner_id, line.amount_cents) for line in found.lines if line.rule == best.id] == [("P-2", 5_000_00)]


def test_a_tie_is_reported_as_a_tie_and_its_prize_is_nobodys_line() -> None:
    found = awards(deals=[won("P-1", 100_000), won("P-2", 100_000), won("P-3", 90_000)])
    best = award(found, "partner_of_the_quarter")
    assert ids(best) == ["P-1", "P-2"]
    assert [s.partner_id for s in best.runners_up] == ["P-3"]
    assert [line for line in found.lines if line.rule == best.id] == []
    assert "Partner of the Quarter is a tie of 2" in found.notes[0]


def test_the_top_new_logo_generator_won_the_most_new_logos() -> None:
    found = awards(
        deals=[
            won("P-1", 1, new_logo=True),
            won("P-1", 1, new_logo=True),
            won("P-2", 900_000, new_logo=True),
            won("P-2", 1, day=date(2025, 4, 1), new_logo=True),
        ]
    )
    best = award(found, "top_new_logo")
    assert [(s.partner_id, s.value) for s in best.winners] == [("P-1", 2)]
    assert [(s.partner_id, s.value) for s in best.runners_up] == [("P-2", 1)]


def test_growth_is_an_exact_ratio_over_the_quarter_before() -> None:
    before = date(2024, 12, 31)
    found = awards(
        deals=[
            won("P-1", 60_000, before), won("P-1", 120_000),
            won("P-2", 90_000, before), won("P-2", 180_000),
            won("P-3", 70_000, before), won("P-3", 139_999),
        ]
    )  # fmt: skip
    best = award(found, "highest_growth")
    assert ids(best) == ["P-1", "P-2"]
    assert [(s.value, s.previous_cents) for s in best.winners] == [(120_000_00, 60_000_00), (180_000_00, 90_000_00)]
    assert [s.partner_id for s in best.runners_up] == ["P-3"]


@pytest.mark.parametrize(
    ("before_cents", "winners"),
    [pytest.param(50_000_00, [], id="exactly the floor"), pytest.param(50_000_01, ["P-1"], id="a cent above it")],
)
def test_growth_counts_only_from_a_quarter_above_the_floor(before_cents: int, winners: list[str]) -> None:
    earlier = {"partner_id": "P-1", "won": date(2024, 11, 5), "amount_cents": before_cents}
    found = award(awards(deals=[earlier, won("P-1", 500_000)]), "highest_growth")
    assert ids(found) == winners
    assert (found.undecided is None) == bool(winners)


def test_the_training_champion_waits_for_a_threshold_and_says_where_to_set_it() -> None:
    found = award(awards(certifications=[{"earned_on": MARCH}]), "training_champion")
    assert found.winners == ()
    assert found.undecided == (
        "The program does not set how many certifications Training Champion starts from. Set the key threshold "
        "of the award training_champion in awards.yaml, in the block since 2025-01-01."
    )


@pytest.mark.parametrize(
    ("earned", "prize_cents"),
    [
        pytest.param(4, None, id="at the threshold"),
        pytest.param(5, 250_00, id="one beyond"),
        pytest.param(7, 750_00, id="three beyond"),
    ],
)
def test_a_prize_a_unit_is_paid_beyond_the_threshold(earned: int, prize_cents: int | None) -> None:
    certifications = [{"earned_on": date(2025, 3, day + 1)} for day in range(earned)]
    found = award(
        quarter_awards(frames(date(2025, 5, 31), certifications=certifications), second(), quarter="2026-Q1"),
        "scholars",
    )
    assert (found.prize_cents if found.winners else None) == prize_cents


def test_the_community_award_counts_answers_and_posts_and_not_references() -> None:
    posts: list[dict[str, Any]] = [{"partner_id": "P-2", "kind": "blog_post", "approved_on": MARCH}]
    references: list[dict[str, Any]] = [{"partner_id": "P-1", "kind": "reference", "approved_on": MARCH}] * 3
    waiting: list[dict[str, Any]] = [{"partner_id": "P-3", "kind": "forum_answer"}] * 3
    numbered = [row | {"contribution_id": f"K-{n}"} for n, row in enumerate(posts + references + waiting)]
    assert ids(award(awards(contributions=numbered), "community_mvp")) == ["P-2"]


@pytest.mark.parametrize(
    ("exited_on", "winner"),
    [
        pytest.param(date(2025, 3, 31), "P-2", id="gone on the quarter's last day"),
        pytest.param(date(2025, 4, 1), "P-1", id="gone the day after"),
    ],
)
def test_only_a_partner_active_on_the_quarters_last_day_wins(exited_on: date, winner: str) -> None:
    partners = [THREE[0] | {"exited_on": exited_on}, THREE[1]]
    found = awards(partners=partners, deals=[won("P-1", 200_000), won("P-2", 100_000)])
    assert ids(award(found, "partner_of_the_quarter")) == [winner]


def test_an_open_quarter_has_leaders_and_no_line() -> None:
    found = awards(quarter="2025-Q2", deals=[won("P-1", 100_000, APRIL_30), won("P-2", 900_000, date(2025, 5, 1))])
    assert found.provisional
    assert ids(award(found, "partner_of_the_quarter")) == ["P-1"]
    assert found.lines == ()
    assert "2025-Q2 is open until 2025-06-30" in found.notes[0]


def test_a_quarter_is_closed_on_its_last_day() -> None:
    assert not awards(as_of=date(2025, 3, 31)).provisional
    assert awards(as_of=date(2025, 3, 30)).provisional


def test_the_last_ended_quarter_is_the_default() -> None:
    assert awards(quarter=None).quarter == "2025-Q1"


def test_without_any_figure_an_award_is_undecided() -> None:
    found = award(awards(), "partner_of_the_quarter")
    assert found.undecided == "No active partner has a revenue figure that counts in 2025-Q1."


def test_a_month_is_no_quarter_and_a_quarter_without_awards_is_refused() -> None:
    with pytest.raises(BadPeriod, match="fiscal quarter"):
        awards(quarter="2025-04")
    with pytest.raises(NoRuleInForce, match="awards"):
        awards(quarter="2024-Q4")


def test_awards_need_the_rows_of_the_quarter_before() -> None:
    assert awards_since(shipped(), APRIL_30, {"quarter": "2025-Q2"}) == date(2025, 1, 1)
    assert awards_since(shipped(), APRIL_30, {}) == date(2024, 10, 1)
