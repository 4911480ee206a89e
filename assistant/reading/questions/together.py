"""What answers several questions of one message: each question's own calls, and a note on what none takes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.reading.calls import ADVICE
from assistant.reading.followups import PERIODS, Call, Leaning, Topic, leaning
from assistant.reading.periods import find_period
from assistant.reading.questions.found import ABSORBS, Read
from assistant.reading.replies import Reply
from assistant.reading.slots import Words

_OF_MANY = re.compile(
    r"\b(?:partners|resellers|distributors|everyone|everybody|anyone|anybody|channel|dashboard"
    r"|who (?:is|are|was|were|won|wins|has|have|did|needs?|got|gets))\b|\bwho's\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\b(?:of (?:them|those|these)|which ones?|which (?:are|is|have|has)|ones)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Chosen:
    """A question of a message: as it was read, and what answers it."""

    found: Read
    choice: list[Call] | Reply

    @property
    def text(self) -> str:
        """The question without its mark."""
        return self.found.asked.text.strip(" ?!.,;")

    @property
    def calls(self) -> list[Call]:
        """The calls that answer it, none where none does."""
        return [] if isinstance(self.choice, Reply) else self.choice


_DATES = frozenset(PERIODS)
_UNPLACED = "I cannot place it among what I can work out; `help` lists that."
_ONE_LIST = "I do not cut one list by another question. Ask for both in one, such as `partners Gold region West`."

Choosing = Callable[[str, Words, Leaning], Chosen]


def together(texts: Sequence[str], whole: Chosen, words: Words, topic: Topic, choosing: Choosing) -> list[Call] | None:
    """The calls that answer each question, the first with a note on those left out.

    None where the message is as well read as a whole: it asks one thing in several ways, or nothing that is answered.
    """
    parts = [_as_advice(part, whole) for part in _each(texts, words, topic, choosing)]
    found = [(part, call) for part in parts for call in part.calls]
    if all(call.tool == ADVICE for _, call in found):
        return None
    calls: list[Call] = []
    for part, call in found:
        others = [other for one, other in found if one is not part]
        if not (_goes_without_saying(part, call, others, words) or any(_holds(one, call) for one in calls)):
            calls = [*(one for one in calls if not _holds(call, one)), call]
    notes = tuple(_left_out(part) for part in parts if not part.calls and not _covered(part, parts, whole))
    return [replace(calls[0], notes=(*notes, *calls[0].notes)), *calls[1:]]


def _left_out(part: Chosen) -> str:
    """What a person is told of a question that nothing answers."""
    reply = part.choice if isinstance(part.choice, Reply) else None
    return f'Not answered: "{part.text}". {reply.text if reply and reply.code != "unplaced" else _UNPLACED}'


def _as_advice(part: Chosen, whole: Chosen) -> Chosen:
    """A question about what should be done, as the whole message asks it, as in "who is off target and what to do"."""
    asks = "advised" in part.found.signs and part.found.tool != ADVICE
    return replace(part, choice=whole.choice) if asks and whole.found.tool == ADVICE and whole.calls else part


def _goes_without_saying(part: Chosen, call: Call, others: Sequence[Call], words: Words) -> bool:
    """Whether another call says it too; what has a period of its own is asked for by itself."""
    by = [one for one in others if call.tool in ABSORBS.get(one.tool, ())]
    same = any(one.arguments.get("partner") == call.arguments.get("partner") for one in by)
    return same and find_period(part.found.asked.rest, words.as_of, words.calendar) is None


def _holds(one: Call, other: Call) -> bool:
    """Whether a call's answer holds another's: the dashboard is whole, whichever figure it leads with."""
    bare = {name: value for name, value in one.arguments.items() if name != "focus"}
    return one.tool == other.tool and other.arguments in (one.arguments, bare)


def _covered(part: Chosen, parts: Sequence[Chosen], whole: Chosen) -> bool:
    """Whether a question that is none by itself is part of another: the whole message is surer of that one's tool."""
    answered = [one for one in parts if one.calls]
    code = part.choice.code if isinstance(part.choice, Reply) else None
    if code == "unclear_question":
        return any(call.tool in part.found.surest for one in answered for call in one.calls)
    tool = whole.found.tool
    surer = any(one.found.tool == tool and whole.found.sure(tool) > one.found.sure(tool) for one in answered if tool)
    return code == "unplaced" and bool(whole.calls) and surer


def _each(texts: Sequence[str], words: Words, topic: Topic, choosing: Choosing) -> list[Chosen]:
    """Each question, read as one that follows those before it in the message."""
    parts: list[Chosen] = []
    dated = False
    for number, text in enumerate(texts):
        if topic.period:
            words = replace(words, standing=topic.period)
        lean = leaning(text, topic)
        if number:
            own = bool(topic.partners) and (lean.spoken or not _OF_MANY.search(text))
            lean = replace(lean, topic=topic, spoken=own, joined=dated)
        part = choosing(lean.text, words, lean)
        if number and not topic.partners and _OF_THEM.search(text):
            part = replace(part, choice=Reply("refusal", _ONE_LIST, "not_taken"))
        parts.append(part)
        topic = _after(topic, part)
        dated = dated or _is_dated(part)
    return parts


def _after(topic: Topic, part: Chosen) -> Topic:
    """What the next question may speak of: the partners of this one, and no others where it names one in vain."""
    asked = part.found.asked
    partners = () if part.found.unknown else tuple(asked.partner_ids) or topic.partners
    if not part.calls:
        return replace(topic, calls=(), partners=partners, pending=None)
    after = topic.after(part.calls)
    return replace(after, partners=partners or after.partners, period=after.period if _is_dated(part) else topic.period)


def _is_dated(part: Chosen) -> bool:
    """Whether what answers a question is of a month, quarter or year that the question named."""
    return any(call.period and _DATES & set(call.arguments) for call in part.calls)
