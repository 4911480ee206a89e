"""What a conversation speaks of, and how a message that leans on it is read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.reading import wordings
from assistant.reading.words import normalise

PERIODS = ("period", "quarter", "year")
_AGAIN = re.compile(
    r"^\W*(?:and|what about|how about|compare (?:that|this|it|them|those)|same|also|now|then|for|in|ok|okay"
    r"|but|or|compared to|versus|vs|with|without|only|just|what if|if|instead|try|again|ditto|likewise)\b"
    r"|\b(?:instead|as well|too)\W*$",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    r"^\W*(?:(?:no|nope|sorry|actually|oops|wait|hmm|correction|rather|i (?:mean|meant)|make (?:it|that)|that should be"
    r"|it should be|should be|my (?:bad|mistake)|scratch that)\b[\s,.:;!-]*)+",
    re.IGNORECASE,
)
_DENIED = re.compile(r",?\s*\bnot (?:for |in |the )?[^,;.]+?(?=,|;|\.|\bbut\b|$)(?:[,;.]|\s*but\b)?\s*", re.IGNORECASE)
_SPOKEN_OF = re.compile(
    r"\b(?:its|their|theirs|them|they|they're|he|she|him|her|(?:that|this|the same|said) (?:partner|one|company|guy)"
    r"|both|these two|the two)\b",
    re.IGNORECASE,
)
_IT = re.compile(r"\bit\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:the )?(?:(?:previous|prior|last|preceding) one|one (?:before|prior))\b", re.IGNORECASE)
_SHORT = 4
_ORDINALS = (
    r"1|(the )?(first|former)( one)?",
    r"2|(the )?second( one)?",
    r"3|(the )?third( one)?",
    r"4|(the )?fourth( one)?",
)


@dataclass(frozen=True)
class Call:
    """A tool to run, with arguments as the toolbox takes them.

    `notes` are what a person must be told of how they were read, `period` is the one that was spoken of, and
    `subject` the question for advice that a follow-up goes on from.
    """

    tool: str
    arguments: dict[str, Any]
    notes: tuple[str, ...] = ()
    period: str | None = None
    subject: str = ""


@dataclass(frozen=True)
class Pending:
    """A question back: the message that it was about, and the names or the command that it offered."""

    text: str = ""
    name: str = ""
    choices: tuple[str, ...] = ()
    confirms: bool = False


@dataclass(frozen=True)
class Topic:
    """What a conversation speaks of: what tools were last asked, the last partners and period, a question back."""

    calls: tuple[Call, ...] = ()
    partners: tuple[str, ...] = ()
    period: str | None = None
    pending: Pending | None = None

    def after(self, calls: Sequence[Call]) -> "Topic":
        """The topic once these tools have answered."""
        partners = tuple(dict.fromkeys(c.arguments["partner"] for c in calls if c.arguments.get("partner")))
        spoken = [call.period for call in calls if call.period]
        return Topic(
            calls=tuple(calls), partners=partners or self.partners, period=spoken[0] if spoken else self.period
        )

    def asking(self, pending: Pending | None) -> "Topic":
        """The same topic, with a question back that waits for an answer, or none."""
        return replace(self, pending=pending)


@dataclass(frozen=True)
class Leaning:
    """How a message leans on what was spoken of before.

    `again` where it continues or corrects the last question, `short` where it is too short to say whether it does,
    `spoken` where it speaks of the last partner, `joined` where it follows a question of the same message that named a
    period.
    """

    text: str
    again: bool = False
    short: bool = False
    spoken: bool = False
    joined: bool = False
    topic: Topic = field(default_factory=Topic)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The last calls, if the message may go on from them."""
        return self.topic.calls


def leaning(text: str, topic: Topic | None) -> Leaning:
    """A message as the conversation makes it be read: corrections cut to what is meant."""
    if topic is None or not (topic.calls or topic.partners):
        return Leaning(text)
    if topic.period and (unit := _unit(topic.period)):
        text = _BEFORE.sub(f"the {unit} before", text)
    meant, corrected = text, _CORRECTED.match(text)
    if corrected or len(text.split()) <= 12:
        rest = text[corrected.end() :] if corrected else text
        kept = _DENIED.sub(" ", rest).strip(" ,;.")
        meant = kept or rest
    again = bool(corrected) or meant != text or bool(_AGAIN.search(text))
    spoken = bool(_SPOKEN_OF.search(text)) or (
        bool(_IT.search(text)) and not wordings.signs()["how_works"].search(text)
    )
    return Leaning(meant or text, again=again, short=len(text.split()) <= _SHORT, spoken=spoken, topic=topic)


def _unit(period: str) -> str | None:
    """What a canonical period is one of: "2025-Q1" is a quarter; None for days."""
    if "Q" in period:
        return "quarter"
    return {4: "year", 7: "month"}.get(len(period))


def resumed(text: str, pending: Pending) -> str | None:
    """The whole question, once a message has answered the question back; None if it does not."""
    plain = normalise(text).strip(" ?!.,;:\"'")
    if pending.confirms:
        return pending.text if wordings.remark("agreed").fullmatch(plain) else None
    if pending.choices:
        chosen = _chosen(plain, pending.choices)
        return _replaced(pending, chosen) if chosen else None
    return f"{pending.text.rstrip(' ?!.,;:')} {'' if _begins_with_lead(plain) else 'for '}{plain}"


def _begins_with_lead(text: str) -> bool:
    return bool(re.match(r"(?:for|in|on|at|of|with|about|it|its|it's|that|to)\b", text, re.IGNORECASE))


def _replaced(pending: Pending, chosen: str) -> str:
    written = re.compile(re.escape(pending.name), re.IGNORECASE)
    return written.sub(lambda _: chosen, pending.text, count=1)


def _chosen(text: str, choices: Sequence[str]) -> str | None:
    """The one choice that a message means: by its place, or by words that only it holds."""
    for at, written in enumerate(_ORDINALS):
        if re.fullmatch(written, text, re.IGNORECASE):
            return choices[at] if at < len(choices) else None
    if re.fullmatch(r"(the )?(last|latter)( one)?", text, re.IGNORECASE):
        return choices[-1]
    said = {word.casefold() for word in re.findall(r"[\w&-]+", text)}
    fits = [choice for choice in choices if said & _own_words(choice, choices)]
    exact = [choice for choice in choices if choice.casefold() in text.casefold()]
    found = exact or fits
    return found[0] if len(found) == 1 else None


def _own_words(choice: str, choices: Sequence[str]) -> set[str]:
    words = {word.casefold() for word in re.findall(r"[\w&-]+", choice)}
    others = {word.casefold() for other in choices if other != choice for word in re.findall(r"[\w&-]+", other)}
    return words - others
