"""Amounts of money, alone and in sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.amounts import find_amounts, read_amount
from assistant.reading.words import normalise
from tools.core.errors import BadAmount
from tools.core.money import MAX_CENTS, dollars


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        pytest.param("$150,000", 150_000_00, id="a mark and commas"),
        pytest.param("$ 150,000", 150_000_00, id="a space after the mark"),
        pytest.param("150000$", 150_000_00, id="a mark at the end"),
        pytest.param("150k", 150_000_00, id="k is thousand"),
        pytest.param("150 K", 150_000_00, id="a capital K with a space"),
        pytest.param("$1.2M", 1_200_000_00, id="M is million"),
        pytest.param("1.2 million", 1_200_000_00, id="million in words"),
        pytest.param("2.5mm", 2_500_000_00, id="mm is million"),
        pytest.param("2.5bn", 2_500_000_000_00, id="bn is billion"),
        pytest.param("USD 150,000", 150_000_00, id="a code before"),
        pytest.param("150,000 usd", 150_000_00, id="a code after, in small letters"),
        pytest.param("US$3k", 3_000_00, id="the mark with its country"),
        pytest.param("3k US dollars", 3_000_00, id="US dollars in words"),
        pytest.param("150000", 150_000_00, id="a bare number"),
        pytest.param("7", 7_00, id="a small bare number, when nothing else is there"),
        pytest.param("$150,000.01", 150_000_01, id="cents"),
        pytest.param("$150,000.010", 150_000_01, id="a zero that changes nothing"),
        pytest.param("$.50", 50, id="half a dollar without a zero"),
        pytest.param("150 000", 150_000_00, id="spaces group"),
        pytest.param("150'000", 150_000_00, id="apostrophes group"),
        pytest.param("\uff11\uff15\uff10\uff0c\uff10\uff10\uff10", 150_000_00, id="full-width digits"),
        pytest.param("१५०", 150_00, id="Devanagari digits"),
        pytest.param("+150k", 150_000_00, id="a plus"),
        pytest.param("1e5", 100_000_00, id="a power of ten within bounds"),
        pytest.param("150000.0", 150_000_00, id="a float as JSON writes it"),
        pytest.param("half a million", 500_000_00, id="half a million"),
        pytest.param("a quarter of a million", 250_000_00, id="a quarter of a million"),
        pytest.param("two and a half million", 2_500_000_00, id="two and a half million"),
        pytest.param("a hundred and fifty thousand", 150_000_00, id="a hundred and fifty thousand"),
        pytest.param("fifty grand", 50_000_00, id="grand is thousand"),
        pytest.param("five hundred dollars", 500_00, id="words with dollars"),
        pytest.param("1,000,000,000,000", MAX_CENTS, id="the limit itself"),
    ],
)
def test_an_amount_is_read_however_it_is_written(text: str, cents: int) -> None:
    assert read_amount(text) == cents


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("150.000 EUR", "the program is in USD and nothing converts EUR", id="euros"),
        pytest.param("€150.000", "nothing converts EUR", id="a euro mark"),
        pytest.param("£5k", "nothing converts GBP", id="pounds"),
        pytest.param("5 yen", "nothing converts JPY", id="yen"),
        pytest.param("150k CHF", "nothing converts CHF", id="francs"),
        pytest.param("C$500", "nothing converts CAD", id="another country's dollars"),
        pytest.param("500 canadian dollars", "nothing converts CAD", id="another country's dollars in words"),
        pytest.param("150.000", "150.000 could be 150 or 150,000", id="a point that may group or divide"),
        pytest.param("$150.000", "150.000 could be 150 or 150,000", id="the same with a mark"),
        pytest.param("1.500.000", "could be meant as 1,500,000", id="points that group"),
        pytest.param("150,00", "150,00 could be 150.00 or 15,000", id="a comma that may divide"),
        pytest.param("1,5M", "1,5 could be 1.5 or 15", id="a comma before a scale"),
        pytest.param("1,50,000", "not grouped in threes", id="groups of two"),
        pytest.param("-$5", "more than zero", id="a minus before the mark"),
        pytest.param("$-5", "more than zero", id="a minus after the mark"),
        pytest.param("\u22125k", "more than zero", id="a typographic minus"),
        pytest.param("minus 5k", "more than zero", id="a minus in words"),
        pytest.param("(150)", "more than zero", id="an accountant's parentheses"),
        pytest.param("0", "more than zero", id="zero"),
        pytest.param("$0.00", "more than zero", id="zero to the cent"),
        pytest.param("$1.005", "1.005 could be 1 or 1,005", id="three decimals"),
        pytest.param("$1.0001", "a fraction of a cent", id="a fraction of a cent"),
        pytest.param("1e-5", "a fraction of a cent", id="a power far below a cent"),
        pytest.param("0." + "0" * 400 + "1", "a fraction of a cent", id="four hundred decimals"),
        pytest.param("1,000,000,000,000.01", "more than the limit", id="a cent over the limit"),
        pytest.param("10^18", "more than the limit", id="10^18"),
        pytest.param("10**18 dollars", "more than the limit", id="10**18"),
        pytest.param("1e30", "more than the limit", id="1e30"),
        pytest.param("1e999999999", "more than the limit", id="a power that would fill memory"),
        pytest.param("9" * 999, "more than the limit", id="999 digits"),
        pytest.param("NaN", "it holds no number", id="not a number"),
        pytest.param("inf", "it holds no number", id="infinity"),
        pytest.param("1\ufe0f\u20e35\ufe0f\u20e30\ufe0f\u20e3", "not one plain number", id="emoji digits"),
        pytest.param("150k and 20k", "not one plain number", id="two amounts"),
        pytest.param("", "it holds no number", id="nothing"),
        pytest.param("; drop table deals", "it holds no number", id="SQL"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(BadAmount) as refused:
        read_amount(text)
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    ("sentence", "amounts"),
    [
        pytest.param(
            "what would Acme earn on a $150,000 new-logo deal closed in 45 days?", [150_000_00], id="a deal with days"
        ),
        pytest.param("a 150k deal in Q2 2025 for P-042", [150_000_00], id="beside a quarter and a record id"),
        pytest.param("for a 150k, 3-year deal", [150_000_00], id="beside contract years"),
        pytest.param("deal of 5000", [5_000_00], id="four digits after 'deal of'"),
        pytest.param("deal acme 150000", [150_000_00], id="a bare number large enough"),
        pytest.param("deal 75000 new logo", [75_000_00], id="before the kind of the deal"),
        pytest.param("a 500 deal", [500_00], id="a small number before 'deal'"),
        pytest.param("an event that costs 800", [800_00], id="a small number after 'costs'"),
        pytest.param("deal worth 2025", [2_025_00], id="a number like a year that is said to be worth"),
        pytest.param("between 100k and 150k", [100_000_00, 150_000_00], id="two amounts"),
        pytest.param("100k-150k", [100_000_00, 150_000_00], id="two amounts joined by a dash"),
        pytest.param("a deal - $150k", [150_000_00], id="a dash that is no minus"),
        pytest.param("a $200k renewal, 60k of it incremental", [200_000_00, 60_000_00], id="a part of an amount"),
        pytest.param("a half a million dollar deal", [500_000_00], id="half a million"),
        pytest.param("(150k).", [150_000_00], id="in parentheses"),
    ],
)
def test_the_amounts_of_a_sentence_are_found_in_order(sentence: str, amounts: list[int]) -> None:
    found = find_amounts(sentence)
    assert [one.cents for one in found] == amounts
    assert all(normalise(sentence)[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("what would it earn on a 150.000 EUR deal", id="euros"),
        pytest.param("a €150k deal", id="a euro mark"),
        pytest.param("a deal of 150.000", id="a point that may group"),
        pytest.param("a -$5 deal", id="a negative amount"),
        pytest.param("a deal of -5000", id="a negative bare number"),
        pytest.param("a $0 deal", id="nothing"),
        pytest.param("a 10^18 dollars deal", id="10^18"),
        pytest.param("a $NaN deal", id="not a number"),
        pytest.param("a $100-150k deal", id="a range"),
        pytest.param("a deal of 1\ufe0f\u20e35\ufe0f\u20e30\ufe0f\u20e3k", id="emoji digits"),
    ],
)
def test_money_that_cannot_be_used_is_refused_inside_a_sentence_too(sentence: str) -> None:
    with pytest.raises(BadAmount):
        find_amounts(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("dashboard Q2 2025", id="a quarter and its year"),
        pytest.param("how was 2024", id="a year"),
        pytest.param("tier of P-0042 on 2025-04-30", id="a record id and a day"),
        pytest.param("deal D-1001 closed 3/31/2025", id="a deal's id and a slashed day"),
        pytest.param("claims due within 30 days", id="days"),
        pytest.param("on day 1000 after joining", id="a numbered day"),
        pytest.param("1000 days", id="many days"),
        pytest.param("12,000 net-new users", id="users"),
        pytest.param("a million users", id="a million users"),
        pytest.param("5 certified staff and 3 new logos a year", id="counts of a requirement"),
        pytest.param("top 1000 partners", id="a rank"),
        pytest.param("150 basis points", id="basis points"),
        pytest.param("8 points over 12.5%", id="points and percent"),
        pytest.param("20250430", id="a day without dashes"),
        pytest.param("version 1.2.3 at 10:30", id="a version and a time"),
        pytest.param("24/7 support", id="around the clock"),
        pytest.param("acme-5000", id="a name with a number"),
        pytest.param("over the past 6m", id="months"),
        pytest.param("one in a hundred", id="a hundred of nothing"),
    ],
)
def test_numbers_that_are_no_money_are_left_alone(sentence: str) -> None:
    assert find_amounts(sentence) == []


def test_the_program_of_another_country_takes_its_own_currency_and_refuses_dollars() -> None:
    assert read_amount("€150k", "EUR") == 150_000_00
    assert read_amount("150k", "EUR") == 150_000_00
    with pytest.raises(BadAmount, match="the program is in EUR and nothing converts USD"):
        read_amount("$150k", "EUR")


@given(st.integers(1, MAX_CENTS))
def test_an_amount_reads_back_from_every_way_of_writing_it(cents: int) -> None:
    written = dollars(cents)
    plain = f"{cents // 100}.{cents % 100:02d}"
    for text in (written, written.replace("$", "USD "), f"{written[1:]} dollars", plain, f"${plain}", f"US$ {plain}"):
        assert read_amount(text) == cents
        assert [one.cents for one in find_amounts(f"a deal worth {text}!")] == [cents]


@given(st.integers(1, 999_999), st.sampled_from(["k", " thousand", "K"]))
def test_thousands_read_back(thousands: int, scale: str) -> None:
    assert read_amount(f"{thousands}{scale}") == thousands * 1_000_00
    assert read_amount(f"${thousands / 10:.1f}{scale}") == thousands * 100_00
