"""Who the partners are: by what they are on a day, and one partner's own entry."""

from datetime import date
from typing import Any

import pytest

from assistant.access import Person
from assistant.asking import Desk
from tests.builders import frames
from tests.programs import shipped
from tools.core.errors import BadArgument, BadPeriod, NoRecords, UnknownPartner
from tools.core.frames import Frames
from tools.directory import PartnerDirectory, partner_directory

APRIL_30 = date(2025, 4, 30)
PARTNERS: list[dict[str, Any]] = [
    {},
    {"partner_id": "P-2", "name": "birch Cloud", "region": "South", "partner_type": "managed service provider"},
    {"partner_id": "P-3", "name": "Cedar Labs", "manager": None, "joined_on": date(2025, 4, 30)},
    {"partner_id": "P-4", "name": "Dell Works", "exited_on": APRIL_30, "manager": "Ines Moro"},
    {"partner_id": "P-5", "name": "Elm Group", "joined_on": date(2025, 5, 1)},
]
TIERS: list[dict[str, Any]] = [
    {"tier": "Silver", "since": date(2023, 6, 1), "until": date(2025, 4, 29)},
    {"tier": "Gold", "since": APRIL_30},
    {"partner_id": "P-2", "tier": "Silver", "since": date(2024, 1, 1)},
    {"partner_id": "P-3", "tier": "Registered", "since": APRIL_30},
    {"partner_id": "P-4", "tier": "Registered", "since": date(2023, 1, 1), "until": date(2023, 12, 31)},
    {"partner_id": "P-4", "tier": "Silver", "since": date(2024, 1, 1), "until": date(2025, 4, 29)},
]
PEOPLE: list[dict[str, Any]] = [
    {"name": "Zoe Lund", "email": None},
    {"name": "Ada Lowe"},
    {"name": "Max Roy", "partner_id": "P-2"},
]


def rows_of(as_of: date = APRIL_30) -> Frames:
    return frames(as_of, partners=PARTNERS, tier_history=TIERS, people=PEOPLE)


def asked(as_of: date = APRIL_30, **arguments: Any) -> PartnerDirectory:
    return partner_directory(rows_of(as_of), shipped(), **arguments)


def names(found: PartnerDirectory) -> list[str]:
    return [row.name for row in found.rows]


def test_active_partners_stand_by_name_and_those_gone_are_counted() -> None:
    found = asked()
    assert names(found) == ["Acme Networks", "birch Cloud", "Cedar Labs"]
    assert (found.found, found.exited) == (3, 1)
    assert found.by_tier == {"Gold": 1, "Silver": 1, "Registered": 1}
    assert list(found.by_tier) == ["Gold", "Silver", "Registered"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param({"tier": "gold"}, ["Acme Networks"], id="a tier from the as-of day on"),
        pytest.param({"tier": "Platinum"}, [], id="a tier of the program that nobody holds"),
        pytest.param({"region": "SOUTH"}, ["birch Cloud"], id="a region in any case"),
        pytest.param({"manager": "Dana Reyes"}, ["Acme Networks", "birch Cloud"], id="not who has no manager"),
        pytest.param({"manager": "Ines Moro"}, [], id="only one that is gone"),
        pytest.param({"partner_type": "MSPs"}, ["birch Cloud"], id="a type by its first letters"),
        pytest.param({"partner_type": "resellers"}, ["Acme Networks", "Cedar Labs"], id="a type, several"),
        pytest.param({"tier": "Silver", "region": "West"}, [], id="two at once"),
        pytest.param({"state": "joined", "period": "2025-04"}, ["Cedar Labs"], id="joined on a period's last day"),
        pytest.param({"state": "joined", "period": "2025-03"}, [], id="joined in no such month"),
        pytest.param({"state": "joined"}, ["Acme Networks", "birch Cloud", "Cedar Labs", "Dell Works"], id="ever"),
        pytest.param({"state": "exited", "period": "2025"}, ["Dell Works"], id="gone this year"),
        pytest.param({"state": "exited", "period": "2024"}, [], id="gone in no such year"),
        pytest.param({"state": "exited", "tier": "Silver"}, ["Dell Works"], id="gone, by the last tier held"),
    ],
)
def test_partners_are_listed_by_what_they_are(arguments: dict[str, Any], expected: list[str]) -> None:
    assert names(asked(**arguments)) == expected


@pytest.mark.parametrize(
    ("day", "tier", "since"),
    [
        pytest.param(date(2025, 4, 29), "Silver", date(2023, 6, 1), id="the day before"),
        pytest.param(APRIL_30, "Gold", APRIL_30, id="the day of the change"),
        pytest.param(date(2023, 5, 31), None, None, id="before any tier"),
    ],
)
def test_the_tier_is_the_one_held_at_the_end_of_the_day(day: date, tier: str | None, since: date | None) -> None:
    (entry,) = asked(day, partner_id="P-1").rows
    assert (entry.tier, entry.tier_since) == (tier, since)


def test_what_happens_after_the_day_is_not_known_yet() -> None:
    found = asked(date(2025, 4, 29))
    assert names(found) == ["Acme Networks", "birch Cloud", "Dell Works"]
    assert [row.exited_on for row in found.rows] == [None, None, None]
    assert found.exited == 0


def test_a_period_asks_for_its_last_day() -> None:
    found = asked(tier="Silver", period="2025-Q1")
    assert (found.on, names(found)) == (date(2025, 3, 31), ["Acme Networks", "birch Cloud", "Dell Works"])
    assert found.notes == ()
    assert asked(period="2025").notes == ("2025 runs to 2025-12-31; the records end on 2025-04-30.",)


def test_one_partner_has_its_entry_and_its_people_by_name() -> None:
    found = asked(partner_id="P-1")
    assert names(found) == ["Acme Networks"]
    assert [(one.name, one.email) for one in found.people] == [("Ada Lowe", "ada@acme.example"), ("Zoe Lund", None)]
    assert asked().people == ()


def test_one_that_is_gone_has_the_last_tier_that_it_held() -> None:
    found = asked(partner_id="P-4")
    (entry,) = found.rows
    assert (found.state, entry.exited_on, entry.tier, entry.manager) == ("exited", APRIL_30, "Silver", "Ines Moro")


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        ({"region": "Wst"}, BadArgument, r'region cannot be "Wst": no partner has it\. Did you mean West\?'),
        ({"region": "Mars"}, BadArgument, r'"Mars": the partners\' are South, West\.'),
        ({"tier": "Diamond"}, BadArgument, "are Platinum, Gold, Silver, Registered"),
        ({"partner_type": "wholesaler"}, BadArgument, "partner type cannot be"),
        ({"partner_id": "P-9"}, UnknownPartner, "P-9"),
        ({"partner_id": "P-5"}, NoRecords, "Elm Group joined on 2025-05-01, after 2025-04-30"),
        ({"state": "joined", "period": "2026"}, BadPeriod, "starts after 2025-04-30"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(
    arguments: dict[str, Any], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        asked(**arguments)


@pytest.mark.parametrize(
    ("person", "active", "exited"),
    [
        pytest.param({"sees": "everything"}, 234, 16, id="everything"),
        pytest.param({"sees": "own", "name": "Jude Lindott"}, 22, 2, id="a manager's own"),
        pytest.param({"sees": "partner", "partner_id": "P-047"}, 1, 0, id="a partner's own people"),
    ],
)
def test_only_partners_that_the_person_may_see_are_listed(
    desk: Desk, person: dict[str, str], active: int, exited: int
) -> None:
    found = desk.call("partner_directory", {}, Person(id="x", **person)).result
    assert isinstance(found, PartnerDirectory)
    assert (found.found, found.exited) == (active, exited)


def test_a_partner_s_person_asks_about_no_other(desk: Desk) -> None:
    person = Person(id="x", sees="partner", partner_id="P-047")
    with pytest.raises(UnknownPartner):
        desk.call("partner_directory", {"partner": "P-017"}, person)


MOVES: list[dict[str, Any]] = [
    {"tier": "Silver", "since": date(2024, 1, 1), "until": date(2024, 12, 31)},
    {"tier": "Gold", "since": date(2025, 1, 1), "until": date(2025, 3, 31)},
    {"tier": "Silver", "since": date(2025, 4, 1)},
    {"partner_id": "P-2", "tier": "Registered", "since": date(2024, 1, 1), "until": date(2025, 2, 28)},
    {"partner_id": "P-2", "tier": "Registered", "since": date(2025, 3, 1), "until": date(2025, 3, 30)},
    {"partner_id": "P-2", "tier": "Silver", "since": date(2025, 3, 31)},
]


@pytest.mark.parametrize(
    ("asked", "moves"),
    [
        pytest.param(
            {"state": "promoted", "period": "2025-Q1"},
            [("P-1", "Silver", "Gold", date(2025, 1, 1)), ("P-2", "Registered", "Silver", date(2025, 3, 31))],
            id="up, on the first and the last day of the quarter",
        ),
        pytest.param(
            {"state": "demoted", "period": "2025-04"}, [("P-1", "Gold", "Silver", date(2025, 4, 1))], id="down"
        ),
        pytest.param({"state": "demoted", "period": "2025-Q1"}, [], id="none in another period"),
        pytest.param(
            {"state": "moved", "tier": "silver"},
            [("P-2", "Registered", "Silver", date(2025, 3, 31)), ("P-1", "Gold", "Silver", date(2025, 4, 1))],
            id="to one tier, either way, ever",
        ),
        pytest.param({"state": "moved", "region": "South", "period": "2024"}, [], id="a first tier is no change"),
    ],
)
def test_changes_of_tier_are_listed_by_day(asked: dict[str, Any], moves: list[tuple[Any, ...]]) -> None:
    found = partner_directory(frames(APRIL_30, partners=PARTNERS, tier_history=MOVES), shipped(), **asked)
    assert [(e.partner_id, e.from_tier, e.tier, e.tier_since) for e in found.rows] == moves
    assert found.found == len(moves)
