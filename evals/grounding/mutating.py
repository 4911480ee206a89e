"""Changes one thing that a correct answer says, and judges by itself whether what it says then is really wrong."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from evals.grounding import writing
from evals.grounding.answers import Correct, Slot, at_path
from evals.grounding.writing import Number

INVENTED = (
    "Zorblatt Dynamics",
    "Nimbus Ridge Technologies",
    "Contoso",
    "Quellmark Industries",
    "Pallonia Group",
    "Vextria",
)
_TIERS = ("Platinum", "Gold", "Silver", "Registered")
_OTHER_SCALE = {"K": "M", "k": "m", " thousand": " million", "M": "K", "m": "k", " million": " billion"}
_ENDS = {"%": " dollars", " %": " dollars", " percent": " dollars"}


@dataclass(frozen=True)
class Mutant:
    """A changed answer: what kind of change, what was changed into what, and whether it is wrong by the results."""

    kind: str
    text: str
    was: str
    now: str
    wrong: bool


def mutants(answer: Correct, partners: Sequence[str], chance: Random) -> Iterator[Mutant]:
    """One mutant of each kind that an answer can have, at a slot drawn by chance."""
    found: dict[str, list[tuple[int, str, bool]]] = {}
    for at in answer.slots:
        slot = answer.pieces[at]
        assert isinstance(slot, Slot)  # noqa: S101 - `slots` are where they are
        for kind, written, wrong in _changes(slot, answer, partners, chance):
            if written != slot.written:
                found.setdefault(kind, []).append((at, written, wrong))
    for kind, changes in found.items():
        at, written, wrong = chance.choice(changes)
        was = answer.pieces[at]
        yield Mutant(kind, answer.text_with(at, written), was.written if isinstance(was, Slot) else "", written, wrong)


def _changes(slot: Slot, answer: Correct, partners: Sequence[str], chance: Random) -> Iterator[tuple[str, str, bool]]:
    if slot.number:
        yield from _numbers(slot, slot.number, answer, chance)
    elif slot.kind == "d":
        yield from _days(slot, chance)
    elif slot.kind == "q":
        yield from _quarters(slot, answer, chance)
    elif slot.kind == "n":
        yield from _names(slot, answer, partners, chance)
    elif slot.kind == "t":
        others = [tier for tier in _TIERS if tier != slot.true]
        other = chance.choice(others)
        yield "tier", other, not any(_meets(other, result, answer) for result in answer.results)
    elif slot.kind == "f":
        yield "state", slot.opposite, True
    elif slot.kind == "k":
        yield "citation", f"{slot.true}-{chance.choice(('more', 'two', 'appendix'))}", True


def _numbers(slot: Slot, number: Number, answer: Correct, chance: Random) -> Iterator[tuple[str, str, bool]]:
    changed = [
        ("digit", _digit(number, chance)),
        ("transposition", _transposed(number, chance)),
        ("rounding", _ulp(number, chance)),
    ]
    if number.after in _OTHER_SCALE:
        power = {"k": 3, "m": 6, "b": 9}[_OTHER_SCALE[number.after].strip()[0].lower()]
        changed.append(("scale word", replace(number, after=_OTHER_SCALE[number.after], worth=Decimal(10) ** power)))
    elif slot.kind == "m":
        changed.append(("scale word", replace(number, digits=number.digits * 10)))
    for kind, other in changed:
        if other is not None and other.digits > 0:
            yield kind, str(other), not other.says(slot.true)
    if number.after in _ENDS:
        yield "unit", str(replace(number, after=_ENDS[number.after])), True
    elif "$" in number.before:
        yield "unit", str(replace(number, before=number.before.replace("$", "€"))), True
    for at in answer.slots:
        other_slot = answer.pieces[at]
        if isinstance(other_slot, Slot) and other_slot.kind == slot.kind and other_slot.number:
            yield "another figure of the answer", other_slot.written, not other_slot.number.says(slot.true)


def _digit(number: Number, chance: Random) -> Number:
    digits = f"{number.digits}"
    places = [at for at, c in enumerate(digits) if c.isdigit()]
    at = chance.choice(places)
    new = chance.choice([d for d in "0123456789" if d != digits[at] and (at or d != "0")])
    return replace(number, digits=Decimal(digits[:at] + new + digits[at + 1 :]))


def _transposed(number: Number, chance: Random) -> Number | None:
    digits = f"{number.digits}"
    pairs = [at for at in range(len(digits) - 1) if digits[at : at + 2].isdigit() and digits[at] != digits[at + 1]]
    pairs = [at for at in pairs if at or digits[1] != "0"]
    if not pairs:
        return None
    at = chance.choice(pairs)
    return replace(number, digits=Decimal(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]))


def _ulp(number: Number, chance: Random) -> Number:
    """One more or less in the last place that is written: a figure rounded the wrong way."""
    step = Decimal(1).scaleb(int(number.digits.as_tuple().exponent))
    return replace(number, digits=number.digits + chance.choice((step, -step)))


def _days(slot: Slot, chance: Random) -> Iterator[tuple[str, str, bool]]:
    on = date.fromisoformat(slot.true)
    month = on.month % 12 + 1
    for kind, other in (
        ("a day off", on + timedelta(days=chance.choice((-1, 1)))),
        ("a month off", on.replace(month=month, day=min(on.day, monthrange(on.year, month)[1]))),
        ("a year off", on.replace(year=on.year + chance.choice((-1, 1)), day=min(on.day, 28))),
    ):
        yield kind, writing.day(other, chance), True


def _quarters(slot: Slot, answer: Correct, chance: Random) -> Iterator[tuple[str, str, bool]]:
    match = re.fullmatch(r"(\d{4})-Q(\d)", slot.true)
    if not match:
        return
    year, number = int(match[1]), int(match[2])
    other = chance.choice([n for n in (1, 2, 3, 4) if n != number])
    yield "another quarter", writing.quarter(year, other, chance), not _also_true(answer, f"{year}-Q{other}")
    yield "another year", writing.quarter(year - 1, number, chance), not _also_true(answer, f"{year - 1}-Q{number}")


def _also_true(answer: Correct, quarter: str) -> bool:
    """Whether a state that the answer tells of one quarter also held in another."""
    ends = at_path(answer.results[0], "quarter_ends")
    states = [p for p in answer.pieces if isinstance(p, Slot) and p.kind == "f"]
    if not isinstance(ends, list) or not states:
        return False
    tier = next((p.true for p in answer.pieces if isinstance(p, Slot) and p.kind == "t"), None)
    held = [end for end in ends if isinstance(end, Mapping) and end.get("quarter") == quarter]
    return any((tier in end["met"]) == states[0].true for end in held)


def _names(slot: Slot, answer: Correct, partners: Sequence[str], chance: Random) -> Iterator[tuple[str, str, bool]]:
    yield "an invented partner", chance.choice(INVENTED), True
    other = chance.choice([name for name in partners if name not in answer.text])
    yield "another partner", other, not any(_said_of(other, result, answer, slot) for result in answer.results)
    there = [p.true for p in answer.pieces if isinstance(p, Slot) and p.kind == "n" and p.true != slot.true]
    if there:
        wrong = not any(_said_of(there[0], result, answer, slot) for result in answer.results)
        yield "another partner of the answer", there[0], wrong


def _said_of(name: str, node: Any, answer: Correct, slot: Slot) -> bool:
    """Whether the results say of another partner all that the answer says of this one."""
    if isinstance(node, list):
        return any(_said_of(name, one, answer, slot) for one in node)
    if not isinstance(node, Mapping):
        return False
    said = [p for p in answer.pieces if isinstance(p, Slot) and p.key and p.kind in "mpcdt" and p.owner is slot.owner]
    if node.get("name") == name and said and all(node.get(p.key) == (p.owner or {}).get(p.key) for p in said):
        return True
    return any(_said_of(name, value, answer, slot) for value in node.values())


def _meets(tier: str, node: Any, answer: Correct) -> bool:
    """Whether the results tell the same state of another tier."""
    states = [p.true for p in answer.pieces if isinstance(p, Slot) and p.kind == "f"]
    if isinstance(node, Mapping):
        alike = node.get("tier") == tier and bool(states) and node.get("met") == states[0]
        quarters = [p.true for p in answer.pieces if isinstance(p, Slot) and p.kind == "q"]
        if states and isinstance(node.get("met"), list) and node.get("quarter") in quarters:
            alike = (tier in node["met"]) == states[0]
        return alike or any(_meets(tier, value, answer) for value in node.values())
    return isinstance(node, list) and any(_meets(tier, one, answer) for one in node)
