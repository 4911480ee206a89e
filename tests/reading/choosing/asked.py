"""A desk's words for tests: three partners, two regions, two managers, the demo's day."""

from datetime import date

from assistant.reading.choosing import choose
from assistant.reading.followups import Call, Topic
from assistant.reading.partners import Roster
from assistant.reading.replies import Reply
from assistant.reading.slots import Words
from tools.core.periods import FiscalCalendar

ROSTER = Roster([("P-1", "Acme Networks"), ("P-2", "Acme Nordic"), ("P-3", "Larkmere Cloud"), ("P-4", "Zephyr Works")])
WORDS = Words(
    as_of=date(2025, 4, 30),
    calendar=FiscalCalendar(),
    roster=lambda: ROSTER,
    tiers=("Registered", "Silver", "Gold", "Platinum"),
    regions=lambda: ("Northeast", "West"),
    managers=lambda: ("Dana Reyes", "Dana Ortiz", "Kim Vale"),
)


def calls(text: str, topic: Topic | None = None) -> list[tuple[str, dict[str, object]]]:
    """The tools and arguments that a message comes to."""
    found = choose(text, WORDS, topic)
    assert not isinstance(found, Reply), found
    return [(call.tool, call.arguments) for call in found]


def chosen(text: str, topic: Topic | None = None) -> list[Call]:
    """The calls that a message comes to."""
    found = choose(text, WORDS, topic)
    assert not isinstance(found, Reply), found
    return found


def reply(text: str, topic: Topic | None = None) -> Reply:
    """The reply that a message gets instead of a tool."""
    found = choose(text, WORDS, topic)
    assert isinstance(found, Reply), found
    return found
