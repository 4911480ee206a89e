"""An answer: the sentence first, then a small table, then what it rests on. Channels only render it."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, computed_field

from tools.core.receipts import Basis


class Shape(BaseModel):
    """A frozen piece of an answer."""

    model_config = ConfigDict(frozen=True)


class Table(Shape):
    """Cells as they are shown. `right` names the columns that hold figures."""

    title: str = ""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[str, ...] = ()


class Receipt(Shape):
    """What recomputes an answer: the tool, its arguments, and the versions of all that it read.

    `scope` is whose cut of the records it read; others may not read it back.
    """

    id: str
    scope: str
    tool: str
    arguments: dict[str, Any]
    as_of: date
    program_version: str
    records_version: int
    basis: tuple[Basis, ...]


class Citation(Shape):
    """A section of a playbook that an answer cites as `[id]`; `channel-sales playbook show ID` opens it."""

    id: str
    playbook: str
    heading: str
    source: str
    updated_on: date | None = None

    @property
    def line(self) -> str:
        """The section in a line."""
        dated = f", {self.updated_on}" if self.updated_on else ""
        return f"[{self.id}] {self.playbook}: {self.heading}{dated}"


class Worded(Shape):
    """A tool's result in words: the part of an answer that a wording makes."""

    text: str
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


class Usage(Shape):
    """What an answer took of a language model; metrics and evals read it, people are not shown it.

    `cost_micros` is in millionths of the price table's currency, None where the model has no price.
    `instead` is who spoke in the model's place, the planner or the tools in their own words, and `why`.
    """

    model: str
    calls: int
    input_tokens: int
    output_tokens: int
    cost_micros: int | None = None
    instead: Literal["planner", "tools"] | None = None
    why: str | None = None


class Answer(Shape):
    """What every channel is given.

    `kind` is "answer", "question" (the person is asked back), "refusal" (bad input, or nothing to
    answer from; `code` says which) or "help".
    """

    kind: Literal["answer", "question", "refusal", "help"] = "answer"
    text: str
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    results: tuple[dict[str, Any], ...] = ()
    code: str | None = None
    usage: Usage | None = None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def rests_on(self) -> tuple[str, ...]:
        """Of each tool call a line with the rulings, and one with the as-of day and the receipt."""
        return tuple(line for receipt in self.receipts for line in _rests_on(receipt))


def _rests_on(receipt: Receipt) -> tuple[str, str]:
    rulings = tuple(one for one in receipt.basis if one.rule != "playbooks")
    cited = ["the playbooks cited"] if len(rulings) < len(receipt.basis) else []
    found = "; ".join([*cited, *_sources(rulings)]) or "the records alone"
    return f"Rests on {found}.", f"As of {receipt.as_of}. Receipt {receipt.id}."


def _sources(basis: tuple[Basis, ...]) -> list[str]:
    """Each source once; the parts of one document that hold on the same days stand together."""
    parts: dict[tuple[str, str], list[str]] = {}
    for ruling in basis:
        document, _, part = ruling.source.partition(", ")
        span = f"{ruling.since} to {ruling.until}" if ruling.until else f"from {ruling.since}"
        named = parts.setdefault((document, span), [])
        if part and part not in named:
            named.append(part)
    return [f"{', '.join([document, *named])} ({span})" for (document, span), named in parts.items()]


class Step(Shape):
    """What is being done for a question, while it is done: "reading the rebate of Acme Networks"."""

    text: str


class Said(Shape):
    """A piece of an answer's text, once it is checked; the pieces together are the text."""

    text: str


class Done(Shape):
    """The end of a turn: the whole answer."""

    answer: Answer


Event = Step | Said | Done
"""What a channel is told while a question is answered; the last is always Done."""
