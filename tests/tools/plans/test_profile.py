"""The ideal partner: traits that separate strong from weak, and when too few partners can be compared."""

from datetime import date
from typing import Any

import pytest

from tests.builders import frames
from tests.tools.plans.asking import APRIL_END, Row, practised
from tools.core.errors import BadArgument
from tools.core.frames import Frames
from tools.plans.profile import PartnerProfile, partner_profile


def company(strong: int = 6, weak: int = 6, **changes: Any) -> Frames:
    """Strong partners with two certified people and a sale; weak ones with neither."""
    partners: list[Row] = [
        {
            "partner_id": f"P-{n}",
            "name": f"Partner {n}",
            "partner_type": "reseller",
            "joined_on": date(2024, 1, 1 + n % 28),
        }
        for n in range(1, strong + weak + 1)
    ]
    deals = [
        {"partner_id": f"P-{n}", "won": date(2025, 2, 1), "amount_cents": n * 1_000_00} for n in range(1, strong + 1)
    ]
    people = [{"partner_id": f"P-{n}", "staff_id": f"S-{n}-{k}"} for n in range(1, strong + 1) for k in (1, 2)]
    rows: dict[str, Any] = {"partners": partners, "deals": deals, "certifications": people, **changes}
    return frames(as_of=APRIL_END, **rows)


def found(partner_type: str | None = None, **changes: Any) -> PartnerProfile:
    return partner_profile(company(**changes), practised(), partner_type=partner_type)


def test_a_trait_that_only_the_strong_have_is_kept() -> None:
    traits = {trait.title: trait for trait in found().traits}
    certified = traits["Two certified people"]
    assert (certified.strong_with, certified.weak_with, certified.difference_bp, certified.keep) == (6, 0, 10_000, True)
    assert traits["A strategic win within a year"].keep is False


@pytest.mark.parametrize(
    ("with_trait", "keep"),
    [pytest.param(7, True, id="seven of ten"), pytest.param(6, False, id="six of ten")],
)
def test_a_trait_needs_seven_of_ten(with_trait: int, keep: bool) -> None:
    people = [{"partner_id": f"P-{n}", "staff_id": f"S-{n}-{k}"} for n in range(1, with_trait + 1) for k in (1, 2)]
    traits = {trait.title: trait for trait in found(strong=10, weak=10, certifications=people).traits}
    assert traits["Two certified people"].keep is keep


def test_the_strong_sold_most_and_the_weak_have_been_here_longest() -> None:
    result = found(strong=12, weak=12)
    assert [named.partner_id for named in result.strong] == [f"P-{n}" for n in range(12, 2, -1)]
    assert len(result.weak) == 10
    assert result.weak[0].revenue_cents == 0
    assert (result.active, result.selling) == (24, 12)


def test_a_partner_that_joined_lately_is_not_weak_yet() -> None:
    rows = company()
    lately: list[Row] = [{"partner_id": f"P-{n}", "joined_on": date(2024, 11, 2)} for n in range(1, 8)]
    result = partner_profile(frames(as_of=APRIL_END, partners=lately), practised())
    assert result.weak == ()
    assert partner_profile(rows, practised()).weak != ()


@pytest.mark.parametrize(
    ("strong", "weak", "compared"),
    [
        pytest.param(5, 5, True, id="five of each"),
        pytest.param(4, 9, False, id="four strong"),
        pytest.param(9, 4, False, id="four weak"),
        pytest.param(0, 0, False, id="nobody"),
    ],
)
def test_too_few_partners_are_not_compared(strong: int, weak: int, compared: bool) -> None:
    result = found(strong=strong, weak=weak)
    assert bool(result.traits) is compared
    assert any("too few to compare" in note for note in result.notes) is not compared


def test_a_type_narrows_the_partners_and_says_where_it_fits() -> None:
    result = found("Dealers")
    assert (result.partner_type, result.active) == ("reseller", 12)
    assert result.fit is not None
    assert result.fit.least_customers == 30
    assert found("MSP").active == 0


def test_an_unknown_type_names_those_there_are() -> None:
    with pytest.raises(BadArgument, match="the types are reseller, value-added reseller"):
        found("astronaut")
