"""Who the partners are, in words."""

from datetime import date
from typing import Any

import pytest

from tests.assistant.pages import answer_of, page
from tests.builders import frames
from tests.programs import shipped
from tools.directory import partner_directory

GONE = {"partner_id": "P-2", "name": "Birch Cloud", "exited_on": date(2025, 4, 1)}


def said(partners: list[dict[str, Any]], tiers: list[dict[str, Any]], **arguments: Any) -> str:
    found = partner_directory(frames(partners=partners, tier_history=tiers), shipped(), **arguments)
    return answer_of("partner_directory", found).text


@pytest.mark.parametrize(
    ("partner", "tiers", "sentence"),
    [
        pytest.param(
            {},
            [{}],
            "Acme Networks (P-1) is managed by Dana Reyes; it is a reseller in the West region, Silver since "
            "2023-06-01, joined 2023-01-01.",
            id="active",
        ),
        pytest.param(
            {"manager": None, "region": None, "partner_type": "integrator"},
            [],
            "Acme Networks (P-1) has no partner manager in the records; it is an integrator without a region, without "
            "a tier, joined 2023-01-01.",
            id="little known",
        ),
        pytest.param(
            {"exited_on": date(2025, 4, 11)},
            [{"until": date(2025, 4, 10)}],
            "Acme Networks (P-1) left the program on 2025-04-11. It was managed by Dana Reyes; it was a reseller in "
            "the West region, Silver last, joined 2023-01-01.",
            id="gone",
        ),
    ],
)
def test_one_partner_begins_with_its_manager(partner: dict[str, Any], tiers: list[Any], sentence: str) -> None:
    assert said([partner], tiers, partner_id="P-1") == sentence


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param({}, "There is 1 active partner; 1 has left the program.", id="all"),
        pytest.param({"tier": "Silver"}, "There is 1 active Silver partner; 1 has left the program.", id="a tier"),
        pytest.param({"tier": "Gold"}, "There is no active Gold partner.", id="none"),
        pytest.param(
            {"region": "West", "manager": "Dana Reyes", "partner_type": "reseller", "period": "2025-03"},
            "There were 2 active resellers in the West region managed by Dana Reyes on 2025-03-31: 2 Silver.",
            id="everything at once",
        ),
        pytest.param({"state": "exited"}, "1 partner left the program.", id="gone"),
        pytest.param(
            {"state": "joined", "period": "2023"}, "2 partners joined the program in 2023: 2 Silver.", id="in"
        ),
        pytest.param({"state": "joined", "period": "2024"}, "No partner joined the program in 2024.", id="nobody"),
    ],
)
def test_the_count_comes_first(arguments: dict[str, str], sentence: str) -> None:
    tiers = [{}, {"partner_id": "P-2", "until": date(2025, 3, 31)}]
    assert said([{}, GONE], tiers, **arguments) == sentence


def test_people_are_listed_and_their_absence_is_told() -> None:
    found = partner_directory(frames(people=[{}]), shipped(), partner_id="P-1")
    assert "ada@acme.example" in page(answer_of("partner_directory", found))
    found = partner_directory(frames(), shipped(), partner_id="P-1")
    assert answer_of("partner_directory", found).notes == ("The records hold no people of Acme Networks.",)


def test_more_partners_than_a_page_takes_are_told() -> None:
    partners = [{"partner_id": f"P-{n}", "name": f"Partner {n:02d}"} for n in range(30)]
    answer = answer_of("partner_directory", partner_directory(frames(partners=partners), shipped()))
    assert [len(table.rows) for table in answer.tables] == [25]
    assert answer.notes == ("The first 25 of 30 by name are shown; the receipt has them all.",)


@pytest.mark.parametrize(
    ("arguments", "columns"),
    [
        pytest.param({}, ("Partner", "Tier", "Region", "Manager", "Since"), id="all"),
        pytest.param({"region": "West"}, ("Partner", "Type", "Tier", "Manager", "Since"), id="of one region"),
        pytest.param({"partner_type": "reseller"}, ("Partner", "Tier", "Region", "Manager", "Since"), id="of one type"),
        pytest.param({"state": "joined"}, ("Partner", "Tier", "Region", "Manager", "Joined"), id="joined"),
    ],
)
def test_what_all_share_takes_no_column(arguments: dict[str, str], columns: tuple[str, ...]) -> None:
    found = partner_directory(frames(), shipped(), **arguments)  # type: ignore[arg-type]
    assert answer_of("partner_directory", found).tables[0].columns == columns
