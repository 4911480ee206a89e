"""A partner's deals in words."""

from datetime import date

import pytest

from tests.assistant.pages import answer_of, page
from tests.builders import frames
from tests.programs import shipped
from tools.deals import partner_deals

WON = {"won": date(2025, 4, 1), "amount_cents": 1_000_00, "customer": "Galtria Mining"}
OPEN = {"amount_cents": 500_00, "probability_bp": 5_000, "customer": "Torthon Retail"}


def said(*deals: dict[str, object]) -> str:
    return answer_of("partner_deals", partner_deals(frames(deals=list(deals)), shipped(), partner_id="P-1")).text


@pytest.mark.parametrize(
    ("deals", "sentence"),
    [
        pytest.param([], "Acme Networks won 0 deals and lost 0 in April 2025; none was open on 2025-04-30.", id="none"),
        pytest.param(
            [WON, OPEN],
            "Acme Networks won 1 deal ($1,000 sourced) and lost 0 in April 2025; "
            "1 deal worth $500 was open on 2025-04-30.",
            id="one of each",
        ),
        pytest.param(
            [WON, WON | {"role": "assisted"}, OPEN, OPEN],
            "Acme Networks won 2 deals ($1,000 sourced and $1,000 assisted) and lost 0 in April 2025; "
            "2 deals worth $1,000 were open on 2025-04-30.",
            id="two roles",
        ),
    ],
)
def test_the_sums_come_first(deals: list[dict[str, object]], sentence: str) -> None:
    assert said(*deals) == sentence


def test_more_deals_than_a_page_takes_are_told() -> None:
    found = partner_deals(frames(deals=[WON] * 30), shipped(), partner_id="P-1")
    answer = answer_of("partner_deals", found)
    assert [len(table.rows) for table in answer.tables] == [25]
    assert answer.notes == ("25 of 30 closed deals are shown; the receipt has them all.",)
    assert "Galtria Mining" in page(answer)
