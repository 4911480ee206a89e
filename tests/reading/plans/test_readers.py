"""What plans alone take: scores, the prospect, what rules it out, the kind of partner."""

import pytest

from assistant.reading.plans.readers import PLAN_READERS, start_note
from tests.reading.choosing.asked import WORDS


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("score this prospect: market 4, technical 4", "market 4, technical 4"),
        ("plan scorecard market presence 4; finance 3", "market presence 4, finance 3"),
        ("rate this candidate - market 5, tech 2", "market 5, tech 2"),
        ("market is 4, technical capability of 3 and service: 5", "market 4, technical capability 3, service 5"),
        ("market 4/5, technical 3 out of 5", "market 4, technical 3"),
        ("4 for market, 3 for technical and 5 on service", "market 4, technical 3, service 5"),
        ("a prospect with market 2 technical 2 alignment 5", "market 2, technical 2, alignment 5"),
        ("market -1, technical 2.5", "market -1, technical 2.5"),
    ],
)
def test_scores_are_read_as_the_scorecard_takes_them(text: str, scores: str) -> None:
    assert PLAN_READERS["scores"](text, WORDS) == [scores]


@pytest.mark.parametrize("text", ["recruitment scorecard", "score this prospect", ""])
def test_there_may_be_no_scores(text: str) -> None:
    assert PLAN_READERS["scores"](text, WORDS) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("score the prospect Nimbus Works: market 4", ["Nimbus Works"]),
        ("scorecard for Blue & Co with market 4", ["Blue & Co"]),
        ("score this prospect: market 4", []),
    ],
)
def test_a_prospect_goes_by_its_name(text: str, name: list[str]) -> None:
    assert PLAN_READERS["prospect"](text, WORDS) == name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("of an MSP", ["managed service provider"]),
        ("for a VAR", ["value-added reseller"]),
        ("ideal reseller", ["reseller"]),
        ("system integrators", ["system integrator"]),
        ("distis", ["distributor"]),
        ("for us", []),
    ],
)
def test_a_kind_of_partner_goes_by_several_names(text: str, kind: list[str]) -> None:
    assert PLAN_READERS["partner_type"](text, WORDS) == kind


def test_what_rules_a_prospect_out_is_read() -> None:
    assert PLAN_READERS["ruled_out"]("it is ruled out by sanctions", WORDS) == ["sanctions"]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param("starting 5 May 2025", None, id="to come, with its year"),
        pytest.param("starting 5 May", 'I read "5 May" as 2025-05-05.', id="to come, without its year"),
        pytest.param(
            "starting 1 March",
            'I read "1 March" as 2025-03-01. The records end on 2025-04-30, after that day: what they show done by '
            "then is ticked off.",
            id="past, without its year",
        ),
        pytest.param(
            "starting 2025-03-01",
            "The records end on 2025-04-30, after that day: what they show done by then is ticked off.",
            id="past, with its year",
        ),
        pytest.param("", None, id="no start"),
    ],
)
def test_a_start_that_is_past_or_lacks_its_year_is_told(text: str, note: str | None) -> None:
    assert start_note(text, WORDS) == note
