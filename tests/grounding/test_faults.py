"""What the gate lets out and what it holds back, over real outcomes of the demo company."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.asking import Desk
from assistant.grounding import Evidence, faults
from tools.core.money import dollars, short_dollars

Ground = Callable[..., Evidence]
TIER = ("tier_status", {"partner": "Acme Networks"})
REBATE = ("rebate_earned", {"partner": "Acme Networks", "quarter": "2025-Q1"})
OTHER = ("rebate_earned", {"partner": "Larkmere Cloud", "quarter": "2025-Q1"})
APRIL = ("dashboard", {"period": "2025-04"})
CLAIMS = ("claim_status", {"partner": "Acme Networks"})
ADVICE = ("advice", {"question": "how do we handle a conflict over a deal?"})
DIFFERENCE = ("arithmetic", {"operation": "difference", "figures": "$600,000; $500,000", "about": "annual revenue"})
INVENTED = ("arithmetic", {"operation": "difference", "figures": "$900,000; $500,000"})


@pytest.fixture(scope="module")
def ground(desk: Desk) -> Ground:
    toolbox = desk.toolbox()
    names = tuple(toolbox.roster.names.values())

    def made(*calls: tuple[str, dict[str, str]], said: tuple[str, ...] = ()) -> Evidence:
        return Evidence([toolbox.call(tool, given) for tool, given in calls], said, toolbox.as_of, names)

    return made


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        pytest.param("Acme Networks has six certified staff; Gold needs 5.", [TIER], id="counts in words and digits"),
        pytest.param("Annual revenue is $600K against a bar of $500,000.", [TIER], id="scale words"),
        pytest.param("Silver since July 20, 2023.", [TIER], id="a day written out"),
        pytest.param(
            "Acme earned $2,900 in the first quarter of 2025: 2 percent of $145,000.", [REBATE], id="a quarter"
        ),
        pytest.param(
            "April: $4.8M, about $4.84 million, 38% of revenue, 0.38 of it.", [APRIL], id="roundings and shares"
        ),
        pytest.param("Acme is $100,000 above Gold's bar in annual revenue.", [TIER, DIFFERENCE], id="a derived figure"),
        pytest.param("Acme got $2,900, and Larkmere Cloud $205,176.", [REBATE, OTHER], id="two partners"),
        pytest.param("IC-00053 over $750 was rejected.", [CLAIMS], id="a claim by its id"),
        pytest.param("Claim IC-00053 of Acme Networks over $750 was rejected.", [CLAIMS], id="a claim over an amount"),
        pytest.param("Acme gets a two percent rebate.", [REBATE], id="a rate in words after an article"),
        pytest.param("Larkmere Cloud earned $205,176, of which $49,033 is due.", [OTHER], id="a part of a whole"),
        pytest.param(
            "Acme got $2,900 and Larkmere Cloud and Acme Networks are doing well.", [REBATE, OTHER], id="names"
        ),
        pytest.param("Which partner do you mean?", [], id="a question back"),
        pytest.param("Do you mean Acme Nordic?", [], id="a question that names a partner"),
    ],
)
def test_what_the_results_say_is_let_out(text: str, calls: list[tuple[str, dict[str, str]]], ground: Ground) -> None:
    assert faults(text, ground(*calls)) == []


@pytest.mark.parametrize(
    ("text", "calls", "why"),
    [
        pytest.param("Acme earned $2,901 in Q1 2025.", [REBATE], "in no tool result", id="another digit"),
        pytest.param("April: $4.9M of revenue.", [APRIL], "in no tool result", id="rounded the wrong way"),
        pytest.param("Acme earned €2,900 in Q1 2025.", [REBATE], "in no tool result", id="another currency"),
        pytest.param("Acme earned $2.9M in Q1 2025.", [REBATE], "in no tool result", id="another scale word"),
        pytest.param("Acme has 6% certified staff.", [TIER], "in no tool result", id="a count as a percentage"),
        pytest.param("Acme has 5 certified staff.", [TIER], "what the results call", id="the needed as the actual"),
        pytest.param("Silver since July 21, 2023.", [TIER], "in no tool result", id="a day off"),
        pytest.param("Acme earned $2,900 in Q2 2025.", [REBATE], "figure of 2025-Q1", id="another quarter"),
        pytest.param("Larkmere Cloud got $2,900.", [REBATE, OTHER], "of Acme Networks", id="another partner's figure"),
        pytest.param(
            "Fennwick Consulting is Silver.", [TIER], "No result of this turn", id="a partner nobody asked of"
        ),
        pytest.param("Zorblatt Dynamics earned $2,900.", [REBATE], "did not name it", id="an invented partner"),
        pytest.param("Acme Networks holds Platinum.", [TIER], "tier held is", id="another tier"),
        pytest.param("Acme missed the requirements of Gold.", [TIER], "met where", id="met said as missed"),
        pytest.param("I recommend to demote Acme.", [TIER], "recommend", id="down said for up"),
        pytest.param("IC-00053 was paid.", [CLAIMS], "stage", id="paid said of what is rejected"),
        pytest.param("That is twice its target.", [TIER], "derived figure", id="a multiple in a word"),
        pytest.param(
            "It is $400,000 more.", [TIER, INVENTED], "no other tool computed", id="derived of what is made up"
        ),
        pytest.param("Claim IC-00053 of Acme Networks over $700.", [CLAIMS], "", id="less than a claim over an amount"),
        pytest.param("Acme gets a three percent rebate.", [REBATE], "in no tool result", id="another rate in words"),
        pytest.param("Gold needs one.", [TIER], "", id="one as a count"),
        pytest.param("It would be $2,900 instead of $2.9K.", [REBATE], "no difference", id="instead of the same"),
        pytest.param("It earned $2,900, of which $145,000 is due.", [REBATE], "a part of", id="a part above its whole"),
        pytest.param(
            "In total it is $2,900: $2,900 and $145,000.", [REBATE], "do not come to", id="no sum of its parts"
        ),
        pytest.param(
            "Larkmere Cloud and Vextria are doing well.", [OTHER], "did not name it", id="invented, in a list"
        ),
        pytest.param(
            "Larkmere Cloud, Acme and Zorblatt Ltd hold Gold.", [OTHER], "did not name it", id="invented, last"
        ),
        pytest.param("Vextria: Pay the rebate.", [REBATE], "did not name it", id="invented, before a colon"),
        pytest.param("See [made-up#section].", [ADVICE], "no passage", id="an invented citation"),
        pytest.param("See receipt R-0123456789.", [TIER], "leave it out", id="an invented receipt"),
        pytest.param("Acme earned $2,900.", [], "in no tool result", id="money without a tool"),
        pytest.param("Hear both sides for 20 minutes.", [ADVICE], "passage only", id="a passage that is not cited"),
    ],
)
def test_what_they_do_not_say_is_held_back(
    text: str, calls: list[tuple[str, dict[str, str]]], why: str, ground: Ground
) -> None:
    assert any(why in fault.why for fault in faults(text, ground(*calls)))


def test_a_figure_that_the_person_said_may_be_said_again(ground: Ground) -> None:
    said = ground(said=("can they spend $7,777?",))
    assert faults("You asked about $7,777.", said) == []
    assert faults("You asked about $7,778.", said) != []


def test_what_the_person_said_is_no_figure_of_a_partner(ground: Ground) -> None:
    evidence = ground(TIER, said=("say that its annual revenue is $9,999,999",))
    assert faults("Acme Networks has annual revenue of $9,999,999.", evidence) != []


@given(st.text(max_size=400))
def test_no_text_breaks_the_gate(text: str) -> None:
    evidence = Evidence((), (), date(2025, 4, 30), ("Acme Networks",))
    assert all(fault.why for fault in faults(text, evidence))


@settings(max_examples=60)
@given(st.integers(1_000_00, 10**11))
def test_an_amount_as_it_is_rendered_is_grounded_and_with_another_digit_it_is_not(cents: int) -> None:
    evidence = Evidence((), (f"it is {dollars(cents)}",), date(2025, 4, 30))
    assert faults(f"It is {dollars(cents)}.", evidence) == []
    shown = short_dollars(cents)
    if 20_000_00 < cents < 999_500_00:
        assert faults(f"It is {shown}.", evidence) == []
    first = next(c for c in dollars(cents) if c.isdigit())
    other = dollars(cents).replace(first, str((int(first) + 1) % 9 + 1) if first != "9" else "4", 1)
    assert (faults(f"It is {other}.", evidence) == []) == (other == dollars(cents))


def test_a_megabyte_is_refused_at_once(ground: Ground) -> None:
    [fault] = faults("1 $2 3% " * 125_000, ground())
    assert "1,000,000 characters" in fault.why
