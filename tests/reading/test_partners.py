"""Partners in a person's words: names given alone, and names inside sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.partners import Roster
from assistant.reading.words import normalise
from tools.core.errors import UnclearPartner, UnknownPartner

NAMES = {
    "P-0001": "Acme Networks Inc.",
    "P-0002": "Acme Nordic GmbH",
    "P-0042": "Summit Partners",
    "P-0043": "Gold Partners LLC",
    "P-0044": "Northwind Traders",
    "P-0045": "Contoso",
    "P-0046": "O'Brien & Sons Ltd",
    "P-0047": "M\u00fcller Systeme AG",
    "P-0048": "April Software",
    "P-0049": "Blue Ridge Systems",
    "P-0050": "Bright Harbor Cloud",
    "P-0051": "Zenith",
    "P-0052": "Zenith Labs",
    "P-0053": "Twin Peaks",
    "P-0054": "Twin Peaks",
    "P-0055": "3M",
    "P-0056": "Garrowdale Works",
    "P-0057": "Yarrowdale Works",
    "P-0058": "Insight",
}
ROSTER = Roster(NAMES.items(), [("P-0044", "NWT"), ("P-0050", "Harbour Lights"), ("P-9999", "Nobody's alias")])


def found(sentence: str) -> list[str]:
    return [one.partner_id for one in ROSTER.find_all(sentence)]


@pytest.mark.parametrize(
    ("text", "partner_id"),
    [
        pytest.param("P-0042", "P-0042", id="a record id"),
        pytest.param("p-42", "P-0042", id="a record id without zeros"),
        pytest.param("Acme Networks Inc.", "P-0001", id="the name as it stands"),
        pytest.param("ACME NETWORKS", "P-0001", id="capitals, no legal form"),
        pytest.param("acme-networks", "P-0001", id="a hyphen"),
        pytest.param("AcmeNetworks LLC", "P-0001", id="run together, another legal form"),
        pytest.param("obrien and sons", "P-0046", id="no apostrophe, 'and' for &"),
        pytest.param("Muller Systeme", "P-0047", id="no umlaut"),
        pytest.param("nwt", "P-0044", id="an alias"),
        pytest.param("northwind", "P-0044", id="a first word"),
        pytest.param("traders", "P-0044", id="a word that only one name holds"),
        pytest.param("blue ri", "P-0049", id="a beginning that stops inside a word"),
        pytest.param("Zenith", "P-0051", id="a whole name that begins another"),
        pytest.param("Zenith Labs", "P-0052", id="the longer name"),
        pytest.param("acme netwroks", "P-0001", id="letters swapped"),
        pytest.param("nrothwind", "P-0044", id="letters swapped at the start of a first word"),
        pytest.param("conttoso", "P-0045", id="a letter twice"),
        pytest.param("Garowdale Works", "P-0056", id="the name that the fewest errors lead to"),
        pytest.param("gold partners", "P-0043", id="words of the trade, when nothing else is there"),
        pytest.param('"April Software"', "P-0048", id="in quotes"),
    ],
)
def test_a_name_given_alone_is_matched(text: str, partner_id: str) -> None:
    assert ROSTER.match(text) == partner_id


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        pytest.param("Acme", ("Acme Networks Inc.", "Acme Nordic GmbH"), id="a first word of two"),
        pytest.param("acme n", ("Acme Networks Inc.", "Acme Nordic GmbH"), id="a beginning of two"),
        pytest.param("twin peaks", ("Twin Peaks (P-0053)", "Twin Peaks (P-0054)"), id="one name for two partners"),
    ],
)
def test_a_name_that_fits_two_partners_asks_which(text: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(UnclearPartner) as unclear:
        ROSTER.match(text)
    assert unclear.value.choices == choices


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        pytest.param("Acme Foods", ("Acme Networks Inc.", "Acme Nordic GmbH"), id="another company of the same word"),
        pytest.param("Jarrowdale Works", ("Garrowdale Works", "Yarrowdale Works"), id="another first letter"),
        pytest.param("P-0099", (), id="a record id that is nobody's"),
        pytest.param("4M", (), id="another digit"),
        pytest.param("xyzzy", (), id="nothing like any"),
        pytest.param("", (), id="nothing"),
        pytest.param("'; drop table deals; --", (), id="SQL"),
    ],
)
def test_a_name_that_fits_nobody_is_refused_with_the_nearest(text: str, nearest: tuple[str, ...]) -> None:
    with pytest.raises(UnknownPartner) as unknown:
        ROSTER.match(text)
    assert set(unknown.value.nearest) == set(nearest)


@pytest.mark.parametrize(
    ("sentence", "partner_ids"),
    [
        pytest.param("what would acme networks earn on a $150,000 deal", ["P-0001"], id="a name in small letters"),
        pytest.param("acme netwroks' tier", ["P-0001"], id="a typing error in a later word"),
        pytest.param("the tier of amce networks", ["P-0001"], id="a typing error in the first word"),
        pytest.param("tier for P-0042", ["P-0042"], id="a record id"),
        pytest.param("tier for p42?", ["P-0042"], id="a record id, careless"),
        pytest.param("Northwind's rebate", ["P-0044"], id="a first word that owns something"),
        pytest.param("tier for summit", ["P-0042"], id="an everyday word where a name stands"),
        pytest.param("how did summit partners do", ["P-0042"], id="a whole name of everyday words"),
        pytest.param("and contoso?", ["P-0045"], id="a follow-up"),
        pytest.param("the Contoso deal", ["P-0045"], id="a capital after an article"),
        pytest.param("the contoso deal", ["P-0045"], id="what a partner has, after an article"),
        pytest.param("contso tier", ["P-0045"], id="one word with a typing error"),
        pytest.param("rebate of brigth harbor in Q1", ["P-0050"], id="a typing error in an everyday word"),
        pytest.param("did harbour lights reach gold", ["P-0050"], id="an alias"),
        pytest.param("April Software in April", ["P-0048"], id="a name that is a month's"),
        pytest.param('the tier of "gold partners"', ["P-0043"], id="words of the trade in quotes"),
        pytest.param("Gold Partners LLC tier", ["P-0043"], id="words of the trade with their legal form"),
        pytest.param("zenith labs and zenith", ["P-0052", "P-0051"], id="the longest name wins"),
        pytest.param("compare Contoso, NWT and acme nordic", ["P-0045", "P-0044", "P-0002"], id="several"),
        pytest.param("Acme Networks: does acme reach gold?", ["P-0001"], id="a short name after the whole one"),
        pytest.param("would 3M earn a SPIFF", ["P-0055"], id="a name like an amount"),
    ],
)
def test_partners_are_found_in_a_sentence(sentence: str, partner_ids: list[str]) -> None:
    assert found(sentence) == partner_ids
    first = ROSTER.find(sentence)
    assert first is not None
    assert first.partner_id == partner_ids[0]
    assert first.name == NAMES[first.partner_id]
    assert normalise(sentence)[first.start : first.end] == first.text


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("which partners reached the summit", id="an everyday word after an article"),
        pytest.param("they reached summit level", id="an everyday word where no name stands"),
        pytest.param("give me insight into the numbers", id="a name that is a noun"),
        pytest.param("which gold partners are at risk", id="a tier and partners"),
        pytest.param("Which Gold Partners are at risk", id="the same in capitals"),
        pytest.param("april dashboard", id="a month"),
        pytest.param("is there a blue sky scenario", id="a colour"),
        pytest.param("list the silver tier partners of this quarter", id="words of the trade"),
        pytest.param("channel partner rebate", id="more words of the trade"),
        pytest.param("who are the top traders", id="a later word of a name"),
        pytest.param("", id="nothing"),
        pytest.param("\U0001f600 \U0001f4b0", id="emoji"),
    ],
)
def test_no_partner_is_found_where_none_is_named(sentence: str) -> None:
    assert ROSTER.find(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("acme's tier", id="a first word of two"),
        pytest.param("what would acme earn on $5k", id="inside a question"),
        pytest.param("tier for twin peaks", id="one name for two partners"),
    ],
)
def test_a_sentence_whose_name_fits_two_partners_asks_which(sentence: str) -> None:
    with pytest.raises(UnclearPartner):
        ROSTER.find(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("tier for P-9999", id="a record id that is nobody's"),
        pytest.param("tier for Contoso Foods", id="a name that goes on in capitals"),
        pytest.param("northwind trading deals", id="a name that goes on as companies do"),
        pytest.param("tier for summit valley partners", id="a name that goes on and ends as companies do"),
    ],
)
def test_another_company_is_not_taken_for_a_partner_of_the_same_word(sentence: str) -> None:
    with pytest.raises(UnknownPartner):
        ROSTER.find(sentence)


def test_a_bare_number_is_an_id_only_when_it_is_called_one() -> None:
    roster = Roster([("1001", "Acme Networks")])
    assert roster.match("1001") == "1001"
    assert [one.partner_id for one in roster.find_all("tier of partner 1001")] == ["1001"]
    assert roster.find("a deal of 1001") is None


def test_an_empty_roster_finds_nobody() -> None:
    empty = Roster([])
    assert empty.find("tier for Acme") is None
    with pytest.raises(UnknownPartner):
        empty.match("Acme")


@given(st.sampled_from([one for one in NAMES if NAMES[one] != "Twin Peaks"]), st.data())
def test_a_name_is_matched_whatever_its_case_and_spacing(partner_id: str, data: st.DataObject) -> None:
    name = NAMES[partner_id]
    cased = "".join(data.draw(st.sampled_from([c.upper(), c.lower()])) if c.isascii() else c for c in name)
    spaced = cased.replace(" ", data.draw(st.sampled_from(["  ", "\u00a0", "-", "\t"])))
    assert ROSTER.match(spaced) == partner_id


@given(st.sampled_from(["Northwind Traders", "Acme Networks", "Blue Ridge Systems"]), st.data())
def test_one_pair_of_swapped_letters_still_finds_the_partner(name: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([i for i in range(len(name) - 1) if name[i].isalpha() and name[i + 1].isalpha()]))
    wrong = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    words = wrong.split()
    if all(len(word) > 3 for word in words):
        assert [ROSTER.names[one].startswith(name) for one in found(f"what is the tier of {wrong.lower()}")] == [True]
