"""A name that the records do not hold is seen, and no ordinary word is taken for one."""

import pytest

from assistant.reading.asked import read
from assistant.reading.naming import unknown_name
from tests.reading.choosing.asked import WORDS


@pytest.mark.parametrize(
    ("text", "name", "sure"),
    [
        pytest.param("what tier is Northwind Traders in", "Northwind Traders", True, id="written as a name"),
        pytest.param("Contoso's rebate", "Contoso", True, id="a possessive"),
        pytest.param("rebate for northwind", "northwind", False, id="after a leading word"),
        pytest.param("northwind tier", "northwind", False, id="before what a partner has"),
        pytest.param("northwind", "northwind", False, id="alone"),
        pytest.param("tier of Blue Sky Networks", "Blue Sky Networks", True, id="plain words written as a name"),
        pytest.param("rebate of Larkmere Cloud and Northwind", "Northwind", True, id="beside a partner"),
        pytest.param("dashboard for Atlantis", "Atlantis", True, id="a place"),
    ],
)
def test_a_name_is_seen(text: str, name: str, sure: bool) -> None:
    found = unknown_name(read(text, WORDS), WORDS, strict=False)
    assert found is not None
    assert (found.text, found.sure) == (name, sure)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("what tier is Larkmere Cloud in", id="a partner of ours"),
        pytest.param("how did April go in the West", id="a month and a region"),
        pytest.param("Gold partners of Dana Reyes", id="a tier and a manager"),
        pytest.param("how is Kim's team doing", id="a manager's first name"),
        pytest.param("Is The Volume Rebate Paid Next Quarter", id="a sentence in capitals"),
        pytest.param("what would a $150,000 deal earn", id="an amount"),
        pytest.param("MDF utilisation and ROI so far", id="words of the trade"),
        pytest.param("who needs attention this week", id="words of a wording"),
        pytest.param("rebate of Larkmere Cloud please, asap", id="a stray word beside a partner"),
        pytest.param("P-1 tier", id="a record id"),
        pytest.param("is the SPIFF for new logos stackable", id="a rare word after words of the trade"),
    ],
)
def test_no_ordinary_word_is_a_name(text: str) -> None:
    assert unknown_name(read(text, WORDS), WORDS, strict=False) is None


def test_in_a_command_whatever_is_left_over_is_a_name() -> None:
    found = unknown_name(read("xyzzy april", WORDS), WORDS, strict=True)
    assert found is not None
    assert found.text == "xyzzy"
