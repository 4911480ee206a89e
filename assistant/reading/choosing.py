"""Chooses what a message asks for: a tool with its arguments, or a reply of its own.

Commands choose by their word, sentences by their wording, follow-ups by what was asked before. What
cannot be placed is said, with the nearest things that can be done.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from assistant.reading.commands import COMMANDS, Typed, as_command, help_rows, without_address
from assistant.reading.intents import BAR, is_advice, scores
from assistant.reading.naming import unplaced_name
from assistant.reading.slots import Words, fill
from tools import TOOLS
from tools.core.catalogue import Tool

_TOOLS: Mapping[str, Tool] = {tool.name: tool for tool in TOOLS}
_CARRIED = ("partner", "period", "quarter", "year")
_AGAIN = re.compile(
    r"^(and|what about|how about|same|also|now|then|for|in|ok|okay|but|or|compare)\b"
    r"|\b(it|its|they|their|them|he|she|that partner|this partner)\b",
    re.IGNORECASE,
)
_SMALL_TALK = re.compile(
    r"^\W*(hi|hello|hey|good (morning|afternoon|evening)|thanks?|thank you|thx|cheers|ok|okay|great|bye|yo)\b.{0,20}$",
    re.IGNORECASE,
)
_ABOUT_ME = re.compile(
    r"\b(what can (you|i) (do|ask)|who are you|how do (you|i) (work|use)|what do you do)\b|^help\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Topic:
    """What a conversation last asked a tool, as the person put it."""

    tool: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Call:
    """A tool to run, with arguments as the toolbox takes them."""

    tool: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """Words without a tool: help, a question back, or what cannot be done."""

    kind: Literal["question", "refusal", "help"]
    text: str
    code: str | None = None


def choose(text: str, words: Words, topic: Topic | None = None) -> list[Call] | Reply:
    """The tool calls that answer a message, or a reply.

    Raises:
        ToolError: the message names a partner, period or amount that cannot be used.
    """
    typed = as_command(text)
    if typed is not None:
        return _commanded(typed, words, topic)
    sentence = without_address(text)
    if _ABOUT_ME.search(sentence):
        return Reply("help", help_text())
    if _SMALL_TALK.match(sentence):
        return Reply(
            "help", "Hello. Ask me about a partner's tier, a deal's earnings, or how a month went; `help` lists more."
        )
    words = _standing(words, topic)
    tool = _asked_tool(sentence, words, topic)
    return _calls(_TOOLS[tool], sentence, words, topic) if tool else _unplaced(sentence)


def _standing(words: Words, topic: Topic | None) -> Words:
    """The words of a conversation that already speaks of a period: "the quarter before" counts from it."""
    spoken = [topic.arguments[p] for p in ("period", "quarter", "year") if p in topic.arguments] if topic else []
    return replace(words, standing=spoken[0]) if spoken else words


def _commanded(typed: Typed, words: Words, topic: Topic | None) -> list[Call] | Reply:
    if typed.near:
        options = " or ".join(f"`{name}`" for name in typed.near)
        return Reply(
            "question", f"I know no such command. Did you mean {options}? `help` lists them all.", "unknown_command"
        )
    if typed.command is None:
        return Reply("help", help_text())
    return _calls(_TOOLS[_refined(typed.command.tool, typed.rest, words)], typed.rest, words, topic, command=True)


def _asked_tool(sentence: str, words: Words, topic: Topic | None) -> str | None:
    ranked = scores(sentence)
    if ranked and ranked[0].weight >= BAR:
        return _refined(ranked[0].tool, sentence, words)
    if topic is not None and (_AGAIN.search(sentence) or len(sentence.split()) <= 4):
        return topic.tool if fill(_TOOLS[topic.tool], sentence, words) or _AGAIN.search(sentence) else None
    return None


def _refined(tool: str, text: str, words: Words) -> str:
    """The tool that the arguments decide between: a cost asks for a match, an amount for an estimate."""
    if tool in {"mdf_balance", "mdf_match"}:
        return "mdf_match" if "cost" in fill(_TOOLS["mdf_match"], text, words) else "mdf_balance"
    return tool


def _calls(tool: Tool, text: str, words: Words, topic: Topic | None, *, command: bool = False) -> list[Call] | Reply:
    found = fill(tool, text, words)
    partners = [p.partner_id for p in words.roster().find_all(text)] if "partner_id" in tool.arguments else []
    if "partner_id" in tool.arguments and not partners and (name := unplaced_name(text, words, command=command)):
        found["partner"] = words.roster().match(name)
    arguments = _carried(tool, text, found, topic)
    missing = [name for name in _required(tool) if name not in arguments]
    if missing:
        return Reply("question", _question(tool, missing), "missing_argument")
    if len(partners) > 1 and tool.scope == "partner":
        return [Call(tool.name, {**arguments, "partner": one}) for one in partners[:5]]
    return [Call(tool.name, arguments)]


def _carried(tool: Tool, text: str, found: dict[str, Any], topic: Topic | None) -> dict[str, Any]:
    """What the conversation spoke of, where this message is about it and does not say otherwise.

    A message that names another partner still means the same period when it follows up ("and Northwind?").
    """
    if topic is None or ("partner" in found and not _AGAIN.search(text)):
        return found
    asked = ["partner" if name == "partner_id" else name.removesuffix("_cents") for name in tool.arguments]
    same = topic.tool == tool.name and _AGAIN.search(text)
    kept = {name: value for name, value in topic.arguments.items() if name in asked and (same or name in _CARRIED)}
    for name in ("period", "quarter", "year"):
        if name in asked and not {"period", "quarter", "year", "on"} & set(found):
            spoken = next((topic.arguments[p] for p in ("period", "quarter", "year") if p in topic.arguments), None)
            if spoken:
                kept.setdefault(name, spoken)
    if "partner_id" in tool.arguments and tool.scope != "partner" and not _AGAIN.search(text):
        kept.pop("partner", None)
    return {**kept, **found}


def _required(tool: Tool) -> list[str]:
    return [
        "partner" if name == "partner_id" else name.removesuffix("_cents")
        for name, parameter in tool.arguments.items()
        if parameter.default is parameter.empty
    ]


def _question(tool: Tool, missing: list[str]) -> str:
    example = next((c.example for c in COMMANDS if c.tool == tool.name), None)
    asks = {
        "partner": "Which partner do you mean?",
        "amount": "What is the deal worth?",
        "cost": "What does the activity cost?",
        "section": "Which rules: tiers, spiffs, bonuses, rebate, mdf, awards, claims or health?",
    }
    text = " ".join(asks.get(name, f"Which {name}?") for name in missing)
    return f"{text} For example: `{example}`." if example else text


def _unplaced(sentence: str) -> Reply:
    nearest = [scored.tool for scored in scores(sentence)][:3]
    commands = [c for c in COMMANDS if c.tool in nearest] or [
        c for c in COMMANDS if c.word in {"tier", "deal", "dashboard"}
    ]
    offered = "; ".join(f"{c.about} (`{c.example}`)" for c in commands)
    if is_advice(sentence):
        return Reply(
            "refusal",
            f"I have no playbook on that, so I will not make one up. The nearest things that I can work out: {offered}.",
            "no_playbook",
        )
    return Reply(
        "refusal",
        f"I cannot place that among what I can work out. The nearest things: {offered}. `help` lists them all.",
        "unplaced",
    )


def help_text() -> str:
    """Every command with what it is for, in one block."""
    width = max(len(row[2]) for row in help_rows())
    lines = [f"  {example:<{width}}  {about}" for _, about, example in help_rows()]
    return "\n".join(
        ["Ask in plain words, or with a command:", *lines, "Add a month, quarter, year or days to most of them."]
    )
