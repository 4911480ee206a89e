"""Receipts are kept once each, by what they rest on, and read back as they were given."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from assistant.access import OPERATOR, Person
from assistant.answer import Receipt
from assistant.asking import Desk
from assistant.records.demo import AS_OF, demo_rows
from assistant.records.engine import replace_all
from assistant.records.receipts import keep_receipt, receipt_read
from assistant.records.store import Records
from assistant.settings import Settings
from tools.core.errors import BadArgument
from tools.core.receipts import Result


class Figure(Result):
    """A result of one figure."""

    cents: int


def receipt(number: int = 1) -> Receipt:
    return Receipt(
        id=f"R-{number:010d}",
        scope="everything",
        tool="rebate_earned",
        arguments={"partner_id": "P-047", "quarter": "2025-Q1"},
        as_of=date(2025, 4, 30),
        program_version="v1",
        records_version=1,
        basis=(),
    )


def kept(records: Records) -> int:
    with records.session() as session:
        return int(session.rows("SELECT count(*) FROM receipts")[0][0])


@pytest.fixture
def records(own_url: str) -> Records:
    return Records(own_url)


@pytest.fixture
def own_desk(own_url: str) -> Desk:
    return Desk.open(Settings(database_url=own_url))


def test_a_receipt_reads_back_with_its_arguments_and_result(records: Records) -> None:
    keep_receipt(records, receipt(), Figure(cents=2_900_00))
    assert receipt_read(records, "R-0000000001", OPERATOR) == {
        "receipt_id": "R-0000000001",
        "scope": "everything",
        "tool": "rebate_earned",
        "arguments": {"partner_id": "P-047", "quarter": "2025-Q1"},
        "as_of": "2025-04-30",
        "program_version": "v1",
        "records_version": 1,
        "result": {"cents": 2_900_00},
    }


def test_the_first_result_under_an_id_is_the_one_that_is_kept(records: Records) -> None:
    keep_receipt(records, receipt(), Figure(cents=1))
    keep_receipt(records, receipt(), Figure(cents=2))
    assert kept(records) == 1
    assert receipt_read(records, "R-0000000001", OPERATOR)["result"] == {"cents": 1}


def test_many_askers_at_once_lose_no_receipt_and_keep_none_twice(records: Records) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: keep_receipt(records, receipt(n % 20), Figure(cents=n % 20)), range(160)))
    assert kept(records) == 20
    assert receipt_read(records, "R-0000000007", OPERATOR)["result"] == {"cents": 7}


@pytest.mark.parametrize("asked", ["R-0000000001 ", " R-0000000001", "R-0000000001\n"])
def test_blanks_around_an_id_do_not_matter(records: Records, asked: str) -> None:
    keep_receipt(records, receipt(), Figure(cents=1))
    assert receipt_read(records, asked, OPERATOR)["receipt_id"] == "R-0000000001"


@pytest.mark.parametrize("asked", ["", "R-", "r-0000000001", "R-0000000002", "%", "R-1'; DROP TABLE receipts; --"])
def test_an_id_that_was_never_given_is_refused(records: Records, asked: str) -> None:
    keep_receipt(records, receipt(), Figure(cents=1))
    with pytest.raises(BadArgument, match="none by that id was kept here"):
        receipt_read(records, asked, OPERATOR)
    assert kept(records) == 1


def test_receipts_outlive_the_records_they_were_given_for(own_desk: Desk) -> None:
    given = own_desk.call("rebate_earned", {"partner": "P-047", "quarter": "2025-Q1"})
    replace_all(own_desk.records, demo_rows(seed=7), AS_OF, "demo")
    assert receipt_read(own_desk.records, given.receipt.id, OPERATOR)["result"] == given.result.model_dump(mode="json")


def test_the_same_question_is_kept_once_and_another_version_of_the_records_again(own_desk: Desk) -> None:
    ask = ("rebate_earned", {"partner": "P-047", "quarter": "2025-Q1"})
    first = own_desk.call(*ask).receipt.id
    assert own_desk.call(*ask).receipt.id == first
    assert kept(own_desk.records) == 1
    replace_all(own_desk.records, demo_rows(), AS_OF, "demo")
    assert own_desk.call(*ask).receipt.id != first
    assert kept(own_desk.records) == 2


def test_a_receipt_tells_scopes_apart_and_not_people(own_desk: Desk) -> None:
    ask = ("tier_status", {"partner": "P-047"})
    alone = [Person(id=name, sees="partner", partner_id="P-047") for name in ("pat", "lee")]
    ids = [own_desk.call(*ask, person).receipt.id for person in (OPERATOR, *alone)]
    assert ids[1] == ids[2] != ids[0]


def test_a_refused_question_leaves_no_receipt(own_desk: Desk) -> None:
    with pytest.raises(BadArgument):
        own_desk.call("tier_status", {"partner": "P-047", "colour": "red"})
    assert own_desk.ask("/channel-sales tier Zzyzx").receipts == ()
    assert kept(own_desk.records) == 0


def test_a_receipt_is_read_back_by_those_who_see_the_same_rows(own_desk: Desk) -> None:
    acme = Person(id="acme", sees="partner", partner_id="P-047")
    own = own_desk.call("tier_status", {"partner": "P-047"}, acme).receipt
    operators = own_desk.call("tier_status", {"partner": "P-001"}).receipt
    assert receipt_read(own_desk.records, own.id, acme)["arguments"] == {"partner_id": "P-047"}
    assert receipt_read(own_desk.records, own.id, OPERATOR)["scope"] == "partner:P-047"
    with pytest.raises(BadArgument, match=operators.id):
        receipt_read(own_desk.records, operators.id, acme)
