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


class Worded(Shape):
    """A tool's result in words: the part of an answer that a wording makes."""

    text: str
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()


class Answer(Shape):
    """What every channel is given.

    `kind` is "answer", "question" (the person is asked back), "refusal" (bad input, or nothing to
    answer from; `code` says which) or "help".
    """

    kind: Literal["answer", "question", "refusal", "help"] = "answer"
    text: str
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    results: tuple[dict[str, Any], ...] = ()
    code: str | None = None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def rests_on(self) -> tuple[str, ...]:
        """Of each tool call a line with the rulings, and one with the as-of day and the receipt."""
        return tuple(line for receipt in self.receipts for line in _rests_on(receipt))


def _rests_on(receipt: Receipt) -> tuple[str, str]:
    rulings = "; ".join(_sources(receipt.basis)) or "the records alone"
    return f"Rests on {rulings}.", f"As of {receipt.as_of}. Receipt {receipt.id}."


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
