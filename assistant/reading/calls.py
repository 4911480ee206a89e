"""From a chosen tool and a message to the tool's calls: arguments named, carried over, or asked for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from assistant.reading import replies, wordings
from assistant.reading.amounts import find_amounts
from assistant.reading.asked import Asked
from assistant.reading.followups import PERIODS, Call, Leaning
from assistant.reading.plans.readers import start_note
from assistant.reading.replies import Reply
from assistant.reading.slots import Words, asked_names, fill, period_names, periods, tier_places
from assistant.reading.wordings.finding import places
from tools import TOOLS
from tools.core.catalogue import Tool
from tools.core.errors import shown

ADVICE = "advice"
CATALOGUE: Mapping[str, Tool] = {tool.name: tool for tool in TOOLS}
_TOP = re.compile(
    r"\b(?:top|best|biggest|largest|first)\s+(\d+|five|ten|twenty|four|six|seven|eight|nine)\b", re.IGNORECASE
)
_DEAL_ID = re.compile(r"\bD-\d+\b", re.IGNORECASE)
_PHASES = re.compile(r"\b30[-/ ]60[-/ ]90\b")
_MONEY = frozenset({"amount", "cost"})
Values = Mapping[str, Sequence[Any]]


def advice_of(asked: Asked, lean: Leaning, unknown: str | None = None) -> list[Call]:
    """The advice that a message asks for, in the person's own words, with the one partner that it speaks of."""
    spoken = lean.topic.partners if lean.spoken else ()
    partners = asked.partner_ids or list(spoken)
    arguments = {"question": asked.text, **({"partner": partners[0]} if len(partners) == 1 else {})}
    notes = []
    if unknown:
        notes.append(f"I know no partner {shown(unknown)}, so this is about partners in general.")
    if len(partners) > 1:
        notes.append("Name one partner, and I set its numbers beside the advice.")
    return [Call(ADVICE, arguments, tuple(notes), subject=asked.text)]


def _advice_again(call: Call, asked: Asked) -> Call:
    """The last advice for what a short message adds: the question that began it, and the message."""
    partners = asked.partner_ids[:1] or [call.arguments[name] for name in ("partner",) if name in call.arguments]
    question = f"{call.subject} {asked.text}".strip()
    arguments = {"question": question, **({"partner": partners[0]} if partners else {})}
    return Call(ADVICE, arguments, subject=call.subject)


def calls_of(name: str, asked: Asked, words: Words, lean: Leaning, signs: frozenset[str]) -> list[Call] | Reply:
    """The calls of a tool that a message asks for, one for each value where it lists several.

    Raises:
        ToolError: the message names a period or amount that cannot be used.
    """
    tool = CATALOGUE[name]
    asked = replace(asked, rest=_PHASES.sub("", asked.rest)) if name == "onboarding_plan" else asked
    values = fill(tool, asked.rest, words)
    if refusal := _not_taken(tool, asked, words, signs):
        return refusal
    values = {**_carried(tool, values, asked, words, lean), **values}
    if partners := _partners(tool, asked, lean, signs):
        values = {**values, "partner": partners}
    missing = [name for name in _required(tool) if name not in values]
    if missing == ["partner"] and signs & {"total", "many"}:
        return replies.one_partner(name)
    if missing:
        return replies.missing(name, missing)
    return spread(name, values, asked, words)


def spread(name: str, values: Values, asked: Asked, words: Words) -> list[Call]:
    """One call for each combination of the values.

    One partner's health is asked for in whatever class it is, and its entry whatever it is supposed to be.
    """
    if name == "partner_directory" and values.get("partner"):
        values = {"partner": values["partner"]}
    if name == "partner_health" and values.get("partner"):
        values = {key: value for key, value in values.items() if key != "status"}
    notes, said = caveats(name, asked, words), next(iter(period_names(asked.rest, words)), None)
    return [Call(name, dict(zip(values, one, strict=True)), notes, said) for one in product(*values.values())]


def followed(asked: Asked, words: Words, lean: Leaning) -> list[Call]:
    """The last calls again, with what the message says otherwise; none if it says nothing that they take."""
    found: list[Call] = []
    for call in lean.calls:
        if call.tool == ADVICE:
            found.append(_advice_again(call, asked))
            continue
        tool = CATALOGUE["partner_health" if call.tool == "dashboard" and asked.partners else call.tool]
        takes = asked_names(tool)
        values = dict(fill(tool, asked.rest, words))
        if asked.partners and "partner" in takes:
            values["partner"] = asked.partner_ids
        if not values:
            continue
        kept = {name: [value] for name, value in call.arguments.items() if name in takes}
        found += spread(tool.name, {**kept, **values}, asked, words)
    return [call for at, call in enumerate(found) if call not in found[:at]]


def _required(tool: Tool) -> list[str]:
    names = zip(asked_names(tool), tool.arguments.values(), strict=True)
    return [name for name, parameter in names if parameter.default is parameter.empty]


def _partners(tool: Tool, asked: Asked, lean: Leaning, signs: frozenset[str]) -> Sequence[str]:
    """The partners of a call: those named, or those the conversation speaks of.

    What is asked of everyone keeps a partner only where the message speaks of it: "is it at risk?", "who manages it?".
    """
    if "partner_id" not in tool.arguments:
        return []
    if asked.partners:
        return asked.partner_ids
    if tool.scope == "partner" and not signs & {"many", "total"}:
        return lean.topic.partners
    of_many = "roll" in signs if tool.name == "partner_directory" else "many" in signs
    return lean.topic.partners if lean.spoken and not of_many else []


def _carried(tool: Tool, values: Values, asked: Asked, words: Words, lean: Leaning) -> dict[str, Sequence[Any]]:
    """What the conversation spoke of and the message does not say otherwise.

    A message that names another partner still means the same period when it follows up ("and Northwind's tier?").
    """
    kept: dict[str, Sequence[Any]] = {}
    if asked.partners and not (lean.again or lean.joined):
        return kept
    if lean.again:
        for call in lean.calls:
            if call.tool == tool.name:
                kept.update({name: [value] for name, value in call.arguments.items() if name != "partner"})
        if "within_days" in values:
            kept.pop("from_days", None)
    takes = {*PERIODS} & {*asked_names(tool)}
    if takes and lean.topic.period and not {*PERIODS, "on"} & {*values, *kept}:
        spoken = fill(tool, lean.topic.period, words)
        kept.update({name: spoken[name] for name in takes if name in spoken})
    return kept


def _not_taken(tool: Tool, asked: Asked, words: Words, signs: frozenset[str]) -> Reply | None:
    """A refusal where the message gives what would change the answer and the tool does not take."""
    takes = asked_names(tool)
    if "amount" in signs and not _MONEY & set(takes):
        find_amounts(asked.rest, words.currency)
        told = tool.name == "program_rules" or (tool.name == "incentive_statement" and signs & {"why", "payment"})
        if not told:
            return replies.no_amount(tool.name)
    if tool.scope == "partner":
        return None
    filters = {
        "tier": tier_places(asked.rest, words),
        "region": places(words.regions(), asked.rest),
        "manager": places(words.managers(), asked.rest),
    }
    if tool.name == "deadlines" and "past_day" in signs and {one.value for one in filters["tier"]} <= {words.tiers[0]}:
        filters.pop("tier")
    for name, found in filters.items():
        if name not in takes and found:
            return replies.not_narrowed(tool.name, name)
    return None


def caveats(tool: str, asked: Asked, words: Words) -> tuple[str, ...]:
    """The notes on a call, in the order that they matter."""
    start = start_note(asked.rest, words) if "starts_on" in CATALOGUE[tool].arguments else None
    told = (*_put_right(asked), *_period(tool, asked.rest, words), *_others(tool, asked, words))
    return (*told, start) if start else told


def _put_right(asked: Asked) -> Iterator[str]:
    if asked.put_right:
        read = ", ".join(f'"{written}" as "{meant}"' for written, meant in asked.put_right)
        yield f"I read {read}."


def _period(tool: str, text: str, words: Words) -> Iterator[str]:
    if tool in {"deadlines", "program_rules", "tier_status", "tier_path", "dashboard", "partner_health"}:
        return
    found = list(zip(period_names(text, words), periods(text, words), strict=True))
    for name, period in found[:1]:
        if tool in {"rebate_earned", "quarter_awards"} and not re.fullmatch(r"\d{4}-Q\d", name):
            whole = words.calendar.quarter_of(period.last).name
            one = period.last < words.calendar.quarter_of(period.first).after
            yield (
                f"This runs by fiscal quarter: {period.name} is in {whole}."
                if one
                else (f"This runs by fiscal quarter: {period.name} is answered quarter by quarter.")
            )
        elif tool == "mdf_balance" and words.calendar.year_of(period.last).first != period.first:
            yield f"MDF runs by fiscal year: these are the figures of all of {words.calendar.year_of(period.last)}."
        elif tool == "claim_status":
            yield f"Claims are listed whatever their day, and not those of {period.name} alone."


def _others(tool: str, asked: Asked, words: Words) -> Iterator[str]:
    top = _TOP.search(asked.rest)
    if tool == "dashboard" and top and top[1] != "3":
        yield "The dashboard names the three with the most revenue."
    if tool == "dashboard" and wordings.signs()["kind_of_partner"].search(asked.rest):
        yield "Partners of every type are counted, not of one type alone."
    if tool in {"dashboard", "quarter_awards", "program_rules"} and asked.partners:
        names = " and ".join(partner.name for partner in asked.partners)
        yield f"This is not about {names} alone."
    if tool == "tier_status" and asked.partners and tier_places(asked.rest, words):
        yield "Requirements are those of the tier held and the next; `path PARTNER to TIER` shows any other."
    deal = _DEAL_ID.search(asked.masked)
    if deal and tool != "claim_status":
        yield f"This is not about {deal[0].upper()} alone."
