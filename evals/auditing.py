"""A second look at what a model was let say: each statement against the results, computed again from the receipts."""

from collections.abc import Sequence
from typing import Any

from assistant.answer import Answer, Receipt
from assistant.asking import Desk
from assistant.grounding import Evidence, faults


def unsupported(desk: Desk, answers: Sequence[Answer], said: Sequence[str]) -> tuple[str, ...]:
    """Statements of the last answer that no tool of the conversation and no words of the person make.

    Only a model's own words are looked at: where the planner or the tools spoke, the words are the tools' own.
    """
    last = answers[-1]
    if last.usage is None or last.usage.instead or not last.receipts:
        return ()
    box = desk.toolbox()
    outcomes = [box.call(receipt.tool, asked(receipt)) for answer in answers for receipt in answer.receipts]
    evidence = Evidence(outcomes, said, box.as_of, tuple(box.roster.names.values()))
    return tuple(f"shows {fault.excerpt!r}: {fault.why}" for fault in faults(last.text, evidence))


def asked(receipt: Receipt) -> dict[str, Any]:
    """A receipt's arguments as a person gives them: a partner by its record id, amounts in money."""
    given: dict[str, Any] = {}
    for name, value in receipt.arguments.items():
        if name == "partner_id":
            given["partner"] = value
        elif name.endswith("_cents"):
            given[name.removesuffix("_cents")] = f"{value // 100}.{value % 100:02d}"
        else:
            given[name] = value
    return given
