"""What is said without a tool: help, a question back, and what cannot be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from assistant.reading.commands import COMMANDS, PLANS, Command, help_rows
from assistant.reading.followups import Pending
from assistant.reading.slots import Words
from tools.core.errors import shown

_USUAL = ("tier", "deal", "dashboard")
_ASKS = {
    "partner": "Which partner do you mean?",
    "amount": "What is the deal worth?",
    "cost": "What does the activity cost?",
    "activity": "What is the activity: a webinar, an event, a trade show, digital ads or content?",
    "activity_on": "On which day is it?",
    "section": "Which rules: tiers, spiffs, bonuses, rebate, mdf, awards, claims or health?",
}


@dataclass(frozen=True)
class Reply:
    """Words without a tool.

    `pending` is what an answer to a question back would complete; `partners` are those that it speaks of.
    """

    kind: Literal["question", "refusal", "help"]
    text: str
    code: str | None = None
    pending: Pending | None = None
    partners: tuple[str, ...] = ()


def help_text() -> str:
    """Every command with what it is for, in one block."""
    width = max(len(row[2]) for row in help_rows())
    lines = [f"  {example:<{width}}  {about}" for _, about, example in help_rows()]
    return "\n".join(
        ["Ask in plain words, or with a command:", *lines, "Add a month, quarter, year or days to most of them."]
    )


def greeting() -> Reply:
    """To what is said beside questions."""
    return Reply(
        "help", "Hello. Ask me about a partner's tier, a deal's earnings, or how a month went; `help` lists more."
    )


def dropped() -> Reply:
    """To a question back that is declined."""
    return Reply("help", "All right. Ask something else; `help` lists what I can do.")


def unknown_command(near: Sequence[str], rest: str) -> Reply:
    """To a command that is nearly one."""
    options = " or ".join(f"`{name}`" for name in near)
    pending = Pending(text=f"/channel-sales {near[0]} {rest}", confirms=True) if len(near) == 1 else None
    text = f"I know no such command. Did you mean {options}? `help` lists them all."
    return Reply("question", text, "unknown_command", pending)


def missing(tool: str, names: Sequence[str]) -> Reply:
    """To a question that leaves out what its tool needs."""
    text = " ".join(_ASKS.get(name, f"Which {name}?") for name in names)
    example = command_of(tool)
    text = f"{text} For example: `{example.example}`." if example else text
    return Reply("question", text, "missing_argument", Pending())


def one_partner(tool: str) -> Reply:
    """To a question over all partners of what is worked out partner by partner."""
    command = command_of(tool)
    example = f", such as `{command.example}`" if command else ""
    return Reply(
        "refusal",
        f"I work that out for one partner at a time{example}. Over all partners there are `dashboard`, `health` and "
        "`deadlines`.",
        "one_partner",
    )


def too_many(number: int, most: int) -> Reply:
    """To a question that would take more calls than one answer holds."""
    return Reply("refusal", f"That asks for {number} answers; I give up to {most} at a time. Name fewer.", "too_many")


def nothing_asked(names: Sequence[str], partners: Sequence[str]) -> Reply:
    """To a message that only names partners."""
    text = f"What about {' and '.join(names)}: tier, path, rebate, statement, MDF, claims, deadlines or health?"
    return Reply("question", text, "nothing_asked", partners=tuple(partners))


def unclear(tools: Sequence[str]) -> Reply:
    """To a question that two tools would answer equally well."""
    options = " or ".join(f"{c.about} (`{c.example}`)" for c in map(command_of, tools) if c)
    return Reply("question", f"Do you mean {options}?", "unclear_question")


def unknown_name(name: str, words: Words) -> Reply:
    """To a question about everyone that names somebody or something the records do not hold."""
    known = {one.casefold(): one for one in (*words.tiers, *words.regions(), *words.managers())}
    near = [known[one] for one in get_close_matches(name.casefold(), known, n=2)]
    regions = ", ".join(words.regions())
    hint = f" The regions are {regions}." if regions else ""
    hint = f" Did you mean {' or '.join(near)}?" if near else hint
    return Reply(
        "refusal",
        f"I know no partner, tier, region or partner manager {shown(name)}, and answer nothing without it.{hint}",
        "unknown_name",
    )


def not_narrowed(tool: str, by: str) -> Reply:
    """To a filter that the tool does not have."""
    command = command_of(tool)
    what = command.word if command else tool
    return Reply("refusal", f"I cannot narrow {what} by {by}; name a partner, or ask for all.", "not_taken")


def no_amount(tool: str) -> Reply:
    """To an amount that the tool has no use for and that would change what is asked."""
    command = command_of(tool)
    what = command.about if command else tool
    return Reply(
        "refusal",
        f"I cannot put an amount into that ({what}): it is computed from what the records hold. "
        "`deal PARTNER AMOUNT` says what a deal would earn.",
        "not_taken",
    )


def which_plan() -> Reply:
    """To `plan` without the kind of document."""
    kinds = "\n".join(f"  {command.example}" for command in PLANS)
    return Reply("question", f"Which document? For example:\n{kinds}", "missing_argument")


def unplaced(nearest: Sequence[str]) -> Reply:
    """To what no tool answers."""
    return Reply(
        "refusal",
        f"I cannot place that among what I can work out. The nearest things: {_offered(nearest)}. `help` lists them"
        " all.",
        "unplaced",
    )


def command_of(tool: str) -> Command | None:
    """The command that a person would type for a tool."""
    named = "mdf_balance" if tool == "mdf_match" else tool
    return next((command for command in (*COMMANDS, *PLANS) if command.tool == named), None)


def _offered(nearest: Sequence[str]) -> str:
    found = [c for c in map(command_of, nearest) if c] or [c for c in COMMANDS if c.word in _USUAL]
    return "; ".join(f"{c.about} (`{c.example}`)" for c in dict.fromkeys(found[:3]))
