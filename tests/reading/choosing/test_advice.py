"""What asks for advice goes to the playbooks in the person's own words; documents go to their tools."""

import pytest

from assistant.reading.choosing import choose, topic_after
from assistant.reading.followups import Topic
from tests.reading.choosing.asked import WORDS, calls, chosen, reply
from tools.core.errors import UnknownPartner


def after(*messages: str) -> Topic:
    """What a conversation speaks of after these messages."""
    topic = Topic()
    for message in messages:
        topic = topic_after(choose(message, WORDS, topic), topic)
    return topic


@pytest.mark.parametrize(
    "text",
    [
        "How do we stop resellers colliding with our own reps?",
        "two partners registered the same deal, who gets it?",
        "what should our channel strategy be",
        "co-sell",
        "PRM",
        "value-added reseller",
        "our rep went around a distributor, what now",
        "is it wise to let a reseller see our price list?",
    ],
)
def test_advice_is_asked_for_in_the_persons_own_words(text: str) -> None:
    assert calls(text) == [("advice", {"question": text})]


def test_the_partner_named_goes_with_the_question() -> None:
    text = "how do we help Acme Networks reach Gold?"
    assert calls(text) == [("advice", {"question": text, "partner": "P-1"})]


def test_the_partner_spoken_of_goes_with_the_question() -> None:
    assert calls("how do we help them sell more?", after("tier of Larkmere Cloud")) == [
        ("advice", {"question": "how do we help them sell more?", "partner": "P-3"})
    ]


def test_of_two_partners_none_is_chosen_and_that_is_told() -> None:
    found = chosen("Acme Networks and Larkmere Cloud registered the same deal, who gets it?")
    assert [call.arguments.get("partner") for call in found] == [None]
    assert found[0].notes == ("Name one partner, and I set its numbers beside the advice.",)


def test_a_name_that_nobody_has_is_told_beside_the_advice() -> None:
    found = chosen("how do we help Globex reach the next tier?")
    assert found[0].notes == ('I know no partner "Globex", so this is about partners in general.',)


@pytest.mark.parametrize("text", ["what should I have for lunch", "what's the weather in Boston", "tell me a joke"])
def test_what_is_not_about_channel_work_is_not_placed(text: str) -> None:
    assert reply(text).code == "unplaced"


def test_what_other_companies_do_is_not_known() -> None:
    assert reply("what do other vendors pay their partners?").code == "out_of_scope"


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("how does the volume rebate work?", "program_rules"),
        ("how can Larkmere Cloud get promoted", "tier_path"),
        ("should we advance Larkmere Cloud", "tier_status"),
        ("who should I call first about missed targets", "partner_health"),
        ("what should I do first", "deadlines"),
    ],
)
def test_figures_and_rules_go_before_advice(text: str, tool: str) -> None:
    assert [name for name, _ in calls(text)] == [tool]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        pytest.param("and for distributors?", "how do we run a QBR and for distributors?", id="for others"),
        pytest.param("what about the pitfalls?", "how do we run a QBR what about the pitfalls?", id="another side"),
        pytest.param("what about deal registration?", "what about deal registration?", id="a subject of its own"),
    ],
)
def test_a_follow_up_leans_on_the_question_before(text: str, question: str) -> None:
    assert calls(text, after("how do we run a QBR")) == [("advice", {"question": question})]


def test_a_second_follow_up_leans_on_the_question_that_began() -> None:
    topic = after("how do we run a QBR", "and for distributors?")
    assert calls("and the pitfalls?", topic) == [("advice", {"question": "how do we run a QBR and the pitfalls?"})]


@pytest.mark.parametrize(
    ("text", "tool", "arguments"),
    [
        (
            "make an onboarding plan for Larkmere Cloud starting 1 March",
            "onboarding_plan",
            {"partner": "P-3", "starts_on": "2025-03-01"},
        ),
        ("draft a joint business plan for Larkmere Cloud", "joint_business_plan", {"partner": "P-3"}),
        ("QBR pack for Larkmere Cloud Q1", "qbr_pack", {"partner": "P-3", "quarter": "2025-Q1"}),
        ("improvement plan for Larkmere Cloud", "improvement_plan", {"partner": "P-3"}),
        (
            "MDF campaign brief for a $12,000 webinar with Larkmere Cloud on 18 September",
            "campaign_brief",
            {"partner": "P-3", "cost": "12000.00", "activity": "webinar", "activity_on": "2025-09-18"},
        ),
        ("score this prospect: market 4, technical 3", "recruitment_scorecard", {"scores": "market 4, technical 3"}),
        ("rules of engagement", "rules_of_engagement", {}),
        ("agreement checklist for a distributor", "agreement_checklist", {"partner_type": "distributor"}),
        ("ideal partner profile of an MSP", "partner_profile", {"partner_type": "managed service provider"}),
        ("/channel-sales plan onboarding Larkmere Cloud", "onboarding_plan", {"partner": "P-3"}),
        ("plan qbr Larkmere Cloud", "qbr_pack", {"partner": "P-3"}),
        ("plan agreement walrus", "agreement_checklist", {"partner_type": "walrus"}),
    ],
)
def test_a_document_is_asked_for_in_a_sentence_or_a_command(text: str, tool: str, arguments: dict[str, str]) -> None:
    assert calls(text) == [(tool, arguments)]


def test_how_a_document_is_made_is_advice() -> None:
    assert [name for name, _ in calls("how do I write an improvement plan for a struggling partner")] == ["advice"]


@pytest.mark.parametrize("text", ["plan", "/channel-sales plan wedding"])
def test_a_plan_without_its_kind_is_asked_back_with_every_kind(text: str) -> None:
    back = reply(text)
    assert (back.kind, back.code) == ("question", "missing_argument")
    assert back.text.count("\n  plan ") == 9


def test_a_plan_without_its_partner_asks_for_it_and_goes_on() -> None:
    topic = after("make an onboarding plan starting 5 May 2025")
    assert calls("Larkmere Cloud", topic) == [("onboarding_plan", {"partner": "P-3", "starts_on": "2025-05-05"})]


def test_what_a_brief_still_needs_is_asked_in_words() -> None:
    back = reply("campaign brief for Larkmere Cloud, $9,000")
    assert "What is the activity" in back.text
    assert "On which day is it?" in back.text


def test_a_plan_of_a_name_that_nobody_has_is_refused() -> None:
    with pytest.raises(UnknownPartner, match="xyzzy"):
        choose("/channel-sales plan onboarding xyzzy", WORDS)
